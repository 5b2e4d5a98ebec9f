"""The unlock page by keyboard: in, wrong, waiting, out, the recovery sheet, and every reason why nothing opens."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseapp.bootstrap.house import OFFICE, STORE_FILE, House
from caseapp.domain.operators import Role
from caseapp.services.operators import add_operator, operators
from caseapp.services.organisation import organisation_now
from caseapp.services.trouble import Trouble
from caseapp.ui.setup.unlock_view import EDGE
from caseapp.ui.theme import apply_theme
from caseapp.vault.cost import QUICK_COST
from tests.house import PASSPHRASE, MovableClock, TestHouse
from tests.ui.drivers.base import assert_all_named
from tests.ui.drivers.setup_driver import KeepingByHand
from tests.ui.setup.conftest import Entrance, Start

NEW_PASSPHRASE = "seven odd lamps hum by the pier"
DOES_NOT_OPEN = "This passphrase does not open the record for this name. Look whether Caps Lock is on, or use the recovery sheet."


@pytest.fixture
def folder(tmp_path: Path, clock: MovableClock) -> Path:
    """A practice office with everybody in it, closed."""
    office = TestHouse(tmp_path / "office-practice", clock)
    sheet = office.recovery_sheet
    (tmp_path / "sheet").write_text(sheet.text, encoding="utf-8")
    office.close()
    return office.house.folder


@pytest.fixture
def entrance(start: Start, folder: Path) -> Entrance:
    return start(folder)


def test_in_by_name_and_passphrase(entrance: Entrance) -> None:
    driver = entrance.driver
    assert driver.title == "unlock"
    assert driver.logins() == ["admin", "d.novak", "maria.lopez", "r.chen", "s.ito", "u.weiss"]
    driver.choose_login("r.chen")
    driver.unlock(PASSPHRASE)
    desk = entrance.office.desk
    assert desk is not None
    assert desk.operator.login == "r.chen"
    assert entrance.page.unlock.passphrase.text() == ""


def test_the_name_used_last_is_chosen_and_the_passphrase_has_the_focus(start: Start, folder: Path) -> None:
    first = start(folder)
    first.driver.choose_login("maria.lopez")
    first.driver.unlock(PASSPHRASE)
    second = start(folder)
    assert second.driver.login() == "maria.lopez"
    assert second.driver.focused == "unlock_passphrase"


def test_ctrl_enter_unlocks_too(entrance: Entrance) -> None:
    entrance.driver.type(PASSPHRASE, into="unlock_passphrase")
    entrance.driver.press("Ctrl+Return")
    assert entrance.office.desk is not None


def test_a_wrong_passphrase_says_what_to_do_and_keeps_what_was_typed(entrance: Entrance) -> None:
    driver = entrance.driver
    driver.unlock("not the passphrase at all")
    assert entrance.office.desk is None
    assert driver.words_of("unlock_problem") == DOES_NOT_OPEN
    assert driver.focused == "unlock_passphrase"
    assert entrance.page.unlock.passphrase.text() == "not the passphrase at all"
    driver.type("x")
    assert entrance.page.unlock.passphrase.text() == "x", "typing replaces the whole of it"
    driver.unlock(PASSPHRASE)
    assert entrance.office.desk is not None
    assert driver.words_of("unlock_problem") == ""


def test_an_empty_passphrase_is_no_miss(entrance: Entrance) -> None:
    entrance.driver.focus("unlock_passphrase")
    for _ in range(5):
        entrance.driver.press("Return")
    assert entrance.driver.words_of("unlock_problem") == "Type your passphrase."
    assert entrance.doors.wait_seconds() == 0


def test_after_three_misses_the_next_try_waits(entrance: Entrance, clock: MovableClock, qtbot: QtBot) -> None:
    driver = entrance.driver
    for attempt in range(3):
        driver.unlock(f"not the passphrase {attempt}")
    assert driver.words_of("unlock_waiting") == "Wait 1 second before the next try."
    assert not entrance.page.unlock.unlock_button.isEnabled()
    driver.unlock(PASSPHRASE)
    assert entrance.office.desk is None
    clock.advance(seconds=2)
    entrance.page.unlock._timer.start(1)
    qtbot.waitUntil(lambda: entrance.page.unlock.unlock_button.isEnabled())
    assert driver.words_of("unlock_waiting") == ""
    driver.unlock(PASSPHRASE)
    assert entrance.office.desk is not None


def test_the_waiting_outlasts_a_restart(start: Start, folder: Path) -> None:
    first = start(folder)
    for attempt in range(3):
        first.doors.house.clock.advance(minutes=2)  # type: ignore[attr-defined]
        first.page.unlock.wait(0)
        first.driver.unlock(f"not the passphrase {attempt}")
    second = start(folder)
    assert second.driver.words_of("unlock_waiting") == "Wait 1 second before the next try."


def test_show_and_caps_lock(entrance: Entrance) -> None:
    driver = entrance.driver
    field = entrance.page.unlock.passphrase
    driver.type("nine", into="unlock_passphrase")
    assert field.edit.displayText() != "nine"
    driver.click("unlock_passphrase_show")
    assert field.edit.displayText() == "nine"
    driver.click("unlock_passphrase_show")
    assert field.edit.displayText() != "nine"
    assert field.caps.text() == ""


def test_lock_and_the_next_person(entrance: Entrance) -> None:
    driver = entrance.driver
    driver.choose_login("maria.lopez")
    driver.unlock(PASSPHRASE)
    entrance.lock()
    assert driver.title == "unlock"
    assert driver.login() == "maria.lopez"
    assert driver.focused == "unlock_passphrase"
    driver.choose_login("r.chen")
    driver.unlock(PASSPHRASE)
    desk = entrance.office.desk
    assert desk is not None
    assert desk.operator.login == "r.chen"


def test_what_waits_is_told_after_locking(entrance: Entrance) -> None:
    from caseapp.domain.channel import Channel
    from caseapp.services.drafts import save_draft, start_draft
    from tests.house import sample_form

    driver = entrance.driver
    driver.choose_login("maria.lopez")
    driver.unlock(PASSPHRASE)
    desk = entrance.office.desk
    assert desk is not None
    draft_id = start_draft(desk, channel=Channel.PHONE).created_id
    assert draft_id is not None
    save_draft(desk, draft_id, sample_form("delete"))
    assert "draft" not in entrance.page.unlock.facts.text()
    entrance.lock()
    assert "1 draft: saved, waiting for maria.lopez" in entrance.page.unlock.facts.text()


def test_the_facts_tell_nothing_about_anybody(entrance: Entrance, folder: Path) -> None:
    text = entrance.page.unlock.facts.text()
    assert "Record on this computer: encrypted" in text
    assert "Last backup: none yet" in text
    assert str(folder) in text.replace("\u200b", "")


def test_the_other_office_can_be_opened(start: Start, folder: Path, tmp_path: Path) -> None:
    entrance = start(folder)
    told: list[bool] = []
    entrance.page.practice_changed.connect(told.append)
    entrance.driver.click("unlock_other")
    assert entrance.doors.folder == tmp_path / "office"
    assert entrance.driver.title == "Set up this program"
    assert told == [False]


# The recovery sheet


def test_in_with_the_recovery_sheet(entrance: Entrance, tmp_path: Path) -> None:
    driver = entrance.driver
    driver.choose_login("r.chen")
    driver.click("unlock_recovery")
    assert driver.title == "Use the recovery sheet"
    driver.type((tmp_path / "sheet").read_text(encoding="utf-8").lower(), into="recovery_groups")
    driver.type(NEW_PASSPHRASE, into="recovery_passphrase")
    driver.type(NEW_PASSPHRASE, into="recovery_again")
    driver.next()
    assert driver.title == "The recovery sheet"
    assert entrance.office.desk is None
    driver.back()
    assert driver.title == "The recovery sheet", "the old sheet is used up"
    groups = driver.sheet()
    driver.next()
    driver.next()
    assert entrance.office.desk is None, "the new sheet has to be proved first"
    driver.prove(groups)
    driver.next()
    desk = entrance.office.desk
    assert desk is not None
    assert desk.operator.login == "r.chen"
    entrance.lock()
    driver.unlock(NEW_PASSPHRASE)
    assert entrance.office.desk is not None


@pytest.mark.parametrize(
    ("typed", "new", "again", "said"),
    [
        ("", NEW_PASSPHRASE, NEW_PASSPHRASE, "Type the nine groups"),
        ("7K3Q", NEW_PASSPHRASE, NEW_PASSPHRASE, "4 signs were typed; the sheet has 36"),
        ("0000-0000-0000-0000-0000-0000-0000-0000-0000", NEW_PASSPHRASE, NEW_PASSPHRASE, "mistyped"),
        ("U000-0000-0000-0000-0000-0000-0000-0000-0000", NEW_PASSPHRASE, NEW_PASSPHRASE, "Group 1 has a sign"),
        ("{sheet}", "short", "short", "has 5 characters"),
        ("{sheet}", NEW_PASSPHRASE, PASSPHRASE, "differ"),
    ],
)
def test_a_sheet_that_does_not_open(entrance: Entrance, tmp_path: Path, typed: str, new: str, again: str, said: str) -> None:
    driver = entrance.driver
    driver.click("unlock_recovery")
    sheet = (tmp_path / "sheet").read_text(encoding="utf-8")
    driver.type(typed.format(sheet=sheet), into="recovery_groups")
    driver.type(new, into="recovery_passphrase")
    driver.type(again, into="recovery_again")
    driver.next()
    assert driver.title == "Use the recovery sheet"
    assert said in driver.problems[0]
    driver.back()
    assert driver.title == "unlock"


# Why nothing opens


def test_a_second_copy_is_told_in_the_window(start: Start, folder: Path) -> None:
    other = House(folder, cost=QUICK_COST)
    other.acquire()
    entrance = start(folder)
    driver = entrance.driver
    assert driver.title == "trouble"
    text = entrance.page.seldom.trouble.view.text()
    assert text.startswith("The program is open already for this record.")
    assert "Go to the window that is open already." in text
    other.close()
    driver.press("Ctrl+Return")
    assert driver.title == "unlock"


def test_damaged_keys_are_told_and_another_folder_can_be_opened(start: Start, folder: Path, tmp_path: Path, keeping: KeepingByHand) -> None:
    for file in (folder / OFFICE).iterdir():
        if file.name != STORE_FILE and file.is_file() and file.name != "practice":
            file.write_bytes(b"\0" * 40)
    entrance = start(folder)
    assert entrance.driver.title == "trouble"
    assert "keys" in entrance.page.seldom.trouble.view.text()
    keeping.folder = tmp_path / "elsewhere"
    entrance.driver.click("trouble_elsewhere")
    assert entrance.driver.title == "Set up this program"


@pytest.mark.parametrize(
    ("code", "happened", "to_do"),
    [
        ("store_too_new", "newer version", "Install the newer version"),
        ("store_damaged", "damaged", "restore the last backup"),
        ("disk_full", "The disk is full.", "Make room on the disk"),
        ("resource_missing", "file of the program is missing", "Install the program again"),
        ("operator_retired", "no longer works here", "ask an administrator"),
    ],
)
def test_what_happened_and_what_to_do(entrance: Entrance, monkeypatch: pytest.MonkeyPatch, code: str, happened: str, to_do: str) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Trouble(code)

    monkeypatch.setattr(House, "unlock", refuse)
    entrance.driver.unlock(PASSPHRASE)
    text = entrance.messages.troubles[0]
    assert happened in text.happened
    assert text.saved
    assert to_do in text.can_do
    assert entrance.office.desk is None
    assert entrance.page.unlock.unlock_button.isEnabled()


def test_a_record_of_a_newer_program_is_left_alone(start: Start, folder: Path, clock: MovableClock) -> None:
    house = House(folder, clock=clock, cost=QUICK_COST)
    house.unlock("admin", PASSPHRASE)
    with house.store.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    house.close()
    before = (folder / OFFICE / STORE_FILE).read_bytes()
    entrance = start(folder)
    entrance.driver.unlock(PASSPHRASE)
    assert entrance.office.desk is None
    text = entrance.messages.troubles[0]
    assert text.code == "store_too_new"
    assert text.can_do.startswith("Install the newer version")
    assert (folder / OFFICE / STORE_FILE).read_bytes() == before


def test_every_control_has_a_name_and_is_reached_by_tab(entrance: Entrance) -> None:
    assert_all_named(entrance.page)
    names = entrance.driver.tab_round()
    assert {"unlock_login", "unlock_passphrase", "unlock_passphrase_show", "unlock_unlock", "unlock_recovery", "unlock_other"} <= set(names)
    assert names.index("unlock_passphrase_show") < names.index("unlock_unlock")


def test_somebody_added_can_unlock_and_somebody_retired_cannot(entrance: Entrance) -> None:
    driver = entrance.driver
    driver.choose_login("admin")
    driver.unlock(PASSPHRASE)
    desk = entrance.office.desk
    assert desk is not None
    add_operator(desk, login="n.new", name="Nora New", roles=(Role.CALL_AGENT,), passphrase=NEW_PASSPHRASE)
    assert len(operators(desk)) == 7
    entrance.lock()
    driver.choose_login("n.new")
    driver.unlock(NEW_PASSPHRASE)
    desk = entrance.office.desk
    assert desk is not None
    assert desk.operator.name == "Nora New"
    assert organisation_now(desk)[0].name == "Example Recovery Services"


@pytest.mark.parametrize("percent", [100, 200])
def test_all_words_stand_on_one_left_edge(qapp: QApplication, entrance: Entrance, percent: int) -> None:
    apply_theme(qapp, "light", percent)
    page, view = entrance.page, entrance.page.unlock
    page.resize(1366, 740)
    QApplication.processEvents()
    parts = (view.product, view.place, view.who, view.passphrase, view.unlock_button)
    assert {part.mapTo(page, QPoint(0, 0)).x() for part in parts} == {EDGE}
    link = view.other_button
    picture = link.grab().toImage()
    ground = picture.pixel(0, 0)
    columns = (x for x in range(picture.width()) if any(picture.pixel(x, y) != ground for y in range(picture.height())))
    assert abs(link.mapTo(page, QPoint(0, 0)).x() + next(columns) - EDGE) <= 1 + percent // 100
