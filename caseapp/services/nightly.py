"""The nightly job: reads every clock against today's date. Run twice it changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from caseapp.domain.deadline import Extension, ExtensionState
from caseapp.domain.law_notices import LawNotice
from caseapp.domain.letters import LetterState
from caseapp.domain.operators import Act
from caseapp.services.desk import Desk
from caseapp.services.drafts import REGIME_ID
from caseapp.services.law_notices import standing_notices
from caseapp.services.one_off_days import finish_one_off_day
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record, record_each
from caseapp.services.retention import months_kept


@dataclass(frozen=True, slots=True, kw_only=True)
class NightlyReport:
    """What one run found. `changed` counts what moved; zero on a second run of the same day.

    Attributes:
        waits_over: clocks that only forbade something until a day, and whose day has come (11 CCR 7026(k)).
        last_days_moved: cases in which a one-off day moved a last day, of a run that was cut off before.
        values_destroyed: what callers had said to prove who they are.
        papers_destroyed: papers that were shown only to prove something.
        records_due: closed cases past the day until which they are kept; a person destroys them, never the night.
        notices: what an administrator has to know about the law; a reminder is no change.
    """

    open_deadlines: int
    missed: int
    changed: int
    extensions_lapsed: int
    waits_over: int = 0
    last_days_moved: int = 0
    values_destroyed: int = 0
    papers_destroyed: int = 0
    records_due: int = 0
    notices: tuple[LawNotice, ...] = ()


RAN_ON = "nightly_ran_on"
"""The fact of the store that says on which day the job ran last."""

PURGE_PAGE = 5_000
"""How many cases one transaction handles one by one: each has a signed entry, or rows of its own."""

PAGE = 20_000
"""How many rows one transaction marks by one statement: a run that is cut off goes on where it stopped, and nobody waits long."""

Progress = Callable[[int], None]


def run_nightly(desk: Desk, *, progress: Progress = lambda changed: None) -> NightlyReport:
    """Mark what was missed, from dates only; let proposals lapse whose notice can no longer leave in time; destroy what is due.

    Last days that a one-off day has not moved yet, because its run was cut off, are moved first: what is missed depends on them.

    What was said only to verify goes when its day has come (11 CCR 7060(d)); declarations and permissions stay with the record (7062(c)).
    The work is done in pages, each in a transaction of its own with its entry in the history. What a page has done is not there for the
    next one to find, so a run that was cut off is simply run again, and a second run of the same day changes nothing.

    Args:
        progress: is told how many rows were changed so far, after each page.
    """
    desk.require(Act.RUN_NIGHTLY)
    values = papers = missed = lapsed = moved = over = 0
    for page in finish_one_off_day(desk):
        moved += page
        progress(moved)
    for some, more in _purge(desk):
        values, papers = values + some, papers + more
        progress(moved + values + papers)
    while page := _mark_missed(desk):
        missed += page
        progress(moved + missed + values + papers)
    while page := _end_waits(desk):
        over += page
        progress(moved + missed + over + values + papers)
    while page := _lapse(desk):
        lapsed += page
        progress(moved + missed + over + lapsed + values + papers)
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
        changed=moved + missed + over + lapsed + values + papers,
        extensions_lapsed=lapsed,
        waits_over=over,
        last_days_moved=moved,
        values_destroyed=values,
        papers_destroyed=papers,
        records_due=due,
        notices=notices,
    )


def _mark_missed(desk: Desk) -> int:
    """Mark one page of open deadlines whose last day has passed; a clock that only forbids is never missed by waiting."""
    with desk.uow() as uow:
        missed = uow.nightly.mark_missed(desk.today(), limit=PAGE)
        if missed:
            record(uow, desk, "nightly_run", thing="store", facts={"missed": missed, "on": desk.today()})
            uow.commit()
    return missed


def _end_waits(desk: Desk) -> int:
    """End one page of waits whose day has come: from that day on the consumer may be asked again."""
    with desk.uow() as uow:
        over = uow.nightly.end_waits(desk.today(), limit=PAGE)
        if over:
            record(uow, desk, "nightly_run", thing="store", facts={"waits_over": over, "on": desk.today()})
            uow.commit()
    return over


def _purge(desk: Desk) -> Iterator[tuple[int, int]]:
    """Destroy what was said or shown only to verify where no right needs it any more, page by page, and meet the clock that asks for it.

    The rows go by a few statements a page; each case has its own signed entry, so that its history says when. The name of a paper is
    in none of them.
    """
    after = ""
    while True:
        with desk.uow() as uow:
            cases = uow.nightly.cases_to_purge(desk.today(), after=after, limit=PURGE_PAGE)
            if not cases:
                return
            uow.nightly.purge([one.case_id for one in cases], desk.today())
            # The clock of a case in which nothing was said is met all the same, and its history says so.
            with_values = [(one.case_id, {"count": one.values}) for one in cases if one.values or not one.papers]
            with_papers = [(one.case_id, {"count": one.papers}) for one in cases if one.papers]
            record_each(uow, desk, "claimed_values_destroyed", with_values, thing="case")
            record_each(uow, desk, "papers_destroyed", with_papers, thing="case")
            uow.commit()
        after = cases[-1].case_id
        yield sum(one.values for one in cases), sum(one.papers for one in cases)


def _lapse(desk: Desk) -> int:
    """Let one page of proposals lapse; a notice that has not left by now would extend nothing."""
    with desk.uow() as uow:
        late = uow.nightly.proposals_past(desk.today(), limit=PURGE_PAGE)
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
