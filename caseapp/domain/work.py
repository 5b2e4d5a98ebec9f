"""The work behind an answer: places to search or instruct, and the decision for each category of data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class PlaceKind(StrEnum):
    """What kind of place has to be searched, cleared, corrected or told; a source is who gave us what was wrong (11 CCR 7023(i))."""

    SYSTEM_OF_RECORD = "system_of_record"
    SERVICE_PROVIDER = "service_provider"
    THIRD_PARTY = "third_party"
    BUSINESS_CLIENT = "business_client"
    SOURCE = "source"


class WorkState(StrEnum):
    """How far one place is."""

    OPEN = "open"
    ASKED = "asked"
    DONE = "done"
    NOTHING_FOUND = "nothing_found"
    NOT_POSSIBLE = "not_possible"


WORK_ENDED = frozenset({WorkState.DONE, WorkState.NOTHING_FOUND, WorkState.NOT_POSSIBLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """One place to search, delete, correct or instruct for one request (11 CCR 7022(b), 7023(c), 7050)."""

    id: str
    case_id: str
    request_id: str
    place: PlaceKind
    name: str
    position: int
    state: WorkState = WorkState.OPEN
    asked_on: date | None = None
    ended_on: date | None = None
    facts: str = ""
    version: int = 1


class DecisionOutcome(StrEnum):
    """What is decided for one category of data."""

    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Granted, or refused on a ground with facts; one for each category of data of one request."""

    id: str
    case_id: str
    request_id: str
    category: str
    position: int
    outcome: DecisionOutcome
    decided_at: datetime
    decided_by: str
    ground_code: str = ""
    facts: str = ""
    version: int = 1
