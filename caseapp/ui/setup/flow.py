"""Pages one after another, with Back and Next at the foot; Back always works and loses nothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.ui.office import Office
from caseapp.ui.setup.step import Step
from caseapp.ui.setup.unlock_view import EDGE
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space, TypeRole, Weight
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.strokes import hairline
from caseapp.ui.widgets.words import Words


class Flow(QWidget):
    """Steps, of which one is shown.

    Args:
        edge: room left and right in pixels, whatever the text size.

    Signals:
        left: Back was chosen on the first page.
    """

    left = Signal()

    def __init__(self, office: Office, steps: Sequence[Step], *, name: str, edge: int = EDGE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.setObjectName(name)
        self.steps = tuple(steps)
        self.at = 0
        self._edge = edge
        self.may_leave = False
        self._is_busy = False
        content = QWidget()
        content.setObjectName("scroll_content")
        # Side by side, of which one is shown: a row gives a page its greatest width before it asks how high its lines are.
        self._content = QHBoxLayout(content)
        for step in self.steps:
            self._content.addWidget(step, 100, Qt.AlignmentFlag.AlignTop)
            step.hide()
        self._content.addStretch(1)
        self._scroll = ScrollArea()
        self._scroll.setObjectName(f"{name}_scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(content)
        self.back_button = KeyButton(self.tr("Back"), icon="arrow-left", key="Alt+Left", name=f"{name}_back", on_click=self.back)
        self.next_button = KeyButton("", ButtonKind.PRIMARY, key="Ctrl+Return", name=f"{name}_next", on_click=self.next)
        self.count = Words("", TypeRole.BODY, ink="ink_2")
        self.count.setObjectName(f"{name}_count")
        self.busy_words = Words("", TypeRole.BODY, Weight.MEDIUM, "accent")
        self.busy_words.setObjectName(f"{name}_busy")
        self._foot = _Foot()
        self._foot_row = QHBoxLayout(self._foot)
        for part in (self.next_button, self.back_button, self.busy_words):
            self._foot_row.addWidget(part)
        self._foot_row.addStretch(1)
        self._foot_row.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._foot)
        for key, act in (("Ctrl+Return", self.next), ("Ctrl+Enter", self.next), ("Alt+Left", self.back)):
            shortcut = QShortcut(QKeySequence(key), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        follow_theme(self, self._dress)

    @property
    def step(self) -> Step:
        return self.steps[self.at]

    @property
    def is_busy(self) -> bool:
        return self._is_busy

    def go(self, index: int) -> None:
        """Show a page and put the focus into its first field."""
        self.step.hide()
        self.at = index
        step = self.step
        step.show()
        self.next_button.setText(step.next_text or self.tr("Next"))
        self.count.setText(self.tr("Page {at} of {all}").format(at=index + 1, all=len(self.steps)))
        self.back_button.setVisible(index > 0 or self.may_leave)
        self._scroll.verticalScrollBar().setValue(0)
        step.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def next(self) -> None:
        """Look at what was typed, then do what leads to the next page."""
        if not self._is_busy and self.step.check():
            self.advance(self.at)

    def back(self) -> None:
        if self._is_busy:
            return
        self.step.show_error(None)
        if self.at > 0:
            self.go(self.at - 1)
        elif self.may_leave:
            self.left.emit()

    def advance(self, at: int) -> None:
        """Do what leads from a page to the next; the last page overrides this."""
        self.go(at + 1)

    def set_busy(self, words: str) -> None:
        """Say what is being done, or with an empty text that it is done. Meanwhile nothing can be typed."""
        self._is_busy = bool(words)
        self.busy_words.setText(words)
        for part in (self.step, self.next_button, self.back_button):
            part.setEnabled(not self._is_busy)
        if not self._is_busy:
            self.step.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Drop everything that was typed and must not stay in memory or on the screen."""
        for step in self.steps:
            step.forget()

    def _dress(self) -> None:
        px = current().px
        self._content.setContentsMargins(self._edge, px(Space.XL), px(Space.PAGE_RIGHT), px(Space.XL))
        self._foot_row.setContentsMargins(self._edge, px(Space.M), self._edge, px(Space.M))
        self._foot_row.setSpacing(px(Space.M))


class _Foot(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("chrome"))
        hairline(painter, 0, 0, self.width(), current().color("line_strong"))
        painter.end()
