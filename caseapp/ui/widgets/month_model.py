"""A month of days with their load as a model: weeks by weekdays, and what each day says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from caseapp.ui import qt_dates
from caseapp.ui.widgets.rows import Index, RowRole

DAYS_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """What one day carries, by planning date.

    Attributes:
        answers: what the capacity of a day is measured in; receipts, others: deadlines of other kinds, which take none of it.
        met, late: how past deadlines ended.
        still_open: planned for this day, which is past, and not done; their last day may be ahead.
        holiday: its name, or that it is a one-off day; the day is hatched like a weekend.
    """

    on: date
    answers: int = 0
    receipts: int = 0
    others: int = 0
    met: int = 0
    late: int = 0
    still_open: int = 0
    holiday: str = ""

    @property
    def due(self) -> int:
        return self.answers + self.receipts + self.others


class MonthModel(QAbstractTableModel):
    """Weeks by weekdays, from Monday."""

    def __init__(self) -> None:
        super().__init__()
        self.first_shown = date(2026, 1, 1)
        self.month = date(2026, 1, 1)
        self.today = date(2026, 1, 1)
        self.capacity = 0
        self._weeks = 0
        self._cells: Mapping[date, DayCell] = {}

    def set_month(self, month: date, today: date, capacity: int, cells: Mapping[date, DayCell]) -> None:
        self.beginResetModel()
        self.month = month.replace(day=1)
        self.today = today
        self.capacity = capacity
        self.first_shown = self.month - timedelta(days=self.month.weekday())
        next_month = (self.month + timedelta(days=32)).replace(day=1)
        self._weeks = ((next_month - self.first_shown).days + DAYS_A_WEEK - 1) // DAYS_A_WEEK
        self._cells = dict(cells)
        self.endResetModel()

    def day(self, index: Index) -> date:
        return self.first_shown + timedelta(days=index.row() * DAYS_A_WEEK + index.column())

    def place(self, day: date) -> QModelIndex:
        away = (day - self.first_shown).days
        return self.index(away // DAYS_A_WEEK, away % DAYS_A_WEEK)

    def shows(self, day: date) -> bool:
        return 0 <= (day - self.first_shown).days < self._weeks * DAYS_A_WEEK

    def cell(self, day: date) -> DayCell:
        return self._cells.get(day) or DayCell(on=day)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else self._weeks

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature
        return 0 if parent.isValid() else DAYS_A_WEEK

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell(self.day(index))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.spoken(cell)
        return cell if role == RowRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return qt_dates.weekday_short(self.first_shown + timedelta(days=section))
        return None

    def spoken(self, cell: DayCell) -> str:
        """Return a day as one sentence."""
        parts = [qt_dates.weekday_date(cell.on)]
        if cell.on == self.today:
            parts.append(self.tr("today"))
        if cell.holiday:
            parts.append(cell.holiday)
        parts.extend(self.lines(cell))
        if self.is_over(cell):
            parts.append(self.tr("{count} too many").format(count=cell.answers - self.capacity))
        if cell.met:
            parts.append(self.met_words(cell))
        if cell.late:
            parts.append(self.late_words(cell))
        if cell.still_open:
            parts.append(self.still_open_words(cell))
        return ", ".join(parts)

    def due_words(self, cell: DayCell) -> str:
        """Return all that is due in one number, for a day with room for no more."""
        return self.tr("{count} due").format(count=cell.due)

    def met_words(self, cell: DayCell) -> str:
        return self.tr("{count} met").format(count=cell.met)

    def late_words(self, cell: DayCell) -> str:
        return self.tr("{count} late").format(count=cell.late)

    def still_open_words(self, cell: DayCell) -> str:
        return self.tr("{count} still open").format(count=cell.still_open)

    def open_words(self, cell: DayCell) -> str:
        """Return the same in fewer words, for a narrow day."""
        return self.tr("{count} open").format(count=cell.still_open)

    def is_over(self, cell: DayCell) -> bool:
        """Say whether there are more answers than a day takes. Confirming receipt and erasing what was said take none of it."""
        return self.capacity > 0 and cell.answers > self.capacity

    def lines(self, cell: DayCell) -> list[str]:
        """Return the lines of a cell: how many of what."""
        lines = []
        if cell.answers:
            text = self.tr("{count} answer") if cell.answers == 1 else self.tr("{count} answers")
            lines.append(text.format(count=cell.answers))
        if cell.receipts:
            text = self.tr("{count} receipt") if cell.receipts == 1 else self.tr("{count} receipts")
            lines.append(text.format(count=cell.receipts))
        if cell.others:
            text = self.tr("{count} other") if cell.others == 1 else self.tr("{count} others")
            lines.append(text.format(count=cell.others))
        return lines


def same_month(one: date, other: date) -> bool:
    return (one.year, one.month) == (other.year, other.month)
