"""Retention: records past the day until which they are kept. One administrator puts them forward, another destroys them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from caseapp.domain.operators import SecondPersonAct
from caseapp.services.changes import ChangeSet
from caseapp.services.desk import Desk
from caseapp.services.policies import policy_table
from caseapp.services.retention import destroy_records, keep_longer, put_forward, retention_due
from caseapp.services.views import RetentionEntry
from caseapp.ui import qt_dates
from caseapp.ui.admin.panel import AdminPanel
from caseapp.ui.admin.progress_line import ProgressLine
from caseapp.ui.admin.table_or_empty import TableOrEmpty
from caseapp.ui.labels import types_in_short
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space, TypeRole, Weight
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.table_view import Cell, Column, TableRow, TableView
from caseapp.ui.widgets.words import Words

NUMBERS_SHOWN = 6
Found = tuple[tuple[RetentionEntry, ...], bool]


class RetentionPanel(AdminPanel):
    """What is due, what was chosen, and the acts on it."""

    areas = frozenset({"retention", "cases", "policies"})

    def __init__(self, office: Office) -> None:
        super().__init__(
            office,
            "retention",
            self.tr("Retention"),
            self.tr(
                "Records are kept 24 months from their end (11 CCR 7101). Then people, papers, notes and letters may be destroyed; number, "
                "rights, days and ends stay for the figures, and the history stays whole. Nothing is destroyed by itself."
            ),
        )
        self._entries: dict[str, RetentionEntry] = {}
        self._chosen: set[str] = set()
        self._wants_two = True
        self.state = Words("", TypeRole.WORDS, Weight.MEDIUM, wrap=True)
        self.state.setObjectName("admin_retention_state")
        self.backups = Words(
            self.tr(
                "Backups made before still hold a destroyed record until they are thinned out, and copies on other disks until you destroy "
                "them. They are encrypted; whoever restores one destroys the record again."
            ),
            ink="ink_2",
            wrap=True,
        )
        self.table = TableView(
            (
                Column(id="number", title=self.tr("Case"), width=112, heavy=True, may_shorten=False),
                Column(id="rights", title=self.tr("Rights")),
                Column(id="until", title=self.tr("Kept until"), width=112, may_shorten=False),
                Column(id="state", title=self.tr("State"), width=200),
            ),
            name="admin_retention_table",
            label=self.tr("Records that may be destroyed"),
            margin=0,
        )
        self.table.row_toggled.connect(self._toggle)
        self.table.row_opened.connect(self._toggle)
        self.all_button = KeyButton(self.tr("&Choose all"), icon="check", name="admin_retention_all", on_click=self.choose_all)
        self.ask_button = KeyButton(self.tr("&Put forward..."), name="admin_retention_ask", on_click=self.put_forward)
        self.keep_button = KeyButton(self.tr("&Keep longer"), name="admin_retention_keep", on_click=self.keep)
        self.destroy_button = KeyButton(
            self.tr("Destroy..."), ButtonKind.DESTRUCTIVE, icon="trash", key="Ctrl+Return", name="admin_retention_destroy",
            on_click=self.primary,
        )  # fmt: skip
        self.why = Words("", ink="ink_2", wrap=True)
        self.why.setObjectName("admin_retention_why")
        self.progress = ProgressLine("admin_retention", stop_text=self.tr("Stop, the rest stays"))
        for part in (self.state, self.backups):
            self.body.addWidget(part)
        empty = TableOrEmpty(
            self.table,
            icon="trash",
            title=self.tr("Nothing to destroy"),
            sentence=self.tr("A record stands here once its 24 months are over."),
        )
        self.body.addWidget(empty, 1)
        self._acts = FlowRow(self.all_button, self.ask_button, self.keep_button, self.destroy_button, gap=Space.S)
        self.body.addWidget(self._acts)
        self.body.addWidget(self.why)
        self.body.addWidget(self.progress)
        follow_theme(self, lambda: self.table.setMinimumHeight(current().px(220)))

    def reload(self) -> None:
        self.office.run(self, _read, self._show, key="retention")

    def first_focus(self) -> QWidget | None:
        return self.table if self._entries else None

    def forget(self) -> None:
        self._entries, self._chosen = {}, set()
        self.progress.end()
        self.table.set_rows(())
        self.state.setText("")
        self._offer()

    def choose_all(self) -> None:
        """Choose every record that no hold keeps; again, and none is chosen."""
        free = {entry.case_id for entry in self._entries.values() if not entry.on_legal_hold}
        self._chosen = set() if self._chosen == free else free
        self._show_rows()

    def put_forward(self) -> None:
        """Ask before the chosen records are put forward."""
        chosen = self._in_order()
        if not chosen:
            return
        self.office.messages.ask(
            self.tr("Put {count} forward to be destroyed").format(count=_records(self, len(chosen))),
            self.tr("Nothing is destroyed now. Another administrator looks at the list and destroys them, or keeps them."),
            self._facts(chosen),
            self.tr("Put forward"),
            lambda: self._do(lambda desk: put_forward(desk, chosen), self.tr("Put forward. Another administrator destroys them.")),
        )

    def keep(self) -> None:
        """Take back that the chosen records were put forward."""
        chosen = tuple(case_id for case_id in self._in_order() if self._entries[case_id].asked_by)
        if chosen:
            self._do(lambda desk: keep_longer(desk, chosen), self.tr("Kept longer. They are put forward no more."))

    def primary(self) -> None:
        """Ask before the chosen records are destroyed."""
        chosen = self._in_order()
        if not chosen or not self.destroy_button.isEnabled() or self.progress.isVisible():
            return
        self.office.messages.ask(
            self.tr("Destroy {count}").format(count=_records(self, len(chosen))),
            self.tr("This cannot be undone. People, papers, notes and the bytes of letters go; what is counted and the history stay."),
            (*self._facts(chosen), (self.tr("Backups"), self.tr("Older ones hold them until they are thinned out"))),
            self.tr("Destroy"),
            lambda: self._destroy(chosen),
            destructive=True,
        )

    # Inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Keep the height that wrapped words need: the area scrolls instead of squeezing them."""
        content = self._scroll.widget()
        if content is not None:
            content.setMinimumHeight(self.body.totalHeightForWidth(self._scroll.viewport().width()))

    def _destroy(self, chosen: tuple[str, ...]) -> None:
        progress = self.progress.begin()
        self._offer()

        def done(change: ChangeSet) -> None:
            self._end()
            count = change.fact("destroyed")
            self.office.messages.notice(self.tr("Destroyed: {count}").format(count=f"{count:,}"))

        def failed(error: Exception) -> None:
            self._end()
            self.reload()
            self.office.messages.show_trouble(error)

        self.office.run(self, lambda desk: destroy_records(desk, chosen, watch=progress.watch), done, failed)

    def _end(self) -> None:
        self.progress.end()
        self._chosen.clear()
        self._offer()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _do(self, work: object, told: str) -> None:
        def done(_change: ChangeSet) -> None:
            self._chosen.clear()
            self.office.messages.notice(told)
            self.reload()

        self.office.run(self, work, done)  # type: ignore[arg-type]

    def _in_order(self) -> tuple[str, ...]:
        return tuple(case_id for case_id in self._entries if case_id in self._chosen)

    def _facts(self, chosen: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        numbers = [self._entries[case_id].number for case_id in chosen]
        shown = ", ".join(numbers[:NUMBERS_SHOWN])
        if len(numbers) > NUMBERS_SHOWN:
            shown = self.tr("{numbers} and {count} more").format(numbers=shown, count=f"{len(numbers) - NUMBERS_SHOWN:,}")
        return ((self.tr("Cases"), shown),)

    def _toggle(self, key: object) -> None:
        case_id = str(key)
        entry = self._entries.get(case_id)
        if entry is None or entry.on_legal_hold:
            return
        self._chosen ^= {case_id}
        self._show_rows()

    def _show(self, found: Found) -> None:
        entries, self._wants_two = found
        self._entries = {entry.case_id: entry for entry in entries}
        self._chosen &= self._entries.keys()
        self._show_rows()

    def _show_rows(self) -> None:
        self.table.set_rows(tuple(self._row(entry) for entry in self._entries.values()))
        count = len(self._entries)
        self.state.setText(
            self.tr("{count} past their day, {chosen} chosen. Space chooses a record.").format(
                count=_records(self, count), chosen=f"{len(self._chosen):,}"
            )
        )
        # Without records, the words in the place of the table say so.
        self.state.setVisible(bool(count))
        self._offer()

    def _row(self, entry: RetentionEntry) -> TableRow:
        if entry.on_legal_hold:
            state = self.tr("on legal hold, stays")
        elif entry.asked_by:
            state = self.tr("put forward by {name}").format(name=entry.asked_by_name)
        else:
            state = self.tr("may be destroyed")
        is_chosen = entry.case_id in self._chosen
        return TableRow(
            key=entry.case_id,
            cells=(
                entry.number,
                types_in_short(entry.types, is_closed=True),
                qt_dates.full_date(entry.kept_until_on),
                Cell(text=self.tr("chosen, {state}").format(state=state), is_done=True) if is_chosen else Cell(text=state),
            ),
        )

    def _offer(self) -> None:
        """Say beside the acts why one of them cannot be done."""
        chosen = [self._entries[case_id] for case_id in self._in_order()]
        me = self.office.desk.operator.id if self.office.desk is not None else ""
        is_free = bool(chosen) and not self.progress.isVisible()
        unseen = [entry for entry in chosen if self._wants_two and entry.asked_by in ("", me)]
        self.all_button.setEnabled(any(not entry.on_legal_hold for entry in self._entries.values()))
        self.ask_button.setEnabled(is_free)
        self.keep_button.setEnabled(is_free and any(entry.asked_by for entry in chosen))
        self.destroy_button.setEnabled(is_free and not unseen)
        # Without records there is nothing any of these could do.
        self._acts.setVisible(bool(self._entries))
        parts = []
        if not self._entries or self.progress.isVisible():
            pass
        elif all(entry.on_legal_hold for entry in self._entries.values()):
            parts.append(self.tr("A legal hold keeps each of these; none can be chosen until it is lifted."))
        elif not chosen:
            parts.append(self.tr("Choose records first: Space in the list."))
        else:
            if unseen:
                parts.append(self.tr("To destroy wants two people: another administrator than you puts these forward first."))
            if not any(entry.asked_by for entry in chosen):
                parts.append(self.tr("Keep longer is for what was put forward; none of these was."))
        words = " ".join(parts)
        for button in (self.all_button, self.ask_button, self.keep_button, self.destroy_button):
            button.setAccessibleDescription("" if button.isEnabled() else words)
        self.why.setText(words)
        self.why.setVisible(bool(words))
        self._fit()


def _records(panel: RetentionPanel, count: int) -> str:
    return panel.tr("1 record") if count == 1 else panel.tr("{count} records").format(count=f"{count:,}")


def _read(desk: Desk) -> Found:
    wanted = {rule.act: rule.is_required for rule in policy_table(desk)}
    return retention_due(desk), wanted[SecondPersonAct.DESTROY]
