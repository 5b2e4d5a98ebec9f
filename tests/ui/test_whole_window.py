"""The whole window for each role: every control has a name and is reached by Tab, and large text is never cut off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollBar,
    QTabBar,
    QWidget,
)

from caseapp.bootstrap.sections import add_sections
from caseapp.domain.channel import Channel
from caseapp.domain.deadline import ExtensionReason
from caseapp.domain.letters import LetterKind
from caseapp.domain.verification import PointOutcome
from caseapp.domain.work import DecisionOutcome
from caseapp.services.drafts import start_draft
from caseapp.services.extension import propose_extension
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letters import draft_letter, submit_letter
from caseapp.services.verification import decide_verified, read_checklist, save_checks
from caseapp.services.work import decide_category
from caseapp.ui.commands import EVERYWHERE
from caseapp.ui.main_window import MainWindow
from caseapp.ui.theme import apply_theme
from caseapp.ui.top_bar import SearchButton
from tests.house import TestHouse, sample_form
from tests.ui.drivers.base import Driver, is_inner_part, spoken_name, unnamed_controls
from tests.ui.office_at import office_at

LOGINS = ("maria.lopez", "r.chen", "d.novak", "admin", "u.weiss")
LARGE = (1366, 690)
LONG_NAME = " ".join(["Maximiliana Wolfeschlegelsteinhausenbergerdorff"] * 4)
LONG_STREET = "12345 Extraordinarily Long Winding Boulevard of the Countless Golden Poppies North"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Somewhere in the window, as `go` is told."""

    name: str
    section: str
    arguments: dict[str, object]


class Furnished:
    """A house with something on every page."""

    def __init__(self, house: TestHouse) -> None:
        self.house = house
        self.deletion = house.make_case("delete", "know_specific")
        self.opt_out = house.make_case("opt_out")
        self.long = house.make_case(form=replace(sample_form("opt_out"), name=LONG_NAME, street=LONG_STREET))
        desk = house.agent()
        self.draft = start_draft(desk, channel=Channel.MAIL).created_id
        house.clock.go_to(date(2026, 4, 9))
        officer = house.officer()
        self.request, self.pieces = (house.request_id(self.deletion, place) for place in range(2))
        questions = read_checklist(officer, self.request).checklist.questions
        save_checks(officer, self.request, dict.fromkeys(questions[:3], PointOutcome.MATCHED), declaration_on=None, authority_on=None)
        decide_verified(officer, self.request)
        for category in ("Customer records", "Personal identifiers"):
            decide_category(officer, self.request, category=category, outcome=DecisionOutcome.GRANTED)
        notice = propose_extension(
            officer, self.pieces, reason_code=ExtensionReason.WAITING_FOR_PROVIDER,
            reason_text="One of the companies that works for us has not yet told us what it holds about you.",
        )  # fmt: skip
        self.notice = str(notice.fact("letter_id"))
        submit_letter(officer, self.notice)
        approve_letter(house.second_officer(), self.notice)
        receipt = draft_letter(house.officer(), self.opt_out, LetterKind.CONFIRM_RECEIPT)
        self.letter = str(receipt.created_id)
        self.long_letter = str(draft_letter(house.officer(), self.long, LetterKind.CONFIRM_RECEIPT).created_id)

    def places(self, window: MainWindow) -> list[Place]:
        """Every section of this person, and the pages that are reached from them."""
        found = [Place(name=id, section=id, arguments={}) for id in window.section_ids()]
        asked = [
            Place(name="case", section="cases", arguments={"case_id": self.deletion}),
            Place(name="deciding", section="cases", arguments={"case_id": self.deletion, "act": "decide"}),
            Place(name="verification", section="verification", arguments={"case_id": self.deletion, "request_id": self.pieces}),
            Place(name="letter", section="letters", arguments={"letter_id": self.letter}),
            Place(name="approved letter", section="letters", arguments={"letter_id": self.notice}),
            Place(name="long name", section="cases", arguments={"case_id": self.long}),
            Place(name="letter to a long name", section="letters", arguments={"letter_id": self.long_letter}),
            Place(name="returned mail", section="print_queue", arguments={"tab": "returned"}),
            Place(name="call", section="new_request", arguments={"start": "phone"}),
        ]  # fmt: skip
        return found + [place for place in asked if place.section == "verification" or place.section in window.section_ids()]


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Furnished]:
    house = TestHouse(tmp_path_factory.mktemp("whole") / "office-practice")
    yield Furnished(house)
    house.close()


@contextmanager
def window_of(furnished: Furnished, login: str) -> Iterator[MainWindow]:
    """The window with every section, unlocked by one person."""
    office = office_at(furnished.house, login)
    desk, office.desk = office.desk, None
    window = MainWindow(office, title="Test office", version="1", lock_page=lambda _: QLabel("Locked"))
    add_sections(window, office)
    window.resize(*LARGE)
    window.show()
    office.desk = desk
    try:
        yield window
    finally:
        office.call.end()
        office.desk = None
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def show(window: MainWindow, place: Place) -> None:
    assert window.go(place.section, place.arguments), f"{place.name} does not open"
    for _ in range(4):
        QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# --- names, Tab, keys -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("login", LOGINS)
def test_every_control_has_a_name_and_is_reached_by_keys(furnished: Furnished, login: str) -> None:
    faults: list[str] = []
    with window_of(furnished, login) as window:
        driver = Driver(window)
        for place in furnished.places(window):
            show(window, place)
            faults += [f"{place.name}: no name: {name}" for name in unnamed(window)]
            faults += [f"{place.name}: for the mouse alone: {name}" for name in mouse_only(window)]
            reached = go_round(driver)
            faults += [f"{place.name}: Tab passes over {name_of(one)}" for one in controls(window) if one not in reached]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("login", LOGINS)
def test_pages_made_ahead_and_never_seen_survive_a_lock(furnished: Furnished, login: str) -> None:
    with window_of(furnished, login) as window:
        desk = window.office.desk
        while window.make_ahead():
            pass
        window.keep_what_was_typed()
        window.lock()
        window.office.desk = desk
        for place in furnished.places(window):
            show(window, place)
            assert window.here == place.section


def unnamed(window: MainWindow) -> list[str]:
    """Controls that can be seen and that a screen reader could not name."""
    return [
        f"{type(widget).__name__} {widget.objectName() or '?'}"
        for widget in window.findChildren(QWidget)
        if seen(widget)
        and not is_inner(widget)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.focusProxy() is None
        and not (spoken_name(widget) and widget.objectName())
    ]


def mouse_only(window: MainWindow) -> list[str]:
    """Buttons that Tab passes over and no command does, and menus that open with the right button only."""
    commands = window.office.commands.available(window.office.roles, window.here or EVERYWHERE)
    said = {command.plain_text.rstrip(".…") for command in commands}
    menus = (Qt.ContextMenuPolicy.CustomContextMenu, Qt.ContextMenuPolicy.ActionsContextMenu)
    found = []
    for widget in window.findChildren(QWidget):
        if not seen(widget) or is_inner(widget):
            continue
        is_button = isinstance(widget, QAbstractButton) and not takes_tab(widget) and not is_one_of_many(widget)
        if (is_button and widget.accessibleName().rstrip(".…") not in said) or widget.contextMenuPolicy() in menus:
            found.append(name_of(widget))
    return found


def go_round(driver: Driver, limit: int = 300) -> set[QWidget]:
    """Press Tab until it comes back to where it began; return everything that had the focus."""
    start = QApplication.focusWidget()
    assert start is not None, "nothing has the focus when the page is shown"
    reached = {start}
    for _ in range(limit):
        driver.tab()
        here = QApplication.focusWidget()
        assert here is not None
        if here is start:
            return reached
        reached.add(here)
    raise AssertionError(f"Tab does not come back to {name_of(start)}; it stays at {name_of(QApplication.focusWidget())}")


def controls(window: MainWindow) -> list[QWidget]:
    """Return what Tab has to reach: of the radio buttons of a group the one that is chosen."""
    found = []
    for widget in window.findChildren(QWidget):
        if not (seen(widget) and takes_tab(widget)) or widget.focusProxy() is not None or is_inner(widget):
            continue
        if isinstance(widget, QAbstractButton) and is_one_of_many(widget):
            continue
        found.append(widget)
    return found


def is_one_of_many(button: QAbstractButton) -> bool:
    """Say whether the arrows come here from the chosen button of its group."""
    group = button.group()
    return group is not None and group.exclusive() and not button.isChecked()


def seen(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled() and widget.width() > 0 and widget.height() > 0


def takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def is_inner(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return is_inner_part(widget) or isinstance(widget, QScrollBar | QTabBar) or isinstance(parent, QLineEdit)


def name_of(widget: QWidget | None) -> str:
    if widget is None:
        return "nothing"
    return widget.objectName() or f"{type(widget).__name__} {widget.accessibleName()!r}"


# --- large text -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("login", LOGINS)
def test_large_text_is_not_cut_off(furnished: Furnished, login: str, qapp: QApplication) -> None:
    """At 200 % in 1366 x 690 everything stands inside what holds it, or a scroll bar brings it there."""
    apply_theme(qapp, "light", 200)
    faults: list[str] = []
    with window_of(furnished, login) as window:
        for place in furnished.places(window):
            show(window, place)
            faults += [f"{place.name}: {fault}" for fault in cut_off(window)]
    assert not faults, "\n".join(faults)


DIALOGS = (
    ("case", "case_more_assign", "assign_dialog"),
    ("case", "case_more_move_receipt", "receipt_dialog"),
    ("case", "case_more_withdraw", "withdraw_dialog"),
    ("case", "case_more_duplicate", "duplicate_dialog"),
    ("verification", "verify_not_verified", "not_verified_dialog"),
    ("verification", "verify_end_attempt", "attempt_dialog"),
    ("approved letter", "letter_record_sent", "letter_sent"),
    ("letter", "letter_void_act", "letter_void"),
)
"""Where an officer is, the button or line of the menu that opens a dialog, and its name."""


@pytest.mark.parametrize("percent", [100, 200])
def test_dialogs_stay_inside_the_window(furnished: Furnished, percent: int, qapp: QApplication) -> None:
    apply_theme(qapp, "light", percent)
    faults: list[str] = []
    with window_of(furnished, "r.chen") as window:
        driver = Driver(window)
        places = {place.name: place for place in furnished.places(window)}
        for place, opener, name in DIALOGS:
            show(window, places[place])
            if opener.startswith("case_more_"):
                driver.click("case_more")
                choose(driver, opener)
            else:
                driver.click(opener)
            dialog = QApplication.activeModalWidget()
            assert dialog is not None, f"{opener} opens nothing"
            assert dialog.objectName() == name
            QApplication.processEvents()
            if dialog.height() > window.height() or dialog.width() > window.width():
                faults.append(f"{name}: {dialog.width()} x {dialog.height()} px")
            faults += [f"{name}: {fault}" for fault in cut_off(dialog)]
            faults += [f"{name}: no name: {fault}" for fault in unnamed_controls(dialog)]
            driver.press("Esc")
            assert QApplication.activeModalWidget() is None
    assert not faults, "\n".join(faults)


def choose(driver: Driver, name: str) -> None:
    """Choose a line of the open menu by the arrows."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for _ in menu.actions():
        QTest.keyClick(menu, Qt.Key.Key_Down)
        action = menu.activeAction()
        if action is not None and action.objectName() == name:
            QTest.keyClick(menu, Qt.Key.Key_Return)
            QApplication.processEvents()
            return
    raise AssertionError(f"the menu has no {name}")


def cut_off(window: QWidget) -> list[str]:
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or is_inner(widget) or not says_something(widget):
            continue
        if (reason := why_cut(widget)) != "":
            found.append(f"{name_of(widget)} {spoken(widget)[:60]!r}: {reason}")
    return found


def says_something(widget: QWidget) -> bool:
    return isinstance(widget, QLabel | QAbstractButton | QLineEdit) and bool(spoken(widget))


def spoken(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else widget.accessibleName()


def why_cut(widget: QWidget) -> str:
    """Say what of a control cannot be seen, or nothing."""
    if isinstance(widget, QLabel) and (reason := words_cut(widget)):
        return reason
    if needs_its_width(widget) and widget.sizeHint().width() > widget.width() + 1:
        return f"needs {widget.sizeHint().width()} px, has {widget.width()}"
    left = widget.mapTo(widget.window(), QPoint(0, 0)).x()
    right = left + widget.width()
    holder = widget.parentWidget()
    while holder is not None and holder is not widget.window():
        outer = holder.parentWidget()
        begin = holder.mapTo(widget.window(), QPoint(0, 0)).x()
        if right > begin + holder.width() + 1 or left < begin - 1:
            if scrolls_sideways(holder):
                return ""
            return f"ends {right - begin - holder.width()} px outside of {name_of(holder)} in {name_of(outer)}"
        if scrolls_sideways(holder):
            return ""
        holder = outer
    return ""


def scrolls_sideways(holder: QWidget) -> bool:
    area = holder.parentWidget()
    return isinstance(area, QAbstractScrollArea) and holder is area.viewport() and area.horizontalScrollBar().isVisible()


def needs_its_width(widget: QWidget) -> bool:
    """The search says less where it is narrow; what grows downwards needs no width."""
    return isinstance(widget, QAbstractButton) and not widget.hasHeightForWidth() and not isinstance(widget, SearchButton)


def words_cut(label: QLabel) -> str:
    room = label.contentsRect().width()
    metrics = label.fontMetrics()
    text = label.text().replace("&", "")
    if label.wordWrap():
        widest = max((metrics.horizontalAdvance(word) for word in text.replace("\u200b", " ").split()), default=0)
    else:
        widest = max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0)
    return f"its words need {widest} px and have {room}" if widest > room + 1 else ""
