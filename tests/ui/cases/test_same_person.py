"""Two cases of one person, linked on the case page and taken back there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel

from caseapp.services.consumers import consumer_sheet
from tests.house import TestHouse
from tests.ui.drivers.base import Driver, assert_all_named
from tests.ui.drivers.cases_driver import CasesDriver

SitDown = Callable[[str], CasesDriver]


def run_command(cases: CasesDriver) -> None:
    command = next(one for one in cases.page.office.commands.available(cases.page.office.roles, "cases") if one.id == "case.same_person")
    command.run()


def words(dialog: Driver) -> str:
    return " ".join(each.text() for each in dialog.root.findChildren(QLabel))


def test_a_case_is_linked_by_its_number_and_taken_back_with_a_reason(house: TestHouse, sit_down: SitDown) -> None:
    house.make_case("delete")
    second = house.make_case("know_specific")
    cases = sit_down("r.chen")
    cases.open_case(second)
    run_command(cases)
    dialog = cases.dialog("same_person")
    assert_all_named(dialog.root)
    assert dialog.focused == "same_person_number"
    dialog.type("2026-000001")
    dialog.press("Ctrl+Return")
    assert not cases.dialogs()
    assert consumer_sheet(house.desk, second) is not None
    assert cases.steps()[1].startswith("Linked to a case of the same person")
    run_command(cases)
    dialog = cases.dialog("other_person")
    assert_all_named(dialog.root)
    assert "2026-000001: Delete" in words(dialog)
    dialog.type("A namesake.", into="other_person_reason")
    dialog.press("Ctrl+Return")
    assert not cases.dialogs()
    assert consumer_sheet(house.desk, second) is None


def test_a_number_that_is_none_is_told_at_its_field(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    run_command(cases)
    dialog = cases.dialog("same_person")
    for text in ("nonsense", "2026-000099", "2026-000001"):
        dialog.clear("same_person_number")
        dialog.type(text)
        dialog.press("Ctrl+Return")
        assert len(dialog.root.summary.sentences) == 1  # type: ignore[attr-defined]
    dialog.press("Esc")
