"""What the rules say about a form that is being typed: receipt, dates, questions. Worked out beside the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from caseapp.domain.channel import Channel
from caseapp.domain.checklists import DataPoint
from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.deadlines import DueDate, extended_answer
from caseapp.domain.errors import DomainError
from caseapp.domain.receipt import Receipt
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType
from caseapp.services.desk import Desk
from caseapp.services.drafts import REGIME_ID
from caseapp.services.intake import preview_dates, proof_points
from caseapp.services.intake_form import IntakeForm

NO_PROOF_KINDS = (DeadlineKind.OPT_OUT, DeadlineKind.LIMIT, DeadlineKind.ADMT_OPT_OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Dates if it were saved now, and what may be asked.

    Attributes:
        extended_last_on: last day if extended, for the dotted end of the ruler.
        points: what may be asked so that the caller proves who they are.
    """

    receipt: Receipt
    dues: tuple[tuple[RequestType, DueDate], ...]
    extended_last_on: date | None
    points: tuple[DataPoint, ...]

    def first(self, *kinds: DeadlineKind) -> DueDate | None:
        """Return the earliest date of these kinds."""
        found = [due for _, due in self.dues if due.kind in kinds]
        return min(found, key=lambda due: due.plan_by_on, default=None)

    @property
    def answer(self) -> DueDate | None:
        return self.first(DeadlineKind.ANSWER)

    @property
    def without_proof(self) -> DueDate | None:
        """The date of opt-out and limit, which nobody has to prove anything for."""
        return self.first(*NO_PROOF_KINDS)


def preview_of(desk: Desk, form: IntakeForm, *, channel: Channel, started_at: datetime) -> Preview:
    """Work the preview out.

    Raises:
        DomainError: the day of receipt cannot be read, lies ahead, or lies past the end of the holiday tables.
    """
    receipt, dues = preview_dates(desk, form, channel=channel, started_at=started_at)
    return Preview(receipt=receipt, dues=dues, extended_last_on=_extended(desk, form, receipt), points=proof_points(desk, form))


def _extended(desk: Desk, form: IntakeForm, receipt: Receipt) -> date | None:
    verified = [kind for kind in form.request_types() if kind not in NEVER_VERIFIED]
    if not verified:
        return None
    try:
        regime = desk.rulebook.regime_for(REGIME_ID, receipt.on)
        return extended_answer(regime, desk.rulebook.lists, verified[0], receipt.on).last_day_on
    except DomainError:
        return None
