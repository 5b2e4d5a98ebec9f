"""Every clock of rulebook 9.2: which of ours it is, its days, and each state it can have."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from caseapp.domain.deadline_kinds import WAITING_KINDS, DeadlineKind, DeadlineState
from caseapp.domain.deadlines import (
    AT_RECEIPT,
    DueDate,
    due_dates_at_receipt,
    due_dates_on_closing,
    extended_answer,
    fee_answer,
    state_of,
)
from caseapp.domain.request_type import RequestType
from tests.domain.law import LISTS, day, regime_on

K, S, T = DeadlineKind, DeadlineState, RequestType
DAY = timedelta(days=1)
# A Monday; everything below was counted by hand on the calendar of 2027 (holidays: 18 January, 6 and 12 February, 15 February, 31 March).
RECEIVED, CLOSED = day("2027-01-04"), day("2027-02-12")

# clock of the rule book, ours, a type that has it, plan by, last day, mail by
CLOCKS = [
    ("DL_ACK", K.CONFIRM_RECEIPT, T.DELETE, "2027-01-15", "2027-01-19", None),
    ("DL_RESP", K.ANSWER, T.DELETE, "2027-02-17", "2027-02-18", "2027-02-11"),
    ("DL_DOWN", K.ANSWER, T.DELETE, "2027-02-17", "2027-02-18", "2027-02-11"),  # telling others is part of the answer
    ("DL_MAIL", K.ANSWER, T.DELETE, "2027-02-17", "2027-02-18", "2027-02-11"),  # the mail day of the answer
    ("DL_EXT_NOTICE", K.EXTENSION_NOTICE, T.CORRECT, "2027-02-17", "2027-02-18", "2027-02-11"),
    ("DL_RESP_EXT", K.EXTENDED_ANSWER, T.KNOW_SPECIFIC, "2027-04-02", "2027-04-04", "2027-03-26"),
    ("DL_OPT15", K.OPT_OUT, T.OPT_OUT, "2027-01-22", "2027-01-26", None),
    ("DL_OPT15", K.LIMIT, T.LIMIT, "2027-01-22", "2027-01-26", None),
    ("DL_ADMT15", K.ADMT_OPT_OUT, T.ADMT_OPT_OUT, "2027-01-22", "2027-01-26", None),
    ("DL_FEE_ANSWER", K.FEE_ANSWER, T.KNOW_CATEGORIES, "2027-02-07", "2027-02-07", None),  # ten days before the plan day of the answer
    ("DL_VERIF_PURGE", K.VERIFICATION_PURGE, T.DELETE, "2027-02-18", "2027-02-19", None),
    ("DL_REASK", K.NO_REASK, T.OPT_OUT, "2028-01-04", "2028-01-04", None),
    ("DL_RETAIN", K.RETENTION, T.OPT_IN, "2029-02-12", "2029-02-12", None),
]


def due_of(kind: DeadlineKind, request_type: RequestType) -> DueDate:
    regime = regime_on(RECEIVED)
    if kind is K.EXTENDED_ANSWER:
        return extended_answer(regime, LISTS, request_type, RECEIVED)
    if kind is K.FEE_ANSWER:
        return fee_answer(regime, LISTS, request_type, RECEIVED)
    dues = (
        *due_dates_at_receipt(regime, LISTS, request_type, RECEIVED),
        *due_dates_on_closing(regime, LISTS, request_type, received_on=RECEIVED, closed_on=CLOSED),
    )
    return next(due for due in dues if due.kind is kind)


@pytest.mark.parametrize(("name", "kind", "request_type", "plan", "last", "mail"), CLOCKS, ids=[f"{row[0]}-{row[1]}" for row in CLOCKS])
def test_days_of_the_clock(name: str, kind: DeadlineKind, request_type: RequestType, plan: str, last: str, mail: str | None) -> None:
    due = due_of(kind, request_type)
    assert (due.plan_by_on, due.last_day_on, due.mail_by_on) == (day(plan), day(last), day(mail) if mail else None)
    assert due.citation, name


def test_every_kind_stands_in_the_table_and_no_appeal_is_known_in_california() -> None:
    assert {row[1] for row in CLOCKS} == set(DeadlineKind)
    assert not [kind for kind in DeadlineKind if "appeal" in kind]


def test_what_starts_by_itself_and_what_an_act_starts() -> None:
    by_an_act = {K.EXTENDED_ANSWER, K.FEE_ANSWER, K.VERIFICATION_PURGE, K.NO_REASK, K.RETENTION}
    assert set(AT_RECEIPT) | by_an_act == set(DeadlineKind)
    assert not set(AT_RECEIPT) & by_an_act


ASKING = [row for row in CLOCKS if row[1] not in WAITING_KINDS]
FORBIDDING = [row for row in CLOCKS if row[1] in WAITING_KINDS]


@pytest.mark.parametrize("row", ASKING, ids=[f"{row[0]}-{row[1]}" for row in ASKING])
def test_states_of_a_clock_that_asks_for_an_act(row: tuple[str, DeadlineKind, RequestType, str, str, str | None]) -> None:
    due = due_of(row[1], row[2])
    last = due.last_day_on
    later = last + DAY * 400
    table: list[tuple[date | None, date, DeadlineState]] = [
        (None, RECEIVED, S.OPEN),
        (None, due.plan_by_on, S.OPEN),
        (None, due.plan_by_on + DAY, S.OPEN if due.plan_by_on < last else S.MISSED),
        (None, last, S.OPEN),
        (None, last + DAY, S.MISSED),
        (None, later, S.MISSED),
        (RECEIVED, RECEIVED, S.MET),
        (last, last, S.MET),
        (last, later, S.MET),
        (last + DAY, last + DAY, S.MET_LATE),
        (last + DAY, later, S.MET_LATE),
    ]
    for met_on, today, state in table:
        assert state_of(due, met_on=met_on, today=today) is state, (met_on, today)
        assert state_of(due, met_on=met_on, today=today, superseded=True) is S.SUPERSEDED
        assert state_of(due, met_on=met_on, today=today, applicable=False) is S.NOT_APPLICABLE


@pytest.mark.parametrize("row", FORBIDDING, ids=[f"{row[0]}-{row[1]}" for row in FORBIDDING])
def test_states_of_a_clock_that_forbids_an_act(row: tuple[str, DeadlineKind, RequestType, str, str, str | None]) -> None:
    due = due_of(row[1], row[2])
    last = due.last_day_on
    ends_by_itself = row[1] is K.NO_REASK
    table: list[tuple[date | None, date, DeadlineState]] = [
        (None, RECEIVED, S.OPEN),
        (None, last - DAY, S.OPEN),
        (None, last, S.MET if ends_by_itself else S.OPEN),
        (None, last + DAY * 400, S.MET if ends_by_itself else S.OPEN),
        (last - DAY, last + DAY, S.MISSED),  # asked, or destroyed, too early
        (last, last, S.MET),
        (last + DAY, last + DAY, S.MET),
    ]
    for met_on, today, state in table:
        assert state_of(due, met_on=met_on, today=today) is state, (met_on, today)
        assert state_of(due, met_on=met_on, today=today, superseded=True) is S.SUPERSEDED
        assert state_of(due, met_on=met_on, today=today, applicable=False) is S.NOT_APPLICABLE


@pytest.mark.parametrize("kind", sorted(DeadlineKind))
def test_nothing_but_dates_makes_a_state(kind: DeadlineKind) -> None:
    """Asked twice, in any order, the same dates give the same state; an unmet clock never goes back from missed to open."""
    due = due_of(kind, next(row[2] for row in CLOCKS if row[1] is kind))
    days = [RECEIVED + DAY * offset for offset in range(0, 900, 7)]
    forwards = [state_of(due, met_on=None, today=today) for today in days]
    assert forwards == [state_of(due, met_on=None, today=today) for today in reversed(days)][::-1]
    assert len([1 for one, other in zip(forwards, forwards[1:], strict=False) if one is not other]) <= 1
