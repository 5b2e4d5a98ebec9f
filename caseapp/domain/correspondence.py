"""Letters as records of a case, how they left, and the mail batch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from caseapp.domain.envelopes import DEFAULT_ENVELOPE
from caseapp.domain.letters import DispatchMethod, LetterFormat, LetterKind, LetterState


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """draft -> submitted -> approved -> issued. From issue on frozen: addressee, paragraphs, template version, bytes, SHA-256.

    Attributes:
        slots: texts the officer wrote into the template's editable slots, as pairs of slot name and text.
        composed: the composed letter as JSON, from approval on.
        content: the PDF (or text) bytes, from approval on: preview, print and file are these bytes.
        in_queue: approved and waiting for the mail clerk.
        case_version: the case's `letters_version` it was written from; an older one stops the approval and, once approved, the printing.
        late_reason: why an officer lets it leave after the last day it is for; empty while nobody does.
        envelope: id of the envelope chosen for this letter; empty for the one of the office. Once it is composed, `composed` says which.
    """

    id: str
    case_id: str
    request_ids: tuple[str, ...]
    kind: LetterKind
    language: str
    format: LetterFormat
    state: LetterState
    prepared_by: str
    prepared_at: datetime
    addressee_name: str
    addressee_lines: tuple[str, ...]
    slots: tuple[tuple[str, str], ...] = ()
    template_id: str = ""
    template_version: str = ""
    template_sha256: str = ""
    composed: str = ""
    content: bytes | None = None
    sha256: str = ""
    pages: int = 0
    approved_by: str | None = None
    approved_at: datetime | None = None
    issued_at: datetime | None = None
    in_queue: bool = False
    return_note: str = ""
    void_reason: str = ""
    replaces_id: str | None = None
    late_reason: str = ""
    envelope: str = ""
    case_version: int = 1
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """How an issued letter left: a person's act. Deadlines and extensions read this and nothing else.

    A mistake is put right by a second entry with `corrects_id`; both dates stay.
    """

    id: str
    letter_id: str
    case_id: str
    method: DispatchMethod
    dispatched_on: date
    recorded_at: datetime
    recorded_by: str
    batch_id: str | None = None
    proof: str = ""
    returned_on: date | None = None
    return_reason: str = ""
    corrects_id: str | None = None
    correction_reason: str = ""
    version: int = 1


class BatchState(StrEnum):
    """A batch goes forward by acts of a person; nothing but a person says dispatched."""

    OPEN = "open"
    SENT_TO_PRINTER = "sent_to_printer"
    PRINT_UNKNOWN = "print_unknown"
    CHECKED = "checked"
    COUNTED = "counted"
    DISPATCHED = "dispatched"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailBatch:
    """A fixed set of numbered pieces, printed and counted together. `envelope`: id of the one most of them go in."""

    id: str
    number: str
    state: BatchState
    envelope: str
    created_at: datetime
    created_by: str
    printer: str = ""
    printed_at: datetime | None = None
    checked_at: datetime | None = None
    counted: int | None = None
    counted_at: datetime | None = None
    dispatched_on: date | None = None
    version: int = 1


class PieceState(StrEnum):
    """What a clerk saw of one piece."""

    IN_BATCH = "in_batch"
    PROBLEM = "problem"
    BACK_IN_QUEUE = "back_in_queue"
    DISPATCHED = "dispatched"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPiece:
    """One numbered letter of a batch.

    Attributes:
        envelope: id of the envelope it goes in.
        packet: number of that envelope in the batch, from 1; letters to one person may share one. What is counted is packets.
        tracking: the post's number, digits only; empty for mail without one.
    """

    id: str
    batch_id: str
    letter_id: str
    case_id: str
    position: int
    pages: int
    state: PieceState = PieceState.IN_BATCH
    copies: int = 1
    envelope: str = DEFAULT_ENVELOPE
    packet: int = 0
    tracking: str = ""
    version: int = 1
