"""``caseapp COMMAND``: the commands and what each is given. Without a command the window opens; that is decided in `__main__`."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol, TextIO

from caseapp import __version__
from caseapp.cli import backup, counsel_list, deadlines, generate, letter_samples, letters_verify, nightly, what_if
from caseapp.cli.fault_words import EXIT_DONE, sentence
from caseapp.cli.sentence_parser import SentenceParser
from caseapp.cli.store_access import read_passphrase
from caseapp.domain.errors import DomainError
from caseapp.domain.rulebook import Rulebook
from caseapp.services.desk import Desk
from caseapp.services.ports import LawFiles, LetterPress
from caseapp.services.trouble import Trouble

DESCRIPTION = "Consumer privacy requests under the CCPA, from the call to the mailed letter. Without a command the window opens."


class OpenStore(Protocol):
    """An unlocked store for one command."""

    @property
    def desk(self) -> Desk: ...

    def back_up(self) -> Path: ...

    def generate(self, count: int, seed: int) -> int: ...


class Doors(Protocol):
    """What `bootstrap` gives the command line."""

    def rulebook(self) -> Rulebook: ...

    def press(self) -> LetterPress: ...

    def law_files(self) -> LawFiles: ...

    def open_store(self, data_dir: Path | None, login: str, passphrase: str) -> AbstractContextManager[OpenStore]: ...

    def demo(self, out: Path, data_dir: Path | None, say: Callable[[str], None]) -> int: ...

    def self_test(self, say: Callable[[str], None]) -> int: ...


def parser() -> SentenceParser:
    """Return the parser of all commands."""
    top = SentenceParser(prog="caseapp", description=DESCRIPTION)
    top.add_argument("--version", action="version", version=f"caseapp {__version__}")
    top.add_argument("--data-dir", type=Path, dest="window_data_dir", metavar="DIR", help="folder of the data for the window")
    commands = top.add_subparsers(dest="command", metavar="COMMAND")
    demo = commands.add_parser("demo", help="play four stories without a screen and leave letters, pictures and story.json")
    demo.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for what the demonstration leaves")
    demo.add_argument("--data-dir", type=Path, metavar="DIR", help="folder for the data of the demonstration")
    commands.add_parser("self-test", help="exercise the installed program in a folder of its own; exit 0 or 1")
    deadlines.add_arguments(commands.add_parser("deadlines", help="the dates of one receipt or of a range, with every reading"))
    letter_samples.add_arguments(commands.add_parser("letter-samples", help="write every letter template with its samples"))
    letters_verify.add_arguments(commands.add_parser("letters", help="the frozen letters of a store: verify them"))
    counsel_list.add_arguments(commands.add_parser("counsel-list", help="what counsel has to read, with its text, effect, file and line"))
    what_if.add_arguments(commands.add_parser("what-if", help="try a one-off day or a draft of the law before anything counts"))
    nightly.add_arguments(commands.add_parser("nightly", help="read every clock against today's date"))
    generate.add_arguments(commands.add_parser("generate", help="fill a practice store with invented cases"))
    backup.add_arguments(commands.add_parser("backup", help="copy the store, checked and encrypted, into its backups folder"))
    return top


def run(args: Namespace, doors: Doors, out: TextIO) -> int:
    """Run one command; faults a person can act on become one sentence on the error output."""
    try:
        return _run(args, doors, out)
    except (Trouble, DomainError, OSError) as error:
        words, code = sentence(error)
        sys.stderr.write(f"{words}\n")
        return code


def _run(args: Namespace, doors: Doors, out: TextIO) -> int:
    def say(line: str) -> None:
        out.write(f"{line}\n")
        out.flush()

    match args.command:
        case "deadlines":
            return deadlines.run(args, doors.rulebook(), out)
        case "counsel-list":
            return counsel_list.run(args, doors.law_files(), out)
        case "letter-samples":
            return letter_samples.run(args, doors.press(), out)
        case "demo":
            return doors.demo(args.out, args.data_dir, say)
        case "self-test":
            return doors.self_test(say)
    with doors.open_store(args.data_dir, args.operator, read_passphrase(args)) as store:
        match args.command:
            case "letters":
                return letters_verify.run(args, store.desk, out)
            case "nightly":
                return nightly.run(args, store.desk, out)
            case "what-if":
                return what_if.run(args, store.desk, out)
            case "generate":
                return generate.run(args, store.generate, out)
            case "backup":
                return backup.run(args, store.back_up, out)
    return EXIT_DONE


def parse(arguments: Sequence[str]) -> Namespace:
    return parser().parse_args(arguments)
