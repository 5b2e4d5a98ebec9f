"""The numbers of the law, one test for each rule and version: a changed number fails the test that has its rule's name."""

from __future__ import annotations

from datetime import date

import pytest

from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.regime import CountsFrom, LawStatus, LimitKind, Regime
from caseapp.domain.request_type import RequestType
from tests.rulebook.shipped import shipped_rulebook

VERIFIABLE = frozenset({RequestType.KNOW_CATEGORIES, RequestType.KNOW_SPECIFIC, RequestType.DELETE, RequestType.CORRECT})
ADMT = frozenset({RequestType.ADMT_ACCESS, RequestType.ADMT_APPEAL})
KNOW = frozenset({RequestType.KNOW_CATEGORIES, RequestType.KNOW_SPECIFIC})
EVERY = frozenset(RequestType)
ALWAYS = ("2023", "2026", "2027")

V, M, O = LawStatus.VERIFIED, LawStatus.FROM_MEMORY, LawStatus.OWN_CHOICE  # noqa: E741
RECEIPT, CLOSING, BACK = CountsFrom.RECEIPT, CountsFrom.CLOSING, CountsFrom.BEFORE_ANSWER_PLAN_DAY

# rule, versions, count, unit, counted from, request types, section, status
RULES = [
    ("confirm_receipt", ALWAYS, 10, "business_days", RECEIPT, VERIFIABLE, "7021(a)", V),
    ("answer", ALWAYS, 45, "calendar_days", RECEIPT, VERIFIABLE, "7021(b)", V),
    ("extension_notice", ALWAYS, 45, "calendar_days", RECEIPT, VERIFIABLE, "7021(b)", V),
    ("extended_answer", ALWAYS, 90, "calendar_days", RECEIPT, VERIFIABLE, "7021(b)", V),
    ("confirm_receipt_admt", ("2027",), 10, "business_days", RECEIPT, ADMT, "7222", M),
    ("answer_admt", ("2027",), 45, "calendar_days", RECEIPT, ADMT, "7222", M),
    ("extension_notice_admt", ("2027",), 45, "calendar_days", RECEIPT, ADMT, "7222", M),
    ("extended_answer_admt", ("2027",), 90, "calendar_days", RECEIPT, ADMT, "7222", M),
    ("opt_out", ALWAYS, 15, "business_days", RECEIPT, frozenset({RequestType.OPT_OUT}), "7026", V),
    ("limit", ALWAYS, 15, "business_days", RECEIPT, frozenset({RequestType.LIMIT}), "7027", V),
    ("admt_opt_out", ("2027",), 15, "business_days", RECEIPT, frozenset({RequestType.ADMT_OPT_OUT}), "7221", M),
    ("fee_answer", ALWAYS, 10, "calendar_days", BACK, VERIFIABLE, "1798.145(h)(3)", O),
    ("verification_purge", ("2023", "2026"), 7, "calendar_days", CLOSING, VERIFIABLE, "7060(d)", O),
    ("verification_purge", ("2027",), 7, "calendar_days", CLOSING, VERIFIABLE | ADMT, "7060(d)", O),
    ("no_reask_opt_out", ALWAYS, 12, "months", RECEIPT, frozenset({RequestType.OPT_OUT}), "7026(k)", V),
    ("no_reask_limit", ALWAYS, 12, "months", RECEIPT, frozenset({RequestType.LIMIT}), "7027", M),
    ("retention", ALWAYS, 24, "months", CLOSING, EVERY, "7101(a)", V),
]
BY_VERSION = [(version, *rule[:1], *rule[2:]) for rule in RULES for version in rule[1]]

# limit, count or day, unit, section, status
LIMITS = [
    ("know_answers", 2, "answers", KNOW, "1798.130(b)", M),
    ("know_window", 12, "months", KNOW, "1798.130(b)", V),
    ("lookback", 12, "months", KNOW, "1798.130(a)(2)(B)", V),
    ("lookback_floor", date(2022, 1, 1), "date", KNOW, "1798.130(a)(2)(B)", V),
    ("repeat_correction", 6, "months", {RequestType.CORRECT}, "7023(g)", M),
    ("statement_words", 250, "words", {RequestType.CORRECT}, "7023(f)", M),
    ("extension_offer", 35, "calendar_days", VERIFIABLE, "7021(b)", O),
    ("mail_margin", 5, "calendar_days", VERIFIABLE, "1798.130(a)(2)(A)", O),
]


def version(name: str) -> Regime:
    return shipped_rulebook().regime_version("us_ca", name)


@pytest.mark.parametrize(
    ("name", "rule_id", "count", "unit", "counts_from", "types", "section", "status"),
    BY_VERSION,
    ids=[f"{row[1]}-{row[0]}" for row in BY_VERSION],
)
def test_rule(
    name: str, rule_id: str, count: int, unit: str, counts_from: CountsFrom, types: frozenset[RequestType], section: str, status: LawStatus
) -> None:
    rule = version(name).rule_named(rule_id)
    assert (rule.count, rule.unit, rule.counts_from) == (count, unit, counts_from)
    assert rule.request_types == types
    assert section in rule.citation
    assert rule.status is status


@pytest.mark.parametrize("name", ALWAYS)
@pytest.mark.parametrize(("kind", "amount", "unit", "types", "section", "status"), LIMITS, ids=[row[0] for row in LIMITS])
def test_limit(name: str, kind: str, amount: object, unit: str, types: frozenset[RequestType], section: str, status: LawStatus) -> None:
    limit = version(name).limit(LimitKind(kind))
    assert (limit.on if unit == "date" else limit.count) == amount
    assert limit.unit == unit
    assert limit.request_types >= types
    assert section in limit.citation
    assert limit.status is status


@pytest.mark.parametrize("name", ALWAYS)
def test_no_rule_stands_outside_this_table(name: str) -> None:
    assert {rule.id for rule in version(name).rules} == {row[1] for row in BY_VERSION if row[0] == name}
    assert {limit.kind.value for limit in version(name).limits} == {row[0] for row in LIMITS}


def test_versions_are_in_force_one_after_the_other() -> None:
    assert [(regime.version, regime.effective_from, regime.effective_to) for regime in shipped_rulebook().regimes] == [
        ("2023", date(2023, 1, 1), date(2025, 12, 31)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2027", date(2027, 1, 1), None),
    ]
    assert {regime.business_zone for regime in shipped_rulebook().regimes} == {"America/Los_Angeles"}


@pytest.mark.parametrize("request_type", [RequestType.OPT_OUT, RequestType.LIMIT, RequestType.ADMT_OPT_OUT])
@pytest.mark.parametrize("name", ALWAYS)
def test_opt_out_and_limit_have_no_extension_no_confirmation_and_no_verification(name: str, request_type: RequestType) -> None:
    for kind in (
        DeadlineKind.CONFIRM_RECEIPT, DeadlineKind.EXTENSION_NOTICE, DeadlineKind.EXTENDED_ANSWER, DeadlineKind.VERIFICATION_PURGE,
    ):  # fmt: skip
        assert version(name).rule(kind, request_type) is None


@pytest.mark.parametrize("kind", [kind for kind in DeadlineKind if kind is not DeadlineKind.RETENTION])
@pytest.mark.parametrize("name", ["2023", "2026"])
def test_automated_decisions_have_no_clock_before_2027(name: str, kind: DeadlineKind) -> None:
    for request_type in ADMT | {RequestType.ADMT_OPT_OUT}:
        assert version(name).rule(kind, request_type) is None
