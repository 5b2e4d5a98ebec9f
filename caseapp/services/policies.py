"""The table of acts that want a second person. A one-officer office may switch one off; the history then says so."""

from __future__ import annotations

from dataclasses import replace

from caseapp.domain.errors import DomainError
from caseapp.domain.operators import ACTS_WITH_A_RULE, Act, SecondPersonAct, SecondPersonRule
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record


def second_person_wanted(uow: UnitOfWork, act: SecondPersonAct) -> bool:
    """Return whether the policy wants a second person for this act; it does where nothing was ever set."""
    rule = uow.second_person_rules.find(act)
    return rule is None or rule.is_required


def policy_table(desk: Desk) -> tuple[SecondPersonRule, ...]:
    """Return one rule for each act that the program has, as it stands."""
    with desk.uow() as uow:
        return tuple(uow.second_person_rules.find(act) or SecondPersonRule(id=act, act=act) for act in ACTS_WITH_A_RULE)


def set_second_person(desk: Desk, act: SecondPersonAct, *, is_required: bool, reason: str = "") -> ChangeSet:
    """Switch the second person for one act on or off.

    Raises:
        DomainError: ``second_person_off_needs_reason`` at ``reason``.
    """
    desk.require(Act.ADMINISTER)
    if not is_required and not reason.strip():
        raise DomainError("second_person_off_needs_reason", "reason")
    with desk.uow() as uow:
        rule = uow.second_person_rules.find(act)
        if rule is None:
            uow.second_person_rules.add(SecondPersonRule(id=act, act=act, is_required=is_required, reason=reason.strip()))
        else:
            uow.second_person_rules.replace(replace(rule, is_required=is_required, reason=reason.strip()))
        record(uow, desk, "second_person_set", thing="policy", thing_id=act, facts={"act": act, "required": is_required}, reason=reason)
        uow.commit()
    return changed("policies")
