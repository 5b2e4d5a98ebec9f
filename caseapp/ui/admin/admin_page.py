"""Admin: its parts at the left, the one in front at the right.

Who is no administrator sees their own account and what the program is made of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.operators import Act, may
from caseapp.services.changes import ChangeSet
from caseapp.ui.admin.about_panel import AboutPanel
from caseapp.ui.admin.account_panel import AccountPanel
from caseapp.ui.admin.backups_panel import BackupsPanel
from caseapp.ui.admin.clients_panel import ClientsPanel
from caseapp.ui.admin.counsel_panel import CounselPanel
from caseapp.ui.admin.law_panel import LawPanel
from caseapp.ui.admin.lines_panel import LinesPanel
from caseapp.ui.admin.one_off_panel import OneOffPanel
from caseapp.ui.admin.operators_panel import OperatorsPanel
from caseapp.ui.admin.organisation_panel import OrganisationPanel
from caseapp.ui.admin.panel import AdminPanel
from caseapp.ui.admin.policy_panel import PolicyPanel
from caseapp.ui.admin.record_panel import RecordPanel
from caseapp.ui.admin.what_if_panel import WhatIfPanel
from caseapp.ui.navigation import NavEntry, NavList
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.strokes import vertical_hairline


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    id: str
    text: str
    icon: str
    make: Callable[[], AdminPanel]
    act: Act | None = Act.ADMINISTER
    """Who may do this sees the part; None: everybody."""


class AdminPage(Page):
    """All parts of Admin."""

    ground = "surface"

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._panels: dict[str, AdminPanel] = {}
        self._here = ""
        self._all = self._parts()
        self.list = NavList("admin_parts", self.tr("Parts of Admin"), row=Size.NAV_ROW, fill=Size.NAV_ROW_FILL)
        self.list.chosen.connect(self.show_part)
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
        """The part in front."""
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
        """Bring a part to the front."""
        part = next((each for each in self._offered() if each.id == part_id), None)
        if part is None:
            return
        panel = self._panels.get(part_id)
        if panel is None:
            panel = part.make()
            self._panels[part_id] = panel
            self.stack.addWidget(panel)
        self._here = part_id
        self.stack.setCurrentWidget(panel)
        self.list.set_here(part_id)
        self.box.set_chosen(part_id)
        self._refresh_panel()

    # Inside

    def _refresh_panel(self) -> None:
        panel = self.panel
        if panel is not None and panel.is_stale and self.office.desk is not None:
            panel.is_stale = False
            panel.reload()

    def _offer(self) -> None:
        offered = self._offered()
        self.list.set_entries(tuple(NavEntry(id=part.id, text=part.text, icon=part.icon) for part in offered))
        self.box.set_options(tuple((part.id, part.text) for part in offered))

    def _offered(self) -> tuple[_Part, ...]:
        roles = self.office.roles
        return tuple(part for part in self._all if part.act is None or may(roles, part.act))

    def _parts(self) -> tuple[_Part, ...]:
        office = self.office
        parts = [
            _Part(id="operators", text=self.tr("Operators"), icon="users", make=lambda: OperatorsPanel(office)),
            _Part(id="organisation", text=self.tr("Organisation"), icon="buildings", make=lambda: OrganisationPanel(office)),
            _Part(id="lines", text=self.tr("Lines"), icon="phone", make=lambda: LinesPanel(office)),
            _Part(id="clients", text=self.tr("Clients"), icon="storefront", make=lambda: ClientsPanel(office)),
            _Part(id="policy", text=self.tr("Second person"), icon="handshake", make=lambda: PolicyPanel(office)),
            _Part(id="law", text=self.tr("Law"), icon="scales", make=lambda: LawPanel(office), act=Act.READ_LAW),
            _Part(id="counsel", text=self.tr("For counsel"), icon="seal-check", make=lambda: CounselPanel(office), act=Act.REVIEW_LAW),
            _Part(id="one_off", text=self.tr("One-off days"), icon="calendar-blank", make=lambda: OneOffPanel(office)),
            _Part(id="what_if", text=self.tr("What if"), icon="question", make=lambda: WhatIfPanel(office), act=Act.REVIEW_LAW),
        ]
        upkeep = office.upkeep
        if upkeep is not None:
            parts += [
                _Part(id="backups", text=self.tr("Backups"), icon="clock", make=lambda: BackupsPanel(office, upkeep)),
                _Part(id="record", text=self.tr("Record"), icon="shield-check", make=lambda: RecordPanel(office, upkeep)),
            ]
        parts.append(
            _Part(id="account", text=self.tr("My account"), icon="user", make=lambda: AccountPanel(office), act=None)
        )
        if upkeep is not None:
            parts.append(
                _Part(id="about", text=self.tr("About"), icon="info", make=lambda: AboutPanel(office, upkeep), act=None)
            )
        return tuple(parts)

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
