"""One-off days: they move last days that are counted in business days, and nothing else, and never without a trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from caseapp.domain.deadline_kinds import DeadlineKind, DeadlineState
from caseapp.domain.errors import DomainError
from caseapp.domain.one_off_days import OneOffKind
from caseapp.domain.receipt import receipt_from_instant
from caseapp.domain.request_type import RequestType
from caseapp.services.added_rights import add_right
from caseapp.services.nightly import run_nightly
from caseapp.services.one_off_days import (
    add_one_off_day,
    effect_of_adding,
    effect_of_taking_back,
    go_on,
    one_off_days,
    one_off_sheet,
    take_back_one_off_day,
    take_up,
)
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
    assert change.moved == 3
    assert change.changes.case_ids == frozenset(cases)
    assert change.is_done
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
    assert change.moved == 0
    assert dates(house, cases[0]) == before
    assert not house.desk.rulebook.lists.extra


def test_second_thoughts_are_an_entry_and_put_the_days_back(house: TestHouse, cases: tuple[str, ...]) -> None:
    before = dates(house, cases[0])
    added = add_one_off_day(house.admin(), DAY, OneOffKind.GOVERNOR, basis=BASIS).entry.id
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


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caseapp.services.one_off_days.PAGE", 1)


def moved_to(house: TestHouse, cases: tuple[str, ...]) -> list[date]:
    return [dates(house, one)[DeadlineKind.OPT_OUT][1] for one in cases]


OLD, NEW = date(2026, 3, 24), date(2026, 3, 25)


def test_many_last_days_move_page_by_page_and_each_page_stands(house: TestHouse, cases: tuple[str, ...], small_pages: None) -> None:
    moving = add_one_off_day(house.admin(), DAY, OneOffKind.GOVERNOR, basis=BASIS)
    assert (moving.done, moving.moved, len(moving.waiting), moving.is_done) == (0, 0, 3, False)
    assert DAY in house.desk.rulebook.lists.extra, "it counts for every request that is taken meanwhile"
    assert one_off_sheet(house.desk).under_way == moving.entry
    moving = go_on(house.desk, moving)
    assert sorted(moved_to(house, cases)) == [OLD, OLD, NEW]
    assert moving.changes.case_ids == {moving.waiting[0].case_id}
    while not moving.is_done:
        moving = go_on(house.desk, moving)
    assert moved_to(house, cases) == [NEW] * 3
    assert (moving.moved, one_off_sheet(house.desk).under_way) == (3, None)
    assert house.house.check_history(house.desk).ok


def test_who_stops_it_takes_the_day_back_and_nothing_of_it_counts(house: TestHouse, cases: tuple[str, ...], small_pages: None) -> None:
    before = [dates(house, one) for one in cases]
    moving = go_on(house.admin(), add_one_off_day(house.admin(), DAY, OneOffKind.GOVERNOR, basis=BASIS))
    back = take_back_one_off_day(house.desk, moving.entry.id, reason="Stopped")
    assert not house.desk.rulebook.lists.extra
    while not back.is_done:
        back = go_on(house.desk, back)
    assert [dates(house, one) for one in cases] == before
    assert (back.moved, one_off_sheet(house.desk).under_way) == (1, None)
    assert [one.act for one in one_off_days(house.desk)] == ["added", "taken_back"]
    assert house.house.check_history(house.desk).ok


def test_what_was_cut_off_is_taken_up_after_the_next_unlock(house: TestHouse, cases: tuple[str, ...], small_pages: None) -> None:
    go_on(house.admin(), add_one_off_day(house.admin(), DAY, OneOffKind.GOVERNOR, basis=BASIS))
    house.house.close_store()
    desk = house.house.unlock("admin", "nine quiet herons wade at dawn")
    moving = take_up(desk)
    assert moving is not None
    assert len(moving.waiting) == 2
    while not moving.is_done:
        moving = go_on(desk, moving)
    assert moved_to(house, cases) == [NEW] * 3
    assert take_up(desk) is None


def test_the_night_finishes_what_was_cut_off_and_a_second_one_finds_nothing(
    house: TestHouse, cases: tuple[str, ...], small_pages: None
) -> None:
    go_on(house.admin(), add_one_off_day(house.admin(), DAY, OneOffKind.GOVERNOR, basis=BASIS))
    report = run_nightly(house.desk)
    assert (report.last_days_moved, report.changed) == (2, 2)
    assert moved_to(house, cases) == [NEW] * 3
    assert run_nightly(house.desk).changed == 0


def test_a_second_day_waits_until_the_first_is_moved(house: TestHouse, cases: tuple[str, ...], small_pages: None) -> None:
    moving = add_one_off_day(house.admin(), DAY, OneOffKind.GOVERNOR, basis=BASIS)
    with pytest.raises(DomainError, match="one_off_day_moving"):
        add_one_off_day(house.desk, date(2026, 3, 19), OneOffKind.GOVERNOR, basis=BASIS)
    while not moving.is_done:
        moving = go_on(house.desk, moving)
    assert not add_one_off_day(house.desk, date(2026, 3, 19), OneOffKind.GOVERNOR, basis=BASIS).is_done


def test_what_was_met_in_the_meantime_stays_as_it_is(house: TestHouse, cases: tuple[str, ...], small_pages: None) -> None:
    moving = add_one_off_day(house.admin(), DAY, OneOffKind.GOVERNOR, basis=BASIS)
    with house.desk.uow() as uow:
        (one,) = uow.deadlines.where(case_id=moving.waiting[0].case_id, kind=DeadlineKind.OPT_OUT)
        uow.deadlines.replace(replace(one, state=DeadlineState.MET, met_on=date(2026, 3, 3)))
        uow.commit()
    while not moving.is_done:
        moving = go_on(house.desk, moving)
    assert moving.moved == 2
    assert sorted(moved_to(house, cases)) == [OLD, NEW, NEW]


def test_a_right_that_was_asked_later_moves_from_its_own_receipt(house: TestHouse) -> None:
    case_id = house.make_case("delete")
    house.clock.go_to(date(2026, 3, 10))
    asked = receipt_from_instant(house.clock.now_at(), business_zone="America/Los_Angeles")
    add_right(house.agent(), case_id, RequestType.OPT_OUT, statement="And stop selling it.", asked=asked)
    assert dates(house, case_id)[DeadlineKind.OPT_OUT][1] == date(2026, 4, 1)
    add_one_off_day(house.admin(), DAY, OneOffKind.GOVERNOR, basis=BASIS)
    assert dates(house, case_id)[DeadlineKind.OPT_OUT][1] == date(2026, 4, 2)


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
