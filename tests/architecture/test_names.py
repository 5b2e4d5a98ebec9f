"""What stands where, and names that promise nothing."""

from __future__ import annotations

import ast
import re

from tests.architecture.source import NOT_OURS, ROOT, at, files, listed, modules

TOP_LEVEL = frozenset({"caseapp", "resources", "tests", "packaging", "pyproject.toml", "README.md", "LICENSE"})
SAYS_NOTHING = re.compile(r"(?:^|_)(?:utils?|helpers?|managers?|misc)$|^common$")


def test_nothing_new_stands_at_the_top() -> None:
    present = {path.name for path in ROOT.iterdir() if not path.name.startswith(".") and not path.name.endswith(".egg-info")}
    breaches = sorted(present - TOP_LEVEL - NOT_OURS)
    assert not breaches, listed("the top level holds caseapp, resources, tests, packaging, pyproject.toml, README.md and LICENSE", breaches)


def test_a_module_is_called_by_what_it_holds() -> None:
    breaches = [
        at(path, 1, f"'{part}' says nothing about the content")
        for path in files(".", "*.py")
        for part in path.relative_to(ROOT).with_suffix("").parts
        if SAYS_NOTHING.search(part)
    ]
    assert not breaches, listed("name a module by the thing it holds", breaches)


def test_init_files_hold_a_docstring_only() -> None:
    breaches = []
    for path, tree in modules("caseapp", "tests"):
        if path.name != "__init__.py":
            continue
        if not ast.get_docstring(tree):
            breaches.append(at(path, 1, "has no docstring"))
        is_version_file = path == ROOT / "caseapp" / "__init__.py"
        breaches += [at(path, statement, "is code") for statement in tree.body[1:] if not (is_version_file and is_version(statement))]
    assert not breaches, listed("an __init__.py holds a docstring that says what lives there, and nothing else", breaches)


def is_version(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__version__"


def test_every_module_says_what_lives_there() -> None:
    breaches = [
        at(path, 1, "has no module docstring") for path, tree in modules("caseapp", "packaging", "tests") if not ast.get_docstring(tree)
    ]
    assert not breaches, listed("a module begins with a docstring", breaches)


def test_packaging_is_a_folder_and_no_package() -> None:
    """As a package it would hide the `packaging` distribution that pytest imports."""
    assert not (ROOT / "packaging" / "__init__.py").exists()
