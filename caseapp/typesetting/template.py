"""Letter templates as data: read from TOML, checked once, never able to reach a file or run anything.

A template knows three things: ``{name}`` in a text, `when` / `unless` on a paragraph (a name that is given, or ``name:code``
for a code among several), and `each` for lists and rows. A template may give a standard placeholder a sample of its own.
Parts that every letter carries stand in `every_letter.toml` of the same language (rulebook 3.1).
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseapp.domain.letters import (
    LetterKind,
    LetterValue,
    ParagraphKind,
    PlaceholderInfo,
    PlaceholderType,
    SlotInfo,
    TemplateInfo,
)
from caseapp.services.trouble import Trouble

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


def read_template(name: str, content: bytes, every: bytes, required: bytes) -> Template:
    """Return the template in `content`, joined with the parts of every letter.

    Raises:
        Trouble: ``resource_faulty`` with `file` and what is wrong in `reason`.
    """
    try:
        return _read(content, every, required)
    except (KeyError, TypeError, ValueError) as error:
        raise Trouble("resource_faulty", file=name, line=1, reason=str(error)) from error


def _read(content: bytes, every: bytes, required: bytes) -> Template:
    own, shared, sentences = (tomllib.loads(data.decode("utf-8")) for data in (content, every, required))
    kind = LetterKind(own["kind"])
    words: dict[str, dict[str, str]] = {**shared.get("words", {}), **own.get("words", {})}
    standard = {each["name"]: _placeholder(each, words) for each in shared["placeholders"]}
    declared = [_placeholder(each, words) for each in own.get("placeholders", [])]
    if len(declared) != len({each.name for each in declared}):
        raise ValueError("a placeholder is declared twice")
    placeholders = tuple({**standard, **{each.name: each for each in declared}}.values())
    slots = tuple(_slot(each) for each in own.get("slots", []))
    parts = tuple(_part(each) for each in (*shared["opening"], *own["paragraphs"]))
    enclosures = tuple(_enclosure(each) for each in own.get("enclosures", []))
    template = Template(
        info=TemplateInfo(
            kind=kind,
            id=own["id"],
            version=own["version"],
            language=own["language"],
            regime=own["regime"],
            reviewer=own["reviewer"] or None,
            sha256=hashlib.sha256(content + b"\0" + every).hexdigest(),
            placeholders=placeholders,
            editable_slots=slots,
            citations=tuple(own["citations"]),
        ),
        document_title=own["document_title"],
        title=own["title"],
        parts=parts,
        notes=tuple(_part(each) for each in shared["notes"]),
        enclosures=enclosures,
        words=words,
        wording=shared["wording"],
        required=tuple(each["text"] for each in (*sentences["every"], *sentences.get(kind.value, []))),
        standard=frozenset(standard),
    )
    _check(template)
    return template


def _placeholder(raw: dict[str, Any], words: Mapping[str, Mapping[str, str]]) -> PlaceholderInfo:
    type_ = PlaceholderType(raw["type"])
    codes = tuple(words[raw["name"]]) if type_ in (PlaceholderType.CODE, PlaceholderType.CODES) else ()
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
        return tuple(str(each) for each in raw)
    if isinstance(raw, str | bool | int | date):
        return raw
    raise ValueError("a sample is text, a flag, a number, a date, a list or rows")


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
        raise ValueError(f"a paragraph has no {', '.join(sorted(unknown))}")
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


def _check(template: Template) -> None:
    """Raise ValueError for an unknown name, a name used twice, a stray brace, or a required sentence that is missing."""
    info = template.info
    names = [each.name for each in info.placeholders] + [each.name for each in info.editable_slots]
    if len(names) != len(set(names)):
        raise ValueError("a name stands twice among placeholders and slots")
    known = set(names)
    enclosed = [part for enclosure in template.enclosures for part in enclosure.parts]
    for part in (*template.parts, *template.notes, *enclosed):
        asked = part.places() | {name.partition(":")[0] for name in (*part.when, *part.unless)}
        asked |= {part.each} if part.each else set()
        if asked - known:
            raise ValueError(f"unknown placeholder {sorted(asked - known)[0]}")
        for text in (part.text, *part.cells):
            if re.search(r"[{}]", PLACE.sub("", text)):
                raise ValueError(f"a stray brace in: {text}")
    titles = (template.title, *(enclosure.title for enclosure in template.enclosures))
    for text in (*titles, *(template.wording[key] for key in ("salutation", "reference"))):
        if set(PLACE.findall(text)) - known:
            raise ValueError(f"unknown placeholder in: {text}")
    said = [part.text for part in (*template.parts, *template.notes, *enclosed)]
    for sentence in template.required:
        if not any(sentence in text for text in said):
            raise ValueError(f"the required sentence is missing: {sentence}")
