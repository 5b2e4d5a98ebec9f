"""Rows of the case list as lines and heads: groups by urgency, in words that repeat what the pills say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from caseapp.domain.people import masked_name
from caseapp.services.views import CaseRow
from caseapp.ui import qt_dates
from caseapp.ui.due_words import due_words
from caseapp.ui.labels import types_in_short
from caseapp.ui.widgets.case_list_view import CaseLine, GroupHead
from caseapp.ui.widgets.deadline_pill import NEAR_DAYS, SOON_DAYS, Pill, pill_for

translate = QCoreApplication.translate

OVERDUE, SOON, NEAR, LATER, UNDATED, DRAFTS, CLOSED = range(7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Onlooker:
    """Who looks at the list: names are masked for a role without them, and somebody else's draft shows its number only."""

    operator_id: str
    sees_names: bool


def group_of(row: CaseRow, today: date, *, own_drafts: bool) -> int:
    """Return the group of a row. Drafts have a group only where drafts are listed; elsewhere their clock counts."""
    if row.closed_on is not None:
        return CLOSED
    if own_drafts and row.is_draft:
        return DRAFTS
    if row.plan_by_on is None or row.last_day_on is None:
        return UNDATED
    if today > row.last_day_on:
        return OVERDUE
    left = (row.plan_by_on - today).days
    return SOON if left <= SOON_DAYS else NEAR if left <= NEAR_DAYS else LATER


def group_words(group: int) -> str:
    return {
        OVERDUE: translate("CaseList", "Overdue"),
        SOON: translate("CaseList", "Next 3 days"),
        NEAR: translate("CaseList", "Next 10 days"),
        LATER: translate("CaseList", "Later"),
        UNDATED: translate("CaseList", "Nothing due"),
        DRAFTS: translate("CaseList", "Drafts"),
        CLOSED: translate("CaseList", "Closed"),
    }[group]


def lines_of(
    rows: Sequence[CaseRow], today: date, onlooker: Onlooker, *, is_complete: bool, own_drafts: bool = False
) -> tuple[CaseLine | GroupHead, ...]:
    """Return the lines with a head before each group; the order inside a group stays.

    The last group has no count while pages are still to come, for it would be a wrong one.
    """
    groups: dict[int, list[CaseRow]] = {}
    for row in rows:
        groups.setdefault(group_of(row, today, own_drafts=own_drafts), []).append(row)
    lines: list[CaseLine | GroupHead] = []
    last = max(groups, default=None)
    for group in sorted(groups):
        members = groups[group]
        lines.append(GroupHead(text=group_words(group), count=len(members) if is_complete or group != last else None))
        lines.extend(line_of(row, today, onlooker) for row in members)
    return tuple(lines)


def line_of(row: CaseRow, today: date, onlooker: Onlooker) -> CaseLine:
    is_foreign_draft = row.is_draft and row.created_by != onlooker.operator_id
    return CaseLine(
        key=row.case_id,
        name=_name(row, onlooker, is_foreign_draft=is_foreign_draft),
        number=row.number,
        right="" if is_foreign_draft else types_in_short(row.types, is_closed=row.closed_on is not None),
        date=_date(row, today),
        pill=_pill(row, today),
    )


def _name(row: CaseRow, onlooker: Onlooker, *, is_foreign_draft: bool) -> str:
    if is_foreign_draft:
        return translate("CaseList", "Draft")
    name = row.name if onlooker.sees_names else masked_name(row.name)
    if row.is_draft:
        return translate("CaseList", "Draft: {name}").format(name=name) if name else translate("CaseList", "Draft")
    return name or translate("CaseList", "No name")


def _pill(row: CaseRow, today: date) -> Pill:
    return pill_for(
        today,
        plan_by_on=row.plan_by_on,
        last_day_on=row.last_day_on,
        is_extended=row.is_extended,
        is_waiting=row.is_waiting,
        received_on=row.received_on,
        closed_on=row.closed_on,
    )


def _date(row: CaseRow, today: date) -> str:
    """The day the pill speaks of, and whether it is the plan day or the last day."""
    if row.closed_on is not None:
        return qt_dates.short_date(row.closed_on)
    if row.plan_by_on is None or row.last_day_on is None:
        return ""
    return due_words(today, plan_by_on=row.plan_by_on, last_day_on=row.last_day_on, weekday=False)


def case_ids(lines: Iterable[CaseLine | GroupHead]) -> tuple[str, ...]:
    return tuple(line.key for line in lines if isinstance(line, CaseLine))
