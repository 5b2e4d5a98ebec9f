"""The first run by keyboard: from the empty folder to the desk, back and forth, wrong and right."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit, QWidget

from caseapp.bootstrap.house import House
from caseapp.domain.operators import Role
from caseapp.host.resources import Resources
from caseapp.services.organisation import organisation_now
from caseapp.services.trouble import Trouble
from tests.house import PASSPHRASE
from tests.ui.drivers.base import assert_all_named
from tests.ui.drivers.setup_driver import KeepingByHand, SetupDriver
from tests.ui.setup.conftest import Entrance, Start

LANGUAGE, WHERE = "Set up this program", "What to set up, and where"
PERSON, ORGANISATION = "Who are you?", "The organisation"
SHEET, PROOF = "The recovery sheet", "Prove that you have the sheet"


def to_sheet(driver: SetupDriver) -> tuple[str, ...]:
    """Go from the page that asks where to the sheet, for a real office, and read it."""
    driver.real_office()
    driver.next()
    driver.person("María Peña López", PASSPHRASE)
    driver.next()
    driver.address("Privacy Office", "PO Box 1", "Oakland, CA 94601")
    driver.next()
    assert driver.title == SHEET
    return driver.sheet()


def set_up(driver: SetupDriver) -> tuple[str, ...]:
    groups = to_sheet(driver)
    driver.next()
    driver.prove(groups)
    driver.next()
    return groups


def begun(entrance: Entrance) -> Entrance:
    """Pass the page of languages."""
    assert entrance.driver.title == LANGUAGE
    entrance.driver.next()
    assert entrance.driver.title == WHERE
    return entrance


@pytest.fixture
def entrance(start: Start, tmp_path: Path) -> Entrance:
    return begun(start(tmp_path / "office"))


def test_from_an_empty_folder_to_the_desk(entrance: Entrance) -> None:
    driver = entrance.driver
    assert driver.title == WHERE
    groups = to_sheet(driver)
    assert [len(group) for group in groups] == [4] * 9
    assert entrance.doors.is_new()
    driver.next()
    assert driver.title == PROOF
    driver.prove(groups, lower=True)
    assert entrance.office.desk is None
    driver.next()
    desk = entrance.office.desk
    assert desk is not None
    assert (desk.operator.login, desk.operator.name) == ("maria.lopez", "María Peña López")
    assert set(desk.operator.roles) == {Role.ADMINISTRATOR, Role.PRIVACY_OFFICER}
    assert not entrance.doors.is_new()
    assert not entrance.office.practice
    organisation, lines, clients = organisation_now(desk)
    assert organisation.name == "Constant Processing"
    assert organisation.address_lines == ("Privacy Office", "PO Box 1", "Oakland, CA 94601")
    assert (organisation.signer_name, organisation.signer_title) == ("María Peña López", "Privacy Officer")
    assert [line.number for line in lines] == ["866-401-0788"]
    assert clients == ()
    assert entrance.messages.errors == []


def test_the_practice_office_has_a_folder_of_its_own(entrance: Entrance, tmp_path: Path) -> None:
    driver = entrance.driver
    assert driver.focused == "setup_kind_practice"
    assert driver.text_of("setup_folder") == str(tmp_path / "office-practice")
    told: list[bool] = []
    entrance.page.practice_changed.connect(told.append)
    driver.next()
    assert told == [True]
    assert entrance.office.practice
    driver.person("Ada Min", PASSPHRASE)
    driver.next()
    assert driver.profile() == "Example Recovery Services"
    assert driver.plain("setup_address").startswith("Privacy Office")
    driver.next()
    groups = driver.sheet()
    driver.next()
    driver.prove(groups)
    driver.next()
    desk = entrance.office.desk
    assert desk is not None
    assert desk.practice
    assert House(tmp_path / "office").is_new()


def test_back_always_works_and_loses_nothing(entrance: Entrance) -> None:
    driver = entrance.driver
    groups = to_sheet(driver)
    driver.next()
    for title in (SHEET, ORGANISATION, PERSON, WHERE, LANGUAGE):
        driver.back()
        assert driver.title == title
    driver.back()
    assert driver.title == LANGUAGE
    for title in (WHERE, PERSON, ORGANISATION, SHEET):
        driver.next()
        assert driver.title == title
    assert driver.sheet() == groups, "nothing was changed, so the printed sheet still counts"
    assert driver.text_of("sheet_told") == ""


def test_another_name_makes_another_sheet_and_says_so(entrance: Entrance) -> None:
    driver = entrance.driver
    groups = to_sheet(driver)
    driver.back()
    driver.back()
    driver.person("Rita Chen", PASSPHRASE, login="r.chen")
    driver.next()
    driver.next()
    assert driver.sheet() != groups
    assert "opens nothing" in driver.text_of("sheet_told")
    new = driver.sheet()
    driver.next()
    driver.prove(new)
    driver.next()
    desk = entrance.office.desk
    assert desk is not None
    assert desk.operator.login == "r.chen"


def test_the_proof_cannot_be_skipped(entrance: Entrance) -> None:
    driver = entrance.driver
    groups = to_sheet(driver)
    driver.next()
    driver.next()
    assert driver.title == PROOF
    assert len(driver.problems) == 2
    driver.prove(tuple("0000" if group != "0000" else "1111" for group in groups))
    driver.next()
    assert driver.title == PROOF
    assert all("not group" in sentence for sentence in driver.problems)
    assert entrance.office.desk is None
    assert entrance.doors.is_new()


def test_a_program_killed_before_the_end_begins_again_cleanly(start: Start, tmp_path: Path) -> None:
    first = begun(start(tmp_path / "office"))
    old = to_sheet(first.driver)
    second = begun(start(tmp_path / "office"))
    groups = set_up(second.driver)
    assert groups != old
    assert second.office.desk is not None
    second.lock()
    second.driver.click("unlock_recovery")
    second.driver.type("".join(old), into="recovery_groups")
    for field in ("recovery_passphrase", "recovery_again"):
        second.driver.type("another long pass sentence 7", into=field)
    second.driver.next()
    assert "does not open this record" in second.driver.problems[0]


@pytest.mark.parametrize(
    ("name", "passphrase", "again", "said"),
    [
        ("", PASSPHRASE, PASSPHRASE, "2 to 40 small letters"),
        ("Rita Chen", "too short", "too short", "has 9 characters"),
        ("Rita Chen", "constant processing 866-401-0788", "constant processing 866-401-0788", "guessed quickly"),
        ("Rita Chen", "password password password", "password password password", "guessed quickly"),
        ("Rita Chen", "my own rita.chen is here twice", "my own rita.chen is here twice", "sign-in name in it"),
        ("Rita Chen", PASSPHRASE, "nine quiet herons wade at dusk", "The two passphrases differ"),
    ],
)
def test_a_person_that_cannot_be(entrance: Entrance, name: str, passphrase: str, again: str, said: str) -> None:
    driver = entrance.driver
    driver.next()
    driver.person(name, passphrase, again=again)
    driver.next()
    assert driver.title == PERSON
    assert any(said in sentence for sentence in driver.problems), driver.problems
    assert driver.text_of("setup_name") == name


def test_the_meter_says_how_good_a_passphrase_is(entrance: Entrance) -> None:
    driver = entrance.driver
    driver.next()
    run = entrance.page.seldom.first_run
    assert run is not None
    meter = run.person.meter
    assert "15 characters or more" in meter.text()
    driver.type("nine quiet", into="setup_passphrase")
    assert "10 of 15" in meter.text()
    driver.type(" herons wade at dawn")
    assert meter.value >= 3
    assert meter.text() in ("Good. It will hold.", "Strong.")


def test_an_office_without_an_address_is_told(entrance: Entrance) -> None:
    driver = entrance.driver
    driver.real_office()
    driver.next()
    driver.person("Rita Chen", PASSPHRASE)
    driver.next()
    driver.next()
    assert driver.title == ORGANISATION
    assert driver.problems == ("Write the return address: street or PO box, then city, state and ZIP code.",)
    driver.clear("setup_signer_title")
    driver.next()
    assert len(driver.problems) == 2


def test_a_full_return_address_needs_no_scroll_bar_and_the_page_none_either(entrance: Entrance) -> None:
    driver = entrance.driver
    driver.real_office()
    driver.next()
    driver.person("Rita Chen", PASSPHRASE)
    driver.next()
    driver.address("Privacy Office", "Building 2", "PO Box 1", "Oakland, CA 94601")
    assert driver.find(QPlainTextEdit, "setup_address").verticalScrollBar().maximum() == 0
    entrance.page.resize(1366, 708)
    QApplication.processEvents()
    scroll = driver.find(QAbstractScrollArea, "setup_scroll")
    assert (scroll.verticalScrollBar().maximum(), scroll.horizontalScrollBar().maximum()) == (0, 0)
    for name in ("setup_organisation_name", "setup_phone", "setup_address", "setup_email", "setup_signer_name", "setup_signer_title"):
        field = driver.find(QWidget, name)
        parent = field.parentWidget()
        assert parent is not None
        assert parent.rect().contains(field.geometry()), f"{name} is cut"


@pytest.mark.parametrize(("text", "said"), [("", "Write the folder"), ("records/office", "whole path")])
def test_a_folder_that_cannot_be(entrance: Entrance, text: str, said: str) -> None:
    driver = entrance.driver
    driver.clear("setup_folder")
    driver.type(text)
    driver.next()
    assert driver.title == WHERE
    assert said in driver.problems[0]


def test_a_folder_that_cannot_be_written_is_told(entrance: Entrance, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    driver = entrance.driver
    driver.clear("setup_folder")
    driver.type(str(tmp_path / "file" / "office"))
    driver.next()
    assert driver.title == WHERE
    trouble = entrance.messages.errors[0]
    assert isinstance(trouble, Trouble)
    assert trouble.code == "folder_not_writable"


def test_another_folder_can_be_chosen(entrance: Entrance, tmp_path: Path, keeping: KeepingByHand) -> None:
    keeping.folder = tmp_path / "elsewhere"
    driver = entrance.driver
    driver.click("setup_browse")
    assert driver.text_of("setup_folder") == str(tmp_path / "elsewhere-practice")
    driver.next()
    assert driver.title == PERSON
    assert entrance.doors.folder == tmp_path / "elsewhere-practice"


def test_a_folder_that_was_set_up_already_asks_to_unlock(start: Start, tmp_path: Path) -> None:
    set_up(begun(start(tmp_path / "office")).driver)
    other = begun(start(tmp_path / "second"))
    other.driver.clear("setup_folder")
    other.driver.type(str(tmp_path / "office"))
    other.driver.next()
    assert other.driver.title == "unlock"
    assert other.driver.logins() == ["maria.lopez"]


def test_the_sheet_is_printed(entrance: Entrance, keeping: KeepingByHand) -> None:
    groups = to_sheet(entrance.driver)
    assert entrance.driver.focused == "sheet_print"
    entrance.driver.press("Space")
    assert [facts.sheet.groups for facts in keeping.printed] == [groups]
    assert "Sent to the printer" in entrance.driver.text_of("sheet_told")


def test_a_file_wants_a_second_confirmation(entrance: Entrance, keeping: KeepingByHand, tmp_path: Path) -> None:
    keeping.file = tmp_path / "sheet.txt"
    groups = to_sheet(entrance.driver)
    entrance.messages.answers.append(False)
    entrance.driver.click("sheet_save")
    assert not keeping.file.exists()
    assert "can open all of it" in entrance.messages.questions[0].sentence
    entrance.messages.answers.append(True)
    entrance.driver.click("sheet_save")
    text = keeping.file.read_text(encoding="utf-8")
    assert all(group in text for group in groups)
    assert "March 3, 2026" in text
    assert keeping.file.stat().st_mode & 0o077 == 0
    assert entrance.driver.text_of("sheet_told") == "Saved as sheet.txt."


def test_every_control_has_a_name_and_is_reached_by_tab(entrance: Entrance) -> None:
    driver = entrance.driver
    expected = {
        WHERE: {"setup_kind_practice", "setup_folder", "setup_browse", "setup_next"},
        PERSON: {"setup_name", "setup_login", "setup_passphrase", "setup_passphrase_show", "setup_again", "setup_next", "setup_back"},
        ORGANISATION: {"setup_profile", "setup_address", "setup_signer_title", "setup_next", "setup_back"},
        SHEET: {"sheet_groups", "sheet_print", "sheet_save", "setup_next", "setup_back"},
        PROOF: {"proof_group_1", "proof_group_2", "setup_next", "setup_back"},
    }
    assert_all_named(entrance.page)
    for title, names in expected.items():
        assert driver.title == title
        assert names <= set(driver.tab_round())
        if title == WHERE:
            driver.real_office()
        elif title == PERSON:
            driver.person("Rita Chen", PASSPHRASE)
        elif title == ORGANISATION:
            driver.address("PO Box 1", "Oakland, CA 94601")
        driver.next()


def test_nothing_secret_stays_in_the_pages_afterwards(entrance: Entrance) -> None:
    set_up(entrance.driver)
    assert entrance.page.seldom.first_run is None
    assert entrance.page.unlock.passphrase.text() == ""


def test_a_program_without_its_profiles_says_what_to_do(entrance: Entrance, tmp_path: Path) -> None:
    (tmp_path / "resources").mkdir()
    entrance.doors.house.resources = Resources(tmp_path / "resources")
    entrance.driver.next()
    assert entrance.driver.title == WHERE
    assert entrance.messages.troubles[0].happened == "A file of the program is missing."
    assert entrance.messages.troubles[0].can_do.startswith("Install the program again")


@pytest.mark.parametrize("act", ["prepare", "move_in"])
def test_a_full_disk_sets_nothing_up_and_the_next_try_goes_on(entrance: Entrance, monkeypatch: pytest.MonkeyPatch, act: str) -> None:
    driver = entrance.driver

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patch:
        patch.setattr(House, act, full)
        driver.next()
        driver.person("Rita Chen", PASSPHRASE)
        driver.next()
        driver.address("PO Box 1", "Oakland, CA 94601")
        driver.next()
        if act == "move_in":
            groups = driver.sheet()
            driver.next()
            driver.prove(groups)
            driver.next()
        text = entrance.messages.troubles[0]
        assert (text.happened, text.can_do) == ("The disk is full.", "Make room on the disk, then do it again.")
        assert entrance.doors.is_new()
        assert entrance.office.desk is None
    driver.next()
    if act == "prepare":
        groups = driver.sheet()
        driver.next()
        driver.prove(groups)
        driver.next()
    assert entrance.office.desk is not None
