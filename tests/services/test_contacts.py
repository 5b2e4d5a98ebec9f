"""Contacts that are no new request tell number, stage and date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseapp.domain.case import ContactKind
from caseapp.domain.channel import Channel
from caseapp.domain.errors import DomainError, NotAllowed
from caseapp.domain.status import RequestStatus
from caseapp.services.contacts import SayableState, log_contact, sayable_state
from caseapp.services.desk import Desk
from caseapp.services.drafts import start_draft
from caseapp.services.intake import complete_intake
from tests.fakes.desk import FakeOffice
from tests.house import sample_form


class Numbers:
    """Finds the one case by its number."""

    def __init__(self, case_id: str) -> None:
        self._case_id = case_id

    def case_id_of(self, number: str) -> str | None:
        return self._case_id if number == "2026-000001" else None


def desk_with_case(office: FakeOffice) -> tuple[Desk, str]:
    desk = office.desk("agent")
    case_id = start_draft(desk, channel=Channel.PHONE).created_id
    assert case_id is not None
    complete_intake(desk, case_id, sample_form("delete"))
    return replace(desk, queries=Numbers(case_id)), case_id  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["2026-000001", "2026 000001", "2026-1", " 20261 "])
def test_a_number_is_found_however_it_is_said(text: str) -> None:
    desk, case_id = desk_with_case(FakeOffice())
    assert sayable_state(desk, text) == SayableState(
        case_id=case_id, number="2026-000001", stages=(RequestStatus.VERIFYING,), next_on=date(2026, 4, 17)
    )


@pytest.mark.parametrize(
    ("text", "code"), [("Ana", "case_number_unreadable"), ("", "case_number_unreadable"), ("2026-9", "case_number_unknown")]
)
def test_what_is_no_number_is_told(text: str, code: str) -> None:
    desk, _ = desk_with_case(FakeOffice())
    with pytest.raises(DomainError) as caught:
        sayable_state(desk, text)
    assert (caught.value.code, caught.value.field) == (code, "number")


def test_what_may_be_said_holds_nothing_personal() -> None:
    desk, case_id = desk_with_case(FakeOffice())
    # The id is random, and may hold any three digits.
    said = repr(sayable_state(desk, "2026-000001")).replace(case_id, "")
    assert not [word for word in ("Ana", "Peña", "Main", "415", "Oakland") if word in said]


def test_a_contact_is_kept_with_its_case() -> None:
    office = FakeOffice()
    desk, case_id = desk_with_case(office)
    log_contact(
        desk, kind=ContactKind.ABOUT_CASE, channel=Channel.PHONE, started_at=office.now_at(), caller_number="415 555 0134", case_id=case_id,
        seconds=31,
    )  # fmt: skip
    with desk.uow() as uow:
        kept = uow.contacts.where(kind=ContactKind.ABOUT_CASE)
    assert [(one.case_id, one.seconds, one.operator_id) for one in kept] == [(case_id, 31, "id-agent")]


@pytest.mark.parametrize(("kind", "code"), [(ContactKind.ABOUT_CASE, "case_missing"), (ContactKind.QUESTION, "topic_missing")])
def test_what_a_contact_cannot_do_without(kind: ContactKind, code: str) -> None:
    office = FakeOffice()
    with pytest.raises(DomainError) as caught:
        log_contact(office.desk("agent"), kind=kind, channel=Channel.PHONE, started_at=office.now_at(), topic=" ")
    assert caught.value.code == code


def test_an_auditor_logs_no_contact() -> None:
    office = FakeOffice()
    with pytest.raises(NotAllowed):
        log_contact(office.desk("auditor"), kind=ContactKind.QUESTION, channel=Channel.PHONE, started_at=office.now_at(), topic="hours")
