"""What the office is reminded of, worked out from dates each time it is asked: nothing is stored for it, so asking twice changes nothing.

Rulebook 9.4: answers planned in 15, 10, 5, 2 and 0 days, opt-outs older than five business days, ways of asking that went silent,
records past their time; rulebook 1.9: the duties of the office itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from caseapp.domain.errors import DomainError
from caseapp.domain.office_clocks import OfficeClock, OfficeClockState, due_on, state_of_clock
from caseapp.domain.operators import Act
from caseapp.domain.silence import LOOK_BACK_DAYS, silent_days
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk
from caseapp.services.drafts import REGIME_ID
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.retention import months_kept

STEPS = (15, 10, 5, 2, 0)
"""Calendar days before the planning day on which an answer is spoken of (rulebook 9.4)."""

OPT_OUT_BUSINESS_DAYS = 5
OLD_LIMIT = 50
NOT_OWED = "not_owed"


class ReminderCode(StrEnum):
    """answers_planned: `count` answers are planned for `on`, in `days`. old_opt_outs: `count` opt-outs and limits are older than five
    business days. channel_silent: nothing came by `name` for `days`. records_due: `count` records are past their time.
    office_duty: the duty `name` of the office is due `on`, is overdue, or nobody recorded when it was done.
    """

    ANSWERS_PLANNED = "answers_planned"
    OLD_OPT_OUTS = "old_opt_outs"
    CHANNEL_SILENT = "channel_silent"
    RECORDS_DUE = "records_due"
    OFFICE_DUTY = "office_duty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """One reminder; which of the fields it has, its code says.

    Attributes:
        numbers: numbers of the oldest cases it is about, at most 50.
    """

    code: ReminderCode
    name: str = ""
    on: date | None = None
    days: int = 0
    count: int = 0
    state: OfficeClockState | None = None
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeDuty:
    """A duty of the office with the day it was last done, and the day it is due."""

    clock: OfficeClock
    done_on: date | None
    due_on: date | None
    state: OfficeClockState


def reminders(desk: Desk) -> tuple[Reminder, ...]:
    """Return what the roles of the one at the desk are reminded of today."""
    desk.require(Act.RUN_NIGHTLY)
    found = (*_answers(desk), *_opt_outs(desk)) if desk.operator.may(Act.DECIDE) else ()
    records = _records(desk) if desk.operator.may(Act.DESTROY_RECORDS) else ()
    return (*_duties(desk), *records, *_silence(desk), *found)


def all_reminders(desk: Desk) -> tuple[Reminder, ...]:
    """Return every reminder of the office, for whoever runs the nightly work. It names nobody."""
    desk.require(Act.RUN_NIGHTLY)
    duties = tuple(_duty_reminder(duty) for duty in office_duties(desk) if duty.state in SPOKEN_OF)
    return (*duties, *_records(desk), *_silence(desk), *_answers(desk), *_opt_outs(desk))


SPOKEN_OF = frozenset({OfficeClockState.NO_DAY, OfficeClockState.DUE_SOON, OfficeClockState.OVERDUE})


def office_duties(desk: Desk) -> tuple[OfficeDuty, ...]:
    """Return the duties of the office itself with their days."""
    desk.require(Act.RUN_NIGHTLY)
    today = desk.today()
    with desk.uow() as uow:
        known = {clock.id: uow.fact(_fact(clock.id)) for clock in desk.law_files.office_clocks()}
    return tuple(_duty(clock, known[clock.id], today) for clock in desk.law_files.office_clocks())


def record_duty_done(desk: Desk, clock_id: str, on: date) -> ChangeSet:
    """Record the day on which a duty of the office was done.

    Raises:
        DomainError: ``day_in_future`` at ``on``; ``duty_unknown``.
    """
    desk.require(Act.ADMINISTER)
    if on > desk.today():
        raise DomainError("day_in_future", "on")
    with desk.uow() as uow:
        _keep(uow, desk, clock_id, on.isoformat())
        record(uow, desk, "office_duty_done", thing="office", thing_id=clock_id, facts={"on": on})
        uow.commit()
    return changed("duties")


def record_duty_not_owed(desk: Desk, clock_id: str, *, reason: str) -> ChangeSet:
    """Record that the law does not ask a duty of this office; a day recorded later takes it up again.

    Raises:
        DomainError: ``reason_missing`` at ``reason``; ``duty_unknown``.
    """
    desk.require(Act.ADMINISTER)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        _keep(uow, desk, clock_id, NOT_OWED)
        record(uow, desk, "office_duty_not_owed", thing="office", thing_id=clock_id, reason=reason)
        uow.commit()
    return changed("duties")


def _keep(uow: UnitOfWork, desk: Desk, clock_id: str, value: str) -> None:
    if clock_id not in {clock.id for clock in desk.law_files.office_clocks()}:
        raise DomainError("duty_unknown")
    uow.set_fact(_fact(clock_id), value)


def _fact(clock_id: str) -> str:
    return f"office_duty:{clock_id}"


def _duty(clock: OfficeClock, known: str | None, today: date) -> OfficeDuty:
    is_owed = known != NOT_OWED
    done_on = date.fromisoformat(known) if known and is_owed else None
    day = due_on(clock, done_on, today) if is_owed else None
    return OfficeDuty(clock=clock, done_on=done_on, due_on=day, state=state_of_clock(clock, done_on, is_owed=is_owed, today=today))


def _duties(desk: Desk) -> tuple[Reminder, ...]:
    roles = frozenset(desk.operator.roles)
    duties = [duty for duty in office_duties(desk) if duty.state in SPOKEN_OF and roles & set(duty.clock.roles)]
    return tuple(_duty_reminder(duty) for duty in duties)


def _duty_reminder(duty: OfficeDuty) -> Reminder:
    return Reminder(code=ReminderCode.OFFICE_DUTY, name=duty.clock.id, on=duty.due_on, state=duty.state)


def _answers(desk: Desk) -> tuple[Reminder, ...]:
    today = desk.today()
    load = {day.on: day.answers for day in desk.queries.month(today, today + timedelta(days=max(STEPS)))}
    planned = [(step, today + timedelta(days=step)) for step in sorted(STEPS)]
    return tuple(Reminder(code=ReminderCode.ANSWERS_PLANNED, on=on, days=step, count=load[on]) for step, on in planned if load.get(on, 0))


def _opt_outs(desk: Desk) -> tuple[Reminder, ...]:
    count, numbers = desk.queries.old_opt_outs(received_before=_business_days_ago(desk, OPT_OUT_BUSINESS_DAYS), limit=OLD_LIMIT)
    return (Reminder(code=ReminderCode.OLD_OPT_OUTS, count=count, numbers=numbers),) if count else ()


def _business_days_ago(desk: Desk, count: int) -> date:
    """Return the day `count` business days before today: what was received before it is older than that."""
    day, lists = desk.today(), desk.rulebook.lists
    while count:
        day -= timedelta(days=1)
        count -= lists.works_std(day)
    return day


def _silence(desk: Desk) -> tuple[Reminder, ...]:
    today = desk.today()
    came = desk.queries.channel_days(since=today - timedelta(days=LOOK_BACK_DAYS))
    silent = {channel: silent_days(days, today) for channel, days in came.items()}
    return tuple(
        Reminder(code=ReminderCode.CHANNEL_SILENT, name=channel.value, days=days) for channel, days in silent.items() if days is not None
    )


def _records(desk: Desk) -> tuple[Reminder, ...]:
    with desk.uow() as uow:
        count = uow.nightly.count_records_due(desk.today(), months=months_kept(desk.rulebook.regime_for(REGIME_ID, desk.today())))
    return (Reminder(code=ReminderCode.RECORDS_DUE, count=count),) if count else ()
