"""The base of every page of the window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from caseapp.services.changes import ChangeSet
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme, keeper


class Page(QWidget):
    """One page: a title, one primary act, and the habit of reloading when what it shows has changed.

    A page that shows data overrides `reload` and `concerns`. Pages start stale: the first time one is shown it reloads.

    Attributes:
        ground: token of the page's ground: ``surface`` for a page in work, ``pane`` for lists and figures, ``chrome`` when locked.

    Signals:
        title_changed: the title, in the language of the window.
        primary_changed: the words of the primary act or whether it is possible changed.
    """

    title_changed = Signal(str)
    primary_changed = Signal()

    ground = "surface"

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._title = ""
        self._is_stale = True
        office.bus.changed.connect(self._hear)
        # A font of its own: when the text size changes, only the page in front takes it at once, see `theme`.
        follow_theme(self, self._take_font)

    @property
    def title(self) -> str:
        return self._title

    def set_title(self, text: str) -> None:
        self._title = text
        self.setAccessibleName(text)
        self.title_changed.emit(text)

    @property
    def is_stale(self) -> bool:
        return self._is_stale

    def build_next(self) -> bool:
        """Make one more piece that was not shown yet, while nobody is at the keys. Returns False when all is there."""
        return False

    def primary_act(self) -> None:
        """Do the one thing this page is for now; Ctrl+Enter does it everywhere. A page without one does nothing."""

    def before_shown(self, **arguments: object) -> None:
        """Put in front what `on_shown` will want, while nobody sees it, so that nothing is laid out in vain."""

    def on_shown(self, **arguments: object) -> None:
        """Take what `Office.navigate` was given, and reload when stale."""
        self.refresh()

    def concerns(self, change: ChangeSet) -> bool:
        """Say whether this change makes the page stale."""
        return False

    def mark_stale(self) -> None:
        """Reload now when the page can be seen, else when it is shown again."""
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Reload when stale and unlocked."""
        if self._is_stale and self.office.desk is not None:
            self._is_stale = False
            self.reload()

    def reload(self) -> None:
        """Read again, in the data lane, what the page shows."""

    def leave(self) -> bool:
        """Keep what was typed before another page comes; return False to stay."""
        return True

    def forget(self) -> None:
        """Drop everything shown, because the window locks. Called after `leave`."""
        self._is_stale = True

    def first_focus(self) -> QWidget | None:
        """Return what gets the focus when the page is shown, or None to leave it to Qt."""
        return None

    def panes(self) -> tuple[QWidget, ...]:
        """Return the parts F6 goes through: list, record, context."""
        return (self,)

    def _take_font(self) -> None:
        self.setFont(current().font(tabular=False))

    def _hear(self, change: object) -> None:
        if isinstance(change, ChangeSet) and self.concerns(change):
            self.mark_stale()

    def showEvent(self, event: QShowEvent) -> None:
        # A theme just changed reaches hidden pages in turns: whoever comes before its turn would be read in old ink on new ground.
        keeper().finish()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color(self.ground))
        painter.end()
