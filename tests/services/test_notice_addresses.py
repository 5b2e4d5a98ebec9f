"""Where a letter to a business goes: to the address in the organisation's list, or by e-mail, or nowhere yet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseapp.domain.correspondence import Letter
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterFormat
from caseapp.domain.work import PlaceKind
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letter_pages import letter_content, preview_letter
from caseapp.services.letters import save_letter, submit_letter
from caseapp.services.notices import draft_notice, email_of_business
from caseapp.services.organisation import organisation_now, save_organisation
from tests.services.conftest import Story
from tests.services.test_rule_book_letters import client_notice, place

REDWOOD = "Redwood Mail | 880 Harbor Blvd Ste 12, West Sacramento, CA 95691 | privacy@redwood.example"


def write_down(story: Story, *contacts: str) -> None:
    admin = story.desk("admin")
    save_organisation(admin, replace(organisation_now(admin)[0], business_contacts=contacts))


def provider_notice(story: Story) -> str:
    request_id = story.take("delete")
    story.verify(request_id)
    story.grant(request_id)
    return str(draft_notice(story.desk("officer"), place(story, request_id, PlaceKind.SERVICE_PROVIDER)).created_id)


def letter_of(story: Story, letter_id: str) -> Letter:
    with story.office.store.unit_of_work() as uow:
        return uow.letters.get(letter_id)


def test_a_provider_s_letter_stands_at_its_address(story: Story) -> None:
    write_down(story, REDWOOD)
    letter_id = provider_notice(story)
    assert letter_of(story, letter_id).addressee_lines == ("880 Harbor Blvd Ste 12", "West Sacramento, CA 95691")
    submit_letter(story.desk("officer"), letter_id)
    approve_letter(story.desk("second"), letter_id)
    text = story.desk("officer").press.text_of(letter_content(story.desk("officer"), letter_id))
    assert "REDWOOD MAIL 880 HARBOR BLVD STE 12 WEST SACRAMENTO CA 95691 Tuesday, March 3, 2026" in " ".join(text.split())


def test_an_address_written_down_later_is_on_the_draft_when_it_is_saved(story: Story) -> None:
    letter_id = provider_notice(story)
    assert letter_of(story, letter_id).addressee_lines == ()
    write_down(story, REDWOOD)
    save_letter(story.desk("officer"), letter_id, slots={})
    assert letter_of(story, letter_id).addressee_lines == ("880 Harbor Blvd Ste 12", "West Sacramento, CA 95691")


def test_without_an_address_the_letter_has_only_the_name(story: Story) -> None:
    write_down(story, "Redwood Mail | privacy@redwood.example")
    letter_id = provider_notice(story)
    letter = letter_of(story, letter_id)
    assert letter.addressee_lines == ()
    assert email_of_business(story.desk("officer"), letter.id) == "privacy@redwood.example"
    shown = preview_letter(story.desk("officer"), letter_id, format=LetterFormat.TEXT)
    assert shown.content is not None
    assert "privacy@redwood.example" not in shown.content.decode()


def test_who_is_in_no_list_has_neither(story: Story) -> None:
    write_down(story, "CreditLine Data | data@creditline.example")
    letter = letter_of(story, provider_notice(story))
    assert (letter.addressee_lines, email_of_business(story.desk("officer"), letter.id)) == ((), "")


def test_a_client_s_own_lines_count_for_a_client(story: Story) -> None:
    write_down(story, "Lakeside Credit Union | PO Box 1, Reno, NV 89501 | other@lakeside.example")
    letter = letter_of(story, client_notice(story))
    assert letter.addressee_lines == ("Privacy Desk", "400 Lake Street", "Oakland, CA 94610")
    assert email_of_business(story.desk("officer"), letter.id) == "privacy@lakeside.example"


def test_a_list_that_cannot_be_read_is_refused_when_it_is_saved(story: Story) -> None:
    with pytest.raises(DomainError, match="business_contact_unreadable") as refusal:
        write_down(story, REDWOOD, "Nobody in particular")
    assert refusal.value.facts == {"text": "Nobody in particular"}
