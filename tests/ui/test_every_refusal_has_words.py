"""Every code that services, law, store, keys or letters can raise has a sentence in the window, once all features are in it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from caseapp.bootstrap.sections import add_sections
from caseapp.ui.main_window import MainWindow
from caseapp.ui.office import Office
from caseapp.ui.setup.wording import word_setup_errors

ROOMS = ("domain", "services", "store", "vault", "typesetting", "bootstrap")
RAISED = frozenset({"DomainError", "NotAllowed", "Conflict", "NotFound", "Trouble"})

NEVER_SHOWN = frozenset(
    (
        # Faults of our own code or of data that tests hold: the one dialog for the unexpected shows them.
        "several_problems history_fact_not_code history_time_not_utc move_not_in_table regime_unknown rule_unknown limit_unknown "
        "ground_unknown checklist_unknown placeholder_unknown placeholder_wrong code_unknown "
        "slot_unknown page_missing zone_unnamed party_missing not_found operator no_fee_for_type fold_unknown "
        # The command line only.
        "stamp_unreadable house_exists store_exists fold_unreadable range_and_receipt"
    ).split()
)


def raised_codes() -> dict[str, str]:
    """Return each literal code with the place that raises it."""
    found: dict[str, str] = {}
    package = Path(__file__).resolve().parents[2] / "caseapp"
    for room in ROOMS:
        for file in sorted((package / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED and node.args:
                    code = node.args[0]
                    if isinstance(code, ast.Constant) and isinstance(code.value, str):
                        found.setdefault(code.value, f"{room}/{file.name}:{node.lineno}")
    return found


@pytest.fixture
def worded(office: Office) -> Office:
    window = MainWindow(office, title="caseapp", version="1", lock_page=lambda _: QWidget())
    word_setup_errors(office.wording)
    add_sections(window, office)
    return office


def test_every_code_has_a_sentence(worded: Office) -> None:
    codes = sorted(raised_codes().items())
    silent = [f"{code} ({place})" for code, place in codes if not worded.wording.knows(code) and code not in NEVER_SHOWN]
    assert not silent, "no words for: " + ", ".join(silent)


def test_the_scan_sees_codes_of_every_room() -> None:
    places = {place.split("/")[0] for place in raised_codes().values()}
    assert {"domain", "services", "store", "vault", "typesetting"} <= places
