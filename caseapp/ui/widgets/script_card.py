"""The card with the one sentence to say now, large enough to be read from a metre away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.ui.commands import shown_key
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Space, TypeRole, Weight
from caseapp.ui.widgets.strokes import Rule, rounded
from caseapp.ui.widgets.words import Words

TICK_KEY = "Ctrl+T"
SPOKEN_LINE_HEIGHT = 1.42


class ScriptCard(QWidget):
    """Say now: one sentence, and the tick that it was said.

    Signals:
        said: True when ticked, False when taken back.
    """

    said = Signal(bool)

    def __init__(self, *, name: str = "script_card", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._head = Words("", TypeRole.SMALL, Weight.SEMIBOLD, "accent")
        self._sentence = _Spoken()
        self.tick = QCheckBox(self.tr("I have said this"))
        self.tick.setObjectName(f"{name}_said")
        self.tick.setAccessibleName(self.tr("I have said this"))
        self._key = Words(shown_key(TICK_KEY), TypeRole.TINY, ink="ink_2")
        self._column = QVBoxLayout(self)
        self._top = QVBoxLayout()
        self._top.addWidget(self._head)
        self._top.addWidget(self._sentence)
        self._bottom = QHBoxLayout()
        self._bottom.addWidget(self.tick)
        self._bottom.addStretch(1)
        self._bottom.addWidget(self._key)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(0)
        foot.addWidget(Rule())
        foot.addLayout(self._bottom)
        self._column.addLayout(self._top)
        self._column.addWidget(self._foot)
        self.tick.toggled.connect(self.said)
        follow_theme(self, self._dress)

    def show_sentence(self, text: str, *, required: bool, said: bool = False, spoken: bool = True) -> None:
        """Show another sentence, with the consumer's chosen name filled in already. Tells nothing.

        Args:
            spoken: False for what is to be done and not said; there is nothing to tick then.
        """
        if spoken:
            self._head.setText(self.tr("Say now, required") if required else self.tr("Say now"))
        else:
            self._head.setText(self.tr("Do now"))
        self._foot.setVisible(spoken)
        self._sentence.set_text(text)
        self.tick.blockSignals(True)
        self.tick.setChecked(said)
        self.tick.blockSignals(False)
        self.tick.setAccessibleDescription(text)

    def text(self) -> str:
        return self._sentence.text

    def toggle_said(self) -> None:
        """Tick or untick; the page binds Ctrl+T to it."""
        self.tick.toggle()

    def _dress(self) -> None:
        px = current().px
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._top.setContentsMargins(px(Space.L), px(Space.M), px(Space.L), px(Space.XL))
        self._top.setSpacing(px(Space.S))
        self._bottom.setContentsMargins(px(14), px(8), px(12), px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), theme.px(Radius.CARD), theme.color("surface"), theme.color("line_strong"))
        painter.end()


class _Spoken(QWidget):
    """A sentence in the spoken role with its wide line height."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        follow_theme(self, self.updateGeometry)

    def set_text(self, text: str) -> None:
        self.text = text
        self.setAccessibleName(text)
        self.setMinimumHeight(self.heightForWidth(self.width()))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(len(self._lines(width)) * self._line_height()) + 1

    def _line_height(self) -> float:
        return current().px(17) * SPOKEN_LINE_HEIGHT

    def _lines(self, width: int) -> list[str]:
        metrics = current().metrics(TypeRole.SPOKEN, Weight.MEDIUM)
        lines: list[str] = []
        line = ""
        for word in self.text.split():
            longer = f"{line} {word}".strip()
            if line and metrics.horizontalAdvance(longer) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        return [*lines, line] if line else lines

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # No layout may squeeze the sentence: what is cut is not said.
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.setFont(theme.font(TypeRole.SPOKEN, Weight.MEDIUM))
        painter.setPen(theme.color("ink_1"))
        height = self._line_height()
        for index, line in enumerate(self._lines(self.width())):
            painter.drawText(QRectF(0, index * height, self.width() + height, height), line)
        painter.end()
