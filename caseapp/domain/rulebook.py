"""All law the program has read: versions of regimes, holiday lists, grounds, checklists and papers of authority."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from caseapp.domain.checklists import AssuranceLevel, AuthorityRule, Checklist
from caseapp.domain.errors import DomainError
from caseapp.domain.grounds import Ground
from caseapp.domain.people import RequestorKind
from caseapp.domain.regime import LawStatus, Regime
from caseapp.domain.request_type import RequestType
from caseapp.domain.workdays import HolidayLists


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A provision that puts days on a holiday list, named by its code in explanations.

    Attributes:
        reviewed_by, reviewed_on: who confirmed the text, and when; None until somebody did.
    """

    code: str
    citation: str
    status: LawStatus
    says: str
    reviewed_by: str | None = None
    reviewed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """Everything legal the program computes with."""

    regimes: tuple[Regime, ...]
    lists: HolidayLists
    grounds: tuple[Ground, ...]
    checklists: tuple[Checklist, ...]
    authority: tuple[AuthorityRule, ...] = ()
    provisions: tuple[Provision, ...] = ()

    def regime_for(self, regime_id: str, received_on: date) -> Regime:
        """Return the version in force on the legal date of receipt.

        Raises:
            DomainError: ``regime_unknown``, or ``regime_not_in_force`` when no version covers the day.
        """
        versions = [regime for regime in self.regimes if regime.id == regime_id]
        if not versions:
            raise DomainError("regime_unknown", "regime", regime=regime_id)
        for regime in versions:
            if regime.in_force_on(received_on):
                return regime
        first_on = min(regime.effective_from for regime in versions)
        raise DomainError("regime_not_in_force", "received", regime=regime_id, on=received_on, first_on=first_on)

    def regime_version(self, regime_id: str, version: str) -> Regime:
        """Return the version a case has kept.

        Raises:
            DomainError: ``regime_unknown``.
        """
        for regime in self.regimes:
            if regime.id == regime_id and regime.version == version:
                return regime
        raise DomainError("regime_unknown", "regime", regime=regime_id, version=version)

    def business_zone(self, regime_id: str) -> str:
        """Return the zone whose date is the legal date; the loader sees to it that all versions agree."""
        for regime in self.regimes:
            if regime.id == regime_id:
                return regime.business_zone
        raise DomainError("regime_unknown", "regime", regime=regime_id)

    def with_extra_days(self, days: Iterable[date]) -> Rulebook:
        """Return the law with these one-off days added (Gov. Code 6700: President or Governor). They move outer days only.

        Raises:
            DomainError: ``calendar_ends`` for a day outside the holiday tables.
        """
        return replace(self, lists=self.lists.with_extra(self.lists.inside(on) for on in days))

    def with_draft(self, draft: Regime) -> Rulebook:
        """Return the law as if this draft were released: it leads on every receipt date it covers.

        What is released stays in the book, unchanged and with its own hash: a case keeps the version of its receipt date, so
        `regime_version` still finds it.

        Raises:
            ValueError: a released version has this name; whoever loads a draft refuses that before.
        """
        if any(regime.id == draft.id and regime.version == draft.version for regime in self.regimes):
            raise ValueError(f"version {draft.version} of {draft.id} is released already")
        return replace(self, regimes=(draft, *self.regimes))

    def grounds_for(self, request_type: RequestType) -> tuple[Ground, ...]:
        """Return the grounds on which a request of this type may be refused, in the order of the file."""
        return tuple(ground for ground in self.grounds if request_type in ground.request_types)

    def ground(self, code: str) -> Ground:
        """Return one ground.

        Raises:
            DomainError: ``ground_unknown``.
        """
        for ground in self.grounds:
            if ground.code == code:
                return ground
        raise DomainError("ground_unknown", "ground", ground=code)

    def levels_for(self, request_type: RequestType) -> tuple[AssuranceLevel, ...]:
        """Return the levels this type may be verified at, the ordinary one first; two where the data's sensitivity decides."""
        return tuple(checklist.level for checklist in self.checklists if request_type in checklist.request_types)

    def checklist_for(self, request_type: RequestType, level: AssuranceLevel) -> Checklist:
        """Return the checklist of this type and level.

        Raises:
            DomainError: ``checklist_unknown``: the law has no such level for the type.
        """
        for checklist in self.checklists:
            if request_type in checklist.request_types and checklist.level is level:
                return checklist
        raise DomainError("checklist_unknown", "level", request_type=request_type, level=level)

    def authority_for(self, requestor: RequestorKind, request_type: RequestType) -> AuthorityRule | None:
        """Return which papers this requestor must show for this type; None for the consumer in person."""
        for rule in self.authority:
            if rule.requestor is requestor and request_type in rule.request_types:
                return rule
        return None
