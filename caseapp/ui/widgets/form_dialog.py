"""A short form over the page: an act that needs a date, a reason or a choice first. It stays open until the act is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from caseapp.ui.theme import current
from caseapp.ui.tokens import Size, Space, TypeRole
from caseapp.ui.widgets.form import Form, FormProblems, FormRow, ProblemSummary, SentenceSource
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.strokes import Rule
from caseapp.ui.widgets.words import Words


class FormDialog(QDialog):
    """Title, one sentence, rows, then Go back and the act. Opened with `open()`, never with `exec()`.

    `on_act` does the act; the page closes the dialog with `accept()` when it is done, or calls `show_problem`.

    Args:
        rows: field name of the domain's errors -> its row, in order.
        act_text: what the button does, as a verb.
    """

    def __init__(
        self,
        title: str,
        sentence: str,
        rows: Mapping[str, FormRow],
        act_text: str,
        on_act: Callable[[], None],
        sentences: SentenceSource,
        *,
        name: str,
        destructive: bool = False,
        others: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        px = current().px
        self.setMinimumWidth(px(Size.DIALOG))
        self._on_act = on_act
        self._rows = dict(rows)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        content = QWidget()
        content.setObjectName("scroll_content")
        body = QVBoxLayout(content)
        body.setContentsMargins(px(18), px(20), px(18), px(18))
        body.setSpacing(px(Space.M))
        self.summary = ProblemSummary()
        body.addWidget(Words(title, TypeRole.HEADING, wrap=True))
        body.addWidget(Words(sentence, ink="ink_2", wrap=True))
        body.addWidget(self.summary)
        form = Form()
        for row in (*self._rows.values(), *others):
            form.add(row)
        body.addWidget(form)
        body.addStretch(1)
        self._body = body
        self._scroll = ScrollArea()
        self._scroll.setObjectName(f"{name}_scroll")
        self._scroll.setWidget(content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(Rule())
        buttons = QHBoxLayout()
        buttons.setContentsMargins(px(18), px(16), px(18), px(16))
        buttons.setSpacing(px(Space.S))
        buttons.addStretch(1)
        kind = ButtonKind.DESTRUCTIVE if destructive else ButtonKind.PRIMARY
        self.go_back = KeyButton(self.tr("Go back"), key="Esc", name=f"{name}_go_back", on_click=self.reject)
        self.act = KeyButton(act_text, kind, key="Ctrl+Return", name=f"{name}_act", on_click=self.do_act)
        buttons.addWidget(self.go_back)
        buttons.addWidget(self.act)
        outer.addLayout(buttons)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.do_act)
        self._problems = FormProblems(self.summary, self._rows, sentences, self)
        first = next(iter(self._rows.values()), None)
        if first is not None:
            first.focus_field()

    def do_act(self) -> None:
        """Do the act with what is typed now."""
        self._problems.clear()
        self._on_act()

    def show_problem(self, error: BaseException) -> None:
        """Show why the act was refused; what was typed stays."""
        self._problems.show(error)
        self._fit()

    def fit_rows(self) -> None:
        """Be as high as the rows need, once those that were shown or hidden have told their layouts."""
        QTimer.singleShot(0, self, self._fit)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    def _fit(self) -> None:
        """Be as high as the rows and their problems need, and no higher than the window; large text scrolls."""
        px = current().px
        parent = self.parentWidget()
        room = parent.window().height() - px(40) if parent is not None else 768
        wide = max(self.minimumWidth(), self.minimumSizeHint().width(), self._body.minimumSize().width())
        self._body.activate()
        needed = self._body.totalHeightForWidth(wide) if self._body.hasHeightForWidth() else self._body.totalSizeHint().height()
        self.resize(wide, min(room, needed + self.act.sizeHint().height() + px(34)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("raised"))
        painter.end()
