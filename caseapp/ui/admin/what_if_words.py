"""Words for what a one-off day or a draft of the law would do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.services.one_off_days import DayEffect
from caseapp.services.what_if import FutureMove, OpenMove
from caseapp.ui import qt_dates
from caseapp.ui.labels import label, short_type

translate = QCoreApplication.translate

MOST_LINES = 6


def effect_words(effect: DayEffect) -> str:
    """Return what a day would touch: how many deadlines, and the first groups by how much."""
    if not effect.moves:
        return translate("WhatIf", "No open case would be touched.")
    lines = [translate("WhatIf", "{count} deadlines of open cases would move:").format(count=f"{effect.deadlines:,}")]
    for move in effect.moves[:MOST_LINES]:
        group = move.group
        pattern = translate("WhatIf", "{kind}, received {received}: {old} to {new} ({count})")
        lines.append(
            pattern.format(
                kind=label(group.kind),
                received=qt_dates.short_date(group.received_on),
                old=qt_dates.short_date(group.last_day_on),
                new=qt_dates.short_date(move.to_on),
                count=group.count,
            )
        )
    more = len(effect.moves) - MOST_LINES
    if more > 0:
        lines.append(translate("WhatIf", "and {count} more groups. What if shows them all.").format(count=more))
    return "\n".join(lines)


def days_words(days: int | None) -> str:
    """``+1``, ``-15``, or nothing where it stays."""
    if days is None:
        return translate("WhatIf", "none")
    return translate("WhatIf", "stays") if days == 0 else f"{days:+d}"


def open_cells(move: OpenMove) -> tuple[str, ...]:
    group = move.group
    name = translate("WhatIf", "{deadline}: {rights}").format(rights=short_type(group.request_type), deadline=label(group.kind))
    return (name, qt_dates.year_date(group.received_on), case_words(move), days_words(move.plan_days), days_words(move.last_days))


def case_words(move: OpenMove) -> str:
    """Return the numbers of the cases of a group; how many more there are, where there are more."""
    more = move.group.case_count - len(move.numbers)
    numbers = ", ".join(move.numbers)
    return translate("WhatIf", "{numbers} and {count} more").format(numbers=numbers, count=f"{more:,}") if more > 0 else numbers


def future_cells(move: FutureMove) -> tuple[str, ...]:
    rights = ", ".join(short_type(one) for one in move.request_types)
    name = translate("WhatIf", "{deadline}: {rights}").format(rights=rights, deadline=label(move.kind))
    span = qt_dates.year_date(move.first_on)
    if move.last_on != move.first_on:
        span = translate("WhatIf", "{first} to {last}").format(
            first=qt_dates.short_date(move.first_on), last=qt_dates.year_date(move.last_on)
        )
    if move.is_new or move.is_gone:
        word = translate("WhatIf", "new") if move.is_new else translate("WhatIf", "gone")
        return (name, span, f"{move.receipts:,}", word, word)
    return (name, span, f"{move.receipts:,}", days_words(move.plan_days), days_words(move.last_days))
