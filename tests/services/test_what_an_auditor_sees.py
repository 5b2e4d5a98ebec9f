"""Every read an auditor can reach, by one table: none of them tells who somebody is (masked names, no address, no way to reach)."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.errors import NotAllowed
from caseapp.domain.letters import LetterKind
from caseapp.domain.work import WorkState
from caseapp.services import (
    calendar,
    decision_sheet,
    extension,
    finding,
    history,
    letter_pages,
    letters,
    notes,
    overview,
    report_sheet,
    reports,
    verification,
)
from caseapp.services.desk import Desk
from caseapp.services.letter_approval import approve_letter
from caseapp.services.mailroom import make_batch
from caseapp.services.ports import Queries
from caseapp.services.sight import case_seen_by
from caseapp.services.views import CaseView
from caseapp.services.work import mark_place
from tests.house import TestHouse, sample_form

TELLING = ("Quillfeather", "Araminta", "4155550134", "555-0134", "araminta@example.org", "1200 Main St", "Apt 4", "94601")
SPAN = (date(2026, 2, 1), date(2026, 6, 30))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[TestHouse]:
    house = TestHouse(tmp_path)
    yield house
    house.close()


@pytest.fixture
def case_id(house: TestHouse) -> str:
    """A case in which colleagues and the caller wrote the name and the address down wherever they could."""
    form = replace(
        sample_form("know_categories", "opt_out"),
        name="Araminta Quillfeather",
        email="araminta@example.org",
        words="I am Araminta Quillfeather of 1200 Main St, and this is my wish.",
    )
    case_id = house.make_case(form=form)
    officer = house.officer()
    notes.write_note(officer, case_id, "Mrs Quillfeather called from (415) 555-0134 and asked again.")
    for kind, slots in ((LetterKind.CONFIRM_RECEIPT, {}), (LetterKind.REQUEST_INFORMATION, {"points": "Dear Araminta: your account"})):
        letter_id = letters.draft_letter(officer, case_id, kind).created_id
        assert letter_id is not None
        letters.save_letter(officer, letter_id, slots=slots)
    return case_id


def texts_in(thing: Any) -> Iterator[str]:
    """Every text in what came back, with the name of what holds it."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, bytes):
        yield thing.decode("latin-1")
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from texts_in(key)
            yield from texts_in(value)
    elif isinstance(thing, tuple | list | frozenset):
        for one in thing:
            yield from texts_in(one)
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts_in(getattr(thing, field.name))


def told_by(thing: Any) -> set[str]:
    return {word for text in texts_in(thing) for word in TELLING if word.casefold() in text.casefold()}


READS: dict[str, Callable[[Desk, str, str], Any]] = {
    # straight from the desk
    "case_list": lambda d, c, r: d.queries.case_list(CaseView.OPEN, today=d.today(), operator_id=d.operator.id),
    "view_counts": lambda d, c, r: d.queries.view_counts(today=d.today(), operator_id=d.operator.id),
    "case_detail": lambda d, c, r: d.queries.case_detail(c),
    "case_id_of": lambda d, c, r: d.queries.case_id_of("2026-000001"),
    "home_counts": lambda d, c, r: d.queries.home_counts(today=d.today(), operator_id=d.operator.id),
    "due_entries": lambda d, c, r: d.queries.due_entries(until=d.today() + timedelta(days=90)),
    "month": lambda d, c, r: d.queries.month(*SPAN),
    "day_entries": lambda d, c, r: [d.queries.day_entries(SPAN[0] + timedelta(days=day)) for day in range(120)],
    "agenda": lambda d, c, r: d.queries.agenda(from_on=SPAN[0], until_on=SPAN[1]),
    "search": lambda d, c, r: d.queries.search("Quillfeather"),
    "possible_repeats": lambda d, c, r: d.queries.possible_repeats(
        phone_e164="+14155550134", name="Araminta Quillfeather", postal_code="94601", email="", except_case_id=None
    ),
    "letters": lambda d, c, r: d.queries.letters(only="all"),
    "batches": lambda d, c, r: d.queries.batches(open_only=False),
    "batch": lambda d, c, r: [d.queries.batch(one.batch_id) for one in d.queries.batches(open_only=False)],
    "drafts": lambda d, c, r: d.queries.drafts(operator_id=d.operator.id),
    "tasks": lambda d, c, r: d.queries.tasks(roles=("privacy_officer", "call_agent", "mail_clerk")),
    "taken_on": lambda d, c, r: [d.queries.taken_on(SPAN[0] + timedelta(days=day), operator_id=_taker(d, c)) for day in range(60)],
    "year_counts": lambda d, c, r: d.queries.year_counts(2026),
    "years_received": lambda d, c, r: d.queries.years_received(),
    "answers_on": lambda d, c, r: d.queries.answers_on(*SPAN),
    "open_ages": lambda d, c, r: d.queries.open_ages(today=d.today()),
    "know_answered_on": lambda d, c, r: d.queries.know_answered_on("nobody", except_case_id=c),
    "retention_due": lambda d, c, r: d.queries.retention_due(today=date(2030, 1, 1), months=24),
    "old_opt_outs": lambda d, c, r: d.queries.old_opt_outs(received_before=date(2030, 1, 1), limit=50),
    "channel_days": lambda d, c, r: d.queries.channel_days(since=SPAN[0]),
    "store_state": lambda d, c, r: d.queries.store_state(),
    "deadline_groups": lambda d, c, r: d.queries.deadline_groups(),
    "group_places": lambda d, c, r: d.queries.group_places(list(DeadlineKind)),
    "group_cases": lambda d, c, r: [d.queries.group_cases(group) for group in d.queries.deadline_groups()],
    # through services: home, calendar, palette, checklist, offer, reports, history
    "overview": lambda d, c, r: overview.overview(d),
    "home_sheet": lambda d, c, r: overview.home_sheet(d),
    "month_sheet": lambda d, c, r: calendar.month_sheet(d, date(2026, 4, 1)),
    "day_sheet": lambda d, c, r: [calendar.day_sheet(d, SPAN[0] + timedelta(days=day)) for day in range(120)],
    "agenda_sheet": lambda d, c, r: calendar.agenda_sheet(d),
    "find_cases": lambda d, c, r: finding.find_cases(d, "Quillfeather"),
    "read_checklist": lambda d, c, r: verification.read_checklist(d, r),
    "offer_for": lambda d, c, r: extension.offer_for(d, r),
    "office_history": lambda d, c, r: history.office_history(d),
    "history_entries": lambda d, c, r: history.history_entries(d),
    "report_sheet": lambda d, c, r: report_sheet.report_sheet(d),
    "year_counts_of_reports": lambda d, c, r: reports.year_counts(d, 2026),
    "export_year": lambda d, c, r: reports.export_year(d, 2026),
}
HOLDS_PEOPLE = ("case_list", "case_detail", "due_entries", "day_entries", "agenda", "search", "letters", "batches", "taken_on")


def _taker(desk: Desk, case_id: str) -> str:
    return desk.queries.case_detail(case_id).case.created_by


@pytest.fixture
def printed(house: TestHouse, case_id: str) -> None:
    """A letter in a batch too."""
    request_id = house.request_id(case_id, 1)
    with house.officer().uow() as uow:
        places = uow.work_items.where(request_id=request_id)
    for place in places:
        mark_place(house.officer(), place.id, WorkState.DONE)
    answer = letters.draft_answer(house.officer(), request_id).created_id
    assert answer is not None
    letters.submit_letter(house.officer(), answer)
    approve_letter(house.second_officer(), answer)
    make_batch(house.clerk(), [answer])


@pytest.mark.usefixtures("printed")
def test_no_read_of_an_auditor_tells_who_somebody_is(house: TestHouse, case_id: str) -> None:
    request_id = house.request_id(case_id)
    auditor = house.sign_in("u.weiss")
    told = {name: told_by(read(auditor, case_id, request_id)) for name, read in READS.items()}
    assert {name: words for name, words in told.items() if words} == {}


@pytest.mark.usefixtures("printed")
def test_the_same_reads_tell_an_officer(house: TestHouse, case_id: str) -> None:
    """The test above can fail: to an officer each of the reads that hold people tells the name."""
    officer = house.officer()
    request_id = house.request_id(case_id)
    silent = [name for name in HOLDS_PEOPLE if "Quillfeather" not in told_by(READS[name](officer, case_id, request_id))]
    assert silent == []


def test_what_stays_keeps_its_sense(house: TestHouse, case_id: str) -> None:
    detail = house.sign_in("u.weiss").queries.case_detail(case_id)
    assert [party.name for party in detail.parties if party.name] == ["A••• Q•••"] * len([p for p in detail.parties if p.name])
    assert detail.notes[0].text == "Mrs Q••• called from ••• and asked again."
    assert detail.case.words == "I am A••• Q••• of •••, and this is my wish."
    assert detail.history


def test_every_question_to_the_store_is_in_the_table() -> None:
    asked = {name for name, _ in inspect.getmembers(Queries, inspect.isfunction) if not name.startswith("_")}
    assert asked - READS.keys() == set()


def test_letters_and_decisions_are_not_read_by_an_auditor(house: TestHouse, case_id: str) -> None:
    with house.officer().uow() as uow:
        letter = uow.letters.where(case_id=case_id)[0]
    request_id = house.request_id(case_id)
    auditor = house.sign_in("u.weiss")
    for read in (
        lambda: letter_pages.preview_letter(auditor, letter.id),
        lambda: letter_pages.letter_content(auditor, letter.id),
        lambda: letter_pages.copy_letter(auditor, letter.id),
        lambda: decision_sheet.read_decision_sheet(auditor, request_id),
    ):
        with pytest.raises(NotAllowed):
            read()


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("My account is 4417-1234 5678, erase it", "My account is •••, erase it"),
        ("Write to jo.doe@example.org or (212) 555-0199.", "Write to ••• or •••."),
        ("Erase all 3 letters of 2026", "Erase all 3 letters of •••"),
        ("Erase everything", "Erase everything"),
    ],
)
def test_numbers_and_addresses_that_a_consumer_said_are_taken_out(house: TestHouse, case_id: str, said: str, seen: str) -> None:
    detail = house.officer().queries.case_detail(case_id)
    requests = tuple(replace(one, closing_words=said) for one in detail.requests)
    told = case_seen_by(house.sign_in("u.weiss").operator, replace(detail, case=replace(detail.case, words=said), requests=requests))
    assert (told.case.words, told.requests[0].closing_words) == (seen, seen)
