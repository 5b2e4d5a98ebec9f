"""Letter templates as data: read from TOML, checked once, never able to reach a file or run anything.

A template knows three things: ``{name}`` in a text, `when` / `unless` on a paragraph (a name that is given, or ``name:code``
for a code among several), and `each` for lists and rows. A template may give a standard placeholder a sample of its own, and
further samples that show other letters of the rule book it prints.

Parts that every letter carries stand beside it in the same language: `every_letter.toml` for letters to a person (rulebook 3.1),
with the privacy notice of `privacy_notice.toml` for an enclosure; `every_notice.toml` for letters to a business.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.domain.letters import (
    NOTICES,
    LetterKind,
    LetterSample,
    LetterValue,
    ParagraphKind,
    PlaceholderInfo,
    PlaceholderType,
    SlotInfo,
    TemplateInfo,
)
from caseapp.services.trouble import Trouble

EVERY_LETTER = "every_letter.toml"
EVERY_NOTICE = "every_notice.toml"
PRIVACY_NOTICE = "privacy_notice.toml"
REQUIRED = "required_sentences.toml"
SHARED = (EVERY_LETTER, EVERY_NOTICE, PRIVACY_NOTICE, REQUIRED)
"""The files of a language that are no template of their own."""

PLACE = re.compile(r"\{([a-z_]+|[1-9])\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One paragraph of a template."""

    kind: ParagraphKind
    text: str = ""
    cells: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    each: str = ""

    def places(self) -> set[str]:
        """The placeholders its texts name, without ``item`` and the cell numbers of `each`."""
        named = {name for text in (self.text, *self.cells) for name in PLACE.findall(text)}
        return {name for name in named if not (self.each and (name == "item" or name.isdigit()))}


@dataclass(frozen=True, slots=True, kw_only=True)
class EnclosureTemplate:
    """A page of its own, included when all flags of `when` hold."""

    title: str
    when: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A checked template, joined with the parts of every letter.

    Attributes:
        words: for a placeholder of type `code` or `codes`, the words of each code.
        wording: salutation, greeting, page, reference, practice.
    """

    info: TemplateInfo
    document_title: str
    title: str
    parts: tuple[Part, ...]
    notes: tuple[Part, ...]
    enclosures: tuple[EnclosureTemplate, ...]
    words: Mapping[str, Mapping[str, str]]
    wording: Mapping[str, str]
    required: tuple[str, ...]
    standard: frozenset[str]


class Faulty(ValueError):
    """A fault of a template: `code` and `about` as in `TemplateFault`, and the words in the file that it stands at."""

    def __init__(self, code: str, about: str, at: str = "") -> None:
        super().__init__(f"{code.replace('_', ' ')}: {about}")
        self.code = code
        self.about = about
        self.at = at or about


def read_template(name: str, content: bytes, shared: Mapping[str, bytes]) -> Template:
    """Return the template in `content`, joined with the parts of every letter.

    Args:
        shared: the files `SHARED` of its language by name.

    Raises:
        Trouble: ``resource_faulty`` with `file`, `line` and what is wrong in `reason`.
    """
    try:
        return parse(content, shared)
    except (KeyError, TypeError, ValueError) as error:
        raise Trouble("resource_faulty", file=name, line=line_of(content, error), reason=str(error)) from error


def line_of(content: bytes, error: Exception) -> int:
    """Return the line of a template that a fault stands at, counted from 1; 1 where it is about the whole."""
    found = re.search(r"at line (\d+)", str(error))
    if isinstance(error, tomllib.TOMLDecodeError) and found:
        return int(found[1])
    wanted = error.at if isinstance(error, Faulty) else ""
    lines = content.decode("utf-8", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if wanted and wanted in line), 1)


def parse(content: bytes, shared: Mapping[str, bytes]) -> Template:
    """Return the template, checked.

    Raises:
        KeyError, TypeError, ValueError: something is missing or of the wrong kind; `Faulty` where the place is known.
    """
    template = unchecked(content, shared)
    for fault in faults_of(template):
        raise fault
    return template


def unchecked(content: bytes, shared: Mapping[str, bytes]) -> Template:
    """Return the template with whatever its words name; `faults_of` says what is wrong with them.

    Raises:
        KeyError, TypeError, ValueError: as `parse`.
    """
    own = tomllib.loads(content.decode("utf-8"))
    kind = _kind(own["kind"])
    to_business = kind in NOTICES
    frame_file = EVERY_NOTICE if to_business else EVERY_LETTER
    frame, notice, sentences = (tomllib.loads(shared[file].decode("utf-8")) for file in (frame_file, PRIVACY_NOTICE, REQUIRED))
    if to_business:
        notice = {}
    words: dict[str, dict[str, str]] = {**frame.get("words", {}), **own.get("words", {})}
    given = {each["name"]: _placeholder(each, words) for each in (*frame["placeholders"], *notice.get("placeholders", ()))}
    declared = [_placeholder(each, words) for each in own.get("placeholders", [])]
    placeholders = tuple({**given, **{each.name: each for each in declared}}.values())
    slots = tuple(_slot(each) for each in own.get("slots", []))
    names = [each.name for each in declared] + [each.name for each in slots]
    _refuse_twins([*names, *(name for name in given if name not in {each.name for each in declared})])
    samples = (_base_sample(own["id"], placeholders, slots), *(_sample(each, placeholders, slots) for each in own.get("samples", [])))
    return Template(
        info=TemplateInfo(
            kind=kind,
            id=own["id"],
            version=own["version"],
            language=own["language"],
            regime=own["regime"],
            reviewer=own["reviewer"] or None,
            sha256=hashlib.sha256(b"\0".join((content, shared[frame_file], b"" if to_business else shared[PRIVACY_NOTICE]))).hexdigest(),
            placeholders=placeholders,
            editable_slots=slots,
            citations=tuple(own["citations"]),
            status=own["status"],
            to_business=to_business,
            statutory=(*frame.get("statutory", ()), *notice.get("statutory", ()), *own.get("statutory", ())),
            samples=samples,
        ),
        document_title=own["document_title"],
        title=own["title"],
        parts=tuple(_part(each) for each in (*frame[own.get("opening", "opening")], *own["paragraphs"])),
        notes=tuple(_part(each) for each in frame["notes"]),
        enclosures=tuple(_enclosure(each) for each in (*own.get("enclosures", ()), *notice.get("enclosures", ()))),
        words=words,
        wording=frame["wording"],
        required=tuple(each["text"] for each in (*sentences["every_notice" if to_business else "every"], *sentences.get(kind.value, []))),
        standard=frozenset(given),
    )


def _kind(raw: str) -> LetterKind:
    if raw not in set(LetterKind):
        raise Faulty("template_incomplete", f"there is no kind of letter {raw}", at=raw)
    return LetterKind(raw)


def _refuse_twins(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            raise Faulty("name_twice", name, at=f'name = "{name}"')
        seen.add(name)


def _placeholder(raw: dict[str, Any], words: Mapping[str, Mapping[str, str]]) -> PlaceholderInfo:
    type_ = PlaceholderType(raw["type"])
    codes = tuple(words[raw["name"]]) if type_ in (PlaceholderType.CODE, PlaceholderType.CODES) else ()
    if "sample" not in raw:
        raise Faulty("template_incomplete", f"{raw['name']} has no sample", at=f'name = "{raw["name"]}"')
    return PlaceholderInfo(
        name=raw["name"],
        type=type_,
        needed=raw.get("needed", True),
        sample=_value(raw["sample"]),
        columns=raw.get("columns", 0),
        codes=codes,
    )


def _value(raw: object) -> LetterValue:
    if isinstance(raw, list):
        if raw and isinstance(raw[0], list):
            return tuple(tuple(str(cell) for cell in row) for row in raw)
        days = tuple(each for each in raw if isinstance(each, date))
        return days if raw and len(days) == len(raw) else tuple(str(each) for each in raw)
    if isinstance(raw, str | bool | int | date):
        return raw
    raise ValueError("a sample is text, a flag, a number, a date, a list or rows")


def _base_sample(id: str, placeholders: Iterable[PlaceholderInfo], slots: Iterable[SlotInfo]) -> LetterSample:
    return LetterSample(
        id=id,
        values=tuple((each.name, each.sample) for each in placeholders),
        slots=tuple((each.name, each.sample) for each in slots),
    )


def _sample(raw: dict[str, Any], placeholders: Iterable[PlaceholderInfo], slots: Iterable[SlotInfo]) -> LetterSample:
    """A further sample: what it does not name is as in the first."""
    values = {each.name: each.sample for each in placeholders}
    written = {each.name: each.sample for each in slots}
    for name, value in raw.get("values", {}).items():
        if name not in values:
            raise Faulty("placeholder_unknown", name)
        values[name] = _value(value)
    for name, text in raw.get("slots", {}).items():
        if name not in written:
            raise Faulty("placeholder_unknown", name)
        written[name] = text
    return LetterSample(id=raw["id"], values=tuple(values.items()), slots=tuple(written.items()))


def _slot(raw: dict[str, Any]) -> SlotInfo:
    return SlotInfo(
        name=raw["name"],
        label_key=raw["label_key"],
        required=raw["required"],
        sample=raw["sample"],
        longest=raw.get("longest", 600),
    )


def _part(raw: dict[str, Any]) -> Part:
    unknown = set(raw) - {"kind", "text", "cells", "when", "unless", "each"}
    if unknown:
        raise Faulty("template_incomplete", f"a paragraph has no {', '.join(sorted(unknown))}", at=f"{sorted(unknown)[0]} =")
    return Part(
        kind=ParagraphKind(raw.get("kind", "text")),
        text=raw.get("text", ""),
        cells=tuple(raw.get("cells", ())),
        when=_names(raw.get("when", ())),
        unless=_names(raw.get("unless", ())),
        each=raw.get("each", ""),
    )


def _enclosure(raw: dict[str, Any]) -> EnclosureTemplate:
    return EnclosureTemplate(
        title=raw["title"],
        when=_names(raw.get("when", ())),
        parts=tuple(_part(each) for each in raw["paragraphs"]),
    )


def _names(raw: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return (raw,) if isinstance(raw, str) else tuple(raw)


def faults_of(template: Template) -> Iterator[Faulty]:
    """Yield what is wrong with the words: an unknown name, a stray brace, a required sentence that is missing."""
    info = template.info
    known = {each.name for each in info.placeholders} | {each.name for each in info.editable_slots}
    enclosed = [part for enclosure in template.enclosures for part in enclosure.parts]
    for part in (*template.parts, *template.notes, *enclosed):
        asked = part.places() | {name.partition(":")[0] for name in (*part.when, *part.unless)}
        asked |= {part.each} if part.each else set()
        yield from (Faulty("placeholder_unknown", name) for name in sorted(asked - known))
        for text in (part.text, *part.cells):
            if re.search(r"[{}]", PLACE.sub("", text)):
                yield Faulty("stray_brace", text)
    for enclosure in template.enclosures:
        yield from (Faulty("placeholder_unknown", name) for name in sorted(set(enclosure.when) - known))
    titles = (template.title, *(enclosure.title for enclosure in template.enclosures))
    for text in (*titles, *(template.wording[key] for key in ("salutation", "reference"))):
        yield from (Faulty("placeholder_unknown", name) for name in sorted(set(PLACE.findall(text)) - known))
    said = [part.text for part in (*template.parts, *template.notes, *enclosed)]
    for sentence in template.required:
        if not any(sentence in text for text in said):
            yield Faulty("required_sentence_missing", sentence, at="kind =")
