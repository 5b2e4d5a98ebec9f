"""The theme in force: mode, colours, text size and fonts of the one application.

Colours are read when painting, never when importing: a colour copied early stays light on a dark screen.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from caseapp.ui.style import CaseappStyle, style_sheet
from caseapp.ui.tokens import (
    DARK,
    DISPLAY_ROLES,
    FAMILY,
    FAMILY_DISPLAY,
    LIGHT,
    TEXT_PERCENT_MAX,
    TEXT_PERCENT_MIN,
    TYPE_PX,
    Tokens,
    TypeRole,
    Weight,
)

Mode = Literal["light", "dark", "system"]

_WEIGHTS = {Weight.REGULAR: QFont.Weight.Normal, Weight.MEDIUM: QFont.Weight.Medium, Weight.SEMIBOLD: QFont.Weight.DemiBold}
_KEEPER = "caseapp_theme_keeper"

FOLLOWERS_ROOM = 1_000
"""So many followers are remembered before the dead among them are looked for."""


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
        return QColor(getattr(self.tokens, name))

    def font(self, role: TypeRole = TypeRole.BODY, weight: Weight = Weight.REGULAR, *, tabular: bool = True) -> QFont:
        """Return the font of a role. Digits are all of one width; in dark, Medium drops to Regular, for light on dark looks heavier."""
        display = role in DISPLAY_ROLES
        if display:
            weight = Weight.SEMIBOLD
        elif self.is_dark and weight is Weight.MEDIUM:
            weight = Weight.REGULAR
        font = QFont(FAMILY_DISPLAY if display else FAMILY)
        font.setPixelSize(self.px(TYPE_PX[role]))
        font.setWeight(_WEIGHTS[weight])
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def metrics(self, role: TypeRole = TypeRole.BODY, weight: Weight = Weight.REGULAR) -> QFontMetricsF:
        return QFontMetricsF(self.font(role, weight))


class ThemeKeeper(QObject):
    """Keeps the theme of the application and tells when it changed.

    Signals:
        theme_changed: style, palette and style sheet are already in force when it is emitted.
    """

    theme_changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.theme = Theme(mode="light", is_dark=False, text_percent=TEXT_PERCENT_MIN)
        self._style: CaseappStyle | None = None
        self._window: weakref.ref[QWidget] | None = None
        self.dresses_application = True
        self._followers: list[tuple[weakref.ref[QObject], Callable[[QObject], object]]] = []
        self._room = FOLLOWERS_ROOM
        hints = QGuiApplication.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.connect(self._follow_desktop)

    def put_in_force(self, theme: Theme) -> None:
        """Set style, palette, font and style sheet in the order that Qt wants, then tell everybody."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.theme = theme
        if self._style is None:
            self._style = CaseappStyle(lambda: self.theme)
            app.setStyle(self._style)
        app.setPalette(_palette(theme))
        app.setFont(theme.font(tabular=False))
        window = self._window() if self._window is not None else None
        if window is not None and isValid(window):
            window.setStyleSheet(style_sheet(theme))
        elif self.dresses_application:
            app.setStyleSheet(style_sheet(theme))
        self._forget_the_dead()
        for owner, apply in self._followers:
            living = owner()
            if living is not None and _lives(living):
                apply(living)
        self.theme_changed.emit()

    def dress_only(self, window: QWidget) -> None:
        """Put the style sheet on one window from now on, and off the application.

        While the application has one, Qt dresses a part anew each time it is put into another, so that a page of 400 controls is dressed
        eight times over. This way a page is dressed once, when it comes into the window. What opens over the window is its child.
        """
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._window = weakref.ref(window)
        if app.styleSheet():
            app.setStyleSheet("")
        window.setStyleSheet(style_sheet(self.theme))

    def _forget_the_dead(self) -> None:
        self._followers = [(owner, apply) for owner, apply in self._followers if _lives(owner())]
        self._room = max(FOLLOWERS_ROOM, 2 * len(self._followers))

    def add_follower(self, owner: QObject, apply: Callable[[], object]) -> None:
        """Remember whom to tell, without holding the owner: a bound method is kept by its name, a function by its owner."""
        if len(self._followers) >= self._room:
            self._forget_the_dead()
        if getattr(apply, "__self__", None) is owner:
            name = apply.__name__
            self._followers.append((weakref.ref(owner), lambda living: getattr(living, name)()))
            return
        kept = owner.__dict__.setdefault("_theme_followers", [])
        at = len(kept)
        kept.append(apply)
        self._followers.append((weakref.ref(owner), lambda living: living.__dict__["_theme_followers"][at]()))

    def _follow_desktop(self) -> None:
        if self.theme.mode == "system":
            apply_theme(QApplication.instance(), "system", self.theme.text_percent)


def keeper() -> ThemeKeeper:
    """Return the keeper of the running application."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("a theme needs a QApplication")
    known = app.property(_KEEPER)
    if isinstance(known, ThemeKeeper):
        return known
    made = ThemeKeeper(app)
    app.setProperty(_KEEPER, made)
    return made


def current() -> Theme:
    """Return the theme in force."""
    return keeper().theme


def apply_theme(app: object, mode: Mode, text_percent: int) -> Theme:
    """Put a theme in force on the whole application; may be called at any time.

    Args:
        app: the application; given so that nobody calls this before there is one.
        mode: light, dark, or system.
        text_percent: held between 100 and 200.
    """
    assert isinstance(app, QApplication)
    percent = max(TEXT_PERCENT_MIN, min(TEXT_PERCENT_MAX, text_percent))
    theme = Theme(mode=mode, is_dark=_is_dark(mode), text_percent=percent)
    keeper().put_in_force(theme)
    return theme


def load_fonts(fonts: Iterable[bytes]) -> None:
    """Register the bundled fonts; before the first widget is made.

    Raises:
        ValueError: a file is no font that Qt can read.
    """
    for content in fonts:
        if QFontDatabase.addApplicationFontFromData(QByteArray(content)) < 0:
            raise ValueError("not a font")


def follow_theme(owner: QObject, apply: Callable[[], object]) -> None:
    """Call `apply` now and after every change of theme, as long as `owner` lives. This keeps nobody alive."""
    keeper().add_follower(owner, apply)
    apply()


def _lives(owner: QObject | None) -> bool:
    return owner is not None and isValid(owner)


def _is_dark(mode: Mode) -> bool:
    if mode != "system":
        return mode == "dark"
    hints = QGuiApplication.styleHints()
    return hints is not None and hints.colorScheme() is Qt.ColorScheme.Dark


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: "surface",
        role.WindowText: "ink_1",
        role.Base: "surface",
        role.AlternateBase: "pane",
        role.Text: "ink_1",
        role.Button: "surface",
        role.ButtonText: "ink_1",
        role.BrightText: "overdue",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.PlaceholderText: "ink_3",
        role.ToolTipBase: "raised",
        role.ToolTipText: "ink_1",
        role.Link: "link",
        role.LinkVisited: "link",
        role.Accent: "accent",
        role.Light: "line",
        role.Midlight: "line",
        role.Mid: "line_strong",
        role.Dark: "control",
        role.Shadow: "shadow",
    }
    for key, name in pairs.items():
        palette.setColor(key, theme.color(name))
    for key in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, theme.color("ink_3"))
    return palette
