"""Putting right how the people of a case are called and reached, and how the answer goes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from caseapp.domain.channel import ReplyBy
from caseapp.domain.errors import Conflict, DomainError, Problems
from caseapp.domain.letters import LetterFormat, LetterState
from caseapp.domain.people import NAME_LENGTH_MAX, Party, PartyPart, RequestorKind, clean_name
from caseapp.services.changes import ChangeSet
from caseapp.services.desk import Desk
from caseapp.services.parties import ContactChange, ContactDetails, change_contacts, change_reply
from caseapp.ui.act_dialog import ActDialog, Work, text_box
from caseapp.ui.cases.case_facts import CaseFacts
from caseapp.ui.labels import label, language, options
from caseapp.ui.office import Office
from caseapp.ui.widgets.banner import Banner
from caseapp.ui.widgets.choices import ChoiceBox, RadioRow
from caseapp.ui.widgets.deadline_pill import PillState
from caseapp.ui.widgets.form import FormRow

translate = QCoreApplication.translate

Done = Callable[[Any], None]

DETAILS = tuple(one.name for one in fields(ContactDetails))


def details_of(party: Party) -> ContactDetails:
    """Return what can be put right about a person, as it is stored."""
    return ContactDetails(**{name: getattr(party, name) for name in DETAILS})


def people_of(facts: CaseFacts) -> tuple[Party, ...]:
    """Return the consumer, and whoever asks for the consumer where that is somebody else."""
    people = [facts.party(PartyPart.CONSUMER)]
    if facts.case.requestor_kind is not RequestorKind.CONSUMER:
        people.append(facts.party(PartyPart.REQUESTOR))
    return tuple(one for one in people if one is not None)


class ContactDetailsDialog(ActDialog):
    """Name, ways to reach, address; of one person at a time, and what was typed about the other waits behind it."""

    def __init__(self, office: Office, parent: QWidget, facts: CaseFacts) -> None:
        super().__init__(
            office,
            name="contact",
            title=translate("ContactDialogs", "Contact details, {number}").format(number=facts.case.number),
            sentence=_older_letters(facts),
            act_text=translate("ContactDialogs", "Save the details"),
            parent=parent,
        )
        self._case_id = facts.case.id
        self._seen = {one.part: one.version for one in people_of(facts)}
        self._stored = {one.part: details_of(one) for one in people_of(facts)}
        self._typed = dict(self._stored)
        self._part = next(iter(self._stored))
        self._edits: dict[str, QLineEdit] = {}
        kinds = {PartyPart.CONSUMER: PartyPart.CONSUMER, PartyPart.REQUESTOR: facts.case.requestor_kind}
        self.who = RadioRow(
            tuple((part, label(kinds[part])) for part in self._stored), name="contact_who", label=translate("ContactDialogs", "Whose")
        )
        self.who.chosen_changed.connect(lambda part: self._turn_to(PartyPart(str(part))))
        if len(self._stored) > 1:
            self.add("who", FormRow(translate("ContactDialogs", "&Whose"), self.who, above=True))
        else:
            self.who.hide()
            self.who.setParent(self)
        self.others = Banner(name="contact_others", state=PillState.THREE_DAYS, tall=True)
        self.others.hide()
        self.add_words(self.others)
        self._add_fields()
        self._reason = text_box("contact_reason", 2)
        reason = FormRow(
            translate("ContactDialogs", "&Reason"),
            self._reason,
            above=True,
            stretch=True,
            hint_text=translate("ContactDialogs", "Who said so, and when. It is kept with the change."),
        )
        self.add("reason", reason)
        self._fill()

    def open_at(self, field: str, done: Done) -> None:
        """Open with the focus in this field."""
        self.open_for(self._work, done)
        self._edits[field].setFocus()

    def _add_fields(self) -> None:
        name, letter_name = (
            self._row("name", translate("ContactDialogs", "&Name")),
            self._row("letter_name", translate("ContactDialogs", "Name in &letters")),
        )
        self.add_beside({"name": name, "letter_name": letter_name})
        self.add_beside(
            {
                "phone": self._row("phone", translate("ContactDialogs", "&Phone")),
                "email": self._row("email", translate("ContactDialogs", "&E-mail")),
            }
        )
        self.add_beside(
            {
                "street": self._row("street", translate("ContactDialogs", "&Street")),
                "unit": self._row("unit", translate("ContactDialogs", "&Unit")),
            },
            shares=(3, 1),
        )
        self.add_beside(
            {
                "city": self._row("city", translate("ContactDialogs", "&City")),
                "state": self._row("state", translate("ContactDialogs", "S&tate")),
                "postal_code": self._row("postal_code", translate("ContactDialogs", "&ZIP")),
                "country": self._row("country", translate("ContactDialogs", "C&ountry")),
            },
            shares=(3, 1, 2, 2),
        )

    def _row(self, field: str, words: str) -> FormRow:
        edit = QLineEdit()
        edit.setObjectName(f"contact_{field}")
        # More than a name may have, so that nothing pasted is cut off in silence; saving tells the limit.
        edit.setMaxLength(NAME_LENGTH_MAX + 200)
        self._edits[field] = edit
        return FormRow(words, edit, above=True, stretch=True)

    def _fill(self) -> None:
        for field, edit in self._edits.items():
            edit.setText(getattr(self._typed[self._part], field))
            edit.setCursorPosition(0)

    def _keep(self) -> None:
        self._typed[self._part] = ContactDetails(**{field: edit.text() for field, edit in self._edits.items()})

    def _turn_to(self, part: PartyPart) -> None:
        self._keep()
        self._part = part
        self._fill()

    def _work(self) -> Work:
        """Check all that can be checked here, so that of two people both are saved or neither."""
        self._keep()
        reason = self._reason.toPlainText()
        changes = {part: typed for part, typed in self._typed.items() if typed != self._stored[part]}
        problems = next((found for part in changes if (found := self._problems_of(part))), [])
        if not changes:
            problems.append(DomainError("details_unchanged", "name"))
        if not reason.strip():
            problems.append(DomainError("reason_missing", "reason"))
        if problems:
            raise Problems(tuple(problems))
        case_id, seen = self._case_id, dict(self._seen)

        def work(desk: Desk) -> ChangeSet:
            people = [ContactChange(part=part, details=details, seen_version=seen[part]) for part, details in changes.items()]
            return change_contacts(desk, case_id, people, reason=reason)

        return work

    def _refused(self, error: Exception) -> None:
        super()._refused(error)
        if isinstance(error, Conflict):
            case_id = self._case_id
            self.office.run(self, lambda desk: desk.queries.case_detail(case_id).parties, self._show_others)

    def _show_others(self, parties: tuple[Party, ...]) -> None:
        """Show what somebody else saved in between beside what is typed here; saving once more is then a choice, not an accident."""
        newer = [one for one in parties if one.part in self._seen and one.version != self._seen[one.part]]
        for one in newer:
            self._seen[one.part], self._stored[one.part] = one.version, details_of(one)
        lines = [", ".join((one.name, *one.address.lines(), *(way for way in (one.phone, one.email) if way))) for one in newer]
        self.others.show_text(translate("ContactDialogs", "Saved by somebody else meanwhile"), "; ".join(lines))
        self._fit()

    def _problems_of(self, part: PartyPart) -> list[DomainError]:
        """Return what is wrong with one person's details; that person comes to the front."""
        details = self._typed[part]
        found: list[DomainError] = []
        for field, text in (("name", details.name), ("letter_name", details.letter_name)):
            try:
                clean_name(text, field=field)
            except DomainError as error:
                found.append(error)
        if not details.name.strip():
            found.append(DomainError("consumer_name_missing", "name"))
        if found and part is not self._part:
            self.who.set_chosen(part)
            self._turn_to(part)
        return found


def contact_details(office: Office, parent: QWidget, facts: CaseFacts, *, at: str = "name") -> ContactDetailsDialog:
    """Show how the people of a case are called and reached, and put it right.

    Args:
        at: field of `ContactDetails` that gets the focus.
    """
    dialog = ContactDetailsDialog(office, parent, facts)
    told = translate("ContactDialogs", "Contact details changed: {number}").format(number=facts.case.number)
    dialog.open_at(at, lambda _: office.messages.notice(told))
    return dialog


def reply(office: Office, parent: QWidget, facts: CaseFacts, languages: tuple[str, ...]) -> ActDialog:
    """Change by which way, in which format and language the answer goes out."""
    case = facts.case
    dialog = ActDialog(
        office,
        name="reply",
        title=translate("ContactDialogs", "How the answer of {number} goes out").format(number=case.number),
        sentence=_older_letters(facts),
        act_text=translate("ContactDialogs", "Save the reply"),
        parent=parent,
    )
    by = RadioRow(options(ReplyBy), name="reply_by", label=translate("ContactDialogs", "Reply by"))
    by.set_chosen(case.reply_by)
    format_box = ChoiceBox(options(LetterFormat), name="reply_format")
    format_box.set_chosen(case.reply_format)
    language_box = ChoiceBox(tuple((code, language(code)) for code in languages), name="reply_language")
    language_box.set_chosen(case.reply_language)
    box = text_box("reply_reason", 2)
    dialog.add("reply_by", FormRow(translate("ContactDialogs", "Reply &by"), by, above=True))
    dialog.add("format", FormRow(translate("ContactDialogs", "&Format"), format_box, above=True))
    dialog.add("language", FormRow(translate("ContactDialogs", "&Language"), language_box, above=True))
    dialog.add("reason", FormRow(translate("ContactDialogs", "&Reason"), box, above=True, stretch=True))

    def collect() -> Work:
        way, form = ReplyBy(str(by.chosen())), LetterFormat(str(format_box.chosen()))
        code, reason = str(language_box.chosen() or ""), box.toPlainText()
        return lambda desk: change_reply(desk, case.id, reply_by=way, format=form, language=code, reason=reason)

    told = translate("ContactDialogs", "Reply changed: {number}").format(number=case.number)
    dialog.open_for(collect, lambda _: office.messages.notice(told))
    return dialog


def _older_letters(facts: CaseFacts) -> str:
    """Say what a change does to letters that wait for approval."""
    waiting = sum(1 for one in facts.detail.letters if one.state is LetterState.SUBMITTED)
    if waiting == 0:
        return translate("ContactDialogs", "Letters that are written or sent for approval from now on follow this.")
    if waiting == 1:
        return translate(
            "ContactDialogs",
            "A letter of this case waits for approval. It will be older than the case: send it back, then send it for approval "
            "again, so that it follows this.",
        )
    return translate(
        "ContactDialogs",
        "{count} letters of this case wait for approval. They will be older than the case: send them back, then send them for "
        "approval again, so that they follow this.",
    ).format(count=waiting)
