"""Law, for counsel, one-off days and what if: read, searched, recorded, tried and taken back by keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.letters import ParagraphKind
from caseapp.services.counsel import counsel_list
from caseapp.services.one_off_days import one_off_days
from caseapp.ui.act_dialog import ActDialog
from caseapp.ui.admin.counsel_panel import CounselPanel
from caseapp.ui.admin.law_panel import LawPanel
from caseapp.ui.admin.one_off_panel import OneOffPanel
from caseapp.ui.admin.what_if_panel import WhatIfPanel
from caseapp.ui.widgets.key_button import KeyButton
from caseapp.ui.widgets.reading_view import ReadingView
from tests.services.test_what_if import draft
from tests.ui.admin.conftest import Administration, SitDown
from tests.ui.drivers.base import Driver


def dialog_over(administration: Administration) -> Driver:
    QApplication.processEvents()
    found = [one for one in administration.page.findChildren(ActDialog) if one.isVisible()]
    assert len(found) == 1
    return Driver(found[0])


def reading(administration: Administration, name: str) -> str:
    return administration.page.findChild(object, name).toPlainText()  # type: ignore[attr-defined, no-any-return]


# Law


def test_everybody_reads_the_law_and_nobody_edits_it(sit_down: SitDown) -> None:
    agent = sit_down("maria.lopez")
    agent.driver.open("Law")
    panel = agent.page.panel
    assert isinstance(panel, LawPanel)
    assert "Nothing legal is edited in place" in panel.sentence.text()
    rows = agent.driver.rows()
    assert ("Answer: 45 calendar days", "11 CCR 7021(b); Civ. Code 1798.130(a)(2)(A)", "read") in rows
    assert len(rows) > 80
    agent.driver.pick("admin_law_group", "Periods")
    names = [row[0] for row in agent.driver.rows()]
    assert len(names) == len(set(names)), "every period has a name of its own"
    assert "Answer: 45 calendar days, version 2027" in names


def test_words_narrow_and_enter_reads_the_versions_side_by_side(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Law")
    driver.type("respond 45", into="admin_law_search")
    names = [row[0] for row in driver.rows()]
    assert names[0] == "Answer: 45 calendar days"
    assert all("Answer" in name for name in names)
    text = reading(admin, "admin_law_text")
    for words in ("Versions 2023, 2026, 2027, alike", "Respond within 45 calendar days", "by nobody yet"):
        assert words in text
    driver.focus("admin_law_table")
    driver.press("Return")
    assert driver.focused == "admin_law_text"


def test_versions_that_differ_stand_side_by_side(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Law")
    driver.type("erase verify 7060(d)", into="admin_law_search")
    panel = admin.page.panel
    assert isinstance(panel, LawPanel)
    head = next(part.cells for part in panel.reading.paragraphs if part.kind is ParagraphKind.TABLE_HEAD)
    assert len(head) == 3
    says = next(part.cells for part in panel.reading.paragraphs if part.cells and part.cells[0] in ("What it says", "For"))
    assert "Version 2027" in head
    assert len(says) == 3


def test_a_holiday_is_found_with_its_lists(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Law")
    driver.type("diwali", into="admin_law_search")
    assert "Holidays 2026" in [row[0] for row in driver.rows()]
    driver.clear("admin_law_search")
    driver.pick("admin_law_group", "Holidays")
    driver.choose("Holidays 2027")
    text = reading(admin, "admin_law_text")
    assert "Fri Oct 29, 2027" in text
    assert "Diwali: State (Gov. Code 6700)" in text


def test_nothing_that_fits_is_said(admin: Administration) -> None:
    admin.driver.open("Law")
    admin.driver.type("zzz", into="admin_law_search")
    panel = admin.page.panel
    assert isinstance(panel, LawPanel)
    assert panel.count.text() == "Nothing fits. Empty the search, or choose another group."


# For counsel


def test_an_approval_is_recorded_and_taken_back_by_keys(admin: Administration) -> None:
    driver = admin.driver
    driver.open("For counsel")
    panel = admin.page.panel
    assert isinstance(panel, CounselPanel)
    before = panel.sentence.text()
    assert "7 of 19 promises of the policy are stale" in before
    driver.type("repeat correction 2026", into="admin_counsel_search")
    assert "regimes/us_ca/2026.toml, line" in reading(admin, "admin_counsel_text")
    driver.save()
    form = dialog_over(admin)
    form.type("J. Ortiz, counsel", into="counsel_approve_by")
    form.type("3/2/2026", into="counsel_approve_on")
    form.press("Ctrl+Return")
    desk = admin.office.desk
    assert desk is not None
    approved = [entry for entry in counsel_list(desk).entries if entry.review is not None]
    assert [entry.item.key for entry in approved] == ["regimes/us_ca/2026.toml#limit.repeat_correction"]
    assert panel.sentence.text() != before
    assert "J. Ortiz, counsel, Mar 2, 2026" in reading(admin, "admin_counsel_text")
    driver.click("admin_counsel_withdraw")
    again = dialog_over(admin)
    again.type("The section was renumbered", into="counsel_withdraw_reason")
    again.press("Ctrl+Return")
    assert all(entry.review is None for entry in counsel_list(desk).entries)


def test_the_act_stands_on_the_left_edge_of_the_words(admin: Administration) -> None:
    admin.driver.open("For counsel")
    text = admin.driver.find(ReadingView, "admin_counsel_text")
    button = admin.driver.find(KeyButton, "admin_counsel_approve")
    words = text.viewport().mapTo(admin.page, QPoint()).x() + round(text.document().documentMargin())
    assert button.mapTo(admin.page, QPoint()).x() == words


def test_an_officer_reads_and_has_no_button(sit_down: SitDown) -> None:
    officer = sit_down("r.chen")
    officer.driver.open("For counsel")
    assert not officer.driver.is_shown("admin_counsel_approve")
    officer.driver.save()
    assert not officer.page.findChildren(ActDialog)


def test_the_policy_is_told_beside_the_law(admin: Administration) -> None:
    driver = admin.driver
    driver.open("For counsel")
    driver.pick("admin_counsel_group", "Promises of the policy")
    assert len(driver.rows()) == 19
    driver.type("twelve-month", into="admin_counsel_search")
    text = reading(admin, "admin_counsel_text")
    for words in ("last updated Sep 20, 2021", "everything collected since 1 January 2022", "Stale by our reading"):
        assert words in text


def test_a_text_that_stands_in_several_versions_says_which_and_when(admin: Administration) -> None:
    driver = admin.driver
    driver.open("For counsel")
    driver.type("repeat correction", into="admin_counsel_search")
    names = [row[0] for row in driver.rows()]
    assert len(names) == len(set(names)) == 3
    assert names[0].endswith(", version 2023")
    text = reading(admin, "admin_counsel_text")
    assert "In force" in text
    assert "from Mar 29, 2023 to Dec 31, 2025" in text or "from Jan 1, 2023 to Dec 31, 2025" in text


def test_that_a_promise_is_stale_is_called_our_reading(admin: Administration) -> None:
    driver = admin.driver
    driver.open("For counsel")
    panel = admin.page.panel
    assert isinstance(panel, CounselPanel)
    assert "That a promise is stale is our reading; counsel decides." in panel.sentence.text()
    driver.pick("admin_counsel_group", "Promises of the policy")
    assert "our reading" in reading(admin, "admin_counsel_text")


def test_versions_side_by_side_say_when_they_are_in_force(admin: Administration) -> None:
    driver = admin.driver
    driver.open("Law")
    driver.type("erase verify 7060(d)", into="admin_law_search")
    panel = admin.page.panel
    assert isinstance(panel, LawPanel)
    days = next(part.cells for part in panel.reading.paragraphs if part.cells and part.cells[0] == "In force")
    assert "from Jan 1, 2027" in days[-1]


def test_names_are_whole_where_the_window_is_small(admin: Administration) -> None:
    admin.driver.open("Law")
    panel = admin.page.panel
    assert isinstance(panel, LawPanel)
    assert panel.table.isColumnHidden(2), "how sure stands in the text beside the table"


def test_the_part_in_front_follows_the_arrows(admin: Administration, qtbot: QtBot) -> None:
    driver = admin.driver
    driver.focus("admin_parts")
    driver.press("Home")
    names = driver.parts
    driver.press("Down", names.index("What if"))
    qtbot.waitUntil(lambda: admin.page.panel is not None and admin.page.panel.title == "What if", timeout=3000)
    assert driver.focused == "admin_parts", "the focus stays in the list"


# One-off days


def test_a_day_is_seen_counted_and_taken_back_by_keys(sit_down: SitDown) -> None:
    admin = sit_down("admin")
    case_id = admin.house.make_case("opt_out")
    admin.office.desk = admin.house.admin()
    driver = admin.driver
    driver.open("One-off days")
    panel = admin.page.panel
    assert isinstance(panel, OneOffPanel)
    driver.type("3/18/2026", into="admin_one_off_day")
    driver.click("admin_one_off_try")
    assert "1 deadlines of open cases would move:" in panel.effect.text()
    assert "Opt out, received Mar 3: Mar 24 to Mar 25 (1)" in panel.effect.text()
    driver.save()
    assert any("Write what says so" in problem for problem in driver.problems)
    driver.type("Proclamation of March 16, 2026", into="admin_one_off_basis")
    driver.save()
    assert admin.messages.notices[0].text == "Saved. Last days moved in 1 cases."
    assert driver.rows() == [("Wed Mar 18, 2026", "The Governor", "counts", "1")]
    assert last_day(admin, case_id) == date(2026, 3, 25)
    driver.click("admin_one_off_take_back")
    form = dialog_over(admin)
    form.type("It was for another State", into="one_off_back_reason")
    form.press("Ctrl+Return")
    assert [row[2] for row in driver.rows()] == ["taken back", "counted"]
    assert last_day(admin, case_id) == date(2026, 3, 24)
    desk = admin.office.desk
    assert desk is not None
    assert [entry.act for entry in one_off_days(desk)] == ["added", "taken_back"]


def begin_in_pages(admin: Administration, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], list[Callable[[], None]]]:
    """Take three opt-outs and let a day count, a case a page; jobs wait until they are run."""
    monkeypatch.setattr("caseapp.services.one_off_days.PAGE", 1)
    cases = [admin.house.make_case("opt_out") for _ in range(3)]
    admin.office.desk = admin.house.admin()
    driver = admin.driver
    driver.open("One-off days")
    driver.type("3/18/2026", into="admin_one_off_day")
    driver.type("Proclamation of March 16, 2026", into="admin_one_off_basis")
    waiting: list[Callable[[], None]] = []
    run = admin.office.jobs.run
    monkeypatch.setattr(admin.office.jobs, "run", lambda *given, **named: waiting.append(lambda: run(*given, **named)))
    driver.save()
    return cases, waiting


def test_stop_is_pressed_by_a_key_while_last_days_move_and_they_go_back(sit_down: SitDown, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = sit_down("admin")
    cases, waiting = begin_in_pages(admin, monkeypatch)
    driver, panel = admin.driver, admin.page.panel
    assert isinstance(panel, OneOffPanel)
    while all(last_day(admin, one) == date(2026, 3, 24) for one in cases):
        waiting.pop(0)()
    assert driver.is_shown("admin_one_off_stop")
    assert sorted(last_day(admin, one) for one in cases) == [date(2026, 3, 24), date(2026, 3, 24), date(2026, 3, 25)]
    driver.focus("admin_one_off_basis")
    while driver.focused != "admin_one_off_stop":
        driver.press("Tab")
    driver.press("Space")
    while waiting:
        waiting.pop(0)()
    assert {last_day(admin, one) for one in cases} == {date(2026, 3, 24)}
    assert admin.messages.notices[-1].text == "Stopped. Nothing of it counts: what had moved went back."
    assert panel.effect.text() == "Taken back: Stopped before all last days were moved"
    assert not driver.is_shown("admin_one_off_stop")
    assert [row[2] for row in driver.rows()] == ["taken back", "counted"]


def test_a_run_is_told_and_ends_with_all_moved(sit_down: SitDown, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = sit_down("admin")
    cases, waiting = begin_in_pages(admin, monkeypatch)
    panel = admin.page.panel
    assert isinstance(panel, OneOffPanel)
    told = []
    while waiting:
        waiting.pop(0)()
        panel.progress.tell()
        told.append(panel.progress.words.text())
    assert list(dict.fromkeys(told))[:3] == ["0 of 3", "1 of 3", "2 of 3"]
    assert {last_day(admin, one) for one in cases} == {date(2026, 3, 25)}
    assert admin.messages.notices[-1].text == "Saved. Last days moved in 3 cases."


def test_who_locks_in_between_finds_a_button_that_goes_on(sit_down: SitDown, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = sit_down("admin")
    cases, waiting = begin_in_pages(admin, monkeypatch)
    waiting.pop(0)()
    waiting.clear()
    admin.page.forget()
    desk, admin.office.desk = admin.office.desk, None
    admin.office.desk = desk
    driver = admin.driver
    driver.open("One-off days")
    while waiting:
        waiting.pop(0)()
    panel = admin.page.panel
    assert isinstance(panel, OneOffPanel)
    assert panel.effect.text() == "Not all last days are moved yet. Go on, or the night moves them."
    driver.click("admin_one_off_go_on")
    while waiting:
        waiting.pop(0)()
    assert {last_day(admin, one) for one in cases} == {date(2026, 3, 25)}
    assert not driver.is_shown("admin_one_off_go_on")


def last_day(admin: Administration, case_id: str) -> date:
    with admin.house.desk.uow() as uow:
        return next(one.last_day_on for one in uow.deadlines.where(case_id=case_id) if one.kind is DeadlineKind.OPT_OUT)


# What if


def test_before_anything_is_tried_the_page_says_what_to_do(admin: Administration) -> None:
    driver = admin.driver
    driver.open("What if")
    assert reading(admin, "admin_what_if_result").startswith("Nothing is tried yet\nWrite a day and choose Try the day:")
    driver.type("3/18/2026", into="admin_what_if_day")
    driver.save()
    assert "Nothing is tried yet" not in reading(admin, "admin_what_if_result")


def test_a_day_is_tried_and_nothing_is_written(admin: Administration) -> None:
    driver = admin.driver
    driver.open("What if")
    driver.type("3/18/2026", into="admin_what_if_day")
    driver.save()
    text = reading(admin, "admin_what_if_result")
    assert "No open case would be touched." in text
    assert "Confirm receipt: Know, categories, Know, specific, Delete, Correct" in text
    desk = admin.office.desk
    assert desk is not None
    assert one_off_days(desk) == ()


def test_a_draft_is_tried_from_a_file_and_a_faulty_one_is_told_with_its_line(admin: Administration, tmp_path: Path) -> None:
    driver = admin.driver
    driver.open("What if")
    panel = admin.page.panel
    assert isinstance(panel, WhatIfPanel)
    good = draft(tmp_path, ("count = 45", "count = 30"))
    panel.ask_for_draft = lambda _parent, done: done(good)
    driver.click("admin_what_if_draft")
    assert "Answer: Know, categories, Know, specific, Delete, Correct" in reading(admin, "admin_what_if_result")
    assert "-15" in reading(admin, "admin_what_if_result")
    bad = draft(tmp_path, ("count = 10", 'count = "ten"'), version="2026c")
    panel.ask_for_draft = lambda _parent, done: done(bad)
    driver.click("admin_what_if_draft")
    text = reading(admin, "admin_what_if_result")
    assert "The draft cannot be used. Mend it and try again." in text
    assert "2026c.toml, line 15:" in text


@pytest.mark.parametrize("typed", ["", "abc", "0", "9999"])
def test_how_far_ahead_is_asked_for_in_days(admin: Administration, typed: str) -> None:
    driver = admin.driver
    driver.open("What if")
    driver.type("3/18/2026", into="admin_what_if_day")
    driver.write("admin_what_if_ahead", typed)
    driver.save()
    assert any("Write a whole number of days from 1 to 400." in problem for problem in driver.problems)
