"""The shipped law, in the short words that tests about dates use."""

from __future__ import annotations

from datetime import date

from caseapp.domain.regime import Regime
from tests.rulebook.shipped import shipped_rulebook

LISTS = shipped_rulebook().lists
PACIFIC = "America/Los_Angeles"


def regime_on(received_on: date) -> Regime:
    return shipped_rulebook().regime_for("us_ca", received_on)


def day(text: str) -> date:
    return date.fromisoformat(text)
