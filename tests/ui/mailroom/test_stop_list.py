"""The stop list in the window: told on the row, explained below, mended by a key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from caseapp.domain.deadline import ExtensionReason
from caseapp.services.extension import propose_extension
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letters import submit_letter
from caseapp.ui.theme import apply_theme, keeper
from tests.house import TestHouse
from tests.ui.drivers.mailroom_driver import MailRoomDriver

SitDown = Callable[[str], MailRoomDriver]
Approved = Callable[..., list[str]]


@pytest.fixture
def notice(house: TestHouse) -> str:
    """Return an approved notice of an extension, which has to leave by April 17."""
    case_id = house.make_case("delete")
    house.clock.go_to(date(2026, 4, 8))
    letter_id = propose_extension(
        house.officer(), house.request_id(case_id), reason_code=ExtensionReason.WAITING_FOR_PROVIDER,
        reason_text="One of the companies that works for us has not answered yet.",
    ).fact("letter_id")  # fmt: skip
    assert isinstance(letter_id, str)
    submit_letter(house.officer(), letter_id)
    approve_letter(house.second_officer(), letter_id)
    return letter_id


def _put(house: TestHouse, letter_id: str, **changes: object) -> None:
    with house.desk.uow() as uow:
        uow.letters.replace(replace(uow.letters.get(letter_id), **changes))  # type: ignore[arg-type]
        uow.commit()


def test_a_letter_near_its_last_day_is_warned_of_and_may_be_printed(house: TestHouse, sit_down: SitDown, notice: str) -> None:
    house.clock.go_to(date(2026, 4, 17))
    driver = sit_down("d.novak")
    driver.go()
    assert driver.queue()[0] == "[Needs attention]"
    assert driver.notes() == ["Mail-by day Fri Apr 10 has passed"]
    assert "by the last day, Fri Apr 17" in driver.room.stops.text
    driver.press("Ctrl+A")
    assert driver.ticked() == 1


def test_a_late_letter_waits_for_an_officers_reason(house: TestHouse, sit_down: SitDown, notice: str) -> None:
    house.clock.go_to(date(2026, 4, 18))
    driver = sit_down("d.novak")
    driver.go()
    assert driver.queue()[0] == "[Stop list]"
    driver.press("Ctrl+A")
    assert driver.ticked() == 0
    driver = sit_down("r.chen")
    driver.go()
    assert driver.notes() == ["The last day was Fri Apr 17"]
    driver.press("Ctrl+Shift+M")
    driver.type("The printer was broken for a week.")
    driver.press("Ctrl+Return")
    assert driver.queue()[0] == "[Needs attention]"
    assert "An officer lets it go late" in driver.room.stops.text
    driver.press("Ctrl+A")
    assert driver.ticked() == 1


def test_a_clerk_is_led_to_the_letter(house: TestHouse, sit_down: SitDown, notice: str) -> None:
    house.clock.go_to(date(2026, 4, 18))
    driver = sit_down("d.novak")
    driver.go()
    driver.press("Ctrl+Shift+M")
    assert driver.heading[0].startswith("Extension")


def test_what_is_stopped_is_left_out_of_the_batch(house: TestHouse, sit_down: SitDown, approved: Approved) -> None:
    _, wrong, thick = approved(3)
    with house.desk.uow() as uow:
        lines = uow.letters.get(wrong).addressee_lines
    _put(house, wrong, addressee_lines=(*lines[:-1], "Walnut Creek, NY 94598"))
    _put(house, thick, pages=9)
    driver = sit_down("d.novak")
    driver.go()
    assert [row for row in driver.queue() if row.startswith("[")] == ["[Stop list]", "[#10 with one window]", "[9x12, not folded]"]
    assert driver.notes() == ["ZIP 94598 is not in NY", "5 sheets, 4 fit"]
    assert driver.room.stops.isVisible()
    assert "typed wrong" in driver.room.stops.text
    driver.press("Ctrl+Return")
    assert driver.step == "Print 2 pieces..."
    assert driver.queue() == ["[Stop list]", "Consumer 02"]


def test_large_text_keeps_the_button_that_mends(house: TestHouse, sit_down: SitDown, approved: Approved, qapp: QApplication) -> None:
    (wrong,) = approved(1)
    with house.desk.uow() as uow:
        lines = uow.letters.get(wrong).addressee_lines
    _put(house, wrong, addressee_lines=(*lines[:-1], "Walnut Creek, NY 94598"))
    apply_theme(qapp, "dark", 200)
    try:
        driver = sit_down("d.novak")
        driver.go()
        keeper().finish()
        pane = driver.room.stops
        assert pane.mend.isVisible()
        assert pane.mend.geometry().right() <= pane.width()
        assert "typed wrong" in pane.text
        driver.focus("mail_mend")
        assert driver.focused == "mail_mend"
    finally:
        apply_theme(qapp, "light", 100)


def test_large_text_keeps_the_step_of_the_batch_in_view(
    house: TestHouse, sit_down: SitDown, approved: Approved, qapp: QApplication
) -> None:
    approved(3)
    apply_theme(qapp, "light", 200)
    try:
        driver = sit_down("d.novak")
        driver.go()
        driver.press("Ctrl+Return")
        keeper().finish()
        qapp.processEvents()
        panel = driver.room.panel
        assert panel.primary.visibleRegion().boundingRect().size() == panel.primary.size()
        driver.press("Ctrl+Return")
        driver.say_how_to_print()
        driver.press("Ctrl+Return")
        qapp.processEvents()
        assert driver.focused == "batch_count"
        assert panel.fields.count.visibleRegion().boundingRect().height() == panel.fields.count.height()
    finally:
        apply_theme(qapp, "light", 100)


def test_nothing_is_said_beside_a_letter_without_a_stop(house: TestHouse, sit_down: SitDown, approved: Approved) -> None:
    approved(1)
    driver = sit_down("d.novak")
    driver.go()
    assert not driver.room.stops.isVisible()
