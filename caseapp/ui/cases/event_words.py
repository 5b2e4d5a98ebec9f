"""Words for the entries of a case's history: an icon and what was done. Codes that no page explains are shown by their plain name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from caseapp.domain.history import HistoryEntry

translate = QCoreApplication.translate

ICONS: dict[str, str] = {
    "case_opened": "tray",
    "case_saved": "tray",
    "right_ticked": "tray",
    "right_unticked": "x-circle",
    "receipt_set_in_draft": "calendar-blank",
    "receipt_confirmed_orally": "phone",
    "receipt_moved": "calendar-blank",
    "contact_logged": "phone",
    "law_decided": "scales",
    "claimed_values_opened": "eye",
    "claimed_values_dropped": "trash",
    "points_checked": "identification-card",
    "attempt_failed": "warning-circle",
    "level_set": "shield",
    "verified": "shield-check",
    "not_verified": "shield",
    "verification_reopened": "shield",
    "place_added": "list-checks",
    "place_marked": "list-checks",
    "category_decided": "scales",
    "held_as_service_provider": "handshake",
    "service_provider_undone": "handshake",
    "extension_proposed": "clock-clockwise",
    "extension_removed": "x-circle",
    "extension_in_force": "clock-clockwise",
    "extension_lapsed": "warning-circle",
    "letter_drafted": "envelope-simple-open",
    "letter_submitted": "envelope-simple-open",
    "letter_sent_back": "arrow-u-up-left",
    "letter_approved": "seal-check",
    "letter_queued": "printer",
    "letter_unqueued": "printer",
    "letter_voided": "x-circle",
    "letter_dispatched": "envelope-simple",
    "letter_returned": "arrow-u-up-left",
    "dispatch_corrected": "pencil-simple",
    "letter_copied": "file-text",
    "piece_back_in_queue": "printer",
    "document_attached": "paperclip",
    "document_opened": "eye",
    "contact_details_changed": "identification-card",
    "reply_changed": "envelope-simple",
    "note_written": "note",
    "task_done": "check",
    "assigned": "user",
    "withdrawn": "x-circle",
    "joined_as_duplicate": "copy",
    "request_closed": "check",
    "request_reopened": "arrow-counter-clockwise",
}


def event_icon(action: str) -> str:
    return ICONS.get(action, "clock")


def event_title(action: str) -> str:
    """Return what was done, as the title of an entry."""
    words = {
        "case_opened": translate("Events", "Case opened"),
        "case_saved": translate("Events", "Intake finished"),
        "right_ticked": translate("Events", "Right added"),
        "right_unticked": translate("Events", "Right taken out"),
        "receipt_set_in_draft": translate("Events", "Day of receipt set"),
        "receipt_confirmed_orally": translate("Events", "Receipt confirmed on the call"),
        "receipt_moved": translate("Events", "Day of receipt moved"),
        "contact_logged": translate("Events", "Contact logged"),
        "law_decided": translate("Events", "Law decided"),
        "claimed_values_opened": translate("Events", "What the caller said was opened"),
        "claimed_values_dropped": translate("Events", "What the caller said was removed"),
        "points_checked": translate("Events", "Points compared"),
        "attempt_failed": translate("Events", "Attempt to verify failed"),
        "level_set": translate("Events", "Level of verification changed"),
        "verified": translate("Events", "Verified"),
        "not_verified": translate("Events", "Not verified"),
        "verification_reopened": translate("Events", "Verification taken up again"),
        "place_added": translate("Events", "Place added"),
        "place_marked": translate("Events", "Place marked"),
        "category_decided": translate("Events", "Decision"),
        "held_as_service_provider": translate("Events", "Held only as a service provider"),
        "service_provider_undone": translate("Events", "Service-provider finding taken back"),
        "extension_proposed": translate("Events", "Extension proposed"),
        "extension_removed": translate("Events", "Extension taken back"),
        "extension_in_force": translate("Events", "Extension in force"),
        "extension_lapsed": translate("Events", "Extension lapsed"),
        "letter_drafted": translate("Events", "Letter drafted"),
        "letter_submitted": translate("Events", "Letter sent for approval"),
        "letter_sent_back": translate("Events", "Letter sent back to its writer"),
        "letter_approved": translate("Events", "Letter approved"),
        "letter_queued": translate("Events", "Letter put into the print queue"),
        "letter_unqueued": translate("Events", "Letter taken out of the print queue"),
        "letter_voided": translate("Events", "Letter voided"),
        "letter_dispatched": translate("Events", "Letter mailed"),
        "letter_returned": translate("Events", "Letter came back"),
        "dispatch_corrected": translate("Events", "Mailing record corrected"),
        "letter_copied": translate("Events", "Copy of a letter saved as a file"),
        "piece_back_in_queue": translate("Events", "Letter went back into the queue"),
        "document_attached": translate("Events", "Document attached"),
        "document_opened": translate("Events", "Document opened"),
        "contact_details_changed": translate("Events", "Contact details changed"),
        "reply_changed": translate("Events", "Reply changed"),
        "note_written": translate("Events", "Note"),
        "task_done": translate("Events", "Task done"),
        "assigned": translate("Events", "Assigned"),
        "withdrawn": translate("Events", "Withdrawn by the consumer"),
        "joined_as_duplicate": translate("Events", "Closed as a repeat"),
        "request_closed": translate("Events", "Closed"),
        "request_reopened": translate("Events", "Taken up again"),
    }
    return words.get(action, action.replace("_", " ").capitalize())


def facts_in_words(entry: HistoryEntry, names: Mapping[str, str]) -> str:
    """Return the recorded facts of an entry as they are kept: names and codes, never a consumer's value.

    Args:
        names: names of operators by id; an entry keeps the id.
    """
    return "; ".join(f"{name.replace('_', ' ')}: {names.get(value, value)}" for name, value in entry.facts if value)
