"""What every page is given: the desk once somebody has unlocked, and the ways to work, tell, ask and go elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from caseapp.ui.call_clock import CallClock
from caseapp.ui.change_bus import ChangeBus
from caseapp.ui.commands import CommandRegistry
from caseapp.ui.jobs import InlineJobRunner, JobRunner
from caseapp.ui.messages import Messages, RecorderMessages
from caseapp.ui.wording import ErrorWording

if TYPE_CHECKING:
    # For types only: the locked window stands before any of these is read.
    from caseapp.domain.operators import Role
    from caseapp.services.desk import Desk
    from caseapp.ui.upkeep import Upkeep


class Settings(Protocol):
    """The settings of this computer, as `bootstrap` gives them. Values are text, numbers, booleans."""

    def get(self, name: str, /) -> Any: ...

    def set(self, name: str, value: Any, /) -> None: ...


class MemorySettings:
    """Settings that last as long as the program; for tests and for the demo."""

    def __init__(self, **values: object) -> None:
        self._values = dict(values)

    def get(self, name: str) -> Any:
        return self._values.get(name)

    def set(self, name: str, value: object) -> None:
        self._values[name] = value


class Office(QObject):
    """The surroundings of the pages.

    Attributes:
        call: the clock of the call; a running call keeps notices quiet.
        practice: True in the practice folder; the window says so all the time.
        upkeep: backups and the check of the history, for the administrator's pages; None where there is no program around the pages.

    Signals:
        desk_changed: somebody unlocked, or the window locked.
        navigate_requested: id of a section, and a dict of arguments for its page's `on_shown`.
    """

    desk_changed = Signal()
    navigate_requested = Signal(str, dict)

    def __init__(
        self,
        *,
        jobs: JobRunner | InlineJobRunner,
        messages: Messages | RecorderMessages,
        settings: Settings,
        wording: ErrorWording,
        commands: CommandRegistry | None = None,
        bus: ChangeBus | None = None,
        practice: bool = False,
        upkeep: Upkeep | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.messages = messages
        self.settings = settings
        self.wording = wording
        self.commands = commands or CommandRegistry()
        self.bus = bus or ChangeBus(self)
        self.call = CallClock(parent=self)
        self.practice = practice
        self.upkeep = upkeep
        self._desk: Desk | None = None
        jobs.trouble.connect(messages.show_trouble)

    @property
    def desk(self) -> Desk | None:
        """The services' context of who is signed in; None while locked."""
        return self._desk

    @desk.setter
    def desk(self, desk: Desk | None) -> None:
        self._desk = desk
        self.desk_changed.emit()

    @property
    def roles(self) -> frozenset[Role]:
        """Roles of who is signed in; empty while locked."""
        return frozenset(self._desk.operator.roles) if self._desk is not None else frozenset()

    def navigate(self, section: str, **arguments: object) -> None:
        """Go to a section; its page gets the arguments in `on_shown`."""
        self.navigate_requested.emit(section, arguments)

    def run(
        self,
        owner: QObject,
        work: Callable[[Desk], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        key: str | None = None,
    ) -> None:
        """Run a service function with the desk in the data lane.

        A `ChangeSet` that comes back, alone or as `changes` of the result, goes on the bus before `done` is called.
        Nothing happens while locked, and what comes back after a lock is not shown.

        Args:
            key: for reads only, see `JobRunner.run`.
        """
        desk = self._desk
        if desk is None:
            return

        # Late: whoever has a desk has read it long ago.
        from caseapp.services.changes import ChangeSet

        def after(result: Any) -> None:
            change = result if isinstance(result, ChangeSet) else getattr(result, "changes", None)
            if isinstance(change, ChangeSet):
                self.bus.changed.emit(change)
            # Who locked or handed over in between must not find the page filled again.
            if done is not None and self._desk is desk:
                done(result)

        self.jobs.run(owner, lambda: work(desk), after, failed, key)
