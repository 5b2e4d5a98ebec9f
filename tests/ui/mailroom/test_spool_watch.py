"""A job that the queue of the system took: told while it waits, taken back, and then nobody knows what lies in the tray."""

from __future__ import annotations

from collections.abc import Callable

from caseapp.domain.correspondence import BatchState
from tests.house import TestHouse
from tests.ui.drivers.mailroom_driver import MailRoomDriver, PaperTray

SitDown = Callable[[str], MailRoomDriver]
Approved = Callable[..., list[str]]


def _print(driver: MailRoomDriver) -> None:
    driver.go()
    driver.press("Ctrl+Return", 2)
    driver.say_how_to_print()


def test_a_job_that_waits_can_be_taken_back(house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray) -> None:
    approved(1)
    tray.job, tray.waits = "Mail-7", True
    driver = sit_down("d.novak")
    _print(driver)
    panel = driver.room.panel
    assert panel.take_back.isVisible()
    assert panel.words.text().startswith("The printer has the batch and is not done.")
    driver.click("batch_take_back")
    assert tray.cancelled == ["Mail-7"]
    assert house.desk.queries.batches(open_only=True)[0].state is BatchState.PRINT_UNKNOWN
    assert not panel.take_back.isVisible()
    assert "look at the printer" in panel.words.text()


def test_a_job_that_is_done_is_not_offered(house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray) -> None:
    approved(1)
    tray.job, tray.waits = "Mail-7", False
    driver = sit_down("d.novak")
    _print(driver)
    assert not driver.room.panel.take_back.isVisible()
    assert house.desk.queries.batches(open_only=True)[0].state is BatchState.SENT_TO_PRINTER


def test_a_job_that_ended_meanwhile_stays_printed(house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray) -> None:
    approved(1)
    tray.job, tray.waits = "Mail-7", True
    driver = sit_down("d.novak")
    _print(driver)
    tray.waits = False
    driver.click("batch_take_back")
    assert house.desk.queries.batches(open_only=True)[0].state is BatchState.SENT_TO_PRINTER
    assert "took nothing" not in driver.banner
    assert driver.banner == "The printer is done with the batch already. Look at every page."


def test_locking_looks_no_more(sit_down: SitDown, approved: Approved, tray: PaperTray) -> None:
    approved(1)
    tray.job, tray.waits = "Mail-7", True
    driver = sit_down("d.novak")
    _print(driver)
    driver.room.forget()
    assert not driver.room.spool._timer.isActive()
