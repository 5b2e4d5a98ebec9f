"""Sentences for the refusals of acts on a case: what is wrong, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from caseapp.domain.letters import LetterKind
from caseapp.ui import qt_dates
from caseapp.ui.labels import label
from caseapp.ui.wording import Sentence

translate = QCoreApplication.translate

_Facts = Mapping[str, object]


def _day(value: object) -> str:
    return qt_dates.full_date(value) if isinstance(value, date) else translate("CaseErrors", "the last day")


def _too_late(facts: _Facts) -> str:
    return translate(
        "CaseErrors", "The last day to mail the notice of an extension was {date}. Answer now; an extension no longer counts."
    ).format(date=_day(facts.get("last_day_on")))


def _letter(facts: _Facts) -> str:
    kind = facts.get("expected")
    words = label(kind) if isinstance(kind, LetterKind) else ""
    return translate("CaseErrors", "The decisions call for another letter: {kind}. Write that one.").format(kind=words)


CASE_ERRORS: dict[str, Sentence] = {
    "record_still_kept": lambda facts: translate(
        "CaseErrors", "This record is kept by law until its day, and every right of it has to be closed. Wait until it is in the list."
    ),
    "record_on_legal_hold": lambda facts: translate(
        "CaseErrors", "This record is on legal hold. An officer lifts the hold first; until then it stays."
    ),
    "record_destroyed": lambda facts: translate(
        "CaseErrors", "This record was destroyed after its time. Its number and days are left; nothing is done in it any more."
    ),
    "not_extendable_type": lambda _: translate("CaseErrors", "The law gives this right no extension. Answer it within its own days."),
    "already_extended": lambda _: translate(
        "CaseErrors", "An extension was proposed or is in force already, and there is only one. Look at its letter."
    ),
    "already_answered": lambda _: translate("CaseErrors", "The answer has left, so there is nothing to extend."),
    "too_late": _too_late,
    "reason_too_short": lambda f: translate(
        "CaseErrors", "Write at least {shortest} characters about this case; the consumer reads them."
    ).format(shortest=f.get("shortest", 15)),
    "override_reason_missing": lambda _: translate("CaseErrors", "The plan day has passed. Say why you propose it all the same."),
    "extension_in_force": lambda _: translate("CaseErrors", "The notice was mailed, so the extension is in force and stays."),
    "contact_details_changed_meanwhile": lambda _: translate(
        "CaseErrors",
        "Somebody else saved other details while you typed. Theirs stand above, yours are still in the fields: compare, and save again "
        "what is right.",
    ),
    "statement_missing": lambda _: translate(
        "CaseErrors", "Write down what the consumer said. Without a statement a request is not withdrawn."
    ),
    "answer_left_already": lambda _: translate(
        "CaseErrors", "The answer has left already. Its day of receipt and its end stay as they are."
    ),
    "survivor_lacks_right": lambda f: translate("CaseErrors", "Case {number} does not ask this right. Choose the case that does.").format(
        number=f.get("number", "")
    ),
    "survivor_closed": lambda f: translate("CaseErrors", "Case {number} is closed. Take it up again first, or answer this one.").format(
        number=f.get("number", "")
    ),
    "survivor_is_later": lambda f: translate(
        "CaseErrors", "Case {number} was received later. Close that one as the repeat and keep this clock."
    ).format(number=f.get("number", "")),
    "request_not_closed": lambda _: translate("CaseErrors", "This request is open. There is nothing to take up again."),
    "law_decided_already": lambda _: translate("CaseErrors", "Somebody has decided the law for this case. Look at its timeline."),
    "task_done_already": lambda _: translate("CaseErrors", "Somebody has done this task already."),
    "task_ends_by_its_act": lambda _: translate("CaseErrors", "This task ends when the law is decided. Decide the law."),
    "task_for_another_role": lambda _: translate("CaseErrors", "This task is for another role. Ask somebody who has it."),
    "secret_number_typed": lambda _: translate(
        "CaseErrors", "There seems to be a Social Security or card number in the text. Take it out; nobody needs it."
    ),
    "place_name_missing": lambda _: translate("CaseErrors", "Write the name of the place."),
    "facts_missing": lambda _: translate("CaseErrors", "Write what is so in this case; the bare rule is not enough."),
    "category_missing": lambda _: translate("CaseErrors", "Write the name of the category of data."),
    "ground_missing": lambda _: translate("CaseErrors", "Choose the ground on which it is refused."),
    "ground_of_another_right": lambda _: translate("CaseErrors", "This ground does not exist for this right. Choose one from the list."),
    "change_missing": lambda _: translate("CaseErrors", "Write what was corrected, from what to what; the letter says it."),
    "answer_under_way": lambda _: translate("CaseErrors", "The answer is written already. Send its letter back first, then decide anew."),
    "client_missing": lambda _: translate("CaseErrors", "Choose the business on whose behalf the data is held."),
    "not_verified_yet": lambda _: translate(
        "CaseErrors", "Nobody has decided yet who asks. Verify first, or decide that it cannot be verified."
    ),
    "nothing_decided": lambda _: translate("CaseErrors", "Nothing is decided yet. Decide at least one category of data."),
    "systems_open": lambda _: translate(
        "CaseErrors", "A system of record is still open. Mark each one as done, nothing found or not possible."
    ),
    "providers_not_told": lambda _: translate(
        "CaseErrors", "A service provider or third party was not told yet. Mark it as asked, or as ended."
    ),
    "letter_does_not_follow": _letter,
    "request_answered": lambda _: translate("CaseErrors", "This request is answered. Take it up again to write another answer."),
    "request_not_begun": lambda _: translate("CaseErrors", "The intake of this request is not finished. Finish it first."),
    "answer_drafted_already": lambda _: translate("CaseErrors", "The answer is being written already. Open its letter."),
    "notice_comes_from_extension": lambda _: translate(
        "CaseErrors", "The notice is drafted by proposing the extension. Use Extend for that."
    ),
    "time_not_understood": lambda _: translate("CaseErrors", "Write the time like 4:58 PM or 16:58."),
    "number_not_understood": lambda _: translate("CaseErrors", "Write the minutes as a whole number, like 90."),
    "amount_not_understood": lambda _: translate("CaseErrors", "Write the amount in dollars, like 40 or 0.73."),
    "date_missing": lambda _: translate("CaseErrors", "Write the day."),
    "reason_missing": lambda _: translate("CaseErrors", "Write the reason; it is kept with the act."),
    "details_unchanged": lambda _: translate("CaseErrors", "Nothing is changed yet. Change a detail, or go back."),
    "consumer_name_missing": lambda _: translate("CaseErrors", "The person's full name is missing. Type it as they say it."),
    "note_empty": lambda _: translate("CaseErrors", "Write the note first."),
    "case_is_draft": lambda _: translate("CaseErrors", "The intake of this case is not finished. Finish it first."),
    "request_closed": lambda _: translate("CaseErrors", "This request is closed. Take it up again first."),
    "case_number_unreadable": lambda _: translate("CaseErrors", "Write the number of the case like 2026-004812."),
    "case_number_unknown": lambda f: translate("CaseErrors", "There is no other case {number}. Look at the number again.").format(
        number=f.get("number", "")
    ),
    "receipt_in_future": lambda _: translate("CaseErrors", "The receipt lies in the future. Write the day and time it reached us."),
    "receipt_after_entry": lambda f: translate(
        "CaseErrors", "The case was entered on {date}, so the request cannot have come later. Write the day and time it reached us."
    ).format(date=_day(f.get("entered_on"))),
    "stamp_unreadable": lambda _: translate("CaseErrors", "This day and time cannot be read. Write them again."),
    "file_missing": lambda _: translate("CaseErrors", "Choose a file."),
    "file_not_found": lambda _: translate("CaseErrors", "There is no such file. Choose it again."),
    "file_not_readable": lambda _: translate(
        "CaseErrors", "The file cannot be opened. Look whether another program has it, or copy it first."
    ),
    "file_empty": lambda _: translate("CaseErrors", "The file is empty. Choose another one."),
    "file_too_large": lambda f: translate("CaseErrors", "The file is larger than {mb} MB. Scan it in fewer colours or in parts.").format(
        mb=f.get("largest_mb", 25)
    ),
    "file_type_unknown": lambda _: translate(
        "CaseErrors", "Only PDF, PNG, JPEG, TIFF, text and e-mail files come in. Save it as one of these."
    ),
    "file_is_not_what_it_says": lambda _: translate(
        "CaseErrors", "The file is not of the kind its name says. Save it anew as PDF or as a picture."
    ),
    "changed_meanwhile": lambda _: translate(
        "CaseErrors", "A colleague changed this meanwhile. The page shows the newest state; do it again if it is still right."
    ),
    "not_found": lambda _: translate("CaseErrors", "This is no longer in the record."),
    "verification_needed": lambda _: translate("CaseErrors", "This right is verified first. Start with its checklist."),
    "law_undecided": lambda _: translate("CaseErrors", "Nobody has decided yet which law applies. Decide that first."),
    "on_fraud_hold": lambda _: translate(
        "CaseErrors", "The case is on fraud hold, so nothing is given or changed. Lift the hold, or find that it is fraud."
    ),
    "on_legal_hold": lambda _: translate(
        "CaseErrors", "This data is on legal hold and stays. Refuse to delete it on a ground that says why, or end the hold."
    ),
    "on_hold_already": lambda _: translate("CaseErrors", "The case is on fraud hold already. Look at its timeline."),
    "on_legal_hold_already": lambda _: translate("CaseErrors", "The case is on legal hold already. End that one first to change it."),
    "not_on_hold": lambda _: translate("CaseErrors", "The case is on no fraud hold. There is nothing to lift or to uphold."),
    "not_on_legal_hold": lambda _: translate("CaseErrors", "The case is on no legal hold. There is nothing to end."),
    "hold_note_missing": lambda _: translate("CaseErrors", "Write what you saw, or which matter it is; it is kept with the hold."),
    "fee_unanswered": lambda _: translate(
        "CaseErrors", "A fee was stated and is not answered yet. Record the answer, or waive the fee, before anything is granted."
    ),
    "fee_not_agreed": lambda _: translate(
        "CaseErrors", "The consumer did not agree to the fee. Refuse on that ground, or waive the fee before anything is granted."
    ),
    "fee_stated_already": lambda _: translate("CaseErrors", "A fee was stated already, and there is only one. Record its answer."),
    "fee_settled_already": lambda _: translate("CaseErrors", "The fee is settled already. Answer the request."),
    "fee_day_over": lambda _: translate(
        "CaseErrors", "The day by which a fee would have to be answered has passed. Answer the request, or refuse it."
    ),
    "fee_day_not_over": lambda f: translate("CaseErrors", "The consumer has until {date} to answer. Record silence the day after.").format(
        date=_day(f.get("answer_by_on"))
    ),
    "fee_answer_unknown": lambda _: translate("CaseErrors", "Choose what the consumer said to the fee."),
    "no_fee_stated": lambda _: translate("CaseErrors", "No fee was stated for this request. There is nothing to answer."),
    "no_fee_for_type": lambda _: translate("CaseErrors", "The law allows no fee for this right. Answer it without one."),
    "work_done_already": lambda _: translate(
        "CaseErrors", "Some of the work is done, and a fee is stated before it. Answer the request without a fee."
    ),
    "evidence_missing": lambda _: translate("CaseErrors", "Write what proves it; the burden of proof is ours."),
    "cost_missing": lambda _: translate("CaseErrors", "Write how long the work takes, and what an hour or the postage costs."),
    "not_said_by_party": lambda _: translate(
        "CaseErrors", "Only the consumer, or who speaks for the consumer in this case, can withdraw. Choose who said it."
    ),
    "survivor_of_another_person": lambda f: translate(
        "CaseErrors", "Nothing in case {number} shows the same person: not the name, telephone, e-mail or account. Look at both cases."
    ).format(number=f.get("number", "")),
    "survivor_for_other_period": lambda f: translate(
        "CaseErrors", "Case {number} asks about another time, so this is no repeat. Answer both."
    ).format(number=f.get("number", "")),
    "joined_one_would_be_earlier": lambda _: translate(
        "CaseErrors", "A repeat was joined here, and the earlier of the two goes on. Take the repeat up again before moving the receipt."
    ),
    "right_asked_already": lambda _: translate(
        "CaseErrors", "This right is asked in the case already and is open. Change that request instead of adding it again."
    ),
    "asked_before_case": lambda f: translate(
        "CaseErrors", "The case was received on {date}. If this was asked before, move the receipt of the case."
    ).format(date=_day(f.get("received_on"))),
    "right_not_in_force": lambda _: translate("CaseErrors", "The law gave this right no days on the day it was asked. Choose another."),
    "split_already": lambda _: translate("CaseErrors", "The part held for this client is split off already. Look at the rights above."),
    "part_stays_with_client": lambda _: translate(
        "CaseErrors", "This is the part that is held for the client. Answer it as such, or withdraw it."
    ),
    "not_found_unverifiable": lambda _: translate(
        "CaseErrors", "Nobody found that the identity cannot be confirmed. Decide that on the checklist first."
    ),
    "period_ends_before_start": lambda _: translate("CaseErrors", "The time asked about ends before it begins. Look at both days."),
    "period_in_future": lambda _: translate("CaseErrors", "The time asked about ends in the future. Write today or an earlier day."),
    "calendar_ends": lambda _: translate(
        "CaseErrors", "The list of holidays ends before these days. Install the newest version of the program."
    ),
}
"""By code; those that other parts of the program word as well are left to whoever came first."""
