"""What ``caseapp nightly`` says about the law the program holds."""

from __future__ import annotations

import io
import json
from argparse import Namespace
from datetime import date

import pytest

from caseapp.cli.nightly import notice_sentence, run
from caseapp.domain.law_notices import LawNotice, LawNoticeCode
from tests.house import TestHouse
from tests.services.conftest import Story


class _NothingWaits:
    """Lists of an office in which nothing waits."""

    def month(self, *_: object, **__: object) -> tuple[()]:
        return ()

    def old_opt_outs(self, **_: object) -> tuple[int, tuple[str, ...]]:
        return 0, ()

    def channel_days(self, **_: object) -> dict[str, tuple[date, ...]]:
        return {}


def test_progress_and_reminders_are_told_and_a_second_run_says_the_same(house: TestHouse, capsys: pytest.CaptureFixture[str]) -> None:
    house.make_case("opt_out", "delete")
    house.clock.go_to(date(2026, 4, 18))
    words = [io.StringIO(), io.StringIO()]
    for out in words:
        run(Namespace(json=False), house.officer(), out)
    assert "changes so far" in capsys.readouterr().err
    first, second = (out.getvalue().splitlines() for out in words)
    assert "Opt-outs and limits older than five business days: 1 (2026-000001)." in first
    assert "Duty of the office policy_update: no day is recorded." in first
    assert second[1:] == ["0 extension proposals lapsed.", "Nothing changed.", *first[3:]]


def test_a_reminder_is_said_in_a_sentence_and_stands_in_the_json() -> None:
    story = Story()
    story.office.queries = _NothingWaits()
    story.go_to(date(2035, 12, 1))
    words, data = io.StringIO(), io.StringIO()
    assert run(Namespace(json=False), story.desk("admin"), words) == run(Namespace(json=True), story.desk("admin"), data) == 0
    sentence = (
        "The holiday lists end on 2036-12-31: a request received after 2036-10-02 gets no days; "
        "install a version with longer lists before then."
    )
    assert sentence in words.getvalue().splitlines()
    assert json.loads(data.getvalue())["notices"] == [
        {"code": "calendar_ends_soon", "last_receipt_on": "2036-10-02", "last_on": "2036-12-31", "version": "", "cases": 0}
    ]


def test_a_changed_text_is_said_with_its_version_and_cases() -> None:
    notice = LawNotice(code=LawNoticeCode.LAW_TEXT_CHANGED, version="2026", cases=3)
    assert notice_sentence(notice) == "The text of law version 2026 differs from the one 3 cases keep; install the released version again."
