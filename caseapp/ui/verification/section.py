"""Puts the verification page into the window; it is reached from a case by F4."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.domain.operators import ALLOWED, Act
from caseapp.ui.main_window import MainWindow
from caseapp.ui.office import Office
from caseapp.ui.verification.error_texts import VERIFICATION_ERRORS
from caseapp.ui.verification.verification_page import VerificationPage

translate = QCoreApplication.translate

SECTION = "verification"


def add(window: MainWindow, office: Office) -> None:
    """Add the section, which stands in no navigation, and its error wordings."""
    words = translate("VerificationSection", "Verification")
    window.add_section(SECTION, words, "shield-check", VerificationPage, roles=ALLOWED[Act.SEE_CASES], in_navigation=False)
    office.wording.register({code: sentence for code, sentence in VERIFICATION_ERRORS.items() if not office.wording.knows(code)})
