"""The key file under attack and after accidents: used when sound, refused with a code when not, never believed."""

from __future__ import annotations

import hashlib
import json
import os
import random
import stat
from collections.abc import Callable
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from caseapp.host import atomic_file
from caseapp.services.trouble import Trouble
from caseapp.vault import slot_file
from caseapp.vault.cost import STANDARD_COST, Cost
from caseapp.vault.office_keys import create_office_keys, logins, unlock
from tests.vault.conftest import AGENT_PASSPHRASE, OFFICER_PASSPHRASE, Office

BOTH = ("keys.json", "keys.json.copy")


def edit(office: Office, change: Callable[[dict], None]) -> None:
    """Change both copies as an attacker would: with a checksum that fits, but without the key for the keyed one."""
    body = json.loads((office.folder / "keys.json").read_bytes())
    change(body)
    body.pop("sha256", None)
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    body["sha256"] = hashlib.sha256(canonical).hexdigest()
    for name in BOTH:
        (office.folder / name).write_bytes(json.dumps(body, sort_keys=True, separators=(",", ":")).encode())


def slot_of(body: dict, login: str) -> dict:
    return next(slot for slot in body["slots"] if slot["login"] == login)


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Trouble) as caught:
        act()
    return caught.value.code


def open_as_officer(office: Office) -> Callable[[], object]:
    return lambda: office.unlock("maria.lopez", OFFICER_PASSPHRASE)


def test_files_are_for_their_owner_only_and_nothing_else_is_left(office: Office):
    assert sorted(path.name for path in office.folder.iterdir()) == list(BOTH)
    if os.name == "nt":  # the rights of the profile folder hold there
        return
    assert {stat.S_IMODE((office.folder / name).stat().st_mode) for name in BOTH} == {0o600}
    assert stat.S_IMODE(office.folder.stat().st_mode) == 0o700


def test_each_flipped_byte_of_one_copy_is_noticed_and_the_other_copy_used(office: Office):
    content = (office.folder / "keys.json").read_bytes()
    rng = random.Random(7)
    for place in range(len(content)):
        damaged = bytearray(content)
        damaged[place] ^= 1 << rng.randrange(8)
        (office.folder / "keys.json").write_bytes(damaged)
        keys, _, is_whole = slot_file.read(office.folder)
        assert not is_whole
        assert len(keys.users) == 2
    vault = office.unlock("maria.lopez", OFFICER_PASSPHRASE)
    assert vault.used_copy
    assert not office.unlock("maria.lopez", OFFICER_PASSPHRASE).used_copy  # mended by the unlock before


def test_each_flipped_byte_of_both_copies_is_refused(office: Office):
    content = (office.folder / "keys.json").read_bytes()
    rng = random.Random(8)
    for place in range(len(content)):
        damaged = bytearray(content)
        damaged[place] ^= 1 << rng.randrange(8)
        for name in BOTH:
            (office.folder / name).write_bytes(damaged)
        assert code_of(lambda: logins(office.folder)) == "keys_damaged"


@pytest.mark.parametrize("name", BOTH)
def test_a_missing_copy_is_made_again(office: Office, name):
    (office.folder / name).unlink()
    assert office.unlock("maria.lopez", OFFICER_PASSPHRASE).used_copy
    assert (office.folder / BOTH[0]).read_bytes() == (office.folder / BOTH[1]).read_bytes()


def test_without_any_file_the_keys_are_missing_and_cut_files_are_damaged(office: Office):
    whole = (office.folder / "keys.json").read_bytes()
    for cut in (b"", b"{", b"[]", b"null", whole[: len(whole) // 2], whole + b" ", b"[" * 100_000, whole * 2000):
        for name in BOTH:
            (office.folder / name).write_bytes(cut)
        assert code_of(open_as_officer(office)) == "keys_damaged"
    for name in BOTH:
        (office.folder / name).unlink()
    assert code_of(open_as_officer(office)) == "keys_missing"


def test_a_later_format_is_named_and_not_called_damaged(office: Office):
    edit(office, lambda body: body.update(format=2, more={"unknown": 1}))
    with pytest.raises(Trouble) as caught:
        logins(office.folder)
    assert (caught.value.code, caught.value.facts) == ("keys_too_new", {"format": 2, "known": 1})


@pytest.mark.parametrize(
    "argon2",
    [
        [4 * 1024 * 1024, 3, 4],  # 4 GiB
        [1024 * 1024, 10, 4],  # within each bound, but too much work in all
        [8 * 1024, 11, 1],
        [4 * 1024, 3, 1],
        [8 * 1024, 0, 1],
        [8 * 1024, 1, 0],
        [8 * 1024, 1, 17],
        [8 * 1024, 1],
        [8 * 1024, True, 1],
        [8 * 1024, 1.0, 1],
        ["8192", 1, 1],
        None,
        {},
    ],
)
def test_a_file_that_asks_for_too_much_or_too_little_work_is_refused_before_any_is_done(office: Office, argon2):
    edit(office, lambda body: slot_of(body, "maria.lopez").update(argon2=argon2))
    assert code_of(open_as_officer(office)) == "keys_damaged"


def test_the_standard_cost_is_within_the_bounds():
    assert STANDARD_COST.is_bounded
    assert not Cost(memory_kib=8 * 1024 * 1024, passes=1, lanes=1).is_bounded


def test_lowered_parameters_open_nothing(office: Office):
    edit(office, lambda body: slot_of(body, "maria.lopez").update(argon2=[16 * 1024, 1, 1]))
    assert code_of(open_as_officer(office)) == "wrong_passphrase"


@pytest.mark.parametrize("name", ["wrapped", "salt", "nonce", "argon2", "id", "operator_id", "signing_key", "sealing_key"])
def test_a_field_swapped_between_two_persons_opens_nothing(office: Office, name):
    office.officer.change_passphrase(OFFICER_PASSPHRASE, OFFICER_PASSPHRASE, Cost(memory_kib=8 * 1024, passes=2, lanes=1))

    def swap(body: dict) -> None:
        one, two = slot_of(body, "maria.lopez"), slot_of(body, "joe.miller")
        one[name], two[name] = two[name], one[name]

    edit(office, swap)
    assert code_of(open_as_officer(office)) == "wrong_passphrase"
    assert code_of(office.agent) == "wrong_passphrase"


def give_the_officers_key(body: dict) -> None:
    slot_of(body, "joe.miller")["officer_key"] = slot_of(body, "maria.lopez")["officer_key"]


def swap_logins(body: dict) -> None:
    one, two = slot_of(body, "maria.lopez"), slot_of(body, "joe.miller")
    one["login"], two["login"] = two["login"], one["login"]


@pytest.mark.parametrize(
    "change",
    [
        give_the_officers_key,
        lambda body: slot_of(body, "maria.lopez").update(officer_key=None),
        lambda body: slot_of(body, "joe.miller").update(display_name="María López"),
        lambda body: body["slots"].remove(slot_of(body, "maria.lopez")),
        lambda body: body.update(sequence=body["sequence"] + 1),
        lambda body: body.update(officer_public_key=slot_of(body, "joe.miller")["sealing_key"]),
        lambda body: body["signing_keys"].pop(),
        lambda body: body.update(mac="00" * 32),
        lambda body: body.update(mac=None),
    ],
)
def test_what_was_changed_without_the_keys_is_refused_once_the_slot_is_open(office: Office, change):
    edit(office, change)
    assert code_of(office.agent) == "keys_damaged"


def test_swapped_logins_open_nothing(office: Office):
    edit(office, swap_logins)
    assert code_of(lambda: office.unlock("maria.lopez", OFFICER_PASSPHRASE)) == "wrong_passphrase"
    assert code_of(lambda: office.unlock("maria.lopez", AGENT_PASSPHRASE)) == "keys_damaged"


def test_somebody_with_the_database_key_cannot_exchange_the_officers_key_unnoticed(office: Office):
    keys, _, _ = slot_file.read(office.folder)
    mine = X25519PrivateKey.generate().public_key().public_bytes_raw()
    slot_file.write(office.folder, replace(keys, officer_public_key=mine), office.agent().database_key)
    assert code_of(open_as_officer(office)) == "keys_damaged"
    assert code_of(lambda: office.officer.add_operator(
        operator_id="n", login="new", display_name="N", passphrase="seven kettles hum at noon", is_officer=False
    )) == "keys_damaged"  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body.pop("slots"),
        lambda body: body.update(slots={}),
        lambda body: body.update(slots=[slot for slot in body["slots"] if slot["kind"] == "user"]),
        lambda body: body.update(slots=[1]),
        lambda body: body.update(sequence=-1),
        lambda body: body.update(sequence="1"),
        lambda body: body.update(extra=1),
        lambda body: body.update(signing_keys=[["x"]]),
        lambda body: slot_of(body, "joe.miller").update(kind="service"),
        lambda body: slot_of(body, "joe.miller").update(salt="AAAA"),
        lambda body: slot_of(body, "joe.miller").update(wrapped="not base 64!"),
        lambda body: slot_of(body, "joe.miller").update(extra=1),
        lambda body: slot_of(body, "joe.miller").pop("nonce"),
        lambda body: body.update(format="1"),
        lambda body: body.update(format=0),
    ],
)
def test_a_file_of_another_shape_is_damaged(office: Office, change):
    edit(office, change)
    assert code_of(lambda: logins(office.folder)) == "keys_damaged"


def test_of_two_sound_copies_the_newer_one_counts(office: Office):
    old = (office.folder / "keys.json").read_bytes()
    office.officer.retire_operator("op-joe")
    for name in BOTH:
        office_copy = (office.folder / name).read_bytes()
        (office.folder / name).write_bytes(old)
        assert [one.login for one in logins(office.folder)] == ["maria.lopez"]
        (office.folder / name).write_bytes(office_copy)


@pytest.mark.parametrize("fail_at", range(10))
def test_a_crash_between_any_two_steps_of_saving_leaves_the_old_or_the_new_keys(office: Office, monkeypatch, fail_at):
    steps = iter(range(100))

    def failing(step: Callable) -> Callable:
        def act(*args, **named):
            if next(steps) == fail_at:
                raise OSError(5, "input/output error")
            return step(*args, **named)

        return act

    with monkeypatch.context() as patch:
        for name in ("open", "fsync", "replace"):
            patch.setattr(atomic_file.os, name, failing(getattr(os, name)))
        assert code_of(lambda: office.officer.retire_operator("op-joe")) == "keys_not_written"
    remaining = [one.login for one in logins(office.folder)]
    assert remaining in (["joe.miller", "maria.lopez"], ["maria.lopez"])
    assert office.unlock("maria.lopez", OFFICER_PASSPHRASE).operator_id == "op-maria"
    assert sorted(path.name for path in office.folder.iterdir()) == list(BOTH)


def test_what_a_killed_program_left_is_swept_up_at_the_next_save(office: Office):
    (office.folder / ".keys.json.0a1b2c3d.tmp").write_bytes(b"half of a key file")
    (office.folder / ".keys.json.copy.0a1b2c3d.tmp").write_bytes(b"")
    (office.folder / "caseapp.db").write_bytes(b"not ours")
    office.officer.retire_operator("op-joe")
    assert sorted(path.name for path in office.folder.iterdir()) == ["caseapp.db", *BOTH]


def test_a_full_disk_is_named_and_the_old_keys_stay(office: Office, monkeypatch):
    def full(descriptor: int) -> None:
        raise OSError(28, "no space left on device")

    before = [(office.folder / name).read_bytes() for name in BOTH]
    with monkeypatch.context() as patch:
        patch.setattr(atomic_file.os, "fsync", full)
        assert code_of(lambda: office.officer.retire_operator("op-joe")) == "disk_full"
    assert [(office.folder / name).read_bytes() for name in BOTH] == before


@pytest.mark.expects_warnings
def test_a_full_disk_does_not_keep_a_person_out_when_a_slot_should_be_renewed(office: Office, monkeypatch, caplog):
    def full(descriptor: int) -> None:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(atomic_file.os, "fsync", full)
    vault = unlock(office.folder, "joe.miller", AGENT_PASSPHRASE, cost=Cost(memory_kib=8 * 1024, passes=2, lanes=1))
    assert vault.database_key == office.officer.database_key
    assert caplog.messages == ["key slots were not renewed: disk_full"]


def test_slots_of_another_office_fit_nowhere(office: Office, tmp_path):
    create_office_keys(
        tmp_path / "other",
        operator_id="op-maria",
        login="maria.lopez",
        display_name="María López",
        passphrase=OFFICER_PASSPHRASE,
        is_officer=True,
        cost=Cost(memory_kib=8 * 1024, passes=1, lanes=1),
    )
    other = json.loads((tmp_path / "other" / "keys.json").read_bytes())

    def plant(body: dict) -> None:
        body["slots"] = [slot_of(other, "maria.lopez"), *body["slots"][1:]]

    edit(office, plant)
    assert code_of(open_as_officer(office)) == "wrong_passphrase"
