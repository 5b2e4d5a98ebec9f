"""What was said or shown only to verify is destroyed by the night once nothing needs it; what is part of the record stays."""

from __future__ import annotations

from datetime import date

import pytest

from caseapp.domain.channel import Channel
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.hold import LegalHoldCause
from caseapp.domain.people import RequestorKind
from caseapp.domain.status import ReopenCause
from caseapp.domain.verification import ONLY_TO_VERIFY, DocumentKind
from caseapp.services import nightly
from caseapp.services.closing import reopen_request, withdraw_request
from caseapp.services.documents import attach_document
from caseapp.services.legal_hold import lift_legal_hold, place_legal_hold
from caseapp.services.nightly import run_nightly
from tests.house import TestHouse

LATER = date(2026, 6, 1)
STAYS = frozenset(DocumentKind) - ONLY_TO_VERIFY


def _attach(house: TestHouse, case_id: str, kind: DocumentKind) -> None:
    attach_document(house.agent(), case_id, kind=kind, name=f"Daniel-{kind}.pdf", content=b"%PDF-1.7 paper")


def _closed(house: TestHouse, *kinds: DocumentKind) -> str:
    case_id = house.make_case("correct")
    for kind in kinds:
        _attach(house, case_id, kind)
    withdraw_request(house.officer(), house.request_id(case_id), statement="Leave it.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    return case_id


def _kinds(house: TestHouse, case_id: str) -> set[DocumentKind]:
    with house.officer().uow() as uow:
        return {one.kind for one in uow.documents.where(case_id=case_id)}


def test_proof_goes_and_the_papers_of_the_record_stay(house: TestHouse) -> None:
    case_id = _closed(house, *DocumentKind)
    assert _kinds(house, case_id) == set(DocumentKind)
    house.clock.go_to(LATER)
    report = run_nightly(house.officer())
    assert _kinds(house, case_id) == STAYS
    assert report.papers_destroyed == len(ONLY_TO_VERIFY)
    with house.officer().uow() as uow:
        clock = uow.deadlines.where(case_id=case_id, kind=DeadlineKind.VERIFICATION_PURGE)[0]
        assert (clock.state, clock.met_on) == (DeadlineState.MET_LATE, LATER)
        entry = next(one for one in uow.history.entries(case_id=case_id) if one.action == "papers_destroyed")
        assert dict(entry.facts) == {"count": "2"}, "the name of a paper is in no entry"
    assert house.house.check_history(house.officer()).ok
    again = run_nightly(house.officer())
    assert (again.changed, again.papers_destroyed, again.values_destroyed) == (0, 0, 0)


def test_the_day_is_set_when_the_right_closes_and_taken_back_when_it_is_opened_again(house: TestHouse) -> None:
    case_id = _closed(house, DocumentKind.CORRECTION_EVIDENCE, DocumentKind.DECLARATION)
    with house.officer().uow() as uow:
        days = {one.kind: one.purge_on for one in uow.documents.where(case_id=case_id)}
        clock = uow.deadlines.where(case_id=case_id, kind=DeadlineKind.VERIFICATION_PURGE)[0]
    assert days == {DocumentKind.CORRECTION_EVIDENCE: clock.plan_by_on, DocumentKind.DECLARATION: None}
    reopen_request(house.officer(), house.request_id(case_id), reason="A new paper.", because=ReopenCause.NEW_PAPERS)
    house.clock.go_to(LATER)
    assert run_nightly(house.officer()).papers_destroyed == 0
    assert DocumentKind.CORRECTION_EVIDENCE in _kinds(house, case_id)


def test_a_paper_that_comes_after_the_end_has_its_own_day(house: TestHouse) -> None:
    case_id = _closed(house)
    house.clock.go_to(LATER)
    run_nightly(house.officer())
    _attach(house, case_id, DocumentKind.OTHER)
    assert run_nightly(house.officer()).papers_destroyed == 0, "an officer still has time to look at it"
    house.clock.go_to(date(2026, 7, 1))
    assert run_nightly(house.officer()).papers_destroyed == 1


@pytest.mark.parametrize(("categories", "kept"), [((), True), (("Orders",), False)])
def test_a_legal_hold_over_everything_stops_it(house: TestHouse, categories: tuple[str, ...], kept: bool) -> None:
    case_id = _closed(house, DocumentKind.OTHER)
    place_legal_hold(house.officer(), case_id, LegalHoldCause.LAWSUIT, note="Case 26-1", categories=categories)
    house.clock.go_to(LATER)
    run_nightly(house.officer())
    assert (_kinds(house, case_id) == {DocumentKind.OTHER}) is kept
    if kept:
        lift_legal_hold(house.officer(), case_id, reason="Settled.")
        run_nightly(house.officer())
        assert _kinds(house, case_id) == set()


def test_pages_come_to_the_same_end(house: TestHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [_closed(house, DocumentKind.OTHER) for _ in range(3)]
    house.clock.go_to(LATER)
    monkeypatch.setattr(nightly, "PURGE_PAGE", 2)
    assert run_nightly(house.officer()).papers_destroyed == 3
    assert all(_kinds(house, case_id) == set() for case_id in cases)
