"""Work beside the window: one thread a lane, results back on the window's thread, in order.

The window's thread never opens a session, reads a file, hashes a passphrase or makes a PDF.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

log = logging.getLogger(__name__)

T = TypeVar("T")
Lane = Literal["data", "file"]
LANES: tuple[Lane, ...] = ("data", "file")


@dataclass(frozen=True, slots=True)
class _Ended:
    """A job that ended, on its way to the window's thread."""

    owner: QObject
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    key: tuple[str, str] | None
    serial: int
    result: object
    error: Exception | None


class JobRunner(QObject):
    """Runs work in the data lane or the file lane.

    Signals:
        idle: nothing is under way any more.
        trouble: an exception that no `failed` took; the window words it.
        busy_changed: True when the first job begins, False when the last one ended.
        handing_out: a result is about to be handed to who asked for it.
    """

    idle = Signal()
    trouble = Signal(object)
    busy_changed = Signal(bool)
    handing_out = Signal()
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {lane: ThreadPoolExecutor(max_workers=1, thread_name_prefix=f"caseapp-{lane}") for lane in LANES}
        self._latest: dict[tuple[str, str], int] = {}
        self._waiting: dict[tuple[str, str], Future[object]] = {}
        self._serial = 0
        self._under_way = 0
        self._is_closed = False
        self._come: deque[_Ended | None] = deque()
        # One result a turn, and each after the keys that wait: a result costs a layout, and two with a painting between would be felt.
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._deliver_next)
        self._ended.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        return self._under_way > 0

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        key: str | None = None,
        lane: Lane = "data",
    ) -> None:
        """Run `work` in a lane and hand its result to `done` on the window's thread.

        Args:
            owner: who wants the result; when it is gone the result is dropped.
            work: closes over frozen values and touches no QObject.
            failed: takes the exception; without it `trouble` tells the window.
            key: for reads only. A newer job of the same owner's key replaces an older one: what has not begun never runs, and a
                result that comes too late is dropped.
        """
        if self._is_closed:
            return
        self._serial += 1
        serial = self._serial
        full_key = (key, str(id(owner))) if key is not None else None
        if full_key is not None:
            self._latest[full_key] = serial
            older = self._waiting.pop(full_key, None)
            if older is not None:
                older.cancel()
        self._under_way += 1
        if self._under_way == 1:
            self.busy_changed.emit(True)
        future: Future[object] = self._lanes[lane].submit(work)
        if full_key is not None:
            self._waiting[full_key] = future

        def hand_over(ended: Future[object]) -> None:
            if ended.cancelled():
                self._ended.emit(None)
                return
            error = ended.exception()
            if error is not None and not isinstance(error, Exception):
                error = RuntimeError(type(error).__name__)
            result = None if error is not None else ended.result()
            self._ended.emit(_Ended(owner, done, failed, full_key, serial, result, error))

        future.add_done_callback(hand_over)

    def shutdown(self) -> None:
        """Refuse new jobs, finish what was asked for, deliver nothing more. Reads that have not begun are dropped, saves never."""
        self._is_closed = True
        for waiting in self._waiting.values():
            waiting.cancel()
        for lane in self._lanes.values():
            lane.shutdown(wait=True)

    @Slot(object)
    def _take(self, ended: _Ended | None) -> None:
        self._come.append(ended)
        self._turn.start()

    def _deliver_next(self) -> None:
        ended = self._come.popleft()
        if not self._come:
            self._turn.stop()
        try:
            if ended is not None and not self._is_closed:
                self.handing_out.emit()
                self._hand_out(ended)
        finally:
            self._under_way -= 1
            if self._under_way == 0:
                self.busy_changed.emit(False)
                self.idle.emit()

    def _hand_out(self, ended: _Ended) -> None:
        if ended.key is not None:
            if self._latest.get(ended.key) != ended.serial:
                return
            self._waiting.pop(ended.key, None)
            del self._latest[ended.key]
        if not isValid(ended.owner):
            return
        if ended.error is None:
            ended.done(ended.result)
        elif ended.failed is not None:
            ended.failed(ended.error)
        else:
            self.trouble.emit(ended.error)


class InlineJobRunner(QObject):
    """Runs work at once, on the thread that asks. For tests and for the demo."""

    idle = Signal()
    trouble = Signal(object)
    busy_changed = Signal(bool)

    @property
    def is_busy(self) -> bool:
        return False

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        key: str | None = None,
        lane: Lane = "data",
    ) -> None:
        """Run `work` now; see `JobRunner.run`."""
        try:
            result = work()
        except Exception as error:  # noqa: BLE001  a lane hands on whatever its work raised
            if failed is not None:
                failed(error)
            else:
                self.trouble.emit(error)
        else:
            if isValid(owner):
                done(result)
        self.idle.emit()

    def shutdown(self) -> None:
        """Nothing is ever under way."""
