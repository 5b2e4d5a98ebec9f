"""The repository stands alone: it names no folder beside it, no path of the machine it was written on, no package registry's host."""

from __future__ import annotations

import re

from tests.architecture.source import ROOT, at, files, listed

BINARY = frozenset({".ttf", ".otf", ".png", ".ico", ".icns", ".pdf", ".qm", ".jpg", ".gz"})
# Written with breaks, so that this file does not name what it forbids.
FORBIDDEN = re.compile(
    "|".join(
        (
            r"\.\./share" r"d\b",
            r"/wor" r"k/",
            r"/var/tm" r"p\b",
            r"/far" r"m\b",
            r"/roo" r"t\b",
            r"fresh_mach" r"ine",
            r"farm-stu" r"dio",
            r"pypi\.o" r"rg",
            r"pythonhost" r"ed",
            r"deb\.debi" r"an\.org",
            r"npmjs\.c" r"om",
        )
    )
)


def test_nothing_outside_the_repository_is_named() -> None:
    breaches = []
    for path in files():
        if path.suffix.lower() in BINARY:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            breaches += [at(path, number, found.group()) for found in FORBIDDEN.finditer(line)]
    assert not breaches, listed("copy the facts that are needed; name no place outside the repository", breaches)


def test_the_files_are_found() -> None:
    """Without files the test above would always pass."""
    assert {ROOT / "pyproject.toml", ROOT / ".ci" / "run", ROOT / "packaging" / "run.py"} <= set(files())
