"""Letters that are older than a change in their case: approved with another name, address, receipt or reply than the case has now."""

from __future__ import annotations

from collections.abc import Iterable

from caseapp.domain.case import Case
from caseapp.domain.correspondence import Letter
from caseapp.domain.errors import Conflict
from caseapp.services.ports import UnitOfWork


def is_outdated(case: Case, letter: Letter) -> bool:
    """Say whether something the letter prints, or where it goes, changed after it was sent for approval."""
    return letter.case_version != case.letters_version


def refuse_outdated(uow: UnitOfWork, letters: Iterable[Letter]) -> None:
    """Keep letters that are older than a change in their case from being queued or printed.

    That one has left is a fact and is recorded all the same: this stands before the paper, never before the record.

    Raises:
        Conflict: ``letter_older_than_change``, with ``numbers`` (of the cases) and ``count``.
    """
    cases = [case for letter in letters if is_outdated(case := uow.cases.get(letter.case_id), letter)]
    if cases:
        numbers = sorted({case.number for case in cases})
        raise Conflict("letter_older_than_change", numbers=", ".join(numbers), count=len(numbers))
