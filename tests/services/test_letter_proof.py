"""Frozen letters hashed anew: a byte that changed in the store is found, and the letter named."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import pytest

from caseapp.domain.errors import NotAllowed
from caseapp.services.letter_proof import Difference, verify_letters
from tests.services.conftest import Story


def _letter(story: Story) -> str:
    request_id = story.take("opt_out")
    story.do_work(request_id)
    return story.approved_answer(request_id)


def _put(story: Story, letter_id: str, **changes: object) -> None:
    with story.office.store.unit_of_work() as uow:
        uow.letters.replace(replace(uow.letters.get(letter_id), **changes))  # type: ignore[arg-type]
        uow.commit()


def _content(story: Story, letter_id: str) -> bytes:
    with story.office.store.unit_of_work() as uow:
        content = uow.letters.get(letter_id).content
    assert content is not None
    return content


def test_letters_that_are_what_was_approved(story: Story) -> None:
    _letter(story)
    _letter(story)
    proof = verify_letters(story.desk("auditor"))
    assert (proof.checked, proof.differences) == (2, ())


@pytest.mark.parametrize("at", [0, 500, -1])
def test_one_changed_byte_is_found(story: Story, at: int) -> None:
    letter_id, other = _letter(story), _letter(story)
    changed = bytearray(_content(story, letter_id))
    changed[at] ^= 1
    _put(story, letter_id, content=bytes(changed))
    found = verify_letters(story.desk("officer")).differences
    assert {one.letter_id for one in found} == {letter_id} != {other}
    assert {one.difference for one in found} == {Difference.OTHER_THAN_STORED, Difference.OTHER_THAN_HISTORY}


def test_a_digest_that_was_changed_with_the_bytes_is_found_by_the_history(story: Story) -> None:
    letter_id = _letter(story)
    other = _content(story, letter_id) + b"\n"
    _put(story, letter_id, content=other, sha256=hashlib.sha256(other).hexdigest())
    assert [one.difference for one in verify_letters(story.desk("officer")).differences] == [Difference.OTHER_THAN_HISTORY]


def test_a_page_that_is_gone_is_found(story: Story) -> None:
    letter_id = _letter(story)
    _put(story, letter_id, content=None)
    assert [one.difference for one in verify_letters(story.desk("officer")).differences] == [Difference.BYTES_MISSING]


def test_a_page_that_is_gone_with_its_digest_is_found_by_the_history(story: Story) -> None:
    letter_id = _letter(story)
    _put(story, letter_id, content=None, sha256="")
    proof = verify_letters(story.desk("officer"))
    assert [(one.letter_id, one.difference) for one in proof.differences] == [(letter_id, Difference.BYTES_MISSING)]


def test_a_destroyed_record_is_no_difference(story: Story) -> None:
    letter_id = _letter(story)
    _put(story, letter_id, content=None)
    with story.office.store.unit_of_work() as uow:
        case = uow.cases.get(uow.letters.get(letter_id).case_id)
        uow.cases.replace(replace(case, destroyed_on=case.received_on))
        uow.commit()
    proof = verify_letters(story.desk("officer"))
    assert (proof.checked, proof.differences) == (0, ())


def test_a_letter_nobody_approved_is_found(story: Story) -> None:
    letter_id = _letter(story)
    with story.office.store.unit_of_work() as uow:
        uow.letters.add(replace(uow.letters.get(letter_id), id="slipped in", version=1))
        uow.commit()
    assert [one.difference for one in verify_letters(story.desk("officer")).differences] == [Difference.NOT_IN_HISTORY]


def test_a_clerk_does_not_read_the_history(story: Story) -> None:
    with pytest.raises(NotAllowed):
        verify_letters(story.desk("clerk"))
