"""The unlock page: who, passphrase, and a few facts that tell nothing about anybody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from caseapp.ui.icons import draw_icon
from caseapp.ui.setup.ruler_ornament import RulerOrnament
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space, TypeRole, Weight
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.key_button import LINK_INSET, ButtonKind, KeyButton, LinkButton
from caseapp.ui.widgets.passphrase_field import PassphraseField
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.words import Words

if TYPE_CHECKING:
    from caseapp.ui.setup.doors import Login

EDGE = 96
"""Distance of the one left edge from the window's, in pixels; it does not grow with the text."""

UNLOCK_KEYS = ("Ctrl+Return", "Ctrl+Enter")

Fact = tuple[str, str, str]
"""Icon, words, value."""

UNDER_THE_PLACE = 44
"""White space under the heading, in pixels; a margin of the label itself would go when the window is dressed."""


class UnlockView(QWidget):
    """Name and passphrase.

    Args:
        second_ms: length of a second of waiting; tests shorten it.

    Signals:
        unlock_wanted: name to sign in with, and passphrase.
        recovery_wanted: name that is chosen.
        other_wanted: the practice office instead of the real one, or the other way round.
    """

    unlock_wanted = Signal(str, str)
    recovery_wanted = Signal(str)
    other_wanted = Signal()

    def __init__(self, *, second_ms: int = 1000, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_busy = False
        self._seconds = 0
        self._timer = QTimer(self)
        self._timer.setInterval(second_ms)
        self._timer.timeout.connect(self._tick)
        self.product = Words(self.tr("Consumer requests"), TypeRole.PRODUCT)
        self.place = Words("", TypeRole.WORDS, ink="ink_2")
        self.who = ChoiceBox(name="unlock_login", label=self.tr("Who are you"))
        self._who_label = _label(self.tr("&Who are you"), self.who)
        self.passphrase = PassphraseField(name="unlock_passphrase", label=self.tr("Passphrase"), large=True, characters=1)
        self.passphrase.entered.connect(self.unlock)
        self._passphrase_label = _label(self.tr("&Passphrase"), self.passphrase)
        self.problem = Words("", TypeRole.BODY, Weight.MEDIUM, "overdue", wrap=True)
        self.problem.setObjectName("unlock_problem")
        self.unlock_button = KeyButton(
            self.tr("Unlock"), ButtonKind.PRIMARY, icon="lock-open", key="Return", name="unlock_unlock", large=True, on_click=self.unlock
        )
        self.recovery_button = KeyButton(
            self.tr("Use recovery sheet..."), ButtonKind.QUIET, name="unlock_recovery", large=True,
            on_click=lambda: self.recovery_wanted.emit(self.login),
        )  # fmt: skip
        self.waiting = Words("", TypeRole.BODY, ink="ink_2")
        self.waiting.setObjectName("unlock_waiting")
        self.other_button = LinkButton(self.tr("Open the practice office"), name="unlock_other", on_click=self.other_wanted.emit)
        self.facts = _Facts()
        self._lay_out()
        follow_theme(self, self._dress)

    # What is shown

    @property
    def login(self) -> str:
        return str(self.who.chosen() or "")

    def show_logins(self, logins: Sequence[Login], login: str) -> None:
        """Offer these people; one of them is chosen already."""
        self.who.clear()
        self.who.set_options(tuple((each.login, each.login) for each in logins))
        self.who.set_chosen(login)

    def show_place(self, words: str, other: str) -> None:
        """Say which office this is, and how the other one is called on its link."""
        self.place.setText(words)
        self.other_button.setText(other)

    def show_problem(self, sentence: str) -> None:
        """Say why it did not open. The passphrase stays, chosen whole, so that typing replaces it."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.passphrase.edit.setProperty("problem", bool(sentence))
        self.passphrase.edit.update()
        self.passphrase.edit.setAccessibleDescription(sentence)
        if sentence:
            self.passphrase.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.passphrase.edit.selectAll()

    def wait(self, seconds: int) -> None:
        """Take no try for some seconds, and count them down."""
        self._seconds = seconds
        self._show_waiting()
        if seconds > 0:
            self._timer.start()

    def set_busy(self, busy: bool) -> None:
        self._is_busy = busy
        self.unlock_button.setText(self.tr("Opening...") if busy else self.tr("Unlock"))
        self.unlock_button.set_key("" if busy else "Return")
        self._enable()

    def take_focus(self) -> None:
        field = self.passphrase.edit if self.login else self.who
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        self.passphrase.clear()
        self.show_problem("")

    def unlock(self) -> None:
        """Ask for the way in with what was typed."""
        if not self._is_busy and self._seconds <= 0:
            self.unlock_wanted.emit(self.login, self.passphrase.text())

    # Inside

    def _tick(self) -> None:
        self._seconds -= 1
        self._show_waiting()
        if self._seconds <= 0:
            self._timer.stop()

    def _show_waiting(self) -> None:
        words = ""
        if self._seconds == 1:
            words = self.tr("Wait 1 second before the next try.")
        elif self._seconds > 1:
            words = self.tr("Wait {count} seconds before the next try.").format(count=self._seconds)
        self.waiting.setText(words)
        self.waiting.setVisible(bool(words))
        self._enable()

    def _enable(self) -> None:
        self.unlock_button.setEnabled(not self._is_busy and self._seconds <= 0)
        for part in (self.who, self.passphrase, self.recovery_button, self.other_button):
            part.setEnabled(not self._is_busy)

    def _lay_out(self) -> None:
        content = QWidget()
        content.setObjectName("scroll_content")
        self._form = QWidget()
        self._form_column = QVBoxLayout(self._form)
        self._form_column.setContentsMargins(0, 0, 0, 0)
        self._form_column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._fields = QVBoxLayout()
        self._form_column.addLayout(self._fields)
        self._acts = QHBoxLayout()
        self._acts.addWidget(self.unlock_button)
        self._acts.addWidget(self.recovery_button)
        self._acts.addStretch(1)
        for part in (self._who_label, self.who, self._passphrase_label, self.problem, self.passphrase):
            self._fields.addWidget(part)
        self._fields.addLayout(self._acts)
        self._fields.addWidget(self.waiting)
        self._other_row = QHBoxLayout()
        self._other_row.addWidget(self.other_button)
        self._other_row.addStretch(1)
        self._form_column.addLayout(self._other_row)
        self._line = _UprightLine()
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.addWidget(self._form, 0, Qt.AlignmentFlag.AlignTop)
        self._middle.addWidget(self._line)
        self._middle.addWidget(self.facts, 1, Qt.AlignmentFlag.AlignTop)
        self._head = QVBoxLayout()
        self._head.addWidget(self.product)
        self._head.addWidget(self.place)
        self._foot = QVBoxLayout()
        self._foot.addWidget(RulerOrnament())
        self._column = QVBoxLayout(content)
        self._column.addLayout(self._head)
        self._column.addSpacing(UNDER_THE_PLACE)
        self._column.addLayout(self._middle)
        self._column.addStretch(2)
        self._column.addLayout(self._foot)
        self._column.addStretch(1)
        scroll = ScrollArea()
        scroll.setObjectName("unlock_scroll")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        for hidden in (self.problem, self.waiting):
            hidden.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn_middle()

    def _turn_middle(self) -> None:
        """Put the facts under the form where they do not fit beside it."""
        px = current().px
        is_wide = self.width() - 2 * EDGE >= px(494 + 400)
        self._middle.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
        self._line.setVisible(is_wide)
        self._middle.setSpacing(px(50 if is_wide else Space.XXL))

    def _dress(self) -> None:
        px = current().px
        # A link's words stand inside its ring. It begins left of the one edge, so that its words stand on it like all others.
        inset = px(LINK_INSET)
        self._form.setFixedWidth(px(444) + inset)
        self._form_column.setSpacing(px(Space.XS))
        self._fields.setSpacing(px(Space.XS))
        self._head.setSpacing(px(Space.S))
        for layout in (self._fields, self._head, self._foot):
            layout.setContentsMargins(inset, 0, 0, 0)
        self.passphrase.edit.setFixedWidth(px(360))
        self.who.setFixedSize(px(360), px(Size.CONTROL_LARGE))
        self._acts.setSpacing(px(18))
        self._acts.setContentsMargins(0, px(Space.S), 0, px(Space.XS))
        self._passphrase_label.setContentsMargins(0, px(Space.L), 0, 0)
        self.waiting.setContentsMargins(0, px(Space.S), 0, 0)
        self._other_row.setContentsMargins(0, px(Space.S), 0, 0)
        self._column.setSpacing(px(Space.S))
        # What is white space at 100 % makes room for the words when they are larger.
        top = round(EDGE / current().scale ** 2)
        self._column.setContentsMargins(EDGE - inset, top, EDGE, px(Space.XXL))
        self._turn_middle()


class _Facts(QWidget):
    """A few rows of icon, words and value; spoken as one text."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(2, 1)
        self._facts: tuple[Fact, ...] = ()
        follow_theme(self, self._dress)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._facts = tuple(facts)
        for row, (icon, words, value) in enumerate(self._facts):
            self._grid.addWidget(_FactIcon(icon), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Words(words, TypeRole.BODY, Weight.MEDIUM), row, 1, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Words(value, TypeRole.BODY, ink="ink_2", wrap=True), row, 2, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(". ".join(f"{words}: {value}" for _, words, value in self._facts))

    def text(self) -> str:
        return self.accessibleName()

    def _dress(self) -> None:
        px = current().px
        self._grid.setHorizontalSpacing(px(Space.M))
        self._grid.setVerticalSpacing(px(Space.L))


class _FactIcon(QWidget):
    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        side = current().px(Size.ICON)
        return QSize(side + current().px(2), side + current().px(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        side = theme.px(Size.ICON)
        draw_icon(painter, self._icon, QRectF(0, 0, side, side), theme.color("ink_2"))
        painter.end()


class _UprightLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("line_strong"))
        painter.end()


def _label(text: str, buddy: QWidget) -> QLabel:
    label = Words(text, TypeRole.BODY, Weight.MEDIUM)
    label.setBuddy(buddy)
    return label
