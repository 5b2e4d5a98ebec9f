"""Ports: what the services ask of the store, the vault, the rulebook, the letter press and the clock.

Things are frozen domain values. `Records` is the one shape of every repository: a thing is found by id, added, or replaced by
a newer value of itself; a replace that saw an older version raises `Conflict`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol, TypeVar

from caseapp.domain.case import Case, Contact, Draft, Note, Request, Task
from caseapp.domain.channel import Channel
from caseapp.domain.checklists import AssuranceLevel, Checklist
from caseapp.domain.correspondence import Dispatch, Letter, MailBatch, MailPiece
from caseapp.domain.counsel import CounselItem
from caseapp.domain.counsel_review import CounselReview
from caseapp.domain.deadline import Deadline, Extension
from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.envelopes import Envelope
from caseapp.domain.fee import Fee
from caseapp.domain.grounds import Ground
from caseapp.domain.history import HistoryEntry
from caseapp.domain.hold import Hold
from caseapp.domain.labels import LabelSheet
from caseapp.domain.law_notices import KeptLaw
from caseapp.domain.letters import (
    ComposedLetter,
    LetterCheck,
    LetterFormat,
    LetterKind,
    LetterValue,
    PageImage,
    Paper,
    TemplateFault,
    TemplateInfo,
    TemplateText,
)
from caseapp.domain.mail_papers import MailList
from caseapp.domain.office_clocks import OfficeClock
from caseapp.domain.one_off_days import OneOffDay
from caseapp.domain.operators import Operator, SecondPersonRule
from caseapp.domain.organisation import Client, Line, Organisation
from caseapp.domain.people import Consumer, Party
from caseapp.domain.postal import ZipPrefixes
from caseapp.domain.print_file import PrinterOffset, PrintPiece
from caseapp.domain.promises import Promise
from caseapp.domain.regime import Regime
from caseapp.domain.request_type import RequestType
from caseapp.domain.template_versions import TemplateActRecord, TemplateDraft, TemplateReview, TemplateVersion
from caseapp.domain.verification import ClaimedValue, Document, PointCheck, Verification
from caseapp.domain.work import Decision, WorkItem
from caseapp.domain.workdays import HolidayLists
from caseapp.services.last_days import DeadlineGroup, DeadlineMove
from caseapp.services.views import (
    AgeCount,
    BatchEntry,
    CaseDetail,
    CaseListPage,
    CaseRow,
    CaseView,
    DayLoad,
    DeadlineEntry,
    DraftEntry,
    HomeCounts,
    LetterEntry,
    PageKey,
    RepeatEntry,
    RetentionEntry,
    SearchHit,
    StoreState,
    TaskEntry,
    YearCount,
)

T = TypeVar("T")


class Clock(Protocol):
    """The only source of time."""

    def now_at(self) -> datetime:
        """Return the instant as aware UTC."""

    def monotonic(self) -> float:
        """Return seconds of a clock that never goes back."""


class Records(Protocol[T]):
    """All things of one kind."""

    def get(self, id: str) -> T:
        """Return the thing or raise NotFound(kind)."""

    def find(self, id: str) -> T | None: ...

    def add(self, thing: T) -> T: ...

    def replace(self, thing: T) -> T:
        """Store `thing` over the version it was made from and return it with the next version.

        Raises:
            Conflict: ``changed_meanwhile`` when the stored version is not `thing.version`.
        """

    def remove(self, id: str) -> None:
        """Delete the row: drafts, what was said to verify, papers, and what a destroyed record (T33) keeps nothing of."""

    def where(self, **equals: object) -> tuple[T, ...]:
        """Return the things whose fields equal the given values, in the order they were added."""


class History(Protocol):
    """The append-only record."""

    def head(self) -> tuple[int, str]:
        """Return sequence number and hash of the newest entry; (0, "") when empty. Inside a unit of work it holds the write lock."""

    def append(self, entry: HistoryEntry, salts: Mapping[str, bytes]) -> None:
        """Append one entry and keep the salts of its digests apart, so that destroying a salt unlinks a value."""

    def append_all(self, entries: Sequence[HistoryEntry]) -> None:
        """Append many entries without digests, each linked to the one before it."""

    def destroy_salts(self, case_id: str) -> int:
        """Destroy the salts of a case's entries and return how many: no digest can be held against a value any more, the chain stands."""

    def entries(self, *, case_id: str | None = None, after_seq: int = 0, limit: int = 1000) -> tuple[HistoryEntry, ...]: ...

    def of_office(self, *, limit: int) -> tuple[HistoryEntry, ...]:
        """Return the newest entries that are of no case, the newest first."""


class LastDays(Protocol):
    """Last days of many deadlines at once, in the transaction of its unit of work."""

    def move(self, moves: Sequence[DeadlineMove], *, today: date) -> frozenset[int]:
        """Give each deadline its other last day, and the state its dates say; return the places of those that moved.

        One that has another last day by now than `from_on`, or for which a last day does not matter any more, stays as it is.
        """

    def refresh_index(self, case_ids: Iterable[str]) -> None:
        """Bring what lists show of these cases in step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseToPurge:
    """A case with how many values and papers of it are to be destroyed; none of either where only the clock is met."""

    case_id: str
    values: int
    papers: int


class NightlyRecords(Protocol):
    """Set-based reads and writes of the nightly job, a page at a time, so that its cost does not grow with what it leaves alone."""

    def mark_missed(self, today: date, *, limit: int) -> int:
        """Mark open deadlines whose last day has passed as missed, the oldest first, at most `limit`; return how many.

        One that only forbids is never missed by waiting (`domain.deadlines.is_missed`).
        """

    def end_waits(self, today: date, *, limit: int) -> int:
        """Mark what only forbade something until a day as met once the day has come, at most `limit`; return how many.

        Retention is none of it: it is met when the record is destroyed.
        """

    def count_open_deadlines(self) -> int: ...

    def cases_to_purge(self, today: date, *, after: str, limit: int) -> tuple[CaseToPurge, ...]:
        """Return cases whose day to destroy what was said or shown only to verify has come, by id, after an id.

        Left out: what a right that is still verified needs, and what a legal hold over all categories keeps.
        """

    def purge(self, case_ids: Sequence[str], today: date) -> None:
        """Destroy what these cases have for that day, and meet the clock that asks for it."""

    def count_records_due(self, today: date, *, months: int) -> int:
        """Return how many closed cases are past the day until which they are kept and not destroyed; held ones too."""

    def proposals_past(self, today: date, *, limit: int) -> tuple[Extension, ...]:
        """Return proposed extensions whose notice can no longer leave in time."""


class UnitOfWork(Protocol):
    """One transaction. Leaves nothing behind unless `commit` was called."""

    @property
    def organisations(self) -> Records[Organisation]: ...

    @property
    def lines(self) -> Records[Line]: ...

    @property
    def clients(self) -> Records[Client]: ...

    @property
    def operators(self) -> Records[Operator]: ...

    @property
    def second_person_rules(self) -> Records[SecondPersonRule]: ...

    @property
    def one_off_days(self) -> Records[OneOffDay]: ...

    @property
    def counsel_reviews(self) -> Records[CounselReview]: ...

    @property
    def template_versions(self) -> Records[TemplateVersion]: ...

    @property
    def template_acts(self) -> Records[TemplateActRecord]: ...

    @property
    def template_reviews(self) -> Records[TemplateReview]: ...

    @property
    def template_drafts(self) -> Records[TemplateDraft]: ...

    @property
    def last_days(self) -> LastDays: ...

    @property
    def consumers(self) -> Records[Consumer]: ...

    @property
    def cases(self) -> Records[Case]: ...

    @property
    def parties(self) -> Records[Party]: ...

    @property
    def requests(self) -> Records[Request]: ...

    @property
    def contacts(self) -> Records[Contact]: ...

    @property
    def notes(self) -> Records[Note]: ...

    @property
    def tasks(self) -> Records[Task]: ...

    @property
    def drafts(self) -> Records[Draft]: ...

    @property
    def claimed_values(self) -> Records[ClaimedValue]: ...

    @property
    def verifications(self) -> Records[Verification]: ...

    @property
    def point_checks(self) -> Records[PointCheck]: ...

    @property
    def documents(self) -> Records[Document]: ...

    @property
    def deadlines(self) -> Records[Deadline]: ...

    @property
    def extensions(self) -> Records[Extension]: ...

    @property
    def holds(self) -> Records[Hold]: ...

    @property
    def fees(self) -> Records[Fee]: ...

    @property
    def work_items(self) -> Records[WorkItem]: ...

    @property
    def decisions(self) -> Records[Decision]: ...

    @property
    def letters(self) -> Records[Letter]: ...

    @property
    def dispatches(self) -> Records[Dispatch]: ...

    @property
    def mail_batches(self) -> Records[MailBatch]: ...

    @property
    def mail_pieces(self) -> Records[MailPiece]: ...

    @property
    def history(self) -> History: ...

    @property
    def nightly(self) -> NightlyRecords: ...

    def next_number(self, series: str) -> int:
        """Return the next number of a gap-free series such as ``case-2026`` or ``batch-20261124``, starting at 1."""

    def current_organisation(self) -> Organisation:
        """Return the newest revision."""

    def fact(self, name: str) -> str | None:
        """Return a fact of this store (for example ``nightly_ran_on``)."""

    def set_fact(self, name: str, value: str) -> None: ...

    def kept_laws(self) -> tuple[KeptLaw, ...]:
        """Return each version of the law that cases keep, with its digest and how many cases keep it; drafts are left out."""

    def commit(self) -> None: ...

    def __enter__(self) -> UnitOfWork: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...


class Queries(Protocol):
    """Reads for the screen, each one SQL statement or a few, straight to frozen rows."""

    def case_list(
        self,
        view: CaseView,
        *,
        today: date,
        operator_id: str,
        types: Sequence[RequestType] = (),
        text: str = "",
        after: PageKey | None = None,
        limit: int = 100,
    ) -> CaseListPage: ...

    def view_counts(self, *, today: date, operator_id: str) -> Mapping[CaseView, int]: ...

    def case_detail(self, case_id: str) -> CaseDetail: ...

    def case_id_of(self, number: str) -> str | None: ...

    def home_counts(self, *, today: date, operator_id: str) -> HomeCounts: ...

    def due_entries(self, *, until: date, limit: int = 50) -> tuple[DeadlineEntry, ...]:
        """Return open deadlines planned until a day, overdue ones first."""

    def month(self, first_on: date, last_on: date, *, types: Sequence[RequestType] = ()) -> tuple[DayLoad, ...]: ...

    def day_entries(self, on: date, *, types: Sequence[RequestType] = ()) -> tuple[DeadlineEntry, ...]: ...

    def agenda(
        self, *, from_on: date, until_on: date, types: Sequence[RequestType] = (), limit: int = 500
    ) -> tuple[DeadlineEntry, ...]: ...

    def search(self, text: str, *, limit: int = 20) -> tuple[SearchHit, ...]: ...

    def possible_repeats(
        self, *, phone_e164: str, name: str, postal_code: str, email: str, except_case_id: str | None
    ) -> tuple[RepeatEntry, ...]: ...

    def letters(self, *, only: str, limit: int = 500) -> tuple[LetterEntry, ...]:
        """Return letters; `only` is among ``to_approve approved queue drafts issued returned all``."""

    def batches(self, *, open_only: bool) -> tuple[BatchEntry, ...]: ...

    def batch(self, batch_id: str) -> BatchEntry: ...

    def drafts(self, *, operator_id: str) -> tuple[DraftEntry, ...]: ...

    def tasks(self, *, roles: Sequence[str], until: date | None = None) -> tuple[TaskEntry, ...]: ...

    def taken_on(self, on: date, *, operator_id: str) -> tuple[CaseRow, ...]:
        """Return the cases received on a day that this operator took, the newest first; drafts are not among them."""

    def year_counts(self, year: int) -> tuple[YearCount, ...]: ...

    def years_received(self) -> tuple[int, ...]:
        """Return the years in which cases were received, the newest first."""

    def answers_on(self, first_on: date, last_on: date) -> Mapping[date, int]:
        """Return how many requests were answered on each day of a span; days without any are left out."""

    def open_ages(self, *, today: date) -> tuple[AgeCount, ...]:
        """Return the unanswered requests by day of receipt, the oldest first."""

    def know_answered_on(self, consumer_id: str, *, except_case_id: str) -> tuple[date, ...]:
        """Return the receipt dates of the consumer's know requests that were answered in whole or part."""

    def store_state(self) -> StoreState: ...

    def old_opt_outs(self, *, received_before: date, limit: int) -> tuple[int, tuple[str, ...]]:
        """Return how many unanswered opt-outs and limits were received before a day, and the numbers of the oldest."""

    def channel_days(self, *, since: date) -> Mapping[Channel, tuple[date, ...]]:
        """Return for each channel the days since one on which a case was received, in order."""

    def retention_due(self, *, today: date, months: int, limit: int = 500) -> tuple[RetentionEntry, ...]:
        """Return closed cases past the day until which they are kept and not destroyed, that day first.

        Args:
            months: how long a case in which no request was made is kept from its end.
        """

    def deadline_groups(self, kinds: Collection[DeadlineKind] = ()) -> tuple[DeadlineGroup, ...]:
        """Return the deadlines of open requests that a last day still matters for, in groups of the same dates.

        Args:
            kinds: only of these clocks; all when left out.
        """

    def group_places(self, kinds: Collection[DeadlineKind]) -> tuple[tuple[DeadlineGroup, tuple[tuple[int, str], ...]], ...]:
        """Return the same groups, each with where the store keeps its deadlines and the ids of their cases; in one scan."""

    def group_cases(self, group: DeadlineGroup, *, limit: int = 50) -> tuple[tuple[str, str], ...]:
        """Return ids and numbers of the cases of a group."""


class Rulebook(Protocol):
    """The law as data."""

    @property
    def regimes(self) -> tuple[Regime, ...]: ...

    @property
    def lists(self) -> HolidayLists: ...

    def regime_for(self, regime_id: str, received_on: date) -> Regime: ...

    def regime_version(self, regime_id: str, version: str) -> Regime: ...

    def grounds_for(self, request_type: RequestType) -> tuple[Ground, ...]: ...

    def ground(self, code: str) -> Ground: ...

    def levels_for(self, request_type: RequestType) -> tuple[AssuranceLevel, ...]: ...

    def checklist_for(self, request_type: RequestType, level: AssuranceLevel) -> Checklist: ...


class LawFiles(Protocol):
    """The files of law beyond the rulebook."""

    def counsel_items(self) -> tuple[CounselItem, ...]:
        """Return everything that is from memory, our own choice or reviewed by nobody."""

    def promises(self) -> tuple[Promise, ...]:
        """Return what the privacy policy promises, beside the law."""

    def zip_prefixes(self) -> ZipPrefixes:
        """Return which ZIP codes belong to which state."""

    def office_clocks(self) -> tuple[OfficeClock, ...]:
        """Return the duties of the office itself."""

    def draft(self, path: Path) -> Regime:
        """Read a draft of a version of the law; Trouble ``resource_faulty`` or ``resource_missing``."""


class LetterPress(Protocol):
    """Template to composed letter to bytes."""

    def templates(self) -> tuple[TemplateInfo, ...]: ...

    def compose(
        self,
        kind: LetterKind,
        language: str,
        values: Mapping[str, LetterValue],
        slots: Mapping[str, str],
        *,
        edited: bytes | None = None,
    ) -> ComposedLetter:
        """Return the letter; `edited` is the office's own template in place of the program's."""

    def template_source(self, kind: LetterKind, language: str) -> bytes: ...

    def template_texts(self, content: bytes) -> tuple[TemplateText, ...]: ...

    def edited_template(self, content: bytes, texts: Mapping[str, str], *, version: str, order: Sequence[str] = ()) -> bytes:
        """Return a template with other words at the named places and its paragraphs in this order, as a version of its own."""

    def read_edited(self, language: str, content: bytes) -> TemplateInfo: ...

    def render(self, letter: ComposedLetter, format: LetterFormat) -> bytes: ...

    def checked(self, letter: ComposedLetter, format: LetterFormat) -> tuple[tuple[LetterCheck, ...], bytes | None]:
        """Return what has to hold before approval, and the letter as `render` gives it; None where a check says why it cannot."""

    def check_template(self, name: str, content: bytes) -> tuple[TemplateFault, ...]:
        """Return what keeps a template from being approved, each with file and line."""

    def ground_sentence(self, code: str, language: str) -> str:
        """Return the plain sentence that states a ground in a letter."""

    def policy_text(self, text: str, language: str) -> str | None:
        """Return a text of the organisation's lists in a language, or None where nobody has written it there."""

    def paper(self, paper: Paper) -> bytes:
        """Return a tagged PDF of something that is no letter."""

    def paper_text(self, paper: Paper) -> bytes: ...

    def metrics_sheet(
        self, counts: Sequence[YearCount], *, year: int, organisation: str, made_on: date, language: str, practice: bool
    ) -> Paper:
        """Return the sheet of one year's counts (11 CCR 7102)."""

    def page_count(self, content: bytes) -> int: ...

    def check_words(self, letter: ComposedLetter) -> tuple[LetterCheck, ...]:
        """Return the checks of `checked` that need no page drawn: nothing is open, every character has its glyph."""

    def envelope(self, id: str) -> Envelope:
        """Return an envelope; DomainError ``envelope_unknown``."""

    def join(self, contents: Sequence[bytes]) -> bytes:
        """Return one PDF with the pages of all, in order."""

    def print_file(
        self, pieces: Sequence[PrintPiece], *, title: str, duplex: bool, offset: PrinterOffset, cover: bytes | None = None
    ) -> bytes:
        """Return what a printer is sent for a batch: the cover, then the pages of frozen letters, each with its mark."""

    def cover_list(self, batch: MailList) -> bytes:
        """Return the list that lies on top of a batch."""

    def manifest(self, batch: MailList) -> bytes:
        """Return the mail manifest, with the columns of PS Form 3665."""

    def calibration_page(self, envelope_id: str, offset: PrinterOffset, language: str) -> bytes:
        """Return the page a printer is measured with, moved against `offset`."""

    def envelopes(self) -> tuple[Envelope, ...]:
        """Return every envelope there is a file for."""

    def envelope_face(self, letter: ComposedLetter, envelope_id: str) -> bytes:
        """Return the printed face of an envelope without a window."""

    def label_sheets(self) -> tuple[LabelSheet, ...]:
        """Return every layout of labels there is a file for."""

    def address_labels(self, letters: Sequence[ComposedLetter], sheet_id: str, *, first: int, offset: PrinterOffset, title: str) -> bytes:
        """Return sheets of labels with the addresses of letters, in order, from label `first` on."""

    def require_return(self, texts: Sequence[str], envelope_id: str) -> None:
        """Raise DomainError ``return_address_too_long`` where a name and address do not fit the envelope's window for them."""

    def new_passphrase(self, language: str) -> str:
        """Return a passphrase of words a person can say; it is kept nowhere."""

    def locked(self, content: bytes, passphrase: str) -> bytes:
        """Return a PDF that opens with the passphrase only."""

    def rasterise(self, content: bytes, page: int, dpi: int) -> PageImage: ...


class RecoverySheet(Protocol):
    """What is printed once and kept in a safe place: eight groups and a check group, and ten digits that name the sheet."""

    @property
    def groups(self) -> tuple[str, ...]: ...

    @property
    def fingerprint(self) -> str: ...


class Vault(Protocol):
    """The keys of the operator who is signed in."""

    @property
    def operator_id(self) -> str: ...

    @property
    def can_unseal(self) -> bool: ...

    def sign(self, digest: bytes) -> bytes: ...

    def signer(self) -> Callable[[bytes], bytes]:
        """Return what signs many digests in a row; the caller lets it go when they are signed."""

    def public_key(self) -> bytes: ...

    def seal(self, plain: bytes, *, about: str) -> bytes: ...

    def unseal(self, sealed: bytes, *, about: str) -> bytes: ...

    def add_operator(self, *, operator_id: str, login: str, display_name: str, passphrase: str, is_officer: bool) -> bytes: ...

    def change_passphrase(self, old: str, new: str) -> None: ...

    def retire_operator(self, operator_id: str) -> None:
        """Remove the key slot; the last administrator's or officer's stays."""

    def signing_keys(self, operator_id: str) -> tuple[bytes, ...]:
        """Return every public key this person ever signed with, also those before a new passphrase was given."""

    def set_officer(self, operator_id: str, is_officer: bool) -> None:
        """Hand the officers' key to a person, or take it back."""

    def reset_passphrase(self, operator_id: str, passphrase: str) -> bytes:
        """Give somebody who forgot theirs a new passphrase and new signing keys; return the public one."""

    def confirm_passphrase(self, passphrase: str) -> bool:
        """Say whether this is the person's own passphrase, for acts that ask for it again."""

    def new_recovery_sheet(self) -> RecoverySheet:
        """Make another sheet; the one before opens nothing any more. Only an officer can."""

    def lock(self) -> None:
        """Overwrite the keys in memory."""
