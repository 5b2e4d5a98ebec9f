"""Why this date: asked by one key wherever a date is, read, saved as a PDF, and told in the same words on the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from caseapp.cli import telling_words as cli_words
from caseapp.domain.channel import Channel
from caseapp.domain.deadline import ExtensionState
from caseapp.domain.deadline_kinds import DeadlineKind, DeadlineState
from caseapp.domain.explanation import explain
from caseapp.domain.letters import ParagraphKind
from caseapp.domain.regime import CountsFrom
from caseapp.domain.telling import Part, tell, tell_rule
from caseapp.host.printers import PrinterFailed
from caseapp.ui import telling_words
from caseapp.ui.calendar import section as calendar
from caseapp.ui.cases import section as cases
from caseapp.ui.home import section as home
from caseapp.ui.intake.deadline_card import DeadlineCard
from caseapp.ui.intake.preview import preview_of
from caseapp.ui.law import section as law
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.office import Office
from caseapp.ui.telling import paragraphs_of
from caseapp.ui.theme import current
from caseapp.ui.why_dialog import WhyDialog, ask_why
from caseapp.ui.why_target import WHY_KEY, WhyTarget
from caseapp.ui.widgets.case_list_view import CaseListView
from caseapp.ui.widgets.day_ruler import DayRuler
from tests.fakes.real_parts import real_law
from tests.house import TestHouse, sample_form
from tests.ui.drivers.base import Driver, assert_all_named
from tests.ui.drivers.places import Shown, window_at
from tests.ui.office_at import office_at


@pytest.fixture
def asked(house: TestHouse) -> Iterator[tuple[Office, QWidget, str]]:
    case_id = house.make_case("delete", "opt_out")
    office = office_at(house)
    window = QWidget()
    window.resize(1366, 768)
    window.show()
    yield office, window, case_id
    for dialog in window.findChildren(WhyDialog):
        dialog.reject()
    window.close()


def dialog_of(window: QWidget) -> WhyDialog:
    QApplication.processEvents()
    found = next((one for one in window.findChildren(WhyDialog) if one.isVisible()), None)
    assert found is not None, "nobody asked why"
    return found


def is_gone(window: QWidget) -> bool:
    QApplication.processEvents()
    return not any(one.isVisible() for one in window.findChildren(WhyDialog))


def text_of(dialog: WhyDialog) -> str:
    return dialog.text.toPlainText()


# The words


def test_window_and_command_line_say_the_same() -> None:
    assert dict(telling_words.sentences()) == cli_words.SENTENCES
    assert dict(telling_words.readings()) == cli_words.READINGS


def test_every_sentence_that_can_be_told_has_words() -> None:
    book, words = real_law(), telling_words.sentences()
    told = {f"state.{state}" for state in DeadlineState} | {f"receipt.{channel}" for channel in Channel}
    told |= {f"extension.{state}" for state in ExtensionState}
    for regime in book.regimes:
        for rule in regime.rules:
            told |= {line.code for line in tell_rule(rule)}
            on = max(regime.effective_from, date(2024, 2, 8))
            if rule.counts_from is not CountsFrom.BEFORE_ANSWER_PLAN_DAY or rule.request_types:
                lines = tell(explain(regime, book.lists, rule, on))
                told |= {line.code for line in lines}
                assert all(paragraph.text or paragraph.cells for paragraph in paragraphs_of(lines, {}, regime.business_zone))
    assert told <= set(words)


# The dialog


def test_it_begins_with_the_date_that_is_asked_about(asked: tuple[Office, QWidget, str], house: TestHouse) -> None:
    office, window, case_id = asked
    with house.desk.uow() as uow:
        answer = next(one for one in uow.deadlines.where(case_id=case_id) if one.kind is DeadlineKind.ANSWER)
    ask_why(office, window, WhyTarget(case_id=case_id, deadline_id=answer.id))
    dialog = dialog_of(window)
    assert dialog.shown is not None
    assert dialog.shown.kind is DeadlineKind.ANSWER
    text = text_of(dialog)
    for words in (
        "Received Tue Mar 3, 2026, 4:58 PM Pacific",
        "A phone call is received when it begins.",
        "Where it stands: 11 CCR 7021(b); Civ. Code 1798.130(a)(2)(A).",
        "Thu Apr 16, 2026",
        "It is late only after Fri Apr 17, 2026.",
        "No extension was proposed.",
        "SHA-256",
        "The case keeps it; a later version never moves it.",
    ):
        assert words in text
    assert "Ana" not in text
    assert_all_named(dialog)


def test_its_words_begin_under_its_title(asked: tuple[Office, QWidget, str]) -> None:
    office, window, case_id = asked
    ask_why(office, window, WhyTarget(case_id=case_id))
    (dialog,) = window.findChildren(WhyDialog)
    QApplication.processEvents()
    text = dialog.text.viewport().mapTo(dialog, dialog.text.viewport().rect().topLeft()).x() + dialog.text.document().documentMargin()
    assert text == dialog.choice.mapTo(dialog, dialog.choice.rect().topLeft()).x()


def test_keys_go_from_date_to_date_and_close(asked: tuple[Office, QWidget, str]) -> None:
    office, window, case_id = asked
    ask_why(office, window, WhyTarget(case_id=case_id))
    dialog = dialog_of(window)
    driver = Driver(dialog)
    assert driver.focused == "why_text"
    kinds = [one.kind for one in dialog._found.case.dates]
    assert kinds == [DeadlineKind.CONFIRM_RECEIPT, DeadlineKind.ANSWER, DeadlineKind.EXTENSION_NOTICE, DeadlineKind.OPT_OUT]
    driver.focus("why_date")
    driver.press("Home")
    driver.press("Down", 2)
    assert dialog.shown is not None
    assert dialog.shown.kind is DeadlineKind.EXTENSION_NOTICE
    driver.press("Esc")
    assert is_gone(window)


def test_ctrl_enter_saves_a_pdf_that_names_the_case_and_nobody(asked: tuple[Office, QWidget, str], tmp_path: Path) -> None:
    office, window, case_id = asked
    ask_why(office, window, WhyTarget(case_id=case_id))
    dialog = dialog_of(window)
    names: list[str] = []

    def choose(parent: QWidget, name: str, done: object) -> None:
        names.append(name)
        done(tmp_path / name)  # type: ignore[operator]

    dialog.ask_for_file = choose
    Driver(dialog).press("Ctrl+Return")
    assert names == ["2026-000001-opt_out-why.pdf"]
    content = (tmp_path / names[0]).read_bytes()
    assert office.desk is not None
    text = office.desk.press.text_of(content)  # type: ignore[attr-defined]
    for words in ("Why this date: Opt out", "Case 2026-000001", "Stop sale and sharing", "It is late only after Tue Mar 24, 2026."):
        assert words in text
    assert "Ana" not in text
    assert b"/StructTreeRoot" in content


def test_ctrl_p_prints_the_same_pages(asked: tuple[Office, QWidget, str], tmp_path: Path) -> None:
    office, window, case_id = asked
    ask_why(office, window, WhyTarget(case_id=case_id))
    dialog = dialog_of(window)
    titles: list[str] = []

    def choose(parent: QWidget, title: str, done: Callable[[QPrinter], None]) -> None:
        titles.append(title)
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        done(printer)

    dialog.ask_for_printer = choose
    Driver(dialog).press("Ctrl+P")
    assert titles == ["2026-000001 opt_out"]
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    assert isinstance(office.messages, RecorderMessages)
    assert office.messages.notices[-1].text == "Sent to the printer."


def test_a_printer_that_takes_nothing_is_told(asked: tuple[Office, QWidget, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bool:
        raise PrinterFailed("refused")

    monkeypatch.setattr("caseapp.ui.paint_pages.paint_pages", refuse)
    office, window, case_id = asked
    ask_why(office, window, WhyTarget(case_id=case_id))
    dialog = dialog_of(window)
    dialog.ask_for_printer = lambda parent, title, done: done(QPrinter())
    driver = Driver(dialog)
    driver.focus("why_print")
    driver.press("Space")
    assert isinstance(office.messages, RecorderMessages)
    assert office.messages.notices[-1].text == "The printer took nothing. Look at it, then print again."


def test_the_days_of_the_count_stand_in_their_order(asked: tuple[Office, QWidget, str]) -> None:
    office, window, case_id = asked
    ask_why(office, window, WhyTarget(case_id=case_id))
    dialog = dialog_of(window)
    for found in dialog._found.case.dates:
        days = [line.on for line in found.said if line.part is Part.COUNT]
        assert days == sorted(days), found.kind


def test_the_text_has_a_ring_while_it_has_the_focus(asked: tuple[Office, QWidget, str]) -> None:
    office, window, case_id = asked
    ask_why(office, window, WhyTarget(case_id=case_id))
    dialog = dialog_of(window)
    driver = Driver(dialog)

    def edge() -> QColor:
        QApplication.processEvents()
        viewport = dialog.text.viewport()
        return viewport.grab().toImage().pixelColor(viewport.width() // 2, 0)

    driver.focus("why_close")
    assert edge() != current().color("accent")
    driver.focus("why_text")
    assert edge() == current().color("accent")


def test_it_goes_away_when_the_window_locks(asked: tuple[Office, QWidget, str]) -> None:
    office, window, case_id = asked
    ask_why(office, window, WhyTarget(case_id=case_id))
    dialog = dialog_of(window)
    assert dialog.isVisible()
    office.desk = None
    assert is_gone(window)


def test_a_table_of_the_text_has_a_head(asked: tuple[Office, QWidget, str]) -> None:
    office, window, case_id = asked
    ask_why(office, window, WhyTarget(case_id=case_id))
    kinds = [paragraph.kind for paragraph in dialog_of(window).text.paragraphs]
    assert kinds.count(ParagraphKind.TABLE_HEAD) == 2
    assert kinds.count(ParagraphKind.TABLE_ROW) > 20


# Wherever a date is


@pytest.fixture
def places(house: TestHouse, qapp: object) -> Iterator[Shown]:
    house.make_case("delete")
    house.clock.go_to(date(2026, 4, 14))
    with ExitStack() as stack:
        shown = stack.enter_context(window_at(house, "r.chen", (home, cases, calendar)))
        law.add(shown.window, shown.office)
        yield shown


@pytest.mark.parametrize(
    ("section", "focus"), [("home", "home_main"), ("cases", "case_facts"), ("cases", "cases_list"), ("calendar", "calendar_day_list")]
)
def test_one_key_asks_wherever_a_date_is(places: Shown, section: str, focus: str) -> None:
    driver = Driver(places.window)
    places.office.navigate(section)
    QApplication.processEvents()
    if section == "calendar":
        driver.press("Ctrl+D")
        driver.type("4/16/2026")
        driver.press("Return")
    if section == "cases":
        driver.press("Return")
    driver.focus(focus)
    if focus != "cases_list":
        driver.press("Home")
    driver.press(WHY_KEY)
    dialog = dialog_of(places.window)
    assert dialog._found.case.number == "2026-000001"
    Driver(dialog).press("Esc")
    assert is_gone(places.window)


@pytest.mark.parametrize(("section", "name"), [("home", "home_main"), ("cases", "cases_list")])
def test_the_date_of_a_row_is_a_link_for_the_mouse(places: Shown, qtbot: QtBot, section: str, name: str) -> None:
    places.office.navigate(section)
    QApplication.processEvents()
    rows = places.window.findChild(CaseListView, name)
    assert rows is not None
    key = next(key for row in rows.row_model.rows if (key := rows.row_model.key(row)) is not None)
    box = rows.date_box(key)
    assert box is not None
    qtbot.mouseMove(rows.viewport(), box.center().toPoint())
    assert rows.viewport().toolTip() == "Why this date?"
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(int(box.left()) - 40, int(box.top()) - 12))
    assert is_gone(places.window), "a click beside the date only chooses the row"
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    dialog = dialog_of(places.window)
    assert dialog._found.case.number == "2026-000001"
    Driver(dialog).press("Esc")


@pytest.mark.parametrize("by_key", [False, True])
def test_the_day_ruler_is_asked_by_a_click_or_enter(places: Shown, qtbot: QtBot, by_key: bool) -> None:
    places.office.navigate("cases")
    QApplication.processEvents()
    Driver(places.window).press("Return")
    ruler = places.window.findChild(DayRuler, "case_ruler")
    assert ruler is not None
    assert ruler.toolTip().endswith("Click to read why.")
    if by_key:
        driver = Driver(places.window)
        driver.focus("case_ruler")
        driver.press("Return")
    else:
        qtbot.mouseClick(ruler, Qt.MouseButton.LeftButton)
    dialog = dialog_of(places.window)
    assert dialog._found.case.number == "2026-000001"
    Driver(dialog).press("Esc")


def test_a_request_that_is_being_typed_is_asked_about_too(house: TestHouse, qapp: object) -> None:
    office = office_at(house, "maria.lopez")
    desk = office.desk
    assert desk is not None
    window, card = QWidget(), DeadlineCard()
    card.setParent(window)
    window.show()
    assert card.why_target() is None
    preview = preview_of(desk, sample_form("delete"), channel=Channel.PHONE, started_at=desk.now_at())
    card.show_preview(preview, Channel.PHONE, desk.today())
    target = card.why_target()
    assert target is not None
    ask_why(office, window, target)
    dialog = dialog_of(window)
    assert dialog.shown is not None
    assert dialog.shown.kind is DeadlineKind.CONFIRM_RECEIPT
    assert "The case keeps it" not in text_of(dialog)
    dialog.reject()
    card.clear()
    assert card.why_target() is None
    window.close()


def test_a_link_asks_beside_the_day_of_the_calendar(places: Shown) -> None:
    driver = Driver(places.window)
    places.office.navigate("calendar")
    QApplication.processEvents()
    driver.press("Ctrl+D")
    driver.type("4/16/2026")
    driver.press("Return")
    driver.click("calendar_why")
    assert dialog_of(places.window)._found.case.number == "2026-000001"
    Driver(dialog_of(places.window)).press("Esc")


def test_a_link_asks_under_the_agenda(places: Shown) -> None:
    driver = Driver(places.window)
    places.office.navigate("calendar")
    QApplication.processEvents()
    driver.press("Ctrl+G")
    driver.click("calendar_agenda_why")
    assert dialog_of(places.window)._found.case.number == "2026-000001"
    Driver(dialog_of(places.window)).press("Esc")


def test_the_date_an_extension_would_give_is_explained_before_it_is_proposed(places: Shown) -> None:
    driver = Driver(places.window)
    places.office.navigate("cases")
    QApplication.processEvents()
    driver.press("Return")
    places.office.commands.by_id("case.extend").run()
    QApplication.processEvents()
    driver.click("extend_why")
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, WhyDialog) and one.isVisible())
    assert dialog.shown is not None
    assert (dialog.shown.kind, dialog.shown.last_day_on) == (DeadlineKind.EXTENDED_ANSWER, date(2026, 6, 1))
    Driver(dialog).press("Esc")
    driver.press("Esc")
