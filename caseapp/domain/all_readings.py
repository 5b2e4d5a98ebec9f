"""Every reading of every period for one receipt date, under the column names of the worked cases.

For whoever checks the engine: all columns are filled whatever the request type, so each row tests every period.
"""

from __future__ import annotations

from datetime import date

from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.errors import DomainError
from caseapp.domain.extension import ExtensionEffect, extension_effect
from caseapp.domain.lookback import law_floor, lookback_start
from caseapp.domain.months import months_after
from caseapp.domain.readings import business_day_readings, calendar_readings
from caseapp.domain.regime import Regime, TimeRule
from caseapp.domain.workdays import HolidayLists

Cell = date | int | str | None

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def all_readings(regime: Regime, lists: HolidayLists, received_on: date, *, dispatched_on: date | None = None) -> dict[str, Cell]:
    """Return the row of one receipt date (legal date in the business zone).

    Args:
        dispatched_on: the day an extension notice left; without it the columns about the notice are None.

    Raises:
        DomainError: ``calendar_ends``; ``dispatched_before_receipt``; ``rule_unknown`` when the version lacks a general rule.
    """
    confirm = business_day_readings(received_on, _rule(regime, DeadlineKind.CONFIRM_RECEIPT).count, lists)
    opt_out = business_day_readings(received_on, _rule(regime, DeadlineKind.OPT_OUT).count, lists)
    answer = calendar_readings(received_on, _rule(regime, DeadlineKind.ANSWER).count, lists)
    notice = calendar_readings(received_on, _rule(regime, DeadlineKind.EXTENSION_NOTICE).count, lists)
    extended = calendar_readings(received_on, _rule(regime, DeadlineKind.EXTENDED_ANSWER).count, lists)
    effect = None if dispatched_on is None else extension_effect(regime, lists, received_on, dispatched_on)
    in_force_plain = effect in (ExtensionEffect.STRICT, ExtensionEffect.LENIENT)
    in_force_safe = effect is ExtensionEffect.STRICT
    due_plain = extended.plain if in_force_plain else answer.plain
    return {
        "received_date_pacific": received_on,
        "received_weekday": WEEKDAYS[received_on.weekday()],
        "ack10_std": confirm.std,
        "ack10_civ9": confirm.civ9,
        "ack10_fed": confirm.fed,
        "ack10_safe": confirm.safe,
        "bd15_std": opt_out.std,
        "bd15_civ9": opt_out.civ9,
        "bd15_fed": opt_out.fed,
        "bd15_safe": opt_out.safe,
        "resp45_plain": answer.plain,
        "resp45_weekday": WEEKDAYS[answer.plain.weekday()],
        "resp45_incl": answer.incl,
        "resp45_roll_civ10": answer.roll_civ10,
        "resp45_roll_12a": answer.roll_12a,
        "resp45_safe": answer.safe,
        "ext_notice_last_day_plain": notice.plain,
        "ext_notice_last_day_safe": notice.safe,
        "ext90_plain": extended.plain,
        "ext90_weekday": WEEKDAYS[extended.plain.weekday()],
        "ext90_incl": extended.incl,
        "ext90_roll_civ10": extended.roll_civ10,
        "ext90_roll_12a": extended.roll_12a,
        "ext90_safe": extended.safe,
        "ext_notice_sent": dispatched_on,
        "ext_notice_day_number": None if dispatched_on is None else (dispatched_on - received_on).days,
        "ext_valid_plain": None if effect is None else _yes(in_force_plain),
        "ext_valid_safe": None if effect is None else _yes(in_force_safe),
        "response_due_plain": due_plain,
        "response_due_safe": extended.safe if in_force_safe else answer.safe,
        "lookback_12m_start": lookback_start(regime, received_on),
        "lookback_law_start": law_floor(regime),
        "no_reask_before_12m": months_after(received_on, _rule(regime, DeadlineKind.NO_REASK).count),
        "retain_at_least_until_if_closed_on_response_due_plain": months_after(due_plain, _rule(regime, DeadlineKind.RETENTION).count),
    }


def _rule(regime: Regime, kind: DeadlineKind) -> TimeRule:
    """Return the first rule of a kind: the general one stands before those for single types."""
    for rule in regime.rules:
        if rule.kind is kind:
            return rule
    raise DomainError("rule_unknown", rule_id=kind, regime=regime.id, version=regime.version)


def _yes(value: bool) -> str:
    return "Y" if value else "N"
