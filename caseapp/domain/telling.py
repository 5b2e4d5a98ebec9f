"""The explanation of a date as a sequence of sentences: what is said, in which order, with which facts.

Codes and facts only. The window and the command line have the same words for every code; a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseapp.domain.channel import Channel
from caseapp.domain.deadline import Extension, ExtensionState
from caseapp.domain.deadline_kinds import WAITING_KINDS, DeadlineState
from caseapp.domain.explanation import Explanation, Reason
from caseapp.domain.receipt import Receipt
from caseapp.domain.regime import TimeRule


class Part(StrEnum):
    """The parts of an explanation, in the order they are told."""

    RECEIPT = "receipt"
    RULE = "rule"
    COUNT = "count"
    READINGS = "readings"
    LEADS = "leads"
    STATE = "state"
    EXTENSION = "extension"
    VERSION = "version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One sentence or one row.

    Attributes:
        code: of the sentence; the words hold its facts in braces.
        on: for the rows of the count and of the readings, the day they stand at.
        facts: names and values: dates, instants, numbers, codes, citations; never a person's value.
        reasons: why a day does not count.
    """

    part: Part
    code: str
    on: date | None = None
    facts: tuple[tuple[str, object], ...] = ()
    reasons: tuple[Reason, ...] = ()

    def fact(self, name: str) -> object:
        return dict(self.facts).get(name)


def said(part: Part, code: str, *, on: date | None = None, reasons: tuple[Reason, ...] = (), **facts: object) -> Said:
    return Said(part=part, code=code, on=on, facts=tuple(facts.items()), reasons=reasons)


def tell(explanation: Explanation) -> tuple[Said, ...]:
    """Tell what the law, the count and the versions have to say about one due date."""
    due = explanation.due
    rule = explanation.rule
    lines = [*tell_rule(rule)]
    for step in explanation.steps:
        facts = {"number": step.number, "reading": step.reading}
        lines.append(
            Said(
                part=Part.COUNT,
                code=f"count.{step.code}",
                on=step.on,
                facts=tuple((name, value) for name, value in facts.items() if value not in (None, "")),
                reasons=step.reasons,
            )
        )
    lines.extend(said(Part.READINGS, f"reading.{name}", on=on) for name, on in explanation.readings)
    if due.kind in WAITING_KINDS:
        lines.append(said(Part.LEADS, "leads.waiting", last_day_on=due.last_day_on))
    else:
        lines.append(said(Part.LEADS, "leads.plan_by", plan_by_on=due.plan_by_on))
        lines.append(said(Part.LEADS, "leads.last_day", last_day_on=due.last_day_on))
    if due.mail_by_on is not None:
        lines.append(said(Part.LEADS, "leads.mail_by", mail_by_on=due.mail_by_on))
    lines.append(
        said(
            Part.VERSION,
            "version.rule",
            rule_id=rule.id,
            regime=explanation.regime_id,
            version=explanation.regime_version,
            sha256=explanation.regime_sha256,
        )
    )
    lines.append(said(Part.VERSION, "version.holidays", version=explanation.holidays_version, sha256=explanation.holidays_sha256))
    return tuple(lines)


def tell_rule(rule: TimeRule) -> tuple[Said, ...]:
    """Tell one rule: its text, its period, its citation, how sure we are of it and who confirmed it."""
    lines = [
        said(Part.RULE, "rule.says", says=rule.says),
        said(Part.RULE, f"rule.{rule.unit}.{rule.counts_from}", count=rule.count),
        said(Part.RULE, "rule.citation", citation=rule.citation),
        said(Part.RULE, f"rule.{rule.status}"),
    ]
    if rule.reviewed_by is not None and rule.reviewed_on is not None:
        lines.append(said(Part.RULE, "rule.reviewed", reviewed_by=rule.reviewed_by, reviewed_on=rule.reviewed_on))
    return tuple(lines)


def tell_receipt(receipt: Receipt, channel: Channel | None, business_zone: str) -> tuple[Said, ...]:
    """Tell the instant the clock starts at, and how it became a legal date."""
    lines = [said(Part.RECEIPT, "receipt.at", received_at=receipt.at, zone=receipt.zone)]
    if receipt.fold:
        lines.append(said(Part.RECEIPT, "receipt.fold"))
    if receipt.zone != business_zone:
        lines.append(said(Part.RECEIPT, "receipt.business_zone", business_at=receipt.at, zone=business_zone))
    if channel is not None:
        lines.append(said(Part.RECEIPT, f"receipt.{channel}"))
    lines.append(said(Part.RECEIPT, "receipt.legal_date", received_on=receipt.on, zone=business_zone))
    return tuple(lines)


def tell_state(state: DeadlineState, met_on: date | None) -> Said:
    """Tell what became of the deadline."""
    if met_on is None:
        return said(Part.STATE, "state.open" if state in _DATED else f"state.{state}")
    return said(Part.STATE, f"state.{state}", met_on=met_on)


_DATED = frozenset({DeadlineState.MET, DeadlineState.MET_LATE})


def tell_extensions(extensions: Iterable[Extension], proposed_on: Mapping[str, date]) -> tuple[Said, ...]:
    """Tell every extension of a request, oldest first; the officer's free words stay out.

    Args:
        proposed_on: legal date of each proposal, by the extension's id.
    """
    lines: list[Said] = []
    for extension in extensions:
        lines.append(said(Part.EXTENSION, "extension.proposed", proposed_on=proposed_on[extension.id], reason=extension.reason_code))
        if extension.state is ExtensionState.PROPOSED:
            lines.append(said(Part.EXTENSION, "extension.waiting"))
        elif extension.in_force_on is None:
            lines.append(said(Part.EXTENSION, f"extension.{extension.state}"))
        else:
            lines.append(said(Part.EXTENSION, f"extension.{extension.state}", in_force_on=extension.in_force_on))
    return tuple(lines) or (said(Part.EXTENSION, "extension.none"),)
