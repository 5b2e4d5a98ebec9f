"""What the window shows while nobody is signed in: the first run, the unlock page, the recovery sheet, or why nothing opens."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from caseapp.services.trouble import Trouble
from caseapp.ui.office import Office
from caseapp.ui.setup.unlock_view import EDGE, Fact, UnlockView
from caseapp.ui.theme import current

if TYPE_CHECKING:
    from datetime import datetime

    from caseapp.services.desk import Desk
    from caseapp.ui.setup.doors import Doors, Login
    from caseapp.ui.setup.first_run import FirstRun
    from caseapp.ui.setup.recovery_flow import RecoveryFlow
    from caseapp.ui.setup.sheet_paper import SheetKeeping
    from caseapp.ui.setup.trouble_view import TroubleView


UNLOCK_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class _LastTime(NamedTuple):
    """Who unlocked last, before it is known who can."""

    login: str
    display_name: str = ""


class _Outside(NamedTuple):
    """What can be seen of a folder without a passphrase."""

    is_new: bool
    logins: Sequence[Login] = ()
    last_backup_at: datetime | None = None
    wait_seconds: int = 0


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
        self._keeping = keeping
        self._desk: Desk | None = None
        self._last_login = ""
        self._drafts: tuple[str, int] = ("", 0)
        self.setObjectName("lock_page")
        self.setAccessibleName(self.tr("Unlock"))
        self.unlock = UnlockView(second_ms=second_ms)
        self._trouble: _Framed | None = None
        self._is_painted = False
        self._first_run: FirstRun | None = None
        self._recovery: RecoveryFlow | None = None
        self._blank = QWidget()
        self._stack = QStackedLayout(self)
        for view in (self._blank, self.unlock):
            self._stack.addWidget(view)
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
            self.unlock.show_logins((_LastTime(login),), login)
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

        def work() -> _Outside:
            # Late: the words of these errors are made while the folder is read, beside the window.
            from caseapp.ui.setup.wording import word_setup_errors

            word_setup_errors(self.office.wording)
            self._doors.take()
            if self._doors.is_new():
                return _Outside(is_new=True)
            return _Outside(
                is_new=False,
                logins=self._doors.logins(),
                last_backup_at=self._doors.last_backup_at(),
                wait_seconds=self._doors.wait_seconds(),
            )

        self.office.jobs.run(self, work, self._show, self._show_trouble)

    @property
    def first_run(self) -> FirstRun | None:
        return self._first_run

    @property
    def recovery(self) -> RecoveryFlow | None:
        return self._recovery

    def _show(self, outside: _Outside) -> None:
        self._follow_practice()
        if outside.is_new:
            self._begin_first_run()
            return
        self._drop_first_run()
        self.unlock.show_logins(outside.logins, self._last_login or str(self.office.settings.get("last_login") or ""))
        self.unlock.facts.show_facts(self._facts(outside))
        self.unlock.wait(outside.wait_seconds)
        self._show_unlock()

    def _facts(self, outside: _Outside) -> list[Fact]:
        login, count = self._drafts
        facts: list[Fact] = []
        if count:
            words = self.tr("1 draft") if count == 1 else self.tr("{count} drafts").format(count=count)
            facts.append(("note-pencil", words, self.tr("saved, waiting for {name}").format(name=login)))
        facts.append(("hard-drives", self.tr("Record on this computer"), self.tr("encrypted")))
        facts.append(("folder-open", self.tr("Folder"), _breakable(self._doors.folder)))
        facts.append(("clock", self.tr("Last backup"), self._backup_words(outside.last_backup_at)))
        return facts

    def _backup_words(self, at: datetime | None) -> str:
        if at is None:
            return self.tr("none yet")
        # Late: the first page has no date yet.
        from PySide6.QtCore import QTimeZone

        from caseapp.ui import qt_dates  # late as above

        zone = bytes(QTimeZone.systemTimeZoneId().data()).decode()
        return qt_dates.moment(at, zone, qt_dates.local(self._doors.now_at(), zone).date())

    @property
    def trouble(self) -> _Framed:
        """What stands in the place of the unlock page when nothing can be opened; made when it is wanted first."""
        if self._trouble is None:
            # Late: nearly nobody sees it.
            from caseapp.ui.setup.trouble_view import TroubleView

            self._trouble = _Framed(TroubleView())
            self._trouble.view.again.connect(self.look)
            self._trouble.view.elsewhere.connect(self._choose_folder)
            for key in UNLOCK_KEYS:
                QShortcut(QKeySequence(key), self._trouble, self.look)
            self._stack.addWidget(self._trouble)
        return self._trouble

    def _show_trouble(self, error: Exception) -> None:
        self._follow_practice()
        self.trouble.view.show_trouble(self.office.wording.trouble(error), str(self._doors.folder))
        self._stack.setCurrentWidget(self.trouble)
        self.trouble.view.again_button.setFocus()

    def _follow_practice(self) -> None:
        practice = self._doors.is_practice
        if self.office.practice != practice:
            self.office.practice = practice
            self.practice_changed.emit(practice)

    # First run

    def _begin_first_run(self) -> None:
        if self._first_run is None:
            # Late: a program that was set up long ago starts without these pages.
            from caseapp.ui.setup.first_run import FirstRun

            self._first_run = FirstRun(self.office, self._doors, self._sheet_keeping())
            self._first_run.opened.connect(self._enter)
            self._first_run.found_office.connect(self.look)
            self._first_run.turned.connect(self._follow_practice)
            self._stack.addWidget(self._first_run)
        self._stack.setCurrentWidget(self._first_run)
        self._first_run.begin()

    def _drop_first_run(self) -> None:
        if self._first_run is not None:
            self._first_run.forget()
            self._stack.removeWidget(self._first_run)
            self._first_run.deleteLater()
            self._first_run = None

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
        if self._recovery is None:
            # Late: nearly nobody needs it.
            from caseapp.ui.setup.recovery_flow import RecoveryFlow

            self._recovery = RecoveryFlow(self.office, self._doors, self._sheet_keeping())
            self._recovery.opened.connect(self._enter)
            self._recovery.left.connect(self.look)
            self._stack.addWidget(self._recovery)
        flow = self._recovery

        def done(logins: Sequence[Login]) -> None:
            self.unlock.forget()
            self._stack.setCurrentWidget(flow)
            flow.begin(logins, login)

        self.office.jobs.run(self, self._doors.logins, done, self._show_trouble)

    def _enter(self, desk: Desk) -> None:
        self.unlock.forget()
        self._stack.setCurrentWidget(self._blank)
        self._drop_first_run()
        if self._recovery is not None:
            self._recovery.forget()
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
        self._drafts = ("", 0)
        login = desk.operator.login

        def done(count: int) -> None:
            self._drafts = (login, count)

        self.office.jobs.run(self, lambda: len(desk.queries.drafts(operator_id=desk.operator.id)), done, lambda _error: None)

    def _sheet_keeping(self) -> SheetKeeping:
        if self._keeping is None:
            # Late: it brings Qt's printing with it, which asks the system for its printers.
            from caseapp.ui.setup.sheet_paper import SystemSheetKeeping

            self._keeping = SystemSheetKeeping()
        return self._keeping

    def _turn_to_other(self) -> None:
        self._turn_to(self._doors.folder_for(self._doors.folder, practice=not self._doors.is_practice))

    def _choose_folder(self) -> None:
        self._sheet_keeping().choose_folder(self, self._doors.folder, self._turn_to)

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


class _Framed(QWidget):
    """The trouble on the one left edge of the locked window."""

    def __init__(self, view: TroubleView) -> None:
        super().__init__()
        self.view = view
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.addWidget(view)


def _breakable(folder: Path) -> str:
    """Return a path that may be broken into lines after each slash."""
    return str(folder).replace("/", "/\u200b").replace("\\", "\\\u200b")
