"""Values and slots to a letter: every place filled or refused by name."""

from __future__ import annotations

from datetime import date

import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import (
    LetterFormat,
    LetterKind,
    LetterValue,
    ParagraphKind,
    composed_from_json,
    composed_to_json,
)
from caseapp.typesetting.press import Press
from tests.typesetting.samples import sample, slots_of, values_of, words

SECRET = "123-45-6789"


def test_dates_are_worded_long_with_the_weekday(press: Press) -> None:
    letter = sample(press, LetterKind.EXTENSION_NOTICE, new_last_day_on=date(2026, 6, 1), first_last_day_on=date(2026, 4, 17))
    assert "The new last day for our answer is Monday, June 1, 2026." in words(letter)
    assert "Until now, our answer was due by Friday, April 17, 2026." in words(letter)


def test_requests_are_worded_from_their_codes(press: Press) -> None:
    letter = sample(press, LetterKind.CONFIRM_RECEIPT, requests=("delete", "opt_out"))
    assert (
        "you asked us to delete the personal information we collected from you and to stop selling or sharing your "
        "personal information." in words(letter)
    )


@pytest.mark.parametrize(
    ("kind", "other", "code", "name"),
    [
        (LetterKind.EXTENSION_NOTICE, {"new_last_date": date(2026, 6, 1)}, "placeholder_unknown", "new_last_date"),
        (LetterKind.EXTENSION_NOTICE, {"new_last_day_on": ""}, "placeholder_empty", "new_last_day_on"),
        (LetterKind.EXTENSION_NOTICE, {"new_last_day_on": "June 1, 2026"}, "placeholder_wrong", "new_last_day_on"),
        (LetterKind.EXTENSION_NOTICE, {"recipient_name": "  \u200b "}, "placeholder_empty", "recipient_name"),
        (LetterKind.EXTENSION_NOTICE, {"addressee_lines": ()}, "placeholder_empty", "addressee_lines"),
        (LetterKind.EXTENSION_NOTICE, {"addressee_lines": "1 Main St"}, "placeholder_wrong", "addressee_lines"),
        (LetterKind.EXTENSION_NOTICE, {"practice": "yes"}, "placeholder_wrong", "practice"),
        (LetterKind.EXTENSION_NOTICE, {"requests": ("erase",)}, "code_unknown", "requests"),
        (LetterKind.DELETE_REFUSED, {"kept": (("a", "b"),)}, "placeholder_wrong", "kept"),
        (LetterKind.SERVICE_PROVIDER, {"verified": True, "client_name": ""}, "placeholder_empty", "client_name"),
        (LetterKind.KNOW_SPECIFIC, {"withheld": (f"Number {SECRET}",)}, "blocked_number", "withheld"),
        (LetterKind.KNOW_SPECIFIC, {"files": (("1", f"Notes on {SECRET}", "1 page"),)}, "blocked_number", "files"),
    ],
)
def test_a_value_that_does_not_go_is_refused_by_name(
    press: Press, kind: LetterKind, other: dict[str, LetterValue], code: str, name: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        sample(press, kind, **other)
    assert refusal.value.code == code
    assert refusal.value.facts["name"] == name
    assert SECRET not in str(refusal.value.facts)


def test_a_needed_value_that_is_not_given_is_refused(press: Press) -> None:
    values = values_of(press, LetterKind.CONFIRM_RECEIPT)
    del values["answer_by_on"]
    with pytest.raises(DomainError, match="placeholder_empty"):
        press.compose(LetterKind.CONFIRM_RECEIPT, "en", values, {})


@pytest.mark.parametrize(
    ("slots", "code"),
    [
        ({"reason": ""}, "slot_empty"),
        ({"reason": " \n "}, "slot_empty"),
        ({"excuse": "Because"}, "slot_unknown"),
        ({"reason": "x" * 601}, "slot_too_long"),
        ({"reason": f"Your number is {SECRET}."}, "blocked_number"),
        ({"reason": "Your card 4111 1111 1111 1111 was used."}, "blocked_number"),
        ({"reason": "Licence D1234567 is on file."}, "blocked_number"),
    ],
)
def test_a_slot_that_does_not_go_is_refused(press: Press, slots: dict[str, str], code: str) -> None:
    values = values_of(press, LetterKind.EXTENSION_NOTICE)
    with pytest.raises(DomainError) as refusal:
        press.compose(LetterKind.EXTENSION_NOTICE, "en", values, slots_of(press, LetterKind.EXTENSION_NOTICE, **slots))
    assert refusal.value.code == code
    assert SECRET not in str(refusal.value.facts)


def test_a_letter_that_is_not_posted_needs_no_address(press: Press) -> None:
    letter = sample(press, LetterKind.OPT_OUT_CONFIRMED, addressee_lines=(), without_address=True)
    assert letter.addressee.lines == ()
    assert all(check.ok for check in press.check(letter, LetterFormat.LETTER))
    assert "ANA PEÑA\nWednesday" in press.text_of(press.render(letter, LetterFormat.LETTER))
    assert "Ana Peña\n\nWednesday" in press.render(letter, LetterFormat.TEXT).decode()


def test_a_letter_of_no_template_is_refused(press: Press) -> None:
    with pytest.raises(DomainError, match="template_missing"):
        press.compose(LetterKind.DENIAL, "tlh", {}, {})


def test_the_lines_of_a_slot_become_paragraphs_that_name_it(press: Press) -> None:
    slots = slots_of(press, LetterKind.EXTENSION_NOTICE, reason="One company is late.\r\n\r\nWe asked again on Monday.")
    letter = press.compose(LetterKind.EXTENSION_NOTICE, "en", values_of(press, LetterKind.EXTENSION_NOTICE), slots)
    assert [part.text for part in letter.paragraphs if part.slot == "reason"] == ["One company is late.", "We asked again on Monday."]


def test_braces_in_a_value_stay_what_they_are(press: Press) -> None:
    letter = sample(press, LetterKind.CONFIRM_RECEIPT, recipient_name="{case_number} {reason} {0}")
    assert letter.salutation == "Dear {case_number} {reason} {0}:"


def test_an_empty_list_prints_none(press: Press) -> None:
    letter = sample(press, LetterKind.KNOW_CATEGORIES, disclosed=(), sources=())
    texts = [part.text for part in letter.paragraphs]
    assert texts[texts.index("Where we got it") + 1] == "None."
    assert texts[-1] == "None."


def test_the_six_lists_of_a_categories_answer_stand_in_order(press: Press) -> None:
    headings = [part.text for part in sample(press, LetterKind.KNOW_CATEGORIES).paragraphs if part.kind is ParagraphKind.HEADING]
    assert headings == [
        "Kinds of personal information we collected",
        "Where we got it",
        "Why we collected it",
        "Kinds of third parties to whom we disclosed it",
        "Kinds of personal information we sold or shared",
        "Kinds of personal information we disclosed for a business purpose",
    ]


def test_the_client_is_named_only_to_a_verified_person(press: Press) -> None:
    verified = sample(press, LetterKind.SERVICE_PROVIDER, verified=True)
    stranger = sample(press, LetterKind.SERVICE_PROVIDER, verified=False)
    assert "Lakeside Credit Union" in words(verified)
    assert "800-555-0142" in words(verified)
    everything = "\n".join(stranger.all_text())
    assert "Lakeside" not in everything
    assert "800-555-0142" not in everything
    assert "March 5" not in everything
    assert "We can name a business only to a person whose identity we have checked" in everything


def test_a_part_held_for_others_is_not_called_all(press: Press) -> None:
    letter = sample(press, LetterKind.SERVICE_PROVIDER, verified=True, answered_apart=True)
    assert "All the information" not in words(letter)
    assert "Part of the information we have about you, we hold for Lakeside Credit Union." in words(letter)


@pytest.mark.parametrize(
    ("requests", "said", "not_said"),
    [
        (("know_specific",), "specific pieces of personal information.", "did not delete"),
        (("delete",), "We did not delete any information.", "any specific pieces"),
        (("correct", "delete"), "We did not change any information.", "any specific pieces"),
    ],
)
def test_an_unverified_answer_says_what_was_not_done(press: Press, requests: tuple[str, ...], said: str, not_said: str) -> None:
    text = words(sample(press, LetterKind.UNVERIFIED, requests=requests, answered_as_categories=False))
    assert said in text
    assert not_said not in text
    assert "recovery.example/privacy" in text


def test_a_refused_deletion_gives_exception_and_facts_for_each_category(press: Press) -> None:
    letter = sample(press, LetterKind.DELETE_REFUSED, offer_opt_out=False, deleted=())
    rows = [part.cells for part in letter.paragraphs if part.kind is ParagraphKind.TABLE_ROW]
    assert len(rows) == 2
    assert all(all(cell for cell in row) for row in rows)
    assert "There was nothing else to delete." in words(letter)
    assert "stop any sale" not in words(letter)


def test_the_declaration_has_the_words_of_the_code(press: Press) -> None:
    letter = sample(press, LetterKind.REQUEST_INFORMATION, declaration=True)
    (form,) = letter.enclosures
    assert "I declare under penalty of perjury under the laws of the State of California that the foregoing is true and correct." in [
        part.text for part in form.paragraphs
    ]
    lines = [part.text for part in form.paragraphs if part.kind is ParagraphKind.FORM_LINE]
    assert lines == ["Printed name", "Signature", "Date signed", "City and state where you sign"]
    assert sample(press, LetterKind.REQUEST_INFORMATION, declaration=False).enclosures == ()


def test_who_signs(press: Press) -> None:
    assert sample(press, LetterKind.DENIAL).closing == ("Sincerely,", "Rita Chen", "Privacy Officer, Example Recovery Services")
    assert sample(press, LetterKind.DENIAL, signer_name="").closing == ("Sincerely,", "Example Recovery Services")


def test_a_letter_for_another_person_says_so(press: Press) -> None:
    assert "mean Luis Peña" in words(sample(press, LetterKind.DELETE_DONE, about_name="Luis Peña"))


@pytest.mark.parametrize("kind", LetterKind)
def test_a_frozen_letter_comes_back_as_it_was(press: Press, kind: LetterKind) -> None:
    letter = sample(press, kind, practice=True)
    assert composed_from_json(composed_to_json(letter)) == letter


@pytest.mark.parametrize("text", ["{}", "[]", "null", '{"kind": "denial"}', "nonsense"])
def test_what_is_no_frozen_letter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"composed letter|Expecting value"):
        composed_from_json(text)


def test_every_ground_has_its_sentence(press: Press) -> None:
    assert press.ground_sentence("not_california", "en").endswith("California.")
    with pytest.raises(DomainError, match="ground_has_no_sentence"):
        press.ground_sentence("because", "en")


def test_a_name_that_ends_in_a_full_stop_ends_a_sentence_once(press: Press) -> None:
    said = words(sample(press, LetterKind.CONFIRM_AGENT))
    assert "this permission to Clearpath" not in said
    assert "Tell us that you gave Clearpath Privacy, Inc. this permission." in said
    about = words(sample(press, LetterKind.AGENT_PERMISSION, about_name="Clearpath Privacy, Inc."))
    assert "for you or for Clearpath Privacy, Inc." in about
    assert ".." not in about
