"""Made-up cases: the same each time, indexed as real ones are, and read by the indexes meant for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from caseapp.domain.deadline_kinds import DeadlineKind, DeadlineState
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.domain.verification import VerificationOutcome
from caseapp.host.resources import program_resources
from caseapp.rulebook.loader import load_rulebook
from caseapp.services.ports import Rulebook
from caseapp.services.views import CaseView
from caseapp.store import case_index
from caseapp.store.engine import Store
from caseapp.store.generate import generate_cases
from tests.store import things
from tests.store.conftest import KEY

TODAY = date(2026, 11, 24)
COUNT = 400


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    resources = program_resources()
    return load_rulebook(resources.bytes, lambda folder: list(resources.names(folder)))


@pytest.fixture(scope="session")
def full_bytes(empty_store_bytes: bytes, rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("full") / "caseapp.db"
    path.write_bytes(empty_store_bytes)
    store = Store(path, KEY)
    generate_cases(store.engine, COUNT, rulebook=rulebook, today=TODAY, operator_id="o1")
    store.close()
    return path.read_bytes()


@pytest.fixture
def store_path(tmp_path: Path, full_bytes: bytes) -> Path:
    path = tmp_path / "full.db"
    path.write_bytes(full_bytes)
    return path


def dump(store: Store) -> dict[str, list[tuple[object, ...]]]:
    tables = ("cases", "requests", "deadlines", "parties", "case_index", "number_series")
    with store.engine.connect() as connection:
        return {name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name}")] for name in tables}


def test_the_same_seed_makes_the_same_cases(store: Store, empty_store_bytes: bytes, rulebook: Rulebook, tmp_path: Path) -> None:
    (tmp_path / "again.db").write_bytes(empty_store_bytes)
    again = Store(tmp_path / "again.db", KEY)
    assert generate_cases(again.engine, COUNT, rulebook=rulebook, today=TODAY, operator_id="o1") == COUNT
    assert dump(again) == dump(store)
    again.close()


def test_more_can_be_added_and_numbers_go_on(store: Store, rulebook: Rulebook) -> None:
    assert generate_cases(store.engine, 50, rulebook=rulebook, today=TODAY, operator_id="o1", seed=2) == COUNT + 50
    numbers = [row[2] for row in dump(store)["cases"]]
    assert len(set(numbers)) == COUNT + 50
    with store.unit_of_work() as uow:
        last = max(int(number[5:]) for number in numbers if number.startswith("2026"))
        assert uow.next_number("case-2026") == last + 1


def test_the_lines_made_up_are_those_a_commit_would_write(store: Store) -> None:
    before = dump(store)["case_index"]
    with store.engine.connect() as connection:
        assert case_index.rebuild(connection) == COUNT
        connection.commit()
    assert dump(store)["case_index"] == before


def test_a_generated_house_has_something_in_every_corner(store: Store) -> None:
    counts = store.queries.view_counts(today=TODAY, operator_id="o1")
    for view in (CaseView.OPEN, CaseView.NEXT_10_DAYS, CaseView.OVERDUE, CaseView.CONFIRM_RECEIPT_DUE, CaseView.TO_VERIFY, CaseView.CLOSED):
        assert counts[view] > 0, view
    assert counts[CaseView.OPEN] + counts[CaseView.CLOSED] == COUNT
    assert {count.type for count in store.queries.year_counts(2026) if count.received} >= {RequestType.DELETE, RequestType.OPT_OUT}
    assert store.queries.month(TODAY, TODAY + timedelta(30))
    assert store.queries.search("pena") or store.queries.search("garcia")
    first = store.queries.case_list(CaseView.OPEN, today=TODAY, operator_id="o1").rows[0]
    assert store.queries.case_detail(first.case_id).deadlines


def test_what_was_said_to_verify_was_erased_in_time(store: Store) -> None:
    with store.unit_of_work() as uow:
        erasures = uow.deadlines.where(kind=DeadlineKind.VERIFICATION_PURGE)
    past = [one for one in erasures if one.last_day_on < TODAY]
    assert past
    assert {one.state for one in past} == {DeadlineState.MET}


def test_the_record_of_who_asks_says_what_the_request_says(store: Store) -> None:
    with store.unit_of_work() as uow:
        requests = {one.id: one for one in uow.requests.where()}
        records = {one.request_id: one for one in uow.verifications.where()}
    for request in requests.values():
        record = records.get(request.id)
        if request.type in NEVER_VERIFIED or request.status is RequestStatus.RECEIVED:
            assert record is None
            assert request.verified_on is request.unverifiable_on is None
            assert request.disposition is not Disposition.UNVERIFIED
            continue
        assert record is not None
        assert record.level is request.level
        said = {
            VerificationOutcome.OPEN: None,
            VerificationOutcome.VERIFIED: request.verified_on,
            VerificationOutcome.NOT_VERIFIED: request.unverifiable_on,
        }[record.outcome]
        assert said == (record.decided_at.date() if record.decided_at is not None else None)
        assert (request.verified_on is not None) == (record.outcome is VerificationOutcome.VERIFIED)
        assert (request.unverifiable_on is not None) == (record.outcome is VerificationOutcome.NOT_VERIFIED)
        assert request.disposition is not Disposition.UNVERIFIED or record.outcome is VerificationOutcome.NOT_VERIFIED
    assert {record.outcome for record in records.values()} == set(VerificationOutcome)


def test_the_search_index_agrees_with_the_lines(store: Store) -> None:
    with store.engine.connect() as connection:
        for table in ("case_words", "case_parts"):
            # FTS5 compares its index with the rows it was made from and raises when they differ.
            connection.exec_driver_sql(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")


def plans_of(store: Store, act: Callable[[], object]) -> list[str]:
    """The plan of every statement that an act runs."""
    asked: list[tuple[str, object]] = []

    def remember(connection: sa.Connection, cursor: object, statement: str, parameters: object, *more: object) -> None:
        if statement.startswith("SELECT"):
            asked.append((statement, parameters))

    sa.event.listen(store.engine, "before_cursor_execute", remember)
    act()
    sa.event.remove(store.engine, "before_cursor_execute", remember)
    with store.engine.connect() as connection:
        return [
            row[3] for statement, parameters in asked for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]


MANY_ROWS = "case_index|cases|requests|deadlines|parties|case_events"
READS: dict[str, Callable[[Store], object]] = {
    **{
        f"list {view}": lambda store, view=view: store.queries.case_list(view, today=TODAY, operator_id="o1", types=[RequestType.DELETE])
        for view in CaseView
    },
    "view counts": lambda store: store.queries.view_counts(today=TODAY, operator_id="o1"),
    "home counts": lambda store: store.queries.home_counts(today=TODAY, operator_id="o1"),
    "search word": lambda store: store.queries.search("pena"),
    "search number": lambda store: store.queries.search("4155"),
    "search both": lambda store: store.queries.search("pena 94110"),
    "month": lambda store: store.queries.month(TODAY, TODAY + timedelta(30), types=[RequestType.DELETE]),
    "day": lambda store: store.queries.day_entries(TODAY),
    "agenda": lambda store: store.queries.agenda(from_on=TODAY, until_on=TODAY + timedelta(30)),
    "due": lambda store: store.queries.due_entries(until=TODAY),
    "detail": lambda store: store.queries.case_detail(store.queries.case_id_of("2026-000001") or ""),
    "number": lambda store: store.queries.case_id_of("2026-000001"),
    "repeats": lambda store: store.queries.possible_repeats(
        phone_e164="+14155550000", name="a b", postal_code="1", email="a@b.c", except_case_id=None
    ),
    "tasks": lambda store: store.queries.tasks(roles=["privacy_officer"]),
    "year": lambda store: store.queries.year_counts(2026),
    "ages": lambda store: store.queries.open_ages(today=TODAY),
    "answers": lambda store: store.queries.answers_on(TODAY - timedelta(30), TODAY),
    "taken": lambda store: store.queries.taken_on(TODAY, operator_id="o1"),
}


@pytest.mark.parametrize("read", READS)
@pytest.mark.parametrize("counted", [True, False])
def test_no_read_walks_through_all_cases(store: Store, read: str, counted: bool) -> None:
    """Also where nobody has counted the tables for the planner yet, as in every store that grew by hand."""
    if not counted:
        with store.engine.connect() as connection:
            for table in ("sqlite_stat1", "sqlite_stat4"):
                connection.exec_driver_sql(f"DELETE FROM {table}")
            connection.commit()
        store.close()
    plan = plans_of(store, lambda: READS[read](store))
    assert plan
    walks = [step for step in plan if re.match(rf"SCAN ({MANY_ROWS})(?! USING (COVERING )?INDEX)", step)]
    assert walks == []


def test_a_store_grown_by_hand_and_one_made_up_find_the_same(store: Store) -> None:
    with store.unit_of_work() as uow:
        uow.cases.add(things.a_case("c999999"))
        uow.parties.add(things.a_party(case_id="c999999", name="Zoltán Egyedi"))
        uow.commit()
    assert [hit.case_id for hit in store.queries.search("egyedi")] == ["c999999"]
