"""The organisation's facts, lines and clients: revised, never overwritten; and by whom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caseapp.domain.errors import DomainError, NotAllowed, Problems
from caseapp.services.organisation import check_organisation, organisation_now, reply_languages, save_client, save_line, save_organisation
from tests.fakes.desk import FakeOffice
from tests.house import sample_organisation


@pytest.fixture
def office() -> FakeOffice:
    return FakeOffice()


def test_a_change_is_a_new_revision_and_the_old_one_stays(office: FakeOffice) -> None:
    desk = office.desk("admin")
    before = organisation_now(desk)[0]
    office.clock.advance(days=3)
    change = save_organisation(desk, replace(before, name="Example Recovery"))
    after = organisation_now(desk)[0]
    assert change.areas == {"organisation"}
    assert (after.id, after.revision, after.name) == (before.id, 2, "Example Recovery")
    assert after.effective_at == office.clock.now_at()
    with desk.uow() as uow:
        assert [each.name for each in uow.organisations.where()] == ["Example Recovery Services", "Example Recovery"]
    entry = office.store.history[-1]
    assert (entry.action, dict(entry.facts)) == ("organisation_changed", {"revision": "2"})


def test_the_revision_counts_from_what_is_stored(office: FakeOffice) -> None:
    """A form that was opened before somebody else saved makes the next revision, not a second one of the same number."""
    desk = office.desk("admin")
    opened = organisation_now(desk)[0]
    save_organisation(desk, replace(opened, name="First"))
    save_organisation(desk, replace(opened, name="Second"))
    assert organisation_now(desk)[0].revision == 3


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"name": " "}, ["organisation_name_missing"]),
        ({"address_lines": ()}, ["organisation_address_missing"]),
        ({"address_lines": ("", " ")}, ["organisation_address_missing"]),
        ({"phone": ""}, ["organisation_phone_missing"]),
        ({"email": ""}, ["organisation_email_missing"]),
        ({"signer_name": ""}, ["signer_name_missing"]),
        ({"signer_title": ""}, ["signer_title_missing"]),
        ({"business_zone": "Mars/Olympus"}, ["zone_unknown"]),
        ({"business_zone": ""}, ["zone_unknown"]),
        ({"name": "", "phone": "", "business_zone": "X"}, ["organisation_name_missing", "organisation_phone_missing", "zone_unknown"]),
    ],
)
def test_what_letters_and_clocks_cannot_do_without(office: FakeOffice, changes: dict[str, object], codes: list[str]) -> None:
    organisation = replace(sample_organisation(office.now_at())[0], **changes)  # type: ignore[arg-type]
    with pytest.raises(DomainError) as caught:
        check_organisation(organisation)
    found = caught.value.problems if isinstance(caught.value, Problems) else (caught.value,)
    assert [each.code for each in found] == codes
    assert all(each.field for each in found)


def test_a_faulty_organisation_is_not_stored(office: FakeOffice) -> None:
    desk = office.desk("admin")
    with pytest.raises(DomainError):
        save_organisation(desk, replace(organisation_now(desk)[0], name=""))
    assert organisation_now(desk)[0].revision == 1
    assert office.store.history == []


@pytest.mark.parametrize("login", ["agent", "officer", "clerk", "auditor"])
def test_only_an_administrator_changes_them(office: FakeOffice, login: str) -> None:
    desk = office.desk(login)
    organisation = organisation_now(desk)[0]
    for act in (
        lambda: save_organisation(desk, organisation),
        lambda: save_line(desk, line_id=None, number="866-555-0142", label="x"),
        lambda: save_client(desk, client_id=None, name="Bank", contact_lines=("800-555-0100",)),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_line_is_added_changed_and_closed(office: FakeOffice) -> None:
    desk = office.desk("admin")
    change = save_line(desk, line_id=None, number=" 866-555-0142 ", label=" Lakeside ", client_id="client-lakeside")
    line = next(each for each in organisation_now(desk)[1] if each.id == change.created_id)
    assert (line.number, line.label, line.client_id, line.is_active) == ("866-555-0142", "Lakeside", "client-lakeside", True)
    save_line(desk, line_id=line.id, number=line.number, label=line.label, client_id=None, is_active=False)
    line = next(each for each in organisation_now(desk)[1] if each.id == line.id)
    assert (line.client_id, line.is_active, line.version) == (None, False, 2)
    assert len(organisation_now(desk)[1]) == 2


def test_a_line_has_a_number(office: FakeOffice) -> None:
    with pytest.raises(DomainError) as caught:
        save_line(office.desk("admin"), line_id=None, number=" ", label="x")
    assert (caught.value.code, caught.value.field) == ("line_number_missing", "number")


def test_a_client_is_added_changed_and_ended(office: FakeOffice) -> None:
    desk = office.desk("admin")
    change = save_client(desk, client_id=None, name=" Sierra ", contact_lines=("25 Granite Way", "800-555-0167"))
    save_client(desk, client_id=change.created_id, name="Sierra Health", contact_lines=("800-555-0167",), is_active=False)
    client = next(each for each in organisation_now(desk)[2] if each.id == change.created_id)
    assert (client.name, client.contact_lines, client.is_active, client.version) == ("Sierra Health", ("800-555-0167",), False, 2)
    assert [entry.action for entry in office.store.history] == ["client_saved", "client_saved"]


@pytest.mark.parametrize(("name", "lines", "code"), [(" ", ("x",), "client_name_missing"), ("Bank", (), "client_contact_missing")])
def test_a_client_that_consumers_could_not_reach(office: FakeOffice, name: str, lines: tuple[str, ...], code: str) -> None:
    with pytest.raises(DomainError) as caught:
        save_client(office.desk("admin"), client_id=None, name=name, contact_lines=lines)
    assert caught.value.code == code


def test_the_usual_language_is_one_there_are_letters_in(office: FakeOffice) -> None:
    desk = office.desk("admin")
    before = organisation_now(desk)[0]
    assert before.reply_language == "en"
    with pytest.raises(DomainError) as caught:
        save_organisation(desk, replace(before, reply_language="tlh"))
    assert (caught.value.code, caught.value.field) == ("language_unknown", "reply_language")
    other = next(code for code in reply_languages(desk) if code != "en")
    save_organisation(desk, replace(before, reply_language=other))
    assert organisation_now(desk)[0].reply_language == other
