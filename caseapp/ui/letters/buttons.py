"""The acts at the foot of the letter page: one primary, the next step that is possible now; the others beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.domain.channel import ReplyBy
from caseapp.domain.correspondence import Letter
from caseapp.domain.letters import LetterFormat, LetterKind, LetterState
from caseapp.domain.operators import Act
from caseapp.services.letter_drafts import OFFICER_KINDS
from caseapp.ui.letters.sheet import LetterSheet
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.words import hint

PRIMARY_KEY = "Ctrl+Return"
LARGE_TEXT_PERCENT = 140


class Doings(Protocol):
    """What the buttons do; the letter page does it."""

    def submit(self) -> None: ...

    def save_now(self) -> None: ...

    def renew_template(self) -> None: ...

    def approve(self) -> None: ...

    def send_back(self) -> None: ...

    def open_next(self) -> None: ...

    def open_case(self) -> None: ...

    def queue(self, queued: bool = True) -> None: ...

    def open_queue(self) -> None: ...

    def record_sent(self) -> None: ...

    def came_back(self) -> None: ...

    def correct_date(self) -> None: ...

    def save_pdf(self) -> None: ...

    def void(self) -> None: ...


def may_write(letter: Letter, may: Callable[[Act], bool]) -> bool:
    """Say whether somebody who may do these acts may write this letter: answers and notices are an officer's."""
    return may(Act.DRAFT_LETTERS) and (letter.kind not in OFFICER_KINDS or may(Act.DECIDE))


class LetterButtons(QWidget):
    """All acts of a letter; those that make no sense now are absent, those a role may not do are said in words."""

    def __init__(self, view: Doings) -> None:
        super().__init__()
        self._primary: KeyButton | None = None

        def button(words: str, name: str, act: Callable[[], None], icon: str = "", key: str = "") -> KeyButton:
            return KeyButton(words, name=name, icon=icon, key=key, on_click=act)

        self.submit = button(self.tr("Send for approval"), "letter_submit", view.submit)
        self.save = button(self.tr("Save draft"), "letter_save", view.save_now, key="Ctrl+S")
        self.renew = button(self.tr("Take the template in force"), "letter_renew", view.renew_template)
        self.approve = button(self.tr("Approve"), "letter_approve", view.approve, "seal-check")
        self.send_back = button(self.tr("Send back..."), "letter_send_back", view.send_back)
        self.next = button(self.tr("Next letter to approve"), "letter_next", view.open_next, "arrow-right")
        self.to_case = button(self.tr("Go to the case"), "letter_to_case", view.open_case, "tray")
        self.queue = button(self.tr("Add to print queue"), "letter_queue", lambda: view.queue(), "printer", "Ctrl+P")
        self.unqueue = button(self.tr("Take out of the queue"), "letter_unqueue", lambda: view.queue(False))
        self.to_queue = button(self.tr("Go to the print queue"), "letter_to_queue", view.open_queue, "printer")
        self.record_sent = button(self.tr("Record as sent..."), "letter_record_sent", view.record_sent, "paper-plane-tilt")
        self.came_back = button(self.tr("Letter came back..."), "letter_came_back", view.came_back)
        self.correct = button(self.tr("Correct the date..."), "letter_correct_date", view.correct_date)
        self.pdf = button(self.tr("Save a PDF..."), "letter_pdf", view.save_pdf)
        self.void = button(self.tr("Void..."), "letter_void_act", view.void)
        self._all = (
            self.submit, self.save, self.renew, self.approve, self.next, self.to_case, self.send_back, self.queue, self.to_queue,
            self.unqueue, self.record_sent,
            self.came_back, self.correct, self.pdf, self.void,
        )  # fmt: skip
        self.words = hint()
        self.words.setWordWrap(True)
        self.words.setObjectName("letter_acts_words")
        self._column = QVBoxLayout(self)
        self._row = FlowRow(*self._all)
        self._column.addWidget(self._row)
        self._column.addWidget(self.words)
        for each in self._all:
            each.hide()
        follow_theme(self, self._dress)

    def show_for(self, sheet: LetterSheet, may: Callable[[Act], bool]) -> None:
        """Show what may be done with a letter now by somebody who may do these acts."""
        had_focus = any(each.hasFocus() for each in self._all)
        shown, words = self._possible(sheet, may)
        self._primary = shown[0] if shown and self._is_step(shown[0]) and not self._is_stuck(sheet) else None
        for each in self._all:
            is_primary = each is self._primary
            each.set_kind(ButtonKind.PRIMARY if is_primary else ButtonKind.DESTRUCTIVE if each is self.void else ButtonKind.DEFAULT)
            each.setVisible(each in shown)
        self._show_keys()
        self.words.setText(words)
        self.words.setVisible(bool(words))
        if had_focus:
            target = self._primary or self.first()
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, words: str) -> None:
        """Say something below the buttons until the letter is read again."""
        self.words.setText(words)
        self.words.setVisible(bool(words))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.words, words))

    def press_primary(self) -> None:
        """Do the primary act, when there is one."""
        if self._primary is not None and self._primary.isVisible():
            self._primary.click()

    def first(self) -> QWidget | None:
        """Return the first act that can be seen."""
        return next((each for each in self._all if each.isVisible()), None)

    def _is_step(self, button: KeyButton) -> bool:
        return button in (
            self.submit, self.approve, self.next, self.to_case, self.send_back, self.queue, self.to_queue, self.record_sent
        )  # fmt: skip

    def _possible(self, sheet: LetterSheet, may: Callable[[Act], bool]) -> tuple[list[KeyButton], str]:
        letter = sheet.letter
        if letter.state is LetterState.DRAFT:
            return self._of_draft(sheet, may)
        if letter.state is LetterState.SUBMITTED:
            if may(Act.APPROVE_LETTERS):
                return self._of_submitted(sheet, may)
            return [], self.tr("A privacy officer reads this letter and approves it.")
        copy = [self.pdf] if letter.content is not None and letter.format is not LetterFormat.TEXT else []
        if letter.state is LetterState.VOIDED:
            return [*copy], self.tr("This letter is void and can never be sent.")
        if letter.state is LetterState.APPROVED or letter.in_queue:
            return self._of_approved(sheet, may, copy)
        if sheet.standing is None:
            words = self.tr("The mail room has this letter. The day it is handed to the post is recorded in its batch.")
            return [*([self.to_queue] if may(Act.RUN_MAIL_ROOM) else []), *copy], words
        later = []
        if may(Act.RECORD_DISPATCH) and sheet.standing.returned_on is None:
            later.append(self.came_back)
        if may(Act.CORRECT_DISPATCH):
            later.append(self.correct)
        return [*later, *copy], ""

    def _is_stuck(self, sheet: LetterSheet) -> bool:
        """An approved letter that is out of date has no step forward; that it left all the same is no step to lead to."""
        return sheet.is_outdated and sheet.letter.state is LetterState.APPROVED

    def _of_draft(self, sheet: LetterSheet, may: Callable[[Act], bool]) -> tuple[list[KeyButton], str]:
        if not may_write(sheet.letter, may):
            return [], self.tr("A privacy officer writes letters of this kind. This one is still a draft.")
        used = sheet.preview.template
        if used is None or not used.is_older:
            return [self.submit, self.save, *self._void(sheet, may)], ""
        if used.is_withdrawn:
            words = self.tr("The template of this draft was withdrawn. Take the one in force, then read the letter again.")
            return [self.renew, self.save, *self._void(sheet, may)], words
        return [self.submit, self.save, self.renew, *self._void(sheet, may)], self.tr("This draft was begun on an older template.")

    def _of_submitted(self, sheet: LetterSheet, may: Callable[[Act], bool]) -> tuple[list[KeyButton], str]:
        """What cannot be done is not offered: its reason stands there, and the primary act is something else that can."""
        if sheet.is_outdated:
            words = self.tr("It cannot be approved: the case changed since it was written. Send it back, look at it, and send it again.")
            return [self.send_back, *self._void(sheet, may)], words
        if sheet.approval is None or not sheet.approval.wants_another:
            return [self.approve, self.send_back, *self._void(sheet, may)], ""
        colleagues = sheet.approval.colleagues
        if colleagues:
            words = self.tr("You wrote it, so a second person approves it: {names}.").format(names=", ".join(colleagues))
        else:
            words = self.tr(
                "You wrote it, and nobody else here may approve letters. An administrator adds a privacy officer, or switches the second "
                "person off."
            )
        step = self.next if sheet.next_to_approve is not None else self.to_case
        return [step, self.send_back, *self._void(sheet, may)], words

    def _of_approved(self, sheet: LetterSheet, may: Callable[[Act], bool], copy: list[KeyButton]) -> tuple[list[KeyButton], str]:
        letter = sheet.letter
        sent = [self.record_sent] if may(Act.RECORD_DISPATCH) else []
        void = self._void(sheet, may)
        changes = may_write(letter, may) and letter.state is LetterState.APPROVED
        if sheet.is_outdated:
            out = [self.unqueue] if changes and letter.in_queue else []
            words = self.tr(
                "The case changed after this letter was approved, so it is neither queued nor printed. Void it, and write it again."
            )
            return [*out, *sent, *copy, *void], words
        if letter.format is LetterFormat.TEXT:
            return [*sent, *copy, *void], self.tr("Plain text goes by e-mail or by hand. Record it when it has left.")
        if sheet.case.reply_by is ReplyBy.EMAIL:
            queue = [self.unqueue] if letter.in_queue and changes else [self.queue] if changes and not letter.in_queue else []
            words = self.tr(
                "Asked for by e-mail. The print queue makes a locked file of it, under “By e-mail or by hand”. Record it here when it "
                "has left."
            )
            return [*sent, *([self.to_queue] if letter.in_queue and may(Act.RUN_MAIL_ROOM) else []), *queue, *copy, *void], words
        if letter.in_queue:
            out = [self.unqueue] if changes else []
            go = [self.to_queue] if may(Act.RUN_MAIL_ROOM) else []
            return [*go, *out, *sent, *copy, *void], self.tr("The letter waits in the print queue.")
        return [*([self.queue] if changes else []), *sent, *copy, *void], ""

    def _void(self, sheet: LetterSheet, may: Callable[[Act], bool]) -> list[KeyButton]:
        """An extension notice goes with its extension, and what is frozen for the mail room can only be recorded."""
        letter = sheet.letter
        is_own = letter.kind is not LetterKind.EXTENSION_NOTICE and (letter.state is not LetterState.ISSUED or letter.in_queue)
        return [self.void] if is_own and may(Act.DECIDE) else []

    def _show_keys(self) -> None:
        """Show each key on its button; large text leaves room for the words only."""
        large = current().text_percent >= LARGE_TEXT_PERCENT
        own = {self.save: "Ctrl+S", self.queue: "Ctrl+P"}
        for each in self._all:
            each.set_key("" if large else PRIMARY_KEY if each is self._primary else own.get(each, ""))

    def _dress(self) -> None:
        px = current().px
        self._show_keys()
        self._column.setContentsMargins(px(Space.PAGE_LEFT), px(Space.M), px(Space.M), px(Space.M))
        self._column.setSpacing(px(Space.S))
