"""The clocks of a request: which start, when they end, and their states."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.domain.deadlines import (
    DeadlineKind,
    DeadlineState,
    DueDate,
    due_dates_at_receipt,
    due_dates_on_closing,
    extended_answer,
    fee_answer,
    no_reask_until,
    retention_until,
    state_of,
    verification_purge_by,
)
from caseapp.domain.errors import DomainError
from caseapp.domain.request_type import RequestType
from tests.domain.law import LISTS, day, regime_on

K, T = DeadlineKind, RequestType
VERIFIED_BY_LAW = [T.KNOW_CATEGORIES, T.KNOW_SPECIFIC, T.DELETE, T.CORRECT]
RECEIPTS = st.dates(date(2023, 1, 1), date(2036, 3, 1))


def at_receipt(request_type: RequestType, received: str) -> dict[DeadlineKind, DueDate]:
    received_on = day(received)
    return {due.kind: due for due in due_dates_at_receipt(regime_on(received_on), LISTS, request_type, received_on)}


@pytest.mark.parametrize(
    ("received", "request_type", "kinds"),
    [
        *[("2026-03-03", request_type, {K.CONFIRM_RECEIPT, K.ANSWER, K.EXTENSION_NOTICE}) for request_type in VERIFIED_BY_LAW],
        ("2026-03-03", T.OPT_OUT, {K.OPT_OUT}),
        ("2026-03-03", T.LIMIT, {K.LIMIT}),
        ("2026-03-03", T.OPT_IN, set()),
        ("2026-12-31", T.ADMT_ACCESS, set()),
        ("2026-12-31", T.ADMT_OPT_OUT, set()),
        ("2027-01-01", T.ADMT_ACCESS, {K.CONFIRM_RECEIPT, K.ANSWER, K.EXTENSION_NOTICE}),
        ("2027-01-01", T.ADMT_APPEAL, {K.CONFIRM_RECEIPT, K.ANSWER, K.EXTENSION_NOTICE}),
        ("2027-01-01", T.ADMT_OPT_OUT, {K.ADMT_OPT_OUT}),
    ],
)
def test_clocks_that_start_at_receipt(received: str, request_type: RequestType, kinds: set[DeadlineKind]) -> None:
    assert set(at_receipt(request_type, received)) == kinds


def test_a_deletion_received_on_3_march_2026() -> None:
    dues = at_receipt(T.DELETE, "2026-03-03")
    confirm, answer, notice = dues[K.CONFIRM_RECEIPT], dues[K.ANSWER], dues[K.EXTENSION_NOTICE]
    assert (confirm.plan_by_on, confirm.last_day_on, confirm.mail_by_on) == (day("2026-03-13"), day("2026-03-17"), None)
    assert (answer.plan_by_on, answer.last_day_on, answer.mail_by_on) == (day("2026-04-16"), day("2026-04-17"), day("2026-04-10"))
    assert (notice.plan_by_on, notice.last_day_on, notice.mail_by_on) == (answer.plan_by_on, answer.last_day_on, answer.mail_by_on)
    assert answer.citation == "11 CCR 7021(b); Civ. Code 1798.130(a)(2)(A)"


def test_a_last_day_on_a_holiday_is_never_rolled_forward() -> None:
    answer = at_receipt(T.DELETE, "2026-11-17")[K.ANSWER]
    assert (answer.plan_by_on, answer.last_day_on) == (day("2026-12-31"), day("2027-01-01"))


@given(RECEIPTS, st.sampled_from([*VERIFIED_BY_LAW, T.OPT_OUT, T.LIMIT]))
def test_the_plan_day_never_comes_after_the_last_day_and_the_mail_day_never_after_the_plan_day(
    received_on: date, request_type: RequestType
) -> None:
    for due in due_dates_at_receipt(regime_on(received_on), LISTS, request_type, received_on):
        assert received_on < due.plan_by_on <= due.last_day_on
        if due.mail_by_on is not None:
            assert due.mail_by_on <= due.plan_by_on - timedelta(days=5)
        assert (due.mail_by_on is not None) == (due.kind in (K.ANSWER, K.EXTENSION_NOTICE))


@given(RECEIPTS, st.sampled_from(VERIFIED_BY_LAW))
def test_the_extended_answer_is_day_90_from_receipt(received_on: date, request_type: RequestType) -> None:
    due = extended_answer(regime_on(received_on), LISTS, request_type, received_on)
    assert due.last_day_on == received_on + timedelta(days=90)
    assert due.mail_by_on is not None


@pytest.mark.parametrize("request_type", [T.OPT_OUT, T.LIMIT, T.OPT_IN, T.ADMT_OPT_OUT])
def test_opt_out_and_limit_have_no_extended_answer_and_no_fee(request_type: RequestType) -> None:
    received_on = day("2027-02-01")
    for ask, code in ((extended_answer, "not_extendable_type"), (fee_answer, "no_fee_for_type")):
        with pytest.raises(DomainError) as caught:
            ask(regime_on(received_on), LISTS, request_type, received_on)
        assert caught.value.code == code


def test_a_fee_is_answered_ten_days_before_the_answers_plan_day() -> None:
    due = fee_answer(regime_on(day("2026-03-03")), LISTS, T.DELETE, day("2026-03-03"))
    assert due.plan_by_on == due.last_day_on == day("2026-04-06")


def test_closing_a_verified_request_starts_purge_and_retention() -> None:
    dues = due_dates_on_closing(
        regime_on(day("2026-03-03")), LISTS, T.KNOW_SPECIFIC, received_on=day("2026-03-03"), closed_on=day("2026-04-10")
    )
    assert [(due.kind, due.last_day_on) for due in dues] == [(K.VERIFICATION_PURGE, day("2026-04-17")), (K.RETENTION, day("2028-04-10"))]
    assert dues[0].plan_by_on == day("2026-04-16")


def test_closing_an_opt_out_starts_no_reask_and_retention_but_no_purge() -> None:
    regime = regime_on(day("2024-02-29"))
    dues = due_dates_on_closing(regime, LISTS, T.OPT_OUT, received_on=day("2024-02-29"), closed_on=day("2024-02-29"))
    assert [(due.kind, due.last_day_on) for due in dues] == [(K.NO_REASK, day("2025-03-01")), (K.RETENTION, day("2026-03-01"))]
    assert verification_purge_by(regime, LISTS, T.OPT_OUT, day("2024-02-29")) is None


@pytest.mark.parametrize("request_type", sorted(T))
def test_every_record_is_kept_two_years_and_only_opt_outs_forbid_asking_again(request_type: RequestType) -> None:
    regime = regime_on(day("2026-03-03"))
    kept = retention_until(regime, request_type, day("2035-12-31"))
    assert kept is not None
    assert kept.last_day_on == day("2037-12-31")  # months need no holiday table
    asked = no_reask_until(regime, request_type, day("2026-03-03"))
    assert (asked.last_day_on if asked else None) == (day("2027-03-03") if request_type in (T.OPT_OUT, T.LIMIT) else None)


ANSWER = DueDate(kind=K.ANSWER, rule_id="answer", citation="7021(b)", plan_by_on=day("2026-04-16"), last_day_on=day("2026-04-17"))


@pytest.mark.parametrize(
    ("met", "today", "state"),
    [
        (None, "2026-03-03", DeadlineState.OPEN),
        (None, "2026-04-17", DeadlineState.OPEN),  # between the two days nothing is late
        (None, "2026-04-18", DeadlineState.MISSED),
        ("2026-04-16", "2026-04-20", DeadlineState.MET),
        ("2026-04-17", "2026-04-17", DeadlineState.MET),
        ("2026-04-18", "2026-04-18", DeadlineState.MET_LATE),
    ],
)
def test_state(met: str | None, today: str, state: DeadlineState) -> None:
    met_on = day(met) if met else None
    assert state_of(ANSWER, met_on=met_on, today=day(today), superseded=False, applicable=True) is state
    assert state_of(ANSWER, met_on=met_on, today=day(today), superseded=True, applicable=True) is DeadlineState.SUPERSEDED
    assert state_of(ANSWER, met_on=met_on, today=day(today), superseded=True, applicable=False) is DeadlineState.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("kind", "met", "today", "state"),
    [
        (K.NO_REASK, None, "2026-04-16", DeadlineState.OPEN),
        (K.NO_REASK, None, "2026-04-17", DeadlineState.MET),  # over by itself
        (K.NO_REASK, "2026-04-16", "2026-04-20", DeadlineState.MISSED),  # somebody asked too early
        (K.RETENTION, None, "2027-01-01", DeadlineState.OPEN),  # keeping longer is no miss
        (K.RETENTION, "2026-04-18", "2026-04-18", DeadlineState.MET),
        (K.RETENTION, "2026-04-16", "2026-04-18", DeadlineState.MISSED),  # destroyed too early
    ],
)
def test_state_of_a_clock_that_forbids(kind: DeadlineKind, met: str | None, today: str, state: DeadlineState) -> None:
    due = replace(ANSWER, kind=kind, last_day_on=day("2026-04-17"))
    assert state_of(due, met_on=day(met) if met else None, today=day(today)) is state


@given(st.dates(date(2023, 1, 1), date(2035, 1, 1)), st.integers(0, 400), st.none() | st.integers(0, 400))
def test_a_state_depends_on_dates_alone_and_an_unmet_clock_never_goes_back(received_on: date, ahead: int, met_after: int | None) -> None:
    met_on = None if met_after is None else received_on + timedelta(days=met_after)
    for due in due_dates_at_receipt(regime_on(received_on), LISTS, T.DELETE, received_on):
        states = [state_of(due, met_on=met_on, today=received_on + timedelta(days=ahead + later)) for later in (0, 0, 1, 30)]
        assert states[0] is states[1]
        order = [DeadlineState.OPEN, DeadlineState.MISSED]
        if met_on is None:
            assert [order.index(state) for state in states] == sorted(order.index(state) for state in states)
        else:
            assert len(set(states)) == 1


def test_past_the_tables_a_clock_is_refused() -> None:
    with pytest.raises(DomainError) as caught:
        due_dates_at_receipt(regime_on(day("2036-11-30")), LISTS, T.DELETE, day("2036-11-30"))
    assert caught.value.code == "calendar_ends"


def test_a_clock_of_a_case_keeps_the_version_of_its_receipt() -> None:
    """A version that sets 30 days from 2028 moves no date of a case of 2027."""
    old = regime_on(day("2027-12-31"))
    new = replace(old, version="2028", rules=tuple(replace(rule, count=30) if rule.id == "answer" else rule for rule in old.rules))
    kept = {due.kind: due.last_day_on for due in due_dates_at_receipt(old, LISTS, T.DELETE, day("2027-12-31"))}
    moved = {due.kind: due.last_day_on for due in due_dates_at_receipt(new, LISTS, T.DELETE, day("2027-12-31"))}
    assert kept[K.ANSWER] == day("2028-02-14")
    assert moved[K.ANSWER] == day("2028-01-30")
