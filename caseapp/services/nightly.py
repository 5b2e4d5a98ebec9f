"""The nightly job: reads every clock against today's date. Run twice it changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from caseapp.domain.deadline import ExtensionState
from caseapp.domain.deadline_kinds import WAITING_KINDS
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.operators import Act
from caseapp.services.desk import Desk
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record


@dataclass(frozen=True, slots=True, kw_only=True)
class NightlyReport:
    """What one run found. `changed` counts deadlines whose state moved; zero on a second run of the same day."""

    open_deadlines: int
    missed: int
    changed: int
    extensions_lapsed: int


def run_nightly(desk: Desk) -> NightlyReport:
    """Mark what was missed, from dates only; let proposals lapse whose notice can no longer leave in time."""
    desk.require(Act.RUN_NIGHTLY)
    today = desk.today()
    with desk.uow() as uow:
        open_ones = uow.deadlines.where(state=DeadlineState.OPEN)
        late = [one for one in open_ones if today > one.last_day_on and one.kind not in WAITING_KINDS]
        for deadline in late:
            uow.deadlines.replace(replace(deadline, state=DeadlineState.MISSED))
        lapsed = _lapse(uow, desk)
        missed = len(late)
        if late or lapsed:
            record(uow, desk, "nightly_run", thing="store", facts={"missed": missed, "lapsed": lapsed, "on": today})
        uow.set_fact("nightly_ran_on", today.isoformat())
        uow.commit()
    return NightlyReport(open_deadlines=len(open_ones) - missed, missed=missed, changed=missed + lapsed, extensions_lapsed=lapsed)


def _lapse(uow: UnitOfWork, desk: Desk) -> int:
    lapsed = 0
    for extension in uow.extensions.where(state=ExtensionState.PROPOSED):
        notices = [one for one in uow.deadlines.where(request_id=extension.request_id) if one.kind is DeadlineKind.EXTENSION_NOTICE]
        if notices and desk.today() > notices[0].last_day_on:
            uow.extensions.replace(replace(extension, state=ExtensionState.LAPSED))
            lapsed += 1
    return lapsed
