"""The facts beside the timeline: by when, what is done, who they are, in that order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QCoreApplication

from caseapp.domain.checklists import DataPoint
from caseapp.domain.deadline import Deadline, ExtensionState
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.hold import FraudSignal, HoldKind, LegalHoldCause
from caseapp.domain.people import AuthorityBasis, PartyPart, RequestorKind
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType
from caseapp.domain.verification import PointOutcome, VerificationOutcome
from caseapp.domain.work import WORK_ENDED, WorkState
from caseapp.services.clocks import UNMET
from caseapp.services.phones import tidy_number
from caseapp.ui import qt_dates
from caseapp.ui.cases.case_facts import CaseFacts
from caseapp.ui.cases.fee_words import dollars
from caseapp.ui.due_words import both_days
from caseapp.ui.labels import label
from caseapp.ui.widgets.deadline_pill import pill_for
from caseapp.ui.widgets.facts_panel import Fact, FactHead

translate = QCoreApplication.translate

Row = Fact | FactHead

AFTER_CLOSING = (DeadlineKind.RETENTION, DeadlineKind.NO_REASK, DeadlineKind.VERIFICATION_PURGE)
"""What runs once a request is closed."""

WHY = "why:"
"""Before the id of a deadline in the key of its row: Enter tells why it is what it is."""


def facts_rows(facts: CaseFacts) -> tuple[Row, ...]:
    """Return heads and facts of the right shown, then of the people."""
    if facts.request is None:
        return tuple(_people(facts))
    return (*_deadlines(facts), *_holds(facts), *_work(facts), *_verification(facts), *_people(facts), *_case(facts))


def _deadlines(facts: CaseFacts) -> list[Row]:
    rows: list[Row] = [FactHead(text=translate("Facts", "Deadlines"), summary=translate("Facts", "Enter: why?"))]
    for deadline in facts.deadlines():
        if deadline.state is DeadlineState.NOT_APPLICABLE:
            continue
        if deadline.kind is DeadlineKind.EXTENSION_NOTICE and deadline.state in UNMET and _extension_is_moot(facts):
            continue
        if deadline.state is DeadlineState.SUPERSEDED and deadline.kind in AFTER_CLOSING:
            continue  # the answer came back and left again: the closing that counts sets them anew
        rows.append(replace(_deadline(facts, deadline), key=f"{WHY}{deadline.id}"))
    extension = facts.extension()
    if extension is not None and extension.state is not ExtensionState.PROPOSED:
        rows.append(Fact(label=translate("Facts", "Extension"), value=label(extension.state)))
    return rows


def _extension_is_moot(facts: CaseFacts) -> bool:
    """No extension was asked for and the request was answered: its notice is owed to nobody."""
    return facts.request is not None and (facts.request.answered_on is not None or facts.request.closed_on is not None)


def _deadline(facts: CaseFacts, deadline: Deadline) -> Fact:
    words = label(deadline.kind)
    if deadline.state in (DeadlineState.MET, DeadlineState.MET_LATE) and deadline.met_on is not None:
        done = translate("Facts", "Done {date}") if deadline.state is DeadlineState.MET else translate("Facts", "Late, {date}")
        line = translate("Facts", "last day {date}").format(date=qt_dates.short_date(deadline.last_day_on))
        return Fact(
            label=words,
            line=line,
            value=done.format(date=qt_dates.short_date(deadline.met_on)),
            is_done=deadline.state is DeadlineState.MET,
        )
    if deadline.state is DeadlineState.SUPERSEDED:
        line = translate("Facts", "was {date}").format(date=qt_dates.short_date(deadline.last_day_on))
        return Fact(label=words, line=line, value=label(deadline.state))
    if deadline.kind is DeadlineKind.EXTENSION_NOTICE and facts.today > deadline.last_day_on and facts.extension() is None:
        # Nobody is owed the notice of an extension that was never proposed.
        line = translate("Facts", "last day was {date}").format(date=qt_dates.short_date(deadline.last_day_on))
        return Fact(label=words, line=line, value=translate("Facts", "Not sent"))
    if deadline.kind in AFTER_CLOSING:
        # Under the words, which are long: beside them the date would cut them off.
        return Fact(label=words, line=qt_dates.year_date(deadline.last_day_on))
    pill = pill_for(
        facts.today,
        plan_by_on=_counts_to(facts, deadline),
        last_day_on=deadline.last_day_on,
        is_extended=deadline.kind is DeadlineKind.EXTENDED_ANSWER,
    )
    return Fact(label=words, line=_dates(deadline), pill=pill)


def _counts_to(facts: CaseFacts, deadline: Deadline) -> date:
    """Return the day the pill counts to: the one that is said beside it."""
    mail_by_on = deadline.mail_by_on
    if deadline.kind is DeadlineKind.EXTENSION_NOTICE and mail_by_on is not None and facts.today <= mail_by_on:
        return mail_by_on
    return deadline.plan_by_on


def _dates(deadline: Deadline) -> str:
    """Plan and last day; for what is posted the day to mail by."""
    if deadline.kind is DeadlineKind.EXTENSION_NOTICE:
        last = qt_dates.short_date(deadline.last_day_on)
        mail = qt_dates.short_date(deadline.mail_by_on or deadline.plan_by_on)
        return translate("Facts", "mail by {mail}, last day {last}").format(mail=mail, last=last)
    return both_days(plan_by_on=deadline.plan_by_on, last_day_on=deadline.last_day_on)


def _work(facts: CaseFacts) -> list[Row]:
    places = facts.places()
    request = facts.request
    if not places or request is None:
        return []
    ended = [one for one in places if one.state in WORK_ENDED]
    head = {
        RequestType.DELETE: translate("Facts", "Deletion by place"),
        RequestType.CORRECT: translate("Facts", "Correction by place"),
    }.get(request.type, translate("Facts", "Places"))
    summary = translate("Facts", "{ended} of {all} ended").format(ended=len(ended), all=len(places))
    rows: list[Row] = [FactHead(text=head, summary=summary)]
    for place in places:
        on = place.ended_on or place.asked_on
        value = qt_dates.short_date(on) if on is not None else label(place.state)
        if place.state is WorkState.ASKED and on is not None:
            value = translate("Facts", "Asked {date}").format(date=qt_dates.short_date(on))
        elif place.state in (WorkState.NOTHING_FOUND, WorkState.NOT_POSSIBLE):
            value = label(place.state)
        rows.append(
            Fact(label=place.name, value=value, is_done=place.state in WORK_ENDED and place.state is not WorkState.NOT_POSSIBLE,
                 is_waiting=place.state not in WORK_ENDED)
        )  # fmt: skip
    return rows


def _verification(facts: CaseFacts) -> list[Row]:
    request = facts.request
    assert request is not None
    head = translate("Facts", "Verification")
    if request.type in NEVER_VERIFIED:
        return [FactHead(text=head), Fact(label=translate("Facts", "Not asked for this right"), value="")]
    verification = facts.verification()
    if verification is None:
        return [FactHead(text=head), Fact(label=translate("Facts", "Not begun"))]
    summary = label(verification.level)
    rows: list[Row] = [FactHead(text=head, summary="")]
    decided = verification.outcome is not VerificationOutcome.OPEN and verification.decided_at is not None
    on = qt_dates.short_date(qt_dates.local(verification.decided_at, facts.zone).date()) if verification.decided_at is not None else ""
    rows.append(Fact(label=summary, value=label(verification.outcome) if not decided else on,
                     is_done=verification.outcome is VerificationOutcome.VERIFIED,
                     is_waiting=verification.outcome is VerificationOutcome.OPEN))  # fmt: skip
    seen: dict[str, tuple[PointOutcome, str]] = {}
    for check in facts.present_checks():
        seen[check.point] = (check.outcome, qt_dates.short_date(qt_dates.local(check.checked_at, facts.zone).date()))
    for point, (outcome, checked_on) in seen.items():
        is_match = outcome is PointOutcome.MATCHED
        rows.append(Fact(label=_point(point), value=checked_on if is_match else label(outcome), is_done=is_match))
    if verification.declaration_needed:
        rows.append(_paper(translate("Facts", "Signed declaration"), verification.declaration_on))
    if verification.authority_needed:
        rows.append(_paper(translate("Facts", "Authority to act"), verification.authority_on))
    if verification.attempts:
        rows.append(
            Fact(label=translate("Facts", "Failed attempts"), value=translate("Facts", "{count} of 3").format(count=verification.attempts))
        )
    return rows


def _paper(words: str, on: date | None) -> Fact:
    if on is not None:
        return Fact(label=words, value=qt_dates.short_date(on), is_done=True)
    return Fact(label=words, value=translate("Facts", "Not seen yet"), is_waiting=True)


def _point(point: str) -> str:
    return label(DataPoint(point)) if point in set(DataPoint) else point


def _holds(facts: CaseFacts) -> list[Row]:
    """The holds that stand, each with what it is for and since when; a fee, with what became of it."""
    rows: list[Row] = [FactHead(text=translate("Facts", "Holds and fee"))]
    for kind, codes in ((HoldKind.FRAUD, FraudSignal), (HoldKind.LEGAL, LegalHoldCause)):
        hold = facts.hold(kind)
        if hold is not None:
            since = qt_dates.short_date(qt_dates.local(hold.placed_at, facts.zone).date())
            kept = ", ".join(hold.categories)
            why = label(codes(hold.code))
            rows.append(
                Fact(label=label(kind), line=translate("Facts", "{why}: {kept}").format(why=why, kept=kept) if kept else why, value=since)
            )
    fee = facts.fee()
    if fee is not None:
        rows.append(Fact(label=translate("Facts", "Fee"), line=label(fee.state), value=dollars(fee.cents)))
    return rows if len(rows) > 1 else []


def _people(facts: CaseFacts) -> list[Row]:
    if facts.is_foreign_draft:
        return []
    rows: list[Row] = [FactHead(text=translate("Facts", "People"))]
    consumer = facts.party(PartyPart.CONSUMER)
    if consumer is not None:
        rows.append(Fact(label=facts.name_of(consumer), value=label(PartyPart.CONSUMER)))
        if facts.sees_names:
            rows.extend(Fact(label=line) for line in consumer.address.lines())
            rows.extend(Fact(label=line) for line in (tidy_number(consumer.phone), consumer.email) if line)
        if consumer.age_band is not None:
            rows.append(Fact(label=translate("Facts", "Child's age"), value=label(consumer.age_band)))
    requestor = facts.party(PartyPart.REQUESTOR)
    if requestor is not None and facts.case.requestor_kind is not RequestorKind.CONSUMER:
        rows.append(Fact(label=facts.name_of(requestor), value=label(facts.case.requestor_kind)))
        if facts.sees_names and requestor.company:
            rows.append(Fact(label=requestor.company))
        authority = requestor.authority or AuthorityBasis.NOT_SHOWN_YET
        rows.append(Fact(label=translate("Facts", "Relies on"), value=label(authority)))
    return rows


def _case(facts: CaseFacts) -> list[Row]:
    case = facts.case
    rows: list[Row] = [FactHead(text=translate("Facts", "Case"))]
    rows.append(Fact(label=translate("Facts", "Answer goes by"), value=label(case.reply_by)))
    rows.append(Fact(label=label(case.residency)))
    if case.period_from is not None or case.period_until is not None:
        start = qt_dates.year_date(case.period_from) if case.period_from is not None else translate("Facts", "the beginning")
        end = qt_dates.year_date(case.period_until) if case.period_until is not None else translate("Facts", "today")
        rows.append(
            Fact(label=translate("Facts", "Period asked for"), line=translate("Facts", "{start} to {end}").format(start=start, end=end))
        )
    rows.append(Fact(label=translate("Facts", "Rules"), value=case.regime_version))
    return rows
