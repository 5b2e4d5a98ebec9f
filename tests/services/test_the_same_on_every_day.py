"""A case looked at, exported and explained on days 0, 20, 44 and 50 shows the same dates: on pages, on paper and on the command line.

The case is received on 1 December 2026, so that a new version of the law comes into force under it, and the nights in between are run.
"""

from __future__ import annotations

import io
import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from caseapp.cli import deadlines as command
from caseapp.domain.deadline import ExtensionReason
from caseapp.domain.deadline_kinds import DeadlineKind, DeadlineState
from caseapp.domain.letters import Paper, Paragraph, ParagraphKind
from caseapp.services.calendar import month_sheet
from caseapp.services.explanations import explain_case, print_explanation
from caseapp.services.extension import propose_extension
from caseapp.services.nightly import run_nightly
from caseapp.services.views import CaseView
from tests.fakes.real_parts import real_law
from tests.house import MovableClock, TestHouse

RECEIVED = datetime(2026, 12, 1, 10, 0, tzinfo=ZoneInfo("America/Los_Angeles"))
DAYS = (0, 20, 44, 50)
# Counted by hand: 25 December and 1 January count for 45 days; the plan day is day 44, a Thursday. Day 45 is Friday 15 January.
ANSWER = (date(2027, 1, 14), date(2027, 1, 15), date(2027, 1, 8))
OPT_OUT = (date(2026, 12, 18), date(2026, 12, 22), None)


@dataclass(frozen=True)
class Seen:
    """What one day shows: the days on the case page, in the calendar, in the explanation; the printed bytes; the command's lines."""

    page: tuple[tuple[object, ...], ...]
    calendar: tuple[tuple[object, ...], ...]
    explained: tuple[object, ...]
    paper: bytes
    told: str


@pytest.fixture
def house_in_december(tmp_path: Path) -> Iterator[TestHouse]:
    house = TestHouse(tmp_path / "office-practice", clock=MovableClock(RECEIVED))
    yield house
    house.close()


def seen(house: TestHouse, case_id: str) -> Seen:
    desk = house.officer()
    detail = desk.queries.case_detail(case_id)
    page = tuple((one.kind, one.rule_id, one.citation, one.plan_by_on, one.last_day_on, one.mail_by_on) for one in detail.deadlines)
    entries = [
        (entry.kind, entry.plan_by_on, entry.last_day_on, entry.mail_by_on)
        for month in (date(2026, 12, 1), date(2027, 1, 1))
        for load in month_sheet(desk, month).days
        for entry in desk.queries.day_entries(load.on)
        if entry.case_id == case_id
    ]
    found = explain_case(desk, case_id)
    # States and extensions tell what became of a date; everything else tells what the date is.
    lines = tuple(
        (
            one.kind,
            one.plan_by_on,
            one.last_day_on,
            one.mail_by_on,
            tuple(line for line in one.said if line.part not in ("state", "extension")),
        )
        for one in found.dates
    )
    texts = tuple(Paragraph(kind=ParagraphKind.TEXT, text=f"{line.code} {line.on} {line.facts}") for one in lines for line in one[4])
    paper = Paper(title="Why", language="en", reference=found.number, page_pattern="{page}/{pages}", paragraphs=texts)
    parser = ArgumentParser()
    command.add_arguments(parser)
    out = io.StringIO()
    stamp = detail.case.received_at.strftime("%Y-%m-%dT%H:%M:%SZ")
    for more in ((), ("--json", "--all-readings")):
        command.run(parser.parse_args(["--type", "delete", "--received", stamp, "--explain", *more]), real_law(), out)
    return Seen(
        page=page,
        calendar=tuple(sorted(set(entries), key=str)),
        explained=lines,
        paper=print_explanation(desk, paper),
        told=out.getvalue(),
    )


def days_of(shown: Seen, kind: DeadlineKind) -> tuple[object, ...]:
    return next(row[3:] for row in shown.page if row[0] is kind)


def test_days_0_20_44_and_50_show_the_same(house_in_december: TestHouse) -> None:
    house = house_in_december
    case_id = house.make_case("delete", "opt_out")
    first = seen(house, case_id)
    assert days_of(first, DeadlineKind.ANSWER) == ANSWER
    assert days_of(first, DeadlineKind.OPT_OUT) == OPT_OUT
    assert (DeadlineKind.ANSWER, *ANSWER) in first.calendar
    assert json.loads(first.told[first.told.index("{") :])["resp45_safe"] == ANSWER[0].isoformat()
    for day in DAYS:
        house.clock.go_to(RECEIVED.date() + timedelta(days=day), hour=23, minute=59)
        run_nightly(house.admin())
        assert seen(house, case_id) == first, day
    states = {one.kind: one.state for one in house.officer().queries.case_detail(case_id).deadlines}
    assert states[DeadlineKind.ANSWER] is states[DeadlineKind.OPT_OUT] is DeadlineState.MISSED


def test_the_list_of_cases_and_the_letter_of_receipt_show_the_same(house_in_december: TestHouse) -> None:
    house = house_in_december
    case_id = house.make_case("delete")
    shown = []
    for day in DAYS:
        house.clock.go_to(RECEIVED.date() + timedelta(days=day), hour=17)
        desk = house.officer()
        rows = desk.queries.case_list(CaseView.OPEN, today=desk.today(), operator_id=desk.operator.id).rows
        shown.append([(row.due_kind, row.plan_by_on, row.last_day_on) for row in rows if row.case_id == case_id])
    assert shown[0] == [(DeadlineKind.ANSWER, *ANSWER[:2])]
    assert all(rows == shown[0] for rows in shown)


def test_a_proposed_extension_moves_none_of_them_before_its_notice_left(house_in_december: TestHouse) -> None:
    house = house_in_december
    case_id = house.make_case("delete")
    first = seen(house, case_id)
    house.clock.go_to(RECEIVED.date() + timedelta(days=36))
    propose_extension(
        house.officer(),
        house.request_id(case_id),
        reason_code=ExtensionReason.MANY_SYSTEMS,
        reason_text="Four systems are searched by hand.",
    )
    for day in (36, 44, 50):
        house.clock.go_to(RECEIVED.date() + timedelta(days=day), hour=17)
        now = seen(house, case_id)
        assert (now.page, now.explained, now.paper, now.told) == (first.page, first.explained, first.paper, first.told), day
