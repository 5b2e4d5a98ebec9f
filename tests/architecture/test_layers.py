"""Arrows point down only: the contracts of pyproject.toml, and the rules that need the folder listing to be written."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest

from tests.architecture.source import ROOT, at, listed, modules

ROOMS = ("domain", "host", "services", "ui", "cli", "store", "vault", "rulebook", "typesetting", "exchange")
JOIN_THE_ROOMS = frozenset({"bootstrap", "demo", "self_test"})

# What a room may import from outside the standard library. A new package gets its line here with its reason in caseapp/DECISIONS.md.
MAY_IMPORT = {
    "domain": set[str](),
    "host": {"appdirs"},
    "services": {"phonenumbers", "babel"},
    "ui": {"PySide6", "shiboken6"},
    "cli": set[str](),
    "store": {"sqlalchemy", "alembic", "sqlcipher3"},
    "vault": {"argon2", "cryptography", "keyring"},
    "rulebook": set[str](),
    "typesetting": {"reportlab", "pypdfium2", "pikepdf", "babel"},
    "exchange": set[str](),
}
NOT_A_FEATURE = frozenset({"widgets"})


def test_the_contracts_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[done.stdout.find("Contracts") :] + done.stderr


def test_every_room_is_known() -> None:
    folders = {path.name for path in (ROOT / "caseapp").iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert folders - JOIN_THE_ROOMS == set(ROOMS) == set(MAY_IMPORT)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_from_outside_only_what_is_its_own(room: str) -> None:
    allowed = MAY_IMPORT[room] | set(sys.stdlib_module_names) | {"caseapp"}
    breaches = [
        at(path, node, f"imports {name}")
        for path, tree in modules(f"caseapp/{room}")
        for node in ast.walk(tree)
        for name in imported_packages(node)
        if name not in allowed
    ]
    assert not breaches, listed(f"caseapp/{room} may import {sorted(MAY_IMPORT[room]) or 'the standard library'} only", breaches)


def test_imports_stand_at_the_top() -> None:
    """A late import surprises the reader; where it is worth it (a start that must not pay for Alembic), a comment says why."""
    breaches = [
        at(path, node, f"imports {name} late")
        for path, tree in modules(*(f"caseapp/{room}" for room in ROOMS))
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in imported_packages(node)
        if name == "caseapp" and not is_explained(path, node.lineno)
    ]
    assert not breaches, listed("imports of our own modules stand at the top of the file, or have a comment with the reason", breaches)


def test_every_outside_package_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = " ".join(project["dependencies"]).lower()
    imported_as = {"PySide6": "pyside6-essentials", "shiboken6": "pyside6-essentials", "argon2": "argon2-cffi"}
    used = {
        (name, path, node)
        for path, tree in modules("caseapp")
        for node in ast.walk(tree)
        for name in imported_packages(node)
        if name not in sys.stdlib_module_names and name != "caseapp"
    }
    breaches = sorted(at(path, node, name) for name, path, node in used if imported_as.get(name, name.lower()) not in declared)
    assert not breaches, listed("declare the package in pyproject.toml and refresh the locks", breaches)


def test_features_of_the_window_are_strangers() -> None:
    """Deleting a feature means deleting its folder: no feature may reach another, not even through a third module."""
    features = {path.parent.name for path in (ROOT / "caseapp" / "ui").glob("*/__init__.py")} - NOT_A_FEATURE
    graph = grimp.build_graph("caseapp", cache_dir=None)
    feature_layer = grimp.Layer(*(f"caseapp.ui.{feature}" for feature in sorted(features)), independent=True)
    broken = graph.find_illegal_dependencies_for_layers(layers=[feature_layer]) if len(features) > 1 else set()
    breaches = [
        where(graph, (head, *route.middle, tail))
        for found in broken
        for route in found.routes
        for head in route.heads
        for tail in route.tails
    ]
    assert not breaches, listed("features of caseapp/ui share nothing but ui/widgets and the files beside them", breaches)


def where(graph: grimp.ImportGraph, chain: tuple[str, ...]) -> str:
    """Tell a chain of imports with the line of each."""
    steps = []
    for importer, imported in zip(chain, chain[1:], strict=False):
        details = graph.get_import_details(importer=importer, imported=imported)
        place = ROOT.joinpath(*importer.split(".")).with_suffix(".py")
        line = details[0]["line_number"] if details else 1
        steps.append(at(place, line, f"imports {imported}"))
    return ", then ".join(steps)


def is_explained(path: Path, line: int) -> bool:
    """Say whether a comment stands on this line or on the one above."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return "#" in lines[line - 1] or lines[line - 2].lstrip().startswith("#")


def imported_packages(node: ast.AST) -> list[str]:
    """Give the top-level packages that a statement imports."""
    if isinstance(node, ast.Import):
        return [name.name.partition(".")[0] for name in node.names]
    if isinstance(node, ast.ImportFrom):
        return [(node.module or "").partition(".")[0]]
    return []
