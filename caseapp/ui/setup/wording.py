"""Sentences for what can go wrong before anybody is signed in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.ui.office_wording import word_office_errors
from caseapp.ui.wording import ErrorWording, Sentence

translate = QCoreApplication.translate


def word_setup_errors(wording: ErrorWording) -> None:
    """Register the sentences, once."""
    word_office_errors(wording)
    wording.register({code: sentence for code, sentence in _SENTENCES.items() if not wording.knows(code)})


_SENTENCES: dict[str, Sentence] = {
    "folder_missing": lambda facts: translate("FirstRun", "Write the folder where the record lies, or choose one."),
    "folder_not_whole": lambda facts: translate("FirstRun", "Write the whole path of the folder, from its root on."),
    "folder_not_writable": lambda facts: translate("FirstRun", "Nothing can be written into this folder. Choose another one."),
    "house_exists": lambda facts: translate("FirstRun", "This folder was set up in the meantime. Start the program again to unlock it."),
    "file_not_written": lambda facts: translate("FirstRun", "The file could not be written. Choose another folder."),
    "recovery_group_differs": lambda facts: translate(
        "FirstRun", "This is not group {group} of the sheet. Look at the paper and type it again."
    ).format(group=facts.get("group")),
    "recovery_group_missing": lambda facts: translate("FirstRun", "Type group {group} from the sheet.").format(group=facts.get("group")),
    "recovery_missing": lambda facts: translate("FirstRun", "Type the nine groups of the recovery sheet."),
    "recovery_incomplete": lambda facts: translate(
        "FirstRun", "{typed} signs were typed; the sheet has {wanted}. Look which group is not whole."
    ).format(typed=facts.get("typed"), wanted=facts.get("wanted")),
    "recovery_sign_unknown": lambda facts: translate(
        "FirstRun", "Group {group} has a sign in it that no sheet has. Look at the paper and type it again."
    ).format(group=facts.get("group")),
    "recovery_mistyped": lambda facts: translate("FirstRun", "One sign or more is mistyped. Compare each group with the paper."),
    "wrong_recovery": lambda facts: translate(
        "FirstRun", "This sheet does not open this record: it belongs to another office, or a newer sheet has replaced it."
    ),
    "wait": lambda facts: translate("FirstRun", "Wait {seconds} seconds before the next try.").format(seconds=facts.get("seconds")),
    "operator_retired": lambda facts: translate("FirstRun", "This person no longer works here. Ask an administrator."),
    "keys_missing": lambda facts: translate("FirstRun", "The keys of the record are missing from its folder."),
    "keys_too_new": lambda facts: translate("FirstRun", "The keys of the record were written by a newer version of this program."),
    "keys_unreadable": lambda facts: translate("FirstRun", "The keys of the record cannot be read: the system does not let the program."),
    "keys_not_written": lambda facts: translate("FirstRun", "The keys could not be written into the folder."),
    "keys_exist": lambda facts: translate("FirstRun", "This folder has keys of a record already. Choose another folder."),
    "keys_changed": lambda facts: translate("FirstRun", "Somebody changed your keys while you were signed in. Lock, and unlock again."),
    "vault_locked": lambda facts: translate("FirstRun", "The record is locked."),
    "store_missing": lambda facts: translate("FirstRun", "The record is missing from its folder."),
}
