"""What if: the same answers as when it counts, and nothing written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.errors import DomainError
from caseapp.domain.one_off_days import OneOffKind
from caseapp.domain.request_type import RequestType
from caseapp.services.one_off_days import add_one_off_day
from caseapp.services.trouble import Trouble
from caseapp.services.what_if import what_if_day, what_if_draft
from tests.house import TestHouse

DAY = date(2026, 3, 18)
LAW = Path(__file__).resolve().parents[2] / "resources" / "regimes" / "us_ca" / "2026.toml"


@pytest.fixture
def case_id(house: TestHouse) -> str:
    return house.make_case("delete", "opt_out")


def draft(folder: Path, *changes: tuple[str, str], version: str = "2026b", start: str = "2026-01-01") -> Path:
    text = LAW.read_text(encoding="utf-8").replace('version = "2026"', f'version = "{version}"', 1)
    text = text.replace("effective_from = 2026-01-01", f"effective_from = {start}", 1)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = folder / f"{version}.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_day_is_tried_and_then_counted_alike(house: TestHouse, case_id: str) -> None:
    desk = house.admin()
    found = what_if_day(desk, DAY, OneOffKind.GOVERNOR)
    assert [(move.group.kind, move.last_days, move.plan_days) for move in found.open_moves] == [(DeadlineKind.OPT_OUT, 1, 0)]
    assert found.counts_for_open
    assert found.open_moves[0].numbers == ("2026-000001",)
    with desk.uow() as uow:
        assert uow.one_off_days.where() == ()
    assert add_one_off_day(desk, DAY, OneOffKind.GOVERNOR, basis="Proclamation").moved == 1
    assert what_if_day(desk, DAY, OneOffKind.GOVERNOR).open_moves == ()


def test_requests_to_come_are_told_by_runs_of_receipt_dates(house: TestHouse) -> None:
    found = what_if_day(house.admin(), DAY, OneOffKind.GOVERNOR)
    confirm = [one for one in found.future_moves if one.kind is DeadlineKind.CONFIRM_RECEIPT and RequestType.DELETE in one.request_types]
    assert [(one.first_on, one.last_on) for one in confirm][0][0] == date(2026, 3, 4)
    assert max(one.last_on for one in confirm) == date(2026, 3, 17)
    assert all(one.plan_days == 0 for one in found.future_moves)
    assert {one.kind for one in found.future_moves} == {DeadlineKind.CONFIRM_RECEIPT, DeadlineKind.OPT_OUT, DeadlineKind.LIMIT}


def test_our_own_closed_office_would_touch_nothing(house: TestHouse, case_id: str) -> None:
    found = what_if_day(house.admin(), DAY, OneOffKind.OFFICE_CLOSED)
    assert (found.open_moves, found.future_moves) == ((), ())


def test_a_draft_shows_what_it_would_do_and_moves_no_open_case(house: TestHouse, case_id: str, tmp_path: Path) -> None:
    desk = house.officer()
    path = draft(tmp_path, ('id = "answer"\nkind = "answer"', 'id = "answer"\nkind = "answer"'), ("count = 45", "count = 30"))
    found = what_if_draft(desk, path)
    assert (found.name, found.counts_for_open) == ("2026b", False)
    answers = [move for move in found.open_moves if move.group.kind is DeadlineKind.ANSWER]
    assert [(move.last_days, move.group.case_count) for move in answers] == [(-15, 1)]
    future = [one for one in found.future_moves if one.kind is DeadlineKind.ANSWER and RequestType.DELETE in one.request_types]
    assert {one.last_days for one in future} == {-15}
    assert sum(one.receipts for one in future) == 60
    assert desk.queries.case_detail(case_id).case.regime_version == "2026"


def test_the_same_law_under_another_name_changes_nothing(house: TestHouse, case_id: str, tmp_path: Path) -> None:
    found = what_if_draft(house.officer(), draft(tmp_path))
    assert (found.open_moves, found.future_moves) == ((), ())


def test_a_draft_that_begins_later_is_tried_from_its_first_day(house: TestHouse, case_id: str, tmp_path: Path) -> None:
    found = what_if_draft(house.officer(), draft(tmp_path, ("count = 10", "count = 5"), start="2026-07-01"), days_ahead=30)
    assert found.open_moves == ()
    assert (found.future_from, found.future_until) == (date(2026, 7, 1), date(2026, 7, 30))
    assert {one.kind for one in found.future_moves} == {DeadlineKind.CONFIRM_RECEIPT}


def test_a_faulty_draft_is_told_with_its_line(house: TestHouse, tmp_path: Path) -> None:
    path = draft(tmp_path, ("count = 10", 'count = "ten"'))
    with pytest.raises(Trouble, match="resource_faulty") as trouble:
        what_if_draft(house.officer(), path)
    assert trouble.value.facts["file"] == "2026b.toml"
    assert trouble.value.facts["line"] == 15


@pytest.mark.parametrize("days", [0, 401])
def test_how_far_ahead_has_its_bounds(house: TestHouse, days: int) -> None:
    with pytest.raises(DomainError, match="days_ahead_unreadable"):
        what_if_day(house.admin(), DAY, OneOffKind.GOVERNOR, days_ahead=days)
