"""The acts on a case that ask for something first: a reason, a day, a person's own words."""

from __future__ import annotations

import re
from datetime import datetime, time

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from caseapp.domain.channel import Channel
from caseapp.domain.errors import DomainError
from caseapp.domain.people import RequestorKind
from caseapp.domain.receipt import occurs_twice, receipt_from_wall
from caseapp.domain.status import ReopenCause
from caseapp.services.closing import close_as_duplicate, reopen_request, withdraw_request
from caseapp.services.extension import remove_extension
from caseapp.services.intake import decide_law
from caseapp.services.notes import assign_case, finish_task
from caseapp.services.receipts import move_receipt
from caseapp.ui import qt_dates
from caseapp.ui.act_dialog import ActDialog, Work, ask, ask_words, text_box
from caseapp.ui.cases.case_facts import CaseFacts
from caseapp.ui.labels import label, options, short_type
from caseapp.ui.office import Office
from caseapp.ui.widgets.choices import ChoiceBox, RadioRow
from caseapp.ui.widgets.date_edit import DateEdit
from caseapp.ui.widgets.form import FormRow, set_width

translate = QCoreApplication.translate

_TIME = re.compile(r"(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))?(?::(?P<second>[0-5]\d))?\s*(?P<half>am|pm)?")


def about(facts: CaseFacts) -> str:
    """Name the right and the case of an act: ``Delete, 2026-004812``."""
    assert facts.request is not None
    return translate("CaseActs", "{right}, {number}").format(right=short_type(facts.request.type), number=facts.case.number)


def withdraw(office: Office, parent: QWidget, facts: CaseFacts) -> ActDialog:
    """Close a right because the consumer said so, in words that are kept."""
    request_id = facts.request_id
    box = text_box("withdraw_statement", 4)
    hint = translate("CaseActs", "What was said, by whom, when and how")
    speakers = tuple((kind, label(kind)) for kind in dict.fromkeys((RequestorKind.CONSUMER, facts.case.requestor_kind)))
    said_by = ChoiceBox(speakers, name="withdraw_said_by")
    how = ChoiceBox(options(Channel), name="withdraw_how")
    beside = {
        "said_by": FormRow(translate("CaseActs", "Said &by"), said_by, above=True),
        "how": FormRow(translate("CaseActs", "&How it was said"), how, above=True),
    }

    def collect() -> Work:
        statement, who, channel = box.toPlainText(), RequestorKind(str(said_by.chosen())), Channel(str(how.chosen()))
        return lambda desk: withdraw_request(desk, request_id, statement=statement, said_by=who, how=channel)

    return ask(
        office,
        parent,
        name="withdraw",
        title=translate("CaseActs", "Withdraw {about}").format(about=about(facts)),
        sentence=translate("CaseActs", "Only the consumer’s own statement ends a request without an answer. Silence never does."),
        act_text=translate("CaseActs", "Withdraw the request"),
        destructive=True,
        rows={
            "statement": FormRow(translate("CaseActs", "The consumer’s &statement"), box, above=True, stretch=True, hint_text=hint),
            "beside": beside,
        },
        collect=collect,
        told=translate("CaseActs", "Withdrawn: {about}").format(about=about(facts)),
    )


def duplicate(office: Office, parent: QWidget, facts: CaseFacts) -> ActDialog:
    """Close a right because an earlier open case asks the same."""
    request_id = facts.request_id
    box = QLineEdit()
    box.setObjectName("duplicate_number")
    set_width(box, 16)

    def collect() -> Work:
        number = box.text()
        return lambda desk: close_as_duplicate(desk, request_id, survivor_number=number)

    return ask(
        office,
        parent,
        name="duplicate",
        title=translate("CaseActs", "Close {about} as a repeat").format(about=about(facts)),
        sentence=translate(
            "CaseActs", "The other case asks the same right, is open, and was received first. It goes on with its own clock."
        ),
        act_text=translate("CaseActs", "Close as a repeat"),
        destructive=True,
        rows={"number": FormRow(translate("CaseActs", "&Number of the case that goes on"), box, above=True)},
        collect=collect,
        told=translate("CaseActs", "Closed as a repeat: {about}").format(about=about(facts)),
    )


def reopen(office: Office, parent: QWidget, facts: CaseFacts) -> ActDialog:
    """Take a closed right up again."""
    request_id = facts.request_id
    cause = ChoiceBox(options(ReopenCause), name="reopen_because")
    box = text_box("reopen_reason")

    def collect() -> Work:
        reason, because = box.toPlainText(), ReopenCause(str(cause.chosen()))
        return lambda desk: reopen_request(desk, request_id, reason=reason, because=because)

    return ask(
        office,
        parent,
        name="reopen",
        title=translate("CaseActs", "Take {about} up again").format(about=about(facts)),
        sentence=translate("CaseActs", "For new papers, a complaint or a mistake of ours. The first receipt stands, and so do its dates."),
        act_text=translate("CaseActs", "Take up again"),
        rows={
            "reason": FormRow(translate("CaseActs", "&Reason"), box, above=True, stretch=True),
            "because": FormRow(translate("CaseActs", "What &kind of reason"), cause, above=True),
        },
        collect=collect,
        told=translate("CaseActs", "Taken up again: {about}").format(about=about(facts)),
    )


def assign(office: Office, parent: QWidget, facts: CaseFacts) -> ActDialog:
    """Say who looks after the case."""
    case_id = facts.case.id
    people = ((None, translate("CaseActs", "Nobody")), *facts.detail.operator_names)
    box = ChoiceBox(people, name="assign_to")
    box.set_chosen(facts.case.assigned_to)

    def collect() -> Work:
        chosen = box.chosen()
        return lambda desk: assign_case(desk, case_id, str(chosen) if chosen is not None else None)

    return ask(
        office,
        parent,
        name="assign",
        title=translate("CaseActs", "Assign {number}").format(number=facts.case.number),
        sentence="",
        act_text=translate("CaseActs", "Assign"),
        rows={"operator": FormRow(translate("CaseActs", "&Who looks after it"), box, above=True)},
        collect=collect,
    )


def decide_which_law(office: Office, parent: QWidget, facts: CaseFacts) -> ActDialog:
    """Decide whether California's rules apply to a caller from elsewhere."""
    case_id = facts.case.id
    choice = RadioRow(
        ((True, translate("CaseActs", "California’s rules &apply")), (False, translate("CaseActs", "They do &not apply"))),
        name="law_applies",
        label=translate("CaseActs", "California’s rules"),
        vertical=True,
    )
    box = text_box("law_reason")

    def collect() -> Work:
        reason, applies = box.toPlainText(), choice.chosen() is True
        return lambda desk: decide_law(desk, case_id, california_applies=applies, reason=reason)

    return ask(
        office,
        parent,
        name="law",
        title=translate("CaseActs", "Decide the law for {number}").format(number=facts.case.number),
        sentence=translate(
            "CaseActs", "{state}. If California’s rules apply, the request goes on. If not, it is answered on that ground."
        ).format(state=label(facts.case.residency)),
        act_text=translate("CaseActs", "Decide"),
        rows={
            "applies": FormRow(translate("CaseActs", "California’s rules"), choice, above=True),
            "reason": FormRow(translate("CaseActs", "&Reason"), box, above=True, stretch=True),
        },
        collect=collect,
    )


def move_the_receipt(office: Office, parent: QWidget, facts: CaseFacts) -> ActDialog:
    """Move the receipt; a later one names the colleague who asked for it."""
    case, zone = facts.case, facts.zone
    there = qt_dates.local(case.received_at, zone)
    day = DateEdit(lambda: facts.today, name="receipt_day")
    day.set_date(there.date())
    hour = QLineEdit(qt_dates.time_of(case.received_at, zone))
    hour.setObjectName("receipt_time")
    set_width(hour, 12)
    box = text_box("receipt_reason")
    me = office.desk.operator.id if office.desk is not None else ""
    others = tuple((one, name) for one, name in facts.detail.operator_names if one != me)
    asked = ChoiceBox(((None, translate("CaseActs", "Nobody else")), *others), name="receipt_asked_by")

    second = RadioRow(
        ((0, translate("CaseActs", "the &first time")), (1, translate("CaseActs", "the &second time, after clocks went back"))),
        name="receipt_fold",
        label=translate("CaseActs", "This time was there twice"),
        vertical=True,
    )
    second.set_chosen(case.received_fold)
    second_row = FormRow(translate("CaseActs", "This time was there twice"), second, above=True)

    def typed() -> datetime:
        return datetime.combine(day.required("received"), read_time(hour.text()))

    def offer_second() -> None:
        """Ask which of the two only where clocks showed the typed time twice."""
        try:
            second_row.setVisible(occurs_twice(typed(), zone=zone))
        except DomainError:
            second_row.setVisible(False)

    def collect() -> Work:
        wall = typed()
        fold = int(str(second.chosen())) if occurs_twice(wall, zone=zone) else 0
        receipt = receipt_from_wall(wall, zone=zone, fold=fold, business_zone=zone)
        reason, by = box.toPlainText(), asked.chosen()
        return lambda desk: move_receipt(desk, case.id, receipt, reason=reason, asked_by=str(by) if by is not None else None)

    dialog = ask(
        office,
        parent,
        name="receipt",
        title=translate("CaseActs", "Move the receipt of {number}").format(number=case.number),
        sentence=translate(
            "CaseActs",
            "Now {received}. Every clock is computed anew, and the history keeps both dates. A later receipt wants a second person.",
        ).format(received=qt_dates.instant(case.received_at, zone)),
        act_text=translate("CaseActs", "Move the receipt"),
        rows={
            "received": FormRow(translate("CaseActs", "&Day of receipt"), day, above=True),
            "time": FormRow(
                translate("CaseActs", "&Time, {zone}").format(zone=qt_dates.zone_name(zone, case.received_at)), hour, above=True
            ),
            "fold": second_row,
            "reason": FormRow(translate("CaseActs", "&Reason"), box, above=True, stretch=True),
            "asked_by": FormRow(translate("CaseActs", "&Who asked for a later one"), asked, above=True),
        },
        collect=collect,
        told=translate("CaseActs", "Receipt moved: {number}").format(number=case.number),
    )
    day.box.textChanged.connect(lambda _text: offer_second())
    hour.textChanged.connect(lambda _text: offer_second())
    offer_second()
    return dialog


def read_time(text: str) -> time:
    """Read a time of day as people type it: ``4:58 PM``, ``16:58``, ``9 am``.

    Raises:
        DomainError: ``time_not_understood`` at ``time``.
    """
    found = _TIME.fullmatch(text.replace(".", "").casefold().strip())
    if found is None:
        raise DomainError("time_not_understood", "time")
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    half = found["half"]
    if hour > (12 if half else 23) or (half and hour == 0) or (half is None and found["minute"] is None):
        raise DomainError("time_not_understood", "time")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute, second)


def take_extension_back(office: Office, parent: QWidget, facts: CaseFacts) -> ActDialog | None:
    """Take a proposed extension back; its letter is voided."""
    extension = facts.extension()
    if extension is None:
        return None
    extension_id = extension.id
    return ask_words(
        office,
        parent,
        name="unextend",
        title=translate("CaseActs", "Take the extension of {about} back").format(about=about(facts)),
        sentence=translate("CaseActs", "Its notice is voided. The first dates stand, as they do now."),
        act_text=translate("CaseActs", "Take it back"),
        destructive=True,
        box="unextend_reason",
        label=translate("CaseActs", "&Reason"),
        work=lambda reason: lambda desk: remove_extension(desk, extension_id, reason=reason),
    )


def end_task(office: Office, parent: QWidget, facts: CaseFacts, task_id: str) -> ActDialog | None:
    """Mark a task as done."""
    task = next((one for one in facts.detail.tasks if one.id == task_id), None)
    if task is None or task.done_at is not None:
        return None
    return ask_words(
        office,
        parent,
        name="task",
        title=translate("CaseActs", "Task done: {task}").format(task=label(task.code)),
        sentence=task.note,
        act_text=translate("CaseActs", "Mark as done"),
        box="task_note",
        field="note",
        lines=2,
        label=translate("CaseActs", "&Note, if there is one"),
        work=lambda note: lambda desk: finish_task(desk, task_id, note=note),
    )
