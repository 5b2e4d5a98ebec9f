"""The recovery sheet as text for a file, and as a page for a printer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMarginsF, QRectF
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter

from caseapp.ui import qt_dates
from caseapp.ui.theme import current
from caseapp.ui.tokens import TypeRole, Weight
from caseapp.ui.widgets.painted_text import LEFT, paint_text, paint_wrapped

if TYPE_CHECKING:
    from caseapp.services.ports import RecoverySheet

translate = QCoreApplication.translate

COLUMNS = 3
INCH = 72.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """What stands on the sheet beside the groups."""

    sheet: RecoverySheet
    made_on: date
    is_practice: bool

    def __repr__(self) -> str:
        return "<SheetFacts>"


def heading(facts: SheetFacts) -> str:
    if facts.is_practice:
        return translate("RecoverySheet", "Recovery sheet of the practice office")
    return translate("RecoverySheet", "Recovery sheet")


def sentences() -> tuple[str, ...]:
    """What a person has to know who finds the sheet in a safe in five years."""
    return (
        translate("RecoverySheet", "These signs open the record of consumer requests when every passphrase is forgotten."),
        translate("RecoverySheet", "Whoever holds this sheet and the computer can read the whole record. Keep it "
            "locked away, apart from the computer."),
        translate("RecoverySheet", "To use it, start the program, choose Use recovery sheet, and type the groups. The "
            "program then makes a new sheet; this one opens nothing any more."),
    )  # fmt: skip


def names_of(facts: SheetFacts) -> str:
    return translate("RecoverySheet", "Sheet {fingerprint}, made {date}").format(
        fingerprint=facts.sheet.fingerprint, date=qt_dates.long_date(facts.made_on)
    )


def as_text(facts: SheetFacts) -> str:
    """Return the sheet for a file."""
    rows = ["   ".join(facts.sheet.groups[start : start + COLUMNS]) for start in range(0, len(facts.sheet.groups), COLUMNS)]
    return "\n".join((heading(facts), names_of(facts), "", *rows, "", *sentences(), ""))


def set_page(device: QPagedPaintDevice) -> None:
    """Letter paper with margins of an inch."""
    device.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.Letter), QPageLayout.Orientation.Portrait, QMarginsF(INCH, INCH, INCH, INCH))
    )


def paint_sheet(device: QPagedPaintDevice, facts: SheetFacts) -> None:
    """Paint the one page. Sizes are points on paper, whatever the text size of the window."""
    painter = QPainter(device)
    scale = device.logicalDpiX() / INCH
    painter.scale(scale, scale)
    width = device.width() / scale
    ink = current().color("paper_ink")

    def font(role: TypeRole, size: float, weight: Weight = Weight.REGULAR) -> QFont:
        made = current().font(role, weight)
        made.setPixelSize(round(size))
        # Digits of one width have no characters behind them in a PDF: nobody could copy or search them.
        made.unsetFeature(QFont.Tag("tnum"))
        return made

    paint_text(painter, QRectF(0, 0, width, 30), heading(facts), font(TypeRole.PRODUCT, 24), ink, LEFT, may_shorten=False)
    paint_text(painter, QRectF(0, 34, width, 18), names_of(facts), font(TypeRole.BODY, 12), ink, LEFT, may_shorten=False)
    y = 84.0
    column = width / COLUMNS
    for place, group in enumerate(facts.sheet.groups):
        x = (place % COLUMNS) * column
        number = QRectF(x, y, 20, 28)
        paint_text(painter, number, str(place + 1), font(TypeRole.BODY, 10), ink, LEFT, may_shorten=False)
        box = QRectF(x + 22, y, column - 22, 28)
        paint_text(painter, box, group, font(TypeRole.BODY, 22, Weight.SEMIBOLD), ink, LEFT, may_shorten=False)
        if place % COLUMNS == COLUMNS - 1:
            y += 42
    y += 24
    for sentence in sentences():
        y += paint_wrapped(painter, QRectF(0, y, width, 200), sentence, font(TypeRole.BODY, 12), ink) + 10
    painter.end()
