"""The table of transitions: whole, without contradiction, and the only place that says which move there is."""

from __future__ import annotations

import ast
from itertools import product
from pathlib import Path

import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.domain.transitions import (
    BOOK_DISPOSITIONS,
    BOOK_STATUSES,
    TRANSITIONS,
    BookStatus,
    Given,
    LifeFacts,
    Step,
    check_move,
    refusal,
    transition,
)

SERVICES = Path(__file__).resolve().parents[2] / "caseapp" / "services"
S = RequestStatus


def test_the_table_has_every_transition_of_the_procedure_once_and_in_order() -> None:
    assert [row.step for row in TRANSITIONS] == [Step(f"T{number}") for number in range(1, 36)]


def test_every_status_of_the_procedure_has_its_place() -> None:
    assert set(BOOK_STATUSES) == set(BookStatus)
    assert len(BookStatus) == 18
    assert {status for status, _ in BOOK_STATUSES.values() if status is not None} == set(RequestStatus)
    assert not [book for book, (status, _) in BOOK_STATUSES.items() if status is None]


def test_two_statuses_of_the_procedure_that_are_one_here_are_told_apart_by_a_fact() -> None:
    for status in RequestStatus:
        facts = [fact for ours, fact in BOOK_STATUSES.values() if ours is status]
        assert len(set(facts)) == len(facts), status


def test_every_reason_of_closing_is_a_disposition() -> None:
    assert set(BOOK_DISPOSITIONS.values()) == set(Disposition)


def test_the_moves_of_a_row_fit_the_statuses_of_the_procedure() -> None:
    """What the procedure calls the end of a transition is found in the status the row moves to."""
    for row in TRANSITIONS:
        _, end = row.book
        # A denial that stands is decided first, and its letter is what goes to review: T18.
        if row.target is None or end is None or row.step in (Step.T26, Step.T28, Step.T31):
            continue
        ours, _ = BOOK_STATUSES[end]
        # Taking the evidence up again leads back to the checklist, whose end is T6.
        assert row.target is ours or row.step is Step.T8, row.step


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: row.step.value)
def test_the_act_of_a_row_exists(row) -> None:  # type: ignore[no-untyped-def]
    module, function = row.act.split(".")
    tree = ast.parse((SERVICES / f"{module}.py").read_text(encoding="utf-8"))
    assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("row", TRANSITIONS, ids=lambda row: row.step.value)
def test_a_guard_left_to_the_act_is_raised_somewhere_in_the_services(row) -> None:  # type: ignore[no-untyped-def]
    rooms = (SERVICES, SERVICES.parent / "domain")
    source = "\n".join(path.read_text(encoding="utf-8") for room in rooms for path in room.glob("*.py") if path.name != "transitions.py")
    for guard in row.guards:
        assert guard.looks_at is not None or f'"{guard.code}"' in source, guard.code


@pytest.mark.parametrize("step", Step)
def test_no_move_but_that_of_the_row(step: Step) -> None:
    row = transition(step)
    for kind, source, target in product(RequestType, RequestStatus, RequestStatus):
        facts = LifeFacts(
            type=kind, status=source, is_verified=True, is_unverifiable=True, has_client=True, on_fraud_hold=step is Step.T28,
            given=Given(words="because"),
        )  # fmt: skip
        try:
            check_move(step, facts, target)
        except DomainError:
            continue
        assert source in row.sources
        assert target is row.target


@pytest.mark.parametrize("kind", sorted(NEVER_VERIFIED))
@pytest.mark.parametrize("source", RequestStatus)
def test_i3_no_step_leads_what_is_never_verified_to_verification(kind: RequestType, source: RequestStatus) -> None:
    for row in TRANSITIONS:
        if row.target is S.VERIFYING:
            problem = refusal(row.step, LifeFacts(type=kind, status=source))
            assert problem is not None
            assert problem.code == "never_verified"


def test_every_unanswered_status_leads_to_an_answer() -> None:
    """From wherever a request stands, some chain of moves ends it; no status is a trap."""
    leads = {(source, row.target) for row in TRANSITIONS if row.target is not None for source in row.sources}
    reached = {S.CLOSED}
    while more := {source for source, target in leads if target in reached} - reached:
        reached |= more
    assert reached == set(RequestStatus)


def test_only_an_answer_that_left_the_consumers_words_or_an_earlier_case_closes() -> None:
    closing = {row.step for row in TRANSITIONS if row.target is S.CLOSED}
    assert closing == {Step.T23, Step.T24, Step.T25}
    assert {row.step for row in TRANSITIONS if row.target is S.ANSWERED} == {Step.T21}


# -- nothing else sets a status ---------------------------------------------------------------------------------------------

ROOMS = ("services", "bootstrap", "cli", "ui", "demo.py", "self_test.py")
FIELDS = {"status", "disposition"}


def _sets_a_status(call: ast.Call) -> bool:
    name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr if isinstance(call.func, ast.Attribute) else ""
    values = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg in FIELDS}
    if name == "replace":
        return bool(values)
    if name != "Request":
        return False
    begins = values.get("status")
    is_first = isinstance(begins, ast.Attribute) and begins.attr == "RECEIVED"
    return "disposition" in values or not is_first


def test_only_the_life_of_a_request_sets_its_status_and_disposition() -> None:
    """A request is made as received; from then on `services.life.take_step` is the only code that writes either field."""
    root = SERVICES.parent
    files = [path for room in ROOMS for path in ((root / room).rglob("*.py") if (root / room).is_dir() else [root / room])]
    guilty = [
        f"{path.relative_to(root)}:{node.lineno}"
        for path in files
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _sets_a_status(node) and path != SERVICES / "life.py"
    ]
    assert guilty == []
    life = ast.parse((SERVICES / "life.py").read_text(encoding="utf-8"))
    assert sum(isinstance(node, ast.Call) and _sets_a_status(node) for node in ast.walk(life)) == 1
