"""Drafts of others: whose they are, when they were saved, and handing one on to somebody who goes on with it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from caseapp.domain.operators import Act, Operator
from caseapp.services.desk import Desk
from caseapp.services.draft_ends import OthersDraft, drafts_of_others, hand_over_draft
from caseapp.ui import qt_dates
from caseapp.ui.act_dialog import Work, ask
from caseapp.ui.admin.panel import AdminPanel
from caseapp.ui.admin.table_or_empty import TableOrEmpty
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.form import FormRow, set_lines
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.table_view import Column, TableRow, TableView

Found = tuple[tuple[OthersDraft, ...], tuple[Operator, ...]]


class DraftsPanel(AdminPanel):
    """Every draft that is not one's own; it tells nothing of the person."""

    areas = frozenset({"drafts", "operators"})

    def __init__(self, office: Office) -> None:
        super().__init__(
            office,
            "drafts",
            self.tr("Drafts of others"),
            self.tr(
                "A draft waits for whoever began it, and its clocks run. Hand it to somebody else where that person is away or has left; "
                "you see nothing of what was said."
            ),
        )
        self._drafts: dict[str, OthersDraft] = {}
        self._people: tuple[Operator, ...] = ()
        self.table = TableView(
            (
                Column(id="number", title=self.tr("Case"), width=140, heavy=True, may_shorten=False),
                Column(id="whose", title=self.tr("Begun by")),
                Column(id="saved", title=self.tr("Saved"), width=190, may_shorten=False),
            ),
            name="admin_drafts_table",
            label=self.tr("Drafts of others"),
            margin=0,
        )
        self.table.row_opened.connect(lambda _key: self.primary())
        self.hand_button = KeyButton(
            self.tr("Hand over..."), ButtonKind.PRIMARY, icon="users", key="Ctrl+Return", name="admin_drafts_hand_over",
            on_click=self.primary,
        )  # fmt: skip
        self.table_or_empty = TableOrEmpty(
            self.table,
            icon="note",
            title=self.tr("Nobody else has a draft"),
            sentence=self.tr("A request somebody began and has not finished stands here, until it is finished or handed over."),
        )
        self.body.addWidget(self.table_or_empty, 1)
        self.body.addWidget(self.hand_button, 0, Qt.AlignmentFlag.AlignLeft)
        follow_theme(self, lambda: self.table.setMinimumHeight(current().px(220)))

    def reload(self) -> None:
        self.office.run(self, _read, self._show, key="drafts")

    def first_focus(self) -> QWidget | None:
        return self.table if self._drafts else None

    def primary(self) -> None:
        """Ask to whom the current draft goes, and why."""
        draft = self._drafts.get(str(self.table.current_key))
        if draft is None:
            return
        to = ChoiceBox(name="hand_over_to", label=self.tr("To whom"))
        to.set_options(tuple((one.id, one.name) for one in self._people if one.id != draft.operator_id))
        reason = QPlainTextEdit()
        reason.setObjectName("hand_over_reason")
        set_lines(reason, 2)

        def collect() -> Work:
            receiver, words = str(to.chosen()), reason.toPlainText()
            return lambda desk: hand_over_draft(desk, draft.draft_id, to=receiver, reason=words)

        number = draft.number or self.tr("a draft without a number")
        ask(
            self.office, self, name="hand_over", title=self.tr("Hand over {number}").format(number=number),
            sentence=self.tr("It goes on with the one you name, and the history says so. A note of {name} keeps that name.").format(
                name=draft.operator_name
            ),
            act_text=self.tr("Hand it over"), collect=collect,
            rows={
                "to": FormRow(self.tr("&To whom"), to, above=True),
                "reason": FormRow(self.tr("&Why"), reason, above=True, stretch=True),
            },
            done=lambda _change: self.office.messages.notice(self.tr("Handed over: {number}").format(number=number)),
        )  # fmt: skip

    def forget(self) -> None:
        self._drafts, self._people = {}, ()
        self.table.set_rows(())

    def _show(self, found: Found) -> None:
        desk = self.office.desk
        if desk is None:
            return
        drafts, self._people = found
        self._drafts = {draft.draft_id: draft for draft in drafts}
        self.hand_button.setVisible(bool(drafts))
        self.table.set_rows(tuple(self._row(draft, desk) for draft in drafts))
        if drafts and self.table.current_key is None:
            self.table.show_key(drafts[0].draft_id)

    def _row(self, draft: OthersDraft, desk: Desk) -> TableRow:
        whose = self.tr("{name}, has left").format(name=draft.operator_name) if draft.is_retired else draft.operator_name
        saved = qt_dates.moment(draft.saved_at, desk.business_zone, desk.today())
        return TableRow(key=draft.draft_id, cells=(draft.number or self.tr("no number yet"), whose, saved))


def _read(desk: Desk) -> Found:
    with desk.uow() as uow:
        people = tuple(one for one in uow.operators.where(is_active=True) if one.may(Act.TAKE_REQUESTS))
    return drafts_of_others(desk), people
