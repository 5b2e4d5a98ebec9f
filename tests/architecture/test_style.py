"""Qt's controls are drawn by the one style: a style sheet on any part of the window holds the window still when it is dressed."""

from __future__ import annotations

import ast

from tests.architecture.source import ROOT, at, last_name, listed, modules

SCROLL_AREA = ROOT / "caseapp" / "ui" / "widgets" / "scroll_area.py"


def test_nothing_has_a_style_sheet() -> None:
    breaches = [
        at(path, node, "setStyleSheet")
        for path, tree in modules("caseapp")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and last_name(node.func) == "setStyleSheet"
    ]
    assert not breaches, listed("draw it in ui/style.py", breaches)


def test_scroll_areas_let_the_ground_of_their_page_through() -> None:
    breaches = [
        at(path, node, "QScrollArea")
        for path, tree in modules("caseapp")
        if path != SCROLL_AREA
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and last_name(node.func) == "QScrollArea"
    ]
    assert not breaches, listed("use ui/widgets/scroll_area.py", breaches)
