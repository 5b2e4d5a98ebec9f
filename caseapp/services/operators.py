"""People who use the program: added, given roles, retired. An administrator adds them; each has keys of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from caseapp.domain.errors import DomainError
from caseapp.domain.operators import Act, Operator, Role
from caseapp.domain.people import clean_name
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk, new_id
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record

_LOGIN = re.compile(r"^[a-z0-9][a-z0-9._-]{1,39}$")


def check_operator(login: str, name: str, roles: Sequence[Role]) -> None:
    """Raise DomainError ``login_unfit`` at ``login``, ``operator_name_missing`` at ``name``, ``role_missing`` at ``roles``."""
    if not _LOGIN.match(login):
        raise DomainError("login_unfit", "login")
    if not clean_name(name, field="name"):
        raise DomainError("operator_name_missing", "name")
    if not roles:
        raise DomainError("role_missing", "roles")


def operators(desk: Desk) -> tuple[Operator, ...]:
    """Return everybody, also those who were retired."""
    with desk.uow() as uow:
        return uow.operators.where()


def add_operator(desk: Desk, *, login: str, name: str, roles: Sequence[Role], passphrase: str) -> ChangeSet:
    """Add a person with a first passphrase of their own.

    Raises:
        DomainError: see `check_operator`; ``login_taken``; what is wrong with the passphrase.
    """
    desk.require(Act.ADMINISTER)
    check_operator(login, name, roles)
    operator_id = new_id()
    with desk.uow() as uow:
        if uow.operators.where(login=login):
            raise DomainError("login_taken", "login")
        operator = uow.operators.add(
            Operator(
                id=operator_id,
                login=login,
                name=clean_name(name, field="name"),
                roles=tuple(roles),
                public_key=b"",
                created_at=desk.now_at(),
            )
        )
        record(
            uow, desk, "operator_added", thing="operator", thing_id=operator_id, facts={"login": login, "roles": ",".join(sorted(roles))}
        )
        # The key slot is written last: a slot without a row opens nothing, a row without a slot could never sign in.
        public_key = desk.vault.add_operator(
            operator_id=operator_id,
            login=login,
            display_name=operator.name,
            passphrase=passphrase,
            is_officer=Role.PRIVACY_OFFICER in roles,
        )
        try:
            uow.operators.replace(replace(operator, public_key=public_key))
            uow.commit()
        except BaseException:
            desk.vault.retire_operator(operator_id)
            raise
    return changed("operators", created_id=operator_id)


def change_passphrase(desk: Desk, *, old: str, new: str) -> ChangeSet:
    """Change this operator's own passphrase.

    Raises:
        Trouble: ``wrong_passphrase``.
        DomainError: what is wrong with the new one.
    """
    desk.vault.change_passphrase(old, new)
    with desk.uow() as uow:
        record(uow, desk, "passphrase_changed", thing="operator", thing_id=desk.operator.id)
        uow.commit()
    return changed("operators")


def set_roles(desk: Desk, operator_id: str, roles: Sequence[Role]) -> ChangeSet:
    """Give a person other roles; the officers' key goes with the officer's role.

    Raises:
        DomainError: ``role_missing`` at ``roles``; ``last_administrator`` when nobody else could administer afterwards.
        NotAllowed: ``officer_needed``: only an officer can hand the officers' key on.
    """
    desk.require(Act.ADMINISTER)
    if not roles:
        raise DomainError("role_missing", "roles")
    with desk.uow() as uow:
        operator = uow.operators.get(operator_id)
        if Role.ADMINISTRATOR not in roles:
            _somebody_else_administers(uow, operator_id)
        uow.operators.replace(replace(operator, roles=tuple(roles)))
        record(uow, desk, "roles_set", thing="operator", thing_id=operator_id, facts={"roles": ",".join(sorted(roles))})
        was, becomes = Role.PRIVACY_OFFICER in operator.roles, Role.PRIVACY_OFFICER in roles
        if was != becomes:
            desk.vault.set_officer(operator_id, becomes)
        uow.commit()
    return changed("operators")


def retire_operator(desk: Desk, operator_id: str, *, reason: str) -> ChangeSet:
    """Let a person go: their slot is removed and they cannot sign in; what they signed stays and can be checked.

    Raises:
        DomainError: ``reason_missing``, ``last_administrator``, ``operator_retired_already``.
        NotAllowed: ``own_slot``, ``last_officer``.
    """
    desk.require(Act.ADMINISTER)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        operator = uow.operators.get(operator_id)
        if not operator.is_active:
            raise DomainError("operator_retired_already")
        _somebody_else_administers(uow, operator_id)
        uow.operators.replace(replace(operator, is_active=False, retired_reason=reason.strip()))
        record(uow, desk, "operator_retired", thing="operator", thing_id=operator_id, reason=reason)
        desk.vault.retire_operator(operator_id)
        uow.commit()
    return changed("operators")


def reset_passphrase(desk: Desk, operator_id: str, passphrase: str) -> ChangeSet:
    """Give somebody who forgot theirs a new passphrase; new signing keys show the break in the record."""
    desk.require(Act.ADMINISTER)
    with desk.uow() as uow:
        operator = uow.operators.get(operator_id)
        record(uow, desk, "passphrase_reset", thing="operator", thing_id=operator_id)
        public_key = desk.vault.reset_passphrase(operator_id, passphrase)
        uow.operators.replace(replace(operator, public_key=public_key))
        uow.commit()
    return changed("operators")


def _somebody_else_administers(uow: UnitOfWork, operator_id: str) -> None:
    others = (one for one in uow.operators.where(is_active=True) if one.id != operator_id)
    if not any(Role.ADMINISTRATOR in one.roles for one in others):
        raise DomainError("last_administrator")
