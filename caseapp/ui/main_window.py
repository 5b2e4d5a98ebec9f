"""The main window: top bar, navigation, pages, status bar; and the locked window, which shows none of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QByteArray, QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from caseapp.ui.call_clock import CallState
from caseapp.ui.commands import EVERYWHERE, Command
from caseapp.ui.messages import Notice
from caseapp.ui.office import Office
from caseapp.ui.paint_later import paint_in_a_later_turn
from caseapp.ui.status_bar import StatusBar
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space, TypeRole, Weight
from caseapp.ui.widgets.painted_text import CENTER, paint_text

if TYPE_CHECKING:
    from caseapp.domain.operators import Role
    from caseapp.ui.idle_lock import IdleLock
    from caseapp.ui.menus import CommandMenus
    from caseapp.ui.navigation import NavEntry, Navigation
    from caseapp.ui.page import Page
    from caseapp.ui.shell import Shell
    from caseapp.ui.top_bar import TopBar
    from caseapp.ui.widgets.undo_bar import UndoBar

SEARCH_COMMAND = "search.open"
CALL_COMMAND = "intake.new_phone_request"
VIEWS_SECTION = "cases"
SELDOM_OPENED = frozenset({"admin", "reports"})
"""Pages that many people do not open in a day: making them ahead would cost memory for nothing."""
NOTICES_SHOWN = 12
IDLE_MINUTES = 15


class _PageFactory(Protocol):
    def __call__(self, office: Office) -> Page: ...


class Section(NamedTuple):
    """A section of the window. `roles` empty means everybody; `key` is ``Ctrl+1`` to ``Ctrl+9`` or empty."""

    id: str
    text: str
    icon: str
    factory: _PageFactory
    roles: frozenset[Role]
    key: str
    in_navigation: bool


class MainWindow(QMainWindow):
    """Shows the sections a role may use, one page at a time.

    Args:
        with_shell: False leaves the parts around the pages (top bar, menus, navigation, undo bar) to a later `add_shell`, so that a
            locked window stands sooner. Until then nobody unlocks, and sections are not added.

    Attributes:
        shell, top_bar, navigation, stack, undo_bar, menus, idle: there from `add_shell` on.

    Signals:
        lock_requested: the window is blank already; whoever joined the parts closes keys and store and takes the desk away.
        section_shown: id of the section that is shown now.
        quit_requested: the person closes the window.
    """

    lock_requested = Signal()
    section_shown = Signal(str)
    quit_requested = Signal()

    shell: Shell
    top_bar: TopBar
    navigation: Navigation
    stack: QStackedWidget
    undo_bar: UndoBar
    menus: CommandMenus
    idle: IdleLock

    def __init__(
        self, office: Office, *, title: str, version: str, lock_page: Callable[[Office], QWidget], with_shell: bool = True
    ) -> None:
        super().__init__()
        self.office = office
        self._version = version
        self._sections: dict[str, Section] = {}
        self._pages: dict[str, Page] = {}
        self._here = ""
        self._here_view = ""
        self._counts: dict[str, int] = {}
        self._operator_id = ""
        self._focus_before: QWidget | None = None
        self.setObjectName("main_window")
        self.setWindowTitle(title)

        self.band = PracticeBand()
        self.status = StatusBar()
        self.lock_page = lock_page(office)
        self._has_shell = False
        self._middle = QStackedWidget()
        self._middle.addWidget(self.lock_page)

        self._centre = QWidget()
        self._column = QVBoxLayout(self._centre)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for part, stretch in ((self.band, 0), (self._middle, 1), (self.status, 0)):
            self._column.addWidget(part, stretch)
        self.setCentralWidget(self._centre)

        self.band.setVisible(office.practice)
        office.messages.attach(self)
        office.desk_changed.connect(self.show_state)
        self._restore_geometry()
        if with_shell:
            self.add_shell()
        else:
            self._show_locked()

    def add_shell(self) -> None:
        """Make what an unlocked window shows around its pages."""
        # Late: the unlock page takes typing before these are read.
        from caseapp.ui.idle_lock import IdleLock
        from caseapp.ui.shell import Shell  # late as above

        self.shell = Shell(self.office, self, self._centre)
        self.top_bar = self.shell.top_bar
        self.navigation = self.shell.navigation
        self.stack = self.shell.stack
        self.undo_bar = self.shell.undo_bar
        self.menus = self.shell.menus
        self.idle = IdleLock(self)
        self._has_shell = True
        self.top_bar.hide()
        self._column.insertWidget(1, self.top_bar)
        self._middle.addWidget(self.shell)
        self.shell.add_commands(self)
        self._connect()
        self.show_state()

    @contextmanager
    def many_sections(self) -> Iterator[None]:
        """Add sections and commands with the menus filled once, at the end."""
        with self.menus.filled_once():
            yield

    # Sections and pages

    def add_section(
        self,
        id: str,
        text: str,
        icon: str,
        factory: _PageFactory,
        roles: Iterable[Role] = (),
        key: str = "",
        *,
        in_navigation: bool = True,
    ) -> None:
        """Add a section. Its page is made when it is shown first; what a role may not use is absent.

        Args:
            text: words in the navigation.
            key: ``Ctrl+1`` to ``Ctrl+9``; the command ``go.<id>`` gets it.
            in_navigation: False for a section that is reached only from others.
        """
        section = Section(id=id, text=text, icon=icon, factory=factory, roles=frozenset(roles), key=key, in_navigation=in_navigation)
        self._sections[id] = section
        if in_navigation:
            self.office.commands.add(
                Command(
                    id=f"go.{id}",
                    text=text,
                    run=lambda: self.office.navigate(id),
                    shortcut=key,
                    icon=icon,
                    roles=section.roles,
                    menu="go",
                    group=1,
                )
            )
        self._fill_navigation()

    def section_ids(self) -> tuple[str, ...]:
        """Return the sections that the present roles may use, in the order of the navigation."""
        return tuple(self._visible_ids())

    @property
    def here(self) -> str:
        """Id of the section that is shown, or empty."""
        return self._here

    def page(self, section_id: str) -> Page | None:
        """Return the page of a section when it was made already."""
        return self._pages.get(section_id)

    @property
    def current_page(self) -> Page | None:
        return self._pages.get(self._here)

    def go(self, section_id: str, arguments: Mapping[str, object] | None = None) -> bool:
        """Show a section. Returns False when the role may not use it or the page in front wants to stay."""
        section = self._sections.get(section_id)
        if section is None or self.office.desk is None or not self._may(section):
            return False
        before = self.current_page
        if before is not None and self._here != section_id and not before.leave():
            return False
        page = self._made(section)
        paint_in_a_later_turn(self)
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        given = dict(arguments or {})
        self._here = section_id
        view = given.get("view")
        self._here_view = view if isinstance(view, str) else ""
        page.before_shown(**given)
        self.stack.setCurrentWidget(page)
        self.navigation.set_here(section_id, self._here_view)
        self.menus.set_scope(section_id, locked=False)
        page.on_shown(**given)
        target = page.first_focus()
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.section_shown.emit(section_id)
        return True

    def make_ahead(self) -> bool:
        """Make a page that was not shown yet, put it into the window, or make a part of it: one step a call. False when all is made."""
        if self.office.desk is None:
            return False
        for section_id in self._visible_ids():
            if section_id in SELDOM_OPENED:
                continue
            page = self._pages.get(section_id)
            if page is None:
                self._made(self._sections[section_id])
                return True
            if self.stack.indexOf(page) < 0:
                self.stack.addWidget(page)
                return True
            if page.build_next():
                return True
        return False

    def _made(self, section: Section) -> Page:
        page = self._pages.get(section.id)
        if page is None:
            # With the stack as its parent from the start it would be dressed part by part; it comes into the window whole.
            page = section.factory(self.office)
            self._pages[section.id] = page
        return page

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Show counts beside sections, by section id."""
        self._counts = dict(counts)
        self._fill_navigation()

    def set_saved_views(self, views: tuple[NavEntry, ...]) -> None:
        """Show saved views below the sections; choosing one navigates to the case list with ``view=<id>``."""
        self.navigation.set_views(views)
        self.navigation.set_here(self._here, self._here_view)

    # Lock

    def lock(self) -> None:
        """Keep what was typed, blank the window, and say so. Never asks."""
        if self.office.desk is None:
            return
        self._close_what_lies_over()
        self._focus_before = self.focusWidget()
        for page in self._pages.values():
            page.leave()
            page.forget()
        self.undo_bar.dismiss()
        self._operator_id = self.office.desk.operator.id
        self.office.desk = None
        self.lock_requested.emit()

    def _close_what_lies_over(self) -> None:
        """Close menus and dialogs: they are of whoever leaves, and would lie over the locked window."""
        menu = QApplication.activePopupWidget()
        if menu is not None:
            menu.close()
        for dialog in self.findChildren(QDialog):
            if dialog.isVisible():
                dialog.reject()

    def keep_what_was_typed(self) -> None:
        """Let every page keep its text, because something went wrong."""
        for page in self._pages.values():
            page.leave()

    def show_state(self) -> None:
        """Show the locked window, or the sections of who is signed in."""
        desk = self.office.desk
        if desk is None:
            self._show_locked()
            return
        self.top_bar.show()
        self._middle.setCurrentWidget(self.shell)
        self.status.clear()
        if desk.operator.id != self._operator_id:
            # The call of whoever locked is not the next person's; while it ran, their notices would be held back.
            self.office.call.end()
            self._drop_pages()
        self._operator_id = desk.operator.id
        minutes = self.office.settings.get("idle_lock_minutes")
        self.idle.start(minutes if isinstance(minutes, int) else IDLE_MINUTES)
        self._fill_navigation()
        self._show_call(self.office.call.state)
        back = self._here if self._here in self._visible_ids() else next(iter(self._visible_ids()), "")
        if back:
            self.go(back)
            if self._focus_before is not None and isValid(self._focus_before) and self._here:
                self._focus_before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._focus_before = None

    def _show_locked(self) -> None:
        self._middle.setCurrentWidget(self.lock_page)
        self.status.clear()
        self.status.set_part("who", "lock", self.tr("Locked"))
        self.status.set_part("version", "info", self.tr("Version {version}, help: F1").format(version=self._version), right=True)
        if self._has_shell:
            self.top_bar.hide()
            self.idle.stop()
            self._fill_navigation()
            self.navigation.set_views(())
            self.menus.set_scope(EVERYWHERE, locked=True)

    # Keys of the window

    def do_primary_act(self) -> None:
        """Do the primary act of the page in front."""
        if self.current_page is not None:
            self.current_page.primary_act()

    def refresh(self) -> None:
        """Read again what the page in front shows."""
        if self.current_page is not None:
            self.current_page.mark_stale()

    def next_pane(self, step: int = 1) -> None:
        """Move the focus to the next pane: navigation, the panes of the page, status bar."""
        panes: list[QWidget] = [self.navigation.sections]
        if self.current_page is not None:
            panes.extend(self.current_page.panes())
        panes.append(self.status)
        focused = QApplication.focusWidget()
        at = next((i for i, pane in enumerate(panes) if focused is not None and (pane is focused or pane.isAncestorOf(focused))), -1)
        for offset in range(1, len(panes) + 1):
            target = _first_control(panes[(at + step * offset) % len(panes)])
            if target is not None:
                target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def show_keys(self) -> None:
        """Open the sheet of keys."""
        # Late: seldom wanted.
        from caseapp.ui.key_sheet import KeySheet

        scope = self._here or EVERYWHERE
        commands = self.office.commands.available(self.office.roles, scope, locked=self.office.desk is None)
        sheet = KeySheet(commands, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def show_notices(self) -> None:
        """Open the list of what was done lately; the newest may still be undone."""
        # Late: a locked window has none.
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        menu.setObjectName("notices_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for notice in list(self.office.messages.notices)[:NOTICES_SHOWN]:
            action = menu.addAction(notice.text.replace("&", "&&"))
            newest = self.undo_bar.can_undo and notice.text == self.undo_bar.text
            action.setEnabled(newest)
            if newest:
                action.triggered.connect(self.undo_bar.undo)
        if menu.isEmpty():
            menu.addAction(self.tr("Nothing was done since you unlocked")).setEnabled(False)
        menu.popup(self.top_bar.bell.mapToGlobal(self.top_bar.bell.rect().bottomLeft()))

    # Inside

    def _connect(self) -> None:
        office = self.office
        office.navigate_requested.connect(self._navigate)
        office.messages.noticed.connect(self._show_notice)
        office.messages.quiet_changed.connect(self._show_quiet)
        office.call.state_changed.connect(self._show_call)
        office.call.ticked.connect(self._show_seconds)
        self.navigation.section_chosen.connect(self.go)
        self.navigation.view_chosen.connect(self._open_view)
        self.shell.connect_top_bar(self, self._run, search=SEARCH_COMMAND, call=CALL_COMMAND)
        self.idle.warned.connect(self._warn_of_lock)
        self.idle.went_on.connect(self.undo_bar.dismiss)
        self.idle.timed_out.connect(self.lock)

    def _navigate(self, section_id: str, arguments: dict[str, object]) -> None:
        self.go(section_id, arguments)

    def _open_view(self, view_id: str) -> None:
        self.go(VIEWS_SECTION, {"view": view_id})

    def _run(self, command_id: str) -> None:
        action = self.findChild(type(self.menus.action("app.lock")), f"command_{command_id.replace('.', '_')}")
        if action is not None and action.isEnabled():
            action.trigger()

    def _may(self, section: Section) -> bool:
        return not section.roles or not section.roles.isdisjoint(self.office.roles)

    def _visible_ids(self) -> list[str]:
        return [section.id for section in self._sections.values() if self._may(section) and section.in_navigation]

    def _fill_navigation(self) -> None:
        if self.office.desk is None:
            self.navigation.set_sections(())
            return
        shown = [section for section in self._sections.values() if section.in_navigation and self._may(section)]
        self.shell.show_sections(shown, self._counts)
        self.navigation.set_here(self._here, self._here_view)

    def _drop_pages(self) -> None:
        for page in self._pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages = {}
        self._here = ""
        self._focus_before = None
        self.office.messages.notices.clear()

    def _show_call(self, state: object) -> None:
        assert isinstance(state, CallState)
        may_call = any(command.id == CALL_COMMAND for command in self.office.commands.available(self.office.roles))
        self.top_bar.show_call(state, may_call=may_call)
        self._show_seconds(self.office.call.seconds)
        is_on = state is not CallState.NONE
        if self.office.messages.is_quiet != is_on:
            self.office.messages.set_quiet(is_on)
        if not is_on:
            self.status.set_part("call", "phone", "", right=True)

    def _show_seconds(self, seconds: int) -> None:
        self.top_bar.timer.set_seconds(seconds)
        if self.office.call.is_on:
            self.status.set_part("call", "phone", self.tr("Call {time}").format(time=self.top_bar.timer.text()), right=True)

    def _restore_geometry(self) -> None:
        kept = self.office.settings.get("window_geometry")
        if isinstance(kept, str) and kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode()))

    def _warn_of_lock(self) -> None:
        # Late: it costs 2 ms to know these, and most windows are never left alone.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        words = self.tr("This window locks in 2 minutes. Press any key to go on.")
        self.undo_bar.show_notice(words, None)
        self._place_undo_bar()
        warning = QAccessibleAnnouncementEvent(self, words)
        warning.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(warning)

    def _show_notice(self, notice: object) -> None:
        assert isinstance(notice, Notice)
        self.undo_bar.show_notice(notice.text, notice.undo)
        self._place_undo_bar()

    def _show_quiet(self, quiet: bool) -> None:
        self.top_bar.set_quiet(quiet)
        held = self.office.messages.held
        text = ""
        if quiet:
            text = (
                self.tr("Quiet during calls, {count} notice held").format(count=held)
                if held == 1
                else self.tr("Quiet during calls, {count} notices held").format(count=held)
            )
        self.status.set_part("quiet", "bell-slash", text)

    def _place_undo_bar(self) -> None:
        if not self._has_shell:
            return
        # Over the status bar, at the foot of the window: acts at the foot of a page stay free while it stands there.
        left = current().px(Space.S)
        self.undo_bar.move(left, self._centre.height() - self.undo_bar.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_undo_bar()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place_undo_bar()

    def closeEvent(self, event: QCloseEvent) -> None:
        for page in self._pages.values():
            page.leave()
        self.office.settings.set("window_geometry", self.saveGeometry().toBase64().toStdString())
        self.quit_requested.emit()
        super().closeEvent(event)


class PracticeBand(QWidget):
    """Says all the time that nothing here is real."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("practice_band")
        self.setAccessibleName(self.text())
        follow_theme(self, self._dress)

    def text(self) -> str:
        return self.tr("Practice: nothing here is real")

    def _dress(self) -> None:
        self.setFixedHeight(current().px(Size.STATUS_BAR))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        ground, ink = ("ink_1", "surface") if theme.is_dark else ("inverse", "on_inverse")
        painter.fillRect(self.rect(), theme.color(ground))
        font = theme.font(TypeRole.BODY, Weight.SEMIBOLD)
        paint_text(painter, QRectF(self.rect()), self.text(), font, theme.color(ink), CENTER, may_shorten=False)
        painter.end()


def _first_control(pane: QWidget) -> QWidget | None:
    """Return the first control of a pane that takes the focus."""
    candidates = [pane, *pane.findChildren(QWidget)]
    for widget in candidates:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            return widget
    return None
