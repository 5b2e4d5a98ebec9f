"""Retention, duties of the office and drafts of others: by keys, over a whole test office."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit

from caseapp.domain.channel import Channel
from caseapp.domain.hold import LegalHoldCause
from caseapp.domain.operators import Role, SecondPersonAct
from caseapp.domain.people import RequestorKind
from caseapp.services.closing import withdraw_request
from caseapp.services.drafts import save_draft, start_draft
from caseapp.services.legal_hold import place_legal_hold
from caseapp.services.operators import add_operator
from caseapp.services.policies import set_second_person
from caseapp.services.retention import put_forward
from caseapp.ui.act_dialog import ActDialog
from caseapp.ui.widgets.key_button import KeyButton
from tests.house import PASSPHRASE, TestHouse, sample_form
from tests.ui.admin.conftest import Administration, SitDown

AFTER = date(2028, 3, 4)


def _closed(house: TestHouse) -> str:
    case_id = house.make_case("delete")
    withdraw_request(house.officer(), house.request_id(case_id), statement="Leave it.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE)
    return case_id


def _button(admin: Administration, name: str) -> KeyButton:
    return admin.driver.find(KeyButton, name)


def _destroyed(admin: Administration, case_id: str) -> date | None:
    with admin.house.admin().uow() as uow:
        return uow.cases.get(case_id).destroyed_on


def test_an_office_without_old_records_says_so(admin: Administration) -> None:
    admin.driver.open("Retention")
    assert admin.driver.has("admin_retention_table_empty")
    assert not admin.driver.has("admin_retention_state"), "it is said once"
    assert not admin.driver.has("admin_retention_destroy"), "without records no act is offered"


def test_the_grey_acts_of_retention_say_why(sit_down: SitDown, house: TestHouse) -> None:
    case_id = _closed(house)
    house.clock.go_to(AFTER)
    admin = sit_down("admin")
    admin.driver.open("Retention")
    assert not admin.driver.has("admin_retention_table_empty")
    assert admin.driver.words("admin_retention_why") == "Choose records first: Space in the list."
    admin.driver.focus("admin_retention_table")
    admin.driver.press("Space")
    assert "Keep longer is for what was put forward" in admin.driver.words("admin_retention_why")
    keep = _button(admin, "admin_retention_keep")
    assert not keep.isEnabled()
    assert "Keep longer" in keep.accessibleDescription()
    admin.driver.press("Space")
    place_legal_hold(house.officer(), case_id, LegalHoldCause.LAWSUIT, note="Case 28-1")
    house.admin()
    admin.page.reload()
    assert "legal hold keeps each" in admin.driver.words("admin_retention_why")


def test_one_puts_forward_and_another_destroys(sit_down: SitDown, house: TestHouse) -> None:
    add_operator(house.admin(), login="k.second", name="Kim Second", roles=(Role.ADMINISTRATOR,), passphrase=PASSPHRASE)
    cases = [_closed(house), _closed(house), _closed(house)]
    place_legal_hold(house.officer(), cases[2], LegalHoldCause.LAWSUIT, note="Case 28-1")
    house.clock.go_to(AFTER)
    first = sit_down("admin")
    first.driver.open("Retention")
    assert [row[3] for row in first.driver.rows()] == ["may be destroyed", "may be destroyed", "on legal hold, stays"]
    first.driver.focus("admin_retention_table")
    first.driver.press("Space")
    assert first.driver.rows()[0][3] == "chosen, may be destroyed"
    assert "another administrator" in first.driver.words("admin_retention_why")
    first.driver.press("Space")
    first.page.panel.choose_all()  # type: ignore[union-attr]
    assert [row[3].startswith("chosen") for row in first.driver.rows()] == [True, True, False]
    first.page.panel.put_forward()  # type: ignore[union-attr]
    assert first.messages.questions[-1].title == "Put 2 records forward to be destroyed"
    first.messages.open_questions.pop()[1]()
    assert not _button(first, "admin_retention_destroy").isEnabled()
    second = sit_down("k.second")
    second.driver.open("Retention")
    name = first.office.desk.operator.name  # type: ignore[union-attr]
    assert second.driver.rows()[0][3] == f"put forward by {name}"
    second.page.panel.choose_all()  # type: ignore[union-attr]
    second.driver.save()
    question = second.messages.questions[-1]
    assert (question.title, question.destructive) == ("Destroy 2 records", True)
    assert question.facts[-1] == ("Backups", "Older ones hold them until they are thinned out")
    second.messages.open_questions.pop()[1]()
    assert [_destroyed(second, case_id) for case_id in cases] == [AFTER, AFTER, None]
    second.page.reload()
    assert len(second.driver.rows()) == 1


def test_an_office_of_one_destroys_alone_where_the_policy_says_so(admin: Administration, house: TestHouse) -> None:
    case_id = _closed(house)
    house.clock.go_to(AFTER)
    set_second_person(house.admin(), SecondPersonAct.DESTROY, is_required=False, reason="There is one of us.")
    admin.driver.open("Retention")
    admin.page.panel.choose_all()  # type: ignore[union-attr]
    admin.driver.save()
    admin.messages.open_questions.pop()[1]()
    assert _destroyed(admin, case_id) == AFTER


def test_what_was_put_forward_is_kept_longer(admin: Administration, house: TestHouse) -> None:
    case_id = _closed(house)
    house.clock.go_to(AFTER)
    put_forward(house.admin(), [case_id])
    admin.driver.open("Retention")
    admin.page.panel.choose_all()  # type: ignore[union-attr]
    admin.page.panel.keep()  # type: ignore[union-attr]
    assert admin.driver.rows()[0][3] == "may be destroyed"


def test_a_duty_is_recorded_and_one_is_not_owed(admin: Administration) -> None:
    admin.driver.open("Duties of the office")
    admin.driver.choose("Update the privacy policy")
    assert admin.driver.words("admin_duties_source") == "Civ. Code 1798.130(a)(5), checked against the text of the law"
    panel = admin.page.panel
    panel.day.set_date(date(2026, 3, 1))  # type: ignore[union-attr]
    admin.driver.save()
    row = next(row for row in admin.driver.rows() if row[0] == "Update the privacy policy")
    assert row[2] == "in time"
    admin.driver.choose("Post the figures of the year")
    panel.not_owed()  # type: ignore[union-attr]
    dialog = admin.page.findChild(ActDialog, "duty_not_owed_dialog")
    assert dialog is not None
    dialog.do_it()
    assert dialog.summary.sentences, "a reason is wanted"
    dialog.findChild(QLineEdit, "duty_not_owed_reason").setText("We are far below ten million.")
    dialog.do_it()
    assert [row[2] for row in admin.driver.rows() if row[0] == "Post the figures of the year"] == ["not owed by us"]


def test_an_officer_reads_the_duties_and_records_none(sit_down: SitDown) -> None:
    officer = sit_down("r.chen")
    officer.page.show_part("duties")
    QApplication.processEvents()
    assert not _button(officer, "admin_duties_save").isEnabled()


def test_a_draft_is_handed_to_somebody_else_with_a_reason(admin: Administration, house: TestHouse) -> None:
    agent = house.agent()
    draft_id = start_draft(agent, channel=Channel.PHONE).created_id
    assert draft_id is not None
    save_draft(agent, draft_id, sample_form("delete"))
    admin.driver.open("Drafts of others")
    assert admin.driver.rows()[0][:2] == ("2026-000001", agent.operator.name)
    admin.driver.save()
    dialog = admin.page.findChild(ActDialog, "hand_over_dialog")
    assert dialog is not None
    box = dialog.findChild(QComboBox, "hand_over_to")
    assert agent.operator.name not in [box.itemText(at) for at in range(box.count())]
    dialog.do_it()
    assert dialog.summary.sentences, "a reason is wanted"
    dialog.findChild(QPlainTextEdit, "hand_over_reason").setPlainText("She is on leave.")
    receiver = str(box.chosen())
    dialog.do_it()
    with house.admin().uow() as uow:
        assert uow.drafts.get(draft_id).operator_id == receiver
    assert "Handed over" in admin.messages.notices[0].text


def test_nobody_else_has_a_draft(admin: Administration) -> None:
    admin.driver.open("Drafts of others")
    assert admin.driver.has("admin_drafts_table_empty")
    assert not admin.driver.has("admin_drafts_table")
    assert not admin.driver.has("admin_drafts_hand_over"), "there is nothing to hand over"
