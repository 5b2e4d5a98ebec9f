"""The words of a template that an officer may change, and the template with other words at their places.

Only words change, and which paragraphs stand in which order: conditions, lists, placeholders, samples, slots, kind and language are
taken over as they are. The result is a template file like any other and goes through the same reader and the same checks. A place is
named by the keys that lead to it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from caseapp.domain.letters import ParagraphKind, TemplateText
from caseapp.domain.rewriting import ADDED, PARAGRAPHS
from caseapp.typesetting.gate import one_line

TITLE = "title"


def texts_of(content: bytes) -> tuple[TemplateText, ...]:
    """Return the texts of a template in the order they are printed, with their places."""
    return tuple(text for text, _, _ in _places(tomllib.loads(content.decode("utf-8"))))


def with_texts(content: bytes, texts: Mapping[str, str], *, version: str, order: Sequence[str] = ()) -> bytes:
    """Return the template with other words at the named places and another version; every text on one line, through the gate.

    Args:
        order: the paragraphs of the letter in their order, those named `ADDED` being new; empty for the order it has.

    Raises:
        KeyError: the template has no such place.
    """
    raw = tomllib.loads(content.decode("utf-8"))
    places = {text.place: (holder, key) for text, holder, key in _places(raw)}
    for place, words in texts.items():
        if not place.startswith(ADDED):
            holder, key = places[place]
            holder[key] = one_line(words)
    if order:
        standing = {f"{PARAGRAPHS}{number}": part for number, part in enumerate(raw["paragraphs"], start=1)}
        raw["paragraphs"] = [
            {"text": one_line(texts[place])} if place.startswith(ADDED) else standing[place] for place in order
        ]  # fmt: skip
    raw["version"] = version
    raw["status"], raw["reviewer"] = ("draft" if raw["language"] == "en" else "for a translator's review"), ""
    return _written(raw).encode("utf-8")


def _places(raw: dict[str, Any]) -> Iterator[tuple[TemplateText, Any, Any]]:
    """Each text with what holds it and the key it has there."""
    yield TemplateText(place=TITLE, kind=ParagraphKind.HEADING, text=raw["title"]), raw, "title"
    yield from _paragraphs("paragraphs", raw["paragraphs"], enclosure=0)
    for number, enclosure in enumerate(raw.get("enclosures", ()), start=1):
        place = f"enclosures.{number}"
        title = TemplateText(place=f"{place}.title", kind=ParagraphKind.HEADING, text=enclosure["title"], enclosure=number)
        yield title, enclosure, "title"
        yield from _paragraphs(f"{place}.paragraphs", enclosure["paragraphs"], enclosure=number)


def _paragraphs(place: str, paragraphs: list[dict[str, Any]], *, enclosure: int) -> Iterator[tuple[TemplateText, Any, Any]]:
    for number, part in enumerate(paragraphs, start=1):
        about = TemplateText(
            place=f"{place}.{number}",
            kind=ParagraphKind(part.get("kind", "text")),
            text=part.get("text", ""),
            when=_names(part.get("when", ())),
            unless=_names(part.get("unless", ())),
            each=part.get("each", ""),
            enclosure=enclosure,
        )
        if about.text:
            yield about, part, "text"
        for cell, words in enumerate(part.get("cells", ()), start=1):
            yield replace(about, place=f"{about.place}.cell.{cell}", text=words), part["cells"], cell - 1


def _names(raw: Any) -> tuple[str, ...]:
    return (raw,) if isinstance(raw, str) else tuple(raw)


def _written(raw: Mapping[str, Any]) -> str:
    """The template as TOML: single values, then tables, then lists of tables, each value on a line of its own."""
    lines = [f"{_key(name)} = {_value(value)}" for name, value in raw.items() if not _is_table(value)]
    for name, value in raw.items():
        if isinstance(value, dict):
            lines += _table(f"[{_key(name)}]", value)
    for name, value in raw.items():
        if _is_table(value) and isinstance(value, list):
            for each in value:
                lines += _table(f"[[{_key(name)}]]", each)
    return "\n".join(lines) + "\n"


def _table(head: str, table: Mapping[str, Any]) -> list[str]:
    return ["", head, *(f"{_key(name)} = {_value(value)}" for name, value in table.items())]


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and bool(value) and isinstance(value[0], dict))


def _key(name: str) -> str:
    return json.dumps(name, ensure_ascii=False)


def _value(value: Any) -> str:
    """One value; what stands in an enclosure's paragraphs is written as inline tables."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # A string of JSON is one of TOML, save that TOML wants the delete character escaped too.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(name)} = {_value(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    raise TypeError(f"no template holds a {type(value).__name__}")
