"""What the case page says of records that ended: nothing was asked, or the record was destroyed; and of an office of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QApplication

from caseapp.domain.channel import Channel
from caseapp.domain.operators import Role, SecondPersonAct
from caseapp.domain.people import RequestorKind
from caseapp.services.closing import withdraw_request
from caseapp.services.draft_ends import end_draft
from caseapp.services.drafts import save_draft, start_draft
from caseapp.services.letters import draft_answer, submit_letter
from caseapp.services.operators import add_operator
from caseapp.services.policies import set_second_person
from caseapp.services.retention import destroy_record, put_forward
from tests.house import PASSPHRASE, TestHouse, sample_form
from tests.ui.cases.conftest import end_places, grant, verify
from tests.ui.drivers.cases_driver import CasesDriver

SitDown = Callable[[str], CasesDriver]


def test_a_case_in_which_nothing_was_asked_says_so(house: TestHouse, sit_down: SitDown) -> None:
    agent = house.agent()
    draft_id = start_draft(agent, channel=Channel.PHONE).created_id
    assert draft_id is not None
    save_draft(agent, draft_id, sample_form("delete"))
    save_draft(agent, draft_id, replace(sample_form("delete"), types=()))
    end_draft(agent, draft_id, reason="She only asked a question.")
    cases = sit_down("r.chen")
    cases.open_case(draft_id)
    assert cases.page.record.header.rights.text() == "Closed, no request was made"


def test_a_destroyed_record_says_so_and_offers_its_days(house: TestHouse, sit_down: SitDown) -> None:
    add_operator(house.admin(), login="k.second", name="Kim Second", roles=(Role.ADMINISTRATOR,), passphrase=PASSPHRASE)
    case_id = house.make_case("delete")
    withdraw_request(house.officer(), house.request_id(case_id), statement="Leave it.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    house.clock.go_to(date(2028, 3, 4))
    put_forward(house.admin(), [case_id])
    destroy_record(house.sign_in("k.second"), case_id)
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    header = cases.page.record.header
    assert (header.name.text(), header.number.text()) == ("Record destroyed", "2026-000001")
    assert any("Record destroyed after its time" in step for step in cases.steps())
    QApplication.processEvents()


def test_where_one_person_may_approve_no_colleague_is_promised(house: TestHouse, sit_down: SitDown) -> None:
    case_id = house.make_case("delete")
    request_id = house.request_id(case_id)
    verify(house, request_id)
    end_places(house, request_id)
    grant(house, request_id)
    letter_id = draft_answer(house.officer(), request_id).created_id
    assert letter_id is not None
    submit_letter(house.officer(), letter_id)
    cases = sit_down("r.chen")
    cases.open_case(case_id)
    assert "a colleague looks at it" in cases.steps()[0]
    set_second_person(house.admin(), SecondPersonAct.APPROVE_LETTER, is_required=False, reason="There is one of us.")
    cases.page.reload()
    cases.settle()
    assert "you may approve it yourself" in cases.steps()[0]
