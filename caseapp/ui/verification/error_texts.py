"""Sentences for the refusals of a verification: what is wrong, and how to mend it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.ui.wording import Sentence

translate = QCoreApplication.translate

VERIFICATION_ERRORS: dict[str, Sentence] = {
    "points_missing": lambda f: translate(
        "VerificationErrors", "{matched} of {needed} points match. Compare another one with the system of record, or decide: not verified."
    ).format(matched=f.get("matched"), needed=f.get("needed")),
    "declaration_missing": lambda _: translate(
        "VerificationErrors", "The signed declaration was not seen yet. Write the day it came, or decide: not verified."
    ),
    "authority_missing": lambda _: translate(
        "VerificationErrors", "No paper was seen that shows authority to act. Write the day you saw one, or decide: not verified."
    ),
    "attempts_used_up": lambda f: translate(
        "VerificationErrors", "All {most} attempts were used. Decide now: verified, or not verified."
    ).format(most=f.get("most", 3)),
    "verification_decided": lambda _: translate("VerificationErrors", "This was decided. Take the verification up again to change it."),
    "verification_open": lambda _: translate("VerificationErrors", "This verification is open. Go on with it."),
    "verification_not_begun": lambda _: translate(
        "VerificationErrors", "The verification has not begun: the intake is not finished, or the law is not decided."
    ),
    "level_fixed_for_type": lambda _: translate("VerificationErrors", "The law fixes the level for this right. It stays as it is."),
    "sealed_for_officers": lambda _: translate("VerificationErrors", "Only an officer’s key opens this. Ask a privacy officer."),
    "date_in_future": lambda _: translate("VerificationErrors", "This day has not come yet. Write the day you saw the paper."),
    "point_not_on_list": lambda _: translate(
        "VerificationErrors", "One of these points is not on the list of this level. Read the page again with F5."
    ),
    "date_missing": lambda _: translate("VerificationErrors", "Write the day."),
}
"""By code; those that other parts of the program word as well are left to whoever came first."""
