"""The first page of the first run: which languages there are, and what follows from the choice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from caseapp.host.resources import Resources, program_resources
from caseapp.services.organisation import organisation_now
from caseapp.services.trouble import Trouble
from caseapp.ui import qt_dates
from caseapp.ui.language import spoken, use_language
from tests.house import FIRST_DAY, PASSPHRASE
from tests.ui.drivers.setup_driver import SetupDriver
from tests.ui.setup.conftest import Entrance, Start
from tests.ui.setup.test_first_run import LANGUAGE, ORGANISATION, PERSON, WHERE
from tests.ui.test_shell_language import ONE_WORD


@pytest.fixture(autouse=True)
def _back_to_english(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    yield
    use_language(qapp, "en")
    QLocale.setDefault(before)


def with_catalogue(folder: Path, content: bytes) -> Resources:
    """Return the program's resources with a Spanish translation of the screens among them."""
    root = folder / "resources"
    shutil.copytree(program_resources().root, root)
    (root / "translations").mkdir()
    (root / "translations" / "caseapp_es.qm").write_bytes(content)
    (root / "translations" / "caseapp_xx.qm").write_bytes(content)
    return Resources(root)


def finish(driver: SetupDriver) -> None:
    """Go from the page that asks where to the desk of a practice office."""
    driver.next()
    driver.person("Ada Min", PASSPHRASE)
    driver.next()
    assert driver.title == ORGANISATION
    driver.next()
    groups = driver.sheet()
    driver.next()
    driver.prove(groups)
    driver.next()


def test_it_comes_first_and_offers_what_there_is(start: Start, tmp_path: Path) -> None:
    entrance = start(tmp_path / "office")
    driver = entrance.driver
    assert driver.title == LANGUAGE
    assert driver.focused == "setup_language_en"
    assert not driver.has("setup_language_es"), "there is no translation of the screens"
    assert driver.has("setup_letters_en")
    assert driver.has("setup_letters_es")
    run = entrance.page.seldom.first_run
    assert run is not None
    rows = {row.label.text().replace("&", ""): row.hint.text() for row in run.language.rows}
    assert "English only" in rows["Language of the screens"]
    assert "wait for a translator" in rows["Usual language of letters"]


def test_the_usual_language_of_letters_goes_into_the_organisation(start: Start, tmp_path: Path) -> None:
    entrance = start(tmp_path / "office")
    driver = entrance.driver
    driver.focus("setup_letters")
    driver.press("Down")
    driver.next()
    finish(driver)
    assert entrance.office.desk is not None
    assert organisation_now(entrance.office.desk)[0].reply_language == "es"
    assert entrance.office.settings.get("language") == "en"


def test_an_installed_translation_is_offered_and_speaks_at_once(start: Start, tmp_path: Path, qapp: QApplication) -> None:
    entrance = start(tmp_path / "office")
    entrance.doors.house.resources = with_catalogue(tmp_path, ONE_WORD)
    assert entrance.doors.languages().screens == ("en", "es"), "of unknown languages none is offered"
    entrance.page.seldom.drop_first_run()
    entrance.page.look()
    driver = entrance.driver
    assert driver.title == LANGUAGE
    driver.press("Down")
    driver.focus("setup_letters")
    driver.press("Down")
    driver.next()
    assert (driver.title, spoken(qapp), entrance.office.settings.get("language")) == (WHERE, "es", "es")
    assert qt_dates.relative(FIRST_DAY.date(), FIRST_DAY.date()) == "hoy"
    finish(driver)
    assert entrance.office.desk is not None
    assert organisation_now(entrance.office.desk)[0].reply_language == "es", "the choice outlives the pages made anew"


def test_a_damaged_translation_is_told_and_english_stays(start: Start, tmp_path: Path, qapp: QApplication) -> None:
    entrance = start(tmp_path / "office")
    entrance.doors.house.resources = with_catalogue(tmp_path, b"damaged")
    entrance.page.seldom.drop_first_run()
    entrance.page.look()
    driver = entrance.driver
    driver.press("Down")
    driver.next()
    trouble = entrance.messages.errors[0]
    assert isinstance(trouble, Trouble)
    assert (trouble.code, driver.title, spoken(qapp)) == ("resource_faulty", LANGUAGE, "en")
    assert entrance.office.settings.get("language") == "en"
    driver.press("Up")
    driver.next()
    assert driver.title == WHERE


def test_back_from_the_second_page_loses_no_choice(start: Start, tmp_path: Path) -> None:
    entrance: Entrance = start(tmp_path / "office")
    driver = entrance.driver
    driver.focus("setup_letters")
    driver.press("Down")
    driver.next()
    driver.next()
    assert driver.title == PERSON
    driver.back()
    driver.back()
    run = entrance.page.seldom.first_run
    assert run is not None
    assert run.language.letters.chosen() == "es"
