"""Letters are easy to read: a school grade of nine at most by Flesch and Kincaid (11 CCR 7003(a))."""

from __future__ import annotations

import pytest

from caseapp.domain.letters import ComposedLetter, LetterKind, LetterValue, ParagraphKind
from caseapp.domain.reading_grade import HIGHEST_GRADE, grade
from caseapp.typesetting.press import Press
from tests.typesetting.samples import sample, template

ENCLOSED: dict[bool, dict[str, LetterValue]] = {False: {"enclose_notice": True}, True: {}}
"""The privacy notice goes with letters to a person only."""


_READ = (ParagraphKind.TEXT, ParagraphKind.OFFICER_TEXT, ParagraphKind.ITEM, ParagraphKind.QUOTE, ParagraphKind.CHECK_BOX)


def read_text(letter: ComposedLetter, statutory: tuple[str, ...]) -> str:
    """What is read as sentences; what the template marks as the law's own words counts as a short name."""
    enclosed = tuple(part for enclosure in letter.enclosures for part in enclosure.paragraphs)
    text = "\n".join(part.text for part in (*letter.paragraphs, *letter.notes, *enclosed) if part.kind in _READ)
    for words in statutory:
        text = text.replace(words, "the State")
    return text


@pytest.mark.parametrize("kind", LetterKind)
def test_reading_grade(press: Press, kind: LetterKind) -> None:
    info = template(press, kind)
    for each in info.samples:
        letter = press.compose(kind, "en", dict(each.values), dict(each.slots))
        assert grade(read_text(letter, info.statutory)) <= HIGHEST_GRADE, each.id


def test_what_is_marked_as_the_law_s_own_words_stands_in_its_letter(press: Press) -> None:
    for info in press.templates():
        said = "\n".join(
            text
            for each in info.samples
            for text in press.compose(info.kind, info.language, dict(each.values) | ENCLOSED[info.to_business], dict(each.slots)).all_text()
        )
        for words in info.statutory:
            assert words in said, (info.id, info.language)


def test_the_measure_tells_plain_from_heavy() -> None:
    assert grade("The cat sat on the mat. It was glad.") < 3
    assert grade("Notwithstanding contractual obligations, organizational verification methodologies necessitate documentation.") > 15


@pytest.mark.parametrize("kind", LetterKind)
def test_no_lawyers_words(press: Press, kind: LetterKind) -> None:
    said = "\n".join(sample(press, kind).all_text()).lower()
    for word in ("hereby", "pursuant", "herein", "aforementioned", "thereof", "shall ", "we regret", "the undersigned"):
        assert word not in said


@pytest.mark.parametrize("kind", LetterKind)
def test_no_promise_the_law_has_overtaken(press: Press, kind: LetterKind) -> None:
    """The policy of 2021 limits answers to twelve months; the law does not (11 CCR 7024(h))."""
    said = "\n".join(sample(press, kind).all_text())
    assert "twelve" not in said
    assert "12-month" not in said
