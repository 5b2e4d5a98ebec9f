"""Icons of the window: glyphs of the bundled Phosphor fonts, drawn as text, sharp at every size.

Only names used somewhere stand in the table. Deadline shapes are not icons; `widgets.deadline_pill` draws them.
Phosphor 2.1, MIT licence.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter

from caseapp.ui.tokens import FAMILY_ICONS, FAMILY_ICONS_FILL

CODEPOINTS: dict[str, int] = {
    "archive": 0xE00C,
    "arrow-circle-right": 0xE02E,
    "arrow-counter-clockwise": 0xE038,
    "arrow-fat-up": 0xE52E,
    "arrow-left": 0xE058,
    "arrow-right": 0xE06C,
    "arrow-u-up-left": 0xE08A,
    "arrows-clockwise": 0xE094,
    "arrows-down-up": 0xE098,
    "bell": 0xE0CE,
    "bell-ringing": 0xE5E8,
    "bell-slash": 0xE0D4,
    "buildings": 0xE102,
    "calendar-blank": 0xE10A,
    "calendar-check": 0xE712,
    "calendar-plus": 0xE714,
    "caret-down": 0xE136,
    "caret-left": 0xE138,
    "caret-right": 0xE13A,
    "caret-up": 0xE13C,
    "chart-bar": 0xE150,
    "chat-text": 0xE17A,
    "check": 0xE182,
    "clock": 0xE19A,
    "clock-clockwise": 0xE19E,
    "copy": 0xE1CA,
    "dots-three": 0xE1FE,
    "download-simple": 0xE20C,
    "envelope-simple": 0xE218,
    "envelope-simple-open": 0xE21A,
    "export": 0xEAF0,
    "eye": 0xE220,
    "eye-slash": 0xE224,
    "file-text": 0xE23A,
    "flag": 0xE244,
    "floppy-disk": 0xE248,
    "folder-open": 0xE256,
    "funnel-simple": 0xE268,
    "gear-six": 0xE272,
    "globe": 0xE288,
    "handshake": 0xE582,
    "hard-drives": 0xE2A0,
    "hourglass": 0xE2B2,
    "house": 0xE2C2,
    "identification-card": 0xE2C8,
    "info": 0xE2CE,
    "key": 0xE2D6,
    "keyboard": 0xE2D8,
    "link": 0xE2E2,
    "list-checks": 0xEADC,
    "lock": 0xE2FA,
    "lock-open": 0xE306,
    "magnifying-glass": 0xE30C,
    "moon": 0xE330,
    "note": 0xE348,
    "note-pencil": 0xE34C,
    "paper-plane-tilt": 0xE398,
    "paperclip": 0xE39A,
    "pause": 0xE39E,
    "pencil-simple": 0xE3B4,
    "phone": 0xE3B8,
    "phone-x": 0xE3C4,
    "play": 0xE3D0,
    "plus": 0xE3D4,
    "printer": 0xE3DC,
    "prohibit": 0xE3DE,
    "question": 0xE3E8,
    "scales": 0xE750,
    "scroll": 0xEB7A,
    "seal-check": 0xE606,
    "shield": 0xE40A,
    "shield-check": 0xE40C,
    "sign-out": 0xE42A,
    "storefront": 0xE470,
    "sun": 0xE472,
    "table": 0xE476,
    "tag": 0xE478,
    "text-aa": 0xE6EE,
    "translate": 0xE4A2,
    "trash": 0xE4A6,
    "tray": 0xE4AA,
    "upload-simple": 0xE4C0,
    "user": 0xE4C2,
    "user-plus": 0xE4D0,
    "users": 0xE4D6,
    "warning": 0xE4E0,
    "warning-circle": 0xE4E2,
    "x": 0xE4F6,
    "x-circle": 0xE4F8,
}
"""The same number is the outline glyph in ``Phosphor`` and the filled one in ``Phosphor-Fill``."""

_CENTRED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip)


def draw_icon(painter: QPainter, name: str, box: QRectF, color: QColor, *, fill: bool = False) -> None:
    """Draw an icon centred in `box`; its size is the height of the box."""
    font = QFont(FAMILY_ICONS_FILL if fill else FAMILY_ICONS)
    font.setPixelSize(max(1, round(box.height())))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.save()
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(box, _CENTRED, chr(CODEPOINTS[name]))
    painter.restore()
