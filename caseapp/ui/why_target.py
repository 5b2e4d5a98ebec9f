"""Which date is asked about when somebody asks why; light, for every page that shows dates names one."""

from __future__ import annotations

from dataclasses import dataclass

from caseapp.domain.channel import Channel
from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.receipt import Receipt
from caseapp.domain.request_type import RequestType

WHY_KEY = "Ctrl+Shift+Y"


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyTarget:
    """Which date is asked about.

    Attributes:
        case_id: of a saved case; empty for a request that is being typed.
        deadline_id: the date to begin with; the one that leads when left out.
        also, request_id: a kind that is not set yet, and for which request.
        receipt, channel, types: of a request that is being typed.
        kind: of a request that is being typed, the date to begin with.
    """

    case_id: str = ""
    deadline_id: str = ""
    also: DeadlineKind | None = None
    request_id: str = ""
    receipt: Receipt | None = None
    channel: Channel = Channel.PHONE
    types: tuple[RequestType, ...] = ()
    kind: DeadlineKind | None = None
