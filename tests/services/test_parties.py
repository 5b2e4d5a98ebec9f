"""Putting an address right, and what that does to letters written before."""

from __future__ import annotations

import pytest

from caseapp.domain.channel import ReplyBy
from caseapp.domain.errors import Conflict, DomainError
from caseapp.domain.letters import LetterFormat
from caseapp.domain.people import PartyPart
from caseapp.services.letters import approve_letter, draft_answer, submit_letter
from caseapp.services.parties import ContactDetails, change_contact_details, change_reply
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
    change_contact_details(story.desk("officer"), case_id, PartyPart.CONSUMER, MOVED, reason="The letter came back.")
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
    change_contact_details(story.desk("officer"), case_id, PartyPart.CONSUMER, MOVED, reason="The caller moved.")
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
        change_contact_details(story.desk("officer"), case_id, PartyPart.CONSUMER, MOVED, reason=" ")
    assert (refusal.value.code, refusal.value.field) == ("reason_missing", "reason")
