"""Answers that leave as files: they open with their passphrase only, say the same, and the frozen letter stays what it was."""

from __future__ import annotations

import io
import math

import pikepdf
import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterFormat, LetterKind
from caseapp.typesetting.encryption import WORDS
from caseapp.typesetting.press import Press
from tests.typesetting.samples import read, sample


@pytest.mark.parametrize("kind", LetterKind)
def test_it_opens_with_its_passphrase_only_and_has_the_same_text(press: Press, kind: LetterKind) -> None:
    letter = press.render(sample(press, kind), LetterFormat.LETTER)
    passphrase = press.new_passphrase("en")
    content = press.locked(letter, passphrase)
    for wrong in ("", passphrase.upper(), passphrase.replace("-", " "), passphrase[:-1], press.new_passphrase("en")):
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(io.BytesIO(content), password=wrong)
    with pikepdf.open(io.BytesIO(content), password=passphrase) as pdf:
        assert (pdf.encryption.R, pdf.encryption.bits) == (6, 256)
        assert str(pdf.encryption.stream_method).endswith("aesv3")
        assert pdf.allow.accessibility
        assert pdf.allow.extract
        assert bool(pdf.Root.MarkInfo.Marked)
        buffer = io.BytesIO()
        pdf.save(buffer)
    assert press.text_of(buffer.getvalue()) == press.text_of(letter)


def test_nothing_of_the_letter_can_be_read_in_the_file(press: Press) -> None:
    letter = press.render(sample(press, LetterKind.DENIAL), LetterFormat.LETTER)
    content = press.locked(letter, "mango-tide-miss-cave-quit-elbow")
    for told in (b"Our answer", b"Example Recovery", b"caseapp", b"en-US", b"mango"):
        assert told not in content
    assert press.render(sample(press, LetterKind.DENIAL), LetterFormat.LETTER) == letter


def test_two_files_of_one_letter_have_no_key_in_common(press: Press) -> None:
    letter = press.render(sample(press, LetterKind.DENIAL), LetterFormat.LETTER)
    assert press.locked(letter, "a") != press.locked(letter, "a")


def test_plain_text_cannot_be_locked(press: Press) -> None:
    with pytest.raises(DomainError, match="only_pdf_can_be_locked"):
        press.locked(press.render(sample(press, LetterKind.DENIAL), LetterFormat.TEXT), "a")


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_passphrase_is_six_words_that_can_be_said(press: Press, language: str) -> None:
    words = read(f"passphrases/{language}.txt").decode("ascii").split()
    assert len(set(words)) == len(words)
    assert WORDS * math.log2(len(words)) > 64
    assert all(word.islower() and word.isalpha() and 3 <= len(word) <= 8 for word in words)
    made = [press.new_passphrase(language) for _ in range(200)]
    assert len(set(made)) == 200
    assert all(len(each.split("-")) == WORDS and set(each.split("-")) <= set(words) for each in made)


def test_a_language_without_a_list_has_english_words(press: Press) -> None:
    assert set(press.new_passphrase("vi").split("-")) <= set(read("passphrases/en.txt").decode().split())
