"""What is recorded without a case has words in Admin, template and batch named; no code is shown to anybody."""

from __future__ import annotations

import ast
from pathlib import Path

from caseapp.domain.letters import LetterKind
from caseapp.domain.template_versions import ReviewerKind
from caseapp.services.template_pages import template_sheet
from caseapp.services.templates import approve_template, record_template_review, return_template, submit_template, withdraw_template
from caseapp.ui.admin.office_acts import office_acts
from caseapp.ui.widgets.table_view import TableView
from tests.ui.admin.conftest import Administration
from tests.ui.drivers.base import assert_all_named

KIND = LetterKind.CONFIRM_RECEIPT


def recorded_without_a_case() -> set[str]:
    """Return each action that some code records of no case; those of templates stand in a table."""
    found: set[str] = set()
    package = Path(__file__).resolve().parents[3] / "caseapp"
    for room in ("services", "bootstrap"):
        for file in sorted((package / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "record"):
                    continue
                if len(node.args) > 2 and not any(keyword.arg == "case_id" for keyword in node.keywords):
                    found |= {each.value for each in ast.walk(node.args[2]) if isinstance(each, ast.Constant) and str(each.value).islower()}
    return found | {"template_submitted", "template_sent_back", "template_approved", "template_withdrawn"}


def test_every_act_of_the_office_has_words_and_no_words_are_left_of_one_that_is_gone() -> None:
    assert recorded_without_a_case() == set(office_acts())


def test_what_was_done_with_a_template_is_read_in_the_record(admin: Administration) -> None:
    house = admin.house
    officer = house.officer()
    sheet = template_sheet(officer, KIND, "en")
    place = sheet.texts[-1].place
    base = sheet.row.info
    lawyer, today = ReviewerKind.LAWYER, officer.today()
    record_template_review(
        officer, KIND, "en", fingerprint=base.sha256, reviewer_kind=lawyer, reviewed_by="A. Reader", reviewed_on=today
    )  # fmt: skip
    first = submit_template(officer, KIND, "en", base_name=base.version, texts={place: "Tell us soon."}).created_id
    assert first is not None
    return_template(house.second_officer(), first, reason="Shorter.")
    again = submit_template(house.officer(), KIND, "en", base_name=base.version, texts={place: "Call us."}).created_id
    assert again is not None
    approve_template(house.second_officer(), again)
    withdraw_template(house.second_officer(), again, reason="A fault.")
    house.admin()
    admin.driver.open("Record")
    table = admin.driver.find(TableView, "admin_record_acts")
    rows = [[row.cell(at).spoken for at in range(4)] for row in table.table_model.rows]
    told = [(row[1], row[2], row[3]) for row in rows if "template" in row[1]]
    assert told == [
        ("Letter template withdrawn", "Receipt, English, version 1.2", "Sam Ito"),
        ("Letter template approved", "Receipt, English, version 1.2", "Sam Ito"),
        ("Letter template sent for approval", "Receipt, English, version 1.2", "Rita Chen"),
        ("Letter template sent back to its writer", "Receipt, English, version 1.1", "Sam Ito"),
        ("Letter template sent for approval", "Receipt, English, version 1.1", "Rita Chen"),
        ("Review of a letter template recorded", "Receipt, English, version 1", "Rita Chen"),
    ]
    people = [(row[1], row[2]) for row in rows if row[1] == "Operator added"]
    assert ("Operator added", "Sam Ito") in people
    assert all(name for _, name in people)
    assert_all_named(admin.page)
