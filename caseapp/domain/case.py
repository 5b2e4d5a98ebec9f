"""The case and what hangs on it: requests, contacts, notes, tasks, drafts.

A case is one contact by one requestor about one consumer. A draft is a case: from the first right ticked it has its receipt,
its number and its running clocks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from caseapp.domain.channel import Channel, ReplyBy, Residency
from caseapp.domain.checklists import AssuranceLevel
from caseapp.domain.people import RequestorKind
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import Disposition, RequestStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One contact about one consumer. `received_on` is the legal date in the business zone: day 0 of every clock.

    Attributes:
        letters_version: grows with each change of what letters of the case print or where they go: names, address, reply, receipt,
            law. A letter written from an older one is out of date. Who looks after the case is no such change.
        destroy_asked_by: who put the record forward to be destroyed, and when; it counts only if its day had come by then.
        destroyed_on: the day everything personal in it was destroyed; what is counted stays (11 CCR 7101, 7102).
    """

    id: str
    number: str
    is_draft: bool
    channel: Channel
    received_at: datetime
    received_zone: str
    received_fold: int
    received_on: date
    created_at: datetime
    created_by: str
    organisation_id: str
    organisation_revision: int
    regime_id: str
    regime_version: str
    regime_sha256: str
    holidays_version: str
    line_id: str | None = None
    requestor_kind: RequestorKind = RequestorKind.CONSUMER
    residency: Residency = Residency.NOT_SAID
    words: str = ""
    period_from: date | None = None
    period_until: date | None = None
    reply_by: ReplyBy = ReplyBy.MAIL
    reply_language: str = "en"
    reply_format: str = "letter"
    script_version: str = ""
    oral_confirmation_at: datetime | None = None
    late_entry_reason: str = ""
    law_undecided: bool = False
    assigned_to: str | None = None
    consumer_id: str | None = None
    ended_on: date | None = None
    letters_version: int = 1
    destroy_asked_by: str | None = None
    destroy_asked_at: datetime | None = None
    destroyed_on: date | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One right asked, with its own clock, level, status and disposition.

    Attributes:
        answer_as: the type it is answered as when it could not be verified: specific pieces become categories in the same
            case and under the same clock (11 CCR 7024(a)).
        unverifiable_on: the day a person decided that identity could not be verified.
        asked_at: when this right was asked, if later than the rest of the case: its own receipt, day 0 of its own clocks. `asked_on` is
            the legal date of it in the business zone, and `regime_version` the law in force that day.
        split_from_id: the request of which this one is the part held only as a service provider.
        joined_to_id: the earlier request that goes on in its place.
        closing_words: what the consumer said when it was withdrawn.
        returned_on: the day its answer came back by mail; cleared by the next dispatch.
    """

    id: str
    case_id: str
    type: RequestType
    position: int
    status: RequestStatus
    level: AssuranceLevel
    disposition: Disposition | None = None
    answer_as: RequestType | None = None
    verified_on: date | None = None
    unverifiable_on: date | None = None
    held_only_as_service_provider: bool = False
    client_id: str | None = None
    answered_on: date | None = None
    returned_on: date | None = None
    closed_on: date | None = None
    asked_at: datetime | None = None
    asked_on: date | None = None
    regime_version: str = ""
    split_from_id: str | None = None
    joined_to_id: str | None = None
    closing_words: str = ""
    version: int = 1


def received_on(case: Case, request: Request) -> date:
    """Return day 0 of the clocks of a request: the receipt of the case, or its own when it was asked later (rulebook 1.2)."""
    return request.asked_on or case.received_on


def received_at(case: Case, request: Request) -> datetime:
    """Return the instant a request was asked."""
    return request.asked_at or case.received_at


class ContactKind(StrEnum):
    """A contact that is no new request. Neither kind answers with personal data."""

    ABOUT_CASE = "about_case"
    QUESTION = "question"
    CALL = "call"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Any call or message about a case, or a question that is no request."""

    id: str
    kind: ContactKind
    channel: Channel
    at: datetime
    operator_id: str
    case_id: str | None = None
    line_id: str | None = None
    caller_number: str = ""
    topic: str = ""
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A time-stamped note of an operator; never edited, a correction is a new note."""

    id: str
    case_id: str
    at: datetime
    operator_id: str
    text: str


class TaskCode(StrEnum):
    """Something one of us has to do for a case."""

    DECIDE_LAW = "decide_law"
    CHECK_AUTHORITY = "check_authority"
    RETURNED_MAIL = "returned_mail"
    ASK_CLIENT = "ask_client"
    CALL_BACK = "call_back"
    CONFIRM_RECEIPT = "confirm_receipt"
    CHECK_FRAUD = "check_fraud"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task for a role, with the day it is due."""

    id: str
    case_id: str
    code: TaskCode
    for_role: str
    due_on: date
    created_at: datetime
    note: str = ""
    done_at: datetime | None = None
    done_by: str | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What an operator has typed and not finished. `id` is also the id of the case once the first right is ticked.

    `state` is the form as JSON without the claimed values, which are sealed apart.
    """

    id: str
    operator_id: str
    channel: Channel
    started_at: datetime
    saved_at: datetime
    state: str
    step: int = 1
    call_seconds: int = 0
    interrupted: bool = False
    has_case: bool = False
    version: int = 1


_NUMBER = re.compile(r"^(\d{4})-?(\d{1,6})$")


def case_number(year: int, sequence: int) -> str:
    """Format a number a person can say: ``2026-004812``."""
    return f"{year:04d}-{sequence:06d}"


def parse_case_number(text: str) -> str | None:
    """Return the number in its one written form, or None when the text is no case number."""
    match = _NUMBER.match(text.strip().replace(" ", ""))
    return case_number(int(match[1]), int(match[2])) if match else None
