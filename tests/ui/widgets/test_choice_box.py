"""The combo box gives back the very values it was given, and tells of a choice made by typing."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from caseapp.domain.request_type import RequestType
from caseapp.ui.widgets.choices import ChoiceBox
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
