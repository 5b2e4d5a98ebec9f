"""Duties of the office itself: when each was last done, when it is due, and where an administrator records it."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit

from caseapp.domain.errors import DomainError
from caseapp.domain.operators import Act
from caseapp.services.reminders import OfficeDuty, office_duties, record_duty_done, record_duty_not_owed
from caseapp.ui import qt_dates
from caseapp.ui.act_dialog import Work, ask
from caseapp.ui.admin.panel import SidePanel
from caseapp.ui.duty_words import duty_name
from caseapp.ui.labels import label
from caseapp.ui.office import Office
from caseapp.ui.tokens import TypeRole
from caseapp.ui.widgets.date_edit import DateEdit
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.key_button import KeyButton
from caseapp.ui.widgets.table_view import Column, TableRow
from caseapp.ui.widgets.words import Words


class DutiesPanel(SidePanel):
    """A table of duties, and beside it what the law says and the day it was done."""

    areas = frozenset({"duties"})

    def __init__(self, office: Office) -> None:
        super().__init__(
            office,
            "duties",
            self.tr("Duties of the office"),
            self.tr("What this office owes whether or not anybody asks. Home and the nightly work speak of each before its day."),
            columns=(
                Column(id="name", title=self.tr("Duty"), heavy=True),
                Column(id="due", title=self.tr("Due"), width=120, may_shorten=False),
                Column(id="state", title=self.tr("Now"), width=130),
            ),
            table_label=self.tr("Duties of the office"),
            add_text="",
            save_text=self.tr("Record it"),
        )
        self._duties: dict[str, OfficeDuty] = {}
        self.says = Words("", wrap=True)
        self.says.setObjectName("admin_duties_says")
        self.source = Words("", TypeRole.SMALL, ink="ink_2", wrap=True)
        self.source.setObjectName("admin_duties_source")
        self.day = DateEdit(self._today, name="admin_duty_day", label=self.tr("Done on"))
        self.last = Words("", wrap=True)
        self.last.setObjectName("admin_duties_last")
        self.form.add(self.says)
        self.form.add(self.source)
        self.form.add(self.last)
        self.add_rows({"on": FormRow(self.tr("&Done on"), self.day, above=True, stretch=True)})
        self.not_owed_button = KeyButton(self.tr("&Not owed by us..."), name="admin_duties_not_owed", on_click=self.not_owed)
        self.add_button_beside_save(self.not_owed_button)
        self.who = Words(self.tr("An administrator records the days."), ink="ink_2", wrap=True)
        self._side_column.addWidget(self.who)
        self._side_column.addStretch(1)

    def reload(self) -> None:
        self.office.run(self, office_duties, self._show, key="duties")

    def first_field(self) -> DateEdit:
        return self.day

    def begin_new(self) -> None:
        """The law has the duties, so none is added."""

    def fill(self, key: str | None) -> None:
        duty = self._duties.get(key or "")
        self.form_title.setText(duty_name(duty.clock.id) if duty is not None else "")
        self.says.setText(duty.clock.says if duty is not None else "")
        self.source.setText(
            self.tr("{citation}, {status}").format(citation=duty.clock.citation, status=label(duty.clock.status).lower()) if duty else ""
        )
        self.last.setText(
            self.tr("Last done {day}").format(day=qt_dates.full_date(duty.done_on)) if duty is not None and duty.done_on else ""
        )
        self.day.set_date(None)
        is_keeper = self.office.desk is not None and self.office.desk.operator.may(Act.ADMINISTER)
        for part in (self.day, self.save_button, self.not_owed_button):
            part.setEnabled(duty is not None and is_keeper)
        self.who.setVisible(not is_keeper)

    def primary(self) -> None:
        key = self.key
        if key is None or not self.save_button.isEnabled():
            return
        try:
            day = self.day.required("on")
        except DomainError as error:
            self._failed(error)
            return
        self.save(lambda desk: record_duty_done(desk, key, day), self.tr("Recorded"))

    def not_owed(self) -> None:
        """Ask why the law does not want it of this office."""
        duty = self._duties.get(self.key or "")
        if duty is None:
            return
        reason = QLineEdit()
        reason.setObjectName("duty_not_owed_reason")
        id = duty.clock.id

        def collect() -> Work:
            words = reason.text()
            return lambda desk: record_duty_not_owed(desk, id, reason=words)

        ask(
            self.office, self, name="duty_not_owed", title=self.tr("{duty}: not owed by us").format(duty=duty_name(id)),
            sentence=self.tr("Nobody is reminded of it any more. A day recorded later takes it up again."),
            act_text=self.tr("Record it"), collect=collect,
            rows={"reason": FormRow(self.tr("&Why"), reason, above=True, stretch=True)},
        )  # fmt: skip

    def forget(self) -> None:
        self._duties = {}
        self.table.set_rows(())
        self.key = None
        self._is_new = False

    def _show(self, duties: tuple[OfficeDuty, ...]) -> None:
        self._duties = {duty.clock.id: duty for duty in duties}
        self.set_rows(tuple(self._row(duty) for duty in duties))

    def _row(self, duty: OfficeDuty) -> TableRow:
        due = qt_dates.full_date(duty.due_on) if duty.due_on is not None else ""
        return TableRow(key=duty.clock.id, cells=(duty_name(duty.clock.id), due, label(duty.state)))

    def _today(self) -> date:
        desk = self.office.desk
        if desk is None:
            raise DomainError("date_missing")
        return desk.today()
