"""Values of letters about how a request ended without an answer, or ended late, and of what is shown after a correction."""

from __future__ import annotations

from collections.abc import Mapping

from caseapp.domain.correspondence import Letter
from caseapp.domain.letters import LetterKind, LetterValue
from caseapp.services.desk import Desk
from caseapp.services.letter_source import Source
from caseapp.services.written_lines import Values, pairs


def _withdrawal(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    return {"closed_on": source.first.closed_on or ""}


def _duplicate(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    survivor = source.survivor
    if survivor is None:
        return {}
    return {
        "survivor_number": survivor.number,
        "survivor_received_on": survivor.received_on,
        "answer_by_on": survivor.answer_by_on,
    }


def _late(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    return {"due_on": source.answer_by()}


def _corrected_shown(desk: Desk, source: Source, letter: Letter, written: Mapping[str, str]) -> dict[str, LetterValue]:
    return {"shown": pairs(written, "shown")}


OF_ENDINGS: dict[LetterKind, Values] = {
    LetterKind.WITHDRAWAL: _withdrawal,
    LetterKind.DUPLICATE: _duplicate,
    LetterKind.LATE: _late,
    LetterKind.CORRECTED_SHOWN: _corrected_shown,
}
