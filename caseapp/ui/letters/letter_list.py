"""The list of letters: what waits for whom, in tabs with counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.letters import LetterState
from caseapp.domain.operators import Act, Role, may
from caseapp.services.desk import Desk
from caseapp.services.views import LetterEntry
from caseapp.ui import qt_dates
from caseapp.ui.labels import label
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space, TypeRole, Weight
from caseapp.ui.widgets.deadline_pill import Pill, PillState, pill_for
from caseapp.ui.widgets.empty_state import EmptyState
from caseapp.ui.widgets.key_button import KeyButton
from caseapp.ui.widgets.painted_text import text_width
from caseapp.ui.widgets.table_view import Cell, Column, TableRow, TableView
from caseapp.ui.widgets.tabs import Tab, TextTabs
from caseapp.ui.widgets.words import hint, page_title

LISTS = ("to_approve", "drafts", "approved", "issued", "returned")
WIDE = 980
KIND, STATE = 176, 200
OTHERS = 340
"""Width of number, format and day."""
KIND_LEAST, STATE_LEAST = 86, 172
"""The same where the text is large: a name is what a letter is known by."""
COUNTED = frozenset({"to_approve", "drafts", "approved", "returned"})


def read_lists(desk: Desk) -> dict[str, tuple[LetterEntry, ...]]:
    """Read every list of the page."""
    return {only: desk.queries.letters(only=only) for only in LISTS}


class LetterList(QWidget):
    """Tabs over one table.

    Signals:
        opened: id of the letter that was chosen.
    """

    opened = Signal(str)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._lists: dict[str, tuple[LetterEntry, ...]] = {}
        self.title = page_title(self.tr("Letters"))
        self.tabs = TextTabs(self._tabs(), name="letters_tabs", label=self.tr("Letters"), margin=Space.PAGE_LEFT)
        self.table = TableView(self._columns(), name="letters_table", label=self.tr("Letters"))
        self.nothing = EmptyState(icon="envelope-simple-open", title="", sentence="", name="letters_none")
        self.keys = hint(self.tr("Enter opens a letter. Ctrl+J goes to the next one from there, Esc comes back."))
        self.keys.setWordWrap(True)
        self.nothing.setMinimumHeight(1)  # it gives way before the window has to grow
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        head = QHBoxLayout()
        self.templates = KeyButton(
            self.tr("Letter templates"), name="letters_templates", icon="file-text", on_click=lambda: office.navigate("templates")
        )
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.templates)
        foot = QHBoxLayout()
        foot.addWidget(self.keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        self._head, self._foot = head, foot
        self.tabs.tab_changed.connect(self._show_tab)
        self.table.row_opened.connect(self._open)
        follow_theme(self, self._dress)

    @property
    def ids(self) -> tuple[str, ...]:
        """Letters of the tab in front, in the order of the list."""
        return tuple(entry.letter_id for entry in self._lists.get(self.tabs.current, ()))

    def show_lists(self, lists: dict[str, tuple[LetterEntry, ...]]) -> None:
        """Show what was read."""
        self._lists = lists
        self.templates.setVisible(may(self.office.roles, Act.READ_TEMPLATES))
        self.tabs.set_tabs(self._tabs())
        self._show_tab(self.tabs.current)

    def forget(self) -> None:
        self._lists = {}
        self.table.set_rows(())
        self.tabs.set_tabs(self._tabs())

    def choose_tab(self, tab: str) -> None:
        """Bring a tab to the front."""
        if tab in LISTS and tab != self.tabs.current:
            self.tabs.set_current(tab)

    def open_current(self) -> None:
        """Open the letter on which the list stands, or the first one."""
        key = self.table.current_key or next(iter(self.ids), None)
        self._open(key)

    def neighbour(self, letter_id: str, step: int) -> str | None:
        """Return the letter before or after one in the list, or the first when it is in the list no more."""
        ids = self.ids
        if letter_id not in ids:
            return ids[0] if ids else None
        at = ids.index(letter_id) + step
        return ids[at] if 0 <= at < len(ids) else None

    def _open(self, key: object) -> None:
        if isinstance(key, str):
            self.table.show_key(key)
            self.opened.emit(key)

    def _tabs(self) -> list[Tab]:
        words = {
            "to_approve": self.tr("To approve"),
            "drafts": self.tr("Drafts"),
            "approved": self.tr("Approved"),
            "issued": self.tr("Sent"),
            "returned": self.tr("Returned"),
        }
        order = LISTS if Role.PRIVACY_OFFICER in self.office.roles else ("drafts", "to_approve", "approved", "issued", "returned")
        return [Tab(id=only, text=words[only], count=len(self._lists.get(only, ())) if only in COUNTED else None) for only in order]

    def _columns(self) -> list[Column]:
        return [
            Column(id="kind", title=self.tr("Letter"), width=KIND, heavy=True),
            Column(id="name", title=self.tr("Consumer")),
            Column(id="number", title=self.tr("Case"), width=120, may_shorten=False),
            Column(id="format", title=self.tr("Format"), width=110),
            Column(id="written", title=self.tr("Written"), width=110),
            Column(id="state", title=self.tr("Where it stands"), width=STATE, may_shorten=False),
        ]

    def _show_tab(self, tab: str) -> None:
        entries = self._lists.get(tab, ())
        self.table.set_rows(self._rows(tab, entries))
        if not entries:
            title, sentence = self._empty_words(tab)
            self.nothing.set_texts(icon="envelope-simple-open", title=title, sentence=sentence)
        self._stack.setCurrentWidget(self.table if entries else self.nothing)
        self._arrange()

    def _rows(self, tab: str, entries: Sequence[LetterEntry]) -> list[TableRow]:
        desk = self.office.desk
        if desk is None:
            return []
        zone = desk.business_zone
        return [
            TableRow(
                key=entry.letter_id,
                cells=(
                    label(entry.kind),
                    entry.name,
                    entry.number,
                    label(entry.format),
                    qt_dates.short_date(qt_dates.local(entry.prepared_at, zone).date()),
                    self._state(tab, entry),
                ),
            )
            for entry in entries
        ]

    def _state(self, tab: str, entry: LetterEntry) -> Cell:
        if tab == "returned":
            return Cell(pill=Pill(state=PillState.THREE_DAYS, text=self.tr("Came back")))
        if entry.is_outdated:
            return Cell(pill=Pill(state=PillState.OVERDUE, text=self.tr("Older than its case")))
        if entry.dispatched_on is not None:
            return Cell(text=self.tr("Sent {day}").format(day=qt_dates.day_date(entry.dispatched_on)), is_done=True)
        if tab == "approved" and entry.in_queue:
            return Cell(text=self.tr("In the print queue"), is_done=True)
        if entry.state is LetterState.ISSUED:
            return Cell(text=self.tr("In batch {number}").format(number=entry.batch_number))
        desk = self.office.desk
        if desk is None or entry.plan_by_on is None:
            return Cell(text="")
        return Cell(pill=pill_for(desk.today(), plan_by_on=entry.plan_by_on, last_day_on=entry.last_day_on))

    def _empty_words(self, tab: str) -> tuple[str, str]:
        return {
            "to_approve": (self.tr("Nothing to approve"), self.tr("Letters show up here when somebody sends them for approval.")),
            "drafts": (self.tr("No drafts"), self.tr("Begin a letter from its case: a receipt, a question, or the answer.")),
            "approved": (self.tr("Nothing approved is waiting"), self.tr("Approved letters wait here until they are printed or sent.")),
            "issued": (self.tr("Nothing was sent yet"), self.tr("Letters show up here when they were given to the mail room or sent.")),
            "returned": (self.tr("No returned mail"), self.tr("Record a letter that came back on its page, or in the print queue.")),
        }[tab]

    def _dress(self) -> None:
        px = current().px
        self._head.setContentsMargins(px(Space.PAGE_LEFT), px(18), px(Space.PAGE_RIGHT), px(10))
        self._foot.setContentsMargins(px(Space.PAGE_LEFT), px(8), px(Space.PAGE_RIGHT), px(10))
        self._arrange()

    def _arrange(self) -> None:
        """Leave out what a person needs least where the text is large, and give the names what room they need."""
        px = current().px
        is_wide = self.width() >= px(WIDE)
        columns = {column.id: at for at, column in enumerate(self.table.table_model.columns)}
        for name in ("format", "written", "number"):
            self.table.setColumnHidden(columns[name], not is_wide)
        widths = {"kind": max(px(KIND + self.table.margin), self._widest_kind()), "state": px(STATE)}
        if is_wide:
            rest = self.table.viewport().width() - widths["state"] - px(OTHERS) - self._widest_name()
            widths["kind"] = min(widths["kind"], max(px(KIND + self.table.margin), rest))
        else:
            widths["state"] = px(STATE_LEAST)
            rest = self.table.viewport().width() - widths["state"] - self._widest_name()
            widths["kind"] = min(widths["kind"], max(px(KIND_LEAST + self.table.margin), rest))
        for name, width in widths.items():
            self.table.setColumnWidth(columns[name], width)

    def _widest_kind(self) -> int:
        font, entries = current().font(TypeRole.BODY, Weight.SEMIBOLD), self._lists.get(self.tabs.current, ())
        widest = max((text_width(label(entry.kind), font) for entry in entries), default=0)
        return round(widest) + current().px(self.table.margin + 18)

    def _widest_name(self) -> int:
        font, entries = current().font(), self._lists.get(self.tabs.current, ())
        return round(max((text_width(entry.name, font) for entry in entries), default=0)) + current().px(18)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
