"""Why the letter under the cursor is stopped, or what is said against it, and the way to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from caseapp.domain.stops import LetterStop, StopWeight
from caseapp.ui.mailroom.stop_words import MendAt, mend_at, mend_words, stop_name, stop_way
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.deadline_pill import PillState, paint_shape
from caseapp.ui.widgets.key_button import KeyButton
from caseapp.ui.widgets.strokes import hairline
from caseapp.ui.widgets.words import Words

MEND_KEY = "Ctrl+Shift+M"
_MARK, _GAP = 9, 16


class StopPane(QWidget):
    """Stands under the queue while its current letter has a stop; empty it is not there.

    Signals:
        mend_wanted: the stop that is to be mended.
    """

    mend_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mail_stops")
        self.setAccessibleName(self.tr("What stops this letter"))
        self._stops: tuple[LetterStop, ...] = ()
        self._is_narrow = False
        self._lines: list[tuple[Words, Words]] = []
        self.mend = KeyButton(mend_words(MendAt.LETTER), key=MEND_KEY, name="mail_mend", on_click=self.go_mend)
        self._column = QVBoxLayout(self)
        self._gap = QSpacerItem(0, 0)
        self._column.addItem(self._gap)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.mend, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(self._foot)
        self.hide()
        follow_theme(self, self._dress)

    @property
    def stops(self) -> tuple[LetterStop, ...]:
        return self._stops

    @property
    def text(self) -> str:
        """Everything it says, for tests and a screen reader."""
        return " ".join(f"{name.text()}. {way.text()}" for name, way in self._lines[: len(self._stops)])

    def show_stops(self, stops: Sequence[LetterStop]) -> None:
        """Show the stops of one letter, the heaviest first."""
        self._stops = tuple(stops)
        while len(self._lines) < len(self._stops):
            name, way = Words("", wrap=True), Words("", ink="ink_2", wrap=True)
            at = 2 * len(self._lines) - (1 if self._lines and self._is_narrow else 0)
            self._column.insertWidget(at, name)
            self._column.insertWidget(at + 1, way)
            self._lines.append((name, way))
            self._place_first_way()
        for (name, way), stop in zip(self._lines, self._stops, strict=False):
            name.setText(stop_name(stop))
            way.setText(stop_way(stop))
        if self._stops:
            self.mend.setText(mend_words(mend_at(self._stops[0])))
            self.setAccessibleDescription(self.text)
        self._show()
        self._dress()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Where the text is large, leave the room to the list: the row has the name, and this the way with its act beside it."""
        self._is_narrow = narrow
        self._place_first_way()
        self._show()

    def _show(self) -> None:
        for place, (name, way) in enumerate(self._lines):
            is_there = place < len(self._stops)
            name.setVisible(is_there and not self._is_narrow)
            way.setVisible(is_there and (place == 0 or not self._is_narrow))
        self.setVisible(bool(self._stops))

    def _place_first_way(self) -> None:
        if not self._lines:
            return
        way = self._lines[0][1]
        if self._is_narrow and self._foot.indexOf(way) < 0:
            self._column.removeWidget(way)
            self._foot.insertWidget(0, way, 1)
        elif not self._is_narrow and self._foot.indexOf(way) >= 0:
            self._foot.removeWidget(way)
            self._column.insertWidget(1, way)

    def go_mend(self) -> None:
        """Go where the heaviest stop is mended."""
        if self._stops:
            self.mend_wanted.emit(self._stops[0])

    def _dress(self) -> None:
        px = current().px
        self._column.setContentsMargins(px(Space.PAGE_LEFT + 28), px(10), px(Space.PAGE_RIGHT), px(10))
        self._column.setSpacing(px(2))
        self._foot.setSpacing(px(Space.M))
        self._gap.changeSize(0, 0 if self._is_narrow else px(4))
        self._column.invalidate()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("pane"))
        hairline(painter, 0, 0, self.width(), theme.color("line_strong"))
        for stop, (name, way) in zip(self._stops, self._lines, strict=False):
            state = mark_of(stop.weight)
            name = way if self._is_narrow else name
            if not name.isVisible():
                continue
            top = name.geometry().top() + px(6)
            box = name.geometry().toRectF()
            box.setRect(box.left() - px(_GAP), top, px(_MARK), px(_MARK))
            paint_shape(painter, state, box, theme.color(state.value))
        painter.end()


def mark_of(weight: StopWeight) -> PillState:
    """Return shape and colour of a stop; the words beside it say the same."""
    return {
        StopWeight.STOPS: PillState.OVERDUE, StopWeight.WARNS: PillState.THREE_DAYS, StopWeight.TO_FLATS: PillState.ON_TRACK,
    }[weight]  # fmt: skip
