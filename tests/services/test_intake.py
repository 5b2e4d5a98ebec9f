"""Finishing an intake: where each right goes, what the call confirmed, what is asked and what is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseapp.domain.case import ContactKind, TaskCode
from caseapp.domain.channel import Channel
from caseapp.domain.checklists import DataPoint
from caseapp.domain.deadline_kinds import DeadlineKind, DeadlineState
from caseapp.domain.errors import DomainError, Problems
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import RequestStatus
from caseapp.services.drafts import start_draft
from caseapp.services.intake import complete_intake, decide_law, possible_repeats, preview_dates, proof_points, rights_on_offer
from caseapp.services.intake_form import Claim, IntakeForm
from tests.fakes.desk import FakeOffice
from tests.house import sample_form


def take(office: FakeOffice, form: IntakeForm, *, channel: Channel = Channel.PHONE, claims: tuple[Claim, ...] = ()) -> str:
    desk = office.desk("agent")
    draft_id = start_draft(desk, channel=channel).created_id
    assert draft_id is not None
    complete_intake(desk, draft_id, form, claims, call_seconds=372)
    return draft_id


def test_rights_to_verify_are_verified_and_the_others_go_straight_to_work() -> None:
    office = FakeOffice()
    case_id = take(office, sample_form("delete", "opt_out"))
    with office.desk("agent").uow() as uow:
        status = {request.type: request.status for request in uow.requests.where(case_id=case_id)}
        verified = [uow.requests.get(one.request_id).type for one in uow.verifications.where(case_id=case_id)]
    assert status == {RequestType.DELETE: RequestStatus.VERIFYING, RequestType.OPT_OUT: RequestStatus.IN_PROGRESS}
    assert verified == [RequestType.DELETE]


def test_the_confirmation_said_on_the_call_meets_the_duty() -> None:
    office = FakeOffice()
    case_id = take(office, sample_form("delete"))
    with office.desk("agent").uow() as uow:
        case = uow.cases.get(case_id)
        confirm = uow.deadlines.where(case_id=case_id, kind=DeadlineKind.CONFIRM_RECEIPT)
    assert case.oral_confirmation_at == office.now_at()
    assert [(one.state, one.met_on) for one in confirm] == [(DeadlineState.MET, date(2026, 3, 3))]


def test_a_letter_confirms_nothing_orally() -> None:
    office = FakeOffice()
    case_id = take(office, sample_form("delete"), channel=Channel.MAIL)
    with office.desk("agent").uow() as uow:
        assert uow.cases.get(case_id).oral_confirmation_at is None
        assert [one.state for one in uow.deadlines.where(case_id=case_id, kind=DeadlineKind.CONFIRM_RECEIPT)] == [DeadlineState.OPEN]


def test_the_call_is_logged_with_its_length() -> None:
    office = FakeOffice()
    case_id = take(office, sample_form("delete"))
    with office.desk("agent").uow() as uow:
        calls = uow.contacts.where(case_id=case_id, kind=ContactKind.CALL)
    assert [(call.seconds, call.line_id, call.caller_number) for call in calls] == [(372, "line-866", "(415) 555-0134")]


def test_the_result_tells_what_is_to_be_said() -> None:
    office = FakeOffice()
    desk = office.desk("agent")
    draft_id = start_draft(desk, channel=Channel.PHONE).created_id
    assert draft_id is not None
    change = complete_intake(desk, draft_id, sample_form("delete"))
    assert dict(change.facts) == {
        "number": "2026-000001",
        "received_on": date(2026, 3, 3),
        "confirm_by_on": date(2026, 3, 13),
        "answer_by_on": date(2026, 4, 16),
    }
    with desk.uow() as uow:
        assert uow.drafts.find(draft_id) is None


def test_with_problems_the_draft_is_saved_all_the_same() -> None:
    office = FakeOffice()
    desk = office.desk("agent")
    draft_id = start_draft(desk, channel=Channel.PHONE).created_id
    assert draft_id is not None
    with pytest.raises(Problems) as caught:
        complete_intake(desk, draft_id, replace(sample_form("delete"), name="", city=""), (Claim(point="birth_year", text="1980"),))
    assert [one.code for one in caught.value.problems] == ["consumer_name_missing", "city_missing"]
    with desk.uow() as uow:
        assert uow.cases.get(draft_id).is_draft
        assert uow.drafts.get(draft_id).state.count("1200 Main St") == 1
        assert [one.point for one in uow.claimed_values.where(case_id=draft_id)] == ["birth_year"]


def test_an_empty_form_is_refused_with_problems() -> None:
    office = FakeOffice()
    desk = office.desk("agent")
    draft_id = start_draft(desk, channel=Channel.MAIL).created_id
    assert draft_id is not None
    with pytest.raises(Problems) as caught:
        complete_intake(desk, draft_id, IntakeForm())
    assert [one.code for one in caught.value.problems] == ["no_right_chosen", "consumer_name_missing", "nothing_to_find_by"]


def test_values_for_proof_do_not_outlive_the_right_they_were_for() -> None:
    office = FakeOffice()
    case_id = take(office, sample_form("opt_out"), claims=(Claim(point="birth_year", text="1980"),))
    with office.desk("officer").uow() as uow:
        assert uow.claimed_values.where(case_id=case_id) == ()


def test_an_agent_who_shows_nothing_makes_a_task() -> None:
    office = FakeOffice()
    form = replace(sample_form("delete"), requestor_kind="authorized_agent", requestor_name="Grace Hall")
    with office.desk("officer").uow() as uow:
        before = len(uow.tasks.where())
    case_id = take(office, form)
    shown = take(office, replace(form, authority="power_of_attorney"))
    with office.desk("officer").uow() as uow:
        assert [task.code for task in uow.tasks.where(case_id=case_id)] == [TaskCode.CHECK_AUTHORITY]
        assert uow.tasks.where(case_id=shown) == ()
    assert before == 0


@pytest.mark.parametrize(("applies", "status"), [(True, RequestStatus.VERIFYING), (False, RequestStatus.IN_PROGRESS)])
def test_somebody_from_elsewhere_waits_for_an_officer(applies: bool, status: RequestStatus) -> None:
    office = FakeOffice()
    case_id = take(office, replace(sample_form("delete"), residency="elsewhere"))
    with office.desk("officer").uow() as uow:
        assert uow.cases.get(case_id).law_undecided
        assert [request.status for request in uow.requests.where(case_id=case_id)] == [RequestStatus.RECEIVED]
        assert [(task.code, task.due_on) for task in uow.tasks.where(case_id=case_id)] == [(TaskCode.DECIDE_LAW, date(2026, 3, 3))]
    decide_law(office.desk("officer"), case_id, california_applies=applies, reason="student away from home")
    with office.desk("officer").uow() as uow:
        assert [request.status for request in uow.requests.where(case_id=case_id)] == [status]
        assert bool(uow.verifications.where(case_id=case_id)) is applies


def test_the_preview_is_what_saving_gives() -> None:
    office = FakeOffice()
    form = sample_form("delete", "opt_out")
    receipt, dues = preview_dates(office.desk("agent"), form, channel=Channel.PHONE, started_at=office.now_at())
    case_id = take(office, form)
    with office.desk("agent").uow() as uow:
        stored = {(uow.requests.get(one.request_id).type, one.kind, one.plan_by_on) for one in uow.deadlines.where(case_id=case_id)}
    assert receipt.on == date(2026, 3, 3)
    assert {(kind, due.kind, due.plan_by_on) for kind, due in dues} == stored


def test_a_preview_without_a_readable_receipt_is_none() -> None:
    office = FakeOffice()
    with pytest.raises(DomainError):
        preview_dates(office.desk("agent"), IntakeForm(received_wall="Feb 31"), channel=Channel.MAIL, started_at=office.now_at())


def test_questions_follow_the_rights_and_ask_nothing_twice() -> None:
    desk = FakeOffice().desk("agent")
    assert proof_points(desk, IntakeForm(types=("opt_out", "limit"))) == ()
    delete = proof_points(desk, IntakeForm(types=("delete",)))
    both = proof_points(desk, IntakeForm(types=("delete", "know_specific")))
    assert DataPoint.ORIGINAL_CREDITOR in delete
    assert DataPoint.FULL_NAME not in delete
    assert DataPoint.DATE_OF_LAST_PAYMENT in both
    assert len(both) == len(set(both))


def test_only_rights_in_force_are_on_offer() -> None:
    office = FakeOffice()
    assert RequestType.DELETE in rights_on_offer(office.desk("agent"))
    assert RequestType.ADMT_OPT_OUT not in rights_on_offer(office.desk("agent"))
    office.clock.go_to(date(2027, 2, 1))
    assert RequestType.ADMT_OPT_OUT in rights_on_offer(office.desk("agent"))


def test_repeats_are_looked_for_by_the_consumers_own_number() -> None:
    office = FakeOffice()
    asked: list[dict[str, object]] = []

    class Asked:
        def possible_repeats(self, **what: object) -> tuple[object, ...]:
            asked.append(what)
            return ()

    desk = replace(office.desk("agent"), queries=Asked())  # type: ignore[arg-type]
    possible_repeats(desk, IntakeForm(caller_number="415 555 0134"), draft_id="d")
    possible_repeats(desk, IntakeForm(caller_number="415 555 0134", requestor_kind="authorized_agent", name="Luis Ortega"), draft_id="d")
    possible_repeats(desk, IntakeForm(name="Li"), draft_id="d")
    assert [what["phone_e164"] for what in asked] == ["+14155550134", ""]
