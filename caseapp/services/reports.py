"""The year's counts by type (11 CCR 7102), to read and to export."""

from __future__ import annotations

from caseapp.domain.operators import Act
from caseapp.services.desk import Desk
from caseapp.services.record import record
from caseapp.services.views import YearCount

YEAR_HEAD = (
    "type",
    "received",
    "complied_whole",
    "complied_part",
    "denied",
    "withdrawn_or_duplicate",
    "pending",
    "median_days",
    "mean_days",
)


def year_counts(desk: Desk, year: int) -> tuple[YearCount, ...]:
    """Return one row for each request type, for requests received in that year by their legal date."""
    desk.require(Act.SEE_REPORTS)
    return desk.queries.year_counts(year)


def export_year(desk: Desk, year: int) -> bytes:
    """Return the year's counts as CSV; the history says who exported them."""
    desk.require(Act.EXPORT)
    rows = [
        (
            row.type,
            row.received,
            row.complied_whole,
            row.complied_part,
            row.denied,
            row.withdrawn_or_duplicate,
            row.pending,
            row.median_days,
            row.mean_days,
        )
        for row in desk.queries.year_counts(year)
    ]
    with desk.uow() as uow:
        record(uow, desk, "year_exported", thing="report", facts={"year": year, "rows": len(rows)})
        uow.commit()
    return desk.csv(YEAR_HEAD, rows)


def metrics_sheet(desk: Desk, year: int, *, language: str = "en") -> bytes:
    """Return the year's counts as a tagged PDF to be posted (L-40; 11 CCR 7102); the history says who made it.

    Raises:
        DomainError: ``template_missing`` when nobody has written the sheet in this language.
    """
    desk.require(Act.EXPORT)
    with desk.uow() as uow:
        paper = desk.press.metrics_sheet(
            desk.queries.year_counts(year),
            year=year,
            organisation=uow.current_organisation().name,
            made_on=desk.today(),
            language=language,
            practice=desk.practice,
        )
        content = desk.press.paper(paper)
        record(uow, desk, "year_exported", thing="report", facts={"year": year, "rows": len(paper.paragraphs)})
        uow.commit()
    return content
