"""What nobody expected: saved first, shown once, logged without the words of a consumer."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

import pytest

from caseapp.ui.application import ExceptionHook

SAID = "Ana Peña, 12 Main St"


def raised(make: Callable[[], BaseException]) -> BaseException:
    try:
        raise make()  # noqa: TRY301  the traceback is to name this place
    except BaseException as error:  # noqa: BLE001  the test wants it with its traceback
        return error


@pytest.mark.expects_warnings
def test_it_saves_then_shows_and_logs_places_only(caplog: pytest.LogCaptureFixture) -> None:
    did: list[object] = []
    hook = ExceptionHook(lambda: did.append("saved"), did.append)
    error = raised(lambda: ValueError(SAID))
    hook(type(error), error, error.__traceback__)
    assert did == ["saved", error]
    assert "unexpected ValueError" in caplog.text
    assert "test_shell_application.py" in caplog.text
    assert "Ana" not in caplog.text


@pytest.mark.expects_warnings
def test_a_second_one_while_the_first_is_shown_opens_no_second_dialog() -> None:
    shown: list[BaseException] = []

    def show(error: BaseException) -> None:
        shown.append(error)
        hook(RuntimeError, RuntimeError(), None)

    hook = ExceptionHook(lambda: None, show)
    hook(ValueError, ValueError(), None)
    assert len(shown) == 1


@pytest.mark.expects_warnings
def test_it_shows_even_when_saving_fails(caplog: pytest.LogCaptureFixture) -> None:
    shown: list[BaseException] = []

    def fail() -> None:
        raise OSError(SAID)

    ExceptionHook(fail, shown.append)(ValueError, ValueError(), None)
    assert len(shown) == 1
    assert "could not save after it: OSError" in caplog.text
    assert "Ana" not in caplog.text


def test_the_keyboard_interrupt_is_left_alone(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    passed_on: list[object] = []
    monkeypatch.setattr(sys, "__excepthook__", lambda *parts: passed_on.append(parts[0]))
    with caplog.at_level(logging.DEBUG):
        ExceptionHook(lambda: None, lambda _: None)(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert passed_on == [KeyboardInterrupt]
    assert caplog.text == ""
