"""The stop list: every letter of the queue is asked, before it is printed, what would make its posting wrong or late."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from caseapp.domain.case import Case
from caseapp.domain.correspondence import Letter
from caseapp.domain.deadlines import DeadlineKind
from caseapp.domain.envelopes import Envelope
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterFormat, LetterKind, LetterState, composed_from_json
from caseapp.domain.operators import Act
from caseapp.domain.people import PartyPart
from caseapp.domain.postal import is_deliverable, wrong_state
from caseapp.domain.stops import LetterStop, StopCode, StopWeight
from caseapp.services.answers import ANSWERS, is_companion
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.clocks import ANSWER_KINDS, UNMET
from caseapp.services.desk import Desk
from caseapp.services.letter_age import is_outdated
from caseapp.services.letter_drafts import TO_REQUESTOR, authority_unseen
from caseapp.services.ports import LetterPress, UnitOfWork
from caseapp.services.record import record

FLAT = "flat_9x12"
_CHECKED_WORDS = {"nothing_open": StopCode.PLACE_OPEN, "glyphs_present": StopCode.GLYPH_MISSING}


def read_stops(desk: Desk) -> tuple[LetterStop, ...]:
    """Return the stops of every letter in the queue, by letter; the heaviest of a letter first."""
    desk.require(Act.RUN_MAIL_ROOM)
    with desk.uow() as uow:
        queued = [letter for letter in uow.letters.where(in_queue=True) if letter.format is not LetterFormat.TEXT]
        return tuple(stop for letter in queued for stop in stops_of(uow, desk, letter))


def allow_late(desk: Desk, letter_id: str, *, reason: str) -> ChangeSet:
    """Let a letter leave after the last day it is for, by an officer's reason: the lateness stays what it is, and is told.

    Raises:
        DomainError: ``reason_missing`` at ``reason``; ``letter_not_queued``; ``letter_not_late``.
    """
    desk.require(Act.DECIDE)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        letter = uow.letters.get(letter_id)
        if not letter.in_queue:
            raise DomainError("letter_not_queued")
        late = [stop for stop in stops_of(uow, desk, letter) if stop.code is StopCode.AFTER_LAST_DAY]
        if not late or letter.late_reason:
            raise DomainError("letter_not_late")
        uow.letters.replace(replace(letter, late_reason=reason.strip()))
        record(
            uow, desk, "letter_allowed_late", case_id=letter.case_id, thing="letter", thing_id=letter_id,
            facts={"kind": letter.kind, "last_day": late[0].facts["last_day_on"]}, reason=reason,
        )  # fmt: skip
        uow.commit()
    return changed("letters", case_id=letter.case_id)


def stops_of(uow: UnitOfWork, desk: Desk, letter: Letter) -> tuple[LetterStop, ...]:
    """Return what is said against printing one approved letter today."""
    case = uow.cases.get(letter.case_id)
    found = [
        *_of_address(desk, letter),
        *_of_words(desk, letter),
        *_of_case(uow, case, letter),
        *_of_day(uow, letter, desk.today()),
        *_of_sheets(desk, letter),
    ]
    return tuple(sorted(found, key=lambda stop: list(StopWeight).index(stop.weight)))


def refuse_stopped(uow: UnitOfWork, desk: Desk, letters: Iterable[Letter]) -> None:
    """Keep letters with a stop from becoming pieces of a batch.

    Raises:
        DomainError: ``letters_stopped``, with ``count`` and ``numbers`` of the cases.
    """
    stopped = [
        uow.cases.get(letter.case_id).number
        for letter in letters
        if any(stop.weight is StopWeight.STOPS for stop in stops_of(uow, desk, letter))
    ]
    if stopped:
        raise DomainError("letters_stopped", count=len(stopped), numbers=", ".join(sorted(set(stopped))))


def envelope_of(press: LetterPress, letters: Sequence[Letter]) -> Envelope:
    """Return the envelope that takes these letters together: the one the first is laid out for, or the flat."""
    own = press.envelope(_laid_out_for(letters[0]))
    return own if sum(sheets(letter) for letter in letters) <= own.most_sheets else press.envelope(FLAT)


def sheets(letter: Letter) -> int:
    """Return the sheets of a letter printed on both sides, as the office prints."""
    return math.ceil(letter.pages / 2)


def _laid_out_for(letter: Letter) -> str:
    return composed_from_json(letter.composed).envelope


def _of_address(desk: Desk, letter: Letter) -> Iterable[LetterStop]:
    if not is_deliverable(letter.addressee_name, letter.addressee_lines):
        yield _stop(letter, StopCode.NO_ADDRESS)
        return
    wrong = wrong_state(letter.addressee_lines, desk.law_files.zip_prefixes())
    if wrong is not None:
        yield _stop(letter, StopCode.ZIP_NOT_IN_STATE, state=wrong[0], zip=wrong[1])


def _of_words(desk: Desk, letter: Letter) -> Iterable[LetterStop]:
    if letter.content is None or hashlib.sha256(letter.content).hexdigest() != letter.sha256:
        yield _stop(letter, StopCode.BYTES_CHANGED)
        return
    for check in desk.press.check_words(composed_from_json(letter.composed)):
        if not check.ok:
            yield replace(_stop(letter, _CHECKED_WORDS[check.code]), facts=check.facts)


def _of_case(uow: UnitOfWork, case: Case, letter: Letter) -> Iterable[LetterStop]:
    if is_outdated(case, letter):
        yield _stop(letter, StopCode.OLDER_THAN_CASE)
    if letter.kind not in TO_REQUESTOR and authority_unseen(uow, case):
        parties = {party.part: party for party in uow.parties.where(case_id=case.id)}
        agent, consumer = parties.get(PartyPart.REQUESTOR), parties[PartyPart.CONSUMER]
        goes_to = (letter.addressee_name, letter.addressee_lines)
        if agent is not None and goes_to == (agent.name_for_letters, agent.address.lines()) != (
            consumer.name_for_letters, consumer.address.lines(),
        ):  # fmt: skip
            yield _stop(letter, StopCode.NO_AUTHORITY)


def _of_day(uow: UnitOfWork, letter: Letter, today: date) -> Iterable[LetterStop]:
    """The clocks this letter is there to meet, if any; not those of other letters of the case."""
    kinds = _meets(letter.kind)
    clocks = [
        clock
        for request_id in letter.request_ids
        if kinds and not (letter.kind in ANSWERS and is_companion(uow.requests.get(request_id), letter.kind))
        for clock in uow.deadlines.where(request_id=request_id)
        if clock.kind in kinds and clock.state in UNMET
    ]
    if not clocks:
        return
    last_day_on = min(clock.last_day_on for clock in clocks)
    mail_by_on = min((clock.mail_by_on for clock in clocks if clock.mail_by_on is not None), default=None)
    if today > last_day_on:
        weight = StopWeight.WARNS if letter.late_reason else StopWeight.STOPS
        yield _stop(letter, StopCode.AFTER_LAST_DAY, weight, last_day_on=last_day_on)
    elif mail_by_on is not None and today > mail_by_on:
        yield _stop(letter, StopCode.AFTER_MAIL_BY, StopWeight.WARNS, mail_by_on=mail_by_on, last_day_on=last_day_on)


def _meets(kind: LetterKind) -> frozenset[DeadlineKind]:
    if kind is LetterKind.CONFIRM_RECEIPT:
        return frozenset({DeadlineKind.CONFIRM_RECEIPT})
    if kind is LetterKind.EXTENSION_NOTICE:
        return frozenset({DeadlineKind.EXTENSION_NOTICE})
    return ANSWER_KINDS if kind in ANSWERS else frozenset()


def _of_sheets(desk: Desk, letter: Letter) -> Iterable[LetterStop]:
    if letter.state is LetterState.VOIDED or not letter.composed:
        return
    own, flat = desk.press.envelope(_laid_out_for(letter)), desk.press.envelope(FLAT)
    count = sheets(letter)
    if count > flat.most_sheets:
        yield _stop(letter, StopCode.TOO_MANY_SHEETS, sheets=count, most=flat.most_sheets)
    elif count > own.most_sheets:
        yield _stop(letter, StopCode.TOO_MANY_SHEETS, StopWeight.TO_FLATS, sheets=count, most=own.most_sheets)


def _stop(letter: Letter, code: StopCode, weight: StopWeight = StopWeight.STOPS, **facts: object) -> LetterStop:
    return LetterStop(letter_id=letter.id, case_id=letter.case_id, code=code, weight=weight, facts=facts)
