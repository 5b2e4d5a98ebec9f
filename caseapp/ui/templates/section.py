"""Puts letter templates into the window: reached from Letters, from Admin and from the palette."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.domain.operators import ALLOWED, Act
from caseapp.ui.commands import Command
from caseapp.ui.main_window import MainWindow
from caseapp.ui.office import Office
from caseapp.ui.templates.template_words import SENTENCES
from caseapp.ui.templates.templates_page import TemplatesPage

translate = QCoreApplication.translate

SECTION = "templates"


def add(window: MainWindow, office: Office) -> None:
    """Add the section, its command and its sentences."""
    office.wording.register(SENTENCES)
    roles = ALLOWED[Act.READ_TEMPLATES]
    window.add_section(SECTION, translate("Templates", "Letter templates"), "file-text", TemplatesPage, roles, in_navigation=False)
    office.commands.add(
        Command(
            id="templates.open", text=translate("Templates", "Letter &templates"), run=lambda: office.navigate(SECTION),
            icon="file-text", roles=roles, menu="letters", group=5,
        )
    )  # fmt: skip
