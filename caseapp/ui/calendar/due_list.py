"""The list of deadlines: a line with columns where there is room, else three short lines."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from caseapp.ui.calendar.due_rows import DueHead, DueModel, DueNote, DueRow
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Size, TypeRole, Weight
from caseapp.ui.why_target import WhyTarget
from caseapp.ui.widgets.deadline_pill import FILLED_IN_LISTS, Pill, paint_pill, pill_width
from caseapp.ui.widgets.painted_text import LEFT, RIGHT, paint_text, paint_wrapped, text_width, wrapped_height
from caseapp.ui.widgets.row_list import RowList
from caseapp.ui.widgets.rows import Index, RowRole
from caseapp.ui.widgets.strokes import focus_ring, hairline, rounded

WIDE_FROM = 880
"""From this width on, at 100 % text, a row has columns."""

SHORT_ROW = 36
TALL_ROW = 68
MARGIN = 18
_NUMBER, _DAY, _STATUS, _PILL = 92, 88, 104, 150


class DueList(RowList):
    """See `RowList` for its signals; keys are ids of deadlines.

    Args:
        with_status: the right end says what the request waits for instead of how the deadline stands; for the list of one day.

    Signals:
        left: Esc was pressed, so the focus goes back where it came from.
        resized: there is more or less room, so rows may have got columns or lost them.
    """

    left = Signal()
    resized = Signal()

    def __init__(self, *, name: str, label: str, with_status: bool = False, parent: QWidget | None = None) -> None:
        self.due_model = DueModel()
        super().__init__(self.due_model, name=name, label=label, parent=parent)
        self.with_status = with_status
        self.setItemDelegate(_DueDelegate(self))

    def why_target(self) -> WhyTarget | None:
        """Return the date of the current row, to be asked why."""
        case_id = self.due_model.case_of(self.current_key)
        return WhyTarget(case_id=case_id, deadline_id=str(self.current_key)) if case_id is not None else None

    @property
    def is_wide(self) -> bool:
        return not self.with_status and self.viewport().width() >= current().px(WIDE_FROM)

    def columns(self) -> dict[str, QRectF]:
        """Return the places of the columns of a wide row, by name, for a row at the top."""
        px = current().px
        left, right = float(px(MARGIN)), self.viewport().width() - float(px(MARGIN))
        places: dict[str, QRectF] = {}
        for name, width in (("pill", _PILL), ("status", _STATUS), ("mail_by", _DAY), ("last_day", _DAY), ("plan_by", _DAY)):
            places[name] = QRectF(right - px(width), 0, px(width), px(SHORT_ROW))
            right -= px(width) + px(8)
        rest = right - left - px(_NUMBER) - px(16)
        places["name"] = QRectF(left, 0, rest * 0.5, px(SHORT_ROW))
        places["number"] = QRectF(left + rest * 0.5 + px(8), 0, px(_NUMBER), px(SHORT_ROW))
        places["what"] = QRectF(places["number"].right() + px(8), 0, rest * 0.5, px(SHORT_ROW))
        return places

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self.resized.emit()


class DueHeads(QWidget):
    """The heads of the columns of a wide list; nothing where the list is not wide."""

    def __init__(self, rows: DueList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rows.resized.connect(self.updateGeometry)
        follow_theme(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(current().px(100), current().px(Size.LIST_GROUP) if self._list.is_wide else 1)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        hairline(painter, 0, self.height() - 1, self.width(), theme.color("line_strong"))
        if self._list.is_wide:
            font = theme.font(TypeRole.SMALL, Weight.MEDIUM)
            words = {
                "name": self.tr("Name"), "number": self.tr("Number"), "what": self.tr("Right and clock"), "plan_by": self.tr("Plan by"),
                "last_day": self.tr("Last day"), "mail_by": self.tr("Mail by"), "status": self.tr("Waits for"), "pill": self.tr("Left"),
            }  # fmt: skip
            for name, box in self._list.columns().items():
                place = QRectF(box.left(), 0, box.width(), self.height() - 1)
                paint_text(painter, place, words[name], font, theme.color("ink_2"), RIGHT if name == "pill" else LEFT)
        painter.end()


class _DueDelegate(QStyledItemDelegate):
    def __init__(self, view: DueList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px = current().px
        if isinstance(index.data(RowRole), DueHead):
            return QSize(px(120), px(Size.LIST_GROUP))
        row = index.data(RowRole)
        if isinstance(row, DueNote):
            height = wrapped_height(_note_words(row), current().font(TypeRole.SMALL), self._view.viewport().width() - 2 * px(MARGIN))
            return QSize(px(120), int(height) + px(16))
        return QSize(px(120), px(SHORT_ROW if self._view.is_wide else TALL_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole)
        box = QRectF(option.rect)
        if isinstance(row, DueHead):
            self._head(painter, box, row)
        elif isinstance(row, DueNote):
            theme = current()
            inner = box.adjusted(theme.px(MARGIN), theme.px(8), -theme.px(MARGIN), 0)
            paint_wrapped(painter, inner, _note_words(row), theme.font(TypeRole.SMALL), theme.color("ink_2"))
        elif isinstance(row, DueRow):
            self._ground(painter, option, box)
            if self._view.is_wide:
                self._wide(painter, box, row)
            else:
                self._tall(painter, box, row)

    def _head(self, painter: QPainter, box: QRectF, head: DueHead) -> None:
        theme = current()
        inner = box.adjusted(theme.px(MARGIN), theme.px(4), -theme.px(MARGIN), 0)
        paint_text(painter, inner, head.text, theme.font(TypeRole.SMALL, Weight.SEMIBOLD), theme.color("ink_2"))
        paint_text(painter, inner, f"{head.count:,}", theme.font(TypeRole.SMALL), theme.color("ink_2"), RIGHT)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF) -> None:
        theme = current()
        px = theme.px
        card = box.adjusted(px(8), 1, -px(8), -1)
        has_focus = self._view.hasFocus()
        if option.state & QStyle.StateFlag.State_Selected:
            rounded(painter, card, px(Radius.SELECTION), theme.color("sel" if has_focus else "sel_idle"))
            if has_focus:
                focus_ring(painter, card, px(Radius.SELECTION))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            rounded(painter, card, px(Radius.SELECTION), theme.color("row_hover"))

    def _wide(self, painter: QPainter, box: QRectF, row: DueRow) -> None:
        theme = current()
        small = theme.font(TypeRole.SMALL)
        places = {name: place.translated(0, box.top()) for name, place in self._view.columns().items()}
        paint_text(painter, places["name"], row.name, theme.font(TypeRole.BODY, Weight.SEMIBOLD), theme.color("ink_1"))
        paint_text(painter, places["number"], row.number, small, theme.color("ink_2"), may_shorten=False)
        paint_text(painter, places["what"], row.what, small, theme.color("ink_2"))
        for name, words in (("plan_by", row.plan_by), ("last_day", row.last_day), ("mail_by", row.mail_by)):
            ink = theme.color("ink_1" if name == "plan_by" else "ink_2")
            paint_text(painter, places[name], words, small, ink, may_shorten=False)
        paint_text(painter, places["status"], row.status, small, theme.color("ink_2"))
        self._pill(painter, row.pill, places["pill"])

    def _tall(self, painter: QPainter, box: QRectF, row: DueRow) -> None:
        theme = current()
        px = theme.px
        small = theme.font(TypeRole.SMALL)
        left, right = box.left() + px(MARGIN), box.right() - px(MARGIN)
        first = QRectF(left, box.top() + px(5), right - left, px(20))
        second = QRectF(left, first.bottom(), right - left, px(18))
        third = QRectF(left, second.bottom(), right - left, px(18))
        if self._view.with_status:
            paint_text(painter, first, row.status, small, theme.color("ink_1"), RIGHT, may_shorten=False)
            room = first.width() - text_width(row.status, small) - px(8)
        else:
            room = first.width() - self._pill(painter, row.pill, first) - px(8)
        name = QRectF(first.left(), first.top(), room, first.height())
        paint_text(painter, name, row.name, theme.font(TypeRole.BODY, Weight.SEMIBOLD), theme.color("ink_1"))
        number = text_width(row.number, small) + px(10)
        has_room = number + text_width(row.what, small) <= second.width()
        # What is due is never cut: where the number leaves it no room, the number stands before the dates.
        paint_text(painter, second if has_room else third, row.number, small, theme.color("ink_2"), may_shorten=False)
        paint_text(painter, second.adjusted(number if has_room else 0, 0, 0, 0), row.what, small, theme.color("ink_2"))
        paint_text(painter, third.adjusted(0 if has_room else number, 0, 0, 0), self._dates(row), small, theme.color("ink_3"))

    def _dates(self, row: DueRow) -> str:
        if row.erases:
            return self._view.tr("Erase it by {last}").format(last=row.last_day)
        if self._view.with_status:
            if not row.mail_by:
                return self._view.tr("Last day {last}").format(last=row.last_day)
            return self._view.tr("Last day {last}, mail by {mail}").format(last=row.last_day, mail=row.mail_by)
        if not row.mail_by:
            return self._view.tr("Plan by {plan}, last day {last}").format(plan=row.plan_by, last=row.last_day)
        return self._view.tr("Plan by {plan}, last day {last}, mail by {mail}").format(
            plan=row.plan_by, last=row.last_day, mail=row.mail_by
        )

    def _pill(self, painter: QPainter, pill: Pill, box: QRectF) -> float:
        filled = pill.state in FILLED_IN_LISTS
        paint_pill(painter, pill, box.right(), box.center().y(), filled=filled)
        return pill_width(pill.text, filled=filled)


def _note_words(note: DueNote) -> str:
    return f"{note.day}: {note.text}"
