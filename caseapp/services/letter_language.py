"""The words of our own records in the language of a letter: the lists of the policy, and the categories that were decided.

What nobody has written in that language is printed as it stands, and the officer is told which words these are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from caseapp.domain.letters import LetterCheck, LetterValue
from caseapp.services.ports import LetterPress

HOUSE_LANGUAGE = "en"
_BETWEEN = "; "

LISTS = frozenset(
    {
        "categories", "sources", "purposes", "recipients", "disclosed", "sold_or_shared", "deleted", "done_anyway", "kept", "changes",
        "refused", "corrected", "notice_categories", "notice_sources", "notice_purposes", "notice_disclosed", "notice_recipients",
        "notice_role", "searched", "signer_title",
    }
)  # fmt: skip
"""Placeholders that are filled from the facts of the organisation or from categories; of rows, only the first cell and the recipients."""

WRITTEN_LISTS = frozenset({"files", "withheld", "not_searched"})
"""Lists an officer writes, which may begin with our own words: what is known is put into the language, all else stands as it was typed."""

_FACTS_FROM = {"kept": 1, "refused": 1, "changes": 1}
"""From this cell on a row is an officer's own words, or a ground that has its sentence."""


def known_words(press: LetterPress, text: str, language: str) -> str:
    """Return words of our records in the language, or as they stand where nobody has written them in it."""
    return text if language == HOUSE_LANGUAGE else press.policy_text(text, language) or text


def in_language(press: LetterPress, values: Mapping[str, LetterValue], language: str) -> tuple[dict[str, LetterValue], tuple[str, ...]]:
    """Return the values with the words of our records in the language, and those that nobody has written in it."""
    if language == HOUSE_LANGUAGE:
        return dict(values), ()
    missing: dict[str, None] = {}

    def said(text: str) -> str:
        parts = [(part, press.policy_text(part, language)) for part in text.split(_BETWEEN)]
        missing.update((part, None) for part, found in parts if found is None and part)
        return _BETWEEN.join(found or part for part, found in parts)

    def known(text: str) -> str:
        return known_words(press, text, language)

    put: dict[str, LetterValue] = {}
    for name, value in values.items():
        put[name] = _put(name, value, said) if name in LISTS else _put(name, value, known) if name in WRITTEN_LISTS else value
    return put, tuple(missing)


def language_check(missing: tuple[str, ...]) -> LetterCheck:
    """Say which words of a letter are not in its language."""
    facts: dict[str, object] = {"text": missing[0], "count": len(missing)} if missing else {}
    return LetterCheck(code="in_its_language", ok=not missing, facts=facts)


def _put(name: str, value: LetterValue, said: Callable[[str], str]) -> LetterValue:
    if isinstance(value, str):
        return said(value) if value else value
    if not isinstance(value, tuple):
        return value
    return tuple(_row(name, entry, said) if isinstance(entry, tuple) else said(str(entry)) for entry in value)  # type: ignore[return-value]


def _row(name: str, row: tuple[str, ...], said: Callable[[str], str]) -> tuple[str, ...]:
    own = _FACTS_FROM.get(name, len(row))
    return tuple(said(cell) if place < own else cell for place, cell in enumerate(row))
