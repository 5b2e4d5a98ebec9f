"""Days that an officer types into a letter: a letter takes its dates and day counts from the case, so these are remarked on."""

from __future__ import annotations

import re

_DAYS = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december) \d"
    r"|\b\d{1,2}(?:º)? de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})\b|\b\d{4}-\d{2}-\d{2}\b"
    r"|\b\d{1,3} (?:(?:more|business|calendar|working) )?days?\b|\b\d{1,3} días?\b",
    re.IGNORECASE,
)


def typed_day(text: str) -> str:
    """Return the first date or count of days in a text as it is written there; empty where there is none."""
    found = _DAYS.search(text)
    return found.group() if found else ""
