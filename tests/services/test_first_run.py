"""The first records of a store: all of them in one transaction, or none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.operators import SecondPersonAct
from caseapp.services.first_run import open_house
from tests.fakes.desk import FakeOffice
from tests.fakes.uow import FakeStore
from tests.house import sample_organisation


@pytest.fixture
def office() -> FakeOffice:
    """An office whose store is still empty."""
    office = FakeOffice()
    office.store = FakeStore()
    return office


def test_an_empty_store_gets_its_first_records(office: FakeOffice) -> None:
    desk = office.desk("admin")
    organisation, lines, clients = sample_organisation(office.now_at())
    open_house(desk, organisation=organisation, lines=lines, clients=clients)
    with office.store.unit_of_work() as uow:
        assert uow.operators.where() == (desk.operator,)
        assert uow.current_organisation() == organisation
        assert uow.lines.where() == lines
        assert uow.clients.where() == clients
        assert [rule.act for rule in uow.second_person_rules.where()] == list(SecondPersonAct)
    assert office.store.commits == 1


def test_the_first_entry_of_the_history_says_who_and_what(office: FakeOffice) -> None:
    organisation, lines, clients = sample_organisation(office.now_at())
    open_house(office.desk("admin"), organisation=organisation, lines=lines, clients=clients)
    (entry,) = office.store.history
    assert (entry.seq, entry.prev_hash, entry.action, entry.operator_id) == (1, "", "house_opened", "id-admin")
    assert dict(entry.facts) == {"profile": "test", "practice": "False", "roles": "administrator,privacy_officer"}
    assert entry.signature


def test_a_practice_house_says_so_from_its_first_entry(office: FakeOffice) -> None:
    organisation, lines, clients = sample_organisation(office.now_at())
    open_house(replace(office.desk("admin"), practice=True), organisation=organisation, lines=lines, clients=clients)
    assert dict(office.store.history[0].facts)["practice"] == "True"


def test_an_organisation_without_an_address_opens_nothing(office: FakeOffice) -> None:
    organisation, lines, clients = sample_organisation(office.now_at())
    with pytest.raises(DomainError) as caught:
        open_house(office.desk("admin"), organisation=replace(organisation, address_lines=()), lines=lines, clients=clients)
    assert caught.value.code == "organisation_address_missing"
    assert office.store.commits == 0
    assert office.store.history == []
