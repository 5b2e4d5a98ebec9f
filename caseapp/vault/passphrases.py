"""What a passphrase has to be: long, and not what everybody would try first (NIST SP 800-63B-4, ASVS 6.2).

No rule asks for capitals or digits, nothing expires, and there are no hints. Offline guessing cannot be slowed down by the
program beyond its cost, so the passphrase is the control.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from caseapp.domain.errors import DomainError
from caseapp.vault.common_words import COMMON_WORDS

LENGTH_MIN, LENGTH_MAX = 15, 128
# What has to be left of a passphrase when everything that a guesser tries first is taken away.
REST_MIN = 8
NAME_PART_LENGTH_MIN = 4
RUN_LENGTH_MIN = 4
_LINES = "abcdefghijklmnopqrstuvwxyz 01234567890 qwertyuiop asdfghjkl zxcvbnm qwertzuiop azertyuiop 1qaz2wsx3edc4rfv5tgb6yhn".split()
_RUNS = frozenset(
    run[start : start + RUN_LENGTH_MIN] for line in _LINES for run in (line, line[::-1]) for start in range(len(run) - RUN_LENGTH_MIN + 1)
)
_LEET = str.maketrans({"0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})


def check_passphrase(text: str, *, login: str, words: Iterable[str]) -> None:
    """Accept a new passphrase or say why not. Spaces and every letter count; length is counted in signs after NFC.

    Args:
        login: the name the person signs in with.
        words: words that are easily guessed here: the office, its brands, its telephone numbers.

    Raises:
        DomainError: ``passphrase_too_short`` or ``passphrase_too_long`` (with `length` and the limit), ``passphrase_contains_name``,
            ``passphrase_too_common``; the field is ``passphrase``.
    """
    text = unicodedata.normalize("NFC", text)
    if len(text) < LENGTH_MIN:
        raise DomainError("passphrase_too_short", "passphrase", length=len(text), at_least=LENGTH_MIN)
    if len(text) > LENGTH_MAX:
        raise DomainError("passphrase_too_long", "passphrase", length=len(text), at_most=LENGTH_MAX)
    folded = _folded(text)
    if any(part in folded for part in _name_parts(login)):
        raise DomainError("passphrase_contains_name", "passphrase")
    if any(len(_rest(spelling, words)) < REST_MIN for spelling in (folded, folded.translate(_LEET))):
        raise DomainError("passphrase_too_common", "passphrase")


def strength(text: str) -> int:
    """Estimate from 0 (falls at once) to 4 (strong) for the meter beside the field; an estimate only, and no gate."""
    folded = _folded(unicodedata.normalize("NFC", text))
    rest = min((_rest(spelling, ()) for spelling in (folded, folded.translate(_LEET))), key=len)
    kinds = sum(bool(re.search(pattern, text)) for pattern in (r"[a-z]", r"[A-Z]", r"\d", r"[^\w\s]"))
    # About two bits for a letter of running text; signs of several kinds are less easily foreseen.
    bits = len(rest) * (2.0 + 0.5 * max(0, kinds - 1))
    return sum(bits >= limit for limit in (16, 28, 40, 54))


def _folded(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(sign))


def _name_parts(login: str) -> list[str]:
    folded = _folded(login).strip()
    parts = [part for part in re.split(r"[^\w]|_", folded) if len(part) >= NAME_PART_LENGTH_MIN]
    return [*parts, folded] if len(folded) >= NAME_PART_LENGTH_MIN else parts


def _rest(folded: str, words: Iterable[str]) -> str:
    """Return the letters and digits that are left without known words, runs of the keyboard or the alphabet, and repetitions."""
    rest = folded
    here = [_folded(word) for word in words]
    known = {word for word in (*here, *(re.sub(r"\W", "", word) for word in here)) if len(word) >= NAME_PART_LENGTH_MIN}
    for word in sorted({*known, *COMMON_WORDS}, key=len, reverse=True):
        rest = rest.replace(word, " ")
    rest = _without_runs(rest)
    rest = re.sub(r"[^\w]|_", "", rest)
    before = ""
    while rest != before:
        before = rest
        rest = re.sub(r"(.+?)\1+", r"\1", rest)
    return rest


def _without_runs(text: str) -> str:
    marked = [False] * len(text)
    for start in range(len(text) - RUN_LENGTH_MIN + 1):
        if text[start : start + RUN_LENGTH_MIN] in _RUNS:
            marked[start : start + RUN_LENGTH_MIN] = [True] * RUN_LENGTH_MIN
    return "".join(" " if is_run else sign for sign, is_run in zip(text, marked, strict=True))
