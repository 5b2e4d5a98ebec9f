"""How a day of the month is painted: date, what is due, a bar with a tick at capacity; too much = hatch, triangle and words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from caseapp.ui import qt_dates
from caseapp.ui.theme import current
from caseapp.ui.tokens import TypeRole, Weight
from caseapp.ui.widgets.deadline_pill import PillState, paint_shape
from caseapp.ui.widgets.month_model import DayCell, MonthModel, same_month
from caseapp.ui.widgets.painted_text import CENTER, RIGHT, paint_text, paint_wrapped, text_width, wrapped_height
from caseapp.ui.widgets.rows import Index, RowRole
from caseapp.ui.widgets.strokes import focus_ring, hairline, hatch, rounded, vertical_hairline

ROOMY_CELL = 84
"""A day narrower than this, in pixels at 100 %, gives its margins to its words."""


class DayDelegate(QStyledItemDelegate):
    """Paints one day. What has no room beside the date stands under it; words that are too wide give way to fewer, never to a cut."""

    def __init__(self, view: QTableView, model: MonthModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(current().px(60), current().px(96))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = index.data(RowRole)
        if not isinstance(cell, DayCell):
            return
        theme = current()
        px = theme.px
        box = QRectF(option.rect)
        model = self._model
        is_off = index.column() >= 5 or bool(cell.holiday)
        in_month = same_month(cell.on, model.month)
        if is_off or not in_month:
            painter.fillRect(box, theme.color("pane"))
        if is_off:
            hatch(painter, box, theme.color("line"), gap=px(7))
        hairline(painter, box.left(), box.bottom(), box.width() + 1, theme.color("line"))
        vertical_hairline(painter, box.right(), box.top(), box.height() + 1, theme.color("line"))
        if option.state & QStyle.StateFlag.State_Selected:
            has_focus = self._view.hasFocus()
            card = box.adjusted(1, 1, -2, -2)
            rounded(painter, card, px(7), theme.color("sel" if has_focus else "sel_idle"))
            if has_focus:
                focus_ring(painter, card, px(7))
        side = px(10) if box.width() >= px(ROOMY_CELL) else px(4)
        inner = box.adjusted(side, px(8), -side, -px(8))
        self._date(painter, inner, cell, in_month=in_month)
        if cell.on < model.today:
            self._past(painter, inner, cell)
            is_low = False
        else:
            is_low = self._load(painter, inner, cell, is_narrow=index.column() >= 5)
        if cell.holiday:
            top = inner.bottom() - px(18) if is_low else inner.top() + px(21)
            self._holiday(painter, QRectF(inner.left(), top, inner.width(), inner.bottom() - top), cell)

    def _date(self, painter: QPainter, box: QRectF, cell: DayCell, *, in_month: bool) -> None:
        theme = current()
        px = theme.px
        model = self._model
        heavy = theme.font(TypeRole.BODY, Weight.SEMIBOLD)
        words = _fitting(box.width(), heavy, *([qt_dates.short_date(cell.on)] if cell.on.day == 1 else []), str(cell.on.day))
        line = QRectF(box.left(), box.top(), box.width(), px(18))
        if cell.on == model.today:
            font = theme.font(TypeRole.BODY, Weight.SEMIBOLD)
            width = max(px(24), text_width(words, font) + px(14))
            disc = QRectF(box.left() - px(4), box.top() - px(2), width, px(22))
            rounded(painter, disc, px(11), theme.color("accent"))
            paint_text(painter, disc, words, font, theme.color("on_accent"), CENTER, may_shorten=False)
        else:
            is_ahead = cell.on > model.today and in_month
            font = theme.font(TypeRole.BODY, Weight.SEMIBOLD if is_ahead else Weight.MEDIUM)
            paint_text(painter, line, words, font, theme.color("ink_1" if is_ahead else "ink_2"), may_shorten=False)

    def _holiday(self, painter: QPainter, box: QRectF, cell: DayCell) -> None:
        """The name of a day off, on as many lines as stand free; one word that is too wide is shortened, for the day says it in full."""
        theme = current()
        font, ink = theme.font(TypeRole.SMALL), theme.color("ink_2")
        is_free = not (cell.due or cell.met or cell.late or cell.still_open)
        widest = max(text_width(word, font) for word in cell.holiday.split())
        if is_free and widest <= box.width() and wrapped_height(cell.holiday, font, box.width()) <= box.height():
            paint_wrapped(painter, box, cell.holiday, font, ink)
        else:
            paint_text(painter, QRectF(box.left(), box.top(), box.width(), theme.px(17)), cell.holiday, font, ink)

    def _past(self, painter: QPainter, box: QRectF, cell: DayCell) -> None:
        """From the bottom up: met, late beside it or over it, and what is still open over both."""
        theme = current()
        px = theme.px
        model = self._model
        heavy, light = theme.font(TypeRole.SMALL, Weight.SEMIBOLD), theme.font(TypeRole.SMALL)
        mark, gap = px(9) + px(6), px(12)
        ended = []
        for count, said, shape, font, ink in (
            (cell.met, model.met_words(cell), PillState.CLOSED, light, "ink_2"),
            (cell.late, model.late_words(cell), PillState.OVERDUE, heavy, "overdue"),
        ):
            if count:
                ended.append((_fitting(box.width() - mark, font, said, str(count)), shape, font, ink))
        wide = sum(mark + text_width(words, font) for words, _, font, _ in ended) + gap
        is_beside = wide <= box.width()
        x, y = box.left(), box.bottom() - px(18)
        for words, shape, font, ink in ended:
            line = QRectF(x, y, box.right() - x, px(18))
            side = px(9)
            paint_shape(painter, shape, QRectF(x, line.center().y() - side / 2, side, side), theme.color(ink))
            taken = paint_text(painter, line.adjusted(mark, 0, 0, 0), words, font, theme.color(ink), may_shorten=False)
            x, y = (x + mark + taken + gap, y) if is_beside else (x, y - px(18))
        if cell.still_open:
            words = _fitting(box.width(), heavy, model.still_open_words(cell), model.open_words(cell), str(cell.still_open))
            line = QRectF(box.left(), y - (px(18) if ended and is_beside else 0), box.width(), px(18))
            paint_text(painter, line, words, heavy, theme.color("ten_days"), may_shorten=False)

    def _load(self, painter: QPainter, box: QRectF, cell: DayCell, *, is_narrow: bool) -> bool:
        """Paint what is due; say whether only the place of the bar is left for the name of a day off."""
        if not cell.due:
            return False
        theme = current()
        px = theme.px
        model = self._model
        said = model.lines(cell)
        words = said[0] if len(said) == 1 or not is_narrow else model.due_words(cell)
        count = str(cell.due if is_narrow else cell.answers or cell.receipts or cell.others)
        is_over = model.is_over(cell)
        if is_narrow:
            line = QRectF(box.left(), box.bottom() - px(18), box.width(), px(18))
            font = theme.font(TypeRole.SMALL, Weight.SEMIBOLD if is_over else Weight.MEDIUM)
            words = _fitting(line.width(), font, words, count)
            paint_text(painter, line, words, font, theme.color("overdue" if is_over else "ink_1"), may_shorten=False)
            return False
        top = QRectF(box.left(), box.top(), box.width(), px(18))
        font = theme.font(TypeRole.BODY, Weight.SEMIBOLD if is_over else Weight.MEDIUM)
        wide = text_width(words, font) + (px(18) if is_over else 0)
        is_low = wide + px(44) > box.width()
        if is_low:
            # No room beside the date, so the count stands under it.
            top.translate(0, px(20))
            shorter = () if cell.answers else (model.due_words(cell),)
            words = _fitting(box.width() - (px(18) if is_over else 0), font, words, *shorter, count)
        paint_text(painter, top, words, font, theme.color("overdue" if is_over else "ink_1"), RIGHT, may_shorten=False)
        if is_over:
            side = px(10)
            x = top.right() - text_width(words, font) - px(8) - side
            paint_shape(painter, PillState.OVERDUE, QRectF(x, top.center().y() - side / 2, side, side), theme.color("overdue"))
        if is_low and cell.holiday:
            return True
        bar = QRectF(box.left(), box.bottom() - px(8), box.width(), px(6))
        if cell.answers:
            paint_load(painter, bar, cell.answers, model.capacity)
        lines = said[1:]
        room = bar.top() - px(6) - top.bottom() - (px(20) if cell.holiday else 0)
        shown = lines if room >= px(34) else lines[:1] if room >= px(17) else []
        y = bar.top() - px(6) - px(17) * len(shown)
        for text in shown:
            line = QRectF(box.left(), y, box.width(), px(17))
            paint_text(painter, line, text, theme.font(TypeRole.SMALL), theme.color("ink_2"))
            y += px(17)
        return False


def _fitting(room: float, font: QFont, *wordings: str) -> str:
    """Return the first wording that fits, or the last."""
    return next((words for words in wordings if text_width(words, font) <= room), wordings[-1])


def paint_load(painter: QPainter, bar: QRectF, due: int, capacity: int) -> None:
    """Paint a load bar: filled up to capacity, a tick at capacity, what is too much hatched in the colour of "overdue"."""
    theme = current()
    full = max(capacity * 5 / 3, due, 1) if capacity else max(due, 1)
    radius = bar.height() / 2
    rounded(painter, bar, radius, theme.color("line") if theme.is_dark else theme.color("sel_idle"))
    within = min(due, capacity) if capacity else due
    width = bar.width() * within / full
    rounded(painter, QRectF(bar.left(), bar.top(), max(width, bar.height()), bar.height()), radius, theme.color("accent"))
    if not capacity:
        return
    tick = bar.left() + bar.width() * capacity / full
    if due > capacity:
        rest = QRectF(tick, bar.top(), bar.width() * (due - capacity) / full, bar.height())
        painter.fillRect(rest, theme.color("overdue_tint"))
        hatch(painter, rest, theme.color("overdue"), gap=4, width=1.6)
    vertical_hairline(painter, tick, bar.top() - theme.px(3), bar.height() + theme.px(6), theme.color("ink_1"))
