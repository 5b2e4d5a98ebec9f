"""Work beside the window: order, newest wins, nobody home, failures."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from caseapp.ui.jobs import InlineJobRunner, JobRunner


@pytest.fixture
def jobs(qapp: QCoreApplication) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.shutdown()
    QCoreApplication.sendPostedEvents()


def test_work_runs_elsewhere_and_its_result_comes_back_here_in_order(jobs: JobRunner, qtbot: QtBot) -> None:
    owner = QObject()
    here = threading.current_thread()
    worked_on: set[threading.Thread] = set()
    got: list[tuple[int, threading.Thread]] = []

    def work(number: int) -> int:
        worked_on.add(threading.current_thread())
        return number

    with qtbot.waitSignal(jobs.idle):
        for number in range(20):
            jobs.run(owner, lambda number=number: work(number), lambda n: got.append((n, threading.current_thread())))
    assert [number for number, _ in got] == list(range(20))
    assert {thread for _, thread in got} == {here}
    assert here not in worked_on
    assert len(worked_on) == 1


def test_of_several_reads_with_one_key_only_the_newest_is_delivered(jobs: JobRunner, qtbot: QtBot) -> None:
    owner = QObject()
    gate = threading.Event()
    ran: list[int] = []
    got: list[int] = []

    def read(number: int) -> int:
        gate.wait(5)
        ran.append(number)
        return number

    with qtbot.waitSignal(jobs.idle):
        for number in range(5):
            jobs.run(owner, lambda number=number: read(number), got.append, key="search")
        gate.set()
    assert got == [4]
    assert len(ran) <= 2, "what had not begun must not run"


def test_of_results_that_come_together_each_has_a_turn_of_its_own(jobs: JobRunner, qtbot: QtBot) -> None:
    owner = QObject()
    told: list[str] = []

    def take(result: str) -> None:
        told.append(result)
        # As a key that was pressed meanwhile: it comes before the next result.
        QCoreApplication.postEvent(owner, QEvent(QEvent.Type.User))

    class Keys(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.User:
                told.append("key")
            return False

    keys = Keys()
    owner.installEventFilter(keys)
    for name in ("one", "two", "three"):
        jobs.run(owner, lambda name=name: name, take)  # type: ignore[misc]
    time_to_end = threading.Event()
    jobs.run(owner, time_to_end.set, lambda _: None)
    assert time_to_end.wait(5)
    qtbot.waitUntil(lambda: told.count("key") == 3)
    assert told == ["one", "key", "two", "key", "three", "key"]


def test_keys_of_two_owners_do_not_meet(jobs: JobRunner, qtbot: QtBot) -> None:
    one, other = QObject(), QObject()
    got: list[str] = []
    with qtbot.waitSignal(jobs.idle):
        jobs.run(one, lambda: "one", got.append, key="list")
        jobs.run(other, lambda: "other", got.append, key="list")
    assert sorted(got) == ["one", "other"]


def test_a_result_for_an_owner_who_is_gone_is_dropped(jobs: JobRunner, qtbot: QtBot) -> None:
    owner = QObject()
    gate = threading.Event()
    got: list[int] = []
    with qtbot.waitSignal(jobs.idle):
        jobs.run(owner, lambda: gate.wait(5) and 1, got.append)
        owner.deleteLater()
        QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete.value)
        gate.set()
    assert got == []


def test_a_failure_goes_to_who_asked_for_it_and_else_to_the_window(jobs: JobRunner, qtbot: QtBot) -> None:
    owner = QObject()
    told: list[Exception] = []
    troubles: list[Exception] = []
    jobs.trouble.connect(troubles.append)

    def fail() -> None:
        raise KeyError("gone")

    with qtbot.waitSignal(jobs.idle):
        jobs.run(owner, fail, lambda _: None, told.append)
        jobs.run(owner, fail, lambda _: None)
    assert [type(error) for error in told] == [KeyError]
    assert [type(error) for error in troubles] == [KeyError]


def test_a_slow_file_does_not_hold_up_the_record(jobs: JobRunner, qtbot: QtBot) -> None:
    owner = QObject()
    gate = threading.Event()
    got: list[str] = []
    jobs.run(owner, lambda: gate.wait(5), lambda _: got.append("file"), lane="file")
    jobs.run(owner, lambda: None, lambda _: got.append("data"))
    qtbot.waitUntil(lambda: got == ["data"])
    with qtbot.waitSignal(jobs.idle):
        gate.set()
    assert got == ["data", "file"]


def test_after_shutdown_nothing_runs_and_nothing_is_delivered(qapp: QCoreApplication) -> None:
    runner = JobRunner()
    owner = QObject()
    got: list[int] = []
    runner.run(owner, lambda: 1, got.append)
    runner.shutdown()
    runner.run(owner, lambda: 2, got.append)
    QCoreApplication.sendPostedEvents()
    assert got == []


def test_it_says_when_it_is_busy(jobs: JobRunner, qtbot: QtBot) -> None:
    said: list[bool] = []
    jobs.busy_changed.connect(said.append)
    with qtbot.waitSignal(jobs.idle):
        jobs.run(QObject(), lambda: 1, lambda _: None)
    assert said == [True, False]
    assert not jobs.is_busy


def test_the_inline_runner_behaves_the_same(qapp: QCoreApplication) -> None:
    runner = InlineJobRunner()
    owner = QObject()
    got: list[object] = []
    troubles: list[Exception] = []
    runner.trouble.connect(troubles.append)

    def fail() -> None:
        raise ValueError

    runner.run(owner, lambda: 7, got.append)
    runner.run(owner, fail, got.append, got.append)
    runner.run(owner, fail, got.append)
    assert got[0] == 7
    assert isinstance(got[1], ValueError)
    assert [type(error) for error in troubles] == [ValueError]


def test_what_has_to_be_saved_is_finished_by_the_shutdown(qapp: QCoreApplication) -> None:
    runner = JobRunner()
    owner = QObject()
    gate = threading.Event()
    saved: list[str] = []
    runner.run(owner, lambda: gate.wait(5), lambda _: None)
    runner.run(owner, lambda: saved.append("read"), lambda _: None, key="list")
    runner.run(owner, lambda: saved.append("save"), lambda _: None)
    threading.Timer(0.05, gate.set).start()
    runner.shutdown()
    assert saved == ["save"]
