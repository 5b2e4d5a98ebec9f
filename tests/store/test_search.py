"""Finding a case by what somebody has: a piece of its number, a telephone number in any form, a name, an address, an envelope."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseapp.domain.letters import LetterState
from caseapp.domain.people import PartyPart
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import RequestStatus
from caseapp.services.views import CaseView, RepeatEntry
from caseapp.store.engine import Store
from tests.store import things
from tests.store.test_case_list import CLOSED, TODAY

PEOPLE = {
    4812: {"name": "Ana Peña", "phone": "(415) 555-0123", "phone_e164": "+14155550123", "email": "Ana.Pena@Example.com",
           "street": "12 Mission Street", "unit": "Apt 4", "city": "San Francisco", "state": "CA", "postal_code": "94110"},
    4813: {"name": "Łukasz O'Brien-Weiß", "phone": "559 555 9911", "email": "lukasz@mail.example.org", "street": "480 Straße Ln",
           "city": "Fresno", "postal_code": "93701-1234"},
    4814: {"name": "Nguyễn Thị Minh Khai", "phone_e164": "+16195550199", "email": "", "city": "Cañada Flintridge"},
    4815: {"name": "María de la Cruz García", "phone_e164": "+13105550134", "city": "Los Angeles", "street": "7 O'Farrell St"},
    4816: {"name": "Pat OBrien", "city": "Ojai"},
    4817: {"name": "Kim Smith-Jones", "city": "Napa"},
    4818: {"name": "Leilani Kaʻahumanu", "city": "Eureka"},
    17: {"name": "李小龍", "phone": "", "email": "bruce@example.com", "city": "Oakland", "postal_code": "94601"},
}  # fmt: skip


@pytest.fixture(autouse=True)
def people(store: Store) -> None:
    with store.unit_of_work() as uow:
        for number, person in PEOPLE.items():
            id = f"c{number}"
            uow.cases.add(things.a_case(id))
            uow.requests.add(things.a_request(f"r{number}", id))
            uow.parties.add(things.a_party(f"p{number}", id, **person))
        uow.parties.add(
            things.a_party(
                "agent", "c4814", part=PartyPart.REQUESTOR, name="Jo Doe", company="Justice Agents LLC", phone="+44 20 7946 0000"
            )
        )
        uow.letters.add(
            things.a_letter(
                case_id="c17", state=LetterState.ISSUED, addressee_name="Bruce Lee", addressee_lines=("9 Dragon Way", "Oakland, CA 94601")
            )
        )
        uow.letters.add(things.a_letter("l2", "c17", state=LetterState.DRAFT, addressee_name="Draftee Nobody"))
        uow.commit()


def found(store: Store, text: str) -> list[tuple[int, str]]:
    return [(int(hit.number[-6:]), hit.matched_by) for hit in store.queries.search(text)]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("2026-004812", [(4812, "number")]),
        ("2026004812", [(4812, "number")]),
        ("004812", [(4812, "number")]),
        ("4812", [(4812, "number")]),
        (
            "26-00481",
            [(4812, "number"), (4813, "number"), (4814, "number"), (4815, "number"), (4816, "number"), (4817, "number"), (4818, "number")],
        ),
        ("17", [(17, "number")]),
        ("(415) 555-0123", [(4812, "phone")]),
        ("415.555.0123", [(4812, "phone")]),
        ("+1 415 555 0123", [(4812, "phone")]),
        ("14155550123", [(4812, "phone")]),
        ("555 0123", [(4812, "phone")]),
        ("5559911", [(4813, "phone")]),
        ("+44 20 7946", [(4814, "phone")]),
        ("pena", [(4812, "name")]),
        ("Peña", [(4812, "name")]),
        ("PEN", [(4812, "name")]),
        ("pena ana", [(4812, "name")]),
        ("peña, ana", [(4812, "name")]),
        ("lukasz", [(4813, "name")]),
        ("lukasz@", [(4813, "email")]),
        ("Łukasz", [(4813, "name")]),
        ("ŁUK", [(4813, "name")]),
        ("o'brien", [(4813, "name"), (4816, "name")]),
        ("obrien", [(4813, "name"), (4816, "name")]),
        ("OBri", [(4813, "name"), (4816, "name")]),
        ("o’brien", [(4813, "name"), (4816, "name")]),
        ("o`brien", [(4813, "name"), (4816, "name")]),
        ("o brien", [(4813, "name"), (4816, "name")]),
        ("pat o brien", [(4816, "name")]),
        ("obrien weiss", [(4813, "name")]),
        ("obrienweiss", [(4813, "name")]),
        ("smith jones", [(4817, "name")]),
        ("smith-jones", [(4817, "name")]),
        ("smithjones", [(4817, "name")]),
        ("jones kim", [(4817, "name")]),
        ("garcia", [(4815, "name")]),
        ("delacruz", [(4815, "name")]),
        ("de la cruz", [(4815, "name")]),
        ("maria dela cruz", [(4815, "name")]),
        ("kaahumanu", [(4818, "name")]),
        ("ka'ahumanu", [(4818, "name")]),
        ("ofarrell", [(4815, "address")]),
        ("555 0134", [(4815, "phone")]),
        ("5550134", [(4815, "phone")]),
        ("555-0134", [(4815, "phone")]),
        ("555–0134", [(4815, "phone")]),
        ("555\u20110134", [(4815, "phone")]),
        ("555.0134", [(4815, "phone")]),
        ("(310)555-0134", [(4815, "phone")]),
        ("(310) 555\u00a00134", [(4815, "phone")]),
        ("+1-310-555-0134", [(4815, "phone")]),
        ("1 310 5550134", [(4815, "phone")]),
        ("brien weiss", [(4813, "name")]),
        ("WEISS", [(4813, "name")]),
        ("nguyen minh", [(4814, "name")]),
        ("Nguyễn", [(4814, "name")]),
        ("李小", [(17, "name")]),
        ("justice agents", [(4814, "name")]),
        ("ana.pena@example", [(4812, "email")]),
        ("ANA.PENA@EXAMPLE.COM", [(4812, "email")]),
        ("@mail.example", [(4813, "email")]),
        ("pena@ex", [(4812, "email")]),
        ("mission", [(4812, "address")]),
        ("12 mission", [(4812, "address")]),
        ("strasse", [(4813, "address")]),
        ("fresno", [(4813, "address")]),
        ("canada", [(4814, "address")]),
        ("94110", [(4812, "address")]),
        ("93701", [(4813, "address")]),
        ("ana san francisco", [(4812, "address")]),
        ("pena 4155550123", [(4812, "phone")]),
        ("dragon way", [(17, "letter")]),
        ("bruce lee", [(17, "letter")]),
        ("draftee", []),
        ("ena", [(4812, "email")]),
        ("en", []),
        ("zzz", []),
        ("", []),
        ("   ", []),
    ],
)
def test_what_is_found_by_what(store: Store, text: str, hits: list[tuple[int, str]]) -> None:
    assert sorted(found(store, text)) == sorted(hits)


@pytest.mark.parametrize(
    "text",
    [
        '"', '""', "'", "*", "a*", "^pena", "name:pena", "names : pena", "pena OR nguyen", "pena AND NOT ana",
        "NEAR(pena ana, 5)", "(", ")", "-", "--",
        "{names}: pena", "pena\0ana", "\0", "%", "_", "%pena%", "pena'; DROP TABLE cases; --",
        '" OR rowid > 0 OR "', "\ud800", "pena\udfff", "😀", "😀😀😀😀",
        "a\u0301", "\u0301", "1" * 500, "a " * 300, "@", "@@@", "...", "+", "#", "0", "()()()", "pena\n\tana", "case_words", "rank MATCH",
    ],
)  # fmt: skip
def test_no_sign_has_a_meaning_of_its_own(store: Store, text: str) -> None:
    for hit in store.queries.search(text):
        assert hit.number.startswith("2026-")
    page = store.queries.case_list(CaseView.OPEN, today=TODAY, operator_id="o1", text=text)
    assert page.total == len(page.rows)
    assert store.queries.view_counts(today=TODAY, operator_id="o1")[CaseView.OPEN] == len(PEOPLE)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(text=st.text(max_size=30))
def test_any_text_can_be_asked(store: Store, text: str) -> None:
    store.queries.search(text)
    store.queries.case_list(CaseView.OPEN, today=TODAY, operator_id="o1", text=text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(number=st.sampled_from(sorted(PEOPLE)), data=st.data())
def test_any_beginning_of_any_word_of_a_name_finds_its_case(store: Store, number: int, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(PEOPLE[number]["name"].replace("'", " ").replace("-", " ").split()))
    beginning = word[: data.draw(st.integers(1, len(word)))]
    assert number in [each for each, _ in found(store, beginning)]


def test_words_of_operators_are_only_words(store: Store) -> None:
    assert found(store, "or") == []
    assert found(store, "and") == []
    assert found(store, "not") == []


def test_the_number_typed_in_full_comes_first_and_open_cases_before_closed_ones(store: Store) -> None:
    with store.unit_of_work() as uow:
        for number in (5000, 5001):
            uow.cases.add(things.a_case(f"c{number}"))
            uow.requests.add(things.a_request(f"r{number}", f"c{number}", **(CLOSED if number == 5001 else {})))
            uow.parties.add(things.a_party(f"p{number}", f"c{number}", name="Ana Silva", phone_e164="+12026004812"))
        uow.commit()
    assert found(store, "2026004812")[0] == (4812, "number")
    assert [number for number, _ in found(store, "silva")] == [5000, 5001]
    assert [number for number, _ in found(store, "ana")] == [5000, 4812, 5001]
    assert len(store.queries.search("ana", limit=2)) == 2


def test_a_changed_name_is_found_and_the_old_one_is_not(store: Store) -> None:
    with store.unit_of_work() as uow:
        party = uow.parties.get("p4812")
        uow.parties.replace(things.a_party("p4812", "c4812", name="Ana Silva", version=party.version))
        uow.commit()
    assert found(store, "silva") == [(4812, "name")]
    assert found(store, "peña") == []
    assert found(store, "mission") == []
    assert found(store, "4155550123") == []


def test_a_hit_shows_what_the_list_shows(store: Store) -> None:
    (hit,) = store.queries.search("pena")
    (row,) = [row for row in store.queries.case_list(CaseView.OPEN, today=TODAY, operator_id="o1").rows if row.case_id == hit.case_id]
    for name in ("number", "name", "types", "status", "plan_by_on", "last_day_on", "closed_on", "is_extended"):
        assert getattr(hit, name) == getattr(row, name)


def repeats(store: Store, **asked: str | None) -> list[tuple[str, str]]:
    given_ = {"phone_e164": "", "name": "", "postal_code": "", "email": "", "except_case_id": None}
    return [(entry.case_id, entry.matched_by) for entry in store.queries.possible_repeats(**given_ | asked)]


def test_an_earlier_case_is_found_by_phone_email_or_name_at_the_same_place(store: Store) -> None:
    assert repeats(store, phone_e164="+14155550123") == [("c4812", "phone")]
    assert repeats(store, email=" ana.pena@EXAMPLE.com ") == [("c4812", "email")]
    assert repeats(store, name="PENA ana") == [("c4812", "name")]
    assert repeats(store, name="Peña, Ana", postal_code="94110") == [("c4812", "name")]
    assert repeats(store, name="Peña, Ana", postal_code="93701") == []
    assert repeats(store, name="Nguyen Thi Minh Khai", postal_code="90001") == [("c4814", "name")]
    assert repeats(store, name="Pat O’Brien") == [("c4816", "name")]
    assert repeats(store, name="Ana") == []
    assert repeats(store) == []
    assert repeats(store, phone_e164="+14155550123", email="bruce@example.com", name="ana pena") == [("c17", "email"), ("c4812", "phone")]
    assert repeats(store, phone_e164="+14155550123", except_case_id="c4812") == []


def test_a_repeat_shows_no_name(store: Store) -> None:
    (entry,) = store.queries.possible_repeats(phone_e164="+14155550123", name="", postal_code="", email="", except_case_id=None)
    assert entry == RepeatEntry(
        case_id="c4812", number="2026-004812", masked_name="A•• P•••", types=(RequestType.DELETE,), received_on=things.RECEIVED_ON,
        is_open=True, matched_by="phone",
    )  # fmt: skip
    assert store.queries.case_detail("c4812").requests[0].status is RequestStatus.RECEIVED
