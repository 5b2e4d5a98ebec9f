"""Envelopes without a window: their faces are printed like a batch, one kind after the other, and kept in the record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from caseapp.domain.letters import composed_from_json, composed_to_json
from caseapp.typesetting.viewing import page_count
from caseapp.ui.mailroom import faces
from caseapp.ui.mailroom.printing import Progress
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.widgets.scroll_area import ScrollArea
from tests.house import TestHouse
from tests.ui.drivers.base import assert_all_named
from tests.ui.drivers.mailroom_driver import MailRoomDriver, PaperTray

SitDown = Callable[[str], MailRoomDriver]
Approved = Callable[..., list[str]]


def _printed_batch(driver: MailRoomDriver) -> None:
    driver.go()
    driver.press("Ctrl+Return")
    driver.press("Ctrl+Return")
    driver.say_how_to_print()


def _recorded(house: TestHouse) -> list[dict[str, object]]:
    with house.desk.uow() as uow:
        return [dict(entry.facts) for entry in uow.history.entries(limit=1000) if entry.action == "envelope_faces_printed"]


def _notices(driver: MailRoomDriver) -> list[str]:
    messages = driver.window.office.messages
    assert isinstance(messages, RecorderMessages)
    return [notice.text for notice in messages.notices]


def test_the_faces_of_plain_envelopes_go_to_the_queue_in_their_size(
    house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray
) -> None:
    approved(3, envelope="plain_10")
    driver = sit_down("d.novak")
    _printed_batch(driver)
    driver.click("batch_faces")
    assert_all_named(driver.dialog)
    driver.press("Ctrl+Return")
    content, queue, title = tray.sent[-1]
    assert (queue, title) == ("Mail", "B20260303-01 envelopes")
    assert (tray.sides[-1], tray.media[-1]) == (False, "na_number-10_4.125x9.5in")
    assert page_count(content) == 3
    assert _recorded(house) == [{"number": "B20260303-01", "envelope": "plain_10", "envelopes": "1,2,3"}]
    assert _notices(driver)[-1] == "3 envelopes were sent to be printed."


def test_some_are_printed_again_after_a_jam(house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray) -> None:
    approved(3, envelope="plain_10")
    driver = sit_down("d.novak")
    _printed_batch(driver)
    driver.press("Ctrl+Shift+V")
    driver.in_dialog("faces_which", "2-9")
    driver.press("Ctrl+Return")
    assert driver.has_dialog
    assert len(tray.sent) == 1
    driver.in_dialog("faces_which", "2-3")
    driver.press("Ctrl+Return")
    assert page_count(tray.sent[-1][0]) == 2
    assert _recorded(house)[-1]["envelopes"] == "2,3"


def test_each_kind_goes_through_the_printer_by_itself(house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray) -> None:
    approved(2, envelope="plain_10")
    approved(1, envelope="flat_9x12")
    approved(1)
    driver = sit_down("d.novak")
    _printed_batch(driver)
    driver.click("batch_faces")
    kind = driver.dialog.findChild(QComboBox, "faces_kind")
    assert kind is not None
    texts = sorted(kind.itemText(at) for at in range(kind.count()))
    assert texts == ["#10 without a window: 2", "9x12, not folded: 1"]
    kind.setFocus()
    driver.press("Down" if kind.currentText().startswith("#10") else "Up")
    driver.press("Ctrl+Return")
    assert {record["envelope"] for record in _recorded(house)} <= {"flat_9x12", "plain_10"}
    assert (
        tray.media[-1] == {"flat_9x12": "na_arch-a_9x12in", "plain_10": "na_number-10_4.125x9.5in"}[str(_recorded(house)[-1]["envelope"])]
    )


@pytest.mark.parametrize("down", [1, 2])
def test_a_file_or_another_printer_takes_them_too(
    house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray, down: int
) -> None:
    """Below the two queues stand the system's dialog and the PDF file."""
    approved(1, envelope="plain_10")
    driver = sit_down("d.novak")
    _printed_batch(driver)
    driver.click("batch_faces")
    way = driver.dialog.findChild(QComboBox, "faces_way")
    assert way is not None
    way.setFocus()
    driver.press("Down", 1 + down)
    driver.press("Ctrl+Return")
    written = ["B20260303-01 envelopes-painted.pdf", "B20260303-01 envelopes 001.pdf"][down - 1]
    assert (tray.folder / written).read_bytes().startswith(b"%PDF-")
    assert len(_recorded(house)) == 1


def test_a_printer_that_takes_nothing_leaves_no_record(house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray) -> None:
    approved(1, envelope="plain_10")
    driver = sit_down("d.novak")
    _printed_batch(driver)
    tray.refusal = "refused"
    driver.click("batch_faces")
    driver.press("Ctrl+Return")
    assert _recorded(house) == []
    assert "took nothing" in _notices(driver)[-1]


def test_a_batch_of_window_envelopes_has_no_faces(sit_down: SitDown, approved: Approved) -> None:
    approved(1)
    driver = sit_down("d.novak")
    _printed_batch(driver)
    assert not driver.has("batch_faces")
    driver.press("Ctrl+Shift+V")
    assert not driver.has_dialog
    assert _notices(driver) == ["Every envelope of this batch has a window: no face is printed."]


def test_faces_painted_for_another_printer_are_told_and_can_be_stopped(
    house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A jam at the third of four: the two that went are in the record, the others are named."""
    approved(4, envelope="plain_10")
    tray.names = ()
    driver = sit_down("d.novak")
    driver.go()
    driver.press("Ctrl+Return")
    driver.press("Ctrl+Return")
    driver.choose_in_dialog("print_way", "End")
    driver.press("Ctrl+Return")
    words: list[str] = []

    def paint(_press: object, _content: bytes, _printer: object, progress: Progress, *, inches: tuple[float, float]) -> bool:
        assert inches == (9.5, 4.125)
        progress.total, progress.done = 4, 2
        driver.room.job.underway._tell()
        words.append(driver.room.panel.words.text())
        driver.press("Ctrl+Shift+V")
        assert not driver.has_dialog
        driver.click("batch_stop")
        return not progress.stop

    monkeypatch.setattr(faces, "paint_batch", paint)
    driver.click("batch_faces")
    driver.press("Ctrl+Return")
    assert words == ["Printing page 3 of 4"]
    assert _recorded(house)[-1]["envelopes"] == "1,2"
    assert _notices(driver)[-1] == "Stopped after 2 of 4 envelopes. Look at the printer; these were not sent: 003-004."
    assert driver.step == "All pages are readable"
    assert not driver.has("batch_stop")


def test_a_used_sheet_of_labels_goes_on(house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray) -> None:
    """For a printer that feeds no envelopes: letter sheets, from the first free label on, and the next free one is told."""
    approved(3, envelope="plain_10")
    driver = sit_down("d.novak")
    _printed_batch(driver)
    driver.press("Ctrl+Shift+V")
    first = driver.dialog.findChild(QLineEdit, "faces_first")
    assert first is not None
    assert not first.isVisible()
    driver.choose_in_dialog("faces_on", "Down")
    assert first.isVisible()
    assert driver.dialog.findChild(ScrollArea, "faces_scroll").verticalScrollBar().maximum() == 0  # every row is in view
    assert_all_named(driver.dialog)
    driver.in_dialog("faces_first", "31")
    driver.press("Ctrl+Return")
    assert driver.has_dialog
    driver.in_dialog("faces_first", "29")
    driver.press("Ctrl+Return")
    content, queue, title = tray.sent[-1]
    assert (queue, title, tray.sides[-1], tray.media[-1]) == ("Mail", "B20260303-01 labels", False, "")
    assert page_count(content) == 2
    assert _recorded(house) == [{"number": "B20260303-01", "envelope": "plain_10", "envelopes": "1,2,3", "labels": "l30"}]
    assert _notices(driver)[-1] == "Labels were sent to be printed: 3. The first free label is now number 2."


def test_an_address_that_is_too_large_for_a_label_names_its_envelope(
    house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray
) -> None:
    approved(2, envelope="plain_10")
    with house.desk.uow() as uow:
        letter = next(iter(uow.letters.where(in_queue=True)))
        composed = composed_from_json(letter.composed)
        wide = replace(composed, addressee=replace(composed.addressee, lines=("1 " + "Wide " * 8 + "St", "Ojai, CA 93023")))
        uow.letters.replace(replace(letter, composed=composed_to_json(wide)))
        uow.commit()
    driver = sit_down("d.novak")
    _printed_batch(driver)
    driver.press("Ctrl+Shift+V")
    driver.choose_in_dialog("faces_on", "Down")
    driver.press("Ctrl+Return")
    assert driver.has_dialog
    (told,) = driver.dialog_problems()
    assert "is too large for a label" in told
    assert len(tray.sent) == 1
    other = "2" if "envelope 1 " in told else "1"
    driver.in_dialog("faces_which", other)
    driver.press("Ctrl+Return")
    assert _recorded(house)[-1]["envelopes"] == other
