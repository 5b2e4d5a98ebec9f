"""What the page of a checklist says: about whom, which rule, the state where there is nothing to do, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from caseapp.domain.regime import LawStatus
from caseapp.domain.verification import ATTEMPTS_MAX, PointOutcome, VerificationOutcome
from caseapp.services.verification import ChecklistView
from caseapp.ui import qt_dates
from caseapp.ui.labels import label
from caseapp.ui.widgets.deadline_pill import PillState

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class StateWords:
    """Title, facts and colour of the banner that says how it stands."""

    title: str
    facts: str
    state: PillState


def about_words(view: ChecklistView) -> str:
    kind = label(view.case.requestor_kind)
    return translate("Checklist", "{level}. Asked by: {who}. The clock does not wait for it.").format(
        level=label(view.verification.level), who=kind
    )


def rule_words(view: ChecklistView) -> str:
    checklist = view.checklist
    words = translate("Checklist", "{needed} points have to match. {says} ({citation})")
    if checklist.status is not LawStatus.VERIFIED:
        words = translate("Checklist", "{needed} points have to match. {says} ({citation}; {status})")
    return words.format(
        needed=view.verification.points_needed, says=checklist.says, citation=checklist.citation, status=label(checklist.status).lower()
    )


def state_words(view: ChecklistView, *, zone: str, tells_reason: bool) -> StateWords:
    """Say the state where there is nothing to do here: decided already, or the role sees the state only.

    Args:
        tells_reason: the reason why somebody is not verified is the officers' own.
    """
    verification = view.verification
    on = qt_dates.day_date(qt_dates.local(verification.decided_at, zone).date()) if verification.decided_at is not None else ""
    if verification.outcome is VerificationOutcome.VERIFIED:
        facts = translate("Checklist", "Decided {date}, {level}.").format(date=on, level=label(verification.level).lower())
        return StateWords(title=translate("Checklist", "Verified"), facts=facts, state=PillState.ON_TRACK)
    if verification.outcome is VerificationOutcome.NOT_VERIFIED:
        reason = verification.reason if tells_reason else ""
        facts = translate("Checklist", "Decided {date}. {reason}").format(date=on, reason=reason).strip()
        return StateWords(title=translate("Checklist", "Not verified"), facts=facts, state=PillState.THREE_DAYS)
    attempt = verification.attempts + 1
    matched = len({one.point for one in view.checks if one.attempt == attempt and one.outcome is PointOutcome.MATCHED})
    facts = translate(
        "Checklist", "{matched} of {needed} points match; {attempts} of {most} attempts failed. A privacy officer verifies."
    ).format(matched=matched, needed=verification.points_needed, attempts=verification.attempts, most=ATTEMPTS_MAX)
    return StateWords(title=translate("Checklist", "Not verified yet"), facts=facts, state=PillState.WAITING)


def missing_parts(
    view: ChecklistView, outcomes: Mapping[str, PointOutcome], *, declaration_seen: bool, authority_seen: bool
) -> tuple[str, ...]:
    """Name, from what stands on the page now, what is still missing for deciding that this is the consumer."""
    matched = [point for point, outcome in outcomes.items() if outcome is PointOutcome.MATCHED]
    parts = []
    left = view.verification.points_needed - len(matched)
    if left > 0:
        parts.append(translate("Checklist", "1 point") if left == 1 else translate("Checklist", "{count} points").format(count=left))
    if view.verification.declaration_needed and not declaration_seen:
        parts.append(translate("Checklist", "the signed declaration"))
    if view.verification.authority_needed and not authority_seen:
        parts.append(translate("Checklist", "the authority to act"))
    return tuple(parts)


def missing_words(parts: tuple[str, ...]) -> str:
    """Say what is missing in one line."""
    if not parts:
        return translate("Checklist", "Nothing is missing.")
    return translate("Checklist", "Still missing: {parts}").format(parts=", ".join(parts))
