"""How far back an answer reaches, and how often somebody may ask: twelve months, 1 January 2022, twice, six months."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caseapp.domain.errors import DomainError
from caseapp.domain.months import months_after, months_before
from caseapp.domain.regime import LimitKind, Regime
from caseapp.domain.workdays import ONE_DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class KnowCount:
    """The count behind the permission to refuse a further request to know (Civ. Code 1798.130(b)); never a duty to refuse.

    Attributes:
        counted: receipt dates of the answered requests inside the window, oldest first.
        reached: the number that must be answered is used up.
        next_possible_on: first receipt date on which the limit would no longer be reached; None when it is not reached.
    """

    counted: tuple[date, ...]
    reached: bool
    next_possible_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosurePeriod:
    """The time an answer covers, both days included.

    Attributes:
        due: False when all that was asked lies before the floor or after the receipt, so that nothing has to be disclosed.
        cut_at_floor: more was asked than the law gives; what lies before the floor may be left out.
        beyond_twelve_months: part of it may be refused as impossible or disproportionate, with facts; never what lies after `always_from`.
        always_from: first day of the twelve months before receipt.
    """

    first_on: date
    last_on: date
    due: bool
    cut_at_floor: bool
    beyond_twelve_months: bool
    always_from: date


def lookback_start(regime: Regime, received_on: date) -> date:
    """Return the first day of the ordinary period of a request to know: the months of this rule version before receipt, clamped to
    the month's end (Civ. Code 1798.130(a)(2)(B)).
    """
    return months_before(received_on, regime.limit_count(LimitKind.LOOKBACK))


def law_floor(regime: Regime) -> date:
    """Return the day before which nothing has to be disclosed, however far the consumer asks back.

    Raises:
        DomainError: ``limit_unknown``.
    """
    floor = regime.limit(LimitKind.LOOKBACK_FLOOR).on
    assert floor is not None, "the loader lets no floor pass without a day"
    return floor


def disclosure_period(
    regime: Regime, received_on: date, *, asked_from: date | None = None, asked_until: date | None = None
) -> DisclosurePeriod:
    """Return the time an answer to a request to know covers: what was asked, cut at the floor and at the receipt.

    Without a wish it is everything since the floor (Civ. Code 1798.130(a)(2)(B)); the twelve months before receipt are only the part
    that is never impossible or disproportionate to give, and no letter calls them a limit.

    Raises:
        DomainError: ``period_ends_before_start``.
    """
    if asked_from is not None and asked_until is not None and asked_until < asked_from:
        raise DomainError("period_ends_before_start", "period_until")
    floor = law_floor(regime)
    first_on = floor if asked_from is None else max(asked_from, floor)
    last_on = received_on if asked_until is None else min(asked_until, received_on)
    always_from = lookback_start(regime, received_on)
    return DisclosurePeriod(
        first_on=first_on,
        last_on=last_on,
        due=first_on <= last_on,
        cut_at_floor=asked_from is not None and asked_from < floor,
        beyond_twelve_months=first_on <= last_on and first_on < always_from,
        always_from=always_from,
    )


def know_requests_in_window(answered_receipts: Iterable[date], received_on: date, *, months: int) -> tuple[date, ...]:
    """Return the receipt dates that fall in the window before a new receipt, oldest first.

    The window begins one day after the same day `months` earlier and includes the new receipt date. Only answered requests to
    know of the same verified consumer belong in `answered_receipts`.
    """
    first_on = months_before(received_on, months) + ONE_DAY
    return tuple(sorted(on for on in answered_receipts if first_on <= on <= received_on))


def know_count(regime: Regime, answered_receipts: Iterable[date], received_on: date) -> KnowCount:
    """Count earlier answered requests to know against the limit of this rule version."""
    months = regime.limit_count(LimitKind.KNOW_WINDOW)
    most = regime.limit_count(LimitKind.KNOW_ANSWERS)
    counted = know_requests_in_window(answered_receipts, received_on, months=months)
    reached = len(counted) >= most
    return KnowCount(
        counted=counted,
        reached=reached,
        next_possible_on=months_after(counted[-most], months) if reached else None,
    )


def correction_repeats(regime: Regime, denied_on: date, received_on: date, *, new_papers: bool = False) -> bool:
    """Say whether the same inaccuracy was denied so lately that it may be refused again (11 CCR 7023(g)); never with new papers.

    Args:
        new_papers: the consumer sent documentation that the earlier decision did not have.
    """
    return not new_papers and denied_on <= received_on < months_after(denied_on, regime.limit_count(LimitKind.REPEAT_CORRECTION))
