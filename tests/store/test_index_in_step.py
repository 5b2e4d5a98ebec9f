"""Whatever is done in whatever order, the lines of the index are those that would be written anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from caseapp.domain.deadline import ExtensionState
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.letters import LetterState
from caseapp.domain.operators import Role
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.domain.work import Decision, DecisionOutcome, WorkState
from caseapp.store import case_index
from caseapp.store.engine import Store
from tests.store import things

CASES = 6
ACTS = 120


def some_day(random: Random) -> date:
    return date(2026, 3, 1) + timedelta(days=random.randrange(90))


def a_decision(id: str, case_id: str, request_id: str) -> Decision:
    return Decision(
        id=id, case_id=case_id, request_id=request_id, category="identifiers", position=1, outcome=DecisionOutcome.GRANTED,
        decided_at=things.AT, decided_by="o1",
    )  # fmt: skip


ADD: dict[str, Callable[[Random, str, str, str], Any]] = {
    "parties": lambda random, id, case, request: things.a_party(
        id, case, name=random.choice(["Ana Peña", "", "Łukasz"]), email=f"{id}@example.com"
    ),
    "requests": lambda random, id, case, request: things.a_request(
        id, case, type=random.choice(list(RequestType)), position=random.randrange(9)
    ),
    "deadlines": lambda random, id, case, request: things.a_deadline(
        id, case, request, kind=random.choice(list(DeadlineKind)), plan_by_on=some_day(random), last_day_on=some_day(random)
    ),
    "extensions": lambda random, id, case, request: things.an_extension(id, case, request, state=random.choice(list(ExtensionState))),
    "work_items": lambda random, id, case, request: things.a_work_item(id, case, request, state=random.choice(list(WorkState))),
    "tasks": lambda random, id, case, request: things.a_task(id, case, for_role=random.choice(list(Role))),
    "letters": lambda random, id, case, request: things.a_letter(id, case, state=random.choice(list(LetterState))),
    "decisions": lambda random, id, case, request: a_decision(id, case, request),
}

CHANGE: dict[str, Callable[[Random], dict[str, Any]]] = {
    "cases": lambda random: {
        "is_draft": random.random() < 0.3,
        "received_on": some_day(random),
        "assigned_to": random.choice([None, "o2"]),
    },
    "parties": lambda random: {"name": random.choice(["Ana Silva", "", "Zoë"]), "phone": random.choice(["", "415 555 0123"])},
    "requests": lambda random: {
        "status": random.choice(list(RequestStatus)),
        "disposition": random.choice([None, *Disposition]),
        "returned_on": random.choice([None, some_day(random)]),
        "verified_on": random.choice([None, some_day(random)]),
        "closed_on": random.choice([None, some_day(random)]),
    },
    "deadlines": lambda random: {"state": random.choice(list(DeadlineState)), "plan_by_on": some_day(random)},
    "extensions": lambda random: {"state": random.choice(list(ExtensionState))},
    "work_items": lambda random: {"state": random.choice(list(WorkState))},
    "tasks": lambda random: {"done_at": random.choice([None, things.AT])},
    "letters": lambda random: {"state": random.choice(list(LetterState)), "addressee_name": random.choice(["Jo Doe", "Ana"])},
}


def lines(store: Store) -> list[tuple[object, ...]]:
    with store.engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM case_index ORDER BY seq")]


@pytest.mark.parametrize("seed", range(5))
def test_the_index_is_in_step_after_any_acts(store: Store, seed: int) -> None:
    random = Random(seed)
    with store.unit_of_work() as uow:
        for number in range(CASES):
            uow.cases.add(things.a_case(f"c{number}"))
            uow.requests.add(things.a_request(f"r{number}", f"c{number}"))
        uow.commit()
    for step in range(ACTS):
        with store.unit_of_work() as uow:
            number = random.randrange(CASES)
            name = random.choice(list(CHANGE if random.random() < 0.5 else ADD))
            records = getattr(uow, name)
            there = records.where()
            if name in CHANGE and there and random.random() < 0.6:
                chosen = random.choice(there)
                records.replace(replace(chosen, **CHANGE[name](random)))
            elif name in ADD:
                records.add(ADD[name](random, f"x{step}", f"c{number}", f"r{number}"))
            if random.random() < 0.9:
                uow.commit()
    before = lines(store)
    with store.engine.connect() as connection:
        assert case_index.rebuild(connection) == CASES
        for table in ("case_words", "case_parts"):
            connection.exec_driver_sql(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        connection.commit()
    assert lines(store) == before
