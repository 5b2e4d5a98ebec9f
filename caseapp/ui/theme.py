"""The theme in force: mode, colours, text size and fonts of the one application.

Colours are read when painting, never when importing: a colour copied early stays light on a dark screen.
"""

from __future__ import annotations

import time
import weakref
from collections import deque
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip, QWidget
from shiboken6 import isValid

from caseapp.ui.look import Mode, Theme
from caseapp.ui.paint_later import paint_in_a_later_turn
from caseapp.ui.style import LIST_OF_COMBO, POPUP_OF_COMBO, CaseappStyle
from caseapp.ui.tokens import TEXT_PERCENT_MAX, TEXT_PERCENT_MIN

_KEEPER = "caseapp_theme_keeper"

TURN_S = 0.008
"""So long may one turn work for what cannot be seen."""

REST_MS = 20
"""So long it waits before each turn: what can be seen is laid out and painted in between."""

FOLLOWERS_ROOM = 1_000
"""So many followers are remembered before the dead among them are looked for."""


class ThemeKeeper(QObject):
    """Keeps the theme of the application and tells when it changed.

    Signals:
        theme_changed: style, palette and font are already in force when it is emitted.
    """

    theme_changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.theme = Theme(mode="light", is_dark=False, text_percent=TEXT_PERCENT_MIN)
        self._style: CaseappStyle | None = None
        self._followers: list[tuple[weakref.ref[QObject], Callable[[QObject], object]]] = []
        self._room = FOLLOWERS_ROOM
        self._waiting: deque[Callable[[], object]] = deque()
        self._turn = QTimer(self)
        self._turn.setInterval(REST_MS)
        self._turn.timeout.connect(self._follow_for_a_turn)
        hints = QGuiApplication.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.connect(self._follow_desktop)

    @property
    def is_in_force(self) -> bool:
        """Whether a theme was put in force already."""
        return self._style is not None

    def put_in_force(self, theme: Theme) -> None:
        """Set style, palette and font, then tell everybody."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        # Who still waits for the theme before is told of this one instead; areas that still wait are measured after it.
        is_resized = theme.text_percent != self.theme.text_percent or bool(self._waiting)
        self.theme = theme
        for window in app.topLevelWidgets():
            paint_in_a_later_turn(window)
        if self._style is None:
            self._style = CaseappStyle(lambda: self.theme)
            app.setStyle(self._style)
        app.setPalette(_palette(theme))
        raised = _raised_palette(theme)
        for kind in (POPUP_OF_COMBO, LIST_OF_COMBO):
            app.setPalette(raised, kind)  # type: ignore[arg-type]  # the binding takes text here, whatever its stub says
        QToolTip.setPalette(raised)
        app.setFont(theme.font(tabular=False))
        QToolTip.setFont(theme.font(tabular=False))
        self._forget_the_dead()
        told = [(owner, apply) for owner, apply in self._followers if _lives(owner())]
        areas = [area for window in app.topLevelWidgets() for area in window.findChildren(QAbstractScrollArea)] if is_resized else []
        # What can be seen follows at once; what cannot follows in turns of a few milliseconds, so that no key waits for it.
        waiting: deque[Callable[[], object]] = deque(partial(_measure_again, weakref.ref(area)) for area in areas)
        for owner, apply in told:
            _now_or_later(owner(), partial(_tell, owner, apply), waiting)
        self._waiting = waiting
        if any(window.isVisible() for window in app.topLevelWidgets()):
            self._turn.start()
        else:
            self.finish()
        self.theme_changed.emit()

    def finish(self) -> None:
        """Let those follow at once that were to follow in later turns."""
        while self._waiting:
            self._waiting.popleft()()
        self._turn.stop()

    def _follow_for_a_turn(self) -> None:
        started = time.monotonic()
        while self._waiting and time.monotonic() - started < TURN_S:
            self._waiting.popleft()()
        if not self._waiting:
            self._turn.stop()

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
    # Kept in the application's own dictionary: it is asked for at each painting, and a property of Qt is slower to read.
    known = app.__dict__.get(_KEEPER)
    if isinstance(known, ThemeKeeper) and isValid(known):
        return known
    made = ThemeKeeper(app)
    app.__dict__[_KEEPER] = made
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


def _now_or_later(owner: QObject | None, act: Callable[[], object], waiting: deque[Callable[[], object]]) -> None:
    # Measuring one area again can destroy another: the list of a combo box is made anew.
    if not _lives(owner):
        return
    if isinstance(owner, QWidget) and not owner.isVisible():
        waiting.append(act)
    else:
        act()


def _tell(owner: weakref.ref[QObject], apply: Callable[[QObject], object]) -> None:
    living = owner()
    if living is not None and _lives(living):
        apply(living)


def _measure_again(area: weakref.ref[QAbstractScrollArea]) -> None:
    """Let what keeps the measures of its frame and its scroll bars ask for them again."""
    living = area()
    if living is not None and isValid(living):
        QApplication.sendEvent(living, QEvent(QEvent.Type.StyleChange))


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
    off = QPalette.ColorGroup.Disabled
    for key in (role.WindowText, role.ButtonText):
        palette.setColor(off, key, theme.color("ink_3"))
    # What stands in a field that cannot be changed is there to be read.
    palette.setColor(off, role.Text, theme.color("ink_2"))
    palette.setColor(off, role.Base, theme.color("sunken"))
    return palette


def _raised_palette(theme: Theme) -> QPalette:
    """Return the palette of what lies over the window: lists of choices and tips."""
    palette = _palette(theme)
    role = QPalette.ColorRole
    for key in (role.Base, role.Window):
        palette.setColor(key, theme.color("raised"))
    palette.setColor(role.Highlight, theme.color("sel"))
    palette.setColor(role.HighlightedText, theme.color("ink_1"))
    return palette
