"""How far printing is, told to the window while the file lane works; one job at a time, whatever is printed."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from caseapp.ui.mailroom.printing import Progress

POLL_MS = 200


class Underway(QObject):
    """The job that is under way, if any.

    Signals:
        progressed: pages done and in all; in all is 0 when nobody can tell.
    """

    progressed = Signal(int, int)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._progress: Progress | None = None
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._tell)

    @property
    def is_on(self) -> bool:
        return self._progress is not None

    def begin(self) -> Progress:
        """Begin a job and return what it writes its progress into."""
        self._progress = Progress()
        self._poll.start()
        self._tell()
        return self._progress

    def stop(self) -> None:
        """Stop after the page that is being drawn."""
        if self._progress is not None:
            self._progress.stop = True

    def end(self) -> None:
        """The job is over, whatever came of it."""
        self._progress = None
        self._poll.stop()

    def _tell(self) -> None:
        if self._progress is not None:
            self.progressed.emit(self._progress.done, self._progress.total)
