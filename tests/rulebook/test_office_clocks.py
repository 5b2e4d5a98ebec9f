"""The duties of the office itself: what the file says, how faults are named, and on which day each is due."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import pytest

from caseapp.domain.office_clocks import OfficeClock, OfficeClockState, due_on, state_of_clock
from caseapp.domain.operators import Role
from caseapp.domain.regime import LawStatus
from caseapp.rulebook.office_clock_files import load_office_clocks
from caseapp.rulebook.sections import Library
from caseapp.services.trouble import Trouble
from tests.rulebook.shipped import names, read

PATH, DIGESTS = "office_clocks/us_ca.toml", "office_clocks/released.toml"
CLOCKS = {clock.id: clock for clock in load_office_clocks(Library(read, names))}
V, M, OWN = LawStatus.VERIFIED, LawStatus.FROM_MEMORY, LawStatus.OWN_CHOICE

TABLE = {
    # id: months, month, day, remind, citation, status
    "metrics": (0, 7, 1, 60, "11 CCR 7102(a)", V),
    "policy_update": (12, 0, 0, 60, "Civ. Code 1798.130(a)(5)", V),
    "verification_review": (12, 0, 0, 30, "11 CCR 7062(g)", M),
    "training": (12, 0, 0, 30, "11 CCR 7100(a)", OWN),
    "channel_test": (1, 0, 0, 3, "11 CCR 7020, 7026(a)", OWN),
}


def _load(text: str) -> tuple[OfficeClock, ...]:
    raw = text.encode()
    digest = f'[[released]]\nid = "us_ca"\nversion = "2026.1"\nsha256 = "{sha256(raw).hexdigest()}"\n'.encode()
    return load_office_clocks(Library(lambda path: raw if path == PATH else digest, lambda _: [PATH, DIGESTS]))


def test_the_duties_stand_here_a_second_time() -> None:
    found = {id: (clock.months, clock.month, clock.day, clock.remind_days, clock.citation, clock.status) for id, clock in CLOCKS.items()}
    assert found == TABLE


@pytest.mark.parametrize("clock", CLOCKS.values(), ids=lambda clock: clock.id)
def test_each_duty_is_somebodys(clock: OfficeClock) -> None:
    assert set(clock.roles) <= {Role.PRIVACY_OFFICER, Role.ADMINISTRATOR}
    assert clock.says.endswith(".")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("month = 7", "month = 13", "there is no day 1 in month 13"),
        ("month = 7\nday = 1", "month = 2\nday = 29", "29 February is not in every year"),
        ("months = 12", "months = 12\nmonth = 7", "a duty runs in months or comes back on a day of the year, not both"),
        ("month = 7\n", "", "the key 'month' is missing"),
        ('id = "training"', 'id = "metrics"', "'metrics' stands in this file twice"),
        ('roles = ["administrator"]', 'roles = ["cook"]', "'cook' is not known as 'roles'; known are " + ", ".join(Role)),
        ("remind_days = 3\n", "remind_days = 3\nwhy = 1\n", "the key 'why' is unknown here"),
        ('citation = "11 CCR 7062(g)"\n', "", "the key 'citation' is missing"),
    ],
)
def test_each_fault_is_named_with_file_and_line(old: str, new: str, reason: str) -> None:
    text = read(PATH).decode().replace(old, new, 1)
    with pytest.raises(Trouble) as caught:
        _load(text)
    assert (caught.value.facts["file"], caught.value.facts["reason"]) == (PATH, reason)
    assert int(str(caught.value.facts["line"])) > 1


def test_a_changed_text_is_noticed() -> None:
    text = read(PATH).replace(b"remind_days = 60", b"remind_days = 61", 1)
    with pytest.raises(Trouble) as caught:
        load_office_clocks(Library(lambda path: text if path == PATH else read(path), names))
    assert caught.value.facts["reason"] == "the text differs from the released version 2026.1; another text is a new version"


@pytest.mark.parametrize(
    ("id", "done", "today", "due", "state"),
    [
        ("metrics", None, "2026-03-03", "2026-07-01", OfficeClockState.QUIET),
        ("metrics", None, "2026-05-02", "2026-07-01", OfficeClockState.DUE_SOON),
        ("metrics", None, "2026-11-24", "2027-07-01", OfficeClockState.QUIET),
        ("metrics", "2025-06-20", "2026-07-01", "2026-07-01", OfficeClockState.DUE_SOON),
        ("metrics", "2025-06-20", "2026-07-02", "2026-07-01", OfficeClockState.OVERDUE),
        ("metrics", "2026-07-05", "2026-07-06", "2027-07-01", OfficeClockState.QUIET),
        ("policy_update", None, "2026-03-03", None, OfficeClockState.NO_DAY),
        ("policy_update", "2024-02-29", "2025-03-01", "2025-03-01", OfficeClockState.DUE_SOON),
        ("policy_update", "2024-02-29", "2025-03-02", "2025-03-01", OfficeClockState.OVERDUE),
        ("channel_test", "2026-03-03", "2026-03-30", "2026-04-03", OfficeClockState.QUIET),
        ("channel_test", "2026-03-03", "2026-03-31", "2026-04-03", OfficeClockState.DUE_SOON),
    ],
)
def test_the_day_and_the_state_come_from_dates_alone(
    id: str, done: str | None, today: str, due: str | None, state: OfficeClockState
) -> None:
    done_on, on = (date.fromisoformat(done) if done else None), date.fromisoformat(today)
    assert due_on(CLOCKS[id], done_on, on) == (date.fromisoformat(due) if due else None)
    assert state_of_clock(CLOCKS[id], done_on, is_owed=True, today=on) is state
    assert state_of_clock(CLOCKS[id], done_on, is_owed=False, today=on) is OfficeClockState.NOT_OWED
