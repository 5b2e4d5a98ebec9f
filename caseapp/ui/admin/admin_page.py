"""Admin: its parts at the left, the one in front at the right.

Who is no administrator sees the law, their own account and what the program is made of.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.operators import may
from caseapp.services.changes import ChangeSet
from caseapp.ui.admin.panel import AdminPanel
from caseapp.ui.admin.parts import AdminPart, admin_parts
from caseapp.ui.navigation import NavEntry, NavList
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.strokes import vertical_hairline

FOLLOWS_AFTER_MS = 200


class AdminPage(Page):
    """All parts of Admin."""

    ground = "surface"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._panels: dict[str, AdminPanel] = {}
        self._here = ""
        self._all = admin_parts(office)
        self.list = NavList("admin_parts", self.tr("Parts of Admin"), row=Size.NAV_ROW, fill=Size.NAV_ROW_FILL)
        self.list.chosen.connect(self.show_part)
        # The part follows the arrows, a moment later: who goes on to the next line waits for none in between.
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.setInterval(FOLLOWS_AFTER_MS)
        self._following.timeout.connect(self._follow)
        self.list.line_reached.connect(lambda _place: self._following.start())
        self.box = ChoiceBox(name="admin_part", label=self.tr("Part of Admin"))
        self.box.chosen_changed.connect(lambda part: self.show_part(str(part)))
        self._side = _Side()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, Space.S, 1, 0)
        side.setSpacing(0)
        side.addWidget(self.list)
        side.addStretch(1)
        self._top = QWidget()
        self._top_row = QVBoxLayout(self._top)
        self._top_row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        self.stack = QStackedWidget()
        self.stack.setObjectName("admin_stack")
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        for widget, stretch in ((self._side, 0), (self._top, 0), (self.stack, 1)):
            self._layout.addWidget(widget, stretch)
        self.set_title(self.tr("Admin"))
        office.desk_changed.connect(self._offer)
        self._offer()
        follow_theme(self, self._dress)

    # What the window asks

    def on_shown(self, **arguments: object) -> None:
        """Show the part of ``panel=``, or the one that was shown before."""
        part = arguments.get("panel")
        offered = [each.id for each in self._offered()]
        if not offered:
            return
        if isinstance(part, str) and part in offered:
            self.show_part(part)
        elif self._here in offered:
            self._refresh_panel()
        else:
            self.show_part(offered[0])

    @property
    def panel(self) -> AdminPanel | None:
        """The part in front; made now when it was asked for and is not there yet."""
        if self._here and self._here not in self._panels and self.office.desk is not None:
            self._bring()
        return self._panels.get(self._here)

    def primary_act(self) -> None:
        if self.panel is not None:
            self.panel.primary()

    def concerns(self, change: ChangeSet) -> bool:
        for panel in self._panels.values():
            if panel.concerns(change):
                panel.is_stale = True
        return self.panel is not None and self.panel.is_stale

    def reload(self) -> None:
        if self.panel is not None:
            self.panel.is_stale = True
        self._refresh_panel()

    def forget(self) -> None:
        super().forget()
        for panel in self._panels.values():
            panel.forget()
            panel.is_stale = True

    def first_focus(self) -> QWidget | None:
        return self.list if self.list.isVisible() else self.box

    def panes(self) -> tuple[QWidget, ...]:
        return (self._side if self._side.isVisible() else self._top, self.stack)

    def show_part(self, part_id: str) -> None:
        """Bring a part to the front. One that was never shown is made in the next turn, so that no key waits for it."""
        if all(each.id != part_id for each in self._offered()):
            return
        self._here = part_id
        self.list.set_here(part_id)
        self.box.set_chosen(part_id)
        if part_id in self._panels:
            self._bring()
        else:
            QTimer.singleShot(0, self, self._bring)

    # Inside

    def _follow(self) -> None:
        """Show the part of the line that the arrows came to."""
        at, entries = self.list.currentIndex().row(), self.list.entries
        if self.list.hasFocus() and 0 <= at < len(entries) and entries[at].id != self._here:
            self.show_part(entries[at].id)

    def _bring(self) -> None:
        part = next((each for each in self._offered() if each.id == self._here), None)
        if part is None:
            return
        panel = self._panels.get(part.id)
        if panel is None:
            panel = self._panels[part.id] = part.make()
            self.stack.addWidget(panel)
        self.stack.setCurrentWidget(panel)
        self._refresh_panel()

    def _refresh_panel(self) -> None:
        panel = self.panel
        if panel is not None and panel.is_stale and self.office.desk is not None:
            panel.is_stale = False
            panel.reload()

    def _offer(self) -> None:
        offered = self._offered()
        self.list.set_entries(tuple(NavEntry(id=part.id, text=part.text, icon=part.icon) for part in offered))
        self.box.set_options(tuple((part.id, part.text) for part in offered))

    def _offered(self) -> tuple[AdminPart, ...]:
        roles = self.office.roles
        return tuple(part for part in self._all if part.act is None or may(roles, part.act))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        px = current().px
        is_wide = self.width() >= px(Size.NAVIGATION + 460)
        self._side.setVisible(is_wide)
        self._top.setVisible(not is_wide)
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)

    def _dress(self) -> None:
        px = current().px
        self._side.setFixedWidth(px(Size.NAVIGATION))
        self._top_row.setContentsMargins(px(Space.PAGE_LEFT), px(Space.M), px(Space.PAGE_RIGHT), 0)
        self._turn()


class _Side(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("pane"))
        vertical_hairline(painter, self.width() - 1, 0, self.height(), theme.color("line_strong"))
        painter.end()
