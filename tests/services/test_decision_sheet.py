"""The decision page's sheet: categories, grounds, and what the decisions come to."""

from __future__ import annotations

from caseapp.domain.letters import LetterKind
from caseapp.services.decision_sheet import read_decision_sheet
from caseapp.services.letters import draft_answer
from tests.services.conftest import Story


def test_the_sheet_tells_what_is_missing_until_the_letter_may_be_written(story: Story) -> None:
    request_id = story.take("delete")
    officer = story.desk("officer")
    assert read_decision_sheet(officer, request_id).missing.code == "not_verified_yet"
    story.verify(request_id)
    assert read_decision_sheet(story.desk("officer"), request_id).missing.code == "nothing_decided"
    story.grant(request_id)
    sheet = read_decision_sheet(story.desk("officer"), request_id)
    assert sheet.missing.code == "systems_open"
    assert sheet.letter_kind is LetterKind.DELETE_DONE
    story.do_work(request_id)
    assert read_decision_sheet(story.desk("officer"), request_id).missing is None


def test_the_sheet_offers_the_policy_s_categories_first_and_the_right_s_own_grounds(story: Story) -> None:
    request_id = story.take("delete")
    story.verify(request_id)
    story.refuse(request_id, category="Payment history")
    sheet = read_decision_sheet(story.desk("officer"), request_id)
    assert sheet.categories[-1] == "Payment history"
    assert len(sheet.categories) == len(set(sheet.categories)) > 1
    assert sheet.grounds
    assert all(sheet.request.type in ground.request_types for ground in sheet.grounds)


def test_the_sheet_names_the_answer_that_stands(story: Story) -> None:
    request_id = story.take("opt_out")
    story.do_work(request_id)
    letter_id = draft_answer(story.desk("officer"), request_id).created_id
    assert read_decision_sheet(story.desk("officer"), request_id).letter_id == letter_id
