"""Reads all law from the resources, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable

from caseapp.domain.rulebook import Rulebook as Rulebook
from caseapp.rulebook import checklist_files, ground_files
from caseapp.rulebook.checklist_files import load_checklists
from caseapp.rulebook.ground_files import load_grounds
from caseapp.rulebook.holiday_files import load_holidays
from caseapp.rulebook.regime_files import load_regimes
from caseapp.rulebook.released import check_released
from caseapp.rulebook.sections import Library


def load_rulebook(read: Callable[[str], bytes], names: Callable[[str], list[str]]) -> Rulebook:
    """Read and check every file of law.

    Args:
        read: returns the bytes of a resource by its path, for example ``regimes/us_ca/2026.toml``.
        names: returns the names of the entries of a resource folder, for example of ``regimes``; longer paths are taken as well.

    Raises:
        Trouble: ``resource_faulty`` with `file`, `line` and `reason` (English, for the person who edits the file);
            ``resource_missing`` with `file`.
    """
    library = Library(read, names)
    regimes = load_regimes(library)
    lists, provisions = load_holidays(library)
    checklists, authority = load_checklists(library)
    grounds = load_grounds(library)
    for folder in (checklist_files.FOLDER, ground_files.FOLDER):
        check_released(library, folder)
    return Rulebook(
        regimes=regimes,
        lists=lists,
        grounds=grounds,
        checklists=checklists,
        authority=authority,
        provisions=provisions,
    )
