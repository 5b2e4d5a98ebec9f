"""Letters that wait for the printer, in groups, with boxes to tick: Space ticks one, a command of the section all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from caseapp.domain.envelopes import Envelope
from caseapp.domain.stops import LetterStop, StopWeight
from caseapp.services.views import LetterEntry
from caseapp.ui.envelope_words import envelope_name
from caseapp.ui.labels import label
from caseapp.ui.mailroom.stop_pane import mark_of
from caseapp.ui.mailroom.stop_words import stop_name
from caseapp.ui.theme import current
from caseapp.ui.tokens import Size, Space, TypeRole, Weight
from caseapp.ui.widgets.deadline_pill import FILLED_IN_LISTS, Pill, PillState, paint_pill, paint_shape, pill_for, pill_width
from caseapp.ui.widgets.painted_text import RIGHT, paint_text, text_width
from caseapp.ui.widgets.row_list import RowList
from caseapp.ui.widgets.rows import Index, KeyRole, RowModel, RowRole
from caseapp.ui.widgets.strokes import focus_ring, hairline, rounded

WIDE = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueHead:
    """Head of a group, with the words over its columns."""

    text: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One letter.

    Attributes:
        envelope: the name of what it goes in.
        note: why it needs attention.
        weight: that of its heaviest stop, None where nothing is said against it.
    """

    key: str
    name: str
    kind: str
    number: str
    postal_code: str
    pages: int
    pill: Pill | None
    envelope: str = ""
    note: str = ""
    weight: StopWeight | None = None

    @property
    def may_print(self) -> bool:
        return self.weight is not StopWeight.STOPS


class QueueModel(RowModel["QueueRow | QueueHead"]):
    """Heads and letters in one list; each letter says whether it is ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.ticked: set[str] = set()

    def spoken(self, row: QueueRow | QueueHead) -> str:
        if isinstance(row, QueueHead):
            return ", ".join((row.text, row.count))
        state = self.tr("ticked") if row.key in self.ticked else self.tr("not ticked") if row.may_print else ""
        pages = self.tr("1 page") if row.pages == 1 else self.tr("{count} pages").format(count=row.pages)
        due = row.note or (row.pill.text if row.pill is not None else "")
        return ", ".join(part for part in (state, row.name, row.kind, row.number, row.postal_code, pages, due) if part)

    def key(self, row: QueueRow | QueueHead) -> object:
        return row.key if isinstance(row, QueueRow) else None

    def is_selectable(self, row: QueueRow | QueueHead) -> bool:
        return isinstance(row, QueueRow)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.CheckStateRole and index.isValid():
            row = self.rows[index.row()]
            if isinstance(row, QueueRow) and row.may_print:
                return Qt.CheckState.Checked if row.key in self.ticked else Qt.CheckState.Unchecked
            return None
        return super().data(index, role)


class QueueList(RowList):
    """The queue.

    Signals:
        ticked_changed: other letters are ticked.
    """

    ticked_changed = Signal()

    def __init__(self, *, name: str, label: str, parent: QWidget | None = None) -> None:
        self.queue_model = QueueModel()
        self._stops: Mapping[str, Sequence[LetterStop]] = {}
        super().__init__(self.queue_model, name=name, label=label, parent=parent)
        self.setItemDelegate(_QueueDelegate(self))

    def show_letters(
        self,
        entries: Sequence[LetterEntry],
        stops: Mapping[str, Sequence[LetterStop]],
        today: date,
        envelopes: Mapping[str, Envelope],
    ) -> None:
        """Show the queue: what is stopped stands first, then what is warned of, then what is ready, by the envelope it goes in."""
        self._stops = stops
        rows = [self._row(entry, stops.get(entry.letter_id, ()), today, envelopes.get(entry.letter_id)) for entry in entries]
        groups: dict[str, list[QueueRow]] = {self.tr("Stop list"): [], self.tr("Needs attention"): []}
        stopped, warned = groups.values()
        # What is laid out for an envelope stands before what is too thick for it: the usual envelope is worked through first.
        for row in sorted(rows, key=lambda row: row.weight is StopWeight.TO_FLATS):
            if row.weight is StopWeight.STOPS:
                stopped.append(row)
            elif row.weight is StopWeight.WARNS:
                warned.append(row)
            else:
                groups.setdefault(row.envelope or self.tr("Ready to print"), []).append(row)
        shown: list[QueueRow | QueueHead] = []
        for head, group in groups.items():
            if group:
                shown += [QueueHead(text=head, count=str(len(group))), *group]
        known = {row.key for row in rows if row.may_print}
        self.queue_model.ticked &= known
        self.set_rows(shown)
        self.ticked_changed.emit()

    def stops_of_current(self) -> tuple[LetterStop, ...]:
        """Return what is said against the letter under the cursor."""
        key = self.current_key
        return tuple(self._stops.get(key, ())) if isinstance(key, str) else ()

    def letters_and_pages(self, rows: Sequence[QueueRow]) -> str:
        """``8 letters, 11 pages``"""
        pages = sum(row.pages for row in rows)
        letters = self.tr("1 letter") if len(rows) == 1 else self.tr("{count} letters").format(count=len(rows))
        said = self.tr("1 page") if pages == 1 else self.tr("{count} pages").format(count=pages)
        return self.tr("{letters}, {pages}").format(letters=letters, pages=said)

    @property
    def ready(self) -> tuple[str, ...]:
        """Letters that can be mailed, in the order of the list."""
        return tuple(row.key for row in self.queue_model.rows if isinstance(row, QueueRow) and row.may_print)

    @property
    def ticked(self) -> tuple[str, ...]:
        """Ticked letters, in the order of the list."""
        return tuple(key for key in self.ready if key in self.queue_model.ticked)

    def tick_all(self) -> None:
        """Tick every letter that can be mailed, or none when all are ticked."""
        ready = set(self.ready)
        self.queue_model.ticked = set() if self.queue_model.ticked >= ready else ready
        self._tell()

    def toggle(self, key: object) -> None:
        """Tick one letter, or take the tick away."""
        if key in self.ready and isinstance(key, str):
            self.queue_model.ticked ^= {key}
            self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() == Qt.Key.Key_Space:
            self.toggle(self.currentIndex().data(KeyRole))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if index.isValid() and event.position().x() < current().px(Space.PAGE_LEFT + 26):
            self.toggle(index.data(KeyRole))

    def _tell(self) -> None:
        first, last = self.queue_model.index(0), self.queue_model.index(self.queue_model.rowCount() - 1)
        self.queue_model.dataChanged.emit(first, last)
        self.viewport().update()
        self.ticked_changed.emit()

    def by_envelope(self, rows: Sequence[QueueRow]) -> str:
        """``#10 with one window: 8 letters, 11 pages``, a line an envelope."""
        groups: dict[str, list[QueueRow]] = {}
        for row in rows:
            groups.setdefault(row.envelope, []).append(row)
        told = [
            self.tr("{envelope}: {letters}").format(envelope=name, letters=self.letters_and_pages(group)) if name else
            self.letters_and_pages(group)
            for name, group in groups.items()
        ]  # fmt: skip
        return "\n".join(told)

    def _row(self, entry: LetterEntry, stops: Sequence[LetterStop], today: date, envelope: Envelope | None) -> QueueRow:
        pill = None
        if entry.plan_by_on is not None:
            pill = pill_for(today, plan_by_on=entry.plan_by_on, last_day_on=entry.last_day_on)
        note = stop_name(stops[0]) if stops else ""
        if len(stops) > 1:
            note = self.tr("{name}, and {count} more").format(name=note, count=len(stops) - 1)
        return QueueRow(
            key=entry.letter_id, name=entry.name, kind=label(entry.kind), number=entry.number, postal_code=entry.postal_code,
            pages=entry.pages, pill=pill, envelope=envelope_name(envelope) if envelope is not None else "", note=note,
            weight=stops[0].weight if stops else None,
        )  # fmt: skip


class _QueueDelegate(QStyledItemDelegate):
    """Columns from the right: pages, ZIP, when to mail; the name and the letter share the rest."""

    def __init__(self, view: QueueList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px = current().px
        row = index.data(RowRole)
        if isinstance(row, QueueHead):
            return QSize(px(300), px(Size.TABLE_HEAD))
        return QSize(px(300), px(Size.LIST_ROW if isinstance(row, QueueRow) and row.note else Size.TABLE_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(RowRole)
        box = QRectF(option.rect)
        if isinstance(row, QueueHead):
            self._head(painter, box, row)
        elif isinstance(row, QueueRow):
            self._line(painter, option, box, row)

    def _columns(self, box: QRectF) -> dict[str, QRectF]:
        px = current().px
        left, right = box.left() + px(Space.PAGE_LEFT), box.right() - px(Space.PAGE_RIGHT)
        due, pages, code, share = px(150), px(52), px(92), 0.52
        if box.width() < px(WIDE):
            # Where the text is large the name stays whole; ZIP and pages are told by the row's own words and in the batch.
            pages, code, due, share = 0, 0, px(116), 0.66
        start = left + px(28)
        rest = max(px(120), right - due - pages - code - start)
        name = rest * share
        return {
            "tick": QRectF(left, box.top(), px(18), box.height()),
            "name": QRectF(start, box.top(), name - px(10), box.height()),
            "kind": QRectF(start + name, box.top(), rest - name - px(10), box.height()),
            "code": QRectF(start + rest, box.top(), code - px(10), box.height()),
            "pages": QRectF(start + rest + code, box.top(), pages - px(10), box.height()),
            "due": QRectF(right - due + px(6), box.top(), due - px(6), box.height()),
        }

    def _head(self, painter: QPainter, box: QRectF, head: QueueHead) -> None:
        theme = current()
        at = self._columns(box)
        small = theme.font(TypeRole.SMALL)
        left = QRectF(at["tick"].left(), box.top(), at["kind"].left() - at["tick"].left(), box.height())
        width = paint_text(painter, left, head.text, theme.font(TypeRole.SMALL, Weight.SEMIBOLD), theme.color("ink_1"))
        after = left.adjusted(width + theme.px(10), 0, 0, 0)
        if after.width() >= text_width(head.count, small):
            paint_text(painter, after, head.count, small, theme.color("ink_3"))
        medium = theme.font(TypeRole.SMALL, Weight.MEDIUM)
        for name, words, align in (
            ("kind", self._view.tr("Letter"), None),
            ("code", self._view.tr("ZIP"), None),
            ("pages", self._view.tr("Pages"), RIGHT),
            ("due", self._view.tr("Due"), None),
        ):
            if at[name].width() <= 0:
                continue
            if align is None:
                paint_text(painter, at[name], words, medium, theme.color("ink_2"))
            else:
                paint_text(painter, at[name].adjusted(-theme.px(10), 0, 0, 0), words, medium, theme.color("ink_2"), align)
        hairline(painter, box.left(), box.bottom(), box.width() + 1, theme.color("line_strong"))

    def _line(self, painter: QPainter, option: QStyleOptionViewItem, box: QRectF, row: QueueRow) -> None:
        theme = current()
        px = theme.px
        has_focus = self._view.hasFocus()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.color("sel" if has_focus else "sel_idle"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.color("row_hover"))
        hairline(painter, box.left(), box.bottom(), box.width() + 1, theme.color("line"))
        first = box.adjusted(0, px(5), 0, -px(23)) if row.note else box
        at = self._columns(first)
        if row.may_print:
            self._tick(painter, at["tick"], is_ticked=row.key in self._view.queue_model.ticked)
        paint_text(painter, at["name"], row.name, theme.font(TypeRole.BODY, Weight.SEMIBOLD), theme.color("ink_1"))
        paint_text(painter, at["kind"], row.kind, theme.font(), theme.color("ink_1"))
        if at["code"].width() > 0:
            paint_text(painter, at["code"], row.postal_code, theme.font(), theme.color("ink_1"), may_shorten=False)
            paint_text(painter, at["pages"], str(row.pages), theme.font(), theme.color("ink_1"), RIGHT, may_shorten=False)
        if row.pill is not None:
            filled = row.pill.state in FILLED_IN_LISTS
            paint_pill(painter, row.pill, _pill_right(at["due"], row.pill, filled), first.center().y(), filled=filled)
        if row.note:
            self._note(painter, box, at["name"].left(), row)
        if has_focus and option.state & QStyle.StateFlag.State_Selected:
            focus_ring(painter, box.adjusted(1, 0, -1, -1), px(4))

    def _note(self, painter: QPainter, box: QRectF, left: float, row: QueueRow) -> None:
        theme = current()
        px = theme.px
        line = QRectF(left, box.bottom() - px(24), box.right() - left - px(Space.PAGE_RIGHT), px(18))
        state = mark_of(row.weight) if row.weight is not None else PillState.THREE_DAYS
        side = px(9)
        paint_shape(painter, state, QRectF(line.left(), line.center().y() - side / 2, side, side), theme.color(state.value))
        words = line.adjusted(px(16), 0, 0, 0)
        paint_text(painter, words, row.note, theme.font(TypeRole.SMALL, Weight.MEDIUM), theme.color(state.value))

    def _tick(self, painter: QPainter, box: QRectF, *, is_ticked: bool) -> None:
        theme = current()
        side = theme.px(16)
        square = QRectF(round(box.left()), round(box.center().y() - side / 2), side, side)
        if is_ticked:
            rounded(painter, square, theme.px(4), theme.color("accent"))
            mark = theme.px(9)
            place = QRectF(square.center().x() - mark / 2, square.center().y() - mark / 2, mark, mark)
            paint_shape(painter, PillState.CLOSED, place, theme.color("on_accent"))
        else:
            rounded(painter, square, theme.px(4), theme.color("surface"), theme.color("control"), 1.4)


def _pill_right(box: QRectF, pill: Pill, filled: bool) -> float:
    return box.left() + pill_width(pill.text, filled=filled)
