"""Every act that the services record about a case has words and an icon in its timeline, and no words are left of an act that is gone."""

from __future__ import annotations

import ast
from pathlib import Path

from caseapp.ui.cases.event_words import ICONS, event_title, event_titles

ROOMS = ("services", "bootstrap")
NOT_ABOUT_A_CASE_PAGE = frozenset({"draft_discarded"})
"""The case is gone with the act, so no page shows it."""


def recorded() -> dict[str, str]:
    """Return each action recorded with a case, and the file that records it."""
    found: dict[str, str] = {}
    package = Path(__file__).resolve().parents[3] / "caseapp"
    for room in ROOMS:
        for file in sorted((package / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) > 2):
                    continue
                of_one_case = node.func.id == "record" and any(keyword.arg == "case_id" for keyword in node.keywords)
                if of_one_case or node.func.id == "record_each":
                    for part in ast.walk(node.args[2]):
                        if isinstance(part, ast.Constant) and isinstance(part.value, str):
                            found[part.value] = file.name
    return found


def test_every_recorded_act_has_words_and_an_icon() -> None:
    actions = recorded()
    assert len(actions) > 40
    shown = actions.keys() - NOT_ABOUT_A_CASE_PAGE
    silent = sorted(f"{action} ({actions[action]})" for action in shown - event_titles().keys())
    assert not silent, f"no words for: {silent}"
    assert sorted(shown - ICONS.keys()) == []


def test_the_destruction_of_claimed_values_is_said_as_such() -> None:
    assert event_title("claimed_values_destroyed") == "What the caller said was destroyed, its day had come"
