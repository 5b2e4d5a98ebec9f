"""The month, a day, the agenda and what is due: always by planning date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import RequestStatus
from caseapp.services.views import DayLoad, DeadlineEntry
from caseapp.store.engine import Store
from tests.store import things
from tests.store.test_case_list import ANSWERED, CLOSED

DAY = date(2026, 4, 16)
NEXT = DAY + timedelta(days=1)

# (id, type of the request, kind, state, planned on)
DEADLINES = [
    ("d1", RequestType.DELETE, DeadlineKind.ANSWER, DeadlineState.OPEN, DAY),
    ("d2", RequestType.DELETE, DeadlineKind.CONFIRM_RECEIPT, DeadlineState.MET, DAY),
    ("d3", RequestType.DELETE, DeadlineKind.FEE_ANSWER, DeadlineState.OPEN, DAY),
    ("d4", RequestType.OPT_OUT, DeadlineKind.OPT_OUT, DeadlineState.MISSED, DAY),
    ("d5", RequestType.OPT_OUT, DeadlineKind.CONFIRM_RECEIPT, DeadlineState.OPEN, DAY),
    ("d6", RequestType.OPT_OUT, DeadlineKind.ANSWER, DeadlineState.SUPERSEDED, DAY),
    ("d7", RequestType.DELETE, DeadlineKind.EXTENDED_ANSWER, DeadlineState.MET_LATE, NEXT),
    ("d8", RequestType.DELETE, DeadlineKind.RETENTION, DeadlineState.OPEN, NEXT),
    ("d0", RequestType.DELETE, DeadlineKind.EXTENSION_NOTICE, DeadlineState.OPEN, DAY),
    ("d9", RequestType.DELETE, DeadlineKind.ANSWER, DeadlineState.NOT_APPLICABLE, NEXT),
]


@pytest.fixture(autouse=True)
def deadlines(store: Store) -> None:
    with store.unit_of_work() as uow:
        for number, type_ in enumerate((RequestType.DELETE, RequestType.OPT_OUT), 1):
            uow.cases.add(things.a_case(f"c{number}"))
            uow.requests.add(things.a_request(f"r{number}", f"c{number}", type=type_))
            uow.parties.add(things.a_party(f"p{number}", f"c{number}", name=f"Person {number}"))
        for id, type_, kind, state, on in DEADLINES:
            number = 1 if type_ is RequestType.DELETE else 2
            uow.deadlines.add(
                things.a_deadline(id, f"c{number}", f"r{number}", kind=kind, state=state, plan_by_on=on, last_day_on=on + timedelta(1))
            )
        uow.extensions.add(things.an_extension())
        uow.commit()


def test_a_day_is_counted_by_what_stands_what_was_met_and_what_was_late(store: Store) -> None:
    assert store.queries.month(date(2026, 4, 1), date(2026, 4, 30)) == (
        DayLoad(on=DAY, answers=2, receipts=1, others=1, met=1, late=1, missed=1),
        DayLoad(on=NEXT, answers=0, receipts=0, others=0, met=1, late=1, missed=0),
    )


def test_a_month_ends_on_its_last_day_and_can_be_narrowed_to_types(store: Store) -> None:
    assert [load.on for load in store.queries.month(DAY, DAY)] == [DAY]
    assert store.queries.month(date(2026, 4, 18), date(2026, 5, 31)) == ()
    assert store.queries.month(DAY, NEXT, types=[RequestType.OPT_OUT]) == (
        DayLoad(on=DAY, answers=1, receipts=1, others=0, met=0, late=1, missed=1),
    )


def test_a_day_lists_its_deadlines_met_ones_too(store: Store) -> None:
    entries = store.queries.day_entries(DAY)
    assert [entry.deadline_id for entry in entries] == ["d1", "d2", "d3", "d4", "d5"]
    assert entries[0] == DeadlineEntry(
        deadline_id="d1", case_id="c1", number="2026-000001", name="Person 1", type=RequestType.DELETE, status=RequestStatus.RECEIVED,
        kind=DeadlineKind.ANSWER, state=DeadlineState.OPEN, plan_by_on=DAY, last_day_on=NEXT, mail_by_on=things.MAIL_ON, is_extended=True,
    )  # fmt: skip
    assert [entry.is_extended for entry in entries] == [True, True, True, False, False]
    assert [entry.deadline_id for entry in store.queries.day_entries(DAY, types=[RequestType.OPT_OUT])] == ["d4", "d5"]


def test_the_agenda_has_what_still_stands_in_a_span(store: Store) -> None:
    def agenda(**more: object) -> list[str]:
        entries = store.queries.agenda(**{"from_on": DAY, "until_on": NEXT} | more)
        return [entry.deadline_id for entry in entries]

    assert agenda() == ["d1", "d3", "d4", "d5"]
    assert agenda(limit=2) == ["d1", "d3"]
    assert agenda(from_on=NEXT) == []
    assert agenda(types=[RequestType.OPT_OUT]) == ["d4", "d5"]


def test_what_is_due_is_what_is_owed_to_somebody_unanswered(store: Store) -> None:
    def due(until: date = NEXT, limit: int = 50) -> list[str]:
        return [entry.deadline_id for entry in store.queries.due_entries(until=until, limit=limit)]

    assert due() == ["d1", "d3", "d4", "d5"]
    assert due(DAY - timedelta(1)) == []
    assert due(limit=1) == ["d1"]
    with store.unit_of_work() as uow:
        uow.requests.replace(things.a_request("r2", "c2", type=RequestType.OPT_OUT, **ANSWERED))
        uow.commit()
    assert due() == ["d1", "d3"]
    with store.unit_of_work() as uow:
        uow.requests.replace(things.a_request("r1", "c1", **CLOSED))
        uow.commit()
    assert due() == []


def test_what_is_longest_past_comes_first(store: Store) -> None:
    with store.unit_of_work() as uow:
        uow.deadlines.add(things.a_deadline("old", plan_by_on=DAY - timedelta(9), last_day_on=DAY - timedelta(8)))
        uow.commit()
    assert [entry.deadline_id for entry in store.queries.due_entries(until=NEXT)] == ["old", "d1", "d3", "d4", "d5"]


def test_an_entry_of_a_draft_says_whose_it_is(store: Store) -> None:
    with store.unit_of_work() as uow:
        uow.cases.replace(replace(uow.cases.get("c1"), is_draft=True))
        uow.commit()
    assert {entry.case_id: entry.draft_of for entry in store.queries.day_entries(DAY)} == {"c1": "o1", "c2": ""}
    assert {hit.case_id: hit.draft_of for hit in store.queries.search("person")} == {"c1": "o1", "c2": ""}
