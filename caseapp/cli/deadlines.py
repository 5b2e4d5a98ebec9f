"""``caseapp deadlines``: the dates of one receipt, or every reading of every receipt date of a range.

No store is opened and nothing personal is read: the law and a time are enough.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TextIO

from caseapp.cli.deadline_words import explanation_lines, fault_sentence, receipt_lines, summary_lines
from caseapp.domain.all_readings import Cell, all_readings
from caseapp.domain.deadlines import DeadlineKind, DueDate, due_dates_at_receipt, extended_answer
from caseapp.domain.errors import DomainError
from caseapp.domain.explanation import Explanation, explain
from caseapp.domain.extension import ExtensionCode, ExtensionEffect, extension_effect
from caseapp.domain.receipt import Receipt, parse_stamp
from caseapp.domain.regime import Regime
from caseapp.domain.request_type import RequestType
from caseapp.domain.rulebook import Rulebook

EXIT_DONE = 0
EXIT_BAD_INPUT = 2

Json = dict[str, object]


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command. Values are checked in `run`, so that every fault is one sentence."""
    parser.add_argument("--regime", default="us_ca", metavar="REGIME", help="body of law (us_ca)")
    parser.add_argument("--type", dest="request_type", metavar="TYPE", help=f"request type: {', '.join(RequestType)}")
    parser.add_argument("--received", metavar="STAMP", help="time of receipt: 2026-03-07T23:30 in ZONE, or 2026-03-08T07:30Z")
    parser.add_argument("--zone", metavar="ZONE", help="IANA time zone the time was stated in, for example America/Los_Angeles")
    parser.add_argument("--fold", default="0", metavar="0|1", help="1 for the second pass of an hour that occurs twice")
    parser.add_argument("--extension-dispatched", metavar="DATE", help="the day an extension notice left")
    parser.add_argument("--from", dest="first_on", metavar="DATE", help="first receipt date of a range")
    parser.add_argument("--to", dest="last_on", metavar="DATE", help="last receipt date of a range")
    parser.add_argument("--all-readings", action="store_true", help="every reading of every period")
    parser.add_argument("--explain", action="store_true", help="each day counted or skipped, and why")
    parser.add_argument("--json", action="store_true", help="one JSON object; for a range, one on each line")


def run(args: Namespace, rulebook: Rulebook, out: TextIO) -> int:
    """Write what was asked to `out` and return the exit code; one sentence to stderr and 2 when the input cannot be used."""
    try:
        lines = tuple(_range(args, rulebook) if args.first_on or args.last_on else _one(args, rulebook))
    except DomainError as fault:
        sys.stderr.write(f"{fault_sentence(fault)}\n")
        return EXIT_BAD_INPUT
    out.writelines(f"{line}\n" for line in lines)
    return EXIT_DONE


def _range(args: Namespace, rulebook: Rulebook) -> Iterator[str]:
    if args.received or args.extension_dispatched or args.explain:
        raise DomainError("range_and_receipt")
    if not (args.first_on and args.last_on):
        raise DomainError("range_half_given")
    if not (args.all_readings and args.json):
        raise DomainError("range_needs_readings")
    request_type = _request_type(args)
    first_on, last_on = _day(args.first_on, "--from"), _day(args.last_on, "--to")
    if last_on < first_on:
        raise DomainError("range_backwards", first_on=first_on, last_on=last_on)
    for on in (first_on, last_on):
        rulebook.lists.inside(on)
    for offset in range((last_on - first_on).days + 1):
        on = first_on + timedelta(days=offset)
        regime = rulebook.regime_for(args.regime, on)
        row: Json = {"received_on": on.isoformat(), "type": request_type.value, "regime_version": regime.version}
        yield json.dumps(row | _jsonable(all_readings(regime, rulebook.lists, on)))


def _one(args: Namespace, rulebook: Rulebook) -> Iterable[str]:
    request_type = _request_type(args)
    receipt = _receipt(args, rulebook)
    regime = rulebook.regime_for(args.regime, receipt.on)
    dispatched_on = _day(args.extension_dispatched, "--extension-dispatched") if args.extension_dispatched else None
    due_dates = due_dates_at_receipt(regime, rulebook.lists, request_type, receipt.on)
    extension = _extension(regime, rulebook, request_type, receipt.on, dispatched_on)
    if extension is not None and extension["in_force"]:
        due_dates = (*due_dates, extended_answer(regime, rulebook.lists, request_type, receipt.on))
    readings = all_readings(regime, rulebook.lists, receipt.on, dispatched_on=dispatched_on) if args.all_readings else {}
    explanations = _explanations(regime, rulebook, due_dates, receipt.on) if args.explain else ()
    if args.json:
        found = _head(args, regime, rulebook, request_type, receipt)
        found["deadlines"] = [_due(regime, due, extension) for due in due_dates]
        found["extension"] = extension
        if args.explain:
            found["explanations"] = [_explained(explanation, rulebook) for explanation in explanations]
        return (json.dumps(found | _jsonable(readings), indent=2),)
    return (
        *summary_lines(regime, rulebook.lists.version, request_type, receipt, due_dates, extension),
        *(f"{name:<54} {value}" for name, value in readings.items() if value is not None),
        *(receipt_lines(receipt, regime.business_zone) if args.explain else ()),
        *(line for explanation in explanations for line in explanation_lines(explanation, rulebook)),
    )


def _request_type(args: Namespace) -> RequestType:
    try:
        return RequestType(args.request_type or "")
    except ValueError as reason:
        raise DomainError("type_unknown", "type", text=args.request_type or "") from reason


def _receipt(args: Namespace, rulebook: Rulebook) -> Receipt:
    business_zone = rulebook.business_zone(args.regime)
    if not args.received:
        raise DomainError("received_missing", "received")
    if not args.zone and not args.received.endswith("Z"):
        raise DomainError("zone_missing", "zone")
    if args.fold not in ("0", "1"):
        raise DomainError("fold_unknown", "fold", fold=args.fold)
    return parse_stamp(args.received, zone=args.zone or "UTC", fold=int(args.fold), business_zone=business_zone)


def _day(text: str, argument: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as reason:
        raise DomainError("day_unreadable", text=text, argument=argument) from reason
    if day.isoformat() != text:
        raise DomainError("day_unreadable", text=text, argument=argument)
    return day


def _extension(regime: Regime, rulebook: Rulebook, request_type: RequestType, received_on: date, dispatched_on: date | None) -> Json | None:
    if dispatched_on is None:
        return None
    reason: str | None
    if regime.rule(DeadlineKind.EXTENDED_ANSWER, request_type) is None:
        effect, reason = ExtensionEffect.NONE, ExtensionCode.NOT_EXTENDABLE_TYPE.value
    else:
        effect = extension_effect(regime, rulebook.lists, received_on, dispatched_on, request_type=request_type)
        reason = ExtensionCode.TOO_LATE.value if effect is ExtensionEffect.NONE else None
    return {
        "dispatched_on": dispatched_on.isoformat(),
        "day_number": (dispatched_on - received_on).days,
        "effect": effect.value,
        "in_force": effect is not ExtensionEffect.NONE,
        "reason": reason,
    }


def _explanations(regime: Regime, rulebook: Rulebook, due_dates: Iterable[DueDate], received_on: date) -> tuple[Explanation, ...]:
    return tuple(explain(regime, rulebook.lists, regime.rule_named(due.rule_id), received_on) for due in due_dates)


def _head(args: Namespace, regime: Regime, rulebook: Rulebook, request_type: RequestType, receipt: Receipt) -> Json:
    return {
        "regime": regime.id,
        "regime_version": regime.version,
        "regime_sha256": regime.sha256,
        "holidays_version": rulebook.lists.version,
        "type": request_type.value,
        "received_as_stated": args.received,
        "received_zone": receipt.zone,
        "fold": receipt.fold,
        "received_utc": receipt.at.isoformat().replace("+00:00", "Z"),
        "received_on": receipt.on.isoformat(),
    }


def _due(regime: Regime, due: DueDate, extension: Json | None) -> Json:
    superseded = due.kind is DeadlineKind.ANSWER and extension is not None and bool(extension["in_force"])
    return {
        "kind": due.kind.value,
        "rule": due.rule_id,
        "citation": due.citation,
        "law_status": regime.rule_named(due.rule_id).status.value,
        "plan_by_on": due.plan_by_on.isoformat(),
        "last_day_on": due.last_day_on.isoformat(),
        "mail_by_on": due.mail_by_on.isoformat() if due.mail_by_on else None,
        "superseded": superseded,
    }


def _explained(explanation: Explanation, rulebook: Rulebook) -> Json:
    citations = {provision.code: provision.citation for provision in rulebook.provisions}
    return {
        "kind": explanation.due.kind.value,
        "rule": explanation.rule.id,
        "says": explanation.rule.says,
        "citation": explanation.rule.citation,
        "law_status": explanation.status.value,
        "counted_from": explanation.counted_from.isoformat(),
        "steps": [
            {
                "step": step.code.value,
                "on": step.on.isoformat(),
                "number": step.number,
                "reading": step.reading or None,
                "reasons": [
                    {"reason": reason.code, "citation": citations.get(reason.basis) if reason.basis else None} for reason in step.reasons
                ],
            }
            for step in explanation.steps
        ],
        "readings": {name: on.isoformat() for name, on in explanation.readings},
    }


def _jsonable(cells: dict[str, Cell]) -> Json:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in cells.items()}
