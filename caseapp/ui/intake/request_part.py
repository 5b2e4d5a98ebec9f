"""Step 2: the rights asked, several at once; the words; the period; and when it reached us."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from caseapp.domain.channel import Channel
from caseapp.domain.request_type import RequestType
from caseapp.services.intake_form import IntakeForm, holds_secret_number
from caseapp.ui.intake.part import Beside, FormFacts, FormPart, put_text, put_words, text_field
from caseapp.ui.intake.received_edit import ReceivedEdit
from caseapp.ui.labels import label
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import TypeRole, Weight
from caseapp.ui.widgets.choices import CheckGrid
from caseapp.ui.widgets.date_edit import DateEdit
from caseapp.ui.widgets.form import FormRow, set_lines
from caseapp.ui.widgets.words import Words

PORTABLE = "portable"
"""Not a type of its own: specific pieces in a format that can be taken elsewhere."""

ALWAYS = (
    RequestType.KNOW_CATEGORIES, RequestType.KNOW_SPECIFIC, RequestType.DELETE,
    RequestType.CORRECT, RequestType.OPT_OUT, RequestType.LIMIT,
)  # fmt: skip
LATER = (RequestType.ADMT_ACCESS, RequestType.ADMT_OPT_OUT, RequestType.ADMT_APPEAL)
"""Shown from the day the law in force knows them."""

WORDS_MAX = 20_000


class RequestPart(FormPart):
    """See the module."""

    def __init__(self, now: Callable[[], datetime | None]) -> None:
        super().__init__()
        self._now = now
        rights: list[tuple[object, str]] = [(kind, label(kind)) for kind in ALWAYS]
        rights.append((PORTABLE, self.tr("Portable copy")))
        rights.extend((kind, label(kind)) for kind in LATER)
        self.types = CheckGrid(rights, name="intake_types", label=self.tr("They ask to"))
        self.words = QPlainTextEdit()
        self.words.setObjectName("intake_words")
        self.words.setAccessibleName(self.tr("In their words"))
        set_lines(self.words, 2)
        self.note = QPlainTextEdit()
        self.note.setObjectName("intake_note")
        self.note.setAccessibleName(self.tr("Note for us"))
        set_lines(self.note, 2)
        self.period_from = DateEdit(self._today, name="intake_period_from", label=self.tr("From"))
        self.period_until = DateEdit(self._today, name="intake_period_until", label=self.tr("Until"))
        self.received = ReceivedEdit(now)
        self.reason = text_field("intake_late_entry_reason", self.tr("Why entered later"), 52)
        self.call_start = Words("", weight=Weight.SEMIBOLD, wrap=True)
        self._types_row = self.add_row("types", FormRow(self.tr("They as&k to"), self.types, stretch=True))
        self._words_row = self.add_row("words", FormRow(self.tr("In their &words"), self.words, stretch=True))
        self._note_row = self.add_row("note", FormRow(self.tr("Note for us"), self.note, stretch=True))
        self._note_row.hide()
        self._from_row = self.add_row("period_from", FormRow(self.tr("Only from"), self.period_from, stretch=True))
        self._until_row = self.add_row("period_until", FormRow(self.tr("Until"), self.period_until, stretch=True))
        self._received_row = self.add_row("received", FormRow(self.tr("Recei&ved"), self.received, stretch=True))
        self._reason_row = self.add_row("late_entry_reason", FormRow(self.tr("Why entered later"), Beside(self.reason), stretch=True))
        self._call_row = self.add_row("", FormRow(self.tr("Received"), self.call_start, stretch=True))
        self._show_offer(())
        self.types.ticked_changed.connect(lambda _: self.form_changed.emit())
        self.words.textChanged.connect(lambda: self._text_typed(self.words, self._words_row))
        self.note.textChanged.connect(lambda: self._text_typed(self.note, self._note_row))
        self.received.edited.connect(self.form_changed)
        self.watch(self.reason)
        for edit in (self.period_from.box, self.period_until.box):
            edit.textEdited.connect(lambda _: self.edited.emit())
            edit.returnPressed.connect(edit.focusNextChild)
        follow_theme(self.words, self._dress_words)

    def take(self, facts: FormFacts, before: FormFacts | None) -> None:
        """A call counts from its start; everything else from the time typed. Only rights of the law in force are offered."""
        self._call_row.setVisible(facts.channel is Channel.PHONE)
        self._received_row.setVisible(facts.channel is not Channel.PHONE)
        self.call_start.setText(self.tr("{time}, when the phone rang").format(time=facts.call_start) if facts.call_start else "")
        self._show_offer(facts.rights)

    @property
    def _is_call(self) -> bool:
        return self.facts is None or self.facts.channel is Channel.PHONE

    def _show_offer(self, offered: Sequence[RequestType]) -> None:
        for kind in LATER:
            self.types.box(kind).setVisible(kind in offered)

    def fill(self, form: IntakeForm) -> None:
        ticked: list[object] = [RequestType(code) for code in form.types]
        if form.portable_copy:
            ticked.append(PORTABLE)
        if set(self.types.ticked()) != set(ticked):
            self.types.blockSignals(True)
            self.types.set_ticked(ticked)
            self.types.blockSignals(False)
        put_words(self.words, form.words)
        put_words(self.note, form.note)
        self._note_row.setVisible(bool(form.note))
        for edit, kept in ((self.period_from, form.period_from), (self.period_until, form.period_until)):
            if kept != self._kept(edit):
                self._show_day(edit, kept)
        self.received.show_wall(form.received_wall)
        put_text([(self.reason, form.late_entry_reason)])

    def collect(self, form: IntakeForm) -> IntakeForm:
        ticked = self.types.ticked()
        return replace(
            form,
            types=tuple(str(kind) for kind in ticked if kind != PORTABLE),
            portable_copy=PORTABLE in ticked,
            words=self.words.toPlainText(),
            note=self.note.toPlainText(),
            period_from=self._kept(self.period_from),
            period_until=self._kept(self.period_until),
            received_wall="" if self._is_call else self.received.wall(),
            late_entry_reason=self.reason.text(),
        )

    def adapt(self, form: IntakeForm) -> None:
        wants_period = bool({RequestType.KNOW_CATEGORIES, RequestType.KNOW_SPECIFIC}.intersection(form.request_types()))
        self._from_row.setVisible(wants_period)
        self._until_row.setVisible(wants_period)
        self._reason_row.setVisible(self._is_late(form))

    def first_control(self) -> QWidget:
        return self.types.box(RequestType.KNOW_CATEGORIES)

    def _is_late(self, form: IntakeForm) -> bool:
        now = self._now()
        if self._is_call or now is None or not form.received_wall:
            return bool(form.late_entry_reason) and not self._is_call
        try:
            return datetime.fromisoformat(form.received_wall).date() < now.date()
        except ValueError:
            return bool(form.late_entry_reason)

    def open_note(self) -> None:
        """Show where the agent notes something for us, and go to its end; the caller's words stay the caller's."""
        self._note_row.show()
        self.note.moveCursor(QTextCursor.MoveOperation.End)
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _text_typed(self, box: QPlainTextEdit, row: FormRow) -> None:
        warning = self.tr("This looks like a Social Security or card number. Take it out.")
        row.set_hint(warning if holds_secret_number(box.toPlainText()) else "")
        self.edited.emit()

    def _today(self) -> date:
        now = self._now()
        return now.date() if now is not None else date.min

    @staticmethod
    def _kept(edit: DateEdit) -> str:
        day = edit.date()
        return day.isoformat() if day is not None else edit.text().strip()

    @staticmethod
    def _show_day(edit: DateEdit, kept: str) -> None:
        try:
            edit.set_date(date.fromisoformat(kept) if kept else None)
        except ValueError:
            edit.set_date(None)
            edit.box.setText(kept)

    def _dress_words(self) -> None:
        for box in (self.words, self.note):
            box.setFont(current().font(TypeRole.WORDS))
            box.setMaximumWidth(current().px(620))
