"""A draft is a case from the first right ticked; nothing typed is lost, nothing said for proof is readable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseapp.domain.channel import Channel
from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.errors import DomainError, NotAllowed
from caseapp.domain.request_type import RequestType
from caseapp.services.drafts import discard_draft, read_draft, save_draft, start_draft
from caseapp.services.intake_form import Claim, IntakeForm
from tests.fakes.desk import FakeOffice
from tests.house import sample_form

CLAIM = Claim(point="birth_year", text="1980")


def begin(office: FakeOffice, channel: Channel = Channel.PHONE) -> str:
    created = start_draft(office.desk("agent"), channel=channel).created_id
    assert created is not None
    return created


def deadlines(office: FakeOffice, draft_id: str) -> dict[DeadlineKind, date]:
    with office.desk("agent").uow() as uow:
        return {one.kind: one.plan_by_on for one in uow.deadlines.where(case_id=draft_id)}


def test_without_a_right_there_is_no_case() -> None:
    office = FakeOffice()
    draft_id = begin(office)
    change = save_draft(office.desk("agent"), draft_id, IntakeForm(name="Ana Peña"))
    assert change.fact("number") is None
    with office.desk("agent").uow() as uow:
        assert uow.cases.find(draft_id) is None
        assert not uow.drafts.get(draft_id).has_case


def test_the_first_right_gives_number_receipt_and_clocks() -> None:
    office = FakeOffice()
    draft_id = begin(office)
    change = save_draft(office.desk("agent"), draft_id, IntakeForm(types=("delete",)))
    assert change.fact("number") == "2026-000001"
    assert change.fact("received_on") == date(2026, 3, 3)
    assert deadlines(office, draft_id)[DeadlineKind.CONFIRM_RECEIPT] == date(2026, 3, 13)
    assert deadlines(office, draft_id)[DeadlineKind.ANSWER] == date(2026, 4, 16)


def test_saving_twice_changes_nothing_more() -> None:
    office = FakeOffice()
    draft_id = begin(office)
    form = sample_form("delete")
    save_draft(office.desk("agent"), draft_id, form)
    before = deadlines(office, draft_id)
    change = save_draft(office.desk("agent"), draft_id, form)
    assert change.fact("number") == "2026-000001"
    assert deadlines(office, draft_id) == before
    with office.desk("agent").uow() as uow:
        assert len(uow.requests.where(case_id=draft_id)) == 1
        assert len(uow.parties.where(case_id=draft_id)) == 1


def test_an_unticked_right_goes_with_its_clocks_and_the_history_says_so() -> None:
    office = FakeOffice()
    draft_id = begin(office)
    save_draft(office.desk("agent"), draft_id, IntakeForm(types=("delete", "opt_out")))
    save_draft(office.desk("agent"), draft_id, IntakeForm(types=("opt_out",)))
    with office.desk("agent").uow() as uow:
        assert [request.type for request in uow.requests.where(case_id=draft_id)] == [RequestType.OPT_OUT]
    assert set(deadlines(office, draft_id)) == {DeadlineKind.OPT_OUT}


def test_the_number_stays_when_every_right_is_unticked() -> None:
    office = FakeOffice()
    draft_id = begin(office)
    save_draft(office.desk("agent"), draft_id, IntakeForm(types=("delete",)))
    change = save_draft(office.desk("agent"), draft_id, IntakeForm())
    assert change.fact("number") == "2026-000001"
    with pytest.raises(DomainError) as caught:
        discard_draft(office.desk("agent"), draft_id)
    assert caught.value.code == "draft_has_request"


def test_a_moved_day_of_receipt_starts_the_clocks_anew() -> None:
    office = FakeOffice()
    draft_id = begin(office, Channel.MAIL)
    save_draft(office.desk("agent"), draft_id, IntakeForm(types=("delete",)))
    save_draft(office.desk("agent"), draft_id, IntakeForm(types=("delete",), received_wall="2026-02-20T09:00"))
    with office.desk("agent").uow() as uow:
        assert uow.cases.get(draft_id).received_on == date(2026, 2, 20)
    assert deadlines(office, draft_id)[DeadlineKind.ANSWER] == date(2026, 4, 3)


@pytest.mark.parametrize("wall", ["February 31", "2026-12-24T10:00"])
def test_a_receipt_that_is_none_does_not_stop_the_saving(wall: str) -> None:
    office = FakeOffice()
    draft_id = begin(office, Channel.MAIL)
    save_draft(office.desk("agent"), draft_id, IntakeForm(types=("delete",), received_wall=wall))
    form = read_draft(office.desk("agent"), draft_id)[1]
    assert form.received_wall == wall
    with office.desk("agent").uow() as uow:
        assert uow.cases.get(draft_id).received_on == date(2026, 3, 3)


def test_what_was_said_for_proof_is_sealed_and_not_in_the_state() -> None:
    office = FakeOffice()
    draft_id = begin(office)
    save_draft(office.desk("agent"), draft_id, sample_form("delete"), (CLAIM,))
    draft, _, points = read_draft(office.desk("agent"), draft_id)
    assert "1980" not in draft.state
    assert points == ("birth_year",)
    with office.desk("officer").uow() as uow:
        sealed = uow.claimed_values.get(f"{draft_id}-birth_year")
    assert b"1980" not in sealed.sealed
    assert office.desk("officer").vault.unseal(sealed.sealed, about=sealed.id) == b"1980"
    with pytest.raises(NotAllowed):
        office.desk("agent").vault.unseal(sealed.sealed, about=sealed.id)


def test_a_value_said_again_replaces_the_first_and_an_empty_one_does_not() -> None:
    office = FakeOffice()
    draft_id = begin(office)
    for text in ("1980", "1981", "  "):
        save_draft(office.desk("agent"), draft_id, sample_form("delete"), (Claim(point="birth_year", text=text),))
    with office.desk("officer").uow() as uow:
        claims = uow.claimed_values.where(case_id=draft_id)
    assert [office.desk("officer").vault.unseal(one.sealed, about=one.id) for one in claims] == [b"1981"]


def test_names_are_kept_in_one_form() -> None:
    office = FakeOffice()
    draft_id = begin(office)
    save_draft(office.desk("agent"), draft_id, replace(sample_form("delete"), name=" Ana Pen\u0303a "))
    with office.desk("agent").uow() as uow:
        party = uow.parties.get(f"{draft_id}-c")
    assert (party.name, party.sort_name) == ("Ana Pe\u00f1a", "Pe\u00f1a, Ana")


def test_the_number_of_an_agent_is_not_the_consumers() -> None:
    office = FakeOffice()
    draft_id = begin(office)
    form = replace(sample_form("delete"), requestor_kind="authorized_agent", requestor_name="Grace Hall", phone="")
    save_draft(office.desk("agent"), draft_id, form)
    with office.desk("agent").uow() as uow:
        assert uow.parties.get(f"{draft_id}-c").phone_e164 == ""
        assert uow.parties.get(f"{draft_id}-r").phone_e164 == "+14155550134"


def test_an_interrupted_call_is_known_by_its_seconds() -> None:
    office = FakeOffice()
    draft_id = begin(office)
    save_draft(office.desk("agent"), draft_id, IntakeForm(name="Ana"), call_seconds=98, call_is_on=True)
    draft = read_draft(office.desk("agent"), draft_id)[0]
    assert (draft.interrupted, draft.call_seconds) == (True, 98)
    save_draft(office.desk("agent"), draft_id, IntakeForm(name="Ana P"), call_seconds=0)
    draft = read_draft(office.desk("agent"), draft_id)[0]
    assert (draft.interrupted, draft.call_seconds) == (False, 98)


def test_a_draft_belongs_to_one_person() -> None:
    office = FakeOffice()
    draft_id = begin(office)
    for act in (lambda: read_draft(office.desk("officer"), draft_id), lambda: discard_draft(office.desk("officer"), draft_id)):
        with pytest.raises(DomainError) as caught:
            act()
        assert caught.value.code == "draft_of_another"


def test_a_discarded_draft_takes_its_sealed_values_along() -> None:
    office = FakeOffice()
    draft_id = begin(office)
    save_draft(office.desk("agent"), draft_id, IntakeForm(name="Ana"), (CLAIM,))
    discard_draft(office.desk("agent"), draft_id)
    with office.desk("officer").uow() as uow:
        assert uow.claimed_values.where(case_id=draft_id) == ()
        assert uow.drafts.find(draft_id) is None


def test_a_clerk_takes_no_requests() -> None:
    with pytest.raises(NotAllowed):
        start_draft(FakeOffice().desk("clerk"), channel=Channel.PHONE)
