"""The shipped holiday lists against the rules of the codes, written out here, and against the ``holidays`` package."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import holidays
import pytest

from caseapp.domain.readings import business_day_readings, calendar_readings
from caseapp.domain.regime import LawStatus
from tests.rulebook.shipped import shipped_rulebook

DAY = timedelta(days=1)
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
YEARS = range(2023, 2037)
LISTS = shipped_rulebook().lists

LUNAR_NEW_YEAR = {
    2023: "01-22", 2024: "02-10", 2025: "01-29", 2026: "02-17", 2027: "02-06", 2028: "01-26", 2029: "02-13",
    2030: "02-03", 2031: "01-23", 2032: "02-11", 2033: "01-31", 2034: "02-19", 2035: "02-08", 2036: "01-28",
}  # fmt: skip
DIWALI = {
    2026: "11-08", 2027: "10-29", 2028: "10-17", 2029: "11-05", 2030: "10-26",
    2031: "11-14", 2032: "11-02", 2033: "10-22", 2034: "11-10", 2035: "10-30", 2036: "10-19",
}  # fmt: skip


def on(year: int, text: str) -> date:
    return date.fromisoformat(f"{year}-{text}")


def nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + DAY * ((weekday - first.weekday()) % 7 + 7 * (number - 1))


def last_monday_of_may(year: int) -> date:
    end = date(year, 5, 31)
    return end - DAY * end.weekday()


def in_table(days: set[date], year: int) -> set[date]:
    return {day for day in days if day.year == year and LISTS.first_on <= day <= LISTS.last_on}


def shipped(days: frozenset[date], year: int) -> set[date]:
    return {day for day in days if day.year == year}


def judicial_by_name(year: int) -> set[date]:
    return {
        date(year, 1, 1), nth(year, 1, MON, 3), date(year, 2, 12), nth(year, 2, MON, 3), date(year, 3, 31), last_monday_of_may(year),
        date(year, 6, 19), date(year, 7, 4), nth(year, 9, MON, 1), nth(year, 9, FRI, 4), date(year, 11, 11), nth(year, 11, THU, 4),
        date(year, 12, 25),
    }  # fmt: skip


def state(year: int) -> set[date]:
    """Gov. Code 6700 and 6701."""
    days = judicial_by_name(year) | {on(year, LUNAR_NEW_YEAR[year]), date(year, 4, 24), date(year, 9, 9), nth(year, 10, MON, 2)}
    if year in DIWALI:
        days.add(on(year, DIWALI[year]))
    moved = [date(year, *day) for day in ((1, 1), (2, 12), (3, 31), (7, 4), (9, 9), (11, 11), (12, 25))]
    days |= {day + DAY for day in moved if day.weekday() == SUN}
    veterans = date(year, 11, 11)
    return days | ({veterans - DAY} if veterans.weekday() == SAT else set())


def judicial(year: int) -> set[date]:
    """Code Civ. Proc. 135 as observed: rule 1.11 adds the Friday before a Saturday and the Monday after a Sunday."""
    named = judicial_by_name(year) | {nth(year, 11, THU, 4) + DAY}
    return named | {day - DAY for day in named if day.weekday() == SAT} | {day + DAY for day in named if day.weekday() == SUN}


@pytest.mark.parametrize("year", YEARS)
def test_state_list_is_gov_code_6700_and_6701(year: int) -> None:
    assert shipped(LISTS.gov6700, year) == in_table(state(year), year)


@pytest.mark.parametrize("year", YEARS)
def test_judicial_list_is_ccp_135_as_observed(year: int) -> None:
    assert shipped(LISTS.judicial, year) == in_table(judicial(year) | judicial(year + 1), year)


@pytest.mark.parametrize("year", YEARS)
def test_federal_list_equals_the_package(year: int) -> None:
    package = holidays.country_holidays("US", years=[year, year + 1], observed=True)
    days = {day for day, name in package.items() if day.weekday() < SAT and day.year == year}
    assert shipped(LISTS.federal, year) == in_table(days, year)


@pytest.mark.parametrize("year", YEARS)
def test_optional_bank_holidays_are_fridays_before_three_saturdays(year: int) -> None:
    saturdays = [date(year, *day) for day in ((7, 4), (9, 9), (12, 25)) if date(year, *day).weekday() == SAT]
    assert shipped(LISTS.optional_bank, year) == in_table({day - DAY for day in saturdays}, year)


@pytest.mark.parametrize("year", sorted(LUNAR_NEW_YEAR))
def test_lunar_new_year_equals_the_package_for_china(year: int) -> None:
    named = {holiday.on for holiday in LISTS.named if holiday.name == "lunar_new_year" and holiday.on.year == year}
    assert named == {on(year, LUNAR_NEW_YEAR[year])}
    package = holidays.country_holidays("CN", years=year)
    assert "Chinese New Year (Spring Festival)" in package.get(named.pop(), "")


@pytest.mark.parametrize("year", range(2026, 2036))
def test_diwali_equals_the_package_for_india(year: int) -> None:
    named = {holiday.on for holiday in LISTS.named if holiday.name == "diwali" and holiday.on.year == year}
    assert named == {on(year, DIWALI[year])}
    assert holidays.country_holidays("IN", years=year).get(named.pop()) == "Diwali"


def test_diwali_is_no_holiday_before_2026_and_the_tables_end_with_2036() -> None:
    assert min(holiday.on for holiday in LISTS.named if holiday.name == "diwali") == date(2026, 11, 8)
    assert LISTS.last_on == date(2036, 12, 31)


def test_the_diwali_of_2036_is_not_settled_says_so_and_lengthens_nothing() -> None:
    """The package's list for India ends with 2035; that of Singapore goes on by an estimate of another lunation, in 2028 as well."""
    (chosen,) = [holiday for holiday in LISTS.named if holiday.name == "diwali" and holiday.on.year == 2036]
    assert (chosen.on, chosen.bases) == (date(2036, 10, 19), (("gov6700", "gov_6700_diwali_2036"),))
    assert chosen.on.weekday() == SUN
    basis = next(provision for provision in shipped_rulebook().provisions if provision.code == "gov_6700_diwali_2036")
    assert basis.status is LawStatus.FROM_MEMORY
    assert "not settled" in basis.says
    with pytest.warns(UserWarning, match="only from 2001 to 2035"):
        assert "Diwali" not in holidays.country_holidays("IN", years=2036).values()
    singapore = {
        year: [day for day, name in holidays.country_holidays("SG", years=year).items() if "iwali" in name] for year in (2028, 2036)
    }
    assert singapore == {2028: [date(2028, 11, 15)], 2036: [date(2036, 11, 17)]}
    without = replace(LISTS, gov6700=LISTS.gov6700 - {chosen.on})
    for offset in range(120):
        received_on = date(2036, 7, 1) + DAY * offset
        for count in (10, 15):
            assert business_day_readings(received_on, count, LISTS) == business_day_readings(received_on, count, without)
        if received_on <= date(2036, 9, 30):
            assert calendar_readings(received_on, 45, LISTS) == calendar_readings(received_on, 45, without)


ONLY_THE_LAW_HAS = {"lunar_new_year", "lincoln_day", "genocide_remembrance_day", "admission_day", "native_american_day", "columbus_day"}
ONLY_THE_PACKAGE_HAS = {"Susan B. Anthony Day", "Day After Thanksgiving"}
SHIFTED_AS_THE_FEDERAL_LAW_DOES = {
    "2026-07-03": "Independence Day (observed)",
    "2027-06-18": "Juneteenth National Independence Day (observed)",
    "2027-12-24": "Christmas Day (observed)",
    "2027-12-31": "New Year's Day (observed)",
    "2032-06-18": "Juneteenth National Independence Day (observed)",
    "2032-12-24": "Christmas Day (observed)",
    "2032-12-31": "New Year's Day (observed)",
    "2033-06-20": "Juneteenth National Independence Day (observed)",
}


def test_every_difference_from_the_packages_list_for_california_is_known() -> None:
    """On days from Monday to Saturday; Sundays never count in any reading."""
    shifted: dict[str, str] = {}
    for year in YEARS:
        package = holidays.country_holidays("US", subdiv="CA", years=year)
        different = (set(package) ^ shipped(LISTS.gov6700, year)) - {day for day in package if day.year != year}
        for day in sorted(day for day in different if day.weekday() != SUN and day <= LISTS.last_on):
            if day not in package:
                assert {holiday.name for holiday in LISTS.named_on(day)} <= ONLY_THE_LAW_HAS, day
            elif package[day] not in ONLY_THE_PACKAGE_HAS:
                shifted[day.isoformat()] = package[day]
    assert shifted == SHIFTED_AS_THE_FEDERAL_LAW_DOES


@pytest.mark.parametrize(
    ("day", "std", "fed", "court"),
    [
        (date(2026, 7, 3), True, False, False),  # Friday before Saturday 4 July: no State holiday, but federal and judicial
        (date(2027, 12, 24), True, False, False),
        (date(2028, 11, 10), False, False, False),  # 11 November on a Saturday: 6701 makes the Friday a holiday as well
        (date(2026, 9, 25), False, True, False),  # Native American Day
        (date(2026, 10, 12), False, False, True),  # Columbus Day is no judicial holiday
        (date(2026, 9, 9), False, True, True),  # Admission Day neither
        (date(2026, 11, 27), True, True, False),  # the day after Thanksgiving is judicial only
        (date(2026, 4, 3), True, True, True),  # Good Friday, noon to three, works
        (date(2025, 1, 9), True, True, True),  # a day of mourning is a one-off day, and none is shipped
    ],
)
def test_days_on_which_the_lists_differ(day: date, std: bool, fed: bool, court: bool) -> None:
    assert (LISTS.works_std(day), LISTS.works_fed(day), LISTS.works_12a(day)) == (std, fed, court)
    assert LISTS.works_everywhere(day) is (std and fed and court)


@pytest.mark.parametrize("year", [2023, 2028, 2034])
def test_saturday_11_november_stays_a_holiday_beside_its_friday(year: int) -> None:
    friday, saturday = date(year, 11, 10), date(year, 11, 11)
    assert not LISTS.works_civ9(saturday)
    assert not LISTS.works_civ9(friday)
    assert ("gov6700", "gov_6701_saturday") in {
        basis for holiday in LISTS.named_on(friday) if holiday.name == "veterans_day" for basis in holiday.bases
    }


def test_every_day_of_a_list_has_a_name_and_a_known_provision() -> None:
    codes = {provision.code for provision in shipped_rulebook().provisions}
    for holiday in LISTS.named:
        assert {basis for _, basis in holiday.bases} <= codes
    assert LISTS.extra == frozenset()
