"""The acts of a verification that want a reason: not verified, an attempt that failed, another level."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from caseapp.domain.checklists import AssuranceLevel
from caseapp.domain.request_type import RequestType
from caseapp.services.verification import ChecklistView, decide_not_verified, end_attempt, set_level
from caseapp.ui.act_dialog import ActDialog, Work, ask, ask_words, text_box
from caseapp.ui.labels import label, short_type
from caseapp.ui.office import Office
from caseapp.ui.widgets.choices import RadioRow
from caseapp.ui.widgets.form import FormRow

translate = QCoreApplication.translate

Done = Callable[[Any], None]


def _about(view: ChecklistView) -> str:
    return translate("Verification", "{right}, {number}").format(right=short_type(view.request.type), number=view.case.number)


def not_verified(office: Office, parent: QWidget, view: ChecklistView, done: Done) -> ActDialog:
    """Decide that identity or authority could not be verified. The clock runs on."""
    sentence = {
        RequestType.KNOW_SPECIFIC: translate(
            "Verification",
            "It will be answered as categories in this case, under the same clock; no specific piece leaves (11 CCR 7024(a)).",
        ),
        RequestType.KNOW_CATEGORIES: translate(
            "Verification", "The answer says so and points to the privacy policy (11 CCR 7024(b)). Nothing in it helps anybody to guess."
        ),
    }.get(view.request.type, translate("Verification", "The answer says so. Nothing in it helps anybody to guess. Its clock goes on."))
    hint = translate("Verification", "What was tried and what did not match; never the values")
    request_id = view.request.id
    return ask_words(
        office,
        parent,
        name="not_verified",
        title=translate("Verification", "Not verified: {about}").format(about=_about(view)),
        sentence=sentence,
        act_text=translate("Verification", "Decide: not verified"),
        destructive=True,
        box="not_verified_reason",
        label=translate("Verification", "&Reason"),
        hint=hint,
        work=lambda reason: lambda desk: decide_not_verified(desk, request_id, reason=reason),
        done=done,
    )


def failed_attempt(office: Office, parent: QWidget, view: ChecklistView, done: Done) -> ActDialog:
    """Count an attempt that did not verify."""
    request_id = view.request.id
    return ask_words(
        office,
        parent,
        name="attempt",
        title=translate("Verification", "End attempt {count} of 3").format(count=min(3, view.verification.attempts + 1)),
        sentence=translate("Verification", "The next attempt starts with an empty list. After the third, an officer decides."),
        act_text=translate("Verification", "End the attempt"),
        box="attempt_reason",
        label=translate("Verification", "&Why it did not verify"),
        work=lambda reason: lambda desk: end_attempt(desk, request_id, reason=reason),
        done=done,
    )


def other_level(office: Office, parent: QWidget, view: ChecklistView, done: Done) -> ActDialog:
    """Set the level of a deletion or correction by the sensitivity of the data."""
    levels = (AssuranceLevel.REASONABLE, AssuranceLevel.REASONABLY_HIGH)
    choice = RadioRow(
        tuple((one, label(one)) for one in levels), name="level_choice", label=translate("Verification", "Level"), vertical=True
    )
    choice.set_chosen(view.verification.level)
    box = text_box("level_reason")
    request_id = view.request.id

    def collect() -> Work:
        chosen, reason = choice.chosen(), box.toPlainText()
        assert isinstance(chosen, AssuranceLevel)
        return lambda desk: set_level(desk, request_id, chosen, reason=reason)

    return ask(
        office,
        parent,
        name="level",
        title=translate("Verification", "Level of verification: {about}").format(about=_about(view)),
        sentence=translate(
            "Verification", "The more sensitive the data and the greater the harm of a wrong act, the higher the level (11 CCR 7062(d))."
        ),
        act_text=translate("Verification", "Set the level"),
        rows={
            "level": FormRow(translate("Verification", "Level"), choice, above=True),
            "reason": FormRow(translate("Verification", "&Reason"), box, above=True, stretch=True),
        },
        collect=collect,
        done=done,
    )
