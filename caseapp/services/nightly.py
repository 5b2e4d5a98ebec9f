"""The nightly job: reads every clock against today's date. Run twice it changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from caseapp.domain.deadline import Extension, ExtensionState
from caseapp.domain.deadline_kinds import WAITING_KINDS
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.law_notices import LawNotice
from caseapp.domain.letters import LetterState
from caseapp.domain.operators import Act
from caseapp.domain.request_type import NEVER_VERIFIED
from caseapp.domain.status import RequestStatus
from caseapp.services.clocks import UNMET, meet
from caseapp.services.desk import Desk
from caseapp.services.law_notices import standing_notices
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record


@dataclass(frozen=True, slots=True, kw_only=True)
class NightlyReport:
    """What one run found. `changed` counts what moved; zero on a second run of the same day.

    Attributes:
        values_destroyed: what callers had said to prove who they are.
        notices: what an administrator has to know about the law; a reminder is no change.
    """

    open_deadlines: int
    missed: int
    changed: int
    extensions_lapsed: int
    values_destroyed: int = 0
    notices: tuple[LawNotice, ...] = ()


def run_nightly(desk: Desk) -> NightlyReport:
    """Mark what was missed, from dates only; let proposals lapse whose notice can no longer leave in time; destroy what is due.

    What was said only to verify goes when its day has come (11 CCR 7060(d)); declarations and permissions stay with the record (7062(c)).
    """
    desk.require(Act.RUN_NIGHTLY)
    today = desk.today()
    with desk.uow() as uow:
        destroyed = _purge(uow, desk)
        open_ones = uow.deadlines.where(state=DeadlineState.OPEN)
        late = [one for one in open_ones if today > one.last_day_on and one.kind not in WAITING_KINDS]
        for deadline in late:
            uow.deadlines.replace(replace(deadline, state=DeadlineState.MISSED))
        lapsed = _lapse(uow, desk)
        missed = len(late)
        if late or lapsed or destroyed:
            counts = {"missed": missed, "lapsed": lapsed, "destroyed": destroyed, "on": today}
            record(uow, desk, "nightly_run", thing="store", facts=counts)
        notices = standing_notices(uow, desk)
        uow.set_fact("nightly_ran_on", today.isoformat())
        uow.commit()
    return NightlyReport(
        open_deadlines=len(open_ones) - missed,
        missed=missed,
        changed=missed + lapsed + destroyed,
        extensions_lapsed=lapsed,
        values_destroyed=destroyed,
        notices=notices,
    )


def _purge(uow: UnitOfWork, desk: Desk) -> int:
    """Destroy what was collected only to verify, for every case none of whose rights needs it, and meet the clock that asks for it."""
    today = desk.today()
    destroyed = 0
    due = [one for kind in UNMET for one in uow.deadlines.where(kind=DeadlineKind.VERIFICATION_PURGE, state=kind)]
    for case_id in dict.fromkeys(one.case_id for one in due if one.plan_by_on <= today):
        open_types = {one.type for one in uow.requests.where(case_id=case_id) if one.status is not RequestStatus.CLOSED}
        if not open_types <= NEVER_VERIFIED:
            continue  # another right of the case is still being verified or answered with the same values
        claims = uow.claimed_values.where(case_id=case_id)
        for claim in claims:
            uow.claimed_values.remove(claim.id)
        destroyed += len(claims)
        for deadline in due:
            if deadline.case_id == case_id and deadline.plan_by_on <= today:
                meet(uow, deadline.request_id, {DeadlineKind.VERIFICATION_PURGE}, today)
        record(uow, desk, "claimed_values_destroyed", case_id=case_id, thing="case", thing_id=case_id, facts={"count": len(claims)})
    return destroyed


def _lapse(uow: UnitOfWork, desk: Desk) -> int:
    lapsed = 0
    for extension in uow.extensions.where(state=ExtensionState.PROPOSED):
        notices = [one for one in uow.deadlines.where(request_id=extension.request_id) if one.kind is DeadlineKind.EXTENSION_NOTICE]
        if notices and desk.today() > notices[0].last_day_on:
            uow.extensions.replace(replace(extension, state=ExtensionState.LAPSED))
            _unqueue(uow, desk, extension)
            lapsed += 1
    return lapsed


def _unqueue(uow: UnitOfWork, desk: Desk, extension: Extension) -> None:
    """Take a lapsed notice out of the queue: it would name a day that is not in force. One that left in time can still be recorded."""
    letter = uow.letters.find(extension.letter_id) if extension.letter_id else None
    if letter is not None and letter.in_queue and letter.state in (LetterState.APPROVED, LetterState.ISSUED):
        uow.letters.replace(replace(letter, in_queue=False))
        record(uow, desk, "letter_unqueued", case_id=letter.case_id, thing="letter", thing_id=letter.id)
