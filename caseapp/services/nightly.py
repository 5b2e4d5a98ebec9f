"""The nightly job: reads every clock against today's date. Run twice it changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from caseapp.domain.deadline import Extension, ExtensionState
from caseapp.domain.deadlines import DeadlineKind, is_missed
from caseapp.domain.hold import HoldKind, stands
from caseapp.domain.law_notices import LawNotice
from caseapp.domain.letters import LetterState
from caseapp.domain.operators import Act
from caseapp.domain.request_type import NEVER_VERIFIED
from caseapp.domain.status import RequestStatus
from caseapp.services.clocks import meet
from caseapp.services.desk import Desk
from caseapp.services.drafts import REGIME_ID
from caseapp.services.law_notices import standing_notices
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.retention import months_kept


@dataclass(frozen=True, slots=True, kw_only=True)
class NightlyReport:
    """What one run found. `changed` counts what moved; zero on a second run of the same day.

    Attributes:
        values_destroyed: what callers had said to prove who they are.
        records_due: closed cases past the day until which they are kept; a person destroys them, never the night.
        notices: what an administrator has to know about the law; a reminder is no change.
    """

    open_deadlines: int
    missed: int
    changed: int
    extensions_lapsed: int
    values_destroyed: int = 0
    records_due: int = 0
    notices: tuple[LawNotice, ...] = ()


RAN_ON = "nightly_ran_on"
"""The fact of the store that says on which day the job ran last."""

PAGE = 5_000
"""How many rows one transaction holds: a run that is cut off goes on where it stopped, and nobody waits long for the write lock."""

Progress = Callable[[int], None]


def run_nightly(desk: Desk, *, progress: Progress = lambda changed: None) -> NightlyReport:
    """Mark what was missed, from dates only; let proposals lapse whose notice can no longer leave in time; destroy what is due.

    What was said only to verify goes when its day has come (11 CCR 7060(d)); declarations and permissions stay with the record (7062(c)).
    The work is done in pages, each in a transaction of its own with its entry in the history. What a page has done is not there for the
    next one to find, so a run that was cut off is simply run again, and a second run of the same day changes nothing.

    Args:
        progress: is told how many rows were changed so far, after each page.
    """
    desk.require(Act.RUN_NIGHTLY)
    destroyed = _purge(desk)
    missed = lapsed = 0
    for page in _mark_missed(desk):
        missed += page
        progress(missed + destroyed)
    while page := _lapse(desk):
        lapsed += page
        progress(missed + lapsed + destroyed)
    with desk.uow() as uow:
        still_open = uow.nightly.count_open_deadlines()
        due = uow.nightly.count_records_due(desk.today(), months=months_kept(desk.rulebook.regime_for(REGIME_ID, desk.today())))
        notices = standing_notices(uow, desk)
        if uow.fact(RAN_ON) != desk.today().isoformat():
            uow.set_fact(RAN_ON, desk.today().isoformat())
            uow.commit()
    return NightlyReport(
        open_deadlines=still_open,
        missed=missed,
        changed=missed + lapsed + destroyed,
        extensions_lapsed=lapsed,
        values_destroyed=destroyed,
        records_due=due,
        notices=notices,
    )


def _mark_missed(desk: Desk) -> Iterator[int]:
    """Mark open deadlines whose last day has passed, page by page; a clock that only forbids is never missed by waiting."""
    today, last = desk.today(), None
    while True:
        with desk.uow() as uow:
            page = uow.nightly.open_deadlines_past(today, after=last, limit=PAGE)
            if not page:
                return
            late = [one for one in page if is_missed(one.kind, one.last_day_on, today=today)]
            uow.nightly.mark_missed(late)
            record(uow, desk, "nightly_run", thing="store", facts={"missed": len(late), "on": today})
            uow.commit()
        last = page[-1]
        yield len(late)


def _purge(desk: Desk) -> int:
    """Destroy what was collected only to verify, for every case none of whose rights needs it, and meet the clock that asks for it."""
    destroyed, after = 0, ""
    while True:
        with desk.uow() as uow:
            cases = uow.nightly.cases_to_purge(desk.today(), after=after, limit=PAGE)
            if not cases:
                return destroyed
            purged = [_purge_case(uow, desk, case_id) for case_id in cases]
            if any(one is not None for one in purged):
                uow.commit()
        destroyed += sum(one or 0 for one in purged)
        after = cases[-1]


def _purge_case(uow: UnitOfWork, desk: Desk, case_id: str) -> int | None:
    """Destroy the values of one case and return how many there were; None where they are needed still, or kept as evidence."""
    today = desk.today()
    open_types = {one.type for one in uow.requests.where(case_id=case_id) if one.status is not RequestStatus.CLOSED}
    kept = stands(uow.holds.where(case_id=case_id), HoldKind.LEGAL)
    if not open_types <= NEVER_VERIFIED or (kept is not None and not kept.categories):
        return None
    claims = uow.claimed_values.where(case_id=case_id)
    for claim in claims:
        uow.claimed_values.remove(claim.id)
    for deadline in uow.deadlines.where(case_id=case_id, kind=DeadlineKind.VERIFICATION_PURGE):
        if deadline.plan_by_on <= today:
            meet(uow, deadline.request_id, {DeadlineKind.VERIFICATION_PURGE}, today)
    record(uow, desk, "claimed_values_destroyed", case_id=case_id, thing="case", thing_id=case_id, facts={"count": len(claims)})
    return len(claims)


def _lapse(desk: Desk) -> int:
    """Let one page of proposals lapse; a notice that has not left by now would extend nothing."""
    with desk.uow() as uow:
        late = uow.nightly.proposals_past(desk.today(), limit=PAGE)
        for extension in late:
            uow.extensions.replace(replace(extension, state=ExtensionState.LAPSED))
            _unqueue(uow, desk, extension)
        if late:
            record(uow, desk, "nightly_run", thing="store", facts={"lapsed": len(late), "on": desk.today()})
            uow.commit()
    return len(late)


def _unqueue(uow: UnitOfWork, desk: Desk, extension: Extension) -> None:
    """Take a lapsed notice out of the queue: it would name a day that is not in force. One that left in time can still be recorded."""
    letter = uow.letters.find(extension.letter_id) if extension.letter_id else None
    if letter is not None and letter.in_queue and letter.state in (LetterState.APPROVED, LetterState.ISSUED):
        uow.letters.replace(replace(letter, in_queue=False))
        record(uow, desk, "letter_unqueued", case_id=letter.case_id, thing="letter", thing_id=letter.id)
