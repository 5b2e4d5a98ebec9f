"""Forms: nothing turns red before Save; then every problem stands twice in the same words, and keys go to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from caseapp.domain.errors import DomainError, Problems
from caseapp.ui.messages import RecorderMessages
from caseapp.ui.widgets.choices import CheckGrid, RadioRow
from caseapp.ui.widgets.form import Form, FormProblems, FormRow, ProblemSummary, set_lines
from caseapp.ui.wording import ErrorWording
from tests.ui.drivers.base import Driver, assert_all_named

WORDS = {
    "name_missing": lambda facts: "Enter the full name.",
    "no_right": lambda facts: "Choose at least one right.",
    "street_missing": lambda facts: "Enter the street.",
}


class AddressForm(QWidget):
    """Three fields, a group of boxes and radio buttons."""

    def __init__(self) -> None:
        super().__init__()
        wording = ErrorWording()
        wording.register(WORDS)
        column = QVBoxLayout(self)
        self.summary = ProblemSummary()
        self.form = Form()
        column.addWidget(self.summary)
        column.addWidget(self.form)
        self.who = RadioRow([("self", "&Self"), ("agent", "&Agent"), ("parent", "&Parent")], name="form_who")
        self.form.add(FormRow("Caller is", self.who))
        self.name = QLineEdit()
        self.name.setObjectName("form_name")
        self.name_row = FormRow("F&ull name", self.name, hint_text="As given")
        self.form.add(self.name_row)
        self.rights = CheckGrid(
            [("delete", "Delete"), ("correct", "Correct"), ("limit", "Limit"), ("opt_out", "Opt out")], name="form_rights"
        )
        self.rights_row = FormRow("They as&k to", self.rights)
        self.form.add(self.rights_row)
        self.words = QPlainTextEdit()
        self.words.setObjectName("form_words")
        set_lines(self.words, 3)
        self.form.add(FormRow("In their &words", self.words, stretch=True))
        self.street = QLineEdit()
        self.street.setObjectName("form_street")
        self.street_row = FormRow("Street", self.street, above=True)
        self.form.add(self.street_row)
        self.problems = FormProblems(
            self.summary,
            {"name": self.name_row, "rights": self.rights_row, "street": self.street_row},
            RecorderMessages(wording),
            self,
        )


@pytest.fixture
def form() -> Iterator[AddressForm]:
    made = AddressForm()
    yield made
    made.close()


@pytest.fixture
def driver(form: AddressForm) -> Driver:
    return Driver(form)


def several() -> Problems:
    return Problems((DomainError("name_missing", "name"), DomainError("no_right", "rights"), DomainError("street_missing", "street")))


def test_a_field_is_named_by_its_label(form: AddressForm, driver: Driver) -> None:
    assert form.name.accessibleName() == "Full name"
    assert form.name_row.label.buddy() is form.name
    assert_all_named(form)


def test_an_access_key_goes_to_its_field(form: AddressForm, driver: Driver) -> None:
    driver.focus("form_street")
    driver.press("Alt+U")
    assert driver.focused == "form_name"
    driver.press("Alt+K")
    assert driver.focused == "form_rights_delete"


def test_enter_goes_on_and_never_saves(form: AddressForm, driver: Driver) -> None:
    driver.type("Ana Peña", into="form_name")
    driver.press("Return")
    assert driver.focused == "form_rights_delete"
    driver.press("Return")
    assert driver.focused == "form_words"
    assert form.name.text() == "Ana Peña"


def test_tab_leaves_a_text_box(driver: Driver) -> None:
    driver.type("erase it", into="form_words")
    driver.tab()
    assert driver.focused == "form_street"


def test_arrows_and_space_in_a_group_of_boxes(form: AddressForm, driver: Driver) -> None:
    driver.focus("form_rights_delete")
    driver.press("Right")
    driver.press("Space")
    driver.press("Down")
    assert form.rights.ticked() == ("correct",)
    driver.focus("form_rights_delete")
    driver.press("Down")
    assert driver.focused == "form_rights_opt_out"


def test_radio_buttons_are_one_stop_and_arrows_choose(form: AddressForm, driver: Driver) -> None:
    told: list[object] = []
    form.who.chosen_changed.connect(told.append)
    driver.focus("form_who_self")
    driver.press("Right")
    assert form.who.chosen() == "agent"
    driver.tab()
    assert driver.focused == "form_name"
    driver.back_tab()
    assert driver.focused == "form_who_agent"


def test_leaving_a_field_shows_no_problem(form: AddressForm, driver: Driver) -> None:
    driver.focus("form_name")
    driver.tab(3)
    assert form.summary.isHidden()
    assert not form.name_row.problem


def test_all_problems_at_once_and_twice_in_the_same_words(form: AddressForm, driver: Driver) -> None:
    form.problems.show(several())
    assert form.summary.sentences == ("Enter the full name.", "Choose at least one right.", "Enter the street.")
    assert (form.name_row.problem, form.rights_row.problem, form.street_row.problem) == form.summary.sentences
    assert driver.focused == "problem_summary"
    assert form.name.property("problem") is True


def test_enter_on_a_line_of_the_summary_goes_to_its_field(form: AddressForm, driver: Driver) -> None:
    form.problems.show(several())
    driver.focus("problem_summary_line_3")
    driver.press("Return")
    assert driver.focused == "form_street"


def test_f8_visits_every_problem(form: AddressForm, driver: Driver) -> None:
    form.problems.show(several())
    seen = []
    for _ in range(4):
        driver.press("F8")
        seen.append(driver.focused)
    assert seen == ["form_name", "form_rights_delete", "form_street", "form_name"]
    driver.press("Shift+F8")
    assert driver.focused == "form_street"


def test_a_problem_without_a_field_stands_in_the_summary(form: AddressForm, driver: Driver) -> None:
    form.problems.show(DomainError("role_does_not_include"))
    assert form.summary.sentences == ("Your role does not include this. Ask somebody who has it.",)


def test_showing_problems_keeps_what_was_typed_and_clearing_takes_the_red_away(form: AddressForm, driver: Driver) -> None:
    driver.type("12 Main St", into="form_street")
    form.problems.show(several())
    assert form.street.text() == "12 Main St"
    form.problems.clear()
    assert form.summary.isHidden()
    assert form.street.property("problem") is False
    assert form.street.accessibleDescription() == ""


def test_labels_are_plain_text_always(form: AddressForm) -> None:
    assert form.name_row.label.textFormat() == Qt.TextFormat.PlainText
