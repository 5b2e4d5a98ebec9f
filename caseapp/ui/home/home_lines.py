"""The start page's rows: what is due, tasks, drafts, cases of today, batches, operators, first steps. Keys say what Enter opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from caseapp.domain.case import TaskCode
from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.operators import Operator, Role
from caseapp.services.overview import HomeSheet
from caseapp.services.views import BatchEntry, CaseRow, DeadlineEntry, DraftEntry, TaskEntry
from caseapp.ui import qt_dates
from caseapp.ui.due_words import due_words
from caseapp.ui.labels import label, short_type, types_in_short
from caseapp.ui.widgets.case_list_view import CaseLine, GroupHead
from caseapp.ui.widgets.deadline_pill import SOON_DAYS, pill_for

translate = QCoreApplication.translate

Line = CaseLine | GroupHead

CASE, TASK, DRAFT, BATCH, SECTION = "case", "task", "draft", "batch", "section"


def opened(key: object) -> tuple[str, str]:
    """Return what a key stands for: its kind and the id that is opened."""
    kind, _, rest = str(key).partition(":")
    return kind, rest.split(":")[0]


def panel_of(key: object) -> str:
    """Return the part of Admin behind a key, or nothing."""
    parts = str(key).split(":")
    return parts[2] if parts[:2] == [SECTION, "admin"] else ""


def task_of(key: object) -> str | None:
    """Return the id of the task behind a key, or None when it is no task."""
    parts = str(key).split(":")
    return parts[2] if parts[0] == TASK else None


def due_lines(entries: Sequence[DeadlineEntry], today: date) -> tuple[Line, ...]:
    """Return what is due with a head before each group; the heads say in words what the pills say."""
    groups: dict[str, list[CaseLine]] = {}
    for entry in entries:
        groups.setdefault(_urgency(entry, today), []).append(_due_line(entry, today))
    ordered = [words for words in _urgencies() if words in groups]
    lines: list[Line] = []
    for words in ordered:
        lines += [GroupHead(text=words, count=len(groups[words])), *groups[words]]
    return tuple(lines)


def _urgencies() -> tuple[str, str, str]:
    return translate("Home", "Overdue"), translate("Home", "Next 3 days"), translate("Home", "Next 10 days")


def _urgency(entry: DeadlineEntry, today: date) -> str:
    overdue, soon, near = _urgencies()
    if today > entry.last_day_on:
        return overdue
    return soon if (entry.plan_by_on - today).days <= SOON_DAYS else near


def _due_line(entry: DeadlineEntry, today: date) -> CaseLine:
    what = translate("Home", "{type}: {clock}").format(type=short_type(entry.type), clock=_clock(entry))
    return CaseLine(
        key=f"{CASE}:{entry.case_id}:{entry.deadline_id}",
        name=entry.name or (translate("Home", "Draft") if entry.draft_of else translate("Home", "No name")),
        number=entry.number,
        right=what,
        date=due_words(today, plan_by_on=entry.plan_by_on, last_day_on=entry.last_day_on),
        pill=pill_for(today, plan_by_on=entry.plan_by_on, last_day_on=entry.last_day_on, is_extended=entry.is_extended),
    )


def _clock(entry: DeadlineEntry) -> str:
    """Rights with a clock of their own (opt out, limit) have only one, so their clock is the answer."""
    words = label(entry.kind if entry.kind in (DeadlineKind.CONFIRM_RECEIPT, DeadlineKind.EXTENDED_ANSWER) else DeadlineKind.ANSWER)
    return words[0].lower() + words[1:]


def task_lines(tasks: Sequence[TaskEntry], today: date) -> tuple[Line, ...]:
    if not tasks:
        return ()
    rows = [
        CaseLine(
            key=f"{TASK}:{entry.task.case_id}:{entry.task.id}",
            name=_task_words(entry),
            number=entry.number,
            right=entry.name,
            note=translate("Home", "today") if entry.task.due_on == today else qt_dates.relative(entry.task.due_on, today),
        )
        for entry in tasks
    ]
    return (GroupHead(text=translate("Home", "Tasks due today"), count=len(rows)), *rows)


def _task_words(entry: TaskEntry) -> str:
    if entry.task.code is TaskCode.OTHER and entry.task.note:
        return entry.task.note
    return label(entry.task.code)


def draft_lines(drafts: Sequence[DraftEntry], today: date, zone: str) -> tuple[Line, ...]:
    if not drafts:
        return ()
    rows = [
        CaseLine(
            key=f"{DRAFT}:{draft.draft_id}",
            name=draft.name or translate("Home", "No name yet"),
            number=draft.number or translate("Home", "No right ticked yet"),
            right=label(draft.channel),
            note=translate("Home", "saved {when}").format(when=qt_dates.moment(draft.saved_at, zone, today)),
        )
        for draft in drafts
    ]
    return (GroupHead(text=translate("Home", "My drafts"), count=len(rows)), *rows)


def taken_lines(rows: Sequence[CaseRow], today: date) -> tuple[Line, ...]:
    if not rows:
        return ()
    lines = [
        CaseLine(
            key=f"{CASE}:{row.case_id}",
            name=row.name or translate("Home", "No name"),
            number=row.number,
            right=types_in_short(row.types),
            pill=pill_for(today, plan_by_on=row.plan_by_on, last_day_on=row.last_day_on, is_extended=row.is_extended),
            date=due_words(today, plan_by_on=row.plan_by_on, last_day_on=row.last_day_on) if row.plan_by_on and row.last_day_on else "",
        )
        for row in rows
    ]
    return (GroupHead(text=translate("Home", "My cases today"), count=len(lines)), *lines)


def batch_lines(batches: Sequence[BatchEntry]) -> tuple[Line, ...]:
    if not batches:
        return ()
    rows = []
    for batch in batches:
        count = len(batch.pieces)
        words = translate("Home", "{count} letter") if count == 1 else translate("Home", "{count} letters")
        rows.append(
            CaseLine(
                key=f"{BATCH}:{batch.batch_id}", name=batch.number, number=words.format(count=count), right="", note=label(batch.state)
            )
        )
    return (GroupHead(text=translate("Home", "Open batches"), count=len(rows)), *rows)


def operator_lines(operators: Sequence[Operator]) -> tuple[Line, ...]:
    if not operators:
        return ()
    rows = [
        CaseLine(
            key=f"{SECTION}:admin:operators:{operator.id}",
            name=operator.name,
            number=operator.login,
            right=", ".join(label(role) for role in operator.roles),
        )
        for operator in operators
    ]
    return (GroupHead(text=translate("Home", "Who works here"), count=len(rows)), *rows)


def first_step_lines(sheet: HomeSheet, roles: frozenset[Role]) -> tuple[Line, ...]:
    """Return the short checklist of the first days, for these roles, until there is a case."""
    if sheet.has_cases:
        return ()
    steps: list[CaseLine] = []
    if Role.ADMINISTRATOR in roles:
        steps += [
            _step("admin:organisation", translate("Home", "Look at what letters say about you"), translate("Home", "Admin, organisation")),
            _step(
                "admin:operators",
                translate("Home", "Add who works here"),
                translate("Home", "Admin, operators"),
                is_done=len(sheet.operators) > 1,
            ),
            _step(
                "admin:backups",
                translate("Home", "Keep a first backup"),
                translate("Home", "Admin, backups"),
                is_done=sheet.store.last_backup_at is not None,
            ),
        ]
    if roles & {Role.CALL_AGENT, Role.PRIVACY_OFFICER}:
        steps.append(_step("new_request", translate("Home", "Take the first request"), translate("Home", "New request")))
    return tuple(steps)


def _step(place: str, words: str, where: str, *, is_done: bool = False) -> CaseLine:
    note = translate("Home", "Done") if is_done else ""
    return CaseLine(key=f"{SECTION}:{place}", name=words, number=where, right="", note=note)
