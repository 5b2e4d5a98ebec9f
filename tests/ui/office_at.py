"""An Office of the window over the test house: jobs run at once, messages are recorded."""

from __future__ import annotations

from caseapp.ui.jobs import InlineJobRunner
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.office import MemorySettings, Office
from caseapp.ui.wording import ErrorWording
from tests.house import TestHouse


def office_at(house: TestHouse, login: str = "r.chen") -> Office:
    """Return an unlocked office for one person of the test house."""
    wording = ErrorWording()
    office = Office(jobs=InlineJobRunner(), messages=RecorderMessages(wording), settings=MemorySettings(), wording=wording, practice=True)
    office.desk = house.sign_in(login)
    return office
