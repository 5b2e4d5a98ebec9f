"""The left pane: saved view, filter, and the cases of the view, read page by page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.operators import Act, Role
from caseapp.domain.request_type import RequestType
from caseapp.services.desk import Desk
from caseapp.services.views import CaseListPage, CaseRow, CaseView, PageKey
from caseapp.ui.cases.case_lines import Onlooker, lines_of
from caseapp.ui.cases.view_title import ViewTitle
from caseapp.ui.labels import label, short_type
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size
from caseapp.ui.widgets.case_list_view import CaseListView
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.empty_state import EmptyState
from caseapp.ui.widgets.key_button import IconButton
from caseapp.ui.widgets.strokes import vertical_hairline

PAGE_ROWS = 100
RELOADED_MAX = 2000
"""A list that was read farther than this is read again only so far; the rest comes by scrolling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuestion:
    """What is listed: a view, narrowed to a text and a right."""

    view: CaseView
    text: str = ""
    type: RequestType | None = None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.text) or self.type is not None

    def ask(self, desk: Desk, after: PageKey | None, limit: int = PAGE_ROWS) -> CaseListPage:
        return desk.queries.case_list(
            self.view,
            today=desk.today(),
            operator_id=desk.operator.id,
            types=(self.type,) if self.type is not None else (),
            text=self.text,
            after=after,
            limit=limit,
        )


def first_view(roles: frozenset[Role]) -> CaseView:
    """Return the view a role begins with."""
    return CaseView.NEXT_10_DAYS if Role.PRIVACY_OFFICER in roles else CaseView.OPEN


class CaseListPane(QWidget):
    """A list that asks the store for what it shows; nothing is sorted or filtered here.

    Signals:
        case_shown: id of the case that is current in the list.
        case_opened: id of the case that was entered.
        view_chosen: the `CaseView` chosen by the person.
    """

    case_shown = Signal(str)
    case_opened = Signal(str)
    view_chosen = Signal(object)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._question = ListQuestion(view=first_view(office.roles))
        self._rows: tuple[CaseRow, ...] = ()
        self._next: PageKey | None = None
        self._serial = 0
        self._is_wide = False
        self._marked = ""
        self.setObjectName("cases_pane")
        self.title = ViewTitle(tuple(CaseView))
        self.title.view_chosen.connect(self.view_chosen)
        self.filter_button = IconButton(
            "funnel-simple", self.tr("Filter this list"), name="cases_filter_button", key="F3", on_click=self.open_filter
        )
        self.filter = QLineEdit()
        self.filter.setObjectName("cases_filter")
        self.filter.setAccessibleName(self.tr("Filter this list"))
        self.filter.setPlaceholderText(self.tr("Name, number, phone"))
        self.filter.setClearButtonEnabled(False)
        self.type_filter = ChoiceBox(
            ((None, self.tr("All rights")), *((kind, short_type(kind)) for kind in RequestType)),
            name="cases_type_filter",
            label=self.tr("Right"),
        )
        self.filter_row = QWidget()
        narrow = self._narrow_line = QHBoxLayout(self.filter_row)
        narrow.setContentsMargins(0, 0, 0, 0)
        narrow.addWidget(self.filter, 3)
        narrow.addWidget(self.type_filter, 2)
        self.filter_row.hide()
        self.list = CaseListView(name="cases_list", label=self.tr("Cases"), asks_dates=True)
        self.empty = EmptyState(
            icon="tray", title="", sentence="", act_text=self.tr("Clear filter"), on_act=self.clear_filter, name="cases_empty"
        )
        self._middle = QStackedWidget()
        self._middle.addWidget(self.list)
        self._middle.addWidget(self.empty)
        head = self._head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.filter_button)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addWidget(self.filter_row)
        self._column.addWidget(self._middle, 1)
        self._connect()
        follow_theme(self, self._dress)

    @property
    def view(self) -> CaseView:
        return self._question.view

    @property
    def current_case(self) -> str | None:
        key = self.list.current_key
        return str(key) if key is not None else None

    def show_view(self, view: CaseView) -> None:
        """List another view from its beginning; the filter is dropped."""
        if self._question.is_narrowed:
            self._blank_filter()
        self._question = ListQuestion(view=view)
        self.list.scrollToTop()
        self._read_first_page()

    def reload(self) -> None:
        """Read again what is listed, as far as it was read. What was current stays current."""
        self._read(min(max(PAGE_ROWS, len(self._rows)), RELOADED_MAX))

    def _read_first_page(self) -> None:
        self.title.show_view(self._question.view, None)
        self._read(PAGE_ROWS)

    def _read(self, limit: int) -> None:
        self._serial += 1
        serial, question = self._serial, self._question

        def done(found: tuple[CaseListPage, date]) -> None:
            if serial == self._serial:
                page, today = found
                self._rows = page.rows
                self._take(page, today)

        self._office.run(self, lambda desk: (question.ask(desk, None, limit), desk.today()), done, key="first_page")

    def read_more(self) -> None:
        """Read the next page, when there is one."""
        if self._next is None:
            return
        serial, question, after = self._serial, self._question, self._next
        self._next = None

        def done(found: tuple[CaseListPage, date]) -> None:
            if serial == self._serial:
                page, today = found
                self._rows = (*self._rows, *page.rows)
                self._take(page, today)

        self._office.run(self, lambda desk: (question.ask(desk, after), desk.today()), done)

    def set_counts(self, counts: Mapping[CaseView, int]) -> None:
        self.title.set_counts(counts)

    def open_filter(self) -> None:
        """Show the filter and put the focus into it."""
        self.filter_row.show()
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def clear_filter(self) -> None:
        """Drop the filter, hide it, and go back to the list."""
        was_narrowed = self._question.is_narrowed
        self._blank_filter()
        self.filter_row.hide()
        if was_narrowed:
            self._question = ListQuestion(view=self._question.view)
            self._read_first_page()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Drop all rows."""
        self._serial += 1
        self._rows = ()
        self._next = None
        self._marked = ""
        self.list.may_be_empty_handed = False
        self.list.set_rows(())
        self._blank_filter()
        self.filter_row.hide()
        self._question = ListQuestion(view=self._question.view)
        self.title.show_view(self._question.view, None)

    def go(self, step: int) -> None:
        """Go to the next or previous case from anywhere on the page."""
        self.list.go(step)

    def _connect(self) -> None:
        self.list.row_shown.connect(lambda key: self.case_shown.emit(str(key)))
        self.list.row_opened.connect(lambda key: self.case_opened.emit(str(key)))
        self.list.end_reached.connect(self.read_more)
        self.filter.textEdited.connect(lambda _text: self._narrow())
        self.type_filter.chosen_changed.connect(lambda _value: self._narrow())
        self.filter.installEventFilter(self)
        self.type_filter.installEventFilter(self)

    def _narrow(self) -> None:
        chosen = self.type_filter.chosen()
        self._question = ListQuestion(
            view=self._question.view, text=self.filter.text().strip(), type=RequestType(str(chosen)) if chosen else None
        )
        self._read_first_page()

    def _blank_filter(self) -> None:
        self.filter.clear()
        self.type_filter.set_chosen(None)

    def _take(self, page: CaseListPage, today: date) -> None:
        desk = self._office.desk
        if desk is None:
            return
        self._next = page.next_key
        onlooker = Onlooker(operator_id=desk.operator.id, sees_names=desk.operator.may(Act.SEE_NAMES))
        own_drafts = self._question.view is CaseView.MY_DRAFTS
        lines = lines_of(self._rows, today, onlooker, is_complete=page.next_key is None, own_drafts=own_drafts)
        shown = self.list.row_model.rows
        if shown and lines[: len(shown)] == shown:
            self.list.append_rows(lines[len(shown) :])
        else:
            self.list.set_rows(lines)
        self.title.show_view(self._question.view, page.total)
        self._show_emptiness(is_empty=not self._rows)
        self._mark()

    def mark_case(self, case_id: str) -> None:
        """Make the row of a case current, now or when it comes with a page; nothing is told."""
        self._marked = case_id
        self._mark()

    def _mark(self) -> None:
        if self._marked:
            if self.list.current_key == self._marked or self.list.mark_key(self._marked):
                self.list.may_be_empty_handed = False
            else:
                # The case that is shown is not in this view: no other row may pass for it, nor open by getting the focus.
                self.list.show_none()
        elif self._rows and self.list.hasFocus():
            if self.list.current_key is None:
                self.list.go(1)
            else:
                self.case_shown.emit(str(self.list.current_key))

    def _show_emptiness(self, *, is_empty: bool) -> None:
        self._middle.setCurrentWidget(self.empty if is_empty else self.list)
        if not is_empty:
            return
        words = label(self._question.view)
        if self._question.is_narrowed:
            self.empty.set_texts(
                icon="funnel-simple",
                title=self.tr("No case matches this filter"),
                sentence=self.tr("Nothing in the view “{view}” matches. Ctrl+K searches all cases.").format(view=words),
                act_text=self.tr("Clear filter"),
                act_key="Esc",
            )
        else:
            self.empty.set_texts(
                icon="tray",
                title=self.tr("No case in this view"),
                sentence=self.tr("Cases show up in “{view}” as soon as there are some. Choose another view above.").format(view=words),
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.clear_filter()
                return True
            if watched is self.filter and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def set_wide(self, wide: bool) -> None:
        """Take all the width there is, because the case is not beside the list now."""
        self._is_wide = wide
        self.setMinimumWidth(0 if wide else current().px(Size.CASE_LIST) + 1)
        self.setMaximumWidth(16_777_215 if wide else current().px(Size.CASE_LIST) + 1)

    def _dress(self) -> None:
        px = current().px
        self.set_wide(self._is_wide)
        self._column.setContentsMargins(0, px(8), 1, 0)
        self._column.setSpacing(px(6))
        self._head.setContentsMargins(px(10), 0, px(10), 0)
        self._narrow_line.setContentsMargins(px(18), 0, px(18), px(4))
        self._narrow_line.setSpacing(px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("pane"))
        vertical_hairline(painter, self.width() - 1, 0, self.height(), theme.color("line_strong"))
        painter.end()
