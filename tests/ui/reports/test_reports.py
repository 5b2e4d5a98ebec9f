"""Reports by keys: the year by right, the ages and their table, the export."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication, QScrollArea

from caseapp.services.report_sheet import AgeBar, age_bars
from caseapp.services.trouble import Trouble
from caseapp.services.views import AgeCount, CaseView
from caseapp.ui.reports import section
from caseapp.ui.reports.age_chart import AgeChart
from caseapp.ui.reports.csv_file import write_file
from caseapp.ui.reports.year_card import YearCard
from caseapp.ui.reports.year_rows import year_columns
from caseapp.ui.theme import apply_theme
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.painted_text import listening
from tests.house import TestHouse, sample_form
from tests.ui.drivers.base import assert_all_named
from tests.ui.drivers.places import window_at
from tests.ui.drivers.reports_driver import ReportsDriver

TODAY = date(2026, 4, 20)


@contextmanager
def reports(house: TestHouse, login: str = "r.chen") -> Iterator[ReportsDriver]:
    with window_at(house, login, (section,)) as shown:
        yield ReportsDriver(shown)


@pytest.fixture
def cases(house: TestHouse, qapp: object) -> None:
    """Two requests of day 48, one of them with two rights, and one of day 10."""
    house.make_case("delete", "correct")
    house.make_case(form=replace(sample_form("delete"), name="Luis Ortega"))
    house.clock.go_to(date(2026, 4, 10))
    house.make_case(form=replace(sample_form("know_specific"), name="Emily Nakamura"))
    house.clock.go_to(TODAY)


def test_the_year_is_counted_by_right_with_its_total(house: TestHouse, cases: None) -> None:
    with reports(house) as page:
        rows = page.rows("reports_year_table")
        assert rows["Delete"] == ["2", "0", "0", "0", "0", "2", "", ""]
        assert rows["Know, specific"] == ["1", "0", "0", "0", "0", "1", "", ""]
        assert rows["Limit"] == ["0", "0", "0", "0", "0", "0", "", ""]
        assert rows["All rights"] == ["4", "0", "0", "0", "0", "4", "", ""]
        assert page.figures() == {
            "open": "3 open cases", "late": "2 overdue", "received": "4 received in 2026", "complied": "0 done in whole or part",
            "pending": "4 pending",
        }  # fmt: skip


def test_figures_lead_to_the_list_that_has_as_many_cases(house: TestHouse, cases: None) -> None:
    with reports(house) as page:
        desk = house.desk
        for name, view in (("open", CaseView.OPEN), ("late", CaseView.OVERDUE)):
            found = desk.queries.case_list(view, today=TODAY, operator_id=desk.operator.id)
            assert page.figures()[name].startswith(f"{found.total} ")
            page.focus(f"reports_{name}")
            page.press("Return")
            assert page.shown.entered[-1] == ("cases", {"view": view.value})
            page.press("Ctrl+7")


def test_the_chart_has_its_table_one_key_away(house: TestHouse, cases: None) -> None:
    with reports(house) as page:
        assert page.chart() == "Open requests by age: day 6 to 10: 1, day 46 to 50: 3"
        page.focus("reports_age_chart")
        page.press("Ctrl+T")
        assert page.focused == "reports_age_table"
        rows = page.rows("reports_age_table")
        assert rows["day 46 to 50"] == ["3", "0", "3"]
        assert rows["day 6 to 10"] == ["1", "0", "0"]
        assert sum(int(row[0]) for row in rows.values()) == 4
        page.press("Ctrl+T")
        assert page.focused == "reports_age_chart"


def test_another_year_is_chosen_by_keys(house: TestHouse, cases: None) -> None:
    house.clock.go_to(date(2027, 2, 1))
    with reports(house) as page:
        box = page.find(ChoiceBox, "reports_year")
        assert [box.itemText(at) for at in range(box.count())] == ["2027", "2026"]
        assert page.rows("reports_year_table")["All rights"][0] == "0"
        page.focus("reports_year")
        page.press("Down")
        assert page.rows("reports_year_table")["All rights"][0] == "4"
        assert page.figures()["received"] == "4 received in 2026"


def test_the_counts_are_written_to_a_file_and_the_record_says_so(house: TestHouse, cases: None, tmp_path: Path) -> None:
    file = tmp_path / "counts.csv"
    with reports(house) as page:
        page.press("Ctrl+Return")
        page.choose_file(file)
        assert page.shown.office.messages.notices[0].text == "The counts of 2026 are written to counts.csv"
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == 10
    (deletes,) = [row for row in rows if row["type"] == "delete"]
    assert {name: deletes[name] for name in ("received", "complied_whole", "denied", "pending", "median_days")} == {
        "received": "2", "complied_whole": "0", "denied": "0", "pending": "2", "median_days": "",
    }  # fmt: skip
    with house.desk.uow() as uow:
        assert [entry.action for entry in uow.history.entries()][-1] == "year_exported"
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_the_sheet_to_post_is_written_where_a_pdf_is_named(house: TestHouse, cases: None, tmp_path: Path) -> None:
    file = tmp_path / "counts.pdf"
    with reports(house) as page:
        page.press("Ctrl+Return")
        page.choose_file(file)
        assert page.shown.office.messages.notices[0].text == "The counts of 2026 are written to counts.pdf"
    said = house.desk.press.text_of(file.read_bytes())  # type: ignore[attr-defined]
    assert "Privacy requests we received in 2026" in said
    assert "To delete" in said
    with house.desk.uow() as uow:
        assert [entry.action for entry in uow.history.entries()][-1] == "year_exported"


def test_a_file_that_cannot_be_written_is_told(house: TestHouse, cases: None, tmp_path: Path) -> None:
    nowhere = tmp_path / "missing" / "counts.csv"
    with pytest.raises(Trouble) as trouble:
        write_file(nowhere, b"x")
    assert trouble.value.code == "file_not_written"
    with reports(house) as page:
        words = page.shown.office.messages.word_error(trouble.value)
    assert words == "The file could not be written. Choose another folder."


def test_an_auditor_may_export_and_an_agent_sees_no_reports(house: TestHouse, cases: None) -> None:
    with reports(house, "u.weiss") as page:
        assert page.has("reports_export")
        page.shown.sit_down("maria.lopez")
        assert "reports" not in page.shown.window.section_ids()


def test_locked_nothing_is_left(house: TestHouse, cases: None) -> None:
    with reports(house) as page:
        page.press("Ctrl+L")
        assert page.rows("reports_year_table") == {}
        assert page.chart() == "Open requests by age: nothing is open"


def test_every_control_of_the_reports_has_a_name(house: TestHouse, cases: None) -> None:
    with reports(house) as page:
        found = page.shown.window.page("reports")
        assert found is not None
        assert_all_named(found)


def test_bars_end_on_the_days_of_the_law() -> None:
    def bar_of(age: int) -> AgeBar:
        received = date.fromordinal(TODAY.toordinal() - age)
        bars = age_bars([AgeCount(received_on=received, open=1, extended=0, late=0)], TODAY)
        (found,) = [bar for bar in bars if bar.open]
        return found

    days = {age: (bar_of(age).first_day, bar_of(age).last_day) for age in (0, 5, 6, 45, 46, 90, 91, 400)}
    assert days == {
        0: (0, 5), 5: (0, 5), 6: (6, 10), 45: (41, 45), 46: (46, 50), 90: (86, 90), 91: (91, None), 400: (91, None),
    }  # fmt: skip


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_amounts_over_the_bars_never_touch_and_the_late_keep_right_of_day_45(qapp: QApplication, percent: int) -> None:
    apply_theme(qapp, "light", percent)
    chart = AgeChart(name="reports_age_chart")
    counts = {0: (10, 0), 6: (3, 0), 36: (2, 0), 41: (2, 0), 46: (2, 2), 51: (1, 1), 56: (1, 1)}
    starts = (0, *range(6, 91, 5), 91)
    chart.set_bars(
        [
            AgeBar(
                first_day=first,
                last_day=None if first > 90 else (first + 4 if first else 5),
                open=counts.get(first, (0, 0))[0],
                extended=0,
                late=counts.get(first, (0, 0))[1],
            )
            for first in starts
        ]
    )
    room = 18.0
    plot = QRectF(30, 40, room * len(starts), 240)
    chart.resize(420, 330)

    placed = chart.amounts(plot, room, 20)

    words = [text for text, _, _ in placed]
    assert words[0] == "2 late"
    assert "10" in words
    boxes = [box for _, box, _ in placed]
    assert not any(one.intersects(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :])
    line = plot.left() + 9 * room
    assert all(box.left() > line for _, box, ink in placed if ink == "overdue")


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_year_never_scrolls_sideways_and_shows_every_number(house: TestHouse, cases: None, qapp: QApplication, percent: int) -> None:
    apply_theme(qapp, "light", percent)
    with reports(house) as page:
        page.shown.window.resize(1366, 690)
        QApplication.processEvents()
        tables = [table for table in page.find(YearCard, "reports_year_card").tables if table.isVisible()]
        assert len(tables) == {100: 1, 150: 2, 200: 2}[percent]
        seen = []
        for table in tables:
            columns = table.table_model.columns
            seen += [columns[at].id for at in range(1, len(columns)) if not table.isColumnHidden(at)]
            assert table.horizontalScrollBar().maximum() == 0
            assert table.verticalScrollBar().maximum() == 0
            with listening() as report:
                table.grab()
            assert report.cut == []
        assert seen == [column.id for column in year_columns()[1:]]
        assert page.find(QScrollArea, "reports_scroll").horizontalScrollBar().maximum() == 0
