"""Which envelope letters are laid out for: the office's, one that somebody here measured, or one chosen for a single letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from caseapp.domain.correspondence import Letter
from caseapp.domain.envelopes import Envelope, EnvelopeStatus, Hole, inches_of, measured_envelope
from caseapp.domain.errors import DomainError, Problems
from caseapp.domain.letters import LetterState
from caseapp.domain.operators import Act
from caseapp.domain.organisation import Organisation
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk
from caseapp.services.letter_drafts import require_writer
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record

_RETURN = ("return_left", "return_top", "return_width", "return_height")
_AT = {
    "envelope_too_small": "width",
    "window_outside_envelope": "window_left",
    "window_too_small": "window_width",
    "window_too_low": "fold",
    "window_too_high": "window_top",
    "return_window_too_small": "return_width",
    "return_window_too_low": "return_top",
    "return_window_too_high": "return_top",
    "return_window_too_wide": "return_width",
    "windows_meet": "return_top",
}
"""The field of the form that each refusal of `domain.envelopes.require_usable` is shown at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelopes:
    """The envelopes of the office.

    Attributes:
        standard: id of the one letters are laid out for.
        known: those of the program, then those measured here.
        retired: measured here, taken out of use, and kept to be read: letters were printed for them.
    """

    standard: str
    known: tuple[Envelope, ...]
    retired: tuple[Envelope, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What somebody typed who laid a ruler on an envelope: inches as typed (``4 1/2``, ``4.5``), from its left and its top edge.

    The four of the window for the return address are empty where there is none.
    """

    width: str
    height: str
    window_left: str
    window_top: str
    window_width: str
    window_height: str
    fold: str
    return_left: str = ""
    return_top: str = ""
    return_width: str = ""
    return_height: str = ""


def read_envelopes(desk: Desk) -> Envelopes:
    """Return the envelopes a letter can be laid out for."""
    with desk.uow() as uow:
        organisation = uow.current_organisation()
        once = dict.fromkeys(id for each in uow.organisations.where() for id in each.measured_envelopes)
        retired = [id for id in once if id not in organisation.measured_envelopes and _was_used(uow, id)]
    measured = tuple(desk.press.envelope(id) for id in organisation.measured_envelopes)
    return Envelopes(
        standard=organisation.envelope,
        known=(*desk.press.envelopes(), *measured),
        retired=tuple(desk.press.envelope(id) for id in retired),
    )


def set_standard_envelope(desk: Desk, envelope_id: str) -> ChangeSet:
    """Lay out letters for this envelope from now on, as a new revision of the organisation; what is frozen keeps its own.

    Raises:
        DomainError: ``envelope_unknown``; ``return_address_too_long`` for its window.
    """
    desk.require(Act.ADMINISTER)
    desk.press.envelope(envelope_id)
    with desk.uow() as uow:
        desk.press.require_return(_return_address(uow.current_organisation()), envelope_id)
        _revise(uow, desk, standard=envelope_id)
        uow.commit()
    return changed("organisation", "letters")


def measure_envelope(desk: Desk, measures: Measures) -> ChangeSet:
    """Keep an envelope that was measured, as a new revision of the organisation; `created_id` is its id.

    Raises:
        DomainError: ``measure_unreadable`` at a field; as `domain.envelopes.require_usable`, at the field it is about;
            ``return_address_too_long`` at ``return_width``.
        Problems: several measures that cannot be read.
    """
    desk.require(Act.ADMINISTER)
    envelope = _measured(measures)
    with desk.uow() as uow:
        current = uow.current_organisation()
        try:
            desk.press.require_return(_return_address(current), envelope.id)
        except DomainError as refused:
            raise DomainError(refused.code, "return_width", **refused.facts) from None
        if envelope.id not in current.measured_envelopes:
            _revise(uow, desk, measured=envelope.id)
            uow.commit()
    return changed("organisation", "letters", created_id=envelope.id)


def remove_envelope(desk: Desk, envelope_id: str) -> ChangeSet:
    """Take a measured envelope out of use, as a new revision of the organisation.

    It is gone where nothing was printed or chosen for it, and retired where something was: its measures can still be read, and letters
    that were laid out for it stay as they are. Measuring the same envelope again brings it back. Fact of the result: ``retired``.

    Raises:
        DomainError: ``envelope_is_the_programs``, ``envelope_is_standard``, ``envelope_unknown``.
    """
    desk.require(Act.ADMINISTER)
    if desk.press.envelope(envelope_id).status is not EnvelopeStatus.MEASURED:
        raise DomainError("envelope_is_the_programs")
    with desk.uow() as uow:
        current = uow.current_organisation()
        if envelope_id not in current.measured_envelopes:
            raise DomainError("envelope_unknown", envelope=envelope_id)
        if envelope_id == current.envelope:
            raise DomainError("envelope_is_standard")
        retired = _was_used(uow, envelope_id)
        _revise(uow, desk, removed=envelope_id)
        uow.commit()
    return changed("organisation", "letters", retired=retired)


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


def _return_address(organisation: Organisation) -> tuple[str, ...]:
    return organisation.name, *organisation.address_lines


def _measured(measures: Measures) -> Envelope:
    inches: dict[str, float] = {}
    unread: list[DomainError] = []
    has_return = any(getattr(measures, field).strip() for field in _RETURN)
    for field in (each.name for each in fields(Measures) if has_return or each.name not in _RETURN):
        found = inches_of(getattr(measures, field))
        if found is None:
            unread.append(DomainError("measure_unreadable", field))
        else:
            inches[field] = found
    if unread:
        raise unread[0] if len(unread) == 1 else Problems(tuple(unread))
    hole = _hole(inches, "window")
    returned = _hole(inches, "return") if has_return else None
    try:
        return measured_envelope(width=inches["width"], height=inches["height"], hole=hole, fold=inches["fold"], returned=returned)
    except DomainError as refused:
        raise DomainError(refused.code, _AT[refused.code]) from None


def _hole(inches: Mapping[str, float], which: str) -> Hole:
    """Typed from the top, because a person has the letter the right way up; kept from the bottom, as the trade gives it."""
    return Hole(
        left=inches[f"{which}_left"],
        bottom=round(inches["height"] - inches[f"{which}_top"] - inches[f"{which}_height"], 4),
        width=inches[f"{which}_width"],
        height=inches[f"{which}_height"],
    )


def _was_used(uow: UnitOfWork, envelope_id: str) -> bool:
    """Whether a piece of a batch went in it, or a letter was laid out for it by choice; what it was the office's for has pieces."""
    return bool(uow.mail_pieces.where(envelope=envelope_id) or uow.letters.where(envelope=envelope_id))


def _revise(uow: UnitOfWork, desk: Desk, *, standard: str = "", measured: str = "", removed: str = "") -> None:
    current = uow.current_organisation()
    kept = tuple(id for id in current.measured_envelopes if id != removed)
    revision = replace(
        current,
        revision=current.revision + 1,
        effective_at=desk.now_at(),
        envelope=standard or current.envelope,
        measured_envelopes=(*kept, measured) if measured else kept,
    )
    uow.organisations.add(revision)
    facts = {"revision": revision.revision, "envelope": revision.envelope}
    record(uow, desk, "organisation_changed", thing="organisation", thing_id=current.id, facts=facts)
