"""Why a right cannot be extended now, said before anybody tries."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.domain.extension import ExtensionCode, ExtensionOffer
from caseapp.ui import qt_dates
from caseapp.ui.cases.case_facts import IN_FORCE, CaseFacts

translate = QCoreApplication.translate


def why_not_extended(facts: CaseFacts, offer: ExtensionOffer | None) -> str:
    """Return one sentence, or nothing when an extension may be proposed."""
    if offer is None:
        return translate("Extension", "No extension: the table of holidays ends before its days.")
    if offer.allowed:
        return ""
    if offer.code == ExtensionCode.TOO_LATE and offer.notice_last_day_on is not None:
        return translate("Extension", "No extension: the last day to mail its notice was {date}.").format(
            date=qt_dates.day_date(offer.notice_last_day_on)
        )
    if offer.code == ExtensionCode.ALREADY_EXTENDED:
        extension = facts.extension()
        if extension is not None and extension.state in IN_FORCE:
            return translate("Extension", "Extended already; there is only one extension.")
        return translate("Extension", "An extension is proposed already; there is only one.")
    if offer.code == ExtensionCode.NOT_EXTENDABLE_TYPE:
        return translate("Extension", "No extension: the law gives this right none.")
    return translate("Extension", "No extension: the answer has left.")
