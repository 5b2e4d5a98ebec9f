"""The one extension: offered, warned, refused, and what the dispatch of its notice does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.domain.errors import DomainError
from caseapp.domain.extension import ExtensionEffect, ExtensionOffer, extension_effect, extension_offer
from caseapp.domain.request_type import RequestType
from tests.domain.law import LISTS, day, regime_on

T = RequestType
# Receipt Tue 2026-03-03: mail by Fri 04-10 (day 38), plan by Thu 04-16 (day 44 = incl), last day Fri 04-17 (day 45).
MARCH = day("2026-03-03")
# Receipt Wed 2026-05-20: plan by Thu 07-02 (day 43), incl Fri 07-03 (day 44), last day Sat 07-04 (day 45).
MAY = day("2026-05-20")


def offer(
    received_on: date, today: date, request_type: RequestType = T.DELETE, *, extended: bool = False, answered: bool = False
) -> ExtensionOffer:
    return extension_offer(regime_on(received_on), LISTS, request_type, received_on, today, already_extended=extended, answered=answered)


@pytest.mark.parametrize(
    ("received_on", "today", "allowed", "code", "warning", "override"),
    [
        (MARCH, "2026-03-03", True, "too_early", None, False),
        (MARCH, "2026-04-06", True, "too_early", None, False),  # day 34
        (MARCH, "2026-04-07", True, "offered", None, False),  # day 35
        (MARCH, "2026-04-10", True, "offered", None, False),  # the mail day
        (MARCH, "2026-04-11", True, "offered", "after_mail_day", False),
        (MARCH, "2026-04-16", True, "offered", "after_mail_day", False),  # the plan day
        (MARCH, "2026-04-17", True, "offered", "lenient_reading_only", True),  # the last day
        (MARCH, "2026-04-18", False, "too_late", None, False),
        (MAY, "2026-07-02", True, "offered", "after_mail_day", False),
        (MAY, "2026-07-03", True, "offered", "after_plan_day", True),  # after the plan day, day 44
        (MAY, "2026-07-04", True, "offered", "lenient_reading_only", True),
        (MAY, "2026-07-05", False, "too_late", None, False),
    ],
)
def test_offer_by_day(received_on: date, today: str, allowed: bool, code: str, warning: str | None, override: bool) -> None:
    found = offer(received_on, day(today))
    assert (found.allowed, found.code, found.warning, found.needs_override_reason) == (allowed, code, warning, override)


def test_the_offer_tells_its_dates() -> None:
    found = offer(MARCH, day("2026-04-08"))
    assert (found.notice_mail_by_on, found.notice_plan_by_on, found.notice_last_day_on) == (
        day("2026-04-10"), day("2026-04-16"), day("2026-04-17"),
    )  # fmt: skip
    assert found.extended is not None
    assert found.extended.last_day_on == day("2026-06-01")


@pytest.mark.parametrize("request_type", [T.OPT_OUT, T.LIMIT, T.OPT_IN, T.ADMT_OPT_OUT])
def test_opt_out_and_limit_are_never_extended(request_type: RequestType) -> None:
    found = offer(day("2027-02-01"), day("2027-03-10"), request_type)
    assert (found.allowed, found.code, found.extended, found.notice_last_day_on) == (False, "not_extendable_type", None, None)


def test_a_second_extension_is_refused() -> None:
    assert offer(MARCH, day("2026-04-08"), extended=True).code == "already_extended"
    assert not offer(MARCH, day("2026-04-08"), extended=True).allowed


def test_an_answered_request_is_not_extended() -> None:
    found = offer(MARCH, day("2026-04-08"), extended=True, answered=True)
    assert (found.allowed, found.code) == (False, "already_answered")


@pytest.mark.parametrize("request_type", [T.ADMT_ACCESS, T.ADMT_APPEAL])
def test_automated_decisions_may_be_extended_from_2027(request_type: RequestType) -> None:
    assert offer(day("2027-02-01"), day("2027-03-10"), request_type).code == "offered"
    assert offer(day("2026-12-31"), day("2027-02-08"), request_type).code == "not_extendable_type"


@pytest.mark.parametrize(
    ("dispatched", "effect"),
    [("2026-03-03", "strict"), ("2026-04-16", "strict"), ("2026-04-17", "lenient"), ("2026-04-18", "none"), ("2026-12-31", "none")],
)
def test_effect_of_the_dispatch(dispatched: str, effect: str) -> None:
    assert extension_effect(regime_on(MARCH), LISTS, MARCH, day(dispatched)) == effect


def test_a_notice_on_the_rolled_monday_is_late() -> None:
    received_on = day("2026-01-07")  # day 45 is Saturday 21 February
    assert extension_effect(regime_on(received_on), LISTS, received_on, day("2026-02-23")) is ExtensionEffect.NONE


def test_a_notice_cannot_leave_before_the_request_came() -> None:
    with pytest.raises(DomainError) as caught:
        extension_effect(regime_on(MARCH), LISTS, MARCH, day("2026-03-02"))
    assert caught.value.code == "dispatched_before_receipt"


@given(st.dates(date(2023, 1, 1), date(2036, 1, 1)), st.integers(0, 120))
def test_what_is_refused_today_would_have_no_effect_today_and_the_reverse(received_on: date, days: int) -> None:
    today = received_on + timedelta(days=days)
    found = offer(received_on, today)
    effect = extension_effect(regime_on(received_on), LISTS, received_on, today)
    assert found.allowed is (effect is not ExtensionEffect.NONE)
    if effect is ExtensionEffect.LENIENT:
        assert found.warning == "lenient_reading_only"
        assert found.needs_override_reason


@given(st.dates(date(2023, 1, 1), date(2036, 1, 1)), st.integers(0, 45))
def test_the_extended_date_depends_on_receipt_alone(received_on: date, days: int) -> None:
    extended = offer(received_on, received_on + timedelta(days=days)).extended
    assert extended is not None
    assert extended.last_day_on == received_on + timedelta(days=90)


def test_the_notice_of_a_type_is_judged_by_the_rule_of_that_type() -> None:
    """A version in which automated decisions had 30 days for the notice judges theirs by 30 days, and the others by 45."""
    received_on = day("2027-02-01")
    regime = regime_on(received_on)
    shorter = replace(regime, rules=tuple(replace(rule, count=30) if rule.id == "extension_notice_admt" else rule for rule in regime.rules))
    sent = received_on + timedelta(days=40)
    assert extension_effect(shorter, LISTS, received_on, sent, request_type=T.ADMT_ACCESS) is ExtensionEffect.NONE
    for request_type in (None, T.DELETE):
        assert extension_effect(shorter, LISTS, received_on, sent, request_type=request_type) is ExtensionEffect.STRICT
    with pytest.raises(DomainError) as caught:
        extension_effect(regime, LISTS, received_on, sent, request_type=T.OPT_OUT)
    assert caught.value.code == "rule_unknown"
