"""One part of Admin: a title, a sentence, a body that scrolls. `SidePanel` is a table with a form beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from caseapp.domain.errors import DomainError
from caseapp.services.changes import ChangeSet
from caseapp.services.desk import Desk
from caseapp.ui.admin.table_or_empty import TableOrEmpty
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space, TypeRole
from caseapp.ui.widgets.form import Form, FormProblems, FormRow, ProblemSummary
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.strokes import Rule
from caseapp.ui.widgets.table_view import Column, TableRow, TableView
from caseapp.ui.widgets.words import Words, page_title, panel_title


class AdminPanel(QWidget):
    """A part of Admin.

    Attributes:
        areas: areas of a `ChangeSet` that make it read again.
    """

    areas: frozenset[str] = frozenset()

    def __init__(self, office: Office, name: str, title: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.name = name
        self.title = title
        self.is_stale = True
        self.setObjectName(f"admin_{name}")
        self.setAccessibleName(title)
        self.sentence = Words(sentence, TypeRole.BODY, ink="ink_2", wrap=True)
        content = QWidget()
        content.setObjectName("scroll_content")
        self.body = QVBoxLayout(content)
        self.body.addWidget(page_title(title))
        self.body.addWidget(self.sentence)
        self._scroll = ScrollArea()
        self._scroll.setObjectName(f"admin_{name}_scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(content)
        self._foot: QHBoxLayout | None = None
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._scroll, 1)
        follow_theme(self, self._dress_body)

    def set_foot(self, part: QWidget) -> None:
        """Put an act under what scrolls, where it stays in view."""
        self._foot = QHBoxLayout()
        self._foot.addWidget(part)
        self._foot.addStretch(1)
        self._outer.addWidget(Rule())
        self._outer.addLayout(self._foot)
        self._dress_body()

    def concerns(self, change: ChangeSet) -> bool:
        return not self.areas.isdisjoint(change.areas)

    def reload(self) -> None:
        """Read again what is shown."""

    def primary(self) -> None:
        """Do the one act of this part; Ctrl+Enter does it."""

    def forget(self) -> None:
        """Drop what is shown and what was typed."""

    def first_focus(self) -> QWidget | None:
        return None

    def _dress_body(self) -> None:
        px = current().px
        self.body.setContentsMargins(px(Space.PAGE_LEFT), px(Space.XL), px(Space.PAGE_RIGHT), px(Space.XL))
        self.body.setSpacing(px(Space.M))
        if self._foot is not None:
            self._foot.setContentsMargins(px(Space.PAGE_LEFT), px(10), px(Space.PAGE_RIGHT), px(10))


class SidePanel(AdminPanel):
    """A table of things, and beside it the form of the one that is current or of a new one.

    Args:
        columns: of the table.
        table_label: accessible name of the table.
        add_text: words of the button that begins a new thing; empty when nothing can be added.
        save_text: words of the primary act.
    """

    def __init__(
        self, office: Office, name: str, title: str, sentence: str, *, columns: Sequence[Column], table_label: str, add_text: str,
        save_text: str,
    ) -> None:  # fmt: skip
        super().__init__(office, name, title, sentence)
        self.key: str | None = None
        self._is_new = False
        self.table = TableView(columns, name=f"admin_{name}_table", label=table_label, margin=0)
        self.table.row_shown.connect(self._show_row)
        self.table.row_opened.connect(lambda _key: self.go_to_form())
        self.form_title = panel_title()
        self.form_title.setWordWrap(True)
        self.summary = ProblemSummary()
        self.summary.setObjectName(f"admin_{name}_problems")
        self.form = Form()
        self.save_button = KeyButton(save_text, ButtonKind.PRIMARY, key="Ctrl+Return", name=f"admin_{name}_save", on_click=self.primary)
        self.problems: FormProblems | None = None
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.save_button)
        self._buttons.addStretch(1)
        self._side = QWidget()
        self._side_column = QVBoxLayout(self._side)
        self._side_column.setContentsMargins(0, 0, 0, 0)
        self._side_column.setAlignment(Qt.AlignmentFlag.AlignTop)
        for part in (self.form_title, self.summary, self.form):
            self._side_column.addWidget(part)
        self._side_column.addLayout(self._buttons)
        # What is left over goes under the button, which stays with its form.
        self._side_column.addStretch(1)
        self._left = QWidget()
        self._left_column = QVBoxLayout(self._left)
        self._left_column.setContentsMargins(0, 0, 0, 0)
        if add_text:
            add_button = KeyButton(add_text, icon="plus", name=f"admin_{name}_add", on_click=self.begin_new)
            self._left_column.addWidget(add_button, 0, Qt.AlignmentFlag.AlignLeft)
        # Here, beside the table: the form of a new thing stands next to it.
        empty = TableOrEmpty(
            self.table,
            icon="plus",
            title=self.tr("Nothing here yet"),
            sentence=self.tr("Fill in the form and save it; then it stands here."),
        )
        self._left_column.addWidget(empty, 1)
        self._split = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._split.addWidget(self._left, 1)
        self._split.addWidget(self._side)
        self.body.addLayout(self._split, 1)
        follow_theme(self, self._dress_side)

    # What a subclass says

    def fill(self, key: str | None) -> None:
        """Put the thing of this key into the form, or an empty one; None begins a new thing."""
        raise NotImplementedError

    # What it is given

    def add_rows(self, rows: Mapping[str, FormRow]) -> None:
        for row in rows.values():
            self.form.add(row)
        self.problems = FormProblems(self.summary, rows, self.office.messages, self)

    def add_button_beside_save(self, button: KeyButton) -> None:
        self._buttons.insertWidget(self._buttons.count() - 1, button)

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these rows; the one that was current stays, else the first one is. A new thing that is being typed stays too."""
        self.table.set_rows(rows)
        if self._is_new and rows:
            return
        keys = [row.key for row in rows]
        if self.key is not None and self.key in keys:
            self.table.show_key(self.key)
            self.show_form(self.key)
        elif keys:
            self.table.show_key(keys[0])
            self.show_form(str(keys[0]))
        else:
            self.begin_new()

    def begin_new(self) -> None:
        """Show the form of a new thing and put the focus into it."""
        self.table.clearSelection()
        self.show_form(None)
        self._is_new = True
        self.go_to_form()

    def show_form(self, key: str | None) -> None:
        self.key = key
        self._is_new = False
        self.clear_problems()
        self.fill(key)

    def clear_problems(self) -> None:
        if self.problems is not None:
            self.problems.clear()

    def go_to_form(self) -> None:
        target = self.first_field()
        if target is not None and target.isVisible():
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_field(self) -> QWidget | None:
        """Return the first field of the form."""
        return None

    def first_focus(self) -> QWidget | None:
        return self.table if self.table.table_model.rows else self.first_field()

    def save(self, work: Callable[[Desk], ChangeSet], told: str) -> None:
        """Do an act with what was typed; problems go to their fields."""

        def done(change: Any) -> None:
            self.clear_problems()
            self.saved()
            if isinstance(change, ChangeSet) and change.created_id is not None:
                self.key = change.created_id
                self._is_new = False
                if self.table.show_key(self.key):
                    self.show_form(self.key)
            self.office.messages.notice(told)

        self.office.run(self, work, done, self._failed)

    def saved(self) -> None:
        """Forget what must not stay in the form after it was saved."""

    def _failed(self, error: Exception) -> None:
        if self.problems is not None and isinstance(error, DomainError):
            self.problems.show(error)
        else:
            self.office.messages.show_trouble(error)

    def _show_row(self, key: object) -> None:
        self.show_form(str(key))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        px = current().px
        is_wide = self.width() >= px(Size.SIDE_FORM + 400)
        self._split.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
        self._side.setFixedWidth(
            px(Size.SIDE_FORM) if is_wide else max(px(240), self.width() - px(Space.PAGE_LEFT + Space.PAGE_RIGHT + 16))
        )
        self.table.setMinimumHeight(px(160 if is_wide else 240))

    def _dress_side(self) -> None:
        px = current().px
        self._split.setSpacing(px(Space.XXL))
        self._side_column.setSpacing(px(Space.M))
        self._left_column.setSpacing(px(Space.S))
        self._buttons.setSpacing(px(Space.S))
        self._turn()
