"""The receipt of a case: the instant each channel counts from, walls that do not exist or come twice, and moving it."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from caseapp.domain.case import Case
from caseapp.domain.channel import Channel
from caseapp.domain.deadline import Deadline
from caseapp.domain.deadlines import DeadlineKind, DeadlineState, due_dates_at_receipt
from caseapp.domain.errors import DomainError, NotAllowed, Problems
from caseapp.domain.letters import DispatchMethod
from caseapp.domain.people import RequestorKind
from caseapp.domain.receipt import Receipt, receipt_from_instant, receipt_from_wall
from caseapp.domain.request_type import RequestType
from caseapp.services.closing import withdraw_request
from caseapp.services.dispatch import record_dispatch
from caseapp.services.drafts import start_draft
from caseapp.services.intake import complete_intake
from caseapp.services.receipts import move_receipt
from tests.fakes.desk import FakeOffice
from tests.house import MovableClock, sample_form
from tests.services.conftest import Story

ZONE = "America/Los_Angeles"
PACIFIC = ZoneInfo(ZONE)


def case_of(story: Story, case_id: str) -> Case:
    with story.office.store.unit_of_work() as uow:
        return uow.cases.get(case_id)


def deadlines_of(story: Story, case_id: str) -> dict[DeadlineKind, Deadline]:
    with story.office.store.unit_of_work() as uow:
        return {one.kind: one for one in uow.deadlines.where(case_id=case_id)}


def at(story: Story, days: float) -> Receipt:
    """A receipt so many days from now."""
    return receipt_from_instant(story.clock.now_at() + timedelta(days=days), business_zone=ZONE)


def take_by(story: Story, channel: Channel, wall: str, *types: str, fold: int = 0) -> str:
    """Enter a request that came by another channel than the phone; return the id of its case."""
    draft_id = start_draft(story.desk("agent"), channel=channel).created_id
    assert draft_id is not None
    form = replace(sample_form(*types), received_wall=wall, received_fold=fold, late_entry_reason="It lay in the mail room.")
    complete_intake(story.desk("agent"), draft_id, form)
    return draft_id


# --- The instant each channel counts from (rulebook 1.2) ---


def test_a_call_counts_from_its_start_however_long_it_takes(story: Story) -> None:
    began = story.clock.now_at()
    draft_id = start_draft(story.desk("agent"), channel=Channel.PHONE).created_id
    assert draft_id is not None
    story.clock.advance(minutes=50)
    complete_intake(story.desk("agent"), draft_id, sample_form("delete"), call_seconds=3000)
    assert case_of(story, draft_id).received_at == began


@pytest.mark.parametrize("channel", [one for one in Channel if one is not Channel.PHONE])
@pytest.mark.parametrize(
    ("wall", "on"),
    [
        ("2026-02-28T22:15", date(2026, 2, 28)),  # a Saturday evening: no grace for the hour or the day
        ("2026-02-16T00:00", date(2026, 2, 16)),  # a holiday, its first minute
        ("2026-03-01T23:59", date(2026, 3, 1)),
    ],
)
def test_every_other_channel_counts_from_the_stated_time_even_at_night_and_on_holidays(
    story: Story, channel: Channel, wall: str, on: date
) -> None:
    case_id = take_by(story, channel, wall, "delete")
    case = case_of(story, case_id)
    assert case.received_at == datetime.fromisoformat(wall).replace(tzinfo=PACIFIC)
    assert (case.received_on, case.received_zone) == (on, ZONE)
    assert deadlines_of(story, case_id)[DeadlineKind.ANSWER].last_day_on == on + timedelta(days=45)


@pytest.mark.parametrize(
    ("wall", "fold", "utc", "kept_fold"),
    [
        ("2026-03-08T02:30", 0, "2026-03-08T10:30", 0),  # does not exist: the offset before the change
        ("2026-03-08T02:30", 1, "2026-03-08T10:30", 0),
        ("2026-11-01T01:30", 0, "2026-11-01T08:30", 0),  # exists twice
        ("2026-11-01T01:30", 1, "2026-11-01T09:30", 1),
        ("2026-03-08T01:59", 1, "2026-03-08T09:59", 0),  # a fold on a time that exists once means nothing
    ],
)
def test_walls_that_do_not_exist_or_come_twice_are_taken_and_kept(wall: str, fold: int, utc: str, kept_fold: int) -> None:
    story = Story()
    story.go_to(date.fromisoformat(wall[:10]) + timedelta(days=2))
    case = case_of(story, take_by(story, Channel.VOICEMAIL, wall, "delete", fold=fold))
    assert case.received_at == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert (case.received_fold, case.received_on) == (kept_fold, date.fromisoformat(wall[:10]))


def test_nothing_is_received_in_the_future(story: Story) -> None:
    tomorrow = (story.clock.now_at() + timedelta(days=1)).astimezone(PACIFIC)
    draft_id = start_draft(story.desk("agent"), channel=Channel.MAIL).created_id
    assert draft_id is not None
    with pytest.raises(Problems) as refusal:
        complete_intake(story.desk("agent"), draft_id, replace(sample_form("delete"), received_wall=f"{tomorrow:%Y-%m-%dT%H:%M}"))
    assert "receipt_in_future" in [problem.code for problem in refusal.value.problems]


@pytest.fixture(params=["UTC", "Asia/Manila", "Pacific/Kiritimati", "America/Los_Angeles", "Australia/Lord_Howe"])
def workstation(request: pytest.FixtureRequest) -> Iterator[str]:
    """The zone the machine of the call center stands in."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = request.param
    time.tzset()
    yield request.param
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def test_the_zone_of_the_workstation_changes_no_receipt_and_no_date(workstation: str) -> None:
    office = FakeOffice()
    office.clock = MovableClock(datetime(2026, 7, 1, 0, 30, tzinfo=UTC))  # 1 July in Manila, 30 June in California
    draft_id = start_draft(office.desk("agent"), channel=Channel.PHONE).created_id
    assert draft_id is not None
    complete_intake(office.desk("agent"), draft_id, sample_form("delete", "opt_out"))
    with office.store.unit_of_work() as uow:
        case = uow.cases.get(draft_id)
        days = {one.kind: (one.plan_by_on, one.last_day_on) for one in uow.deadlines.where(case_id=draft_id)}
    assert (case.received_on, case.received_at) == (date(2026, 6, 30), datetime(2026, 7, 1, 0, 30, tzinfo=UTC)), workstation
    assert days[DeadlineKind.ANSWER] == (date(2026, 8, 13), date(2026, 8, 14))
    assert days[DeadlineKind.OPT_OUT] == (date(2026, 7, 17), date(2026, 7, 21))


# --- Moving it ---


def test_moved_earlier_with_a_reason_by_one_person(story: Story) -> None:
    case_id = story.request(story.take("delete", "opt_out")).case_id
    before = case_of(story, case_id)
    receipt = receipt_from_wall(datetime(2026, 2, 27, 18, 5), zone="Asia/Manila", business_zone=ZONE)  # noqa: DTZ001
    move_receipt(story.desk("officer"), case_id, receipt, reason="The voicemail of Friday.")
    case = case_of(story, case_id)
    assert (case.received_at, case.received_zone, case.received_fold, case.received_on) == (receipt.at, "Asia/Manila", 0, receipt.on)
    regime = story.office.desk("officer").rulebook.regime_for("us_ca", receipt.on)
    found = deadlines_of(story, case_id)
    for request_type in (RequestType.DELETE, RequestType.OPT_OUT):
        for due in due_dates_at_receipt(regime, story.office.desk("officer").rulebook.lists, request_type, receipt.on):
            one = found[due.kind]
            assert (one.plan_by_on, one.last_day_on, one.mail_by_on) == (due.plan_by_on, due.last_day_on, due.mail_by_on)
            assert (one.rule_id, one.citation) == (due.rule_id, due.citation)
    with story.office.store.unit_of_work() as uow:
        entry = [one for one in uow.history.entries() if one.action == "receipt_moved"][-1]
    assert dict(entry.facts)["from"] == before.received_on.isoformat()
    assert dict(entry.facts)["to"] == receipt.on.isoformat()


@pytest.mark.parametrize("reason", ["", "   \n"])
def test_moved_by_nobody_without_a_reason(story: Story, reason: str) -> None:
    case_id = story.request(story.take("delete")).case_id
    with pytest.raises(DomainError) as refusal:
        move_receipt(story.desk("officer"), case_id, at(story, -1), reason=reason)
    assert (refusal.value.code, refusal.value.field) == ("reason_missing", "reason")


def test_moved_later_wants_a_second_person_and_never_beyond_the_entry_of_the_case(story: Story) -> None:
    second = story.office.people["second"].id
    case_id = story.request(story.take("delete")).case_id
    move_receipt(story.desk("officer"), case_id, at(story, -5), reason="The voicemail is older.")
    later = at(story, -2)
    with pytest.raises(NotAllowed) as needed:
        move_receipt(story.desk("officer"), case_id, later, reason="No, that was another caller.")
    assert needed.value.code == "second_person_needed"
    move_receipt(story.desk("officer"), case_id, later, reason="No, that was another caller.", asked_by=second)
    assert case_of(story, case_id).received_on == later.on
    story.clock.advance(days=4)
    with pytest.raises(DomainError) as refusal:
        move_receipt(story.desk("officer"), case_id, at(story, -1), reason="It came yesterday.", asked_by=second)
    assert (refusal.value.code, refusal.value.field) == ("receipt_after_entry", "received")
    assert refusal.value.facts == {"entered_on": date(2026, 3, 3)}
    with pytest.raises(DomainError) as refusal:
        move_receipt(story.desk("officer"), case_id, at(story, 1), reason="It comes tomorrow.", asked_by=second)
    assert refusal.value.code == "receipt_in_future"


def test_never_moved_after_an_answer_left(story: Story) -> None:
    request_id, letter_id = story.ready_deletion()
    case_id = story.request(request_id).case_id
    with story.office.store.unit_of_work() as uow:
        letter = uow.letters.get(letter_id)
    record_dispatch(story.desk("clerk"), letter.id, method=DispatchMethod.FIRST_CLASS_MAIL, on=story.desk("clerk").today())
    before = case_of(story, case_id)
    for days in (-1, -30):
        with pytest.raises(DomainError) as refusal:
            move_receipt(story.desk("officer"), case_id, at(story, days), reason="x", asked_by=story.office.people["second"].id)
        assert refusal.value.code == "answer_left_already"
    assert case_of(story, case_id) == before


@pytest.mark.parametrize("who", ["agent", "clerk"])
def test_moved_by_officers_only(story: Story, who: str) -> None:
    case_id = story.request(story.take("delete")).case_id
    with pytest.raises(NotAllowed):
        move_receipt(story.desk(who), case_id, at(story, -1), reason="x")


def test_what_was_met_stays_met_on_its_own_day_and_is_late_where_the_moved_day_says_so(story: Story) -> None:
    case_id = story.request(story.take("delete")).case_id
    assert deadlines_of(story, case_id)[DeadlineKind.CONFIRM_RECEIPT].state is DeadlineState.MET
    met_on = deadlines_of(story, case_id)[DeadlineKind.CONFIRM_RECEIPT].met_on
    move_receipt(story.desk("officer"), case_id, at(story, -30), reason="The letter of January.")
    confirm = deadlines_of(story, case_id)[DeadlineKind.CONFIRM_RECEIPT]
    assert (confirm.state, confirm.met_on) == (DeadlineState.MET_LATE, met_on)


def test_a_clock_is_missed_at_once_where_the_moved_receipt_lies_far_back(story: Story) -> None:
    case_id = story.request(story.take("delete")).case_id
    move_receipt(story.desk("officer"), case_id, at(story, -46), reason="The letter of January.")
    assert deadlines_of(story, case_id)[DeadlineKind.ANSWER].state is DeadlineState.MISSED


def test_what_was_withdrawn_stays_without_a_clock(story: Story) -> None:
    request_id = story.take("delete", "opt_out")
    case_id = story.request(request_id).case_id
    withdraw_request(story.desk("officer"), request_id, statement="Leave it.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    move_receipt(story.desk("officer"), case_id, at(story, -3), reason="The voicemail is older.")
    found = deadlines_of(story, case_id)
    assert found[DeadlineKind.ANSWER].state is DeadlineState.NOT_APPLICABLE
    assert found[DeadlineKind.OPT_OUT].state is DeadlineState.OPEN


def test_the_version_of_the_law_follows_the_receipt_with_its_hash() -> None:
    story = Story()
    story.office.clock = story.clock = MovableClock(datetime(2026, 1, 5, 18, tzinfo=UTC))
    case_id = story.request(story.take("delete")).case_id
    assert case_of(story, case_id).regime_version == "2026"
    receipt = receipt_from_wall(datetime(2025, 12, 31, 23, 59), zone=ZONE, business_zone=ZONE)  # noqa: DTZ001
    move_receipt(story.desk("officer"), case_id, receipt, reason="It came on the last evening of the year.")
    case = case_of(story, case_id)
    regime = story.desk("officer").rulebook.regime_version("us_ca", "2023")
    assert (case.regime_version, case.regime_sha256) == ("2023", regime.sha256)


def test_a_right_that_the_law_of_the_moved_day_does_not_know_keeps_the_receipt_where_it_is() -> None:
    story = Story()
    story.go_to(date(2027, 1, 4))
    case_id = story.request(story.take("admt_access")).case_id
    before = case_of(story, case_id), deadlines_of(story, case_id)
    receipt = receipt_from_wall(datetime(2026, 12, 31, 12, 0), zone=ZONE, business_zone=ZONE)  # noqa: DTZ001
    with pytest.raises(DomainError) as refusal:
        move_receipt(story.desk("officer"), case_id, receipt, reason="The letter of December.")
    assert (refusal.value.code, refusal.value.field) == ("right_not_in_force", "received")
    assert (case_of(story, case_id), deadlines_of(story, case_id)) == before
