"""Where a note is written: always at the foot of the timeline, F12. A note begun for one case waits there until it is written."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from caseapp.ui.icons import draw_icon
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, TypeRole
from caseapp.ui.widgets.key_button import KeyButton
from caseapp.ui.widgets.painted_text import RIGHT, paint_text
from caseapp.ui.widgets.strokes import hairline


class _Field(QPlainTextEdit):
    """Enter writes the note, Shift+Enter begins a new line, Esc goes back to the timeline."""

    entered = Signal()
    left = Signal()
    focus_changed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.entered.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() or self.toPlainText():
            return
        theme = current()
        painter = QPainter(self.viewport())
        box = QRectF(self.viewport().rect()).adjusted(0, 0, -theme.px(6), 0)
        side = theme.px(Size.ICON)
        middle = box.center().y()
        draw_icon(painter, "note-pencil", QRectF(theme.px(6), middle - side / 2, side, side), theme.color("ink_2"))
        words = box.adjusted(theme.px(30), 0, 0, 0)
        paint_text(painter, words, self.tr("Write a note"), theme.font(TypeRole.BODY), theme.color("ink_3"))
        paint_text(painter, words, self.tr("F12"), theme.font(TypeRole.TINY), theme.color("ink_3"), RIGHT, may_shorten=False)
        painter.end()


class NoteBox(QWidget):
    """One line high until it is written in.

    Signals:
        written: the text of a note.
        left: Esc was pressed; the text stays.
    """

    written = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case_id = ""
        self._waiting: dict[str, str] = {}
        self.setObjectName("case_note_box")
        self.field = _Field()
        self.field.setObjectName("case_note")
        self.field.setAccessibleName(self.tr("Note"))
        self.field.setAccessibleDescription(self.tr("Enter writes the note, Shift+Enter begins a new line"))
        self.field.setToolTip(self.tr("Enter writes the note, Shift+Enter begins a new line"))
        self.field.setTabChangesFocus(True)
        self.field.entered.connect(self._write)
        self.field.left.connect(self.left)
        self.field.focus_changed.connect(self._fit)
        self.field.textChanged.connect(self._fit)
        self.save = KeyButton(self.tr("Write the note"), key="Return", name="case_note_save", on_click=self._write)
        self.save.hide()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.field, 1)
        self._row.addWidget(self.save, 0, Qt.AlignmentFlag.AlignBottom)
        follow_theme(self, self._dress)

    def show_case(self, case_id: str, *, may_write: bool) -> None:
        """Turn to a case; what was begun for another waits for its return."""
        if case_id != self._case_id:
            self._keep()
            self._case_id = case_id
            self.field.setPlainText(self._waiting.pop(case_id, ""))
        self.setVisible(may_write)

    def begun(self) -> dict[str, str]:
        """Return the notes that were begun and not written, by case."""
        self._keep()
        return {case_id: text for case_id, text in self._waiting.items() if text.strip()}

    def forget(self) -> None:
        self._waiting = {}
        self._case_id = ""
        self.field.clear()

    def start(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _keep(self) -> None:
        text = self.field.toPlainText()
        if self._case_id and text.strip():
            self._waiting[self._case_id] = text

    def done(self, case_id: str, text: str) -> None:
        """A note is in the store; what was typed since then, or for another case, stays."""
        if case_id != self._case_id:
            self._waiting.pop(case_id, None)
        elif self.field.toPlainText() == text:
            self.field.clear()

    def _write(self) -> None:
        self.written.emit(self.field.toPlainText())

    def _fit(self) -> None:
        is_open = self.field.hasFocus() or bool(self.field.toPlainText())
        px = current().px
        tall = round(current().metrics(TypeRole.BODY).lineSpacing() * 3) + px(14) if is_open else px(34)
        scroll = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_open else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.field.setVerticalScrollBarPolicy(scroll)
        if self.field.height() != tall:
            self.field.setFixedHeight(tall)
        self.save.setVisible(bool(self.field.toPlainText().strip()))
        self.field.viewport().update()

    def _dress(self) -> None:
        px = current().px
        self._row.setContentsMargins(px(24), px(9), px(20), px(10))
        self._row.setSpacing(px(8))
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        hairline(painter, 0, 0, self.width(), current().color("line"))
        painter.end()
