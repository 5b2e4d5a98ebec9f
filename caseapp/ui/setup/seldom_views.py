"""The pages of the locked window that are hardly ever shown, each made when it is wanted first: first run, recovery, trouble."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from caseapp.ui.office import Office
from caseapp.ui.setup.unlock_view import EDGE, UNLOCK_KEYS

if TYPE_CHECKING:
    from caseapp.ui.setup.doors import Doors, Languages
    from caseapp.ui.setup.first_run import FirstRun
    from caseapp.ui.setup.recovery_flow import RecoveryFlow
    from caseapp.ui.setup.sheet_paper import SheetKeeping
    from caseapp.ui.setup.trouble_view import TroubleView


class SeldomViews(QObject):
    """Makes them and puts them into the stack of the lock page.

    Signals:
        opened: a desk; somebody got in through the first run or with the recovery sheet.
        look_wanted: look at the folder once more.
        turned: the first run went to another folder.
        folder_chosen: another folder is to be opened.
    """

    opened = Signal(object)
    look_wanted = Signal()
    turned = Signal()
    folder_chosen = Signal(object)

    def __init__(self, office: Office, doors: Doors, keeping: SheetKeeping | None, stack: QStackedLayout, page: QWidget) -> None:
        super().__init__(page)
        self._office = office
        self._doors = doors
        self._keeping = keeping
        self._stack = stack
        self._page = page
        self._trouble: Framed | None = None
        self._first_run: FirstRun | None = None
        self._recovery: RecoveryFlow | None = None

    @property
    def first_run(self) -> FirstRun | None:
        return self._first_run

    @property
    def recovery(self) -> RecoveryFlow | None:
        return self._recovery

    @property
    def trouble(self) -> Framed:
        """What stands in the place of the unlock page when nothing can be opened."""
        if self._trouble is None:
            # Late: nearly nobody sees it.
            from caseapp.ui.setup.trouble_view import TroubleView

            self._trouble = Framed(TroubleView())
            self._trouble.view.again.connect(self.look_wanted)
            self._trouble.view.elsewhere.connect(self._choose_folder)
            for key in UNLOCK_KEYS:
                QShortcut(QKeySequence(key), self._trouble, self.look_wanted.emit)
            self._stack.addWidget(self._trouble)
        return self._trouble

    def begin_first_run(self, languages: Languages) -> None:
        """Show the first page of the first run."""
        if self._first_run is None:
            self._make_first_run(languages)
        run = self._first_run
        assert run is not None
        self._stack.setCurrentWidget(run)
        run.begin()

    def _make_first_run(self, languages: Languages) -> None:
        # Late: a program that was set up long ago starts without these pages.
        from caseapp.ui.setup.first_run import FirstRun

        run = self._first_run = FirstRun(self._office, self._doors, self.keeping, languages)
        run.opened.connect(self.opened)
        run.found_office.connect(self.look_wanted)
        run.turned.connect(self.turned)
        run.spoken_changed.connect(lambda: self._speak_anew(languages))
        self._stack.addWidget(run)

    def _speak_anew(self, languages: Languages) -> None:
        """Make the pages again, for what stands on the screen keeps its words, and go on where the first one was left."""
        before = self._first_run
        assert before is not None
        letters = str(before.language.letters.chosen())
        self.drop_first_run()
        self._make_first_run(languages)
        run = self._first_run
        assert run is not None
        self._stack.setCurrentWidget(run)
        run.begin()
        run.go_on_in_another_language(letters)

    def drop_first_run(self) -> None:
        """Forget what was typed there; the office is set up."""
        if self._first_run is not None:
            self._first_run.forget()
            self._stack.removeWidget(self._first_run)
            self._first_run.setParent(None)
            self._first_run.deleteLater()
            self._first_run = None

    def recover(self, login: str, begun: Callable[[], None], failed: Callable[[Exception], None]) -> None:
        """Read who there is, then begin with the recovery sheet of one of them."""
        if self._recovery is None:
            # Late: nearly nobody needs it.
            from caseapp.ui.setup.recovery_flow import RecoveryFlow

            self._recovery = RecoveryFlow(self._office, self._doors, self.keeping)
            self._recovery.opened.connect(self.opened)
            self._recovery.left.connect(self.look_wanted)
            self._stack.addWidget(self._recovery)
        flow = self._recovery

        def done(logins: object) -> None:
            begun()
            self._stack.setCurrentWidget(flow)
            flow.begin(logins, login)  # type: ignore[arg-type]  # what `doors.logins` returned

        self._office.jobs.run(self._page, self._doors.logins, done, failed)

    def forget(self) -> None:
        """Drop what was typed anywhere, for somebody is in."""
        self.drop_first_run()
        if self._recovery is not None:
            self._recovery.forget()

    @property
    def keeping(self) -> SheetKeeping:
        if self._keeping is None:
            # Late: it brings Qt's printing with it, which asks the system for its printers.
            from caseapp.ui.setup.sheet_paper import SystemSheetKeeping

            self._keeping = SystemSheetKeeping()
        return self._keeping

    def _choose_folder(self) -> None:
        self.keeping.choose_folder(self._page, self._doors.folder, self._chosen)

    def _chosen(self, folder: Path) -> None:
        self.folder_chosen.emit(folder)


class Framed(QWidget):
    """The trouble on the one left edge of the locked window."""

    def __init__(self, view: TroubleView) -> None:
        super().__init__()
        self.view = view
        column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        column.addWidget(view)
