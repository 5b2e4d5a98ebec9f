"""Deadlines as rows: of one day by clock, and of the agenda by nearness. Beside each its plan day, last day, and the day to mail by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from caseapp.domain.deadline_kinds import DeadlineKind, DeadlineState
from caseapp.domain.one_off_days import OneOffDay
from caseapp.domain.status import RequestStatus
from caseapp.services.views import DeadlineEntry
from caseapp.ui import qt_dates
from caseapp.ui.calendar.holiday_words import one_off_sentence
from caseapp.ui.labels import label, short_type
from caseapp.ui.widgets.deadline_pill import Pill, PillState, pill_for
from caseapp.ui.widgets.rows import RowModel

translate = QCoreApplication.translate

SUNDAY = 6
ANSWERS = (
    DeadlineKind.ANSWER, DeadlineKind.EXTENDED_ANSWER, DeadlineKind.OPT_OUT, DeadlineKind.LIMIT, DeadlineKind.ADMT_OPT_OUT,
)  # fmt: skip
STANDING = (DeadlineState.OPEN, DeadlineState.MISSED)
AFTER_THE_ANSWER = (DeadlineKind.VERIFICATION_PURGE, DeadlineKind.NO_REASK, DeadlineKind.RETENTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueHead:
    """The head of a group."""

    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DueNote:
    """A one-off day among the deadlines: the day, and what it does."""

    day: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """One deadline.

    Attributes:
        key: id of the deadline; case_id: the case that Enter opens.
        what: the right, and which of its clocks.
        pill: how it stands; status: what the request waits for, in words.
        erases: its days are of erasing what was said to prove who asks, not of an answer.
    """

    key: str
    case_id: str
    name: str
    number: str
    what: str
    pill: Pill
    status: str
    plan_by: str
    last_day: str
    mail_by: str
    erases: bool = False


DueLine = DueRow | DueHead | DueNote


class DueModel(RowModel["DueLine"]):
    """Heads, one-off days and deadlines in one list."""

    def spoken(self, row: DueLine) -> str:
        if isinstance(row, DueHead):
            return f"{row.text}, {row.count}"
        if isinstance(row, DueNote):
            return f"{row.day}, {row.text}"
        if row.erases:
            erased = translate("Calendar", "erase it by {day}").format(day=row.last_day)
            return ", ".join((row.name, row.number, row.what, row.pill.text, row.status, erased))
        dates = [
            translate("Calendar", "plan by {day}").format(day=row.plan_by),
            translate("Calendar", "last day {day}").format(day=row.last_day),
        ]
        if row.mail_by:
            dates.append(translate("Calendar", "mail by {day}").format(day=row.mail_by))
        return ", ".join((row.name, row.number, row.what, row.pill.text, row.status, *dates))

    def key(self, row: DueLine) -> object:
        return row.key if isinstance(row, DueRow) else None

    def is_selectable(self, row: DueLine) -> bool:
        return isinstance(row, DueRow)

    def case_of(self, key: object) -> str | None:
        """Return the case of a row, or None when it is not there any more."""
        at = self.row_of(key)
        row = self.rows[at] if at >= 0 else None
        return row.case_id if isinstance(row, DueRow) else None


def day_rows(entries: Sequence[DeadlineEntry], today: date) -> tuple[DueLine, ...]:
    """Return the deadlines of a day: answers, then receipts, then the others, each kind with its head, and at the end what was met."""
    answers = [entry for entry in entries if entry.state in STANDING and entry.kind in ANSWERS]
    receipts = [entry for entry in entries if entry.state in STANDING and entry.kind is DeadlineKind.CONFIRM_RECEIPT]
    met = [entry for entry in entries if entry.state not in STANDING]
    others = [entry for entry in entries if entry not in answers and entry not in receipts and entry not in met]
    groups = [
        (translate("Calendar", "Answer"), answers),
        (translate("Calendar", "Confirm receipt"), receipts),
        (translate("Calendar", "Other clocks"), others),
        (translate("Calendar", "Met"), met),
    ]
    return _with_heads(groups, today)


def agenda_rows(entries: Sequence[DeadlineEntry], today: date, one_off: Sequence[OneOffDay] = ()) -> tuple[DueLine, ...]:
    """Return the deadlines by nearness. What is past its plan day but not its last day belongs to today.

    A one-off day stands before what is planned for it or after it.
    """
    sunday = today + timedelta(days=SUNDAY - today.weekday())
    groups: list[tuple[str, list[DeadlineEntry]]] = [
        (translate("Calendar", "Overdue"), []),
        (translate("Calendar", "Today"), []),
        (translate("Calendar", "Tomorrow"), []),
        (translate("Calendar", "This week"), []),
        (translate("Calendar", "Next week"), []),
        (translate("Calendar", "Later"), []),
    ]
    for entry in entries:
        at = OVERDUE if entry.last_day_on < today else _nearness(entry.plan_by_on, today, sunday)
        groups[at][1].append(entry)
    notes: dict[int, list[OneOffDay]] = {}
    for day in one_off:
        notes.setdefault(_nearness(day.day_on, today, sunday), []).append(day)
    return _with_heads(groups, today, notes)


OVERDUE = 0
"""Place of the group of what is past its last day."""


def _nearness(on: date, today: date, sunday: date) -> int:
    if on <= today:
        return 1
    if on == today + timedelta(days=1):
        return 2
    if on <= sunday:
        return 3
    return 4 if on <= sunday + timedelta(days=7) else 5


def _with_heads(
    groups: Sequence[tuple[str, list[DeadlineEntry]]], today: date, notes: Mapping[int, Sequence[OneOffDay]] = MappingProxyType({})
) -> tuple[DueLine, ...]:
    rows: list[DueLine] = []
    for at, (words, entries) in enumerate(groups):
        waiting = sorted(notes.get(at, ()), key=lambda day: day.day_on)
        if entries or waiting:
            rows.append(DueHead(text=words, count=len(entries)))
        for entry in entries:
            while waiting and waiting[0].day_on <= entry.plan_by_on:
                rows.append(_note(waiting.pop(0)))
            rows.append(_row(entry, today))
        rows += [_note(day) for day in waiting]
    return tuple(rows)


def _note(day: OneOffDay) -> DueNote:
    return DueNote(day=qt_dates.day_date(day.day_on), text=one_off_sentence(day.kind))


def _row(entry: DeadlineEntry, today: date) -> DueRow:
    return DueRow(
        key=entry.deadline_id,
        case_id=entry.case_id,
        name=entry.name or (translate("Calendar", "Draft") if entry.draft_of else translate("Calendar", "No name")),
        number=entry.number,
        what=_what(entry),
        pill=_pill(entry, today),
        status=status_words(entry),
        plan_by=qt_dates.day_date(entry.plan_by_on),
        last_day=qt_dates.day_date(entry.last_day_on),
        mail_by=qt_dates.day_date(entry.mail_by_on) if entry.mail_by_on is not None else "",
        erases=entry.kind is DeadlineKind.VERIFICATION_PURGE and entry.state in STANDING,
    )


def _what(entry: DeadlineEntry) -> str:
    """A right with one clock of its own (opt out, limit) is said once; what is due after the answer is due whatever the right was."""
    if entry.kind in ANSWERS and entry.kind not in (DeadlineKind.ANSWER, DeadlineKind.EXTENDED_ANSWER):
        return short_type(entry.type)
    clock = label(entry.kind)
    if entry.kind in AFTER_THE_ANSWER:
        return clock
    return translate("Calendar", "{type}, {clock}").format(type=short_type(entry.type), clock=clock[0].lower() + clock[1:])


def _pill(entry: DeadlineEntry, today: date) -> Pill:
    if entry.state in (DeadlineState.MET, DeadlineState.MET_LATE):
        return Pill(state=PillState.CLOSED, text=label(entry.state))
    return pill_for(today, plan_by_on=entry.plan_by_on, last_day_on=entry.last_day_on, is_extended=entry.is_extended)


def status_words(entry: DeadlineEntry) -> str:
    """Return what became of a past deadline, or what an open one waits for."""
    if entry.state is not DeadlineState.OPEN:
        return label(entry.state)
    if entry.status is RequestStatus.CLOSED and entry.kind in AFTER_THE_ANSWER:
        return translate("Calendar", "Case closed")
    return {
        RequestStatus.RECEIVED: translate("Calendar", "Not verified"),
        RequestStatus.VERIFYING: translate("Calendar", "Being verified"),
        RequestStatus.IN_PROGRESS: translate("Calendar", "To decide"),
        RequestStatus.IN_REVIEW: translate("Calendar", "To approve"),
        RequestStatus.READY_TO_SEND: translate("Calendar", "Ready to send"),
    }.get(entry.status) or label(entry.status)
