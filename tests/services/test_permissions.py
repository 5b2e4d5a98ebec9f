"""Who may do what: every act by every role, through the services. Refused means NotAllowed and nothing changed."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import caseapp.services
from caseapp.domain.case import ContactKind
from caseapp.domain.channel import Channel, ReplyBy
from caseapp.domain.checklists import AssuranceLevel
from caseapp.domain.correspondence import BatchState
from caseapp.domain.deadline import ExtensionReason
from caseapp.domain.errors import NotAllowed
from caseapp.domain.fee import FeeState
from caseapp.domain.hold import FraudSignal, LegalHoldCause
from caseapp.domain.letters import DispatchMethod, LetterFormat, LetterKind, Paper
from caseapp.domain.one_off_days import OneOffAct, OneOffDay, OneOffKind
from caseapp.domain.operators import Role, SecondPersonAct
from caseapp.domain.people import PartyPart, RequestorKind
from caseapp.domain.print_file import PrinterOffset
from caseapp.domain.receipt import receipt_from_instant
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import ReopenCause
from caseapp.domain.template_versions import ReviewerKind
from caseapp.domain.verification import DocumentKind
from caseapp.domain.work import DecisionOutcome, PlaceKind, WorkState
from caseapp.services import (
    added_rights,
    calendar,
    capacity,
    closing,
    consumers,
    contacts,
    counsel,
    decision_sheet,
    dispatch,
    documents,
    draft_ends,
    drafts,
    envelopes,
    explanations,
    extension,
    fee_route,
    finding,
    fraud_hold,
    history,
    intake,
    law_notices,
    legal_hold,
    letter_approval,
    letter_pages,
    letter_proof,
    letters,
    locked_answers,
    mail_log,
    mail_packets,
    mailroom,
    nightly,
    notes,
    notices,
    one_off_days,
    operators,
    organisation,
    parties,
    policies,
    receipts,
    recovery,
    reminders,
    report_sheet,
    reports,
    retention,
    splitting,
    stop_list,
    template_pages,
    template_trial,
    templates,
    verification,
    what_if,
    work,
)
from caseapp.services.desk import Desk
from tests.fakes.real_parts import real_law_files
from tests.house import PASSPHRASE, SAMPLE_CLAIMS, sample_form, sample_organisation
from tests.services.conftest import Story

PEOPLE = {
    "agent": Role.CALL_AGENT,
    "officer": Role.PRIVACY_OFFICER,
    "clerk": Role.MAIL_CLERK,
    "keeper": Role.ADMINISTRATOR,
    "auditor": Role.AUDITOR,
}
A, P, M, D, U = Role.CALL_AGENT, Role.PRIVACY_OFFICER, Role.MAIL_CLERK, Role.ADMINISTRATOR, Role.AUDITOR


class _NoRows:
    """Answers every question of the lists with nothing."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name == "old_opt_outs":
            return lambda *_, **__: (0, ())
        return lambda *_, **__: {} if name in ("answers_on", "channel_days", "view_counts") else ()


@dataclass(frozen=True)
class Things:
    """Ids of one case in the middle of its life."""

    case: str
    request: str
    letter: str
    submitted: str
    confirmation: str
    document: str
    task: str
    batch: str
    piece: str
    place: str
    extension: str
    dispatch: str
    draft: str
    on: date


Call = Callable[[Desk, Things], object]
_FIRST_ITEM = next((item.key, item.fingerprint) for item in real_law_files().counsel_items())
REASON = "Two of our systems are being moved this month."
ORGANISATION = sample_organisation(datetime(2026, 3, 3, tzinfo=UTC))[0]
ENVELOPE = envelopes.Measures(
    width="9.5", height="4.125", window_left="0.875", window_top="2.5", window_width="4.5", window_height="1.125", fold="3.875"
)
NOTHING_MOVES = one_off_days.Moving(
    entry=OneOffDay(
        id="x", day_on=date(2026, 3, 18), kind=OneOffKind.GOVERNOR, act=OneOffAct.ADDED, basis="x", reason="",
        recorded_at=datetime(2026, 3, 3, tzinfo=UTC), recorded_by="x",
    ),
    waiting=(),
)  # fmt: skip
TABLE: dict[str, tuple[frozenset[Role], Call]] = {
    # taking requests
    "start_draft": (frozenset({A, P}), lambda d, t: drafts.start_draft(d, channel=Channel.PHONE)),
    "save_draft": (frozenset({A, P}), lambda d, t: drafts.save_draft(d, t.draft, sample_form("delete"))),
    "read_draft": (frozenset({A, P}), lambda d, t: drafts.read_draft(d, t.draft)),
    "discard_draft": (frozenset({A, P}), lambda d, t: drafts.discard_draft(d, t.draft)),
    "end_draft": (frozenset({A, P}), lambda d, t: draft_ends.end_draft(d, t.draft, reason="They only asked a question.")),
    "drafts_of_others": (frozenset({P, D}), lambda d, t: draft_ends.drafts_of_others(d)),
    "hand_over_draft": (frozenset({P, D}), lambda d, t: draft_ends.hand_over_draft(d, t.draft, to="nobody", reason="on leave")),
    "link_consumer": (frozenset({A, P}), lambda d, t: consumers.link_consumer(d, t.case, t.case)),
    "unlink_consumer": (frozenset({A, P}), lambda d, t: consumers.unlink_consumer(d, t.case, reason="another person")),
    "consumer_sheet": (frozenset({A, P, M, U}), lambda d, t: consumers.consumer_sheet(d, t.case)),
    "know_notice": (frozenset({A, P}), lambda d, t: consumers.know_notice(d, sample_form("delete"), (), d.today())),
    "complete_intake": (frozenset({A, P}), lambda d, t: intake.complete_intake(d, t.draft, sample_form("delete"))),
    "possible_repeats": (frozenset({A, P}), lambda d, t: intake.possible_repeats(d, sample_form("delete"), draft_id=t.draft)),
    "sayable_state": (frozenset({A, P}), lambda d, t: contacts.sayable_state(d, "2026-000001")),
    "log_contact": (
        frozenset({A, P}),
        lambda d, t: contacts.log_contact(d, kind=ContactKind.QUESTION, channel=Channel.PHONE, started_at=d.now_at(), topic="hours"),
    ),
    # seeing
    "find_cases": (frozenset({A, P, M, U}), lambda d, t: finding.find_cases(d, "Ana")),
    "read_checklist": (frozenset({A, P, M, U}), lambda d, t: verification.read_checklist(d, t.request)),
    "open_claims": (frozenset({P}), lambda d, t: verification.read_checklist(d, t.request, open_claims=True)),
    "open_document": (frozenset({P}), lambda d, t: documents.open_document(d, t.document)),
    "read_decision_sheet": (frozenset({A, P, M}), lambda d, t: decision_sheet.read_decision_sheet(d, t.request)),
    "offer_for": (frozenset({A, P, M, U}), lambda d, t: extension.offer_for(d, t.request)),
    "preview_letter": (frozenset({A, P, M}), lambda d, t: letter_pages.preview_letter(d, t.letter)),
    "email_of_business": (frozenset({A, P, M}), lambda d, t: notices.email_of_business(d, t.letter)),
    "letter_content": (frozenset({A, P, M}), lambda d, t: letter_pages.letter_content(d, t.letter)),
    "copy_letter": (frozenset({A, P, M}), lambda d, t: letter_pages.copy_letter(d, t.letter)),
    "month_sheet": (frozenset({A, P, M, U}), lambda d, t: calendar.month_sheet(d, t.on)),
    "day_sheet": (frozenset({A, P, M, U}), lambda d, t: calendar.day_sheet(d, t.on)),
    "agenda_sheet": (frozenset({A, P, M, U}), lambda d, t: calendar.agenda_sheet(d)),
    "report_sheet": (frozenset({P, U}), lambda d, t: report_sheet.report_sheet(d)),
    "answers_a_day": (frozenset({A, P, M, U}), lambda d, t: capacity.answers_a_day(d)),
    "office_history": (frozenset({P, D, U}), lambda d, t: history.office_history(d)),
    "history_entries": (frozenset({P, D, U}), lambda d, t: history.history_entries(d)),
    "check_history": (frozenset({P, D, U}), lambda d, t: history.check_history(d, lambda *_: True, None)),
    "year_counts": (frozenset({P, U}), lambda d, t: reports.year_counts(d, 2026)),
    "export_year": (frozenset({P, U}), lambda d, t: reports.export_year(d, 2026)),
    "metrics_sheet": (frozenset({P, U}), lambda d, t: reports.metrics_sheet(d, 2026)),
    # notes, papers, people
    "write_note": (frozenset({A, P, M}), lambda d, t: notes.write_note(d, t.case, "Seen.")),
    "finish_task": (frozenset({P}), lambda d, t: notes.finish_task(d, t.task)),
    "assign_case": (frozenset({P}), lambda d, t: notes.assign_case(d, t.case, None)),
    "attach_document": (
        frozenset({A, P}),
        lambda d, t: documents.attach_document(d, t.case, kind=DocumentKind.OTHER, name="a.txt", content=b"x"),
    ),
    "change_contact_details": (
        frozenset({P}),
        lambda d, t: parties.change_contact_details(
            d, t.case, PartyPart.CONSUMER, parties.ContactDetails(name="B"), reason="x", seen_version=1
        ),
    ),
    "change_contacts": (frozenset({P}), lambda d, t: parties.change_contacts(d, t.case, (), reason="x")),
    "change_reply": (
        frozenset({P}),
        lambda d, t: parties.change_reply(d, t.case, reply_by=ReplyBy.MAIL, format=LetterFormat.LETTER, language="en", reason="x"),
    ),
    # officers
    "save_checks": (frozenset({P}), lambda d, t: verification.save_checks(d, t.request, {}, declaration_on=None, authority_on=None)),
    "end_attempt": (frozenset({P}), lambda d, t: verification.end_attempt(d, t.request, reason="x")),
    "decide_verified": (frozenset({P}), lambda d, t: verification.decide_verified(d, t.request)),
    "decide_not_verified": (frozenset({P}), lambda d, t: verification.decide_not_verified(d, t.request, reason="x")),
    "reopen_verification": (frozenset({P}), lambda d, t: verification.reopen_verification(d, t.request)),
    "set_level": (frozenset({P}), lambda d, t: verification.set_level(d, t.request, AssuranceLevel.REASONABLY_HIGH, reason="x")),
    "decide_law": (frozenset({P}), lambda d, t: intake.decide_law(d, t.case, california_applies=True, reason="x")),
    "add_place": (frozenset({P}), lambda d, t: work.add_place(d, t.request, place=PlaceKind.THIRD_PARTY, name="x")),
    "mark_place": (frozenset({P}), lambda d, t: work.mark_place(d, t.place, WorkState.DONE)),
    "decide_category": (
        frozenset({P}),
        lambda d, t: work.decide_category(d, t.request, category="x", outcome=DecisionOutcome.GRANTED),
    ),
    "decide_service_provider": (frozenset({P}), lambda d, t: work.decide_service_provider(d, t.request, client_id="client-lakeside")),
    "undo_service_provider": (frozenset({P}), lambda d, t: work.undo_service_provider(d, t.request)),
    "propose_extension": (
        frozenset({P}),
        lambda d, t: extension.propose_extension(d, t.request, reason_code=ExtensionReason.MANY_RECORDS, reason_text=REASON),
    ),
    "remove_extension": (frozenset({P}), lambda d, t: extension.remove_extension(d, t.extension, reason="x")),
    "withdraw_request": (
        frozenset({P}),
        lambda d, t: closing.withdraw_request(d, t.request, statement="x", said_by=RequestorKind.CONSUMER, how=Channel.PHONE),
    ),
    "close_as_duplicate": (frozenset({P}), lambda d, t: closing.close_as_duplicate(d, t.request, survivor_number="2026-000009")),
    "add_right": (
        frozenset({A, P}),
        lambda d, t: added_rights.add_right(d, t.case, RequestType.LIMIT, statement="x"),
    ),
    "amend_request": (frozenset({A, P}), lambda d, t: added_rights.amend_request(d, t.case, statement="x")),
    "split_for_client": (
        frozenset({P}),
        lambda d, t: splitting.split_for_client(d, t.request, client_id="client-lakeside", categories=("x",)),
    ),
    "state_fee": (
        frozenset({P}),
        lambda d, t: fee_route.state_fee(
            d, t.request, reason="x", evidence="x", minutes=60, cents_an_hour=4000, postage_cents=0, how=Channel.PHONE
        ),
    ),
    "record_fee_answer": (frozenset({P}), lambda d, t: fee_route.record_fee_answer(d, t.request, FeeState.AGREED, words="x")),
    "waive_fee": (frozenset({P}), lambda d, t: fee_route.waive_fee(d, t.request, reason="x")),
    "place_fraud_hold": (frozenset({A, P}), lambda d, t: fraud_hold.place_fraud_hold(d, t.case, FraudSignal.SAME_SIGNATURE, note="x")),
    "lift_fraud_hold": (frozenset({P}), lambda d, t: fraud_hold.lift_fraud_hold(d, t.case, reason="x")),
    "uphold_fraud": (frozenset({P}), lambda d, t: fraud_hold.uphold_fraud(d, t.request, facts="x")),
    "place_legal_hold": (frozenset({P}), lambda d, t: legal_hold.place_legal_hold(d, t.case, LegalHoldCause.LAWSUIT, note="x")),
    "lift_legal_hold": (frozenset({P}), lambda d, t: legal_hold.lift_legal_hold(d, t.case, reason="x")),
    "reopen_request": (frozenset({P}), lambda d, t: closing.reopen_request(d, t.request, reason="x", because=ReopenCause.ERROR_FOUND)),
    "move_receipt": (
        frozenset({P}),
        lambda d, t: receipts.move_receipt(d, t.case, receipt_from_instant(d.now_at(), business_zone=d.business_zone), reason="x"),
    ),
    # letters
    "draft_confirmation": (frozenset({A, P}), lambda d, t: letters.draft_letter(d, t.case, LetterKind.CONFIRM_RECEIPT)),
    "draft_denial": (frozenset({P}), lambda d, t: letters.draft_letter(d, t.case, LetterKind.DENIAL)),
    "draft_notice": (frozenset({P}), lambda d, t: letters.draft_letter(d, t.case, LetterKind.EXTENSION_NOTICE)),
    "draft_answer": (frozenset({P}), lambda d, t: letters.draft_answer(d, t.request)),
    "draft_notice_to_place": (frozenset({P}), lambda d, t: notices.draft_notice(d, t.place)),
    "save_confirmation": (frozenset({A, P}), lambda d, t: letters.save_letter(d, t.confirmation, slots={})),
    "save_answer": (frozenset({P}), lambda d, t: letters.save_letter(d, t.submitted, slots={})),
    "submit_confirmation": (frozenset({A, P}), lambda d, t: letters.submit_letter(d, t.confirmation)),
    "submit_answer": (frozenset({P}), lambda d, t: letters.submit_letter(d, t.submitted)),
    "return_letter": (frozenset({P}), lambda d, t: letter_approval.return_letter(d, t.submitted, note="x")),
    "approve_letter": (frozenset({P}), lambda d, t: letter_approval.approve_letter(d, t.submitted)),
    "approval_of": (frozenset({A, P, M}), lambda d, t: letter_approval.approval_of(d, t.submitted)),
    "queue_answer": (frozenset({P}), lambda d, t: letter_approval.set_queued(d, t.letter, queued=False)),
    "void_letter": (frozenset({P}), lambda d, t: letter_approval.void_letter(d, t.letter, reason="x")),
    # mail room
    "make_batch": (frozenset({P, M}), lambda d, t: mailroom.make_batch(d, [t.letter])),
    "batch_content": (frozenset({P, M}), lambda d, t: mailroom.batch_content(d, t.batch)),
    "batch_manifest": (frozenset({P, M}), lambda d, t: mailroom.batch_manifest(d, t.batch)),
    "read_stops": (frozenset({P, M}), lambda d, t: stop_list.read_stops(d)),
    "allow_late": (frozenset({P}), lambda d, t: stop_list.allow_late(d, t.letter, reason="x")),
    "shared_envelopes": (frozenset({P, M}), lambda d, t: mail_packets.shared_envelopes(d)),
    "envelope_faces": (frozenset({P, M}), lambda d, t: mail_packets.envelope_faces(d, t.batch)),
    "envelope_labels": (
        frozenset({P, M}),
        lambda d, t: mail_packets.envelope_labels(d, t.batch, envelope="", sheet="l30", first=1, offset=PrinterOffset()),
    ),
    "face_envelopes": (frozenset({P, M}), lambda d, t: mail_packets.face_envelopes(d, t.batch)),
    "record_faces": (frozenset({P, M}), lambda d, t: mail_packets.record_faces(d, t.batch, envelope="plain_10", packets=(1,))),
    "queue_envelopes": (frozenset({P, M}), lambda d, t: mail_packets.queue_envelopes(d)),
    "set_tracking": (frozenset({P, M}), lambda d, t: mailroom.set_tracking(d, t.piece, "9400 1112 0108 0805 4830 16")),
    "batch_log": (frozenset({P, M}), lambda d, t: mail_log.batch_log(d, t.batch)),
    "day_log": (frozenset({P, M}), lambda d, t: mail_log.day_log(d, t.on)),
    "day_manifest": (frozenset({P, M}), lambda d, t: mail_log.day_manifest(d, t.on)),
    "verify_letters": (frozenset({P, D, U}), lambda d, t: letter_proof.verify_letters(d)),
    "begin_printing": (frozenset({P, M}), lambda d, t: mailroom.begin_printing(d, t.batch, printer="x")),
    "take_printing_back": (frozenset({P, M}), lambda d, t: mailroom.take_printing_back(d, t.batch, before=BatchState.OPEN)),
    "mark_sent_to_printer": (frozenset({P, M}), lambda d, t: mailroom.mark_sent_to_printer(d, t.batch, printer="x")),
    "mark_checked": (frozenset({P, M}), lambda d, t: mailroom.mark_checked(d, t.batch)),
    "return_piece_to_queue": (frozenset({P, M}), lambda d, t: mailroom.return_piece_to_queue(d, t.piece)),
    "count_batch": (frozenset({P, M}), lambda d, t: mailroom.count_batch(d, t.batch, 1)),
    "dispatch_batch": (frozenset({P, M}), lambda d, t: mailroom.dispatch_batch(d, t.batch, on=t.on)),
    "cancel_batch": (frozenset({P, M}), lambda d, t: mailroom.cancel_batch(d, t.batch)),
    "lock_answer": (frozenset({P, M}), lambda d, t: locked_answers.lock_answer(d, t.letter)),
    "record_dispatch": (frozenset({P, M}), lambda d, t: dispatch.record_dispatch(d, t.letter, method=DispatchMethod.EMAIL, on=t.on)),
    "record_return": (frozenset({P, M}), lambda d, t: dispatch.record_return(d, t.letter, on=t.on, reason="x")),
    "correct_dispatch": (frozenset({P}), lambda d, t: dispatch.correct_dispatch(d, t.dispatch, on=t.on, reason="x")),
    # the law
    "explain_case": (frozenset({A, P, M, U}), lambda d, t: explanations.explain_case(d, t.case)),
    "explain_receipt": (
        frozenset({A, P, M, U}),
        lambda d, t: explanations.explain_receipt(
            d, receipt_from_instant(d.now_at(), business_zone=d.business_zone), Channel.PHONE, (RequestType.DELETE,)
        ),
    ),
    "print_explanation": (
        frozenset({A, P, M, U}),
        lambda d, t: explanations.print_explanation(d, Paper(title="x", language="en", reference="", page_pattern="", paragraphs=())),
    ),
    "one_off_days": (frozenset({A, P, M, D, U}), lambda d, t: one_off_days.one_off_days(d)),
    "effect_of_adding": (
        frozenset({A, P, M, D, U}),
        lambda d, t: one_off_days.effect_of_adding(d, date(2026, 3, 18), OneOffKind.GOVERNOR),
    ),
    "one_off_sheet": (frozenset({A, P, M, D, U}), lambda d, t: one_off_days.one_off_sheet(d)),
    "go_on": (frozenset({D}), lambda d, t: one_off_days.go_on(d, NOTHING_MOVES)),
    "take_up": (frozenset({D}), lambda d, t: one_off_days.take_up(d)),
    "finish_one_off_day": (frozenset({P, D}), lambda d, t: list(one_off_days.finish_one_off_day(d))),
    "effect_of_taking_back": (frozenset({A, P, M, D, U}), lambda d, t: one_off_days.effect_of_taking_back(d, "x")),
    "add_one_off_day": (
        frozenset({D}),
        lambda d, t: one_off_days.add_one_off_day(d, date(2026, 3, 18), OneOffKind.GOVERNOR, basis="x"),
    ),
    "take_back_one_off_day": (frozenset({D}), lambda d, t: one_off_days.take_back_one_off_day(d, "x", reason="x")),
    "what_if_day": (frozenset({P, D, U}), lambda d, t: what_if.what_if_day(d, date(2026, 3, 18), OneOffKind.GOVERNOR, days_ahead=3)),
    "what_if_draft": (frozenset({P, D, U}), lambda d, t: what_if.what_if_draft(d, Path("missing.toml"))),
    "template_list": (frozenset({A, P, D, U}), lambda d, t: template_pages.template_list(d)),
    "template_sheet": (frozenset({A, P, D, U}), lambda d, t: template_pages.template_sheet(d, LetterKind.DENIAL, "en")),
    "template_reviewers": (frozenset({A, P, M}), lambda d, t: template_pages.template_reviewers(d, "x")),
    "try_texts": (frozenset({A, P, D, U}), lambda d, t: template_trial.try_texts(d, LetterKind.DENIAL, "en", {})),
    "save_template_draft": (
        frozenset({P}),
        lambda d, t: templates.save_template_draft(d, LetterKind.DENIAL, "en", base_name="1", texts={"title": "x"}),
    ),
    "drop_template_draft": (frozenset({P}), lambda d, t: templates.drop_template_draft(d, LetterKind.DENIAL, "en")),
    "submit_template": (frozenset({P}), lambda d, t: templates.submit_template(d, LetterKind.DENIAL, "en", base_name="1", texts={})),
    "approve_template": (frozenset({P}), lambda d, t: templates.approve_template(d, "x")),
    "return_template": (frozenset({P}), lambda d, t: templates.return_template(d, "x", reason="x")),
    "withdraw_template": (frozenset({P}), lambda d, t: templates.withdraw_template(d, "x", reason="x")),
    "record_template_review": (
        frozenset({P}),
        lambda d, t: templates.record_template_review(
            d, LetterKind.DENIAL, "en", fingerprint="x", reviewer_kind=ReviewerKind.LAWYER, reviewed_by="x", reviewed_on=t.on
        ),
    ),
    # The letter of the table is an answer, so an officer's.
    "renew_letter_template": (frozenset({P}), lambda d, t: letters.renew_letter_template(d, t.letter)),
    "counsel_list": (frozenset({P, D, U}), lambda d, t: counsel.counsel_list(d)),
    "record_review": (frozenset({D}), lambda d, t: counsel.record_review(d, *_FIRST_ITEM, reviewed_by="x", reviewed_on=t.on)),
    "withdraw_review": (frozenset({D}), lambda d, t: counsel.withdraw_review(d, *_FIRST_ITEM, reason="x")),
    # the house
    "run_nightly": (frozenset({P, D}), lambda d, t: nightly.run_nightly(d)),
    "reminders": (frozenset({P, D}), lambda d, t: reminders.reminders(d)),
    "all_reminders": (frozenset({P, D}), lambda d, t: reminders.all_reminders(d)),
    "office_duties": (frozenset({P, D}), lambda d, t: reminders.office_duties(d)),
    "record_duty_done": (frozenset({D}), lambda d, t: reminders.record_duty_done(d, "training", d.today())),
    "record_duty_not_owed": (frozenset({D}), lambda d, t: reminders.record_duty_not_owed(d, "metrics", reason="x")),
    "retention_due": (frozenset({D}), lambda d, t: retention.retention_due(d)),
    "put_forward": (frozenset({D}), lambda d, t: retention.put_forward(d, [t.case])),
    "keep_longer": (frozenset({D}), lambda d, t: retention.keep_longer(d, [t.case])),
    "destroy_record": (frozenset({D}), lambda d, t: retention.destroy_record(d, t.case)),
    "destroy_records": (frozenset({D}), lambda d, t: retention.destroy_records(d, [t.case])),
    "law_notices": (frozenset({D}), lambda d, t: law_notices.law_notices(d)),
    "add_operator": (
        frozenset({D}),
        lambda d, t: operators.add_operator(d, login="new.one", name="New One", roles=(A,), passphrase="a long enough passphrase"),
    ),
    "set_roles": (frozenset({D}), lambda d, t: operators.set_roles(d, "id-agent", (A, M))),
    "retire_operator": (frozenset({D}), lambda d, t: operators.retire_operator(d, "id-agent", reason="x")),
    "reset_passphrase": (frozenset({D}), lambda d, t: operators.reset_passphrase(d, "id-agent", "a long enough passphrase")),
    "renew_recovery_sheet": (frozenset({D}), lambda d, t: recovery.renew_recovery_sheet(d, passphrase=PASSPHRASE)),
    "set_second_person": (
        frozenset({D}),
        lambda d, t: policies.set_second_person(d, SecondPersonAct.DESTROY, is_required=False, reason="x"),
    ),
    "save_organisation": (frozenset({D}), lambda d, t: organisation.save_organisation(d, ORGANISATION)),
    "set_standard_envelope": (frozenset({D}), lambda d, t: envelopes.set_standard_envelope(d, "plain_10")),
    "remove_envelope": (frozenset({D}), lambda d, t: envelopes.remove_envelope(d, "plain_10")),
    "measure_envelope": (frozenset({D}), lambda d, t: envelopes.measure_envelope(d, ENVELOPE)),
    "choose_envelope": (frozenset({P}), lambda d, t: envelopes.choose_envelope(d, t.letter, "plain_10")),
    "save_line": (frozenset({D}), lambda d, t: organisation.save_line(d, line_id=None, number="1", label="x")),
    "save_client": (frozenset({D}), lambda d, t: organisation.save_client(d, client_id=None, name="x", contact_lines=("x",))),
}


def _only(story: Story, table: str, /, **equals: object) -> Any:
    with story.office.store.unit_of_work() as uow:
        return getattr(uow, table).where(**equals)[-1]


def _things(story: Story) -> Things:
    """One case with a deletion being answered, another with its letter in a batch, a third that was answered."""
    agent, officer = story.desk("agent"), story.desk("officer")
    draft_id = drafts.start_draft(agent, channel=Channel.PHONE).created_id
    assert draft_id is not None
    intake.complete_intake(agent, draft_id, sample_form("delete"), SAMPLE_CLAIMS)
    request = _only(story, "requests", case_id=draft_id)
    document = documents.attach_document(agent, draft_id, kind=DocumentKind.OTHER, name="a.txt", content=b"x").created_id
    confirmation = letters.draft_letter(officer, draft_id, LetterKind.CONFIRM_RECEIPT).created_id
    closed, sent = story.ready_deletion()
    dispatch.record_dispatch(story.desk("clerk"), sent, method=DispatchMethod.EMAIL, on=officer.today())
    closing.reopen_request(officer, closed, reason="x", because=ReopenCause.ERROR_FOUND)
    task = _only(story, "tasks")
    _, batched = story.ready_deletion()
    batch = mailroom.make_batch(story.desk("clerk"), [batched]).created_id
    _, approved = story.ready_deletion()
    waiting, submitted = story.ready_deletion()
    letter_approval.void_letter(officer, submitted, reason="x")
    answer = letters.draft_answer(officer, waiting).created_id
    assert answer is not None
    letters.submit_letter(officer, answer)
    notice = extension.propose_extension(officer, waiting, reason_code=ExtensionReason.MANY_RECORDS, reason_text=REASON).created_id
    other = drafts.start_draft(story.desk("second"), channel=Channel.PHONE).created_id
    return Things(
        case=draft_id, request=request.id, letter=approved, submitted=answer, confirmation=str(confirmation), document=str(document),
        task=task.id, batch=str(batch), piece=_only(story, "mail_pieces").id, place=_only(story, "work_items").id,
        extension=str(notice), dispatch=_only(story, "dispatches").id, draft=str(other), on=officer.today(),
    )  # fmt: skip


@pytest.fixture
def things(story: Story) -> Things:
    story.office.people["keeper"] = story.office._person("keeper", Role.ADMINISTRATOR)
    story.office.queries = _NoRows()
    return _things(story)


@pytest.mark.parametrize("login", list(PEOPLE))
def test_every_act_by_every_role(story: Story, things: Things, login: str) -> None:
    """Allowed acts may be refused for other reasons, but never for who asks; refused ones leave nothing behind."""
    role = PEOPLE[login]
    for name, (allowed, act) in TABLE.items():
        before = (dict(story.office.store.kept), story.office.store.history, dict(story.office.store.series))
        try:
            act(story.desk(login), things)
            outcome = ""
        except Exception as error:  # noqa: BLE001 - whatever else stops an act is not about who asks
            outcome = error.code if isinstance(error, NotAllowed) else ""
        if role in allowed:
            assert outcome not in {"role_does_not_include", "task_for_another_role", "sealed_for_officers"}, f"{role} {name}"
        else:
            assert outcome, f"{role} may {name}"
            assert (story.office.store.kept, story.office.store.history, story.office.store.series) == before, f"{role} {name}"
        # The next act finds the office as it was.
        story.office.store.kept, story.office.store.history, story.office.store.series = before


def test_the_table_has_every_act_of_the_services() -> None:
    """A service function that takes a desk stands in the table, or is named here with the reason."""
    open_to_all = {
        "preview_dates", "rights_on_offer", "proof_points",  # the law, and what the caller's own form holds
        "reply_languages",  # which letters there are
        # Who works here, the organisation's facts, the policy: every page names them.
        "operators", "organisation_now", "read_envelopes", "policy_table",
        "change_passphrase",  # one's own
        "overview", "home_sheet",  # each part by its role
        "open_house", "add_first_organisation",  # before anybody has a role
    }  # fmt: skip
    inside = {"letter_left", "begin_requests", "open_work", "open_verification", "add_letter", "add_task", "require_writer"}
    found = set()
    for module_info in pkgutil.iter_modules(caseapp.services.__path__):
        module = importlib.import_module(f"caseapp.services.{module_info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            parameters = list(inspect.signature(function).parameters)
            if function.__module__ == module.__name__ and not name.startswith("_") and parameters[:1] == ["desk"]:
                found.add(name)
    named = {act for act in TABLE} | {"draft_letter", "save_letter", "submit_letter", "set_queued"}
    helpers = {"regime_of", "letter_values", "clock_problem", "shipped_template", "words_in_force", "trial"}
    assert found - named - open_to_all - inside - helpers == set()


def test_nobody_opens_anothers_draft(story: Story) -> None:
    draft_id = drafts.start_draft(story.desk("second"), channel=Channel.PHONE).created_id
    assert draft_id is not None
    drafts.save_draft(story.desk("second"), draft_id, sample_form("delete"))
    acts: tuple[Callable[[Desk], object], ...] = (
        lambda d: drafts.read_draft(d, draft_id),
        lambda d: drafts.save_draft(d, draft_id, sample_form("delete")),
        lambda d: drafts.discard_draft(d, draft_id),
        lambda d: intake.complete_intake(d, draft_id, sample_form("delete")),
    )
    for login in ("agent", "officer", "admin"):
        for act in acts:
            with pytest.raises(NotAllowed) as refusal:
                act(story.desk(login))
            assert refusal.value.code == "draft_of_another"


def test_a_person_who_was_retired_may_nothing(story: Story) -> None:
    story.office.people["officer"] = replace(story.office.people["officer"], is_active=False)
    with pytest.raises(NotAllowed):
        drafts.start_draft(story.desk("officer"), channel=Channel.PHONE)
