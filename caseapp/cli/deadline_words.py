"""English words for dates, explanations and faults of ``caseapp deadlines``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from caseapp.cli.telling_words import READINGS as SHORT_READINGS
from caseapp.cli.telling_words import SENTENCES
from caseapp.domain.deadlines import DueDate
from caseapp.domain.errors import DomainError
from caseapp.domain.explanation import Explanation, Reason
from caseapp.domain.receipt import Receipt
from caseapp.domain.regime import Regime
from caseapp.domain.request_type import RequestType
from caseapp.domain.rulebook import Rulebook
from caseapp.domain.telling import Said, tell, tell_receipt

FAULTS = {
    "type_unknown": "There is no request type '{text}'; use one of " + ", ".join(RequestType) + ".",
    "received_missing": "No time of receipt was given; add --received 2026-03-07T23:30 --zone America/Los_Angeles, or --from and --to.",
    "zone_missing": "No time zone was given; add --zone, for example --zone America/Los_Angeles.",
    "stamp_unreadable": "The time of receipt '{text}' cannot be read; write it like 2026-03-07T23:30, or like 2026-03-08T07:30Z for UTC.",
    "day_unreadable": "The date '{text}' of {argument} cannot be read; write it like 2026-03-07.",
    "zone_unknown": "The time zone '{zone}' is not known; use an IANA name such as America/Los_Angeles.",
    "fold_unknown": "The fold '{fold}' is neither 0 nor 1; use --fold 1 for the second pass of an hour that occurs twice.",
    "calendar_ends": "{on} lies outside the holiday tables, which reach from {first_on} to {last_on}; use a date whose periods end inside.",
    "regime_unknown": "There is no regime '{regime}'; use us_ca.",
    "regime_not_in_force": "No version of {regime} was in force on {on}; the first one begins on {first_on}.",
    "dispatched_before_receipt": "The notice left on {dispatched_on}, which is before the receipt on {received_on}; correct one of them.",
    "range_and_receipt": "A range goes without --received, --extension-dispatched and --explain; leave them out, or --from and --to.",
    "range_half_given": "A range needs both ends; give --from and --to.",
    "range_needs_readings": "A range is written as every reading in JSON; add --all-readings and --json.",
    "range_backwards": "The range ends on {last_on}, before it begins on {first_on}; exchange --from and --to.",
}

DAYS = {"saturday": "Saturday", "sunday": "Sunday", "one_off_day": "one-off holiday by President or Governor"}


def fault_sentence(fault: DomainError) -> str:
    """Return one sentence: what is wrong, and how to mend it."""
    words = FAULTS.get(fault.code)
    return words.format(**fault.facts) if words else f"The dates cannot be computed ({fault.code})."


def summary_lines(
    regime: Regime,
    holidays_version: str,
    request_type: RequestType,
    receipt: Receipt,
    due_dates: Iterable[DueDate],
    extension: Mapping[str, object] | None,
) -> Iterator[str]:
    """Yield the receipt and one line for each due date."""
    yield f"{request_type}, received {_long(receipt.on)} ({receipt.at:%Y-%m-%dT%H:%M:%S}Z, stated in {receipt.zone})"
    yield f"Law: {regime.id} version {regime.version}; holidays: version {holidays_version}"
    if extension is not None:
        yield _extension_line(extension)
    found = False
    for due in due_dates:
        found = True
        mail = f"   mail by {_long(due.mail_by_on)}" if due.mail_by_on else ""
        yield f"  {due.kind:<17} plan by {_long(due.plan_by_on)}   last day {_long(due.last_day_on)}{mail}   {due.citation}"
    if not found:
        yield "  This version of the law sets no date for this type."


def receipt_lines(receipt: Receipt, business_zone: str) -> Iterator[str]:
    """Yield how the time of receipt became day 0, in the words of the window."""
    yield ""
    for line in tell_receipt(receipt, None, business_zone):
        yield f"  {told_sentence(line, {})}"


def explanation_lines(explanation: Explanation, rulebook: Rulebook) -> Iterator[str]:
    """Yield the derivation of one due date in plain words, in the order and the words of the window."""
    citations = {provision.code: provision.citation for provision in rulebook.provisions}
    yield ""
    yield f"Why {explanation.due.kind} is planned by {_long(explanation.due.plan_by_on)}, last day {_long(explanation.due.last_day_on)}"
    for line in tell(explanation):
        words = told_sentence(line, citations)
        yield f"  {_long(line.on)}  {words}" if line.on is not None else f"  {words}"


def told_sentence(line: Said, citations: Mapping[str, str]) -> str:
    """Return one sentence of an explanation in English."""
    facts: dict[str, object] = {name: _fact(name, value) for name, value in line.facts}
    facts["reasons"] = "; ".join(_reason(reason, citations) for reason in line.reasons)
    return SENTENCES[line.code].format(**facts)


def _fact(name: str, value: object) -> object:
    if name == "reading":
        return SHORT_READINGS.get(str(value), str(value))
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%S}Z"
    return _long(value) if isinstance(value, date) else value


def _extension_line(extension: Mapping[str, object]) -> str:
    day = f"The extension notice of {extension['dispatched_on']} (day {extension['day_number']})"
    if extension["reason"] == "not_extendable_type":
        return f"{day} changes nothing: this type has no extension."
    return {
        "strict": f"{day} is in time on every reading: the extended answer date holds.",
        "lenient": f"{day} is in time only on the lenient reading, which does not count the receipt day.",
        "none": f"{day} is too late: the first answer date stands.",
    }[str(extension["effect"])]


def _reason(reason: Reason, citations: Mapping[str, str]) -> str:
    name = DAYS.get(reason.code) or reason.code.replace("_", " ").title().replace(" In ", " in ")
    return f"{name} ({citations[reason.basis]})" if reason.basis in citations else name


def _long(on: date) -> str:
    return f"{on:%a} {on.isoformat()}"
