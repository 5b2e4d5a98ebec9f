"""What the window shows while nobody is signed in: the first run, the unlock page, the recovery sheet, or why nothing opens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from caseapp.services.trouble import Trouble
from caseapp.ui.office import Office
from caseapp.ui.setup.outside import Drafts, LastTime, Outside, facts_of, look_at
from caseapp.ui.setup.seldom_views import SeldomViews
from caseapp.ui.setup.unlock_view import UNLOCK_KEYS, UnlockView
from caseapp.ui.theme import current

if TYPE_CHECKING:
    from caseapp.services.desk import Desk
    from caseapp.ui.setup.doors import Doors
    from caseapp.ui.setup.sheet_paper import SheetKeeping


class LockPage(QWidget):
    """Chooses what is shown, and gives the office a desk when somebody got in.

    Args:
        looks_at_once: False leaves the first `look` to the caller. Until then whoever unlocked last may type the passphrase already.

    Signals:
        painted: this page is on the screen for the first time.
        practice_changed: another folder is open now; True when nothing in it is real.
    """

    painted = Signal()
    practice_changed = Signal(bool)

    def __init__(
        self,
        office: Office,
        doors: Doors,
        *,
        keeping: SheetKeeping | None = None,
        second_ms: int = 1000,
        looks_at_once: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.office = office
        self._doors = doors
        self._desk: Desk | None = None
        self._last_login = ""
        self._drafts = Drafts()
        self.setObjectName("lock_page")
        self.setAccessibleName(self.tr("Unlock"))
        self.unlock = UnlockView(second_ms=second_ms)
        self._is_painted = False
        self._blank = QWidget()
        self._stack = QStackedLayout(self)
        for view in (self._blank, self.unlock):
            self._stack.addWidget(view)
        self.seldom = SeldomViews(office, doors, keeping, self._stack, self)
        self.seldom.opened.connect(self._enter)
        self.seldom.look_wanted.connect(self.look)
        self.seldom.turned.connect(self._follow_practice)
        self.seldom.folder_chosen.connect(self._turn_to)
        self.unlock.unlock_wanted.connect(self._unlock)
        self.unlock.recovery_wanted.connect(self._recover)
        self.unlock.other_wanted.connect(self._turn_to_other)
        for key in UNLOCK_KEYS:
            QShortcut(QKeySequence(key), self.unlock, self.unlock.unlock)
        office.desk_changed.connect(self._desk_changed)
        if looks_at_once:
            self.look()
        else:
            self._expect_last()

    # Looking from outside

    def _expect_last(self) -> None:
        """Take the passphrase of whoever unlocked last, before the folder was read."""
        login = str(self.office.settings.get("last_login") or "")
        if login and not self._doors.is_new():
            self.unlock.show_logins((LastTime(login),), login)
            self._show_unlock()

    def _show_unlock(self) -> None:
        if self._doors.is_practice:
            self.unlock.show_place(self.tr("Practice office"), self.tr("Open the real office"))
        else:
            self.unlock.show_place(self.tr("Requests of consumers about their personal information"), self.tr("Open the practice office"))
        is_there = self._stack.currentWidget() is self.unlock
        self._stack.setCurrentWidget(self.unlock)
        if not is_there or not self.unlock.login:
            self.unlock.take_focus()

    def look(self) -> None:
        """Look at the folder and show what fits: the first run or the unlock page."""

        def work() -> Outside:
            # Late: the words of these errors are made while the folder is read, beside the window.
            from caseapp.ui.setup.wording import word_setup_errors

            word_setup_errors(self.office.wording)
            return look_at(self._doors)

        self.office.jobs.run(self, work, self._show, self._show_trouble)

    def _show(self, outside: Outside) -> None:
        self._follow_practice()
        if outside.is_new:
            assert outside.languages is not None
            self.seldom.begin_first_run(outside.languages)
            return
        self.seldom.drop_first_run()
        self.unlock.show_logins(outside.logins, self._last_login or str(self.office.settings.get("last_login") or ""))
        self.unlock.facts.show_facts(facts_of(outside, self._doors, self._drafts))
        self.unlock.wait(outside.wait_seconds)
        self._show_unlock()

    def _show_trouble(self, error: Exception) -> None:
        self._follow_practice()
        trouble = self.seldom.trouble
        trouble.view.show_trouble(self.office.wording.trouble(error), str(self._doors.folder))
        self._stack.setCurrentWidget(trouble)
        trouble.view.again_button.setFocus()

    def _follow_practice(self) -> None:
        practice = self._doors.is_practice
        if self.office.practice != practice:
            self.office.practice = practice
            self.practice_changed.emit(practice)

    # In

    def _unlock(self, login: str, passphrase: str) -> None:
        if not passphrase:
            self.unlock.show_problem(self.tr("Type your passphrase."))
            return
        self.unlock.show_problem("")
        self.unlock.set_busy(True)

        def work() -> Desk | int:
            try:
                return self._doors.unlock(login, passphrase)
            except Trouble as trouble:
                if trouble.code not in ("wrong_passphrase", "wait"):
                    raise
                return self._doors.wait_seconds()

        def done(result: Desk | int) -> None:
            self.unlock.set_busy(False)
            if isinstance(result, int):
                self.unlock.show_problem(
                    self.tr(
                        "This passphrase does not open the record for this name. Look whether Caps Lock is on, or use the recovery sheet."
                    )
                )
                self.unlock.wait(result)
            else:
                self._enter(result)

        def failed(error: Exception) -> None:
            self.unlock.set_busy(False)
            self.office.messages.show_trouble(error)

        # The heavy rooms are read in the file lane after the start: a desk without them would show an empty window.
        # The record itself is opened in the data lane, behind the closing of whoever locked before.
        self.office.jobs.run(self, lambda: None, lambda _: self.office.jobs.run(self, work, done, failed), failed, lane="file")

    def _recover(self, login: str) -> None:
        self.seldom.recover(login, self.unlock.forget, self._show_trouble)

    def _enter(self, desk: Desk) -> None:
        self.unlock.forget()
        self._stack.setCurrentWidget(self._blank)
        self.seldom.forget()
        self.office.desk = desk

    # Out, and elsewhere

    def _desk_changed(self) -> None:
        desk, self._desk = self._desk, self.office.desk
        if self.office.desk is not None:
            self._last_login = self.office.desk.operator.login
            return
        if desk is not None:
            self._count_drafts(desk)
        self.look()

    def _count_drafts(self, desk: Desk) -> None:
        """Count what waits for whoever locks, while the record is still open; it is not worth an error."""
        self._drafts = Drafts()
        login = desk.operator.login

        def done(count: int) -> None:
            self._drafts = Drafts(login, count)

        self.office.jobs.run(self, lambda: len(desk.queries.drafts(operator_id=desk.operator.id)), done, lambda _error: None)

    def _turn_to_other(self) -> None:
        self._turn_to(self._doors.folder_for(self._doors.folder, practice=not self._doors.is_practice))

    def _turn_to(self, folder: Path) -> None:
        def failed(error: Exception) -> None:
            self.office.messages.show_trouble(error)
            self.look()

        self.unlock.forget()
        self._stack.setCurrentWidget(self._blank)
        self.office.jobs.run(self, lambda: self._doors.turn_to(folder), lambda _: self.look(), failed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # Before the window is shown nothing in it keeps the focus.
        if not self._is_painted and self._stack.currentWidget() is self.unlock:
            self.unlock.take_focus()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("chrome"))
        painter.end()
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self.painted.emit)
