"""Going from step to step: by keys, by the bar, and by where the focus goes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from caseapp.ui.intake.form_view import FormView
from caseapp.ui.intake.frame import IntakeFrame
from caseapp.ui.intake.open_form import OpenForm
from caseapp.ui.intake.session import IntakeSession
from caseapp.ui.intake.step_stack import STEP_COUNT
from caseapp.ui.theme import current


class StepWalk(QObject):
    """See the module.

    Signals:
        moved: another step is the present one.
    """

    moved = Signal()

    def __init__(self, session: IntakeSession, open_form: OpenForm, view: FormView, frame: IntakeFrame, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._open = open_form
        self._view = view
        self._frame = frame
        self._left_at: tuple[QWidget, int] | None = None
        view.step_chosen.connect(self.go_to)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)
        for number in range(1, STEP_COUNT + 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), view)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=number: self.go_to(step))

    def go_to(self, step: int) -> None:
        """Go to a step and put the focus on its first field; what was typed is saved."""
        self.show(step)
        self.focus_step()
        self._session.save()

    def show(self, step: int) -> None:
        """Take a step as the present one and bring it into view."""
        self._open.show_step(step)
        self.moved.emit()

    def focus_step(self) -> None:
        """Put the focus on the first field of the present step."""
        self._view.steps.part(self._open.step).first_control().setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if self._frame.view is not self._view or self._session.sheet is None:
            return
        if now is not None and self._view.steps.isAncestorOf(now):
            self._view.area.ensureWidgetVisible(now, current().px(24), current().px(16))
        step = self._view.steps.step_of(now)
        if step and step != self._open.step:
            self.show(step)
            self._session.save()

    # Over a lock

    def remember_place(self, page: QWidget) -> None:
        """Keep the field and the cursor for after the unlock."""
        focused = QApplication.focusWidget()
        place = 0
        if isinstance(focused, QLineEdit):
            place = focused.cursorPosition()
        elif isinstance(focused, QPlainTextEdit):
            place = focused.textCursor().position()
        self._left_at = (focused, place) if focused is not None and page.isAncestorOf(focused) else None

    def restore_place(self) -> None:
        """Go back to the same cursor after a lock, or to the step where the draft was left."""
        at, self._left_at = self._left_at, None
        if at is None or not at[0].isVisible():
            self.go_to(self._open.step)
            return
        widget, place = at
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(widget, QLineEdit):
            widget.setCursorPosition(place)
        elif isinstance(widget, QPlainTextEdit):
            cursor = widget.textCursor()
            cursor.setPosition(min(place, len(widget.toPlainText())))
            widget.setTextCursor(cursor)
