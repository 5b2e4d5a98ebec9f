"""Contact details and the reply put right on the case page; the way there after mail came back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel

from caseapp.domain.channel import ReplyBy
from caseapp.domain.letters import DispatchMethod, LetterFormat
from caseapp.domain.people import Party, PartyPart
from caseapp.services.dispatch import record_dispatch, record_return
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letters import draft_answer, submit_letter
from caseapp.services.parties import ContactDetails, change_contact_details
from tests.house import TestHouse, sample_form
from tests.ui.cases.conftest import end_places
from tests.ui.drivers.base import Driver, assert_all_named
from tests.ui.drivers.cases_driver import CasesDriver

SitDown = Callable[[str], CasesDriver]


def _party(house: TestHouse, case_id: str, part: PartyPart = PartyPart.CONSUMER) -> Party:
    with house.desk.uow() as uow:
        return next(one for one in uow.parties.where(case_id=case_id) if one.part is part)


def _submitted(house: TestHouse) -> tuple[str, str]:
    case_id = house.make_case("opt_out")
    request_id = house.request_id(case_id)
    end_places(house, request_id)
    letter_id = draft_answer(house.officer(), request_id).created_id
    assert letter_id is not None
    submit_letter(house.officer(), letter_id)
    return case_id, letter_id


@pytest.fixture
def returned(house: TestHouse) -> str:
    """A case whose answer came back."""
    case_id, letter_id = _submitted(house)
    approve_letter(house.second_officer(), letter_id, queue=False)
    record_dispatch(house.clerk(), letter_id, method=DispatchMethod.FIRST_CLASS_MAIL, on=house.desk.today())
    record_return(house.clerk(), letter_id, on=house.desk.today(), reason="Moved, left no address")
    return case_id


def _problems(dialog: Driver) -> tuple[str, ...]:
    return dialog.root.summary.sentences  # type: ignore[attr-defined,no-any-return]


def _words(dialog: Driver) -> str:
    return " ".join(each.text() for each in dialog.root.findChildren(QLabel))


def test_a_name_and_an_address_are_put_right_by_keys(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    cases.press("F2")
    dialog = cases.dialog("contact")
    assert_all_named(dialog.root)
    assert dialog.focused == "contact_name"
    assert dialog.text_of("contact_street") == "1200 Main St"
    assert not dialog.has("contact_who_consumer"), "there is one person only"
    dialog.clear("contact_name")
    dialog.type("Ana María Peña")
    dialog.type("Ms. Peña", into="contact_letter_name")
    dialog.clear("contact_street")
    dialog.type("9 New Road")
    dialog.press("Tab")
    assert dialog.focused == "contact_unit"
    dialog.clear("contact_unit")
    dialog.type("She called today.", into="contact_reason")
    dialog.press("Ctrl+Return")
    assert not cases.dialogs()
    party = _party(house, case_id)
    assert (party.name, party.letter_name, party.street, party.unit) == ("Ana María Peña", "Ms. Peña", "9 New Road", "")
    assert (party.phone, party.email, party.city) == ("(415) 555-0134", "ana@example.org", "Oakland")
    assert cases.steps()[1] == "Contact details changed|"


def test_problems_stand_at_their_fields_and_the_text_stays(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    cases.press("F2")
    dialog = cases.dialog("contact")
    dialog.press("Ctrl+Return")
    assert _problems(dialog) == (
        "Nothing is changed yet. Change a detail, or go back.",
        "Write a reason. It goes into the record.",
    )
    dialog.clear("contact_name")
    dialog.type("Fresno", into="contact_city")
    dialog.press("Ctrl+Return")
    assert _problems(dialog) == (
        "The person's full name is missing. Type it as they say it.",
        "Write a reason. It goes into the record.",
    )
    assert "Fresno" in dialog.text_of("contact_city")
    assert _party(house, case_id).city == "Oakland"
    dialog.press("Esc")
    assert not cases.dialogs()


def test_whoever_asks_is_put_right_too_and_both_are_saved_together(house: TestHouse, sit_down: SitDown) -> None:
    form = replace(sample_form("delete"), requestor_kind="authorized_agent", requestor_name="Sam Ito", requestor_email="sam@example.org")
    case_id = house.make_case(form=form)
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    cases.press("F2")
    dialog = cases.dialog("contact")
    assert_all_named(dialog.root)
    dialog.clear("contact_phone")
    dialog.focus("contact_who_consumer")
    dialog.press("Right")
    assert dialog.text_of("contact_name") == "Sam Ito"
    dialog.clear("contact_email")
    dialog.type("s.ito@example.org")
    dialog.clear("contact_name")
    dialog.focus("contact_who_requestor")
    dialog.press("Left")
    assert dialog.text_of("contact_phone") == ""
    dialog.type("Both wrote today.", into="contact_reason")
    dialog.press("Ctrl+Return")
    assert dialog.text_of("contact_email") == "s.ito@example.org", "whose name is missing comes to the front"
    assert _party(house, case_id).phone == "(415) 555-0134", "neither is saved while one has a problem"
    dialog.type("Sam Ito", into="contact_name")
    dialog.press("Ctrl+Return")
    assert not cases.dialogs()
    assert _party(house, case_id).phone == ""
    assert _party(house, case_id, PartyPart.REQUESTOR).email == "s.ito@example.org"
    assert {"Contact details changed|Consumer", "Contact details changed|Requestor"} <= set(cases.steps())


def test_the_reply_is_changed_with_a_reason(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    cases.click("case_more")
    cases.choose("Reply...")
    dialog = cases.dialog("reply")
    assert_all_named(dialog.root)
    dialog.focus("reply_by_mail")
    dialog.press("Right")
    dialog.focus("reply_format")
    dialog.press("Down")
    dialog.press("Ctrl+Return")
    assert _problems(dialog) == ("Write a reason. It goes into the record.",)
    dialog.type("She asked for large print by e-mail.", into="reply_reason")
    dialog.press("Ctrl+Return")
    assert not cases.dialogs()
    with house.desk.uow() as uow:
        case = uow.cases.get(case_id)
    assert (case.reply_by, case.reply_format, case.reply_language) == (ReplyBy.EMAIL, LetterFormat.LARGE_PRINT, "en")
    assert "Reply changed|E-mail, Large print, English" in cases.steps()


def test_a_letter_that_waits_for_approval_is_named_before_the_change(house: TestHouse, sit_down: SitDown) -> None:
    case_id, _ = _submitted(house)
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    cases.press("F2")
    assert "send it back, then send it for approval again" in _words(cases.dialog("contact"))


def test_who_decides_nothing_has_no_such_act(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    cases = sit_down("d.novak")
    cases.open_case(case_id)
    cases.press("F2")
    assert not cases.dialogs()


def test_returned_mail_leads_to_the_address_and_then_to_the_answer(house: TestHouse, sit_down: SitDown, returned: str) -> None:
    cases = sit_down("r.chen")
    cases.open_case(returned)
    assert cases.steps()[0] == "Next: the answer came back|Returned Tue Mar 3. Find an address and send it again."
    assert cases.primary == "Contact details..."
    cases.press("Ctrl+Return")
    dialog = cases.dialog("contact")
    assert dialog.focused == "contact_street"
    dialog.press("Ctrl+A")
    dialog.type("9 New Road")
    dialog.type("The post office told us.", into="contact_reason")
    dialog.press("Ctrl+Return")
    assert _party(house, returned).street == "9 New Road"
    assert cases.primary == "Write the answer"
    assert "Send the answer again." in cases.steps()[0]


def test_enter_on_the_task_of_returned_mail_opens_the_address_and_later_ends_the_task(
    house: TestHouse, sit_down: SitDown, returned: str
) -> None:
    cases = sit_down("r.chen")
    cases.open_case(returned, tab="tasks")
    cases.focus("case_tasks")
    cases.press("Return")
    dialog = cases.dialog("contact")
    dialog.press("Ctrl+A")
    dialog.type("9 New Road")
    dialog.type("The post office told us.", into="contact_reason")
    dialog.press("Ctrl+Return")
    cases.focus("case_tasks")
    cases.press("Return")
    cases.dialog("task").press("Ctrl+Return")
    with house.desk.uow() as uow:
        assert all(one.done_at is not None for one in uow.tasks.where(case_id=returned) if one.code == "returned_mail")


def test_who_saves_second_sees_both_and_loses_nothing(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    cases.press("F2")
    dialog = cases.dialog("contact")
    dialog.clear("contact_street")
    dialog.type("77 Harbor Way", into="contact_street")
    dialog.type("By phone today.", into="contact_reason")
    seen = _party(house, case_id)
    theirs = ContactDetails(name="Ana Peña", street="9 New Road", city="Fresno", state="CA", postal_code="93701")
    change_contact_details(house.desk, case_id, PartyPart.CONSUMER, theirs, reason="The post office.", seen_version=seen.version)
    dialog.press("Ctrl+Return")
    assert _party(house, case_id).street == "9 New Road"
    assert _problems(dialog) == (
        "Somebody else saved other details while you typed. Theirs stand above, yours are still in the fields: compare, and save again "
        "what is right.",
    )
    assert dialog.root.others.text.startswith("Saved by somebody else meanwhile, Ana Peña, 9 New Road, Fresno")  # type: ignore[attr-defined]
    assert dialog.text_of("contact_street") == "77 Harbor Way"
    dialog.press("Ctrl+Return")
    assert not cases.dialogs()
    assert _party(house, case_id).street == "77 Harbor Way"
