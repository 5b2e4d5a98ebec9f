"""Duties of the office itself, one file for each regime, held against their digest like the law."""

from __future__ import annotations

from datetime import date

from caseapp.domain.office_clocks import OfficeClock
from caseapp.domain.operators import Role
from caseapp.rulebook.released import check_released
from caseapp.rulebook.sections import Library, Section

FOLDER = "office_clocks"
LEAP_YEAR = 2024


def load_office_clocks(library: Library) -> tuple[OfficeClock, ...]:
    """Read all duties in the order of the files.

    Raises:
        Trouble: ``resource_faulty`` (file, line, reason) or ``resource_missing``.
    """
    clocks: list[OfficeClock] = []
    ids: set[object] = set()
    for path in library.files(FOLDER):
        file = library.file(path)
        file.only("clock")
        with file.top as top:
            top.code("id")
            top.text("version")
        for section in file.sections("clock"):
            with section:
                clock = _clock(section)
                section.unique("id", clock.id, ids)
                clocks.append(clock)
    check_released(library, FOLDER)
    return tuple(clocks)


def _clock(section: Section) -> OfficeClock:
    in_months = section.has("months")
    if in_months and (section.has("month") or section.has("day")):
        raise section.fault("months", "a duty runs in months or comes back on a day of the year, not both")
    month = 0 if in_months else section.count("month")
    day = 0 if in_months else section.count("day")
    if not in_months:
        try:
            date(LEAP_YEAR, month, day)
        except ValueError as reason:
            raise section.fault("day", f"there is no day {day} in month {month}") from reason
        if (month, day) == (2, 29):
            raise section.fault("day", "29 February is not in every year")
    by, on = section.review()
    return OfficeClock(
        id=section.code("id"),
        months=section.count("months") if in_months else 0,
        month=month,
        day=day,
        remind_days=section.count("remind_days"),
        roles=section.several_of("roles", Role),
        citation=section.citation(),
        status=section.status(),
        says=section.text("says"),
        reviewed_by=by,
        reviewed_on=on,
    )
