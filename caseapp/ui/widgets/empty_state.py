"""An empty list: what it is for, why it is empty, one way on. "Nothing yet" and "filtered to nothing" are different texts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from caseapp.ui.icons import draw_icon
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Size, Space, TypeRole, Weight
from caseapp.ui.widgets.key_button import KeyButton
from caseapp.ui.widgets.strokes import rounded
from caseapp.ui.widgets.words import Words


class EmptyState(QWidget):
    """Icon, title, one sentence, at most one default button."""

    def __init__(
        self,
        *,
        icon: str,
        title: str,
        sentence: str,
        act_text: str = "",
        act_key: str = "",
        on_act: Callable[[], None] | None = None,
        name: str = "empty_state",
        framed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._framed = framed
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._icon = _Icon(icon)
        self._title = Words(title, TypeRole.WORDS, Weight.SEMIBOLD)
        self._sentence = Words(sentence, ink="ink_2", wrap=True)
        self._act = KeyButton(act_text, key=act_key, name=f"{name}_act", on_click=on_act)
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        self._column.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self._title, self._sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._column.addWidget(words)
        self._column.addWidget(self._act, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self._show_act(act_text)
        follow_theme(self, self._dress)

    def set_texts(self, *, icon: str, title: str, sentence: str, act_text: str = "", act_key: str = "") -> None:
        """Say something else, for example that a filter hides what there is."""
        self._icon.set_icon(icon)
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._act.setText(act_text)
        self._act.set_key(act_key)
        self._show_act(act_text)

    def _show_act(self, text: str) -> None:
        self._act.setVisible(bool(text))
        self._act.setFocusPolicy(Qt.FocusPolicy.StrongFocus if text else Qt.FocusPolicy.NoFocus)

    @property
    def title_label(self) -> QLabel:
        return self._title

    def _dress(self) -> None:
        px = current().px
        self._column.setContentsMargins(px(Space.XL), px(Space.L), px(Space.XL), px(Space.L))
        self._column.setSpacing(px(Space.S))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._framed:
            theme = current()
            painter = QPainter(self)
            rounded(painter, QRectF(self.rect()), theme.px(Radius.CARD), theme.color("pane"), theme.color("line"))
            painter.end()


class _Icon(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        follow_theme(self, self.updateGeometry)

    def set_icon(self, name: str) -> None:
        self._name = name
        self.update()

    def sizeHint(self) -> QSize:
        side = current().px(Size.ICON_EMPTY)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, self._name, QRectF(self.rect()), current().color("ink_2"))
        painter.end()
