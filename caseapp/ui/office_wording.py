"""Sentences about operators, passphrases and the organisation: the same before anybody is signed in and in Admin."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.ui.wording import ErrorWording, Sentence

translate = QCoreApplication.translate


def word_office_errors(wording: ErrorWording) -> None:
    """Register the sentences, once."""
    wording.register({code: sentence for code, sentence in _SENTENCES.items() if not wording.knows(code)})


_SENTENCES: dict[str, Sentence] = {
    "login_unfit": lambda facts: translate(
        "OfficeErrors", "Write 2 to 40 small letters, digits, dots, hyphens or underscores, for example maria.lopez."
    ),
    "login_missing": lambda facts: translate("OfficeErrors", "Write the name to sign in with."),
    "login_taken": lambda facts: translate("OfficeErrors", "Somebody has this name already. Choose another one to sign in with."),
    "operator_name_missing": lambda facts: translate("OfficeErrors", "Write the name as colleagues know it."),
    "role_missing": lambda facts: translate("OfficeErrors", "Tick one role or more."),
    "passphrase_too_short": lambda facts: translate(
        "OfficeErrors", "The passphrase has {length} characters. It takes {least} or more; add another word."
    ).format(length=facts.get("length"), least=facts.get("at_least")),
    "passphrase_too_long": lambda facts: translate("OfficeErrors", "The passphrase is longer than {most} characters. Shorten it.").format(
        most=facts.get("at_most")
    ),
    "passphrase_contains_name": lambda facts: translate(
        "OfficeErrors", "The passphrase has the sign-in name in it. Choose words that do not."
    ),
    "passphrase_too_common": lambda facts: translate(
        "OfficeErrors",
        "This would be guessed quickly: it is made of common words, rows of keys or repetitions. Add words that nobody expects.",
    ),
    "passphrases_differ": lambda facts: translate("OfficeErrors", "The two passphrases differ. Type the second one again."),
    "organisation_name_missing": lambda facts: translate("OfficeErrors", "Write the name that stands on letters."),
    "organisation_address_missing": lambda facts: translate(
        "OfficeErrors", "Write the return address: street or PO box, then city, state and ZIP code."
    ),
    "organisation_phone_missing": lambda facts: translate("OfficeErrors", "Write the telephone number that consumers call."),
    "organisation_email_missing": lambda facts: translate("OfficeErrors", "Write the e-mail address that consumers write to."),
    "signer_name_missing": lambda facts: translate("OfficeErrors", "Write who signs the letters."),
    "signer_title_missing": lambda facts: translate("OfficeErrors", "Write the title under that name, for example Privacy Officer."),
    "business_contact_unreadable": lambda facts: translate(
        "OfficeErrors",
        "“{text}” tells neither an address nor an e-mail. Write it like: Redwood Mail | 880 Harbor Blvd, West Sacramento, CA 95691",
    ).format(text=facts.get("text")),
    "zone_unknown": lambda facts: translate("OfficeErrors", "This time zone is not known. Write it like America/Los_Angeles."),
    "last_administrator": lambda facts: translate(
        "OfficeErrors", "Nobody else could administer afterwards. Make somebody else administrator first."
    ),
    "last_officer": lambda facts: translate(
        "OfficeErrors", "Nobody else could read what is sealed afterwards. Make somebody else privacy officer first."
    ),
    "officer_needed": lambda facts: translate(
        "OfficeErrors", "Only a privacy officer can hand on the officers' key. Ask one who is administrator too, or choose other roles."
    ),
    "own_slot": lambda facts: translate("OfficeErrors", "Nobody retires themselves. Ask another administrator."),
    "operator_retired_already": lambda facts: translate("OfficeErrors", "This person was retired already."),
    "operator_has_keys": lambda facts: translate("OfficeErrors", "This person has keys already."),
    "line_number_missing": lambda facts: translate("OfficeErrors", "Write the number that people dial."),
    "client_name_missing": lambda facts: translate("OfficeErrors", "Write the name of the business."),
    "client_contact_missing": lambda facts: translate(
        "OfficeErrors", "Write how consumers reach this business: one line or more with address, telephone or e-mail."
    ),
    "second_person_off_needs_reason": lambda facts: translate(
        "OfficeErrors", "Write why one person is enough. The reason goes into the record."
    ),
}
