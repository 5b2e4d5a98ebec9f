"""The language of the window."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from caseapp.ui import qt_dates
from caseapp.ui.language import spoken, start_language, use_language

# A catalogue of one word: "today" in the context "Dates" is "hoy".
ONE_WORD = base64.b64decode(
    "PLhkGMrvnJXNIRy/YKG93acAAAACZXNCAAAACAB7WokAAAAAaQAAACUDAAAABgBoAG8AeQgAAAAABgAAAAV0b2RheQcAAAAFRGF0ZXMBiAAAAAIBAQ=="
)
TODAY = date(2026, 4, 17)


@pytest.fixture(autouse=True)
def _back_to_english(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    use_language(qapp, "en")
    QLocale.setDefault(before)


def test_spanish_speaks_spanish_and_english_comes_back(qapp: QApplication) -> None:
    use_language(qapp, "es", ONE_WORD)
    assert qt_dates.relative(TODAY, TODAY) == "hoy"
    assert "abril" in qt_dates.long_date(TODAY)
    use_language(qapp, "en")
    assert qt_dates.relative(TODAY, TODAY) == "today"
    assert qt_dates.day_date(TODAY) == "Fri Apr 17"


def test_a_language_of_the_desktop_changes_nothing(qapp: QApplication) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.German))
    use_language(qapp, "en")
    assert qt_dates.month_title(TODAY) == "April 2026"
    assert qt_dates.weekday_date(TODAY) == "Friday, April 17"


def test_a_damaged_catalogue_is_refused_and_changes_nothing(qapp: QApplication) -> None:
    use_language(qapp, "es", ONE_WORD)
    with pytest.raises(ValueError, match="not a catalogue"):
        use_language(qapp, "en", b"damaged")
    assert qt_dates.relative(TODAY, TODAY) == "hoy"


def test_there_are_two_languages(qapp: QApplication) -> None:
    with pytest.raises(KeyError):
        use_language(qapp, "fr")


def test_the_start_speaks_what_was_chosen(qapp: QApplication) -> None:
    start_language(qapp, "es", ONE_WORD)
    assert (spoken(qapp), qt_dates.relative(TODAY, TODAY)) == ("es", "hoy")


@pytest.mark.expects_warnings
@pytest.mark.parametrize("catalogue", [None, b"damaged"])
def test_the_start_speaks_english_where_the_translation_is_missing_or_damaged(qapp: QApplication, catalogue: bytes | None) -> None:
    start_language(qapp, "es", catalogue)
    assert (spoken(qapp), qt_dates.month_title(TODAY)) == ("en", "April 2026")
