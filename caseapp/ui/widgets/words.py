"""Labels in the roles of the type scale; they follow the theme."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import TypeRole, Weight
from caseapp.ui.widgets.painted_text import figures

Ink = Literal["ink_1", "ink_2", "ink_3", "overdue", "three_days", "ten_days", "on_track", "accent", "on_inverse"]


class Words(QLabel):
    """A text in one role, weight and ink. Plain text always: what consumers wrote is never read as markup."""

    def __init__(
        self,
        text: str = "",
        role: TypeRole = TypeRole.BODY,
        weight: Weight = Weight.REGULAR,
        ink: Ink = "ink_1",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._role = role
        self._weight = weight
        self._ink: Ink = ink
        self.setWordWrap(wrap)
        if wrap:
            policy = self.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)
        follow_theme(self, self._dress)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._dress()

    def set_ink(self, ink: Ink) -> None:
        self._ink = ink
        self._dress()

    def _dress(self) -> None:
        theme = current()
        self.setFont(figures(theme.font(self._role, self._weight), self.text()))
        palette = self.palette()
        palette.setColor(self.foregroundRole(), theme.color(self._ink))
        self.setPalette(palette)


def page_title(text: str = "") -> Words:
    """The one title of a page."""
    return Words(text, TypeRole.PAGE_TITLE)


def panel_title(text: str = "") -> Words:
    """The title of a panel, a list or a card."""
    return Words(text, TypeRole.PANEL_TITLE, Weight.SEMIBOLD)


def section_head(text: str = "") -> Words:
    """The head of a group of rows."""
    return Words(text, TypeRole.BODY, Weight.SEMIBOLD)


def hint(text: str = "") -> Words:
    """A hint beside or under a field."""
    return Words(text, TypeRole.SMALL, ink="ink_3")
