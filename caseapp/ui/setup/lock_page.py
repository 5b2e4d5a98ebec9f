"""What the window shows while nobody is signed in: the first run, the unlock page, the recovery sheet, or why nothing opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimeZone, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from caseapp.services.desk import Desk
from caseapp.services.trouble import Trouble
from caseapp.ui import qt_dates
from caseapp.ui.office import Office
from caseapp.ui.setup.doors import Doors, Login
from caseapp.ui.setup.trouble_view import TroubleView
from caseapp.ui.setup.unlock_view import EDGE, Fact, UnlockView
from caseapp.ui.setup.wording import word_setup_errors
from caseapp.ui.theme import current

if TYPE_CHECKING:
    from caseapp.ui.setup.first_run import FirstRun
    from caseapp.ui.setup.recovery_flow import RecoveryFlow
    from caseapp.ui.setup.sheet_paper import SheetKeeping


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outside:
    """What can be seen of a folder without a passphrase."""

    is_new: bool
    logins: Sequence[Login] = ()
    last_backup_at: datetime | None = None
    wait_seconds: int = 0


class LockPage(QWidget):
    """Chooses what is shown, and gives the office a desk when somebody got in.

    Signals:
        practice_changed: another folder is open now; True when nothing in it is real.
    """

    practice_changed = Signal(bool)

    def __init__(
        self, office: Office, doors: Doors, *, keeping: SheetKeeping | None = None, second_ms: int = 1000, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.office = office
        self._doors = doors
        self._keeping = keeping
        self._desk: Desk | None = None
        self._last_login = ""
        self._drafts: tuple[str, int] = ("", 0)
        word_setup_errors(office.wording)
        self.setObjectName("lock_page")
        self.setAccessibleName(self.tr("Unlock"))
        self.unlock = UnlockView(second_ms=second_ms)
        self.trouble = _Framed(TroubleView())
        self._first_run: FirstRun | None = None
        self._recovery: RecoveryFlow | None = None
        self._blank = QWidget()
        self._stack = QStackedLayout(self)
        for view in (self._blank, self.unlock, self.trouble):
            self._stack.addWidget(view)
        self.unlock.unlock_wanted.connect(self._unlock)
        self.unlock.recovery_wanted.connect(self._recover)
        self.unlock.other_wanted.connect(self._turn_to_other)
        self.trouble.view.again.connect(self.look)
        self.trouble.view.elsewhere.connect(self._choose_folder)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self.trouble, self.look)
            QShortcut(QKeySequence(key), self.unlock, self.unlock.unlock)
        office.desk_changed.connect(self._desk_changed)
        self.look()

    # Looking from outside

    def look(self) -> None:
        """Look at the folder and show what fits: the first run or the unlock page."""

        def work() -> _Outside:
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
        if self._doors.is_practice:
            self.unlock.show_place(self.tr("Practice office"), self.tr("Open the real office"))
        else:
            self.unlock.show_place(self.tr("Requests of consumers about their personal information"), self.tr("Open the practice office"))
        self.unlock.facts.show_facts(self._facts(outside))
        self.unlock.wait(outside.wait_seconds)
        self._stack.setCurrentWidget(self.unlock)
        self.unlock.take_focus()

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
        zone = bytes(QTimeZone.systemTimeZoneId().data()).decode()
        return qt_dates.moment(at, zone, qt_dates.local(self._doors.now_at(), zone).date())

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

    def _enter(self, desk: object) -> None:
        assert isinstance(desk, Desk)
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

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("chrome"))
        painter.end()


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
