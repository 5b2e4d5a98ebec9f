"""A template that may not be approved: every fault is named with file and line, and the faults of many are told at once."""

from __future__ import annotations

import pytest

from caseapp.domain.errors import DomainError
from caseapp.typesetting.press import Press
from tests.typesetting.samples import RESOURCES, read

EXTENSION = "letters/en/extension_notice.toml"
SPANISH = "letters/es/extension_notice.toml"
SHARED = {"every_letter.toml", "every_notice.toml", "privacy_notice.toml", "required_sentences.toml"}
NAMES = [
    f"letters/{language}/{path.name}"
    for language in ("en", "es")
    for path in sorted((RESOURCES / "letters" / language).iterdir())
    if path.name not in SHARED
]


@pytest.mark.parametrize("name", NAMES)
def test_every_template_of_the_program_may_be_approved(press: Press, name: str) -> None:
    assert press.check_template(name, read(name)) == ()


@pytest.mark.parametrize(
    ("old", "new", "code", "about"),
    [
        ('id = "L-12"', "id = L-12", "template_unreadable", "at line 1"),
        ('regime = "us_ca"\n', "", "template_incomplete", "regime"),
        ('kind = "extension_notice"', 'kind = "delay_notice"', "template_incomplete", "there is no kind of letter delay_notice"),
        ("sample = 2026-06-01\n", "\n", "template_incomplete", "new_last_day_on has no sample"),
        ('name = "still_to_do"', 'name = "reason"', "name_twice", "reason"),
        ('unless = "needed_from_you"', 'unles = "needed_from_you"', "template_incomplete", "a paragraph has no unles"),
        ("{new_last_day_on}", "{new_last_date}", "placeholder_unknown", "new_last_date"),
        ('when = "still_to_do"', 'when = "still_doing"', "placeholder_unknown", "still_doing"),
        ('text = "{reason}"', 'text = "{reason} }"', "stray_brace", "{reason} }"),
        ("The new last day for our answer is", "We answer by", "required_sentence_missing", "The new last day for our answer is"),
        ("by {first_last_day_on}", "by April 17, 2026", "date_typed", "April 1"),
        ('text = "{still_to_do}"', 'text = "A few things."', "slot_not_printed", "still_to_do"),
        ("sample = 2026-06-01", 'sample = ""', "sample_refused", "new_last_day_on: placeholder_empty"),
        ('sample = "We need the extra', 'sample = "123-45-6789. We need the extra', "sample_refused", "reason: blocked_number"),
        ("finished deleting", "finished \u05d0 deleting", "sample_looks_wrong", "letter: glyphs_present, character \u05d0"),
    ],
)
def test_a_fault_is_named_with_file_and_line(press: Press, old: str, new: str, code: str, about: str) -> None:
    content = read(EXTENSION).decode()
    assert old in content
    faulty = content.replace(old, new)
    faults = press.check_template(EXTENSION, faulty.encode())
    fault = next(each for each in faults if each.code == code)
    assert fault.file == EXTENSION
    assert about in fault.about
    line = faulty.splitlines()[fault.line - 1]
    whole = {"required_sentence_missing", "sample_refused"} | ({"template_incomplete"} if about in ("regime",) else set())
    assert new.strip().split("\n")[0] in line or code in whole or about.split()[0] in line


def test_many_faults_are_told_at_once(press: Press) -> None:
    content = (
        read(EXTENSION).decode().replace("{first_last_day_on}", "{first_day}").replace("The new last day for our answer is", "We answer by")
    )
    assert {each.code for each in press.check_template(EXTENSION, content.encode())} == {"placeholder_unknown", "required_sentence_missing"}


def test_a_spanish_template_is_held_to_the_spanish_sentences(press: Press) -> None:
    content = read(SPANISH).decode().replace("El nuevo último día para nuestra respuesta es el", "Responderemos el")
    (fault,) = press.check_template(SPANISH, content.encode())
    assert (fault.code, fault.about) == ("required_sentence_missing", "El nuevo último día para nuestra respuesta es el {new_last_day_on}.")


def test_an_address_that_does_not_fit_the_window_keeps_a_template_back(press: Press) -> None:
    name = "letters/en/agent_permission.toml"
    content = read(name).decode().replace("500 Mission St Fl 3", "5" * 80)
    faults = press.check_template(name, content.encode())
    assert {each.code for each in faults} == {"sample_looks_wrong"}
    assert all("address_fits" in each.about for each in faults)


def test_a_letter_of_too_many_sheets_keeps_a_template_back(press: Press) -> None:
    content = read(EXTENSION).decode() + '\n[[paragraphs]]\ntext = "' + "We need more time for this. " * 900 + '"\n'
    faults = press.check_template(EXTENSION, content.encode())
    assert any("pages" in each.about for each in faults)


def test_a_language_without_letters_is_refused_by_name(press: Press) -> None:
    with pytest.raises(DomainError, match="template_language_unknown") as refusal:
        press.check_template("letters/tlh/denial.toml", b"")
    assert refusal.value.facts["name"] == "letters/tlh/denial.toml"
