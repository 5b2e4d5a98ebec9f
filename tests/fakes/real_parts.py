"""Law and letters of the program itself, read once for a whole test run."""

from __future__ import annotations

import functools

from caseapp.domain.rulebook import Rulebook
from caseapp.host.resources import program_resources
from caseapp.rulebook.law_files import LawFiles
from caseapp.rulebook.loader import load_rulebook
from caseapp.typesetting.press import Press


@functools.cache
def real_law() -> Rulebook:
    resources = program_resources()
    return load_rulebook(resources.bytes, lambda folder: list(resources.names(folder)))


@functools.cache
def real_press() -> Press:
    resources = program_resources()
    return Press(resources.bytes, lambda folder: list(resources.names(folder)))


@functools.cache
def real_law_files() -> LawFiles:
    resources = program_resources()
    return LawFiles(resources.bytes, lambda folder: list(resources.names(folder)), real_law)
