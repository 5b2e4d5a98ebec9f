"""What has to be seen before somebody counts as verified: by request type and level of assurance (11 CCR 7060 to 7063, 7070).

The counts of 7062 are safe harbours. Opt-out and limit requests are never verified; their list only finds the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseapp.domain.people import RequestorKind
from caseapp.domain.regime import LawStatus
from caseapp.domain.request_type import RequestType


class AssuranceLevel(StrEnum):
    """How sure we must be that the person is the one (11 CCR 7062)."""

    NONE = "none"
    REASONABLE = "reasonable"
    REASONABLY_HIGH = "reasonably_high"


class DataPoint(StrEnum):
    """Kinds of data a caller may give to be found or matched. None is of the kinds 11 CCR 7060(c) says to avoid."""

    FULL_NAME = "full_name"
    FORMER_NAME = "former_name"
    POSTAL_ADDRESS = "postal_address"
    FORMER_ADDRESS = "former_address"
    PHONE = "phone"
    EMAIL = "email"
    BIRTH_YEAR = "birth_year"
    ACCOUNT_REFERENCE = "account_reference"
    ORIGINAL_CREDITOR = "original_creditor"
    DATE_OF_LAST_PAYMENT = "date_of_last_payment"
    AMOUNT_OF_LAST_PAYMENT = "amount_of_last_payment"
    DATE_OF_LAST_CONTACT = "date_of_last_contact"


class AuthorityPaper(StrEnum):
    """Papers that show authority to speak for a consumer."""

    SIGNED_PERMISSION = "signed_permission"
    POWER_OF_ATTORNEY = "power_of_attorney"
    PARENTAL_CONSENT_FORM = "parental_consent_form"
    COURT_PAPER = "court_paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """What is asked for one level of some request types.

    Attributes:
        points_needed: how many data points must match.
        declaration_needed: a signed declaration under penalty of perjury (Code Civ. Proc. 2015.5) is wanted as well.
        questions: data points that may be asked, the better ones first.
        contested_excluded: the datum in dispute may not be used (11 CCR 7060, corrections).
        reviewed_by, reviewed_on: who confirmed the text, and when; None until somebody did.
    """

    id: str
    request_types: frozenset[RequestType]
    level: AssuranceLevel
    points_needed: int
    declaration_needed: bool
    questions: tuple[DataPoint, ...]
    citation: str
    status: LawStatus
    says: str = ""
    contested_excluded: bool = False
    reviewed_by: str | None = None
    reviewed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityRule:
    """Papers of which one shows that this kind of requestor may act.

    Attributes:
        papers: any one of them is enough.
        consumer_confirms: without a power of attorney the consumer may be asked to verify, or to confirm the permission.
    """

    requestor: RequestorKind
    request_types: frozenset[RequestType]
    papers: tuple[AuthorityPaper, ...]
    consumer_confirms: bool
    citation: str
    status: LawStatus
    says: str = ""
    reviewed_by: str | None = None
    reviewed_on: date | None = None
