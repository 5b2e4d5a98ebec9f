"""Drives the cases section inside the window, by keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from shiboken6 import isValid

from caseapp.ui.cases import section as cases_section
from caseapp.ui.cases.cases_page import CasesPage
from caseapp.ui.document_viewer import DocumentViewer
from caseapp.ui.main_window import MainWindow
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.office import Office
from caseapp.ui.verification import section as verification_section
from caseapp.ui.verification.verification_page import VerificationPage
from caseapp.ui.widgets.case_list_view import CaseLine, CaseListView, GroupHead
from caseapp.ui.widgets.facts_panel import Fact, FactHead, FactsPanel
from caseapp.ui.widgets.table_view import TableView
from caseapp.ui.widgets.timeline_view import TimelineView
from tests.ui.drivers.base import Driver


class CasesDriver(Driver):
    """The window with the cases and the verification in it.

    Attributes:
        went: where the pages asked to go, as pairs of section and arguments.
    """

    def __init__(self, office: Office) -> None:
        desk, office.desk = office.desk, None
        self.office = office
        self.went: list[tuple[str, dict[str, object]]] = []
        office.navigate_requested.connect(lambda section, arguments: self.went.append((section, arguments)))
        self.window = MainWindow(office, title="caseapp", version="1", lock_page=lambda _office: QWidget())
        cases_section.add(self.window, office)
        verification_section.add(self.window, office)
        self.window.resize(1366, 768)
        super().__init__(self.window)
        office.desk = desk
        self.settle()

    @property
    def page(self) -> CasesPage:
        page = self.window.page("cases")
        assert isinstance(page, CasesPage)
        return page

    @property
    def verification(self) -> VerificationPage:
        page = self.window.page("verification")
        assert isinstance(page, VerificationPage)
        return page

    def settle(self) -> None:
        if QApplication.activeWindow() is None and QApplication.activePopupWidget() is None and self.window.isVisible():
            # A window or dialog that closed leaves nobody active where there is no window manager.
            self.window.activateWindow()
        for _ in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QCoreApplication.processEvents()

    def open_case(self, case_id: str, **arguments: object) -> None:
        self.office.navigate("cases", case_id=case_id, **arguments)
        self.settle()

    def focus(self, name: str) -> None:
        self.settle()
        super().focus(name)

    def press(self, key: str, times: int = 1) -> None:
        super().press(key, times)
        self.settle()

    def close(self) -> None:
        for dialog in self.dialogs():
            dialog.reject()
        if not isValid(self.window):
            return
        self.office.desk = None
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()

    # What can be read

    def lines(self) -> list[str]:
        """Return the list as it is read: heads with counts, names of rows."""
        rows = self.find(CaseListView, "cases_list").row_model.rows
        return [row.name if isinstance(row, CaseLine) else _head(row) for row in rows]

    def case_lines(self) -> list[CaseLine]:
        return [row for row in self.find(CaseListView, "cases_list").row_model.rows if isinstance(row, CaseLine)]

    def steps(self) -> list[str]:
        """Return title and line of each entry of the timeline."""
        rows = self.find(TimelineView, "case_timeline").row_model.rows
        return [f"{row.title}|{row.line}" for row in rows]

    def facts(self) -> list[str]:
        rows = self.find(FactsPanel, "case_facts").row_model.rows
        return [f"{row.label}|{row.line}|{row.pill.text if row.pill else row.value}" for row in rows if isinstance(row, Fact)]

    def fact_heads(self) -> list[str]:
        return [row.text for row in self.find(FactsPanel, "case_facts").row_model.rows if isinstance(row, FactHead)]

    def table(self, name: str) -> list[list[str]]:
        """Return the cells of a table of the case, whose tab comes to the front for it."""
        self.page.record.go_to_tab(name.removeprefix("case_"))
        rows = self.find(TableView, name).table_model.rows
        return [[row.cell(index).spoken for index in range(len(row.cells))] for row in rows]

    @property
    def pill(self) -> str:
        pill = self.page.record.header.pill.pill
        return pill.text if pill is not None else ""

    @property
    def banner(self) -> str:
        banner = self.page.record.banner
        return banner.text if banner.isVisible() else ""

    @property
    def primary(self) -> str:
        button = self.page.record.header.primary
        return button.text() if button.isVisible() else ""

    @property
    def messages(self) -> RecorderMessages:
        assert isinstance(self.office.messages, RecorderMessages)
        return self.office.messages

    # Dialogs and menus

    def dialogs(self) -> list[QDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]

    def dialog(self, name: str = "") -> Driver:
        """Return a driver of the dialog in front."""
        self.settle()
        shown = self.dialogs()
        assert shown, "no dialog is open"
        assert not name or shown[-1].objectName() == f"{name}_dialog", shown[-1].objectName()
        return Driver(shown[-1])

    def viewer(self) -> DocumentViewer:
        shown = [one for one in self.dialogs() if isinstance(one, DocumentViewer)]
        assert shown, "no document is shown"
        return shown[-1]

    def choose(self, words: str) -> None:
        """Choose a line of the menu that is open, by arrows and Enter."""
        menus = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]
        assert menus, "no menu is open"
        menu = menus[-1]
        texts = [action.text().replace("&", "") for action in menu.actions()]
        assert words in texts, texts
        for _ in texts:
            active = menu.activeAction()
            if active is not None and active.text().replace("&", "") == words:
                break
            QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        self.settle()

    def menu_lines(self) -> list[str]:
        menus = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()]
        lines = [action.text().replace("&", "") for menu in menus for action in menu.actions() if not action.isSeparator()]
        for menu in menus:
            QTest.keySequence(menu, QKeySequence("Esc"))
        self.settle()
        return lines


def _head(row: object) -> str:
    assert isinstance(row, GroupHead)
    return row.text if row.count is None else f"{row.text} {row.count}"
