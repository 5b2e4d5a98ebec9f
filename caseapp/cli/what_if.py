"""``caseapp what-if``: a one-off day or a draft of the law, tried on open cases and on requests to come. Nothing is written."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TextIO

from caseapp.cli.store_access import add_store_arguments
from caseapp.domain.one_off_days import MOVES_DATES, OneOffKind
from caseapp.services.desk import Desk
from caseapp.services.what_if import DAYS_AHEAD, DAYS_AHEAD_MAX, FutureMove, OpenMove, WhatIf, what_if_day, what_if_draft

EXIT_DONE = 0
EXIT_BAD_INPUT = 2


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command. Values are checked in `run`, so that every fault is one sentence."""
    add_store_arguments(parser)
    parser.add_argument("--day", metavar="DATE", help="a day appointed by President or Governor, for example 2027-01-09")
    parser.add_argument("--by", default="governor", metavar="WHO", help="governor or president (governor)")
    parser.add_argument("--draft", type=Path, metavar="FILE", help="a draft of a version of the law")
    parser.add_argument("--days-ahead", default=str(DAYS_AHEAD), metavar="N", help=f"receipts of the next N days ({DAYS_AHEAD})")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")


def run(args: Namespace, desk: Desk, out: TextIO) -> int:
    """Try the day or the draft and write what it would touch.

    Raises:
        DomainError, Trouble: as `what_if_day` and `what_if_draft`.
    """
    if (args.day is None) == (args.draft is None):
        return _fault("Name one thing to try: --day 2027-01-09, or --draft FILE.")
    if not args.days_ahead.isascii() or not args.days_ahead.isdecimal() or not 1 <= int(args.days_ahead) <= DAYS_AHEAD_MAX:
        return _fault(f"'{args.days_ahead}' is no number of days ahead; write a whole number from 1 to {DAYS_AHEAD_MAX}.")
    ahead = int(args.days_ahead)
    if args.draft is not None:
        found = what_if_draft(desk, args.draft, days_ahead=ahead)
    else:
        if args.by not in MOVES_DATES:
            return _fault(f"'{args.by}' appoints no holiday; write governor or president.")
        try:
            day = date.fromisoformat(args.day)
        except ValueError:
            return _fault(f"The date '{args.day}' of --day cannot be read; write it like 2027-01-09.")
        found = what_if_day(desk, day, OneOffKind(args.by), days_ahead=ahead)
    if args.json:
        out.write(f"{json.dumps(_as_json(found), indent=2)}\n")
    else:
        out.writelines(f"{line}\n" for line in _lines(found))
    return EXIT_DONE


def _lines(found: WhatIf) -> Iterator[str]:
    would = "would move once it counts" if found.counts_for_open else "would differ; open cases keep their version and do not move"
    yield f"{found.name}: {found.open_deadlines} open deadlines {would}."
    for move in found.open_moves:
        group = move.group
        which = ", ".join((*move.numbers, "...") if len(move.numbers) < group.case_count else move.numbers)
        yield (
            f"  {group.request_type} {group.kind}, received {group.received_on}, {group.case_count} cases ({which}): "
            f"plan day {_days(move.plan_days)}, last day {_days(move.last_days)}"
        )
    yield f"Requests received from {found.future_from} to {found.future_until}: {len(found.future_moves)} differences."
    for coming in found.future_moves:
        yield f"  {', '.join(coming.request_types)} {coming.kind}, received {coming.first_on} to {coming.last_on}: {_change(coming)}"
    if found.tables_end:
        yield "The holiday tables end before some of these days; those were left out."


def _change(move: FutureMove) -> str:
    if move.is_new:
        return "a new clock"
    if move.is_gone:
        return "no clock any more"
    return f"plan day {_days(move.plan_days)}, last day {_days(move.last_days)}"


def _days(days: int | None) -> str:
    return "gone" if days is None else "stays" if days == 0 else f"{days:+d}"


def _as_json(found: WhatIf) -> dict[str, object]:
    return {
        "name": found.name,
        "counts_for_open": found.counts_for_open,
        "open_deadlines": found.open_deadlines,
        "open": [_open(move) for move in found.open_moves],
        "future_from": found.future_from.isoformat(),
        "future_until": found.future_until.isoformat(),
        "future": [_future(move) for move in found.future_moves],
        "tables_end": found.tables_end,
    }


def _open(move: OpenMove) -> dict[str, object]:
    group = move.group
    return {
        "type": group.request_type,
        "kind": group.kind,
        "received_on": group.received_on.isoformat(),
        "cases": group.case_count,
        "numbers": list(move.numbers),
        "plan_days": move.plan_days,
        "last_days": move.last_days,
    }


def _future(move: FutureMove) -> dict[str, object]:
    return {
        "types": list(move.request_types),
        "kind": move.kind,
        "first_on": move.first_on.isoformat(),
        "last_on": move.last_on.isoformat(),
        "receipts": move.receipts,
        "plan_days": move.plan_days,
        "last_days": move.last_days,
        "is_new": move.is_new,
        "is_gone": move.is_gone,
    }


def _fault(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return EXIT_BAD_INPUT
