"""From approval to the post by keys, over a real office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel

from caseapp.domain.correspondence import BatchState, PieceState
from caseapp.domain.deadline import ExtensionReason
from caseapp.domain.deadline_kinds import DeadlineKind, DeadlineState
from caseapp.domain.letters import LetterFormat
from caseapp.services.extension import propose_extension
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letters import submit_letter
from caseapp.services.mailroom import batch_content, begin_printing, mark_checked
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.theme import apply_theme
from tests.house import TestHouse
from tests.ui.drivers.base import assert_all_named
from tests.ui.drivers.mailroom_driver import MailRoomDriver, PaperTray

SitDown = Callable[[str], MailRoomDriver]
Approved = Callable[..., list[str]]

KEYS_MOST = 40


def answer(driver: MailRoomDriver, *answers: bool) -> RecorderMessages:
    messages = driver.window.office.messages
    assert isinstance(messages, RecorderMessages)
    messages.answers.extend(answers)
    return messages


def batch_of(house: TestHouse):  # type: ignore[no-untyped-def]
    return house.desk.queries.batches(open_only=False)[0]


def to_check(driver: MailRoomDriver) -> None:
    """Make a batch of everything and print it."""
    driver.go()
    driver.press("Ctrl+Return")
    driver.press("Ctrl+Return")
    driver.say_how_to_print()


def test_fifty_letters_reach_the_post_in_few_keys(house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray) -> None:
    approved(50)
    driver = sit_down("d.novak")
    messages = answer(driver, True)
    driver.go()
    driver.press("Ctrl+A")
    assert driver.ticked() == 50
    driver.press("Ctrl+Return")
    assert driver.step == "Print 50 pieces..."
    driver.press("Ctrl+Return")
    driver.say_how_to_print()
    assert [(queue, title) for _, queue, title in tray.sent] == [("Mail", "B20260303-01")]
    assert tray.sides == [True]
    driver.press("Ctrl+Return")
    assert driver.focused == "batch_count"
    driver.type("50")
    driver.press("Ctrl+Return")
    driver.press("Ctrl+Return")
    assert driver.keys <= KEYS_MOST
    question = messages.questions[0]
    assert dict(question.facts)["Counted"] == "50 letters"
    assert dict(question.facts)["Closest last day"] == "Fri Apr 17, 2026"
    assert batch_of(house).state is BatchState.DISPATCHED
    assert len(house.desk.queries.letters(only="queue")) == 0
    assert driver.batch_title == "No open batch"
    assert driver.focused == "mail_tabs"


def test_eighty_letters_reach_the_post_in_forty_keys(house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray) -> None:
    """Two batches, since one takes fifty; what is typed as data is the two counts."""
    approved(80)
    driver = sit_down("d.novak")
    answer(driver, True, True)
    driver.go()
    for count in (50, 30):
        driver.press("Ctrl+Return")
        driver.press("Ctrl+Return")
        driver.say_how_to_print()
        driver.press("Ctrl+Return")
        driver.type(str(count))
        driver.press("Ctrl+Return", 2)
    assert driver.keys <= KEYS_MOST
    assert [batch.state for batch in house.desk.queries.batches(open_only=False)] == [BatchState.DISPATCHED, BatchState.DISPATCHED]
    assert house.desk.queries.letters(only="queue") == ()
    with house.desk.uow() as uow:
        assert len(uow.dispatches.where()) == 80


def test_an_extension_counts_from_the_day_the_post_has_its_notice(house: TestHouse, sit_down: SitDown, tray: PaperTray) -> None:
    case_id = house.make_case("delete")
    house.clock.go_to(date(2026, 4, 8))
    letter_id = propose_extension(
        house.officer(), house.request_id(case_id), reason_code=ExtensionReason.WAITING_FOR_PROVIDER,
        reason_text="One of the companies that works for us has not answered yet.",
    ).fact("letter_id")  # fmt: skip
    assert isinstance(letter_id, str)
    submit_letter(house.officer(), letter_id)
    approve_letter(house.second_officer(), letter_id)
    driver = sit_down("d.novak")
    answer(driver, True)
    to_check(driver)
    assert driver.pieces() == [("001", "To check")]
    driver.press("Ctrl+Return")
    driver.type_count(2)
    driver.press("Ctrl+Return")
    assert driver.banner.startswith("Counted 2, printed 1, The tray should hold 001.")
    assert driver.step == "Record the count"
    driver.type_count(1)
    driver.press("Ctrl+Return")
    assert driver.banner == ""
    driver.press("Ctrl+Return")
    with house.desk.uow() as uow:
        states = {one.kind: one.state for one in uow.deadlines.where(case_id=case_id)}
    assert states[DeadlineKind.EXTENSION_NOTICE] is DeadlineState.MET
    assert states[DeadlineKind.ANSWER] is DeadlineState.SUPERSEDED
    assert states[DeadlineKind.EXTENDED_ANSWER] is DeadlineState.OPEN


def test_spoiled_pieces_are_reprinted_with_a_reason(house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray) -> None:
    approved(3)
    driver = sit_down("d.novak")
    to_check(driver)
    driver.focus("mail_pieces")
    driver.press("Down")
    driver.press("Space")
    assert driver.pieces()[1] == ("002", "Marked")
    assert driver.step == "Record 1 problem"
    driver.press("Ctrl+Return")
    assert driver.pieces()[1] == ("002", "Has a problem")
    assert driver.step == "Reprint 1 piece..."
    driver.press("Ctrl+Return")
    driver.press("Ctrl+Return")
    assert driver.has_dialog
    driver.in_dialog("print_reason", "smudged")
    driver.press("Ctrl+Return")
    assert len(tray.sent) == 2
    assert len(tray.sent[1][0]) < len(tray.sent[0][0])
    assert driver.pieces() == [("001", "To check"), ("002", "To check, copy 2"), ("003", "To check")]
    assert driver.step == "All pages are readable"
    driver.press("Ctrl+Shift+A")
    assert driver.step == "Record the count"
    with house.desk.uow() as uow:
        assert sorted(piece.copies for piece in uow.mail_pieces.where()) == [1, 1, 2]


def test_a_missing_piece_goes_back_to_the_queue(house: TestHouse, sit_down: SitDown, approved: Approved) -> None:
    approved(3)
    driver = sit_down("d.novak")
    answer(driver, True)
    to_check(driver)
    driver.press("Ctrl+Return")
    driver.type_count(2)
    driver.press("Ctrl+Return")
    assert driver.banner.startswith("Counted 2, printed 3")
    driver.type("3", into="batch_pieces")
    driver.press("Return")
    assert driver.pieces()[2] == ("003", "Marked")
    assert driver.step == "Reprint 1 piece..."
    driver.click("batch_put_back")
    assert driver.pieces()[2] == ("003", "Back in the queue")
    driver.type_count(2)
    driver.press("Ctrl+Return")
    driver.press("Ctrl+Return")
    assert [piece.state for piece in batch_of(house).pieces].count(PieceState.DISPATCHED) == 2
    assert len(house.desk.queries.letters(only="queue")) == 1


@pytest.mark.parametrize(
    ("reason", "state", "words"),
    [
        ("refused", BatchState.OPEN, "The printer took nothing. Look at it, then print again."),
        ("no_answer", BatchState.PRINT_UNKNOWN, "The printer did not answer. Look at its tray before you print again."),
    ],
)
def test_a_printer_that_fails_is_told_apart_from_one_that_is_silent(
    house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray, reason: str, state: BatchState, words: str
) -> None:
    approved(1)
    tray.refusal = reason
    driver = sit_down("d.novak")
    to_check(driver)
    assert driver.banner == words
    assert batch_of(house).state is state


def test_after_a_stop_while_printing_somebody_has_to_look(house: TestHouse, sit_down: SitDown, approved: Approved) -> None:
    approved(1)
    driver = sit_down("d.novak")
    driver.go()
    driver.press("Ctrl+Return")
    begin_printing(house.clerk(), batch_of(house).batch_id, printer="Mail")
    driver.press("F5")
    assert driver.banner.startswith("Unknown: look at the printer, Printing began, and nobody knows how far it came.")
    assert {state for _, state in driver.pieces()} == {"Unknown"}
    again = sit_down("d.novak")  # the banner is there before the window is
    again.go()
    QApplication.processEvents()
    words = [each for each in again.room.panel.banner.findChildren(QLabel) if each.isVisible()]
    assert len(words) == 2
    assert all(each.height() >= each.heightForWidth(each.width()) for each in words)
    driver = again
    assert driver.step == "Print all again..."
    driver.click("batch_readable")
    assert driver.step == "Record the count"
    assert driver.banner == ""


def test_what_is_missing_after_a_stop_is_printed_again_from_its_number_on(
    house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray
) -> None:
    approved(5)
    driver = sit_down("d.novak")
    driver.go()
    driver.press("Ctrl+Return")
    batch_id = batch_of(house).batch_id
    begin_printing(house.clerk(), batch_id, printer="Mail")
    driver.press("F5")
    driver.focus("batch_pieces")
    driver.type("4-")
    driver.press("Return")
    assert driver.step == "Reprint 2 pieces..."
    driver.press("Ctrl+Return")
    driver.type("The program was stopped")
    driver.press("Ctrl+Return")
    again = tray.sent[-1][0]
    assert again == batch_content(house.clerk(), batch_id, positions=(4, 5), duplex=True)
    assert [state for _, state in driver.pieces()][3:] == ["To check, copy 2"] * 2
    with house.desk.uow() as uow:
        told = [entry for entry in uow.history.entries(limit=1000) if entry.action == "piece_printed_again"]
    assert [dict(entry.facts)["copy"] for entry in told] == ["2", "2"]


def test_killed_while_pieces_are_printed_again_it_still_knows_which(
    house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray
) -> None:
    """Marks are recorded before the bytes go: whoever comes back is offered those pieces, and the whole batch only by its own act."""
    approved(5)
    driver = sit_down("d.novak")
    to_check(driver)
    clerk, batch_id = house.clerk(), batch_of(house).batch_id
    mark_checked(clerk, batch_id, problem_positions=(4, 5))
    begin_printing(clerk, batch_id, printer="Mail")
    driver = sit_down("d.novak")
    driver.go()
    assert driver.step == "Reprint 2 pieces..."
    driver.press("Ctrl+Return")
    driver.type("The program was stopped")
    driver.press("Ctrl+Return")
    assert tray.sent[-1][0] == batch_content(clerk, batch_id, positions=(4, 5), duplex=True)


def test_a_reprint_that_the_printer_refuses_does_not_say_that_the_rest_was_looked_at(
    house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray
) -> None:
    approved(3)
    driver = sit_down("d.novak")
    driver.go()
    driver.press("Ctrl+Return")
    begin_printing(house.clerk(), batch_of(house).batch_id, printer="Mail")
    driver.press("F5")
    driver.focus("batch_pieces")
    driver.type("3")
    driver.press("Return")
    tray.refusal = "refused"
    driver.press("Ctrl+Return")
    driver.type("Jam")
    driver.press("Ctrl+Return")
    assert batch_of(house).state is BatchState.PRINT_UNKNOWN
    assert driver.step == "Reprint 1 piece..."


def test_the_whole_batch_is_printed_again_with_a_reason_only(
    house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray
) -> None:
    """Eighty sheets in the wrong tray: once more, and the log has a second copy of each."""
    approved(2)
    driver = sit_down("d.novak")
    to_check(driver)
    driver.press("Ctrl+P")
    driver.press("Ctrl+Return")
    assert driver.has_dialog
    assert len(tray.sent) == 1
    driver.in_dialog("print_reason", "It was the tray of letterheads")
    driver.press("Ctrl+Return")
    assert tray.sent[0][0] == tray.sent[1][0]
    assert [state for _, state in driver.pieces()] == ["To check, copy 2"] * 2


def test_what_is_found_after_the_count_takes_the_count_back(house: TestHouse, sit_down: SitDown, approved: Approved) -> None:
    approved(3)
    driver = sit_down("d.novak")
    to_check(driver)
    driver.press("Ctrl+Return")
    driver.type("3")
    driver.press("Ctrl+Return")
    assert driver.step == "Handed to the post..."
    driver.press("Ctrl+P")
    assert not driver.has_dialog
    driver.click("batch_look_again")
    assert driver.step == "Record the count"
    driver.focus("batch_pieces")
    driver.type("2")
    driver.press("Return")
    driver.click("batch_put_back")
    driver.type_count(2)
    driver.press("Ctrl+Return")
    assert batch_of(house).state is BatchState.COUNTED


def test_the_day_turns_while_a_batch_waits_for_the_post(house: TestHouse, sit_down: SitDown, approved: Approved) -> None:
    """Counted in the evening, handed over next morning: the day of the morning is proposed, and one that was typed stays."""
    approved(1)
    driver = sit_down("d.novak")
    messages = answer(driver, False, False)
    to_check(driver)
    driver.press("Ctrl+Return")
    driver.type("1")
    driver.press("Ctrl+Return")
    house.clock.go_to(date(2026, 3, 4))
    driver.press("Ctrl+Return")
    assert dict(messages.questions[-1].facts)["Day"].startswith("Wed Mar 4")
    driver.clear("batch_on")
    driver.type("3/3/2026")
    driver.press("Ctrl+Return")
    assert dict(messages.questions[-1].facts)["Day"].startswith("Tue Mar 3")


def test_a_file_and_its_pages_carry_the_number_of_the_batch_only(
    house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray
) -> None:
    approved(1)
    driver = sit_down("d.novak")
    driver.go()
    driver.press("Ctrl+Return")
    driver.press("Ctrl+Return")
    driver.choose_in_dialog("print_way", "End")
    driver.press("Ctrl+Return")
    assert tray.file_names == ["B20260303-01.pdf"]
    assert (tray.folder / "B20260303-01.pdf").read_bytes().startswith(b"%PDF-")
    assert batch_of(house).printer == "A PDF file"


def test_another_printer_gets_every_page_painted(house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray) -> None:
    approved(1)
    tray.names = ()
    driver = sit_down("d.novak")
    driver.go()
    driver.press("Ctrl+Return")
    driver.press("Ctrl+Return")
    driver.press("Ctrl+Return")
    painted = (tray.folder / "B20260303-01-painted.pdf").read_bytes()
    cover = 2  # The list, and the back of its sheet.
    assert house.desk.press.page_count(painted) == cover + batch_of(house).pieces[0].pages + 1  # the back of its only sheet
    assert driver.step == "All pages are readable"


def test_text_letters_stand_apart_and_open_on_their_page(house: TestHouse, sit_down: SitDown, approved: Approved) -> None:
    approved(1, LetterFormat.TEXT)
    driver = sit_down("d.novak")
    driver.go()
    assert driver.queue() == []
    driver.focus("mail_tabs")
    driver.press("Right", 2)
    driver.focus("mail_by_hand")
    driver.press("Return")
    assert driver.heading[0] == "Receipt"
    assert driver.buttons[0] == "*Record as sent..."


def test_a_batch_is_given_up_after_a_review(house: TestHouse, sit_down: SitDown, approved: Approved) -> None:
    approved(2)
    driver = sit_down("d.novak")
    messages = answer(driver, True)
    driver.go()
    driver.press("Ctrl+Return")
    driver.click("batch_cancel")
    assert messages.questions[0].destructive
    assert batch_of(house).state is BatchState.CANCELLED
    assert len(driver.queue()) == 3


def test_nothing_leaves_on_a_day_to_come(house: TestHouse, sit_down: SitDown, approved: Approved) -> None:
    approved(1)
    driver = sit_down("d.novak")
    answer(driver, True)
    to_check(driver)
    driver.press("Ctrl+Return")
    driver.type("1")
    driver.press("Ctrl+Return")
    driver.clear("batch_on")
    driver.type("tomorrow")
    driver.press("Ctrl+Return")
    assert driver.room.panel.fields.on_row.problem.startswith("The day is in the future.")
    assert batch_of(house).state is BatchState.COUNTED


@pytest.mark.parametrize("sought", ["2026-000001", "Consumer 01", "B20260303-01 001"])
def test_returned_mail_gives_an_officer_a_task(house: TestHouse, sit_down: SitDown, approved: Approved, sought: str) -> None:
    approved(1)
    driver = sit_down("d.novak")
    answer(driver, True)
    to_check(driver)
    driver.press("Ctrl+Return")
    driver.type("1")
    driver.press("Ctrl+Return", 2)
    driver.focus("mail_tabs")
    driver.press("End")
    driver.press("Ctrl+Return")
    assert driver.room.returned.summary.sentences == ("Choose the letter that came back: find it, then pick its row.",)
    driver.type(sought, into="returned_search")
    driver.press("Return")
    assert driver.focused == "returned_table"
    driver.press("Ctrl+Return")
    with house.desk.uow() as uow:
        dispatch = uow.dispatches.where()[0]
        assert dispatch.returned_on == date(2026, 3, 3)
        assert dispatch.return_reason == "Attempted, not known"
        assert [task.code.value for task in uow.tasks.where()].count("returned_mail") == 1


@pytest.mark.parametrize(
    ("sought", "found"), [("B20260303-01 p", 3), ("b20260303-01 002/003", 1), ("9400 1112 0108 0805 4830 16", 1), ("B20260303-01 009", 0)]
)
def test_a_torn_label_is_found_by_what_is_left_of_it(
    house: TestHouse, sit_down: SitDown, approved: Approved, sought: str, found: int
) -> None:
    """The number of the batch alone finds all of it; the post's number on the envelope finds the letter in it."""
    approved(3)
    driver = sit_down("d.novak")
    answer(driver, True)
    to_check(driver)
    driver.press("Ctrl+Return")
    driver.type("3")
    driver.press("Ctrl+Return")
    driver.type("9400111201080805483016", into="batch_number")
    driver.press("Return")
    driver.press("Ctrl+Return")
    driver.focus("mail_tabs")
    driver.press("End")
    driver.type(sought, into="returned_search")
    driver.press("Return")
    assert len(driver.room.returned._found) == found
    if not found:
        assert driver.room.returned.told.text() == "No letter that left was found. Look at the number once more."


def test_marks_that_were_recorded_do_not_come_back_from_the_field(
    house: TestHouse, sit_down: SitDown, approved: Approved, tray: PaperTray
) -> None:
    approved(5)
    driver = sit_down("d.novak")
    to_check(driver)
    driver.window.activateWindow()
    driver.type("3-5", into="batch_pieces")
    driver.press("Return")
    assert driver.focused == "batch_pieces"
    assert driver.step == "Record 3 problems"
    driver.press("Ctrl+Return")
    driver.press("Ctrl+Return")
    driver.in_dialog("print_reason", "smudged")
    driver.choose_in_dialog("print_way", "End")
    driver.press("Ctrl+Return")
    assert tray.file_names == ["B20260303-01 003-005.pdf"]
    driver.window.activateWindow()
    assert driver.text_of("batch_pieces") == ""
    driver.focus("batch_pieces")
    driver.tab()
    assert driver.step == "All pages are readable"
    driver.press("Ctrl+Return")
    driver.type("5")
    driver.press("Return")
    assert driver.focused == "batch_count"
    driver.press("Ctrl+Return")
    assert driver.step == "Handed to the post..."


def test_a_batch_that_was_left_open_is_shown_first(house: TestHouse, sit_down: SitDown, approved: Approved) -> None:
    approved(2)
    to_check(sit_down("d.novak"))
    driver = sit_down("d.novak")
    driver.go()
    assert driver.focused == "mail_pieces"
    assert driver.pieces() == [("001", "To check"), ("002", "To check")]


@pytest.mark.parametrize(("percent", "height"), [(100, 768), (100, 640), (150, 690), (200, 690), (200, 768)])
def test_recording_a_return_never_lies_under_the_fold(
    qapp: QApplication, house: TestHouse, sit_down: SitDown, approved: Approved, percent: int, height: int
) -> None:
    approved(1)
    apply_theme(qapp, "light", percent)
    driver = sit_down("d.novak")
    answer(driver, True)
    to_check(driver)
    driver.press("Ctrl+Return")
    driver.type("1")
    driver.press("Ctrl+Return", 2)
    driver.window.resize(1366, height)
    driver.focus("mail_tabs")
    driver.press("End")
    returned = driver.room.returned
    for sought in ("", "Consumer 01"):
        driver.clear("returned_search")
        driver.type(sought, into="returned_search")
        driver.press("Return")
        if not sought:
            driver.press("Ctrl+Return")  # and the problem stands on top
        QApplication.processEvents()
        window = driver.window.rect()
        act = QRect(returned.act.mapTo(driver.window, QPoint(0, 0)), returned.act.size())
        assert window.contains(act)
        assert returned.act.visibleRegion().boundingRect().size() == returned.act.size()
        assert returned.area.horizontalScrollBar().maximum() == 0
        assert returned.table.horizontalScrollBar().maximum() == 0
    assert returned.told.text() == "Chosen: Receipt, 2026-000001, sent Tue Mar 3."


def test_locking_leaves_no_name_on_the_page(sit_down: SitDown, approved: Approved) -> None:
    approved(1)
    driver = sit_down("d.novak")
    driver.go()
    room = driver.room
    driver.press("Ctrl+L")
    assert room.queue.queue_model.rows == ()
    assert room.panel.batch is None


def test_every_control_has_a_name(sit_down: SitDown, approved: Approved) -> None:
    approved(1)
    driver = sit_down("d.novak")
    to_check(driver)
    assert_all_named(driver.room)
    QApplication.processEvents()
