"""The smaller parts: tabs, switches, steps, script card, banner, empty list, page of a letter, buttons, dialogs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from caseapp.domain.errors import DomainError, Problems
from caseapp.services.trouble import Trouble
from caseapp.ui.call_clock import CallClock, CallState
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.widgets.banner import Banner
from caseapp.ui.widgets.bar_chart import Bar, BarChart
from caseapp.ui.widgets.dialogs import ReviewDialog
from caseapp.ui.widgets.empty_state import EmptyState
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.painted_text import listening
from caseapp.ui.widgets.pdf_page_view import BoxInches, Fold, PageOverlay, PdfPageView
from caseapp.ui.widgets.phone_edit import PhoneEdit
from caseapp.ui.widgets.script_card import ScriptCard
from caseapp.ui.widgets.segmented import Segmented
from caseapp.ui.widgets.step_bar import StepBar
from caseapp.ui.widgets.tabs import Tab, TextTabs
from caseapp.ui.widgets.words import Words
from caseapp.ui.wording import ErrorWording
from tests.ui.drivers.base import Driver, assert_all_named


@pytest.fixture
def host() -> Iterator[QWidget]:
    """A window that holds the part under test."""
    window = QWidget()
    QVBoxLayout(window)
    yield window
    window.close()


def put(host: QWidget, part: QWidget) -> Driver:
    layout = host.layout()
    assert layout is not None
    layout.addWidget(part)
    part.setFocus()
    driver = Driver(host)
    part.setFocus()
    return driver


def test_arrows_change_the_tab_and_say_which(host: QWidget) -> None:
    tabs = TextTabs(
        [Tab(id="a", text="Timeline"), Tab(id="b", text="Tasks", count=2), Tab(id="c", text="Notes")], name="case_tabs", label="Case"
    )
    told: list[str] = []
    tabs.tab_changed.connect(told.append)
    driver = put(host, tabs)
    driver.press("Right")
    assert tabs.accessibleName() == "Case: Tasks 2, 2 of 3"
    driver.press("End")
    driver.press("Right")
    assert told == ["b", "c", "a"]


def test_new_counts_keep_the_tab_in_front(host: QWidget) -> None:
    tabs = TextTabs([Tab(id="a", text="Timeline"), Tab(id="b", text="Tasks", count=2)], name="case_tabs")
    tabs.set_current("b")
    tabs.set_tabs([Tab(id="a", text="Timeline"), Tab(id="b", text="Tasks", count=3)])
    assert tabs.current == "b"


def test_a_switch_goes_by_arrows(host: QWidget) -> None:
    switch = Segmented([("month", "Month"), ("agenda", "Agenda")], name="calendar_view", label="View")
    told: list[str] = []
    switch.chosen.connect(told.append)
    driver = put(host, switch)
    driver.press("Right")
    driver.press("Space")
    assert told == ["agenda", "month"]
    assert switch.accessibleName() == "View: Month, 1 of 2"
    assert_all_named(host)


def test_steps_go_back_to_what_was_reached_and_no_further(host: QWidget) -> None:
    steps = StepBar(["Caller", "Request", "Identify"], name="intake_steps", label="Phone request")
    told: list[int] = []
    steps.step_chosen.connect(told.append)
    driver = put(host, steps)
    driver.press("Right")
    steps.set_step(1)
    driver.press("Right")
    driver.press("Left")
    assert told == [0]
    assert steps.accessibleName() == "Phone request: step 2 of 3, Request"
    steps.set_step(0)
    driver.press("Right")
    assert told == [0, 1]


def test_the_script_card_shows_one_sentence_and_its_tick(host: QWidget) -> None:
    card = ScriptCard(name="script")
    told: list[bool] = []
    card.said.connect(told.append)
    put(host, card)
    card.show_sentence("“Thank you, Ana.”", required=True)
    card.toggle_said()
    card.show_sentence("“How may we reach you?”", required=False, said=False)
    assert told == [True]
    assert not card.tick.isChecked()
    assert card.tick.accessibleDescription() == "“How may we reach you?”"
    assert_all_named(host)


def test_a_long_sentence_makes_the_card_taller(host: QWidget) -> None:
    card = ScriptCard()
    put(host, card)
    card.setFixedWidth(306)
    card.show_sentence("Short.", required=True)
    QApplication.processEvents()
    low = card.sizeHint().height(), card.heightForWidth(306)
    card.show_sentence("What would you like us to do with your information? " * 4, required=True)
    QApplication.processEvents()
    assert card.heightForWidth(306) > low[1] + 100


def test_a_banner_comes_without_taking_the_focus(host: QWidget) -> None:
    field = QLineEdit()
    driver = put(host, field)
    banner = Banner(name="intake_repeat")
    layout = host.layout()
    assert layout is not None
    layout.addWidget(banner)
    banner.show_text("Possible repeat", "2026-004661, Delete, 12 days ago, open")
    assert QApplication.focusWidget() is field
    assert banner.accessibleName() == "Possible repeat, 2026-004661, Delete, 12 days ago, open"
    driver.type("a")
    assert field.text() == "a"


def test_an_empty_list_offers_one_way_on(host: QWidget) -> None:
    done: list[str] = []
    empty = EmptyState(
        icon="tray",
        title="No cases yet",
        sentence="Cases begin with a phone request.",
        act_text="Start one",
        on_act=lambda: done.append("x"),
        name="cases_empty",
    )
    driver = put(host, empty)
    driver.click("cases_empty_act")
    assert done == ["x"]
    empty.set_texts(icon="funnel-simple", title="No case matches this filter", sentence="612 cases are in this view without it.")
    assert empty.title_label.text() == "No case matches this filter"
    assert not driver.has("cases_empty_act")


def test_a_button_shows_its_key_and_is_named_by_its_words(host: QWidget) -> None:
    pressed: list[str] = []
    button = KeyButton(
        "&Decide…", ButtonKind.PRIMARY, icon="scales", key="Ctrl+Return", name="decide", on_click=lambda: pressed.append("x")
    )
    driver = put(host, button)
    assert button.accessibleName() == "Decide…"
    driver.press("Return")
    driver.press("Space")
    assert pressed == ["x", "x"]
    with listening() as report:
        button.grab()
    assert report.cut == []


def test_a_page_of_a_letter_turns_and_is_named(host: QWidget) -> None:
    view = PdfPageView(name="letter_page", label="Letter")
    turned: list[int] = []
    view.turn_requested.connect(turned.append)
    driver = put(host, view)
    image = QImage(850, 1100, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.transparent)
    view.set_page(image, words="Page 1 of 2", text="Dear Ana Peña")
    view.set_overlay(PageOverlay(window=BoxInches(left=0, top=2, width=5, height=1.5), folds=(Fold(top=3.875, text="Fold 3 7/8 in"),)))
    driver.press("PgDown")
    driver.press("PgUp")
    assert turned == [1, -1]
    assert view.accessibleName() == "Letter, Page 1 of 2"
    assert view.accessibleDescription() == "Dear Ana Peña"
    view.set_fit("page")
    assert view.pixels_per_inch * 11 <= view.viewport().height()
    view.grab()


def test_a_chart_can_be_heard(host: QWidget) -> None:
    chart = BarChart(name="reports_age", title="Open by age")
    chart.set_bars([Bar(label="0", value=52, spoken="day 0 to 4"), Bar(label="", value=0), Bar(label="10", value=3, hatched=True)])
    put(host, chart)
    assert chart.accessibleName() == "Open by age: day 0 to 4 52, 10 3"
    chart.grab()


def test_a_phone_number_is_kept_as_typed_and_read_back(host: QWidget) -> None:
    edit = PhoneEdit(lambda text: "California" if text.startswith("(415)") else "", name="intake_phone", label="Caller number")
    driver = put(host, edit)
    driver.type("(415) 555", into="intake_phone")
    assert edit.text() == "(415) 555"
    assert edit.echo.text() == "California"
    assert_all_named(host)


def review(host: QWidget, done: list[str]) -> ReviewDialog:
    dialog = ReviewDialog("Confirm 50 letters", "This stops the clock on 50 requests.", [("Batch", "B-03")], "Confirm mailed", parent=host)
    dialog.accepted.connect(lambda: done.append("yes"))
    dialog.open()
    return dialog


def test_a_hasty_enter_in_a_review_goes_back(host: QWidget) -> None:
    done: list[str] = []
    dialog = review(host, done)
    driver = Driver(dialog)
    assert driver.focused == "review_go_back"
    driver.press("Return")
    assert not dialog.isVisible()
    assert done == []


def test_a_review_does_its_act_on_ctrl_enter(host: QWidget) -> None:
    done: list[str] = []
    dialog = review(host, done)
    assert_all_named(dialog)
    Driver(dialog).press("Ctrl+Return")
    assert done == ["yes"]


def test_the_recorder_answers_as_told_and_keeps_what_was_asked() -> None:
    messages = RecorderMessages(answers=[True, False])
    done: list[int] = []
    for number in range(3):
        messages.ask(f"Act {number}", "It cannot be undone.", [("Case", "2026-004812")], "Do it", lambda number=number: done.append(number))
    assert done == [0]
    assert [question.title for question in messages.questions] == ["Act 0", "Act 1", "Act 2"]
    assert len(messages.open_questions) == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Trouble("disk_full"), "The disk is full."),
        (Trouble("brand_new"), "This is not possible now. The code is brand_new."),
        (DomainError("name_too_long", "name", longest=200), "The name is longer than 200 characters. Shorten it."),
        (
            Problems((DomainError("date_does_not_exist"), DomainError("never_verified"))),
            "This day does not exist. Look at the calendar and write it again. "
            "The law does not let us verify who asks for this right. Go on without it.",
        ),
        (RuntimeError("Ana Peña"), "The program met something it does not know. What you typed is kept."),
    ],
)
def test_errors_become_sentences(error: Exception, words: str) -> None:
    assert ErrorWording().sentence(error) == words


def test_a_code_is_worded_once() -> None:
    wording = ErrorWording()
    wording.register({"receipt_in_future": lambda facts: "The day of receipt is in the future. Write an earlier day."})
    assert wording.knows("receipt_in_future")
    with pytest.raises(ValueError, match="worded twice"):
        wording.register({"receipt_in_future": lambda facts: ""})


def test_trouble_has_four_parts_and_no_traceback() -> None:
    text = ErrorWording().trouble(Trouble("store_too_new"))
    assert text.code == "store_too_new"
    assert "newer version" in text.happened
    assert "safe" in text.saved
    assert text.as_text().count("\n") == 3


def test_hold_stops_the_clock_of_a_call(host: QWidget) -> None:
    now = [0]
    clock = CallClock(lambda: now[0])
    ended: list[int] = []
    clock.ended.connect(ended.append)
    clock.start(seconds_before=60)
    now[0] = 38_000
    assert clock.seconds == 98
    clock.hold()
    now[0] = 500_000
    assert clock.seconds == 98
    assert clock.state is CallState.ON_HOLD
    clock.resume()
    now[0] = 502_500
    clock.end()
    assert ended == [100]
    assert not clock.is_on


def test_words_are_never_read_as_markup() -> None:
    label: QLabel = Words("<b>Ana</b>")
    assert label.textFormat() == Qt.TextFormat.PlainText
