"""The table of acts that want a second person."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseapp.domain.errors import DomainError, NotAllowed
from caseapp.domain.operators import ACTS_WITH_A_RULE, SecondPersonAct, check_second_person
from caseapp.services.policies import policy_table, second_person_wanted, set_second_person
from tests.fakes.desk import FakeOffice


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def test_every_act_wants_a_second_person_until_somebody_decides_otherwise(office: FakeOffice) -> None:
    table = policy_table(office.desk("admin"))
    assert [rule.act for rule in table] == list(ACTS_WITH_A_RULE)
    assert all(rule.is_required for rule in table)
    with office.store.unit_of_work() as uow:
        assert all(second_person_wanted(uow, act) for act in SecondPersonAct)


@pytest.mark.parametrize("act", ACTS_WITH_A_RULE)
def test_one_is_switched_off_with_a_reason_and_on_again(office: FakeOffice, act: SecondPersonAct) -> None:
    desk = office.desk("admin")
    set_second_person(desk, act, is_required=False, reason="one officer")
    assert {rule.act for rule in policy_table(desk) if not rule.is_required} == {act}
    entry = office.store.history[-1]
    assert dict(entry.facts) == {"act": act.value, "required": "False"}
    assert entry.reason_digest
    assert next(rule for rule in policy_table(desk) if rule.act is act).reason == "one officer"
    set_second_person(desk, act, is_required=True)
    assert all(rule.is_required for rule in policy_table(desk))
    assert len(office.store.history) == 2


@pytest.mark.parametrize("reason", ["", "   "])
def test_switching_off_wants_a_reason(office: FakeOffice, reason: str) -> None:
    with pytest.raises(DomainError) as caught:
        set_second_person(office.desk("admin"), SecondPersonAct.APPROVE_LETTER, is_required=False, reason=reason)
    assert (caught.value.code, caught.value.field) == ("second_person_off_needs_reason", "reason")
    assert office.store.history == []


@pytest.mark.parametrize("login", ["agent", "officer", "clerk", "auditor"])
def test_only_an_administrator_decides(office: FakeOffice, login: str) -> None:
    with pytest.raises(NotAllowed):
        set_second_person(office.desk(login), SecondPersonAct.APPROVE_LETTER, is_required=False, reason="x")


@pytest.mark.parametrize(("required", "second", "bent"), [(True, "other", False), (False, "other", False), (False, "same", True)])
def test_what_the_rule_lets_through(required: bool, second: str, bent: bool) -> None:
    assert check_second_person(required, SecondPersonAct.DESTROY, first="same", second=second) is bent


def test_the_same_person_twice_is_refused_where_the_rule_stands() -> None:
    with pytest.raises(NotAllowed) as caught:
        check_second_person(True, SecondPersonAct.DESTROY, first="same", second="same")
    assert caught.value.code == "second_person_needed"


def test_an_act_with_a_switch_is_one_that_some_service_checks() -> None:
    """A switch that does nothing would be a promise nobody keeps."""
    folder = Path(__file__).resolve().parents[2] / "caseapp" / "services"
    services = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    assert all(f"SecondPersonAct.{act.name}" in services for act in ACTS_WITH_A_RULE)
