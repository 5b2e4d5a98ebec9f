"""What has to be said to whom, read from the shipped scripts."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date

import pytest

from caseapp.domain.people import RequestorKind
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType
from caseapp.host.resources import program_resources
from caseapp.services.intake_form import IntakeForm
from caseapp.services.trouble import Trouble
from caseapp.ui.intake.page_words import said_day
from caseapp.ui.intake.scripts import STEPS, Script, read_script

PHONE = "scripts/en/phone_request.toml"
OTHER = "scripts/en/other_channels.toml"
SPANISH = "scripts/es/phone_request.toml"
CONFIRMATION = ("confirm_received", "confirm_process", "confirm_when")

PROVED = frozenset(RequestType) - NEVER_VERIFIED - {RequestType.OPT_IN}


def shipped(name: str = PHONE) -> Script:
    return read_script(program_resources().bytes(name), name=name)


def required(kind: RequestorKind, *rights: RequestType) -> list[str]:
    form = IntakeForm(requestor_kind=kind, types=tuple(rights))
    return [line.id for line in shipped().lines_for(form) if line.required]


def expected(kind: RequestorKind, *rights: RequestType) -> list[str]:
    """Return the playbook: what law and office want said, written down here once more."""
    said = ["greeting"]
    said += {"authorized_agent": ["agent_name"], "parent_or_guardian": ["parent_name"]}.get(kind, [])
    if PROVED.intersection(rights):
        said.append("prove_agent" if kind is RequestorKind.AUTHORIZED_AGENT else "prove")
        said += CONFIRMATION
    if NEVER_VERIFIED.intersection(rights):
        said.append("opt_out_when")
    return said


@pytest.mark.parametrize("kind", list(RequestorKind))
@pytest.mark.parametrize("right", sorted(PROVED | NEVER_VERIFIED))
def test_mandatory_sentences_follow_the_playbook(kind: RequestorKind, right: RequestType) -> None:
    assert required(kind, right) == expected(kind, right)


@pytest.mark.parametrize("kind", list(RequestorKind))
def test_several_rights_in_one_call_want_both_endings(kind: RequestorKind) -> None:
    both = (RequestType.DELETE, RequestType.OPT_OUT)
    assert required(kind, *both) == expected(kind, *both)


def test_the_confirmation_states_what_the_rule_wants() -> None:
    """11 CCR 7021(a): received, how it is processed, verification in general, and when to expect a response."""
    lines = {line.id: line for line in shipped().lines}
    text = " ".join(lines[name].text for name in CONFIRMATION)
    assert "received your request" in text
    assert "make sure it is you" in text
    assert "searches our records and answers" in text
    assert {"number", "answer_by"} <= lines["confirm_received"].names | lines["confirm_when"].names
    assert {line.id for line in shipped().lines if line.confirms} == set(CONFIRMATION)


def test_the_spanish_script_has_the_same_sentences_slots_and_rules_in_its_own_words() -> None:
    english, spanish = shipped(), shipped(SPANISH)
    assert (spanish.id, spanish.language, spanish.spoken) == (english.id, "es", True)
    assert [replace(line, text="") for line in spanish.lines] == [replace(line, text="") for line in english.lines]
    assert [line.names for line in spanish.lines] == [line.names for line in english.lines]
    assert [each.id for each in spanish.questions] == [each.id for each in english.questions]
    assert not {line.text for line in spanish.lines} & {line.text for line in english.lines}
    content = tomllib.loads(program_resources().bytes(SPANISH).decode())
    assert (content["status"], content["reviewer"]) == ("for a translator's review", "")


def test_a_caller_is_told_the_days_in_the_language_that_is_spoken() -> None:
    assert said_day(date(2026, 4, 17), "es") == "viernes 17 de abril"
    assert said_day(date(2026, 4, 17), "en") == "Friday, April 17"


def test_a_confirmation_said_by_half_is_none() -> None:
    said = tuple((name, "2026-03-03T16:59:00") for name in CONFIRMATION)
    form = IntakeForm(types=("delete",), said=said[:2])
    whole = IntakeForm(types=("delete",), said=said)
    assert not shipped().is_confirmed(form)
    assert shipped().is_confirmed(whole)


def test_opt_out_alone_asks_for_no_proof_and_no_confirmation() -> None:
    form = IntakeForm(types=("opt_out", "limit"))
    ids = [line.id for line in shipped().lines_for(form)]
    assert "no_proof" in ids
    assert not {"prove", "prove_agent", *CONFIRMATION}.intersection(ids)
    assert not shipped().is_confirmed(form)


def test_a_sentence_that_names_what_is_unknown_waits() -> None:
    line = next(line for line in shipped().lines if line.id == "confirm_received")
    assert not line.can_be_said({"number": ""})
    assert line.filled({"number": ""}) == "We have received your request today. Your number is …."
    assert line.filled({"number": "2 0 2 6 - 0 0 0 0 1 2"}).endswith("2 0 2 6 - 0 0 0 0 1 2.")


@pytest.mark.parametrize("name", [PHONE, OTHER, SPANISH])
def test_each_step_has_its_words(name: str) -> None:
    script = shipped(name)
    form = IntakeForm(types=("delete",))
    assert all(script.lines_for(form, step) for step in STEPS)
    assert script.version
    assert script.warning


def test_nobody_is_on_the_line_for_a_letter() -> None:
    assert not [line.id for line in shipped(OTHER).lines if line.required or line.confirms]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('step = "reply"', 'step = "later"'),
        ("by {answer_by}.", "by {answer_day}."),
        ('id = "find"', 'id = "greeting"'),
        ('version = "en-phone-2026.1"', ""),
        ("required = true", "mandatory = true"),
        ('id = "phone_request"', "id = "),
    ],
)
def test_a_faulty_script_is_named(before: str, after: str) -> None:
    text = program_resources().text(PHONE).replace(before, after, 1)
    with pytest.raises(Trouble) as caught:
        read_script(text.encode(), name=PHONE)
    assert caught.value.code == "resource_faulty"
    assert caught.value.facts["file"] == PHONE
