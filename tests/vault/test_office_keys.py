"""The life of the keys: made, unlocked, handed on, changed, recovered, taken away."""

from __future__ import annotations

import base64
import itertools
import pickle
from datetime import UTC, datetime, timedelta

import pytest

from caseapp.domain.errors import DomainError, NotAllowed, NotFound
from caseapp.services.trouble import Trouble
from caseapp.vault import cost as cost_module
from caseapp.vault import slot_file, slots
from caseapp.vault.cost import Cost
from caseapp.vault.office_keys import (
    QUICK_COST,
    STANDARD_COST,
    attempts_wait_seconds,
    create_office_keys,
    exists,
    logins,
    recovery_fingerprint,
    unlock,
    unlock_with_recovery,
    verify,
)
from tests.vault.conftest import AGENT_PASSPHRASE, OFFICER_PASSPHRASE, Office

NEW_PASSPHRASE = "seven kettles hum at noon"
DEARER = Cost(memory_kib=8 * 1024, passes=2, lanes=1)


def test_one_database_key_opens_for_everybody_and_survives_the_evening(office: Office):
    again = office.unlock("maria.lopez", OFFICER_PASSPHRASE)
    assert len(again.database_key) == 32
    assert again.database_key == office.officer.database_key == office.agent().database_key
    assert (again.operator_id, again.login, again.can_unseal) == ("op-maria", "maria.lopez", True)


def test_the_unlock_page_knows_who_there_is(office: Office, tmp_path):
    assert exists(office.folder)
    assert not exists(tmp_path / "elsewhere")
    assert [(one.login, one.display_name) for one in logins(office.folder)] == [
        ("joe.miller", "Joe Miller"),
        ("maria.lopez", "María López"),
    ]


@pytest.mark.parametrize("login", ["MARIA.LOPEZ", " maria.lopez ", "Maria.Lopez"])
def test_a_login_is_found_however_it_is_typed(office: Office, login):
    assert office.unlock(login, OFFICER_PASSPHRASE).operator_id == "op-maria"


def test_a_passphrase_is_the_same_however_its_accents_are_composed(office: Office):
    office.officer.add_operator(
        operator_id="op-ana",
        login="ana",
        display_name="Ana",
        passphrase="caf\u00e9 con leche a las tres",
        is_officer=False,
        cost=QUICK_COST,
    )
    assert office.unlock("ana", "cafe\u0301 con leche a las tres").operator_id == "op-ana"


@pytest.mark.parametrize(
    ("login", "passphrase"),
    [
        ("maria.lopez", "granite lanterns over mosS"),
        ("maria.lopez", AGENT_PASSPHRASE),
        ("joe.miller", OFFICER_PASSPHRASE),
        ("nobody", OFFICER_PASSPHRASE),
        ("", OFFICER_PASSPHRASE),
        ("maria.lopez", ""),
    ],
)
def test_a_wrong_name_and_a_wrong_passphrase_get_the_same_answer(office: Office, login, passphrase):
    with pytest.raises(Trouble) as caught:
        office.unlock(login, passphrase)
    assert (caught.value.code, caught.value.facts) == ("wrong_passphrase", {})


def test_a_wrong_name_costs_the_same_work_as_a_wrong_passphrase(office: Office, monkeypatch):
    work: list[Cost] = []

    def counted(secret, salt, cost):
        work.append(cost)
        return cost_module.stretch(secret, salt, cost)

    monkeypatch.setattr(slots, "stretch", counted)
    for login in ("maria.lopez", "nobody"):
        with pytest.raises(Trouble, match="wrong_passphrase"):
            office.unlock(login, "not this one at all")
    assert work == [QUICK_COST, QUICK_COST]


class StoppedClock:
    def __init__(self) -> None:
        self.at = datetime(2026, 3, 3, 17, tzinfo=UTC)

    def now_at(self) -> datetime:
        return self.at


def test_misses_make_the_next_try_wait_up_to_a_minute(office: Office):
    clock = StoppedClock()
    waits = []
    for _ in range(10):
        with pytest.raises(Trouble, match="wrong_passphrase"):
            office.unlock("maria.lopez", "not this one at all", now=clock.now_at)
        waits.append(attempts_wait_seconds(office.folder, clock.at))
        if waits[-1]:
            with pytest.raises(Trouble, match="wait") as caught:
                office.unlock("maria.lopez", OFFICER_PASSPHRASE, now=clock.now_at)
            assert caught.value.facts == {"seconds": waits[-1]}
        clock.at += timedelta(seconds=waits[-1])
    assert waits == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert office.unlock("maria.lopez", OFFICER_PASSPHRASE, now=clock.now_at).misses_before == 10
    assert office.unlock("maria.lopez", OFFICER_PASSPHRASE, now=clock.now_at).misses_before == 0


def test_a_clock_turned_back_locks_nobody_out_for_longer_than_the_wait(office: Office):
    clock = StoppedClock()
    for _ in range(4):
        with pytest.raises(Trouble, match="wrong_passphrase"):
            office.unlock("maria.lopez", "not this one at all", now=clock.now_at)
        clock.at += timedelta(seconds=5)
    assert attempts_wait_seconds(office.folder, clock.at - timedelta(days=400)) == 2


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"count": "9", "last_at": "2026-03-03"}', b'{"count": 9, "last_at": "x"}'])
def test_a_damaged_count_counts_nothing(office: Office, content):
    (office.folder / "attempts.json").write_bytes(content)
    assert attempts_wait_seconds(office.folder, datetime(2026, 3, 3, 17, tzinfo=UTC)) == 0


def test_a_cheap_slot_is_wrapped_anew_at_the_next_unlock(office: Office):
    vault = unlock(office.folder, "joe.miller", AGENT_PASSPHRASE, cost=DEARER)
    keys, _, _ = slot_file.read(office.folder)
    assert keys.user("joe.miller").cost == DEARER
    assert keys.user("maria.lopez").cost == QUICK_COST
    again = unlock(office.folder, "joe.miller", AGENT_PASSPHRASE, cost=QUICK_COST)
    assert (again.database_key, again.public_key()) == (vault.database_key, office.agent_key)
    assert slot_file.read(office.folder)[0].user("joe.miller").cost == DEARER  # never made cheaper


def test_the_standard_cost_is_above_the_floor_of_rfc_9106_and_is_what_is_written_unless_asked_otherwise(tmp_path):
    assert (STANDARD_COST.memory_kib, STANDARD_COST.passes, STANDARD_COST.lanes) == (256 * 1024, 3, 4)
    create_office_keys(tmp_path, operator_id="o", login="ana", display_name="Ana", passphrase=NEW_PASSPHRASE, is_officer=True)
    assert slot_file.read(tmp_path)[0].user("ana").cost == STANDARD_COST


def test_keys_are_never_made_over_keys(office: Office):
    with pytest.raises(Trouble, match="keys_exist"):
        create_office_keys(office.folder, operator_id="x", login="x", display_name="X", passphrase=NEW_PASSPHRASE, is_officer=True)


def test_only_the_person_signs_and_everybody_can_check(office: Office):
    digest = bytes(range(32))
    agent = office.agent()
    signature = agent.sign(digest)
    assert agent.public_key() == office.agent_key
    assert verify(office.agent_key, digest, signature)
    assert not verify(office.agent_key, bytes(32), signature)
    assert not verify(office.officer.public_key(), digest, signature)
    assert not verify(office.agent_key, digest, office.officer.sign(digest))
    assert not verify(b"short", digest, signature)
    assert not verify(office.agent_key, digest, b"short")


def test_anybody_puts_in_and_only_an_officer_takes_out(office: Office):
    agent = office.agent()
    sealed = agent.seal(b"identity paper", about="document 1")
    assert office.officer.unseal(sealed, about="document 1") == b"identity paper"
    assert not agent.can_unseal
    with pytest.raises(NotAllowed, match="sealed_for_officers"):
        agent.unseal(sealed, about="document 1")


def test_an_officer_makes_another_one_without_their_passphrase(office: Office):
    sealed = office.agent().seal(b"paper", about="d")
    office.officer.set_officer("op-joe", True)
    agent = office.agent()
    assert agent.can_unseal
    assert agent.unseal(sealed, about="d") == b"paper"
    assert agent.public_key() == office.agent_key
    office.officer.set_officer("op-joe", False)
    assert not office.agent().can_unseal


def test_who_has_not_the_officers_key_cannot_hand_it_on(office: Office):
    agent = office.agent()
    with pytest.raises(NotAllowed, match="officer_needed"):
        agent.set_officer("op-joe", True)
    with pytest.raises(NotAllowed, match="officer_needed"):
        agent.new_recovery_sheet()
    with pytest.raises(NotAllowed, match="officer_needed"):
        agent.add_operator(operator_id="n", login="new", display_name="N", passphrase=NEW_PASSPHRASE, is_officer=True, cost=QUICK_COST)


def test_the_last_officer_stays(office: Office):
    agent = office.agent()
    for act in (
        lambda: office.officer.set_officer("op-maria", False),
        lambda: agent.set_officer("op-maria", False),
        lambda: agent.retire_operator("op-maria"),
        lambda: agent.reset_passphrase("op-maria", NEW_PASSPHRASE, QUICK_COST),
    ):
        with pytest.raises(NotAllowed, match="last_officer"):
            act()
    with pytest.raises(NotAllowed, match="own_slot"):
        office.officer.retire_operator("op-maria")


def test_an_officer_can_step_down_when_there_is_another(office: Office):
    office.officer.set_officer("op-joe", True)
    sealed = office.officer.seal(b"paper", about="d")
    office.officer.set_officer("op-maria", False)
    with pytest.raises(NotAllowed, match="sealed_for_officers"):
        office.officer.unseal(sealed, about="d")
    assert not office.unlock("maria.lopez", OFFICER_PASSPHRASE).can_unseal


def test_a_retired_person_opens_nothing_and_what_they_signed_can_still_be_checked(office: Office):
    digest = bytes(32)
    signature = office.agent().sign(digest)
    office.officer.retire_operator("op-joe")
    with pytest.raises(Trouble, match="wrong_passphrase"):
        office.agent()
    (key,) = office.officer.signing_keys("op-joe")
    assert verify(key, digest, signature)
    assert office.unlock("maria.lopez", OFFICER_PASSPHRASE).signing_keys("op-joe") == (key,)
    with pytest.raises(NotFound):
        office.officer.retire_operator("op-joe")


def test_a_person_retired_while_signed_in_cannot_come_back_by_changing_the_passphrase(office: Office):
    agent = office.agent()
    office.officer.retire_operator("op-joe")
    with pytest.raises(Trouble, match="keys_changed"):
        agent.change_passphrase(AGENT_PASSPHRASE, NEW_PASSPHRASE, QUICK_COST)


def test_two_who_are_signed_in_do_not_undo_each_others_changes(office: Office):
    agent = office.agent()
    office.officer.add_operator(
        operator_id="op-ana", login="ana", display_name="Ana", passphrase="tea at four on the roof", is_officer=False, cost=QUICK_COST
    )
    agent.change_passphrase(AGENT_PASSPHRASE, NEW_PASSPHRASE, QUICK_COST)
    assert [one.login for one in logins(office.folder)] == ["ana", "joe.miller", "maria.lopez"]


def test_a_changed_passphrase_keeps_every_key(office: Office):
    agent = office.agent()
    with pytest.raises(Trouble, match="wrong_passphrase"):
        agent.change_passphrase(NEW_PASSPHRASE, NEW_PASSPHRASE, QUICK_COST)
    agent.change_passphrase(AGENT_PASSPHRASE, NEW_PASSPHRASE, QUICK_COST)
    with pytest.raises(Trouble, match="wrong_passphrase"):
        office.agent()
    again = office.unlock("joe.miller", NEW_PASSPHRASE)
    assert (again.public_key(), again.database_key) == (office.agent_key, office.officer.database_key)
    assert again.confirm_passphrase(NEW_PASSPHRASE)
    assert not again.confirm_passphrase(AGENT_PASSPHRASE)


def test_a_reset_passphrase_brings_a_new_signing_key_that_shows_in_the_list(office: Office):
    new_key = office.officer.reset_passphrase("op-joe", NEW_PASSPHRASE, QUICK_COST)
    assert new_key != office.agent_key
    agent = office.unlock("joe.miller", NEW_PASSPHRASE)
    assert agent.public_key() == new_key
    assert agent.signing_keys("op-joe") == (office.agent_key, new_key)
    assert not agent.can_unseal


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"login": "Joe.Miller"}, "login_taken"),
        ({"login": "  "}, "login_missing"),
        ({"operator_id": "op-joe"}, "operator_has_keys"),
        ({"passphrase": "short"}, "passphrase_too_short"),
    ],
)
def test_a_second_slot_for_the_same_name_or_person_is_refused(office: Office, changes, code):
    person = {
        "operator_id": "op-x",
        "login": "xenia",
        "display_name": "X",
        "passphrase": NEW_PASSPHRASE,
        "is_officer": False,
        "cost": QUICK_COST,
    }
    with pytest.raises(DomainError, match=code):
        office.officer.add_operator(**{**person, **changes})


def test_the_recovery_sheet_opens_everything_once_and_is_followed_by_a_new_one(office: Office):
    sealed = office.agent().seal(b"paper", about="d")
    typed = office.sheet.text.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    vault, sheet = unlock_with_recovery(office.folder, typed, login="maria.lopez", new_passphrase=NEW_PASSPHRASE, cost=QUICK_COST)
    assert vault.unseal(sealed, about="d") == b"paper"
    assert vault.database_key == office.officer.database_key
    assert vault.signing_keys("op-maria") == (office.officer.public_key(), vault.public_key())
    assert sheet.fingerprint == recovery_fingerprint(office.folder) != office.sheet.fingerprint
    with pytest.raises(Trouble, match="wrong_passphrase"):
        office.unlock("maria.lopez", OFFICER_PASSPHRASE)
    with pytest.raises(Trouble, match="wrong_recovery"):
        unlock_with_recovery(office.folder, office.sheet.text, login="maria.lopez", new_passphrase=NEW_PASSPHRASE, cost=QUICK_COST)
    assert office.unlock("maria.lopez", NEW_PASSPHRASE).can_unseal
    assert office.agent().database_key == vault.database_key


def test_the_recovery_sheet_gives_an_agent_no_more_than_a_passphrase_unless_asked(office: Office):
    vault, sheet = unlock_with_recovery(
        office.folder, office.sheet.text, login="joe.miller", new_passphrase=NEW_PASSPHRASE, cost=QUICK_COST
    )
    assert not vault.can_unseal
    assert not office.unlock("joe.miller", NEW_PASSPHRASE).can_unseal
    vault, _ = unlock_with_recovery(
        office.folder, sheet.text, login="joe.miller", new_passphrase=NEW_PASSPHRASE, make_officer=True, cost=QUICK_COST
    )
    assert vault.can_unseal
    assert office.unlock("joe.miller", NEW_PASSPHRASE).can_unseal


def test_recovery_for_nobody_and_with_a_weak_passphrase_changes_nothing(office: Office):
    before = (office.folder / "keys.json").read_bytes()
    with pytest.raises(NotFound):
        unlock_with_recovery(office.folder, office.sheet.text, login="nobody", new_passphrase=NEW_PASSPHRASE, cost=QUICK_COST)
    with pytest.raises(DomainError, match="passphrase_too_short"):
        unlock_with_recovery(office.folder, office.sheet.text, login="joe.miller", new_passphrase="short", cost=QUICK_COST)
    assert (office.folder / "keys.json").read_bytes() == before


def test_an_office_begun_by_somebody_who_is_no_officer_gets_its_first_one_from_the_sheet(tmp_path):
    vault, sheet = create_office_keys(
        tmp_path, operator_id="o", login="ana", display_name="Ana", passphrase=NEW_PASSPHRASE, is_officer=False, cost=QUICK_COST
    )
    assert not vault.can_unseal
    sealed = vault.seal(b"paper", about="d")
    officer, _ = unlock_with_recovery(tmp_path, sheet.text, login="ana", new_passphrase=NEW_PASSPHRASE, make_officer=True, cost=QUICK_COST)
    assert officer.unseal(sealed, about="d") == b"paper"


def test_a_new_sheet_ends_the_old_one(office: Office):
    sheet = office.officer.new_recovery_sheet()
    with pytest.raises(Trouble, match="wrong_recovery"):
        unlock_with_recovery(office.folder, office.sheet.text, login="joe.miller", new_passphrase=NEW_PASSPHRASE, cost=QUICK_COST)
    assert unlock_with_recovery(office.folder, sheet.text, login="joe.miller", new_passphrase=NEW_PASSPHRASE, cost=QUICK_COST)


def test_a_locked_vault_gives_nothing(office: Office):
    own = office.officer._own
    buffers = list(own)
    assert all(len(buffer) == 32 for buffer in buffers)
    sealed = office.officer.seal(b"paper", about="d")
    office.officer.lock()
    office.officer.lock()
    assert all(not buffer for buffer in buffers)
    assert office.officer.is_locked
    assert not office.officer.can_unseal
    for act in (
        lambda: office.officer.database_key,
        lambda: office.officer.sign(bytes(32)),
        lambda: office.officer.public_key(),
        lambda: office.officer.seal(b"x", about="d"),
        lambda: office.officer.unseal(sealed, about="d"),
        lambda: office.officer.set_officer("op-joe", True),
        lambda: office.officer.change_passphrase(OFFICER_PASSPHRASE, NEW_PASSPHRASE, QUICK_COST),
    ):
        with pytest.raises(Trouble, match="vault_locked"):
            act()


def test_no_key_passphrase_or_sheet_is_in_the_files_or_in_what_is_shown(office: Office):
    agent = office.agent()
    own = [bytes(buffer) for vault in (office.officer, agent) for buffer in vault._own if buffer]
    assert len(own) == 7
    spellings = {
        spelling
        for key in own
        for spelling in (key, key.hex().encode(), key.hex().upper().encode(), base64.b64encode(key), base64.b64encode(key)[:40], key[:8])
    }
    words = [OFFICER_PASSPHRASE, AGENT_PASSPHRASE, "granite", "otters", *office.sheet.groups, office.sheet.text.replace("-", "")]
    spellings |= {
        spelling for word in words for spelling in (word.encode(), base64.b64encode(word.encode()).rstrip(b"=")[:-1]) if len(spelling) > 4
    }
    files = [path.read_bytes() for path in office.folder.iterdir()]
    shown = [text.encode() for thing in (office.officer, agent, office.sheet, agent._own) for text in (repr(thing), str(thing), f"{thing}")]
    for content, spelling in itertools.product((*files, *shown), spellings):
        assert spelling not in content
    with pytest.raises(TypeError):
        pickle.dumps(agent)
