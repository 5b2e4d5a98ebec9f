"""Every colour and size of the window. No other file of the program names a colour.

Colours are ``#RRGGBB`` text so that this table needs no Qt; sizes are pixels at 100 % text and are scaled by `Theme.px`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """The colours of one mode. The contrast of each pair is tested."""

    chrome: str
    pane: str
    surface: str
    sunken: str
    raised: str
    desk: str
    hover: str
    row_hover: str
    sel: str
    sel_idle: str
    tint: str
    line: str
    line_strong: str
    control: str
    ink_1: str
    ink_2: str
    ink_3: str
    accent: str
    accent_strong: str
    on_accent: str
    link: str
    overdue: str
    overdue_tint: str
    three_days: str
    three_days_tint: str
    ten_days: str
    ten_days_tint: str
    on_track: str
    on_track_tint: str
    waiting: str
    waiting_tint: str
    extended: str
    extended_tint: str
    closed: str
    closed_tint: str
    chart_late_window: str
    inverse: str
    on_inverse: str
    inverse_link: str
    paper: str
    paper_ink: str
    paper_window: str
    paper_fold: str
    paper_safe: str
    shadow: str


LIGHT = Tokens(
    chrome="#E9EDED",
    pane="#F5F7F7",
    surface="#FFFFFF",
    sunken="#F0F3F3",
    raised="#FFFFFF",
    desk="#DCE2E3",
    hover="#DFE5E6",
    row_hover="#EEF2F2",
    sel="#D2E8EB",
    sel_idle="#E2E8E9",
    tint="#E6F2F4",
    line="#DFE5E6",
    line_strong="#C7D0D2",
    control="#78868C",
    ink_1="#142024",
    ink_2="#415057",
    ink_3="#55646B",
    accent="#0B5D6B",
    accent_strong="#084854",
    on_accent="#FFFFFF",
    link="#0B5D6B",
    overdue="#9B1C1C",
    overdue_tint="#FBE4E1",
    three_days="#8A3B00",
    three_days_tint="#FDEBDA",
    ten_days="#6B5300",
    ten_days_tint="#F8F0D0",
    on_track="#1B5E20",
    on_track_tint="#E3F1E4",
    waiting="#37474F",
    waiting_tint="#E8EDEF",
    extended="#1A4480",
    extended_tint="#E2ECF9",
    closed="#4A4A4A",
    closed_tint="#ECEEEE",
    chart_late_window="#A8830F",
    inverse="#142024",
    on_inverse="#FFFFFF",
    inverse_link="#86D2DD",
    paper="#FFFFFF",
    paper_ink="#142024",
    paper_window="#0B5D6B",
    paper_fold="#8A3B00",
    paper_safe="#1B5E20",
    shadow="#142024",
)

DARK = Tokens(
    chrome="#12171A",
    pane="#171D20",
    surface="#1C2327",
    sunken="#161C1F",
    raised="#252E33",
    desk="#0E1214",
    hover="#20282C",
    row_hover="#222A2E",
    sel="#163C45",
    sel_idle="#273136",
    tint="#17323A",
    line="#2A3338",
    line_strong="#3B474D",
    control="#76858C",
    ink_1="#E7EDEF",
    ink_2="#B6C2C7",
    ink_3="#98A6AC",
    accent="#67C1CE",
    accent_strong="#86D2DD",
    on_accent="#05262C",
    link="#7CCFDB",
    overdue="#FF9E9E",
    overdue_tint="#4A2426",
    three_days="#FFB27A",
    three_days_tint="#452D1D",
    ten_days="#FFD966",
    ten_days_tint="#3B3415",
    on_track="#9BD8A0",
    on_track_tint="#1F3724",
    waiting="#B8C4CC",
    waiting_tint="#2B353A",
    extended="#9CC3FF",
    extended_tint="#1F3450",
    closed="#C2C2C2",
    closed_tint="#2E3538",
    chart_late_window="#D9B64C",
    inverse="#252E33",
    on_inverse="#E7EDEF",
    inverse_link="#7CCFDB",
    # The paper keeps the colours of paper, and so do the marks drawn on it.
    paper="#FFFFFF",
    paper_ink="#142024",
    paper_window="#0B5D6B",
    paper_fold="#8A3B00",
    paper_safe="#1B5E20",
    shadow="#000000",
)


class TypeRole(StrEnum):
    """The sizes of letters there are. Nothing is written in another size."""

    TINY = "tiny"
    SMALL = "small"
    BODY = "body"
    WORDS = "words"
    PANEL_TITLE = "panel_title"
    TIMER = "timer"
    SPOKEN = "spoken"
    HEADING = "heading"
    PAGE_TITLE = "page_title"
    FIGURE = "figure"
    PRODUCT = "product"


class Weight(StrEnum):
    """The weights there are."""

    REGULAR = "regular"
    MEDIUM = "medium"
    SEMIBOLD = "semibold"


TYPE_PX: dict[TypeRole, int] = {
    TypeRole.TINY: 11,
    TypeRole.SMALL: 12,
    TypeRole.BODY: 13,
    TypeRole.WORDS: 14,
    TypeRole.PANEL_TITLE: 15,
    TypeRole.TIMER: 16,
    TypeRole.SPOKEN: 17,
    TypeRole.HEADING: 18,
    TypeRole.PAGE_TITLE: 20,
    TypeRole.FIGURE: 22,
    TypeRole.PRODUCT: 30,
}

DISPLAY_ROLES = frozenset({TypeRole.HEADING, TypeRole.PAGE_TITLE, TypeRole.FIGURE, TypeRole.PRODUCT})
"""Set in the display cut, always SemiBold."""

FAMILY = "Inter"
FAMILY_DISPLAY = "Inter Display"
FAMILY_ICONS = "Phosphor"
FAMILY_ICONS_FILL = "Phosphor-Fill"

TEXT_PERCENT_MIN = 100
TEXT_PERCENT_MAX = 200
TEXT_PERCENT_STEP = 10


class Space:
    """Distances in pixels at 100 %."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 20
    XXL = 24
    HUGE = 32
    PAGE_LEFT = 24
    PAGE_RIGHT = 20
    PANEL = 18
    LABEL_ABOVE = 4
    ROWS = 9


class Size:
    """Heights and widths in pixels at 100 %."""

    TOP_BAR = 48
    STATUS_BAR = 28
    TABS = 38
    CONTROL = 32
    CONTROL_LARGE = 36
    NAV_ROW = 34
    NAV_ROW_FILL = 30
    VIEW_ROW = 29
    LIST_GROUP = 28
    LIST_ROW = 50
    TABLE_ROW = 36
    TABLE_HEAD = 34
    REPORT_ROW = 27
    TIMELINE_ROW = 52
    PILL = 22
    PILL_LIST = 20
    PILL_HEADER = 26
    NAVIGATION = 188
    CASE_LIST = 326
    FACTS = 272
    SCRIPT = 330
    DAY_LIST = 306
    SIDE_FORM = 404
    LABEL = 112
    SEARCH = 430
    DIALOG = 446
    PALETTE = 620
    FOCUS_RING = 2
    ICON_NAV = 18
    ICON = 16
    ICON_SMALL = 14
    ICON_EMPTY = 26


class Radius:
    """Corner radii in pixels at 100 %; a pill takes half its height."""

    SMALL = 4
    CONTROL = 6
    SELECTION = 7
    BANNER = 8
    CARD = 10
    DIALOG = 12


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB`` (WCAG 2.1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.1)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
