"""Writing letters: draft, preview, submit, approve, send back, void. From approval on a letter is its bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from caseapp.domain.case import Request
from caseapp.domain.correspondence import Letter
from caseapp.domain.deadline import ExtensionState
from caseapp.domain.errors import Conflict, DomainError
from caseapp.domain.letters import ComposedLetter, LetterCheck, LetterFormat, LetterKind, LetterState, composed_to_json
from caseapp.domain.operators import Act, SecondPersonAct, check_second_person
from caseapp.domain.people import PartyPart
from caseapp.domain.status import RequestStatus
from caseapp.domain.work import DecisionOutcome
from caseapp.services.answers import ANSWERS, answer_kind, check_answer, is_companion
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk
from caseapp.services.ending import close_when_done
from caseapp.services.letter_drafts import add_letter, check_recipient, recipient
from caseapp.services.letter_values import blocked_in_source, letter_values, read_source, slots_for_press
from caseapp.services.life import live_request, move_request
from caseapp.services.policies import second_person_wanted
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.unsent import back_to_work, standing_answers, void

EDITABLE = frozenset({LetterState.DRAFT})
OFFICER_KINDS = ANSWERS | {LetterKind.EXTENSION_NOTICE}
"""An agent may draft a confirmation of receipt or a request for information; everything else is an officer's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPreview:
    """A letter as it would print now. `problem` names what keeps it from being composed; `content` is then None."""

    letter: Letter
    content: bytes | None
    checks: tuple[LetterCheck, ...]
    problem: DomainError | None


def draft_letter(
    desk: Desk, case_id: str, kind: LetterKind, *, request_ids: tuple[str, ...] = (), to: PartyPart | None = None
) -> ChangeSet:
    """Draft a letter about all live requests of a case, or about the ones named.

    Raises:
        DomainError: ``case_is_draft``, ``request_closed``, ``request_of_another_case``, ``answer_drafted_already``,
            ``letter_to_agent_needs_authority`` at ``to``.
    """
    desk.require(Act.EXTEND if kind is LetterKind.EXTENSION_NOTICE else Act.DECIDE if kind in OFFICER_KINDS else Act.DRAFT_LETTERS)
    if kind is LetterKind.EXTENSION_NOTICE:
        raise DomainError("notice_comes_from_extension")
    with desk.uow() as uow:
        case = uow.cases.get(case_id)
        if case.is_draft:
            raise DomainError("case_is_draft")
        own = {one.id: one for one in uow.requests.where(case_id=case_id)}
        live = [one.id for one in own.values() if one.status is not RequestStatus.CLOSED]
        chosen = tuple(dict.fromkeys(request_ids)) or tuple(live)
        if not own.keys() >= set(chosen):
            raise DomainError("request_of_another_case")
        if not chosen or not set(live) >= set(chosen):
            raise DomainError("request_closed")
        if kind in ANSWERS and any(_another_answer(uow, own[request_id], kind) for request_id in chosen):
            raise DomainError("answer_drafted_already")
        letter = add_letter(uow, desk, case, chosen, kind, to=to)
        uow.commit()
    return changed("cases", "letters", case_id=case_id, created_id=letter.id, letter_id=letter.id)


def draft_answer(desk: Desk, request_id: str, *, to: PartyPart | None = None) -> ChangeSet:
    """Draft the letter that follows from the decisions on one request. Fact of the result: ``letter_id``.

    Where specific pieces could not be verified and categories are granted, their letter is drafted beside it (11 CCR 7024(a)).

    Raises:
        DomainError: see `check_answer`; ``answer_drafted_already``.
    """
    desk.require(Act.DECIDE)
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        decisions = uow.decisions.where(request_id=request_id)
        kind = answer_kind(request, decisions)
        check_answer(request, kind or LetterKind.DENIAL, decisions, uow.work_items.where(request_id=request_id))
        assert kind is not None, "check_answer lets nothing undecided pass"
        if standing_answers(uow, request_id):
            raise DomainError("answer_drafted_already")
        slots: tuple[tuple[str, str], ...] = ()
        if kind is LetterKind.DENIAL:
            facts = [one.facts for one in decisions if one.outcome is DecisionOutcome.REFUSED and one.facts]
            slots = (("facts", "\n".join(dict.fromkeys(facts))),) if facts else ()
        elif kind is LetterKind.KNOW_SPECIFIC:
            refused = [f"{one.category}: {one.facts}" for one in decisions if one.outcome is DecisionOutcome.REFUSED]
            granted = [one.category for one in decisions if one.outcome is DecisionOutcome.GRANTED]
            slots = (("files", "\n".join(granted)), ("part_withheld", "\n".join(refused)))
        letter = add_letter(uow, desk, case, (request_id,), kind, slots=slots, to=to)
        granted_any = any(one.outcome is DecisionOutcome.GRANTED for one in decisions)
        if kind is LetterKind.UNVERIFIED and is_companion(request, LetterKind.KNOW_CATEGORIES) and granted_any:
            add_letter(uow, desk, case, (request_id,), LetterKind.KNOW_CATEGORIES, to=to)
        uow.commit()
    return changed("cases", "letters", case_id=case.id, created_id=letter.id, letter_id=letter.id)


def save_letter(
    desk: Desk, letter_id: str, *, slots: Mapping[str, str], format: LetterFormat | None = None, to: PartyPart | None = None
) -> ChangeSet:
    """Keep what the writer typed into a draft.

    Raises:
        DomainError: ``letter_not_editable``; ``letter_to_agent_needs_authority`` at ``to``.
    """
    desk.require(Act.DRAFT_LETTERS)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        _require_writer(desk, letter)
        if letter.state not in EDITABLE:
            raise DomainError("letter_not_editable")
        case = uow.cases.get(letter.case_id)
        check_recipient(uow, case, to)
        party = recipient(uow, case, to) if to else None
        letter = replace(letter, slots=tuple((name, text) for name, text in slots.items() if text.strip()), format=format or letter.format)
        if party is not None:
            letter = replace(letter, addressee_name=party.name_for_letters, addressee_lines=party.address.lines())
        uow.letters.replace(letter)
        uow.commit()
    return changed("letters", case_id=letter.case_id)


def preview_letter(
    desk: Desk, letter_id: str, *, slots: Mapping[str, str] | None = None, format: LetterFormat | None = None
) -> LetterPreview:
    """Show a letter: an approved one as its frozen bytes, a draft as it would print now. Stores nothing."""
    desk.require(Act.SEE_NAMES)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        if letter.content is not None:
            return LetterPreview(letter=letter, content=letter.content, checks=(), problem=None)
        if slots is not None:
            letter = replace(letter, slots=tuple((name, text) for name, text in slots.items() if text.strip()))
        letter = replace(letter, format=format or letter.format)
        try:
            composed = _compose(uow, desk, letter)
            checks = desk.press.check(composed, letter.format)
            content = desk.press.render(composed, letter.format)
        except DomainError as problem:
            return LetterPreview(letter=letter, content=None, checks=(), problem=problem)
    return LetterPreview(letter=letter, content=content, checks=checks, problem=None)


def submit_letter(desk: Desk, letter_id: str) -> ChangeSet:
    """Send a draft for approval; an answer takes its request to review.

    Raises:
        DomainError: what keeps it from printing (placeholder, slot, glyph, address), or see `check_answer`; ``letter_not_editable``.
    """
    desk.require(Act.DRAFT_LETTERS)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        _require_writer(desk, letter)
        if letter.state not in EDITABLE:
            raise DomainError("letter_not_editable")
        _render(uow, desk, letter)
        if letter.kind in ANSWERS:
            for request_id in letter.request_ids:
                _check_follows(uow, letter, request_id)
                request = uow.requests.get(request_id)
                if _another_answer(uow, request, letter.kind, than=letter.id):
                    raise DomainError("answer_drafted_already")
                if request.status in (RequestStatus.IN_PROGRESS, RequestStatus.VERIFYING) and not is_companion(request, letter.kind):
                    move_request(uow, request, RequestStatus.IN_REVIEW)
        case = uow.cases.get(letter.case_id)
        uow.letters.replace(
            replace(
                letter,
                state=LetterState.SUBMITTED,
                prepared_by=desk.operator.id,
                prepared_at=desk.now_at(),
                case_version=case.version,
                return_note="",
            )
        )
        record(uow, desk, "letter_submitted", case_id=case.id, thing="letter", thing_id=letter_id, facts={"kind": letter.kind})
        uow.commit()
    return changed("cases", "letters", case_id=case.id)


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
        if case.version != letter.case_version:
            raise Conflict("letter_older_than_case")
        act = SecondPersonAct.RELEASE_SPECIFIC_PIECES if letter.kind is LetterKind.KNOW_SPECIFIC else SecondPersonAct.APPROVE_LETTER
        bent = check_second_person(second_person_wanted(uow, act), act, first=letter.prepared_by, second=desk.operator.id)
        composed, content, _ = _render(uow, desk, letter)
        if letter.kind in ANSWERS:
            for request_id in letter.request_ids:
                _check_follows(uow, letter, request_id)
                request = uow.requests.get(request_id)
                if request.status is RequestStatus.IN_REVIEW and not is_companion(request, letter.kind):
                    move_request(uow, request, RequestStatus.READY_TO_SEND)
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
    """
    desk.require(Act.DRAFT_LETTERS)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        _require_writer(desk, letter)
        if letter.state is not LetterState.APPROVED:
            raise DomainError("not_approved")
        if queued and letter.format is LetterFormat.TEXT:
            raise DomainError("text_letter_in_batch")
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


def letter_content(desk: Desk, letter_id: str) -> bytes:
    """Return the frozen bytes of a letter.

    Raises:
        DomainError: ``not_approved``; ``letter_bytes_changed`` when they no longer have the digest they were approved with.
    """
    desk.require(Act.SEE_NAMES)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
    if letter.content is None:
        raise DomainError("not_approved")
    if hashlib.sha256(letter.content).hexdigest() != letter.sha256:
        raise DomainError("letter_bytes_changed")
    return letter.content


def copy_letter(desk: Desk, letter_id: str) -> bytes:
    """Return the frozen bytes for a file outside the program, and record that somebody took them.

    Raises:
        DomainError: see `letter_content`.
    """
    desk.require(Act.SEE_NAMES)
    content = letter_content(desk, letter_id)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        facts = {"kind": letter.kind, "sha256": letter.sha256}
        record(uow, desk, "letter_copied", case_id=letter.case_id, thing="letter", thing_id=letter_id, facts=facts)
        uow.commit()
    return content


def _compose(uow: UnitOfWork, desk: Desk, letter: Letter) -> ComposedLetter:
    source = read_source(uow, letter)
    named = [party for party in source.parties.values() if party.name_for_letters == letter.addressee_name]
    # A parent and a child, or an agent, may have one name: then the address tells who was meant.
    reached = [party for party in named if party.address.lines() == letter.addressee_lines]
    party = next(iter((*reached, *named)), None) or recipient(uow, source.case)
    return desk.press.compose(letter.kind, letter.language, letter_values(desk, source, letter, party), slots_for_press(letter))


def _render(uow: UnitOfWork, desk: Desk, letter: Letter) -> tuple[ComposedLetter, bytes, tuple[LetterCheck, ...]]:
    blocked = blocked_in_source(read_source(uow, letter), letter)
    if blocked is not None:
        raise DomainError("letter_check_failed", check="no_blocked_numbers", facts={"kind": blocked})
    composed = _compose(uow, desk, letter)
    checks = desk.press.check(composed, letter.format)
    for check in checks:
        if not check.ok:
            raise DomainError("letter_check_failed", check=check.code, facts=check.facts)
    return composed, desk.press.render(composed, letter.format), checks


def _check_follows(uow: UnitOfWork, letter: Letter, request_id: str) -> None:
    check_answer(
        uow.requests.get(request_id), letter.kind, uow.decisions.where(request_id=request_id), uow.work_items.where(request_id=request_id)
    )


def _another_answer(uow: UnitOfWork, request: Request, kind: LetterKind, *, than: str = "") -> bool:
    """Say whether an answer of the same rank stands already: a request has one answer, and at most one companion to it."""
    return any(
        letter.id != than and is_companion(request, letter.kind) == is_companion(request, kind)
        for letter in standing_answers(uow, request.id)
    )


def _require_writer(desk: Desk, letter: Letter) -> None:
    """What an agent may not draft an agent may neither edit nor send on."""
    if letter.kind in OFFICER_KINDS:
        desk.require(Act.EXTEND if letter.kind is LetterKind.EXTENSION_NOTICE else Act.DECIDE)
