"""One-off days: appointed by President or Governor, or our own office closed. What a day touches is read before it counts.

Last days move page by page, each page a job of its own, so that everything else in the window goes on in between. Stop takes the day
back; what was cut off (somebody locked) is gone on with by a button.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from caseapp.domain.errors import DomainError
from caseapp.domain.one_off_days import OneOffAct, OneOffDay, OneOffKind, standing
from caseapp.services.desk import Desk
from caseapp.services.one_off_days import (
    DayEffect,
    Moving,
    OneOffSheet,
    add_one_off_day,
    effect_of_adding,
    go_on,
    one_off_sheet,
    take_back_one_off_day,
    take_up,
)
from caseapp.ui import qt_dates
from caseapp.ui.act_dialog import ActDialog, Work
from caseapp.ui.admin.panel import SidePanel
from caseapp.ui.admin.progress_line import Progress, ProgressLine
from caseapp.ui.admin.what_if_words import effect_words
from caseapp.ui.labels import label, options
from caseapp.ui.office import Office
from caseapp.ui.widgets.choices import RadioRow
from caseapp.ui.widgets.date_edit import DateEdit
from caseapp.ui.widgets.form import FormRow, set_width
from caseapp.ui.widgets.key_button import KeyButton
from caseapp.ui.widgets.table_view import Column, TableRow
from caseapp.ui.widgets.words import Words


class OneOffPanel(SidePanel):
    """Entries at the left, the form of a new day at the right."""

    areas = frozenset({"law"})

    def __init__(self, office: Office) -> None:
        super().__init__(
            office,
            "one_off",
            self.tr("One-off days"),
            self.tr(
                "A day appointed by the President or the Governor moves last days that are counted in business days, and nothing else: "
                "no day that work is planned by, and no period of calendar days. That our own office is closed moves no date."
            ),
            columns=(
                Column(id="day", title=self.tr("Day"), width=150, heavy=True, may_shorten=False),
                Column(id="kind", title=self.tr("By"), width=130),
                Column(id="state", title=self.tr("Now"), width=110),
                Column(id="moved", title=self.tr("Cases moved"), is_number=True),
            ),
            table_label=self.tr("One-off days"),
            add_text=self.tr("A new day"),
            save_text=self.tr("Let it count"),
        )
        self._entries: dict[str, OneOffDay] = {}
        self._stands: frozenset[str] = frozenset()
        self._under_way: Progress | None = None
        self.day = DateEdit(self._today, name="admin_one_off_day", label=self.tr("Day"))
        self.kind = RadioRow(
            tuple((kind.value, words) for kind, words in options(OneOffKind)), name="admin_one_off_kind", label=self.tr("By"), vertical=True
        )
        self.basis = QLineEdit()
        self.basis.setObjectName("admin_one_off_basis")
        set_width(self.basis, 44)
        self.add_rows(
            {
                "day_on": FormRow(self.tr("&Day"), self.day, above=True, stretch=True),
                "kind": FormRow(self.tr("&By"), self.kind, above=True),
                "basis": FormRow(
                    self.tr("What &says so"),
                    self.basis,
                    above=True,
                    hint_text=self.tr("The proclamation or order with its date. Goes into the record."),
                ),
            }
        )
        self.try_button = KeyButton(self.tr("See what it touches"), name="admin_one_off_try", on_click=self.try_it)
        self.take_back_button = KeyButton(self.tr("Take it back..."), name="admin_one_off_take_back", on_click=self.take_back)
        self.add_button_beside_save(self.try_button)
        self.add_button_beside_save(self.take_back_button)
        self.effect = Words("", ink="ink_2", wrap=True)
        self.effect.setObjectName("admin_one_off_effect")
        self._side_column.addWidget(self.effect)
        self.progress = ProgressLine("admin_one_off", stop_text=self.tr("Stop, nothing counts"))
        self._side_column.addWidget(self.progress)
        self.go_on_button = KeyButton(self.tr("Go on moving last days"), name="admin_one_off_go_on", on_click=self.go_on)
        self.go_on_button.hide()
        self._side_column.addWidget(self.go_on_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._side_column.addStretch(1)

    def reload(self) -> None:
        self.office.run(self, one_off_sheet, self._show, key="one_off")

    def first_field(self) -> DateEdit:
        return self.day

    def fill(self, key: str | None) -> None:
        entry = self._entries.get(key or "")
        is_new = entry is None
        self.effect.setText("")
        self.form_title.setText(self.tr("A new day") if entry is None else qt_dates.long_date(entry.day_on))
        self.day.set_date(entry.day_on if entry is not None else None)
        self.kind.set_chosen(entry.kind.value if entry is not None else OneOffKind.GOVERNOR.value)
        self.basis.setText(entry.basis if entry is not None else "")
        for field in (self.day.box, self.basis):
            field.setReadOnly(not is_new)
        self.kind.setEnabled(is_new)
        self.save_button.setVisible(is_new)
        self.try_button.setVisible(is_new)
        self.take_back_button.setVisible(entry is not None and entry.id in self._stands)
        if entry is not None and entry.act is OneOffAct.TAKEN_BACK:
            self.effect.setText(self.tr("Taken back: {reason}").format(reason=entry.reason))

    def try_it(self) -> None:
        """Read what the typed day would touch."""
        try:
            day, kind = self.day.required("day_on"), OneOffKind(str(self.kind.chosen()))
        except DomainError as error:
            self._failed(error)
            return
        self.clear_problems()
        self.office.run(self, lambda desk: effect_of_adding(desk, day, kind), self._show_effect, self._failed, key="effect")

    def primary(self) -> None:
        """Let the typed day count."""
        if self.key is not None or self._under_way is not None:
            return
        try:
            day, kind = self.day.required("day_on"), OneOffKind(str(self.kind.chosen()))
        except DomainError as error:
            self._failed(error)
            return
        basis = self.basis.text()
        self._begin()
        self.office.run(self, lambda desk: add_one_off_day(desk, day, kind, basis=basis), self._step, self._not_done)

    def take_back(self) -> None:
        """Ask why the day counts no longer."""
        entry = self._entries.get(self.key or "")
        if entry is None or self._under_way is not None:
            return
        dialog = ActDialog(
            self.office,
            name="one_off_back",
            title=self.tr("Take back {day}").format(day=qt_dates.long_date(entry.day_on)),
            sentence=self.tr("The entry stays as it was written; a new one says that it counts no longer, and last days go back."),
            act_text=self.tr("Take it back"),
            parent=self,
        )
        reason = QLineEdit()
        reason.setObjectName("one_off_back_reason")
        dialog.add("reason", FormRow(self.tr("&Why"), reason, above=True, stretch=True))
        entry_id = entry.id

        def collect() -> Work:
            words = reason.text()

            def work(desk: Desk) -> Moving:
                return take_back_one_off_day(desk, entry_id, reason=words)

            return work

        def begun(moving: Moving) -> None:
            self._begin(may_stop=False)
            self._step(moving)

        dialog.open_for(collect, begun)

    def go_on(self) -> None:
        """Go on where a run was cut off."""
        if self._under_way is None:
            self._begin(may_stop=False)
            self.office.run(self, take_up, self._taken_up, self._not_done)

    def forget(self) -> None:
        self._entries, self._stands = {}, frozenset()
        self._end()
        self.go_on_button.hide()
        self.table.set_rows(())
        self.key = None
        self._is_new = False

    # Inside

    def _begin(self, *, may_stop: bool = True) -> None:
        self._under_way = self.progress.begin()
        self.progress.stop_button.setVisible(may_stop)
        self.go_on_button.hide()

    def _end(self) -> None:
        self._under_way = None
        self.progress.end()

    def _step(self, moving: Moving) -> None:
        """One page is done: go on with the next, stop, or be done."""
        progress = self._under_way
        if progress is None:
            return
        progress.done, progress.total = moving.done, len(moving.waiting)
        if progress.stop and not moving.is_done and moving.entry.act is OneOffAct.ADDED:
            entry_id, reason = moving.entry.id, self.tr("Stopped before all last days were moved")
            self._begin(may_stop=False)
            self.office.run(self, lambda desk: take_back_one_off_day(desk, entry_id, reason=reason), self._stopping, self._not_done)
        elif moving.is_done:
            self._done(moving)
        else:
            self.office.run(self, lambda desk: go_on(desk, moving), self._step, self._not_done)

    def _stopping(self, moving: Moving) -> None:
        """What was moved goes back, page by page."""
        progress = self._under_way
        if progress is None:
            return
        progress.done, progress.total = moving.done, len(moving.waiting)
        if not moving.is_done:
            self.office.run(self, lambda desk: go_on(desk, moving), self._stopping, self._not_done)
            return
        self._end()
        self.reload()
        self.office.messages.notice(self.tr("Stopped. Nothing of it counts: what had moved went back."))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _taken_up(self, moving: Moving | None) -> None:
        if moving is None:
            self._end()
            self.reload()
        else:
            self._step(moving)

    def _show(self, sheet: OneOffSheet) -> None:
        self._entries = {entry.id: entry for entry in sheet.entries}
        self._stands = frozenset(entry.id for entry in standing(sheet.entries))
        self.set_rows(tuple(self._row(entry) for entry in reversed(sheet.entries)))
        is_cut_off = sheet.under_way is not None and self._under_way is None
        self.go_on_button.setVisible(is_cut_off)
        if is_cut_off:
            self.effect.setText(self.tr("Not all last days are moved yet. Go on, or the night moves them."))

    def _row(self, entry: OneOffDay) -> TableRow:
        if entry.act is OneOffAct.TAKEN_BACK:
            state = self.tr("taken back")
        else:
            state = self.tr("counts") if entry.id in self._stands else self.tr("counted")
        cells = (qt_dates.full_date(entry.day_on), label(entry.kind), state, f"{entry.moved:,}")
        return TableRow(key=entry.id, cells=cells)

    def _show_effect(self, effect: DayEffect) -> None:
        self.effect.setText(effect_words(effect))

    def _done(self, moving: Moving) -> None:
        self._end()
        self.clear_problems()
        self.key = moving.entry.id
        self._is_new = False
        self.office.messages.notice(self.tr("Saved. Last days moved in {count} cases.").format(count=f"{moving.moved:,}"))
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_done(self, error: Exception) -> None:
        self._end()
        self._failed(error)

    def _today(self) -> date:
        desk = self.office.desk
        if desk is None:
            raise DomainError("date_missing")
        return desk.today()
