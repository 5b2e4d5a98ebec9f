"""Drafting a letter: whose, about which rights, in which language and format. It prints nothing yet."""

from __future__ import annotations

from caseapp.domain.case import Case
from caseapp.domain.correspondence import Letter
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterFormat, LetterKind, LetterState
from caseapp.domain.operators import Act
from caseapp.domain.people import Party, PartyPart, RequestorKind
from caseapp.domain.transitions import Step
from caseapp.services.answers import check_answer
from caseapp.services.desk import Desk, new_id
from caseapp.services.life import may_step
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.template_in_force import name_for_a_new_letter

AGENT_KINDS = frozenset(
    {
        LetterKind.CONFIRM_RECEIPT,
        LetterKind.HOW_TO_ASK,
        LetterKind.CLARIFY,
        LetterKind.REQUEST_INFORMATION,
        LetterKind.AGENT_PERMISSION,
        LetterKind.CONFIRM_AGENT,
        LetterKind.PARENT_FORM,
    }
)
"""An agent may confirm a receipt and ask for what is missing."""

OFFICER_KINDS = frozenset(LetterKind) - AGENT_KINDS
"""Everything else is an officer's."""

TO_REQUESTOR = frozenset({LetterKind.AGENT_PERMISSION, LetterKind.PARENT_FORM})
"""Letters that ask whoever speaks for the person to show that they may; they tell nothing that was not told to us."""


def recipient(uow: UnitOfWork, case: Case, to: PartyPart | None = None) -> Party:
    """Return who a letter goes to: the consumer, a parent for a child; an agent only when an officer says so."""
    parties = {party.part: party for party in uow.parties.where(case_id=case.id)}
    wanted = to or (PartyPart.REQUESTOR if case.requestor_kind is RequestorKind.PARENT_OR_GUARDIAN else PartyPart.CONSUMER)
    return parties.get(wanted) or parties[PartyPart.CONSUMER]


def check_recipient(uow: UnitOfWork, case: Case, to: PartyPart | None) -> None:
    """Refuse to write to an agent whose authority nobody has seen, where it has to be shown.

    Raises:
        DomainError: ``letter_to_agent_needs_authority`` at ``to``.
    """
    if to is PartyPart.REQUESTOR and authority_unseen(uow, case):
        raise DomainError("letter_to_agent_needs_authority", "to")


def authority_unseen(uow: UnitOfWork, case: Case) -> bool:
    """Say whether an agent speaks for the person and nobody has seen their papers, where they have to be shown."""
    if case.requestor_kind is not RequestorKind.AUTHORIZED_AGENT:
        return False
    seen = [one.authority_on for one in uow.verifications.where(case_id=case.id)]
    return bool(seen) and not any(seen)


def add_letter(
    uow: UnitOfWork,
    desk: Desk,
    case: Case,
    request_ids: tuple[str, ...],
    kind: LetterKind,
    *,
    slots: tuple[tuple[str, str], ...] = (),
    to: PartyPart | None = None,
    replaces_id: str | None = None,
) -> Letter:
    """Add a draft in the consumer's language and format.

    Raises:
        DomainError: see `check_recipient`; ``template_missing`` (kind, language): nobody has written this letter in the language.
    """
    if kind in TO_REQUESTOR:
        to = PartyPart.REQUESTOR
    else:
        check_recipient(uow, case, to)
    party = recipient(uow, case, to)
    letter = uow.letters.add(
        Letter(
            id=new_id(),
            case_id=case.id,
            request_ids=request_ids,
            kind=kind,
            language=case.reply_language,
            format=LetterFormat(case.reply_format),
            state=LetterState.DRAFT,
            prepared_by=desk.operator.id,
            prepared_at=desk.now_at(),
            addressee_name=party.name_for_letters,
            addressee_lines=party.address.lines(),
            slots=slots,
            template_version=name_for_a_new_letter(uow, desk, kind, case.reply_language),
            replaces_id=replaces_id,
            case_version=case.letters_version,
        )
    )
    record(
        uow,
        desk,
        "letter_drafted",
        case_id=case.id,
        thing="letter",
        thing_id=letter.id,
        facts={"kind": kind, "language": letter.language, "format": letter.format, "requests": len(request_ids)},
    )
    return letter


def require_writer(desk: Desk, letter: Letter) -> None:
    """What an agent may not draft an agent may neither edit nor send on."""
    if letter.kind in OFFICER_KINDS:
        desk.require(Act.EXTEND if letter.kind is LetterKind.EXTENSION_NOTICE else Act.DECIDE)


def check_follows(uow: UnitOfWork, letter: Letter, request_id: str) -> None:
    """Refuse an answer that does not follow from what was decided, or that gives what a hold or a fee keeps back.

    Raises:
        DomainError: see `check_answer`; ``on_fraud_hold``, ``on_legal_hold``, ``fee_unanswered``, ``fee_not_agreed``.
    """
    request = uow.requests.get(request_id)
    check_answer(request, letter.kind, uow.decisions.where(request_id=request_id), uow.work_items.where(request_id=request_id))
    may_step(uow, request, Step.T18, kind=letter.kind)
