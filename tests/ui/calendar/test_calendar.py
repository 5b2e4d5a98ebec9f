"""The calendar by keys: months, days, a typed day, the day list, the agenda, the filter, capacity."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from caseapp.domain.deadline import Deadline
from caseapp.domain.deadline_kinds import DeadlineKind, DeadlineState
from caseapp.domain.one_off_days import OneOffKind
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import RequestStatus
from caseapp.services.nightly import run_nightly
from caseapp.services.one_off_days import add_one_off_day, take_back_one_off_day
from caseapp.services.views import DeadlineEntry
from caseapp.ui.calendar import calendar_page, section
from caseapp.ui.calendar.due_list import DueList
from caseapp.ui.calendar.due_rows import DueHead, DueModel, day_rows
from caseapp.ui.theme import apply_theme
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.painted_text import listening
from caseapp.ui.widgets.words import Words
from tests.house import TestHouse, sample_form
from tests.ui.drivers.base import assert_all_named
from tests.ui.drivers.calendar_driver import CalendarDriver
from tests.ui.drivers.places import window_at

TODAY = date(2026, 4, 10)


@contextmanager
def calendar(house: TestHouse, login: str = "r.chen") -> Iterator[CalendarDriver]:
    with window_at(house, login, (section,)) as shown:
        yield CalendarDriver(shown)


@pytest.fixture
def cases(house: TestHouse, qapp: object) -> dict[str, str]:
    """Two answers on Apr 16, one on Apr 23, an opt-out that was due in March; today is Apr 10."""
    made = {
        "Ana Peña": house.make_case("delete"),
        "Luis Ortega": house.make_case(form=replace(sample_form("correct"), name="Luis Ortega")),
        "Grace Lindqvist": house.make_case(form=replace(sample_form("opt_out"), name="Grace Lindqvist")),
    }
    house.clock.go_to(date(2026, 3, 10))
    made["Emily Nakamura"] = house.make_case(form=replace(sample_form("delete"), name="Emily Nakamura"))
    house.clock.go_to(TODAY)
    return made


def test_a_month_is_walked_by_keys_and_a_day_leads_to_its_case(house: TestHouse, cases: dict[str, str]) -> None:
    with calendar(house) as page:
        assert page.focused == "calendar_month"
        assert page.current_day == TODAY
        assert page.spoken(TODAY) == "Friday, April 10, today"
        page.press("Down")
        page.press("Left")
        assert page.current_day == date(2026, 4, 16)
        assert page.spoken(date(2026, 4, 16)) == "Thursday, April 16, 2 answers"
        assert page.load() == "2 answers, capacity 9"
        dates = "plan by Thu Apr 16, last day Fri Apr 17, mail by Fri Apr 10"
        assert page.rows() == [
            "Answer, 2",
            f"Ana Peña, 2026-000001, Delete, answer, 6 d left, Being verified, {dates}",
            f"Luis Ortega, 2026-000002, Correct, answer, 6 d left, Being verified, {dates}",
        ]
        page.press("Return")
        assert page.focused == "calendar_day_list"
        page.press("Down")
        page.press("Return")
        assert page.shown.entered[-1] == ("cases", {"case_id": cases["Luis Ortega"]})


def test_months_turn_and_escape_leads_back_to_the_month(house: TestHouse, cases: dict[str, str]) -> None:
    with calendar(house) as page:
        page.press("PgDown")
        assert page.current_day == date(2026, 5, 10)
        page.press("PgUp", 2)
        assert page.current_day == date(2026, 3, 10)
        page.press("End")
        assert page.current_day == date(2026, 3, 31)
        assert page.spoken(date(2026, 3, 31)) == "Tuesday, March 31, Farmworkers Day"
        page.press("Home")
        assert page.current_day == date(2026, 3, 1)
        page.press("Up")
        assert page.current_day == date(2026, 2, 22)
        page.press("Ctrl+D")
        assert page.current_day == TODAY
        page.press("Right", 6)
        page.press("Return")
        assert page.focused == "calendar_day_list"
        page.press("Esc")
        assert page.focused == "calendar_month"
        page.press("Ctrl+Return")
        assert page.shown.entered[-1] == ("cases", {"case_id": cases["Ana Peña"]})


def test_a_day_is_typed_as_people_write_it(house: TestHouse, cases: dict[str, str]) -> None:
    with calendar(house) as page:
        page.press("Ctrl+D")
        assert page.focused == "calendar_jump"
        page.type("apr 23")
        page.press("Return")
        assert page.current_day == date(2026, 4, 23)
        assert page.focused == "calendar_month"
        assert len(page.rows()) == 2
        page.go_to("12/1/2027")
        assert page.current_day == date(2027, 12, 1)
        page.go_to("someday")
        assert page.current_day == date(2027, 12, 1)
        sentences = [words.text() for words in page.root.findChildren(Words) if words.isVisible()]
        assert "Write the date like 3/17/2026, Mar 17, or yesterday." in sentences
        page.press("Esc")
        assert page.focused == "calendar_month"
        page.go_to("1/1/1850")
        assert "Choose a day between 2000 and 2100." in [w.text() for w in page.root.findChildren(Words) if w.isVisible()]


def test_ctrl_d_comes_to_today_from_anywhere(house: TestHouse, cases: dict[str, str]) -> None:
    with calendar(house) as page:
        page.press("PgDown")
        page.press("Ctrl+1")
        page.press("Ctrl+D")
        assert page.focused == "calendar_month"
        assert page.current_day == TODAY


def test_past_days_say_what_was_late_and_what_is_still_open(house: TestHouse, cases: dict[str, str]) -> None:
    (overdue, *_) = house.desk.queries.due_entries(until=TODAY)
    typed = overdue.plan_by_on.isoformat()
    with calendar(house) as page:
        page.go_to(typed)
        assert page.spoken(overdue.plan_by_on).endswith("1 still open")
    run_nightly(house.officer())
    with calendar(house) as page:
        page.go_to(typed)
        assert page.spoken(overdue.plan_by_on).endswith("1 late")
        assert "Missed" in page.rows()[1]


def test_the_agenda_groups_by_nearness_with_three_dates_each(house: TestHouse, cases: dict[str, str]) -> None:
    with calendar(house) as page:
        page.press("Ctrl+G")
        assert page.focused == "calendar_agenda"
        assert page.groups() == [("Overdue", 1), ("Next week", 2), ("Later", 1)]
        assert page.rows("calendar_agenda")[1].startswith("Grace Lindqvist, 2026-000003, Opt out, Overdue")
        page.press("Down")
        page.press("Return")
        assert page.shown.entered[-1] == ("cases", {"case_id": cases["Ana Peña"]})
        house.clock.go_to(date(2026, 4, 15))
        page.press("Ctrl+4")
        page.press("F5")
        assert page.groups() == [("Overdue", 1), ("Tomorrow", 2), ("Next week", 1)]
        house.clock.go_to(date(2026, 4, 17))
        page.press("F5")
        assert page.groups() == [("Overdue", 1), ("Today", 2), ("Next week", 1)]
        assert "Last day today" in page.rows("calendar_agenda")[3]
        page.press("Ctrl+M")
        assert page.focused == "calendar_month"


def test_one_right_narrows_month_day_and_agenda(house: TestHouse, cases: dict[str, str]) -> None:
    with calendar(house) as page:
        page.go_to("apr 16")
        box = page.find(ChoiceBox, "calendar_types")
        page.focus("calendar_types")
        page.type("Correct")
        assert box.currentText() == "Correct"
        assert page.spoken(date(2026, 4, 16)) == "Thursday, April 16, 1 answer"
        assert len(page.rows()) == 2
        page.press("Ctrl+G")
        assert page.groups() == [("Next week", 1)]
        page.focus("calendar_types")
        page.press("End")
        assert page.groups() == []
        assert page.has("calendar_empty_act")
        page.click("calendar_empty_act")
        assert len(page.groups()) == 3


def test_too_much_for_a_day_is_said(house: TestHouse, cases: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caseapp.services.capacity.USUAL_ANSWERS_A_DAY", 1)
    with calendar(house) as page:
        page.go_to("apr 16")
        assert page.load() == "2 answers, capacity 1 1 too many"
        assert page.spoken(date(2026, 4, 16)) == "Thursday, April 16, 2 answers, 1 too many"


def test_names_are_masked_for_an_auditor_and_gone_when_locked(house: TestHouse, cases: dict[str, str]) -> None:
    with calendar(house, "u.weiss") as page:
        page.go_to("apr 16")
        assert page.rows()[1].startswith("A•• P•••, 2026-000001")
        page.press("Ctrl+G")
        assert not any("Grace" in row for row in page.rows("calendar_agenda"))
        page.press("Ctrl+L")
        assert page.rows() == []
        assert page.rows("calendar_agenda") == []


def test_every_control_of_the_calendar_has_a_name(house: TestHouse, cases: dict[str, str]) -> None:
    with calendar(house) as page:
        found = page.shown.window.page("calendar")
        assert isinstance(found, calendar_page.CalendarPage)
        assert_all_named(found)


def test_keys_go_on_from_where_the_last_one_led_before_loads_are_read(house: TestHouse, cases: dict[str, str]) -> None:
    with calendar(house) as page:
        jobs = page.shown.office.jobs
        waiting: list[Callable[[], None]] = []
        run = jobs.run
        jobs.run = lambda *given, **named: waiting.append(lambda: run(*given, **named))  # type: ignore[method-assign]
        page.press("PgDown", 2)
        page.press("PgUp")
        page.press("Right")
        assert page.current_day == date(2026, 5, 11)
        jobs.run = run  # type: ignore[method-assign]
        for work in waiting[-1:]:
            work()
        assert page.current_day == date(2026, 5, 11)


@pytest.mark.parametrize("percent", [150, 200])
def test_at_large_text_the_page_scrolls_to_the_day_and_the_month_is_whole(
    house: TestHouse, cases: dict[str, str], qapp: QApplication, percent: int
) -> None:
    apply_theme(qapp, "light", percent)
    with calendar(house) as page:
        page.shown.window.resize(1366, 690)
        QApplication.processEvents()
        month = page.month
        area = page.find(QScrollArea, "calendar_scroll")
        page.go_to("9/30/2026")
        QApplication.processEvents()
        assert area.horizontalScrollBar().maximum() == 0
        assert area.viewport().rect().contains(month.viewport().mapTo(area.viewport(), month.visualRect(month.currentIndex()).center()))
        page.go_to("apr 10")
        QApplication.processEvents()
        assert area.horizontalScrollBar().maximum() == 0
        assert month.verticalScrollBar().maximum() == 0
        for key in ("End", "Home"):
            page.press(key)
            cell = month.visualRect(month.currentIndex())
            place = month.viewport().mapTo(area.viewport(), cell.center())
            assert area.viewport().rect().contains(place)


@pytest.mark.parametrize("kind", [DeadlineKind.VERIFICATION_PURGE, DeadlineKind.RETENTION, DeadlineKind.EXTENSION_NOTICE])
def test_the_list_of_a_day_never_cuts_what_is_due(qapp: QApplication, kind: DeadlineKind) -> None:
    apply_theme(qapp, "light", 100)
    entry = DeadlineEntry(
        deadline_id="one",
        case_id="case",
        number="2026-000028",
        name="Małgorzata Robinson",
        type=RequestType.KNOW_CATEGORIES,
        status=RequestStatus.CLOSED,
        kind=kind,
        state=DeadlineState.OPEN,
        plan_by_on=TODAY,
        last_day_on=TODAY,
        mail_by_on=None,
        is_extended=False,
    )
    rows = DueList(name="calendar_day_list", label="Day", with_status=True)
    rows.set_rows(day_rows([entry], TODAY))
    rows.resize(294, 200)
    with listening() as report:
        rows.grab()
    assert report.cut == []
    rows.deleteLater()


def test_only_answers_take_capacity_and_the_head_agrees_with_the_groups(house: TestHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caseapp.services.capacity.USUAL_ANSWERS_A_DAY", 1)
    for name in ("Ana Peña", "Luis Ortega"):
        house.make_case(form=replace(sample_form("delete"), name=name))
    with house.desk.uow() as uow:
        for one in uow.deadlines.where(kind=DeadlineKind.CONFIRM_RECEIPT):
            uow.deadlines.replace(replace(one, state=DeadlineState.OPEN, met_on=None))
        uow.commit()
    receipt_on = next(one.plan_by_on for one in _clocks(house) if one.kind is DeadlineKind.CONFIRM_RECEIPT)
    answer_on = next(one.plan_by_on for one in _clocks(house) if one.kind is DeadlineKind.ANSWER)
    with calendar(house) as page:
        page.go_to(receipt_on.isoformat())
        assert page.spoken(receipt_on).endswith(", 2 receipts")
        assert not page.has("calendar_day_load")
        assert page.rows()[0] == "Confirm receipt, 2"
        page.go_to(answer_on.isoformat())
        assert page.load() == "2 answers, capacity 1 1 too many"
        assert page.rows()[0] == "Answer, 2"


def _clocks(house: TestHouse) -> tuple[Deadline, ...]:
    with house.desk.uow() as uow:
        return uow.deadlines.where()


def _entry(kind: DeadlineKind, state: DeadlineState, status: RequestStatus = RequestStatus.IN_PROGRESS) -> DeadlineEntry:
    return DeadlineEntry(
        deadline_id=f"{kind}.{state}",
        case_id="case",
        number="2026-000028",
        name="Ana Peña",
        type=RequestType.DELETE,
        status=status,
        kind=kind,
        state=state,
        plan_by_on=date(2026, 4, 16),
        last_day_on=date(2026, 4, 17),
        mail_by_on=None,
        is_extended=False,
    )


def test_what_was_met_stands_in_a_group_of_its_own(qapp: QApplication) -> None:
    rows = day_rows([_entry(DeadlineKind.ANSWER, DeadlineState.MET), _entry(DeadlineKind.ANSWER, DeadlineState.OPEN)], date(2026, 4, 10))
    assert [(row.text, row.count) for row in rows if isinstance(row, DueHead)] == [("Answer", 1), ("Met", 1)]


def test_an_open_erase_clock_of_a_closed_case_reads_as_what_it_is(qapp: QApplication) -> None:
    entry = _entry(DeadlineKind.VERIFICATION_PURGE, DeadlineState.OPEN, RequestStatus.CLOSED)
    (_head, row) = day_rows([entry], date(2026, 4, 10))
    said = DueModel().spoken(row)
    assert "Case closed, erase it by Fri Apr 17" in said
    assert "Erase what was said to verify" in said


def test_a_one_off_day_is_named_in_month_day_and_agenda(house: TestHouse, cases: dict[str, str]) -> None:
    add_one_off_day(house.admin(), date(2026, 4, 16), OneOffKind.GOVERNOR, basis="Proclamation of 9 April 2026")
    add_one_off_day(house.desk, date(2026, 4, 20), OneOffKind.OFFICE_CLOSED, basis="Flood in the mail room")
    with calendar(house) as page:
        page.go_to("apr 16")
        assert page.spoken(date(2026, 4, 16)) == "Thursday, April 16, One-off day, 2 answers"
        said = page.find(Words, "calendar_one_off").text()
        assert said == "One-off day by the Governor. Last days counted in business days pass over it."
        page.go_to("apr 20")
        assert page.spoken(date(2026, 4, 20)) == "Monday, April 20, Our office is closed"
        assert page.find(Words, "calendar_one_off").text() == "Our office is closed. It moves no date."
        page.press("Ctrl+G")
        rows = page.rows("calendar_agenda")
        assert rows[2] == "Next week, 2"
        assert rows[3].startswith("Thu Apr 16, One-off day by the Governor")
        assert "Mon Apr 20, Our office is closed. It moves no date." in rows


def test_a_one_off_day_that_is_taken_back_is_gone_from_the_calendar(house: TestHouse, cases: dict[str, str]) -> None:
    added = add_one_off_day(house.admin(), date(2026, 4, 16), OneOffKind.PRESIDENT, basis="Executive order of 9 April 2026").entry.id
    take_back_one_off_day(house.desk, added, reason="It was for another year")
    with calendar(house) as page:
        assert page.spoken(date(2026, 4, 16)) == "Thursday, April 16, 2 answers"


@pytest.mark.parametrize("month", [date(2026, 8, 3), date(2027, 5, 3)])
def test_six_weeks_fit_the_window_with_the_practice_band(house: TestHouse, cases: dict[str, str], month: date) -> None:
    with calendar(house) as page:
        page.go_to(month.isoformat())
        QApplication.processEvents()
        assert page.month.month_model.rowCount() == 6
        assert page.month.verticalScrollBar().maximum() == 0
        last = page.month.visualRect(page.month.month_model.index(5, 0))
        assert page.month.viewport().rect().contains(last)
