"""Everything the letter page shows, read once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from caseapp.domain.case import Case, Request
from caseapp.domain.correspondence import Dispatch, Letter, PieceState
from caseapp.domain.deadline import Deadline
from caseapp.domain.deadline_kinds import DeadlineKind, DeadlineState
from caseapp.domain.envelopes import Envelope
from caseapp.domain.history import HistoryEntry
from caseapp.domain.letters import NOTICES, LetterFormat, LetterKind, LetterState, TemplateInfo, composed_from_json
from caseapp.domain.operators import Act
from caseapp.domain.people import Party, PartyPart
from caseapp.domain.template_versions import TemplateReview
from caseapp.services.changes import ChangeSet
from caseapp.services.desk import Desk
from caseapp.services.dispatch import standing_dispatch
from caseapp.services.envelopes import Envelopes, choose_envelope, read_envelopes
from caseapp.services.letter_age import is_outdated
from caseapp.services.letter_approval import Approval, approval_of
from caseapp.services.letter_pages import LetterPreview, preview_letter
from caseapp.services.letters import draft_letter, save_letter, submit_letter
from caseapp.services.notices import email_of_business
from caseapp.services.template_pages import template_reviewers

_WAITS_FOR = {
    LetterKind.CONFIRM_RECEIPT: frozenset({DeadlineKind.CONFIRM_RECEIPT}),
    LetterKind.EXTENSION_NOTICE: frozenset({DeadlineKind.EXTENSION_NOTICE}),
    LetterKind.REQUEST_INFORMATION: frozenset({DeadlineKind.ANSWER, DeadlineKind.EXTENDED_ANSWER}),
}
_ANSWER_KINDS = frozenset(
    {DeadlineKind.ANSWER, DeadlineKind.EXTENDED_ANSWER, DeadlineKind.OPT_OUT, DeadlineKind.LIMIT, DeadlineKind.ADMT_OPT_OUT}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSheet:
    """A letter with what stands around it.

    Attributes:
        deadline: the open deadline that this letter meets, or None.
        dispatches: all entries of this letter, in the order they were made; `standing` is the one that counts.
        template: the one it is written with, its own words where the office wrote it; reviews: of these words.
        is_outdated: the case changed after it was sent for approval, so it is neither approved nor queued nor printed.
        approval: who may approve it, while it waits for that and the person at the desk is somebody who approves.
        locked: each time a locked file was made of it, to be sent by e-mail.
        next_to_approve: another letter that this person may approve, or None.
        envelopes: what a draft can be laid out for; `envelope` is what it is laid out for.
        business_email: where the business is reached that a letter without postal address goes to; empty where nobody wrote it down.
    """

    letter: Letter
    preview: LetterPreview
    case: Case
    requests: tuple[Request, ...]
    parties: tuple[Party, ...]
    deadline: Deadline | None
    dispatches: tuple[Dispatch, ...]
    standing: Dispatch | None
    batch_number: str
    piece: int | None
    operator_names: dict[str, str]
    template: TemplateInfo | None
    reviews: tuple[TemplateReview, ...]
    today: date
    is_outdated: bool
    approval: Approval | None
    next_to_approve: str | None
    envelopes: Envelopes
    envelope: Envelope
    business_email: str = ""
    locked: tuple[HistoryEntry, ...] = ()

    def name_of(self, operator_id: str | None) -> str:
        """Return a colleague's name."""
        return self.operator_names.get(operator_id or "", "")

    @property
    def consumer(self) -> str:
        return next((party.name for party in self.parties if party.part is PartyPart.CONSUMER), "")

    @property
    def requestor(self) -> Party | None:
        return next((party for party in self.parties if party.part is PartyPart.REQUESTOR), None)

    @property
    def to(self) -> PartyPart:
        """Whose name stands on the letter."""
        requestor = self.requestor
        is_requestors = requestor is not None and self.letter.addressee_name == requestor.name_for_letters
        return PartyPart.REQUESTOR if is_requestors else PartyPart.CONSUMER


def read_sheet(desk: Desk, letter_id: str) -> LetterSheet:
    """Read a letter, its case, its page and how it left."""
    preview = preview_letter(desk, letter_id)
    letter = preview.letter
    detail = desk.queries.case_detail(letter.case_id)
    dispatches = tuple(one for one in detail.dispatches if one.letter_id == letter_id)
    batch_number, piece = _batch_of(desk, letter, dispatches)
    template = _template(desk, preview)
    waits = letter.state is LetterState.SUBMITTED and desk.operator.may(Act.APPROVE_LETTERS)
    envelopes = read_envelopes(desk)
    laid_out_for = composed_from_json(letter.composed).envelope if letter.composed else letter.envelope or envelopes.standard
    return LetterSheet(
        letter=letter,
        preview=preview,
        case=detail.case,
        requests=tuple(request for request in detail.requests if request.id in letter.request_ids),
        parties=detail.parties,
        deadline=_deadline(letter, detail.deadlines),
        dispatches=dispatches,
        standing=standing_dispatch(dispatches),
        locked=tuple(one for one in detail.history if one.action == "letter_locked" and one.thing_id == letter_id),
        batch_number=batch_number,
        piece=piece,
        operator_names=dict(detail.operator_names),
        template=template,
        reviews=template_reviewers(desk, letter.template_sha256 or template.sha256) if template is not None else (),
        today=desk.today(),
        is_outdated=letter.state in (LetterState.SUBMITTED, LetterState.APPROVED) and is_outdated(detail.case, letter),
        approval=approval_of(desk, letter_id) if waits else None,
        next_to_approve=_next_to_approve(desk, letter_id) if waits else None,
        envelopes=envelopes,
        envelope=desk.press.envelope(laid_out_for),
        business_email=email_of_business(desk, letter_id) if letter.kind in NOTICES and letter.state is LetterState.DRAFT else "",
    )


def _template(desk: Desk, preview: LetterPreview) -> TemplateInfo | None:
    letter, used = preview.letter, preview.template
    shipped = next((one for one in desk.press.templates() if (one.kind, one.language) == (letter.kind, letter.language)), None)
    if shipped is None or letter.content is not None:
        return replace(shipped, version=letter.template_version or shipped.version) if shipped is not None else None
    return desk.press.read_edited(letter.language, used.content) if used is not None and used.content is not None else shipped


def _next_to_approve(desk: Desk, letter_id: str) -> str | None:
    """Return the letter that waits longest for somebody else than its writer."""
    waiting = desk.queries.letters(only="to_approve")
    return next((one.letter_id for one in waiting if one.letter_id != letter_id and one.prepared_by != desk.operator.id), None)


def open_draft(desk: Desk, case_id: str, kind: LetterKind) -> ChangeSet:
    """Return the draft of this kind that the case has already, else make one; `created_id` is the letter."""
    for letter in desk.queries.case_detail(case_id).letters:
        if letter.kind is kind and letter.state is LetterState.DRAFT:
            return ChangeSet(created_id=letter.id)
    return draft_letter(desk, case_id, kind)


def save_and_submit(desk: Desk, letter_id: str, slots: dict[str, str], format: LetterFormat) -> ChangeSet:
    """Keep what is typed, then send it for approval."""
    save_letter(desk, letter_id, slots=slots, format=format)
    return submit_letter(desk, letter_id)


def save_and_read(desk: Desk, letter_id: str, slots: dict[str, str], format: LetterFormat, to: PartyPart) -> LetterSheet:
    """Send a draft to another party: its address stands on the page from now on."""
    save_letter(desk, letter_id, slots=slots, format=format, to=to)
    return read_sheet(desk, letter_id)


def save_with_envelope(desk: Desk, letter_id: str, slots: dict[str, str], format: LetterFormat, envelope_id: str) -> LetterSheet:
    """Lay a draft out for another envelope: its page is another one from now on."""
    save_letter(desk, letter_id, slots=slots, format=format)
    choose_envelope(desk, letter_id, envelope_id)
    return read_sheet(desk, letter_id)


def with_preview(sheet: LetterSheet, preview: LetterPreview) -> LetterSheet:
    """Return the sheet with a newer page."""
    return replace(sheet, preview=preview)


def _deadline(letter: Letter, deadlines: tuple[Deadline, ...]) -> Deadline | None:
    kinds = _WAITS_FOR.get(letter.kind, _ANSWER_KINDS)
    waiting = [one for one in deadlines if one.request_id in letter.request_ids and one.kind in kinds and one.state is DeadlineState.OPEN]
    return min(waiting, key=lambda one: one.last_day_on, default=None)


def _batch_of(desk: Desk, letter: Letter, dispatches: tuple[Dispatch, ...]) -> tuple[str, int | None]:
    if letter.state is not LetterState.ISSUED:
        return "", None
    batch_id = next((one.batch_id for one in dispatches if one.batch_id), None)
    batches = (desk.queries.batch(batch_id),) if batch_id else () if dispatches else desk.queries.batches(open_only=True)
    for batch in batches:
        for piece in batch.pieces:
            if piece.letter_id == letter.id and piece.state is not PieceState.BACK_IN_QUEUE:
                return batch.number, piece.position
    return "", None
