"""Nothing turns red before saving; then everything at once, with what is wrong and how to mend it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit

from tests.ui.drivers.intake_driver import IntakeDriver


def problems(intake: IntakeDriver) -> tuple[str, ...]:
    return intake.page.form_view.summary.sentences


def save(intake: IntakeDriver) -> None:
    intake.press("Alt+6")
    intake.press("Ctrl+Return")


def test_an_empty_form_names_what_is_missing(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    save(intake)
    assert problems(intake) == (
        "The person's full name is missing. Type it as they say it.",
        "No right is ticked. Tick what they ask for.",
        "Nothing here finds the person. Type an address with its city, a phone number or an e-mail address.",
        "A sentence that has to be said is not ticked yet. Read it from the script and tick it with Ctrl+T.",
    )
    assert intake.focused == "problem_summary"


def test_problems_stand_in_the_order_of_the_form(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    intake.type_into("intake_street", " ")
    intake.choose("intake_types_know_categories")
    intake.type_into("intake_period_until", "3/9/2026")
    intake.type_into("intake_words", "078-05-1120")
    save(intake)
    starts = [sentence.split(".")[0] for sentence in problems(intake)]
    assert starts[:3] == [
        "This looks like a Social Security or card number", "The period ends after today",
        "The street is missing, and the reply goes by mail",
    ]  # fmt: skip


def test_the_same_sentence_stands_at_the_field(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    save(intake)
    rows = intake.page.form_view.rows()
    shown = {row.problem for row in rows.values() if row.problem}
    assert shown == set(problems(intake)[:3])


def test_nothing_is_red_before_saving(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.press("Tab", 40)
    for step in (2, 4, 6, 1):
        intake.press(f"Alt+{step}")
    assert problems(intake) == ()
    assert not [row for row in intake.page.form_view.rows().values() if row.problem]


def test_enter_goes_to_the_field_and_f8_to_the_next(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    save(intake)
    intake.press("Return")
    assert intake.focused == "intake_name"
    intake.press("F8")
    assert intake.focused == "intake_types_know_categories"
    intake.press("F8")
    assert intake.focused == "intake_street"


def test_the_sentence_not_said_leads_to_the_script(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    save(intake)
    intake.focus("problem_summary_line_4")
    intake.press("Return")
    assert intake.focused == "intake_script_card_said"


def test_text_stays_and_can_be_mended(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    intake.type_into("intake_city", "")
    intake.press("Del")
    save(intake)
    assert "The city is missing, and the reply goes by mail. Type it." in problems(intake)
    assert intake.text_of("intake_street") == "1200 Main St"
    intake.type_into("intake_city", "Oakland")
    intake.press("Alt+6")
    intake.say_all()
    intake.press("Ctrl+Return")
    assert intake.text_of("intake_saved_number") == "2026-000001"


def test_the_confirmation_has_to_be_said(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    intake.press("Ctrl+Return")
    assert problems(intake) == ("The confirmation of receipt is not said yet. Read the sentences of the script and tick them with Ctrl+T.",)


@pytest.mark.parametrize(
    "name",
    ["Ana María de las Nieves Peña-O'Connor", "孫 文", "محمد بن سلمان", "Oʻahu ʻŌpūnui", "X", "Ñ" * 200, "Zoë 3rd", "Ян Кайзер"],
)
def test_any_name_is_kept_as_given(intake: IntakeDriver, name: str) -> None:
    intake.take_delete_request(name)
    intake.say_all()
    intake.press("Ctrl+Return")
    case_id = intake.house.desk.queries.case_id_of(intake.text_of("intake_saved_number"))
    assert case_id is not None
    assert [party.name for party in intake.house.desk.queries.case_detail(case_id).parties] == [name]


def test_a_name_longer_than_200_signs_is_told_and_not_cut(intake: IntakeDriver) -> None:
    name = "Abc " * 52
    intake.take_delete_request(name)
    intake.say_all()
    intake.press("Ctrl+Return")
    assert problems(intake) == ("The name is longer than 200 characters. Shorten it.",)
    assert intake.find(QLineEdit, "intake_name").text() == name


@pytest.mark.parametrize(
    "number",
    ["415.555.0134", "(415)555-0134 x12", "+1 415 555 0134", "+49 30 901820", "ask for Ana", "12", "٤١٥", "415-555-0134 or 0135"],
)
def test_a_number_of_any_shape_is_kept(intake: IntakeDriver, number: str) -> None:
    intake.take_delete_request(number=number)
    intake.say_all()
    intake.press("Ctrl+Return")
    case_id = intake.house.desk.queries.case_id_of(intake.text_of("intake_saved_number"))
    assert case_id is not None
    assert [contact.caller_number for contact in intake.house.desk.queries.case_detail(case_id).contacts] == [number]


def test_the_region_of_a_number_is_a_hint(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.type("415 555 0134")
    assert intake.page.form_view.caller.number.echo.text() == "California"
    intake.type_into("intake_caller_number", "+493090182000")
    assert intake.page.form_view.caller.number.echo.text() == "+49 30 90182000"


def test_a_social_security_number_is_not_taken(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    intake.type_into("intake_words", "my social is 078-05-1120")
    save(intake)
    assert "This looks like a Social Security or card number. Take it out: it is not needed and not kept." in problems(intake)


def test_a_period_that_ends_before_it_begins(intake: IntakeDriver) -> None:
    intake.take_delete_request()
    intake.choose("intake_types_know_categories")
    intake.type_into("intake_period_from", "3/1/2026")
    intake.type_into("intake_period_until", "2/1/2026")
    save(intake)
    assert "The period ends before it begins. Change one of the two days." in problems(intake)
    intake.type_into("intake_period_from", "February 31")
    save(intake)
    assert "This date cannot be read. Write it like 3/17/2026 or Mar 17, 2026." in problems(intake)
    assert intake.text_of("intake_period_from") == "February 31"
