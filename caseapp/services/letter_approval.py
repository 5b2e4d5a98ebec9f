"""From a submitted letter to one that may leave: approve, send back, queue, void. From approval on a letter is its bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from caseapp.domain.correspondence import Letter
from caseapp.domain.deadline import ExtensionState
from caseapp.domain.errors import Conflict, DomainError
from caseapp.domain.letters import LetterFormat, LetterKind, LetterState, composed_to_json
from caseapp.domain.operators import Act, SecondPersonAct, check_second_person
from caseapp.domain.status import RequestStatus
from caseapp.domain.transitions import Step
from caseapp.services.answers import ANSWERS, is_companion
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk
from caseapp.services.ending import close_when_done
from caseapp.services.letter_age import is_outdated, refuse_outdated
from caseapp.services.letter_drafts import check_follows, require_writer
from caseapp.services.letter_pages import render
from caseapp.services.life import take_step
from caseapp.services.policies import second_person_wanted
from caseapp.services.record import record
from caseapp.services.unsent import back_to_work, void


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who may approve a letter that was sent for approval, told before anybody tries.

    Attributes:
        wants_another: the person who asks sent it themselves, and the policy wants a second person.
        colleagues: names of those who may approve it, the person who asks not among them.
    """

    wants_another: bool
    colleagues: tuple[str, ...]


def approval_of(desk: Desk, letter_id: str) -> Approval:
    """Return whether the person at the desk may approve a letter alone, and who else may."""
    desk.require(Act.SEE_NAMES)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        is_own = letter.prepared_by == desk.operator.id
        wanted = second_person_wanted(uow, _second_person_act(letter))
        people = uow.operators.where(is_active=True)
    colleagues = sorted(one.name for one in people if one.may(Act.APPROVE_LETTERS) and one.id not in (desk.operator.id, letter.prepared_by))
    return Approval(wants_another=is_own and wanted, colleagues=tuple(colleagues))


def _second_person_act(letter: Letter) -> SecondPersonAct:
    return SecondPersonAct.RELEASE_SPECIFIC_PIECES if letter.kind is LetterKind.KNOW_SPECIFIC else SecondPersonAct.APPROVE_LETTER


def return_letter(desk: Desk, letter_id: str, *, note: str) -> ChangeSet:
    """Send a submitted letter back to its writer with a note (T19)."""
    desk.require(Act.APPROVE_LETTERS)
    if not note.strip():
        raise DomainError("note_empty", "note")
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        if letter.state is not LetterState.SUBMITTED:
            raise DomainError("letter_not_submitted")
        back_to_work(uow, letter)
        uow.letters.replace(replace(letter, state=LetterState.DRAFT, return_note=note.strip()))
        record(uow, desk, "letter_sent_back", case_id=letter.case_id, thing="letter", thing_id=letter_id, reason=note)
        uow.commit()
    return changed("cases", "letters", case_id=letter.case_id)


def approve_letter(desk: Desk, letter_id: str, *, queue: bool = True) -> ChangeSet:
    """Approve and freeze a letter: from now on preview, print and file are these bytes (T20).

    Raises:
        NotAllowed: ``second_person_needed`` when policy wants another person than the one who submitted it.
        Conflict: ``letter_older_than_case``: the case changed after the letter was submitted.
        DomainError: ``letter_not_submitted``, or what keeps it from printing.
    """
    desk.require(Act.APPROVE_LETTERS)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        if letter.state is not LetterState.SUBMITTED:
            raise DomainError("letter_not_submitted")
        case = uow.cases.get(letter.case_id)
        if is_outdated(case, letter):
            raise Conflict("letter_older_than_case")
        act = _second_person_act(letter)
        bent = check_second_person(second_person_wanted(uow, act), act, first=letter.prepared_by, second=desk.operator.id)
        composed, content, _ = render(uow, desk, letter)
        if letter.kind in ANSWERS:
            for request_id in letter.request_ids:
                check_follows(uow, letter, request_id)
                request = uow.requests.get(request_id)
                if request.status is RequestStatus.IN_REVIEW and not is_companion(request, letter.kind):
                    take_step(uow, request, Step.T20, RequestStatus.READY_TO_SEND, kind=letter.kind)
        approved = uow.letters.replace(
            replace(
                letter,
                state=LetterState.APPROVED,
                approved_by=desk.operator.id,
                approved_at=desk.now_at(),
                addressee_name=composed.addressee.name,
                addressee_lines=composed.addressee.lines,
                template_id=composed.template_id,
                template_version=composed.template_version,
                template_sha256=composed.template_sha256,
                composed=composed_to_json(composed),
                content=content,
                sha256=hashlib.sha256(content).hexdigest(),
                pages=desk.press.page_count(content) if letter.format is not LetterFormat.TEXT else 1,
                in_queue=queue and letter.format is not LetterFormat.TEXT,
            )
        )
        record(
            uow,
            desk,
            "letter_approved",
            case_id=case.id,
            thing="letter",
            thing_id=letter_id,
            facts={
                "kind": letter.kind,
                "sha256": approved.sha256,
                "template": composed.template_sha256,
                "queued": approved.in_queue,
                "one_person": bent,
            },
        )
        uow.commit()
    return changed("cases", "letters", case_id=case.id)


def set_queued(desk: Desk, letter_id: str, *, queued: bool) -> ChangeSet:
    """Put an approved letter into the print queue or take it out.

    Raises:
        DomainError: ``not_approved``; ``text_letter_in_batch``: plain text is not printed here.
        Conflict: ``letter_older_than_change``.
    """
    desk.require(Act.DRAFT_LETTERS)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        require_writer(desk, letter)
        if letter.state is not LetterState.APPROVED:
            raise DomainError("not_approved")
        if queued and letter.format is LetterFormat.TEXT:
            raise DomainError("text_letter_in_batch")
        if queued:
            refuse_outdated(uow, [letter])
        uow.letters.replace(replace(letter, in_queue=queued))
        record(uow, desk, "letter_queued" if queued else "letter_unqueued", case_id=letter.case_id, thing="letter", thing_id=letter_id)
        uow.commit()
    return changed("letters", case_id=letter.case_id)


def void_letter(desk: Desk, letter_id: str, *, reason: str) -> ChangeSet:
    """Void a letter that has not left; its request goes back to work. One in a batch goes back to the queue first.

    Raises:
        DomainError: ``letter_in_batch``, ``letter_issued``, ``letter_voided``, ``reason_missing``, ``notice_comes_from_extension``.
    """
    desk.require(Act.DECIDE)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        if letter.state is LetterState.VOIDED:
            raise DomainError("letter_voided")
        if any(one.state is ExtensionState.PROPOSED for one in uow.extensions.where(letter_id=letter_id)):
            raise DomainError("notice_comes_from_extension")
        void(uow, desk, letter, reason=reason)
        if letter.kind in ANSWERS:
            for request_id in letter.request_ids:
                close_when_done(uow, desk, request_id)
        uow.commit()
    return changed("cases", "letters", case_id=letter.case_id)
