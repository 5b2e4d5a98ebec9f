"""Colours: every pair that carries words can be read, in both modes; no colour stands outside the token module."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QRawFont

from caseapp.ui import tokens
from caseapp.ui.icons import CODEPOINTS
from caseapp.ui.theme import current
from caseapp.ui.tokens import DARK, FAMILY_ICONS, FAMILY_ICONS_FILL, LIGHT, Tokens, TypeRole, Weight, contrast

UI = Path(tokens.__file__).parent
STATES = ("overdue", "three_days", "ten_days", "on_track", "waiting", "extended", "closed")
GROUNDS = ("surface", "pane", "sel", "sel_idle", "row_hover", "raised")
MODES = pytest.mark.parametrize("mode", [LIGHT, DARK], ids=["light", "dark"])


@MODES
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("ground", [*GROUNDS, "own tint"])
def test_a_deadline_state_can_be_read_on_every_ground(mode: Tokens, state: str, ground: str) -> None:
    under = getattr(mode, f"{state}_tint" if ground == "own tint" else ground)
    assert contrast(getattr(mode, state), under) >= 4.5


@MODES
@pytest.mark.parametrize("ink", ["ink_1", "ink_2", "ink_3"])
@pytest.mark.parametrize("ground", ["chrome", "surface", "pane", "sunken", "raised", "sel", "sel_idle", "hover", "row_hover"])
def test_ink_can_be_read_on_every_ground(mode: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(mode, ink), getattr(mode, ground)) >= 4.5


@MODES
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("on_accent", "accent"),
        ("on_accent", "accent_strong"),
        ("link", "surface"),
        ("link", "pane"),
        ("link", "ten_days_tint"),
        ("link", "sel"),
        ("on_inverse", "inverse"),
        ("inverse_link", "inverse"),
        ("ink_1", "overdue_tint"),
        ("ink_1", "ten_days_tint"),
        ("paper_ink", "paper"),
        ("paper_fold", "paper"),
        ("paper_safe", "paper"),
    ],
)
def test_words_can_be_read_on_fills(mode: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(mode, ink), getattr(mode, ground)) >= 4.5


@MODES
@pytest.mark.parametrize("ground", ["surface", "pane", "chrome", "raised"])
@pytest.mark.parametrize("edge", ["control", "accent", "overdue"])
def test_edges_of_controls_and_the_ring_stand_out(mode: Tokens, edge: str, ground: str) -> None:
    assert contrast(getattr(mode, edge), getattr(mode, ground)) >= 3.0


def test_the_ring_stands_out_from_a_selection() -> None:
    assert all(contrast(mode.accent, mode.sel) >= 3.0 for mode in (LIGHT, DARK))


def test_every_token_is_a_colour() -> None:
    for mode in (LIGHT, DARK):
        for token in fields(mode):
            assert re.fullmatch(r"#[0-9A-F]{6}", getattr(mode, token.name)), token.name


def test_no_colour_stands_outside_the_token_module() -> None:
    found = []
    for path in UI.rglob("*.py"):
        if path.name == "tokens.py":
            continue
        for number, line in enumerate(path.read_text().splitlines(), start=1):
            named = re.search(r"Qt\.GlobalColor\.(?!transparent)\w+|QColor\(\s*[\"'\d]|#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b[\"';]", line)
            if named:
                found.append(f"{path.relative_to(UI)}:{number}: {line.strip()}")
    assert not found, found


def test_no_gradients() -> None:
    assert not [path.name for path in UI.rglob("*.py") if "Gradient" in path.read_text()]


@pytest.mark.parametrize("family", [FAMILY_ICONS, FAMILY_ICONS_FILL])
@pytest.mark.parametrize("name", sorted(CODEPOINTS))
def test_each_icon_is_in_its_font(family: str, name: str) -> None:
    raw = QRawFont.fromFont(QFont(family))
    assert raw.familyName() == family
    assert raw.supportsCharacter(CODEPOINTS[name])


def test_each_icon_name_used_is_in_the_table() -> None:
    used = re.compile(r"(?:icon=|draw_icon\(painter, |set_icon\(|pixmap\(|_icon=)\"([a-z-]+)\"")
    unknown = {
        f"{path.relative_to(UI)}: {name}" for path in UI.rglob("*.py") for name in used.findall(path.read_text()) if name not in CODEPOINTS
    }
    assert not unknown


@pytest.mark.parametrize("role", list(TypeRole))
def test_each_role_is_set_in_the_bundled_font(role: TypeRole) -> None:
    font = current().font(role, Weight.SEMIBOLD)
    assert QRawFont.fromFont(font).familyName().startswith("Inter")


def test_digits_have_one_width() -> None:
    metrics = current().metrics(TypeRole.BODY, Weight.MEDIUM)
    assert len({metrics.horizontalAdvance(digit * 10) for digit in "0123456789"}) == 1
