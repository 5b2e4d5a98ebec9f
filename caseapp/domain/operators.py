"""Who uses the program, and the one table of what each role may do.

Local mode can enforce some of it only in the program and some by keys: reading sealed things needs an officer's key.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from caseapp.domain.errors import NotAllowed


class Role(StrEnum):
    """A person may have several."""

    CALL_AGENT = "call_agent"
    PRIVACY_OFFICER = "privacy_officer"
    MAIL_CLERK = "mail_clerk"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Act(StrEnum):
    """Everything the services check."""

    TAKE_REQUESTS = "take_requests"
    HAND_OVER_DRAFTS = "hand_over_drafts"
    LINK_CONSUMERS = "link_consumers"
    SEE_CASES = "see_cases"
    SEE_NAMES = "see_names"
    WRITE_NOTES = "write_notes"
    ATTACH_DOCUMENTS = "attach_documents"
    READ_SEALED = "read_sealed"
    VERIFY = "verify"
    DO_WORK = "do_work"
    DECIDE = "decide"
    EXTEND = "extend"
    MOVE_RECEIPT = "move_receipt"
    DRAFT_LETTERS = "draft_letters"
    APPROVE_LETTERS = "approve_letters"
    RUN_MAIL_ROOM = "run_mail_room"
    RECORD_DISPATCH = "record_dispatch"
    CORRECT_DISPATCH = "correct_dispatch"
    SEE_REPORTS = "see_reports"
    EXPORT = "export"
    ADMINISTER = "administer"
    DESTROY_RECORDS = "destroy_records"
    READ_HISTORY = "read_history"
    RUN_NIGHTLY = "run_nightly"
    READ_LAW = "read_law"
    REVIEW_LAW = "review_law"
    READ_TEMPLATES = "read_templates"
    EDIT_TEMPLATES = "edit_templates"
    APPROVE_TEMPLATES = "approve_templates"


_A, _P, _M, _D, _U = Role.CALL_AGENT, Role.PRIVACY_OFFICER, Role.MAIL_CLERK, Role.ADMINISTRATOR, Role.AUDITOR

ALLOWED: dict[Act, frozenset[Role]] = {
    Act.TAKE_REQUESTS: frozenset({_A, _P}),
    Act.HAND_OVER_DRAFTS: frozenset({_P, _D}),
    Act.LINK_CONSUMERS: frozenset({_A, _P}),
    Act.SEE_CASES: frozenset({_A, _P, _M, _U}),
    Act.SEE_NAMES: frozenset({_A, _P, _M}),
    Act.WRITE_NOTES: frozenset({_A, _P, _M}),
    Act.ATTACH_DOCUMENTS: frozenset({_A, _P}),
    Act.READ_SEALED: frozenset({_P}),
    Act.VERIFY: frozenset({_P}),
    Act.DO_WORK: frozenset({_P}),
    Act.DECIDE: frozenset({_P}),
    Act.EXTEND: frozenset({_P}),
    Act.MOVE_RECEIPT: frozenset({_P}),
    Act.DRAFT_LETTERS: frozenset({_A, _P}),
    Act.APPROVE_LETTERS: frozenset({_P}),
    Act.RUN_MAIL_ROOM: frozenset({_P, _M}),
    Act.RECORD_DISPATCH: frozenset({_P, _M}),
    Act.CORRECT_DISPATCH: frozenset({_P}),
    Act.SEE_REPORTS: frozenset({_P, _U}),
    Act.EXPORT: frozenset({_P, _U}),
    Act.ADMINISTER: frozenset({_D}),
    Act.DESTROY_RECORDS: frozenset({_D}),
    Act.READ_HISTORY: frozenset({_P, _D, _U}),
    Act.RUN_NIGHTLY: frozenset({_P, _D}),
    Act.READ_LAW: frozenset({_A, _P, _M, _D, _U}),
    Act.REVIEW_LAW: frozenset({_P, _D, _U}),
    Act.READ_TEMPLATES: frozenset({_A, _P, _D, _U}),
    Act.EDIT_TEMPLATES: frozenset({_P}),
    Act.APPROVE_TEMPLATES: frozenset({_P}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A person who uses the program, with one or more roles and a signing key.

    Attributes:
        retired_reason: why they were retired; the history holds its digest.
    """

    id: str
    login: str
    name: str
    roles: tuple[Role, ...]
    public_key: bytes
    created_at: datetime
    is_active: bool = True
    retired_reason: str = ""
    version: int = 1

    def may(self, act: Act) -> bool:
        return self.is_active and may(self.roles, act)


def may(roles: Iterable[Role], act: Act) -> bool:
    """Say whether any of the roles includes the act."""
    return not ALLOWED[act].isdisjoint(roles)


def require(operator: Operator, act: Act) -> None:
    """Raise `NotAllowed` unless one of the operator's roles includes the act."""
    if not operator.may(act):
        raise NotAllowed("role_does_not_include", act=act)


class SecondPersonAct(StrEnum):
    """Acts that want a second person (policy table in Admin)."""

    APPROVE_LETTER = "approve_letter"
    RELEASE_SPECIFIC_PIECES = "release_specific_pieces"
    MOVE_RECEIPT_LATER = "move_receipt_later"
    LIFT_FRAUD_HOLD = "lift_fraud_hold"
    APPROVE_TEMPLATE = "approve_template"
    DESTROY = "destroy"
    REKEY = "rekey"


ACTS_WITH_A_RULE = (
    SecondPersonAct.APPROVE_LETTER,
    SecondPersonAct.RELEASE_SPECIFIC_PIECES,
    SecondPersonAct.MOVE_RECEIPT_LATER,
    SecondPersonAct.LIFT_FRAUD_HOLD,
    SecondPersonAct.APPROVE_TEMPLATE,
    SecondPersonAct.DESTROY,
)
"""The acts of the table that the program has today. The other has its code and no act yet, so no switch that would do nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondPersonRule:
    """Whether one act wants a second person. A one-officer office may switch it off; the history then says so.

    Attributes:
        reason: why it was switched last; the history holds its digest.
    """

    id: str
    act: SecondPersonAct
    is_required: bool = True
    reason: str = ""
    version: int = 1


def check_second_person(rule_required: bool, act: SecondPersonAct, *, first: str, second: str) -> bool:
    """Return whether the policy was bent: the same person did both and the policy permits it.

    Raises:
        NotAllowed: ``second_person_needed`` when the policy wants another person than `first`.
    """
    if first != second:
        return False
    if rule_required:
        raise NotAllowed("second_person_needed", act=act)
    return True
