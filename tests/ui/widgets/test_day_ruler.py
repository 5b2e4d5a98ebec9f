"""The day ruler: what it says aloud, and labels that never touch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from caseapp.ui.theme import apply_theme, current
from caseapp.ui.widgets import day_ruler
from caseapp.ui.widgets.day_ruler import LABEL_GAP, DayRuler, RulerData
from caseapp.ui.widgets.deadline_pill import PillState

DATA = RulerData(
    received_on=date(2026, 3, 3),
    today=date(2026, 4, 8),
    plan_by_on=date(2026, 4, 16),
    last_day_on=date(2026, 4, 17),
    mail_by_on=date(2026, 4, 14),
    extended_last_on=date(2026, 6, 1),
    confirmed_on=date(2026, 3, 5),
    confirm_by_on=date(2026, 3, 17),
    state=PillState.TEN_DAYS,
)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


def test_it_says_everything_aloud() -> None:
    spoken = DayRuler(DATA).accessibleName()
    assert spoken == (
        "Received Tue Mar 3, 2026, today is day 36, planned by Thu Apr 16, 2026, last day Fri Apr 17, 2026, day 45, "
        "receipt confirmed Thu Mar 5, 2026, mail by Tue Apr 14, 2026, if extended, Mon Jun 1, 2026"
    )


def test_before_saving_it_says_what_is_to_be_done() -> None:
    data = replace(DATA, today=DATA.received_on, confirmed_on=None, mail_by_on=None)
    assert "confirm receipt by Tue Mar 17, 2026" in DayRuler(data).accessibleName()


def painted_labels(ruler: DayRuler, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, float, float, float]]:
    """Grab the ruler and return text, left, right and top of each label."""
    labels = []
    paint = day_ruler.paint_text

    def record(painter, box, text, font, color, *more, **named):  # type: ignore[no-untyped-def]
        width = paint(painter, box, text, font, color, *more, **named)
        labels.append((text, box.left(), box.left() + width, box.top()))
        return width

    monkeypatch.setattr(day_ruler, "paint_text", record)
    ruler.grab()
    return labels


@pytest.mark.parametrize("width", [300, 480, 800, 1100])
@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("day", [0, 1, 7, 13, 14, 15, 36, 42, 44, 45, 46, 60, 95])
def test_labels_never_touch_and_never_leave_the_ruler(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, width: int, percent: int, day: int
) -> None:
    apply_theme(qapp, "light", percent)
    ruler = DayRuler(replace(DATA, today=DATA.received_on + timedelta(days=day)))
    ruler.resize(width * percent // 100, ruler.sizeHint().height())
    labels = painted_labels(ruler, monkeypatch)
    assert labels
    for text, left, right, top in labels:
        assert left >= -0.5, text
        assert right <= ruler.width() + 1, text
        for other, other_left, other_right, other_top in labels:
            if other != text and other_top == top:
                assert right + current().px(LABEL_GAP) <= other_left + 1.5 or other_right + current().px(LABEL_GAP) <= left + 1.5, (
                    text,
                    other,
                )


def test_the_most_urgent_label_is_never_left_out(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    ruler = DayRuler(replace(DATA, today=date(2026, 4, 16)))
    ruler.resize(300, ruler.sizeHint().height())
    texts = [text for text, *_ in painted_labels(ruler, monkeypatch)]
    assert "Last day Apr 17" in texts
    assert "Mail by Tue Apr 14" in texts


def test_an_answered_request_ends_with_its_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    ruler = DayRuler(replace(DATA, answered_on=date(2026, 4, 2), today=date(2026, 8, 1)))
    ruler.resize(900, 66)
    texts = [text for text, *_ in painted_labels(ruler, monkeypatch)]
    assert "Answered Apr 2, day 30" in texts
    assert not [text for text in texts if text.startswith("Today")]
