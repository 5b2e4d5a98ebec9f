"""A field for a passphrase: hidden or shown, with a word about Caps Lock, and a meter for a new one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from caseapp.ui.icons import draw_icon
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space, TypeRole, Weight
from caseapp.ui.widgets.key_button import IconButton
from caseapp.ui.widgets.strokes import rounded
from caseapp.ui.widgets.words import Words

LONGEST = 256
"""More signs than any passphrase may have: what is too long is told, not cut."""


class PassphraseField(QWidget):
    """One line that hides what is typed; the eye beside it shows it. Pasting is allowed, copying is not while hidden.

    Args:
        name: object name of the line; the eye is called ``<name>_show``.
        label: accessible name.
        large: as high as on the unlock page.

    Signals:
        entered: Enter was pressed in the line.
        changed: the text changed.
    """

    entered = Signal()
    changed = Signal()

    def __init__(self, *, name: str, label: str, large: bool = False, characters: int = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._large = large
        self._characters = characters
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(label)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setMaxLength(LONGEST)
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.edit.installEventFilter(self)
        self.edit.returnPressed.connect(self.entered)
        self.edit.textChanged.connect(lambda _text: self.changed.emit())
        self.show_button = IconButton("eye", self.tr("Show the passphrase"), name=f"{name}_show", on_click=self._turn)
        self.caps = CapsLockLine()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.edit)
        row.addWidget(self.show_button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.caps)
        self._row = row
        self._column = column
        self.setFocusProxy(self.edit)
        follow_theme(self, self._dress)

    def text(self) -> str:
        return self.edit.text()

    def clear(self) -> None:
        """Forget what was typed, also what undo would bring back."""
        self.edit.setText("")
        self.hide_text()

    def hide_text(self) -> None:
        if self.edit.echoMode() is not QLineEdit.EchoMode.Password:
            self._turn()

    def _turn(self) -> None:
        shown = self.edit.echoMode() is QLineEdit.EchoMode.Normal
        self.edit.setEchoMode(QLineEdit.EchoMode.Password if shown else QLineEdit.EchoMode.Normal)
        self.show_button.set_icon("eye" if shown else "eye-slash")
        self.show_button.set_words(self.tr("Show the passphrase") if shown else self.tr("Hide the passphrase"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self.caps.look_at(event)
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        theme = current()
        px = theme.px
        self.edit.setFixedHeight(px(Size.CONTROL_LARGE if self._large else Size.CONTROL))
        self.edit.setFixedWidth(round(theme.metrics().averageCharWidth() * self._characters) + px(24))
        self._row.setSpacing(px(Space.XS))
        self._column.setSpacing(px(Space.XS))


class CapsLockLine(QWidget):
    """Says that Caps Lock is on, as far as the typed letters show it. Keeps its place, so that nothing jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_on = False
        self._words = Words(self.tr("Caps Lock is on"), TypeRole.SMALL, Weight.MEDIUM, "three_days")
        self._words.hide()
        row = QHBoxLayout(self)
        row.addWidget(self._words)
        row.addStretch(1)
        follow_theme(self, self._dress)

    def look_at(self, event: QKeyEvent) -> None:
        """Learn from a typed letter: a capital without Shift, or a small letter with it."""
        text = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self._set(False)
        elif len(text) == 1 and text.isalpha() and text.upper() != text.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._set(text.isupper() != shift)

    def text(self) -> str:
        return self._words.text() if self.is_on else ""

    def _set(self, is_on: bool) -> None:
        if is_on == self.is_on:
            return
        self.is_on = is_on
        self._words.setVisible(is_on)
        if is_on:
            # Late: the unlock page takes typing before these are known.
            from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._words.text()))
        self.update()

    def _dress(self) -> None:
        theme = current()
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(theme.px(21), 0, 0, 0)
        self.setFixedHeight(round(theme.metrics(TypeRole.SMALL).lineSpacing()) + theme.px(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.is_on:
            return
        theme = current()
        painter = QPainter(self)
        side = theme.px(Size.ICON_SMALL)
        draw_icon(painter, "arrow-fat-up", QRectF(1, (self.height() - side) / 2, side, side), theme.color("three_days"))
        painter.end()


class StrengthMeter(QWidget):
    """Four boxes and a sentence about a new passphrase. An estimate: it helps, and forbids nothing.

    Args:
        strength: estimates from 0 to 4.
        at_least: fewest signs a passphrase may have.
    """

    def __init__(self, strength: Callable[[str], int], *, at_least: int = 15, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strength = strength
        self._at_least = at_least
        self.value = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._bar = _MeterBar()
        self._words = Words("", TypeRole.SMALL, ink="ink_2", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._bar)
        self._column.addWidget(self._words)
        self.show_for("")
        follow_theme(self, lambda: self._column.setSpacing(current().px(Space.XS)))

    def text(self) -> str:
        return self._words.text()

    def show_for(self, passphrase: str) -> None:
        """Estimate what was typed."""
        length = len(passphrase)
        if not passphrase:
            self.value = 0
            sentence = self.tr("{count} characters or more. Four or five words that do not belong together are good; spaces count.").format(
                count=self._at_least
            )
        elif length < self._at_least:
            self.value = 0
            sentence = self.tr("{typed} of {count} characters. Add another word.").format(typed=length, count=self._at_least)
        else:
            self.value = max(1, self._strength(passphrase))
            sentence = {
                1: self.tr("Easily guessed. Add a word that nobody would expect."),
                2: self.tr("Fair. One more word makes it good."),
                3: self.tr("Good. It will hold."),
                4: self.tr("Strong."),
            }[self.value]
        self._words.setText(sentence)
        self._bar.set_value(self.value)
        self.setAccessibleName(sentence)


def field_with_meter(field: PassphraseField, meter: StrengthMeter) -> QWidget:
    """Put the meter under its field, as one field of a form."""
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(field)
    column.addWidget(meter)
    both.setFocusProxy(field)
    follow_theme(both, lambda: column.setSpacing(current().px(Space.XS)))
    return both


class _MeterBar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._value = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self, self.updateGeometry)

    def set_value(self, value: int) -> None:
        self._value = value
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(current().px(184), current().px(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        gap = theme.px(4)
        width = (self.width() - 3 * gap) / 4
        filled = theme.color({1: "overdue", 2: "three_days"}.get(self._value, "on_track"))
        for place in range(4):
            box = QRectF(place * (width + gap), 0, width, self.height())
            rounded(painter, box, self.height() / 2, filled if place < self._value else theme.color("line_strong"))
        painter.end()
