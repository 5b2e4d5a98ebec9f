"""The features of the window, a line each. Deleting a feature means deleting its folder and its line here."""

from __future__ import annotations

from caseapp.ui.admin import section as admin
from caseapp.ui.calendar import section as calendar
from caseapp.ui.cases import section as cases
from caseapp.ui.help import section as help_sheet
from caseapp.ui.home import section as home
from caseapp.ui.intake import section as intake
from caseapp.ui.law import section as law
from caseapp.ui.letters import section as letters
from caseapp.ui.mailroom import section as mailroom
from caseapp.ui.main_window import MainWindow
from caseapp.ui.office import Office
from caseapp.ui.reports import section as reports
from caseapp.ui.search import section as search
from caseapp.ui.templates import section as templates
from caseapp.ui.verification import section as verification

FEATURES = (home, cases, intake, calendar, letters, templates, mailroom, reports, admin, law, verification, search, help_sheet)


def add_sections(window: MainWindow, office: Office) -> None:
    """Put every feature into the window, in the order of its keys."""
    for feature in FEATURES:
        feature.add(window, office)
