"""Counsel's list: everything from memory or not reviewed stands on it, with text, effect, citation, file and line."""

from __future__ import annotations

import re
from datetime import date

import pytest

from caseapp.domain.counsel import CounselItem, CounselReason, CounselSubject, counsel_reason
from caseapp.domain.regime import LawStatus
from caseapp.rulebook.counsel_items import gather_counsel_items
from tests.rulebook.shipped import RESOURCES, read, shipped_files, shipped_rulebook

ITEMS = gather_counsel_items(read, lambda folder: [entry.name for entry in (RESOURCES / folder).iterdir()])
LATEST = "regimes/us_ca/2027.toml"


def gathered(**replaced: str) -> tuple[CounselItem, ...]:
    """Gather with one file of law replaced; letters, sentences and scripts stay."""
    files = {path.replace("/", "__").replace(".", "_"): path for path in shipped_files()}
    texts = {files[name]: text.encode() for name, text in replaced.items()}
    return gather_counsel_items(
        lambda path: texts.get(path) or read(path), lambda folder: [entry.name for entry in (RESOURCES / folder).iterdir()]
    )


def item(key: str, items: tuple[CounselItem, ...] = ITEMS) -> CounselItem:
    found = [one for one in items if one.key == key]
    assert len(found) == 1, key
    return found[0]


def test_a_rule_from_memory_with_its_text_effect_citation_file_and_line() -> None:
    found = item(f"{LATEST}#rule.answer_admt")
    assert (found.subject, found.reason, found.status) == (CounselSubject.RULE, CounselReason.FROM_MEMORY, LawStatus.FROM_MEMORY)
    assert found.text == "Respond to a request about automated decision-making within 45 calendar days."
    assert found.effect == (
        ("kind", "answer"),
        ("request_types", "admt_access, admt_appeal"),
        ("count", "45"),
        ("unit", "calendar_days"),
        ("counts_from", "receipt"),
    )
    assert found.citation == "11 CCR 7021(b), 7221(b)(1), 7222"
    lines = read(LATEST).decode().splitlines()
    assert lines[found.line - 1 : found.line + 1] == ["[[rule]]", 'id = "answer_admt"']


def test_every_status_from_memory_of_the_files_of_law_is_on_the_list() -> None:
    for path, raw in shipped_files().items():
        marks = len(re.findall(r'^status = "from_memory"', raw.decode(), re.MULTILINE))
        assert len([one for one in ITEMS if one.file == path and one.reason is CounselReason.FROM_MEMORY]) == marks, path


def test_every_thing_the_program_loaded_is_on_the_list_while_nobody_has_reviewed_anything() -> None:
    book = shipped_rulebook()
    subjects = {subject: len([one for one in ITEMS if one.subject is subject]) for subject in CounselSubject}
    assert subjects[CounselSubject.RULE] == sum(len(regime.rules) for regime in book.regimes)
    assert subjects[CounselSubject.LIMIT] == sum(len(regime.limits) for regime in book.regimes)
    assert subjects[CounselSubject.GROUND] == len(book.grounds)
    assert subjects[CounselSubject.PROVISION] == len(book.provisions)
    assert subjects[CounselSubject.CHECKLIST] == len(book.checklists)
    assert subjects[CounselSubject.AUTHORITY] == len(book.authority)
    languages = ("en", "es")
    assert subjects[CounselSubject.GROUND_SENTENCE] == len({ground.letter_sentence_key for ground in book.grounds}) * len(languages)
    letters = [path for language in languages for path in (RESOURCES / "letters" / language).glob("*.toml")]
    assert subjects[CounselSubject.LETTER] == len(letters) - len(languages) + len(("en/metrics", "es/metrics", "es/policy", "es/glossary"))
    assert all(subjects[subject] > 0 for subject in CounselSubject)


def test_each_item_is_named_once_and_complete() -> None:
    assert len({one.key for one in ITEMS}) == len(ITEMS)
    for one in ITEMS:
        assert one.text, one.key
        assert one.citation or (one.subject is CounselSubject.LETTER and not one.name.startswith("L-")), (
            one.key
        )  # a part that letters share
        assert one.line >= 1
        assert (RESOURCES / one.file).is_file()


def test_a_letter_stands_with_its_whole_text_and_so_does_what_all_letters_share() -> None:
    (letter,) = [one for one in ITEMS if one.file == "letters/en/extension_notice.toml"]
    assert "{new_last_day_on}" in letter.text
    shared = item("letters/en/every_letter.toml#letter.every_letter")
    assert "We received your request on {received_on}." in shared.text
    assert "large print" in shared.text
    assert "to delete the personal information we collected from you" in shared.text


def test_the_sheet_of_counts_and_the_policy_in_spanish_stand_with_their_words() -> None:
    assert "Privacy requests we received in {year}" in item("sentences/en/metrics.toml#letter.metrics").text
    assert "Identificadores personales" in item("sentences/es/policy.toml#letter.policy").text


def test_a_sentence_of_a_letter_and_of_a_script() -> None:
    sentence = item("letters/en/required_sentences.toml#letter_sentence.extension_notice.1")
    assert sentence.text == "The new last day for our answer is {new_last_day_on}."
    assert sentence.citation == "Civ. Code 1798.130(a)(2)(A); 11 CCR 7021(b)"
    spoken = item("scripts/en/phone_request.toml#script_sentence.confirm_when")
    assert dict(spoken.effect)["confirms"] == "yes"


def test_a_sentence_of_a_ground_has_the_citation_of_the_ground() -> None:
    found = item("sentences/en/grounds.toml#ground_sentence.ground_delete_security")
    ground = shipped_rulebook().ground("delete_security")
    assert (found.citation, found.effect) == (ground.citation, (("language", "en"),))
    assert read(found.file).decode().splitlines()[found.line - 1].startswith("ground_delete_security = ")


REVIEWED = '\nreviewed_by = "Ana Peña"\nreviewed_on = 2026-12-01\n'


@pytest.mark.parametrize(("status", "left"), [("verified", False), ("own_choice", False), ("from_memory", True)])
def test_what_was_read_and_reviewed_leaves_the_list_and_what_is_remembered_stays(status: str, left: bool) -> None:
    text = read(LATEST).decode()
    head, tail = text.split('id = "answer"\n', 1)
    tail = tail.replace('status = "verified"\n', f'status = "{status}"{REVIEWED}', 1)
    items = gathered(regimes__us_ca__2027_toml=f'{head}id = "answer"\n{tail}')
    found = [one for one in items if one.key == f"{LATEST}#rule.answer"]
    assert bool(found) is left
    if found:
        assert (found[0].reviewed_by, found[0].reviewed_on) == ("Ana Peña", date(2026, 12, 1))
    assert len(items) == len(ITEMS) - (0 if left else 1)


def test_an_approval_holds_for_these_words_only() -> None:
    text = read(LATEST).decode()
    before = item(f"{LATEST}#rule.answer").fingerprint
    for changed in (text.replace("Respond within 45", "Answer within 45"), text.replace("count = 45", "count = 44", 1)):
        assert item(f"{LATEST}#rule.answer", gathered(regimes__us_ca__2027_toml=changed)).fingerprint != before
    marked = text.replace('id = "answer"\n', 'id = "answer"\n# a remark\n')
    assert item(f"{LATEST}#rule.answer", gathered(regimes__us_ca__2027_toml=marked)).fingerprint == before


@pytest.mark.parametrize(
    ("status", "reviewed_by", "reason"),
    [
        (LawStatus.FROM_MEMORY, None, CounselReason.FROM_MEMORY),
        (LawStatus.FROM_MEMORY, "Ana Peña", CounselReason.FROM_MEMORY),
        (LawStatus.OWN_CHOICE, None, CounselReason.OWN_CHOICE),
        (LawStatus.OWN_CHOICE, "Ana Peña", None),
        (LawStatus.VERIFIED, None, CounselReason.NOT_REVIEWED),
        (LawStatus.VERIFIED, "Ana Peña", None),
        (None, None, CounselReason.NOT_REVIEWED),
        (None, "Ana Peña", None),
    ],
)
def test_why_something_is_on_the_list(status: LawStatus | None, reviewed_by: str | None, reason: CounselReason | None) -> None:
    assert counsel_reason(status, reviewed_by) is reason
