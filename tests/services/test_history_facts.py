"""The record takes codes in the clear and nothing a person could have typed; odd input never keeps an act from being recorded."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest

from caseapp.domain.case import ContactKind
from caseapp.domain.channel import Channel, ReplyBy
from caseapp.domain.deadline import ExtensionReason
from caseapp.domain.errors import DomainError
from caseapp.domain.history import signed_entry
from caseapp.domain.letters import DispatchMethod, LetterFormat, LetterKind
from caseapp.domain.operators import Role
from caseapp.domain.people import PartyPart, RequestorKind
from caseapp.domain.status import ReopenCause
from caseapp.domain.verification import DocumentKind
from caseapp.domain.work import DecisionOutcome, PlaceKind, WorkState
from caseapp.services import closing, dispatch, extension, letter_approval, letters, mailroom, notes, parties, verification, work
from caseapp.services.contacts import log_contact
from caseapp.services.documents import attach_document
from caseapp.services.drafts import save_draft, start_draft
from caseapp.services.intake import complete_intake
from caseapp.services.intake_form import Claim
from caseapp.services.operators import add_operator, retire_operator
from caseapp.services.organisation import save_client, save_line
from tests.house import sample_form
from tests.services.conftest import Story

HOSTILE = (
    "Zürich Straße 5, Čeština@example.org",
    "'; DROP TABLE cases; --",
    "李小龙 🦉",
    "\u202eevil\u202c <b>&amp;</b>",
    "x" * 400,
    "two\nlines\tand a tab",
    "=cmd|' /C calc'!A0",
)


def _play(story: Story, text: str) -> None:
    """Take a case from the call to the returned letter with one odd text in every place that takes any."""
    agent, officer, clerk = story.desk("agent"), story.desk("officer"), story.desk("clerk")
    draft_id = start_draft(agent, channel=Channel.PHONE).created_id
    assert draft_id is not None
    said = tuple((f"{text}{number}", text) for number in range(40))
    form = replace(
        sample_form("delete", "correct", "opt_out", "limit", "know_categories", "know_specific"),
        words=text, street=text[:30], unit=text[:10], account_reference=text, late_entry_reason=text, script_version=text, said=said,
        caller_number=text, email=f"{text[:5]}@example.org",
    )  # fmt: skip
    save_draft(agent, draft_id, form, [Claim(point="birth_year", text=text)], call_seconds=77)
    complete_intake(agent, draft_id, replace(form, name=text.splitlines()[0][:200]), call_seconds=99)
    log_contact(agent, kind=ContactKind.QUESTION, channel=Channel.PHONE, started_at=agent.now_at(), topic=text, caller_number=text)
    with story.office.store.unit_of_work() as uow:
        deletion, correction, opt_out, *_ = uow.requests.where(case_id=draft_id)
    verification.end_attempt(officer, deletion.id, reason=text)
    story.verify(deletion.id)
    work.add_place(officer, deletion.id, place=PlaceKind.THIRD_PARTY, name=text)
    with story.office.store.unit_of_work() as uow:
        places = uow.work_items.where(request_id=deletion.id)
    for place in places:
        work.mark_place(officer, place.id, WorkState.NOT_POSSIBLE, facts=text)
    work.decide_category(
        officer, deletion.id, category=text, outcome=DecisionOutcome.REFUSED, ground_code="delete_legal_obligation", facts=text
    )
    attach_document(officer, draft_id, kind=DocumentKind.OTHER, name=f"{text}.txt", content=b"x")
    notes.write_note(officer, draft_id, text)
    notes.assign_case(officer, draft_id, officer.operator.id)
    moved = parties.ContactDetails(name="Ana", street="1 Main St", city="Ōsaka", state="CA", postal_code="94607")
    parties.change_contact_details(officer, draft_id, PartyPart.CONSUMER, moved, reason=text, seen_version=story.party_version(draft_id))
    parties.change_reply(officer, draft_id, reply_by=ReplyBy.MAIL, format=LetterFormat.LARGE_PRINT, language="en", reason=text)
    reason = f"{text} and more words than that"
    extension.propose_extension(officer, correction.id, reason_code=ExtensionReason.MANY_RECORDS, reason_text=reason, override_reason=text)
    story.do_work(opt_out.id)
    answer = letters.draft_answer(officer, opt_out.id).created_id
    assert answer is not None
    letters.submit_letter(officer, answer)
    letter_approval.return_letter(story.desk("second"), answer, note=text)
    letters.submit_letter(officer, answer)
    letter_approval.approve_letter(story.desk("second"), answer)
    batch_id = mailroom.make_batch(clerk, [answer]).created_id
    assert batch_id is not None
    mailroom.begin_printing(clerk, batch_id, printer=text)
    mailroom.mark_sent_to_printer(clerk, batch_id, printer=text)
    mailroom.mark_sent_to_printer(clerk, batch_id, printer=text, positions=tuple(range(1, 51)), reason=text)
    mailroom.mark_checked(clerk, batch_id, problem_positions=tuple(range(2, 51)))
    mailroom.cancel_batch(clerk, batch_id)
    dispatch.record_dispatch(clerk, answer, method=DispatchMethod.HANDED_OVER, on=clerk.today(), proof=text)
    dispatch.record_return(clerk, answer, on=clerk.today(), reason=text)
    closing.withdraw_request(officer, correction.id, statement=text, said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    closing.reopen_request(officer, correction.id, reason=text, because=ReopenCause.ERROR_FOUND)
    save_line(story.desk("admin"), line_id=None, number=text, label=text)
    save_client(story.desk("admin"), client_id=None, name=text, contact_lines=(text,))
    with suppress(DomainError):
        add_operator(story.desk("admin"), login="o.ne-2_x", name="Zoë Ångström", roles=tuple(Role), passphrase="a long enough passphrase")
    retire_operator(story.desk("admin"), "id-auditor", reason=text)


@pytest.mark.parametrize("text", HOSTILE)
def test_odd_texts_never_stop_an_act_and_never_stand_in_the_record(story: Story, text: str) -> None:
    _play(story, text)
    with story.office.store.unit_of_work() as uow:
        entries = uow.history.entries(limit=10_000)
    clear = "\n".join(
        part
        for entry in entries
        for part in (entry.action, entry.thing, entry.thing_id, entry.role, *(word for pair in entry.facts for word in pair))
    )
    for piece in {text, text[:30], text.splitlines()[0], "Ana", "Main St", "Oakland", "(415) 555", "example.org", "Ōsaka", "Lakeside"}:
        assert piece not in clear, piece
    assert len(entries) > 40


def test_no_letter_of_any_kind_is_drafted_with_facts_that_are_no_codes(story: Story) -> None:
    request_id = story.take("delete", "correct", "opt_out", "limit", "know_categories", "know_specific")
    for kind in LetterKind:
        with suppress(DomainError):
            letters.draft_letter(story.desk("officer"), story.request(request_id).case_id, kind)
    assert "letter_drafted" in story.actions()


def test_the_longest_batch_is_recorded(story: Story) -> None:
    """Fifty positions, each named, fit into one fact."""
    positions = ",".join(str(position) for position in range(1, mailroom.BATCH_SIZE_MAX + 1))
    story.take("delete")
    with story.office.store.unit_of_work() as uow:
        entry = uow.history.entries()[-1]
    signed_entry(replace(entry, facts=(("again", positions), ("number", "B20260303-01"))), lambda digest: digest)


def test_a_case_of_another_year_has_its_facts_too(story: Story) -> None:
    story.clock.go_to(date(2026, 12, 31), 23, 59)
    story.take("delete")
    story.clock.advance(minutes=2)
    story.take("delete")
    with story.office.store.unit_of_work() as uow:
        numbers = [case.number for case in uow.cases.where()]
    assert numbers == ["2026-000001", "2027-000001"]
