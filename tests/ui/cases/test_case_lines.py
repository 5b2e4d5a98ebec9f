"""Groups and words of the list's lines, without a window."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseapp.domain.deadlines import DeadlineKind
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import RequestStatus
from caseapp.services.views import CaseRow
from caseapp.ui.cases.case_lines import Onlooker, line_of, lines_of
from caseapp.ui.widgets.case_list_view import CaseLine, GroupHead
from caseapp.ui.widgets.deadline_pill import PillState

TODAY = date(2026, 4, 8)
OFFICER = Onlooker(operator_id="r", sees_names=True)
ROW = CaseRow(
    case_id="c1", number="2026-000001", name="Ana Peña", types=(RequestType.DELETE,), status=RequestStatus.IN_PROGRESS, disposition=None,
    is_draft=False, received_on=date(2026, 3, 3), due_kind=DeadlineKind.ANSWER, plan_by_on=date(2026, 4, 16), last_day_on=date(2026, 4, 17),
    is_extended=False, is_waiting=False, is_returned=False, closed_on=None, assigned_to=None, created_by="m",
)  # fmt: skip


@pytest.mark.parametrize(
    ("plan", "last", "head"),
    [
        (date(2026, 4, 1), date(2026, 4, 7), "Overdue"),
        (date(2026, 4, 7), date(2026, 4, 8), "Next 3 days"),
        (date(2026, 4, 11), date(2026, 4, 12), "Next 3 days"),
        (date(2026, 4, 12), date(2026, 4, 13), "Next 10 days"),
        (date(2026, 4, 18), date(2026, 4, 19), "Next 10 days"),
        (date(2026, 4, 19), date(2026, 4, 20), "Later"),
    ],
)
def test_a_row_stands_under_the_head_that_says_what_its_pill_says(plan: date, last: date, head: str) -> None:
    lines = lines_of((replace(ROW, plan_by_on=plan, last_day_on=last),), TODAY, OFFICER, is_complete=True)
    assert lines[0] == GroupHead(text=head, count=1)


def test_what_is_overdue_stands_before_what_was_planned_earlier() -> None:
    planned = replace(ROW, case_id="a", plan_by_on=date(2026, 4, 1), last_day_on=date(2026, 4, 9))
    overdue = replace(ROW, case_id="b", plan_by_on=date(2026, 4, 2), last_day_on=date(2026, 4, 3))
    lines = lines_of((planned, overdue), TODAY, OFFICER, is_complete=True)
    assert [line.text if isinstance(line, GroupHead) else line.key for line in lines] == ["Overdue", "b", "Next 3 days", "a"]


def test_the_last_group_has_no_count_while_pages_are_to_come() -> None:
    later = replace(ROW, case_id="b", plan_by_on=date(2026, 5, 1), last_day_on=date(2026, 5, 2))
    lines = lines_of((ROW, later), TODAY, OFFICER, is_complete=False)
    assert [line.count for line in lines if isinstance(line, GroupHead)] == [1, None]


def test_closed_rows_tell_the_day_they_closed() -> None:
    row = replace(ROW, closed_on=date(2026, 4, 3), plan_by_on=None, last_day_on=None)
    head, line = lines_of((row,), TODAY, OFFICER, is_complete=True)
    assert head == GroupHead(text="Closed", count=1)
    assert isinstance(line, CaseLine)
    assert line.pill is not None
    assert (line.pill.text, line.date) == ("Closed day 31", "Apr 3")


def test_drafts_have_a_head_where_drafts_are_listed() -> None:
    draft = replace(ROW, is_draft=True, created_by="r")
    assert lines_of((draft,), TODAY, OFFICER, is_complete=True, own_drafts=True)[0] == GroupHead(text="Drafts", count=1)
    assert line_of(draft, TODAY, OFFICER).name == "Draft: Ana Peña"
    assert line_of(replace(draft, created_by="m"), TODAY, OFFICER).name == "Draft"


def test_an_extended_answer_says_so() -> None:
    row = replace(ROW, plan_by_on=date(2026, 5, 30), last_day_on=date(2026, 6, 1), is_extended=True)
    pill = line_of(row, TODAY, OFFICER).pill
    assert pill is not None
    assert (pill.state, pill.text) == (PillState.EXTENDED, "Ext. 52 d left")


def test_a_name_is_masked_for_those_who_do_not_see_names() -> None:
    assert line_of(ROW, TODAY, Onlooker(operator_id="u", sees_names=False)).name == "A•• P•••"
