"""An electronic answer: locked, told apart from its passphrase, recorded as taken and not as sent."""

from __future__ import annotations

import hashlib
import io

import pikepdf
import pytest

from caseapp.domain.errors import DomainError
from caseapp.services.letter_pages import letter_content
from caseapp.services.letters import draft_answer
from caseapp.services.locked_answers import lock_answer
from tests.services.conftest import Story


def approved(story: Story) -> str:
    request_id = story.take("opt_out")
    story.do_work(request_id)
    return story.approved_answer(request_id)


def test_the_file_opens_with_its_words_and_the_frozen_letter_stays(story: Story) -> None:
    letter_id, clerk = approved(story), story.desk("clerk")
    before = hashlib.sha256(letter_content(clerk, letter_id)).hexdigest()
    first, second = lock_answer(clerk, letter_id), lock_answer(clerk, letter_id)
    assert first.passphrase != second.passphrase
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(first.content), password=second.passphrase)
    with pikepdf.open(io.BytesIO(first.content), password=first.passphrase) as pdf:
        assert len(pdf.pages) >= 1
    assert hashlib.sha256(letter_content(clerk, letter_id)).hexdigest() == before
    assert first.passphrase not in repr(first)


def test_it_is_recorded_as_taken_and_nothing_has_left(story: Story) -> None:
    letter_id, clerk = approved(story), story.desk("clerk")
    answer = lock_answer(clerk, letter_id)
    with story.office.store.unit_of_work() as uow:
        entries = uow.history.entries(limit=10_000)
        assert [entry.action for entry in entries].count("letter_locked") == 1
        assert not uow.dispatches.where(letter_id=letter_id)
        assert not any(answer.passphrase in repr(entry) for entry in entries)


def test_a_draft_cannot_be_taken(story: Story) -> None:
    request_id = story.take("opt_out")
    story.do_work(request_id)
    draft_id = draft_answer(story.desk("officer"), request_id).created_id
    assert draft_id is not None
    with pytest.raises(DomainError, match="not_approved"):
        lock_answer(story.desk("clerk"), draft_id)
