"""One-off days, added and taken back: they move last days counted in business days, and nothing else (Gov. Code 6700).

What a day would touch is read before it counts. From its entry on it counts for every request that is taken. The last days it moves
follow in pages, each a transaction of its own with an entry in the history of each case it moves, so that nobody waits long for the
store; where there are few, they move in one transaction with the entry. A run that was cut off is finished by whoever goes on with
it, or by the night. To stop it is to take the day back: what was moved goes back, and both entries stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.errors import DomainError
from caseapp.domain.one_off_days import MOVES_DATES, OneOffAct, OneOffDay, OneOffKind, counted_days, standing
from caseapp.domain.operators import Act
from caseapp.domain.rulebook import Rulebook
from caseapp.services.changes import ChangeSet
from caseapp.services.desk import Desk, new_id
from caseapp.services.last_days import CaseMove, DeadlineGroup, DeadlineMove, counts_workdays, due_of, moves_with_days
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record, record_each
from caseapp.services.standing_law import StandingLaw

PAGE = 500
"""How many cases one transaction moves: each has a signed entry, and whoever else wants to write waits for these and no more."""

UNDER_WAY = "one_off_day_under_way"
"""The fact of the store that holds the id of the entry whose last days are not all moved yet; empty when all are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMove:
    """A group of deadlines and the last day it would have."""

    group: DeadlineGroup
    to_on: date

    @property
    def days(self) -> int:
        return (self.to_on - self.group.last_day_on).days


@dataclass(frozen=True, slots=True, kw_only=True)
class DayEffect:
    """What a one-off day, added or taken back, would do to open cases. `cases` counts a case once for each of its deadlines' groups."""

    moves: tuple[GroupMove, ...]
    deadlines: int
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOffSheet:
    """Every entry ever made, in order; and the one whose last days are not all moved yet, if any."""

    entries: tuple[OneOffDay, ...]
    under_way: OneOffDay | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """Last days on their way: what an entry moves, and how far it is.

    Attributes:
        waiting: every case that moves; the first `done` of them are dealt with. moved: how many of these really moved.
        changes: of the last page.
    """

    entry: OneOffDay
    waiting: tuple[CaseMove, ...]
    done: int = 0
    moved: int = 0
    changes: ChangeSet = ChangeSet()

    @property
    def is_done(self) -> bool:
        return self.done >= len(self.waiting)


def one_off_days(desk: Desk) -> tuple[OneOffDay, ...]:
    """Return every entry ever made, in order."""
    return one_off_sheet(desk).entries


def one_off_sheet(desk: Desk) -> OneOffSheet:
    """Return every entry, and which is under way."""
    desk.require(Act.READ_LAW)
    with desk.uow() as uow:
        entries = uow.one_off_days.where()
        under_way = uow.fact(UNDER_WAY)
    return OneOffSheet(entries=entries, under_way=next((one for one in entries if one.id == under_way), None))


def effect_of_adding(desk: Desk, day_on: date, kind: OneOffKind) -> DayEffect:
    """Say which open deadlines the day would move, and by how much, before it counts.

    Raises:
        DomainError: ``calendar_ends`` at ``day_on``.
    """
    desk.require(Act.READ_LAW)
    extra = frozenset({day_on}) if kind in MOVES_DATES else frozenset[date]()
    law = _law(desk)
    return effect_between(_groups(desk), law.book, law.enacted.with_extra_days(law.book.lists.extra | extra))


def effect_of_taking_back(desk: Desk, entry_id: str) -> DayEffect:
    """Say what taking the day back would move."""
    desk.require(Act.READ_LAW)
    with desk.uow() as uow:
        entries = uow.one_off_days.where()
        left = counted_days(_without(entries, uow.one_off_days.get(entry_id)))
    law = _law(desk)
    return effect_between(_groups(desk), law.book, law.enacted.with_extra_days(left))


def add_one_off_day(desk: Desk, day_on: date, kind: OneOffKind, *, basis: str) -> Moving:
    """Let a one-off day count from now on, and begin to move last days; `go_on` until it `is_done`.

    Raises:
        DomainError: ``calendar_ends`` or ``one_off_day_stands`` at ``day_on``, ``basis_missing`` at ``basis``, ``one_off_day_moving``
            while another day is under way.
    """
    desk.require(Act.ADMINISTER)
    if not basis.strip():
        raise DomainError("basis_missing", "basis")
    _law(desk).enacted.lists.inside(day_on)
    with desk.uow() as uow:
        _nothing_under_way(uow)
        entries = uow.one_off_days.where()
        if any(one.day_on == day_on and one.kind is kind for one in standing(entries)):
            raise DomainError("one_off_day_stands", "day_on")
    return _begin(desk, _entry(desk, day_on, kind, OneOffAct.ADDED, basis=basis.strip()), entries)


def take_back_one_off_day(desk: Desk, entry_id: str, *, reason: str) -> Moving:
    """Let a one-off day count no longer, by an entry of its own; the first entry stays as it was written. `go_on` until it `is_done`.

    Raises:
        DomainError: ``reason_missing`` at ``reason``, ``one_off_day_gone``, ``one_off_day_moving`` while another day is under way.
    """
    desk.require(Act.ADMINISTER)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        _nothing_under_way(uow, but=entry_id)
        added = uow.one_off_days.get(entry_id)
        entries = uow.one_off_days.where()
        if added not in standing(entries):
            raise DomainError("one_off_day_gone")
    return _begin(desk, _entry(desk, added.day_on, added.kind, OneOffAct.TAKEN_BACK, basis=added.basis, reason=reason.strip()), entries)


def go_on(desk: Desk, moving: Moving) -> Moving:
    """Move the next page of cases."""
    desk.require(Act.ADMINISTER)
    return _go_on(desk, moving)


def take_up(desk: Desk) -> Moving | None:
    """Return what is still to be moved of a run that was cut off; None when nothing was."""
    desk.require(Act.ADMINISTER)
    return _unfinished(desk)


def finish_one_off_day(desk: Desk) -> Iterator[int]:
    """Finish, page by page, what was cut off; for the night. Yields how many cases each page moved."""
    desk.require(Act.RUN_NIGHTLY)
    moving = _unfinished(desk)
    while moving is not None:
        before, moving = moving.moved, _go_on(desk, moving)
        yield moving.moved - before
        if moving.is_done:
            return


def effect_between(groups: Iterable[DeadlineGroup], before: Rulebook, after: Rulebook) -> DayEffect:
    """Return the groups whose last day differs between two sets of one-off days; what differs for another reason stays as it stands."""
    moves: list[GroupMove] = []
    for group in groups:
        if not moves_with_days(after, group):
            continue
        regime = after.regime_version(group.regime_id, group.regime_version)
        was, would_be = due_of(before, regime, group), due_of(after, regime, group)
        if was is None or would_be is None or was.last_day_on == would_be.last_day_on:
            continue
        if would_be.last_day_on != group.last_day_on:
            moves.append(GroupMove(group=group, to_on=would_be.last_day_on))
    return DayEffect(
        moves=tuple(moves), deadlines=sum(move.group.count for move in moves), cases=sum(move.group.case_count for move in moves)
    )


def _begin(desk: Desk, entry: OneOffDay, entries: Sequence[OneOffDay]) -> Moving:
    """Write the entry; the first page moves with it, where it is also the last."""
    law, days = _law(desk), counted_days((*entries, entry))
    waiting = _waiting(desk, law.enacted.with_extra_days(counted_days(entries)), law.enacted.with_extra_days(days))
    moving = Moving(entry=replace(entry, moved=len(waiting)), waiting=waiting)
    with desk.uow() as uow:
        uow.one_off_days.add(moving.entry)
        record(
            uow,
            desk,
            "one_off_day_added" if entry.act is OneOffAct.ADDED else "one_off_day_taken_back",
            thing="one_off_day",
            thing_id=entry.id,
            facts={"day": entry.day_on, "by": entry.kind, "moved": len(waiting)},
            reason=entry.reason or entry.basis,
        )
        if len(waiting) <= PAGE:
            moving = _page(uow, desk, moving)
        uow.set_fact(UNDER_WAY, "" if moving.is_done else entry.id)
        uow.commit()
    law.count_days(days)
    return replace(moving, changes=_with_law(moving.changes))


def _go_on(desk: Desk, moving: Moving) -> Moving:
    with desk.uow() as uow:
        moving = _page(uow, desk, moving)
        if moving.is_done:
            uow.set_fact(UNDER_WAY, "")
        uow.commit()
    return replace(moving, changes=_with_law(moving.changes)) if moving.is_done else moving


def _page(uow: UnitOfWork, desk: Desk, moving: Moving) -> Moving:
    """Move one page of cases in this transaction, with what lists show of them and an entry for each."""
    page = moving.waiting[moving.done : moving.done + PAGE]
    places = uow.last_days.move([one for case in page for one in case.deadlines], today=desk.today())
    moved = {case.case_id: [one for one in case.deadlines if one.place in places] for case in page}
    moved = {case_id: some for case_id, some in moved.items() if some}
    uow.last_days.refresh_index(moved)
    record_each(uow, desk, "last_day_moved", _facts(moving.entry, moved), thing="case")
    return replace(
        moving,
        done=moving.done + len(page),
        moved=moving.moved + len(moved),
        changes=ChangeSet(case_ids=frozenset(moved), areas=frozenset({"cases", "deadlines"}), created_id=moving.entry.id),
    )


def _unfinished(desk: Desk) -> Moving | None:
    with desk.uow() as uow:
        entries = uow.one_off_days.where()
        entry_id = uow.fact(UNDER_WAY)
    entry = next((one for one in entries if one.id == entry_id), None)
    if entry is None:
        return None
    law = _law(desk)
    other = counted_days(_without(entries, entry))
    waiting = _waiting(desk, law.enacted.with_extra_days(other), law.book)
    return Moving(entry=entry, waiting=waiting)


def _waiting(desk: Desk, before: Rulebook, after: Rulebook) -> tuple[CaseMove, ...]:
    """Return what moves between two sets of days, by case: what is read here is read without a lock, and looked at again when it moves."""
    found: defaultdict[str, list[DeadlineMove]] = defaultdict(list)
    kinds = _moving_kinds(desk)
    places = dict(desk.queries.group_places(kinds)) if kinds and before.lists.extra != after.lists.extra else {}
    for move in effect_between(places, before, after).moves:
        for place, case_id in places[move.group]:
            one = DeadlineMove(place=place, kind=move.group.kind, from_on=move.group.last_day_on, to_on=move.to_on)
            found[case_id].append(one)
    return tuple(CaseMove(case_id=case_id, deadlines=tuple(some)) for case_id, some in found.items())


def _groups(desk: Desk) -> tuple[DeadlineGroup, ...]:
    kinds = _moving_kinds(desk)
    return desk.queries.deadline_groups(kinds) if kinds else ()


def _moving_kinds(desk: Desk) -> frozenset[DeadlineKind]:
    """Return the clocks that can move at all: in some version of the law they count business days from receipt."""
    return frozenset(rule.kind for regime in _law(desk).book.regimes for rule in regime.rules if counts_workdays(rule))


def _facts(entry: OneOffDay, by_case: dict[str, list[DeadlineMove]]) -> Iterable[tuple[str, dict[str, object]]]:
    for case_id, moved in by_case.items():
        facts: dict[str, object] = {"day": entry.day_on, "because": entry.act}
        for one in moved:
            facts[str(one.kind)] = f"{one.from_on}>{one.to_on}"
        yield case_id, facts


def _nothing_under_way(uow: UnitOfWork, *, but: str = "") -> None:
    if uow.fact(UNDER_WAY) not in (None, "", but):
        raise DomainError("one_off_day_moving")


def _with_law(changes: ChangeSet) -> ChangeSet:
    return replace(changes, areas=changes.areas | {"law"})


def _entry(desk: Desk, day_on: date, kind: OneOffKind, act: OneOffAct, *, basis: str, reason: str = "") -> OneOffDay:
    return OneOffDay(
        id=new_id(),
        day_on=day_on,
        kind=kind,
        act=act,
        basis=basis,
        reason=reason,
        recorded_at=desk.now_at(),
        recorded_by=desk.operator.id,
    )


def _without(entries: Iterable[OneOffDay], gone: OneOffDay) -> tuple[OneOffDay, ...]:
    return tuple(one for one in entries if one.id != gone.id)


def _law(desk: Desk) -> StandingLaw:
    law = desk.rulebook
    assert isinstance(law, StandingLaw), "a desk of a store has the law with the days of the store"
    return law
