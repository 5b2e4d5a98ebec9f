"""Steps are made a piece a turn: nothing typed is lost, nothing waits for a step that is not there yet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from caseapp.domain.channel import Channel
from caseapp.services.drafts import read_draft, save_draft, start_draft
from caseapp.services.intake_form import IntakeForm
from tests.house import TestHouse, sample_form
from tests.ui.drivers.base import Driver
from tests.ui.drivers.intake_driver import IntakeDriver

STEPS = range(1, 7)


@pytest.fixture
def late(intake: IntakeDriver, monkeypatch: pytest.MonkeyPatch) -> IntakeDriver:
    """The page whose turns go by only when a test lets them."""
    monkeypatch.setattr(intake, "make_whole", lambda: None)
    intake.page.form_view.steps.turn.setInterval(3_600_000)
    return intake


def made(intake: IntakeDriver) -> list[int]:
    return [step for step in STEPS if intake.page.form_view.steps.made_part(step) is not None]


def test_the_first_key_to_a_call_makes_the_first_step_only(late: IntakeDriver) -> None:
    late.press("Ctrl+Shift+N")
    assert made(late) == [1]
    assert late.focused == "intake_caller_number"


def test_the_rest_is_made_in_turns_without_a_key(intake: IntakeDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "make_whole", lambda: None)
    intake.press("Ctrl+Shift+N")
    for _ in range(200):
        if made(intake) == list(STEPS):
            break
        QTest.qWait(5)
    assert made(intake) == list(STEPS)


def test_the_window_can_make_it_ahead(late: IntakeDriver) -> None:
    pieces = 0
    while late.page.build_next():
        pieces += 1
    assert pieces >= 5
    assert made(late) == list(STEPS)
    assert not late.page.build_next()


def test_a_step_is_there_as_soon_as_somebody_goes_to_it(late: IntakeDriver) -> None:
    late.press("Ctrl+Shift+N")
    late.press("Alt+5")
    assert (late.focused, made(late)) == ("intake_reply_by_mail", [1, 5])
    late.press("Alt+3")
    assert (late.focused, made(late)) == ("intake_residency_not_said", [1, 3, 5])


def test_tab_finds_the_next_step(late: IntakeDriver) -> None:
    late.press("Ctrl+Shift+N")
    late.focus("intake_name")
    late.tab()
    assert late.focused == "intake_types_know_categories"


@pytest.mark.parametrize("order", [(6, 5, 4, 3, 2), (4, 2, 6, 3, 5)])
def test_tab_goes_in_the_order_of_the_form_whatever_was_made_first(late: IntakeDriver, order: tuple[int, ...]) -> None:
    late.press("Ctrl+Shift+N")
    for step in order:
        late.press(f"Alt+{step}")
    late.choose("intake_types_delete")
    late.choose("intake_requestor_kind_authorized_agent")
    late.page.form_view.steps.make_all()
    QApplication.processEvents()
    late.focus("intake_caller_number")
    wanted = [
        "intake_requestor_name", "intake_authority", "intake_name", "intake_types_know_categories", "intake_words", "intake_street",
        "intake_claim_original_creditor", "intake_claim_birth_year", "intake_reply_by_mail", "intake_letter_name", "intake_read_back",
        "intake_save_draft",
    ]  # fmt: skip
    assert [name for name in late.tab_round() if name in wanted] == wanted


def full_draft(house: TestHouse, form: IntakeForm) -> str:
    desk = house.agent()
    change = start_draft(desk, channel=Channel.PHONE)
    assert change.created_id is not None
    save_draft(desk, change.created_id, form)
    return change.created_id


def test_a_draft_is_whole_before_its_steps_are_made(house: TestHouse, late: IntakeDriver) -> None:
    form = replace(sample_form("delete", "know_specific"), step=1, reply_by="email", letter_name="Ms. Peña", period_from="2025-01-01")
    draft_id = full_draft(house, form)
    late.office.navigate("new_request", draft_id=draft_id)
    assert made(late) == [1]
    shown = late.page.form()
    assert shown == replace(form, script_version=shown.script_version, confirmed_orally=shown.confirmed_orally, unsaid=shown.unsaid)
    late.type_into("intake_name", "Ana Maria Peña")
    late.press("Ctrl+S")
    _, kept, _ = read_draft(house.agent(), draft_id)
    assert kept == replace(shown, name="Ana Maria Peña")


def test_its_steps_show_what_it_holds_when_they_come(house: TestHouse, late: IntakeDriver) -> None:
    draft_id = full_draft(house, replace(sample_form("delete"), step=1, letter_name="Ms. Peña", reply_by="email"))
    late.office.navigate("new_request", draft_id=draft_id)
    late.page.form_view.steps.make_all()
    assert late.text_of("intake_street") == "1200 Main St"
    assert late.text_of("intake_letter_name") == "Ms. Peña"
    assert late.text_of("intake_words") == "Please erase everything about the old account."
    assert [str(kind) for kind in late.page.form_view.request.types.ticked()] == ["delete"]


def test_what_is_sealed_is_told_whenever_the_step_comes(house: TestHouse, late: IntakeDriver) -> None:
    late.press("Ctrl+Shift+N")
    late.press("Alt+2")
    late.choose("intake_types_delete")
    late.page.form_view.steps.make_all()
    late.type_into("intake_claim_birth_year", "1980")
    late.press("Ctrl+S")
    draft_id = late.page.session.sheet.draft_id if late.page.session.sheet is not None else None
    late.press("Ctrl+W")
    again = IntakeDriver(house)
    again.office.navigate("new_request", draft_id=draft_id)
    assert "birth_year" in again.page.form_view.steps.sealed_points()
    again.make_whole()
    assert again.has("intake_claim_birth_year_again")
    again.close()


def test_problems_are_told_at_steps_that_were_not_there(late: IntakeDriver) -> None:
    late.press("Ctrl+Shift+N")
    late.press("Alt+6")
    Driver.press(late, "Ctrl+Return")
    assert made(late) == list(STEPS)
    assert late.page.form_view.rows()["street"].problem != ""
