"""One-off days, added and taken back: they move last days counted in business days, and nothing else (Gov. Code 6700).

What a day would touch is read before it counts. Adding it is one transaction: the day, every last day it moves, and an entry in
the history of each moved case, or nothing at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from caseapp.domain.errors import DomainError
from caseapp.domain.one_off_days import MOVES_DATES, OneOffAct, OneOffDay, OneOffKind, counted_days, standing
from caseapp.domain.operators import Act
from caseapp.domain.rulebook import Rulebook
from caseapp.services.changes import ChangeSet
from caseapp.services.desk import Desk, new_id
from caseapp.services.last_days import DeadlineGroup, MovedDeadline, due_of, moves_with_days
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record, record_each
from caseapp.services.standing_law import StandingLaw
from caseapp.services.trouble import Trouble

Watch = Callable[[int, int], bool]
"""Told how much is done of how much; False stops the act, and then nothing of it counts."""


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


def one_off_days(desk: Desk) -> tuple[OneOffDay, ...]:
    """Return every entry ever made, in order."""
    desk.require(Act.READ_LAW)
    with desk.uow() as uow:
        return uow.one_off_days.where()


def effect_of_adding(desk: Desk, day_on: date, kind: OneOffKind) -> DayEffect:
    """Say which open deadlines the day would move, and by how much, before it counts.

    Raises:
        DomainError: ``calendar_ends`` at ``day_on``.
    """
    desk.require(Act.READ_LAW)
    extra = frozenset({day_on}) if kind in MOVES_DATES else frozenset[date]()
    law = _law(desk)
    return effect_between(desk.queries.deadline_groups(), law.book, law.enacted.with_extra_days(law.book.lists.extra | extra))


def effect_of_taking_back(desk: Desk, entry_id: str) -> DayEffect:
    """Say what taking the day back would move."""
    desk.require(Act.READ_LAW)
    with desk.uow() as uow:
        entries = uow.one_off_days.where()
        left = counted_days(_without(entries, uow.one_off_days.get(entry_id)))
    law = _law(desk)
    return effect_between(desk.queries.deadline_groups(), law.book, law.enacted.with_extra_days(left))


def add_one_off_day(desk: Desk, day_on: date, kind: OneOffKind, *, basis: str, watch: Watch | None = None) -> ChangeSet:
    """Let a one-off day count from now on. Facts of the result: ``moved``, the cases whose last day moved.

    Raises:
        DomainError: ``calendar_ends`` or ``one_off_day_stands`` at ``day_on``, ``basis_missing`` at ``basis``.
        Trouble: ``stopped_before_it_counted``.
    """
    desk.require(Act.ADMINISTER)
    if not basis.strip():
        raise DomainError("basis_missing", "basis")
    _law(desk).enacted.lists.inside(day_on)
    with desk.uow() as uow:
        entries = uow.one_off_days.where()
        if any(one.day_on == day_on and one.kind is kind for one in standing(entries)):
            raise DomainError("one_off_day_stands", "day_on")
        entry = _entry(desk, day_on, kind, OneOffAct.ADDED, basis=basis.strip())
        return _count(uow, desk, entry, entries, watch)


def take_back_one_off_day(desk: Desk, entry_id: str, *, reason: str, watch: Watch | None = None) -> ChangeSet:
    """Let a one-off day count no longer, by an entry of its own; the first entry stays as it was written.

    Raises:
        DomainError: ``reason_missing`` at ``reason``, ``one_off_day_gone``.
        Trouble: ``stopped_before_it_counted``.
    """
    desk.require(Act.ADMINISTER)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        added = uow.one_off_days.get(entry_id)
        entries = uow.one_off_days.where()
        if added not in standing(entries):
            raise DomainError("one_off_day_gone")
        entry = _entry(desk, added.day_on, added.kind, OneOffAct.TAKEN_BACK, basis=added.basis, reason=reason.strip())
        return _count(uow, desk, entry, entries, watch)


def _count(uow: UnitOfWork, desk: Desk, entry: OneOffDay, entries: tuple[OneOffDay, ...], watch: Watch | None) -> ChangeSet:
    law, days = _law(desk), counted_days((*entries, entry))
    before = law.enacted.with_extra_days(counted_days(entries))
    effect = effect_between(uow.last_days.groups(), before, law.enacted.with_extra_days(days))
    goes_on = _Going(watch, effect.deadlines)
    moved: list[MovedDeadline] = []
    for move in effect.moves:
        moved.extend(uow.last_days.move(move.group, move.to_on, today=desk.today()))
        goes_on.tell(len(moved))
    by_case = _by_case(moved)
    uow.last_days.refresh_index(by_case, goes_on.tell)
    stored = uow.one_off_days.add(replace(entry, moved=len(by_case)))
    record(
        uow,
        desk,
        "one_off_day_added" if entry.act is OneOffAct.ADDED else "one_off_day_taken_back",
        thing="one_off_day",
        thing_id=entry.id,
        facts={"day": entry.day_on, "by": entry.kind, "moved": len(by_case)},
        reason=entry.reason or entry.basis,
    )
    record_each(uow, desk, "last_day_moved", _facts(entry, by_case), thing="case", watch=lambda _done: goes_on.tell(len(moved)))
    goes_on.tell(len(moved))
    uow.commit()
    law.count_days(days)
    return ChangeSet(
        case_ids=frozenset(by_case),
        areas=frozenset({"cases", "deadlines", "law"}),
        created_id=stored.id,
        facts=(("moved", len(by_case)),),
    )


class _Going:
    """Asks whether to go on."""

    def __init__(self, watch: Watch | None, total: int) -> None:
        self._watch = watch
        self._total = total

    def tell(self, done: int) -> None:
        if self._watch is not None and not self._watch(done, self._total):
            raise Trouble("stopped_before_it_counted")


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


def _by_case(moved: Iterable[MovedDeadline]) -> dict[str, list[MovedDeadline]]:
    found: defaultdict[str, list[MovedDeadline]] = defaultdict(list)
    for one in moved:
        found[one.case_id].append(one)
    return dict(found)


def _facts(entry: OneOffDay, by_case: dict[str, list[MovedDeadline]]) -> Iterable[tuple[str, dict[str, object]]]:
    for case_id, moved in by_case.items():
        facts: dict[str, object] = {"day": entry.day_on, "because": entry.act}
        for one in moved:
            facts[str(one.kind)] = f"{one.from_on}>{one.to_on}"
        yield case_id, facts


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
