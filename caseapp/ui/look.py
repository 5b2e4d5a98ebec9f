"""One look: colours, sizes and fonts for a mode and a text size. Who keeps the one in force is `theme`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from PySide6.QtGui import QColor, QFont, QFontMetricsF

from caseapp.ui.tokens import DARK, DISPLAY_ROLES, FAMILY, FAMILY_DISPLAY, LIGHT, TYPE_PX, Tokens, TypeRole, Weight

Mode = Literal["light", "dark", "system"]

_WEIGHTS = {Weight.REGULAR: QFont.Weight.Normal, Weight.MEDIUM: QFont.Weight.Medium, Weight.SEMIBOLD: QFont.Weight.DemiBold}


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """What is in force.

    Attributes:
        mode: what the person chose; ``system`` follows the desktop.
        is_dark: what that comes to now.
        text_percent: 100 to 200; scales every size, not only letters.
    """

    mode: Mode
    is_dark: bool
    text_percent: int

    @property
    def tokens(self) -> Tokens:
        return DARK if self.is_dark else LIGHT

    @property
    def scale(self) -> float:
        return self.text_percent / 100

    def px(self, size: float) -> int:
        """Scale a size given at 100 % by the person's text size."""
        return round(size * self.scale)

    def color(self, name: str) -> QColor:
        """Return the colour of a token by its name, for example ``ink_2``."""
        return QColor(_color(self.is_dark, name))

    def font(self, role: TypeRole = TypeRole.BODY, weight: Weight = Weight.REGULAR, *, tabular: bool = True) -> QFont:
        """Return the font of a role. Digits are all of one width; in dark, Medium drops to Regular, for light on dark looks heavier."""
        return QFont(_font(self.is_dark, self.px(TYPE_PX[role]), role in DISPLAY_ROLES, weight, tabular))

    def metrics(self, role: TypeRole = TypeRole.BODY, weight: Weight = Weight.REGULAR) -> QFontMetricsF:
        return QFontMetricsF(self.font(role, weight))


@cache
def _color(is_dark: bool, name: str) -> QColor:
    """Colours and fonts are asked for hundreds of times in one painting; whoever asks gets a copy of their own."""
    return QColor(getattr(DARK if is_dark else LIGHT, name))


@cache
def _font(is_dark: bool, pixels: int, is_display: bool, weight: Weight, tabular: bool) -> QFont:
    if is_display:
        weight = Weight.SEMIBOLD
    elif is_dark and weight is Weight.MEDIUM:
        weight = Weight.REGULAR
    font = QFont(FAMILY_DISPLAY if is_display else FAMILY)
    font.setPixelSize(pixels)
    font.setWeight(_WEIGHTS[weight])
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font
