"""What a person asks or says later, and what is asked of them: another right, a change, a client's part, a fee."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from caseapp.domain.channel import Channel
from caseapp.domain.fee import FeeState
from caseapp.domain.receipt import Receipt, receipt_from_wall
from caseapp.domain.request_type import RequestType
from caseapp.services.added_rights import add_right, amend_request
from caseapp.services.decision_sheet import DecisionSheet, read_decision_sheet
from caseapp.services.fee_route import record_fee_answer, state_fee, waive_fee
from caseapp.services.intake import rights_on_offer
from caseapp.services.splitting import split_for_client
from caseapp.ui import qt_dates
from caseapp.ui.act_dialog import ActDialog, Work, ask, text_box
from caseapp.ui.cases import hold_acts
from caseapp.ui.cases.case_acts import about, read_time
from caseapp.ui.cases.case_facts import CaseFacts
from caseapp.ui.cases.case_menu import MenuAct
from caseapp.ui.cases.fee_words import cents_of, dollars, minutes_of
from caseapp.ui.labels import label, options
from caseapp.ui.office import Office
from caseapp.ui.widgets.choices import CheckGrid, ChoiceBox, RadioRow
from caseapp.ui.widgets.date_edit import DateEdit
from caseapp.ui.widgets.form import FormRow, set_width

translate = QCoreApplication.translate


def add_a_right(office: Office, parent: QWidget, facts: CaseFacts) -> None:
    """Add a right that is asked now, or was asked on another day, or was in the first contact; the rights are those of the law today."""
    office.run(parent, rights_on_offer, lambda rights: _open_add_right(office, parent, facts, rights))


def _open_add_right(office: Office, parent: QWidget, facts: CaseFacts, rights: tuple[RequestType, ...]) -> None:
    case_id, zone = facts.case.id, facts.zone
    right = ChoiceBox(tuple((one, label(one)) for one in rights), name="add_right_type")
    words = text_box("add_right_statement", 3)
    when = RadioRow(
        (
            (True, translate("LifeActs", "As&ked later, on its own day")),
            (False, translate("LifeActs", "It was in the &first contact")),
        ),
        name="add_right_when",
        label=translate("LifeActs", "When it was asked"),
        vertical=True,
    )
    when.set_chosen(True)
    day = DateEdit(lambda: facts.today, name="add_right_day")
    day.set_date(facts.today)
    hour = QLineEdit()
    hour.setObjectName("add_right_time")
    set_width(hour, 12)
    how = ChoiceBox(options(Channel), name="add_right_how")

    def asked() -> Receipt | None:
        if when.chosen() is not True:
            return None
        wall = datetime.combine(day.required("received"), read_time(hour.text()))
        return receipt_from_wall(wall, zone=zone, business_zone=zone)

    def collect() -> Work:
        chosen, statement, receipt, channel = RequestType(str(right.chosen())), words.toPlainText(), asked(), Channel(str(how.chosen()))
        return lambda desk: add_right(desk, case_id, chosen, statement=statement, asked=receipt, how=channel)

    desk = office.desk
    if desk is not None:
        hour.setText(qt_dates.time_of(desk.now_at(), zone))
    ask(
        office,
        parent,
        name="add_right",
        title=translate("LifeActs", "Add a right to {number}").format(number=facts.case.number),
        sentence=translate("LifeActs", "It gets days of its own, from the day it was asked. The other rights keep theirs."),
        act_text=translate("LifeActs", "Add the right"),
        rows={
            "type": FormRow(translate("LifeActs", "&Right"), right, above=True),
            "statement": FormRow(translate("LifeActs", "What was &said"), words, above=True, stretch=True),
            "when": FormRow(translate("LifeActs", "When it was asked"), when, above=True),
            "received": FormRow(translate("LifeActs", "&Day it was asked"), day, above=True),
            "beside": {
                "time": FormRow(translate("LifeActs", "&Time"), hour, above=True),
                "how": FormRow(translate("LifeActs", "&How it was asked"), how, above=True),
            },
        },
        collect=collect,
        told=translate("LifeActs", "Right added: {number}").format(number=facts.case.number),
    )


def amend(office: Office, parent: QWidget, facts: CaseFacts) -> ActDialog:
    """Keep what the person adds to or changes about what was asked."""
    case_id = facts.case.id
    words = text_box("amend_statement", 4)
    since, until = (DateEdit(lambda: facts.today, name=f"amend_{which}") for which in ("from", "until"))
    if facts.case.period_from is not None:
        since.set_date(facts.case.period_from)
    if facts.case.period_until is not None:
        until.set_date(facts.case.period_until)
    how = ChoiceBox(options(Channel), name="amend_how")

    def collect() -> Work:
        statement, start, end, channel = words.toPlainText(), _day_or_none(since), _day_or_none(until), Channel(str(how.chosen()))
        return lambda desk: amend_request(desk, case_id, statement=statement, period_from=start, period_until=end, how=channel)

    return ask(
        office,
        parent,
        name="amend",
        title=translate("LifeActs", "Change what is asked in {number}").format(number=facts.case.number),
        sentence=translate("LifeActs", "The day of receipt stands, and with it every date. What was said first stays in the record."),
        act_text=translate("LifeActs", "Keep the change"),
        rows={
            "statement": FormRow(translate("LifeActs", "What is &said now"), words, above=True, stretch=True),
            "period_from": FormRow(translate("LifeActs", "Time asked about, &from"), since, above=True),
            "period_until": FormRow(translate("LifeActs", "&Until"), until, above=True),
            "how": FormRow(translate("LifeActs", "&How it was said"), how, above=True),
        },
        collect=collect,
        told=translate("LifeActs", "Changed: {number}").format(number=facts.case.number),
    )


def _day_or_none(field: DateEdit) -> Any:
    return field.required(field.box.objectName()) if field.box.text().strip() else None


def split(office: Office, parent: QWidget, facts: CaseFacts) -> None:
    """Split off what is held for one client; clients and categories are those of the organisation."""
    request_id = facts.request_id
    office.run(parent, lambda desk: read_decision_sheet(desk, request_id), lambda sheet: _open_split(office, parent, facts, sheet))


def _open_split(office: Office, parent: QWidget, facts: CaseFacts, sheet: DecisionSheet) -> None:
    request_id = facts.request_id
    client = ChoiceBox(tuple((one.id, one.name) for one in sheet.clients), name="split_client")
    held = CheckGrid(
        tuple((one, one) for one in sheet.categories),
        name="split_categories",
        columns=1,
        label=translate("LifeActs", "Held for this client"),
    )

    def collect() -> Work:
        chosen, categories = str(client.chosen() or ""), tuple(str(one) for one in held.ticked())
        return lambda desk: split_for_client(desk, request_id, client_id=chosen, categories=categories)

    ask(
        office,
        parent,
        name="split",
        title=translate("LifeActs", "Split off a client’s part of {about}").format(about=about(facts)),
        sentence=translate(
            "LifeActs", "The part gets an answer of its own that names the business, on the same days. What is ours is answered in full."
        ),
        act_text=translate("LifeActs", "Split it off"),
        rows={
            "client": FormRow(translate("LifeActs", "&Client"), client, above=True),
            "categories": FormRow(translate("LifeActs", "&Held for this client"), held, above=True),
        },
        collect=collect,
        told=translate("LifeActs", "Split off: {about}").format(about=about(facts)),
    )


def fee(office: Office, parent: QWidget, facts: CaseFacts) -> ActDialog:
    """State a fee, with why and what it costs."""
    request_id = facts.request_id
    reason, evidence = text_box("fee_reason", 2), text_box("fee_evidence", 2)
    minutes, hourly, postage = (QLineEdit() for _ in range(3))
    for box, name in ((minutes, "minutes"), (hourly, "hourly"), (postage, "postage")):
        box.setObjectName(f"fee_{name}")
        set_width(box, 9)
    how = ChoiceBox(options(Channel), name="fee_how")

    def collect() -> Work:
        why, proof, channel = reason.toPlainText(), evidence.toPlainText(), Channel(str(how.chosen()))
        spent, rate, stamps = (
            minutes_of(minutes.text(), "minutes"),
            cents_of(hourly.text(), "cents_an_hour"),
            cents_of(postage.text(), "postage"),
        )
        return lambda desk: state_fee(
            desk, request_id, reason=why, evidence=proof, minutes=spent, cents_an_hour=rate, postage_cents=stamps, how=channel
        )

    def done(result: Any) -> None:
        until = qt_dates.full_date(result.fact("answer_by_on"))
        amount = dollars(int(result.fact("cents")))
        office.messages.notice(translate("LifeActs", "Fee stated: {amount}, to be answered by {date}").format(amount=amount, date=until))

    return ask(
        office,
        parent,
        name="fee",
        title=translate("LifeActs", "State a fee for {about}").format(about=about(facts)),
        sentence=translate(
            "LifeActs",
            "Only for what is manifestly unfounded or excessive, and before the work. Tell the consumer why and how much; the answer "
            "stays due on its day.",
        ),
        act_text=translate("LifeActs", "The fee was stated"),
        rows={
            "reason": FormRow(translate("LifeActs", "&Reason, as the consumer is told"), reason, above=True, stretch=True),
            "evidence": FormRow(translate("LifeActs", "&Evidence, kept here"), evidence, above=True, stretch=True),
            "beside": {
                "minutes": FormRow(translate("LifeActs", "&Minutes of work"), minutes, above=True),
                "cents_an_hour": FormRow(translate("LifeActs", "&Dollars an hour"), hourly, above=True),
                "postage": FormRow(translate("LifeActs", "&Postage, dollars"), postage, above=True),
            },
            "how": FormRow(translate("LifeActs", "&How it was stated"), how, above=True),
        },
        collect=collect,
        done=done,
    )


def fee_answer(office: Office, parent: QWidget, facts: CaseFacts) -> ActDialog:
    """Record what the consumer said to the fee, or let it go."""
    request_id = facts.request_id
    stated = facts.fee()
    assert stated is not None, "the menu offers it only where a fee was stated"
    states = (FeeState.AGREED, FeeState.DECLINED, FeeState.UNANSWERED, FeeState.WAIVED)
    choice = RadioRow(
        tuple((state, label(state)) for state in states), name="fee_answer_state", label=translate("LifeActs", "Answer"), vertical=True
    )
    choice.set_chosen(FeeState.AGREED)
    words = text_box("fee_answer_words", 3)
    how = ChoiceBox(options(Channel), name="fee_answer_how")

    def collect() -> Work:
        state, text, channel = FeeState(str(choice.chosen())), words.toPlainText(), Channel(str(how.chosen()))
        if state is FeeState.WAIVED:
            return lambda desk: waive_fee(desk, request_id, reason=text)
        return lambda desk: record_fee_answer(desk, request_id, state, words=text, how=channel)

    return ask(
        office,
        parent,
        name="fee_answer",
        title=translate("LifeActs", "Answer to the fee, {about}").format(about=about(facts)),
        sentence=translate(
            "LifeActs", "{amount} was stated, to be answered by {date}. Without a yes the request is refused on that ground."
        ).format(amount=dollars(stated.cents), date=qt_dates.full_date(stated.answer_by_on)),
        act_text=translate("LifeActs", "Record the answer"),
        rows={
            "state": FormRow(translate("LifeActs", "Answer"), choice, above=True),
            "statement": FormRow(translate("LifeActs", "What was &said, or why it is waived"), words, above=True, stretch=True),
            "how": FormRow(translate("LifeActs", "&How it was said"), how, above=True),
        },
        collect=collect,
        told=translate("LifeActs", "Answer to the fee recorded: {about}").format(about=about(facts)),
    )


LIFE_ACTS: dict[MenuAct, Callable[[Office, QWidget, CaseFacts], object]] = {
    MenuAct.ADD_RIGHT: add_a_right,
    MenuAct.AMEND: amend,
    MenuAct.SPLIT: split,
    MenuAct.FEE: fee,
    MenuAct.FEE_ANSWER: fee_answer,
    MenuAct.FRAUD_HOLD: hold_acts.place_fraud,
    MenuAct.LIFT_FRAUD_HOLD: hold_acts.lift_fraud,
    MenuAct.UPHOLD_FRAUD: hold_acts.uphold,
    MenuAct.LEGAL_HOLD: hold_acts.place_legal,
    MenuAct.LIFT_LEGAL_HOLD: hold_acts.lift_legal,
}
"""What each of these lines of the menu opens."""
