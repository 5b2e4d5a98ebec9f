"""Letters are easy to read: a school grade of nine at most by Flesch and Kincaid (11 CCR 7003(a))."""

from __future__ import annotations

import re

import pytest

from caseapp.domain.letters import LetterKind, ParagraphKind
from caseapp.typesetting.press import Press
from tests.typesetting.samples import sample

STATUTORY = (
    # The words of Code Civ. Proc. 2015.5, and the names of the two offices, are not ours to change.
    "I declare under penalty of perjury under the laws of the State of California that the foregoing is true and correct.",
    "California Privacy Protection Agency (cppa.ca.gov)",
    "California Attorney General (oag.ca.gov)",
)


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
    """The Flesch-Kincaid grade level."""
    sentences = [each for each in re.split(r"(?<=[.!?:])\s+|\n", text) if re.search("[A-Za-z]", each)]
    words = re.findall(r"[A-Za-z][A-Za-z'’-]*", text)
    count = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * count / len(words) - 15.59


@pytest.mark.parametrize("kind", LetterKind)
def test_reading_grade(press: Press, kind: LetterKind) -> None:
    letter = sample(press, kind)
    enclosed = tuple(part for enclosure in letter.enclosures for part in enclosure.paragraphs)
    own = [
        part.text
        for part in (*letter.paragraphs, *letter.notes, *enclosed)
        if part.kind in (ParagraphKind.TEXT, ParagraphKind.OFFICER_TEXT, ParagraphKind.ITEM, ParagraphKind.QUOTE)
    ]
    text = "\n".join(own)
    for words in STATUTORY:
        text = text.replace(words, "the State")
    assert grade(text) <= 9.0


def test_the_measure_tells_plain_from_heavy() -> None:
    assert grade("The cat sat on the mat. It was glad.") < 3
    assert grade("Notwithstanding contractual obligations, organizational verification methodologies necessitate documentation.") > 15


@pytest.mark.parametrize("kind", LetterKind)
def test_no_lawyers_words(press: Press, kind: LetterKind) -> None:
    said = "\n".join(sample(press, kind).all_text()).lower()
    for word in ("hereby", "pursuant", "herein", "aforementioned", "thereof", "shall ", "we regret"):
        assert word not in said


@pytest.mark.parametrize("kind", LetterKind)
def test_no_promise_the_law_has_overtaken(press: Press, kind: LetterKind) -> None:
    """The policy of 2021 limits answers to twelve months; the law does not (11 CCR 7024(h))."""
    said = "\n".join(sample(press, kind).all_text())
    assert "twelve" not in said
    assert "12-month" not in said
