"""What each letter says, word for word, as a reader of the PDF finds it."""

from __future__ import annotations

import re

import pytest

from caseapp.domain.letters import LetterFormat, LetterKind
from caseapp.typesetting.press import Press
from tests.typesetting.samples import GOLDENS, sample

_FOOT = re.compile(r"Reference2026-004812Page\dof\d")


@pytest.mark.parametrize("kind", LetterKind)
def test_the_letter_says_what_was_read_and_agreed(press: Press, kind: LetterKind) -> None:
    text = press.text_of(press.render(sample(press, kind), LetterFormat.LETTER))
    assert text + "\n" == (GOLDENS / f"{kind}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", LetterKind)
def test_large_print_and_plain_text_have_the_same_words(press: Press, kind: LetterKind) -> None:
    letter = sample(press, kind)
    large = _FOOT.sub("", "".join(press.text_of(press.render(letter, LetterFormat.LARGE_PRINT)).split()))
    plain = "".join(press.render(letter, LetterFormat.TEXT).decode().split())
    for paragraph in (*letter.paragraphs, *letter.notes):
        for words in (paragraph.text, *paragraph.cells):
            assert "".join(words.split()) in large
            assert "".join(words.split()) in plain
