"""The law of the files together with the one-off days of this store."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from caseapp.domain.rulebook import Rulebook


class StandingLaw:
    """Answers like the rulebook of the files; a day that is added counts from then on for every desk of the house."""

    def __init__(self, enacted: Rulebook) -> None:
        self._enacted = enacted
        self._book = enacted

    def __getattr__(self, name: str) -> object:
        found: object = getattr(self._book, name)
        return found

    @property
    def enacted(self) -> Rulebook:
        """The law as the files have it."""
        return self._enacted

    @property
    def book(self) -> Rulebook:
        """The law as it stands, as a value that no later day changes."""
        return self._book

    def count_days(self, days: Iterable[date]) -> None:
        """Let exactly these one-off days count.

        Raises:
            DomainError: ``calendar_ends``.
        """
        self._book = self._enacted.with_extra_days(days)
