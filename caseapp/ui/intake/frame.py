"""What stands where on the intake page: a view left, the script or the possible repeats right of the form."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size
from caseapp.ui.widgets.scroll_area import ScrollArea

TURNS_PERCENT = 150
"""From this size of text on there is no room for the script beside the form; F9 changes from one to the other."""

SCRIPT_MORE = 20
"""So many pixels the script may grow with the text beside the form, whose rows need theirs."""

WIDGET_MAX = 16_777_215
"""What Qt takes for "no limit"."""


class IntakeFrame(QWidget):
    """See the module.

    Args:
        start, form, saved: the three views; the side panels stand beside the form only.
        script: the panel beside the form; `set_repeats` puts another one in its place.
    """

    def __init__(self, start: QWidget, form: QWidget, saved: QWidget, script: QWidget) -> None:
        super().__init__()
        self._form = form
        self._script = script
        self._repeats: QWidget | None = None
        self._order = (start, form, saved)
        self._view = start
        self._script_wanted = True
        self._took_turns = False
        self._views = QStackedWidget()
        for view in (_scrolled(start, "intake_start_scroll"), form, _scrolled(saved, "intake_saved_scroll")):
            self._views.addWidget(view)
        self._side = QStackedWidget()
        self._side.addWidget(script)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._views, 2)
        row.addWidget(self._side, 1)
        follow_theme(self, self._size_side)

    @property
    def view(self) -> QWidget:
        """The view that is shown, also while the script stands in its place."""
        return self._view

    @property
    def shows_repeats(self) -> bool:
        return self._repeats is not None and self._side.currentWidget() is self._repeats

    @property
    def script_wanted(self) -> bool:
        return self._script_wanted

    @property
    def takes_turns(self) -> bool:
        """The form and the side panel are shown one at a time."""
        return current().text_percent >= TURNS_PERCENT

    def show_view(self, view: QWidget) -> None:
        """Show a view, with the script beside the form."""
        self._view = view
        # The panel takes its room first, so that a form comes in at the width it will have and is laid out once.
        self._side.setCurrentWidget(self._script)
        self._arrange()
        self._views.setCurrentIndex(self._order.index(view))

    def rehearse(self) -> None:
        """Style and lay out the form beside its script before it is shown first; a picture of one pixel makes Qt do it."""
        for part, width in ((self._form, self.width() - current().px(Size.SCRIPT)), (self._script, current().px(Size.SCRIPT))):
            if not part.isVisible():
                part.resize(width, self.height())
                part.grab(QRect(0, 0, 1, 1))

    def set_repeats(self, panel: QWidget) -> None:
        """Take the panel with the possible repeats."""
        self._repeats = panel
        self._side.addWidget(panel)

    def show_repeats(self) -> None:
        assert self._repeats is not None
        self._side.setCurrentWidget(self._repeats)
        self._arrange()

    def show_script(self) -> None:
        """Show the script, whatever was wanted before."""
        self._script_wanted = True
        self._side.setCurrentWidget(self._script)
        self._arrange()

    def close_repeats(self) -> None:
        """Go back to what was there before the possible repeats."""
        self._side.setCurrentWidget(self._script)
        if self.takes_turns:
            self._script_wanted = False
        self._arrange()

    def toggle_script(self) -> None:
        self._script_wanted = not self._script_wanted
        self._arrange()

    def panes(self) -> tuple[QWidget, ...]:
        """Return what F6 goes through."""
        side = self._side.currentWidget()
        return (self._view, side) if side is not None and self._side.isVisible() else (self._view,)

    def _arrange(self) -> None:
        """Show the panel beside the form; with very large text in its place, for the two have no room side by side."""
        shown = self._view is self._form and (self._script_wanted or self.shows_repeats)
        # What goes, goes first: both at once would make the window wider.
        if shown and self.takes_turns:
            self._views.hide()
        self._side.setVisible(shown)
        self._views.setVisible(not (shown and self.takes_turns))

    def _size_side(self) -> None:
        """With large text the script takes no more than a third of the page."""
        turns = self.takes_turns
        if turns != self._took_turns:
            self._took_turns = turns
            self._script_wanted = not turns
        self._side.setMinimumWidth(Size.SCRIPT)
        self._side.setMaximumWidth(WIDGET_MAX if turns else min(current().px(Size.SCRIPT), Size.SCRIPT + SCRIPT_MORE))
        self._arrange()


def _scrolled(view: QWidget, name: str) -> ScrollArea:
    area = ScrollArea()
    area.setObjectName(name)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    view.setObjectName("scroll_content")
    area.setWidget(view)
    return area
