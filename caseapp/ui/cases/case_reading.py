"""Reading one case for its page: everything that hangs on it, and what an extension would give each of its rights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caseapp.domain.errors import DomainError
from caseapp.domain.extension import ExtensionOffer
from caseapp.domain.grounds import Ground
from caseapp.domain.operators import Act, SecondPersonAct
from caseapp.services.desk import Desk
from caseapp.services.extension import offer_for
from caseapp.services.policies import second_person_wanted
from caseapp.services.views import CaseDetail


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReading:
    """A case as it stood when it was read. `offers` has the extension of each right, by request id.

    Attributes:
        two_approve: another person than its writer approves a letter, by the office's policy.
        grounds: the grounds that the history names, by code; one that the rulebook no longer has is left out.
    """

    detail: CaseDetail
    offers: Mapping[str, ExtensionOffer]
    today: date
    zone: str
    two_approve: bool = True
    grounds: Mapping[str, Ground] = field(default_factory=dict)


def read_case(desk: Desk, case_id: str) -> CaseReading:
    """Return a case.

    Raises:
        NotFound: there is none with this id.
    """
    desk.require(Act.SEE_CASES)
    detail = desk.queries.case_detail(case_id)
    offers: dict[str, ExtensionOffer] = {}
    for request in detail.requests:
        try:
            offers[request.id] = offer_for(desk, request.id)
        except DomainError:
            continue  # the holiday table ends before the days of an extension: the page does without them
    with desk.uow() as uow:
        two = second_person_wanted(uow, SecondPersonAct.APPROVE_LETTER)
    return CaseReading(
        detail=detail,
        offers=offers,
        today=desk.today(),
        zone=desk.business_zone,
        two_approve=two,
        grounds=_grounds(desk, detail),
    )


def _grounds(desk: Desk, detail: CaseDetail) -> dict[str, Ground]:
    codes = {value for entry in detail.history for name, value in entry.facts if name == "ground" and value}
    grounds: dict[str, Ground] = {}
    for code in sorted(codes):
        try:
            grounds[code] = desk.rulebook.ground(code)
        except DomainError:
            continue  # decided under an older rulebook: the history keeps its code
    return grounds
