"""Sentences for what can go wrong before anybody is signed in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.ui.wording import ErrorWording, Sentence

translate = QCoreApplication.translate


def word_setup_errors(wording: ErrorWording) -> None:
    """Register the sentences, once."""
    wording.register({code: sentence for code, sentence in _SENTENCES.items() if not wording.knows(code)})


_SENTENCES: dict[str, Sentence] = {
    "folder_missing": lambda facts: translate("FirstRun", "Write the folder where the record lies, or choose one."),
    "folder_not_whole": lambda facts: translate("FirstRun", "Write the whole path of the folder, from its root on."),
    "folder_not_writable": lambda facts: translate("FirstRun", "Nothing can be written into this folder. Choose another one."),
    "house_exists": lambda facts: translate("FirstRun", "This folder was set up in the meantime. Start the program again to unlock it."),
    "file_not_written": lambda facts: translate("FirstRun", "The file could not be written. Choose another folder."),
    "login_unfit": lambda facts: translate(
        "FirstRun", "Write 2 to 40 small letters, digits, dots, hyphens or underscores, for example maria.lopez."
    ),
    "login_missing": lambda facts: translate("FirstRun", "Write the name to sign in with."),
    "login_taken": lambda facts: translate("FirstRun", "Somebody has this name already. Choose another one to sign in with."),
    "operator_name_missing": lambda facts: translate("FirstRun", "Write the name as colleagues know it."),
    "role_missing": lambda facts: translate("FirstRun", "Tick one role or more."),
    "passphrase_too_short": lambda facts: translate(
        "FirstRun", "The passphrase has {length} characters. It takes {least} or more; add another word."
    ).format(length=facts.get("length"), least=facts.get("at_least")),
    "passphrase_too_long": lambda facts: translate("FirstRun", "The passphrase is longer than {most} characters. Shorten it.").format(
        most=facts.get("at_most")
    ),
    "passphrase_contains_name": lambda facts: translate("FirstRun", "The passphrase has the sign-in name in it. Choose words that do not."),
    "passphrase_too_common": lambda facts: translate(
        "FirstRun", "This would be guessed quickly: it is made of common words, rows of keys or repetitions. Add words that nobody expects."
    ),
    "passphrases_differ": lambda facts: translate("FirstRun", "The two passphrases differ. Type the second one again."),
    "organisation_name_missing": lambda facts: translate("FirstRun", "Write the name that stands on letters."),
    "address_missing": lambda facts: translate("FirstRun", "Write the return address: street or PO box, then city, state and ZIP code."),
    "phone_missing": lambda facts: translate("FirstRun", "Write the telephone number that consumers call."),
    "email_missing": lambda facts: translate("FirstRun", "Write the e-mail address that consumers write to."),
    "signer_name_missing": lambda facts: translate("FirstRun", "Write who signs the letters."),
    "signer_title_missing": lambda facts: translate("FirstRun", "Write the title under that name, for example Privacy Officer."),
    "zone_unknown": lambda facts: translate("FirstRun", "This time zone is not known. Write it like America/Los_Angeles."),
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
