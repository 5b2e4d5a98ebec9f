"""Holds on a case: a doubt about who asks, and data that is evidence. No date moves for either."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from caseapp.domain.hold import FraudSignal, LegalHoldCause
from caseapp.services.decision_sheet import DecisionSheet, read_decision_sheet
from caseapp.services.fraud_hold import lift_fraud_hold, place_fraud_hold, uphold_fraud
from caseapp.services.legal_hold import lift_legal_hold, place_legal_hold
from caseapp.ui.act_dialog import ActDialog, Work, ask, ask_words, text_box
from caseapp.ui.cases.case_acts import about
from caseapp.ui.cases.case_facts import CaseFacts
from caseapp.ui.labels import options
from caseapp.ui.office import Office
from caseapp.ui.widgets.choices import CheckGrid, ChoiceBox
from caseapp.ui.widgets.form import FormRow

translate = QCoreApplication.translate


def place_fraud(office: Office, parent: QWidget, facts: CaseFacts) -> ActDialog:
    """Put the case on fraud hold, with what made somebody doubt."""
    case_id = facts.case.id
    signal = ChoiceBox(options(FraudSignal), name="fraud_signal")
    note = text_box("fraud_note", 4)

    def collect() -> Work:
        code, text = FraudSignal(str(signal.chosen())), note.toPlainText()
        return lambda desk: place_fraud_hold(desk, case_id, code, note=text)

    return ask(
        office,
        parent,
        name="fraud",
        title=translate("HoldActs", "Place a fraud hold on {number}").format(number=facts.case.number),
        sentence=translate(
            "HoldActs", "Nothing is given, erased or changed until somebody else lifts it. The answer stays due on its day."
        ),
        act_text=translate("HoldActs", "Place the hold"),
        destructive=True,
        rows={
            "signal": FormRow(translate("HoldActs", "What &made you doubt"), signal, above=True),
            "note": FormRow(translate("HoldActs", "What you &saw or heard"), note, above=True, stretch=True),
        },
        collect=collect,
        told=translate("HoldActs", "On fraud hold: {number}").format(number=facts.case.number),
    )


def lift_fraud(office: Office, parent: QWidget, facts: CaseFacts) -> ActDialog:
    """Lift the fraud hold: the doubt is cleared."""
    case_id = facts.case.id
    return ask_words(
        office,
        parent,
        name="fraud_lift",
        title=translate("HoldActs", "Lift the fraud hold on {number}").format(number=facts.case.number),
        sentence=translate("HoldActs", "Somebody else than the person who placed it lifts it. It stays in the record."),
        act_text=translate("HoldActs", "Lift the hold"),
        box="fraud_lift_reason",
        label=translate("HoldActs", "What &cleared the doubt"),
        work=lambda reason: lambda desk: lift_fraud_hold(desk, case_id, reason=reason),
        told=translate("HoldActs", "Fraud hold lifted: {number}").format(number=facts.case.number),
    )


def uphold(office: Office, parent: QWidget, facts: CaseFacts) -> ActDialog:
    """Find that a request is fraudulent, so that its refusal can be written."""
    request_id = facts.request_id
    return ask_words(
        office,
        parent,
        name="fraud_uphold",
        title=translate("HoldActs", "Find that {about} is fraud").format(about=about(facts)),
        sentence=translate(
            "HoldActs",
            "Opting out and limiting are refused on that ground, with these facts. For every other right the answer says only that "
            "the identity could not be confirmed.",
        ),
        act_text=translate("HoldActs", "It is fraud"),
        destructive=True,
        box="fraud_facts",
        field="facts",
        lines=4,
        label=translate("HoldActs", "What makes you &believe it"),
        work=lambda text: lambda desk: uphold_fraud(desk, request_id, facts=text),
        told=translate("HoldActs", "Found to be fraud: {about}").format(about=about(facts)),
    )


def place_legal(office: Office, parent: QWidget, facts: CaseFacts) -> None:
    """Put data of the case on legal hold; the categories are those of the organisation and of the decisions."""
    request_id = facts.request_id
    office.run(parent, lambda desk: read_decision_sheet(desk, request_id), lambda sheet: _open_legal(office, parent, facts, sheet))


def _open_legal(office: Office, parent: QWidget, facts: CaseFacts, sheet: DecisionSheet) -> None:
    case_id = facts.case.id
    cause = ChoiceBox(options(LegalHoldCause), name="legal_cause")
    note = text_box("legal_note", 2)
    kept = CheckGrid(
        tuple((one, one) for one in sheet.categories),
        name="legal_categories",
        columns=1,
        label=translate("HoldActs", "Only these categories"),
    )
    hint = translate("HoldActs", "None ticked: everything is kept")

    def collect() -> Work:
        code, text, categories = LegalHoldCause(str(cause.chosen())), note.toPlainText(), tuple(str(one) for one in kept.ticked())
        return lambda desk: place_legal_hold(desk, case_id, code, note=text, categories=categories)

    ask(
        office,
        parent,
        name="legal",
        title=translate("HoldActs", "Place a legal hold on {number}").format(number=facts.case.number),
        sentence=translate("HoldActs", "What is kept is not erased, and a letter that says so is voided. The answer stays due on its day."),
        act_text=translate("HoldActs", "Place the hold"),
        destructive=True,
        rows={
            "cause": FormRow(translate("HoldActs", "&Why it is evidence"), cause, above=True),
            "note": FormRow(translate("HoldActs", "Which &matter it is"), note, above=True, stretch=True),
            "categories": FormRow(translate("HoldActs", "&Only these categories"), kept, above=True, hint_text=hint),
        },
        collect=collect,
        told=translate("HoldActs", "On legal hold: {number}").format(number=facts.case.number),
    )


def lift_legal(office: Office, parent: QWidget, facts: CaseFacts) -> ActDialog:
    """End the legal hold."""
    case_id = facts.case.id
    return ask_words(
        office,
        parent,
        name="legal_lift",
        title=translate("HoldActs", "End the legal hold on {number}").format(number=facts.case.number),
        sentence=translate("HoldActs", "The data may be erased again. The hold stays in the record."),
        act_text=translate("HoldActs", "End the hold"),
        box="legal_lift_reason",
        label=translate("HoldActs", "&Reason"),
        work=lambda reason: lambda desk: lift_legal_hold(desk, case_id, reason=reason),
        told=translate("HoldActs", "Legal hold ended: {number}").format(number=facts.case.number),
    )
