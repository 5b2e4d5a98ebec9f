"""What somebody typed into a search box, as conditions on the index of cases.

The full-text tables are SQLite's; this is the only file that asks them. Everything typed is quoted: no sign has a meaning of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import sqlalchemy as sa

from caseapp.store.folding import digits_of, folded, spellings_of
from caseapp.store.tables import case_index

TEXT_LENGTH_MAX = 200
TOKENS_MAX = 12
# The trigram index knows pieces of three signs and more.
PART_LENGTH_MIN = 3
_YEAR_DIGITS, _COUNT_DIGITS, _PHONE_DIGITS = 4, 6, 10
# Hyphens and dashes of print stand in numbers that were copied from a page.
_NUMBER_SIGNS = frozenset("0123456789()+-./#\u2010\u2012\u2013\u2014\u2212\u00b7\u2022")


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing that has to be in a case: as beginnings of words, or as a part of number, telephone or e-mail address.

    Attributes:
        words: full-text expression for whole and beginning words; empty for none.
        parts: full-text expression for parts; empty for none.
    """

    words: str = ""
    parts: str = ""


def conditions_of(text: str) -> tuple[Condition, ...]:
    """Read a text. Every condition has to hold; none at all means that the text asks for nothing that could be found."""
    tokens = folded(text[:TEXT_LENGTH_MAX]).split()[:TOKENS_MAX]
    plain = [token for token in tokens if not _is_number(token) and "@" not in token]
    found = [_of_words(plain)] if plain else []
    found += [_of_email(token) for token in tokens if "@" in token]
    found += [_of_number(list(run)) for is_number, run in groupby(tokens, _is_number) if is_number]
    return tuple(condition for condition in found if condition.words or condition.parts)


def matching(condition: Condition, *, newest: int | None = None) -> sa.Select[int]:
    """Return the statement for the row numbers of cases in which the condition holds.

    Args:
        newest: at most so many from each of the two indexes, the newest first: short beginnings are in many thousands of cases.
    """
    asked = [_rows_of(table, match, newest) for table, match in (("case_words", condition.words), ("case_parts", condition.parts)) if match]
    either = sa.union(*(sa.select(rows.subquery().c.rowid) for rows in asked)).subquery() if len(asked) > 1 else asked[0].subquery()
    return sa.select(either.c.rowid)


def text_conditions(text: str) -> list[sa.ColumnElement[bool]]:
    """Return the text as conditions on `case_index`; one that never holds when the text has something but nothing to look for."""
    if not text.strip():
        return []
    found = conditions_of(text)
    return [case_index.c.seq.in_(matching(condition)) for condition in found] if found else [sa.false()]


def _rows_of(table: str, match: str, newest: int | None) -> sa.Select[int]:
    rowid: sa.ColumnClause[int] = sa.column("rowid", sa.Integer)
    searched = sa.table(table, rowid)
    statement = sa.select(rowid).select_from(searched).where(sa.literal_column(table).op("MATCH")(match))
    # Never by rank: with a short beginning that reads every hit. The newest cases are the ones asked about.
    return statement if newest is None else statement.order_by(rowid.desc()).limit(newest)


def _is_number(token: str) -> bool:
    return bool(digits_of(token)) and _NUMBER_SIGNS.issuperset(token)


def _of_words(tokens: list[str]) -> Condition:
    words = _beginnings(" ".join(tokens))
    only = tokens[0] if len(tokens) == 1 else ""
    return Condition(words=words, parts=f"emails : {_quoted(only)}" if len(only) >= PART_LENGTH_MIN else "")


def _of_email(token: str) -> Condition:
    part = token.strip("<>(),;")
    if len(part) >= PART_LENGTH_MIN:
        return Condition(parts=f"emails : {_quoted(part)}")
    return Condition(words=_beginnings(part))


def _of_number(tokens: list[str]) -> Condition:
    """A case number or its end, a telephone number in any form, a postal code, a house number."""
    digits = digits_of("".join(tokens))
    numbers = {digits} if len(digits) >= PART_LENGTH_MIN else set()
    if len(digits) <= _COUNT_DIGITS:
        numbers.add(digits.zfill(_COUNT_DIGITS))
    if len(digits) > _YEAR_DIGITS:
        numbers.add(f"{digits[:_YEAR_DIGITS]}-{digits[_YEAR_DIGITS:]}")
    if len(tokens) == 1 and len(tokens[0]) >= PART_LENGTH_MIN:
        numbers.add(tokens[0])
    phones = {digits} if len(digits) >= PART_LENGTH_MIN else set()
    if len(digits) == _PHONE_DIGITS + 1 and digits.startswith("1"):
        phones.add(digits[1:])
    parts = [f"number : {_quoted(each)}" for each in sorted(numbers)] + [f"phones : {_quoted(each)}" for each in sorted(phones)]
    return Condition(words=_beginnings(" ".join(tokens)), parts=" OR ".join(parts))


def _beginnings(text: str) -> str:
    """Return the expression for one of the ways to write the text, each word of it as a beginning."""
    ways = [" AND ".join(f"{_quoted(word)} *" for word in way) for way in spellings_of(text)]
    return ways[0] if len(ways) == 1 else " OR ".join(f"({way})" for way in ways)


def _quoted(text: str) -> str:
    # A string of FTS5 ends at a quotation mark that is not doubled, or at a zero byte.
    return '"' + text.replace("\0", "").replace('"', '""') + '"'
