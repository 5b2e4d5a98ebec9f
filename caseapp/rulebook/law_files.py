"""What the services may ask of the files beyond the rulebook: what counsel has to read, the promises, a draft, the post's ZIP codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from caseapp.domain.counsel import CounselItem
from caseapp.domain.office_clocks import OfficeClock
from caseapp.domain.postal import ZipPrefixes
from caseapp.domain.promises import Promise
from caseapp.domain.regime import Regime
from caseapp.domain.rulebook import Rulebook
from caseapp.rulebook.counsel_items import gather_counsel_items
from caseapp.rulebook.draft_files import load_draft_regime
from caseapp.rulebook.office_clock_files import load_office_clocks
from caseapp.rulebook.postal_files import load_zip_prefixes
from caseapp.rulebook.promise_files import load_promises
from caseapp.rulebook.sections import Library


class LawFiles:
    """Reads each only when it is asked for, once.

    Args:
        read, names: as for `load_rulebook`.
    """

    def __init__(self, read: Callable[[str], bytes], names: Callable[[str], list[str]], rulebook: Callable[[], Rulebook]) -> None:
        self._read = read
        self._names = names
        self._rulebook = rulebook
        self._items: tuple[CounselItem, ...] | None = None
        self._office_clocks: tuple[OfficeClock, ...] | None = None
        self._promises: tuple[Promise, ...] | None = None
        self._zip_prefixes: ZipPrefixes | None = None

    def counsel_items(self) -> tuple[CounselItem, ...]:
        """Return everything that is from memory, our own choice or reviewed by nobody."""
        if self._items is None:
            self._items = gather_counsel_items(self._read, self._names)
        return self._items

    def promises(self) -> tuple[Promise, ...]:
        """Return what the privacy policy promises, beside the law."""
        if self._promises is None:
            self._promises = load_promises(Library(self._read, self._names))
        return self._promises

    def office_clocks(self) -> tuple[OfficeClock, ...]:
        """Return the duties of the office itself."""
        if self._office_clocks is None:
            self._office_clocks = load_office_clocks(Library(self._read, self._names))
        return self._office_clocks

    def zip_prefixes(self) -> ZipPrefixes:
        """Return which ZIP codes belong to which state."""
        if self._zip_prefixes is None:
            self._zip_prefixes = load_zip_prefixes(self._read)
        return self._zip_prefixes

    def draft(self, path: Path) -> Regime:
        """Read a draft of a version of the law.

        Raises:
            Trouble: ``resource_faulty``, ``resource_missing``.
        """
        return load_draft_regime(path, self._rulebook())
