"""Things for the tests of the store: each with what does not matter filled in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from caseapp.domain.case import Case, Draft, Note, Request, Task, TaskCode
from caseapp.domain.channel import Channel
from caseapp.domain.checklists import AssuranceLevel
from caseapp.domain.correspondence import BatchState, Dispatch, Letter, MailBatch, MailPiece
from caseapp.domain.deadline import Deadline, Extension, ExtensionState
from caseapp.domain.deadlines import DeadlineKind
from caseapp.domain.history import HistoryEntry, signed_entry
from caseapp.domain.hold import Hold, HoldKind
from caseapp.domain.letters import DispatchMethod, LetterFormat, LetterKind, LetterState
from caseapp.domain.operators import Operator, Role
from caseapp.domain.organisation import Organisation
from caseapp.domain.people import Party, PartyPart
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import RequestStatus
from caseapp.domain.verification import ClaimedValue, Document, DocumentKind
from caseapp.domain.work import PlaceKind, WorkItem

AT = datetime(2026, 3, 3, 18, 5, 7, 123456, tzinfo=UTC)
RECEIVED_ON = date(2026, 3, 3)
PLAN_ON, LAST_ON, MAIL_ON = date(2026, 4, 16), date(2026, 4, 17), date(2026, 4, 10)


def a_case(id: str = "c1", **more: Any) -> Case:
    values = {
        "number": f"2026-{int(id[1:]):06d}", "is_draft": False, "channel": Channel.PHONE, "received_at": AT,
        "received_zone": "America/Los_Angeles", "received_fold": 0, "received_on": RECEIVED_ON, "created_at": AT, "created_by": "o1",
        "organisation_id": "org", "organisation_revision": 1, "regime_id": "us_ca", "regime_version": "2026", "regime_sha256": "ab",
        "holidays_version": "1",
    }  # fmt: skip
    return Case(id=id, **values | more)


def a_request(id: str = "r1", case_id: str = "c1", **more: Any) -> Request:
    values = {"type": RequestType.DELETE, "position": 1, "status": RequestStatus.RECEIVED, "level": AssuranceLevel.REASONABLE}
    return Request(id=id, case_id=case_id, **values | more)


def a_party(id: str = "p1", case_id: str = "c1", **more: Any) -> Party:
    return Party(id=id, case_id=case_id, **{"part": PartyPart.CONSUMER, "name": "Ana Peña"} | more)


def a_deadline(id: str = "d1", case_id: str = "c1", request_id: str = "r1", **more: Any) -> Deadline:
    values = {
        "kind": DeadlineKind.ANSWER, "rule_id": "us_ca.answer", "citation": "11 CCR 7021(b)", "plan_by_on": PLAN_ON,
        "last_day_on": LAST_ON, "mail_by_on": MAIL_ON,
    }  # fmt: skip
    return Deadline(id=id, case_id=case_id, request_id=request_id, **values | more)


def an_extension(id: str = "e1", case_id: str = "c1", request_id: str = "r1", **more: Any) -> Extension:
    values = {
        "reason_code": "many_systems", "reason_text": "Four systems.", "proposed_at": AT, "proposed_by": "o1",
        "state": ExtensionState.IN_FORCE,
    }  # fmt: skip
    return Extension(id=id, case_id=case_id, request_id=request_id, **values | more)


def a_work_item(id: str = "w1", case_id: str = "c1", request_id: str = "r1", **more: Any) -> WorkItem:
    values = {"place": PlaceKind.SERVICE_PROVIDER, "name": "Mail house", "position": 1}
    return WorkItem(id=id, case_id=case_id, request_id=request_id, **values | more)


def a_task(id: str = "t1", case_id: str = "c1", **more: Any) -> Task:
    values = {"code": TaskCode.CALL_BACK, "for_role": Role.PRIVACY_OFFICER, "due_on": date(2026, 3, 5), "created_at": AT}
    return Task(id=id, case_id=case_id, **values | more)


def a_note(id: str = "n1", case_id: str = "c1", **more: Any) -> Note:
    return Note(id=id, case_id=case_id, **{"at": AT, "operator_id": "o1", "text": "Called back."} | more)


def a_claimed_value(id: str = "v1", case_id: str = "c1", **more: Any) -> ClaimedValue:
    return ClaimedValue(id=id, case_id=case_id, point="birth_year", sealed=b"sealed", said_at=AT, said_to="o1", **more)


def a_document(id: str = "o1", case_id: str = "c1", **more: Any) -> Document:
    return Document(
        id=id, case_id=case_id, kind=DocumentKind.OTHER, name="proof.pdf", media_type="application/pdf", size=3, sha256="ab",
        sealed=b"sealed", added_at=AT, added_by="o1", **more,
    )  # fmt: skip


def a_hold(id: str = "h1", case_id: str = "c1", **more: Any) -> Hold:
    return Hold(
        id=id, case_id=case_id, kind=HoldKind.LEGAL, code="lawsuit", note="Case 26-1", placed_at=AT, placed_by="o1", **more,
    )  # fmt: skip


def a_draft(id: str = "c1", **more: Any) -> Draft:
    values = {"operator_id": "o1", "channel": Channel.PHONE, "started_at": AT, "saved_at": AT, "state": "{}"}
    return Draft(id=id, **values | more)


def a_letter(id: str = "l1", case_id: str = "c1", **more: Any) -> Letter:
    values = {
        "request_ids": ("r1",), "kind": LetterKind.DELETE_DONE, "language": "en", "format": LetterFormat.LETTER, "state": LetterState.DRAFT,
        "prepared_by": "o1", "prepared_at": AT, "addressee_name": "Ana Peña",
        "addressee_lines": ("12 Mission St", "San Francisco, CA 94110"), "slots": (("greeting", "Hello"),), "content": b"%PDF-1.7 bytes",
    }  # fmt: skip
    return Letter(id=id, case_id=case_id, **values | more)


def a_dispatch(id: str = "s1", letter_id: str = "l1", case_id: str = "c1", **more: Any) -> Dispatch:
    values = {
        "method": DispatchMethod.FIRST_CLASS_MAIL, "dispatched_on": date(2026, 4, 2), "recorded_at": AT, "recorded_by": "o1",
    }  # fmt: skip
    return Dispatch(id=id, letter_id=letter_id, case_id=case_id, **values | more)


def a_batch(id: str = "b1", **more: Any) -> MailBatch:
    values = {"number": f"20260402-{id[1:]}", "state": BatchState.OPEN, "envelope": "window_10", "created_at": AT, "created_by": "o1"}
    return MailBatch(id=id, **values | more)


def a_piece(id: str = "m1", batch_id: str = "b1", letter_id: str = "l1", case_id: str = "c1", **more: Any) -> MailPiece:
    return MailPiece(id=id, batch_id=batch_id, letter_id=letter_id, case_id=case_id, **{"position": 1, "pages": 2} | more)


def an_operator(id: str = "o1", **more: Any) -> Operator:
    values = {
        "login": f"login-{id}", "name": f"Name {id}", "roles": (Role.CALL_AGENT, Role.PRIVACY_OFFICER), "public_key": b"\x00\xffkey",
        "created_at": AT,
    }  # fmt: skip
    return Operator(id=id, **values | more)


def an_organisation(revision: int = 1, **more: Any) -> Organisation:
    values = {
        "name": "Acme", "legal_name": "Acme Inc.", "business_zone": "America/Los_Angeles",
        "address_lines": ("1 Main St", "Fresno, CA 93701"),
        "phone": "", "email": "", "web_form": "", "policy_url": "", "categories": ("identifiers", "commercial"), "sources": (),
        "purposes": (), "disclosed_categories": (), "recipients": (), "sells_or_shares": False, "systems": (), "service_providers": (),
        "third_parties": (), "effective_at": AT,
    }  # fmt: skip
    return Organisation(id="org", revision=revision, **values | more)


def an_entry(seq: int = 1, prev_hash: str = "", **more: Any) -> HistoryEntry:
    values = {
        "at": AT, "zone": "America/Los_Angeles", "monotonic_ns": 2**62, "operator_id": "o1", "role": Role.CALL_AGENT.value,
        "action": "case_opened", "case_id": "c1", "thing": "case", "thing_id": "c1", "facts": (("number", "2026-000001"),),
        "digests": (("name", "ab" * 32),), "app_version": "1.0",
    }  # fmt: skip
    return signed_entry(HistoryEntry(seq=seq, prev_hash=prev_hash, **values | more), lambda digest: b"s" + digest)
