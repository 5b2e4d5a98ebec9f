"""One-off days: they move last days that are counted in business days, and nothing else, and never without a trace."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from caseapp.domain.deadline_kinds import DeadlineKind, DeadlineState
from caseapp.domain.errors import DomainError
from caseapp.domain.one_off_days import OneOffKind
from caseapp.services.nightly import run_nightly
from caseapp.services.one_off_days import (
    add_one_off_day,
    effect_of_adding,
    effect_of_taking_back,
    one_off_days,
    take_back_one_off_day,
)
from caseapp.services.trouble import Trouble
from caseapp.store import case_index, tables
from tests.house import TestHouse

DAY = date(2026, 3, 18)
"""A Wednesday among the fifteen business days after 3 March 2026."""
BASIS = "Proclamation of the Governor of 16 March 2026"

Dates = dict[DeadlineKind, tuple[date, date, date | None]]


@pytest.fixture
def cases(house: TestHouse) -> tuple[str, ...]:
    """Three cases of 3 March 2026: each an erasure and an opt-out."""
    return tuple(house.make_case("delete", "opt_out") for _ in range(3))


def dates(house: TestHouse, case_id: str) -> Dates:
    with house.desk.uow() as uow:
        return {one.kind: (one.plan_by_on, one.last_day_on, one.mail_by_on) for one in uow.deadlines.where(case_id=case_id)}


def test_a_day_of_the_governor_moves_last_days_in_business_days_and_nothing_else(house: TestHouse, cases: tuple[str, ...]) -> None:
    before = dates(house, cases[0])
    change = add_one_off_day(house.admin(), DAY, OneOffKind.GOVERNOR, basis=BASIS)
    after = dates(house, cases[0])
    assert change.fact("moved") == 3
    assert change.case_ids == frozenset(cases)
    assert before[DeadlineKind.OPT_OUT] == (date(2026, 3, 20), date(2026, 3, 24), None)
    assert after[DeadlineKind.OPT_OUT] == (date(2026, 3, 20), date(2026, 3, 25), None)
    unmoved = {kind: found for kind, found in after.items() if kind is not DeadlineKind.OPT_OUT}
    assert unmoved == {kind: found for kind, found in before.items() if kind is not DeadlineKind.OPT_OUT}


def test_lists_show_the_moved_day_at_once(house: TestHouse, cases: tuple[str, ...]) -> None:
    add_one_off_day(house.admin(), DAY, OneOffKind.GOVERNOR, basis=BASIS)
    rows = house.house.store.queries.case_list("open", today=date(2026, 3, 3), operator_id="").rows  # type: ignore[arg-type]
    assert {row.last_day_on for row in rows if row.due_kind is DeadlineKind.OPT_OUT} == {date(2026, 3, 25)}
    assert len(rows) == 3


def test_each_moved_case_has_its_entry_and_the_chain_holds(house: TestHouse, cases: tuple[str, ...]) -> None:
    add_one_off_day(house.admin(), DAY, OneOffKind.GOVERNOR, basis=BASIS)
    for case_id in cases:
        with house.desk.uow() as uow:
            entries = [one for one in uow.history.entries(case_id=case_id) if one.action == "last_day_moved"]
        assert [dict(one.facts)["opt_out"] for one in entries] == ["2026-03-24>2026-03-25"]
        assert dict(entries[0].facts)["day"] == DAY.isoformat()
    assert house.house.check_history(house.desk).ok


def test_what_it_touches_is_read_before_it_counts(house: TestHouse, cases: tuple[str, ...]) -> None:
    effect = effect_of_adding(house.admin(), DAY, OneOffKind.PRESIDENT)
    assert (effect.deadlines, effect.cases) == (3, 3)
    assert [(move.group.kind, move.days) for move in effect.moves] == [(DeadlineKind.OPT_OUT, 1)]
    assert dates(house, cases[0])[DeadlineKind.OPT_OUT][1] == date(2026, 3, 24)
    assert one_off_days(house.desk) == ()


@pytest.mark.parametrize("day", [date(2026, 3, 3), date(2026, 3, 15), date(2026, 3, 31), date(2026, 6, 1)])
def test_a_day_outside_the_count_or_that_is_off_already_moves_nothing(house: TestHouse, cases: tuple[str, ...], day: date) -> None:
    assert effect_of_adding(house.admin(), day, OneOffKind.GOVERNOR).moves == ()


def test_our_own_closed_office_moves_nothing(house: TestHouse, cases: tuple[str, ...]) -> None:
    before = dates(house, cases[0])
    change = add_one_off_day(house.admin(), DAY, OneOffKind.OFFICE_CLOSED, basis="Flood in the mail room")
    assert change.fact("moved") == 0
    assert dates(house, cases[0]) == before
    assert not house.desk.rulebook.lists.extra


def test_second_thoughts_are_an_entry_and_put_the_days_back(house: TestHouse, cases: tuple[str, ...]) -> None:
    before = dates(house, cases[0])
    added = add_one_off_day(house.admin(), DAY, OneOffKind.GOVERNOR, basis=BASIS).created_id
    assert added is not None
    assert effect_of_taking_back(house.desk, added).deadlines == 3
    take_back_one_off_day(house.desk, added, reason="It was for another State")
    assert dates(house, cases[0]) == before
    first, second = one_off_days(house.desk)
    assert (first.id, first.act, first.basis) == (added, "added", BASIS)
    assert (second.act, second.reason, second.moved) == ("taken_back", "It was for another State", 3)
    with pytest.raises(DomainError, match="one_off_day_gone"):
        take_back_one_off_day(house.desk, added, reason="again")


def test_a_request_received_afterwards_gets_the_day_too(house: TestHouse) -> None:
    add_one_off_day(house.admin(), DAY, OneOffKind.GOVERNOR, basis=BASIS)
    assert dates(house, house.make_case("opt_out"))[DeadlineKind.OPT_OUT][:2] == (date(2026, 3, 20), date(2026, 3, 25))


def test_the_day_still_counts_after_the_next_unlock(house: TestHouse) -> None:
    add_one_off_day(house.admin(), DAY, OneOffKind.GOVERNOR, basis=BASIS)
    assert house.agent().rulebook.lists.extra == frozenset({DAY})
    house.house.close_store()
    assert house.house.unlock("admin", "nine quiet herons wade at dawn").rulebook.lists.extra == frozenset({DAY})


def test_what_was_missed_stands_open_again_while_its_new_last_day_has_not_passed(house: TestHouse, cases: tuple[str, ...]) -> None:
    house.clock.go_to(date(2026, 3, 25))
    run_nightly(house.admin())
    with house.desk.uow() as uow:
        assert uow.deadlines.where(case_id=cases[0], kind=DeadlineKind.OPT_OUT)[0].state is DeadlineState.MISSED
    add_one_off_day(house.desk, DAY, OneOffKind.GOVERNOR, basis=BASIS)
    with house.desk.uow() as uow:
        assert uow.deadlines.where(case_id=cases[0], kind=DeadlineKind.OPT_OUT)[0].state is DeadlineState.OPEN
    assert run_nightly(house.desk).missed == 0


def test_who_stops_it_leaves_nothing_behind(house: TestHouse, cases: tuple[str, ...]) -> None:
    before = dates(house, cases[0])
    head = house.admin().uow
    with head() as uow:
        entries = uow.history.head()[0]
    told: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> bool:
        told.append((done, total))
        return False

    with pytest.raises(Trouble, match="stopped_before_it_counted"):
        add_one_off_day(house.desk, DAY, OneOffKind.GOVERNOR, basis=BASIS, watch=stop)
    assert told == [(3, 3)]
    assert dates(house, cases[0]) == before
    assert one_off_days(house.desk) == ()
    assert not house.desk.rulebook.lists.extra
    with head() as uow:
        assert uow.history.head()[0] == entries


@pytest.mark.parametrize(
    ("day", "basis", "code"),
    [(date(2050, 1, 1), BASIS, "calendar_ends"), (DAY, " ", "basis_missing")],
)
def test_what_cannot_count_is_refused(house: TestHouse, day: date, basis: str, code: str) -> None:
    with pytest.raises(DomainError, match=code):
        add_one_off_day(house.admin(), day, OneOffKind.GOVERNOR, basis=basis)


def test_the_same_day_is_added_once(house: TestHouse) -> None:
    add_one_off_day(house.admin(), DAY, OneOffKind.GOVERNOR, basis=BASIS)
    with pytest.raises(DomainError, match="one_off_day_stands"):
        add_one_off_day(house.desk, DAY, OneOffKind.GOVERNOR, basis=BASIS)


def test_entries_cannot_be_changed_in_the_store(house: TestHouse, tmp_path: Path) -> None:
    add_one_off_day(house.admin(), DAY, OneOffKind.GOVERNOR, basis=BASIS)
    with house.desk.uow() as uow, pytest.raises(Exception, match="only ever added to"):
        uow.one_off_days.remove(one_off_days_of(uow)[0])


def one_off_days_of(uow: object) -> list[str]:
    return [one.id for one in uow.one_off_days.where()]  # type: ignore[attr-defined]


def test_the_index_is_as_if_it_were_written_anew(house: TestHouse, cases: tuple[str, ...]) -> None:
    engine = house.house.store.engine
    house.make_case("limit")
    house.make_case("know_categories")
    add_one_off_day(house.admin(), DAY, OneOffKind.GOVERNOR, basis=BASIS)
    with engine.begin() as connection:
        kept = connection.execute(sa.select(tables.case_index).order_by(tables.case_index.c.seq)).all()
        case_index.rebuild(connection)
        assert connection.execute(sa.select(tables.case_index).order_by(tables.case_index.c.seq)).all() == kept
