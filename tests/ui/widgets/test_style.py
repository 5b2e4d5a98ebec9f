"""What Qt's own controls look like, read from their pictures."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QScrollBar, QStyle, QStyleOptionSlider, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from caseapp.ui.theme import apply_theme, current, follow_theme, keeper
from caseapp.ui.tokens import Size
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.scroll_area import ScrollArea

NEAR = 24
"""So far may a drawn colour be from its token, summed over its parts: edges are smoothed."""


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def is_near(found: QColor, name: str) -> bool:
    wanted = current().color(name)
    return abs(found.red() - wanted.red()) + abs(found.green() - wanted.green()) + abs(found.blue() - wanted.blue()) <= NEAR


def edge_of(widget: QWidget) -> QColor:
    """Return the colour in the middle of the left edge."""
    image = picture(widget)
    return image.pixelColor(0, image.height() // 2)


def ground_of(widget: QWidget) -> QColor:
    """Return the colour right of the words, inside the edge."""
    image = picture(widget)
    return image.pixelColor(image.width() - 8, image.height() // 2)


@pytest.fixture(params=["light", "dark"])
def mode(request: pytest.FixtureRequest, qapp: QApplication) -> str:
    apply_theme(qapp, request.param, 100)
    return str(request.param)


KEPT: list[QWidget] = []


@pytest.fixture(autouse=True)
def _windows_live_as_long_as_their_test() -> Iterator[None]:
    yield
    KEPT.clear()


def shown(qtbot: QtBot, *parts: QWidget) -> QWidget:
    window = QWidget()
    KEPT.append(window)
    column = QVBoxLayout(window)
    for part in parts:
        column.addWidget(part)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.mark.parametrize("make", [QLineEdit, QPlainTextEdit, lambda: ChoiceBox([(1, "One")], name="x")], ids=["line", "text", "choice"])
def test_the_edge_of_a_field_says_rest_focus_and_problem(qtbot: QtBot, mode: str, make) -> None:  # type: ignore[no-untyped-def]
    other, field = QLineEdit(), make()
    shown(qtbot, other, field)
    other.setFocus()
    assert is_near(edge_of(field), "control")
    field.setFocus()
    assert is_near(edge_of(field), "accent")
    field.setProperty("problem", True)
    assert is_near(edge_of(field), "overdue")


def test_a_field_that_cannot_be_typed_in_lies_lower(qtbot: QtBot, mode: str) -> None:
    open_field, closed, readable = QLineEdit(), QLineEdit(), QLineEdit()
    closed.setEnabled(False)
    readable.setReadOnly(True)
    shown(qtbot, open_field, closed, readable)
    assert is_near(ground_of(open_field), "surface")
    assert is_near(ground_of(closed), "sunken")
    assert is_near(ground_of(readable), "sunken")


def test_a_field_without_a_frame_shows_what_lies_behind(qtbot: QtBot, mode: str) -> None:
    bare = QLineEdit()
    bare.setFrame(False)
    shown(qtbot, QLineEdit(), bare)
    assert is_near(edge_of(bare), "surface")


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_fields_grow_with_the_text(qtbot: QtBot, qapp: QApplication, percent: int) -> None:
    line, box, text = QLineEdit(), ChoiceBox([(1, "One")], name="x"), QPlainTextEdit("Words")
    shown(qtbot, line, box, text)
    apply_theme(qapp, "light", percent)
    keeper().finish()
    qapp.processEvents()  # Qt posts the change of the font
    assert line.sizeHint().height() == box.sizeHint().height() == round(Size.CONTROL * percent / 100)
    assert text.frameWidth() == round(6 * percent / 100)
    assert text.verticalScrollBar().sizeHint().width() == round(12 * percent / 100)


def slider_option(bar: QScrollBar) -> QStyleOptionSlider:
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    return option


def handle_of(bar: QScrollBar, part: QStyle.SubControl = QStyle.SubControl.SC_ScrollBarSlider) -> QRect:
    return bar.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, slider_option(bar), part, bar)


def test_the_handle_of_a_scroll_bar_goes_from_end_to_end(qtbot: QtBot) -> None:
    bar = QScrollBar(Qt.Orientation.Vertical)
    qtbot.addWidget(bar)
    bar.resize(12, 400)
    bar.setRange(0, 300)
    bar.setPageStep(100)
    assert handle_of(bar) == QRect(0, 0, 12, 100)
    bar.setValue(300)
    assert handle_of(bar) == QRect(0, 300, 12, 100)
    bar.setRange(0, 100_000)
    assert handle_of(bar).height() == 32, "never too short to be seen"
    assert handle_of(bar, QStyle.SubControl.SC_ScrollBarAddLine).isEmpty()


def test_a_click_beside_the_handle_goes_on_by_a_page(qtbot: QtBot) -> None:
    bar = QScrollBar(Qt.Orientation.Vertical)
    qtbot.addWidget(bar)
    bar.resize(12, 400)
    bar.setRange(0, 300)
    bar.setPageStep(100)
    bar.show()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=QPoint(6, 380))
    assert bar.value() == 100


def test_a_menu_has_room_for_its_keys_and_shows_its_tick(qtbot: QtBot, mode: str) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    plain = menu.addAction("A rather long entry of this menu, longer than the least width")
    width = menu.sizeHint().width()
    plain.setShortcut("Ctrl+Shift+F12")
    assert menu.sizeHint().width() > width + 60
    ticked = menu.addAction("Ticked")
    ticked.setCheckable(True)
    ticked.setChecked(True)
    menu.popup(QPoint(0, 0))
    box = menu.actionGeometry(ticked)
    image = picture(menu)
    marks = [image.pixelColor(x, y) for x in range(box.left() + 10, box.left() + 30) for y in range(box.top(), box.bottom())]
    menu.close()
    assert any(is_near(colour, "accent") for colour in marks)


def test_the_ground_of_a_page_shows_through_a_scroll_area(qtbot: QtBot, mode: str) -> None:
    area = ScrollArea()
    content = QWidget()
    area.setWidget(content)
    area.setWidgetResizable(True)
    window = shown(qtbot, area)
    palette = window.palette()
    palette.setColor(window.backgroundRole(), current().color("chrome"))
    window.setPalette(palette)
    image = picture(window)
    assert is_near(image.pixelColor(image.width() // 2, image.height() // 2), "chrome")


def test_what_cannot_be_seen_follows_a_theme_in_later_turns(qtbot: QtBot, qapp: QApplication) -> None:
    seen, hidden = QWidget(), QWidget()
    shown(qtbot, seen, hidden)
    hidden.hide()
    told: list[str] = []
    follow_theme(seen, lambda: told.append("seen"))
    follow_theme(hidden, lambda: told.append("hidden"))
    told.clear()
    apply_theme(qapp, "dark", 100)
    assert told == ["seen"]
    qtbot.waitUntil(lambda: told == ["seen", "hidden"])


def test_a_second_change_of_theme_tells_those_first_who_still_wait(qtbot: QtBot, qapp: QApplication) -> None:
    hidden = QWidget()
    shown(qtbot, hidden)
    hidden.hide()
    told: list[int] = []
    shown(qtbot, QWidget())
    follow_theme(hidden, lambda: told.append(current().text_percent))
    told.clear()
    apply_theme(qapp, "light", 120)
    apply_theme(qapp, "light", 140)
    keeper().finish()
    assert told[-1] == 140
