"""Template and values to composed letter: every place filled or refused by name, dates worded, text through the gate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from caseapp.domain.blocked_numbers import blocked_number
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import (
    Addressee,
    ComposedLetter,
    Enclosure,
    Letterhead,
    LetterKind,
    LetterValue,
    Paragraph,
    PlaceholderInfo,
    PlaceholderType,
)
from caseapp.typesetting.gate import lines_of, one_line
from caseapp.typesetting.template import PLACE, Part, Template

_REGION = {"en": "en_US", "es": "es_US"}


def compose(template: Template, values: Mapping[str, LetterValue], slots: Mapping[str, str]) -> ComposedLetter:
    """Return the letter with every place filled.

    Raises:
        DomainError: ``placeholder_unknown``, ``placeholder_empty``, ``placeholder_wrong``, ``code_unknown`` (name, value: the
            code), ``slot_unknown``, ``slot_empty``, ``slot_too_long`` (slot, longest), ``blocked_number`` (name, kind).
    """
    filling = _Filling(template, values, slots)
    text = filling.text
    info = template.info
    practice = bool(filling.value("practice"))
    return ComposedLetter(
        kind=info.kind,
        language=info.language,
        template_id=info.id,
        template_version=info.version,
        template_sha256=info.sha256,
        document_title=template.document_title,
        title=text(template.title),
        addressee=Addressee(name=text("{addressee_name}"), lines=filling.lines("addressee_lines")),
        letterhead=Letterhead(
            name=text("{organisation_name}"),
            address_lines=filling.lines("organisation_lines"),
            contact_lines=(text("{organisation_phone}"), text("{organisation_email}")),
        ),
        date_line=text("{letter_on}"),
        salutation=text(template.wording["salutation"]),
        paragraphs=filling.paragraphs(template.parts),
        closing=filling.closing(),
        notes=filling.paragraphs(template.notes),
        reference=text(template.wording["reference"]),
        page_pattern=template.wording["page"],
        enclosures=tuple(
            Enclosure(title=text(each.title), paragraphs=filling.paragraphs(each.parts))
            for each in template.enclosures
            if all(filling.is_given(name) for name in each.when)
        ),
        practice=practice,
        practice_line=template.wording["practice"] if practice else "",
    )


class _Filling:
    """The values and slots of one letter, cleaned and worded in its language."""

    def __init__(self, template: Template, values: Mapping[str, LetterValue], slots: Mapping[str, str]) -> None:
        self._template = template
        self._locale = Locale.parse(_REGION.get(template.info.language, template.info.language))
        self._info = {each.name: each for each in template.info.placeholders}
        self._slots = self._checked_slots(slots)
        self._values = self._checked_values(values)

    def _checked_slots(self, slots: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
        known = {each.name: each for each in self._template.info.editable_slots}
        for name in slots:
            if name not in known:
                raise DomainError("slot_unknown", field=name, slot=name)
        filled: dict[str, tuple[str, ...]] = {}
        for name, info in known.items():
            written = slots.get(name, "")
            lines = lines_of(written)
            if info.required and not lines:
                raise DomainError("slot_empty", field=name, slot=name)
            if len(written) > info.longest:
                raise DomainError("slot_too_long", field=name, slot=name, longest=info.longest)
            self._refuse_numbers(name, " ".join(lines))
            filled[name] = lines
        return filled

    def _checked_values(self, values: Mapping[str, LetterValue]) -> dict[str, LetterValue]:
        for name in values:
            if name not in self._info:
                raise DomainError("placeholder_unknown", field=name, name=name)
        checked: dict[str, LetterValue] = {}
        for name, info in self._info.items():
            value = _cleaned(info, values.get(name))
            if info.needed and value in ("", ()):
                raise DomainError("placeholder_empty", field=name, name=name)
            if self._template.info.kind is LetterKind.KNOW_SPECIFIC and name not in self._template.standard:
                for text in _texts(value):
                    self._refuse_numbers(name, text)
            checked[name] = value
        if not checked["addressee_lines"] and not checked["without_address"]:
            raise DomainError("placeholder_empty", field="addressee_lines", name="addressee_lines")
        return checked

    def _refuse_numbers(self, name: str, text: str) -> None:
        kind = blocked_number(text)
        if kind:
            raise DomainError("blocked_number", field=name, name=name, kind=kind)

    def value(self, name: str) -> LetterValue:
        return self._values[name]

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of a list placeholder."""
        return tuple(str(each) for each in _as_tuple(self._values[name]))

    def is_given(self, name: str) -> bool:
        """A flag that is set, a value or slot that is not empty, or, for ``name:code``, a code that is among the value's."""
        name, _, code = name.partition(":")
        if code:
            return code in _as_tuple(self._values[name]) or code == self._values[name]
        if name in self._slots:
            return bool(self._slots[name])
        return self._values[name] not in ("", (), False)

    def text(self, pattern: str, own: Mapping[str, str] | None = None) -> str:
        """Fill a pattern in one pass: what a value brings is never looked through again.

        Raises:
            DomainError: ``placeholder_empty`` when a named place has nothing.
        """

        def worded(found: re.Match[str]) -> str:
            words = self._worded(found.group(1), own or {})
            # "Inc." at the end of a sentence has one full stop, not two.
            return words[:-1] if words.endswith(".") and found.string[found.end() : found.end() + 1] == "." else words

        return PLACE.sub(worded, pattern)

    def _worded(self, name: str, own: Mapping[str, str]) -> str:
        if name in own:
            return own[name]
        if name in self._slots:
            words = " ".join(self._slots[name])
        elif name in self._info:
            words = self._in_words(self._info[name], self._values[name])
        else:
            raise DomainError("placeholder_unknown", field=name, name=name)
        if not words:
            raise DomainError("placeholder_empty", field=name, name=name)
        return words

    def _in_words(self, info: PlaceholderInfo, value: LetterValue) -> str:
        if info.type is PlaceholderType.DATE:
            return format_date(value, "full", locale=self._locale) if isinstance(value, date) else ""
        if info.type is PlaceholderType.CODE:
            return self._code(info.name, str(value)) if value else ""
        if info.type is PlaceholderType.CODES:
            return format_list([self._code(info.name, str(code)) for code in _as_tuple(value)], locale=self._locale)
        if info.type is PlaceholderType.NUMBER:
            return format_decimal(value, locale=self._locale) if isinstance(value, int) else ""
        if info.type is PlaceholderType.CENTS:
            # Whole cents, so that no binary fraction ever meets money.
            return format_currency(Decimal(value) / 100, "USD", locale=self._locale) if isinstance(value, int) and value else ""
        if info.type is PlaceholderType.LIST:
            return format_list([str(each) for each in _as_tuple(value)], locale=self._locale)
        return str(value) if info.type is PlaceholderType.TEXT else ""

    def _code(self, name: str, code: str) -> str:
        words = self._template.words[name].get(code)
        if words is None:
            raise DomainError("code_unknown", field=name, name=name, value=code)
        return words

    def paragraphs(self, parts: tuple[Part, ...]) -> tuple[Paragraph, ...]:
        """The paragraphs whose conditions hold; lists and rows spread out, a slot's lines as paragraphs of their own."""
        made: list[Paragraph] = []
        for part in parts:
            if all(self.is_given(name) for name in part.when) and not any(self.is_given(name) for name in part.unless):
                made += self._spread(part)
        return tuple(made)

    def _spread(self, part: Part) -> list[Paragraph]:
        slot = part.text[1:-1] if part.text[1:-1] in self._slots else ""
        if slot:
            return [Paragraph(kind=part.kind, text=line, slot=slot) for line in self._slots[slot]]
        if not part.each:
            return [self._one(part, {})]
        info = self._info[part.each]
        spread: list[Paragraph] = []
        for entry in _as_tuple(self._values[part.each]):
            if isinstance(entry, date):
                own = {"item": format_date(entry, "full", locale=self._locale)}
            elif isinstance(entry, tuple):
                own = {str(place): cell for place, cell in enumerate(entry, start=1)}
            elif info.type is PlaceholderType.CODES:
                own = {"item": self._code(part.each, str(entry))}
            else:
                own = {"item": str(entry)}
            spread.append(self._one(part, own))
        return spread

    def _one(self, part: Part, own: Mapping[str, str]) -> Paragraph:
        return Paragraph(
            kind=part.kind,
            text=self.text(part.text, own),
            cells=tuple(self.text(cell, own) for cell in part.cells),
        )

    def closing(self) -> tuple[str, ...]:
        """The greeting, then who signs: a person where one is given, else the organisation."""
        organisation = self.text("{organisation_name}")
        if not self.is_given("signer_name"):
            return (self._template.wording["greeting"], organisation)
        office = [self.text("{signer_title}")] if self.is_given("signer_title") else []
        return (self._template.wording["greeting"], self.text("{signer_name}"), ", ".join((*office, organisation)))


def _as_tuple(value: LetterValue) -> tuple[str | date | tuple[str, ...], ...]:
    return value if isinstance(value, tuple) else ()


def _texts(value: LetterValue) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple(cell for entry in _as_tuple(value) for cell in (entry if isinstance(entry, tuple) else (str(entry),)))


_MANY = frozenset({PlaceholderType.LIST, PlaceholderType.CODES, PlaceholderType.ROWS, PlaceholderType.DATES})


def _cleaned(info: PlaceholderInfo, value: LetterValue | None) -> LetterValue:
    """The value through the gate; absent as ``""``, ``()`` or False.

    Raises:
        DomainError: ``placeholder_wrong`` when it is not of the type the template names.
    """
    if value is None:
        return () if info.type in _MANY else False if info.type is PlaceholderType.FLAG else ""
    cleaned = _cleaned_many(info, value) if info.type in _MANY else _cleaned_one(info, value)
    if cleaned is None:
        raise DomainError("placeholder_wrong", field=info.name, name=info.name, type=info.type.value)
    return cleaned


def _cleaned_one(info: PlaceholderInfo, value: LetterValue) -> LetterValue | None:
    """One flag, date, number or text; None where it is of another type."""
    if info.type is PlaceholderType.FLAG:
        return value if isinstance(value, bool) else None
    if info.type is PlaceholderType.DATE:
        return value if value == "" or isinstance(value, date) else None
    if info.type in (PlaceholderType.NUMBER, PlaceholderType.CENTS):
        return value if isinstance(value, int) and not isinstance(value, bool) else None
    return one_line(value) if isinstance(value, str) else None


def _cleaned_many(info: PlaceholderInfo, value: LetterValue) -> LetterValue | None:
    """Dates, rows or a list; None where it is of another type."""
    if not isinstance(value, tuple):
        return None
    if info.type is PlaceholderType.DATES:
        days = tuple(each for each in value if isinstance(each, date))
        return days if len(days) == len(value) else None
    if info.type is PlaceholderType.ROWS:
        rows = tuple(each for each in value if isinstance(each, tuple) and len(each) == info.columns)
        return tuple(tuple(one_line(cell) for cell in row) for row in rows) if len(rows) == len(value) else None
    texts = tuple(each for each in value if isinstance(each, str))
    return tuple(line for line in map(one_line, texts) if line) if len(texts) == len(value) else None
