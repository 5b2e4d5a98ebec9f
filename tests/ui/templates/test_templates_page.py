"""Letter templates in the window, by keys: read, write, faults at their boxes, a second person, the draft that is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from caseapp.bootstrap.sections import add_sections
from caseapp.domain.letters import LetterKind, ParagraphKind
from caseapp.domain.rewriting import paragraph_of, paragraphs_of
from caseapp.services.letters import draft_letter
from caseapp.services.template_pages import template_sheet
from caseapp.services.templates import save_template_draft
from caseapp.ui.main_window import MainWindow
from caseapp.ui.office import Office
from caseapp.ui.templates.templates_page import TemplatesPage
from caseapp.ui.theme import apply_theme, current
from tests.fakes.real_parts import real_press
from tests.house import TestHouse
from tests.ui.drivers.base import Driver
from tests.ui.office_at import office_at

KIND = LetterKind.CONFIRM_RECEIPT
LAST = "You do not have to do anything now."


def place_of(words: str) -> str:
    """Return the place of a text of the program's own template."""
    press = real_press()
    return next(each.place for each in press.template_texts(press.template_source(KIND, "en")) if words in each.text)


def box_of(place: str) -> str:
    return f"templates_text_{place.replace('.', '_')}"


PLACE = place_of(LAST)
BOX, NAME = box_of(PLACE), f"Paragraph {PLACE.rpartition('.')[2]}"


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
        return self.page.editor.rows[PLACE].problem

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
    assert NAME in at.told()
    assert not at.page.editor.send.isEnabled()
    at.write("Tell us soon.")
    assert at.problem() == ""
    assert at.page.editor.send.isEnabled()
    assert at.page.editor.page.content.startswith(b"%PDF")
    hint = at.page.editor.rows[PLACE].hint.text()
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
    assert dict(draft.texts) == {PLACE: "Half a sen"}
    assert not at.page.is_writing
    assert at.page.editor.rows == {}


def test_hard_words_are_a_warning(at: TemplatesDriver) -> None:
    at.open()
    at.press("Ctrl+Return")
    at.write("Notwithstanding contractual obligations, organizational verification methodologies necessitate supplementary documentation.")
    assert f"above grade 9: {NAME}" in at.told()
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


# Paragraphs added, moved, left out


def shown(at: TemplatesDriver) -> list[str]:
    """The labels of the boxes from top to bottom."""
    rows = sorted(at.page.editor.rows.values(), key=lambda row: row.y())
    return [row.label.text() for row in rows]


def hint_of(at: TemplatesDriver, place: str) -> str:
    return at.page.editor.rows[place].hint.text()


def test_a_paragraph_is_added_written_and_moved_by_keys(at: TemplatesDriver) -> None:
    at.open()
    at.press("Ctrl+Return")
    before = shown(at)
    at.focus(BOX)
    at.press("Alt+Up")
    at.press("Alt+Ins")
    assert at.focused == "templates_text_added_1"
    at.type("You can call us at any time.")
    at.page.editor._run()
    assert shown(at) == [*before[:-2], before[-1], "New paragraph 1", before[-2]]
    assert hint_of(at, place_of("{note}")) == "Stands in another place."
    assert hint_of(at, "added.1") == "Is new."
    assert at.page.editor.send.isEnabled()
    at.press("Ctrl+Return")
    at.sit_down("s.ito")
    at.open()
    told = [each.cells for each in at.page.template.reading.paragraphs if len(each.cells) == 2]
    assert ("New paragraph 1, added", "[added: You can call us at any time.]") in told
    number = place_of("{note}").rpartition(".")[2]
    assert [cells[0] for cells in told if cells[0].endswith(", moved")] == [f"Paragraph {number}, only with note, moved"]
    at.press("Ctrl+Return")
    texts = [each.text for each in at.page.template.sheet.texts]  # type: ignore[union-attr]
    assert texts[-2:] == ["You can call us at any time.", "{note}"]


def test_what_is_left_out_can_be_seen_and_put_back_and_the_law_s_sentence_is_asked_for(at: TemplatesDriver) -> None:
    at.open()
    at.press("Ctrl+Return")
    needed = place_of("no later than {answer_by_on}")
    at.focus(box_of(needed))
    at.press("Alt+Del")
    at.page.editor._run()
    assert at.page.editor.boxes.box(needed).isReadOnly()
    assert hint_of(at, needed) == "Is left out of the letter."
    assert "The letter has to say: “You will have our answer no later than" in at.told()
    assert not at.page.editor.send.isEnabled()
    assert at.page.editor.out.text() == "Put back"
    at.click("templates_out")
    at.page.editor._run()
    assert not at.page.editor.boxes.box(needed).isReadOnly()
    assert at.told() == "Nothing is changed yet."


def test_an_officer_s_place_may_not_be_left_out(at: TemplatesDriver) -> None:
    at.open()
    at.press("Ctrl+Return")
    at.focus(box_of(place_of("{note}")))
    at.press("Alt+Del")
    at.page.editor._run()
    assert "What an officer writes at note is printed nowhere now" in at.told()


def test_the_title_stays_where_it_is(at: TemplatesDriver) -> None:
    at.open()
    at.press("Ctrl+Return")
    assert at.focused == "templates_text_title"
    assert not at.page.editor.up.isEnabled()
    assert not at.page.editor.out.isEnabled()
    before = shown(at)
    at.press("Alt+Down")
    assert shown(at) == before
    at.press("Alt+Ins")
    assert shown(at)[1] == "New paragraph 1"
    at.press("Alt+Del")
    assert shown(at) == before


def test_rows_of_a_table_stay_together(at: TemplatesDriver) -> None:
    at.open(LetterKind.KNOW_CATEGORIES)
    at.press("Ctrl+Return")
    boxes = at.page.editor.boxes
    heads = [each.place for each in at.page.editor.sheet.texts if each.kind is ParagraphKind.TABLE_HEAD and each.enclosure == 0]  # type: ignore[union-attr]
    assert heads
    at.focus(box_of(heads[0]))
    assert not boxes.may_move
    unit = paragraph_of(heads[0])
    order = list(paragraphs_of(at.page.editor.sheet.texts))  # type: ignore[union-attr]
    above = order[order.index(unit) - 1]
    at.focus(box_of(next(place for place in at.page.editor.rows if paragraph_of(place) == above)))
    at.press("Alt+Down")
    moved = list(boxes.rewriting.order)
    assert moved.index(above) > moved.index(unit)
    assert moved[moved.index(unit) : moved.index(unit) + 2] == order[order.index(unit) : order.index(unit) + 2]


# Nothing that was written is lost


def test_after_a_crash_the_words_and_the_paragraphs_are_there_again(at: TemplatesDriver) -> None:
    """Nobody left, locked or closed anything: the window is gone, as when the program is killed."""
    at.open()
    at.press("Ctrl+Return")
    at.focus(BOX)
    at.press("Alt+Ins")
    at.type("Half a sen")
    at.page.editor._autosave.timeout.emit()  # the moment after the last key
    assert at.page.editor.kept.text().startswith("Draft kept ")
    again = TemplatesDriver(at.house)
    try:
        again.open()
        assert again.page.template.edit.text() == "Write on"
        again.press("Ctrl+Return")
        assert again.find(QPlainTextEdit, "templates_text_added_1").toPlainText() == "Half a sen"
        assert again.page.editor.boxes.rewriting.order[-1] == "added.1"
    finally:
        again.window.close()


def test_it_saves_itself_soon_after_the_last_key(at: TemplatesDriver, qtbot: QtBot) -> None:
    at.open()
    at.press("Ctrl+Return")
    at.focus(BOX)
    at.type("Soon. ")
    qtbot.waitUntil(lambda: template_sheet(at.house.desk, KIND, "en").draft is not None, timeout=5000)
    draft = template_sheet(at.house.desk, KIND, "en").draft
    assert draft is not None
    assert "Soon. " in dict(draft.texts)[PLACE]


def test_a_draft_on_an_older_version_says_so(at: TemplatesDriver) -> None:
    save_template_draft(at.house.desk, KIND, "en", base_name="0", texts={PLACE: "Tell us soon."})
    at.open()
    at.press("Ctrl+Return")
    assert at.told().startswith("Another version came into force since you began.")


def test_names_stand_apart_from_the_words_around_them(at: TemplatesDriver, qapp: QApplication) -> None:
    at.open()
    at.press("Ctrl+Return")
    box = at.find(QPlainTextEdit, "templates_text_title")
    at.focus("templates_text_title")
    at.press("End")
    at.type(" {nobody} }")
    qapp.processEvents()

    def looks() -> dict[str, str]:
        layout = box.document().firstBlock().layout()
        text = box.toPlainText()
        return {text[each.start : each.start + each.length]: each.format.foreground().color().name() for each in layout.formats()}

    colours = looks()
    assert colours["{case_number}"] == current().color("accent").name()
    assert colours["{nobody}"] == colours["}"] == current().color("overdue").name()
    assert box.toPlainText().endswith("{case_number} {nobody} }")
