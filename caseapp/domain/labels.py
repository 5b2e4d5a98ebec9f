"""Sheets of labels for envelopes that a printer cannot feed: where each label lies on its sheet, in inches."""

from __future__ import annotations

from dataclasses import dataclass

from caseapp.domain.envelopes import CLEAR, PAPER_HEIGHT, PAPER_WIDTH, Box
from caseapp.domain.errors import DomainError


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelSheet:
    """One layout. Labels are numbered from 1, left to right, then down, and on with the next sheet.

    Attributes:
        left, top: of the first label, from the top left corner of a letter sheet.
        across, down: from the edge of a label to the same edge of the next.
    """

    id: str
    version: str
    columns: int
    rows: int
    left: float
    top: float
    width: float
    height: float
    across: float
    down: float

    @property
    def per_sheet(self) -> int:
        return self.columns * self.rows

    def place(self, number: int) -> tuple[int, Box]:
        """Return the sheet, from 0, and the box in which the label of a number is written: an eighth of an inch inside its edges."""
        sheet, at = divmod(number - 1, self.per_sheet)
        row, column = divmod(at, self.columns)
        left, top = self.left + column * self.across, self.top + row * self.down
        return sheet, Box(
            left=round(left + CLEAR, 4),
            top=round(top + CLEAR, 4),
            right=round(left + self.width - CLEAR, 4),
            bottom=round(top + self.height - CLEAR, 4),
        )

    def require_first(self, number: int) -> int:
        """Return the number of the first free label of a sheet.

        Raises:
            DomainError: ``no_such_label`` (most) at ``first``.
        """
        if not 1 <= number <= self.per_sheet:
            raise DomainError("no_such_label", "first", most=self.per_sheet)
        return number


def require_on_paper(sheet: LabelSheet) -> LabelSheet:
    """Return the layout, or say why it is none.

    Raises:
        ValueError: labels lie over each other or beside the paper.
    """
    if sheet.columns < 1 or sheet.rows < 1 or min(sheet.left, sheet.top, sheet.width - 1, sheet.height - 0.5) < 0:
        raise ValueError("there is no label on the sheet")
    if sheet.across < sheet.width or sheet.down < sheet.height:
        raise ValueError("labels lie over each other")
    right, bottom = sheet.left + (sheet.columns - 1) * sheet.across + sheet.width, sheet.top + (sheet.rows - 1) * sheet.down + sheet.height
    if right > PAPER_WIDTH or bottom > PAPER_HEIGHT:
        raise ValueError("labels lie beside the paper")
    return sheet
