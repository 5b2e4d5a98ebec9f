"""What a printer is given for a batch: frozen letters in order, each page marked, and how far the printer is off.

A mark is for the people in the mail room: batch, piece and page, never a name or a case number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from caseapp.domain.errors import DomainError

OFFSET_MOST = 25
"""A printer that is off by more than a quarter of an inch wants a mechanic, not a correction."""

_MARK = re.compile(r"[A-Z0-9/ -]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterOffset:
    """How far a printer sets everything too far to the right and too low, in hundredths of an inch, as somebody measured it."""

    right: int = 0
    down: int = 0

    def __post_init__(self) -> None:
        """Refuse what is no correction.

        Raises:
            DomainError: ``offset_too_large`` (most: hundredths) at ``right`` or ``down``.
        """
        for field, value in (("right", self.right), ("down", self.down)):
            if abs(value) > OFFSET_MOST:
                raise DomainError("offset_too_large", field, most=OFFSET_MOST)

    def to_text(self) -> str:
        """The offset as it is kept in settings: ``3,-12``."""
        return f"{self.right},{self.down}"


def offset_from_text(text: str) -> PrinterOffset:
    """Return the offset that `to_text` wrote; none at all for anything else.

    Raises:
        DomainError: ``offset_too_large``.
    """
    right, _, down = text.partition(",")
    try:
        return PrinterOffset(right=int(right), down=int(down))
    except ValueError:
        return PrinterOffset()


def offset_as_typed(right: str, down: str) -> PrinterOffset:
    """Return the offset somebody typed in hundredths of an inch; nothing typed is none.

    Raises:
        DomainError: ``offset_not_a_number``, ``offset_too_large``, at ``right`` or ``down``.
    """
    numbers: dict[str, int] = {}
    for field, text in (("right", right), ("down", down)):
        try:
            numbers[field] = int(text.strip().replace("\u2212", "-") or "0")
        except ValueError:
            raise DomainError("offset_not_a_number", field) from None
    return PrinterOffset(**numbers)


def offsets_from_text(text: str) -> dict[str, PrinterOffset]:
    """Return the offsets of the printers as `offsets_to_text` wrote them; what is not one of them is passed by."""
    found: dict[str, PrinterOffset] = {}
    for line in text.split("\n"):
        printer, separator, offset = line.rpartition("\t")
        if separator:
            try:
                found[printer] = offset_from_text(offset)
            except DomainError:
                continue
    return found


def offsets_to_text(offsets: Mapping[str, PrinterOffset]) -> str:
    """Write the offsets of the printers, a line each; a printer that is exact needs none."""
    return "\n".join(f"{printer}\t{offset.to_text()}" for printer, offset in sorted(offsets.items()) if offset != PrinterOffset())


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintPiece:
    """One piece of a batch: the frozen bytes of its letter and the mark of its pages, for example ``B20261124-03 017/050``."""

    content: bytes
    mark: str

    def __post_init__(self) -> None:
        """Raise ValueError where the mark is not one of `piece_mark`: it goes into the page as it is."""
        if not _MARK.fullmatch(self.mark):
            raise ValueError("a mark has capitals, figures, hyphens, slashes and spaces only")


def piece_mark(batch: str, position: int, pieces: int) -> str:
    """Return the mark of a piece: the batch's number, its place, and how many there are."""
    return f"{batch} {position:03d}/{pieces:03d}"
