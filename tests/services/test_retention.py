"""Destroying a record after its time (T33), on a real store: what goes, what stays, and who may."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseapp.domain.channel import Channel
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.errors import DomainError, NotAllowed
from caseapp.domain.hold import LegalHoldCause
from caseapp.domain.operators import Role, SecondPersonAct
from caseapp.domain.people import RequestorKind
from caseapp.domain.verification import DocumentKind
from caseapp.services.closing import withdraw_request
from caseapp.services.desk import Desk
from caseapp.services.documents import attach_document
from caseapp.services.legal_hold import lift_legal_hold, place_legal_hold
from caseapp.services.nightly import run_nightly
from caseapp.services.notes import write_note
from caseapp.services.operators import add_operator
from caseapp.services.policies import set_second_person
from caseapp.services.retention import destroy_record, destroy_records, keep_longer, put_forward, retention_due
from tests.house import PASSPHRASE, TestHouse

CLOSED = date(2026, 3, 3)
AFTER = date(2028, 3, 4)


@pytest.fixture
def keepers(house: TestHouse) -> tuple[Desk, Desk]:
    """Two administrators."""
    first = house.admin()
    add_operator(first, login="k.second", name="Kim Second", roles=(Role.ADMINISTRATOR,), passphrase=PASSPHRASE)
    return first, house.sign_in("k.second")


def _closed_case(house: TestHouse) -> str:
    case_id = house.make_case("delete")
    officer = house.officer()
    write_note(officer, case_id, "He called again about Oakmont.")
    attach_document(house.agent(), case_id, kind=DocumentKind.SIGNED_PERMISSION, name="permission.pdf", content=b"%PDF-1.7 signed")
    request_id = house.request_id(case_id)
    withdraw_request(officer, request_id, statement="Never mind, says Daniel.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    return case_id


def test_a_record_is_listed_the_day_after_it_must_be_kept(house: TestHouse) -> None:
    case_id = _closed_case(house)
    house.clock.go_to(date(2028, 3, 3))
    assert retention_due(house.admin()) == ()
    house.clock.go_to(AFTER)
    (entry,) = retention_due(house.admin())
    assert (entry.case_id, entry.kept_until_on, entry.on_legal_hold, entry.asked_by) == (case_id, date(2028, 3, 3), False, "")
    assert run_nightly(house.officer()).records_due == 1


def test_everything_personal_goes_and_what_is_counted_stays(house: TestHouse, keepers: tuple[Desk, Desk]) -> None:
    first, second = keepers
    case_id = _closed_case(house)
    before = first.queries.year_counts(2026)
    number = first.queries.case_detail(case_id).case.number
    house.clock.go_to(AFTER)
    put_forward(first, [case_id])
    destroy_record(second, case_id)
    assert first.queries.year_counts(2026) == before
    assert house.house.check_history(first).ok
    with first.uow() as uow:
        for gone in (uow.parties, uow.claimed_values, uow.documents, uow.notes):
            assert gone.where(case_id=case_id) == ()
        request = uow.requests.where(case_id=case_id)[0]
        assert (request.closing_words, request.disposition) == ("", "withdrawn")
        retention = uow.deadlines.where(case_id=case_id, kind=DeadlineKind.RETENTION)[0]
        assert (retention.state, retention.met_on) == (DeadlineState.MET, AFTER)
        case = uow.cases.get(case_id)
        assert (case.number, case.words, case.destroyed_on) == (number, "", AFTER)
        assert all(letter.content is None and letter.addressee_name == "" for letter in uow.letters.where(case_id=case_id))
        actions = [entry.action for entry in uow.history.entries(case_id=case_id)]
    assert actions[-2:] == ["destruction_asked", "record_destroyed"]
    assert house.officer().queries.search("Daniel") == () or all(hit.case_id != case_id for hit in house.officer().queries.search("Daniel"))
    assert retention_due(first) == ()


def test_not_one_value_of_the_person_is_left_in_any_row(house: TestHouse, keepers: tuple[Desk, Desk]) -> None:
    import sqlalchemy as sa

    case_id = _closed_case(house)
    with house.admin().uow() as uow:
        party = uow.parties.where(case_id=case_id)[0]
    values = [value for value in (party.name, party.street, party.email, party.phone, "Oakmont", "Never mind") if value]
    house.clock.go_to(AFTER)
    put_forward(keepers[0], [case_id])
    destroy_record(keepers[1], case_id)
    with house.house.store.engine.connect() as connection:
        tables = [name for name in sa.inspect(connection).get_table_names() if not name.startswith("search_")]
        text = "\n".join(str(row) for name in tables for row in connection.execute(sa.text(f'SELECT * FROM "{name}"')))
        salts = connection.execute(
            sa.text("SELECT count(*) FROM event_salts WHERE event_seq IN (SELECT seq FROM case_events WHERE case_id = :id)"),
            {"id": case_id},
        ).scalar()
    assert [value for value in values if value in text] == []
    assert salts == 0


def test_nothing_is_done_any_more_in_a_destroyed_record(house: TestHouse, keepers: tuple[Desk, Desk]) -> None:
    case_id = _closed_case(house)
    house.clock.go_to(AFTER)
    put_forward(keepers[0], [case_id])
    destroy_record(keepers[1], case_id)
    for act in (
        lambda: write_note(house.officer(), case_id, "x"),
        lambda: destroy_record(keepers[1], case_id),
        lambda: put_forward(keepers[0], [case_id]),
    ):
        with pytest.raises(DomainError) as refusal:
            act()
        assert refusal.value.code == "record_destroyed"


def test_one_person_alone_destroys_nothing_unless_the_office_says_so(house: TestHouse) -> None:
    case_id = _closed_case(house)
    house.clock.go_to(AFTER)
    admin = house.admin()
    for prepare in (lambda: None, lambda: put_forward(admin, [case_id])):
        prepare()
        with pytest.raises(NotAllowed) as refusal:
            destroy_record(admin, case_id)
        assert refusal.value.code == "second_person_needed"
    set_second_person(admin, SecondPersonAct.DESTROY, is_required=False, reason="There is one of us.")
    destroy_record(admin, case_id)
    with admin.uow() as uow:
        assert dict(uow.history.entries(case_id=case_id)[-1].facts)["one_person"] == "True"


def test_what_was_put_forward_can_be_kept_longer(house: TestHouse, keepers: tuple[Desk, Desk]) -> None:
    case_id = _closed_case(house)
    house.clock.go_to(AFTER)
    put_forward(keepers[0], [case_id])
    assert retention_due(keepers[1])[0].asked_by_name == keepers[0].operator.name
    keep_longer(keepers[1], [case_id])
    assert retention_due(keepers[1])[0].asked_by == ""
    with pytest.raises(NotAllowed):
        destroy_record(keepers[1], case_id)
    with pytest.raises(DomainError):
        keep_longer(keepers[1], [case_id])


@pytest.mark.parametrize("categories", [(), ("Orders",)])
def test_a_legal_hold_keeps_the_whole_record(house: TestHouse, keepers: tuple[Desk, Desk], categories: tuple[str, ...]) -> None:
    case_id = _closed_case(house)
    house.clock.go_to(AFTER)
    put_forward(keepers[0], [case_id])
    place_legal_hold(house.officer(), case_id, LegalHoldCause.LAWSUIT, note="Case 28-1", categories=categories)
    assert retention_due(keepers[0])[0].on_legal_hold
    with pytest.raises(DomainError) as refusal:
        destroy_record(keepers[1], case_id)
    assert refusal.value.code == "record_on_legal_hold"
    lift_legal_hold(house.officer(), case_id, reason="Settled.")
    destroy_record(keepers[1], case_id)


def test_many_are_destroyed_one_by_one_and_stopping_leaves_the_rest(house: TestHouse, keepers: tuple[Desk, Desk]) -> None:
    cases = [_closed_case(house) for _ in range(3)]
    house.clock.go_to(AFTER)
    put_forward(keepers[0], cases)
    told: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> bool:
        told.append((done, total))
        return done < 2

    change = destroy_records(keepers[1], cases, watch=watch)
    assert change.fact("destroyed") == 2
    assert told == [(0, 3), (1, 3), (2, 3), (2, 3)]
    assert [one.case_id for one in retention_due(keepers[0])] == cases[2:]


def test_what_was_put_forward_before_a_reopening_counts_no_more(house: TestHouse, keepers: tuple[Desk, Desk]) -> None:
    """It was closed anew, so its months begin anew; the old word is none for the new day."""
    case_id = _closed_case(house)
    house.clock.go_to(AFTER)
    put_forward(keepers[0], [case_id])
    with house.admin().uow() as uow:
        clock = uow.deadlines.where(case_id=case_id, kind=DeadlineKind.RETENTION)[0]
        uow.deadlines.replace(replace(clock, plan_by_on=date(2030, 1, 1), last_day_on=date(2030, 1, 1)))
        uow.commit()
    house.clock.go_to(date(2030, 1, 2))
    assert retention_due(keepers[1])[0].asked_by == ""
    with pytest.raises(NotAllowed):
        destroy_record(keepers[1], case_id)


def test_none_chosen_is_said(house: TestHouse) -> None:
    for act in (put_forward, keep_longer, destroy_records):
        with pytest.raises(DomainError) as refusal:
            act(house.admin(), [])
        assert refusal.value.code == "none_chosen"
