"""What is shipped about refusing and verifying: levels by type, papers, and where a ground may stand."""

from __future__ import annotations

from datetime import date

import pytest

from caseapp.domain.checklists import AssuranceLevel, AuthorityPaper, DataPoint
from caseapp.domain.errors import DomainError
from caseapp.domain.people import AuthorityBasis, RequestorKind
from caseapp.domain.regime import LawStatus
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType
from tests.rulebook.shipped import shipped_rulebook

BOOK = shipped_rulebook()
T, L = RequestType, AssuranceLevel


@pytest.mark.parametrize(
    ("request_type", "level", "points", "declaration"),
    [
        (T.KNOW_CATEGORIES, L.REASONABLE, 2, False),  # 7062(b)
        (T.KNOW_SPECIFIC, L.REASONABLY_HIGH, 3, True),  # 7062(c)
        (T.DELETE, L.REASONABLE, 2, False),  # 7062(d)
        (T.DELETE, L.REASONABLY_HIGH, 3, True),
        (T.CORRECT, L.REASONABLE, 2, False),
        (T.CORRECT, L.REASONABLY_HIGH, 3, True),
        (T.OPT_OUT, L.NONE, 0, False),  # 7060(b)
        (T.LIMIT, L.NONE, 0, False),
        (T.ADMT_OPT_OUT, L.NONE, 0, False),
        (T.OPT_IN, L.NONE, 0, False),
        (T.ADMT_ACCESS, L.REASONABLY_HIGH, 3, True),
        (T.ADMT_APPEAL, L.REASONABLE, 2, False),
    ],
)
def test_level_of(request_type: RequestType, level: AssuranceLevel, points: int, declaration: bool) -> None:
    checklist = BOOK.checklist_for(request_type, level)
    assert (checklist.points_needed, checklist.declaration_needed) == (points, declaration)
    assert level in BOOK.levels_for(request_type)


@pytest.mark.parametrize("request_type", sorted(T))
def test_levels_of_each_type(request_type: RequestType) -> None:
    both = (L.REASONABLE, L.REASONABLY_HIGH)
    levels = {T.DELETE: both, T.CORRECT: both, T.KNOW_SPECIFIC: (L.REASONABLY_HIGH,), T.ADMT_ACCESS: (L.REASONABLY_HIGH,)}
    never = (*NEVER_VERIFIED, T.OPT_IN)
    expected = (L.NONE,) if request_type in never else levels.get(request_type, (L.REASONABLE,))
    assert BOOK.levels_for(request_type) == expected


@pytest.mark.parametrize("request_type", sorted(NEVER_VERIFIED))
@pytest.mark.parametrize("level", [L.REASONABLE, L.REASONABLY_HIGH])
def test_opt_out_has_no_list_of_a_level(request_type: RequestType, level: AssuranceLevel) -> None:
    with pytest.raises(DomainError) as caught:
        BOOK.checklist_for(request_type, level)
    assert caught.value.code == "checklist_unknown"


def test_the_contested_datum_is_never_used_for_a_correction() -> None:
    assert all(checklist.contested_excluded for checklist in BOOK.checklists if T.CORRECT in checklist.request_types)


def test_no_question_asks_for_a_number_that_must_never_be_collected() -> None:
    words = ("social_security", "ssn", "licence", "license", "passport", "card", "password", "medical", "biometric")
    assert not [point for point in DataPoint if any(word in point for word in words)]


@pytest.mark.parametrize("request_type", sorted(T))
def test_papers_of_each_requestor(request_type: RequestType) -> None:
    assert BOOK.authority_for(RequestorKind.CONSUMER, request_type) is None
    agent = BOOK.authority_for(RequestorKind.AUTHORIZED_AGENT, request_type)
    parent = BOOK.authority_for(RequestorKind.PARENT_OR_GUARDIAN, request_type)
    assert agent is not None
    assert parent is not None
    assert {AuthorityPaper.SIGNED_PERMISSION, AuthorityPaper.POWER_OF_ATTORNEY} <= set(agent.papers)
    assert AuthorityPaper.PARENTAL_CONSENT_FORM in parent.papers
    assert agent.consumer_confirms is (request_type not in NEVER_VERIFIED and request_type is not T.OPT_IN)


def test_papers_have_the_codes_that_cases_store() -> None:
    assert {paper.value for paper in AuthorityPaper} <= {basis.value for basis in AuthorityBasis}


def test_eight_exceptions_of_deletion_answer_to_the_first_eight_grounds_of_the_published_policy() -> None:
    numbered = {ground.seed_ground: ground for ground in BOOK.grounds if ground.seed_ground and ground.seed_ground < 10}
    assert sorted(numbered) == list(range(1, 9))
    for number, ground in numbered.items():
        assert ground.request_types == {T.DELETE}
        assert ground.citation == f"Civ. Code 1798.105(d)({number})"
        assert ground.needs_facts


def test_the_old_ninth_ground_does_not_stand_alone() -> None:
    assert not [ground for ground in BOOK.grounds if ground.seed_ground == 9]
    assert "both tests" in BOOK.ground("delete_internal_use").says


@pytest.mark.parametrize("code", ["disproportionate_effort", "not_searched", "accurate", "fraud", "unfounded_or_excessive"])
def test_a_bare_phrase_is_never_enough(code: str) -> None:
    assert BOOK.ground(code).needs_facts


@pytest.mark.parametrize("request_type", [T.OPT_OUT, T.LIMIT, T.ADMT_OPT_OUT])
def test_opt_out_is_never_refused_for_want_of_identity(request_type: RequestType) -> None:
    codes = {ground.code for ground in BOOK.grounds_for(request_type)}
    assert "fraud" in codes
    assert not {code for code in codes if code.startswith("not_verified") or code in ("no_method", "unfounded_or_excessive")}


@pytest.mark.parametrize("request_type", [T.KNOW_CATEGORIES, T.KNOW_SPECIFIC])
def test_the_twice_rule_stands_for_know_requests_only(request_type: RequestType) -> None:
    assert BOOK.ground("twice_in_12_months") in BOOK.grounds_for(request_type)
    assert BOOK.ground("twice_in_12_months").request_types == {T.KNOW_CATEGORIES, T.KNOW_SPECIFIC}


def test_every_ground_has_a_key_for_letters_and_a_section() -> None:
    for ground in BOOK.grounds:
        assert ground.letter_sentence_key == f"ground_{ground.code}"
        assert any(character.isdigit() for character in ground.citation)
        assert ground.status in LawStatus


def test_what_was_never_read_first_hand_is_marked() -> None:
    marked = {ground.code for ground in BOOK.grounds if ground.status is LawStatus.FROM_MEMORY}
    assert {"delete_transaction", "service_provider", "same_correction", "exempt_fcra", "not_verified_admt"} <= marked


def test_unknown_things_are_refused_by_code() -> None:
    for ask, code in (
        (lambda: BOOK.ground("because"), "ground_unknown"),
        (lambda: BOOK.regime_for("us_nv", date(2026, 1, 1)), "regime_unknown"),
        (lambda: BOOK.regime_for("us_ca", date(2022, 12, 31)), "regime_not_in_force"),
        (lambda: BOOK.regime_version("us_ca", "1999"), "regime_unknown"),
        (lambda: BOOK.business_zone("us_nv"), "regime_unknown"),
        (lambda: BOOK.regimes[0].rule_named("nothing"), "rule_unknown"),
    ):
        with pytest.raises(DomainError) as caught:
            ask()
        assert caught.value.code == code


@pytest.mark.parametrize(
    ("on", "version"),
    [
        (date(2023, 1, 1), "2023"),
        (date(2025, 12, 31), "2023"),
        (date(2026, 1, 1), "2026"),
        (date(2026, 12, 31), "2026"),
        (date(2027, 1, 1), "2027"),
    ],
)
def test_the_version_in_force_on_receipt(on: date, version: str) -> None:
    assert BOOK.regime_for("us_ca", on).version == version
    assert BOOK.business_zone("us_ca") == "America/Los_Angeles"
