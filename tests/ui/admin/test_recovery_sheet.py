"""A new recovery sheet made by an administrator who is privacy officer: shown, printed, saved, proved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog

from caseapp.domain.operators import Role
from caseapp.services.history import history_entries
from caseapp.services.operators import set_roles
from caseapp.services.trouble import Trouble
from caseapp.ui.setup.sheet_dialog import SheetDialog
from tests.house import PASSPHRASE, TestHouse
from tests.ui.admin.conftest import Administration, SitDown
from tests.ui.drivers.base import Driver, assert_all_named

NEW_PASSPHRASE = "seven odd lamps hum by the pier"


def _front() -> Driver:
    shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    assert shown, "no dialog is open"
    return Driver(shown[-1])


def _dialogs() -> list[QDialog]:
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def _make(admin: Administration) -> SheetDialog:
    """Go from the record to the pages of a new sheet."""
    admin.driver.open("Record")
    admin.driver.click("admin_record_sheet")
    ask = _front()
    assert_all_named(ask.root)
    assert ask.focused == "sheet_passphrase"
    ask.type(PASSPHRASE)
    ask.press("Ctrl+Return")
    shown = _front()
    assert isinstance(shown.root, SheetDialog)
    return shown.root


@pytest.fixture(autouse=True)
def locked_after(admin: Administration) -> Iterator[None]:
    """Nobody leaves a sheet on the screen."""
    yield
    admin.office.desk = None
    _dialogs()


def _prove(driver: Driver, dialog: SheetDialog, groups: tuple[str, ...]) -> None:
    for place, row in enumerate(dialog.flow.proof.rows, start=1):
        number = int(re.sub(r"\D", "", row.label.text()))
        driver.clear(f"proof_group_{place}")
        driver.type(groups[number - 1].lower())


def test_a_new_sheet_is_printed_and_proved_and_opens_the_record(admin: Administration, house: TestHouse) -> None:
    dialog = _make(admin)
    driver = Driver(dialog)
    assert_all_named(dialog)
    assert driver.focused == "sheet_print"
    driver.press("Space")
    groups = admin.keeping.printed[0].sheet.groups
    assert groups == dialog.flow.sheet.groups.groups
    driver.press("Ctrl+Return")
    assert driver.focused == "proof_group_1"
    driver.press("Ctrl+Return")
    assert len(dialog.flow.proof.summary.sentences) == 2
    _prove(driver, dialog, groups)
    driver.press("Ctrl+Return")
    assert not _dialogs()
    assert [one.action for one in history_entries(house.admin())][-1] == "recovery_sheet_renewed"
    desk, _ = house.house.unlock_with_recovery("-".join(groups), login="admin", new_passphrase=NEW_PASSPHRASE)
    assert desk.operator.login == "admin"


def test_the_sheet_is_saved_as_a_file(admin: Administration, tmp_path: Path) -> None:
    dialog = _make(admin)
    admin.keeping.file = tmp_path / "sheet.txt"
    admin.messages.answers.append(True)
    Driver(dialog).click("sheet_save")
    assert all(group in admin.keeping.file.read_text() for group in dialog.flow.sheet.groups.groups)


def test_another_passphrase_makes_no_sheet(admin: Administration) -> None:
    admin.driver.open("Record")
    admin.driver.click("admin_record_sheet")
    ask = _front()
    ask.type("not my passphrase at all")
    ask.press("Ctrl+Return")
    assert ask.root.summary.sentences == (  # type: ignore[attr-defined]
        "This is not your present passphrase. Look whether Caps Lock is on.",
    )
    ask.press("Esc")
    assert not _dialogs()


def test_leaving_before_the_proof_asks_first(admin: Administration) -> None:
    dialog = _make(admin)
    driver = Driver(dialog)
    driver.press("Esc")
    assert admin.messages.questions[-1].act_text == "Leave all the same"
    assert dialog.isVisible()
    admin.messages.answers.append(True)
    driver.press("Esc")
    assert not _dialogs()


def test_the_cross_of_the_frame_asks_too(admin: Administration) -> None:
    dialog = _make(admin)
    dialog.close()
    assert dialog.isVisible()
    assert admin.messages.questions[-1].act_text == "Leave all the same"


def test_a_window_that_locks_waits_for_no_question(admin: Administration) -> None:
    dialog = _make(admin)
    asked = len(admin.messages.questions)
    dialog.reject()  # as the window does with whatever lies over it
    assert not _dialogs()
    assert len(admin.messages.questions) == asked


def test_locking_takes_the_sheet_from_the_screen(admin: Administration) -> None:
    dialog = _make(admin)
    admin.office.desk = None
    assert not dialog.isVisible()
    assert dialog.flow.sheet.groups.groups == ()


def test_an_administrator_who_is_no_officer_is_told_who_makes_one(house: TestHouse, sit_down: SitDown) -> None:
    with house.admin().uow() as uow:
        novak = uow.operators.where(login="d.novak")[0]
    set_roles(house.admin(), novak.id, (Role.ADMINISTRATOR,))
    other = sit_down("d.novak")
    other.driver.open("Record")
    assert not other.driver.is_shown("admin_record_sheet")
    assert "only an administrator who is privacy officer" in other.driver.words("admin_record_sheet_words")


def test_the_sheet_before_opens_nothing(admin: Administration, house: TestHouse) -> None:
    _make(admin)
    with pytest.raises(Trouble) as refusal:
        house.house.unlock_with_recovery(house.recovery_sheet.text, login="admin", new_passphrase=NEW_PASSPHRASE)
    assert refusal.value.code == "wrong_recovery"
