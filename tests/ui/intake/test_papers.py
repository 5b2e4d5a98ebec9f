"""Papers of an agent or a parent: chosen by keyboard, read beside the window, sealed at once."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from caseapp.domain.verification import DocumentKind
from tests.ui.drivers.intake_driver import IntakeDriver


def agent_with_right(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.choose("intake_requestor_kind_authorized_agent")
    intake.choose("intake_types_delete")
    intake.press("Ctrl+S")


def add_paper(intake: IntakeDriver, path: Path) -> None:
    """Open the dialog by its button, type the path and press Enter."""
    intake.click("intake_attach")
    dialog = intake.page.findChild(QFileDialog, "intake_paper_dialog")
    assert dialog is not None
    edit = dialog.findChild(QLineEdit, "fileNameEdit")
    assert edit is not None
    edit.setFocus()
    intake.type(str(path))
    intake.press("Return")
    QApplication.processEvents()


def test_a_paper_is_sealed_with_its_kind(intake: IntakeDriver, tmp_path: Path) -> None:
    paper = tmp_path / "power of attorney.pdf"
    paper.write_bytes(b"%PDF-1.7 signed by Luis Ortega")
    agent_with_right(intake)
    intake.focus("intake_authority")
    intake.press("Home")
    intake.press("Down")
    add_paper(intake, paper)
    assert intake.page.form_view.caller.papers.text() == "1 paper, sealed"
    sheet = intake.page.session.sheet
    assert sheet is not None
    with intake.house.officer().uow() as uow:
        documents = uow.documents.where(case_id=sheet.draft_id)
    assert [(one.kind, one.name) for one in documents] == [(DocumentKind.POWER_OF_ATTORNEY, "power of attorney.pdf")]
    assert b"Ortega" not in documents[0].sealed


def test_before_a_right_is_ticked_the_words_say_why_not(intake: IntakeDriver) -> None:
    intake.press("Ctrl+Shift+N")
    intake.choose("intake_requestor_kind_authorized_agent")
    assert not intake.page.form_view.caller.attach.isEnabled()
    assert intake.page.form_view.caller.papers.text() == "Papers can be added once a right is ticked."


def test_a_file_that_is_not_what_it_says_is_told(intake: IntakeDriver, tmp_path: Path) -> None:
    paper = tmp_path / "permission.pdf"
    paper.write_bytes(b"MZ not a pdf")
    agent_with_right(intake)
    add_paper(intake, paper)
    assert intake.error_codes() == ["file_is_not_what_it_says"]
    assert intake.page.form_view.caller.papers.text() == ""


def test_the_count_comes_back_with_the_draft(intake: IntakeDriver, tmp_path: Path) -> None:
    paper = tmp_path / "permission.txt"
    paper.write_text("I permit it.")
    agent_with_right(intake)
    add_paper(intake, paper)
    intake.press("Ctrl+W")
    intake.press("Return")
    assert intake.page.form_view.caller.papers.text() == "1 paper, sealed"
