"""What if: a one-off day, or a draft of the law, tried on open cases and on requests to come, before anything counts.

Nothing is written. A draft never moves an open case, for a case keeps the version of its receipt date; what is told is what it
would be if the draft had been in force then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.deadlines import AT_RECEIPT, DueDate, due_date
from caseapp.domain.errors import DomainError
from caseapp.domain.one_off_days import MOVES_DATES, OneOffKind
from caseapp.domain.operators import Act
from caseapp.domain.regime import CountsFrom, Regime
from caseapp.domain.request_type import RequestType
from caseapp.domain.rulebook import Rulebook
from caseapp.services.desk import Desk
from caseapp.services.drafts import REGIME_ID
from caseapp.services.last_days import DeadlineGroup, due_of
from caseapp.services.one_off_days import effect_of_adding
from caseapp.services.standing_law import StandingLaw

DAYS_AHEAD = 60
DAYS_AHEAD_MAX = 400
NUMBERS_SHOWN = 10
KINDS = (*AT_RECEIPT, DeadlineKind.EXTENDED_ANSWER)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenMove:
    """Open deadlines of one group, their dates now and as they would be; None where the law would set none.

    Attributes:
        numbers: of the first cases of the group, at most `NUMBERS_SHOWN`.
    """

    group: DeadlineGroup
    plan_by_on: date | None
    last_day_on: date | None
    numbers: tuple[str, ...] = ()

    @property
    def plan_days(self) -> int | None:
        return None if self.plan_by_on is None else (self.plan_by_on - self.group.plan_by_on).days

    @property
    def last_days(self) -> int | None:
        return None if self.last_day_on is None else (self.last_day_on - self.group.last_day_on).days


@dataclass(frozen=True, slots=True, kw_only=True)
class FutureMove:
    """Requests still to come of one clock and one difference.

    Attributes:
        first_on, last_on: first and last receipt date of the difference; receipts: on how many receipt dates.
        plan_days, last_days: by how many days the dates would move; None where the clock is there on one side only.
        is_new, is_gone: the clock would be there only with, or only without, the change.
    """

    request_types: tuple[RequestType, ...]
    kind: DeadlineKind
    first_on: date
    last_on: date
    receipts: int
    plan_days: int | None
    last_days: int | None
    is_new: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What a change would do.

    Attributes:
        counts_for_open: True when the change would move open cases once it counts (a one-off day), False when it never would (a draft).
        future_from, future_until: the receipt dates that were tried.
        tables_end: the holiday tables end before some of these dates, which were left out.
    """

    name: str
    counts_for_open: bool
    open_moves: tuple[OpenMove, ...]
    future_moves: tuple[FutureMove, ...]
    future_from: date
    future_until: date
    tables_end: bool = False

    @property
    def open_deadlines(self) -> int:
        return sum(move.group.count for move in self.open_moves)


def what_if_day(desk: Desk, day_on: date, kind: OneOffKind, *, days_ahead: int = DAYS_AHEAD) -> WhatIf:
    """Try a one-off day.

    Raises:
        DomainError: ``calendar_ends`` at ``day_on``, ``days_ahead_unreadable`` at ``days_ahead``.
    """
    desk.require(Act.REVIEW_LAW)
    _check(days_ahead)
    law = _law(desk)
    law.enacted.lists.inside(day_on)
    extra = {day_on} if kind in MOVES_DATES else set[date]()
    changed = law.enacted.with_extra_days(law.book.lists.extra | extra)
    effect = effect_of_adding(desk, day_on, kind)
    moves = tuple(OpenMove(group=move.group, plan_by_on=move.group.plan_by_on, last_day_on=move.to_on) for move in effect.moves)
    future, ended = _future(law.book, changed, desk.today(), days_ahead)
    return WhatIf(
        name=day_on.isoformat(),
        counts_for_open=True,
        open_moves=_numbered(desk, moves),
        future_moves=future,
        future_from=desk.today(),
        future_until=desk.today() + timedelta(days=days_ahead - 1),
        tables_end=ended,
    )


def what_if_draft(desk: Desk, path: Path, *, days_ahead: int = DAYS_AHEAD) -> WhatIf:
    """Try a draft of a version of the law. Requests to come are tried from its first day, where that lies ahead.

    Raises:
        DomainError: ``days_ahead_unreadable`` at ``days_ahead``.
        Trouble: ``resource_faulty`` (file, line, reason), ``resource_missing``.
    """
    desk.require(Act.REVIEW_LAW)
    _check(days_ahead)
    law = _law(desk)
    draft = desk.law_files.draft(path)
    changed = law.book.with_draft(draft)
    start = max(desk.today(), draft.effective_from)
    future, ended = _future(law.book, changed, start, days_ahead)
    return WhatIf(
        name=draft.version,
        counts_for_open=False,
        open_moves=_numbered(desk, _open_under(changed, draft, desk.queries.deadline_groups())),
        future_moves=future,
        future_from=start,
        future_until=start + timedelta(days=days_ahead - 1),
        tables_end=ended,
    )


def _numbered(desk: Desk, moves: Iterable[OpenMove]) -> tuple[OpenMove, ...]:
    """Say which cases they are."""
    return tuple(
        replace(move, numbers=tuple(number for _, number in desk.queries.group_cases(move.group, limit=NUMBERS_SHOWN))) for move in moves
    )


def _open_under(book: Rulebook, draft: Regime, groups: Iterable[DeadlineGroup]) -> tuple[OpenMove, ...]:
    moves: list[OpenMove] = []
    for group in groups:
        if group.regime_id != draft.id or not draft.in_force_on(group.received_on):
            continue
        old = book.regime_version(group.regime_id, group.regime_version).rule(group.kind, group.request_type)
        if old is None or old.counts_from is not CountsFrom.RECEIPT:
            continue
        due = due_of(book, draft, group)
        if due is None or (due.plan_by_on, due.last_day_on) != (group.plan_by_on, group.last_day_on):
            plan, last = (due.plan_by_on, due.last_day_on) if due is not None else (None, None)
            moves.append(OpenMove(group=group, plan_by_on=plan, last_day_on=last))
    return tuple(moves)


def _future(before: Rulebook, after: Rulebook, start: date, days_ahead: int) -> tuple[tuple[FutureMove, ...], bool]:
    found: list[FutureMove] = []
    ended = False
    for request_type in RequestType:
        for kind in KINDS:
            last: FutureMove | None = None
            for offset in range(days_ahead):
                on = start + timedelta(days=offset)
                try:
                    was, would_be = _due(before, kind, request_type, on), _due(after, kind, request_type, on)
                except DomainError as fault:
                    if fault.code not in ("calendar_ends", "regime_not_in_force"):
                        raise
                    ended = True
                    break
                move = _difference(request_type, kind, on, was, would_be)
                if move is None:
                    continue
                if last is not None and _alike(last, move):
                    found.remove(last)
                    move = _joined(last, move)
                found.append(move)
                last = move
    return _merged(found), ended


def _merged(moves: Iterable[FutureMove]) -> tuple[FutureMove, ...]:
    """Join what differs in nothing but the right."""
    found: dict[FutureMove, tuple[RequestType, ...]] = {}
    for move in moves:
        bare = replace(move, request_types=())
        found[bare] = (*found.get(bare, ()), *move.request_types)
    return tuple(replace(bare, request_types=types) for bare, types in found.items())


def _due(book: Rulebook, kind: DeadlineKind, request_type: RequestType, on: date) -> DueDate | None:
    regime = book.regime_for(REGIME_ID, on)
    rule = regime.rule(kind, request_type)
    return None if rule is None else due_date(regime, book.lists, rule, on)


def _difference(
    request_type: RequestType, kind: DeadlineKind, on: date, was: DueDate | None, would_be: DueDate | None
) -> FutureMove | None:
    if was is None and would_be is None:
        return None
    plan = last = None
    if was is not None and would_be is not None:
        plan, last = (would_be.plan_by_on - was.plan_by_on).days, (would_be.last_day_on - was.last_day_on).days
        if plan == last == 0:
            return None
    return FutureMove(
        request_types=(request_type,),
        kind=kind,
        first_on=on,
        last_on=on,
        receipts=1,
        plan_days=plan,
        last_days=last,
        is_new=was is None,
        is_gone=would_be is None,
    )


def _alike(one: FutureMove, other: FutureMove) -> bool:
    return (one.plan_days, one.last_days, one.is_new, one.is_gone) == (other.plan_days, other.last_days, other.is_new, other.is_gone)


def _joined(one: FutureMove, other: FutureMove) -> FutureMove:
    return replace(one, last_on=other.last_on, receipts=one.receipts + other.receipts)


def _check(days_ahead: int) -> None:
    if not 1 <= days_ahead <= DAYS_AHEAD_MAX:
        raise DomainError("days_ahead_unreadable", "days_ahead", most=DAYS_AHEAD_MAX)


def _law(desk: Desk) -> StandingLaw:
    law = desk.rulebook
    assert isinstance(law, StandingLaw), "a desk of a store has the law with the days of the store"
    return law
