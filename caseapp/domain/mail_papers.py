"""The papers of the mail room: what stands in the cover list and in the manifest of a batch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLine:
    """One piece: its mark, whom it goes to as typed, its pages and sheets, and the post's number where it has one.

    Attributes:
        envelope: number of its envelope in the batch, 0 where nobody numbered them.
        stock: id of the kind of envelope, where it is another one than most of the batch go in.
    """

    mark: str
    name: str
    lines: tuple[str, ...]
    pages: int
    sheets: int
    tracking: str = ""
    envelope: int = 0
    stock: str = ""


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
    def envelopes(self) -> int:
        """How many envelopes the pieces fill; several pieces may share one."""
        return len({line.envelope or -place for place, line in enumerate(self.lines, start=1)})

    def shares(self, line: MailLine) -> bool:
        """Whether other pieces lie in the envelope of this one."""
        return bool(line.envelope) and sum(other.envelope == line.envelope for other in self.lines) > 1

    @property
    def sheets(self) -> int:
        """All sheets of paper."""
        return sum(line.sheets for line in self.lines)
