"""Notes, tasks and who looks after a case."""

from __future__ import annotations

from dataclasses import replace

from caseapp.domain.case import Note, TaskCode
from caseapp.domain.errors import DomainError, NotAllowed
from caseapp.domain.operators import Act
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk, new_id
from caseapp.services.record import record


def write_note(desk: Desk, case_id: str, text: str) -> ChangeSet:
    """Add a time-stamped note.

    Raises:
        DomainError: ``note_empty``.
    """
    desk.require(Act.WRITE_NOTES)
    if not text.strip():
        raise DomainError("note_empty", "note")
    with desk.uow() as uow:
        uow.cases.get(case_id)
        note = uow.notes.add(Note(id=new_id(), case_id=case_id, at=desk.now_at(), operator_id=desk.operator.id, text=text.strip()))
        record(uow, desk, "note_written", case_id=case_id, thing="note", thing_id=note.id, values={"text": note.text})
        uow.commit()
    return changed("cases", case_id=case_id, created_id=note.id)


def finish_task(desk: Desk, task_id: str, *, note: str = "") -> ChangeSet:
    """Mark a task as done, by somebody it is for.

    Raises:
        NotAllowed: ``task_for_another_role``.
        DomainError: ``task_done_already``; ``task_ends_by_its_act``: the law of a case is decided, not ticked off.
    """
    desk.require(Act.WRITE_NOTES)
    with desk.uow() as uow:
        task = uow.tasks.get(task_id)
        if task.for_role not in desk.operator.roles:
            raise NotAllowed("task_for_another_role", role=task.for_role)
        if task.code is TaskCode.DECIDE_LAW and uow.cases.get(task.case_id).law_undecided:
            raise DomainError("task_ends_by_its_act")
        if task.done_at is not None:
            raise DomainError("task_done_already")
        uow.tasks.replace(replace(task, done_at=desk.now_at(), done_by=desk.operator.id, note=note or task.note))
        record(uow, desk, "task_done", case_id=task.case_id, thing="task", thing_id=task_id, facts={"code": task.code}, reason=note)
        uow.commit()
    return changed("cases", "tasks", case_id=task.case_id)


def assign_case(desk: Desk, case_id: str, operator_id: str | None) -> ChangeSet:
    """Say who looks after a case."""
    desk.require(Act.DECIDE)
    with desk.uow() as uow:
        if operator_id is not None:
            uow.operators.get(operator_id)
        uow.cases.replace(replace(uow.cases.get(case_id), assigned_to=operator_id))
        record(uow, desk, "assigned", case_id=case_id, thing="case", thing_id=case_id, facts={"to": operator_id or ""})
        uow.commit()
    return changed("cases", case_id=case_id)
