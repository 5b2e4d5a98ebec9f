"""One envelope for one person, and certified numbers scanned one after another, by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QLineEdit

from caseapp.domain.correspondence import BatchState
from caseapp.domain.letters import DispatchMethod
from caseapp.ui.messages import RecorderMessages
from tests.house import TestHouse
from tests.ui.drivers.mailroom_driver import MailRoomDriver

SitDown = Callable[[str], MailRoomDriver]
Approved = Callable[..., list[str]]
LABELS = ("9400 1112 0108 0805 4830 16", "7112 3456 7891 2345 6787")


def _one_person(house: TestHouse, *letter_ids: str) -> None:
    """Make these the letters of one person at one address."""
    with house.desk.uow() as uow:
        first = uow.letters.get(letter_ids[0])
        for letter_id in letter_ids:
            letter = uow.letters.get(letter_id)
            uow.letters.replace(replace(letter, addressee_name=first.addressee_name, addressee_lines=first.addressee_lines))
            uow.cases.replace(replace(uow.cases.get(letter.case_id), consumer_id="one"))
        uow.commit()


def _to_hand_over(driver: MailRoomDriver, count: int) -> None:
    driver.press("Ctrl+Return", 2)
    driver.say_how_to_print()
    driver.press("Ctrl+Return")
    driver.type_count(count)
    driver.press("Ctrl+Return")


def _batch(house: TestHouse):  # type: ignore[no-untyped-def]
    return house.desk.queries.batches(open_only=False)[0]


def _hint(driver: MailRoomDriver) -> str:
    return driver.room.panel.fields.number_row.hint.text()


def test_letters_to_one_person_are_offered_one_envelope(house: TestHouse, sit_down: SitDown, approved: Approved) -> None:
    first, second, _ = approved(3)
    _one_person(house, first, second)
    driver = sit_down("d.novak")
    driver.go()
    share = driver.find(QCheckBox, "batch_share")
    assert share.isVisible()
    assert share.text() == "One envelope for letters to one person (2 letters)"
    driver.press("Ctrl+Return")
    envelopes = [row.cell(1).spoken for row in driver.room.pieces.table_model.rows]
    assert envelopes.count("1 (shared)") + envelopes.count("2 (shared)") == 2
    assert driver.room.panel.line.text().startswith("3 pieces in 2 envelopes")
    driver.press("Ctrl+Return")
    driver.say_how_to_print()
    driver.press("Ctrl+Return")
    driver.type_count(3)
    driver.press("Ctrl+Return")
    assert driver.banner.startswith("Counted 3, printed 2")
    driver.type_count(2)
    driver.press("Ctrl+Return")
    assert driver.step == "Handed to the post..."


def test_what_goes_in_which_envelope_is_told_in_queue_panel_and_batch(house: TestHouse, sit_down: SitDown, approved: Approved) -> None:
    approved(2)
    approved(1, envelope="plain_10")
    driver = sit_down("d.novak")
    driver.go()
    assert driver.queue() == ["[#10 with one window]", "Consumer 01", "Consumer 02", "[#10 without a window]", "Consumer 01"]
    assert driver.room.panel.next_words.text().split("\n") == [
        "#10 with one window: 2 letters, 2 pages",
        "#10 without a window: 1 letter, 1 page",
    ]
    driver.press("Ctrl+Return")
    assert driver.room.panel.line.text().split("\n")[1:] == ["#10 with one window: 2", "#10 without a window: 1"]
    assert [row.cell(1).spoken.endswith("(plain)") for row in driver.room.pieces.table_model.rows].count(True) == 1
    assert _batch(house).envelope == "w10_strict"


def test_the_offer_may_be_declined(house: TestHouse, sit_down: SitDown, approved: Approved) -> None:
    _one_person(house, *approved(2))
    driver = sit_down("d.novak")
    driver.go()
    driver.focus("batch_share")
    driver.press("Space")
    driver.press("Ctrl+Return")
    assert [row.cell(1).spoken for row in driver.room.pieces.table_model.rows] == ["1", "2"]


def test_nothing_is_offered_where_nobody_gets_two(sit_down: SitDown, approved: Approved) -> None:
    approved(2)
    driver = sit_down("d.novak")
    driver.go()
    assert not driver.find(QCheckBox, "batch_share").isVisible()


def test_labels_are_scanned_one_after_another(house: TestHouse, sit_down: SitDown, approved: Approved) -> None:
    """A scanner is a keyboard that ends in Enter."""
    approved(2)
    driver = sit_down("d.novak")
    messages = driver.window.office.messages
    assert isinstance(messages, RecorderMessages)
    messages.answers.append(True)
    driver.go()
    _to_hand_over(driver, 2)
    driver.focus("batch_number")
    assert _hint(driver).startswith("Envelope 1 of 2: ")
    driver.type(LABELS[0])
    driver.press("Return")
    assert _hint(driver).startswith("Envelope 2 of 2: ")
    assert driver.focused == "batch_number"
    driver.type(LABELS[0])
    driver.press("Return")
    assert "Another letter has this number" in driver.room.panel.fields.number_row.problem
    driver.clear("batch_number")
    driver.type(LABELS[1][:-1] + "0")
    driver.press("Return")
    assert "last digit" in driver.room.panel.fields.number_row.problem
    driver.clear("batch_number")
    driver.type(LABELS[1])
    driver.press("Return")
    assert _hint(driver) == "Every envelope has its number."
    assert driver.find(QLineEdit, "batch_number").text() == ""
    driver.press("Ctrl+Return")
    assert dict(messages.questions[0].facts)["With a certified number"] == "2 letters"
    assert _batch(house).state is BatchState.DISPATCHED
    with house.desk.uow() as uow:
        left = uow.dispatches.where(batch_id=_batch(house).batch_id)
    assert {one.method for one in left} == {DispatchMethod.CERTIFIED_MAIL}
    assert {one.proof for one in left} == {label.replace(" ", "") for label in LABELS}


def test_certified_mail_without_numbers_is_held_at_the_field(house: TestHouse, sit_down: SitDown, approved: Approved) -> None:
    approved(1)
    driver = sit_down("d.novak")
    messages = driver.window.office.messages
    assert isinstance(messages, RecorderMessages)
    messages.answers.append(True)
    driver.go()
    _to_hand_over(driver, 1)
    driver.room.panel.fields.method.set_chosen(DispatchMethod.CERTIFIED_MAIL)
    driver.press("Ctrl+Return")
    assert "Certified mail needs a number" in driver.room.panel.fields.number_row.problem
    assert _batch(house).state is BatchState.COUNTED
