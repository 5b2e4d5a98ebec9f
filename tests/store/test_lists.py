"""One case in full, letters, batches, drafts, tasks, and what the status bar tells."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseapp.domain.correspondence import BatchState, PieceState
from caseapp.domain.errors import NotFound
from caseapp.domain.letters import LetterKind, LetterState
from caseapp.domain.operators import Role
from caseapp.services.views import BatchEntry, DraftEntry, LetterEntry, PieceEntry, StoreState, TaskEntry
from caseapp.store.engine import Store
from caseapp.store.queries.letters import is_address_complete, postal_code_of
from tests.store import things
from tests.store.test_case_list import a_whole_case, keep


def test_a_case_comes_with_everything_and_without_the_bytes(store: Store) -> None:
    entry = things.an_entry()
    keep(
        store,
        a_whole_case(2),
        a_whole_case(1),
        lambda uow: uow.operators.add(things.an_operator("o1", name="Maria Lopez")),
        lambda uow: uow.operators.add(things.an_operator("o2")),
        lambda uow: [uow.notes.add(things.a_note(id)) for id in ("n2", "n1")],
        lambda uow: uow.tasks.add(things.a_task()),
        lambda uow: uow.extensions.add(things.an_extension()),
        lambda uow: uow.work_items.add(things.a_work_item()),
        lambda uow: uow.letters.add(things.a_letter()),
        lambda uow: uow.dispatches.add(things.a_dispatch()),
        lambda uow: uow.history.append(entry, {}),
        lambda uow: uow.history.append(things.an_entry(2, entry.hash, case_id="c2"), {}),
    )
    found = store.queries.case_detail("c1")
    assert found.case == things.a_case()
    assert found.parties == (things.a_party(),)
    assert found.requests == (things.a_request(),)
    assert found.deadlines == (things.a_deadline(),)
    assert [note.id for note in found.notes] == ["n2", "n1"]
    assert found.letters == (things.a_letter(content=None),)
    assert found.dispatches == (things.a_dispatch(),)
    assert found.history == (entry,)
    assert found.operator_names == (("o1", "Maria Lopez"), ("o2", "Name o2"))
    assert (found.tasks, found.extensions, found.work_items) == ((things.a_task(),), (things.an_extension(),), (things.a_work_item(),))
    assert (found.documents, found.claimed_points, found.contacts) == ((), (), ())


def test_a_case_that_is_not_there_is_said_to_be_missing(store: Store) -> None:
    with pytest.raises(NotFound) as missing:
        store.queries.case_detail("c9")
    assert missing.value.facts == {"kind": "case"}
    assert store.queries.case_id_of("2026-000009") is None


STATES = {
    "l1": {"state": LetterState.DRAFT},
    "l2": {"state": LetterState.SUBMITTED},
    "l3": {"state": LetterState.APPROVED},
    "l4": {"state": LetterState.APPROVED, "in_queue": True},
    "l5": {"state": LetterState.ISSUED},
    "l6": {"state": LetterState.ISSUED, "in_queue": True},
    "l7": {"state": LetterState.VOIDED},
}


@pytest.mark.parametrize(
    ("only", "ids"),
    [
        ("drafts", "l1"),
        ("to_approve", "l2"),
        ("approved", "l3 l4"),
        ("queue", "l4 l6"),
        ("issued", "l6 l5"),
        ("returned", "l5"),
        ("all", "l7 l6 l5 l4 l3 l2 l1"),
    ],
)
def test_the_lists_of_letters(store: Store, only: str, ids: str) -> None:
    keep(
        store,
        a_whole_case(),
        *(lambda uow, id=id, more=more: uow.letters.add(things.a_letter(id, **more)) for id, more in STATES.items()),
        lambda uow: uow.dispatches.add(things.a_dispatch("s1", "l5", returned_on=date(2026, 4, 9))),
        lambda uow: uow.dispatches.add(things.a_dispatch("s2", "l6")),
    )
    assert [entry.letter_id for entry in store.queries.letters(only=only)] == ids.split()
    assert len(store.queries.letters(only=only, limit=1)) == 1


def test_a_letter_in_a_list(store: Store) -> None:
    keep(
        store,
        a_whole_case(),
        lambda uow: uow.letters.add(things.a_letter(state=LetterState.ISSUED, pages=3, kind=LetterKind.DENIAL)),
        lambda uow: uow.mail_batches.add(things.a_batch("b1")),
        lambda uow: uow.mail_batches.add(things.a_batch("b2")),
        lambda uow: uow.mail_pieces.add(things.a_piece("m1", "b1", state=PieceState.BACK_IN_QUEUE)),
        lambda uow: uow.mail_pieces.add(things.a_piece("m2", "b2")),
        lambda uow: uow.dispatches.add(things.a_dispatch()),
        lambda uow: uow.dispatches.add(things.a_dispatch("s2", corrects_id="s1", dispatched_on=date(2026, 4, 3))),
    )
    letter = things.a_letter()
    assert store.queries.letters(only="issued") == (
        LetterEntry(
            letter_id="l1", case_id="c1", number="2026-000001", name="Ana Peña", kind=LetterKind.DENIAL, language="en",
            format=letter.format,
            state=LetterState.ISSUED, in_queue=False, pages=3, postal_code="94110", prepared_by="o1", prepared_at=things.AT,
            approved_at=None, dispatched_on=date(2026, 4, 3), plan_by_on=things.PLAN_ON, last_day_on=things.LAST_ON,
            mail_by_on=things.MAIL_ON, batch_number="20260402-2", is_address_complete=True,
        ),
    )  # fmt: skip


def test_what_is_most_pressing_leads_the_queue(store: Store) -> None:
    for number, days in ((1, 9), (2, 0), (3, 4)):
        keep(
            store,
            a_whole_case(number, deadline={"plan_by_on": things.PLAN_ON + timedelta(days)}),
            lambda uow, id=f"c{number}", letter=f"l{number}": uow.letters.add(
                things.a_letter(letter, id, state=LetterState.APPROVED, in_queue=True)
            ),
        )
    assert [entry.case_id for entry in store.queries.letters(only="queue")] == ["c2", "c3", "c1"]


@pytest.mark.parametrize(
    ("name", "lines", "code", "complete"),
    [
        ("Ana", ("12 Mission St", "San Francisco, CA 94110"), "94110", True),
        ("Ana", ("12 Mission St", "Apt 4", "San Francisco, CA 94110-1234"), "94110-1234", True),
        ("", ("12 Mission St", "San Francisco, CA 94110"), "94110", False),
        ("Ana", ("San Francisco, CA 94110",), "94110", False),
        ("Ana", ("12 Mission St", "San Francisco, CA"), "", False),
        ("Ana", ("12345", "Fresno"), "12345", True),
        ("Ana", ("10 Downing Street", "London SW1A 2AA", "United Kingdom"), "", True),
        ("Ana", (), "", False),
    ],
)
def test_an_address_the_post_can_deliver(name: str, lines: tuple[str, ...], code: str, complete: bool) -> None:
    assert (postal_code_of(lines), is_address_complete(name, lines)) == (code, complete)


def test_batches_come_with_their_pieces_in_order(store: Store) -> None:
    keep(
        store,
        a_whole_case(),
        lambda uow: [uow.letters.add(things.a_letter(id)) for id in ("l1", "l2")],
        lambda uow: uow.mail_batches.add(things.a_batch("b1", state=BatchState.DISPATCHED, counted=1)),
        lambda uow: uow.mail_batches.add(things.a_batch("b2", printer="Front desk")),
        lambda uow: uow.mail_batches.add(things.a_batch("b3", state=BatchState.CANCELLED)),
        lambda uow: uow.mail_pieces.add(things.a_piece("m2", "b2", "l2", position=2)),
        lambda uow: uow.mail_pieces.add(things.a_piece("m1", "b2", "l1", position=1)),
        lambda uow: uow.mail_pieces.add(things.a_piece("m3", "b1", "l1")),
    )
    assert [batch.batch_id for batch in store.queries.batches(open_only=False)] == ["b3", "b2", "b1"]
    (open_one,) = store.queries.batches(open_only=True)
    assert open_one == store.queries.batch("b2")
    pieces = tuple(
        PieceEntry(
            piece_id=f"m{number}", letter_id=f"l{number}", case_id="c1", number="2026-000001", name="Ana Peña", kind=LetterKind.DELETE_DONE,
            position=number, pages=2, postal_code="94110", state=PieceState.IN_BATCH, last_day_on=things.LAST_ON,
        )
        for number in (1, 2)
    )  # fmt: skip
    assert open_one == BatchEntry(
        batch_id="b2", number="20260402-2", state=BatchState.OPEN, envelope="window_10", created_at=things.AT, printer="Front desk",
        counted=None, dispatched_on=None, version=1, pieces=pieces,
    )  # fmt: skip
    with pytest.raises(NotFound):
        store.queries.batch("b9")


def test_drafts_wait_for_their_operator_the_last_one_first(store: Store) -> None:
    later = things.AT + timedelta(minutes=5)
    keep(
        store,
        a_whole_case(),
        lambda uow: uow.drafts.add(things.a_draft("c1", has_case=True)),
        lambda uow: uow.drafts.add(things.a_draft("c7", saved_at=later, state='{"name": "Jo Typed"}')),
        lambda uow: uow.drafts.add(things.a_draft("c8", operator_id="o2")),
    )
    channel = things.a_draft().channel
    assert store.queries.drafts(operator_id="o1") == (
        DraftEntry(
            draft_id="c7",
            number="",
            channel=channel,
            started_at=things.AT,
            saved_at=later,
            name="Jo Typed",
            has_case=False,
            has_right=False,
        ),
        DraftEntry(
            draft_id="c1",
            number="2026-000001",
            channel=channel,
            started_at=things.AT,
            saved_at=things.AT,
            name="Ana Peña",
            has_case=True,
            has_right=False,
        ),
    )


def test_tasks_are_those_of_the_roles_open_and_due(store: Store) -> None:
    keep(
        store,
        a_whole_case(),
        lambda uow: uow.tasks.add(things.a_task("t1", due_on=date(2026, 3, 9))),
        lambda uow: uow.tasks.add(things.a_task("t2", due_on=date(2026, 3, 5))),
        lambda uow: uow.tasks.add(things.a_task("t3", for_role=Role.MAIL_CLERK)),
        lambda uow: uow.tasks.add(things.a_task("t4", done_at=things.AT)),
    )
    officer = store.queries.tasks(roles=[Role.PRIVACY_OFFICER])
    assert [entry.task.id for entry in officer] == ["t2", "t1"]
    assert officer[0] == TaskEntry(task=things.a_task("t2"), number="2026-000001", name="Ana Peña")
    assert [entry.task.id for entry in store.queries.tasks(roles=["privacy_officer", "mail_clerk"], until=date(2026, 3, 5))] == ["t2", "t3"]
    assert store.queries.tasks(roles=[]) == ()


def test_the_status_bar_tells_how_long_the_history_is(store: Store) -> None:
    assert store.queries.store_state() == StoreState(entries=0, last_backup_at=None)
    keep(store, lambda uow: uow.history.append(things.an_entry(), {}), lambda uow: uow.set_fact("last_backup_at", things.AT.isoformat()))
    assert store.queries.store_state() == StoreState(entries=1, last_backup_at=things.AT)
