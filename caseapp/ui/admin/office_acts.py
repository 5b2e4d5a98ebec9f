"""Words for what was done in the office outside of any case, as the record has it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from caseapp.domain.history import HistoryEntry
from caseapp.domain.letters import LetterKind
from caseapp.ui.envelope_words import envelope_name_of
from caseapp.ui.labels import label, language

translate = QCoreApplication.translate

SILENT = frozenset({"nightly_run"})
"""Once a day and nobody's act; it would push everything else out of the list."""


def act_words(action: str) -> str:
    """Return what was done."""
    return office_acts().get(action, action.replace("_", " ").capitalize())


def about_words(entry: HistoryEntry, names: Mapping[str, str]) -> str:
    """Return what it was done to, where the record says so in words people know; colleagues by the names of their ids."""
    facts = dict(entry.facts)
    if entry.thing == "operator":
        return names.get(entry.thing_id, "")
    if entry.thing == "template" and facts.get("kind") in {one.value for one in LetterKind}:
        return translate("OfficeActs", "{letter}, {language}, version {version}").format(
            letter=label(LetterKind(facts["kind"])), language=language(facts.get("language", "")), version=facts.get("template", "")
        )
    if entry.action == "envelope_faces_printed":
        words = (
            translate("OfficeActs", "{batch}, {envelope}, on labels")
            if "labels" in facts
            else translate("OfficeActs", "{batch}, {envelope}")
        )
        return words.format(batch=facts.get("number", ""), envelope=envelope_name_of(facts.get("envelope", "")))
    return facts.get("number", "") if entry.thing == "batch" else ""


def office_acts() -> dict[str, str]:
    """Return the words of every act that is recorded without a case."""
    return {
        "template_submitted": translate("OfficeActs", "Letter template sent for approval"),
        "template_sent_back": translate("OfficeActs", "Letter template sent back to its writer"),
        "template_approved": translate("OfficeActs", "Letter template approved"),
        "template_withdrawn": translate("OfficeActs", "Letter template withdrawn"),
        "template_reviewed": translate("OfficeActs", "Review of a letter template recorded"),
        "batch_made": translate("OfficeActs", "Batch made"),
        "batch_printing_begun": translate("OfficeActs", "Printing of a batch begun"),
        "batch_printing_failed": translate("OfficeActs", "The printer took nothing of a batch"),
        "batch_sent_to_printer": translate("OfficeActs", "Batch sent to the printer"),
        "batch_checked": translate("OfficeActs", "Pages of a batch looked at"),
        "batch_counted": translate("OfficeActs", "Batch counted"),
        "batch_dispatched": translate("OfficeActs", "Batch handed to the post"),
        "batch_cancelled": translate("OfficeActs", "Batch given up"),
        "envelope_faces_printed": translate("OfficeActs", "Faces of envelopes printed"),
        "mail_log_taken": translate("OfficeActs", "Mail log saved as a file"),
        "organisation_changed": translate("OfficeActs", "Organisation or envelopes changed"),
        "line_saved": translate("OfficeActs", "Line changed"),
        "client_saved": translate("OfficeActs", "Client changed"),
        "house_opened": translate("OfficeActs", "Record begun"),
        "operator_added": translate("OfficeActs", "Operator added"),
        "operator_retired": translate("OfficeActs", "Operator retired"),
        "roles_set": translate("OfficeActs", "Roles of an operator changed"),
        "passphrase_changed": translate("OfficeActs", "Passphrase changed"),
        "passphrase_reset": translate("OfficeActs", "Passphrase set anew"),
        "recovery_sheet_renewed": translate("OfficeActs", "New recovery sheet made"),
        "recovery_sheet_used": translate("OfficeActs", "Recovery sheet used"),
        "second_person_set": translate("OfficeActs", "Rule of the second person changed"),
        "one_off_day_added": translate("OfficeActs", "One-off day added"),
        "one_off_day_taken_back": translate("OfficeActs", "One-off day taken back"),
        "counsel_reviewed": translate("OfficeActs", "Review by counsel recorded"),
        "counsel_review_withdrawn": translate("OfficeActs", "Review by counsel taken back"),
        "office_duty_done": translate("OfficeActs", "Duty of the office done"),
        "office_duty_not_owed": translate("OfficeActs", "Duty of the office not owed"),
        "year_exported": translate("OfficeActs", "Counts of a year saved as a file"),
        "draft_discarded": translate("OfficeActs", "Draft without a request thrown away"),
        "nightly_run": translate("OfficeActs", "Nightly work done"),
    }
