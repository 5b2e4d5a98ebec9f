"""Frozen read models: what lists, the calendar, search and figures show. Built by the store straight from SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from caseapp.domain.case import Case, Contact, Note, Request, Task
from caseapp.domain.channel import Channel, ReplyBy
from caseapp.domain.correspondence import BatchState, Dispatch, Letter, PieceState
from caseapp.domain.deadline import Deadline, Extension
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.envelopes import DEFAULT_ENVELOPE
from caseapp.domain.fee import Fee
from caseapp.domain.history import HistoryEntry
from caseapp.domain.hold import Hold
from caseapp.domain.letters import LetterFormat, LetterKind, LetterState
from caseapp.domain.people import Party
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.domain.verification import Document, PointCheck, Verification
from caseapp.domain.work import Decision, WorkItem


class CaseView(StrEnum):
    """Built-in saved views of the case list."""

    OPEN = "open"
    NEXT_3_DAYS = "next_3_days"
    NEXT_10_DAYS = "next_10_days"
    OVERDUE = "overdue"
    CONFIRM_RECEIPT_DUE = "confirm_receipt_due"
    TO_VERIFY = "to_verify"
    LONG_UNVERIFIED = "long_unverified"
    WAITING_FOR_OFFICER = "waiting_for_officer"
    LETTERS_TO_APPROVE = "letters_to_approve"
    EXTENSION_WINDOW = "extension_window"
    RETURNED_MAIL = "returned_mail"
    MY_DRAFTS = "my_drafts"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKey:
    """Keyset position: the sort values of the last row seen. For closed cases `due_on` is the closing date."""

    due_on: date
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One line of the case list. The dates are those of the next open deadline of the case; None when none is open."""

    case_id: str
    number: str
    name: str
    types: tuple[RequestType, ...]
    status: RequestStatus
    disposition: Disposition | None
    is_draft: bool
    received_on: date
    due_kind: DeadlineKind | None
    plan_by_on: date | None
    last_day_on: date | None
    is_extended: bool
    is_waiting: bool
    is_returned: bool
    closed_on: date | None
    assigned_to: str | None
    created_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseListPage:
    """A page of rows, the key of the next page (None at the end) and the count of the whole view."""

    rows: tuple[CaseRow, ...]
    next_key: PageKey | None
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDetail:
    """Everything the case page shows. Documents come without their sealed bytes, letters without their content."""

    case: Case
    parties: tuple[Party, ...]
    requests: tuple[Request, ...]
    deadlines: tuple[Deadline, ...]
    extensions: tuple[Extension, ...]
    holds: tuple[Hold, ...]
    fees: tuple[Fee, ...]
    verifications: tuple[Verification, ...]
    checks: tuple[PointCheck, ...]
    claimed_points: tuple[str, ...]
    work_items: tuple[WorkItem, ...]
    decisions: tuple[Decision, ...]
    tasks: tuple[Task, ...]
    documents: tuple[Document, ...]
    letters: tuple[Letter, ...]
    dispatches: tuple[Dispatch, ...]
    contacts: tuple[Contact, ...]
    notes: tuple[Note, ...]
    history: tuple[HistoryEntry, ...]
    operator_names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineEntry:
    """One deadline in the calendar, the agenda or a day's list, by planning date. `draft_of`: who is still typing it, or nobody."""

    deadline_id: str
    case_id: str
    number: str
    name: str
    type: RequestType
    status: RequestStatus
    kind: DeadlineKind
    state: DeadlineState
    plan_by_on: date
    last_day_on: date
    mail_by_on: date | None
    is_extended: bool
    draft_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionEntry:
    """A closed case whose record need not be kept any more. It names nobody: who destroys records need not see whose they are.

    Attributes:
        kept_until_on: the last day of keeping; it may be destroyed the day after.
        on_legal_hold: it is evidence and stays.
        asked_by: id of who put it forward to be destroyed, empty while nobody did; `asked_by_name` is their name.
    """

    case_id: str
    number: str
    types: tuple[RequestType, ...]
    received_on: date
    closed_on: date
    kept_until_on: date
    on_legal_hold: bool
    asked_by: str = ""
    asked_by_name: str = ""
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLoad:
    """What one day of the calendar carries, counted by planning date.

    `late` was met late or missed; `missed` is the part of it that still stands, and is in `answers`, `receipts` or `others` too.
    """

    on: date
    answers: int
    receipts: int
    others: int
    met: int
    late: int
    missed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterEntry:
    """One letter in the list of letters, the approval list or the print queue.

    `is_outdated`: it was sent for approval and has not left, and its case changed since. `reply_by`: how the person asked to be answered.
    """

    letter_id: str
    case_id: str
    number: str
    name: str
    kind: LetterKind
    language: str
    format: LetterFormat
    state: LetterState
    in_queue: bool
    pages: int
    postal_code: str
    prepared_by: str
    prepared_at: datetime
    approved_at: datetime | None
    dispatched_on: date | None
    plan_by_on: date | None
    last_day_on: date | None
    mail_by_on: date | None
    batch_number: str
    is_address_complete: bool
    is_outdated: bool = False
    reply_by: ReplyBy = ReplyBy.MAIL


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceEntry:
    """One numbered piece of a batch. `copies` counts how often it was printed for a reason, the first time included."""

    piece_id: str
    letter_id: str
    case_id: str
    number: str
    name: str
    kind: LetterKind
    position: int
    pages: int
    postal_code: str
    state: PieceState
    last_day_on: date | None
    copies: int = 1
    envelope: str = DEFAULT_ENVELOPE
    packet: int = 0
    tracking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchEntry:
    """A batch with its pieces."""

    batch_id: str
    number: str
    state: BatchState
    envelope: str
    created_at: datetime
    printer: str
    counted: int | None
    dispatched_on: date | None
    version: int
    pieces: tuple[PieceEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftEntry:
    """A draft waiting for its operator. `has_case`: a right was ticked once; `has_right`: one is ticked now."""

    draft_id: str
    number: str
    channel: Channel
    started_at: datetime
    saved_at: datetime
    name: str
    has_case: bool
    has_right: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEntry:
    """An open task with its case."""

    task: Task
    number: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatEntry:
    """A case that may be of the same person; the name is masked."""

    case_id: str
    number: str
    masked_name: str
    types: tuple[RequestType, ...]
    received_on: date
    is_open: bool
    matched_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """One found case. `matched_by` is among ``number name phone email address letter``; `draft_of`: who is still typing it, or nobody."""

    case_id: str
    number: str
    name: str
    types: tuple[RequestType, ...]
    status: RequestStatus
    plan_by_on: date | None
    last_day_on: date | None
    closed_on: date | None
    is_extended: bool
    matched_by: str
    draft_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeCounts:
    """The figures of the start page."""

    overdue: int
    due_in_3_days: int
    due_in_10_days: int
    confirm_receipt_due: int
    to_approve: int
    to_verify_over_14_days: int
    returned: int
    tasks_due: int
    my_drafts: int
    to_print: int
    batches_open: int
    open_cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCount:
    """Counts of one request type for the requests received in one year (11 CCR 7102)."""

    type: RequestType
    received: int
    complied_whole: int
    complied_part: int
    denied: int
    withdrawn_or_duplicate: int
    pending: int
    median_days: float | None
    mean_days: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeCount:
    """Unanswered requests received on one day: how many, and of these how many are extended and how many past their last day."""

    received_on: date
    open: int
    extended: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreState:
    """What the status bar tells about the store."""

    entries: int
    last_backup_at: datetime | None
