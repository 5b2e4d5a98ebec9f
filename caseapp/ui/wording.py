"""Sentences for errors: what is wrong, and how to mend it.

Each feature registers the sentences for the codes of its own acts, in its own folder; the codes of the environment
stand here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from caseapp.domain.errors import DomainError, Problems
from caseapp.services.trouble import Trouble

translate = QCoreApplication.translate

Sentence = Callable[[Mapping[str, object]], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleText:
    """The four parts of the one error dialog."""

    happened: str
    saved: str
    can_do: str
    code: str

    def as_text(self) -> str:
        """Return the parts for the clipboard; no personal data can be in them."""
        return "\n".join((self.code, self.happened, self.saved, self.can_do))


class ErrorWording:
    """The sentences for error codes, in the language of the window."""

    def __init__(self) -> None:
        self._sentences: dict[str, Sentence] = {}
        self.register(_COMMON)

    def register(self, codes: Mapping[str, Sentence]) -> None:
        """Add sentences by code.

        Raises:
            ValueError: a code has a sentence already.
        """
        twice = self._sentences.keys() & codes.keys()
        if twice:
            raise ValueError(f"worded twice: {sorted(twice)}")
        self._sentences.update(codes)

    def knows(self, code: str) -> bool:
        return code in self._sentences

    def sentence(self, error: BaseException) -> str:
        """Return one sentence for an error; an unknown code is named so that it can be told to whoever helps."""
        if isinstance(error, Problems):
            return " ".join(self.sentence(problem) for problem in error.problems)
        if isinstance(error, DomainError | Trouble):
            known = self._sentences.get(error.code)
            if known is not None:
                return known(error.facts)
            return translate("ErrorWording", "This is not possible now. The code is {code}.").format(code=error.code)
        return translate("ErrorWording", "The program met something it does not know. What you typed is kept.")

    def trouble(self, error: BaseException) -> TroubleText:
        """Return the four parts of the dialog for an error."""
        if isinstance(error, DomainError):
            return TroubleText(
                happened=self.sentence(error),
                saved=translate("ErrorWording", "Nothing was changed. What you typed is kept."),
                # A refusal that belongs to no field leaves nothing to type again: its sentence says what to do instead.
                can_do=translate("ErrorWording", "Go back, change it, and save again.")
                if error.field
                else translate("ErrorWording", "Go back, and do what stands above."),
                code=error.code,
            )
        if isinstance(error, Trouble):
            return TroubleText(
                happened=self.sentence(error),
                saved=translate("ErrorWording", "Everything saved before is safe. This last act was not saved."),
                can_do=_what_to_do(error.code),
                code=error.code,
            )
        return TroubleText(
            happened=self.sentence(error),
            saved=translate("ErrorWording", "Everything saved before is safe. This last act may not be."),
            can_do=translate(
                "ErrorWording", "Try again. If it comes back, copy the details and give them to whoever looks after this program."
            ),
            code=type(error).__name__,
        )


def _what_to_do(code: str) -> str:
    texts = {
        "wrong_passphrase": translate("ErrorWording", "Type the passphrase again. Look whether Caps Lock is on."),
        "store_too_new": translate("ErrorWording", "Install the newer version of this program, then open the record again."),
        "store_busy": translate("ErrorWording", "Wait a moment, then do it again."),
        "disk_full": translate("ErrorWording", "Make room on the disk, then do it again."),
        "store_damaged": translate("ErrorWording", "Stop working, and restore the last backup from Admin."),
        "resource_missing": translate("ErrorWording", "Install the program again. The record stays as it is."),
        "resource_faulty": translate("ErrorWording", "Install the program again. The record stays as it is."),
        "second_copy": translate("ErrorWording", "Go to the window that is open already."),
        "keys_damaged": translate("ErrorWording", "Restore the keys from the last backup."),
        "printer_failed": translate("ErrorWording", "Look at the printer, then print again."),
        "folder_not_writable": translate("ErrorWording", "Choose another folder, or ask whoever looks after this computer."),
        "file_not_written": translate("ErrorWording", "Choose another folder, or another name."),
        "settings_not_written": translate(
            "ErrorWording", "Make room on the disk, and look whether the folder of your settings can be written."
        ),
        "keys_missing": translate("ErrorWording", "Put the folder back from its last copy. Without its keys the record cannot be opened."),
        "keys_too_new": translate("ErrorWording", "Install the newer version of this program, then open the record again."),
        "keys_unreadable": translate("ErrorWording", "Ask whoever looks after this computer to let you read the folder."),
        "keys_not_written": translate("ErrorWording", "Make room on the disk, and look whether the folder can be written."),
        "operator_retired": translate("ErrorWording", "Let somebody else unlock, or ask an administrator to add you again."),
    }
    return texts.get(
        code,
        translate("ErrorWording", "Do it again. If it comes back, copy the details and give them to whoever looks after this program."),
    )


_COMMON: dict[str, Sentence] = {
    "already_there": lambda facts: translate("ErrorWording", "This is in the record already. Look at it before you do it again."),
    "library_too_old": lambda facts: translate(
        "ErrorWording", "The database library of this computer is too old to be trusted with the record."
    ),
    "migration_failed": lambda facts: translate(
        "ErrorWording", "The record could not be brought up to this version of the program. It was put back as it was."
    ),
    "wrong_key": lambda facts: translate("ErrorWording", "These keys do not belong to this record, or the record is damaged."),
    "sealed_damaged": lambda facts: translate("ErrorWording", "What was sealed here is damaged and cannot be opened."),
    "sealed_too_new": lambda facts: translate("ErrorWording", "This was sealed by a newer version of this program."),
    "dispatched_before_receipt": lambda facts: translate(
        "ErrorWording", "A letter cannot have left before the request came. Look at the day."
    ),
    "language_unknown": lambda facts: translate("ErrorWording", "There are no letters in this language yet. Choose another one."),
    "regime_not_in_force": lambda facts: translate(
        "ErrorWording", "The program knows no law for a request received on this day. Look at the day of receipt; what you typed is kept."
    ),
    "right_not_in_force": lambda facts: translate(
        "ErrorWording", "The law gave no such right on the day of receipt. Untick it, or look at the day."
    ),
    "request_of_another_case": lambda facts: translate("ErrorWording", "This request belongs to another case. Open that case first."),
    "wrong_passphrase": lambda facts: translate("ErrorWording", "This passphrase does not open the record."),
    "store_too_new": lambda facts: translate("ErrorWording", "The record was written by a newer version of this program."),
    "store_busy": lambda facts: translate("ErrorWording", "Another act is using the record."),
    "disk_full": lambda facts: translate("ErrorWording", "The disk is full."),
    "settings_not_written": lambda facts: translate(
        "ErrorWording", "Your settings could not be written. What you chose holds until you close the program."
    ),
    "store_damaged": lambda facts: translate("ErrorWording", "The record is damaged."),
    "resource_missing": lambda facts: translate("ErrorWording", "A file of the program is missing."),
    "resource_faulty": lambda facts: translate("ErrorWording", "A file of the program was changed or damaged."),
    "second_copy": lambda facts: translate("ErrorWording", "The program is open already for this record."),
    "keys_damaged": lambda facts: translate("ErrorWording", "The keys of the record cannot be read."),
    "printer_failed": lambda facts: translate("ErrorWording", "The printer did not take the letters."),
    "role_does_not_include": lambda facts: translate("ErrorWording", "Your role does not include this. Ask somebody who has it."),
    "second_person_needed": lambda facts: translate("ErrorWording", "This wants a second person. Ask a colleague to do it."),
    "date_not_understood": lambda facts: translate("ErrorWording", "Write the date like 3/17/2026, Mar 17, or yesterday."),
    "date_has_two_readings": lambda facts: translate(
        "ErrorWording", "This date can be read in two ways. Choose one, or write the month as a word."
    ),
    "date_does_not_exist": lambda facts: translate("ErrorWording", "This day does not exist. Look at the calendar and write it again."),
    "name_too_long": lambda facts: translate("ErrorWording", "The name is longer than {longest} characters. Shorten it.").format(
        longest=facts.get("longest")
    ),
    "name_has_control_characters": lambda facts: translate(
        "ErrorWording", "The name has a sign in it that cannot be printed. Type it again."
    ),
    "reason_missing": lambda facts: translate("ErrorWording", "Write a reason. It goes into the record."),
    "changed_meanwhile": lambda facts: translate(
        "ErrorWording", "Somebody else saved this in the meantime. Read it again, then change it."
    ),
    "move_not_in_table": lambda facts: translate("ErrorWording", "This step is not possible from where the request stands."),
    "never_verified": lambda facts: translate("ErrorWording", "The law does not let us verify who asks for this right. Go on without it."),
}
