"""An argument parser whose refusals are one sentence: what is wrong and how to mend it, exit 2."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from typing import Any, NoReturn

EXIT_BAD_INPUT = 2

_SENTENCES = (
    (r"unrecognized arguments: (?P<what>.+)", "There is no argument {what} here; leave it out"),
    (r"argument (?P<what>\S+): expected .+", "The argument {what} has no value; add one"),
    (r"argument (?P<what>\S+): ignored explicit argument .+", "The argument {what} takes no value; leave the value out"),
    (r"argument COMMAND: \w+ choice: (?P<what>\S+) \(choose from (?P<known>.+)\)", "There is no command {what}; use one of {known}"),
    (r"argument (?P<what>\S+): \w+ choice: (?P<value>.+) \(choose from (?P<known>.+)\)", "{what} is {value}; use one of {known}"),
    (r"argument (?P<what>\S+): \w+ .+ value: (?P<value>.+)", "The value {value} of {what} cannot be read; write it as shown"),
    (r"argument (?P<what>\S+): not allowed with argument (?P<other>\S+)", "{what} and {other} exclude each other; leave one out"),
    (r"the following arguments are required: (?P<what>.+)", "Something is missing; add {what}"),
)
"""What argparse says, and how we say it."""


class SentenceParser(ArgumentParser):
    """Arguments are written in full: a shortened one could mean another tomorrow."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("allow_abbrev", False)
        super().__init__(*args, **kwargs)

    def error(self, message: str) -> NoReturn:
        """End the program with one sentence on the error output."""
        self.exit(EXIT_BAD_INPUT, f"{_sentence(message)} (see {self.prog} --help).\n")


def _sentence(message: str) -> str:
    for pattern, words in _SENTENCES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return words.format(**found.groupdict())
    return message.rstrip(".").capitalize()
