"""Letter templates in the window, by keys: read, write, faults at their boxes, a second person, the draft that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from caseapp.bootstrap.sections import add_sections
from caseapp.domain.letters import LetterKind
from caseapp.services.letters import draft_letter
from caseapp.services.template_pages import template_sheet
from caseapp.ui.main_window import MainWindow
from caseapp.ui.office import Office
from caseapp.ui.templates.templates_page import TemplatesPage
from caseapp.ui.theme import apply_theme
from tests.house import TestHouse
from tests.ui.drivers.base import Driver
from tests.ui.office_at import office_at

KIND = LetterKind.CONFIRM_RECEIPT
BOX = "templates_text_paragraphs_9"


class TemplatesDriver(Driver):
    """The section of templates."""

    def __init__(self, house: TestHouse) -> None:
        self.house = house
        self.office: Office = office_at(house)
        self.window = MainWindow(self.office, title="caseapp", version="1", lock_page=lambda _: QWidget())
        add_sections(self.window, self.office)
        self.window.resize(1366, 768)
        super().__init__(self.window)
        self.sit_down("r.chen")

    @property
    def page(self) -> TemplatesPage:
        page = self.window.page("templates")
        assert isinstance(page, TemplatesPage), "the section was not shown yet"
        return page

    def sit_down(self, login: str) -> None:
        self.office.desk = self.house.sign_in(login)

    def open(self, kind: LetterKind = KIND, language: str = "en") -> None:
        self.office.navigate("templates", kind=kind.value, language=language)

    def write(self, words: str) -> None:
        """Write a text anew and wait for nothing: the page is asked to try it now."""
        self.focus(BOX)
        self.press("Ctrl+A")
        self.press("Delete")
        self.type(words)
        self.page.editor._run()

    def press(self, key: str, times: int = 1) -> None:
        """Press a key where the focus is. Without a window manager nobody gives the window back to the person after a dialog."""
        self.window.activateWindow()
        QApplication.processEvents()
        super().press(key, times)

    def problem(self) -> str:
        return self.page.editor.rows["paragraphs.9"].problem

    def told(self) -> str:
        return self.page.editor.whole.text()

    def click(self, name: str) -> None:
        self.focus(name)
        self.press("Space")


@pytest.fixture
def at(tmp_path: Path) -> Iterator[TemplatesDriver]:
    house = TestHouse(tmp_path / "office")
    driver = TemplatesDriver(house)
    yield driver
    driver.window.close()
    house.close()


def test_the_list_shows_each_template_and_who_has_to_review_it(at: TemplatesDriver) -> None:
    at.office.navigate("templates")
    rows = at.page.list.table.model().rows  # type: ignore[attr-defined]
    assert len(rows) == len(at.house.desk.press.templates())
    assert {row.cell(6).text for row in rows if row.cell(2).text == "Spanish"} == {"for a translator's review"}
    at.focus("templates_table")
    at.press("Return")
    assert at.page.template.sheet is not None
    at.press("Escape")
    assert at.focused == "templates_table"


def test_a_fault_stands_at_its_box_and_keeps_the_template_from_being_sent(at: TemplatesDriver) -> None:
    at.open()
    at.press("Ctrl+Return")
    at.write("Tell {nobody} soon.")
    assert "no name nobody" in at.problem()
    assert "Paragraph 9" in at.told()
    assert not at.page.editor.send.isEnabled()
    at.write("Tell us soon.")
    assert at.problem() == ""
    assert at.page.editor.send.isEnabled()
    assert at.page.editor.page.content.startswith(b"%PDF")
    hint = at.page.editor.rows["paragraphs.9"].hint.text()
    assert "[removed:" in hint
    assert "soon." in hint


def test_a_name_is_put_in_from_the_list(at: TemplatesDriver) -> None:
    at.open()
    at.press("Ctrl+Return")
    at.write("Your case is ")
    at.page.editor.names.set_chosen("case_number")
    at.click("templates_put_in")
    assert at.find(QPlainTextEdit, BOX).toPlainText() == "Your case is {case_number}"


def test_written_sent_and_approved_by_a_second_person(at: TemplatesDriver) -> None:
    at.open()
    at.press("Ctrl+Return")
    at.write("Tell us soon if this is wrong.")
    at.press("Ctrl+Return")
    assert not at.page.is_writing
    assert "a second person approves it" in at.page.template.state.text()
    assert not at.has("templates_approve")
    at.sit_down("s.ito")
    at.open()
    told = "\n".join(" ".join(each.cells) for each in at.page.template.reading.paragraphs)
    assert "[added: Tell us" in told or "[removed:" in told
    said = at.house.desk.press.text_of(at.page.template.page.content)  # type: ignore[attr-defined]
    assert "Tell us soon if this is wrong." in said
    at.press("Ctrl+Return")
    assert at.page.template.sheet is not None
    assert at.page.template.sheet.row.info.version == "1.1"


def test_sent_back_with_a_reason_it_is_the_writer_s_draft_again(at: TemplatesDriver) -> None:
    at.open()
    at.press("Ctrl+Return")
    at.write("Tell us soon.")
    at.press("Ctrl+Return")
    at.sit_down("s.ito")
    at.open()
    at.click("templates_send_back")
    at.find(QLineEdit, "templates_return_reason").setText("Say what is wrong.")
    at.find(QWidget, "templates_return_act").click()  # type: ignore[attr-defined]
    at.sit_down("r.chen")
    at.open()
    told = "\n".join(" ".join(each.cells) for each in at.page.template.reading.paragraphs)
    assert "Say what is wrong." in told
    at.press("Ctrl+Return")
    assert at.find(QPlainTextEdit, BOX).toPlainText() == "Tell us soon."


def test_what_is_typed_is_kept_when_the_window_locks(at: TemplatesDriver) -> None:
    at.open()
    at.press("Ctrl+Return")
    at.write("Half a sen")
    at.page.leave()
    at.page.forget()
    draft = template_sheet(at.house.desk, KIND, "en").draft
    assert draft is not None
    assert dict(draft.texts) == {"paragraphs.9": "Half a sen"}
    assert not at.page.is_writing
    assert at.page.editor.rows == {}


def test_hard_words_are_a_warning(at: TemplatesDriver) -> None:
    at.open()
    at.press("Ctrl+Return")
    at.write("Notwithstanding contractual obligations, organizational verification methodologies necessitate supplementary documentation.")
    assert "above grade 9: Paragraph 9" in at.told()
    assert at.page.editor.send.isEnabled()


def test_a_draft_letter_on_an_older_template_says_so_and_takes_the_one_in_force(at: TemplatesDriver) -> None:
    case_id = at.house.make_case("delete")
    at.sit_down("r.chen")
    letter_id = draft_letter(at.house.desk, case_id, KIND).created_id
    at.open()
    at.press("Ctrl+Return")
    at.write("Tell us soon if this is wrong.")
    at.press("Ctrl+Return")
    at.sit_down("s.ito")
    at.open()
    at.press("Ctrl+Return")
    at.office.navigate("letters", letter_id=letter_id)
    view = at.window.page("letters").letter  # type: ignore[union-attr]
    assert "an older version, 1.1 is in force" in view.template.text()
    at.click("letter_renew")
    assert "template 1.1, not reviewed yet" in view.template.text()


def test_every_control_has_a_name(at: TemplatesDriver) -> None:
    at.open()
    at.press("Ctrl+Return")
    parts = [each for each in at.page.findChildren(QWidget) if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(parts) > 12
    assert [type(each).__name__ for each in parts if not (each.accessibleName() or getattr(each, "text", str)())] == []
    assert [type(each).__name__ for each in parts if not each.objectName()] == []


def test_large_text_scrolls_names_boxes_and_page_as_one(at: TemplatesDriver, qapp: QApplication) -> None:
    at.open()
    at.press("Ctrl+Return")
    apply_theme(qapp, "dark", 200)
    qapp.processEvents()
    editor = at.page.editor
    holder = at.find(QScrollArea, "templates_texts_scroll").widget()
    assert holder.isAncestorOf(editor.names)
    assert holder.isAncestorOf(editor.page)
    assert editor.send.isVisible()


def test_reached_from_letters_and_from_admin(at: TemplatesDriver) -> None:
    at.office.navigate("letters")
    at.click("letters_templates")
    assert at.window.here == "templates"
    at.sit_down("admin")
    at.office.navigate("admin", panel="policies")
    assert at.office.commands.by_id("templates.open").is_for(at.office.roles)
    at.office.commands.by_id("templates.open").run()
    assert at.window.here == "templates"
