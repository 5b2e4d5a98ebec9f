"""People of the office: added, given roles, given new passphrases, retired; and who may do it."""

from __future__ import annotations

import pytest

from caseapp.domain.errors import DomainError, NotAllowed
from caseapp.domain.operators import Act, Operator, Role
from caseapp.services.operators import (
    add_operator,
    change_passphrase,
    check_operator,
    operators,
    reset_passphrase,
    retire_operator,
    set_roles,
)
from tests.fakes.desk import FakeOffice, FakeVault
from tests.fakes.uow import FakeUnitOfWork


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def person(office: FakeOffice, login: str) -> Operator:
    return next(each for each in operators(office.desk("admin")) if each.login == login)


def test_somebody_is_added_with_keys_and_written_down(office: FakeOffice) -> None:
    desk = office.desk("admin")
    change = add_operator(desk, login="n.new", name="  Nora   New ", roles=(Role.CALL_AGENT, Role.MAIL_CLERK), passphrase="x")
    nora = person(office, "n.new")
    assert change.created_id == nora.id
    assert change.areas == {"operators"}
    assert nora.name == "Nora   New", "a name stays as given, but for space around it"
    assert nora.roles == (Role.CALL_AGENT, Role.MAIL_CLERK)
    assert nora.public_key == nora.id.encode(), "the key of the new slot stands with the person"
    assert isinstance(desk.vault, FakeVault)
    assert desk.vault.added == ["n.new"]
    entry = office.store.history[-1]
    assert (entry.action, entry.operator_id) == ("operator_added", "id-admin")
    assert dict(entry.facts) == {"login": "n.new", "roles": "call_agent,mail_clerk"}


@pytest.mark.parametrize("login", ["agent", "officer", "clerk", "auditor"])
def test_only_an_administrator_adds_changes_or_retires(office: FakeOffice, login: str) -> None:
    desk = office.desk(login)
    for act in (
        lambda: add_operator(desk, login="n.new", name="Nora New", roles=(Role.MAIL_CLERK,), passphrase="x"),
        lambda: set_roles(desk, "id-clerk", (Role.AUDITOR,)),
        lambda: retire_operator(desk, "id-clerk", reason="left"),
        lambda: reset_passphrase(desk, "id-clerk", "x"),
    ):
        with pytest.raises(NotAllowed) as caught:
            act()
        assert caught.value.code == "role_does_not_include"
    assert office.store.history == []


@pytest.mark.parametrize(
    ("login", "name", "roles", "code", "field"),
    [
        ("", "Nora", (Role.AUDITOR,), "login_unfit", "login"),
        ("N.New", "Nora", (Role.AUDITOR,), "login_unfit", "login"),
        ("nora new", "Nora", (Role.AUDITOR,), "login_unfit", "login"),
        ("-nora", "Nora", (Role.AUDITOR,), "login_unfit", "login"),
        ("n" * 41, "Nora", (Role.AUDITOR,), "login_unfit", "login"),
        ("n.new", "   ", (Role.AUDITOR,), "operator_name_missing", "name"),
        ("n.new", "Nora", (), "role_missing", "roles"),
    ],
)
def test_a_person_that_cannot_be(login: str, name: str, roles: tuple[Role, ...], code: str, field: str) -> None:
    with pytest.raises(DomainError) as caught:
        check_operator(login, name, roles)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_two_people_never_share_a_name_to_sign_in_with(office: FakeOffice) -> None:
    with pytest.raises(DomainError) as caught:
        add_operator(office.desk("admin"), login="agent", name="Twin", roles=(Role.CALL_AGENT,), passphrase="x")
    assert caught.value.code == "login_taken"


def test_without_a_key_there_is_no_person(office: FakeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise DomainError("passphrase_too_short", "passphrase")

    monkeypatch.setattr(FakeVault, "add_operator", refuse)
    with pytest.raises(DomainError):
        add_operator(office.desk("admin"), login="n.new", name="Nora", roles=(Role.CALL_AGENT,), passphrase="x")
    assert [each.login for each in operators(office.desk("admin"))] == list(office.people)
    assert office.store.history == []


def test_a_slot_without_a_row_is_taken_back(office: FakeOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = office.desk("admin")

    def full(_self: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(FakeUnitOfWork, "commit", full)
    with pytest.raises(OSError, match="no room"):
        add_operator(desk, login="n.new", name="Nora", roles=(Role.CALL_AGENT,), passphrase="x")
    assert isinstance(desk.vault, FakeVault)
    assert desk.vault.added[0] == "n.new"
    assert desk.vault.added[1].startswith("retired ")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("clerk", (Role.MAIL_CLERK, Role.PRIVACY_OFFICER), ["officer id-clerk True"]),
        ("second", (Role.AUDITOR,), ["officer id-second False"]),
        ("clerk", (Role.MAIL_CLERK, Role.AUDITOR), []),
    ],
)
def test_the_officers_key_goes_with_the_role(office: FakeOffice, before: str, after: tuple[Role, ...], told: list[str]) -> None:
    desk = office.desk("admin")
    set_roles(desk, f"id-{before}", after)
    assert person(office, before).roles == after
    assert isinstance(desk.vault, FakeVault)
    assert desk.vault.added == told
    assert office.store.history[-1].action == "roles_set"


def test_somebody_always_administers(office: FakeOffice) -> None:
    desk = office.desk("admin")
    for act in (lambda: set_roles(desk, "id-admin", (Role.PRIVACY_OFFICER,)), lambda: retire_operator(desk, "id-admin", reason="left")):
        with pytest.raises(DomainError) as caught:
            act()
        assert caught.value.code == "last_administrator"
    set_roles(desk, "id-clerk", (Role.ADMINISTRATOR,))
    set_roles(desk, "id-admin", (Role.PRIVACY_OFFICER,))
    assert person(office, "admin").roles == (Role.PRIVACY_OFFICER,)


def test_somebody_is_retired_once_and_with_a_reason(office: FakeOffice) -> None:
    desk = office.desk("admin")
    with pytest.raises(DomainError) as caught:
        retire_operator(desk, "id-clerk", reason="  ")
    assert (caught.value.code, caught.value.field) == ("reason_missing", "reason")
    retire_operator(desk, "id-clerk", reason="left the office")
    assert not person(office, "clerk").is_active
    assert person(office, "clerk").retired_reason == "left the office"
    entry = office.store.history[-1]
    assert entry.action == "operator_retired"
    assert entry.reason_digest
    assert "left the office" not in repr(entry)
    with pytest.raises(DomainError) as caught:
        retire_operator(desk, "id-clerk", reason="again")
    assert caught.value.code == "operator_retired_already"


def test_a_retired_person_may_nothing(office: FakeOffice) -> None:
    retire_operator(office.desk("admin"), "id-clerk", reason="left")
    assert not any(person(office, "clerk").may(act) for act in Act)


def test_a_new_passphrase_stores_the_new_key(office: FakeOffice) -> None:
    desk = office.desk("admin")
    reset_passphrase(desk, "id-clerk", "x")
    assert person(office, "clerk").public_key == b"id-clerk"
    assert office.store.history[-1].action == "passphrase_reset"


def test_everybody_changes_their_own_passphrase(office: FakeOffice) -> None:
    desk = office.desk("auditor")
    change_passphrase(desk, old="a", new="b")
    entry = office.store.history[-1]
    assert (entry.action, entry.thing_id, entry.operator_id) == ("passphrase_changed", "id-auditor", "id-auditor")
    assert entry.facts == ()
