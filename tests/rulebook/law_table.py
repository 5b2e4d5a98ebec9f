"""The law written out a second time as tables, and what of a loaded law differs from them.

Each table has one row for each rule; a difference is told under the name of its rule, so that a changed number fails the test of
that name. Sources: rule book sections 1.1, 1.8 to 1.10, 2.1, 3.3, 3.5, 3.9.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from caseapp.domain.checklists import AuthorityRule, Checklist
from caseapp.domain.grounds import Ground
from caseapp.domain.regime import CountsFrom, LawStatus, Regime
from caseapp.domain.request_type import RequestType
from caseapp.domain.workdays import Holiday

VERIFIABLE = frozenset({RequestType.KNOW_CATEGORIES, RequestType.KNOW_SPECIFIC, RequestType.DELETE, RequestType.CORRECT})
ADMT = frozenset({RequestType.ADMT_ACCESS, RequestType.ADMT_APPEAL})
KNOW = frozenset({RequestType.KNOW_CATEGORIES, RequestType.KNOW_SPECIFIC})
DELETE = frozenset({RequestType.DELETE})
CORRECT = frozenset({RequestType.CORRECT})
OPT_OUT = frozenset({RequestType.OPT_OUT})
LIMIT = frozenset({RequestType.LIMIT})
ADMT_OPT_OUT = frozenset({RequestType.ADMT_OPT_OUT})
OPT_IN = frozenset({RequestType.OPT_IN})
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
    ("opt_out", ALWAYS, 15, "business_days", RECEIPT, OPT_OUT, "7026", V),
    ("limit", ALWAYS, 15, "business_days", RECEIPT, LIMIT, "7027", V),
    ("admt_opt_out", ("2027",), 15, "business_days", RECEIPT, ADMT_OPT_OUT, "7221", M),
    ("fee_answer", ALWAYS, 10, "calendar_days", BACK, VERIFIABLE, "1798.145(h)(3)", O),
    ("verification_purge", ("2023", "2026"), 7, "calendar_days", CLOSING, VERIFIABLE, "7060(d)", O),
    ("verification_purge", ("2027",), 7, "calendar_days", CLOSING, VERIFIABLE | ADMT, "7060(d)", O),
    ("no_reask_opt_out", ALWAYS, 12, "months", RECEIPT, OPT_OUT, "7026(k)", V),
    ("no_reask_limit", ALWAYS, 12, "months", RECEIPT, LIMIT, "7027", M),
    ("retention", ALWAYS, 24, "months", CLOSING, EVERY, "7101(a)", V),
]  # fmt: skip
BY_VERSION = [(version, *rule[:1], *rule[2:]) for rule in RULES for version in rule[1]]

# limit, count or day, unit, request types (with those of automated decisions from 2027 where the rule has them), section, status
LIMITS = [
    ("know_answers", 2, "answers", KNOW, "1798.130(b)", M),
    ("know_window", 12, "months", KNOW, "1798.130(b)", V),
    ("lookback", 12, "months", KNOW, "1798.130(a)(2)(B)", V),
    ("lookback_floor", date(2022, 1, 1), "date", KNOW, "1798.130(a)(2)(B)", V),
    ("repeat_correction", 6, "months", CORRECT, "7023(g)", M),
    ("statement_words", 250, "words", CORRECT, "7023(f)", M),
    ("extension_offer", 35, "calendar_days", VERIFIABLE, "7021(b)", O),
    ("mail_margin", 5, "calendar_days", VERIFIABLE, "1798.130(a)(2)(A)", O),
]
EXTENDABLE_LIMITS = frozenset({"extension_offer", "mail_margin"})

VERSIONS = {
    "2023": (date(2023, 1, 1), date(2025, 12, 31), "America/Los_Angeles"),
    "2026": (date(2026, 1, 1), date(2026, 12, 31), "America/Los_Angeles"),
    "2027": (date(2027, 1, 1), None, "America/Los_Angeles"),
}


def differences_of_regime(regime: Regime, version: str) -> set[str]:
    """Return the names of rules and limits in which a version differs from the tables; ``in_force`` for its dates and zone."""
    found = set[str]()
    if (regime.effective_from, regime.effective_to, regime.business_zone) != VERSIONS[version]:
        found.add("in_force")
    rules = {rule.id: rule for rule in regime.rules}
    rows = {row[1]: row[2:] for row in BY_VERSION if row[0] == version}
    for name in rules.keys() | rows.keys():
        rule, row = rules.get(name), rows.get(name)
        if rule is None or row is None:
            found.add(name)
            continue
        count, unit, counts_from, types, section, status = row
        kind_is_right = str(name).startswith(rule.kind)
        told = (rule.count, rule.unit, rule.counts_from, rule.request_types, section in rule.citation, rule.status, kind_is_right)
        if told != (count, unit, counts_from, types, True, status, True):
            found.add(str(name))
    limits = {limit.kind.value: limit for limit in regime.limits}
    for name, amount, unit, types, section, status in LIMITS:
        limit = limits.get(name)
        wanted = types | ADMT if version == "2027" and name in EXTENDABLE_LIMITS else types
        if limit is None or (
            limit.on if unit == "date" else limit.count, limit.unit, limit.request_types, section in limit.citation, limit.status
        ) != (amount, unit, wanted, True, status):  # fmt: skip
            found.add(name)
    return found


# --- Holidays ---------------------------------------------------------------------------------------------------

DAY = timedelta(days=1)
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
YEARS = range(2023, 2037)

LUNAR_NEW_YEAR = {
    2023: "01-22", 2024: "02-10", 2025: "01-29", 2026: "02-17", 2027: "02-06", 2028: "01-26", 2029: "02-13",
    2030: "02-03", 2031: "01-23", 2032: "02-11", 2033: "01-31", 2034: "02-19", 2035: "02-08", 2036: "01-28",
}  # fmt: skip
DIWALI = {
    2026: "11-08", 2027: "10-29", 2028: "10-17", 2029: "11-05", 2030: "10-26",
    2031: "11-14", 2032: "11-02", 2033: "10-22", 2034: "11-10", 2035: "10-30", 2036: "10-19",
}  # fmt: skip

MOVED_TO_MONDAY = frozenset({(1, 1), (2, 12), (3, 31), (7, 4), (9, 9), (11, 11), (12, 25)})
"""Gov. Code 6701: the Monday after, where one of these falls on a Sunday."""
NOT_JUDICIAL = frozenset({"lunar_new_year", "genocide_remembrance_day", "admission_day", "columbus_day", "diwali"})
FEDERAL = frozenset(
    """new_years_day martin_luther_king_day third_monday_in_february memorial_day juneteenth independence_day labor_day
    columbus_day veterans_day thanksgiving_day christmas_day""".split()
)

Entry = tuple[date, str, str, str]
"""A day, the name of the holiday, the list it is on, and the provision that puts it there."""


def on(year: int, text: str) -> date:
    return date.fromisoformat(f"{year}-{text}")


def nth(year: int, month: int, weekday: int, number: int) -> date:
    first = date(year, month, 1)
    return first + DAY * ((weekday - first.weekday()) % 7 + 7 * (number - 1))


def last_monday_of_may(year: int) -> date:
    end = date(year, 5, 31)
    return end - DAY * end.weekday()


def named_days(year: int) -> dict[str, date]:
    """Gov. Code 6700, full days, and the day after Thanksgiving of Code Civ. Proc. 135."""
    days = {
        "new_years_day": date(year, 1, 1),
        "martin_luther_king_day": nth(year, 1, MON, 3),
        "lincoln_day": date(year, 2, 12),
        "third_monday_in_february": nth(year, 2, MON, 3),
        "farmworkers_day" if year >= 2026 else "cesar_chavez_day": date(year, 3, 31),
        "genocide_remembrance_day": date(year, 4, 24),
        "memorial_day": last_monday_of_may(year),
        "juneteenth": date(year, 6, 19),
        "independence_day": date(year, 7, 4),
        "labor_day": nth(year, 9, MON, 1),
        "admission_day": date(year, 9, 9),
        "native_american_day": nth(year, 9, FRI, 4),
        "columbus_day": nth(year, 10, MON, 2),
        "veterans_day": date(year, 11, 11),
        "thanksgiving_day": nth(year, 11, THU, 4),
        "day_after_thanksgiving": nth(year, 11, THU, 4) + DAY,
        "christmas_day": date(year, 12, 25),
        "lunar_new_year": on(year, LUNAR_NEW_YEAR[year]) if year in LUNAR_NEW_YEAR else date.max,
    }
    return days | ({"diwali": on(year, DIWALI[year])} if year in DIWALI else {})


def entries(year: int) -> Iterator[Entry]:
    """Yield what the holidays of one year put on the lists; observed days may lie in the year before."""
    for name, day in named_days(year).items():
        after_thanksgiving = name == "day_after_thanksgiving"
        if not after_thanksgiving:
            yield day, name, "gov6700", _basis_of_state(name, year)
            if day.weekday() == SUN and (day.month, day.day) in MOVED_TO_MONDAY:
                yield day + DAY, name, "gov6700", "gov_6701_sunday"
            if day.weekday() == SAT and (day.month, day.day) == (11, 11):
                yield day - DAY, name, "gov6700", "gov_6701_saturday"
        if name in FEDERAL and day.weekday() < SAT:
            yield day, name, "federal", "usc_6103"
        if name not in NOT_JUDICIAL:
            yield day, name, "judicial", "ccp_135"
        for listed, allowed, saturday, sunday in (
            ("federal", name in FEDERAL, "usc_6103_saturday", "usc_6103_sunday"),
            ("judicial", name not in NOT_JUDICIAL, "court_rule_1_11_saturday", "court_rule_1_11_sunday"),
        ):
            if allowed and day.weekday() == SAT:
                yield day - DAY, name, listed, saturday
            if allowed and day.weekday() == SUN:
                yield day + DAY, name, listed, sunday
        if day.weekday() == SAT and (day.month, day.day) in ((7, 4), (9, 9), (12, 25)):
            yield day - DAY, name, "optional_bank", "civ_7_1"


def _basis_of_state(name: str, year: int) -> str:
    if name == "diwali" and year == 2036:
        return "gov_6700_diwali_2036"
    return f"gov_6700_{name}" if name in ("lunar_new_year", "diwali") else "gov_6700"


def expected_entries(year: int) -> set[Entry]:
    return {entry for source in (year, year + 1) for entry in entries(source) if entry[0].year == year}


def differences_of_year(days: Iterable[Holiday], year: int) -> set[str]:
    """Return the names of the holidays in which the days of a year differ from the provisions."""
    told = {(day.on, day.name, which, basis) for day in days for which, basis in day.bases}
    return {entry[1] for entry in told ^ expected_entries(year)}


# --- Verification and grounds -----------------------------------------------------------------------------------

# list, request types, level, points, declaration, contested datum left out, section, status
CHECKLISTS = [
    ("categories", {RequestType.KNOW_CATEGORIES}, "reasonable", 2, False, False, "7062(b)", V),
    ("specific_pieces", {RequestType.KNOW_SPECIFIC}, "reasonably_high", 3, True, False, "7062(c)", V),
    ("delete_or_correct", DELETE | CORRECT, "reasonable", 2, False, True, "7062(d)", V),
    ("delete_or_correct_sensitive", DELETE | CORRECT, "reasonably_high", 3, True, True, "7062(d)", O),
    ("opt_out_or_limit", OPT_OUT | LIMIT, "none", 0, False, False, "7060(b)", V),
    ("admt_opt_out", ADMT_OPT_OUT, "none", 0, False, False, "7221", M),
    ("opt_in", OPT_IN, "none", 0, False, False, "7028", V),
    ("admt_access", {RequestType.ADMT_ACCESS}, "reasonably_high", 3, True, False, "7222", M),
    ("admt_appeal", {RequestType.ADMT_APPEAL}, "reasonable", 2, False, False, "7221(b)(1)", M),
]  # fmt: skip

AGENT_PAPERS = ("signed_permission", "power_of_attorney", "court_paper")
# requestor, request types, papers, may the consumer be asked, section, status
AUTHORITY = [
    ("authorized_agent", VERIFIABLE, AGENT_PAPERS, True, "7063(a)", V),
    ("authorized_agent", ADMT, AGENT_PAPERS, True, "7222", M),
    ("authorized_agent", OPT_OUT | LIMIT | OPT_IN | ADMT_OPT_OUT, AGENT_PAPERS, False, "7063", V),
    ("parent_or_guardian", EVERY, ("parental_consent_form", "court_paper"), False, "7070", V),
]

QUESTIONS = {
    "categories": "full_name postal_address account_reference phone email original_creditor birth_year date_of_last_contact",
    "specific": (
        "full_name account_reference postal_address date_of_last_payment amount_of_last_payment original_creditor phone email "
        "former_address birth_year date_of_last_contact"
    ),
    "find": "full_name email phone postal_address account_reference",
}
"""What may be asked at each level: none only finds the record."""


def differences_of_checklists(checklists: Iterable[Checklist], authority: Iterable[AuthorityRule]) -> set[str]:
    asked = {"reasonable": "categories", "reasonably_high": "specific", "none": "find"}
    told = {
        (
            one.id, one.request_types, one.level.value, one.points_needed, one.declaration_needed, one.contested_excluded, one.status,
            " ".join(one.questions), one.citation,
        )
        for one in checklists
    }  # fmt: skip
    found = set[str]()
    rows = {row[0]: row for row in CHECKLISTS}
    for one in told:
        row = rows.pop(one[0], None)
        if row is None or (row[1], row[2], row[3], row[4], row[5], row[7], QUESTIONS[asked[row[2]]]) != one[1:8] or row[6] not in one[8]:
            found.add(one[0])
    found |= rows.keys()
    for position, (rule, line) in enumerate(zip(authority, AUTHORITY, strict=True)):
        told_line = (rule.requestor.value, rule.request_types, rule.papers, rule.consumer_confirms, rule.status)
        if told_line != (*line[:4], line[5]) or line[4] not in rule.citation:
            found.add(f"{line[0]}.{position}")
    return found


REST = ("delete_the_rest", "use_for_nothing_else", "ask_to_opt_out")
THE_REST = ("do_the_rest",)
# ground, request types, section, status, wants facts, ground of the published policy, what must be done beside it
GROUNDS = [
    ("not_verified_specific", {RequestType.KNOW_SPECIFIC}, "7024(a)", V, False, None, ("answer_as_categories",)),
    ("not_verified_categories", {RequestType.KNOW_CATEGORIES}, "7024(b)", V, False, None, ("direct_to_policy",)),
    ("not_verified_delete", DELETE, "7022(a)", V, False, None, ()),
    ("not_verified_correct", CORRECT, "7023(a)", V, False, None, ()),
    ("not_verified_admt", ADMT, "7222", M, False, None, ()),
    ("no_method", VERIFIABLE | ADMT, "7062(g)", M, True, None, ("review_in_12_months",)),
    ("agent_not_authorized", EVERY, "7063", V, False, None, ("accept_cure_until_due",)),
    ("service_provider", VERIFIABLE, "7050", M, False, None, ("forward_to_client",)),
    ("not_california", EVERY, "1798.140(i)", M, False, None, ("other_law_if_any",)),
    ("no_data", VERIFIABLE, "7024", M, True, None, ()),
    ("not_collected_from_consumer", DELETE, "1798.105(a)", V, True, None, ("delete_the_rest",)),
    ("delete_transaction", DELETE, "1798.105(d)(1)", M, True, 1, REST),
    ("delete_security", DELETE, "1798.105(d)(2)", M, True, 2, REST),
    ("delete_debug", DELETE, "1798.105(d)(3)", M, True, 3, REST),
    ("delete_free_speech", DELETE, "1798.105(d)(4)", M, True, 4, REST),
    ("delete_calecpa", DELETE, "1798.105(d)(5)", M, True, 5, REST),
    ("delete_research", DELETE, "1798.105(d)(6)", M, True, 6, REST),
    ("delete_internal_use", DELETE, "1798.105(d)(7)", M, True, 7, REST),
    ("delete_legal_obligation", DELETE, "1798.105(d)(8)", M, True, 8, REST),
    ("exempt_legal_claims", VERIFIABLE, "1798.145(a)", M, True, 10, THE_REST),
    ("exempt_privilege", VERIFIABLE, "1798.145(b)", M, True, 10, THE_REST),
    ("exempt_hipaa", VERIFIABLE, "1798.145(c)", M, True, 10, THE_REST),
    ("exempt_fcra", VERIFIABLE, "1798.145(d)", M, True, 10, THE_REST),
    ("exempt_glba", VERIFIABLE, "1798.145(e)", M, True, 10, THE_REST),
    ("exempt_dppa", VERIFIABLE, "1798.145(f)", M, True, 10, THE_REST),
    ("household", VERIFIABLE, "1798.145(p)", V, True, 10, THE_REST),
    ("rights_of_others", VERIFIABLE, "1798.145(k)", M, True, 10, THE_REST),
    ("conflict_of_law", EVERY, "7022(f)", M, True, 10, THE_REST),
    ("disproportionate_effort", KNOW | CORRECT, "7001", M, True, None, THE_REST),
    ("not_searched", KNOW, "7024(c)", V, True, None, THE_REST),
    ("accurate", CORRECT, "7023(b)", V, True, None, ("offer_statement_if_health", "note_contested")),
    ("same_correction", CORRECT, "7023(g)", M, True, None, ()),
    ("fraud", OPT_OUT | LIMIT | CORRECT | ADMT_OPT_OUT, "7026", M, True, None, ("keep_documented_basis",)),
    ("unfounded_or_excessive", VERIFIABLE | ADMT, "1798.145(h)(3)", V, True, None, ("or_fee",)),
    ("twice_in_12_months", KNOW, "1798.130(b)", V, True, None, ("offer_other_rights",)),
    ("no_sale", OPT_OUT, "7026", M, False, None, ("set_opt_out_mark",)),
    ("limit_only_permitted_uses", LIMIT, "7027(a)", V, False, None, ("set_limit_mark",)),
]  # fmt: skip


def differences_of_grounds(grounds: Iterable[Ground]) -> set[str]:
    found = set[str]()
    rows = {row[0]: row for row in GROUNDS}
    for ground in grounds:
        row = rows.pop(ground.code, None)
        told = (ground.request_types, ground.status, ground.needs_facts, ground.seed_ground, ground.must_also)
        if (
            row is None
            or told != (row[1], *row[3:])
            or row[2] not in ground.citation
            or ground.letter_sentence_key != f"ground_{ground.code}"
        ):
            found.add(ground.code)
    return found | rows.keys()
