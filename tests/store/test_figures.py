"""The yearly counts of 11 CCR 7102 and the answers of the last twelve months."""

from __future__ import annotations

from datetime import date

from caseapp.domain.request_type import RequestType
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.services.views import AgeCount, YearCount
from caseapp.store.engine import Store
from tests.store import things

# Type, received, how it ended, answered.
REQUESTS = [
    (RequestType.DELETE, date(2026, 1, 1), Disposition.FULFILLED, date(2026, 1, 11)),
    (RequestType.DELETE, date(2026, 12, 31), Disposition.FULFILLED, date(2027, 1, 30)),
    (RequestType.DELETE, date(2026, 3, 1), Disposition.FULFILLED_IN_PART, date(2026, 4, 10)),
    (RequestType.DELETE, date(2026, 3, 1), Disposition.DENIED, date(2026, 3, 5)),
    (RequestType.DELETE, date(2026, 3, 1), Disposition.UNVERIFIED, date(2026, 3, 6)),
    (RequestType.DELETE, date(2026, 3, 1), Disposition.NO_DATA, date(2026, 3, 7)),
    (RequestType.DELETE, date(2026, 3, 1), Disposition.REDIRECTED, date(2026, 3, 8)),
    (RequestType.DELETE, date(2026, 3, 1), Disposition.NOT_COVERED, date(2026, 3, 9)),
    (RequestType.DELETE, date(2026, 3, 1), Disposition.WITHDRAWN, date(2026, 3, 2)),
    (RequestType.DELETE, date(2026, 3, 1), Disposition.DUPLICATE, None),
    (RequestType.DELETE, date(2026, 3, 1), None, None),
    (RequestType.DELETE, date(2025, 12, 31), Disposition.FULFILLED, date(2026, 1, 2)),
    (RequestType.DELETE, date(2027, 1, 1), Disposition.FULFILLED, date(2027, 1, 2)),
    (RequestType.OPT_OUT, date(2026, 3, 8), Disposition.FULFILLED, date(2026, 3, 8)),
]


def keep(store: Store, requests: list[tuple[RequestType, date, Disposition | None, date | None]], **case: object) -> None:
    with store.unit_of_work() as uow:
        for number, (type_, received_on, end, answered_on) in enumerate(requests, 1):
            status = RequestStatus.CLOSED if end else RequestStatus.RECEIVED
            uow.cases.add(things.a_case(f"c{number}", received_on=received_on, **case))
            uow.requests.add(
                things.a_request(f"r{number}", f"c{number}", type=type_, status=status, disposition=end, answered_on=answered_on)
            )
        uow.commit()


def test_every_request_of_the_year_is_in_one_count(store: Store) -> None:
    keep(store, REQUESTS)
    found = {count.type: count for count in store.queries.year_counts(2026)}
    assert list(found) == list(RequestType)
    # Days to a substantive answer: 10, 30, 40, 4, 5, 6, 7, 8.
    assert found[RequestType.DELETE] == YearCount(
        type=RequestType.DELETE, received=11, complied_whole=2, complied_part=1, denied=5, withdrawn_or_duplicate=2, pending=1,
        median_days=7.5, mean_days=13.75,
    )  # fmt: skip
    assert found[RequestType.OPT_OUT] == YearCount(
        type=RequestType.OPT_OUT, received=1, complied_whole=1, complied_part=0, denied=0, withdrawn_or_duplicate=0, pending=0,
        median_days=0.0, mean_days=0.0,
    )  # fmt: skip
    nothing = found[RequestType.CORRECT]
    assert (nothing.received, nothing.median_days, nothing.mean_days) == (0, None, None)
    for count in found.values():
        ended = count.complied_whole + count.complied_part + count.denied + count.withdrawn_or_duplicate
        assert count.received == ended + count.pending


def test_the_year_is_that_of_receipt(store: Store) -> None:
    keep(store, REQUESTS)
    assert [sum(count.received for count in store.queries.year_counts(year)) for year in (2024, 2025, 2026, 2027)] == [0, 1, 12, 1]


def test_earlier_answers_to_the_same_consumer_are_told_by_their_receipt(store: Store) -> None:
    keep(
        store,
        [
            (RequestType.KNOW_SPECIFIC, date(2026, 1, 5), Disposition.FULFILLED, date(2026, 2, 1)),
            (RequestType.KNOW_CATEGORIES, date(2026, 3, 5), Disposition.FULFILLED_IN_PART, date(2026, 4, 1)),
            (RequestType.KNOW_SPECIFIC, date(2026, 4, 5), Disposition.UNVERIFIED, date(2026, 5, 1)),
            (RequestType.DELETE, date(2026, 5, 5), Disposition.FULFILLED, date(2026, 6, 1)),
            (RequestType.KNOW_SPECIFIC, date(2026, 6, 5), None, None),
        ],
        consumer_id="k1",
    )
    assert store.queries.know_answered_on("k1", except_case_id="c5") == (date(2026, 3, 5), date(2026, 1, 5))
    assert store.queries.know_answered_on("k1", except_case_id="c2") == (date(2026, 1, 5),)
    assert store.queries.know_answered_on("k2", except_case_id="") == ()


def test_the_years_reach_from_the_newest_receipt_to_the_oldest(store: Store) -> None:
    assert store.queries.years_received() == ()
    keep(store, [(RequestType.DELETE, date(2024, 5, 1), None, None), (RequestType.DELETE, date(2026, 3, 1), None, None)])
    assert store.queries.years_received() == (2026, 2025, 2024)


def test_answers_are_counted_by_the_day_they_left(store: Store) -> None:
    keep(store, REQUESTS)
    assert store.queries.answers_on(date(2026, 1, 2), date(2026, 3, 5)) == {
        date(2026, 1, 2): 1, date(2026, 1, 11): 1, date(2026, 3, 2): 1, date(2026, 3, 5): 1,
    }  # fmt: skip


def test_open_requests_are_counted_by_receipt_with_what_is_extended_and_late(store: Store) -> None:
    day = date(2026, 3, 1)
    keep(store, [(RequestType.DELETE, day, None, None)] * 3 + [(RequestType.DELETE, day, Disposition.DENIED, day)])
    with store.unit_of_work() as uow:
        uow.extensions.add(things.an_extension("e1", "c1", "r1"))
        uow.deadlines.add(things.a_deadline("d2", "c2", "r2", plan_by_on=date(2026, 4, 13), last_day_on=date(2026, 4, 14)))
        uow.deadlines.add(things.a_deadline("d3", "c3", "r3", plan_by_on=date(2026, 4, 13), last_day_on=date(2026, 4, 15)))
        uow.commit()
    assert store.queries.open_ages(today=date(2026, 4, 15)) == (AgeCount(received_on=day, open=3, extended=1, late=1),)
