"""Rows of the tabs beside the timeline: tasks, documents, letters, notes, history."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.domain.letters import LetterState
from caseapp.domain.operators import Role
from caseapp.ui import qt_dates
from caseapp.ui.cases.case_facts import CaseFacts
from caseapp.ui.cases.event_words import event_title
from caseapp.ui.cases.fact_words import facts_in_words
from caseapp.ui.labels import label
from caseapp.ui.widgets.table_view import Cell, Column, TableRow

translate = QCoreApplication.translate


def task_columns() -> tuple[Column, ...]:
    return (
        Column(id="task", title=translate("CaseTables", "Task"), heavy=True),
        Column(id="for", title=translate("CaseTables", "For"), width=120),
        Column(id="due", title=translate("CaseTables", "Due"), width=84, may_shorten=False),
        Column(id="state", title=translate("CaseTables", "State"), width=150),
    )


def task_rows(facts: CaseFacts) -> tuple[TableRow, ...]:
    """Open tasks first."""
    rows = []
    for task in sorted(facts.detail.tasks, key=lambda one: (one.done_at is not None, one.due_on)):
        state: Cell | str = translate("CaseTables", "Open")
        if task.done_at is not None:
            on = qt_dates.short_date(qt_dates.local(task.done_at, facts.zone).date())
            words = translate("CaseTables", "{date}, {person}").format(date=on, person=facts.operator(task.done_by))
            state = Cell(text=words, is_done=True)
        what = label(task.code)
        if task.note:
            what = translate("CaseTables", "{task}: {note}").format(task=what, note=" ".join(task.note.split()))
        role = label(Role(task.for_role)) if task.for_role in set(Role) else task.for_role
        rows.append(TableRow(key=task.id, cells=(what, role, qt_dates.short_date(task.due_on), state)))
    return tuple(rows)


def document_columns() -> tuple[Column, ...]:
    return (
        Column(id="kind", title=translate("CaseTables", "Kind"), heavy=True, width=170),
        Column(id="name", title=translate("CaseTables", "File")),
        Column(id="size", title=translate("CaseTables", "Size"), width=72, is_number=True),
        Column(id="added", title=translate("CaseTables", "Added"), width=170),
    )


def document_rows(facts: CaseFacts, *, sees_sealed: bool) -> tuple[TableRow, ...]:
    """Names of files may tell who somebody is, so they are shown to officers only."""
    rows = []
    for document in facts.detail.documents:
        name = document.name if sees_sealed else translate("CaseTables", "Sealed to the officers")
        on = qt_dates.short_date(qt_dates.local(document.added_at, facts.zone).date())
        added = translate("CaseTables", "{date}, {person}").format(date=on, person=facts.operator(document.added_by))
        rows.append(TableRow(key=document.id, cells=(label(document.kind), name, size_words(document.size), added)))
    return tuple(rows)


def size_words(size: int) -> str:
    if size < 1024 * 1024:
        return translate("CaseTables", "{count} KB").format(count=max(1, round(size / 1024)))
    return translate("CaseTables", "{count} MB").format(count=round(size / (1024 * 1024), 1))


def letter_columns() -> tuple[Column, ...]:
    return (
        Column(id="kind", title=translate("CaseTables", "Letter"), heavy=True),
        Column(id="state", title=translate("CaseTables", "State"), width=160),
        Column(id="prepared", title=translate("CaseTables", "Written"), width=160),
    )


def letter_rows(facts: CaseFacts) -> tuple[TableRow, ...]:
    rows = []
    for letter in facts.detail.letters:
        left = [one for one in facts.detail.dispatches if one.letter_id == letter.id]
        state: Cell | str = label(letter.state)
        if letter.state is LetterState.ISSUED and left:
            on = qt_dates.short_date(left[-1].dispatched_on)
            state = Cell(text=translate("CaseTables", "Mailed {date}").format(date=on), is_done=True)
            if left[-1].returned_on is not None:
                state = translate("CaseTables", "Came back {date}").format(date=qt_dates.short_date(left[-1].returned_on))
        elif letter.state is LetterState.APPROVED and letter.in_queue:
            state = translate("CaseTables", "In the print queue")
        on = qt_dates.short_date(qt_dates.local(letter.prepared_at, facts.zone).date())
        written = translate("CaseTables", "{date}, {person}").format(date=on, person=facts.operator(letter.prepared_by))
        rows.append(TableRow(key=letter.id, cells=(label(letter.kind), state, written)))
    return tuple(reversed(rows))


def note_columns() -> tuple[Column, ...]:
    return (
        Column(id="note", title=translate("CaseTables", "Note")),
        Column(id="at", title=translate("CaseTables", "Written"), width=210, may_shorten=False),
    )


def note_rows(facts: CaseFacts) -> tuple[TableRow, ...]:
    rows = []
    for note in reversed(facts.detail.notes):
        at = qt_dates.moment(note.at, facts.zone, facts.today)
        written = translate("CaseTables", "{date}, {person}").format(date=at, person=facts.operator(note.operator_id))
        rows.append(TableRow(key=note.id, cells=(" ".join(note.text.split()), written)))
    return tuple(rows)


def history_columns() -> tuple[Column, ...]:
    return (
        Column(id="seq", title=translate("CaseTables", "No."), width=44, is_number=True),
        Column(id="at", title=translate("CaseTables", "When"), width=128, may_shorten=False),
        Column(id="what", title=translate("CaseTables", "What was done")),
        Column(id="who", title=translate("CaseTables", "Who"), width=110),
    )


def history_rows(facts: CaseFacts) -> tuple[TableRow, ...]:
    """Every entry as it is signed, newest first. Texts are not in it, only their digests."""
    rows = []
    names = dict(facts.detail.operator_names)
    for entry in sorted(facts.detail.history, key=lambda one: one.seq, reverse=True):
        what, kept = event_title(entry.action), facts_in_words(entry, names, facts.grounds)
        if kept:
            what = translate("CaseTables", "{event} ({facts})").format(event=what, facts=kept)
        at = qt_dates.moment(entry.at, facts.zone, facts.today)
        rows.append(TableRow(key=entry.seq, cells=(str(entry.seq), at, what, facts.operator(entry.operator_id))))
    return tuple(rows)
