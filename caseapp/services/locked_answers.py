"""An approved letter as a file that opens with a passphrase only, for a consumer who asked for an electronic answer.

Making the file is not sending it: the letter has left when a person says so (`dispatch.record_dispatch`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from caseapp.domain.operators import Act
from caseapp.services.desk import Desk
from caseapp.services.letter_pages import letter_content
from caseapp.services.record import record


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedAnswer:
    """The file, and the words that open it. They go to the person on another way than the file, and are kept nowhere."""

    content: bytes = field(repr=False)
    passphrase: str = field(repr=False)


def lock_answer(desk: Desk, letter_id: str) -> LockedAnswer:
    """Return the frozen letter locked with a new passphrase, and record that somebody took it; the passphrase is not recorded.

    Raises:
        DomainError: ``not_approved``, ``letter_bytes_changed``, ``only_pdf_can_be_locked``.
    """
    desk.require(Act.RECORD_DISPATCH)
    content = letter_content(desk, letter_id)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        passphrase = desk.press.new_passphrase(letter.language)
        answer = LockedAnswer(content=desk.press.locked(content, passphrase), passphrase=passphrase)
        facts = {"kind": letter.kind, "sha256": letter.sha256}
        record(uow, desk, "letter_locked", case_id=letter.case_id, thing="letter", thing_id=letter_id, facts=facts)
        uow.commit()
    return answer
