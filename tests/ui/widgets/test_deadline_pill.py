"""The deadline pill: the words for each situation, and a shape of its own for each state."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from caseapp.ui.theme import current
from caseapp.ui.widgets.deadline_pill import DeadlinePill, Pill, PillState, paint_shape, pill_for, pill_width

TODAY = date(2026, 4, 8)
S = PillState


@pytest.mark.parametrize(
    ("plan_in", "last_in", "more", "state", "words"),
    [
        (-4, -3, {}, S.OVERDUE, "Overdue 3 d"),
        (-2, -1, {}, S.OVERDUE, "Overdue 1 d"),
        (-1, 0, {}, S.THREE_DAYS, "Last day today"),
        (-1, 1, {}, S.THREE_DAYS, "Plan day passed, 1 d left"),
        (0, 1, {}, S.THREE_DAYS, "Due today"),
        (2, 3, {}, S.THREE_DAYS, "2 d left"),
        (3, 4, {}, S.THREE_DAYS, "3 d left"),
        (4, 5, {}, S.TEN_DAYS, "4 d left"),
        (10, 11, {}, S.TEN_DAYS, "10 d left"),
        (11, 12, {}, S.ON_TRACK, "11 d left"),
        (28, 29, {"is_waiting": True}, S.WAITING, "Waiting, 28 d left"),
        (2, 3, {"is_waiting": True}, S.THREE_DAYS, "2 d left"),
        (50, 53, {"is_extended": True}, S.EXTENDED, "Ext. 50 d left"),
        (-5, -2, {"is_extended": True}, S.OVERDUE, "Overdue 2 d"),
    ],
)
def test_the_plan_day_leads_and_only_the_last_day_makes_overdue(
    plan_in: int, last_in: int, more: dict[str, bool], state: PillState, words: str
) -> None:
    pill = pill_for(TODAY, plan_by_on=TODAY + timedelta(days=plan_in), last_day_on=TODAY + timedelta(days=last_in), **more)
    assert pill == Pill(state=state, text=words)


def test_a_closed_case_says_on_which_day() -> None:
    pill = pill_for(TODAY, plan_by_on=None, last_day_on=None, received_on=date(2026, 3, 3), closed_on=date(2026, 4, 3))
    assert pill == Pill(state=S.CLOSED, text="Closed day 31")


def test_nothing_due_is_said() -> None:
    assert pill_for(TODAY, plan_by_on=None, last_day_on=None).text == "Nothing due"


def test_without_colour_every_state_still_has_its_own_shape(qapp: QApplication) -> None:
    pictures = set()
    for state in S:
        image = QImage(40, 40, QImage.Format.Format_Grayscale8)
        image.fill(255)
        painter = QPainter(image)
        paint_shape(painter, state, QRectF(8, 8, 24, 24), current().color("ink_1"))
        painter.end()
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == len(S)


def test_a_pill_is_never_cut(qapp: QApplication) -> None:
    pill = DeadlinePill(Pill(state=S.TEN_DAYS, text="9 d left, by Fri Apr 17"))
    assert pill.minimumSizeHint() == pill.sizeHint()
    assert pill.sizeHint().width() >= pill_width("9 d left, by Fri Apr 17", filled=True)
    assert pill.accessibleName() == "9 d left, by Fri Apr 17"


def test_a_pill_without_a_parent_opens_no_window(qapp: QApplication) -> None:
    pill = DeadlinePill(Pill(state=S.CLOSED, text="Closed"))
    assert not pill.isVisible()
