"""Another recovery sheet while somebody is signed in: the one before is lost, or somebody saw it."""

from __future__ import annotations

from dataclasses import dataclass

from caseapp.domain.operators import Act
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk
from caseapp.services.ports import RecoverySheet
from caseapp.services.record import record
from caseapp.services.trouble import Trouble


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewedSheet:
    """The sheet, to be shown once and kept nowhere."""

    changes: ChangeSet
    sheet: RecoverySheet


def renew_recovery_sheet(desk: Desk, *, passphrase: str) -> RenewedSheet:
    """Make another sheet; from now on the one before opens nothing.

    The own passphrase is asked again, for whoever has the sheet has everything (ASVS 7.5.3).

    Raises:
        Trouble: ``wrong_passphrase``.
        NotAllowed: ``officer_needed``: the sheet opens what is sealed.
    """
    desk.require(Act.ADMINISTER)
    if not desk.vault.confirm_passphrase(passphrase):
        raise Trouble("wrong_passphrase")
    with desk.uow() as uow:
        record(uow, desk, "recovery_sheet_renewed", thing="operator", thing_id=desk.operator.id)
        # Last, as with passphrases: an act that cannot be recorded leaves the sheet that is kept in the safe good.
        sheet = desk.vault.new_recovery_sheet()
        uow.commit()
    return RenewedSheet(changes=changed("operators"), sheet=sheet)
