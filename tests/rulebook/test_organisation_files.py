"""The profiles that come with the program, and what a broken profile is told."""

from __future__ import annotations

import itertools
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from caseapp.domain.organisation import Client, Line, Organisation
from caseapp.rulebook.organisation_files import load_profile
from caseapp.services.trouble import Trouble

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
AT = datetime(2026, 3, 3, tzinfo=UTC)
PROFILES = sorted(path.stem for path in (RESOURCES / "organisations").glob("*.toml"))

Profile = tuple[Organisation, tuple[Line, ...], tuple[Client, ...]]


def read(text: str, name: str = "organisations/test.toml") -> Profile:
    numbers = itertools.count(1)
    return load_profile(name, text.encode(), effective_at=AT, new_id=lambda: f"id-{next(numbers)}")


def shipped(profile: str) -> Profile:
    name = f"organisations/{profile}.toml"
    return read((RESOURCES / name).read_text(encoding="utf-8"), name)


def test_constant_processing_is_what_its_policy_says() -> None:
    organisation, lines, clients = shipped("constant_processing")
    assert organisation.name == "Constant Processing"
    assert "Optio Solutions" in organisation.legal_name
    assert organisation.phone == "866-401-0788"
    assert organisation.email == "privacy@optiosolutions.com"
    assert organisation.web_form == "optiosolutions.com/california-consumer-request-form"
    assert organisation.policy_url == "constantprocessing.com/privacy-policy"
    assert (len(organisation.categories), len(organisation.sources), len(organisation.purposes)) == (3, 4, 3)
    assert (len(organisation.disclosed_categories), len(organisation.recipients)) == (2, 5)
    assert organisation.categories[0].startswith("Personal identifiers such as name, address, email address")
    assert organisation.recipients[2] == "Federal, state and local regulators or governmental agencies"
    assert organisation.sells_or_shares is False
    assert organisation.service_provider_role.startswith("Most of the personal information")
    assert [line.number for line in lines] == ["866-401-0788"]
    assert clients == ()


def test_what_the_policy_does_not_say_is_left_to_the_first_run() -> None:
    organisation, _, _ = shipped("constant_processing")
    assert organisation.address_lines == ()
    assert (organisation.signer_name, organisation.signer_title) == ("", "")


def test_the_practice_organisation_reaches_nobody() -> None:
    organisation, lines, clients = shipped("practice")
    text = (RESOURCES / "organisations/practice.toml").read_text(encoding="utf-8")
    assert re.findall(r"\d{3}-(\d{3})-\d{4}", text) == ["555"] * len(re.findall(r"\d{3}-\d{3}-\d{4}", text))
    assert all(domain.endswith(".example") for domain in re.findall(r"@([\w.]+)", text))
    assert organisation.address_lines
    assert organisation.systems
    assert organisation.service_providers
    assert len(clients) == 2
    assert [line.client_id for line in lines] == [None, clients[0].id]


@pytest.mark.parametrize("profile", PROFILES)
def test_each_profile_belongs_together(profile: str) -> None:
    organisation, lines, clients = shipped(profile)
    assert organisation.profile == profile
    assert organisation.revision == 1
    assert organisation.effective_at == AT
    assert {thing.organisation_id for thing in (*lines, *clients)} == {organisation.id}
    ids = [organisation.id, *(line.id for line in lines), *(client.id for client in clients)]
    assert len(set(ids)) == len(ids)


GOOD = """\
name = "Example"
legal_name = "Example, LLC"
business_zone = "America/Los_Angeles"
phone = "866-555-0188"
email = "privacy@example.example"
web_form = "example.example/form"
policy_url = "example.example/privacy"
categories = ["Identifiers"]
sources = ["Consumers"]
purposes = ["Service"]
disclosed_categories = ["Identifiers"]
recipients = ["Clients"]
sells_or_shares = false
systems = ["Core"]

[[client]]
key = "bank"
name = "Bank"
contact_lines = ["800-555-0142"]

[[line]]
number = "866-555-0188"
label = "consumers"
client = "bank"
"""


def test_the_smallest_profile() -> None:
    organisation, lines, clients = read(GOOD)
    assert organisation.profile == "test"
    assert organisation.third_parties == ()
    assert lines[0].client_id == clients[0].id


@pytest.mark.parametrize(
    ("was", "becomes", "line", "reason"),
    [
        ('name = "Example"\n', "", 1, "the key 'name' is missing"),
        ('name = "Example"', 'name = " "', 1, "'name' is empty"),
        ("America/Los_Angeles", "Mars/Olympus", 3, "no time zone"),
        ("privacy@example.example", "privacy at example", 5, "no e-mail address"),
        ('categories = ["Identifiers"]\ns', "categories = []\ns", 8, "at least one"),
        ('disclosed_categories = ["Identifiers"]', 'disclosed_categories = ["A", "B"]', 11, "more categories are disclosed"),
        ("sells_or_shares = false", 'sells_or_shares = "no"', 13, "true or false"),
        ('systems = ["Core"]', 'systems = ["Core"]\nfax = "1"', 15, "the key 'fax' is unknown here"),
        ('client = "bank"', 'client = "shop"', 24, "no [[client]] has the key 'shop'"),
        ("[[line]]", "[[lines]]", 21, "the section [[lines]] is unknown"),
        ('name = "Bank"', "name = 7", 18, "'name' must be text"),
        ('label = "consumers"', "label = ", 23, "not TOML"),
    ],
)
def test_a_fault_is_named_with_file_and_line(was: str, becomes: str, line: int, reason: str) -> None:
    assert was in GOOD
    with pytest.raises(Trouble) as caught:
        read(GOOD.replace(was, becomes, 1))
    assert caught.value.code == "resource_faulty"
    assert caught.value.facts["file"] == "organisations/test.toml"
    assert caught.value.facts["line"] == line
    assert reason in str(caught.value.facts["reason"])


def test_two_lines_of_one_number_are_refused() -> None:
    twice = GOOD + '\n[[line]]\nnumber = "866-555-0188"\nlabel = "again"\n'
    with pytest.raises(Trouble) as caught:
        read(twice)
    assert "twice" in str(caught.value.facts["reason"])


def test_a_profile_without_a_line_is_refused() -> None:
    with pytest.raises(Trouble) as caught:
        read(GOOD[: GOOD.index("[[line]]")])
    assert "[[line]]" in str(caught.value.facts["reason"])
