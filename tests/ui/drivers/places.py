"""A main window over the test house with a few real sections; the others are places that remember how they were entered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from caseapp.domain.operators import ALLOWED, Act, Role
from caseapp.ui.commands import Command
from caseapp.ui.main_window import CALL_COMMAND, MainWindow
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from tests.house import TestHouse
from tests.ui.office_at import office_at

SECTIONS: tuple[tuple[str, str, str, str, frozenset[Role]], ...] = (
    ("home", "Home", "house", "Ctrl+1", frozenset()),
    ("cases", "Cases", "tray", "Ctrl+2", ALLOWED[Act.SEE_CASES]),
    ("new_request", "New request", "note-pencil", "Ctrl+3", ALLOWED[Act.TAKE_REQUESTS]),
    ("calendar", "Calendar", "calendar-blank", "Ctrl+4", ALLOWED[Act.SEE_CASES]),
    ("letters", "Letters", "envelope-simple-open", "Ctrl+5", ALLOWED[Act.DRAFT_LETTERS]),
    ("print_queue", "Print queue", "printer", "Ctrl+6", ALLOWED[Act.RUN_MAIL_ROOM]),
    ("reports", "Reports", "chart-bar", "Ctrl+7", ALLOWED[Act.SEE_REPORTS]),
    ("admin", "Admin", "gear-six", "Ctrl+9", ALLOWED[Act.ADMINISTER]),
)


class Place(Page):
    """A page that remembers how it was entered."""

    def __init__(self, office: Office, name: str, entered: list[tuple[str, dict[str, object]]]) -> None:
        super().__init__(office)
        self.name = name
        self._entered = entered
        self.field = QLineEdit()
        self.field.setObjectName(f"{name}_field")
        self.field.setAccessibleName(name)
        QVBoxLayout(self).addWidget(self.field)

    def on_shown(self, **arguments: object) -> None:
        self._entered.append((self.name, arguments))
        super().on_shown()

    def first_focus(self) -> QWidget:
        return self.field


@dataclass
class Shown:
    """The window, its office, and where somebody went."""

    house: TestHouse
    office: Office
    window: MainWindow
    entered: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def sit_down(self, login: str) -> None:
        """Let another person unlock."""
        self.window.lock()
        self.office.desk = self.house.sign_in(login)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@contextmanager
def window_at(house: TestHouse, login: str, features: Sequence[ModuleType], *, size: tuple[int, int] = (1366, 768)) -> Iterator[Shown]:
    """Show the window with these features (modules with `add`) in the order of their keys, and places for all others."""
    office = office_at(house, login)
    desk, office.desk = office.desk, None
    window = MainWindow(office, title="Test office", version="1", lock_page=lambda _: QLabel("Locked"))
    shown = Shown(house, office, window)
    own = {feature.__name__.split(".")[-2]: feature for feature in features}
    for id, text, icon, key, roles in SECTIONS:
        feature = own.pop(id, None)
        if feature is not None:
            feature.add(window, office)
        else:

            def make(office: Office, name: str = id) -> Page:
                return Place(office, name, shown.entered)

            window.add_section(id, text, icon, make, roles, key)
    office.commands.add(
        Command(
            id=CALL_COMMAND, text="New phone request", run=lambda: office.navigate("new_request", start="phone"), shortcut="Ctrl+Shift+N",
            roles=ALLOWED[Act.TAKE_REQUESTS],
        )
    )  # fmt: skip
    for feature in own.values():
        feature.add(window, office)
    window.resize(*size)
    window.show()
    office.desk = desk
    try:
        yield shown
    finally:
        office.desk = None
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
