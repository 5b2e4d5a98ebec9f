"""A kill in the middle of steady typing loses at most three seconds of it."""

from __future__ import annotations

import multiprocessing
import random
import select
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from caseapp.ui.intake.intake_page import IntakePage
from tests.e2e.conftest import Start
from tests.e2e.typing_child import type_until_killed

KILLS = 8
AT_ONCE = 3
"""While one is typing, which takes little, the next is starting."""
MAY_BE_LOST_S = 3.0
TYPED_FOR_S = (3.0, 6.0)
START_WITHIN_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Killed:
    """One child after its end."""

    folder: Path
    typed: tuple[tuple[str, float], ...]
    killed_at: float

    @property
    def must_be_there(self) -> str:
        """What was typed longer ago than may be lost."""
        return "".join(letter for letter, at in self.typed if at < self.killed_at - MAY_BE_LOST_S)

    @property
    def all_typed(self) -> str:
        return "".join(letter for letter, _ in self.typed)


def test_a_kill_while_typing_loses_at_most_three_seconds(start: Start, prepared: Path, tmp_path: Path) -> None:
    dice = random.Random(20260304)
    homes = [tmp_path / f"life-{place}" for place in range(KILLS)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        lives = [pool.submit(kill_while_typing, home, prepared, dice.uniform(*TYPED_FOR_S)) for home in homes]
    for life in lives:
        killed = life.result()
        program = start(killed.folder)
        program.unlock("maria.lopez")
        program.press("Ctrl+3")
        program.reach("intake_drafts")
        program.press("Return")
        words = program.page(IntakePage).form().words
        program.end()
        assert killed.all_typed.startswith(words)
        assert len(killed.must_be_there) > 0
        assert words.startswith(killed.must_be_there), f"lost {len(killed.all_typed) - len(words)} letters"


def kill_while_typing(home: Path, prepared: Path, seconds: float) -> Killed:
    """Let a program of its own type for some seconds, kill it, and return what it had typed."""
    folder, typed = home / "office-practice", home / "typed"
    shutil.copytree(prepared, folder)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.e2e.typing_child"])
    child = context.Process(target=type_until_killed, args=(str(folder), str(home), str(typed)))
    child.start()
    end = begin_of(typed, child) + seconds
    child.join(timeout=max(0.0, end - time.monotonic()))
    assert child.is_alive(), f"the child ended by itself with {child.exitcode}"
    child.kill()
    killed_at = time.monotonic()
    child.join()
    return Killed(folder=folder, typed=read_typed(typed), killed_at=killed_at)


def begin_of(typed: Path, child: BaseProcess) -> float:
    """Wait for the first key and return when it was typed."""
    end = time.monotonic() + START_WITHIN_S
    while time.monotonic() < end and child.is_alive():
        if typed.exists() and (keys := read_typed(typed)):
            return keys[0][1]
        select.select([], [], [], 0.01)
    raise AssertionError(f"the child did not begin to type; it ended with {child.exitcode}")


def read_typed(typed: Path) -> tuple[tuple[str, float], ...]:
    """Read the whole lines of a child's keys."""
    whole = typed.read_text().rpartition("\n")[0].splitlines()
    return tuple((line[0], float(line[1:])) for line in whole)
