"""An office with an officer and an agent, made with keys that are quick to guess."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from caseapp.vault.office_keys import QUICK_COST, OpenVault, create_office_keys, unlock
from caseapp.vault.recovery import RecoverySheet

OFFICER_PASSPHRASE = "granite lanterns over moss"
AGENT_PASSPHRASE = "brisk otters tally thunder"


@dataclass
class Office:
    folder: Path
    officer: OpenVault
    sheet: RecoverySheet
    agent_key: bytes

    def unlock(self, login: str, passphrase: str, **more) -> OpenVault:
        return unlock(self.folder, login, passphrase, cost=QUICK_COST, **more)

    def agent(self) -> OpenVault:
        return self.unlock("joe.miller", AGENT_PASSPHRASE)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    folder = tmp_path / "office"
    officer, sheet = create_office_keys(
        folder,
        operator_id="op-maria",
        login="maria.lopez",
        display_name="María López",
        passphrase=OFFICER_PASSPHRASE,
        is_officer=True,
        cost=QUICK_COST,
    )
    agent_key = officer.add_operator(
        operator_id="op-joe", login="joe.miller", display_name="Joe Miller", passphrase=AGENT_PASSPHRASE, is_officer=False, cost=QUICK_COST
    )
    return Office(folder, officer, sheet, agent_key)
