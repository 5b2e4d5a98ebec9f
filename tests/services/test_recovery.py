"""Another recovery sheet while somebody is signed in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseapp.domain.errors import NotAllowed
from caseapp.domain.operators import Role
from caseapp.services.recovery import renew_recovery_sheet
from caseapp.services.trouble import Trouble
from tests.fakes.desk import FakeOffice
from tests.house import PASSPHRASE


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def test_a_new_sheet_is_in_the_record_without_its_signs(office: FakeOffice) -> None:
    renewed = renew_recovery_sheet(office.desk("admin"), passphrase=PASSPHRASE)
    entry = office.store.history[-1]
    assert (entry.action, entry.thing_id, entry.operator_id) == ("recovery_sheet_renewed", "id-admin", "id-admin")
    assert not any(group in repr(entry) for group in renewed.sheet.groups)
    assert not any(group in repr(renewed) for group in renewed.sheet.groups)


def test_the_passphrase_is_asked_again(office: FakeOffice) -> None:
    with pytest.raises(Trouble) as refusal:
        renew_recovery_sheet(office.desk("admin"), passphrase="somebody at an open desk")
    assert refusal.value.code == "wrong_passphrase"
    assert office.store.history == []


def test_an_administrator_who_is_no_officer_makes_none_and_the_record_stays(office: FakeOffice) -> None:
    office.people["admin"] = replace(office.people["admin"], roles=(Role.ADMINISTRATOR,))
    with pytest.raises(NotAllowed) as refusal:
        renew_recovery_sheet(office.desk("admin"), passphrase=PASSPHRASE)
    assert refusal.value.code == "officer_needed"
    assert office.store.history == []
