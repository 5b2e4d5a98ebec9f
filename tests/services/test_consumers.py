"""Cases of one person: linked and taken back, what lasts, and twice in twelve months."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseapp.domain.channel import Channel
from caseapp.domain.errors import DomainError
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.services.consumers import consumer_sheet, know_notice, link_consumer, unlink_consumer
from caseapp.services.drafts import start_draft
from caseapp.services.intake import complete_intake, possible_repeats
from tests.house import TestHouse, sample_form


def taken(house: TestHouse, *types: str, language: str = "en", format: str = "letter") -> str:
    form = replace(sample_form(*types), reply_language=language, reply_format=format)
    return house.make_case(form=form)


def answered(house: TestHouse, on: date, *types: str) -> str:
    """A case of a day, answered: how it came to that is told elsewhere."""
    house.clock.go_to(on)
    case_id = taken(house, *types)
    with house.officer().uow() as uow:
        for request in uow.requests.where(case_id=case_id):
            uow.requests.replace(replace(request, status=RequestStatus.ANSWERED, disposition=Disposition.FULFILLED, answered_on=on))
        uow.commit()
    return case_id


def test_two_cases_are_linked_by_a_decision_with_its_trace(house: TestHouse) -> None:
    first, second = taken(house, "delete", format="large_print"), taken(house, "correct")
    link_consumer(house.agent(), second, first)
    sheet = consumer_sheet(house.agent(), second)
    assert sheet is not None
    assert [(one.number, [str(kind) for kind in one.types]) for one in sheet.cases] == [("2026-000001", ["delete"])]
    assert (sheet.language, sheet.letter_format, sheet.know) == ("en", "large_print", None)
    for case_id in (first, second):
        assert house.officer().queries.case_detail(case_id).history[-1].action == "consumer_linked"


def test_a_third_case_joins_the_same_person(house: TestHouse) -> None:
    first, second, third = (taken(house, "delete") for _ in range(3))
    link_consumer(house.agent(), second, first)
    link_consumer(house.agent(), third, second)
    sheet = consumer_sheet(house.agent(), first)
    assert sheet is not None
    assert [one.number for one in sheet.cases] == ["2026-000003", "2026-000002"]


def test_a_link_is_taken_back_with_a_reason(house: TestHouse) -> None:
    first, second = taken(house, "delete"), taken(house, "correct")
    link_consumer(house.agent(), second, first)
    with pytest.raises(DomainError, match="reason_missing"):
        unlink_consumer(house.officer(), second, reason=" ")
    unlink_consumer(house.officer(), second, reason="A namesake.")
    assert consumer_sheet(house.officer(), second) is None
    assert house.officer().queries.case_detail(second).history[-1].action == "consumer_unlinked"
    with pytest.raises(DomainError, match="not_linked"):
        unlink_consumer(house.officer(), second, reason="again")


def test_what_cannot_be_linked_is_named(house: TestHouse) -> None:
    first, second, third, fourth = (taken(house, "delete") for _ in range(4))
    link_consumer(house.agent(), second, first)
    link_consumer(house.agent(), fourth, third)
    for pair, code in (((first, first), "same_case"), ((first, second), "linked_already"), ((second, third), "linked_to_another")):
        with pytest.raises(DomainError, match=code):
            link_consumer(house.agent(), *pair)


def test_language_and_format_chosen_last_stay_with_the_person(house: TestHouse) -> None:
    first = taken(house, "delete")
    second = start_draft(house.agent(), channel=Channel.PHONE).created_id
    assert second is not None
    complete_intake(house.agent(), second, sample_form("correct"))
    link_consumer(house.agent(), second, first)
    third = start_draft(house.agent(), channel=Channel.PHONE).created_id
    assert third is not None
    from_form = replace(sample_form("correct"), reply_format="large_print")
    with pytest.raises(DomainError):
        complete_intake(house.agent(), third, replace(from_form, read_back=True, confirmed_orally=False))
    link_consumer(house.agent(), third, second)
    complete_intake(house.agent(), third, from_form)
    sheet = consumer_sheet(house.agent(), first)
    assert sheet is not None
    assert sheet.letter_format == "large_print"


def test_a_third_request_to_know_in_twelve_months_is_told_and_taken(house: TestHouse) -> None:
    answered(house, date(2026, 3, 10), "know_categories")
    answered(house, date(2026, 9, 1), "know_specific")
    answered(house, date(2026, 9, 2), "delete")
    house.clock.go_to(date(2027, 3, 9))
    desk = house.agent()
    form = sample_form("know_specific")
    notice = know_notice(desk, form, possible_repeats(desk, form, draft_id=""), desk.today())
    assert notice is not None
    assert notice.cases == (("2026-000001", date(2026, 3, 10)), ("2026-000002", date(2026, 9, 1)))
    assert notice.count.reached
    assert notice.count.next_possible_on == date(2027, 3, 10)
    assert house.make_case(form=form)


def test_a_day_later_one_of_them_has_left_the_window(house: TestHouse) -> None:
    answered(house, date(2026, 3, 10), "know_categories")
    answered(house, date(2026, 9, 1), "know_specific")
    house.clock.go_to(date(2027, 3, 10))
    desk = house.agent()
    form = sample_form("know_specific")
    notice = know_notice(desk, form, possible_repeats(desk, form, draft_id=""), desk.today())
    assert notice is not None
    assert (notice.cases, notice.count.reached) == ((("2026-000002", date(2026, 9, 1)),), False)


@pytest.mark.parametrize("types", [("delete",), ("opt_out",), ("correct",)])
def test_other_rights_count_nothing(house: TestHouse, types: tuple[str, ...]) -> None:
    answered(house, date(2026, 3, 10), "know_categories")
    desk = house.agent()
    form = sample_form(*types)
    assert know_notice(desk, form, possible_repeats(desk, form, draft_id=""), desk.today()) is None


def test_the_officer_sees_the_count_of_the_linked_person(house: TestHouse) -> None:
    first = answered(house, date(2026, 3, 10), "know_categories")
    second = answered(house, date(2026, 9, 1), "know_specific")
    house.clock.go_to(date(2027, 3, 9))
    third = taken(house, "know_specific")
    for other in (first, second):
        if other == first:
            link_consumer(house.agent(), second, first)
        else:
            link_consumer(house.agent(), third, second)
    sheet = consumer_sheet(house.officer(), third)
    assert sheet is not None
    assert sheet.know is not None
    assert (sheet.know.counted, sheet.know.reached) == ((date(2026, 3, 10), date(2026, 9, 1)), True)
