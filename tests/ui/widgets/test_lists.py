"""Lists and tables: arrows, Enter, selections that survive a reload, pages, and whole sentences for those who hear the screen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from caseapp.ui.theme import apply_theme
from caseapp.ui.widgets.case_list_view import CaseLine, CaseListView, GroupHead
from caseapp.ui.widgets.deadline_pill import Pill, PillState
from caseapp.ui.widgets.facts_panel import Fact, FactHead, FactsPanel
from caseapp.ui.widgets.painted_text import listening
from caseapp.ui.widgets.table_view import Cell, Column, TableRow, TableView
from caseapp.ui.widgets.timeline_view import TimelineEntry, TimelineView
from tests.ui.drivers.base import Driver, assert_all_named

SOON = Pill(state=PillState.TEN_DAYS, text="9 d left")
CASES = (
    GroupHead(text="Overdue", count=1),
    CaseLine(key="a", name="Marcus Whitfield", number="2026-004655", right="Delete", date="Sun Apr 5", pill=SOON),
    GroupHead(text="Next 10 days", count=2),
    CaseLine(key="b", name="Ana Peña", number="2026-004812", right="Delete", date="Fri Apr 17", pill=SOON),
    CaseLine(key="c", name="Emily Nakamura", number="2026-004815", right="Portable copy", note="Not verified"),
)


@pytest.fixture
def cases() -> Iterator[CaseListView]:
    view = CaseListView(name="cases_list", label="Cases")
    view.resize(326, 600)
    view.set_rows(CASES)
    yield view
    view.close()


def test_the_models_keep_the_rules_of_qt(cases: CaseListView, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(cases.row_model)
    table = make_table()
    qtmodeltester.check(table.table_model)


def test_a_row_is_spoken_whole(cases: CaseListView) -> None:
    model = cases.row_model
    assert model.index(3).data(Qt.ItemDataRole.AccessibleTextRole) == "Ana Peña, 2026-004812, Delete, 9 d left, Fri Apr 17"
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Overdue, 1"
    interface = QAccessible.queryAccessibleInterface(cases)
    assert interface.text(QAccessible.Text.Name) == "Cases"


def test_arrows_go_over_heads_and_show_each_case(cases: CaseListView) -> None:
    shown: list[object] = []
    cases.row_shown.connect(shown.append)
    driver = Driver(cases)
    cases.setFocus()
    driver.press("Down")
    driver.press("Down")
    driver.press("Up")
    assert shown == ["a", "b", "c", "b"]


def test_enter_opens(cases: CaseListView) -> None:
    opened: list[object] = []
    cases.row_opened.connect(opened.append)
    driver = Driver(cases)
    cases.show_key("c")
    driver.press("Return")
    assert opened == ["c"]


def test_a_reload_keeps_the_current_case_and_tells_nothing(cases: CaseListView) -> None:
    cases.show_key("b")
    shown: list[object] = []
    cases.row_shown.connect(shown.append)
    cases.set_rows((CASES[3], CASES[4]))
    assert cases.current_key == "b"
    assert shown == []


def test_the_next_and_previous_case_can_be_asked_for(cases: CaseListView) -> None:
    cases.show_key("a")
    cases.go(1)
    assert cases.current_key == "b"
    cases.go(-1)
    assert cases.current_key == "a"
    cases.go(-1)
    assert cases.current_key == "a"


def test_the_next_page_is_asked_for_once(cases: CaseListView, qtbot: QtBot) -> None:
    asked: list[bool] = []
    cases.end_reached.connect(lambda: asked.append(True))
    many = tuple(CaseLine(key=str(n), name=f"Name {n}", number=f"2026-{n:06}", right="Delete") for n in range(50))
    cases.resize(326, 300)
    Driver(cases)
    cases.set_rows(many)
    QApplication.processEvents()
    asked.clear()
    cases.show_key("49")
    QApplication.processEvents()
    assert asked == [True]
    cases.append_rows(tuple(CaseLine(key=f"x{n}", name="Next", number="2026-000999", right="Delete") for n in range(50)))
    assert cases.current_key == "49"


@pytest.mark.parametrize("percent", [100, 200])
def test_only_names_and_rights_are_ever_shortened(cases: CaseListView, qapp: QApplication, percent: int) -> None:
    apply_theme(qapp, "light", percent)
    long_name = "Maximiliana Constantinopolitana de la Santísima Trinidad y Todos los Santos"
    cases.set_rows((CaseLine(key="x", name=long_name, number="2026-004812", right="Delete", date="Fri Apr 17", pill=SOON),))
    cases.resize(326 * percent // 100, 300)
    with listening() as report:
        cases.grab()
    assert set(report.cut) == {long_name}


def test_the_timeline_is_spoken_from_date_to_actor() -> None:
    view = TimelineView(name="timeline", label="Timeline")
    view.set_rows(
        (
            TimelineEntry(key=None, icon="arrow-circle-right", title="Next: decide", date="Today", day="day 36", is_next=True),
            TimelineEntry(
                key="e1", icon="phone", title="Call, 6 min 12 s", line="Asked to erase", date="Mar 3", day="day 0", who="M. Lopez"
            ),
        )
    )
    assert view.row_model.index(1).data() == "Mar 3, day 0, Call, 6 min 12 s, Asked to erase, M. Lopez"
    opened: list[object] = []
    view.row_opened.connect(opened.append)
    driver = Driver(view)
    view.setFocus()
    driver.press("Return")
    driver.press("Down")
    driver.press("Return")
    assert opened == ["e1"]
    assert_all_named(view)
    view.close()


def test_facts_are_spoken_with_their_state() -> None:
    panel = FactsPanel(name="facts", label="Facts")
    panel.set_facts((FactHead(text="Deadlines", summary="2 open"), Fact(label="Answer", line="by Apr 17", pill=SOON)))
    assert panel.row_model.index(0).data() == "Deadlines, 2 open"
    assert panel.row_model.index(1).data() == "Answer, by Apr 17, 9 d left"


def make_table() -> TableView:
    table = TableView(
        [
            Column(id="piece", title="Piece", width=60),
            Column(id="name", title="Addressee"),
            Column(id="pages", title="Pages", width=60, is_number=True),
        ],
        name="queue_table",
        label="Pieces",
    )
    table.set_rows([TableRow(key=n, cells=(f"{n:03}", Cell(text=f"NAME {n}"), Cell(pill=SOON) if n == 2 else "1")) for n in range(1, 6)])
    table.resize(600, 300)
    return table


@pytest.fixture
def table() -> Iterator[TableView]:
    made = make_table()
    yield made
    made.close()


def test_a_cell_is_spoken_with_its_pill(table: TableView) -> None:
    assert table.table_model.index(1, 2).data() == "9 d left"
    assert table.table_model.headerData(1, Qt.Orientation.Horizontal) == "Addressee"


def test_keys_of_a_table(table: TableView) -> None:
    opened: list[object] = []
    toggled: list[object] = []
    shown: list[object] = []
    table.row_opened.connect(opened.append)
    table.row_toggled.connect(toggled.append)
    table.row_shown.connect(shown.append)
    driver = Driver(table)
    table.setFocus()
    driver.press("Down")
    driver.press("Space")
    driver.press("Return")
    assert (opened, toggled, shown) == ([2], [2], [1, 2])
    driver.press("Shift+Down")
    assert table.selected_keys == (2, 3)
    driver.press("Ctrl+A")
    assert table.selected_keys == (1, 2, 3, 4, 5)
    assert_all_named(table)


def test_a_table_keeps_its_row_through_a_reload(table: TableView) -> None:
    table.show_key(4)
    table.set_rows([TableRow(key=n, cells=("", "", "")) for n in (9, 4, 8)])
    assert table.current_key == 4
    assert not table.show_key(77)


def test_a_head_asks_for_an_order(table: TableView, qtbot: QtBot) -> None:
    asked: list[str] = []
    table.sort_requested.connect(asked.append)
    table.horizontalHeader().sectionClicked.emit(1)
    assert asked == ["name"]
