"""Home by role: figures equal the lists behind them, Enter opens, tasks are done, first steps until there is a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from caseapp.domain.case import Task, TaskCode
from caseapp.domain.channel import Channel
from caseapp.domain.operators import Role
from caseapp.services.drafts import save_draft, start_draft
from caseapp.services.views import CaseView
from caseapp.ui.home import section as home
from caseapp.ui.widgets.empty_state import EmptyState
from tests.house import TestHouse, sample_form
from tests.ui.drivers.base import assert_all_named
from tests.ui.drivers.home_driver import HomeDriver
from tests.ui.drivers.places import window_at

LATE = date(2026, 4, 18)

Open = Callable[[str], HomeDriver]


@pytest.fixture
def open_home(house: TestHouse, qapp: object) -> Iterator[Open]:
    stack = []

    def show(login: str) -> HomeDriver:
        context = window_at(house, login, (home,))
        stack.append(context)
        return HomeDriver(context.__enter__())

    yield show
    for context in reversed(stack):
        context.__exit__(None, None, None)


def a_year_of_work(house: TestHouse) -> dict[str, str]:
    """Three cases: one that will be overdue, one near, one later with a task for an officer."""
    cases = {"Ana Peña": house.make_case("delete")}
    house.clock.go_to(date(2026, 3, 10))
    cases["Luis Ortega"] = house.make_case(form=replace(sample_form("correct"), name="Luis Ortega"))
    house.clock.go_to(LATE)
    cases["Nils Halvorsen"] = house.make_case(form=replace(sample_form("delete"), name="Nils Halvorsen", residency="elsewhere"))
    return cases


def test_a_day_with_nothing_due_says_where_the_work_is(house: TestHouse, open_home: Open) -> None:
    house.make_case("delete")
    assert nothing_due(open_home("r.chen")).endswith("1 case is open; Ctrl+2 goes to it.")
    house.make_case("correct")
    assert nothing_due(open_home("r.chen")).endswith("2 cases are open; Ctrl+2 goes to them.")


def nothing_due(page: HomeDriver) -> str:
    return page.find(EmptyState, "home_empty").findChildren(QLabel)[-1].text()


def test_each_figure_is_the_number_of_rows_behind_it(house: TestHouse, open_home: Open) -> None:
    a_year_of_work(house)
    page = open_home("r.chen")
    figures = page.figures()
    views = {
        "overdue": CaseView.OVERDUE,
        "due_in_3_days": CaseView.NEXT_3_DAYS,
        "due_in_10_days": CaseView.NEXT_10_DAYS,
        "confirm_receipt_due": CaseView.CONFIRM_RECEIPT_DUE,
        "to_verify_over_14_days": CaseView.LONG_UNVERIFIED,
        "returned": CaseView.RETURNED_MAIL,
    }
    desk = house.desk
    lists = {name: desk.queries.case_list(view, today=LATE, operator_id=desk.operator.id).rows for name, view in views.items()}
    assert {name: figures[name] for name in views} == {name: len(rows) for name, rows in lists.items()}
    assert figures["overdue"] == 1
    assert figures["to_verify_over_14_days"] == 2
    for name, view in views.items():
        page.follow(name)
        assert page.shown.entered[-1] == ("cases", {"view": view.value})
        page.press("Ctrl+1")
    page.follow("to_approve")
    assert page.shown.entered[-1] == ("letters", {"tab": "to_approve"})


def test_what_is_due_is_grouped_and_enter_opens_the_case(house: TestHouse, open_home: Open) -> None:
    cases = a_year_of_work(house)
    page = open_home("r.chen")
    assert page.lines("home_main") == [
        "Overdue, 1",
        "Ana Peña, 2026-000001, Delete: answer, Overdue 1 d, last day was Fri Apr 17",
        "Next 10 days, 1",
        "Luis Ortega, 2026-000002, Correct: answer, 5 d left, plan by Thu Apr 23",
    ]
    assert page.focused == "home_main"
    page.press("Down")
    page.press("Return")
    assert page.shown.entered[-1] == ("cases", {"case_id": cases["Luis Ortega"]})
    page.press("Ctrl+1")
    page.press("Ctrl+Return")
    assert page.shown.entered[-1] == ("cases", {"case_id": cases["Ana Peña"]})


def call_back_today(house: TestHouse, case_id: str) -> None:
    with house.desk.uow() as uow:
        uow.tasks.add(
            Task(
                id="call-back", case_id=case_id, code=TaskCode.CALL_BACK, for_role=Role.PRIVACY_OFFICER, due_on=LATE,
                created_at=house.desk.now_at(),
            )
        )  # fmt: skip
        uow.commit()


def test_a_task_is_opened_and_marked_as_done(house: TestHouse, open_home: Open) -> None:
    cases = a_year_of_work(house)
    call_back_today(house, cases["Ana Peña"])
    page = open_home("r.chen")
    assert page.lines("home_side")[:3] == [
        "Tasks due today, 2",
        "Decide which law applies, 2026-000003, Nils Halvorsen, today",
        "Call back, 2026-000001, Ana Peña, today",
    ]
    page.follow("tasks_due")
    assert page.focused == "home_side"
    page.look_at("home_side", "Call back")
    page.press("Return")
    assert page.shown.entered[-1] == ("cases", {"case_id": cases["Ana Peña"]})
    page.press("Ctrl+1")
    page.focus("home_side")
    page.press("Ctrl+Shift+D")
    assert page.figures()["tasks_due"] == 1
    assert page.lines("home_side")[:2] == ["Tasks due today, 1", "Decide which law applies, 2026-000003, Nils Halvorsen, today"]
    assert page.shown.office.messages.notices[0].text == "Task done: Call back, 2026-000001"
    with house.desk.uow() as uow:
        assert uow.tasks.get("call-back").done_by == house.desk.operator.id


def test_a_task_that_ends_by_its_act_is_not_ticked_off(house: TestHouse, open_home: Open) -> None:
    a_year_of_work(house)
    page = open_home("r.chen")
    page.look_at("home_side", "Decide which law")
    assert not page.find(QPushButton, "home_task_done").isEnabled()
    page.press("Ctrl+Shift+D")
    assert page.figures()["tasks_due"] == 1


def test_an_agent_goes_on_with_a_draft_and_sees_the_cases_of_today(house: TestHouse, open_home: Open) -> None:
    a_year_of_work(house)
    desk = house.agent()
    draft_id = start_draft(desk, channel=Channel.PHONE).created_id
    assert draft_id is not None
    save_draft(desk, draft_id, replace(sample_form("delete"), name="Irene Walsh"))
    page = open_home("maria.lopez")
    drafts_head, draft, taken_head, taken = page.lines("home_main")
    assert (drafts_head, draft) == ("My drafts, 1", "Irene Walsh, 2026-000004, Phone, saved today 9:00 AM")
    assert taken_head == "My cases today, 1"
    assert taken.startswith("Nils Halvorsen, 2026-000003, Delete, ")
    assert page.figures() == {"my_drafts": 1, "tasks_due": 0, "open_cases": 4}
    page.look_at("home_main", "Irene Walsh")
    page.press("Return")
    assert page.shown.entered[-1] == ("new_request", {"draft_id": draft_id})
    page.press("Ctrl+1")
    page.press("Ctrl+Return")
    assert page.shown.entered[-1] == ("new_request", {"start": "phone"})


def test_a_clerk_and_an_auditor_see_their_own_parts(house: TestHouse, open_home: Open) -> None:
    a_year_of_work(house)
    page = open_home("d.novak")
    assert list(page.figures()) == ["to_print", "batches_open", "returned", "tasks_due"]
    page.press("Ctrl+Return")
    assert page.shown.entered[-1] == ("print_queue", {})
    page.shown.sit_down("u.weiss")
    page.shown.office.navigate("home")
    assert page.lines("home_main")[1] == "A•• P•••, 2026-000001, Delete: answer, Overdue 1 d, last day was Fri Apr 17"
    assert not any("Peña" in line for line in page.lines("home_main"))
    assert page.lines("home_side")[0] == "The record"
    assert "tasks_due" not in page.figures()


def test_the_first_steps_go_away_with_the_first_case(house: TestHouse, open_home: Open) -> None:
    page = open_home("admin")
    steps = page.lines("home_main")
    assert [step.split(",")[0] for step in steps] == [
        "Look at what letters say about you", "Add who works here", "Keep a first backup", "Take the first request",
    ]  # fmt: skip
    assert steps[1].endswith("Done")
    assert not steps[2].endswith("Done")
    page.look_at("home_main", "Keep a first backup")
    page.press("Return")
    assert page.shown.entered[-1] == ("admin", {"panel": "backups"})
    house.make_case("delete")
    page.shown.sit_down("admin")
    page.shown.office.navigate("home")
    assert not any("first" in line for line in page.lines("home_main"))


def test_the_edges_of_the_window_follow_every_act(house: TestHouse, open_home: Open) -> None:
    a_year_of_work(house)
    page = open_home("maria.lopez")
    assert page.status("who") == "maria.lopez, call-center agent"
    assert page.status("where") == "Practice folder"
    assert page.status("drafts") == "0 drafts"
    assert page.status("queue") == ""
    assert page.views() == {"my_drafts": 0, "open": 3, "confirm_receipt_due": 0, "overdue": 1}
    assert page.alarms() == ["overdue"]
    page.shown.office.run(page.shown.window, lambda desk: start_draft(desk, channel=Channel.PHONE))
    assert page.status("drafts") == "1 draft"
    assert page.figures()["my_drafts"] == 1
    page.shown.sit_down("r.chen")
    assert page.status("queue") == "0 to approve, 0 to print, 0 to check"
    assert page.status("backup") == "No backup yet"
    assert page.status("record").startswith("Record, ")
    assert "next_10_days" in page.views()


def test_locked_nothing_is_left_on_the_page(house: TestHouse, open_home: Open) -> None:
    a_year_of_work(house)
    page = open_home("r.chen")
    page.press("Ctrl+L")
    assert page.lines("home_main") == []
    assert page.lines("home_side") == []
    assert page.status("queue") == ""


@pytest.mark.parametrize("login", ["r.chen", "maria.lopez", "d.novak", "u.weiss", "admin"])
def test_every_control_of_home_has_a_name(house: TestHouse, open_home: Open, login: str) -> None:
    a_year_of_work(house)
    page = open_home(login)
    found = page.shown.window.page("home")
    assert found is not None
    assert_all_named(found)


def test_the_administrator_is_reminded_of_the_end_of_the_holiday_lists_and_nobody_else(house: TestHouse, open_home: Open) -> None:
    house.clock.go_to(date(2036, 3, 3))
    lines = open_home("admin").lines("home_side")
    assert any("Holiday lists end soon" in line and "No days for requests after" in line for line in lines), lines
    assert not any("Holiday lists" in line for line in open_home("r.chen").lines("home_side"))
