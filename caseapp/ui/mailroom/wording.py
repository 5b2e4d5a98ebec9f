"""Sentences for what keeps a batch from going on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from caseapp.ui import qt_dates
from caseapp.ui.post_wording import word_post_errors
from caseapp.ui.wording import ErrorWording, Sentence

translate = QCoreApplication.translate


def word_mail_room_errors(wording: ErrorWording) -> None:
    """Register the sentences that no other feature has registered."""
    word_post_errors(wording)
    wording.register({code: sentence for code, sentence in _SENTENCES.items() if not wording.knows(code)})


def _on(facts: Mapping[str, object], fact: str, sentence: str) -> str:
    day = facts.get(fact)
    return sentence.format(day=qt_dates.day_date(day) if isinstance(day, date) else "")


_SENTENCES: dict[str, Sentence] = {
    "nothing_to_print": lambda facts: translate("MailRoomErrors", "There is nothing to print. Tick a letter, or wait for an approval."),
    "batch_too_large": lambda facts: translate("MailRoomErrors", "A batch takes {most} letters. Tick fewer.").format(
        most=facts.get("most")
    ),
    "letter_not_queued": lambda facts: translate("MailRoomErrors", "A letter left the queue in the meantime. Read the page again."),
    "text_letter_in_batch": lambda facts: translate("MailRoomErrors", "Plain text goes by e-mail or by hand, not in a batch."),
    "letters_stopped": lambda facts: translate(
        "MailRoomErrors", "The stop list holds letters of {numbers}. Mend what it says, or take the tick away."
    ).format(numbers=facts.get("numbers")),
    "letter_not_late": lambda facts: translate("MailRoomErrors", "This letter is in time, or may leave already. Read the page again."),
    "no_face_to_print": lambda facts: translate("MailRoomErrors", "Every envelope of this batch has a window: no face is printed."),
    "nothing_left_on_day": lambda facts: translate("MailRoomErrors", "Nothing left by post on that day. Choose another day."),
    "batch_in_other_state": lambda facts: translate("MailRoomErrors", "The batch went on in the meantime. Read the page again."),
    "batch_ended": lambda facts: translate("MailRoomErrors", "This batch was mailed or given up already."),
    "piece_not_in_batch": lambda facts: translate("MailRoomErrors", "This piece is not in the batch any more. Read the page again."),
    "batch_not_checked": lambda facts: translate("MailRoomErrors", "Look at every page first, then count."),
    "batch_not_counted": lambda facts: translate("MailRoomErrors", "Count the pieces in the tray first."),
    "pieces_with_problem": lambda facts: translate(
        "MailRoomErrors", "Some pieces have a problem. Reprint them, or put them back in the queue, then count."
    ),
    "count_differs": lambda facts: translate("MailRoomErrors", "Counted {counted}, printed {expected}.").format(
        counted=facts.get("counted"), expected=facts.get("expected")
    ),
    "offset_not_a_number": lambda facts: translate(
        "MailRoomErrors", "Write whole hundredths of an inch, for example 3 or -12. Less than 1.00 inch is a minus."
    ),
    "offset_too_large": lambda facts: translate(
        "MailRoomErrors",
        "A printer that is off by more than {most} hundredths of an inch wants to be mended. Measure again, or use another printer.",
    ).format(most=facts.get("most")),
    "count_missing": lambda facts: translate("MailRoomErrors", "Count the pieces in the tray and write the number."),
    "pieces_not_understood": lambda facts: translate("MailRoomErrors", "Write numbers like 3, 17-19, or 40- for the rest."),
    "piece_number_unknown": lambda facts: translate("MailRoomErrors", "There is no piece {number} in this batch.").format(
        number=facts.get("number")
    ),
    "envelope_number_unknown": lambda facts: translate(
        "MailRoomErrors", "There is no envelope {number} of this kind in the batch. The list of the batch has its number."
    ).format(number=facts.get("number")),
    "words_shown_once": lambda facts: translate(
        "MailRoomErrors", "Note the words first: they cannot be shown again. Go back once more to give them up, and the file with them."
    ),
    "no_such_label": lambda facts: translate(
        "MailRoomErrors", "A sheet has labels 1 to {most}. Write the number of the first free one."
    ).format(most=facts.get("most")),
    "label_too_small": lambda facts: translate(
        "MailRoomErrors",
        "The address of envelope {number} is too large for a label. Leave its number out here, and print the envelope itself.",
    ).format(number=facts.get("number")),
    "letter_not_chosen": lambda facts: translate("MailRoomErrors", "Choose the letter that came back: find it, then pick its row."),
    "reason_missing": lambda facts: translate("MailRoomErrors", "Write the reason."),
    "date_missing": lambda facts: translate("MailRoomErrors", "Write a date, for example today."),
    "dispatch_in_future": lambda facts: translate("MailRoomErrors", "The day is in the future. Write the day on which the letters left."),
    "dispatch_before_approval": lambda facts: _on(
        facts, "approved_on", translate("MailRoomErrors", "A letter was approved on {day}. Write that day or a later one.")
    ),
    "dispatch_before_printing": lambda facts: _on(
        facts, "printed_on", translate("MailRoomErrors", "The batch was printed on {day}. Write that day or a later one.")
    ),
    "dispatched_already": lambda facts: translate("MailRoomErrors", "A letter of this batch was recorded as sent already."),
    "not_dispatched": lambda facts: translate("MailRoomErrors", "This letter was not recorded as sent, so it cannot come back."),
    "returned_already": lambda facts: translate("MailRoomErrors", "This letter was recorded as returned already."),
    "return_before_dispatch": lambda facts: _on(
        facts, "dispatched_on", translate("MailRoomErrors", "The letter left on {day}. Write that day or a later one.")
    ),
    "return_in_future": lambda facts: translate("MailRoomErrors", "The day is in the future. Write the day on which the letter came back."),
    "changed_meanwhile": lambda facts: translate("MailRoomErrors", "Somebody else saved this in the meantime. Read the page again."),
    "not_found": lambda facts: translate("MailRoomErrors", "This was removed in the meantime. Read the page again."),
    "file_not_written": lambda facts: translate("MailRoomErrors", "The file could not be written. Choose another folder, or another name."),
    "letter_bytes_changed": lambda facts: translate(
        "MailRoomErrors", "A stored page is not the one that was approved. Stop, and tell the administrator."
    ),
}
