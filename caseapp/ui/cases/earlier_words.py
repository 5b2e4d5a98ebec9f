"""What earlier answers to the same person permit for a category, in words, and the ground they give."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.services.decision_sheet import DecisionSheet
from caseapp.services.earlier_answers import SAME_CORRECTION, TWICE_IN_12_MONTHS, DeniedBefore, KnownBefore
from caseapp.ui import qt_dates

translate = QCoreApplication.translate


def earlier_words(sheet: DecisionSheet, category: object) -> str:
    """Return the earlier case or cases with their days, and what the law makes of them; nothing where none count."""
    if sheet.known_before is not None:
        return _known(sheet.known_before)
    denied = _denied(sheet, category)
    return _repeated(denied) if denied is not None else ""


def earlier_ground(sheet: DecisionSheet, category: object) -> tuple[str, str] | None:
    """Return the ground that earlier answers give, with its facts; None where they give none."""
    known = sheet.known_before
    if category is None:
        return None
    if known is not None:
        if not known.count.reached or known.count.next_possible_on is None:
            return None
        facts = translate("Earlier", "Answered before: {cases}. Next possible from {date}.")
        return TWICE_IN_12_MONTHS, facts.format(cases=_cases(known), date=qt_dates.full_date(known.count.next_possible_on))
    denied = _denied(sheet, category)
    if denied is None or denied.has_papers:
        return None
    facts = translate("Earlier", "We refused it in case {number} on {date}. No new papers came since.")
    return SAME_CORRECTION, facts.format(number=denied.number, date=qt_dates.full_date(denied.denied_on))


def _known(known: KnownBefore) -> str:
    if not known.count.reached or known.count.next_possible_on is None:
        pattern = translate("Earlier", "Requests to know answered in the 12 months before: {cases}. This one has to be answered.")
        return pattern.format(cases=_cases(known))
    pattern = translate(
        "Earlier",
        "Requests to know answered in the 12 months before: {cases}. You may refuse this one, and need not; from {date} one has to be "
        "answered again ({citation}).",
    )
    return pattern.format(cases=_cases(known), date=qt_dates.full_date(known.count.next_possible_on), citation=known.citation)


def _cases(known: KnownBefore) -> str:
    pattern = translate("Earlier", "{number}, received {date}")
    return "; ".join(pattern.format(number=number, date=qt_dates.full_date(on)) for number, on in known.cases)


def _denied(sheet: DecisionSheet, category: object) -> DeniedBefore | None:
    return next((one for one in sheet.denied_before if one.category == category), None)


def _repeated(denied: DeniedBefore) -> str:
    if denied.has_papers:
        pattern = translate(
            "Earlier",
            "The same data was refused in case {number} on {date}, less than {months} months before. This time papers came with it: "
            "where they are new, decide anew ({citation}).",
        )
    else:
        pattern = translate(
            "Earlier",
            "The same data was refused in case {number} on {date}, less than {months} months before. If it is the same inaccuracy and "
            "no new papers came, you may refuse it again, and need not ({citation}).",
        )
    return pattern.format(number=denied.number, date=qt_dates.full_date(denied.denied_on), months=denied.months, citation=denied.citation)
