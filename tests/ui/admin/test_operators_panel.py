"""Operators, by keys: added with roles and a passphrase, given others, retired with a reason."""

from __future__ import annotations

import pytest

from caseapp.domain.operators import Operator, Role
from caseapp.services.operators import operators
from caseapp.services.trouble import Trouble
from tests.ui.admin.conftest import Administration
from tests.ui.drivers.base import assert_all_named

NEW_PASSPHRASE = "seven odd lamps hum by the pier"


def add(admin: Administration, *, name: str = "Nora New", login: str = "n.new", roles: tuple[str, ...] = ("call_agent",)) -> None:
    driver = admin.driver
    driver.click("admin_operators_add")
    assert driver.focused == "admin_operator_name"
    driver.type(name)
    driver.type(login, into="admin_operator_login")
    for role in roles:
        driver.tick(f"admin_operator_roles_{role}")
    driver.type(NEW_PASSPHRASE, into="admin_operator_passphrase")
    driver.type(NEW_PASSPHRASE, into="admin_operator_again")
    driver.save()


def person(admin: Administration, login: str) -> Operator:
    desk = admin.office.desk
    assert desk is not None
    return next(each for each in operators(desk) if each.login == login)


def test_everybody_is_listed(admin: Administration) -> None:
    admin.driver.open("Operators")
    assert [row[:2] for row in admin.driver.rows()] == [
        ("Ada Min", "admin"),
        ("Dana Novak", "d.novak"),
        ("Maria Lopez", "maria.lopez"),
        ("Rita Chen", "r.chen"),
        ("Sam Ito", "s.ito"),
        ("Uma Weiss", "u.weiss"),
    ]
    assert admin.driver.rows()[0][2] == "Administrator, Privacy officer"


def test_somebody_is_added_with_two_roles_and_can_unlock(admin: Administration) -> None:
    admin.driver.open("Operators")
    add(admin, roles=("call_agent", "mail_clerk"))
    assert admin.driver.problems == ()
    assert ("Nora New", "n.new", "Call-center agent, Mail clerk") in admin.driver.rows()
    assert admin.messages.notices[0].text == "Nora New was added"
    assert admin.driver.words("admin_operator_facts") == "Signs in as n.new, since Mar 3, 2026."
    desk = admin.house.house.unlock("n.new", NEW_PASSPHRASE)
    assert set(desk.operator.roles) == {Role.CALL_AGENT, Role.MAIL_CLERK}


def test_what_is_wrong_stands_at_its_field_and_the_text_stays(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Operators")
    add(admin, name="Maria Twin", login="maria.lopez")
    assert driver.problems == ("Somebody has this name already. Choose another one to sign in with.",)
    assert driver.text_of("admin_operator_name") == "Maria Twin"
    driver.clear("admin_operator_login")
    driver.type("m.twin")
    driver.write("admin_operator_again", "another one")
    driver.save()
    assert driver.problems == ("The two passphrases differ. Type the second one again.",)
    driver.write("admin_operator_again", NEW_PASSPHRASE)
    driver.tick("admin_operator_roles_call_agent")
    driver.save()
    assert driver.problems == ("Tick one role or more.",)
    driver.tick("admin_operator_roles_auditor")
    driver.save()
    assert driver.problems == ()
    assert person(admin, "m.twin").roles == (Role.AUDITOR,)


def test_roles_are_changed(admin: Administration) -> None:
    admin.driver.open("Operators")
    admin.driver.choose("Maria Lopez")
    admin.driver.tick("admin_operator_roles_privacy_officer")
    admin.driver.save()
    assert set(person(admin, "maria.lopez").roles) == {Role.CALL_AGENT, Role.PRIVACY_OFFICER}


def test_the_last_administrator_stays_one(admin: Administration) -> None:
    admin.driver.open("Operators")
    admin.driver.choose("Ada Min")
    admin.driver.tick("admin_operator_roles_administrator")
    admin.driver.save()
    assert "Make somebody else administrator first" in admin.driver.problems[0]
    assert Role.ADMINISTRATOR in person(admin, "admin").roles


def test_a_forgotten_passphrase_is_replaced(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Operators")
    driver.choose("Dana Novak")
    driver.type(NEW_PASSPHRASE, into="admin_operator_passphrase")
    driver.type(NEW_PASSPHRASE, into="admin_operator_again")
    driver.save()
    assert driver.problems == ()
    assert driver.text_of("admin_operator_passphrase") == ""
    assert admin.house.house.unlock("d.novak", NEW_PASSPHRASE).operator.name == "Dana Novak"


def test_somebody_is_retired_with_a_reason_and_a_review(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Operators")
    driver.choose("Uma Weiss")
    driver.click("admin_operator_retire")
    assert driver.problems == ("Write a reason. It goes into the record.",)
    driver.type("left the office", into="admin_operator_reason")
    driver.click("admin_operator_retire")
    question, yes = admin.messages.open_questions[-1]
    assert question.title == "Retire Uma Weiss"
    assert question.destructive
    assert person(admin, "u.weiss").is_active
    yes()
    assert not person(admin, "u.weiss").is_active
    assert driver.rows()[-1] == ("Uma Weiss", "u.weiss", "retired")
    assert not driver.is_shown("admin_operator_retire")
    with pytest.raises(Trouble):
        admin.house.house.unlock("u.weiss", "nine quiet herons wade at dawn")


def test_nobody_retires_themselves(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Operators")
    driver.choose("Ada Min")
    driver.type("bored", into="admin_operator_reason")
    admin.messages.answers.append(True)
    driver.click("admin_operator_retire")
    assert driver.problems
    assert person(admin, "admin").is_active


def test_locking_forgets_names_and_passphrases(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Operators")
    driver.type(NEW_PASSPHRASE, into="admin_operator_passphrase")
    admin.page.leave()
    admin.page.forget()
    assert driver.rows() == []
    assert driver.text_of("admin_operator_passphrase") == ""


def test_every_control_has_a_name(admin: Administration) -> None:
    for part in admin.driver.parts:
        admin.driver.open(part)
        assert_all_named(admin.page)
