"""The dialog of an act that asks for something first: a reason, a day, a person's own words. One act, its fields, Go back.

It opens with `open`, never with `exec`, and goes away when the window locks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from caseapp.domain.errors import DomainError
from caseapp.services.desk import Desk
from caseapp.ui.office import Office
from caseapp.ui.theme import current
from caseapp.ui.tokens import Size, Space, TypeRole
from caseapp.ui.widgets.form import Form, FormProblems, FormRow, ProblemSummary, set_lines
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.strokes import Rule
from caseapp.ui.widgets.words import Words

Work = Callable[[Desk], Any]


def ask(
    office: Office,
    parent: QWidget | None,
    *,
    name: str,
    title: str,
    act_text: str,
    rows: Mapping[str, FormRow | Mapping[str, FormRow]],
    collect: Callable[[], Work],
    sentence: str = "",
    done: Callable[[Any], None] | None = None,
    told: str = "",
    destructive: bool = False,
) -> ActDialog:
    """Open the dialog of an act that has nothing but rows; see `ActDialog` and `ActDialog.open_for`.

    Args:
        rows: by the field that problems come to; several in one mapping stand beside each other.
        told: the notice afterwards, where nothing else is to be done.
    """
    dialog = ActDialog(office, name=name, title=title, sentence=sentence, act_text=act_text, destructive=destructive, parent=parent)
    for field, row in rows.items():
        if isinstance(row, FormRow):
            dialog.add(field, row)
        else:
            dialog.add_beside(row)
    dialog.open_for(collect, done or (lambda _result: office.messages.notice(told) if told else None))
    return dialog


def text_box(name: str, lines: int = 3) -> QPlainTextEdit:
    """Return a box for a person's own words."""
    box = QPlainTextEdit()
    box.setObjectName(name)
    set_lines(box, lines)
    return box


def ask_words(
    office: Office,
    parent: QWidget | None,
    *,
    name: str,
    title: str,
    act_text: str,
    box: str,
    label: str,
    work: Callable[[str], Work],
    field: str = "reason",
    lines: int = 3,
    hint: str = "",
    sentence: str = "",
    done: Callable[[Any], None] | None = None,
    told: str = "",
    destructive: bool = False,
) -> ActDialog:
    """Open the dialog of an act that asks for nothing but words, most often a reason.

    Args:
        box: object name of the box; lines: its height. label, hint: of its row.
        work: returns the service call for the words typed.
        field: the field that problems come to.
    """
    words = text_box(box, lines)
    return ask(
        office,
        parent,
        name=name,
        title=title,
        sentence=sentence,
        act_text=act_text,
        destructive=destructive,
        rows={field: FormRow(label, words, above=True, stretch=True, hint_text=hint)},
        collect=lambda: work(words.toPlainText()),
        done=done,
        told=told,
    )


class ActDialog(QDialog):
    """Title, one sentence, rows, and the act. Problems of the act come back to their rows; the text typed stays.

    Args:
        name: prefix of the object names: ``<name>_dialog``, ``<name>_act``, ``<name>_go_back``.
        collect: returns the service call for what was typed; may raise `DomainError` for a row.
    """

    def __init__(
        self,
        office: Office,
        *,
        name: str,
        title: str,
        sentence: str,
        act_text: str,
        destructive: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.office = office
        self._rows: dict[str, FormRow] = {}
        self._collect: Callable[[], Work] | None = None
        self._done: Callable[[Any], None] | None = None
        self._problems: FormProblems | None = None
        self._is_busy = False
        px = current().px
        self.setObjectName(f"{name}_dialog")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        content = self._content = QWidget()
        content.setObjectName("scroll_content")
        self._body = QVBoxLayout(content)
        self._body.setContentsMargins(px(18), px(20), px(18), px(18))
        self._body.setSpacing(px(Space.M))
        self._body.addWidget(Words(title, TypeRole.HEADING, wrap=True))
        if sentence:
            self._body.addWidget(Words(sentence, ink="ink_2", wrap=True))
        self.summary = ProblemSummary()
        self._body.addWidget(self.summary)
        self._form = Form()
        self._body.addWidget(self._form)
        self._body.addStretch(1)
        scroll = ScrollArea()
        scroll.setObjectName(f"{name}_scroll")
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll = scroll
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addWidget(Rule())
        buttons = QHBoxLayout()
        buttons.setContentsMargins(px(18), px(16), px(18), px(16))
        buttons.setSpacing(px(Space.S))
        buttons.addStretch(1)
        self.go_back = KeyButton(self.tr("Go back"), key="Esc", name=f"{name}_go_back", on_click=self.reject)
        kind = ButtonKind.DESTRUCTIVE if destructive else ButtonKind.PRIMARY
        self.act = KeyButton(act_text, kind, key="Ctrl+Return", name=f"{name}_act", on_click=self.do_it)
        buttons.addWidget(self.go_back)
        buttons.addWidget(self.act)
        outer.addLayout(buttons)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.do_it)
        office.desk_changed.connect(self._close_when_locked)

    def add(self, field: str, row: FormRow) -> FormRow:
        """Add a row; problems with this field name come to it."""
        self._rows[field] = row
        self._form.add(row)
        return row

    def add_beside(self, rows: Mapping[str, FormRow], shares: tuple[int, ...] = ()) -> None:
        """Add short fields that stand beside each other.

        Args:
            shares: of the width, one for each row; equal when left out.
        """
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(current().px(Space.M))
        for row, share in zip(rows.values(), shares or (1,) * len(rows), strict=True):
            # At the foot, so that fields stay in one line when one of them has a problem over it.
            layout.addWidget(row, share, Qt.AlignmentFlag.AlignBottom)
        self._rows.update(rows)
        self._form.add(line)

    def add_words(self, words: QWidget) -> None:
        """Add something that is read, not filled in."""
        self._form.add(words)

    def open_for(self, collect: Callable[[], Work], done: Callable[[Any], None] | None = None) -> None:
        """Open; the act runs what `collect` returns, then closes and calls `done` with the result."""
        self._collect, self._done = collect, done
        self._problems = FormProblems(self.summary, self._rows, self.office.messages, self)
        self._fit()
        self.open()
        self._fit()  # once more: rows know their height only when they are shown
        first = next(iter(self._rows.values()), None)
        (first.field if first is not None else self.act).setFocus(Qt.FocusReason.OtherFocusReason)

    def do_it(self) -> None:
        """Do the act with what was typed."""
        if self._collect is None or self._is_busy:
            return
        try:
            work = self._collect()
        except DomainError as error:
            self._refused(error)
            return
        self._is_busy = True
        self.office.run(self, work, self._succeeded, self._refused)

    def _succeeded(self, result: Any) -> None:
        done = self._done
        self.accept()
        if done is not None:
            done(result)

    def _refused(self, error: Exception) -> None:
        self._is_busy = False
        if isinstance(error, DomainError) and self._problems is not None:
            self._problems.show(error)
            self._fit()
        else:
            self.office.messages.show_trouble(error)

    def _close_when_locked(self) -> None:
        if self.office.desk is None:
            self.reject()

    def _fit(self) -> None:
        """Be as high as the rows need, and no higher than the window."""
        px = current().px
        parent = self.parentWidget()
        window = parent.window() if parent is not None else None
        wide = px(Size.DIALOG) + px(40)
        tall = 768 - px(40)
        if window is not None:
            wide, tall = min(wide, window.width() - 20), window.height() - px(40)
        for part in self._content.findChildren(QWidget):
            part.ensurePolished()
        self._body.activate()
        needed = self._body.totalHeightForWidth(wide) if self._body.hasHeightForWidth() else self._body.totalSizeHint().height()
        self.resize(wide, max(px(150), min(tall, needed + self.act.sizeHint().height() + px(34))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("raised"))
        painter.end()
