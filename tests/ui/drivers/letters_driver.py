"""Drives the section of letters in the main window, by keys."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QPlainTextEdit

from caseapp.ui.letters.letters_page import LettersPage
from caseapp.ui.main_window import MainWindow
from caseapp.ui.widgets.table_view import TableView
from caseapp.ui.widgets.tabs import TextTabs
from tests.ui.drivers.base import Driver


class LettersDriver(Driver):
    """The list and the letter page."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window

    @property
    def page(self) -> LettersPage:
        page = self.window.page("letters")
        assert isinstance(page, LettersPage), "the section was not shown yet"
        return page

    def press(self, key: str, times: int = 1) -> None:
        """Press a key where the focus is. Without a window manager nobody gives the window back to the person after a dialog."""
        for _ in range(times):
            if QApplication.activeWindow() is None:
                self.window.activateWindow()
                QApplication.processEvents()
            super().press(key)

    # Where we are

    def go(self) -> None:
        self.press("Ctrl+5")

    def open(self, letter_id: str) -> None:
        """Come from another section, as the case page does."""
        self.window.office.navigate("letters", letter_id=letter_id)
        QApplication.processEvents()

    @property
    def heading(self) -> tuple[str, str]:
        """What the letter is, and where it stands."""
        return self.page.letter.title.text(), self.page.letter.about.text()

    @property
    def problems(self) -> tuple[str, ...]:
        return self.page.letter.summary.sentences

    @property
    def checks(self) -> list[str]:
        return [line.spoken for line in self.page.letter.checks.lines]

    @property
    def facts(self) -> dict[str, str]:
        return dict(self.page.letter.facts.pairs)

    @property
    def buttons(self) -> list[str]:
        """Words of the acts that can be seen, the primary with a star."""
        shown = [each for each in self.page.letter.buttons._all if each.isVisible()]
        return [f"*{each.text()}" if each.kind == "primary" else each.text() for each in shown]

    # The list

    @property
    def tabs(self) -> str:
        return self.find(TextTabs, "letters_tabs").accessibleName()

    def next_tab(self) -> None:
        self.focus("letters_tabs")
        self.press("Right")

    def rows(self) -> list[list[str]]:
        rows = self.find(TableView, "letters_table").table_model.rows
        return [[row.cell(at).spoken for at in range(len(row.cells))] for row in rows]

    def enter_row(self, down: int = 0) -> None:
        self.focus("letters_table")
        self.press("Down", down)
        self.press("Return")

    # The letter

    def write(self, slot: str, text: str) -> None:
        """Type into a place, instead of what stands there."""
        self.clear(f"letter_slot_{slot}")
        self.type(text)

    def written(self, slot: str) -> str:
        return self.find(QPlainTextEdit, f"letter_slot_{slot}").toPlainText()

    def problem_at(self, slot: str) -> str:
        return self.page.letter.form.rows[slot].problem

    # Dialogs

    @property
    def dialog(self) -> QDialog:
        found = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
        assert found, "no dialog is open"
        return found[-1]

    @property
    def has_dialog(self) -> bool:
        return any(isinstance(each, QDialog) and each.isVisible() for each in QApplication.topLevelWidgets())

    def in_dialog(self, name: str, text: str) -> None:
        """Type into a field of the open dialog."""
        field = self.dialog.findChild(QLineEdit, name) or self.dialog.findChild(QPlainTextEdit, name)
        assert field is not None, f"the dialog has no field {name}"
        field.setFocus()
        self.press("Ctrl+A")
        self.press("Del")
        self.type(text)

    def choose_in_dialog(self, name: str, key: str) -> None:
        field = self.dialog.findChild(QComboBox, name)
        assert field is not None, f"the dialog has no list {name}"
        field.setFocus()
        self.press(key)

    def dialog_problems(self) -> list[str]:
        return [label.text() for label in self.dialog.findChildren(QLabel) if label.objectName().startswith("problem_summary_line")]
