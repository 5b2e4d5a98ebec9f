"""Deciding by keys: places, categories, grounds, the service-provider finding, and the letter that follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QScrollArea

from caseapp.domain.letters import LetterKind
from caseapp.domain.status import Disposition, RequestStatus
from caseapp.domain.work import Decision, DecisionOutcome, WorkState
from caseapp.services.consumers import link_consumer
from caseapp.services.verification import decide_not_verified, save_checks
from tests.house import TestHouse
from tests.ui.cases.conftest import end_places, verify
from tests.ui.drivers.base import spoken_name
from tests.ui.drivers.cases_driver import CasesDriver

SitDown = Callable[[str], CasesDriver]


def _deciding(house: TestHouse, sit_down: SitDown, *types: str) -> tuple[CasesDriver, str]:
    case_id = house.make_case(*types)
    request_id = house.request_id(case_id)
    if types[0] not in ("opt_out", "limit"):
        verify(house, request_id)
    cases = sit_down("r.chen")
    cases.open_case(case_id, act="decide")
    return cases, request_id


def _decisions(house: TestHouse, request_id: str) -> dict[str, tuple[DecisionOutcome, str]]:
    with house.desk.uow() as uow:
        return {one.category: (one.outcome, one.ground_code) for one in uow.decisions.where(request_id=request_id)}


def _problems(cases: CasesDriver) -> tuple[str, ...]:
    return cases.page.decide.summary.sentences


def test_a_deletion_is_decided_by_keys_from_places_to_letter(house: TestHouse, sit_down: SitDown) -> None:
    cases, request_id = _deciding(house, sit_down, "delete")
    assert cases.focused == "decide_places"
    for _ in range(4):
        cases.press("Space")
        cases.press("Down")
    assert {row[2] for row in cases.table("decide_places")} == {"Done"}
    cases.click("decide_grant_rest")
    assert {outcome for outcome, _ in _decisions(house, request_id).values()} == {DecisionOutcome.GRANTED}
    assert cases.text_of("decide_follows") == "Letter that follows: Answer: deleted"
    cases.press("Ctrl+Return")
    section, arguments = cases.went[-1]
    assert section == "letters"
    with house.desk.uow() as uow:
        assert uow.letters.get(str(arguments["letter_id"])).kind is LetterKind.DELETE_DONE


def test_space_grants_a_category_and_enter_goes_to_its_decision(house: TestHouse, sit_down: SitDown) -> None:
    cases, request_id = _deciding(house, sit_down, "delete")
    cases.focus("decide_categories")
    cases.press("Space")
    assert _decisions(house, request_id) == {"Personal identifiers": (DecisionOutcome.GRANTED, "")}
    cases.press("Down")
    cases.press("Return")
    assert cases.focused == "decide_outcome_granted"


def test_a_refusal_wants_a_ground_and_facts(house: TestHouse, sit_down: SitDown) -> None:
    cases, request_id = _deciding(house, sit_down, "delete")
    cases.focus("decide_categories")
    cases.press("Return")
    cases.press("Right")
    assert cases.focused == "decide_outcome_refused"
    cases.press("Ctrl+S")
    assert _problems(cases) == ("Choose the ground on which it is refused.",)
    box = cases.find(QComboBox, "decide_ground")
    cases.focus("decide_ground")
    while "legal obligation" not in box.currentText():
        cases.press("Down")
    assert "1798.105(d)(8)" in cases.text_of("decide_ground_says")
    cases.press("Ctrl+S")
    assert _problems(cases) == ("Write what is so in this case; the bare rule is not enough.",)
    cases.type("Payment records are kept for three years (12 CFR 1006.100).", into="decide_facts")
    cases.press("Ctrl+S")
    assert _problems(cases) == ()
    assert _decisions(house, request_id) == {"Personal identifiers": (DecisionOutcome.REFUSED, "delete_legal_obligation")}
    assert cases.table("decide_categories")[0][1] == "Refused"


def test_what_comes_from_memory_is_marked(house: TestHouse, sit_down: SitDown) -> None:
    cases, _ = _deciding(house, sit_down, "delete")
    box = cases.find(QComboBox, "decide_ground")
    marked = set()
    for index in range(1, box.count()):
        box.setCurrentIndex(index)
        says = cases.text_of("decide_ground_says")
        marked.add("not yet checked against the text" in says)
    assert marked == {True, False}


def test_grounds_of_other_rights_are_not_offered(house: TestHouse, sit_down: SitDown) -> None:
    cases, _ = _deciding(house, sit_down, "opt_out")
    box = cases.find(QComboBox, "decide_ground")
    offered = [box.itemText(index) for index in range(box.count())]
    assert any("sold or shared" in words for words in offered)
    assert not any("1798.105" in words for words in offered)


def test_another_category_and_another_place_can_be_added(house: TestHouse, sit_down: SitDown) -> None:
    cases, request_id = _deciding(house, sit_down, "delete")
    cases.type("Payment history", into="decide_new_category")
    cases.press("Return")
    assert cases.focused == "decide_categories"
    cases.press("Space")
    assert "Payment history" in _decisions(house, request_id)
    cases.type("Old mail server", into="decide_new_place")
    cases.press("Return")
    assert cases.table("decide_places")[-1][:2] == ["Old mail server", "System of record"]
    cases.press("Return")
    assert cases.has("decide_panel")


def test_a_place_that_is_not_possible_wants_facts(house: TestHouse, sit_down: SitDown) -> None:
    cases, request_id = _deciding(house, sit_down, "delete")
    cases.focus("decide_places")
    cases.press("Return")
    cases.choose("Not possible...")
    assert cases.focused == "decide_place_facts"
    cases.click("decide_place_save_facts")
    assert _problems(cases) == ("Write what is so in this case; the bare rule is not enough.",)
    cases.type("The tape is unreadable; restoring it would take a laboratory.", into="decide_place_facts")
    cases.click("decide_place_save_facts")
    assert cases.table("decide_places")[0][2] == "Not possible"
    with house.desk.uow() as uow:
        assert uow.work_items.where(request_id=request_id)[0].state is WorkState.NOT_POSSIBLE


def test_what_is_missing_for_the_letter_is_said_and_refused(house: TestHouse, sit_down: SitDown) -> None:
    cases, _ = _deciding(house, sit_down, "delete")
    assert cases.text_of("decide_follows") == "Nothing is decided yet. Decide at least one category of data."
    cases.press("Ctrl+Return")
    assert _problems(cases) == ("Nothing is decided yet. Decide at least one category of data.",)
    cases.click("decide_grant_rest")
    cases.press("Ctrl+Return")
    assert _problems(cases) == ("A system of record is still open. Mark each one as done, nothing found or not possible.",)


def test_a_correction_says_what_was_changed(house: TestHouse, sit_down: SitDown) -> None:
    cases, request_id = _deciding(house, sit_down, "correct")
    cases.focus("decide_categories")
    cases.press("Space")
    assert cases.focused == "decide_outcome_granted"
    cases.press("Ctrl+S")
    assert _problems(cases) == ("Write what was corrected, from what to what; the letter says it.",)
    cases.type("The street is now 1200 Main St.", into="decide_facts")
    cases.press("Ctrl+S")
    assert _decisions(house, request_id)["Personal identifiers"][0] is DecisionOutcome.GRANTED


def test_all_of_it_held_for_a_client_is_found_and_taken_back(house: TestHouse, sit_down: SitDown) -> None:
    cases, request_id = _deciding(house, sit_down, "delete")
    cases.click("decide_hold")
    assert _problems(cases) == ("Choose the business on whose behalf the data is held.",)
    cases.focus("decide_client")
    cases.press("Down")
    cases.click("decide_hold")
    assert cases.text_of("decide_follows") == "Letter that follows: Held for a client"
    cases.click("decide_unhold")
    with house.desk.uow() as uow:
        assert uow.requests.get(request_id).held_only_as_service_provider is False


def test_escape_goes_back_to_the_case(house: TestHouse, sit_down: SitDown) -> None:
    cases, _ = _deciding(house, sit_down, "delete")
    cases.focus("decide_categories")
    cases.press("Esc")
    assert not cases.has("decide_panel")
    assert cases.focused == "case_timeline"


def test_the_one_answer_that_stands_is_opened_not_written_twice(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("opt_out")
    end_places(house, house.request_id(case_id))
    cases = sit_down("r.chen")
    cases.open_case(case_id, act="decide")
    cases.press("Ctrl+Return")
    first = cases.went[-1]
    cases.open_case(case_id, act="decide")
    cases.press("Ctrl+Return")
    assert cases.went[-1] == first


def test_unverified_specific_pieces_are_decided_as_categories(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("know_specific")
    request_id = house.request_id(case_id)
    desk = house.officer()
    save_checks(desk, request_id, {}, declaration_on=None, authority_on=None)
    decide_not_verified(desk, request_id, reason="No declaration came back.")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    assert cases.banner.startswith("Will be answered as categories in this case")
    assert cases.page.record.header.badge.text() == "Not verified"
    cases.press("Ctrl+Return")
    assert cases.text_of("decide_title").startswith("Decide: Know, categories")
    cases.click("decide_grant_rest")
    cases.press("Ctrl+Return")
    with house.desk.uow() as uow:
        assert [letter.kind for letter in uow.letters.where(case_id=case_id)] == [LetterKind.UNVERIFIED, LetterKind.KNOW_CATEGORIES]


def test_another_category_has_a_label_that_leads_to_its_field(house: TestHouse, sit_down: SitDown) -> None:
    cases, _ = _deciding(house, sit_down, "delete")
    field = cases.find(QLineEdit, "decide_new_category")
    label = next(one for one in cases.page.decide.findChildren(QLabel) if one.buddy() is field)
    assert label.isVisible()
    assert label.text().replace("&", "") == spoken_name(field) == "Another category"
    cases.type("Voice recordings", into="decide_new_category")
    assert label.isVisible()


def test_what_enter_leads_to_is_in_view(house: TestHouse, sit_down: SitDown) -> None:
    cases, _ = _deciding(house, sit_down, "delete")
    cases.focus("decide_categories")
    cases.press("Return")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert cases.page.decide.isAncestorOf(focused)
    scroll = cases.find(QScrollArea, "decide_scroll")
    box = QRect(focused.mapTo(scroll.viewport(), QPoint(0, 0)), focused.size())
    assert scroll.viewport().rect().contains(box)


def test_the_whole_field_for_facts_is_in_view_when_keys_come_to_it(house: TestHouse, sit_down: SitDown) -> None:
    cases, _ = _deciding(house, sit_down, "delete")
    cases.focus("decide_categories")
    cases.press("Return")
    cases.press("Right")
    cases.press("Space")
    cases.focus("decide_facts")
    scroll = cases.find(QScrollArea, "decide_scroll")
    facts = cases.page.decide.decisions.facts
    assert scroll.viewport().rect().contains(QRect(facts.mapTo(scroll.viewport(), QPoint(0, 0)), facts.size()))


def test_the_step_that_follows_stays_in_view(house: TestHouse, sit_down: SitDown) -> None:
    cases, _ = _deciding(house, sit_down, "delete")
    decide = cases.page.decide
    scroll = cases.find(QScrollArea, "decide_scroll")
    assert scroll.verticalScrollBar().maximum() > 0, "all of it fits, so nothing is tested"
    for at in (0, scroll.verticalScrollBar().maximum()):
        scroll.verticalScrollBar().setValue(at)
        box = QRect(decide.write.mapTo(decide, QPoint(0, 0)), decide.write.size())
        assert decide.rect().contains(box)
        assert decide.write.visibleRegion().boundingRect() == decide.write.rect()


def test_the_decision_of_a_category_stands_under_the_categories(house: TestHouse, sit_down: SitDown) -> None:
    cases, _ = _deciding(house, sit_down, "delete")
    part = cases.page.decide.decisions
    ys = [each.mapTo(part, QPoint(0, 0)).y() for each in (part.table, part.category, part.outcome, part.save, part.new_category)]
    assert ys == sorted(ys)


def test_a_category_that_was_typed_and_not_added_is_not_dropped_in_silence(house: TestHouse, sit_down: SitDown) -> None:
    cases, request_id = _deciding(house, sit_down, "delete")
    end_places(house, request_id)
    house.officer()
    cases.press("F5")
    cases.click("decide_grant_rest")
    cases.type("Voice recordings", into="decide_new_category")
    cases.press("Ctrl+Return")
    assert cases.went[-1][0] == "cases"
    assert cases.messages.notices[0].text.startswith("“Voice recordings” was typed and not decided.")
    assert cases.focused == "decide_categories"
    cases.press("Ctrl+Return")
    assert cases.went[-1][0] == "letters"


def _denied_before(house: TestHouse, *, category: str) -> str:
    """A correction of Ana Peña that was refused on March 3 in this category."""
    first = house.make_case("correct")
    with house.officer().uow() as uow:
        (request,) = uow.requests.where(case_id=first)
        today = house.desk.today()
        uow.requests.replace(
            replace(request, status=RequestStatus.CLOSED, disposition=Disposition.DENIED, answered_on=today, closed_on=today)
        )
        uow.decisions.add(
            Decision(
                id="d1", case_id=first, request_id=request.id, category=category, position=1, outcome=DecisionOutcome.REFUSED,
                decided_at=house.clock.now_at(), decided_by=house.desk.operator.id, ground_code="accurate", facts="The bank confirmed it.",
            )
        )  # fmt: skip
        uow.commit()
    return first


def test_a_repeated_correction_is_told_and_refused_only_by_a_person(house: TestHouse, sit_down: SitDown) -> None:
    category = _categories(house)[0]
    first = _denied_before(house, category=category)
    house.clock.go_to(date(2026, 4, 1))
    case_id = house.make_case("correct")
    link_consumer(house.agent(), case_id, first)
    request_id = house.request_id(case_id)
    verify(house, request_id)
    cases = sit_down("r.chen")
    cases.open_case(case_id, act="decide")
    said = cases.text_of("decide_earlier")
    assert said.startswith("The same data was refused in case 2026-000001 on Tue Mar 3, 2026, less than 6 months before.")
    assert "(11 CCR 7023(g))" in said
    assert _decisions(house, request_id) == {}
    cases.focus("decide_use_earlier")
    cases.press("Space")
    assert cases.focused == "decide_facts"
    assert _decisions(house, request_id) == {}, "it counts when it is saved"
    cases.press("Ctrl+S")
    assert _decisions(house, request_id) == {category: (DecisionOutcome.REFUSED, "same_correction")}
    with house.desk.uow() as uow:
        (decision,) = uow.decisions.where(request_id=request_id)
    assert decision.facts == "We refused it in case 2026-000001 on Tue Mar 3, 2026. No new papers came since."
    cases.focus("decide_categories")
    cases.press("Down")
    assert not cases.has("decide_use_earlier"), "the next category was not refused before"


def test_a_third_request_to_know_is_told_where_it_is_decided(house: TestHouse, sit_down: SitDown) -> None:
    made = []
    for on in (date(2026, 3, 10), date(2026, 3, 11)):
        house.clock.go_to(on)
        made.append(house.make_case("know_categories"))
        with house.officer().uow() as uow:
            (request,) = uow.requests.where(case_id=made[-1])
            uow.requests.replace(replace(request, status=RequestStatus.ANSWERED, disposition=Disposition.FULFILLED, answered_on=on))
            uow.commit()
    link_consumer(house.agent(), made[1], made[0])
    house.clock.go_to(date(2026, 4, 1))
    case_id = house.make_case("know_categories")
    link_consumer(house.agent(), case_id, made[0])
    verify(house, house.request_id(case_id))
    cases = sit_down("r.chen")
    cases.open_case(case_id, act="decide")
    said = cases.text_of("decide_earlier")
    assert "2026-000001, received Tue Mar 10, 2026; 2026-000002, received Wed Mar 11, 2026" in said
    assert "from Wed Mar 10, 2027 one has to be answered again (Civ. Code 1798.130(b))" in said
    cases.focus("decide_use_earlier")
    cases.press("Space")
    cases.press("Ctrl+S")
    assert [ground for _, ground in _decisions(house, house.request_id(case_id)).values()] == ["twice_in_12_months"]


def _categories(house: TestHouse) -> tuple[str, ...]:
    with house.desk.uow() as uow:
        return uow.current_organisation().categories
