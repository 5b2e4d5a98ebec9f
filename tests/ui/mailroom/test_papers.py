"""Mail log and manifest from the window: of a batch and of a day."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox

from caseapp.services.mailroom import count_batch, dispatch_batch, make_batch, mark_checked, mark_sent_to_printer
from caseapp.ui.mailroom.papers import PaperKind
from tests.house import TestHouse
from tests.ui.drivers.mailroom_driver import MailRoomDriver, PaperTray

SitDown = Callable[[str], MailRoomDriver]
Approved = Callable[..., list[str]]


def _mailed(house: TestHouse, letter_ids: list[str]) -> None:
    clerk = house.clerk()
    batch_id = make_batch(clerk, letter_ids).created_id
    assert batch_id is not None
    mark_sent_to_printer(clerk, batch_id, printer="x")
    mark_checked(clerk, batch_id)
    count_batch(clerk, batch_id, len(letter_ids))
    dispatch_batch(clerk, batch_id, on=clerk.today())


def test_the_manifest_of_a_day_is_saved_by_keys(house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray) -> None:
    _mailed(house, approved(2))
    driver = sit_down("d.novak")
    driver.go()
    driver.press("Ctrl+Shift+L")
    driver.press("Ctrl+Return")
    assert tray.file_names == ["manifest 2026-03-03.pdf"]
    assert (tray.folder / "manifest 2026-03-03.pdf").read_bytes().startswith(b"%PDF-")


def test_the_log_of_a_batch_names_the_batch_only_in_its_file_name(
    house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray
) -> None:
    _mailed(house, approved(2))
    driver = sit_down("d.novak")
    driver.go()
    driver.room.acts.take(house.desk.queries.batches(open_only=False)[0].batch_id)
    assert driver.room.panel.papers.isVisible()
    driver.click("batch_papers")
    kind = driver.find(QComboBox, "papers_kind")
    kind.setFocus()
    driver.press("Down")
    assert kind.currentData() == PaperKind.LOG
    driver.press("Ctrl+Return")
    assert tray.file_names == ["mail-log B20260303-01.csv"]
    lines = (tray.folder / "mail-log B20260303-01.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + 2 + 1


def test_a_day_without_mail_is_told_at_the_form(sit_down: SitDown, approved: Approved, tray: PaperTray) -> None:
    driver = sit_down("d.novak")
    driver.go()
    driver.press("Ctrl+Shift+L")
    driver.press("Ctrl+Return")
    assert tray.file_names == []
    driver.press("Esc")
