"""The top bar: menus left, search in the middle, the one call control right. Where room is scarce it folds and never widens the window."""

from __future__ import annotations

import sys
from enum import IntEnum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QMenuBar, QPushButton, QSizePolicy, QWidget

from caseapp.ui.call_clock import CallState
from caseapp.ui.commands import shown_key
from caseapp.ui.icons import draw_icon
from caseapp.ui.qt_dates import clock_face
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Size, TypeRole, Weight
from caseapp.ui.widgets.folding_button import ButtonForm, FoldingButton
from caseapp.ui.widgets.key_button import IconButton
from caseapp.ui.widgets.painted_text import paint_text, text_width
from caseapp.ui.widgets.strokes import focus_ring, hairline, rounded

CALL_KEY = "Ctrl+Shift+N"
NARROW_SEARCH = 340
LEAST_SEARCH = 100
GAP = 6
LEFT_EDGE, RIGHT_EDGE = 6, 12


class Fold(IntEnum):
    """How far the bar is folded; each step keeps those before it. What is folded away stays in the menus, or in a tooltip."""

    OPEN = 0
    NO_KEY = 1
    CALL_ICONS = 2
    BEGIN_ICON = 3
    SEARCH_ICON = 4
    ONE_MENU = 5


class SearchButton(QPushButton):
    """Looks like a field, is a button: it opens the search over the window."""

    KEY = "Ctrl+K"

    def __init__(self) -> None:
        super().__init__()
        self._is_folded = False
        self.setObjectName("top_bar_search")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setText(self.tr("Search cases, people, letters, commands"))
        self.setAccessibleName(self.text())
        follow_theme(self, self.updateGeometry)

    def set_folded(self, folded: bool) -> None:
        """Show the glass alone."""
        if folded != self._is_folded:
            self._is_folded = folded
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        side = current().px(Size.CONTROL)
        return QSize(side if self._is_folded else current().px(Size.SEARCH), side)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), current().px(LEAST_SEARCH)), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, px(Radius.CONTROL), theme.color("row_hover" if self.underMouse() else "surface"), theme.color("line_strong"))
        side = px(Size.ICON)
        draw_icon(painter, "magnifying-glass", QRectF(px(8), (box.height() - side) / 2, side, side), theme.color("ink_2"))
        if not self._is_folded:
            self._paint_words(painter, box, px(8) + side + px(8))
        if self.hasFocus():
            focus_ring(painter, box, px(Radius.CONTROL))
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF, left: float) -> None:
        theme = current()
        px = theme.px
        key_font = theme.font(TypeRole.TINY)
        is_narrow = box.width() < px(NARROW_SEARCH)
        key = "" if is_narrow else shown_key(self.KEY)
        key_width = text_width(key, key_font)
        paint_text(painter, QRectF(box.width() - key_width - px(9), 0, key_width, box.height()), key, key_font, theme.color("ink_2"))
        words = QRectF(left, 0, box.width() - left - key_width - px(18), box.height())
        shown = self.tr("Search") if is_narrow else self.text()
        paint_text(painter, words, shown, theme.font(), theme.color("ink_2"))


class CallTimer(QWidget):
    """The running time of the call, inverted. It is no button, and it is told only when asked for (F12 or focus)."""

    def __init__(self) -> None:
        super().__init__()
        self._seconds = 0
        self._on_hold = False
        self.setObjectName("top_bar_call_timer")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_seconds(0)
        follow_theme(self, self.updateGeometry)

    def set_seconds(self, seconds: int) -> None:
        self._seconds = seconds
        self.setAccessibleName(self.tr("Call time {minutes} minutes {seconds} seconds").format(minutes=seconds // 60, seconds=seconds % 60))
        self.update()

    def set_on_hold(self, on_hold: bool) -> None:
        self._on_hold = on_hold
        self.update()

    def text(self) -> str:
        return clock_face(self._seconds)

    def sizeHint(self) -> QSize:
        theme = current()
        width = text_width(self.text(), theme.font(TypeRole.TIMER, Weight.SEMIBOLD)) + theme.px(Size.ICON + 7 + 22)
        return QSize(round(width) + 1, theme.px(Size.CONTROL))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        box = QRectF(self.rect())
        ground, ink = ("ink_1", "surface") if theme.is_dark else ("inverse", "on_inverse")
        rounded(painter, box, px(Radius.CONTROL), theme.color(ground))
        side = px(Size.ICON)
        name = "pause" if self._on_hold else "phone"
        draw_icon(painter, name, QRectF(px(12), (box.height() - side) / 2, side, side), theme.color(ink), fill=True)
        left = px(12) + side + px(7)
        font = theme.font(TypeRole.TIMER, Weight.SEMIBOLD)
        paint_text(painter, QRectF(left, 0, box.width() - left, box.height()), self.text(), font, theme.color(ink), may_shorten=False)
        if self.hasFocus():
            focus_ring(painter, box, px(Radius.CONTROL))
        painter.end()


class TopBar(QWidget):
    """The bar.

    Signals:
        search_requested, call_requested, hold_requested, end_requested, notices_requested, lock_requested: wishes.
    """

    search_requested = Signal()
    call_requested = Signal()
    hold_requested = Signal()
    end_requested = Signal()
    notices_requested = Signal()
    lock_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.menu_bar = QMenuBar()
        self.menu_bar.setNativeMenuBar(sys.platform == "darwin")
        self.menu_bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.menus = IconButton("dots-three", self.tr("Menus"), name="top_bar_menus", on_click=self._open_menus)
        self.search = SearchButton()
        self.call = FoldingButton(self.tr("Phone request"), icon="phone", key=CALL_KEY, name="top_bar_phone_request")
        self.timer = CallTimer()
        self.hold = FoldingButton(self.tr("Hold"), icon="pause", name="top_bar_hold")
        self.end = FoldingButton(self.tr("End call"), icon="phone-x", name="top_bar_end_call")
        self.bell = IconButton("bell", self.tr("Notices"), name="top_bar_notices")
        self.lock = IconButton("lock", self.tr("Lock now"), name="top_bar_lock", key="Ctrl+L")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.menu_bar)
        self._row.addWidget(self.menus)
        self._row.addStretch(1)
        self._row.addWidget(self.search, 8)
        self._row.addStretch(4)
        for part in (self.call, self.timer, self.hold, self.end, self.bell, self.lock):
            self._row.addWidget(part)
        self.search.clicked.connect(self.search_requested)
        self.call.clicked.connect(self.call_requested)
        self.hold.clicked.connect(self.hold_requested)
        self.end.clicked.connect(self.end_requested)
        self.bell.clicked.connect(self.notices_requested)
        self.lock.clicked.connect(self.lock_requested)
        self._fold = Fold.OPEN
        self.menus.hide()
        self.show_call(CallState.NONE, may_call=False)
        follow_theme(self, self._dress)

    @property
    def fold(self) -> Fold:
        """How far it is folded now."""
        return self._fold

    def show_call(self, state: CallState, *, may_call: bool) -> None:
        """Show the button that begins a call, or timer, hold and end while one runs."""
        is_on = state is not CallState.NONE
        self.hold.setText(self.tr("Resume") if state is CallState.ON_HOLD else self.tr("Hold"))
        self.hold.set_icon("play" if state is CallState.ON_HOLD else "pause")
        self.timer.set_on_hold(state is CallState.ON_HOLD)
        # Notices and lock step aside for the call; Ctrl+L and the menu still lock.
        shown = {self.call: may_call and not is_on, self.timer: is_on, self.hold: is_on, self.end: is_on}
        shown |= {self.bell: not is_on, self.lock: not is_on}
        # What goes, goes first: both at once would make the window wider.
        for part, is_shown in sorted(shown.items(), key=lambda pair: pair[1]):
            part.setVisible(is_shown)
        self._fit()

    def set_quiet(self, quiet: bool) -> None:
        self.bell.set_icon("bell-slash" if quiet else "bell")

    def minimumSizeHint(self) -> QSize:
        return QSize(self._wanted(Fold.ONE_MENU), self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        # A menu came or went, or the words of a button became longer.
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Fold as far as the width asks for, and no further."""
        self._fold = next((fold for fold in Fold if self._wanted(fold) <= self.width()), Fold.ONE_MENU)
        for button in (self.call, self.hold, self.end):
            button.set_form(self._form(button, self._fold))
        self.search.set_folded(self._fold >= Fold.SEARCH_ICON)
        self.menu_bar.setVisible(self._fold < Fold.ONE_MENU)
        self.menus.setVisible(self._fold >= Fold.ONE_MENU)

    def _wanted(self, fold: Fold) -> int:
        """Return the width that the bar needs when it is folded so far."""
        px = current().px
        control = px(Size.CONTROL)
        parts = [
            control if fold >= Fold.ONE_MENU else self.menu_bar.sizeHint().width(),
            control if fold >= Fold.SEARCH_ICON else px(LEAST_SEARCH),
        ]
        parts += [button.hint(self._form(button, fold)).width() for button in (self.call, self.hold, self.end) if button.isVisibleTo(self)]
        parts += [part.sizeHint().width() for part in (self.timer, self.bell, self.lock) if part.isVisibleTo(self)]
        # The layout puts its gap around the two stretches as well.
        return sum(parts) + px(GAP) * (len(parts) + 1) + px(LEFT_EDGE) + px(RIGHT_EDGE)

    def _form(self, button: FoldingButton, fold: Fold) -> ButtonForm:
        if button is not self.call:
            return ButtonForm.ICON if fold >= Fold.CALL_ICONS else ButtonForm.WHOLE
        return ButtonForm.ICON if fold >= Fold.BEGIN_ICON else ButtonForm.NO_KEY if fold >= Fold.NO_KEY else ButtonForm.WHOLE

    def _open_menus(self) -> None:
        """Open the menus as one, for a bar that has no room for them."""
        menu = QMenu(self)
        menu.setObjectName("top_bar_all_menus")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self.menu_bar.actions())
        menu.popup(self.menus.mapToGlobal(self.menus.rect().bottomLeft()))

    def _dress(self) -> None:
        px = current().px
        self.setFixedHeight(px(Size.TOP_BAR) + 1)
        self._row.setContentsMargins(px(LEFT_EDGE), 0, px(RIGHT_EDGE), 1)
        self._row.setSpacing(px(GAP))
        self.menu_bar.setFixedHeight(px(Size.CONTROL))
        self.search.setMaximumWidth(px(Size.SEARCH))
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("chrome"))
        hairline(painter, 0, self.height() - 1, self.width(), theme.color("line_strong"))
        painter.end()
