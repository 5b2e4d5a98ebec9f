"""The acts behind "more": which of them are possible for a case and who looks at it, in their groups."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from caseapp.domain.case import Request
from caseapp.domain.deadline import ExtensionState
from caseapp.domain.fee import FEE_SETTLED
from caseapp.domain.hold import HoldKind
from caseapp.domain.operators import Act, Operator
from caseapp.domain.request_type import NEVER_VERIFIED
from caseapp.domain.status import RequestStatus
from caseapp.services.verification import LEVEL_MAY_CHANGE
from caseapp.ui.cases.case_facts import CaseFacts

translate = QCoreApplication.translate


class MenuAct(StrEnum):
    """Acts that are needed seldom."""

    ASSIGN = "assign"
    ATTACH = "attach"
    CONTACT_DETAILS = "contact_details"
    REPLY = "reply"
    MOVE_RECEIPT = "move_receipt"
    DECIDE_LAW = "decide_law"
    LEVEL = "level"
    UNEXTEND = "unextend"
    ADD_RIGHT = "add_right"
    AMEND = "amend"
    SPLIT = "split"
    FEE = "fee"
    FEE_ANSWER = "fee_answer"
    FRAUD_HOLD = "fraud_hold"
    LIFT_FRAUD_HOLD = "lift_fraud_hold"
    UPHOLD_FRAUD = "uphold_fraud"
    LEGAL_HOLD = "legal_hold"
    LIFT_LEGAL_HOLD = "lift_legal_hold"
    WITHDRAW = "withdraw"
    DUPLICATE = "duplicate"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """One line of the menu; lines of one group stand together."""

    act: MenuAct
    text: str
    group: int


def menu_acts(facts: CaseFacts, operator: Operator) -> tuple[MenuItem, ...]:
    """Return what may be done now; what may not is absent, for its reason is on the page."""
    request = facts.request
    if request is None:
        return ()
    is_draft = facts.case.is_draft
    is_closed = request.status is RequestStatus.CLOSED
    is_left = request.status in (RequestStatus.ANSWERED, RequestStatus.CLOSED)
    extension = facts.extension()
    possible = {
        MenuAct.ASSIGN: operator.may(Act.DECIDE),
        MenuAct.ATTACH: operator.may(Act.ATTACH_DOCUMENTS),
        MenuAct.CONTACT_DETAILS: operator.may(Act.DECIDE) and not is_draft,
        MenuAct.REPLY: operator.may(Act.DECIDE) and not is_draft,
        MenuAct.MOVE_RECEIPT: operator.may(Act.MOVE_RECEIPT) and not is_draft,
        MenuAct.DECIDE_LAW: operator.may(Act.DECIDE) and facts.case.law_undecided,
        MenuAct.LEVEL: operator.may(Act.VERIFY)
        and request.status is RequestStatus.VERIFYING
        and request.type in LEVEL_MAY_CHANGE - NEVER_VERIFIED,
        MenuAct.UNEXTEND: operator.may(Act.EXTEND) and extension is not None and extension.state is ExtensionState.PROPOSED,
        MenuAct.WITHDRAW: operator.may(Act.DECIDE) and not is_left and not is_draft,
        MenuAct.DUPLICATE: operator.may(Act.DECIDE) and not is_left and not is_draft,
        MenuAct.REOPEN: operator.may(Act.DECIDE) and is_closed,
        **_life_acts(facts, request, operator),
    }
    return tuple(item for item in _items() if possible[item.act])


def _life_acts(facts: CaseFacts, request: Request, operator: Operator) -> dict[MenuAct, bool]:
    """Say which of the acts beside the straight road are possible."""
    is_taken = not facts.case.is_draft
    takes, decides = operator.may(Act.TAKE_REQUESTS) and is_taken, operator.may(Act.DECIDE) and is_taken
    is_open = any(one.status is not RequestStatus.CLOSED for one in facts.requests)
    in_work = request.status is RequestStatus.IN_PROGRESS
    fee, on_fraud, on_legal = facts.fee(), facts.hold(HoldKind.FRAUD), facts.hold(HoldKind.LEGAL)
    is_verified = request.verified_on is not None
    return {
        MenuAct.ADD_RIGHT: takes,
        MenuAct.AMEND: takes and is_open,
        MenuAct.SPLIT: decides and in_work and is_verified and request.split_from_id is None,
        MenuAct.FEE: decides and in_work and is_verified and fee is None and request.type not in NEVER_VERIFIED,
        MenuAct.FEE_ANSWER: decides and in_work and fee is not None and fee.state not in FEE_SETTLED,
        MenuAct.FRAUD_HOLD: takes and is_open and on_fraud is None,
        MenuAct.LIFT_FRAUD_HOLD: decides and on_fraud is not None,
        MenuAct.UPHOLD_FRAUD: decides and on_fraud is not None and request.status in BEFORE_REVIEW and not facts.case.law_undecided,
        MenuAct.LEGAL_HOLD: decides and on_legal is None,
        MenuAct.LIFT_LEGAL_HOLD: decides and on_legal is not None,
    }


BEFORE_REVIEW = (RequestStatus.RECEIVED, RequestStatus.VERIFYING, RequestStatus.IN_PROGRESS)


def _items() -> tuple[MenuItem, ...]:
    return (
        MenuItem(act=MenuAct.ASSIGN, text=translate("CaseMenu", "&Assign..."), group=0),
        MenuItem(act=MenuAct.ATTACH, text=translate("CaseMenu", "Attach a d&ocument..."), group=0),
        MenuItem(act=MenuAct.CONTACT_DETAILS, text=translate("CaseMenu", "&Contact details..."), group=1),
        MenuItem(act=MenuAct.REPLY, text=translate("CaseMenu", "Rep&ly..."), group=1),
        MenuItem(act=MenuAct.DECIDE_LAW, text=translate("CaseMenu", "Decide the la&w..."), group=2),
        MenuItem(act=MenuAct.LEVEL, text=translate("CaseMenu", "Change the le&vel of verification..."), group=2),
        MenuItem(act=MenuAct.MOVE_RECEIPT, text=translate("CaseMenu", "&Move the receipt..."), group=2),
        MenuItem(act=MenuAct.UNEXTEND, text=translate("CaseMenu", "Take the e&xtension back..."), group=2),
        MenuItem(act=MenuAct.ADD_RIGHT, text=translate("CaseMenu", "Add a ri&ght..."), group=3),
        MenuItem(act=MenuAct.AMEND, text=translate("CaseMenu", "Cha&nge what is asked..."), group=3),
        MenuItem(act=MenuAct.SPLIT, text=translate("CaseMenu", "S&plit off a client’s part..."), group=3),
        MenuItem(act=MenuAct.FEE, text=translate("CaseMenu", "&State a fee..."), group=3),
        MenuItem(act=MenuAct.FEE_ANSWER, text=translate("CaseMenu", "Answer to the &fee..."), group=3),
        MenuItem(act=MenuAct.FRAUD_HOLD, text=translate("CaseMenu", "Place a fraud &hold..."), group=4),
        MenuItem(act=MenuAct.LIFT_FRAUD_HOLD, text=translate("CaseMenu", "Lift the fraud &hold..."), group=4),
        MenuItem(act=MenuAct.UPHOLD_FRAUD, text=translate("CaseMenu", "F&ind that it is fraud..."), group=4),
        MenuItem(act=MenuAct.LEGAL_HOLD, text=translate("CaseMenu", "Plac&e a legal hold..."), group=4),
        MenuItem(act=MenuAct.LIFT_LEGAL_HOLD, text=translate("CaseMenu", "&End the legal hold..."), group=4),
        MenuItem(act=MenuAct.REOPEN, text=translate("CaseMenu", "Take &up again..."), group=5),
        MenuItem(act=MenuAct.DUPLICATE, text=translate("CaseMenu", "Close as a &repeat..."), group=5),
        MenuItem(act=MenuAct.WITHDRAW, text=translate("CaseMenu", "With&draw..."), group=5),
    )
