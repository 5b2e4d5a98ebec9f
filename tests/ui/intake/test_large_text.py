"""At 200 % the form and the script take turns; nothing makes the window wider than the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from caseapp.ui.theme import apply_theme
from tests.house import TestHouse
from tests.ui.drivers.intake_driver import IntakeDriver


@pytest.fixture
def large(house: TestHouse, qapp: QApplication) -> Iterator[IntakeDriver]:
    apply_theme(qapp, "light", 200)
    driver = IntakeDriver(house)
    yield driver
    driver.close()


def test_a_whole_call_fits_the_screen(large: IntakeDriver) -> None:
    large.take_delete_request()
    large.say_all()
    assert large.window.width() <= 1366
    large.press("Ctrl+Return")
    assert large.text_of("intake_saved_number") == "2026-000001"


def test_no_control_of_the_caller_hides_the_labels(large: IntakeDriver) -> None:
    large.press("Ctrl+Shift+N")
    large.choose("intake_requestor_kind_authorized_agent")
    area = large.find(QScrollArea, "intake_form_scroll")
    for name in ("intake_purpose_question", "intake_caller_number", "intake_requestor_email", "intake_authority", "intake_name"):
        large.focus(name)
        assert area.horizontalScrollBar().value() == 0, name


def test_the_field_a_call_begins_with_is_in_view(large: IntakeDriver) -> None:
    large.press("Ctrl+Shift+N")
    QTest.qWait(1)
    area = large.find(QScrollArea, "intake_form_scroll")
    number = large.find(QWidget, "intake_caller_number")
    assert number.visibleRegion().boundingRect() == number.rect()
    assert area.horizontalScrollBar().value() == 0


def test_f9_changes_between_form_and_script(large: IntakeDriver) -> None:
    large.press("Ctrl+Shift+N")
    assert not large.has("intake_script")
    large.press("F9")
    assert large.has("intake_script")
    assert large.focused == "intake_script_card_said"
    large.press("F9")
    assert not large.has("intake_script")
    assert large.focused == "intake_caller_number"
    assert large.window.width() <= 1366


def test_the_dates_stay_on_the_screen(large: IntakeDriver) -> None:
    large.press("Ctrl+Shift+N")
    large.choose("intake_types_delete")
    assert large.has("intake_dates")
    assert large.text_of("intake_dates") == "Confirm by Fri Mar 13     Answer by Thu Apr 16"


def test_the_script_comes_back_beside_the_form_with_smaller_text(large: IntakeDriver, qapp: QApplication) -> None:
    large.press("Ctrl+Shift+N")
    apply_theme(qapp, "light", 100)
    assert large.has("intake_script")
    assert large.has("intake_caller_number")


def test_f12_brings_the_form_back(large: IntakeDriver) -> None:
    large.press("Ctrl+Shift+N")
    large.press("F9")
    assert not large.has("intake_words")
    large.press("F12")
    assert large.focused == "intake_note"


@pytest.mark.parametrize("right", ["know_specific", "opt_out"])
def test_no_step_scrolls_sideways(large: IntakeDriver, right: str) -> None:
    large.press("Ctrl+Shift+N")
    large.choose("intake_requestor_kind_authorized_agent")
    large.choose(f"intake_types_{right}")
    large.press("F12")
    large.make_whole()
    QApplication.processEvents()
    area = large.find(QScrollArea, "intake_form_scroll")
    wide = [(step, large.page.form_view.steps.part(step).minimumSizeHint().width()) for step in range(1, 7)]
    assert area.horizontalScrollBar().maximum() == 0, (wide, area.viewport().width())


@pytest.mark.parametrize("percent", [100, 130, 150, 170, 200])
def test_the_possible_repeats_never_make_the_window_larger(house: TestHouse, qapp: QApplication, percent: int) -> None:
    house.make_case("delete")
    apply_theme(qapp, "light", percent)
    intake = IntakeDriver(house)
    try:
        intake.press("Ctrl+Shift+N")
        intake.type("(415) 555-0134")
        intake.choose("intake_types_delete")
        intake.settle()
        assert intake.has("intake_repeat_banner")
        for key in ("F7", "F7"):
            intake.press(key)
            QTest.qWait(1)
            smallest = intake.window.minimumSizeHint()
            assert (smallest.width() <= 1366, smallest.height() <= 768) == (True, True), smallest
            assert (intake.window.width(), intake.window.height()) == (1366, 768)
    finally:
        intake.close()


def test_the_dates_stand_in_one_line_without_an_empty_one_above(large: IntakeDriver) -> None:
    large.press("Ctrl+Shift+N")
    large.choose("intake_types_delete")
    QTest.qWait(1)
    card, dates = large.find(QWidget, "intake_deadlines"), large.find(QWidget, "intake_dates")
    assert card.height() < 2 * dates.height()


@pytest.mark.parametrize("percent", range(110, 200, 10))
def test_no_size_of_text_makes_the_form_scroll_sideways(house: TestHouse, qapp: QApplication, percent: int) -> None:
    apply_theme(qapp, "light", percent)
    intake = IntakeDriver(house)
    try:
        intake.press("Ctrl+Shift+N")
        intake.choose("intake_requestor_kind_authorized_agent")
        intake.choose("intake_types_know_specific")
        intake.make_whole()
        QTest.qWait(1)
        area = intake.find(QScrollArea, "intake_form_scroll")
        wide = [(step, intake.page.form_view.steps.part(step).minimumSizeHint().width()) for step in range(1, 7)]
        assert area.horizontalScrollBar().maximum() == 0, (wide, area.viewport().width())
        assert intake.window.width() == 1366
    finally:
        intake.close()
