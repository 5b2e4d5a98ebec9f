"""The two dialogs there are: something went wrong, and the review before an act that cannot be undone.

They are opened with `open()`, never with `exec()`: the event loop stays one.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from caseapp.ui.theme import current
from caseapp.ui.tokens import Size, Space, TypeRole, Weight
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.strokes import Rule
from caseapp.ui.widgets.words import Words
from caseapp.ui.wording import TroubleText


class _Dialog(QDialog):
    """Title, a body, and buttons right below a hairline."""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        px = current().px
        self.setWindowTitle(title)
        self.setMinimumWidth(px(Size.DIALOG))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(px(18), px(20), px(18), px(18))
        self.body.setSpacing(px(Space.S))
        heading = Words(title, TypeRole.HEADING, wrap=True)
        self.body.addWidget(heading)
        outer.addLayout(self.body)
        outer.addWidget(Rule())
        self.buttons = QHBoxLayout()
        self.buttons.setContentsMargins(px(18), px(16), px(18), px(16))
        self.buttons.setSpacing(px(Space.S))
        self.buttons.addStretch(1)
        outer.addLayout(self.buttons)

    def add_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Add facts: label left, value right of it."""
        px = current().px
        grid = QGridLayout()
        grid.setContentsMargins(0, px(Space.S), 0, 0)
        grid.setHorizontalSpacing(px(Space.XL))
        grid.setVerticalSpacing(px(Space.S))
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, px(Size.LABEL))
        for row, (label, value) in enumerate(pairs):
            grid.addWidget(Words(label, ink="ink_2"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(Words(value, weight=Weight.MEDIUM, wrap=True), row, 1)
        self.body.addLayout(grid)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("raised"))
        painter.end()


class ReviewDialog(_Dialog):
    """Review before an act that cannot be undone: the act with its number, one sentence, the facts, Go back and the act."""

    def __init__(
        self,
        title: str,
        sentence: str,
        facts: Sequence[tuple[str, str]],
        act_text: str,
        *,
        destructive: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self.setObjectName("review_dialog")
        self.body.addWidget(Words(sentence, ink="ink_2", wrap=True))
        self.add_pairs(facts)
        self.go_back = KeyButton(self.tr("Go back"), key="Esc", name="review_go_back", on_click=self.reject)
        kind = ButtonKind.DESTRUCTIVE if destructive else ButtonKind.PRIMARY
        self.act = KeyButton(act_text, kind, key="Ctrl+Return", name="review_act", on_click=self.accept)
        self.buttons.addWidget(self.go_back)
        self.buttons.addWidget(self.act)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.accept)
        # The harmless button has the focus: a hasty Enter must not do what cannot be undone.
        self.go_back.setFocus()


class TroubleDialog(_Dialog):
    """What happened, what was saved, what you can do, and a code to tell to whoever helps."""

    def __init__(self, text: TroubleText, parent: QWidget | None = None) -> None:
        super().__init__(text.happened, parent)
        self.setObjectName("trouble_dialog")
        self._text = text
        self.add_pairs(
            (
                (self.tr("What was saved"), text.saved),
                (self.tr("What you can do"), text.can_do),
                (self.tr("Code"), text.code),
            )
        )
        self.copy = KeyButton(self.tr("Copy details"), ButtonKind.QUIET, icon="copy", name="trouble_copy", on_click=self._copy)
        self.close_button = KeyButton(self.tr("Close"), ButtonKind.PRIMARY, key="Esc", name="trouble_close", on_click=self.accept)
        self.buttons.insertWidget(0, self.copy)
        self.buttons.addWidget(self.close_button)
        self.close_button.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text.as_text())
        self.copy.setText(self.tr("Copied"))
