"""Putting an address right, and what that does to letters written before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from caseapp.domain.channel import ReplyBy
from caseapp.domain.errors import Conflict, DomainError
from caseapp.domain.letters import DispatchMethod, LetterFormat
from caseapp.domain.people import PartyPart
from caseapp.domain.receipt import receipt_from_instant
from caseapp.services.dispatch import record_dispatch
from caseapp.services.letter_approval import approve_letter, set_queued
from caseapp.services.letters import draft_answer, submit_letter
from caseapp.services.mailroom import batch_content, make_batch, return_piece_to_queue
from caseapp.services.notes import assign_case
from caseapp.services.parties import ContactChange, ContactDetails, change_contact_details, change_contacts, change_reply
from caseapp.services.receipts import move_receipt
from tests.services.conftest import Story

MOVED = ContactDetails(name="Ana Peña", street="9 New Road", city="Fresno", state="CA", postal_code="93701")


def _submitted(story: Story) -> tuple[str, str]:
    request_id = story.take("opt_out")
    story.do_work(request_id)
    letter_id = draft_answer(story.desk("officer"), request_id).created_id
    assert letter_id is not None
    submit_letter(story.desk("officer"), letter_id)
    return story.request(request_id).case_id, letter_id


def test_a_new_address_stops_a_letter_that_was_submitted_before(story: Story) -> None:
    case_id, letter_id = _submitted(story)
    change_contact_details(
        story.desk("officer"), case_id, PartyPart.CONSUMER, MOVED, reason="The letter came back.", seen_version=story.party_version(case_id)
    )
    with pytest.raises(Conflict) as refusal:
        approve_letter(story.desk("second"), letter_id)
    assert refusal.value.code == "letter_older_than_case"


def test_another_right_of_the_same_case_does_not_stop_it(story: Story) -> None:
    request_id = story.take("opt_out", "delete")
    story.do_work(request_id)
    letter_id = draft_answer(story.desk("officer"), request_id).created_id
    assert letter_id is not None
    submit_letter(story.desk("officer"), letter_id)
    with story.office.store.unit_of_work() as uow:
        deletion = uow.requests.where(case_id=story.request(request_id).case_id)[1]
    story.verify(deletion.id)
    story.grant(deletion.id)
    approve_letter(story.desk("second"), letter_id)


def test_the_next_letter_goes_to_the_new_address(story: Story) -> None:
    request_id = story.take("opt_out")
    story.do_work(request_id)
    case_id = story.request(request_id).case_id
    change_contact_details(
        story.desk("officer"), case_id, PartyPart.CONSUMER, MOVED, reason="The caller moved.", seen_version=story.party_version(case_id)
    )
    letter_id = story.approved_answer(request_id)
    with story.office.store.unit_of_work() as uow:
        assert uow.letters.get(letter_id).addressee_lines == ("9 New Road", "Fresno, CA 93701")
        entry = [one for one in uow.history.entries() if one.action == "contact_details_changed"][0]
    assert "Fresno" not in repr(entry)


def test_large_print_holds_for_every_later_letter(story: Story) -> None:
    request_id = story.take("opt_out")
    story.do_work(request_id)
    case_id = story.request(request_id).case_id
    change_reply(
        story.desk("officer"), case_id, reply_by=ReplyBy.MAIL, format=LetterFormat.LARGE_PRINT, language="en", reason="The consumer asked."
    )
    letter_id = story.approved_answer(request_id)
    with story.office.store.unit_of_work() as uow:
        assert uow.letters.get(letter_id).format is LetterFormat.LARGE_PRINT


def test_a_change_without_a_reason_is_refused(story: Story) -> None:
    case_id, _ = _submitted(story)
    with pytest.raises(DomainError) as refusal:
        change_contact_details(
            story.desk("officer"), case_id, PartyPart.CONSUMER, MOVED, reason=" ", seen_version=story.party_version(case_id)
        )
    assert (refusal.value.code, refusal.value.field) == ("reason_missing", "reason")


def test_who_saves_second_is_told_and_overwrites_nothing(story: Story) -> None:
    case_id, _ = _submitted(story)
    seen = story.party_version(case_id)
    change_contact_details(story.desk("officer"), case_id, PartyPart.CONSUMER, MOVED, reason="The caller moved.", seen_version=seen)
    other = ContactDetails(name="Ana Peña", street="1 Old Road", city="Oakland", state="CA", postal_code="94601")
    with pytest.raises(Conflict) as refusal:
        change_contact_details(story.desk("second"), case_id, PartyPart.CONSUMER, other, reason="A paper.", seen_version=seen)
    assert refusal.value.code == "contact_details_changed_meanwhile"
    with story.office.store.unit_of_work() as uow:
        assert uow.parties.where(case_id=case_id, part=PartyPart.CONSUMER)[0].street == "9 New Road"


def test_assigning_the_case_changes_no_letter(story: Story) -> None:
    case_id, letter_id = _submitted(story)
    assign_case(story.desk("officer"), case_id, "id-second")
    approve_letter(story.desk("second"), letter_id)
    set_queued(story.desk("officer"), letter_id, queued=False)
    assign_case(story.desk("officer"), case_id, None)
    set_queued(story.desk("officer"), letter_id, queued=True)


def _details(story: Story, case_id: str) -> None:
    change_contact_details(
        story.desk("officer"), case_id, PartyPart.CONSUMER, MOVED, reason="The caller moved.", seen_version=story.party_version(case_id)
    )


def _reply(story: Story, case_id: str) -> None:
    change_reply(
        story.desk("officer"), case_id, reply_by=ReplyBy.MAIL, format=LetterFormat.LARGE_PRINT, language="en", reason="The consumer asked."
    )


def _receipt(story: Story, case_id: str) -> None:
    desk = story.desk("officer")
    earlier = receipt_from_instant(desk.now_at() - timedelta(days=1), business_zone=desk.business_zone)
    move_receipt(desk, case_id, earlier, reason="The envelope shows it.")


@pytest.mark.parametrize("change", [_details, _reply, _receipt])
def test_an_approved_letter_older_than_a_change_is_neither_queued_nor_printed(story: Story, change: Callable[[Story, str], None]) -> None:
    case_id, letter_id = _submitted(story)
    approve_letter(story.desk("second"), letter_id)
    change(story, case_id)
    number = _number(story, case_id)
    set_queued(story.desk("officer"), letter_id, queued=False)
    for act in (
        lambda: set_queued(story.desk("officer"), letter_id, queued=True),
        lambda: make_batch(story.desk("clerk"), [letter_id]),
    ):
        with pytest.raises(Conflict) as refusal:
            act()
        assert (refusal.value.code, refusal.value.facts) == ("letter_older_than_change", {"numbers": number, "count": 1})


def test_a_change_while_the_letter_lies_in_a_batch_stops_the_printing(story: Story) -> None:
    case_id, letter_id = _submitted(story)
    approve_letter(story.desk("second"), letter_id)
    _, other_id = _submitted(story)
    approve_letter(story.desk("second"), other_id)
    batch_id = make_batch(story.desk("clerk"), [letter_id, other_id]).created_id
    assert batch_id is not None
    _details(story, case_id)
    with pytest.raises(Conflict) as refusal:
        batch_content(story.desk("clerk"), batch_id)
    assert refusal.value.facts["numbers"] == _number(story, case_id)
    with story.office.store.unit_of_work() as uow:
        piece = uow.mail_pieces.where(batch_id=batch_id, letter_id=letter_id)[0]
    return_piece_to_queue(story.desk("clerk"), piece.id)
    assert batch_content(story.desk("clerk"), batch_id).startswith(b"%PDF-")


def test_that_a_letter_left_is_recorded_whatever_changed_since(story: Story) -> None:
    case_id, letter_id = _submitted(story)
    approve_letter(story.desk("second"), letter_id)
    _details(story, case_id)
    record_dispatch(story.desk("clerk"), letter_id, method=DispatchMethod.FIRST_CLASS_MAIL, on=story.desk("clerk").today())


def _number(story: Story, case_id: str) -> str:
    with story.office.store.unit_of_work() as uow:
        return uow.cases.get(case_id).number


def test_of_two_people_both_are_saved_or_neither(story: Story) -> None:
    request_id = story.take("delete", requestor_kind="authorized_agent", requestor_name="Ben Ortiz")
    case_id = story.request(request_id).case_id
    with story.office.store.unit_of_work() as uow:
        parties = uow.parties.where(case_id=case_id)
    assert len(parties) == 2
    commits = story.office.store.commits
    stale = [ContactChange(part=one.part, details=MOVED, seen_version=one.version + (at == 1)) for at, one in enumerate(parties)]
    with pytest.raises(Conflict):
        change_contacts(story.desk("officer"), case_id, stale, reason="Both moved.")
    with story.office.store.unit_of_work() as uow:
        assert uow.parties.where(case_id=case_id) == parties
    fresh = [ContactChange(part=one.part, details=MOVED, seen_version=one.version) for one in parties]
    change_contacts(story.desk("officer"), case_id, fresh, reason="Both moved.")
    with story.office.store.unit_of_work() as uow:
        assert {one.street for one in uow.parties.where(case_id=case_id)} == {MOVED.street}
    assert story.office.store.commits == commits + 1, "one transaction"
