"""A page that is shown right after a change of theme has followed it already."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLabel

from caseapp.ui.cases import section as cases
from caseapp.ui.theme import apply_theme, current
from tests.house import TestHouse
from tests.ui.drivers.places import window_at


@pytest.mark.parametrize("mode", ["dark", "light"])
def test_a_page_shown_right_after_a_change_of_theme_has_its_ink_and_size(house: TestHouse, qapp: QApplication, mode: str) -> None:
    case_id = house.make_case("delete")
    apply_theme(qapp, "light" if mode == "dark" else "dark", 200)
    with window_at(house, "r.chen", (cases,)) as shown:
        shown.window.go("cases", {"case_id": case_id})
        shown.window.go("home", {})
        apply_theme(qapp, "dark" if mode == "dark" else "light", 100)

        shown.window.go("cases", {"case_id": case_id})

        page = shown.window.page("cases")
        assert page is not None
        (number,) = [label for label in page.findChildren(QLabel) if label.isVisible() and label.text() == "2026-000001"]
        assert number.palette().color(QPalette.ColorRole.WindowText) == current().color("ink_1")
        assert number.font().pixelSize() < 20
    apply_theme(qapp, "light", 100)
