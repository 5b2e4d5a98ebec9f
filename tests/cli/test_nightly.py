"""What ``caseapp nightly`` says about the law the program holds."""

from __future__ import annotations

import io
import json
from argparse import Namespace
from datetime import date

from caseapp.cli.nightly import notice_sentence, run
from caseapp.domain.law_notices import LawNotice, LawNoticeCode
from tests.services.conftest import Story


def test_a_reminder_is_said_in_a_sentence_and_stands_in_the_json() -> None:
    story = Story()
    story.go_to(date(2035, 12, 1))
    words, data = io.StringIO(), io.StringIO()
    assert run(Namespace(json=False), story.desk("admin"), words) == run(Namespace(json=True), story.desk("admin"), data) == 0
    sentence = (
        "The holiday lists end on 2036-12-31: a request received after 2036-10-02 gets no days; "
        "install a version with longer lists before then."
    )
    assert words.getvalue().splitlines()[-1] == sentence
    assert json.loads(data.getvalue())["notices"] == [
        {"code": "calendar_ends_soon", "last_receipt_on": "2036-10-02", "last_on": "2036-12-31", "version": "", "cases": 0}
    ]


def test_a_changed_text_is_said_with_its_version_and_cases() -> None:
    notice = LawNotice(code=LawNoticeCode.LAW_TEXT_CHANGED, version="2026", cases=3)
    assert notice_sentence(notice) == "The text of law version 2026 differs from the one 3 cases keep; install the released version again."
