"""Every control by keyboard: names, access keys, the way of Tab, the steps."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel

from tests.ui.drivers.base import assert_all_named
from tests.ui.drivers.intake_driver import IntakeDriver

MENUS = frozenset("FEGCLRH")


def access_keys(intake: IntakeDriver) -> list[str]:
    texts = [widget.text() for widget in intake.page.findChildren(QLabel) if widget.isVisible()]
    texts += [widget.text() for widget in intake.page.findChildren(QAbstractButton) if widget.isVisible()]
    keys = [QKeySequence.mnemonic(text).toString() for text in texts]
    return [key.removeprefix("Alt+") for key in keys if key]


def test_every_control_has_its_name(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    assert_all_named(intake.page)


@pytest.mark.parametrize("kind", ["consumer", "authorized_agent", "parent_or_guardian"])
def test_no_access_key_means_two_things(intake: IntakeDriver, kind: str) -> None:
    intake.press("Ctrl+Shift+N")
    intake.choose(f"intake_requestor_kind_{kind}")
    intake.choose("intake_types_know_specific")
    keys = access_keys(intake)
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert MENUS.isdisjoint(keys)


def test_every_step_can_be_gone_to_at_any_time(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    expected = {
        5: "intake_reply_by_mail",
        2: "intake_types_know_categories",
        3: "intake_residency_not_said",
        6: "intake_read_back",
        1: "intake_caller_number",
    }
    for step, name in expected.items():
        intake.press(f"Alt+{step}")
        assert (intake.focused, intake.page.step) == (name, step)


def test_the_step_follows_the_focus(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.focus("intake_street")
    assert intake.page.step == 3
    assert intake.page.form_view.bar.at == 2
    intake.press("Ctrl+Return")
    assert intake.page.step == 4


def test_tab_reaches_everything_and_comes_back(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.choose("intake_types_delete")
    visited = intake.tab_round()
    for name in (
        "intake_line", "intake_caller_number", "intake_name", "intake_words", "intake_street", "intake_postal_code",
        "intake_claim_original_creditor", "intake_reply_language", "intake_read_back", "intake_save_draft", "intake_next",
        "intake_script_card_said", "intake_ask_why_name", "intake_steps",
    ):  # fmt: skip
        assert name in visited, name


def test_tab_goes_in_the_order_of_the_form(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.choose("intake_types_delete")
    intake.focus("intake_caller_number")
    visited = [name for name in intake.tab_round() if name]
    wanted = [
        "intake_name", "intake_types_know_categories", "intake_words", "intake_residency_not_said", "intake_street", "intake_unit",
        "intake_city", "intake_state", "intake_postal_code", "intake_phone", "intake_email", "intake_account_reference",
        "intake_claim_original_creditor", "intake_claim_birth_year", "intake_claim_date_of_last_contact", "intake_reply_by_mail",
        "intake_reply_language", "intake_reply_format", "intake_letter_name", "intake_read_back",
    ]  # fmt: skip
    assert [name for name in visited if name in wanted] == wanted


def test_a_tick_leaves_the_focus_where_it_is(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.type("415")
    intake.press("Ctrl+T")
    intake.type(" 555 0134")
    assert intake.text_of("intake_caller_number") == "415 555 0134"
    assert [line_id for line_id, _ in intake.page.form().said] == ["greeting"]


def test_a_wrong_tick_is_taken_back(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.press("Ctrl+T")
    intake.press("Ctrl+Shift+T")
    assert intake.page.form().said == ()
    assert intake.page.script.now is not None
    assert intake.page.script.now.id == "greeting"


def test_a_passed_over_sentence_comes_back(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.press("Alt+5")
    assert intake.page.script.now is not None
    assert intake.page.script.now.id == "greeting"


def test_f9_hides_and_shows_the_script(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    assert intake.has("intake_script")
    intake.press("F9")
    assert not intake.has("intake_script")
    intake.press("F9")
    assert intake.has("intake_script")


def test_f6_goes_to_the_script_and_on(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.press("F6")
    assert intake.focused == "intake_script_card_said"


def test_the_answer_to_a_question_opens_with_enter(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.focus("intake_ask_why_name")
    intake.press("Return")
    button = intake.find(QAbstractButton, "intake_ask_why_name")
    assert "Only to find the right record." in button.accessibleDescription()


def test_f12_notes_something_for_us_apart_from_the_callers_words(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    words = intake.text_of("intake_words")
    intake.press("Alt+5")
    intake.press("F12")
    assert (intake.focused, intake.page.step) == ("intake_note", 2)
    intake.type("Call after five.")
    assert intake.text_of("intake_words") == words
    intake.press("Alt+6")
    intake.say_all()
    intake.press("Ctrl+Return")
    case_id = intake.house.desk.queries.case_id_of(intake.text_of("intake_saved_number"))
    assert case_id is not None
    (note,) = intake.house.desk.queries.case_detail(case_id).notes
    assert (note.text, note.operator_id, note.at) == ("Call after five.", intake.house.desk.operator.id, intake.house.clock.now_at())


def test_a_note_is_kept_in_the_draft_and_shown_again(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    assert not intake.has("intake_note")
    intake.press("F12")
    intake.type("Speaks slowly.")
    intake.press("Ctrl+W")
    intake.press("Return")
    assert intake.has("intake_note")
    assert intake.text_of("intake_note") == "Speaks slowly."


def test_a_step_with_something_missing_gets_no_tick(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.choose("intake_types_delete")
    intake.press("Alt+6")
    bar = intake.page.form_view.bar
    assert [bar.is_done(step) for step in range(5)] == [False, True, False, True, True]
    intake.type_into("intake_name", "Ana")
    assert bar.is_done(0)
    for name, text in (("intake_street", "1200 Main St"), ("intake_city", "Oakland"), ("intake_postal_code", "94601")):
        assert not bar.is_done(2)
        intake.type_into(name, text)
    assert bar.is_done(2)


def test_a_number_is_shown_as_it_is_read_and_kept_as_it_was_typed(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.enter("4155550134")
    assert intake.text_of("intake_caller_number") == "(415) 555-0134"
    assert intake.page.form().caller_number == "4155550134"


def test_f12_of_a_question_goes_to_its_topic(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.choose("intake_purpose_question")
    intake.press("F12")
    assert intake.focused == "intake_topic"
