"""The sheet of one year's counts: five rights, fifteen counts and five means (11 CCR 7102), in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from caseapp.cli.letter_samples import SAMPLE_COUNTS
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import Paper, ParagraphKind
from caseapp.typesetting.metrics_sheet import mean_days
from caseapp.typesetting.press import Press


def made(press: Press, language: str = "en", counts: tuple = SAMPLE_COUNTS, practice: bool = False) -> Paper:  # type: ignore[type-arg]
    return press.metrics_sheet(
        counts, year=2025, organisation="Example Recovery Services", made_on=date(2026, 4, 8), language=language, practice=practice
    )


def rows(paper: Paper) -> list[tuple[str, ...]]:
    return [part.cells for part in paper.paragraphs if part.kind is ParagraphKind.TABLE_ROW]


def test_both_ways_to_know_are_one_count(press: Press) -> None:
    counts = rows(made(press))
    assert counts[:5] == [
        ("To delete", "1,204", "611", "402", "158"),
        ("To correct", "63", "38", "9", "13"),
        ("To know", "390", "236", "75", "62"),
        ("To stop sale and sharing", "340", "338", "0", "2"),
        ("To limit the use of sensitive information", "18", "18", "0", "0"),
    ]
    assert counts[7] == ("To know", "27.5", "373")


def test_the_mean_is_that_of_all_answers() -> None:
    know = SAMPLE_COUNTS[:2]
    assert mean_days(know) == pytest.approx((24.5 * 204 + 31.2 * 169) / 373)
    assert mean_days(()) is None


def test_a_year_without_requests_has_no_days(press: Press) -> None:
    assert rows(made(press, counts=()))[5] == ("To delete", "-", "0")


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("en", "as of Wednesday, April 8, 2026."), ("es", "Las cifras están al día hasta el miércoles, 8 de abril de 2026.")],
)
def test_the_sheet_says_its_day_in_words_and_names_nobody(press: Press, language: str, wanted: str) -> None:
    paper = made(press, language)
    said = " ".join(press.text_of(press.paper(paper)).split())
    assert wanted in said
    assert "2025" in said
    assert wanted in press.paper_text(paper).decode()


def test_practice_is_said(press: Press) -> None:
    assert press.paper_text(made(press, practice=True)).decode().startswith("PRACTICE - not real figures")


def test_a_language_that_lacks_the_sheet_is_named(press: Press) -> None:
    with pytest.raises(DomainError, match="template_missing") as refusal:
        made(press, "tlh")
    assert refusal.value.facts == {"kind": "metrics", "language": "tlh"}
