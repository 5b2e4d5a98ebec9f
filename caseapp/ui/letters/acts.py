"""What a person does with a letter through a short form: send back, void, record that it left, that it came back, correct the day."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from caseapp.domain.channel import ReplyBy
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import DispatchMethod, LetterFormat
from caseapp.services.changes import ChangeSet
from caseapp.services.desk import Desk
from caseapp.services.dispatch import correct_dispatch, record_dispatch, record_return
from caseapp.services.letter_approval import return_letter, void_letter
from caseapp.ui import qt_dates
from caseapp.ui.labels import label
from caseapp.ui.letters.sheet import LetterSheet
from caseapp.ui.office import Office
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.date_edit import DateEdit
from caseapp.ui.widgets.form import FormRow, set_lines
from caseapp.ui.widgets.form_dialog import FormDialog

translate = QCoreApplication.translate


class LetterActs:
    """Opens the form of an act over the page and does the act in the data lane."""

    def __init__(self, office: Office, page: QWidget) -> None:
        self.office = office
        self._page = page

    def send_back(self, sheet: LetterSheet) -> None:
        """Send a submitted letter back with a note."""
        note = _text_box("letter_back_note", 4)
        rows = {"note": FormRow(translate("LetterActs", "What has to &change"), note, above=True, stretch=True)}
        self._open(
            "letter_back",
            translate("LetterActs", "Send the letter back"),
            translate("LetterActs", "It becomes a draft again, and its writer reads your note on top of it."),
            rows,
            translate("LetterActs", "Send back"),
            lambda desk: return_letter(desk, sheet.letter.id, note=note.toPlainText()),
            translate("LetterActs", "The letter was sent back."),
        )

    def void(self, sheet: LetterSheet) -> None:
        """Void a letter that has not left."""
        reason = _text_box("letter_void_reason", 3)
        rows = {"reason": FormRow(translate("LetterActs", "&Reason"), reason, above=True, stretch=True)}
        self._open(
            "letter_void",
            translate("LetterActs", "Void the letter"),
            translate("LetterActs", "It can never be sent. Its request goes back to work, and the reason stays in the history."),
            rows,
            translate("LetterActs", "Void the letter"),
            lambda desk: void_letter(desk, sheet.letter.id, reason=reason.toPlainText()),
            translate("LetterActs", "The letter is void."),
            destructive=True,
        )

    def record_sent(self, sheet: LetterSheet) -> None:
        """Record that a letter left outside a batch."""
        methods = (DispatchMethod.EMAIL, DispatchMethod.HANDED_OVER, DispatchMethod.CERTIFIED_MAIL, DispatchMethod.FIRST_CLASS_MAIL)
        method = ChoiceBox([(one, label(one)) for one in methods], name="letter_sent_method", label=translate("LetterActs", "How"))
        by_email = sheet.letter.format is LetterFormat.TEXT or sheet.case.reply_by is ReplyBy.EMAIL
        method.set_chosen(DispatchMethod.EMAIL if by_email else DispatchMethod.CERTIFIED_MAIL)
        on = self._date("letter_sent_on", translate("LetterActs", "Day"))
        proof = QLineEdit()
        proof.setObjectName("letter_sent_proof")
        rows = {
            "method": FormRow(translate("LetterActs", "Ho&w"), method, above=True),
            "on": FormRow(translate("LetterActs", "&Day it left"), on, above=True, stretch=True),
            "proof": FormRow(translate("LetterActs", "&Proof"), proof, above=True, stretch=True),
        }  # fmt: skip

        def say_what_proves_it(_: object = None) -> None:
            chosen = DispatchMethod(str(method.chosen()))
            rows["proof"].set_problem("")
            rows["proof"].set_hint(_proof_words(chosen))

        method.chosen_changed.connect(say_what_proves_it)
        say_what_proves_it()

        def act(desk: Desk) -> ChangeSet:
            chosen = DispatchMethod(str(method.chosen()))  # Qt gives a code back as plain text
            return record_dispatch(desk, sheet.letter.id, method=chosen, on=on.required("on"), proof=proof.text())

        self._open(
            "letter_sent",
            translate("LetterActs", "Record as sent"),
            translate("LetterActs", "Send it first. This day then stands in the record, and the clocks it meets are met by it."),
            rows,
            translate("LetterActs", "Record as sent"),
            act,
            translate("LetterActs", "Recorded as sent."),
        )

    def came_back(self, sheet: LetterSheet) -> None:
        """Record that the post or the server gave a letter back."""
        on = self._date("letter_returned_on", translate("LetterActs", "Day"))
        reason = _text_box("letter_returned_reason", 2)
        rows = {
            "on": FormRow(translate("LetterActs", "&Day it came back"), on, above=True, stretch=True),
            "reason": FormRow(
                translate("LetterActs", "&Reason on the envelope"), reason, above=True, stretch=True,
                hint_text=translate("LetterActs", "For example: attempted, not known"),
            ),
        }  # fmt: skip

        def act(desk: Desk) -> ChangeSet:
            return record_return(desk, sheet.letter.id, on=on.required("on"), reason=reason.toPlainText())

        self._open(
            "letter_returned",
            translate("LetterActs", "Letter came back"),
            translate("LetterActs", "The day it was mailed stays. The case gets a task for an officer, and an answer is open again."),
            rows,
            translate("LetterActs", "Record the return"),
            act,
            translate("LetterActs", "Recorded. An officer has a task to find the address."),
        )

    def correct_date(self, sheet: LetterSheet) -> None:
        """Put a wrong day right; both days stay."""
        standing = sheet.standing
        assert standing is not None, "a letter without a dispatch has no such button"
        on = self._date("letter_correct_on", translate("LetterActs", "Day"))
        on.set_date(standing.dispatched_on)
        reason = _text_box("letter_correct_reason", 2)
        rows = {
            "on": FormRow(translate("LetterActs", "&Day it really left"), on, above=True, stretch=True),
            "reason": FormRow(translate("LetterActs", "&Reason"), reason, above=True, stretch=True),
        }

        def act(desk: Desk) -> ChangeSet:
            return correct_dispatch(desk, standing.id, on=on.required("on"), reason=reason.toPlainText())

        self._open(
            "letter_correct",
            translate("LetterActs", "Correct the date"),
            translate("LetterActs", "Recorded was {day}. Both days stay in the record, and the clocks are read again.").format(
                day=qt_dates.full_date(standing.dispatched_on)
            ),
            rows,
            translate("LetterActs", "Correct the date"),
            act,
            translate("LetterActs", "The date is corrected."),
        )

    def _date(self, name: str, words: str) -> DateEdit:
        desk = self.office.desk
        assert desk is not None, "forms open while somebody is signed in"
        field = DateEdit(desk.today, name=name, label=words)
        field.set_date(desk.today())
        return field

    def _open(
        self, name: str, title: str, sentence: str, rows: Mapping[str, FormRow], act_text: str, act: Callable[[Desk], ChangeSet],
        done_text: str, *, destructive: bool = False,
    ) -> None:  # fmt: skip
        def run() -> None:
            self.office.run(dialog, act, done, failed)

        def done(_: object) -> None:
            dialog.accept()
            self.office.messages.notice(done_text)

        def failed(error: Exception) -> None:
            if isinstance(error, DomainError):
                dialog.show_problem(error)
            else:
                self.office.messages.show_trouble(error)

        dialog = FormDialog(
            title, sentence, rows, act_text, run, self.office.messages, name=name, destructive=destructive, parent=self._page
        )  # fmt: skip
        dialog.open()


def _proof_words(method: DispatchMethod) -> str:
    """Return what is written as the proof that a letter left in this way."""
    return {
        DispatchMethod.CERTIFIED_MAIL: translate("LetterActs", "The number on the label, typed or scanned: 20 or 22 digits"),
        DispatchMethod.EMAIL: translate("LetterActs", "Time and subject of the e-mail. May stay empty"),
        DispatchMethod.HANDED_OVER: translate("LetterActs", "Who took it, and where. May stay empty"),
    }.get(method, translate("LetterActs", "May stay empty"))


def _text_box(name: str, lines: int) -> QPlainTextEdit:
    box = QPlainTextEdit()
    box.setObjectName(name)
    set_lines(box, lines)
    return box
