"""No colour outside the token module: light, dark and high contrast are then one table each."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import ROOT, at, last_name, listed, modules

TOKENS = ROOT / "caseapp" / "ui" / "tokens.py"
COLOUR_TEXT = re.compile(
    r"#[0-9a-fA-F]{8}\b|#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3,4}\b"
    r"|\b(?:rgb|rgba|hsl|hsla|hsv)\("
    r"|\b(?:color|background|border(?:-\w+)*)\s*:[^;{}]*\b(?:black|white|red|green|blue|gr[ae]y|yellow|orange|cyan|magenta|brown|purple)\b"
)


def test_colours_come_from_the_tokens() -> None:
    breaches = [breach for path, tree in modules("caseapp") if path != TOKENS for breach in colours(path, tree)]
    assert not breaches, listed("take the colour from ui/tokens.py", breaches)


def colours(path: Path, tree: ast.Module) -> Iterator[str]:
    """Yield each colour that is spelled out: in text (style sheets too), as numbers for a QColor, or as one of Qt's names."""
    is_window = "ui" in path.relative_to(ROOT).parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_window:
            yield from (at(path, node, found.group()) for found in COLOUR_TEXT.finditer(node.value))
        elif isinstance(node, ast.Call) and last_name(node.func) in {"QColor", "fromRgb", "fromRgbF", "fromHsv", "fromHsl", "qRgb"}:
            if any(isinstance(argument, ast.Constant) for argument in node.args[:3]):
                yield at(path, node, ast.unparse(node))
        elif isinstance(node, ast.Attribute) and last_name(node.value) == "GlobalColor" and node.attr != "transparent":
            yield at(path, node, ast.unparse(node))
