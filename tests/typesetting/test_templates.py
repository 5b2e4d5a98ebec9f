"""Templates as data: all there, all checked, and refused by name where something is wrong."""

from __future__ import annotations

from itertools import pairwise

import pytest

from caseapp.domain.letters import NOTICES, LetterKind, PlaceholderType
from caseapp.services.trouble import Trouble
from caseapp.typesetting.press import Press
from tests.typesetting.samples import make_press, read, sample, template, words

EXTENSION = "letters/en/extension_notice.toml"
EVERY = "letters/en/every_letter.toml"


def test_every_kind_has_an_english_template(press: Press) -> None:
    assert {info.kind for info in press.templates() if info.language == "en"} == set(LetterKind)


@pytest.mark.parametrize("kind", LetterKind)
def test_a_template_says_where_it_comes_from(press: Press, kind: LetterKind) -> None:
    info = template(press, kind)
    assert info.id.startswith("L-")
    assert info.regime == "us_ca"
    assert info.version
    assert info.citations
    assert len(info.sha256) == 64
    assert info.reviewer is None, "nobody has reviewed these texts yet"


def test_the_hash_of_a_template_covers_the_parts_of_every_letter(press: Press) -> None:
    other = make_press({EVERY: read(EVERY).replace(b"Good to know", b"Also good to know")})
    for before, after in zip(press.templates(), other.templates(), strict=True):
        assert before.kind is after.kind
        assert (before.sha256 != after.sha256) is (before.language == "en" and before.kind not in NOTICES)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (b"{new_last_day_on}.", b"{new_last_date}.", "placeholder unknown: new_last_date"),
        (b"The new last day for our answer is", b"We answer by", "required sentence missing"),
        (b'text = "{reason}"', b'text = "{reason} }"', "stray brace"),
        (b'unless = "needed_from_you"', b'unles = "needed_from_you"', "a paragraph has no unles"),
        (b'when = "still_to_do"', b'when = "still_doing"', "placeholder unknown: still_doing"),
        (b'kind = "extension_notice"', b'kind = "delay_notice"', "delay_notice"),
        (b'title = "Your request {case_number}', b'title = "Your request {number}', "placeholder unknown: number"),
    ],
)
def test_a_faulty_template_is_refused_and_named(old: bytes, new: bytes, reason: str) -> None:
    content = read(EXTENSION)
    assert old in content
    with pytest.raises(Trouble) as refusal:
        make_press({EXTENSION: content.replace(old, new)})
    assert refusal.value.code == "resource_faulty"
    assert refusal.value.facts["file"] == EXTENSION
    line = refusal.value.facts["line"]
    faulty = content.replace(old, new).splitlines()
    assert new in faulty[int(str(line)) - 1] or "sentence" in reason
    assert reason in str(refusal.value.facts["reason"])


def test_a_template_that_is_no_toml_is_refused() -> None:
    with pytest.raises(Trouble, match="resource_faulty"):
        make_press({EXTENSION: b"id = "})


@pytest.mark.parametrize("kind", LetterKind)
def test_samples_fill_every_needed_place(press: Press, kind: LetterKind) -> None:
    for each in template(press, kind).placeholders:
        if each.needed:
            assert each.sample != ""
            assert each.sample != ()
        if each.type is PlaceholderType.ROWS:
            assert each.columns > 1


@pytest.mark.parametrize("kind", LetterKind)
def test_the_title_in_the_file_names_neither_person_nor_case(press: Press, kind: LetterKind) -> None:
    letter = sample(press, kind)
    assert letter.reference.removeprefix("Reference ") not in letter.document_title
    assert "Ana" not in letter.document_title


def test_titles_in_the_file_tell_the_kinds_apart(press: Press) -> None:
    titles = sorted(sample(press, kind).document_title for kind in LetterKind)
    assert all(first != second for first, second in pairwise(titles))


@pytest.mark.parametrize("kind", [kind for kind in LetterKind if kind not in NOTICES])
def test_every_letter_carries_what_every_answer_has(press: Press, kind: LetterKind) -> None:
    letter = sample(press, kind)
    said = words(letter) + "\n" + "\n".join(note.text for note in letter.notes)
    assert letter.date_line == ("Wednesday, April 22, 2026" if kind is LetterKind.LATE else "Wednesday, April 8, 2026")
    assert "2026-004812" in letter.title
    to_requestor = kind in (LetterKind.AGENT_PERMISSION, LetterKind.PARENT_FORM)
    for wanted in (
        "We received your request on Tuesday, March 3, 2026.",
        "It asks us to " if to_requestor else "you asked us to ",
        "866-555-0188",
        "privacy@recovery.example",
        "large print",
        "24 months",
        "treat you differently",
        "California Privacy Protection Agency",
        "Attorney General",
    ):
        assert wanted in said


@pytest.mark.parametrize("kind", sorted(NOTICES))
def test_a_letter_to_a_business_speaks_of_the_person_and_never_to_the_person(press: Press, kind: LetterKind) -> None:
    letter = sample(press, kind)
    said = words(letter) + "\n" + "\n".join(note.text for note in letter.notes)
    assert template(press, kind).to_business
    for wanted in (
        "We received a privacy request under California law on Tuesday, March 3, 2026.",
        "Ana Peña",
        "keep it safe",
        "2026-004812",
    ):
        assert wanted in said
    assert letter.salutation.startswith("To ")
    assert "You can get this letter in large print" not in said
