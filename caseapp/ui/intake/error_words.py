"""Sentences for what can be wrong on the intake page: what is wrong, and how to mend it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.ui.wording import ErrorWording, Sentence

translate = QCoreApplication.translate


def register(wording: ErrorWording) -> None:
    """Add the sentences that no other page has added."""
    wording.register({code: sentence for code, sentence in _SENTENCES.items() if not wording.knows(code)})


_SENTENCES: dict[str, Sentence] = {
    "no_right_chosen": lambda _: translate("IntakeErrors", "No right is ticked. Tick what they ask for."),
    "requestor_name_missing": lambda _: translate("IntakeErrors", "The name of whoever asks is missing. Type it as they say it."),
    "consumer_name_missing": lambda _: translate("IntakeErrors", "The person's full name is missing. Type it as they say it."),
    "nothing_to_find_by": lambda _: translate(
        "IntakeErrors", "Nothing here finds the person. Type an address with its city, a phone number or an e-mail address."
    ),
    "street_missing": lambda _: translate("IntakeErrors", "The street is missing, and the reply goes by mail. Type it."),
    "city_missing": lambda _: translate("IntakeErrors", "The city is missing, and the reply goes by mail. Type it."),
    "postal_code_unreadable": lambda _: translate("IntakeErrors", "A ZIP code has 5 digits, or 9 with a dash. Ask again, and type it."),
    "postal_code_missing": lambda _: translate("IntakeErrors", "The ZIP code is missing, and the reply goes by mail. Type it."),
    "email_missing": lambda _: translate("IntakeErrors", "There is no e-mail address to reply to. Type one, or reply by mail."),
    "receipt_unreadable": lambda _: translate(
        "IntakeErrors", "The day it reached us cannot be read. Write it like 3/2/2026 2:05 PM, Mar 2, or yesterday."
    ),
    "stamp_unreadable": lambda _: translate(
        "IntakeErrors", "The day it reached us cannot be read. Write it like 3/2/2026 2:05 PM, Mar 2, or yesterday."
    ),
    "time_does_not_exist": lambda _: translate("IntakeErrors", "This time does not exist. Write it like 2:05 PM or 14:05."),
    "receipt_in_future": lambda _: translate(
        "IntakeErrors", "The day it reached us is still to come. Write when it came, or leave the field empty for now."
    ),
    "late_entry_reason_missing": lambda _: translate(
        "IntakeErrors", "It reached us before today. Say in a few words why it is entered only now."
    ),
    "confirmation_not_said": lambda _: translate(
        "IntakeErrors", "The confirmation of receipt is not said yet. Read the sentences of the script and tick them with Ctrl+T."
    ),
    "sentence_not_said": lambda _: translate(
        "IntakeErrors", "A sentence that has to be said is not ticked yet. Read it from the script and tick it with Ctrl+T."
    ),
    "sentences_not_said": lambda _: translate(
        "IntakeErrors",
        "Sentences that have to be said are not ticked yet, the confirmation of receipt among them. "
        "Read them from the script and tick them with Ctrl+T.",
    ),
    "secret_number_typed": lambda _: translate(
        "IntakeErrors", "This looks like a Social Security or card number. Take it out: it is not needed and not kept."
    ),
    "date_unreadable": lambda _: translate("IntakeErrors", "This date cannot be read. Write it like 3/17/2026 or Mar 17, 2026."),
    "period_ends_before_start": lambda _: translate("IntakeErrors", "The period ends before it begins. Change one of the two days."),
    "period_in_future": lambda _: translate("IntakeErrors", "The period ends after today. Write today or an earlier day."),
    "case_number_unreadable": lambda _: translate("IntakeErrors", "This is no case number. Write it like 2026-004812."),
    "case_number_unknown": lambda facts: translate(
        "IntakeErrors", "There is no case {number}. Ask for the number again, or take a new request."
    ).format(number=facts.get("number", "")),
    "case_missing": lambda _: translate("IntakeErrors", "The case number is missing. Ask for it and type it like 2026-004812."),
    "topic_missing": lambda _: translate("IntakeErrors", "What the question is about is missing. Write a word or two."),
    "draft_has_request": lambda _: translate("IntakeErrors", "A right was asked in this draft, so it stays. Open it and save the case."),
    "draft_of_another": lambda _: translate("IntakeErrors", "This draft belongs to somebody else. Ask them to open it."),
    "draft_has_no_number": lambda _: translate("IntakeErrors", "No right was ever ticked in this draft. Remove it with Delete."),
    "takes_no_requests": lambda _: translate("IntakeErrors", "This person takes no requests. Choose somebody who does."),
    "has_it_already": lambda _: translate("IntakeErrors", "This person has the draft already. Choose somebody else."),
    "same_case": lambda _: translate("IntakeErrors", "This is the same case. Choose another one."),
    "linked_already": lambda _: translate("IntakeErrors", "These two cases are linked already. There is nothing to do."),
    "linked_to_another": lambda facts: translate(
        "IntakeErrors", "Both cases are linked to a person already. Take one link back first, then link it with {number}."
    ).format(number=facts.get("number", "")),
    "not_linked": lambda _: translate("IntakeErrors", "This case is linked to nobody. There is nothing to take back."),
    "calendar_ends": lambda _: translate(
        "IntakeErrors", "The tables of holidays do not reach that far. Look at the day, or ask for a newer version of this program."
    ),
    "file_empty": lambda _: translate("IntakeErrors", "This file is empty. Choose another one."),
    "file_too_large": lambda facts: translate(
        "IntakeErrors", "This file is larger than {largest} MB. Scan it again with a lower resolution."
    ).format(largest=facts.get("largest_mb", "")),
    "file_type_unknown": lambda _: translate(
        "IntakeErrors", "Files of this kind are not taken. Choose a PDF, a picture, a text or an e-mail."
    ),
    "file_is_not_what_it_says": lambda _: translate(
        "IntakeErrors", "The file holds something else than its name says. Save it again as PDF, then add it."
    ),
    "file_unreadable": lambda _: translate(
        "IntakeErrors", "The file could not be opened. Look whether it is still there, then choose it again."
    ),
}
