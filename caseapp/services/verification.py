"""The verification checklist: what was compared, papers, attempts, outcome. Opt-out and limit never reach this room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from caseapp.domain.case import Case, Request
from caseapp.domain.checklists import AssuranceLevel, Checklist
from caseapp.domain.errors import DomainError
from caseapp.domain.operators import Act
from caseapp.domain.people import RequestorKind
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType
from caseapp.domain.status import RequestStatus
from caseapp.domain.transitions import Given, Step
from caseapp.domain.verification import ATTEMPTS_MAX, PointCheck, PointOutcome, Verification, VerificationOutcome
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk, new_id
from caseapp.services.life import live_request, may_step, take_step
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.sight import texts_seen_by
from caseapp.services.work import open_work

LEVEL_MAY_CHANGE = frozenset({RequestType.DELETE, RequestType.CORRECT})
"""Deletion and correction are verified at either level, by the sensitivity of the data (11 CCR 7062(d))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistView:
    """What the checklist page shows for one request. `claims` holds the opened values for an officer, else nothing."""

    case: Case
    request: Request
    verification: Verification
    checklist: Checklist
    checks: tuple[PointCheck, ...]
    claimed_points: tuple[str, ...]
    claims: tuple[tuple[str, str], ...]


def open_verification(uow: UnitOfWork, desk: Desk, case: Case, request: Request) -> Verification:
    """Begin the checklist of a request at its level."""
    checklist = desk.rulebook.checklist_for(request.type, request.level)
    return uow.verifications.add(
        Verification(
            id=new_id(),
            case_id=case.id,
            request_id=request.id,
            level=request.level,
            points_needed=checklist.points_needed,
            declaration_needed=checklist.declaration_needed,
            authority_needed=case.requestor_kind is not RequestorKind.CONSUMER,
        )
    )


def read_checklist(desk: Desk, request_id: str, *, open_claims: bool = False) -> ChecklistView:
    """Return the checklist of a request; with `open_claims` an officer's key opens what the caller said, and the history says so.

    Raises:
        DomainError: ``never_verified`` for opt-out and limit (11 CCR 7060(b)).
        NotAllowed: ``sealed_for_officers``.
    """
    desk.require(Act.SEE_CASES)
    with desk.uow() as uow:
        request = uow.requests.get(request_id)
        if request.type in NEVER_VERIFIED:
            raise DomainError("never_verified", request_type=request.type)
        case = uow.cases.get(request.case_id)
        verification = _of_request(uow, request_id)
        people = uow.parties.where(case_id=case.id)
        claimed = uow.claimed_values.where(case_id=case.id)
        checks = uow.point_checks.where(verification_id=verification.id)
        claims: tuple[tuple[str, str], ...] = ()
        if open_claims:
            desk.require(Act.READ_SEALED)
            claims = tuple((one.point, desk.vault.unseal(one.sealed, about=one.id).decode()) for one in claimed)
            record(uow, desk, "claimed_values_opened", case_id=case.id, thing="request", thing_id=request_id, facts={"count": len(claims)})
            uow.commit()
    view = ChecklistView(
        case=case,
        request=request,
        verification=verification,
        checklist=desk.rulebook.checklist_for(request.type, verification.level),
        checks=checks,
        claimed_points=tuple(one.point for one in claimed),
        claims=claims,
    )
    return texts_seen_by(desk.operator, people, view)


def save_checks(
    desk: Desk, request_id: str, points: Mapping[str, PointOutcome], *, declaration_on: date | None, authority_on: date | None
) -> ChangeSet:
    """Keep how each data point came out in the current attempt, and when declaration and authority were seen.

    Raises:
        DomainError: ``verification_decided``; ``point_not_on_list`` at ``points``; ``date_in_future`` at ``declaration`` or ``authority``.
    """
    desk.require(Act.VERIFY)
    for field, seen_on in (("declaration", declaration_on), ("authority", authority_on)):
        if seen_on is not None and seen_on > desk.today():
            raise DomainError("date_in_future", field)
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        verification = _of_request(uow, request_id)
        _must_be_open(verification)
        questions = desk.rulebook.checklist_for(request.type, verification.level).questions
        if not set(points) <= set(questions):
            raise DomainError("point_not_on_list", "points")
        attempt = verification.attempts + 1
        stored = {check.point: check for check in uow.point_checks.where(verification_id=verification.id, attempt=attempt)}
        for point, outcome in points.items():
            if point in stored:
                if stored[point].outcome is not outcome:
                    uow.point_checks.replace(replace(stored[point], outcome=outcome, checked_at=desk.now_at(), checked_by=desk.operator.id))
            else:
                uow.point_checks.add(
                    PointCheck(
                        id=new_id(),
                        verification_id=verification.id,
                        case_id=case.id,
                        point=point,
                        outcome=outcome,
                        checked_at=desk.now_at(),
                        checked_by=desk.operator.id,
                        attempt=attempt,
                    )
                )
        uow.verifications.replace(replace(verification, declaration_on=declaration_on, authority_on=authority_on))
        record(
            uow,
            desk,
            "points_checked",
            case_id=case.id,
            thing="request",
            thing_id=request_id,
            facts={"attempt": attempt, **{f"point_{point}": outcome for point, outcome in points.items()}},
        )
        uow.commit()
    return changed("cases", case_id=case.id)


def end_attempt(desk: Desk, request_id: str, *, reason: str) -> ChangeSet:
    """Count an attempt that did not verify; the next one starts with an empty list.

    Raises:
        DomainError: ``attempts_used_up`` after the third: an officer decides now.
    """
    desk.require(Act.VERIFY)
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        verification = _of_request(uow, request_id)
        _must_be_open(verification)
        if verification.attempts >= ATTEMPTS_MAX:
            raise DomainError("attempts_used_up", most=ATTEMPTS_MAX)
        uow.verifications.replace(replace(verification, attempts=verification.attempts + 1, reason=reason))
        record(
            uow,
            desk,
            "attempt_failed",
            case_id=case.id,
            thing="request",
            thing_id=request_id,
            facts={"attempt": verification.attempts + 1},
            reason=reason,
        )
        uow.commit()
    return changed("cases", case_id=case.id)


def missing_for_verified(verification: Verification, checks: tuple[PointCheck, ...]) -> tuple[DomainError, ...]:
    """Return what still keeps a request from being verified. Only the present attempt counts: each begins with an empty list."""
    attempt = verification.attempts + 1
    matched = {check.point for check in checks if check.attempt == attempt and check.outcome is PointOutcome.MATCHED}
    missing: list[DomainError] = []
    if len(matched) < verification.points_needed:
        missing.append(DomainError("points_missing", "points", needed=verification.points_needed, matched=len(matched)))
    if verification.declaration_needed and verification.declaration_on is None:
        missing.append(DomainError("declaration_missing", "declaration"))
    if verification.authority_needed and verification.authority_on is None:
        missing.append(DomainError("authority_missing", "authority"))
    return tuple(missing)


def decide_verified(desk: Desk, request_id: str) -> ChangeSet:
    """Decide that the requestor is the consumer or authorised; the work of the answer begins (T6, T8, T13).

    Raises:
        DomainError: the first thing missing: ``points_missing``, ``declaration_missing`` or ``authority_missing``;
            ``verification_decided``: a finding is taken back before it is made anew; ``answer_under_way``.
    """
    desk.require(Act.VERIFY)
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        verification = _of_request(uow, request_id)
        _must_be_open(verification)
        missing = missing_for_verified(verification, uow.point_checks.where(verification_id=verification.id))
        uow.verifications.replace(
            replace(verification, outcome=VerificationOutcome.VERIFIED, decided_at=desk.now_at(), decided_by=desk.operator.id)
        )
        verified = replace(request, verified_on=desk.today(), unverifiable_on=None, answer_as=None)
        moved = take_step(uow, verified, Step.T6, RequestStatus.IN_PROGRESS, given=Given(missing=missing))
        open_work(uow, case, moved)
        record(uow, desk, "verified", case_id=case.id, thing="request", thing_id=request_id, facts={"level": verification.level})
        uow.commit()
    return changed("cases", "tasks", case_id=case.id)


def decide_not_verified(desk: Desk, request_id: str, *, reason: str) -> ChangeSet:
    """Decide that identity or authority could not be verified (T7). The clock runs on.

    Specific pieces become a categories answer in the same case and under the same clock (11 CCR 7024(a)): invariant I5.

    Raises:
        DomainError: ``reason_missing``.
    """
    desk.require(Act.VERIFY)
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        verification = _of_request(uow, request_id)
        _must_be_open(verification)
        may_step(uow, request, Step.T7, given=Given(words=reason))
        uow.verifications.replace(
            replace(
                verification,
                outcome=VerificationOutcome.NOT_VERIFIED,
                decided_at=desk.now_at(),
                decided_by=desk.operator.id,
                reason=reason,
            )
        )
        answer_as = RequestType.KNOW_CATEGORIES if request.type is RequestType.KNOW_SPECIFIC else None
        found = replace(request, unverifiable_on=desk.today(), answer_as=answer_as)
        take_step(uow, found, Step.T7, RequestStatus.IN_PROGRESS, given=Given(words=reason))
        record(
            uow,
            desk,
            "not_verified",
            case_id=case.id,
            thing="request",
            thing_id=request_id,
            facts={"answer_as": answer_as or ""},
            reason=reason,
        )
        uow.commit()
    return changed("cases", case_id=case.id)


def reopen_verification(desk: Desk, request_id: str) -> ChangeSet:
    """Take up verification again because evidence arrived before the answer left (T8)."""
    desk.require(Act.VERIFY)
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        may_step(uow, request, Step.T8)
        found = uow.verifications.where(request_id=request_id)
        verification = found[0] if found else open_verification(uow, desk, case, request)
        if verification.outcome is VerificationOutcome.OPEN and request.status is RequestStatus.VERIFYING:
            raise DomainError("verification_open")
        uow.verifications.replace(replace(verification, outcome=VerificationOutcome.OPEN, decided_at=None, decided_by=None))
        fresh = replace(request, verified_on=None, unverifiable_on=None, answer_as=None)
        take_step(uow, fresh, Step.T8, RequestStatus.VERIFYING)
        record(uow, desk, "verification_reopened", case_id=case.id, thing="request", thing_id=request_id)
        uow.commit()
    return changed("cases", case_id=case.id)


def set_level(desk: Desk, request_id: str, level: AssuranceLevel, *, reason: str) -> ChangeSet:
    """Set the level of a deletion or correction by the sensitivity of the data (11 CCR 7062(d)).

    Raises:
        DomainError: ``level_fixed_for_type`` or ``reason_missing``.
    """
    desk.require(Act.VERIFY)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        case, request = live_request(uow, request_id)
        if request.type not in LEVEL_MAY_CHANGE or level is AssuranceLevel.NONE:
            raise DomainError("level_fixed_for_type", "level", request_type=request.type)
        verification = _of_request(uow, request_id)
        _must_be_open(verification)
        checklist = desk.rulebook.checklist_for(request.type, level)
        uow.requests.replace(replace(request, level=level))
        uow.verifications.replace(
            replace(verification, level=level, points_needed=checklist.points_needed, declaration_needed=checklist.declaration_needed)
        )
        record(uow, desk, "level_set", case_id=case.id, thing="request", thing_id=request_id, facts={"level": level}, reason=reason)
        uow.commit()
    return changed("cases", case_id=case.id)


def _of_request(uow: UnitOfWork, request_id: str) -> Verification:
    found = uow.verifications.where(request_id=request_id)
    if not found:
        raise DomainError("verification_not_begun")
    return found[0]


def _must_be_open(verification: Verification) -> None:
    if verification.outcome is not VerificationOutcome.OPEN:
        raise DomainError("verification_decided")
