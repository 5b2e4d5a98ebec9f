"""Why a date is what it is: every day walked over, why some do not count, and what the other readings would give.

Codes and facts only; the screen and the command line word them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from caseapp.domain.deadlines import DueDate, due_date
from caseapp.domain.readings import business_day_readings, calendar_readings, nth_workday
from caseapp.domain.regime import CountsFrom, DayUnit, LawStatus, Regime, TimeRule
from caseapp.domain.workdays import ONE_DAY, SATURDAY, SUNDAY, HolidayLists


class StepCode(StrEnum):
    """One step of the count.

    start: day 0. counted: a workday, with its number. skipped: a day that does not count, with the reasons. reached: the end
    of a period of months or of a count backwards. earliest: the earliest of the readings. receipt_counted: one day earlier,
    the receipt day being day 1. moved_back: a day that does not work on every list, with the reasons. plan_by, last_day,
    mail_by: the results.
    """

    START = "start"
    COUNTED = "counted"
    SKIPPED = "skipped"
    REACHED = "reached"
    EARLIEST = "earliest"
    RECEIPT_COUNTED = "receipt_counted"
    MOVED_BACK = "moved_back"
    LAST_DAY = "last_day"
    PLAN_BY = "plan_by"
    MAIL_BY = "mail_by"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a day does not count: `code` is saturday, sunday, one_off_day, or the name of a holiday; `basis` its provision's code."""

    code: str
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: its day, its number in the count where it has one, and the reasons where the day does not count."""

    code: StepCode
    on: date
    number: int | None = None
    reasons: tuple[Reason, ...] = ()
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The whole derivation of one due date.

    Attributes:
        steps: by their days. On one day the outer count comes before the earlier readings, and these before what they lead to.
        readings: every reading by its name, in a fixed order; rolled days appear nowhere else.
    """

    regime_id: str
    regime_version: str
    regime_sha256: str
    holidays_version: str
    holidays_sha256: str
    rule: TimeRule
    status: LawStatus
    counted_from: date
    due: DueDate
    steps: tuple[Step, ...]
    readings: tuple[tuple[str, date], ...]


def explain(regime: Regime, lists: HolidayLists, rule: TimeRule, received_on: date) -> Explanation:
    """Explain one rule counted from `received_on` (for rules that count from closing: the closing day).

    Raises:
        DomainError: ``calendar_ends``.
    """
    due = due_date(regime, lists, rule, received_on)
    if rule.unit is DayUnit.BUSINESS_DAYS:
        steps, readings = _business_days(lists, rule, received_on)
    elif rule.unit is DayUnit.CALENDAR_DAYS and rule.counts_from is not CountsFrom.BEFORE_ANSWER_PLAN_DAY:
        steps, readings = _calendar_days(lists, rule, received_on)
    else:
        steps, readings = _plain_period(due, rule, received_on)
    if due.mail_by_on is not None:
        steps = (*steps, Step(code=StepCode.MAIL_BY, on=due.mail_by_on))
    return Explanation(
        regime_id=regime.id,
        regime_version=regime.version,
        regime_sha256=regime.sha256,
        holidays_version=lists.version,
        holidays_sha256=lists.sha256,
        rule=rule,
        status=rule.status,
        counted_from=received_on,
        due=due,
        steps=tuple(sorted(steps, key=lambda step: step.on)),
        readings=readings,
    )


Readings = tuple[tuple[str, date], ...]


def _business_days(lists: HolidayLists, rule: TimeRule, received_on: date) -> tuple[tuple[Step, ...], Readings]:
    found = business_day_readings(received_on, rule.count, lists)
    enacted = lists.without_extra()
    candidates = (
        ("civ9", enacted.works_civ9),
        ("fed", enacted.works_fed),
        ("std", enacted.works_std),
    )
    reading, works = min(candidates, key=lambda candidate: nth_workday(received_on, rule.count, candidate[1]))
    earliest = nth_workday(received_on, rule.count, works)
    steps = (
        Step(code=StepCode.START, on=received_on, number=0),
        *_walk(lists, received_on, found.std, "std", lists.works_std),
        Step(code=StepCode.LAST_DAY, on=found.std, number=rule.count),
        *(() if reading == "std" else _walk(enacted, received_on, earliest, reading, works)),
        Step(code=StepCode.EARLIEST, on=earliest, number=rule.count, reading=reading),
        *_moves_back(enacted, earliest, found.safe),
        Step(code=StepCode.PLAN_BY, on=found.safe),
    )
    return steps, (("std", found.std), ("civ9", found.civ9), ("fed", found.fed), ("safe", found.safe))


def _calendar_days(lists: HolidayLists, rule: TimeRule, received_on: date) -> tuple[tuple[Step, ...], Readings]:
    found = calendar_readings(received_on, rule.count, lists)
    steps = (
        Step(code=StepCode.START, on=received_on, number=0),
        Step(code=StepCode.LAST_DAY, on=found.plain, number=rule.count),
        Step(code=StepCode.RECEIPT_COUNTED, on=found.incl, number=rule.count),
        *_moves_back(lists.without_extra(), found.incl, found.safe),
        Step(code=StepCode.PLAN_BY, on=found.safe),
    )
    return steps, (
        ("plain", found.plain),
        ("incl", found.incl),
        ("roll_civ10", found.roll_civ10),
        ("roll_12a", found.roll_12a),
        ("safe", found.safe),
    )


def _plain_period(due: DueDate, rule: TimeRule, counted_from: date) -> tuple[tuple[Step, ...], Readings]:
    steps = (
        Step(code=StepCode.START, on=counted_from, number=0),
        Step(code=StepCode.REACHED, on=due.last_day_on, number=rule.count),
        Step(code=StepCode.PLAN_BY, on=due.plan_by_on),
    )
    return steps, ()


def _walk(lists: HolidayLists, received_on: date, until: date, reading: str, works: Callable[[date], bool]) -> tuple[Step, ...]:
    steps: list[Step] = []
    number = 0
    for offset in range(1, (until - received_on).days + 1):
        on = received_on + timedelta(days=offset)
        if works(on):
            number += 1
            steps.append(Step(code=StepCode.COUNTED, on=on, number=number, reading=reading))
        else:
            steps.append(Step(code=StepCode.SKIPPED, on=on, reasons=_reasons(lists, on, reading), reading=reading))
    return tuple(steps)


def _moves_back(lists: HolidayLists, start: date, end: date) -> tuple[Step, ...]:
    steps: list[Step] = []
    on = start
    while on > end:
        steps.append(Step(code=StepCode.MOVED_BACK, on=on, reasons=_reasons(lists, on, "every_list"), reading="every_list"))
        on -= ONE_DAY
    return tuple(steps)


_LISTS_OF = {
    "std": ("gov6700",),
    "civ9": ("gov6700",),
    "fed": ("federal",),
    "every_list": ("gov6700", "federal", "judicial", "optional_bank"),
}


def _reasons(lists: HolidayLists, on: date, reading: str) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    if on.weekday() == SATURDAY and reading != "civ9":
        reasons.append(Reason(code="saturday"))
    if on.weekday() == SUNDAY:
        reasons.append(Reason(code="sunday"))
    for holiday in lists.named_on(on):
        bases = [basis for name, basis in holiday.bases if name in _LISTS_OF[reading]]
        reasons.extend(Reason(code=holiday.name, basis=basis) for basis in dict.fromkeys(bases))
    if on in lists.extra and reading in ("std", "civ9"):
        reasons.append(Reason(code="one_off_day"))
    return tuple(reasons)
