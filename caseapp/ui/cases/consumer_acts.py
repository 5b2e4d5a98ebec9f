"""Is it the same person? Link a case to an earlier one of the same consumer, see what that counts, or take the link back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from caseapp.domain.case import parse_case_number
from caseapp.domain.errors import DomainError
from caseapp.domain.operators import ALLOWED, Act
from caseapp.services.changes import ChangeSet
from caseapp.services.consumers import ConsumerSheet, consumer_sheet, link_consumer, unlink_consumer
from caseapp.services.desk import Desk
from caseapp.ui import qt_dates
from caseapp.ui.act_dialog import ActDialog, Work
from caseapp.ui.cases.cases_page import CasesPage
from caseapp.ui.commands import Command
from caseapp.ui.labels import types_in_short
from caseapp.ui.office import Office
from caseapp.ui.widgets.form import FormRow, set_lines, set_width
from caseapp.ui.widgets.words import Words

translate = QCoreApplication.translate


def command(office: Office, page_of: Callable[[], QWidget | None], scope: str) -> Command:
    """Return the command that opens the dialog for the case on the page."""

    def run() -> None:
        page = page_of()
        if not isinstance(page, CasesPage) or page.facts is None:
            return
        case_id, number = page.facts.case.id, page.facts.case.number

        def show(sheet: ConsumerSheet | None) -> None:
            open_for(office, page, case_id, number, sheet)

        office.run(page, lambda desk: consumer_sheet(desk, case_id), show)

    return Command(
        id="case.same_person", text=translate("ConsumerActs", "&Same person..."), run=run, icon="users", scope=scope,
        roles=ALLOWED[Act.LINK_CONSUMERS], menu="case", group=2,
    )  # fmt: skip


def open_for(office: Office, parent: QWidget, case_id: str, number: str, sheet: ConsumerSheet | None) -> ActDialog:
    """Open the dialog that fits: to link a case that is linked to nobody, to take the link back of one that is."""
    return _link(office, parent, case_id, number) if sheet is None else _unlink(office, parent, case_id, number, sheet)


def _link(office: Office, parent: QWidget, case_id: str, number: str) -> ActDialog:
    dialog = ActDialog(
        office,
        name="same_person",
        title=translate("ConsumerActs", "Same person as in case {number}").format(number=number),
        sentence=translate(
            "ConsumerActs",
            "Linking says that two cases are of one person. Language and format of letters come along, and answered requests to know "
            "are counted together. It can be taken back.",
        ),
        act_text=translate("ConsumerActs", "Link the cases"),
        parent=parent,
    )
    field = QLineEdit()
    field.setObjectName("same_person_number")
    set_width(field, 18)
    dialog.add("number", FormRow(translate("ConsumerActs", "Number of the &other case"), field, above=True))

    def collect() -> Work:
        other = parse_case_number(field.text())
        if other is None:
            raise DomainError("case_number_unreadable", "number")

        def work(desk: Desk) -> ChangeSet:
            other_id = desk.queries.case_id_of(other)
            if other_id is None:
                raise DomainError("case_number_unknown", "number", number=other)
            return link_consumer(desk, case_id, other_id)

        return work

    dialog.open_for(collect)
    return dialog


def _unlink(office: Office, parent: QWidget, case_id: str, number: str, sheet: ConsumerSheet) -> ActDialog:
    dialog = ActDialog(
        office,
        name="other_person",
        title=translate("ConsumerActs", "The person of case {number}").format(number=number),
        sentence=translate("ConsumerActs", "Other cases of the same person, as somebody decided:"),
        act_text=translate("ConsumerActs", "Take the link back"),
        destructive=True,
        parent=parent,
    )
    for line in sheet_lines(sheet):
        dialog.add_words(Words(line, wrap=True))
    box = QPlainTextEdit()
    box.setObjectName("other_person_reason")
    set_lines(box, 2)
    dialog.add("reason", FormRow(translate("ConsumerActs", "&Why it is another person"), box, above=True, stretch=True))

    def collect() -> Work:
        reason = box.toPlainText()
        return lambda desk: unlink_consumer(desk, case_id, reason=reason)

    dialog.open_for(collect)
    return dialog


def sheet_lines(sheet: ConsumerSheet) -> tuple[str, ...]:
    """Return the cases of the person, and what their requests to know come to."""
    lines = [
        translate("ConsumerActs", "{number}: {rights}, received {date}").format(
            number=one.number, rights=types_in_short(one.types), date=qt_dates.full_date(one.received_on)
        )
        for one in sheet.cases
    ]
    know = sheet.know
    if know is not None and know.reached and know.next_possible_on is not None:
        lines.append(
            translate(
                "ConsumerActs",
                "{count} requests to know were answered in the 12 months before this one. An officer may refuse it, and need not; "
                "from {date} one has to be answered again (Civ. Code 1798.130(b)).",
            ).format(count=len(know.counted), date=qt_dates.full_date(know.next_possible_on))
        )
    elif know is not None and know.counted:
        lines.append(
            translate("ConsumerActs", "1 request to know was answered in the 12 months before this one. This one has to be answered.")
        )
    return tuple(lines)
