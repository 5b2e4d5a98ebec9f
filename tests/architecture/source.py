"""The source tree as the house rules read it: which files there are, their syntax trees, and how a breach is named."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = frozenset({"__pycache__", "out", "build", "dist"})
HIDDEN_BUT_OURS = frozenset({".ci", ".gitignore"})


def files(folder: str = ".", pattern: str = "*") -> Iterator[Path]:
    """Yield the project's own files under a folder: nothing hidden (but .ci), nothing that a tool made."""
    for path in sorted((ROOT / folder).rglob(pattern)):
        parts = path.relative_to(ROOT).parts
        hidden = any(part.startswith(".") and part not in HIDDEN_BUT_OURS for part in parts)
        if path.is_file() and not hidden and not NOT_OURS.intersection(parts):
            yield path


def modules(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    """Yield each Python file under the folders with its syntax tree."""
    for folder in folders:
        for path in files(folder, "*.py"):
            yield path, tree_of(path)


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def at(path: Path, line: int | ast.AST, what: str) -> str:
    """Name a breach so that an editor can jump to it."""
    number = line if isinstance(line, int) else getattr(line, "lineno", 1)
    return f"{path.relative_to(ROOT)}:{number}: {what}"


def listed(rule: str, breaches: Iterable[str]) -> str:
    """Give the message of a failed rule: what the rule is, then each place that breaks it. Empty when none does."""
    found = list(breaches)
    return "\n  ".join([rule, *found]) if found else ""


def last_name(node: ast.AST) -> str:
    """Give the last word of a dotted name: `tr` for `self.tr`, `QLabel` for `QtWidgets.QLabel`; empty for anything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
