"""A desk for tests of services: rows in memory, keys that only pretend, the real law and the real letter press."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from caseapp.domain.errors import NotAllowed
from caseapp.domain.operators import Operator, Role
from caseapp.services.desk import Desk
from caseapp.services.standing_law import StandingLaw
from caseapp.vault.recovery import RecoverySheet, new_secret, sheet_of
from tests.fakes.real_parts import real_law as real_law
from tests.fakes.real_parts import real_law_files
from tests.fakes.real_parts import real_press as real_press
from tests.fakes.uow import FakeStore
from tests.house import PASSPHRASE, MovableClock, sample_organisation


class FakeVault:
    """Seals by turning bytes round; opens for officers only; signs with a digest."""

    def __init__(self, operator_id: str, *, is_officer: bool) -> None:
        self.operator_id = operator_id
        self.can_unseal = is_officer
        self.added: list[str] = []

    def sign(self, digest: bytes) -> bytes:
        return hashlib.sha256(self.operator_id.encode() + digest).digest()

    def signer(self) -> Callable[[bytes], bytes]:
        return self.sign

    def public_key(self) -> bytes:
        return self.operator_id.encode()

    def seal(self, plain: bytes, *, about: str) -> bytes:
        return about.encode() + b"|" + plain[::-1]

    def unseal(self, sealed: bytes, *, about: str) -> bytes:
        if not self.can_unseal:
            raise NotAllowed("sealed_for_officers")
        assert sealed.startswith(about.encode() + b"|")
        return sealed.split(b"|", 1)[1][::-1]

    def add_operator(self, *, operator_id: str, login: str, display_name: str, passphrase: str, is_officer: bool) -> bytes:
        self.added.append(login)
        return operator_id.encode()

    def change_passphrase(self, old: str, new: str) -> None:
        self.added.append("changed")

    def retire_operator(self, operator_id: str) -> None:
        self.added.append(f"retired {operator_id}")

    def signing_keys(self, operator_id: str) -> tuple[bytes, ...]:
        return (operator_id.encode(),)

    def set_officer(self, operator_id: str, is_officer: bool) -> None:
        self.added.append(f"officer {operator_id} {is_officer}")

    def reset_passphrase(self, operator_id: str, passphrase: str) -> bytes:
        self.added.append(f"reset {operator_id}")
        return operator_id.encode()

    def confirm_passphrase(self, passphrase: str) -> bool:
        return passphrase == PASSPHRASE

    def new_recovery_sheet(self) -> RecoverySheet:
        if not self.can_unseal:
            raise NotAllowed("officer_needed")
        self.added.append("sheet")
        return sheet_of(new_secret())

    def lock(self) -> None:
        self.can_unseal = False


def no_csv(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    return "\n".join(",".join(str(cell) for cell in row) for row in (head, *rows)).encode()


class FakeOffice:
    """Several desks over one store in memory.

    Attributes:
        store: the rows, shared by all desks.
        clock: moved by the test.
        queries: what the few services that read lists are answered; None where a test needs none.
    """

    def __init__(self) -> None:
        self.store = FakeStore()
        self.clock = MovableClock()
        self.queries: object = None
        organisation, lines, clients = sample_organisation(self.clock.now_at())
        self.people = {
            "admin": self._person("admin", Role.ADMINISTRATOR, Role.PRIVACY_OFFICER),
            "agent": self._person("agent", Role.CALL_AGENT),
            "officer": self._person("officer", Role.PRIVACY_OFFICER),
            "second": self._person("second", Role.PRIVACY_OFFICER),
            "clerk": self._person("clerk", Role.MAIL_CLERK),
            "auditor": self._person("auditor", Role.AUDITOR),
        }
        with self.store.unit_of_work() as uow:
            uow.organisations.add(organisation)
            for line in lines:
                uow.lines.add(line)
            for client in clients:
                uow.clients.add(client)
            for person in self.people.values():
                uow.operators.add(person)
            uow.commit()

    def _person(self, login: str, *roles: Role) -> Operator:
        return Operator(id=f"id-{login}", login=login, name=login.title(), roles=roles, public_key=b"", created_at=self.clock.now_at())

    def desk(self, login: str) -> Desk:
        operator = self.people[login]
        return Desk(
            uow=self.store.unit_of_work,
            queries=self.queries,  # type: ignore[arg-type]  only what a test sets is asked
            clock=self.clock,
            operator=operator,
            rulebook=StandingLaw(real_law()),  # type: ignore[arg-type]  answers like the rulebook it holds
            press=real_press(),
            vault=FakeVault(operator.id, is_officer=Role.PRIVACY_OFFICER in operator.roles),
            business_zone="America/Los_Angeles",
            practice=False,
            app_version="test",
            csv=no_csv,
            law_files=real_law_files(),
        )

    def organisation(self, **changes: object) -> None:
        """Store a further revision of the organisation."""
        with self.store.unit_of_work() as uow:
            current = uow.current_organisation()
            uow.organisations.add(replace(current, revision=current.revision + 1, **changes))  # type: ignore[arg-type]
            uow.commit()

    def now_at(self) -> datetime:
        return self.clock.now_at()
