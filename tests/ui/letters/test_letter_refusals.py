"""What keeps a letter from being written is said with the letter's and the language's names."""

from __future__ import annotations

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterKind
from caseapp.ui.labels import label
from caseapp.ui.letters.wording import word_letter_errors
from caseapp.ui.wording import ErrorWording


def sentence(code: str, **facts: object) -> str:
    wording = ErrorWording()
    word_letter_errors(wording)
    return wording.sentence(DomainError(code, **facts))


def test_a_missing_template_is_named_with_its_language() -> None:
    for kind in LetterKind:
        said = sentence("template_missing", kind=kind.value, language="es")
        assert said == f"There is no letter “{label(kind)}” in Spanish. Choose another language for the answer in the case, then write it."


def test_a_language_without_name_is_told_by_its_code() -> None:
    assert "in tlh." in sentence("template_missing", kind="denial", language="tlh")


def test_the_sheet_of_a_year_is_no_letter_of_a_case() -> None:
    said = sentence("template_missing", kind="metrics", language="es")
    assert said == "There is no sheet of the year's counts in Spanish. Choose another language."


def test_a_ground_without_sentence_tells_the_language() -> None:
    assert "no sentence for letters in Spanish." in sentence("ground_has_no_sentence", ground="accurate", language="es")
