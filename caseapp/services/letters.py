"""Writing letters: draft, save, send for approval. Their page is in `letter_pages`, what follows in `letter_approval`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from caseapp.domain.case import Request
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import NOTICES, LetterFormat, LetterKind, LetterState
from caseapp.domain.operators import Act
from caseapp.domain.people import PartyPart
from caseapp.domain.status import RequestStatus
from caseapp.domain.transitions import Step
from caseapp.domain.work import DecisionOutcome
from caseapp.services.answers import ANSWERS, answer_kind, check_answer, is_companion
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk
from caseapp.services.letter_drafts import (
    OFFICER_KINDS,
    TO_REQUESTOR,
    add_letter,
    check_follows,
    check_recipient,
    recipient,
    require_writer,
)
from caseapp.services.letter_fit import misfit
from caseapp.services.letter_language import known_words
from caseapp.services.letter_pages import render
from caseapp.services.life import live_request, may_step, review_step, take_step
from caseapp.services.notices import address_of_business
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.template_in_force import name_in_force
from caseapp.services.unsent import standing_answers

EDITABLE = frozenset({LetterState.DRAFT})


def draft_letter(
    desk: Desk, case_id: str, kind: LetterKind, *, request_ids: tuple[str, ...] = (), to: PartyPart | None = None
) -> ChangeSet:
    """Draft a letter about all live requests of a case, or about the ones named.

    Raises:
        DomainError: ``case_is_draft``, ``request_closed``, ``request_of_another_case``, ``answer_drafted_already``,
            ``letter_to_agent_needs_authority`` at ``to``; ``notice_comes_from_extension``, ``notice_comes_from_place``; see `misfit`.
    """
    desk.require(Act.EXTEND if kind is LetterKind.EXTENSION_NOTICE else Act.DECIDE if kind in OFFICER_KINDS else Act.DRAFT_LETTERS)
    if kind is LetterKind.EXTENSION_NOTICE:
        raise DomainError("notice_comes_from_extension")
    if kind in NOTICES:
        raise DomainError("notice_comes_from_place")
    with desk.uow() as uow:
        case = uow.cases.get(case_id)
        if case.is_draft:
            raise DomainError("case_is_draft")
        own = {one.id: one for one in uow.requests.where(case_id=case_id)}
        live = [one.id for one in own.values() if one.status is not RequestStatus.CLOSED]
        chosen = tuple(dict.fromkeys(request_ids)) or tuple(live)
        if not own.keys() >= set(chosen):
            raise DomainError("request_of_another_case")
        about = [own[request_id] for request_id in chosen]
        deadlines = [one for request in about for one in uow.deadlines.where(request_id=request.id)]
        fees = [one for request in about for one in uow.fees.where(request_id=request.id)]
        if refusal := misfit(kind, case, about, deadlines, fees, today=desk.today()):
            raise refusal
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
        may_step(uow, request, Step.T18, kind=kind)
        if standing_answers(uow, request_id):
            raise DomainError("answer_drafted_already")
        slots: tuple[tuple[str, str], ...] = ()
        if kind is LetterKind.DENIAL:
            facts = [one.facts for one in decisions if one.outcome is DecisionOutcome.REFUSED and one.facts]
            slots = (("facts", "\n".join(dict.fromkeys(facts))),) if facts else ()
        elif kind is LetterKind.KNOW_SPECIFIC:
            named = {one.id: known_words(desk.press, one.category, case.reply_language) for one in decisions}
            refused = [f"{named[one.id]}: {one.facts}" for one in decisions if one.outcome is DecisionOutcome.REFUSED]
            granted = [named[one.id] for one in decisions if one.outcome is DecisionOutcome.GRANTED]
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
        require_writer(desk, letter)
        if letter.state not in EDITABLE:
            raise DomainError("letter_not_editable")
        case = uow.cases.get(letter.case_id)
        # A notice goes to its place, and what asks for authority goes to whoever has to show it.
        wanted = None if letter.kind in NOTICES | TO_REQUESTOR else to
        check_recipient(uow, case, wanted)
        party = recipient(uow, case, wanted) if wanted else None
        letter = replace(letter, slots=tuple((name, text) for name, text in slots.items() if text.strip()), format=format or letter.format)
        if party is not None:
            letter = replace(letter, addressee_name=party.name_for_letters, addressee_lines=party.address.lines())
        elif letter.kind in NOTICES:
            # Whoever writes the address down in the meantime finds it on the draft.
            about = uow.requests.get(letter.request_ids[0])
            letter = replace(letter, addressee_lines=address_of_business(uow, about, letter.kind, letter.addressee_name))
        uow.letters.replace(letter)
        uow.commit()
    return changed("letters", case_id=letter.case_id)


def submit_letter(desk: Desk, letter_id: str) -> ChangeSet:
    """Send a draft for approval; an answer takes its request to review.

    Raises:
        DomainError: what keeps it from printing (placeholder, slot, glyph, address), or see `check_answer`; ``letter_not_editable``.
    """
    desk.require(Act.DRAFT_LETTERS)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        require_writer(desk, letter)
        if letter.state not in EDITABLE:
            raise DomainError("letter_not_editable")
        render(uow, desk, letter)
        if letter.kind in ANSWERS:
            for request_id in letter.request_ids:
                check_follows(uow, letter, request_id)
                request = uow.requests.get(request_id)
                if _another_answer(uow, request, letter.kind, than=letter.id):
                    raise DomainError("answer_drafted_already")
                if request.status in (RequestStatus.IN_PROGRESS, RequestStatus.VERIFYING) and not is_companion(request, letter.kind):
                    take_step(uow, request, review_step(uow, request, letter.kind), RequestStatus.IN_REVIEW, kind=letter.kind)
        case = uow.cases.get(letter.case_id)
        uow.letters.replace(
            replace(
                letter,
                state=LetterState.SUBMITTED,
                prepared_by=desk.operator.id,
                prepared_at=desk.now_at(),
                case_version=case.letters_version,
                return_note="",
            )
        )
        record(uow, desk, "letter_submitted", case_id=case.id, thing="letter", thing_id=letter_id, facts={"kind": letter.kind})
        uow.commit()
    return changed("cases", "letters", case_id=case.id)


def renew_letter_template(desk: Desk, letter_id: str) -> ChangeSet:
    """Let a draft that began on an older template take the one in force.

    Raises:
        DomainError: ``letter_not_editable``.
    """
    desk.require(Act.DRAFT_LETTERS)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        require_writer(desk, letter)
        if letter.state not in EDITABLE:
            raise DomainError("letter_not_editable")
        name = name_in_force(uow, desk, letter.kind, letter.language)
        uow.letters.replace(replace(letter, template_version=name))
        facts = {"kind": letter.kind, "template": name}
        record(uow, desk, "letter_template_renewed", case_id=letter.case_id, thing="letter", thing_id=letter_id, facts=facts)
        uow.commit()
    return changed("letters", case_id=letter.case_id)


def _another_answer(uow: UnitOfWork, request: Request, kind: LetterKind, *, than: str = "") -> bool:
    """Say whether an answer of the same rank stands already: a request has one answer, and at most one companion to it."""
    return any(
        letter.id != than and is_companion(request, letter.kind) == is_companion(request, kind)
        for letter in standing_answers(uow, request.id)
    )
