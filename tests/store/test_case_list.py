"""Which cases a view has, in which order, page by page; and that its count says the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from caseapp.domain.case import TaskCode
from caseapp.domain.deadline import ExtensionState
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.letters import LetterState
from caseapp.domain.operators import Role
from caseapp.domain.people import PartyPart
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.domain.work import WorkState
from caseapp.services.ports import UnitOfWork
from caseapp.services.views import CaseListPage, CaseRow, CaseView, PageKey
from caseapp.store.engine import Store
from tests.store import things

TODAY = date(2026, 4, 10)
ANSWERED = {"status": RequestStatus.ANSWERED, "disposition": Disposition.FULFILLED, "answered_on": date(2026, 4, 2)}
CLOSED = ANSWERED | {"status": RequestStatus.CLOSED, "closed_on": date(2026, 4, 3)}
Fill = Callable[[UnitOfWork], object]


def keep(store: Store, *fill: Fill) -> None:
    with store.unit_of_work() as uow:
        for each in fill:
            each(uow)
        uow.commit()


def a_whole_case(
    number: int = 1, *, case: dict[str, Any] | None = None, request: dict[str, Any] | None = None, deadline: dict[str, Any] | None = None
) -> Fill:
    """A case with one request, its answer deadline and its consumer."""

    def fill(uow: UnitOfWork) -> None:
        id = f"c{number}"
        uow.cases.add(things.a_case(id, **case or {}))
        uow.requests.add(things.a_request(f"r{number}", id, **request or {}))
        uow.deadlines.add(things.a_deadline(f"d{number}", id, f"r{number}", **deadline or {}))
        uow.parties.add(things.a_party(f"p{number}", id))

    return fill


def page(store: Store, view: CaseView = CaseView.OPEN, **more: Any) -> CaseListPage:
    return store.queries.case_list(view, **{"today": TODAY, "operator_id": "o1"} | more)


def views_of(store: Store) -> set[str]:
    """The views that have the first case; each count has to say the same as its list."""
    counts = store.queries.view_counts(today=TODAY, operator_id="o1")
    lists = {view: page(store, view) for view in CaseView}
    assert {view: found.total for view, found in lists.items()} == counts
    assert {view: len(found.rows) for view, found in lists.items()} == counts
    return {view.value for view, count in counts.items() if count}


def test_a_row_shows_the_case_with_its_next_deadline(store: Store) -> None:
    keep(
        store,
        a_whole_case(case={"assigned_to": "o2"}, request={"type": RequestType.KNOW_SPECIFIC}),
        lambda uow: uow.requests.add(things.a_request("r2", type=RequestType.DELETE, position=2, status=RequestStatus.IN_REVIEW)),
        lambda uow: uow.deadlines.add(
            things.a_deadline("d2", kind=DeadlineKind.CONFIRM_RECEIPT, plan_by_on=date(2026, 3, 16), last_day_on=date(2026, 3, 17))
        ),
        lambda uow: uow.deadlines.add(things.a_deadline("d3", kind=DeadlineKind.RETENTION, plan_by_on=date(2026, 3, 4))),
    )
    assert page(store).rows == (
        CaseRow(
            case_id="c1", number="2026-000001", name="Ana Peña", types=(RequestType.KNOW_SPECIFIC, RequestType.DELETE),
            status=RequestStatus.RECEIVED, disposition=None, is_draft=False, received_on=things.RECEIVED_ON,
            due_kind=DeadlineKind.CONFIRM_RECEIPT, plan_by_on=date(2026, 3, 16), last_day_on=date(2026, 3, 17), is_extended=False,
            is_waiting=False, is_returned=False, closed_on=None, assigned_to="o2", created_by="o1",
        ),
    )  # fmt: skip


def test_a_draft_without_a_name_is_listed_too(store: Store) -> None:
    keep(store, lambda uow: uow.cases.add(things.a_case(is_draft=True)), lambda uow: uow.requests.add(things.a_request()))
    assert [(row.name, row.is_draft, row.plan_by_on) for row in page(store).rows] == [("", True, None)]
    assert views_of(store) == {"open", "my_drafts"}
    assert page(store, CaseView.MY_DRAFTS, operator_id="o2").rows == ()


def test_the_requestor_stands_in_for_a_consumer_without_a_name(store: Store) -> None:
    keep(
        store,
        a_whole_case(),
        lambda uow: uow.parties.replace(things.a_party(name="")),
        lambda uow: uow.parties.add(things.a_party("p2", part=PartyPart.REQUESTOR, name="Justice Agents LLC")),
    )
    assert page(store).rows[0].name == "Justice Agents LLC"


@pytest.mark.parametrize(
    ("what", "fill", "views"),
    [
        (
            "received, answer far off",
            a_whole_case(deadline={"plan_by_on": date(2026, 5, 1), "last_day_on": date(2026, 5, 2)}),
            {"open", "to_verify", "long_unverified", "extension_window"},
        ),
        (
            "planned in ten days",
            a_whole_case(deadline={"plan_by_on": TODAY + timedelta(10)}),
            {"open", "next_10_days", "to_verify", "long_unverified", "extension_window"},
        ),
        (
            "planned in eleven days",
            a_whole_case(deadline={"plan_by_on": TODAY + timedelta(11), "last_day_on": TODAY + timedelta(12)}),
            {"open", "to_verify", "long_unverified", "extension_window"},
        ),
        (
            "last day is today",
            a_whole_case(deadline={"plan_by_on": TODAY - timedelta(1), "last_day_on": TODAY}),
            {"open", "next_3_days", "next_10_days", "to_verify", "long_unverified", "extension_window"},
        ),
        (
            "last day was yesterday",
            a_whole_case(deadline={"plan_by_on": TODAY - timedelta(2), "last_day_on": TODAY - timedelta(1)}),
            {"open", "next_3_days", "next_10_days", "to_verify", "long_unverified", "overdue"},
        ),
        (
            "missed and not made good",
            a_whole_case(deadline={"plan_by_on": date(2026, 4, 1), "last_day_on": date(2026, 4, 2), "state": DeadlineState.MISSED}),
            {"open", "next_3_days", "next_10_days", "to_verify", "long_unverified", "overdue"},
        ),
        (
            "receipt to be confirmed",
            a_whole_case(deadline={"kind": DeadlineKind.CONFIRM_RECEIPT}),
            {"open", "next_10_days", "to_verify", "long_unverified", "confirm_receipt_due"},
        ),
        (
            "receipt confirmed",
            a_whole_case(deadline={"kind": DeadlineKind.CONFIRM_RECEIPT, "state": DeadlineState.MET}),
            {"open", "to_verify", "long_unverified"},
        ),
        (
            "opt-out is never verified",
            a_whole_case(request={"type": RequestType.OPT_OUT}, deadline={"kind": DeadlineKind.OPT_OUT}),
            {"open", "next_10_days"},
        ),
        (
            "being verified",
            a_whole_case(request={"status": RequestStatus.VERIFYING}, deadline={"state": DeadlineState.SUPERSEDED}),
            {"open", "to_verify", "long_unverified"},
        ),
        (
            "in review",
            a_whole_case(request={"status": RequestStatus.IN_REVIEW}, deadline={"state": DeadlineState.SUPERSEDED}),
            {"open", "waiting_for_officer"},
        ),
        (
            "verified, nothing decided",
            a_whole_case(
                request={"status": RequestStatus.IN_PROGRESS, "verified_on": date(2026, 3, 9)}, deadline={"state": DeadlineState.SUPERSEDED}
            ),
            {"open", "waiting_for_officer"},
        ),
        (
            "in progress, not verified",
            a_whole_case(request={"status": RequestStatus.IN_PROGRESS}, deadline={"state": DeadlineState.SUPERSEDED}),
            {"open"},
        ),
        (
            "answer returned",
            a_whole_case(request={"status": RequestStatus.IN_PROGRESS, "returned_on": TODAY}, deadline={"state": DeadlineState.MET}),
            {"open", "returned_mail"},
        ),
        ("answered, notices open", a_whole_case(request=ANSWERED, deadline={"state": DeadlineState.MET}), {"open"}),
        ("closed", a_whole_case(request=CLOSED, deadline={"state": DeadlineState.MET}), {"closed"}),
        ("closed with a clock left open", a_whole_case(request=CLOSED), {"closed"}),
    ],
)
def test_the_views_a_case_is_in(store: Store, what: str, fill: Fill, views: set[str]) -> None:
    keep(store, fill)
    assert views_of(store) == views, what


def test_the_views_of_three_days_and_of_long_unverified_cases_end_on_their_day(store: Store) -> None:
    keep(
        store,
        a_whole_case(1, case={"received_on": TODAY - timedelta(14)}, deadline={"plan_by_on": TODAY + timedelta(4)}),
        a_whole_case(2, case={"received_on": TODAY - timedelta(15)}, deadline={"plan_by_on": TODAY + timedelta(3)}),
    )
    assert [row.case_id for row in page(store, CaseView.NEXT_3_DAYS).rows] == ["c2"]
    assert [row.case_id for row in page(store, CaseView.LONG_UNVERIFIED).rows] == ["c2"]


@pytest.mark.parametrize(
    ("what", "fill", "views"),
    [
        ("officer's task", lambda uow: uow.tasks.add(things.a_task(code=TaskCode.DECIDE_LAW)), {"waiting_for_officer"}),
        ("agent's task", lambda uow: uow.tasks.add(things.a_task(for_role=Role.CALL_AGENT)), set()),
        ("task done", lambda uow: uow.tasks.add(things.a_task(done_at=things.AT)), set()),
        ("letter submitted", lambda uow: uow.letters.add(things.a_letter(state=LetterState.SUBMITTED)), {"letters_to_approve"}),
        ("letter drafted", lambda uow: uow.letters.add(things.a_letter()), set()),
        ("extension proposed", lambda uow: uow.extensions.add(things.an_extension(state=ExtensionState.PROPOSED)), set()),
        ("extension in force", lambda uow: uow.extensions.add(things.an_extension()), {"-extension_window"}),
        (
            "extension on the lenient reading",
            lambda uow: uow.extensions.add(things.an_extension(state=ExtensionState.IN_FORCE_LENIENT)),
            {"-extension_window"},
        ),
    ],
)
def test_what_hangs_on_a_case_puts_it_into_views(store: Store, what: str, fill: Fill, views: set[str]) -> None:
    keep(store, a_whole_case())
    before = views_of(store)
    keep(store, fill)
    after = views_of(store)
    assert (after - before) | {f"-{view}" for view in before - after} == views, what


def test_the_extension_window_is_day_35_to_the_last_day(store: Store) -> None:
    keep(store, a_whole_case())

    def is_offered(on: date) -> bool:
        return page(store, CaseView.EXTENSION_WINDOW, today=on).total == 1

    day_35, last_day = things.RECEIVED_ON + timedelta(days=35), things.LAST_ON
    assert [is_offered(on) for on in (day_35 - timedelta(1), day_35, last_day, last_day + timedelta(1))] == [False, True, True, False]


def test_an_extended_case_is_due_on_the_extended_day(store: Store) -> None:
    keep(
        store,
        a_whole_case(deadline={"state": DeadlineState.SUPERSEDED}),
        lambda uow: uow.extensions.add(things.an_extension()),
        lambda uow: uow.deadlines.add(
            things.a_deadline("d2", kind=DeadlineKind.EXTENDED_ANSWER, plan_by_on=date(2026, 5, 29), last_day_on=date(2026, 6, 1))
        ),
    )
    (row,) = page(store).rows
    assert (row.is_extended, row.due_kind, row.plan_by_on) == (True, DeadlineKind.EXTENDED_ANSWER, date(2026, 5, 29))


@pytest.mark.parametrize(
    ("statuses", "places", "waits"),
    [
        ((RequestStatus.VERIFYING,), {}, True),
        ((RequestStatus.RECEIVED,), {}, False),
        ((RequestStatus.IN_PROGRESS,), {1: WorkState.ASKED}, True),
        ((RequestStatus.IN_PROGRESS,), {1: WorkState.OPEN}, False),
        ((RequestStatus.IN_PROGRESS,), {1: WorkState.DONE}, False),
        ((RequestStatus.VERIFYING, RequestStatus.IN_PROGRESS), {}, False),
        ((RequestStatus.VERIFYING, RequestStatus.IN_PROGRESS), {2: WorkState.ASKED}, True),
        ((RequestStatus.VERIFYING, RequestStatus.ANSWERED), {}, True),
        ((RequestStatus.ANSWERED,), {}, False),
    ],
)
def test_a_case_waits_when_every_unanswered_request_waits_for_somebody(
    store: Store, statuses: tuple[RequestStatus, ...], places: dict[int, WorkState], waits: bool
) -> None:
    with store.unit_of_work() as uow:
        uow.cases.add(things.a_case())
        for number, status in enumerate(statuses, 1):
            uow.requests.add(things.a_request(f"r{number}", position=number, status=status))
        for number, state in places.items():
            uow.work_items.add(things.a_work_item(request_id=f"r{number}", state=state))
        uow.commit()
    assert page(store).rows[0].is_waiting is waits


@pytest.mark.parametrize(
    ("ends", "shown"),
    [
        ([Disposition.FULFILLED, Disposition.FULFILLED], Disposition.FULFILLED),
        ([Disposition.FULFILLED, Disposition.DENIED], Disposition.FULFILLED_IN_PART),
        ([Disposition.DENIED, Disposition.UNVERIFIED], Disposition.DENIED),
        ([Disposition.DENIED, None], None),
    ],
)
def test_how_a_case_of_two_requests_ended(store: Store, ends: list[Disposition | None], shown: Disposition | None) -> None:
    with store.unit_of_work() as uow:
        uow.cases.add(things.a_case())
        for number, end in enumerate(ends, 1):
            uow.requests.add(things.a_request(f"r{number}", position=number, **(CLOSED | {"disposition": end})))
        uow.commit()
    (row,) = page(store, CaseView.CLOSED).rows
    assert (row.disposition, row.closed_on, row.status) == (shown, date(2026, 4, 3), RequestStatus.CLOSED)


def test_every_act_on_a_case_is_seen_in_its_row_at_once(store: Store) -> None:
    keep(store, a_whole_case())
    keep(store, lambda uow: uow.deadlines.replace(replace(uow.deadlines.get("d1"), plan_by_on=date(2026, 4, 30))))
    assert page(store).rows[0].plan_by_on == date(2026, 4, 30)
    keep(store, lambda uow: uow.parties.replace(replace(uow.parties.get("p1"), name="Anna Peña")))
    assert page(store).rows[0].name == "Anna Peña"
    keep(store, lambda uow: uow.deadlines.remove("d1"))
    assert page(store).rows[0].plan_by_on is None
    keep(store, lambda uow: [uow.parties.remove("p1"), uow.requests.remove("r1"), uow.cases.remove("c1")])
    assert page(store).total == 0
    assert store.queries.search("peña") == ()


def many(store: Store, count: int) -> None:
    """Cases of which three at a time are planned for the same day, every fourth closed."""
    for number in range(1, count + 1):
        on = date(2026, 4, 1) + timedelta(days=number // 3)
        closed = CLOSED | {"closed_on": on} if number % 4 == 0 else {}
        types = {"type": RequestType.OPT_OUT if number % 2 else RequestType.DELETE}
        keep(store, a_whole_case(number, request=types | closed, deadline={"plan_by_on": on, "last_day_on": on}))


@pytest.mark.parametrize("view", [CaseView.OPEN, CaseView.CLOSED])
@pytest.mark.parametrize("limit", [1, 2, 5, 100])
def test_page_by_page_every_case_is_shown_once_in_order(store: Store, view: CaseView, limit: int) -> None:
    many(store, 26)
    seen: list[CaseRow] = []
    after: PageKey | None = None
    while True:
        found = page(store, view, after=after, limit=limit)
        assert found.total == (20 if view is CaseView.OPEN else 6)
        seen += found.rows
        after = found.next_key
        if after is None:
            break
    assert len({row.case_id for row in seen}) == len(seen) == found.total
    by_day = [(row.plan_by_on if view is CaseView.OPEN else row.closed_on, row.number) for row in seen]
    assert by_day == sorted(by_day, reverse=view is CaseView.CLOSED)


def test_a_list_is_narrowed_by_types_and_by_words(store: Store) -> None:
    many(store, 26)
    assert page(store, types=[RequestType.OPT_OUT]).total == 13
    assert page(store, types=[RequestType.OPT_OUT, RequestType.DELETE]).total == 20
    assert page(store, types=[RequestType.CORRECT]).total == 0
    assert [row.number for row in page(store, text="000007").rows] == ["2026-000007"]
    assert page(store, text="pena", types=[RequestType.DELETE]).total == 7
    assert page(store, text="nobody").total == 0
    assert page(store, text="   ").total == 20
    assert page(store, text='"').total == 0


def test_the_figures_of_the_start_page(store: Store) -> None:
    soon = {"plan_by_on": TODAY + timedelta(3), "last_day_on": TODAY + timedelta(4)}
    past = {"plan_by_on": TODAY - timedelta(3), "last_day_on": TODAY - timedelta(2)}
    keep(
        store,
        lambda uow: uow.operators.add(things.an_operator()),
        a_whole_case(1, deadline=soon),
        a_whole_case(2, deadline=past),
        a_whole_case(3, deadline={"plan_by_on": TODAY + timedelta(4)}),
        a_whole_case(4, request=CLOSED),
        a_whole_case(5, deadline={"kind": DeadlineKind.CONFIRM_RECEIPT} | soon, case={"received_on": TODAY - timedelta(14)}),
        lambda uow: uow.letters.add(things.a_letter("l1", state=LetterState.SUBMITTED)),
        lambda uow: uow.letters.add(things.a_letter("l2", state=LetterState.APPROVED, in_queue=True)),
        lambda uow: uow.letters.add(things.a_letter("l3", state=LetterState.ISSUED, in_queue=True)),
        lambda uow: uow.letters.add(things.a_letter("l4", state=LetterState.APPROVED)),
        lambda uow: uow.mail_batches.add(things.a_batch("b1")),
        lambda uow: uow.mail_batches.add(things.a_batch("b2", state="dispatched")),
        lambda uow: uow.tasks.add(things.a_task("t1", due_on=TODAY)),
        lambda uow: uow.tasks.add(things.a_task("t2", due_on=TODAY + timedelta(1))),
        lambda uow: uow.tasks.add(things.a_task("t3", due_on=TODAY, for_role=Role.MAIL_CLERK)),
        lambda uow: uow.drafts.add(things.a_draft("c9")),
        lambda uow: uow.drafts.add(things.a_draft("c8", operator_id="o2")),
    )
    found = store.queries.home_counts(today=TODAY, operator_id="o1")
    counts = {name: getattr(found, name) for name in found.__slots__}
    assert counts == {
        "overdue": 1, "due_in_3_days": 3, "due_in_10_days": 4, "confirm_receipt_due": 1, "to_approve": 1, "to_verify_over_14_days": 3,
        "returned": 0, "tasks_due": 1, "my_drafts": 1, "to_print": 2, "batches_open": 1, "open_cases": 4,
    }  # fmt: skip
