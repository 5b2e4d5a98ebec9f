"""The year's counts as rows of a table, with their total, and what each number contains in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from caseapp.services.report_sheet import AgeBar
from caseapp.services.views import YearCount
from caseapp.ui.labels import short_type
from caseapp.ui.widgets.table_view import Column, TableRow

translate = QCoreApplication.translate

TOTAL = "total"
_COUNTED = ("received", "complied_whole", "complied_part", "denied", "withdrawn_or_duplicate", "pending")


def year_columns() -> tuple[Column, ...]:
    return (
        Column(id="type", title=translate("Reports", "Right"), heavy=False),
        Column(id="received", title=translate("Reports", "Received"), width=72, is_number=True),
        Column(id="complied_whole", title=translate("Reports", "In whole"), width=70, is_number=True),
        Column(id="complied_part", title=translate("Reports", "In part"), width=62, is_number=True),
        Column(id="denied", title=translate("Reports", "Denied"), width=64, is_number=True),
        Column(id="withdrawn", title=translate("Reports", "Withdrawn"), width=82, is_number=True),
        Column(id="pending", title=translate("Reports", "Pending"), width=68, is_number=True),
        Column(id="median", title=translate("Reports", "Median"), width=64, is_number=True),
        Column(id="mean", title=translate("Reports", "Mean"), width=66, is_number=True),
    )


def year_rows(counts: Sequence[YearCount]) -> tuple[TableRow, ...]:
    """Return one row for each right and the total. A middle of middles would say nothing, so the total has none."""
    rows = [
        TableRow(
            key=count.type.value,
            cells=(short_type(count.type), *_counted(count), _days(count.median_days), _days(count.mean_days)),
        )
        for count in counts
    ]
    sums = (f"{sum(getattr(count, name) for count in counts):,}" for name in _COUNTED)
    return (*rows, TableRow(key=TOTAL, cells=(translate("Reports", "All rights"), *sums, "", "")))


def _counted(count: YearCount) -> tuple[str, ...]:
    return tuple(f"{getattr(count, name):,}" for name in _COUNTED)


def _days(value: float | None) -> str:
    """Return days with one decimal where there is one; nothing where nothing was answered."""
    if value is None:
        return ""
    return QLocale().toString(value, "f", 0 if value == int(value) else 1)


def age_columns() -> tuple[Column, ...]:
    return (
        Column(id="age", title=translate("Reports", "Age")),
        Column(id="open", title=translate("Reports", "Open"), width=72, is_number=True),
        Column(id="extended", title=translate("Reports", "Extended"), width=82, is_number=True),
        Column(id="late", title=translate("Reports", "Late"), width=66, is_number=True),
    )


def age_rows(bars: Sequence[AgeBar], words: Sequence[str]) -> tuple[TableRow, ...]:
    return tuple(
        TableRow(key=bar.first_day, cells=(text, f"{bar.open:,}", f"{bar.extended:,}", f"{bar.late:,}"))
        for bar, text in zip(bars, words, strict=True)
    )


def contents(year: int) -> tuple[tuple[str, str], ...]:
    """Return which requests each number contains, as pairs of the head of a column and words."""
    return (
        (
            translate("Reports", "Received"),
            translate("Reports", "Requests whose day of receipt is in {year}. A case in which two rights are asked counts twice.").format(
                year=year
            ),
        ),
        (translate("Reports", "In whole, in part"), translate("Reports", "Requests answered as done in full, or as done in part.")),
        (
            translate("Reports", "Denied"),
            translate(
                "Reports",
                "Every other answer: refused, not verified, no data held, sent to the client, law does not apply.",
            ),
        ),
        (
            translate("Reports", "Withdrawn"),
            translate("Reports", "Requests the consumer took back, and repeats of another case. They are in no other column but Received."),
        ),
        (translate("Reports", "Pending"), translate("Reports", "Requests of that year without an answer today.")),
        (
            translate("Reports", "Median, mean"),
            translate("Reports", "Days from the day of receipt to the day the answer left. Withdrawn requests and repeats are left out."),
        ),
    )
