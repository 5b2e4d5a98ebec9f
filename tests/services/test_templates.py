"""The office's own templates: a new version, a second person, letters that keep theirs, and nothing hostile gets through."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy.exc

from caseapp.domain.channel import ReplyBy
from caseapp.domain.errors import Conflict, DomainError, NotAllowed
from caseapp.domain.letters import LetterFormat, LetterKind
from caseapp.domain.operators import SecondPersonAct
from caseapp.domain.rewriting import Fate, Rewriting, paragraphs_of
from caseapp.domain.template_versions import ReviewerKind, TemplateState
from caseapp.domain.word_difference import Change
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letter_pages import preview_letter
from caseapp.services.letters import draft_letter, renew_letter_template, submit_letter
from caseapp.services.parties import change_reply
from caseapp.services.policies import set_second_person
from caseapp.services.template_pages import TemplateRow, template_list, template_sheet
from caseapp.services.template_trial import try_texts
from caseapp.services.templates import (
    approve_template,
    drop_template_draft,
    record_template_review,
    return_template,
    save_template_draft,
    submit_template,
    withdraw_template,
)
from tests.fakes.real_parts import real_press
from tests.house import TestHouse

KIND = LetterKind.CONFIRM_RECEIPT
LAST = "You do not have to do anything now. If we understood your request in the wrong way, please tell us soon."
NEW = "You need not do anything now. Tell us soon if we got your request wrong."


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    made = TestHouse(tmp_path / "office")
    yield made
    made.close()


def place_of(words: str, kind: LetterKind = KIND, language: str = "en") -> str:
    press = real_press()
    return next(each.place for each in press.template_texts(press.template_source(kind, language)) if words in each.text)


PLACE = place_of(LAST)


def submitted(house: TestHouse, words: str = NEW) -> str:
    desk = house.officer()
    base = template_sheet(desk, KIND, "en").row.info.version
    created = submit_template(desk, KIND, "en", base_name=base, texts={PLACE: words}).created_id
    assert created is not None
    return created


def approved(house: TestHouse, words: str = NEW) -> str:
    version_id = submitted(house, words)
    approve_template(house.second_officer(), version_id)
    return version_id


def row(house: TestHouse) -> TemplateRow:
    return next(each for each in template_list(house.desk) if (each.info.kind, each.info.language) == (KIND, "en"))


def text_of(house: TestHouse, letter_id: str) -> str:
    content = preview_letter(house.desk, letter_id, format=LetterFormat.TEXT).content
    assert content is not None
    return content.decode()


def events(house: TestHouse) -> list[str]:
    with house.desk.uow() as uow:
        return [each.action for each in uow.history.entries(limit=1000) if each.thing == "template"]


def test_a_version_is_in_force_when_a_second_person_approved_it(house: TestHouse) -> None:
    version_id = submitted(house)
    assert row(house).waiting == "1.1"
    assert row(house).state is TemplateState.SHIPPED
    with pytest.raises(NotAllowed, match="second_person_needed"):
        approve_template(house.officer(), version_id)
    approve_template(house.second_officer(), version_id)
    assert row(house).state is TemplateState.IN_FORCE
    assert row(house).info.version == "1.1"
    sheet = template_sheet(house.desk, KIND, "en")
    assert next(each.text for each in sheet.texts if each.place == PLACE) == NEW
    assert events(house) == ["template_submitted", "template_approved"]


def test_one_person_may_do_both_where_the_policy_says_so(house: TestHouse) -> None:
    set_second_person(house.admin(), SecondPersonAct.APPROVE_TEMPLATE, is_required=False, reason="one officer")
    version_id = submitted(house)
    approve_template(house.officer(), version_id)
    with house.desk.uow() as uow:
        entry = uow.history.entries(limit=1000)[-1]
    assert dict(entry.facts)["one_person"] == "True"


def test_letters_keep_the_template_they_began_with(house: TestHouse) -> None:
    case_id = house.make_case("delete")
    older = draft_letter(house.officer(), case_id, KIND).created_id
    approved(house)
    newer = draft_letter(house.officer(), case_id, KIND).created_id
    assert older is not None
    assert newer is not None
    assert LAST in text_of(house, older)
    assert NEW in text_of(house, newer)
    told = preview_letter(house.desk, older).template
    assert told is not None
    assert (told.name, told.in_force, told.is_older) == ("1", "1.1", True)
    submit_letter(house.officer(), older)
    approve_letter(house.second_officer(), older)
    with house.desk.uow() as uow:
        letter = uow.letters.get(older)
    assert letter.template_version == "1"
    assert LAST in letter.composed


def test_a_draft_may_take_the_template_in_force(house: TestHouse) -> None:
    case_id = house.make_case("delete")
    letter_id = draft_letter(house.officer(), case_id, KIND).created_id
    assert letter_id is not None
    approved(house)
    renew_letter_template(house.officer(), letter_id)
    assert NEW in text_of(house, letter_id)


def test_withdrawn_means_the_one_before_is_in_force_again(house: TestHouse) -> None:
    approved(house)
    second = approved(house, NEW + " Thank you.")
    case_id = house.make_case("delete")
    letter_id = draft_letter(house.officer(), case_id, KIND).created_id
    assert letter_id is not None
    assert row(house).info.version == "1.2"
    withdraw_template(house.officer(), second, reason="wrong thanks")
    assert row(house).info.version == "1.1"
    with pytest.raises(DomainError, match="letter_template_withdrawn"):
        submit_letter(house.officer(), letter_id)
    renew_letter_template(house.officer(), letter_id)
    submit_letter(house.officer(), letter_id)
    states = {each.version.name: each.state for each in template_sheet(house.desk, KIND, "en").versions}
    assert states == {"1.2": TemplateState.WITHDRAWN, "1.1": TemplateState.IN_FORCE}
    with pytest.raises(DomainError, match="template_not_approved"):
        withdraw_template(house.officer(), second, reason="again")


def test_what_is_sent_back_is_the_writer_s_draft_again(house: TestHouse) -> None:
    version_id = submitted(house)
    return_template(house.second_officer(), version_id, reason="too short")
    sheet = template_sheet(house.officer(), KIND, "en")
    assert sheet.draft is not None
    assert dict(sheet.draft.texts) == {PLACE: NEW}
    assert sheet.versions[0].state is TemplateState.SENT_BACK
    assert sheet.versions[0].acts[-1].reason == "too short"
    with pytest.raises(DomainError, match="template_not_waiting"):
        approve_template(house.second_officer(), version_id)


def test_a_draft_is_each_person_s_own_and_is_kept(house: TestHouse) -> None:
    save_template_draft(house.officer(), KIND, "en", base_name="1", texts={PLACE: "Half a"})
    save_template_draft(house.officer(), KIND, "en", base_name="1", texts={PLACE: "Half a word"})
    assert template_sheet(house.second_officer(), KIND, "en").draft is None
    assert template_sheet(house.second_officer(), KIND, "en").others == ("Rita Chen",)
    draft = template_sheet(house.officer(), KIND, "en").draft
    assert draft is not None
    assert dict(draft.texts) == {PLACE: "Half a word"}
    drop_template_draft(house.officer(), KIND, "en")
    assert template_sheet(house.officer(), KIND, "en").draft is None


def test_two_versions_never_wait_at_once_and_none_is_made_of_nothing(house: TestHouse) -> None:
    with pytest.raises(DomainError, match="template_unchanged"):
        submit_template(house.officer(), KIND, "en", base_name="1", texts={PLACE: LAST})
    submitted(house)
    with pytest.raises(DomainError, match="template_waits_already"):
        submitted(house, "Something else.")


def test_words_written_for_an_older_version_are_not_sent(house: TestHouse) -> None:
    approved(house)
    with pytest.raises(Conflict, match="template_moved_on"):
        submit_template(house.officer(), KIND, "en", base_name="1", texts={PLACE: "Another end."})


def test_the_difference_is_told_word_by_word(house: TestHouse) -> None:
    version_id = submitted(house, LAST.replace("soon", "at once"))
    (change,) = template_sheet(house.desk, KIND, "en").changes[version_id]
    assert change.place == PLACE
    assert [(each.change, each.text) for each in change.words[1:]] == [(Change.REMOVED, "soon."), (Change.ADDED, "at once.")]


def test_a_review_is_good_for_the_words_that_were_read(house: TestHouse) -> None:
    desk = house.officer()
    spanish = template_sheet(desk, KIND, "es").row
    assert spanish.wants is ReviewerKind.TRANSLATOR
    read = {"reviewed_by": "Luz Marín", "reviewed_on": desk.today()}
    with pytest.raises(DomainError, match="reviewer_missing"):
        record_template_review(
            desk, KIND, "es", fingerprint=spanish.info.sha256, reviewer_kind=ReviewerKind.TRANSLATOR, reviewed_by=" ",
            reviewed_on=desk.today(),
        )  # fmt: skip
    record_template_review(desk, KIND, "es", fingerprint=spanish.info.sha256, reviewer_kind=ReviewerKind.TRANSLATOR, **read)
    assert template_sheet(desk, KIND, "es").row.wants is None
    base = template_sheet(desk, KIND, "es")
    place = base.texts[-1].place
    version_id = submit_template(desk, KIND, "es", base_name="1", texts={place: base.texts[-1].text + " Gracias."}).created_id
    assert version_id is not None
    approve_template(house.second_officer(), version_id)
    assert template_sheet(house.desk, KIND, "es").row.wants is ReviewerKind.TRANSLATOR
    with pytest.raises(Conflict, match="template_moved_on"):
        record_template_review(house.officer(), KIND, "es", fingerprint=spanish.info.sha256, reviewer_kind=ReviewerKind.LAWYER, **read)


def test_versions_and_acts_are_only_ever_added_to(house: TestHouse) -> None:
    version_id = approved(house)
    with house.desk.uow() as uow:
        version = uow.template_versions.get(version_id)
        with pytest.raises(sqlalchemy.exc.DatabaseError, match="only ever added to"):
            uow.template_versions.replace(replace(version, content="x"))
    with house.desk.uow() as uow, pytest.raises(sqlalchemy.exc.DatabaseError, match="only ever added to"):
        uow.template_versions.remove(version_id)


FAULTS = {
    "an unknown name": (PLACE, "We wrote to {neighbour_name}.", "placeholder_unknown"),
    "a stray brace": (PLACE, "We wrote {to you.", "stray_brace"),
    "a day that is typed": (PLACE, "We answer by March 3.", "date_typed"),
    "a sign without a glyph": (PLACE, "Tell us soon \N{CJK UNIFIED IDEOGRAPH-6F22}.", "sample_looks_wrong"),
    "no words at all": (PLACE, "  ", "text_empty"),
    "too long": (PLACE, "word " * 500, "text_too_long"),
    "a name some letters have not": (PLACE, "We told you on {told_on}.", "placeholder_may_be_empty"),
    "a required sentence is gone": (
        place_of("You will have our answer no later than {answer_by_on}."), "You will hear from us.", "required_sentence_missing",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("place", "words", "code"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_at_its_place_and_nothing_with_one_is_sent(house: TestHouse, place: str, words: str, code: str) -> None:
    desk = house.officer()
    found = {each.code: each.place for each in try_texts(desk, KIND, "en", {place: words}).faults}
    assert code in found
    assert found[code] == ("" if code == "required_sentence_missing" else place)
    with pytest.raises(DomainError, match="template_has_faults"):
        submit_template(desk, KIND, "en", base_name="1", texts={place: words})
    assert not template_sheet(desk, KIND, "en").versions


def test_too_many_sheets_are_a_fault(house: TestHouse) -> None:
    base = template_sheet(house.officer(), KIND, "en").texts
    long = {
        each.place: (each.text + " We will write to you again." * 70)[:1990] for each in base if each.kind == "text" and not each.enclosure
    }
    found = try_texts(house.desk, KIND, "en", long).faults
    assert any(each.code == "sample_looks_wrong" and "pages" in each.about for each in found)


def test_hard_words_are_told_and_stop_nothing(house: TestHouse) -> None:
    hard = "Notwithstanding contractual obligations, organizational verification methodologies necessitate supplementary documentation."
    trial = try_texts(house.officer(), KIND, "en", {PLACE: hard})
    assert trial.hard == (PLACE,)
    assert trial.faults == ()
    assert trial.grade is not None
    assert try_texts(house.desk, KIND, "en", {PLACE: NEW}).hard == ()


HOSTILE = (
    "<b>bold</b> <a href='http://evil.example/'>here</a>",
    "<img src='file:///etc/passwd'/>",
    "&lt;script&gt; %(signer_name)s $(signer_name) $signer_name %s",
    '"\n\n[[placeholders]]\nname = "secret"\ntype = "text"\nsample = "x"\n',
    "'''\ninclude = '../../etc/passwd'\n",
    "\\u0022 \\n \x00\x07\x7f\u202e end",
    "{% include '/etc/passwd' %}".replace("{", "(").replace("}", ")"),
    "javascript:alert(1) file:///etc/passwd http://evil.example/",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_printed_as_words(house: TestHouse, words: str) -> None:
    desk = house.officer()
    press = desk.press
    trial = try_texts(desk, KIND, "en", {PLACE: words})
    assert trial.faults == ()
    assert trial.content is not None
    base = press.template_source(KIND, "en")
    assert [each.place for each in press.template_texts(trial.template)] == [each.place for each in press.template_texts(base)]
    info, before = press.read_edited("en", trial.template), template_sheet(desk, KIND, "en").row.info
    assert (info.placeholders, info.editable_slots, info.kind) == (before.placeholders, before.editable_slots, before.kind)
    for mark in (b"/URI", b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/AA"):
        assert mark not in trial.content
    said = "".join(press.text_of(trial.content).split())  # type: ignore[attr-defined]
    printed = next(each.text for each in press.template_texts(trial.template) if each.place == PLACE)
    assert "".join(printed.split()) in said


BRACES = (
    "{signer_name.__class__}",
    "{0}",
    "{signer_name!r}",
    "{{signer_name}}",
    "{include:/etc/passwd}",
    "{file}",
    "{other_case.name}",
    "{item}",
)


@pytest.mark.parametrize("words", BRACES)
def test_braces_reach_nothing_but_the_names_of_the_template(house: TestHouse, words: str) -> None:
    codes = {each.code for each in try_texts(house.officer(), KIND, "en", {PLACE: f"See {words} here."}).faults}
    assert codes & {"placeholder_unknown", "stray_brace"}


def test_a_value_that_looks_like_a_place_is_not_looked_through_again(house: TestHouse) -> None:
    version_id = submitted(house, "Dear {recipient_name}, tell us soon.")
    approve_template(house.second_officer(), version_id)
    with house.desk.uow() as uow:
        content = uow.template_versions.get(version_id).content.encode()
    info = house.desk.press.read_edited("en", content)
    values = dict(info.samples[0].values) | {"recipient_name": "{signer_name} <b>"}
    letter = house.desk.press.compose(KIND, "en", values, {}, edited=content)
    assert "Dear {signer_name} <b>, tell us soon." in [each.text for each in letter.paragraphs]


def test_no_place_outside_the_template_can_be_written(house: TestHouse) -> None:
    for place in ("version", "placeholders.1", "samples.1.values", "paragraphs.99", "id", "regime"):
        with pytest.raises(DomainError, match="template_place_unknown"):
            try_texts(house.officer(), KIND, "en", {place: "x"})


# Paragraphs in another order, new, and left out

ALL = paragraphs_of(real_press().template_texts(real_press().template_source(KIND, "en")))
SEARCH, NOTE = place_of("Then we search our records"), place_of("{note}")


def test_paragraphs_are_added_moved_and_left_out(house: TestHouse) -> None:
    desk = house.officer()
    order = ("paragraphs.1", PLACE, "added.1", *(place for place in ALL[1:] if place not in (PLACE, SEARCH)))
    texts = {"added.1": "You can call us at any time.", PLACE: NEW}
    tried = try_texts(desk, KIND, "en", texts, order=order)
    assert (tried.faults, tried.content is not None) == ((), True)
    version_id = submit_template(desk, KIND, "en", base_name="1", texts=texts, order=order).created_id
    assert version_id is not None
    changes = template_sheet(desk, KIND, "en").changes[version_id]
    assert [(each.place, each.fate) for each in changes] == [
        (PLACE, Fate.MOVED),
        ("added.1", Fate.ADDED),
        (SEARCH, Fate.REMOVED),
    ]
    assert template_sheet(desk, KIND, "en").waiting_words == Rewriting(texts=texts, order=order)
    approve_template(house.second_officer(), version_id)
    letter_id = draft_letter(house.officer(), house.make_case("delete"), KIND).created_id
    assert letter_id is not None
    text = text_of(house, letter_id)
    assert " ".join(text.split()).index("You can call us at any time.") < text.index("What happens now")
    assert "Then we search our records" not in text


def test_a_slot_or_a_required_sentence_may_not_be_left_out_and_the_reason_is_named(house: TestHouse) -> None:
    desk = house.officer()
    without_note = tuple(place for place in ALL if place != NOTE)
    assert [(each.code, each.about) for each in try_texts(desk, KIND, "en", {}, order=without_note).faults] == [
        ("slot_not_printed", "note")
    ]
    with pytest.raises(DomainError, match="template_has_faults"):
        submit_template(desk, KIND, "en", base_name="1", texts={}, order=without_note)
    kind = LetterKind.AGENT_PERMISSION
    texts = template_sheet(desk, kind, "en").texts
    missing = []
    for left_out in paragraphs_of(texts):
        order = tuple(place for place in paragraphs_of(texts) if place != left_out)
        missing += [each.code for each in try_texts(desk, kind, "en", {}, order=order).faults]
    assert "required_sentence_missing" in missing


def test_a_new_paragraph_wants_words_and_names_are_checked_in_it(house: TestHouse) -> None:
    desk = house.officer()
    order = (*ALL, "added.1")
    assert [(each.place, each.code) for each in try_texts(desk, KIND, "en", {"added.1": " "}, order=order).faults] == [
        ("added.1", "text_empty")
    ]
    assert [(each.place, each.code) for each in try_texts(desk, KIND, "en", {"added.1": "Dear {nobody}"}, order=order).faults] == [
        ("added.1", "placeholder_unknown")
    ]
    with pytest.raises(DomainError, match="template_place_unknown"):
        try_texts(desk, KIND, "en", {}, order=(*ALL, "paragraphs.77"))
    with pytest.raises(DomainError, match="template_place_unknown"):
        try_texts(desk, KIND, "en", {}, order=(*ALL, "paragraphs.1"))
    with pytest.raises(DomainError, match="template_unchanged"):
        submit_template(desk, KIND, "en", base_name="1", texts={}, order=ALL)


def test_sent_back_the_draft_has_the_paragraphs_as_they_were_written(house: TestHouse) -> None:
    desk = house.officer()
    order, texts = (*ALL[:4], "added.1", *ALL[4:]), {"added.1": "You can call us at any time."}
    version_id = submit_template(desk, KIND, "en", base_name="1", texts=texts, order=order).created_id
    assert version_id is not None
    return_template(house.second_officer(), version_id, reason="Shorter.")
    draft = template_sheet(house.officer(), KIND, "en").draft
    assert draft is not None
    assert (dict(draft.texts), draft.order) == (texts, order)
    save_template_draft(house.officer(), KIND, "en", base_name="1", texts={}, order=ALL[1:])
    kept = template_sheet(house.officer(), KIND, "en").draft
    assert kept is not None
    assert (kept.texts, kept.order) == ((), ALL[1:])


def test_a_draft_whose_language_changes_takes_the_template_in_force_there(house: TestHouse) -> None:
    officer = house.officer()
    sheet = template_sheet(officer, KIND, "es")
    order = (*paragraphs_of(sheet.texts), "added.1")
    made = submit_template(
        officer, KIND, "es", base_name=sheet.row.info.version, texts={"added.1": "Gracias por escribirnos."}, order=order
    ).created_id
    assert made is not None
    approve_template(house.second_officer(), made)
    case_id = house.make_case("delete")
    letter_id = draft_letter(officer, case_id, KIND).created_id
    assert letter_id is not None
    change_reply(officer, case_id, reply_by=ReplyBy.MAIL, format=LetterFormat.LETTER, language="es", reason="Asked on the phone.")
    used = preview_letter(officer, letter_id).template
    assert used is not None
    assert not used.is_older
    assert "Gracias por escribirnos." in text_of(house, letter_id)
