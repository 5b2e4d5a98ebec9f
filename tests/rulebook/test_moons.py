"""The two lunar holidays against the moon itself: new moons computed here, good to a minute or two.

After Meeus, Astronomical Algorithms, chapters 27 (solstices) and 49 (phases of the moon).

The program never computes them: it reads a table. This shows what the table rests on, and where it does not settle the day.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from math import radians, sin
from zoneinfo import ZoneInfo

import pytest

from tests.rulebook.law_table import DIWALI, LUNAR_NEW_YEAR, on

CHINA, INDIA, CALIFORNIA = ZoneInfo("Asia/Shanghai"), ZoneInfo("Asia/Kolkata"), ZoneInfo("America/Los_Angeles")
MONTH = 29.530588861
EPOCH = datetime(2000, 1, 1, 12, tzinfo=UTC)
EARTH_TIME = timedelta(seconds=72)
"""By how much clocks on the earth are behind the evenly running time of the tables, in these years."""
DELHI_SUNSET = {10: (17, 25), 11: (17, 25)}
"""A time before every sunset in Delhi of the second half of October and the first of November; the sun sets up to half an hour later."""


def new_moon(number: int) -> datetime:
    """Return the instant of a new moon; number 0 is that of 6 January 2000."""
    t = number / 1236.85
    e = 1 - 0.002516 * t
    sun, moon = radians(2.5534 + 29.10535670 * number), radians(201.5643 + 385.81693528 * number + 0.0107582 * t * t)
    node_distance, node = radians(160.7108 + 390.67050284 * number), radians(124.7746 - 1.56375588 * number)
    day = 2451550.09766 - 2451545.0 + MONTH * number + 0.00015437 * t * t
    day += (
        -0.40720 * sin(moon) + 0.17241 * e * sin(sun) + 0.01608 * sin(2 * moon) + 0.01039 * sin(2 * node_distance)
        + 0.00739 * e * sin(moon - sun) - 0.00514 * e * sin(moon + sun) + 0.00208 * e * e * sin(2 * sun)
        - 0.00111 * sin(moon - 2 * node_distance) - 0.00057 * sin(moon + 2 * node_distance) + 0.00056 * e * sin(2 * moon + sun)
        - 0.00042 * sin(3 * moon) + 0.00042 * e * sin(sun + 2 * node_distance) + 0.00038 * e * sin(sun - 2 * node_distance)
        - 0.00024 * e * sin(2 * moon - sun) - 0.00017 * sin(node)
    )  # fmt: skip
    return EPOCH + timedelta(days=day) - EARTH_TIME


def winter_solstice(year: int) -> datetime:
    """Return the instant of the solstice of December, good to a quarter of an hour."""
    y = (year - 2000) / 1000
    day = 2451900.05952 - 2451545.0 + 365242.74049 * y - 0.06223 * y * y
    return EPOCH + timedelta(days=day) - EARTH_TIME


def new_moons(first_on: date, last_on: date) -> list[datetime]:
    """Return the new moons whose day in Greenwich lies in a span."""
    start = int(((datetime(first_on.year, first_on.month, first_on.day, tzinfo=UTC) - EPOCH).days - 40) / MONTH)
    return [moon for moon in map(new_moon, range(start, start + 20)) if first_on <= moon.date() <= last_on]


@pytest.mark.parametrize(
    ("near", "known"),
    [
        (date(2024, 2, 9), "2024-02-09T22:59"),
        (date(2025, 1, 29), "2025-01-29T12:36"),
        (date(2026, 2, 17), "2026-02-17T12:01"),
        (date(2024, 4, 8), "2024-04-08T18:21"),  # of the eclipse in North America
        (date(2026, 8, 12), "2026-08-12T17:37"),  # of the eclipse in Spain
    ],
)
def test_the_computation_gives_new_moons_that_are_known(near: date, known: str) -> None:
    (moon,) = new_moons(near, near)
    assert abs(moon - datetime.fromisoformat(known).replace(tzinfo=UTC)) < timedelta(minutes=3)


@pytest.mark.parametrize("year", sorted(LUNAR_NEW_YEAR))
def test_lunar_new_year_is_the_day_of_the_new_moon_in_east_asia(year: int) -> None:
    """The second new moon after the winter solstice, or the third where a leap month intervenes: 2034, after the leap month of 2033."""
    day = on(year, LUNAR_NEW_YEAR[year])
    after_solstice = [moon for moon in new_moons(date(year - 1, 12, 20), date(year, 2, 25)) if moon > winter_solstice(year - 1)]
    days = [moon.astimezone(CHINA).date() for moon in after_solstice]
    assert days.index(day) == (2 if year == 2034 else 1)


def test_in_california_the_new_moon_of_2024_falls_on_the_day_before_the_holiday_used() -> None:
    (moon,) = new_moons(date(2024, 2, 9), date(2024, 2, 10))
    assert moon.astimezone(CALIFORNIA).date() == date(2024, 2, 9)
    assert on(2024, LUNAR_NEW_YEAR[2024]) == date(2024, 2, 10)


def sunset(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, *DELHI_SUNSET[day.month], tzinfo=INDIA)


@pytest.mark.parametrize("year", [year for year in sorted(DIWALI) if year != 2036])
def test_diwali_is_the_day_at_whose_sunset_in_india_the_last_day_of_the_waning_moon_runs(year: int) -> None:
    """That lunar day ends with the new moon and lasts from 20 to 27 hours, so it covers the sunset clearly in these ten years."""
    day = on(year, DIWALI[year])
    (moon,) = [one for one in new_moons(day, day + timedelta(days=1)) if one > sunset(day)]
    assert timedelta(hours=1) < moon - sunset(day) < timedelta(hours=20)


def test_the_diwali_of_2036_is_settled_by_no_sunset() -> None:
    """The new moon comes minutes before the sunset of Sunday, so the lunar day is over by then; it began only after the one of Saturday."""
    saturday, sunday = date(2036, 10, 18), date(2036, 10, 19)
    (moon,) = new_moons(saturday, sunday)
    assert abs(moon - datetime(2036, 10, 19, 17, 19, tzinfo=INDIA)) < timedelta(minutes=3)
    assert moon - sunset(saturday) > timedelta(hours=23, minutes=45)
    assert sunset(sunday) > moon
    assert on(2036, DIWALI[2036]) == sunday
