"""Proposing the one extension: what it would give, what the law wants for it, and a reason in the officer's own words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from caseapp.domain.deadline import ExtensionReason
from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.extension import ExtensionCode, ExtensionOffer, ExtensionWarning
from caseapp.services.changes import ChangeSet
from caseapp.services.desk import Desk
from caseapp.services.extension import REASON_LENGTH_MIN, propose_extension
from caseapp.services.letter_language import HOUSE_LANGUAGE
from caseapp.ui import qt_dates
from caseapp.ui.act_dialog import ActDialog, Work, text_box
from caseapp.ui.cases.case_acts import about
from caseapp.ui.cases.case_facts import CaseFacts
from caseapp.ui.labels import label, language
from caseapp.ui.office import Office
from caseapp.ui.why_button import why_button
from caseapp.ui.why_target import WhyTarget
from caseapp.ui.widgets.banner import Banner
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.deadline_pill import PillState
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.words import Words

translate = QCoreApplication.translate


def open_extend_dialog(
    office: Office, parent: QWidget, facts: CaseFacts, offer: ExtensionOffer, done: Callable[[ChangeSet], None]
) -> ActDialog:
    """Ask for the reason, and draft the notice. Nothing changes for the clocks before the notice was mailed."""
    request_id = facts.request_id
    dialog = ActDialog(
        office,
        name="extend",
        title=translate("ExtendDialog", "Extend {about}").format(about=about(facts)),
        sentence=_offer_words(offer),
        act_text=translate("ExtendDialog", "Propose and draft the notice"),
        parent=parent,
    )
    if offer.warning is not None:
        _add_warning(dialog, ExtensionWarning(offer.warning))
    elif offer.code == ExtensionCode.TOO_EARLY:
        words = translate(
            "ExtendDialog", "It is early: an extension is usually proposed from day 35 on, when it is clear that more time is needed."
        )
        dialog.add_words(Words(words, ink="ink_2", wrap=True))
    target = WhyTarget(case_id=facts.case.id, also=DeadlineKind.EXTENDED_ANSWER, request_id=request_id)
    dialog.add_words(why_button(office, lambda: target, name="extend_why", within=dialog))
    code = ChoiceBox(
        tuple((one, label(one)) for one in ExtensionReason),
        name="extend_reason",
        label=translate("ExtendDialog", "Why more time is needed"),
    )
    text = text_box("extend_words", 3)
    dialog.add("reason_code", FormRow(translate("ExtendDialog", "Why &more time is needed"), code, above=True))
    hint = translate("ExtendDialog", "This stands in the letter. At least {count} characters about this case.").format(
        count=REASON_LENGTH_MIN
    )
    if facts.case.reply_language != HOUSE_LANGUAGE:
        hint = translate(
            "ExtendDialog", "This stands in the letter, which is in {language}: write it in {language}. At least {count} characters."
        ).format(language=language(facts.case.reply_language), count=REASON_LENGTH_MIN)
    dialog.add("reason_text", FormRow(translate("ExtendDialog", "In your own &words"), text, above=True, stretch=True, hint_text=hint))
    override = text_box("extend_override", 2)
    row = FormRow(
        translate("ExtendDialog", "Why it is proposed &after the plan day"),
        override,
        above=True,
        stretch=True,
        hint_text=translate("ExtendDialog", "For the record only; it does not stand in the letter."),
    )
    dialog.add("override_reason", row)
    row.setVisible(offer.needs_override_reason)

    def collect() -> Work:
        chosen, words, why = ExtensionReason(str(code.chosen())), text.toPlainText(), override.toPlainText()

        def work(desk: Desk) -> ChangeSet:
            return propose_extension(desk, request_id, reason_code=chosen, reason_text=words, override_reason=why)

        return work

    dialog.open_for(collect, done)
    return dialog


def _offer_words(offer: ExtensionOffer) -> str:
    new = qt_dates.full_date(offer.extended.last_day_on) if offer.extended is not None else ""
    by = offer.notice_mail_by_on or offer.notice_plan_by_on
    last = offer.notice_last_day_on
    if by is None or last is None:
        return ""
    return translate(
        "ExtendDialog",
        "The answer would be due by {new}, counted from the receipt. It is in force only when its notice was mailed: "
        "mail it by {by}; the last day is {last}.",
    ).format(new=new, by=qt_dates.day_date(by), last=qt_dates.day_date(last))


def _add_warning(dialog: ActDialog, warning: ExtensionWarning) -> None:
    words = {
        ExtensionWarning.AFTER_MAIL_DAY: translate(
            "ExtendDialog", "Today is after the day planned for mailing. Approve and mail it at once."
        ),
        ExtensionWarning.AFTER_PLAN_DAY: translate(
            "ExtendDialog", "Holidays may make today too late on one reading. Say below why you propose it all the same."
        ),
        ExtensionWarning.LENIENT_READING_ONLY: translate(
            "ExtendDialog",
            "The day of receipt may count as day one, and then today is too late. Say below why you propose it all the same.",
        ),
    }
    banner = Banner(name="extend_warning", state=PillState.THREE_DAYS, tall=True)
    dialog.add_words(banner)
    banner.show_text(label(warning), words[warning])
