"""What was found, as rows with heads: cases, cases found by a letter, commands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication

from caseapp.services.views import SearchHit
from caseapp.ui.commands import Command, shown_key
from caseapp.ui.labels import types_in_short
from caseapp.ui.widgets.deadline_pill import Pill, pill_for
from caseapp.ui.widgets.rows import RowModel

translate = QCoreApplication.translate

CASE, COMMAND = "case", "command"
PLAIN_ICON = "caret-right"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundHead:
    """The head of a group."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRow:
    """One result. `key` is its kind and id; `at_right` is a key to press, `pill` how the case stands."""

    key: str
    icon: str
    title: str
    detail: str = ""
    pill: Pill | None = None
    at_right: str = ""


class FoundModel(RowModel["FoundRow | FoundHead"]):
    """Heads and results in one list."""

    def spoken(self, row: FoundRow | FoundHead) -> str:
        if isinstance(row, FoundHead):
            return row.text
        parts = (row.title, row.detail, row.pill.text if row.pill is not None else row.at_right)
        return ", ".join(part for part in parts if part)

    def key(self, row: FoundRow | FoundHead) -> object:
        return row.key if isinstance(row, FoundRow) else None

    def is_selectable(self, row: FoundRow | FoundHead) -> bool:
        return isinstance(row, FoundRow)


def found_rows(hits: Sequence[SearchHit], commands: Sequence[Command], today: date) -> tuple[FoundRow | FoundHead, ...]:
    """Return all results under their heads; empty groups are left out."""
    rows: list[FoundRow | FoundHead] = []
    groups = (
        (translate("Search", "Cases"), [_case_row(hit, today) for hit in hits if hit.matched_by != "letter"]),
        (translate("Search", "Cases with a letter to"), [_case_row(hit, today) for hit in hits if hit.matched_by == "letter"]),
        (translate("Search", "Commands"), [_command_row(command) for command in commands]),
    )
    for head, members in groups:
        if members:
            rows += [FoundHead(text=head), *members]
    return tuple(rows)


def _case_row(hit: SearchHit, today: date) -> FoundRow:
    how = {
        "phone": translate("Search", "by phone"),
        "email": translate("Search", "by e-mail"),
        "address": translate("Search", "by address"),
    }.get(hit.matched_by, "")
    return FoundRow(
        key=f"{CASE}:{hit.case_id}",
        icon="envelope-simple" if hit.matched_by == "letter" else "tray",
        title=hit.name or (translate("Search", "Draft") if hit.draft_of else translate("Search", "No name")),
        detail=", ".join(part for part in (hit.number, types_in_short(hit.types), how) if part),
        pill=pill_for(today, plan_by_on=hit.plan_by_on, last_day_on=hit.last_day_on, is_extended=hit.is_extended, closed_on=hit.closed_on),
    )


def _command_row(command: Command) -> FoundRow:
    return FoundRow(
        key=f"{COMMAND}:{command.id}",
        icon=command.icon or PLAIN_ICON,
        title=command.plain_text,
        at_right=shown_key(command.shortcut) if command.shortcut else "",
    )
