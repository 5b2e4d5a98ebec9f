"""One draft at work: begins it, saves it by itself, looks for repeats, works out dates, completes it. Owns the jobs, shows nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from caseapp.domain.case import Draft
from caseapp.domain.channel import Channel
from caseapp.domain.errors import DomainError
from caseapp.domain.organisation import Line, Organisation
from caseapp.domain.request_type import RequestType
from caseapp.domain.verification import DocumentKind
from caseapp.host.resources import program_resources
from caseapp.services.changes import ChangeSet
from caseapp.services.consumers import ConsumerSheet, KnowNotice, consumer_sheet, know_notice, link_consumer, unlink_consumer
from caseapp.services.desk import Desk
from caseapp.services.documents import attach_document
from caseapp.services.drafts import discard_draft, read_draft, save_draft, start_draft
from caseapp.services.intake import complete_intake, possible_repeats, rights_on_offer
from caseapp.services.intake_form import Claim, IntakeForm
from caseapp.services.organisation import organisation_now, reply_languages
from caseapp.services.views import RepeatEntry
from caseapp.ui.intake.preview import Preview, preview_of
from caseapp.ui.intake.scripts import Script, read_script
from caseapp.ui.office import Office

AUTOSAVE_MS = 2000
REPEATS_MS = 250

PHONE_SCRIPT, OTHER_SCRIPT = "phone_request", "other_channels"
SPOKEN = frozenset({"en", "es"})
"""Languages there is a script for calls in."""


@dataclass(slots=True, kw_only=True)
class Sheet:
    """What is known of the draft that is open. Its id comes from the data lane and is read there again, in order.

    Attributes:
        is_reopened: it was typed in before, so what it holds was chosen.
    """

    channel: Channel
    started_at: datetime
    draft_id: str | None = None
    number: str = ""
    received_on: date | None = None
    interrupted_after: int | None = None
    is_reopened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the page offers: organisation, lines, languages of letters, rights in force."""

    organisation: Organisation
    lines: tuple[Line, ...]
    languages: tuple[str, ...]
    rights: tuple[RequestType, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedDraft:
    """A draft read again, with the kinds of the values that are sealed and how many papers were added."""

    draft: Draft
    form: IntakeForm
    points: tuple[str, ...]
    number: str
    received_on: date | None
    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Cases that may be of the same person, and what of them counts towards twice in twelve months, if anything."""

    entries: tuple[RepeatEntry, ...]
    know: KnowNotice | None


class IntakeSession(QObject):
    """See the module.

    Attributes:
        usual_language: code of the language the organisation answers in where nobody chose another.

    Signals:
        surroundings_read: `Surroundings`. script_read: `Script`. opened: `OpenedDraft`.
        saved: `ChangeSet` and the claims that were sealed with it. not_saved: the exception.
        previewed: `Preview`, or None while the receipt cannot be read.
        repeats_found: `Found`. linked: `ConsumerSheet` of the person this case was linked to, or None when that was taken back.
        completed: `ChangeSet`. refused: `DomainError`, the draft is saved all the same.
        paper_added: a paper was sealed.
    """

    surroundings_read = Signal(object)
    script_read = Signal(object)
    opened = Signal(object)
    saved = Signal(object, object)
    not_saved = Signal(object)
    previewed = Signal(object)
    repeats_found = Signal(object)
    linked = Signal(object)
    completed = Signal(object)
    refused = Signal(object)
    paper_added = Signal()

    def __init__(
        self,
        office: Office,
        form: Callable[[], IntakeForm],
        claims: Callable[[], tuple[Claim, ...]],
        *,
        autosave_ms: int = AUTOSAVE_MS,
        repeats_ms: int = REPEATS_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._office = office
        self._scripts: dict[str, Script] = {}
        self._form = form
        self._claims = claims
        self.sheet: Sheet | None = None
        self.usual_language = IntakeForm().reply_language
        self._kept: IntakeForm | None = None
        self._is_completing = False
        self._autosave = QTimer(self)
        self._autosave.setObjectName("intake_autosave")
        self._autosave.setSingleShot(True)
        self._autosave.setInterval(autosave_ms)
        self._autosave.timeout.connect(self.save)
        self._repeats = QTimer(self)
        self._repeats.setObjectName("intake_repeats_timer")
        self._repeats.setSingleShot(True)
        self._repeats.setInterval(repeats_ms)
        self._repeats.timeout.connect(self._look_for_repeats)

    # Times

    def now(self) -> datetime | None:
        """Return the wall time of now in the business zone, or None while locked."""
        desk = self._office.desk
        return desk.now_at().astimezone(ZoneInfo(desk.business_zone)) if desk is not None else None

    # Begin, open, put aside

    def begin(self, channel: Channel) -> None:
        """Begin an empty draft; a call counts from this moment."""
        desk = self._office.desk
        if desk is None:
            return
        sheet = self._take(Sheet(channel=channel, started_at=desk.now_at()))

        self._office.run(self, lambda desk: _begun(desk, sheet), failed=self.not_saved.emit)
        self._read_surroundings(channel)

    def open(self, draft_id: str) -> None:
        """Open a draft again."""
        self._open(lambda desk: _opened(desk, draft_id))

    def open_sheet(self, sheet: Sheet) -> None:
        """Open the draft of a sheet again, after a lock; its id may have come only after the lock began."""
        self._open(lambda desk: _opened(desk, _id_of(desk, sheet)))

    def _open(self, work: Callable[[Desk], OpenedDraft]) -> None:
        def done(result: OpenedDraft) -> None:
            draft = result.draft
            self._take(
                Sheet(
                    channel=draft.channel,
                    started_at=draft.started_at,
                    draft_id=draft.id,
                    number=result.number,
                    received_on=result.received_on,
                    interrupted_after=draft.call_seconds if draft.interrupted and not self._office.call.is_on else None,
                    is_reopened=True,
                )
            )
            self._kept = result.form
            self._read_surroundings(draft.channel)
            self.opened.emit(result)

        self._office.run(self, work, done)

    def _take(self, sheet: Sheet) -> Sheet:
        self._autosave.stop()
        self._repeats.stop()
        self.sheet = sheet
        self._kept = None
        self._is_completing = False
        return sheet

    def let_go(self) -> None:
        """Close the draft; one in which nothing was typed goes away."""
        sheet, kept = self.sheet, self._kept
        self.sheet = None
        self._autosave.stop()
        self._repeats.stop()
        if sheet is not None and kept is None:
            self._office.run(self, lambda desk: _drop(desk, sheet), failed=lambda _: None)

    def drop(self) -> None:
        """Remove the draft that is open: it was no request."""
        sheet, self.sheet = self.sheet, None
        self._autosave.stop()
        self._repeats.stop()
        if sheet is not None:
            self._office.run(self, lambda desk: _drop(desk, sheet))

    def discard(self, draft_id: str) -> None:
        """Remove a draft in which no right was asked."""
        self._office.run(self, lambda desk: discard_draft(desk, draft_id))

    @property
    def is_completing(self) -> bool:
        """The draft is on its way to being a case."""
        return self._is_completing

    # Save

    def touch(self) -> None:
        """Something was typed: save within two seconds, look for repeats in a moment."""
        if self.sheet is None:
            return
        if not self._autosave.isActive():
            self._autosave.start()
        self._repeats.start()

    def save(self) -> None:
        """Save now what is not saved yet."""
        sheet = self.sheet
        if sheet is None or self._is_completing:
            return
        self._autosave.stop()
        form, claims = self._form(), self._claims()
        if form == self._kept and not claims:
            return
        if self._kept is None and not claims and not _is_begun(form, self.usual_language):
            return
        self._kept = form
        seconds, is_on = self._office.call.seconds, self._office.call.is_on

        def work(desk: Desk) -> ChangeSet:
            return save_draft(desk, _id_of(desk, sheet), form, claims, call_seconds=seconds, call_is_on=is_on)

        def done(change: ChangeSet) -> None:
            if sheet is self.sheet:
                self._learn(sheet, change)
                self.saved.emit(change, claims)

        def failed(error: Exception) -> None:
            if sheet is self.sheet:
                self._kept = None
            self.not_saved.emit(error)

        self._office.run(self, work, done, failed)

    def complete(self, form: IntakeForm, claims: tuple[Claim, ...]) -> None:
        """Turn the draft into a case; what is missing comes back as `refused`."""
        sheet = self.sheet
        if sheet is None or self._is_completing:
            return
        self._autosave.stop()
        self._is_completing = True
        seconds = self._office.call.seconds

        def work(desk: Desk) -> ChangeSet:
            return complete_intake(desk, _id_of(desk, sheet), form, claims, call_seconds=seconds)

        def done(change: ChangeSet) -> None:
            self._is_completing = False
            self.sheet = None
            self.completed.emit(change)

        def failed(error: Exception) -> None:
            self._is_completing = False
            if isinstance(error, DomainError):
                self._kept = form
                self.saved.emit(ChangeSet(), claims)
                self.refused.emit(error)
            else:
                self.not_saved.emit(error)

        self._office.run(self, work, done, failed)

    def _learn(self, sheet: Sheet, change: ChangeSet) -> None:
        number, received_on = change.fact("number"), change.fact("received_on")
        sheet.number = str(number or sheet.number)
        sheet.received_on = received_on if isinstance(received_on, date) else sheet.received_on

    # Reads

    def preview(self) -> None:
        """Work out the dates and the questions of what is typed now."""
        sheet = self.sheet
        if sheet is None:
            return
        form = self._form()

        def done(preview: Preview) -> None:
            if sheet is self.sheet:
                self.previewed.emit(preview)

        def failed(error: Exception) -> None:
            if not isinstance(error, DomainError):
                self.not_saved.emit(error)
            elif sheet is self.sheet:
                self.previewed.emit(None)

        self._office.run(
            self, lambda desk: preview_of(desk, form, channel=sheet.channel, started_at=sheet.started_at), done, failed, key="preview"
        )

    def _look_for_repeats(self) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        form = self._form()

        def done(found: object) -> None:
            if sheet is self.sheet:
                self.repeats_found.emit(found)

        def work(desk: Desk) -> Found:
            entries = possible_repeats(desk, form, draft_id=sheet.draft_id or "")
            return Found(entries=entries, know=know_notice(desk, form, entries, sheet.received_on or desk.today()))

        self._office.run(self, work, done, key="repeats")

    # The person

    def link(self, other_case_id: str) -> None:
        """Decide that this case is of the same person as another."""
        sheet = self.sheet
        if sheet is None or not sheet.number:
            return

        def work(desk: Desk) -> ConsumerSheet | None:
            link_consumer(desk, _id_of(desk, sheet), other_case_id)
            return consumer_sheet(desk, _id_of(desk, sheet))

        self._office.run(self, work, self.linked.emit)

    def unlink(self, reason: str) -> None:
        """Take that back."""
        sheet = self.sheet
        if sheet is not None:
            self._office.run(self, lambda desk: unlink_consumer(desk, _id_of(desk, sheet), reason=reason), lambda _: self.linked.emit(None))

    def _read_surroundings(self, channel: Channel) -> None:
        def work(desk: Desk) -> Surroundings:
            organisation, lines, _ = organisation_now(desk)
            return Surroundings(organisation=organisation, lines=lines, languages=reply_languages(desk), rights=rights_on_offer(desk))

        def done(surroundings: Surroundings) -> None:
            self.usual_language = surroundings.organisation.reply_language
            self.surroundings_read.emit(surroundings)

        self._office.run(self, work, done, key="surroundings")
        self.read_script_of(channel)

    def read_script_of(self, channel: Channel, language: str = "en") -> None:
        """Read what is said for a way of arrival, once; also ahead, before there is a draft.

        Args:
            language: of the reply; what nobody speaks out is there in English only.
        """
        is_phone = channel is Channel.PHONE
        name = f"scripts/{spoken_language(language) if is_phone else 'en'}/{PHONE_SCRIPT if is_phone else OTHER_SCRIPT}.toml"
        known = self._scripts.get(name)
        if known is not None:
            self.script_read.emit(known)
            return

        def keep(script: Script) -> None:
            self._scripts[name] = script
            self.script_read.emit(script)

        self._office.jobs.run(self, lambda: _read_script(name), keep, lane="file")

    # Papers

    def add_paper(self, path_text: str, kind: DocumentKind) -> None:
        """Read a file in the file lane, then seal it."""
        from_path = path_text

        def attach(content: bytes) -> None:
            sheet = self.sheet
            if sheet is None or sheet.draft_id is None:
                return
            case_id = sheet.draft_id
            self._office.run(
                self,
                lambda desk: attach_document(desk, case_id, kind=kind, name=from_path, content=content),
                lambda _: self.paper_added.emit(),
            )

        self._office.jobs.run(self, lambda: _read_file(from_path), attach, lane="file")


def _is_begun(form: IntakeForm, usual_language: str) -> bool:
    """Say whether somebody typed or chose anything; the line, the usual language and the script come by themselves."""
    blank = IntakeForm(
        line_id=form.line_id,
        reply_language=usual_language,
        script_version=form.script_version,
        unsaid=form.unsaid,
        step=form.step,
    )
    return form != blank


def _begun(desk: Desk, sheet: Sheet) -> ChangeSet:
    """Begin the draft of a sheet, in the data lane; a beginning that failed is made up for by the next save."""
    change = start_draft(desk, channel=sheet.channel, started_at=sheet.started_at)
    sheet.draft_id = change.created_id
    return change


def _id_of(desk: Desk, sheet: Sheet) -> str:
    if sheet.draft_id is None:
        _begun(desk, sheet)
    assert sheet.draft_id is not None
    return sheet.draft_id


def _drop(desk: Desk, sheet: Sheet) -> ChangeSet:
    return discard_draft(desk, sheet.draft_id) if sheet.draft_id else ChangeSet()


def _opened(desk: Desk, draft_id: str) -> OpenedDraft:
    draft, form, points = read_draft(desk, draft_id)
    with desk.uow() as uow:
        case = uow.cases.find(draft_id)
        papers = len(uow.documents.where(case_id=draft_id))
    return OpenedDraft(
        draft=draft,
        form=form,
        points=points,
        number=case.number if case is not None else "",
        received_on=case.received_on if case is not None else None,
        papers=papers,
    )


def spoken_language(language: str) -> str:
    """Return the language a caller is spoken to in: the reply's where there is a script in it, else English."""
    return language if language in SPOKEN else "en"


def _read_script(name: str) -> Script:
    return read_script(program_resources().bytes(name), name=name)


def _read_file(path_text: str) -> bytes:
    try:
        return Path(path_text).read_bytes()
    except OSError as error:
        raise DomainError("file_unreadable", "file") from error
