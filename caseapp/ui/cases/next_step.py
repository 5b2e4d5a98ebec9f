"""What comes next in a case, in words, and which act it takes. Pure: a case and who looks at it in, one step out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from caseapp.domain.correspondence import Letter
from caseapp.domain.letters import LetterKind, LetterState
from caseapp.domain.operators import Act, Operator
from caseapp.domain.request_type import NEVER_VERIFIED
from caseapp.domain.status import RequestStatus
from caseapp.domain.verification import ATTEMPTS_MAX, PointOutcome
from caseapp.domain.work import PlaceKind, WorkState
from caseapp.services.answers import ANSWERS
from caseapp.ui import qt_dates
from caseapp.ui.cases.case_facts import CaseFacts
from caseapp.ui.labels import label

translate = QCoreApplication.translate


class CaseAct(StrEnum):
    """What can be done from the page of a case."""

    NONE = "none"
    FINISH_INTAKE = "finish_intake"
    DECIDE_LAW = "decide_law"
    CONFIRM_RECEIPT = "confirm_receipt"
    VERIFY = "verify"
    DECIDE = "decide"
    WRITE_ANSWER = "write_answer"
    OPEN_LETTER = "open_letter"
    PRINT_QUEUE = "print_queue"
    CONTACT_DETAILS = "contact_details"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """The next step. `act` is NONE when it is somebody else's, or nobody's until something arrives."""

    title: str
    line: str = ""
    act: CaseAct = CaseAct.NONE
    letter_id: str | None = None


def next_step(facts: CaseFacts, operator: Operator) -> NextStep | None:
    """Return the next step of the right shown; None when it has ended."""
    if facts.request is None:
        return None
    step = _step(facts, operator)
    if step is None or operator.may(_needed(step.act)):
        return step
    return NextStep(title=step.title, line=step.line, letter_id=step.letter_id)


def _needed(act: CaseAct) -> Act:
    return {
        CaseAct.FINISH_INTAKE: Act.TAKE_REQUESTS,
        CaseAct.DECIDE_LAW: Act.DECIDE,
        CaseAct.CONFIRM_RECEIPT: Act.DRAFT_LETTERS,
        CaseAct.VERIFY: Act.VERIFY,
        CaseAct.DECIDE: Act.DECIDE,
        CaseAct.WRITE_ANSWER: Act.DECIDE,
        CaseAct.PRINT_QUEUE: Act.RUN_MAIL_ROOM,
        CaseAct.OPEN_LETTER: Act.SEE_NAMES,
        CaseAct.CONTACT_DETAILS: Act.DECIDE,
    }.get(act, Act.SEE_CASES)


def _step(facts: CaseFacts, operator: Operator) -> NextStep | None:
    request = facts.request
    assert request is not None
    if facts.case.is_draft:
        return _draft(facts, operator)
    if request.status is RequestStatus.CLOSED:
        return None
    if facts.case.law_undecided:
        return NextStep(
            title=translate("NextStep", "Next: decide whether California’s rules apply"),
            line=translate("NextStep", "The caller lives elsewhere. The clocks run meanwhile."),
            act=CaseAct.DECIDE_LAW,
        )
    confirm = _confirm(facts)
    if confirm is not None:
        return confirm
    if request.status in (RequestStatus.RECEIVED, RequestStatus.VERIFYING):
        return _verify(facts)
    if request.status is RequestStatus.IN_PROGRESS:
        return _progress(facts)
    if request.status is RequestStatus.IN_REVIEW:
        return _review(facts, operator)
    if request.status is RequestStatus.READY_TO_SEND:
        return NextStep(
            title=translate("NextStep", "Next: mail the answer"),
            line=translate("NextStep", "It is approved. The clock stops on the day it leaves."),
            act=CaseAct.PRINT_QUEUE,
        )
    return _answered(facts)


def _draft(facts: CaseFacts, operator: Operator) -> NextStep:
    if facts.case.created_by == operator.id:
        return NextStep(
            title=translate("NextStep", "Next: finish the intake"),
            line=translate("NextStep", "This is your draft. Its clocks run since the receipt."),
            act=CaseAct.FINISH_INTAKE,
        )
    who = facts.operator(facts.case.created_by)
    return NextStep(
        title=translate("NextStep", "Next: the intake has to be finished"),
        line=translate("NextStep", "It is the draft of {person}. Its clocks run since the receipt.").format(person=who),
    )


def _confirm(facts: CaseFacts) -> NextStep | None:
    """The confirmation of receipt comes first, unless its letter is under way already."""
    if not facts.is_confirm_owed():
        return None
    letters = facts.letters_of({LetterKind.CONFIRM_RECEIPT})
    if any(one.state in (LetterState.SUBMITTED, LetterState.APPROVED, LetterState.ISSUED) for one in letters):
        return None
    if letters:
        return NextStep(
            title=translate("NextStep", "Next: finish the confirmation of receipt"),
            line=translate("NextStep", "Its letter is a draft."),
            act=CaseAct.OPEN_LETTER,
            letter_id=letters[-1].id,
        )
    due = facts.next_due
    line = translate("NextStep", "Within ten business days of the receipt.")
    if due is not None:
        line = translate("NextStep", "By {date}: how we verify, and when the answer comes.").format(date=qt_dates.day_date(due.plan_by_on))
    return NextStep(title=translate("NextStep", "Next: confirm receipt"), line=line, act=CaseAct.CONFIRM_RECEIPT)


def _verify(facts: CaseFacts) -> NextStep:
    verification = facts.verification()
    line = translate("NextStep", "The clock does not wait for it.")
    if verification is not None:
        matched = len({one.point for one in facts.present_checks() if one.outcome is PointOutcome.MATCHED})
        if verification.attempts >= ATTEMPTS_MAX:
            line = translate("NextStep", "Three attempts failed. Decide whether the person counts as verified.")
        elif verification.declaration_needed and verification.declaration_on is None and matched >= verification.points_needed:
            line = translate("NextStep", "The signed declaration has not come yet. The clock does not wait for it.")
        else:
            line = translate("NextStep", "{matched} of {needed} points match so far. The clock does not wait.").format(
                matched=matched, needed=verification.points_needed
            )
    return NextStep(title=translate("NextStep", "Next: verify who asks"), line=line, act=CaseAct.VERIFY)


def _progress(facts: CaseFacts) -> NextStep:
    request = facts.request
    assert request is not None
    letter = _answer_letter(facts)
    if letter is not None:
        return NextStep(
            title=translate("NextStep", "Next: finish the answer"),
            line=letter.return_note or translate("NextStep", "Its letter is a draft: {kind}.").format(kind=label(letter.kind)),
            act=CaseAct.OPEN_LETTER,
            letter_id=letter.id,
        )
    if request.returned_on is not None:
        return _came_back(facts, request.returned_on, CaseAct.WRITE_ANSWER)
    if request.held_only_as_service_provider or (request.unverifiable_on is not None and request.answer_as is None):
        return _write(facts)
    open_systems = [one for one in facts.open_places() if one.place is PlaceKind.SYSTEM_OF_RECORD]
    untold = [one for one in facts.places() if one.place is not PlaceKind.SYSTEM_OF_RECORD and one.state is WorkState.OPEN]
    undecided = request.type not in NEVER_VERIFIED and not facts.decisions()
    if undecided or (request.unverifiable_on is None and (open_systems or untold)):
        return _decide(facts, undecided=undecided)
    return _write(facts)


def _decide(facts: CaseFacts, *, undecided: bool) -> NextStep:
    open_places = facts.open_places()
    line = translate("NextStep", "Nothing is decided yet.")
    asked = [one for one in open_places if one.asked_on is not None]
    if open_places and len(asked) == len(open_places):
        line = translate("NextStep", "{place} has not answered. You can answer all the same.").format(place=asked[0].name)
    elif open_places:
        line = translate("NextStep", "{open} of {all} places are still open.").format(open=len(open_places), all=len(facts.places()))
    request = facts.request
    assert request is not None
    if request.answer_as is not None:
        line = translate("NextStep", "Not verified, so the request is answered as categories, under the same clock.")
    title = translate("NextStep", "Next: decide the answer") if undecided else translate("NextStep", "Next: finish the places")
    return NextStep(title=title, line=line, act=CaseAct.DECIDE)


def _write(facts: CaseFacts) -> NextStep:
    answer = facts.answer
    line = translate("NextStep", "Everything it needs is decided.")
    if answer is not None and answer.mail_by_on is not None:
        line = translate("NextStep", "Everything it needs is decided. Mail it by {date}.").format(date=qt_dates.day_date(answer.mail_by_on))
    return NextStep(title=translate("NextStep", "Next: write the answer"), line=line, act=CaseAct.WRITE_ANSWER)


def _review(facts: CaseFacts, operator: Operator) -> NextStep:
    letter = next((one for one in facts.letters_of(ANSWERS) if one.state is LetterState.SUBMITTED), None)
    if letter is None:
        return NextStep(title=translate("NextStep", "Next: the answer is being reviewed"))
    is_mine = letter.prepared_by == operator.id
    line = (
        translate("NextStep", "You wrote it, so a colleague looks at it.")
        if is_mine and facts.two_approve
        else translate("NextStep", "You wrote it, and in this office you may approve it yourself.")
        if is_mine
        else translate("NextStep", "{person} wrote it.").format(person=facts.operator(letter.prepared_by))
    )
    return NextStep(title=translate("NextStep", "Next: approve the answer"), line=line, act=CaseAct.OPEN_LETTER, letter_id=letter.id)


def _answered(facts: CaseFacts) -> NextStep | None:
    request = facts.request
    assert request is not None
    if request.returned_on is not None:
        return _came_back(facts, request.returned_on, CaseAct.NONE)
    open_places = facts.open_places()
    if open_places:
        return NextStep(
            title=translate("NextStep", "Next: wait for {place}").format(place=open_places[0].name),
            line=translate("NextStep", "The answer left. The case closes when every place has ended."),
            act=CaseAct.DECIDE,
        )
    return None


def _came_back(facts: CaseFacts, on: date, act: CaseAct) -> NextStep:
    """First another address or another way, then the answer again."""
    title = translate("NextStep", "Next: the answer came back")
    returned = qt_dates.day_date(on)
    if facts.is_reached_otherwise():
        line = translate("NextStep", "Returned {date}. The contact details or the reply were changed since. Send the answer again.")
        return NextStep(title=title, line=line.format(date=returned), act=act)
    line = translate("NextStep", "Returned {date}. Find an address and send it again.")
    return NextStep(title=title, line=line.format(date=returned), act=CaseAct.CONTACT_DETAILS)


def _answer_letter(facts: CaseFacts) -> Letter | None:
    """The answer that is being written."""
    drafts = [one for one in facts.letters_of(ANSWERS) if one.state is LetterState.DRAFT]
    return drafts[0] if drafts else None


def act_words(act: CaseAct) -> str:
    """Words of the primary button for an act."""
    return {
        CaseAct.FINISH_INTAKE: translate("NextStep", "Finish the intake"),
        CaseAct.DECIDE_LAW: translate("NextStep", "Decide the law..."),
        CaseAct.CONFIRM_RECEIPT: translate("NextStep", "Confirm receipt"),
        CaseAct.VERIFY: translate("NextStep", "Verify"),
        CaseAct.DECIDE: translate("NextStep", "Decide..."),
        CaseAct.WRITE_ANSWER: translate("NextStep", "Write the answer"),
        CaseAct.OPEN_LETTER: translate("NextStep", "Open the letter"),
        CaseAct.PRINT_QUEUE: translate("NextStep", "Go to the print queue"),
        CaseAct.CONTACT_DETAILS: translate("NextStep", "Contact details..."),
    }.get(act, "")


def act_icon(act: CaseAct) -> str:
    return {
        CaseAct.FINISH_INTAKE: "note-pencil",
        CaseAct.DECIDE_LAW: "scales",
        CaseAct.CONFIRM_RECEIPT: "envelope-simple-open",
        CaseAct.VERIFY: "shield-check",
        CaseAct.DECIDE: "scales",
        CaseAct.WRITE_ANSWER: "envelope-simple-open",
        CaseAct.OPEN_LETTER: "envelope-simple-open",
        CaseAct.PRINT_QUEUE: "printer",
        CaseAct.CONTACT_DETAILS: "identification-card",
    }.get(act, "")
