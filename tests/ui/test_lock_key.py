"""Ctrl+L locks while a dialog lies over the window: whoever leaves the desk does not look for what is open first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from caseapp.domain.operators import Role
from caseapp.ui.main_window import MainWindow
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.office import Office
from caseapp.ui.widgets.dialogs import ReviewDialog
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.form_dialog import FormDialog
from tests.ui.drivers.window import WindowDriver
from tests.ui.test_shell import sign_in

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


@pytest.fixture
def driver(office: Office) -> Iterator[WindowDriver]:
    window = MainWindow(office, title="caseapp", version="1", lock_page=lambda _: QLabel("locked"))
    sign_in(office, Role.PRIVACY_OFFICER)
    yield WindowDriver(window)
    window.close()


def form_dialog(window: QWidget) -> QDialog:
    rows = {"reason": FormRow("&Reason", QLineEdit(), above=True)}
    return FormDialog("Reprint", "The reason stays.", rows, "Print", lambda: None, RecorderMessages(), name="print", parent=window)


def review(window: QWidget) -> QDialog:
    return ReviewDialog("Handed to the post", "It cannot be undone.", (), "Handed to the post", parent=window)


def file_dialog(window: QWidget) -> QDialog:
    dialog = QFileDialog(window, "Save")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    return dialog


def plain(window: QWidget) -> QDialog:
    dialog = QDialog(window)
    QVBoxLayout(dialog).addWidget(QLineEdit())
    return dialog


@pytest.mark.parametrize("make", [form_dialog, review, file_dialog, plain])
def test_it_locks_and_closes_the_dialog(driver: WindowDriver, office: Office, make) -> None:  # type: ignore[no-untyped-def]
    dialog = make(driver.window)
    ended: list[int] = []
    dialog.finished.connect(ended.append)
    dialog.open()
    QApplication.processEvents()
    assert QApplication.activeModalWidget() is dialog
    driver.press("Ctrl+L")
    assert office.desk is None
    assert ended == [QDialog.DialogCode.Rejected]
    assert [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()] == [driver.window]


def test_a_dialog_over_a_dialog_locks_too_and_each_gets_the_key_once(driver: WindowDriver, office: Office) -> None:
    first = plain(driver.window)
    first.open()
    QApplication.processEvents()
    second = review(first)
    second.open()
    QApplication.processEvents()
    second.reject()
    QApplication.processEvents()
    second = plain(first)
    second.open()
    QApplication.processEvents()
    assert [len(each.findChildren(QShortcut, options=_DIRECT)) for each in (first, second)] == [1, 1]
    driver.press("Ctrl+L")
    assert office.desk is None
    assert not first.isVisible()
    assert not second.isVisible()


def test_while_locked_the_key_does_nothing(driver: WindowDriver, office: Office) -> None:
    driver.window.lock()
    asked: list[object] = []
    driver.window.lock_requested.connect(lambda: asked.append(1))
    dialog = plain(driver.window)
    dialog.open()
    QApplication.processEvents()
    driver.press("Ctrl+L")
    assert asked == []
    assert dialog.isVisible()
    dialog.reject()
