"""Deadlines as rows: of one day by clock, and of the agenda by nearness. Beside each its plan day, last day, and the day to mail by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from caseapp.domain.deadline_kinds import DeadlineKind, DeadlineState
from caseapp.domain.status import RequestStatus
from caseapp.services.views import DeadlineEntry
from caseapp.ui import qt_dates
from caseapp.ui.labels import label, short_type
from caseapp.ui.widgets.deadline_pill import Pill, PillState, pill_for
from caseapp.ui.widgets.rows import RowModel

translate = QCoreApplication.translate

SUNDAY = 6
ANSWERS = (
    DeadlineKind.ANSWER, DeadlineKind.EXTENDED_ANSWER, DeadlineKind.OPT_OUT, DeadlineKind.LIMIT, DeadlineKind.ADMT_OPT_OUT,
)  # fmt: skip
AFTER_THE_ANSWER = (DeadlineKind.VERIFICATION_PURGE, DeadlineKind.NO_REASK, DeadlineKind.RETENTION)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueHead:
    """The head of a group."""

    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """One deadline.

    Attributes:
        key: id of the deadline; case_id: the case that Enter opens.
        what: the right, and which of its clocks.
        pill: how it stands; status: what the request waits for, in words.
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


class DueModel(RowModel["DueRow | DueHead"]):
    """Heads and deadlines in one list."""

    def spoken(self, row: DueRow | DueHead) -> str:
        if isinstance(row, DueHead):
            return f"{row.text}, {row.count}"
        dates = [
            translate("Calendar", "plan by {day}").format(day=row.plan_by),
            translate("Calendar", "last day {day}").format(day=row.last_day),
        ]
        if row.mail_by:
            dates.append(translate("Calendar", "mail by {day}").format(day=row.mail_by))
        return ", ".join((row.name, row.number, row.what, row.pill.text, row.status, *dates))

    def key(self, row: DueRow | DueHead) -> object:
        return row.key if isinstance(row, DueRow) else None

    def is_selectable(self, row: DueRow | DueHead) -> bool:
        return isinstance(row, DueRow)

    def case_of(self, key: object) -> str | None:
        """Return the case of a row, or None when it is not there any more."""
        at = self.row_of(key)
        row = self.rows[at] if at >= 0 else None
        return row.case_id if isinstance(row, DueRow) else None


def day_rows(entries: Sequence[DeadlineEntry], today: date) -> tuple[DueRow | DueHead, ...]:
    """Return the deadlines of a day: answers, then receipts, then the others, each kind with its head."""
    answers = [entry for entry in entries if entry.kind in ANSWERS]
    receipts = [entry for entry in entries if entry.kind is DeadlineKind.CONFIRM_RECEIPT]
    others = [entry for entry in entries if entry not in answers and entry not in receipts]
    groups = [
        (translate("Calendar", "Answer"), answers),
        (translate("Calendar", "Confirm receipt"), receipts),
        (translate("Calendar", "Other clocks"), others),
    ]
    return _with_heads(groups, today)


def agenda_rows(entries: Sequence[DeadlineEntry], today: date) -> tuple[DueRow | DueHead, ...]:
    """Return the deadlines by nearness. What is past its plan day but not its last day belongs to today."""
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
        groups[_nearness(entry, today, sunday)][1].append(entry)
    return _with_heads(groups, today)


def _nearness(entry: DeadlineEntry, today: date, sunday: date) -> int:
    if entry.last_day_on < today:
        return 0
    if entry.plan_by_on <= today:
        return 1
    if entry.plan_by_on == today + timedelta(days=1):
        return 2
    if entry.plan_by_on <= sunday:
        return 3
    return 4 if entry.plan_by_on <= sunday + timedelta(days=7) else 5


def _with_heads(groups: Sequence[tuple[str, list[DeadlineEntry]]], today: date) -> tuple[DueRow | DueHead, ...]:
    rows: list[DueRow | DueHead] = []
    for words, entries in groups:
        if entries:
            rows.append(DueHead(text=words, count=len(entries)))
            rows += [_row(entry, today) for entry in entries]
    return tuple(rows)


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
    return {
        RequestStatus.RECEIVED: translate("Calendar", "Not verified"),
        RequestStatus.VERIFYING: translate("Calendar", "Being verified"),
        RequestStatus.IN_PROGRESS: translate("Calendar", "To decide"),
        RequestStatus.IN_REVIEW: translate("Calendar", "To approve"),
        RequestStatus.READY_TO_SEND: translate("Calendar", "Ready to send"),
    }.get(entry.status) or label(entry.status)
