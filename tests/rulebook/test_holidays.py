"""The shipped holiday lists against the ``holidays`` package, and each place where the two differ.

That they are what the codes say is shown in `test_law_of_california`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import holidays
import pytest

from caseapp.domain.readings import business_day_readings, calendar_readings
from caseapp.domain.regime import LawStatus
from tests.rulebook.law_table import DAY, DIWALI, LUNAR_NEW_YEAR, SAT, SUN, YEARS, expected_entries, on
from tests.rulebook.shipped import shipped_rulebook

LISTS = shipped_rulebook().lists


def in_table(days: set[date], year: int) -> set[date]:
    return {day for day in days if day.year == year and LISTS.first_on <= day <= LISTS.last_on}


def shipped(days: frozenset[date], year: int) -> set[date]:
    return {day for day in days if day.year == year}


@pytest.mark.parametrize("which", ["gov6700", "federal", "judicial", "optional_bank"])
def test_each_list_holds_what_the_named_days_put_on_it(which: str) -> None:
    expected = {entry[0] for year in YEARS for entry in expected_entries(year) if entry[2] == which}
    assert getattr(LISTS, which) == expected


@pytest.mark.parametrize("year", YEARS)
def test_federal_list_equals_the_package(year: int) -> None:
    package = holidays.country_holidays("US", years=[year, year + 1], observed=True)
    days = {day for day, name in package.items() if day.weekday() < SAT and day.year == year}
    assert shipped(LISTS.federal, year) == in_table(days, year)


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
