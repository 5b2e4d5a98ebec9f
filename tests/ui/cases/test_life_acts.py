"""The acts beside the straight road, by their dialogs: later rights, changes, a client's part, a fee, holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.hold import FraudSignal, HoldKind
from caseapp.services.fraud_hold import place_fraud_hold
from caseapp.ui.cases.case_menu import MenuAct, menu_acts
from caseapp.ui.cases.fee_words import cents_of, dollars, minutes_of
from caseapp.ui.cases.life_acts import LIFE_ACTS
from caseapp.ui.widgets.choices import CheckGrid, ChoiceBox
from tests.house import TestHouse
from tests.ui.cases.conftest import verify
from tests.ui.drivers.base import Driver, assert_all_named
from tests.ui.drivers.cases_driver import CasesDriver

SitDown = Callable[[str], CasesDriver]


def _rows(house: TestHouse, table: str, **equals: object) -> Any:
    with house.desk.uow() as uow:
        return getattr(uow, table).where(**equals)


def _open(house: TestHouse, sit_down: SitDown, *, verified: bool = False, login: str = "r.chen") -> tuple[CasesDriver, str]:
    case_id = house.make_case("delete")
    if verified:
        verify(house, house.request_id(case_id))
    cases = sit_down(login)
    cases.open_case(case_id)
    return cases, case_id


def _more(cases: CasesDriver, words: str, dialog: str) -> Driver:
    cases.click("case_more")
    cases.choose(words)
    shown = cases.dialog(dialog)
    assert_all_named(shown.root)
    return shown


def _choose(dialog: Driver, name: str, value: object) -> None:
    dialog.find(ChoiceBox, name).set_chosen(value)


def test_a_right_asked_later_is_added_with_its_own_days(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    house.clock.advance(days=10)
    cases = sit_down("maria.lopez")
    cases.open_case(case_id)
    dialog = _more(cases, "Add a right...", "add_right")
    dialog.press("Ctrl+Return")
    assert "Without a statement" in dialog.root.summary.sentences[0]  # type: ignore[attr-defined]
    _choose(dialog, "add_right_type", "limit")
    dialog.type("And limit what you use.", into="add_right_statement")
    dialog.press("Ctrl+Return")
    assert not cases.dialogs()
    first, added = _rows(house, "requests", case_id=case_id)
    assert (added.type, added.asked_on) == ("limit", date(2026, 3, 13))
    assert first.asked_on is None
    cases.open_case(case_id, request_id=added.id)
    assert cases.page.doings.facts is not None
    assert cases.page.doings.facts.day(date(2026, 3, 14)) == 1


def test_a_change_of_what_is_asked_keeps_the_receipt(house: TestHouse, sit_down: SitDown) -> None:
    cases, case_id = _open(house, sit_down)
    dialog = _more(cases, "Change what is asked...", "amend")
    dialog.type("Only since January.", into="amend_statement")
    dialog.type("2026-01-01", into="amend_from")
    dialog.press("Ctrl+Return")
    assert not cases.dialogs()
    case = _rows(house, "cases", id=case_id)[0]
    assert (case.received_on, case.period_from) == (date(2026, 3, 3), date(2026, 1, 1))


def test_a_clients_part_is_split_off(house: TestHouse, sit_down: SitDown) -> None:
    cases, case_id = _open(house, sit_down, verified=True)
    dialog = _more(cases, "Split off a client’s part...", "split")
    dialog.press("Ctrl+Return")
    assert dialog.root.summary.sentences  # type: ignore[attr-defined]
    dialog.find(CheckGrid, "split_categories").set_ticked(("Customer records",))
    dialog.press("Ctrl+Return")
    assert not cases.dialogs()
    parts = _rows(house, "requests", case_id=case_id, client_id="client-lakeside")
    assert [one.split_from_id for one in parts] == [house.request_id(case_id)]


def test_a_fee_is_stated_and_answered(house: TestHouse, sit_down: SitDown) -> None:
    cases, case_id = _open(house, sit_down, verified=True)
    dialog = _more(cases, "State a fee...", "fee")
    dialog.type("The ninth of its kind this year.", into="fee_reason")
    dialog.type("Cases 1 to 8.", into="fee_evidence")
    dialog.type("ninety", into="fee_minutes")
    dialog.press("Ctrl+Return")
    assert "whole number" in dialog.root.summary.sentences[0]  # type: ignore[attr-defined]
    dialog.clear("fee_minutes")
    dialog.type("90", into="fee_minutes")
    dialog.type("40.00", into="fee_hourly")
    dialog.type("0.73", into="fee_postage")
    dialog.press("Ctrl+Return")
    assert not cases.dialogs()
    assert "Fee||$60.73" not in cases.facts()
    assert "Fee|Stated, no answer yet|$60.73" in cases.facts()
    answer = _more(cases, "Answer to the fee...", "fee_answer")
    answer.type("Yes, go on.", into="fee_answer_words")
    answer.press("Ctrl+Return")
    assert not cases.dialogs()
    assert _rows(house, "fees", case_id=case_id)[0].state == "agreed"
    cases.click("case_more")
    assert "Answer to the fee..." not in cases.menu_lines()


def test_a_fraud_hold_is_placed_by_the_agent_and_lifted_by_somebody_else(house: TestHouse, sit_down: SitDown) -> None:
    cases, case_id = _open(house, sit_down, login="maria.lopez")
    dialog = _more(cases, "Place a fraud hold...", "fraud")
    dialog.type("The number belongs to a prison.", into="fraud_note")
    dialog.press("Ctrl+Return")
    assert not cases.dialogs()
    assert any(line.startswith("Fraud hold|The caller’s number") for line in cases.facts())
    cases.click("case_more")
    assert "Lift the fraud hold..." not in cases.menu_lines(), "lifting is an officer's act"
    cases.close()
    officer = sit_down("r.chen")
    officer.open_case(case_id)
    lift = _more(officer, "Lift the fraud hold...", "fraud_lift")
    lift.type("She called from work.", into="fraud_lift_reason")
    lift.press("Ctrl+Return")
    assert not officer.dialogs()
    assert _rows(house, "holds", case_id=case_id)[0].lifted_by != ""
    assert not any(line.startswith("Fraud hold") for line in officer.facts())


def test_who_placed_a_fraud_hold_is_told_that_another_lifts_it(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    place_fraud_hold(house.officer(), case_id, FraudSignal.PRESSES_TO_SKIP_STEPS, note="Wants it at once.")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    dialog = _more(cases, "Lift the fraud hold...", "fraud_lift")
    dialog.type("Calm now.", into="fraud_lift_reason")
    dialog.press("Ctrl+Return")
    assert dialog.root.isVisible()
    assert "person" in dialog.root.summary.sentences[0]  # type: ignore[attr-defined]


def test_fraud_is_upheld(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("opt_out")
    place_fraud_hold(house.officer(), case_id, FraudSignal.MANY_FROM_ONE_SOURCE, note="Nine in one hour.")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    dialog = _more(cases, "Find that it is fraud...", "fraud_uphold")
    dialog.type("Nine requests in one hour from one device.", into="fraud_facts")
    dialog.press("Ctrl+Return")
    assert not cases.dialogs()
    assert {one.ground_code for one in _rows(house, "decisions", case_id=case_id)} == {"fraud"}


def test_a_legal_hold_is_placed_for_some_categories_and_ended(house: TestHouse, sit_down: SitDown) -> None:
    cases, case_id = _open(house, sit_down)
    dialog = _more(cases, "Place a legal hold...", "legal")
    dialog.type("Case 26-1234", into="legal_note")
    dialog.find(CheckGrid, "legal_categories").set_ticked(("Customer records",))
    dialog.press("Ctrl+Return")
    assert not cases.dialogs()
    assert [one.categories for one in _rows(house, "holds", kind=HoldKind.LEGAL)] == [("Customer records",)]
    assert any(line.startswith("Legal hold|Lawsuit: Customer records") for line in cases.facts())
    end = _more(cases, "End the legal hold...", "legal_lift")
    end.type("Settled.", into="legal_lift_reason")
    end.press("Ctrl+Return")
    assert not cases.dialogs()
    assert _rows(house, "holds", case_id=case_id)[0].lift_reason == "Settled."


def test_no_two_lines_of_the_menu_share_a_key(house: TestHouse, sit_down: SitDown) -> None:
    cases, _ = _open(house, sit_down, verified=True)
    facts, desk = cases.page.doings.facts, cases.office.desk
    assert facts is not None
    assert desk is not None
    keys = [item.text[item.text.index("&") + 1].casefold() for item in menu_acts(facts, desk.operator)]
    assert len(set(keys)) == len(keys), sorted(keys)


def test_every_line_of_the_menu_has_its_dialog() -> None:
    own = {
        MenuAct.ASSIGN, MenuAct.ATTACH, MenuAct.CONTACT_DETAILS, MenuAct.REPLY, MenuAct.MOVE_RECEIPT, MenuAct.DECIDE_LAW, MenuAct.LEVEL,
        MenuAct.UNEXTEND, MenuAct.WITHDRAW, MenuAct.DUPLICATE, MenuAct.REOPEN,
    }  # fmt: skip
    assert set(LIFE_ACTS) == set(MenuAct) - own


@pytest.mark.parametrize(("text", "cents"), [("", 0), ("40", 4000), ("$1,250.50", 125050), ("0.73", 73), (" 3 ", 300)])
def test_an_amount_is_read(text: str, cents: int) -> None:
    assert cents_of(text, "x") == cents


@pytest.mark.parametrize("text", ["forty", "-1", "0.735", "1e99", "nan", "99999999999"])
def test_an_amount_that_is_none_is_refused_at_its_field(text: str) -> None:
    with pytest.raises(DomainError) as refusal:
        cents_of(text, "postage")
    assert (refusal.value.code, refusal.value.field) == ("amount_not_understood", "postage")


@pytest.mark.parametrize("text", ["ninety", "-1", "1.5", "٣", "1234567"])
def test_minutes_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(DomainError):
        minutes_of(text, "minutes")


def test_an_amount_is_written_as_here() -> None:
    assert (dollars(6073), dollars(5), dollars(1250000)) == ("$60.73", "$0.05", "$12,500.00")
