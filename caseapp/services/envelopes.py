"""Which envelope letters are laid out for: the office's, one that somebody here measured, or one chosen for a single letter."""

from __future__ import annotations

from dataclasses import dataclass, replace

from caseapp.domain.correspondence import Letter
from caseapp.domain.envelopes import Envelope, Hole, inches_of, measured_envelope
from caseapp.domain.errors import DomainError, Problems
from caseapp.domain.letters import LetterState
from caseapp.domain.operators import Act
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk
from caseapp.services.letter_drafts import require_writer
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record

_AT = {
    "envelope_too_small": "width",
    "window_outside_envelope": "window_left",
    "window_too_small": "window_width",
    "window_too_low": "fold",
    "window_too_high": "window_top",
}
"""The field of the form that each refusal of `domain.envelopes.require_usable` is shown at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelopes:
    """The envelopes of the office: those of the program, then those measured here; `standard` is the office's own choice."""

    standard: str
    known: tuple[Envelope, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What somebody typed who laid a ruler on an envelope: inches as typed (``4 1/2``, ``4.5``), from its left and its top edge."""

    width: str
    height: str
    window_left: str
    window_top: str
    window_width: str
    window_height: str
    fold: str


def read_envelopes(desk: Desk) -> Envelopes:
    """Return the envelopes a letter can be laid out for."""
    with desk.uow() as uow:
        organisation = uow.current_organisation()
    measured = tuple(desk.press.envelope(id) for id in organisation.measured_envelopes)
    return Envelopes(standard=organisation.envelope, known=(*desk.press.envelopes(), *measured))


def set_standard_envelope(desk: Desk, envelope_id: str) -> ChangeSet:
    """Lay out letters for this envelope from now on, as a new revision of the organisation; what is frozen keeps its own.

    Raises:
        DomainError: ``envelope_unknown``.
    """
    desk.require(Act.ADMINISTER)
    desk.press.envelope(envelope_id)
    with desk.uow() as uow:
        _revise(uow, desk, standard=envelope_id)
        uow.commit()
    return changed("organisation", "letters")


def measure_envelope(desk: Desk, measures: Measures) -> ChangeSet:
    """Keep an envelope that was measured, as a new revision of the organisation; `created_id` is its id.

    Raises:
        DomainError: ``measure_unreadable`` at a field; as `domain.envelopes.require_usable`, at the field it is about.
        Problems: several measures that cannot be read.
    """
    desk.require(Act.ADMINISTER)
    envelope = _measured(measures)
    with desk.uow() as uow:
        if envelope.id not in uow.current_organisation().measured_envelopes:
            _revise(uow, desk, measured=envelope.id)
            uow.commit()
    return changed("organisation", "letters", created_id=envelope.id)


def choose_envelope(desk: Desk, letter_id: str, envelope_id: str) -> ChangeSet:
    """Lay out one draft for another envelope than the office's; empty for the office's again.

    Raises:
        DomainError: ``envelope_unknown``, ``letter_not_editable``.
    """
    desk.require(Act.DRAFT_LETTERS)
    if envelope_id:
        desk.press.envelope(envelope_id)
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        require_writer(desk, letter)
        if letter.state is not LetterState.DRAFT:
            raise DomainError("letter_not_editable")
        uow.letters.replace(replace(letter, envelope=envelope_id))
        uow.commit()
    return changed("letters", case_id=letter.case_id)


def envelope_for(uow: UnitOfWork, letter: Letter) -> str:
    """Return the id of the envelope a letter is composed for: the one chosen for it, else the office's of today."""
    return letter.envelope or uow.current_organisation().envelope


def _measured(measures: Measures) -> Envelope:
    inches: dict[str, float] = {}
    unread: list[DomainError] = []
    for field in Measures.__slots__:
        found = inches_of(getattr(measures, field))
        if found is None:
            unread.append(DomainError("measure_unreadable", field))
        else:
            inches[field] = found
    if unread:
        raise unread[0] if len(unread) == 1 else Problems(tuple(unread))
    hole = Hole(
        left=inches["window_left"],
        # Typed from the top, because a person has the letter the right way up; kept from the bottom, as the trade gives it.
        bottom=round(inches["height"] - inches["window_top"] - inches["window_height"], 4),
        width=inches["window_width"],
        height=inches["window_height"],
    )
    try:
        return measured_envelope(width=inches["width"], height=inches["height"], hole=hole, fold=inches["fold"])
    except DomainError as refused:
        raise DomainError(refused.code, _AT[refused.code]) from None


def _revise(uow: UnitOfWork, desk: Desk, *, standard: str = "", measured: str = "") -> None:
    current = uow.current_organisation()
    revision = replace(
        current,
        revision=current.revision + 1,
        effective_at=desk.now_at(),
        envelope=standard or current.envelope,
        measured_envelopes=(*current.measured_envelopes, measured) if measured else current.measured_envelopes,
    )
    uow.organisations.add(revision)
    facts = {"revision": revision.revision, "envelope": revision.envelope}
    record(uow, desk, "organisation_changed", thing="organisation", thing_id=current.id, facts=facts)
