"""Drives the intake page as an agent does: keys only. Counts every key that is no data."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from caseapp.ui.intake import section
from caseapp.ui.intake.intake_page import IntakePage
from caseapp.ui.main_window import MainWindow
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.office import Office
from tests.house import TestHouse
from tests.ui.drivers.base import Driver
from tests.ui.office_at import office_at


def window_at(office: Office) -> MainWindow:
    """Return a main window with this section, unlocked."""
    window = MainWindow(office, title="caseapp", version="test", lock_page=lambda _: QWidget())
    section.add(window, office)
    window.resize(1366, 768)
    office.desk = office.desk  # as after an unlock: the sections are there now
    return window


class IntakeDriver(Driver):
    """The page in its window, at the agent's desk.

    Attributes:
        overhead: keys pressed that were no data.
    """

    def __init__(self, house: TestHouse, login: str = "maria.lopez") -> None:
        self.house = house
        self.office = office_at(house, login)
        self.window = window_at(self.office)
        self.overhead = 0
        super().__init__(self.window)
        self.office.navigate("new_request")
        for name in ("intake_autosave", "intake_repeats_timer"):
            timer = self.page.findChild(QTimer, name)
            assert timer is not None
            timer.setInterval(1)

    @property
    def messages(self) -> RecorderMessages:
        """What was told and asked."""
        messages = self.office.messages
        assert isinstance(messages, RecorderMessages)
        return messages

    def error_codes(self) -> list[str]:
        """Codes of the errors shown in a dialog."""
        return [str(getattr(error, "code", type(error).__name__)) for error in self.messages.errors]

    @property
    def page(self) -> IntakePage:
        page = self.window.page("new_request")
        assert isinstance(page, IntakePage)
        return page

    def press(self, key: str, times: int = 1) -> None:
        self.overhead += times
        super().press(key, times)
        self.make_whole()

    def make_whole(self) -> None:
        """Let the turns go by in which the rest of the page is made."""
        page = self.window.page("new_request")
        if page is not None and page.build_next():
            while page.build_next():
                pass
            QApplication.processEvents()

    def enter(self, *texts: str) -> None:
        """Type each text and press Enter after it."""
        for text in texts:
            self.type(text)
            self.press("Return")

    def type_into(self, name: str, text: str) -> None:
        """Go to a field by name and type; for tests that are not about the way there."""
        self.focus(name)
        self.press("Ctrl+A")
        self.type(text)

    def choose(self, name: str) -> None:
        """Choose a radio button or tick a box that can be seen, by the space bar."""
        self.focus(name)
        QTest.keyClick(self.find(QWidget, name), Qt.Key.Key_Space)
        QApplication.processEvents()

    def settle(self) -> None:
        """Let the timers of autosave and repeats run out and their work be shown."""
        for name in ("intake_autosave", "intake_repeats_timer"):
            timer = self.page.findChild(QTimer, name)
            assert timer is not None
            for _ in range(200):
                if not timer.isActive():
                    break
                QTest.qWait(1)
        QApplication.processEvents()

    def say_all(self) -> None:
        """Tick every sentence of this step."""
        for _ in range(12):
            before = self.page.script.now
            self.press("Ctrl+T")
            if self.page.script.now is before:
                return

    def unlock(self) -> None:
        self.office.desk = self.house.sign_in("maria.lopez")
        QApplication.processEvents()

    def close(self) -> None:
        """Close the window as a person does; what was typed is saved."""
        self.office.call.end()
        self.window.close()
        self.window.deleteLater()
        QApplication.processEvents()

    def crash(self) -> None:
        """Let the program end without a word: no lock, no closing, no last save."""
        for timer in self.window.findChildren(QTimer):
            timer.stop()
        self.page.session.sheet = None
        self.window.hide()
        self.window.deleteLater()
        QApplication.processEvents()

    # A whole self-caller's request

    def take_delete_request(self, name: str = "Ana Peña", number: str = "415 555 0134") -> None:
        """Take a deletion request of a caller for herself up to the last step, with the fewest keys."""
        self.press("Ctrl+Shift+N")
        self.enter(number)
        self.press("Return")
        self.type(name)
        self.press("Ctrl+T")
        self.press("Ctrl+Return")
        self.press("Right", 2)
        self.press("Space")
        self.press("Return")
        self.type("Please erase everything about the old account.")
        self.press("Ctrl+Return")
        self.press("Right")
        self.press("Return")
        self.enter("1200 Main St")
        self.press("Return")
        self.enter("Oakland")
        self.press("Return")
        self.type("94601")
        self.press("Ctrl+Return")
        self.press("Ctrl+T")
        self.enter("First Bank")
        self.type("1980")
        self.press("Ctrl+Return", 2)
