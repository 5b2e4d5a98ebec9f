"""A banner: the tint of its state, icon, bold title, facts, acts with their keys at the right end. It never takes the focus."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.ui.icons import draw_icon
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Size, TypeRole, Weight
from caseapp.ui.widgets.deadline_pill import PillState, paint_shape
from caseapp.ui.widgets.strokes import rounded
from caseapp.ui.widgets.words import Words


class Banner(QWidget):
    """One line (title and facts side by side) or, when `tall`, title over facts.

    Args:
        state: gives tint and ink; a banner without an icon shows the shape of its state.
    """

    def __init__(
        self, *, name: str, state: PillState = PillState.TEN_DAYS, icon: str = "", tall: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._icon = icon
        self._tall = tall
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._title = Words("", TypeRole.BODY, Weight.SEMIBOLD, wrap=tall)
        self._facts = Words("", TypeRole.BODY, wrap=True)
        self._acts = QHBoxLayout()
        self._row = QHBoxLayout(self)
        if tall:
            column = QVBoxLayout()
            column.setSpacing(current().px(2))
            column.addWidget(self._title)
            column.addWidget(self._facts)
            column.addLayout(self._acts)
            self._acts.setAlignment(Qt.AlignmentFlag.AlignLeft)
            self._row.addLayout(column, 1)
        else:
            self._row.addWidget(self._title)
            self._row.addWidget(self._facts, 1)
            self._row.addLayout(self._acts)
        follow_theme(self, self._dress)

    def add_act(self, act: QWidget) -> None:
        """Add an act at the right end, usually a `LinkButton` with its key."""
        self._acts.addWidget(act)

    def show_text(self, title: str, facts: str = "", *, state: PillState | None = None) -> None:
        """Say something and announce it politely; the focus stays where it is."""
        if state is not None:
            self._state = state
        self._title.setText(title)
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts) or not self._tall)
        self.setAccessibleName(", ".join(part for part in (title, facts) if part))
        self._dress()
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    @property
    def text(self) -> str:
        return self.accessibleName()

    def _dress(self) -> None:
        px = current().px
        ink = "ink_1" if self._state in (PillState.WAITING, PillState.CLOSED, PillState.EXTENDED) else self._state.value
        self._title.set_ink(ink)  # type: ignore[arg-type]
        self._row.setContentsMargins(
            px(38 if not self._tall else 32), px(4 if not self._tall else 9), px(10), px(4 if not self._tall else 9)
        )
        self._row.setSpacing(px(14))
        self._acts.setSpacing(px(8))
        if not self._tall:
            self.setMinimumHeight(px(40))
        self.setMaximumHeight(16_777_215)
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep as high as the words are at this width; a size hint alone knows only the width they would like."""
        super().resizeEvent(event)
        high = self._row.totalHeightForWidth(self.width())
        lowest = high if self._tall else max(high, current().px(40))
        self.setMinimumHeight(lowest)
        self.setMaximumHeight(lowest)
        # The words were laid out for the height it had; where that was less, some would stay without any.
        self._row.invalidate()
        self._row.activate()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), px(Radius.BANNER), theme.color(f"{self._state.value}_tint"))
        ink = theme.color(self._state.value)
        top = px(12) if self._tall else self.height() / 2 - px(8)
        if self._icon:
            side = px(Size.ICON)
            draw_icon(painter, self._icon, QRectF(px(12), top, side, side), ink)
        else:
            side = px(11)
            paint_shape(painter, self._state, QRectF(px(13), top + px(2), side, side), ink)
        painter.end()
