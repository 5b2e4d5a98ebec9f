"""Why a date is what it is, told from a stored case: the same on every day, and without anybody's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from caseapp.domain.channel import Channel
from caseapp.domain.deadline import ExtensionReason
from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.errors import NotAllowed
from caseapp.domain.letters import Paper, Paragraph, ParagraphKind
from caseapp.domain.one_off_days import OneOffKind
from caseapp.domain.operators import Role
from caseapp.domain.receipt import receipt_from_instant
from caseapp.domain.request_type import RequestType
from caseapp.services.added_rights import add_right
from caseapp.services.explanations import ExplainedCase, ExplainedDate, explain_case, explain_receipt, print_explanation
from caseapp.services.extension import propose_extension
from caseapp.services.one_off_days import add_one_off_day
from tests.house import MovableClock, TestHouse


def of_kind(found: ExplainedCase, kind: DeadlineKind) -> ExplainedDate:
    return next(one for one in found.dates if one.kind is kind)


def codes(date_: ExplainedDate) -> list[str]:
    return [line.code for line in date_.said]


@pytest.fixture
def case_id(house: TestHouse) -> str:
    return house.make_case("delete", "opt_out")


def test_an_explanation_tells_receipt_rule_count_readings_and_versions(house: TestHouse, case_id: str) -> None:
    found = of_kind(explain_case(house.officer(), case_id), DeadlineKind.ANSWER)
    told = codes(found)
    for code in ("receipt.at", "receipt.phone", "receipt.legal_date", "rule.says", "rule.citation", "rule.verified"):
        assert code in told
    for code in ("count.last_day", "count.receipt_counted", "reading.roll_12a", "leads.plan_by", "extension.none", "version.kept"):
        assert code in told
    assert "version.differs" not in told
    assert [line.part for line in found.said] == sorted((line.part for line in found.said), key=list(type(found.said[0].part)).index)


def test_days_0_20_44_and_50_tell_the_same(house: TestHouse, case_id: str) -> None:
    said = []
    for day in (0, 20, 44, 50):
        house.clock.go_to(date(2026, 3, 3) + timedelta(days=day), hour=17)
        answer = of_kind(explain_case(house.officer(), case_id), DeadlineKind.ANSWER)
        said.append((answer.plan_by_on, answer.last_day_on, answer.mail_by_on, answer.said))
    assert said[0][:2] == (date(2026, 4, 16), date(2026, 4, 17))
    assert all(one == said[0] for one in said)


def test_the_date_that_leads_is_the_one_planned_first(house: TestHouse, case_id: str) -> None:
    found = explain_case(house.officer(), case_id)
    leading = next(one for one in found.dates if one.key == found.leading)
    assert leading.kind is DeadlineKind.OPT_OUT


def test_an_extension_is_told_with_its_reason_and_never_with_its_words(house: TestHouse, case_id: str) -> None:
    house.clock.go_to(date(2026, 4, 10))
    officer = house.officer()
    request_id = house.request_id(case_id)
    before = explain_case(officer, case_id, also=DeadlineKind.EXTENDED_ANSWER, request_id=request_id)
    assert (before.dates[0].kind, before.dates[0].last_day_on) == (DeadlineKind.EXTENDED_ANSWER, date(2026, 6, 1))
    words = "Two of our systems are being moved this month for Ana."
    propose_extension(officer, request_id, reason_code=ExtensionReason.MANY_SYSTEMS, reason_text=words)
    found = of_kind(explain_case(officer, case_id), DeadlineKind.ANSWER)
    proposed = next(line for line in found.said if line.code == "extension.proposed")
    assert dict(proposed.facts) == {"proposed_on": date(2026, 4, 10), "reason": ExtensionReason.MANY_SYSTEMS}
    assert "extension.waiting" in codes(found)
    assert "Ana" not in repr(found)


def test_a_one_off_day_is_named_where_it_was_skipped(house: TestHouse, case_id: str) -> None:
    add_one_off_day(house.admin(), date(2026, 3, 18), OneOffKind.GOVERNOR, basis="Proclamation")
    found = of_kind(explain_case(house.officer(), case_id), DeadlineKind.OPT_OUT)
    skipped = [line for line in found.said if line.on == date(2026, 3, 18) and line.code == "count.skipped"]
    assert [reason.code for reason in skipped[0].reasons] == ["one_off_day"]
    assert found.last_day_on == date(2026, 3, 25)
    assert "version.differs" not in codes(found)


def test_a_request_that_is_being_typed_is_explained_too(house: TestHouse) -> None:
    receipt = receipt_from_instant(datetime(2026, 3, 4, 3, tzinfo=UTC), business_zone="America/Los_Angeles")
    found = explain_receipt(house.agent(), receipt, Channel.EMAIL, (RequestType.DELETE, RequestType.LIMIT))
    assert [one.kind for one in found.dates] == [
        DeadlineKind.CONFIRM_RECEIPT, DeadlineKind.ANSWER, DeadlineKind.EXTENSION_NOTICE, DeadlineKind.LIMIT,
    ]  # fmt: skip
    assert (found.number, found.received_on) == ("", date(2026, 3, 3))
    assert "receipt.email" in codes(found.dates[0])


def test_the_paper_names_organisation_and_case_and_is_tagged(house: TestHouse) -> None:
    paper = Paper(
        title="Why this date: Answer",
        language="en",
        reference="Case 2026-000001",
        page_pattern="Page {page} of {pages}",
        paragraphs=(Paragraph(kind=ParagraphKind.TEXT, text="Forty-five days."),),
    )
    desk = house.officer()
    content = print_explanation(desk, paper)
    text = desk.press.text_of(content)  # type: ignore[attr-defined]
    for words in ("Why this date: Answer", "Case 2026-000001", "Example Recovery Services, LLC", "Page 1 of 1"):
        assert words in text
    assert b"/StructTreeRoot" in content
    assert content == print_explanation(desk, paper)


def test_who_sees_no_cases_asks_in_vain(house: TestHouse, case_id: str) -> None:
    desk = house.admin()
    desk = replace(desk, operator=replace(desk.operator, roles=(Role.ADMINISTRATOR,)))
    with pytest.raises(NotAllowed):
        explain_case(desk, case_id)


def test_a_right_asked_later_is_explained_from_its_own_receipt_and_law(tmp_path: Path) -> None:
    house = TestHouse(tmp_path / "office-practice", clock=MovableClock(datetime(2026, 12, 28, 18, tzinfo=UTC)))
    case_id = house.make_case("delete")
    house.clock.go_to(date(2027, 1, 5))
    add_right(house.agent(), case_id, RequestType.CORRECT, statement="And correct my name.", asked=receipt_from_instant(
        house.clock.now_at(), business_zone="America/Los_Angeles"
    ))  # fmt: skip
    answers = {one.request_type: one for one in explain_case(house.officer(), case_id).dates if one.kind is DeadlineKind.ANSWER}
    for request_type, on, version in ((RequestType.DELETE, date(2026, 12, 28), "2026"), (RequestType.CORRECT, date(2027, 1, 5), "2027")):
        told = {line.code: line for line in answers[request_type].said}
        assert told["receipt.legal_date"].fact("received_on") == told["count.start"].on == on
        assert told["version.rule"].fact("version") == version
        assert answers[request_type].last_day_on == on + timedelta(days=45)
        assert "version.differs" not in told
    house.close()


def test_versions_are_named_with_their_digests(house: TestHouse, case_id: str) -> None:
    lines = {line.code: dict(line.facts) for line in of_kind(explain_case(house.officer(), case_id), DeadlineKind.ANSWER).said}
    assert lines["version.rule"]["version"] == "2026"
    assert len(str(lines["version.rule"]["sha256"])) == len(str(lines["version.holidays"]["sha256"])) == 64
    assert lines["version.holidays"]["version"] == house.desk.rulebook.lists.version


def test_another_text_of_the_same_version_is_said(house: TestHouse, case_id: str) -> None:
    with house.officer().uow() as uow:
        uow.cases.replace(replace(uow.cases.get(case_id), regime_sha256="0" * 64))
        uow.commit()
    found = of_kind(explain_case(house.desk, case_id), DeadlineKind.ANSWER)
    assert "version.text_changed" in codes(found)
    assert "version.kept" not in codes(found)
    assert found.last_day_on == date(2026, 4, 17)
