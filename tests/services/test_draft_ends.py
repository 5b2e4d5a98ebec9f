"""Drafts that nobody finishes: ended with a reason, or handed to somebody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseapp.domain.channel import Channel
from caseapp.domain.errors import DomainError, NotAllowed
from caseapp.services.changes import ChangeSet
from caseapp.services.draft_ends import drafts_of_others, end_draft, hand_over_draft
from caseapp.services.drafts import discard_draft, read_draft, save_draft, start_draft
from caseapp.services.intake import complete_intake
from caseapp.services.intake_form import Claim, IntakeForm
from caseapp.services.views import CaseView
from tests.house import TestHouse, sample_form

REASON = "They only wanted to know how it works."


def draft_with(house: TestHouse, *forms: IntakeForm) -> str:
    desk = house.agent()
    draft_id = start_draft(desk, channel=Channel.PHONE).created_id
    assert draft_id is not None
    for form in forms:
        save_draft(desk, draft_id, form, (Claim(point="birth_year", text="1980"),))
    return draft_id


def unticked(house: TestHouse) -> str:
    return draft_with(house, sample_form("delete"), replace(sample_form("delete"), types=(), note="Asked twice."))


def codes(error: pytest.ExceptionInfo[DomainError]) -> tuple[str, str | None]:
    return error.value.code, error.value.field


def test_a_draft_with_a_number_and_no_right_ends_with_a_reason(house: TestHouse) -> None:
    draft_id = unticked(house)
    change = end_draft(house.agent(), draft_id, reason=REASON)
    assert change == ChangeSet(case_ids=frozenset({draft_id}), areas=frozenset({"cases", "drafts"}))
    detail = house.officer().queries.case_detail(draft_id)
    assert (detail.case.is_draft, detail.case.ended_on) == (False, house.desk.today())
    assert [note.text for note in detail.notes] == ["Asked twice.", REASON]
    assert detail.claimed_points == ()
    assert detail.history[-1].action == "ended_without_request"
    assert house.agent().queries.drafts(operator_id=house.desk.operator.id) == ()


def test_it_stands_among_the_closed_cases(house: TestHouse) -> None:
    draft_id = unticked(house)
    end_draft(house.agent(), draft_id, reason=REASON)
    desk = house.officer()

    def ids(view: CaseView) -> list[str]:
        return [row.case_id for row in desk.queries.case_list(view, today=desk.today(), operator_id=desk.operator.id).rows]

    assert (ids(CaseView.OPEN), ids(CaseView.CLOSED)) == ([], [draft_id])


def test_it_cannot_be_ended_while_a_right_is_ticked(house: TestHouse) -> None:
    draft_id = draft_with(house, sample_form("delete"))
    with pytest.raises(DomainError) as error:
        end_draft(house.agent(), draft_id, reason=REASON)
    assert codes(error) == ("draft_has_request", None)


@pytest.mark.parametrize(("reason", "code"), [("  ", "reason_missing"), ("SSN 123-45-6789", "secret_number_typed")])
def test_the_reason_is_wanted_and_looked_at(house: TestHouse, reason: str, code: str) -> None:
    draft_id = unticked(house)
    with pytest.raises(DomainError) as error:
        end_draft(house.agent(), draft_id, reason=reason)
    assert codes(error) == (code, "reason")


def test_one_that_never_had_a_right_is_discarded_and_not_ended(house: TestHouse) -> None:
    draft_id = draft_with(house, IntakeForm(name="Ana"))
    with pytest.raises(DomainError, match="draft_has_no_number"):
        end_draft(house.agent(), draft_id, reason=REASON)
    discard_draft(house.agent(), draft_id)
    assert house.agent().queries.drafts(operator_id=house.desk.operator.id) == ()


def test_an_officer_takes_a_draft_over_and_goes_on(house: TestHouse) -> None:
    draft_id = draft_with(house, replace(sample_form("delete"), note="Called from a car."))
    agent_id = house.desk.operator.id
    desk = house.officer()
    (seen,) = drafts_of_others(desk)
    assert (seen.draft_id, seen.number, seen.operator_name, seen.is_retired) == (draft_id, "2026-000001", "Maria Lopez", False)
    hand_over_draft(desk, draft_id, to=desk.operator.id, reason="Maria is ill.")
    assert drafts_of_others(desk) == ()
    _, form, points = read_draft(desk, draft_id)
    assert (form.name, form.note, points) == ("Ana Peña", "", ("birth_year",))
    detail = desk.queries.case_detail(draft_id)
    assert [(note.operator_id, note.text) for note in detail.notes] == [(agent_id, "Called from a car.")]
    assert detail.history[-1].action == "draft_handed_over"
    complete_intake(desk, draft_id, sample_form("delete"))
    with pytest.raises(DomainError):
        read_draft(house.agent(), draft_id)


def test_an_administrator_hands_it_on_without_seeing_it(house: TestHouse) -> None:
    draft_id = draft_with(house, sample_form("delete"))
    officer_id = house.officer().operator.id
    desk = house.admin()
    hand_over_draft(desk, draft_id, to=officer_id, reason="Maria left.")
    with pytest.raises(NotAllowed):
        read_draft(desk, draft_id)
    assert read_draft(house.officer(), draft_id)[1].name == "Ana Peña"


def test_it_goes_to_somebody_who_takes_requests_and_has_it_not(house: TestHouse) -> None:
    draft_id = draft_with(house, sample_form("delete"))
    agent_id, clerk_id = house.desk.operator.id, house.clerk().operator.id
    for to, code in ((clerk_id, "takes_no_requests"), (agent_id, "has_it_already")):
        with pytest.raises(DomainError) as error:
            hand_over_draft(house.officer(), draft_id, to=to, reason="away")
        assert codes(error) == (code, "to")


def test_another_agent_takes_none(house: TestHouse) -> None:
    draft_id = draft_with(house, sample_form("delete"))
    with pytest.raises(NotAllowed):
        hand_over_draft(house.agent(), draft_id, to=house.desk.operator.id, reason="mine")
