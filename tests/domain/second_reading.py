"""A second reading of the California date rules, written without sight of the first.

The program computes legal dates in ``caseapp.domain``. This module computes the same dates again, from the
statutes, so that the tests can hold one against the other. It shares no code with the program and works the
slow way on purpose: no lists of holidays are built; each single day is asked whether it is one, and periods
are walked day by day. Use it as an oracle in tests only.

Dates are calendar dates in California (America/Los_Angeles). All answers are text, as in
``data/deadline_cases.csv``: ISO dates, weekdays ``Mon`` to ``Sun``, ``Y`` or ``N``, and ``""`` for "nothing to say".

Sources: Gov. Code 6700, 6701; Civ. Code 7, 7.1, 9, 10; CCP 12, 12a, 135; Cal. Rules of Court 1.11;
5 U.S.C. 6103; 15 U.S.C. 260a; Cal. Code Regs., tit. 11, 7021, 7026, 7101; Civ. Code 1798.130.

Where the text leaves a choice, this reading takes:

* Years known: 2023 to 2036, given as tables of Lunar New Year and Diwali. Past the end of a table nothing is
  computed: a question about a day of 2037 or later is refused. The Diwali of 2036 is not settled between
  Saturday 18 and Sunday 19 October; the Sunday is taken, which lengthens nothing. The rule book's Lunar New
  Year table starts with 2024; that of 2023 (22 January) was a Sunday, no working day on any list anyway.
* ``mail_by`` is stated for calendar periods only (answers are what must be *delivered*); it is blank for
  ``confirm_receipt`` and ``opt_out``.
* A wall time that does not exist takes the offset before the change whatever its fold says. (``zoneinfo``
  alone would take the offset after the change for fold 1.)
* A one-off holiday appointed by President or Governor lengthens the readings built on Gov. Code 6700 (std,
  civ9, roll_civ10), and neither the federal nor the judicial reading. No ``safe`` date ever sees it.

No difference was found between the words of the rules and the worked cases in the table.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

PACIFIC = "America/Los_Angeles"
FIRST_YEAR, LAST_YEAR = 2023, 2036
ONE_DAY = timedelta(days=1)
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
MON_TO_FRI = frozenset((MON, TUE, WED, THU, FRI))
MON_TO_SAT = MON_TO_FRI | {SAT}

LUNAR_NEW_YEAR = frozenset(
    """2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13
    2030-02-03 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08 2036-01-28""".split()
)
DIWALI = frozenset(
    """2026-11-08 2027-10-29 2028-10-17 2029-11-05 2030-10-26
    2031-11-14 2032-11-02 2033-10-22 2034-11-10 2035-10-30 2036-10-19""".split()
)
# Gov. Code 6701: on a Sunday, the Monday following is a holiday. No other holiday moves to Monday.
MOVES_FROM_SUNDAY = frozenset(((1, 1), (2, 12), (3, 31), (7, 4), (9, 9), (11, 11), (12, 25)))
# Holidays of Gov. Code 6700 that CCP 135 leaves out.
NOT_JUDICIAL = frozenset(("Lunar New Year", "Genocide Remembrance Day", "Admission Day", "Columbus Day", "Diwali"))
# Holidays of Gov. Code 6700 that are federal holidays too (5 U.S.C. 6103(a)).
FEDERAL = frozenset(
    (
        "New Year's Day", "Martin Luther King Day", "Third Monday in February", "Memorial Day", "Juneteenth",
        "Independence Day", "Labor Day", "Columbus Day", "Veterans Day", "Thanksgiving Day", "Christmas Day",
    )
)  # fmt: skip

Works = Callable[[date], bool]


class NotCovered(ValueError):
    """A day was asked about that lies outside the years whose holidays are known."""


# --- What each day is -------------------------------------------------------------------------------------------


@cache
def named_day(day: date) -> str:
    """Return the name of the Gov. Code 6700 full-day holiday that falls on ``day`` itself, or ``""``.

    Good Friday is a holiday from noon to 3 p.m. only and is therefore none here. The date rules used for a
    year outside those covered are still right for the holidays that need no table.
    """
    match day.month, day.day:
        case 1, 1:
            return "New Year's Day"
        case 2, 12:
            return "Lincoln Day"
        case 3, 31:
            return "Farmworkers Day"
        case 4, 24:
            return "Genocide Remembrance Day"
        case 6, 19:
            return "Juneteenth"
        case 7, 4:
            return "Independence Day"
        case 9, 9:
            return "Admission Day"
        case 11, 11:
            return "Veterans Day"
        case 12, 25:
            return "Christmas Day"
    week_of_month = (day.day + 6) // 7
    match day.month, day.weekday(), week_of_month:
        case 1, 0, 3:
            return "Martin Luther King Day"
        case 2, 0, 3:
            return "Third Monday in February"
        case 9, 0, 1:
            return "Labor Day"
        case 9, 4, 4:
            return "Native American Day"
        case 10, 0, 2:
            return "Columbus Day"
        case 11, 3, 4:
            return "Thanksgiving Day"
    if day.month == 5 and day.weekday() == MON and (day + 7 * ONE_DAY).month == 6:
        return "Memorial Day"
    if str(day) in LUNAR_NEW_YEAR:
        return "Lunar New Year"
    if str(day) in DIWALI:
        return "Diwali"
    return ""


def is_state_holiday(day: date) -> bool:
    """Gov. Code 6700 and 6701: a named day, the Monday after some Sundays, the Friday before a Saturday 11 November."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise NotCovered(f"holidays of {day.year} are not known")
    if named_day(day):
        return True
    eve, morrow = day - ONE_DAY, day + ONE_DAY
    if day.weekday() == MON and (eve.month, eve.day) in MOVES_FROM_SUNDAY:
        return True
    return day.weekday() == FRI and (morrow.month, morrow.day) == (11, 11)


def _or_observed(day: date, listed: Works) -> bool:
    """Say whether ``day`` is on a list, or is the Friday (Monday) for a listed Saturday (Sunday)."""
    return listed(day) or (day.weekday() == FRI and listed(day + ONE_DAY)) or (day.weekday() == MON and listed(day - ONE_DAY))


def is_federal_day_off(day: date) -> bool:
    """5 U.S.C. 6103: one of the eleven federal holidays, with the observed Friday or Monday."""
    return _or_observed(day, lambda one: named_day(one) in FEDERAL)


def is_judicial_holiday(day: date) -> bool:
    """CCP 135 as observed under Cal. Rules of Court 1.11, without the Saturdays and Sundays that are so anyway."""

    def listed(one: date) -> bool:
        name = named_day(one)
        after_thanksgiving = named_day(one - ONE_DAY) == "Thanksgiving Day"
        return after_thanksgiving or (name != "" and name not in NOT_JUDICIAL)

    return _or_observed(day, listed)


def is_optional_bank_holiday(day: date) -> bool:
    """Civ. Code 7.1: the Friday before a Saturday 4 July, 9 September or 25 December."""
    return day.weekday() == FRI and (day.month, day.day) in ((7, 3), (9, 8), (12, 24))


@cache
def works_on_every_list(day: date) -> bool:
    """Say whether ``day`` is Monday to Friday and a holiday on none of the four lists."""
    return day.weekday() in MON_TO_FRI and not (
        is_state_holiday(day) or is_federal_day_off(day) or is_judicial_holiday(day) or is_optional_bank_holiday(day)
    )


# --- The readings -----------------------------------------------------------------------------------------------


def _nth_working_day(received: date, count: int, works: Works) -> date:
    """Walk from the day after ``received`` until ``count`` working days have been met."""
    day = received
    while count:
        day += ONE_DAY
        count -= works(day)
    return day


def _walk_until(day: date, step: timedelta, works: Works) -> date:
    while not works(day):
        day += step
    return day


def business_days(received: date, count: int, extra_holidays: Collection[date] = ()) -> dict[str, date]:
    """Return the ``count``-th business day after ``received`` under each reading: std, civ9, fed, safe."""

    def std(day: date) -> bool:
        return day.weekday() in MON_TO_FRI and not is_state_holiday(day)

    def civ9(day: date) -> bool:
        return day.weekday() in MON_TO_SAT and not is_state_holiday(day)

    def fed(day: date) -> bool:
        return day.weekday() in MON_TO_FRI and not is_federal_day_off(day)

    strict = [_nth_working_day(received, count, works) for works in (std, civ9, fed)]
    return {
        "std": _nth_working_day(received, count, lambda day: std(day) and day not in extra_holidays),
        "civ9": _nth_working_day(received, count, lambda day: civ9(day) and day not in extra_holidays),
        "fed": strict[2],
        "safe": _walk_until(min(strict), -ONE_DAY, works_on_every_list),
    }


def calendar_days(received: date, count: int, extra_holidays: Collection[date] = ()) -> dict[str, date]:
    """Return day ``count`` after ``received``: plain, incl (receipt counted), roll_civ10, roll_12a, safe."""
    plain = received
    for _ in range(count):
        plain += ONE_DAY
    incl = plain - ONE_DAY

    def civ10(day: date) -> bool:
        return day.weekday() != SUN and not is_state_holiday(day) and day not in extra_holidays

    def ccp12a(day: date) -> bool:
        return day.weekday() not in (SAT, SUN) and not is_judicial_holiday(day)

    return {
        "plain": plain,
        "incl": incl,
        "roll_civ10": _walk_until(plain, ONE_DAY, civ10),
        "roll_12a": _walk_until(plain, ONE_DAY, ccp12a),
        "safe": _walk_until(incl, -ONE_DAY, works_on_every_list),
    }


def mail_cut_off(safe: date) -> date:
    """Return the last day to post so that the letter is delivered by ``safe``: five calendar days, then back."""
    return _walk_until(safe - 5 * ONE_DAY, -ONE_DAY, works_on_every_list)


def same_day_months_away(day: date, months: int, step_if_missing: timedelta) -> date:
    """Return the same day ``months`` away; where that month lacks it, the nearest day in the direction given.

    Only whole years occur in the rules, so only 29 February can be missing.
    """
    years, rest = divmod(months, 12)
    assert rest == 0
    stated = day
    while True:
        try:
            return stated.replace(year=day.year + years)
        except ValueError:
            stated += step_if_missing


def know_window(received: date) -> tuple[date, date]:
    """Return first and last receipt day of the window in which answered know requests count towards two."""
    return same_day_months_away(received, -12, -ONE_DAY) + ONE_DAY, received


# --- When it was received ---------------------------------------------------------------------------------------


def _pacific_offset(at: datetime) -> timedelta:
    """Return the Pacific offset from UTC by 15 U.S.C. 260a: second Sunday of March to first Sunday of November."""
    if at.year < 2007:
        raise NotCovered("daylight saving before 2007 followed other rules")
    march = _walk_until(date(at.year, 3, 8), ONE_DAY, lambda day: day.weekday() == SUN)
    november = _walk_until(date(at.year, 11, 1), ONE_DAY, lambda day: day.weekday() == SUN)
    summer_begins = datetime(march.year, march.month, march.day, 10, tzinfo=UTC)
    summer_ends = datetime(november.year, november.month, november.day, 9, tzinfo=UTC)
    return timedelta(hours=-7 if summer_begins <= at < summer_ends else -8)


def _offset(zone: str, at: datetime) -> timedelta:
    if zone == PACIFIC:
        return _pacific_offset(at)
    offset = at.astimezone(ZoneInfo(zone)).utcoffset()
    assert offset is not None
    return offset


def to_utc(received_as_stated: str, zone: str, fold: int = 0) -> datetime:
    """Return the instant meant by a wall time in ``zone``, or by a UTC time ending in ``Z``.

    All offsets the zone had within 26 hours are tried. Two instants fit an ambiguous time: fold 0 is the
    earlier, fold 1 the later. No instant fits a time skipped by the clocks: it takes the offset before the change.
    """
    if received_as_stated.endswith("Z"):
        return datetime.fromisoformat(received_as_stated[:-1]).replace(tzinfo=UTC)
    wall = datetime.fromisoformat(received_as_stated)
    if wall.tzinfo is not None:
        raise ValueError("a wall time carries no offset")
    wall = wall.replace(tzinfo=UTC)  # only to calculate with
    probes = [wall + timedelta(minutes=15 * quarter) for quarter in range(-104, 105)]
    offsets = {probe: _offset(zone, probe) for probe in probes}
    fitting = sorted(wall - offset for offset in set(offsets.values()) if _offset(zone, wall - offset) == offset)
    if fitting:
        return fitting[-1 if fold else 0]
    last_before = max(probe for probe, offset in offsets.items() if probe + offset < wall)
    return wall - offsets[last_before]


def pacific_date(at: datetime) -> date:
    """Return the date in California at an aware UTC instant."""
    return (at + _pacific_offset(at)).date()


# --- All of it --------------------------------------------------------------------------------------------------


def _weekday(day: date) -> str:
    return ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]


def by_date(received_on: date, ext_notice_sent: date | None = None, extra_holidays: Collection[date] = ()) -> dict[str, str]:
    """Return every date that follows from a Pacific receipt date, under the column names of the table of cases.

    Adds ``<kind>_plan_by``, ``<kind>_last_day`` and ``<kind>_mail_by`` for ``confirm_receipt``, ``answer``,
    ``extended_answer`` and ``opt_out``. Raises NotCovered where a needed holiday list ends before.
    """
    ack = business_days(received_on, 10, extra_holidays)
    bd15 = business_days(received_on, 15, extra_holidays)
    resp = calendar_days(received_on, 45, extra_holidays)
    ext = calendar_days(received_on, 90, extra_holidays)

    valid_plain = ext_notice_sent is not None and ext_notice_sent <= resp["plain"]
    valid_safe = ext_notice_sent is not None and ext_notice_sent <= resp["incl"]
    due_plain = ext["plain"] if valid_plain else resp["plain"]
    due_safe = ext["safe"] if valid_safe else resp["safe"]

    dates: dict[str, date] = {"received_date_pacific": received_on}
    dates |= {f"ack10_{reading}": day for reading, day in ack.items()}
    dates |= {f"bd15_{reading}": day for reading, day in bd15.items()}
    dates |= {f"resp45_{reading}": day for reading, day in resp.items()}
    dates |= {f"ext90_{reading}": day for reading, day in ext.items()}
    dates |= {
        "ext_notice_last_day_plain": resp["plain"],
        "ext_notice_last_day_safe": resp["safe"],
        "response_due_plain": due_plain,
        "response_due_safe": due_safe,
        "lookback_12m_start": same_day_months_away(received_on, -12, -ONE_DAY),
        "lookback_law_start": date(2022, 1, 1),
        "no_reask_before_12m": same_day_months_away(received_on, 12, ONE_DAY),
        "retain_at_least_until_if_closed_on_response_due_plain": same_day_months_away(due_plain, 24, ONE_DAY),
    }
    for kind, period in (("confirm_receipt", ack), ("opt_out", bd15)):
        dates |= {f"{kind}_plan_by": period["safe"], f"{kind}_last_day": period["std"]}
    for kind, period in (("answer", resp), ("extended_answer", ext)):
        dates |= {f"{kind}_plan_by": period["safe"], f"{kind}_last_day": period["plain"]}
        dates |= {f"{kind}_mail_by": mail_cut_off(period["safe"])}

    told = {name: day.isoformat() for name, day in dates.items()}
    told |= {
        "received_weekday": _weekday(received_on),
        "resp45_weekday": _weekday(resp["plain"]),
        "ext90_weekday": _weekday(ext["plain"]),
        "confirm_receipt_mail_by": "",
        "opt_out_mail_by": "",
        "ext_notice_sent": "",
        "ext_notice_day_number": "",
        "ext_valid_plain": "",
        "ext_valid_safe": "",
    }
    if ext_notice_sent is not None:
        told |= {
            "ext_notice_sent": ext_notice_sent.isoformat(),
            "ext_notice_day_number": str((ext_notice_sent - received_on).days),
            "ext_valid_plain": "NY"[valid_plain],
            "ext_valid_safe": "NY"[valid_safe],
        }
    return told


def row(received_as_stated: str, zone: str, fold: int = 0, ext_notice_sent: str = "") -> dict[str, str]:
    """Return the computed columns of one row of the table of cases, given its stated columns.

    ``ext_notice_sent`` is the Pacific date the extension notice went out, or ``""``.
    """
    at = to_utc(received_as_stated, zone, fold)
    sent = date.fromisoformat(ext_notice_sent) if ext_notice_sent else None
    told = by_date(pacific_date(at), sent)
    kinds = ("confirm_receipt_", "answer_", "extended_answer_", "opt_out_")
    columns = {name: text for name, text in told.items() if not name.startswith(kinds)}
    return {"received_utc": at.strftime("%Y-%m-%dT%H:%M:%SZ")} | columns
