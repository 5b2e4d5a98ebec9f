"""Telling and asking: the one error dialog, notices with undo, and the review before an act that cannot be undone.

Pages never open a box of their own; tests put a `RecorderMessages` in the place of this.
"""

from __future__ import annotations

import logging
import traceback
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from caseapp.domain.errors import DomainError
from caseapp.services.trouble import Trouble
from caseapp.ui.wording import ErrorWording, TroubleText

if TYPE_CHECKING:
    from caseapp.ui.widgets.dialogs import ReviewDialog, TroubleDialog

log = logging.getLogger(__name__)

NOTICES_KEPT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that was done. `undo` takes it back, once, within 15 seconds."""

    text: str
    undo: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A review: the act with its number, one sentence of consequence, facts as pairs of label and value, the words of the act."""

    title: str
    sentence: str
    facts: tuple[tuple[str, str], ...]
    act_text: str
    destructive: bool = False


class Messages(QObject):
    """Tells and asks in the window.

    Signals:
        noticed: a `Notice`; the window shows it in its undo bar, and not during a call.
        quiet_changed: a call began or ended.
    """

    noticed = Signal(object)
    quiet_changed = Signal(bool)

    def __init__(self, wording: ErrorWording, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording = wording
        self._window: QWidget | None = None
        self._is_quiet = False
        self._held = 0
        self._dialogs: list[QObject] = []
        self.notices: deque[Notice] = deque(maxlen=NOTICES_KEPT)

    def attach(self, window: QWidget) -> None:
        """Name the window over which dialogs open."""
        self._window = window

    @property
    def is_quiet(self) -> bool:
        return self._is_quiet

    @property
    def held(self) -> int:
        """Notices kept back while quiet."""
        return self._held

    def set_quiet(self, quiet: bool) -> None:
        """Hold notices back during a call; they stay in the list of notices."""
        self._is_quiet = quiet
        if not quiet:
            self._held = 0
        self.quiet_changed.emit(quiet)

    def word_error(self, error: BaseException) -> str:
        """Return one sentence for an error."""
        return self._wording.sentence(error)

    def show_trouble(self, error: BaseException) -> None:
        """Show the one error dialog; write it to the log, without what a consumer said."""
        if isinstance(error, DomainError | Trouble):
            log.warning("refused: %s", error.code)
        else:
            # The places only, not the message: nobody knows what is in the message of an exception that nobody expected.
            log.error("our mistake: %s\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
        # Late: the window stands before anybody needs a dialog.
        from caseapp.ui.widgets.dialogs import TroubleDialog

        dialog = TroubleDialog(self._wording.trouble(error), self._window)
        self._keep(dialog)
        dialog.open()

    def notice(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say that something was done, with a way back for 15 seconds."""
        notice = Notice(text=text, undo=undo)
        self.notices.appendleft(notice)
        if self._is_quiet:
            self._held += 1
            self.quiet_changed.emit(True)
        else:
            self.noticed.emit(notice)

    def ask(
        self,
        title: str,
        sentence: str,
        facts: Sequence[tuple[str, str]],
        act_text: str,
        on_yes: Callable[[], None],
        *,
        destructive: bool = False,
    ) -> None:
        """Open a review before an act that cannot be undone; `on_yes` runs when the person does it."""
        # Late: the window stands before anybody needs a dialog.
        from caseapp.ui.widgets.dialogs import ReviewDialog

        question = Question(title=title, sentence=sentence, facts=tuple(facts), act_text=act_text, destructive=destructive)
        dialog = ReviewDialog(
            question.title, question.sentence, question.facts, question.act_text, destructive=destructive, parent=self._window
        )
        self._keep(dialog)
        dialog.accepted.connect(on_yes)
        dialog.open()

    def _keep(self, dialog: TroubleDialog | ReviewDialog) -> None:
        self._dialogs.append(dialog)

        def drop() -> None:
            self._dialogs.remove(dialog)
            dialog.deleteLater()

        dialog.finished.connect(drop)


class RecorderMessages(QObject):
    """Takes the place of `Messages` in tests: keeps what was told, and answers as told beforehand.

    Attributes:
        answers: what to answer to the next questions; without one the question stays open.
    """

    noticed = Signal(object)
    quiet_changed = Signal(bool)

    def __init__(self, wording: ErrorWording | None = None, answers: Sequence[bool] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wording = wording or ErrorWording()
        self.answers: deque[bool] = deque(answers)
        self.questions: list[Question] = []
        self.open_questions: list[tuple[Question, Callable[[], None]]] = []
        self.errors: list[BaseException] = []
        self.troubles: list[TroubleText] = []
        self.notices: deque[Notice] = deque()
        self.is_quiet = False
        self.held = 0

    def attach(self, window: QWidget) -> None:
        """No dialog opens here."""

    def set_quiet(self, quiet: bool) -> None:
        self.is_quiet = quiet
        self.quiet_changed.emit(quiet)

    def word_error(self, error: BaseException) -> str:
        return self._wording.sentence(error)

    def show_trouble(self, error: BaseException) -> None:
        self.errors.append(error)
        self.troubles.append(self._wording.trouble(error))

    def notice(self, text: str, undo: Callable[[], None] | None = None) -> None:
        notice = Notice(text=text, undo=undo)
        self.notices.appendleft(notice)
        self.noticed.emit(notice)

    def ask(
        self,
        title: str,
        sentence: str,
        facts: Sequence[tuple[str, str]],
        act_text: str,
        on_yes: Callable[[], None],
        *,
        destructive: bool = False,
    ) -> None:
        question = Question(title=title, sentence=sentence, facts=tuple(facts), act_text=act_text, destructive=destructive)
        self.questions.append(question)
        if not self.answers:
            self.open_questions.append((question, on_yes))
        elif self.answers.popleft():
            on_yes()
