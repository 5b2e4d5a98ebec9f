"""Whoever writes words that a letter prints is told, where they are written, that the letter is in another language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from tests.house import TestHouse, sample_form
from tests.ui.cases.conftest import verify
from tests.ui.drivers.cases_driver import CasesDriver

SitDown = Callable[[str], CasesDriver]
TOLD = "This stands in the letter, which is in Spanish: write it in Spanish."


def case_in(house: TestHouse, language: str) -> str:
    return house.make_case(form=replace(sample_form("delete"), reply_language=language))


@pytest.mark.parametrize(("language", "told"), [("es", True), ("en", False)])
def test_the_facts_of_a_decision(house: TestHouse, sit_down: SitDown, language: str, told: bool) -> None:
    case_id = case_in(house, language)
    verify(house, house.request_id(case_id))
    cases = sit_down("r.chen")
    cases.open_case(case_id, act="decide")
    hints = [one.text() for one in cases.page.decide.decisions.facts_row.findChildren(QLabel)]
    assert (TOLD in hints) is told


@pytest.mark.parametrize(("language", "told"), [("es", True), ("en", False)])
def test_the_reason_of_an_extension(house: TestHouse, sit_down: SitDown, language: str, told: bool) -> None:
    case_id = case_in(house, language)
    house.clock.go_to(date(2026, 4, 8))
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    cases.click("case_extend")
    hints = [one.text() for one in cases.dialog("extend").root.findChildren(QLabel)]
    assert any(text.startswith(TOLD) for text in hints) is told
    assert any("at least 15 characters" in text.lower() for text in hints)
