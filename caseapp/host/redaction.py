"""The second fence of the log: what looks like a person's data is taken out of every line.

The first fence is that ids are logged, never names. This one cannot recognise a bare name.
"""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime

_STREET = (
    r"street|st|avenue|ave|boulevard|blvd|road|rd|drive|dr|lane|ln|court|ct|place|pl|way|terrace|ter|circle|cir|highway|hwy|parkway|pkwy|"
    r"square|sq|trail|trl|calle|avenida"
)
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[^\s@<>\"'(),;:=]+@[^\s@<>\"'(),;:=]+"), "[e-mail]"),
    (re.compile(rf"\b\d{{1,6}}[A-Za-z]?\s+(?:[\w.'-]+\s+){{0,4}}?(?:{_STREET})\b\.?", re.IGNORECASE), "[address]"),
    (re.compile(r"\b(?:calle|avenida|p\.?\s?o\.?\s+box|apartado)\s+(?:[\w.'-]+\s+){0,3}?\d+\b", re.IGNORECASE), "[address]"),
    (re.compile(r"\b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b"), "[address]"),
    (re.compile(r"(?<![0-9A-Za-z])\d{7,}(?![0-9A-Za-z])"), "[number]"),
)
# A telephone number in any grouping; a date (2026-03-03) is none, and neither is what has fewer than seven digits.
_GROUPED_NUMBER = re.compile(r"(?<![\w.-])(?!\d{4}-\d\d-\d\d\b)\+?\(?\d{1,4}\)?(?:[\s.-]?\(?\d{2,4}\)?){1,4}(?![\w-])")
_DIGITS_MIN = 7
_LINE_ENDS = {
    ord("\r"): "\\r", ord("\n"): "\\n", ord("\v"): "\\v", ord("\f"): "\\f",
    0x85: "\\x85", 0x2028: "\\u2028", 0x2029: "\\u2029", 0x1B: "\\x1b", 0: "\\0",
}  # fmt: skip


def redacted(text: str) -> str:
    """Return the text without e-mail addresses, postal addresses, telephone numbers and other long numbers."""
    for pattern, word in _RULES:
        text = pattern.sub(word, text)
    return _GROUPED_NUMBER.sub(_number_or_itself, text)


def _number_or_itself(match: re.Match[str]) -> str:
    return "[number]" if sum(sign.isdigit() for sign in match.group()) >= _DIGITS_MIN else match.group()


def one_line(text: str) -> str:
    """Return the text with line ends and escape signs written out, so that no value can forge a line of the log."""
    return text.translate(_LINE_ENDS)


class RedactingFormatter(logging.Formatter):
    """Writes a record as one line: instant in UTC, level, logger, then message and traceback without what looks personal."""

    def format(self, record: logging.LogRecord) -> str:
        body = record.getMessage()
        if record.exc_info:
            body = f"{body}\n{self.formatException(record.exc_info)}"
        if record.stack_info:
            body = f"{body}\n{self.formatStack(record.stack_info)}"
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        return f"{at} {record.levelname} {one_line(record.name)} {one_line(redacted(body))}"
