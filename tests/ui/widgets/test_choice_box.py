"""The combo box gives back the very values it was given, and tells of a choice made by typing."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from caseapp.domain.request_type import RequestType
from caseapp.ui.theme import apply_theme
from caseapp.ui.widgets.choices import ChoiceBox, RadioRow
from tests.ui.drivers.base import Driver


def test_a_choice_by_its_first_letters_is_told_once_and_keeps_its_kind(qapp: QApplication) -> None:
    window = QWidget()
    rights = ((None, "All rights"), (RequestType.DELETE, "Delete"), (RequestType.CORRECT, "Correct"))
    box = ChoiceBox(rights, name="box", label="Right", parent=window)
    told: list[object] = []
    box.chosen_changed.connect(told.append)
    page = Driver(window)
    page.type("d", into="box")
    assert isinstance(box.chosen(), RequestType)
    page.press("Down")
    assert told == [RequestType.DELETE, RequestType.CORRECT]
    box.set_chosen(None)
    assert box.chosen() is None
    box.set_chosen("nothing")
    assert (box.chosen(), len(told)) == (None, 2)
    window.close()


def test_radio_buttons_stand_in_lines_of_two_at_large_text(qapp: QApplication) -> None:
    window = QWidget()
    row = RadioRow((("a", "First"), ("b", "Second"), ("c", "Third")), name="row", parent=window)
    window.show()
    for percent, lines in ((100, 1), (200, 2), (100, 1)):
        apply_theme(qapp, "light", percent)
        row.adjustSize()
        assert len({row.button(value).y() for value in "abc"}) == lines
    window.close()
