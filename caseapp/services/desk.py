"""The desk: everything a service function is given. One for each operator who is signed in."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from caseapp.domain.operators import Act, Operator, require

if TYPE_CHECKING:
    # For types only: the desk is known to the window before anybody unlocked, and the ports bring the whole domain with them.
    from caseapp.services.ports import Clock, LawFiles, LetterPress, Queries, Rulebook, UnitOfWork, Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What an act needs: transaction factory, reads, clock, operator, law, letter press, keys.

    Attributes:
        business_zone: IANA zone in which legal dates are read.
        practice: True in the practice folder; every letter then says so.
        law_files: what counsel has to read, the promises of the policy, and drafts of the law.
        csv: writes a head and rows as one CSV file, with nothing that a spreadsheet would run.
    """

    uow: Callable[[], UnitOfWork]
    queries: Queries
    clock: Clock
    operator: Operator
    rulebook: Rulebook
    press: LetterPress
    vault: Vault
    business_zone: str
    practice: bool
    app_version: str
    csv: Callable[[Sequence[str], Iterable[Sequence[object]]], bytes]
    law_files: LawFiles

    def now_at(self) -> datetime:
        return self.clock.now_at()

    def today(self) -> date:
        """Return the legal date in the business zone."""
        return self.now_at().astimezone(ZoneInfo(self.business_zone)).date()

    def require(self, act: Act) -> None:
        require(self.operator, act)


def new_id() -> str:
    """Return a random id; ids are never counted, so that two desks cannot make the same."""
    return uuid.uuid4().hex
