"""How hard a text is to read: the Flesch-Kincaid grade of English (11 CCR 7003(a) asks for plain language)."""

from __future__ import annotations

import re

HIGHEST_GRADE = 9.0
"""Our own choice: what a person of nine school years reads."""


def syllables(word: str) -> int:
    """Vowel groups, less a silent final e; at least one."""
    word = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1:
        groups -= 1
    if word.endswith("ed") and not word.endswith(("ted", "ded")) and groups > 1:
        groups -= 1
    return max(1, groups)


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade level; 0 where there are no words."""
    sentences = [each for each in re.split(r"(?<=[.!?:])\s+|\n", text) if re.search("[A-Za-z]", each)]
    words = re.findall(r"[A-Za-z][A-Za-z'’-]*", text)
    if not words:
        return 0.0
    count = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * count / len(words) - 15.59
