"""The papers of the mail room: what stands in the cover list and in the manifest of a batch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLine:
    """One piece: its mark, whom it goes to as typed, its pages and sheets, and the post's number where it has one."""

    mark: str
    name: str
    lines: tuple[str, ...]
    pages: int
    sheets: int
    tracking: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailList:
    """The pieces of a batch in the order they are printed, and who sends them.

    Attributes:
        batch: its number; of a list of one day the date.
        is_day: what left on a day, whichever batches it was in.
    """

    batch: str
    language: str
    sender: tuple[str, ...]
    lines: tuple[MailLine, ...]
    practice: bool = False
    is_day: bool = False

    @property
    def pages(self) -> int:
        """All printed pages."""
        return sum(line.pages for line in self.lines)

    @property
    def sheets(self) -> int:
        """All sheets of paper."""
        return sum(line.sheets for line in self.lines)
