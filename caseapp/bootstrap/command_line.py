"""Puts the command line on a house."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from caseapp.bootstrap.house import House
from caseapp.cli import entry
from caseapp.domain.rulebook import Rulebook
from caseapp.host.paths import data_folder, keep_new_files_private
from caseapp.rulebook.law_files import LawFiles
from caseapp.services.desk import Desk
from caseapp.store.generate import generate_cases
from caseapp.typesetting.press import Press


class OpenStore:
    """An unlocked house as a command sees it."""

    def __init__(self, house: House, desk: Desk) -> None:
        self._house = house
        self.desk = desk

    def back_up(self) -> Path:
        return self._house.back_up()

    def generate(self, count: int, seed: int) -> int:
        desk = self.desk
        return generate_cases(
            self._house.store.engine, count, rulebook=self._house.rulebook, today=desk.today(), operator_id=desk.operator.id, seed=seed
        )


class Doors:
    """What the commands may ask for."""

    def __init__(
        self, play_demo: Callable[[Path, Path | None, Callable[[str], None]], int], test_self: Callable[[Callable[[str], None]], int]
    ) -> None:
        self._play_demo = play_demo
        self._test_self = test_self

    def rulebook(self) -> Rulebook:
        return House(data_folder()).rulebook

    def law_files(self) -> LawFiles:
        return House(data_folder()).law_files

    def press(self) -> Press:
        return House(data_folder()).press

    def open_store(self, data_dir: Path | None, login: str, passphrase: str) -> AbstractContextManager[OpenStore]:
        return _opened(data_folder(data_dir), login, passphrase)

    def demo(self, out: Path, data_dir: Path | None, say: Callable[[str], None]) -> int:
        return self._play_demo(out, data_dir, say)

    def self_test(self, say: Callable[[str], None]) -> int:
        return self._test_self(say)


def run_command(
    arguments: Sequence[str],
    *,
    play_demo: Callable[[Path, Path | None, Callable[[str], None]], int],
    test_self: Callable[[Callable[[str], None]], int],
) -> int:
    """Parse and run one command."""
    keep_new_files_private()
    args = entry.parse(arguments)
    if args.command is None:
        entry.parser().print_help()
        return 0
    return entry.run(args, Doors(play_demo, test_self), sys.stdout)


@contextmanager
def _opened(folder: Path, login: str, passphrase: str) -> Iterator[OpenStore]:
    house = House(folder)
    try:
        desk = house.unlock(login, passphrase)
        yield OpenStore(house, desk)
        house.lock(desk)
    finally:
        house.close()
