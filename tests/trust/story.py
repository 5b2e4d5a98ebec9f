"""One full story on a real house, with a canary in every field that takes a person's words."""

from __future__ import annotations

from dataclasses import fields, replace

from caseapp.domain.case import ContactKind
from caseapp.domain.channel import Channel
from caseapp.domain.deadline import ExtensionReason
from caseapp.domain.letters import DispatchMethod, LetterKind
from caseapp.domain.people import PartyPart, RequestorKind
from caseapp.domain.verification import DocumentKind, PointOutcome
from caseapp.domain.work import DecisionOutcome, WorkState
from caseapp.services import (
    closing,
    contacts,
    dispatch,
    documents,
    drafts,
    extension,
    finding,
    letter_approval,
    letter_pages,
    letters,
    mailroom,
    notes,
    parties,
)
from caseapp.services.intake import complete_intake
from caseapp.services.intake_form import Claim, IntakeForm
from caseapp.services.verification import decide_verified, read_checklist, save_checks
from caseapp.services.work import decide_category, mark_place
from tests.house import TestHouse, sample_form

MARK = "Quetzal"
_PLAIN = frozenset(
    {"requestor_kind", "authority", "age_band", "residency", "period_from", "period_until", "reply_by", "reply_language", "reply_format"}
    | {"received_wall", "purpose", "line_id", "script_version"}
)


def canary(name: str) -> str:
    """Return a word that stands nowhere else and names the field it was typed in."""
    return f"{MARK}{name.replace('_', '').capitalize()[:12]}"


def full_of_canaries(*types: str) -> IntakeForm:
    """Return a complete form with a canary in every text field."""
    form = sample_form(*types)
    texts = {
        field.name: canary(field.name)
        for field in fields(IntakeForm)
        if isinstance(getattr(form, field.name), str) and field.name not in _PLAIN
    }
    texts |= {"requestor_kind": "parent_or_guardian", "email": f"{canary('email')}@example.org", "postal_code": "94601", "about_number": ""}
    texts |= {"requestor_postal_code": "94602", "state": MARK, "requestor_state": MARK}
    return replace(form, **texts)  # type: ignore[arg-type]


def play(house: TestHouse) -> str:
    """Take a call and bring it to its end; return the id of the case. A half-typed draft stays behind."""
    agent = house.agent()
    draft_id = drafts.start_draft(agent, channel=Channel.PHONE).created_id
    assert draft_id is not None
    form = full_of_canaries("delete", "opt_out")
    claims = (Claim(point="birth_year", text=canary("claim")), Claim(point="original_creditor", text=canary("claim2")))
    drafts.save_draft(agent, draft_id, replace(form, words=canary("half_typed")), claims)
    complete_intake(agent, draft_id, form, claims)
    contacts.log_contact(
        agent, kind=ContactKind.ABOUT_CASE, case_id=draft_id, channel=Channel.PHONE, started_at=agent.now_at(),
        caller_number=canary("contact"), topic=canary("topic"),
    )  # fmt: skip
    documents.attach_document(
        agent, draft_id, kind=DocumentKind.DECLARATION, name=f"{canary('file')}.txt", content=canary("document").encode() * 40
    )
    notes.write_note(agent, draft_id, canary("note"))
    finding.find_cases(agent, canary("name"))
    left = drafts.start_draft(agent, channel=Channel.MAIL).created_id
    assert left is not None
    drafts.save_draft(agent, left, replace(full_of_canaries("correct"), name=canary("left_behind")), claims)
    _decide_and_send(house, draft_id)
    return draft_id


def _decide_and_send(house: TestHouse, case_id: str) -> None:
    officer = house.officer()
    with officer.uow() as uow:
        deletion, opt_out = uow.requests.where(case_id=case_id)
        document = uow.documents.where(case_id=case_id)[0]
    documents.open_document(officer, document.id)
    view = read_checklist(officer, deletion.id, open_claims=True)
    points = dict.fromkeys(view.checklist.questions[:3], PointOutcome.MATCHED)
    save_checks(officer, deletion.id, points, declaration_on=officer.today(), authority_on=officer.today())
    decide_verified(officer, deletion.id)
    with officer.uow() as uow:
        places = uow.work_items.where(case_id=case_id)
    for place in places:
        mark_place(officer, place.id, WorkState.DONE, facts=canary("place"))
    decide_category(
        officer, deletion.id, category=canary("category"), outcome=DecisionOutcome.REFUSED, ground_code="delete_legal_obligation",
        facts=f"We must keep it: {canary('facts')}.",
    )  # fmt: skip
    extension.propose_extension(
        officer, deletion.id, reason_code=ExtensionReason.MANY_RECORDS, reason_text=f"Many records: {canary('reason')}.",
    )  # fmt: skip
    information = letters.draft_letter(officer, case_id, LetterKind.REQUEST_INFORMATION).created_id
    answer = letters.draft_answer(officer, deletion.id).created_id
    confirmation = letters.draft_answer(officer, opt_out.id).created_id
    assert information is not None
    assert answer is not None
    assert confirmation is not None
    letters.save_letter(officer, information, slots={"points": canary("slot")})
    for letter_id in (answer, confirmation):
        letter_pages.preview_letter(officer, letter_id)
        letters.submit_letter(officer, letter_id)
    second = house.second_officer()
    for letter_id in (answer, confirmation):
        letter_approval.approve_letter(second, letter_id)
        letter_pages.letter_content(second, letter_id)
    clerk = house.clerk()
    batch_id = mailroom.make_batch(clerk, [answer]).created_id
    assert batch_id is not None
    mailroom.batch_content(clerk, batch_id)
    mailroom.mark_sent_to_printer(clerk, batch_id, printer="Front office")
    mailroom.mark_checked(clerk, batch_id)
    mailroom.count_batch(clerk, batch_id, 1)
    mailroom.dispatch_batch(clerk, batch_id, on=clerk.today())
    dispatch.record_dispatch(clerk, confirmation, method=DispatchMethod.EMAIL, on=clerk.today(), proof=canary("proof"))
    dispatch.record_return(clerk, answer, on=clerk.today(), reason=canary("returned"))
    officer = house.officer()
    details = parties.ContactDetails(name=canary("new_name"), street=canary("new_street"))
    with officer.uow() as uow:
        seen = uow.parties.where(case_id=case_id, part=PartyPart.CONSUMER)[0].version
    parties.change_contact_details(officer, case_id, PartyPart.CONSUMER, details, reason=canary("why"), seen_version=seen)
    closing.withdraw_request(officer, deletion.id, statement=canary("statement"), said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
