"""The list: views, groups in words, filter, pages, drafts of others, masked names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QApplication, QLineEdit

from caseapp.domain.channel import Channel
from caseapp.domain.letters import LetterKind
from caseapp.services.drafts import save_draft, start_draft
from caseapp.services.letters import draft_answer, draft_letter
from caseapp.services.views import CaseView
from caseapp.store.generate import generate_cases
from caseapp.ui.theme import apply_theme
from caseapp.ui.widgets.case_list_view import CaseListView
from caseapp.ui.widgets.empty_state import EmptyState
from tests.house import TestHouse, sample_form
from tests.ui.cases.conftest import end_places
from tests.ui.drivers.base import assert_all_named
from tests.ui.drivers.cases_driver import CasesDriver

SitDown = Callable[[str], CasesDriver]


def _fill(house: TestHouse, count: int = 500, days_back: int = 44) -> None:
    desk = house.officer()
    generate_cases(
        house.house.store.engine, count, rulebook=desk.rulebook, today=desk.today(), operator_id=desk.operator.id, days_back=days_back
    )


def test_a_row_tells_name_number_right_date_and_how_long(house: TestHouse, sit_down: SitDown) -> None:
    house.make_case("delete")
    house.clock.go_to(date(2026, 4, 8))
    cases = sit_down("r.chen")
    assert cases.lines() == ["Next 10 days 1", "Ana Peña"]
    (line,) = cases.case_lines()
    assert (line.number, line.right, line.date) == ("2026-000001", "Delete", "plan by Apr 16")
    assert line.pill is not None
    assert line.pill.text == "Waiting, 8 d left"


def test_between_plan_day_and_last_day_a_case_is_not_overdue(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    house.clock.go_to(date(2026, 4, 17))
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    assert cases.lines()[0] == "Next 3 days 1"
    assert cases.case_lines()[0].date == "last day Apr 17"
    assert cases.pill == "Plan day passed, last day Fri Apr 17"


def test_after_the_last_day_it_is_overdue(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    house.clock.go_to(date(2026, 4, 18))
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    assert cases.lines() == ["Overdue 1", "Ana Peña"]
    assert cases.pill == "Overdue 1 d, last day was Fri Apr 17"


def test_pages_come_as_the_list_is_scrolled(house: TestHouse, sit_down: SitDown) -> None:
    _fill(house)
    cases = sit_down("r.chen")
    cases.office.navigate("cases", view="open")
    cases.settle()
    total = cases.page.pane.title.accessibleName().rsplit(" ", 1)[-1]
    shown = len(cases.case_lines())
    assert 0 < shown < int(total)
    cases.focus("cases_list")
    for _ in range(20):
        if len(cases.case_lines()) == int(total):
            break
        cases.press("End")
    assert len(cases.case_lines()) == int(total)
    numbers = [line.number for line in cases.case_lines()]
    assert len(set(numbers)) == len(numbers)
    heads = [text for text in cases.lines() if text.split(" ")[0] in ("Overdue", "Next", "Later")]
    assert len(heads) == len(set(heads))
    assert sum(int(head.rsplit(" ", 1)[-1]) for head in heads) == int(total)


def test_the_filter_narrows_in_the_store_and_clears_with_escape(house: TestHouse, sit_down: SitDown) -> None:
    house.make_case("delete")
    _fill(house, 120)
    cases = sit_down("r.chen")
    cases.office.navigate("cases", view="open")
    everything = len(cases.case_lines())
    cases.press("F3")
    assert cases.focused == "cases_filter"
    cases.type("pena")
    assert {line.name for line in cases.case_lines()} == {"Ana Peña"}
    cases.clear("cases_filter")
    cases.type("2026-000001")
    assert [line.number for line in cases.case_lines()] == ["2026-000001"]
    cases.press("Esc")
    assert len(cases.case_lines()) == everything
    assert cases.focused == "cases_list"


def test_the_list_can_be_narrowed_to_one_right(house: TestHouse, sit_down: SitDown) -> None:
    for right in ("delete", "opt_out", "delete"):
        house.make_case(right)
    cases = sit_down("r.chen")
    cases.office.navigate("cases", view="open")
    cases.press("Ctrl+F")
    cases.tab()
    assert cases.focused == "cases_type_filter"
    cases.type("Opt")
    assert [line.right for line in cases.case_lines()] == ["Opt out"]


def test_filtered_to_nothing_and_nothing_yet_are_different(house: TestHouse, sit_down: SitDown) -> None:
    house.make_case("delete")
    cases = sit_down("r.chen")
    cases.office.navigate("cases", view="overdue")
    cases.settle()
    empty = cases.find(EmptyState, "cases_empty")
    assert empty.isVisible()
    assert empty.title_label.text() == "No case in this view"
    cases.office.navigate("cases", view="open")
    cases.press("F3")
    cases.type("nobody of this name")
    assert empty.title_label.text() == "No case matches this filter"
    cases.click("cases_empty_act")
    assert cases.find(QLineEdit, "cases_filter").text() == ""
    assert len(cases.case_lines()) == 1


def test_a_saved_view_is_chosen_by_keys(house: TestHouse, sit_down: SitDown) -> None:
    house.make_case("delete")
    cases = sit_down("r.chen")
    cases.focus("cases_view")
    cases.press("Down")
    cases.choose("To verify, 1")
    assert cases.page.pane.view is CaseView.TO_VERIFY
    assert len(cases.case_lines()) == 1


def test_somebody_elses_draft_shows_its_number_and_nothing_else(house: TestHouse, sit_down: SitDown) -> None:
    desk = house.agent()
    draft_id = start_draft(desk, channel=Channel.PHONE).created_id
    assert draft_id is not None
    save_draft(desk, draft_id, sample_form("delete"))
    cases = sit_down("r.chen")
    cases.office.navigate("cases", view="open")
    cases.settle()
    (line,) = cases.case_lines()
    assert (line.name, line.right) == ("Draft", "")
    assert line.number.startswith("2026-")


def test_the_auditor_sees_masked_names(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    cases = sit_down("u.weiss")
    cases.open_case(case_id)
    assert [line.name for line in cases.case_lines()] == ["A•• P•••"]
    assert cases.page.record.header.name.text() == "A•• P•••"
    assert not any("Oakland" in fact or "Peña" in fact for fact in cases.facts())


def test_the_auditor_is_offered_no_letter_to_open(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("opt_out")
    draft_letter(house.officer(), case_id, LetterKind.CONFIRM_RECEIPT)
    end_places(house, house.request_id(case_id))
    draft_answer(house.officer(), house.request_id(case_id))
    cases = sit_down("u.weiss")
    cases.open_case(case_id, tab="letters")
    assert cases.primary == ""
    cases.focus("case_letters")
    cases.press("Down")
    cases.press("Return")
    assert cases.went[-1][0] == "cases"
    assert cases.messages.notices[0].text.startswith("A letter names a person.")


def test_arrows_turn_the_case_beside_the_list(house: TestHouse, sit_down: SitDown) -> None:
    house.make_case("delete")
    house.clock.advance(hours=1)
    house.make_case("opt_out")
    cases = sit_down("r.chen")
    cases.office.navigate("cases", view="open")
    cases.focus("cases_list")
    first = cases.text_of("case_number")
    cases.press("Down")
    assert cases.text_of("case_number") != first
    cases.press("Ctrl+Shift+J")
    assert cases.text_of("case_number") == first
    cases.press("Return")
    assert cases.focused == "case_timeline"
    cases.press("Esc")
    assert cases.focused == "cases_list"


def test_locking_drops_what_the_list_shows(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    page = cases.page
    cases.window.lock()
    assert page.pane.list.row_model.rows == ()
    assert page.record.header.name.text() == ""
    assert page.record.timeline.row_model.rows == ()


def test_every_control_has_a_name(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete", "know_categories")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    cases.press("F3")
    assert_all_named(cases.page)
    cases.page.open_decide()
    assert_all_named(cases.page)


def test_somebody_elses_draft_tells_nobody_on_its_page(house: TestHouse, sit_down: SitDown) -> None:
    desk = house.agent()
    draft_id = start_draft(desk, channel=Channel.PHONE).created_id
    assert draft_id is not None
    save_draft(desk, draft_id, sample_form("delete"))
    cases = sit_down("r.chen")
    cases.open_case(draft_id)
    assert cases.page.record.header.name.text() == "Draft"
    assert not any("Peña" in fact or "Main St" in fact for fact in cases.facts())
    assert cases.primary == ""
    assert cases.steps()[0] == "Next: the intake has to be finished|It is the draft of Maria Lopez. Its clocks run since the receipt."


def test_a_change_keeps_what_was_read_and_where_you_are(house: TestHouse, sit_down: SitDown) -> None:
    _fill(house, 300)
    cases = sit_down("r.chen")
    cases.office.navigate("cases", view="open")
    cases.focus("cases_list")
    while True:
        before = len(cases.case_lines())
        cases.press("End")
        if len(cases.case_lines()) == before:
            break
    number = cases.text_of("case_number")
    assert before > 100
    cases.press("F12")
    cases.type("Seen.")
    cases.press("Return")
    assert len(cases.case_lines()) == before
    assert cases.text_of("case_number") == number
    assert cases.find(CaseListView, "cases_list").current_key == cases.page.facts.case.id  # type: ignore[union-attr]


def test_large_text_shows_list_or_case_in_turns(house: TestHouse, sit_down: SitDown, qapp: QApplication) -> None:
    house.make_case("delete")
    cases = sit_down("r.chen")
    cases.office.navigate("cases", view="open")
    apply_theme(qapp, "light", 200)
    cases.settle()
    assert cases.has("cases_list")
    assert not cases.has("case_timeline")
    cases.focus("cases_list")
    cases.press("Return")
    assert cases.has("case_timeline")
    assert not cases.has("cases_list")
    assert cases.window.width() == 1366
    assert cases.window.height() == 768
    cases.press("Esc")
    assert cases.focused == "cases_list"
