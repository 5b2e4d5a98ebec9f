"""The main window: who sees what, keys, lock, call, undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from caseapp.domain.operators import Role
from caseapp.services.changes import ChangeSet, changed
from caseapp.ui.commands import Command
from caseapp.ui.jobs import InlineJobRunner
from caseapp.ui.key_sheet import KeySheet
from caseapp.ui.main_window import CALL_COMMAND, MainWindow
from caseapp.ui.messages import Messages
from caseapp.ui.navigation import NavEntry
from caseapp.ui.office import MemorySettings, Office
from caseapp.ui.page import Page
from caseapp.ui.theme import apply_theme, current
from caseapp.ui.tokens import Space
from caseapp.ui.wording import ErrorWording
from tests.ui.drivers.base import assert_all_named
from tests.ui.drivers.window import WindowDriver


@dataclass(frozen=True)
class _Operator:
    id: str
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class _Desk:
    operator: _Operator


class PaperPage(Page):
    """A page with one field, which counts what is asked of it."""

    def __init__(self, office: Office, name: str) -> None:
        super().__init__(office)
        self.set_title(name.capitalize())
        self.name = name
        self.reloads = 0
        self.primary_acts = 0
        self.arguments: dict[str, object] = {}
        self.may_leave = True
        self.was_forgotten = False
        self.field = QLineEdit()
        self.field.setObjectName(f"{name}_field")
        self.field.setAccessibleName(name)
        QVBoxLayout(self).addWidget(self.field)

    def on_shown(self, **arguments: object) -> None:
        self.arguments = arguments
        super().on_shown()

    def primary_act(self) -> None:
        self.primary_acts += 1

    def reload(self) -> None:
        self.reloads += 1

    def concerns(self, change: ChangeSet) -> bool:
        return "cases" in change.areas

    def leave(self) -> bool:
        return self.may_leave

    def forget(self) -> None:
        super().forget()
        self.was_forgotten = True

    def first_focus(self) -> QWidget:
        return self.field


def factory(name: str) -> Callable[[Office], PaperPage]:
    return lambda office: PaperPage(office, name)


def sign_in(office: Office, *roles: Role, operator: str = "rita") -> None:
    office.desk = _Desk(_Operator(operator, roles))  # type: ignore[assignment]


@pytest.fixture
def settings() -> MemorySettings:
    return MemorySettings()


@pytest.fixture
def shell_office(qapp: QApplication, settings: MemorySettings) -> Office:
    wording = ErrorWording()
    return Office(jobs=InlineJobRunner(), messages=Messages(wording), settings=settings, wording=wording)


def make_window(office: Office) -> MainWindow:
    window = MainWindow(office, title="Consumer Requests", version="1.0", lock_page=lambda _: QLabel("Locked"))
    window.add_section("home", "Home", "house", factory("home"), key="Ctrl+1")
    window.add_section("cases", "Cases", "tray", factory("cases"), (Role.CALL_AGENT, Role.PRIVACY_OFFICER), key="Ctrl+2")
    window.add_section("queue", "Print queue", "printer", factory("queue"), (Role.MAIL_CLERK, Role.PRIVACY_OFFICER), key="Ctrl+3")
    window.add_section("admin", "Admin", "gear-six", factory("admin"), (Role.ADMINISTRATOR,), key="Ctrl+9")
    window.resize(1366, 690)
    return window


@pytest.fixture
def window(shell_office: Office) -> Iterator[MainWindow]:
    made = make_window(shell_office)
    yield made
    shell_office.call.end()
    made.close()
    made.deleteLater()


@pytest.fixture
def driver(window: MainWindow, shell_office: Office) -> WindowDriver:
    sign_in(shell_office, Role.PRIVACY_OFFICER)
    return WindowDriver(window)


def page(window: MainWindow, name: str) -> PaperPage:
    found = window.page(name)
    assert isinstance(found, PaperPage)
    return found


def test_locked_it_shows_neither_sections_nor_menus_of_work(window: MainWindow) -> None:
    driver = WindowDriver(window)
    assert driver.status("who") == "Locked"
    assert driver.status("version") == "Version 1.0, help: F1"
    assert not window.top_bar.isVisible()
    assert not window.navigation.isVisible()
    assert driver.sections == []
    assert not window.go("home")


@pytest.mark.parametrize(
    ("roles", "seen"),
    [
        ((Role.CALL_AGENT,), ["Home", "Cases"]),
        ((Role.PRIVACY_OFFICER,), ["Home", "Cases", "Print queue"]),
        ((Role.MAIL_CLERK,), ["Home", "Print queue"]),
        ((Role.ADMINISTRATOR,), ["Home", "Admin"]),
        ((Role.AUDITOR,), ["Home"]),
    ],
)
def test_sections_a_role_may_not_use_are_absent(window: MainWindow, shell_office: Office, roles: tuple[Role, ...], seen: list[str]) -> None:
    sign_in(shell_office, *roles)
    driver = WindowDriver(window)
    assert driver.sections == seen
    words = driver.menu_words("go")
    assert [text for text in words if text in ("Home", "Cases", "Print queue", "Admin")] == seen


def test_pages_are_made_ahead_without_being_shown(driver: WindowDriver) -> None:
    window = driver.window
    while window.make_ahead():
        pass
    assert window.here == "home"
    assert window.stack.currentWidget() is page(window, "home")
    assert [page(window, name).reloads for name in ("home", "cases", "queue")] == [1, 0, 0]
    assert window.page("admin") is None
    made = page(window, "cases")
    driver.press("Ctrl+2")
    assert page(window, "cases") is made
    assert made.reloads == 1


def test_a_page_made_ahead_waits_for_nobody_else(driver: WindowDriver, shell_office: Office) -> None:
    assert driver.window.make_ahead()
    made = page(driver.window, "cases")
    driver.window.lock()
    assert made.was_forgotten
    assert not driver.window.make_ahead()
    sign_in(shell_office, Role.MAIL_CLERK, operator="dan")
    assert driver.window.page("cases") is None


def test_a_key_of_an_absent_section_does_nothing(driver: WindowDriver) -> None:
    driver.press("Ctrl+9")
    assert driver.window.here == "home"


def test_sections_are_reached_by_their_keys_and_by_arrows(driver: WindowDriver) -> None:
    driver.press("Ctrl+2")
    assert driver.window.here == "cases"
    assert driver.focused == "cases_field"
    driver.choose_section(2)
    assert driver.window.here == "queue"


def test_ctrl_enter_is_the_primary_act_of_the_page_in_front(driver: WindowDriver) -> None:
    driver.press("Ctrl+2")
    driver.press("Ctrl+Return")
    driver.press("Ctrl+Enter")
    assert page(driver.window, "cases").primary_acts == 2
    assert page(driver.window, "home").primary_acts == 0


def test_navigating_hands_its_arguments_to_the_page(driver: WindowDriver, shell_office: Office) -> None:
    shell_office.navigate("cases", case_id="c1")
    assert page(driver.window, "cases").arguments == {"case_id": "c1"}


def test_a_page_that_wants_to_stay_stays(driver: WindowDriver) -> None:
    page(driver.window, "home").may_leave = False
    driver.press("Ctrl+2")
    assert driver.window.here == "home"


def test_a_page_reloads_when_shown_first_and_when_what_it_shows_changed(driver: WindowDriver, shell_office: Office) -> None:
    driver.press("Ctrl+2")
    cases = page(driver.window, "cases")
    assert cases.reloads == 1
    shell_office.bus.changed.emit(changed("cases", case_id="c1"))
    assert cases.reloads == 2
    shell_office.bus.changed.emit(changed("operators"))
    assert cases.reloads == 2


def test_a_hidden_page_reloads_only_when_it_is_shown_again(driver: WindowDriver, shell_office: Office) -> None:
    driver.press("Ctrl+2")
    cases = page(driver.window, "cases")
    driver.press("Ctrl+1")
    shell_office.bus.changed.emit(changed("cases"))
    shell_office.bus.changed.emit(changed("cases"))
    assert cases.reloads == 1
    driver.press("Ctrl+2")
    assert cases.reloads == 2


def test_an_act_tells_the_bus_what_it_changed(driver: WindowDriver, shell_office: Office) -> None:
    heard: list[object] = []
    done: list[object] = []
    shell_office.bus.changed.connect(heard.append)
    shell_office.run(driver.window, lambda desk: changed("letters", created_id="l1"), done.append)
    assert [change.created_id for change in heard] == ["l1"]  # type: ignore[attr-defined]
    assert done == heard


def test_locked_nothing_runs(window: MainWindow, shell_office: Office) -> None:
    ran: list[object] = []
    shell_office.run(window, ran.append)
    assert ran == []


def test_what_comes_back_after_the_lock_is_not_shown(driver: WindowDriver, shell_office: Office) -> None:
    shown: list[object] = []

    def read(desk: object) -> str:
        driver.window.lock()
        return "Ana Peña"

    shell_office.run(driver.window, read, shown.append)
    assert shown == []


def test_the_window_comes_back_where_it_was(qapp: QApplication, settings: MemorySettings) -> None:
    sizes = []
    for _ in range(2):
        wording = ErrorWording()
        office = Office(jobs=InlineJobRunner(), messages=Messages(wording), settings=settings, wording=wording)
        window = MainWindow(office, title="Consumer Requests", version="1.0", lock_page=lambda _: QLabel("Locked"))
        if not sizes:
            window.resize(760, 520)
        window.show()
        sizes.append(window.size())
        window.close()
    assert sizes[0] == sizes[1]


def test_lock_blanks_the_window_without_asking_and_gives_everything_back(driver: WindowDriver, shell_office: Office) -> None:
    driver.press("Ctrl+2")
    driver.type("half a na")
    cases = page(driver.window, "cases")
    driver.press("Ctrl+L")
    assert shell_office.desk is None
    assert cases.was_forgotten
    assert not cases.isVisible()
    assert driver.sections == []
    sign_in(shell_office, Role.PRIVACY_OFFICER)
    QApplication.processEvents()
    assert driver.window.here == "cases"
    assert driver.focused == "cases_field"
    assert driver.text_of("cases_field") == "half a na"


def test_nothing_lies_over_the_locked_window(driver: WindowDriver, shell_office: Office) -> None:
    driver.press("Ctrl+2")
    dialog = QDialog(page(driver.window, "cases"))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    QLineEdit(dialog).setText("Ana")
    dialog.open()
    QApplication.processEvents()
    driver.window.lock()
    QApplication.processEvents()
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == [driver.window]
    driver.window.activateWindow()
    sign_in(shell_office, Role.PRIVACY_OFFICER)
    QApplication.processEvents()
    assert driver.focused == "cases_field"


def test_the_next_person_finds_nothing_of_the_first(driver: WindowDriver, shell_office: Office) -> None:
    driver.press("Ctrl+2")
    driver.type("Ana")
    driver.press("Ctrl+L")
    sign_in(shell_office, Role.CALL_AGENT, operator="sam")
    assert driver.window.here == "home"
    assert driver.window.page("cases") is None


def test_the_call_of_the_first_is_not_the_next_persons(driver: WindowDriver, shell_office: Office) -> None:
    shell_office.call.start()
    driver.press("Ctrl+L")
    sign_in(shell_office, Role.PRIVACY_OFFICER)
    assert shell_office.call.is_on
    driver.press("Ctrl+L")
    sign_in(shell_office, Role.CALL_AGENT, operator="sam")
    assert not shell_office.call.is_on
    assert not shell_office.messages.is_quiet


def test_menus_palette_and_registry_hold_the_same(driver: WindowDriver, shell_office: Office) -> None:
    in_menus = sorted(text for menu in ("file", "edit", "go", "case", "letters", "reports", "help") for text in driver.menu_words(menu))
    available = shell_office.commands.available(shell_office.roles, driver.window.here)
    assert in_menus == sorted(command.plain_text for command in available)


def test_access_keys_of_a_menu_are_not_given_twice(driver: WindowDriver, shell_office: Office) -> None:
    for menu in ("file", "edit", "go", "help"):
        letters = [c.text[c.text.index("&") + 1].casefold() for c in shell_office.commands.all() if c.menu == menu and "&" in c.text]
        assert len(letters) == len(set(letters)), (menu, letters)


def test_every_key_in_the_registry_belongs_to_one_action(driver: WindowDriver, shell_office: Office) -> None:
    keys = [key.toString() for action in driver.window.findChildren(QAction) for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_a_page_command_works_on_its_page_only(driver: WindowDriver, shell_office: Office) -> None:
    ran: list[str] = []
    shell_office.commands.add(
        Command(id="queue.reprint", text="Reprint", run=lambda: ran.append("reprint"), shortcut="Ctrl+R", scope="queue", menu="letters")
    )
    driver.press("Ctrl+R")
    assert ran == []
    driver.press("Ctrl+3")
    driver.press("Ctrl+R")
    assert ran == ["reprint"]
    assert driver.menu_words("letters") == ["Reprint"]


def test_undo_bar_offers_the_way_back_once(driver: WindowDriver, shell_office: Office) -> None:
    undone: list[str] = []
    shell_office.messages.notice("3 letters added to the print queue", lambda: undone.append("undo"))
    assert driver.window.undo_bar.isVisible()
    driver.focus("navigation_sections")
    driver.press("Ctrl+Z")
    driver.press("Ctrl+Z")
    assert undone == ["undo"]
    assert not driver.window.undo_bar.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
def test_undo_bar_lies_on_the_status_bar_and_covers_no_act_of_a_page(driver: WindowDriver, shell_office: Office, percent: int) -> None:
    """No more of the page than the margin below its last act."""
    window = driver.window
    apply_theme(QApplication.instance(), "light", percent)
    shell_office.messages.notice("3 letters added to the print queue", None)
    QApplication.processEvents()
    bar, status = window.undo_bar, window.status
    top_of_bar = bar.mapTo(window, QPoint(0, 0)).y()
    assert status.mapTo(window, QPoint(0, 0)).y() - top_of_bar <= current().px(Space.S)
    assert top_of_bar + bar.height() <= window.height()
    apply_theme(QApplication.instance(), "light", 100)


def test_ctrl_z_belongs_to_the_field_with_the_focus(driver: WindowDriver, shell_office: Office) -> None:
    undone: list[str] = []
    driver.press("Ctrl+2")
    driver.type("Ana")
    shell_office.messages.notice("Saved", lambda: undone.append("undo"))
    driver.press("Ctrl+Z")
    assert undone == []
    assert driver.text_of("cases_field") == ""


def test_focus_never_moves_because_of_something_in_the_background(driver: WindowDriver, shell_office: Office) -> None:
    driver.press("Ctrl+2")
    field = driver.find(QLineEdit, "cases_field")
    text = "the quick brown fox " * 10
    for number, sign in enumerate(text):
        QTest.keyClick(field, sign)
        shell_office.messages.notice(f"Notice {number}", lambda: None)
        shell_office.bus.changed.emit(changed("cases"))
        driver.window.set_counts({"queue": number})
        shell_office.call.ticked.emit(number)
        assert QApplication.focusWidget() is field
    assert field.text() == text


def test_during_a_call_notices_are_held_and_the_timer_is_shown(driver: WindowDriver, shell_office: Office) -> None:
    shell_office.call.start()
    shell_office.messages.notice("Letter approved")
    assert driver.has("top_bar_call_timer")
    assert not driver.window.undo_bar.isVisible()
    assert driver.status("quiet") == "Quiet during calls, 1 notice held"
    driver.click("top_bar_hold")
    assert driver.text_of("top_bar_hold") == "Resume"
    driver.click("top_bar_end_call")
    assert not driver.has("top_bar_call_timer")
    assert driver.status("quiet") == ""
    assert shell_office.messages.notices[0].text == "Letter approved"


def test_the_call_button_is_there_for_who_may_take_requests(driver: WindowDriver, shell_office: Office) -> None:
    started: list[str] = []
    assert not driver.has("top_bar_phone_request")
    shell_office.commands.add(
        Command(
            id=CALL_COMMAND,
            text="Phone request",
            run=lambda: started.append("call"),
            shortcut="Ctrl+Shift+N",
            roles=frozenset({Role.PRIVACY_OFFICER}),
            menu="case",
        )
    )
    sign_in(shell_office, Role.PRIVACY_OFFICER)
    driver.click("top_bar_phone_request")
    driver.press("Ctrl+Shift+N")
    assert started == ["call", "call"]


def test_f6_goes_through_the_panes_and_comes_back(driver: WindowDriver) -> None:
    driver.window.status.set_part("backup", "clock", "Backup today", right=True)
    driver.press("Ctrl+2")
    seen = []
    for _ in range(3):
        driver.press("F6")
        seen.append(driver.focused)
    assert seen == ["status_backup", "navigation_sections", "cases_field"]
    driver.press("Shift+F6")
    assert driver.focused == "navigation_sections"


def test_text_size_by_keys_is_kept(driver: WindowDriver, settings: MemorySettings) -> None:
    driver.press("Ctrl++", 3)
    assert current().text_percent == 130
    assert settings.get("text_size_percent") == 130
    driver.press("Ctrl+0")
    assert current().text_percent == 100


def test_the_key_sheet_lists_the_keys(driver: WindowDriver) -> None:
    driver.press("Ctrl+/")
    sheet = driver.find(KeySheet, "key_sheet")
    assert sheet.isVisible()
    words = [label.text() for label in sheet.findChildren(QLabel)]
    assert "Lock now" in words
    sheet.accept()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_it_fits_a_small_screen_with_a_task_bar(window: MainWindow, shell_office: Office, qapp: QApplication, percent: int) -> None:
    apply_theme(qapp, "light", percent)
    shell_office.commands.add(Command(id=CALL_COMMAND, text="Phone request", run=lambda: None))
    sign_in(shell_office, Role.PRIVACY_OFFICER)
    WindowDriver(window)
    least = window.minimumSizeHint()
    assert least.width() <= 1366
    assert least.height() <= 690


def test_every_control_has_a_name(driver: WindowDriver) -> None:
    driver.press("Ctrl+2")
    assert_all_named(driver.window)


def test_tab_goes_round_and_comes_back(driver: WindowDriver) -> None:
    driver.press("Ctrl+2")
    visited = driver.tab_round()
    assert {"top_bar_search", "navigation_sections", "cases_field", "top_bar_lock"} <= set(visited)


def test_the_title_says_nothing_of_a_case(driver: WindowDriver) -> None:
    driver.press("Ctrl+2")
    assert driver.window.windowTitle() == "Consumer Requests"


def test_practice_says_so_all_the_time(qapp: QApplication, settings: MemorySettings) -> None:
    wording = ErrorWording()
    office = Office(jobs=InlineJobRunner(), messages=Messages(wording), settings=settings, wording=wording, practice=True)
    window = make_window(office)
    driver = WindowDriver(window)
    assert driver.has("practice_band")
    assert window.band.text() == "Practice: nothing here is real"
    sign_in(office, Role.CALL_AGENT)
    assert driver.has("practice_band")
    window.close()


def test_saved_views_open_the_case_list(driver: WindowDriver) -> None:
    driver.window.set_saved_views((NavEntry(id="overdue", text="Overdue", count=2, is_alarm=True),))
    driver.focus("navigation_views")
    driver.press("Return")
    assert driver.window.here == "cases"
    assert page(driver.window, "cases").arguments == {"view": "overdue"}


@pytest.mark.expects_warnings
def test_an_error_nobody_took_is_shown_in_the_one_dialog(
    driver: WindowDriver, shell_office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    said = "Ana Peña lives at 12 Main St"

    def fail(desk: object) -> None:
        raise RuntimeError(said)

    shell_office.run(driver.window, fail)
    dialog = driver.find(QWidget, "trouble_dialog")
    assert dialog.isVisible()
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "What was saved" in words
    assert "RuntimeError" in words
    assert "Ana" not in words
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert "our mistake: RuntimeError" in caplog.text
    assert "Ana" not in caplog.text
