"""Sentences for what keeps a letter from being composed, approved, sent or taken back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from caseapp.domain.letters import LetterKind
from caseapp.ui import qt_dates
from caseapp.ui.labels import label, language
from caseapp.ui.letters.slot_words import place_name
from caseapp.ui.wording import ErrorWording, Sentence

translate = QCoreApplication.translate


def word_letter_errors(wording: ErrorWording) -> None:
    """Register the sentences that no other feature has registered."""
    wording.register({code: sentence for code, sentence in _SENTENCES.items() if not wording.knows(code)})


def _in_place(facts: Mapping[str, object], sentence: str) -> str:
    name = str(facts.get("name") or facts.get("slot") or "")
    return sentence.format(place=place_name(name), longest=facts.get("longest"))


def _blocked(facts: Mapping[str, object]) -> str:
    return translate(
        "LetterErrors", "“{place}” has {what} in it, which may not be sent. Take it out, or name only the kind of number."
    ).format(place=place_name(str(facts.get("name", ""))), what=_number_kind(facts))


def _number_kind(facts: Mapping[str, object]) -> str:
    return {
        "social_security": translate("LetterErrors", "a Social Security number"),
        "card": translate("LetterErrors", "a card number"),
        "driver_license": translate("LetterErrors", "a driver's license number"),
        "account": translate("LetterErrors", "an account number"),
    }.get(str(facts.get("kind")), translate("LetterErrors", "a secret number"))


def _older_than_change(facts: Mapping[str, object]) -> str:
    if facts.get("count") == 1:
        words = translate(
            "LetterErrors",
            "The letter of case {numbers} is older than a change in its case (name, address, reply or receipt), so it is neither queued "
            "nor printed. Leave it out; a privacy officer voids it and writes it again.",
        )
    else:
        words = translate(
            "LetterErrors",
            "The letters of cases {numbers} are older than a change in their case (name, address, reply or receipt), so they are neither "
            "queued nor printed. Leave them out; a privacy officer voids them and writes them again.",
        )
    return words.format(numbers=facts.get("numbers", ""))


def _check_failed(facts: Mapping[str, object]) -> str:
    inner = facts.get("facts")
    details: Mapping[str, object] = inner if isinstance(inner, Mapping) else {}
    code = str(facts.get("check"))
    if code == "address_fits":
        refusal = str(details.get("refusal"))
        known = _SENTENCES.get(refusal)
        return known(details) if known else translate("LetterErrors", "The address does not fit the envelope.")
    if code == "glyphs_present":
        return _SENTENCES["glyph_missing"](details)
    if code == "no_blocked_numbers":
        return translate(
            "LetterErrors", "The letter has {what} in it, which may not be sent. Take it out, here or in the decisions."
        ).format(what=_number_kind(details))
    if code == "pages":
        return translate(
            "LetterErrors",
            "The letter has {sheets} sheets; the envelope takes {most}. Shorten it, or choose letter instead of large print.",
        ).format(sheets=details.get("sheets"), most=details.get("most", 4))
    if code == "nothing_else_shows":
        return translate("LetterErrors", "Something else than the address would show in the window. Shorten what stands above it.")
    return translate("LetterErrors", "A place of the letter is still open: {place}.").format(place=place_name(str(details.get("name", ""))))


def _template_missing(facts: Mapping[str, object]) -> str:
    """Name the letter and the language that go with no template; the year's counts are a sheet and no letter of a case."""
    kind, name = str(facts.get("kind")), language(str(facts.get("language")))
    if kind not in {one.value for one in LetterKind}:
        return translate("LetterErrors", "There is no sheet of the year's counts in {language}. Choose another language.").format(
            language=name
        )
    words = translate(
        "LetterErrors", "There is no letter “{letter}” in {language}. Choose another language for the answer in the case, then write it."
    )
    return words.format(letter=label(LetterKind(kind)), language=name)


def _on(facts: Mapping[str, object], fact: str, sentence: str) -> str:
    day = facts.get(fact)
    return sentence.format(day=qt_dates.day_date(day) if isinstance(day, date) else "")


_SENTENCES: dict[str, Sentence] = {
    "slot_empty": lambda facts: _in_place(facts, translate("LetterErrors", "“{place}” is empty. Write a sentence or two.")),
    "slot_too_long": lambda facts: _in_place(
        facts, translate("LetterErrors", "“{place}” is longer than {longest} characters. Shorten it.")
    ),
    "slot_unknown": lambda facts: _in_place(facts, translate("LetterErrors", "This letter has no place “{place}”. Write the letter anew.")),
    "placeholder_empty": lambda facts: _in_place(
        facts, translate("LetterErrors", "“{place}” is missing. Fill it in the case or in the organisation, then write the letter.")
    ),
    "placeholder_unknown": lambda facts: _in_place(
        facts, translate("LetterErrors", "The template does not know “{place}”. Tell whoever looks after this program.")
    ),
    "placeholder_wrong": lambda facts: _in_place(
        facts, translate("LetterErrors", "“{place}” is not what the template takes. Tell whoever looks after this program.")
    ),
    "code_unknown": lambda facts: _in_place(
        facts, translate("LetterErrors", "The template has no words for what stands in “{place}”. Tell whoever looks after this program.")
    ),
    "blocked_number": _blocked,
    "glyph_missing": lambda facts: translate(
        "LetterErrors",
        "The sign {character} ({name}) cannot be printed. If it stands in a name, write the name for letters in the case with "
        "Latin, Greek, Cyrillic or Armenian letters; elsewhere, write it in another way.",
    ).format(character=facts.get("character"), name=" ".join(str(facts[key]) for key in ("codepoint", "name") if facts.get(key))),
    "address_too_long": lambda facts: translate(
        "LetterErrors", "Line {line} of the address is too long for the envelope. Shorten it in the case, or split it with the unit."
    ).format(line=facts.get("line")),
    "address_too_many_lines": lambda facts: translate(
        "LetterErrors", "The address has {lines} lines, the envelope takes {most}. Put two of them together in the case."
    ).format(lines=facts.get("lines"), most=facts.get("most")),
    "address_missing": lambda facts: translate(
        "LetterErrors", "There is no address to send the letter to. Write it in the case, or choose plain text."
    ),
    "return_address_too_long": lambda facts: translate(
        "LetterErrors", "The return address does not fit into the upper window of this envelope. Choose an envelope with one window."
    ),
    "envelope_has_window": lambda facts: translate(
        "LetterErrors", "The address shows through the window of this envelope. Only an envelope without a window is printed on."
    ),
    "only_pdf_can_be_locked": lambda facts: translate(
        "LetterErrors", "Plain text cannot be locked with a passphrase. Write the letter as a letter or in large print."
    ),
    "envelope_unknown": lambda facts: translate(
        "LetterErrors", "The program does not know this envelope. Choose another one, or measure it again."
    ),
    "measure_unreadable": lambda facts: translate("LetterErrors", "Write inches as on a ruler, for example 4 1/2, 4.5 or 7/8."),
    "envelope_too_small": lambda facts: translate(
        "LetterErrors", "A folded sheet does not go into an envelope of this size. Measure the envelope and the first fold again."
    ),
    "window_outside_envelope": lambda facts: translate(
        "LetterErrors", "With these measures the window lies outside the envelope. Measure from the left edge and from the top edge."
    ),
    "window_too_small": lambda facts: translate(
        "LetterErrors",
        "Wherever the letter slides, an address of three lines has to be seen. This window is too small for that, or the fold leaves "
        "too much play: fold lower, or take an envelope with a larger window.",
    ),
    "window_too_low": lambda facts: translate(
        "LetterErrors", "This window shows what stands below the first fold. Fold lower, or take an envelope with a higher window."
    ),
    "window_too_high": lambda facts: translate(
        "LetterErrors", "This window leaves no room for the letterhead above it. Take an envelope with a lower window."
    ),
    "return_window_too_small": lambda facts: translate(
        "LetterErrors",
        "Wherever the letter slides, the return address has to be seen. This window is too small for it: fold lower, or leave it out.",
    ),
    "return_window_too_low": lambda facts: translate(
        "LetterErrors", "The window of the return address shows what stands below the first fold. Measure it again, or fold lower."
    ),
    "return_window_too_high": lambda facts: translate(
        "LetterErrors", "The window of the return address shows the upper edge of the sheet. Fold lower, or leave this window out."
    ),
    "return_window_too_wide": lambda facts: translate(
        "LetterErrors", "Beside the window of the return address stands how to reach us, and it leaves no room. Leave this window out."
    ),
    "windows_meet": lambda facts: translate(
        "LetterErrors",
        "The two windows are so near that one could show what is meant for the other. Measure both again, or leave this one out.",
    ),
    "envelope_is_the_programs": lambda facts: translate(
        "LetterErrors", "This envelope came with the program, so it stays. Only what was measured here is removed."
    ),
    "envelope_is_standard": lambda facts: translate(
        "LetterErrors", "Letters are laid out for this envelope now. Choose another one for them, then remove it."
    ),
    "template_missing": _template_missing,
    "template_language_unknown": lambda facts: translate(
        "LetterErrors", "There are no letters in the language of {name}. Put the template into the folder of a language that has some."
    ).format(name=facts.get("name")),
    "ground_has_no_sentence": lambda facts: translate(
        "LetterErrors", "A ground of the refusal has no sentence for letters in {language}. Choose another ground in the case."
    ).format(language=language(str(facts.get("language")))),
    "letter_check_failed": _check_failed,
    "letter_not_editable": lambda facts: translate(
        "LetterErrors", "This letter was sent for approval, so it cannot be changed. Ask an officer to send it back."
    ),
    "letter_needs_agent": lambda facts: translate(
        "LetterErrors", "This letter is for a request that an authorized agent made. Here the consumer asks alone; write to the consumer."
    ),
    "letter_needs_parent": lambda facts: translate(
        "LetterErrors", "This letter is for a request that a parent or guardian made. Say in the case who asks, then write it."
    ),
    "letter_never_calls_back": lambda facts: translate(
        "LetterErrors",
        "Nobody is asked to confirm an agent for an opt-out or a limit; the signed permission is enough. Write about other rights only.",
    ),
    "letter_needs_correction": lambda facts: translate(
        "LetterErrors", "This letter is about a correction that was made. Answer the request to correct first."
    ),
    "letter_needs_opt_in": lambda facts: translate(
        "LetterErrors", "This letter asks for the second yes to an opt-in. Choose an opt-out that was answered."
    ),
    "letter_needs_household_right": lambda facts: translate(
        "LetterErrors", "This letter is about requests to know, delete or correct. Choose one of these."
    ),
    "letter_needs_withdrawal": lambda facts: translate(
        "LetterErrors", "This request was not withdrawn. Record the consumer's own words first, then confirm them."
    ),
    "letter_needs_join": lambda facts: translate(
        "LetterErrors", "This request was not joined to an earlier one. Close it as a repeat first, then write."
    ),
    "answer_not_late": lambda facts: translate("LetterErrors", "The answer is not late. Write the answer itself."),
    "notice_comes_from_place": lambda facts: translate(
        "LetterErrors", "A letter to a business begins at the place in the work list that has to be told. Open it there."
    ),
    "place_is_not_told": lambda facts: translate("LetterErrors", "No letter goes to this place. Mark it in the work list when it is done."),
    "notice_needs_decision": lambda facts: translate(
        "LetterErrors", "Nothing is granted yet, so there is nothing to tell others. Decide the request first."
    ),
    "notice_drafted_already": lambda facts: translate("LetterErrors", "The letter to this business is written already. Open it."),
    "letter_to_agent_needs_authority": lambda facts: translate(
        "LetterErrors", "The authorized agent has not shown authority yet. Send the letter to the consumer."
    ),
    "letter_not_submitted": lambda facts: translate(
        "LetterErrors", "This letter does not wait for approval any more. Read the page again."
    ),
    "letter_older_than_case": lambda facts: translate(
        "LetterErrors",
        "The case changed after this letter was sent for approval. Send it back, look at it, and send it for approval again.",
    ),
    "letter_older_than_change": _older_than_change,
    "letter_does_not_follow": lambda facts: translate(
        "LetterErrors", "The letter does not follow from what was decided in the case. Void it, and write the answer again."
    ),
    "letter_issued": lambda facts: translate("LetterErrors", "This letter was given to the mail room. It cannot be voided any more."),
    "letter_voided": lambda facts: translate("LetterErrors", "This letter is void already."),
    "letter_bytes_changed": lambda facts: translate(
        "LetterErrors", "The stored page is not the one that was approved. Stop, and tell the administrator."
    ),
    "notice_comes_from_extension": lambda facts: translate(
        "LetterErrors", "An extension notice comes and goes with its extension. Do it on the case page."
    ),
    "not_approved": lambda facts: translate("LetterErrors", "This letter is not approved. Ask an officer to approve it first."),
    "note_empty": lambda facts: translate("LetterErrors", "Write what has to change."),
    "reason_missing": lambda facts: translate("LetterErrors", "Write the reason."),
    "case_is_draft": lambda facts: translate("LetterErrors", "The case is still a draft. Finish the request first."),
    "request_closed": lambda facts: translate("LetterErrors", "The request is closed. Reopen it in the case first."),
    "request_answered": lambda facts: translate("LetterErrors", "This request was answered already."),
    "request_not_begun": lambda facts: translate("LetterErrors", "Work on this request has not begun. Begin it in the case first."),
    "nothing_decided": lambda facts: translate("LetterErrors", "Nothing was decided about this request. Decide it in the case first."),
    "not_verified_yet": lambda facts: translate(
        "LetterErrors", "The person is not verified yet. Verify, or mark the request as unverifiable."
    ),
    "systems_open": lambda facts: translate("LetterErrors", "A system of record is still open. Finish the work list of the case first."),
    "providers_not_told": lambda facts: translate(
        "LetterErrors", "A service provider was not told yet. Finish the work list of the case first."
    ),
    "answer_drafted_already": lambda facts: translate("LetterErrors", "An answer was written already. Open it in the case."),
    "dispatched_already": lambda facts: translate(
        "LetterErrors", "This letter was recorded as sent already. An officer can correct the date."
    ),
    "letter_in_batch": lambda facts: translate(
        "LetterErrors", "This letter lies in a batch of the print queue. Record it there, or put the piece back in the queue."
    ),
    "dispatch_in_future": lambda facts: translate("LetterErrors", "The day is in the future. Write the day on which the letter left."),
    "dispatch_before_approval": lambda facts: _on(
        facts, "approved_on", translate("LetterErrors", "The letter was approved on {day}. Write that day or a later one.")
    ),
    "date_missing": lambda facts: translate("LetterErrors", "Write a date, for example today."),
    "not_dispatched": lambda facts: translate("LetterErrors", "This letter was not recorded as sent, so it cannot come back."),
    "returned_already": lambda facts: translate("LetterErrors", "This letter was recorded as returned already."),
    "return_before_dispatch": lambda facts: _on(
        facts, "dispatched_on", translate("LetterErrors", "The letter left on {day}. Write that day or a later one.")
    ),
    "return_in_future": lambda facts: translate("LetterErrors", "The day is in the future. Write the day on which the letter came back."),
    "corrected_already": lambda facts: translate("LetterErrors", "This date was corrected already. Correct the newer entry."),
    "changed_meanwhile": lambda facts: translate(
        "LetterErrors", "Somebody else saved this in the meantime. Read the page again, then do it once more."
    ),
    "file_not_written": lambda facts: translate("LetterErrors", "The file could not be written. Choose another folder, or another name."),
    "page_missing": lambda facts: translate("LetterErrors", "The letter has fewer pages now. Go to page 1."),
    "not_found": lambda facts: translate("LetterErrors", "This was removed in the meantime. Go back to the list."),
}
