"""The acts behind "more": which of them are possible for a case and who looks at it, in their groups."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from caseapp.domain.deadline import ExtensionState
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
    }
    return tuple(item for item in _items() if possible[item.act])


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
        MenuItem(act=MenuAct.REOPEN, text=translate("CaseMenu", "Take &up again..."), group=3),
        MenuItem(act=MenuAct.DUPLICATE, text=translate("CaseMenu", "Close as a &repeat..."), group=3),
        MenuItem(act=MenuAct.WITHDRAW, text=translate("CaseMenu", "With&draw..."), group=3),
    )
