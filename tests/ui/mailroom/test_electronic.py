"""An answer by e-mail: a locked file, its words shown once, and nothing that says it left until a person does."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from PySide6.QtWidgets import QLineEdit

from caseapp.domain.channel import ReplyBy
from caseapp.domain.letters import LetterFormat, LetterKind
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letter_pages import letter_content
from caseapp.services.letters import draft_letter, submit_letter
from caseapp.ui.messages import RecorderMessages
from tests.house import TestHouse, sample_form
from tests.ui.drivers.mailroom_driver import MailRoomDriver, PaperTray

SitDown = Callable[[str], MailRoomDriver]
Approved = Callable[..., list[str]]


@pytest.fixture
def asked_by_email(house: TestHouse) -> str:
    """Return an approved letter of a person who wants e-mail."""
    case_id = house.make_case(form=replace(sample_form("delete"), reply_by=ReplyBy.EMAIL, email="ana@example.org"))
    letter_id = draft_letter(house.agent(), case_id, LetterKind.CONFIRM_RECEIPT).created_id
    assert letter_id is not None
    submit_letter(house.agent(), letter_id)
    approve_letter(house.officer(), letter_id)
    return letter_id


def _to_by_hand(driver: MailRoomDriver) -> None:
    driver.go()
    driver.focus("mail_tabs")
    driver.press("Right", 2)
    driver.focus("mail_by_hand")


def test_what_was_asked_by_email_is_not_printed_with_the_rest(sit_down: SitDown, asked_by_email: str, approved: Approved) -> None:
    approved(1)
    driver = sit_down("d.novak")
    driver.go()
    assert len(driver.queue()) == 2
    assert len(driver.room.by_hand.table_model.rows) == 1


def test_the_words_open_the_file_and_are_kept_nowhere(
    house: TestHouse, sit_down: SitDown, asked_by_email: str, tray: PaperTray, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    driver = sit_down("d.novak")
    _to_by_hand(driver)
    driver.press("Ctrl+Shift+E")
    assert [name.startswith("answer 2026-") for name in tray.file_names] == [True]
    words = driver.find(QLineEdit, "electronic_words").text()
    locked = (tray.folder / tray.file_names[0]).read_bytes()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(locked))
    with pikepdf.open(io.BytesIO(locked), password=words) as opened:
        assert opened.encryption.R == 6
        assert len(opened.pages) == house.desk.press.page_count(letter_content(house.desk, asked_by_email))
    driver.press("Ctrl+Return")
    with house.desk.uow() as uow:
        assert uow.dispatches.where(letter_id=asked_by_email) == ()
        told = [entry for entry in uow.history.entries() if entry.action == "letter_locked"]
    assert len(told) == 1
    assert words not in repr(told)
    assert words not in caplog.text
    store = b"".join(path.read_bytes() for path in house.house.folder.rglob("*") if path.is_file())
    assert words.encode() not in store


def test_the_whole_way_of_an_answer_by_email(house: TestHouse, sit_down: SitDown, asked_by_email: str, tray: PaperTray) -> None:
    """Ctrl+Enter makes the file, Enter opens the letter, Ctrl+Enter records that it left; nothing of it prints a batch."""
    driver = sit_down("d.novak")
    _to_by_hand(driver)
    assert driver.room.lock_file.isVisible()
    assert driver.room.panel.make.kind != "primary"
    driver.press("Ctrl+Return")
    assert len(tray.file_names) == 1
    driver.press("Ctrl+Return")
    assert house.desk.queries.batches(open_only=False) == ()
    driver.focus("mail_by_hand")
    driver.press("Return")
    assert driver.facts["Locked file made by"].startswith("Dana Novak")
    assert "*Record as sent..." in driver.buttons
    driver.press("Ctrl+Return")
    driver.in_dialog("letter_sent_proof", "10:15, Your request")
    driver.press("Ctrl+Return")
    assert driver.facts["Left by"] == "E-mail, Tue Mar 3, 2026"
    driver.go()
    assert driver.room.by_hand.table_model.rows == ()


def test_plain_text_has_nothing_to_lock(sit_down: SitDown, approved: Approved, tray: PaperTray) -> None:
    approved(1, LetterFormat.TEXT)
    driver = sit_down("d.novak")
    _to_by_hand(driver)
    driver.press("Ctrl+Shift+E")
    assert tray.file_names == []
    messages = driver.window.office.messages
    assert isinstance(messages, RecorderMessages)
    assert messages.notices


def test_locking_the_program_closes_the_words(sit_down: SitDown, asked_by_email: str) -> None:
    driver = sit_down("d.novak")
    _to_by_hand(driver)
    driver.press("Ctrl+Shift+E")
    assert driver.find(QLineEdit, "electronic_words").isVisible()
    driver.room.forget()
    assert driver.room.electronic._dialog is None


def test_one_escape_does_not_lose_the_words(sit_down: SitDown, asked_by_email: str) -> None:
    driver = sit_down("d.novak")
    _to_by_hand(driver)
    driver.press("Ctrl+Shift+E")
    words = driver.find(QLineEdit, "electronic_words").text()
    driver.press("Esc")
    assert driver.find(QLineEdit, "electronic_words").text() == words
    assert driver.has_dialog
    assert any("cannot be shown again" in each for each in driver.dialog_problems())
    driver.press("Esc")
    assert not driver.has_dialog
