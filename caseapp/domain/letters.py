"""Letters: their kinds and formats, and the composed letter that is printed, shown and frozen.

A composed letter holds plain text only: what a consumer, an officer or a template wrote can no longer be markup.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import StrEnum

from caseapp.domain.envelopes import DEFAULT_ENVELOPE


class LetterKind(StrEnum):
    """What a letter says; one template each, language and regime.

    The L-numbers of the rule book, section 7, that each covers stand in its template: its id, and the ids of its further samples.
    """

    CONFIRM_RECEIPT = "confirm_receipt"
    HOW_TO_ASK = "how_to_ask"
    CLARIFY = "clarify"
    REQUEST_INFORMATION = "request_information"
    AGENT_PERMISSION = "agent_permission"
    CONFIRM_AGENT = "confirm_agent"
    PARENT_FORM = "parent_form"
    EXTENSION_NOTICE = "extension_notice"
    KNOW_CATEGORIES = "know_categories"
    KNOW_SPECIFIC = "know_specific"
    THIRD_REQUEST = "third_request"
    FEE_QUOTE = "fee_quote"
    FEE_REFUSED = "fee_refused"
    DELETE_DONE = "delete_done"
    DELETE_REFUSED = "delete_refused"
    CORRECT_DONE = "correct_done"
    CORRECT_REFUSED = "correct_refused"
    CORRECTED_SHOWN = "corrected_shown"
    OPT_OUT_CONFIRMED = "opt_out_confirmed"
    LIMIT_CONFIRMED = "limit_confirmed"
    FRAUD_REFUSED = "fraud_refused"
    OPT_IN_CONFIRM = "opt_in_confirm"
    NOTHING_FOUND = "nothing_found"
    DENIAL = "denial"
    UNVERIFIED = "unverified"
    SERVICE_PROVIDER = "service_provider"
    WITHDRAWAL = "withdrawal"
    DUPLICATE = "duplicate"
    HOUSEHOLD = "household"
    LATE = "late"
    CLIENT_TRANSFER = "client_transfer"
    NOTICE_DELETE = "notice_delete"
    NOTICE_CORRECT = "notice_correct"
    NOTICE_SOURCE = "notice_source"
    NOTICE_OPT_OUT = "notice_opt_out"
    NOTICE_LIMIT = "notice_limit"


NOTICES = frozenset(
    {
        LetterKind.CLIENT_TRANSFER,
        LetterKind.NOTICE_DELETE,
        LetterKind.NOTICE_CORRECT,
        LetterKind.NOTICE_SOURCE,
        LetterKind.NOTICE_OPT_OUT,
        LetterKind.NOTICE_LIMIT,
    }
)
"""Letters to a business: a client, a provider, a third party or a source. They tell of the person, never to the person."""


class LetterFormat(StrEnum):
    """How the same content is given: window-envelope letter, 18 point large print, or plain text."""

    LETTER = "letter"
    LARGE_PRINT = "large_print"
    TEXT = "text"


class LetterState(StrEnum):
    """draft -> submitted for approval -> approved -> issued (frozen), or voided."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    ISSUED = "issued"
    VOIDED = "voided"


class DispatchMethod(StrEnum):
    """How an issued letter left the house."""

    FIRST_CLASS_MAIL = "first_class_mail"
    CERTIFIED_MAIL = "certified_mail"
    EMAIL = "email"
    HANDED_OVER = "handed_over"


LetterValue = str | bool | int | date | tuple[str, ...] | tuple[date, ...] | tuple[tuple[str, ...], ...]
"""What fills a placeholder: text, a flag, a whole number, a date (worded by typesetting), a list, dates, or table rows."""


class PlaceholderType(StrEnum):
    """What a placeholder takes: text, one code or several codes that the template words, dates, flag, number, cents, list, or rows."""

    TEXT = "text"
    CODE = "code"
    CODES = "codes"
    DATE = "date"
    DATES = "dates"
    FLAG = "flag"
    NUMBER = "number"
    CENTS = "cents"
    LIST = "list"
    ROWS = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceholderInfo:
    """A place the case fills.

    Attributes:
        needed: an empty value refuses the letter.
        columns: how many cells a row has, for `rows`.
        codes: what `code` and `codes` accept.
    """

    name: str
    type: PlaceholderType
    needed: bool
    sample: LetterValue
    columns: int = 0
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotInfo:
    """A place an officer may fill with words. `label_key` is a code that `ui` words."""

    name: str
    label_key: str
    required: bool
    sample: str
    longest: int = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSample:
    """A template filled with invented values, to be read on paper. `id` is the number of the letter it shows, for example ``L-10``."""

    id: str
    values: tuple[tuple[str, LetterValue], ...]
    slots: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFault:
    """What keeps a template from being approved: the file, the line (1 for the whole), a code that `ui` words, and what it is about.

    Codes: ``template_unreadable``, ``template_incomplete``, ``placeholder_unknown``, ``name_twice``, ``stray_brace``,
    ``required_sentence_missing``, ``slot_not_printed``, ``date_typed``, ``sample_refused``, ``sample_looks_wrong``.
    """

    file: str
    line: int
    code: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateInfo:
    """What the program tells about a template.

    Attributes:
        reviewer: None until somebody recorded the review; `status` then says what it waits for.
        to_business: True for a letter that does not go to the person of the case.
        statutory: sentences that are the law's own words, and not ours to make plainer.
        samples: the letters of the rule book that this template prints, its own id first.
    """

    kind: LetterKind
    id: str
    version: str
    language: str
    regime: str
    reviewer: str | None
    sha256: str
    placeholders: tuple[PlaceholderInfo, ...]
    editable_slots: tuple[SlotInfo, ...]
    citations: tuple[str, ...] = ()
    status: str = "draft"
    to_business: bool = False
    statutory: tuple[str, ...] = ()
    samples: tuple[LetterSample, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Who the letter goes to; `lines` as they were typed: street, unit, 'City, ST ZIP', country."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Who writes: name, return address, and how to reach us."""

    name: str
    address_lines: tuple[str, ...]
    contact_lines: tuple[str, ...]


class ParagraphKind(StrEnum):
    """The parts a letter is made of; each is drawn and tagged in its own way."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    OFFICER_TEXT = "officer_text"
    TABLE_HEAD = "table_head"
    TABLE_ROW = "table_row"
    QUOTE = "quote"
    FORM_LINE = "form_line"
    CHECK_BOX = "check_box"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateText:
    """One text of a template that may be given other words.

    Attributes:
        place: its name within the template, for example ``paragraphs.3``.
        when, unless: names that must be given, or not be given, for it to be printed.
        each: the list it is printed for, entry by entry.
        enclosure: 0 for the letter, else the number of the enclosed page.
    """

    place: str
    kind: ParagraphKind
    text: str
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    each: str = ""
    enclosure: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Plain text, or the cells of one table row. `slot` names the officer's slot the words came from."""

    kind: ParagraphKind
    text: str = ""
    cells: tuple[str, ...] = ()
    slot: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A page of its own after the letter, for example the form for the declaration."""

    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A page or more that is no letter: an explanation of dates for a regulator.

    Attributes:
        reference: the case number, for the foot of each page; nothing else on the paper points to a person.
        page_pattern: words with {page} and {pages}.
        author: the organisation, for the file's data and the foot of each page.
    """

    title: str
    language: str
    reference: str
    page_pattern: str
    paragraphs: tuple[Paragraph, ...]
    author: str = ""
    practice: bool = False
    practice_line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedLetter:
    """Everything that is printed, in reading order. Drawing it again gives the same bytes.

    Attributes:
        document_title: the title in the file's data; names neither the person nor the case, for it is shown in window bars.
        title: the subject line on the paper.
        date_line: the letter's date in words.
        closing: the greeting at the end, then the lines of the signature.
        notes: what every letter says after the signature: how to reach us, other formats, the record, where to complain.
        reference: the case number, for the foot of each page.
        footer_lines: other words for the foot of each page.
        page_pattern: words with {page} and {pages}.
        practice_line: the words of the practice band, empty when `practice` is False.
        envelope: the id of the envelope the first page is laid out for.
    """

    kind: LetterKind
    language: str
    template_id: str
    template_version: str
    template_sha256: str
    document_title: str
    title: str
    addressee: Addressee
    letterhead: Letterhead
    date_line: str
    salutation: str
    paragraphs: tuple[Paragraph, ...]
    closing: tuple[str, ...]
    notes: tuple[Paragraph, ...]
    reference: str
    page_pattern: str
    footer_lines: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    practice: bool = False
    practice_line: str = ""
    envelope: str = DEFAULT_ENVELOPE

    def all_text(self) -> tuple[str, ...]:
        """Every piece of text of the letter, in reading order."""
        texts = [self.letterhead.name, *self.letterhead.address_lines, *self.letterhead.contact_lines]
        texts += [self.addressee.name, *self.addressee.lines, self.date_line, self.title, self.salutation]
        for paragraph in self.paragraphs:
            texts += [paragraph.text, *paragraph.cells]
        texts += self.closing
        for paragraph in self.notes:
            texts += [paragraph.text, *paragraph.cells]
        for enclosure in self.enclosures:
            texts.append(enclosure.title)
            for paragraph in enclosure.paragraphs:
                texts += [paragraph.text, *paragraph.cells]
        texts += [*self.footer_lines, self.reference, self.page_pattern, self.practice_line]
        return tuple(text for text in texts if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterCheck:
    """One line of the list "before it can be approved".

    Codes: ``address_fits`` (facts: size, spare_width_pt, spare_height_pt; or the code of the refusal and the line),
    ``nothing_else_shows`` (count), ``glyphs_present`` (character, codepoint, name), ``nothing_open`` (name),
    ``no_blocked_numbers`` (kind), ``pages`` (count, sheets), ``in_its_language`` (text, count; it warns and stops nothing).
    """

    code: str
    ok: bool
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """One page as pixels: 3 bytes a pixel, red, green, blue; `stride` bytes a row."""

    width: int
    height: int
    stride: int
    rgb: bytes


def composed_to_json(letter: ComposedLetter) -> str:
    """The composed letter as JSON with sorted keys, to be frozen with the letter."""
    return json.dumps(letter, default=_fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _fields(part: object) -> dict[str, object]:
    """A part of a letter by its fields. `asdict` gives the same and copies every text on the way."""
    if not is_dataclass(part):
        raise TypeError(f"no part of a letter: {type(part).__name__}")
    return {each.name: getattr(part, each.name) for each in fields(part)}


def composed_from_json(text: str) -> ComposedLetter:
    """The letter that `composed_to_json` wrote.

    Raises:
        ValueError: the text is not one of a composed letter.
    """
    try:
        raw = _Frozen(json.loads(text))
        addressee, letterhead = raw.part("addressee"), raw.part("letterhead")
        return ComposedLetter(
            kind=LetterKind(raw.text("kind")),
            language=raw.text("language"),
            template_id=raw.text("template_id"),
            template_version=raw.text("template_version"),
            template_sha256=raw.text("template_sha256"),
            document_title=raw.text("document_title"),
            title=raw.text("title"),
            addressee=Addressee(name=addressee.text("name"), lines=addressee.texts("lines")),
            letterhead=Letterhead(
                name=letterhead.text("name"),
                address_lines=letterhead.texts("address_lines"),
                contact_lines=letterhead.texts("contact_lines"),
            ),
            date_line=raw.text("date_line"),
            salutation=raw.text("salutation"),
            paragraphs=raw.paragraphs("paragraphs"),
            closing=raw.texts("closing"),
            notes=raw.paragraphs("notes"),
            reference=raw.text("reference"),
            page_pattern=raw.text("page_pattern"),
            footer_lines=raw.texts("footer_lines"),
            enclosures=tuple(
                Enclosure(title=each.text("title"), paragraphs=each.paragraphs("paragraphs")) for each in raw.parts("enclosures")
            ),
            practice=raw.of("practice") is True,
            practice_line=raw.text("practice_line"),
            envelope=raw.text("envelope") if raw.has("envelope") else DEFAULT_ENVELOPE,
        )
    except KeyError as error:
        raise ValueError("not a composed letter") from error


class _Frozen:
    """Reads one object of the JSON; raises ValueError where it is not what a composed letter has."""

    def __init__(self, raw: object) -> None:
        if not isinstance(raw, dict):
            raise ValueError("not a composed letter")
        self._raw: dict[str, object] = raw

    def has(self, key: str) -> bool:
        return key in self._raw

    def of(self, key: str) -> object:
        return self._raw[key]

    def text(self, key: str) -> str:
        value = self._raw[key]
        if not isinstance(value, str):
            raise ValueError("not a composed letter")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(str(each) for each in self._list(key))

    def part(self, key: str) -> _Frozen:
        return _Frozen(self._raw[key])

    def parts(self, key: str) -> tuple[_Frozen, ...]:
        return tuple(_Frozen(each) for each in self._list(key))

    def paragraphs(self, key: str) -> tuple[Paragraph, ...]:
        return tuple(
            Paragraph(kind=ParagraphKind(each.text("kind")), text=each.text("text"), cells=each.texts("cells"), slot=each.text("slot"))
            for each in self.parts(key)
        )

    def _list(self, key: str) -> list[object]:
        value = self._raw[key]
        if not isinstance(value, list):
            raise ValueError("not a composed letter")
        return value
