"""Who gets in, and what is left in memory and on disk: second copy, wrong words, newer store, half a house, locked keys, full disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from caseapp.bootstrap.house import FirstPerson, House
from caseapp.domain.channel import Channel
from caseapp.domain.history import check_chain
from caseapp.services.drafts import read_draft, save_draft, start_draft
from caseapp.services.trouble import Trouble
from caseapp.services.verification import read_checklist
from caseapp.vault.cost import QUICK_COST
from caseapp.vault.open_vault import OpenVault
from caseapp.vault.signing import verify
from tests.fakes.real_parts import real_law, real_press
from tests.house import PASSPHRASE, TestHouse, sample_form, sample_organisation


@pytest.fixture
def house(tmp_path: Path) -> TestHouse:
    return TestHouse(tmp_path / "data")


def _house(folder: Path) -> House:
    house = House(folder, cost=QUICK_COST)
    house.adopt(real_law(), real_press())
    return house


def test_a_second_copy_is_refused_and_the_first_goes_on(house: TestHouse) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom caseapp.bootstrap.house import House\nfrom caseapp.services.trouble import Trouble\n"
        "try:\n    House(Path(sys.argv[1])).acquire()\nexcept Trouble as trouble:\n    print(trouble.code)\n"
    )
    told = subprocess.run([sys.executable, "-c", code, str(house.house.folder)], capture_output=True, text=True, timeout=60, check=False)
    assert told.stdout.strip() == "second_copy", told.stderr
    house.make_case("delete")
    house.close()
    told = subprocess.run([sys.executable, "-c", code, str(house.house.folder)], capture_output=True, text=True, timeout=60, check=False)
    assert told.stdout.strip() == ""


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE.upper(), PASSPHRASE + " ", "nine quiet herons wade at dusk", "\x00", "🦉" * 40])
def test_a_wrong_passphrase_opens_nothing(house: TestHouse, passphrase: str) -> None:
    house.house.lock(house.desk)
    with pytest.raises(Trouble) as refused:
        house.house.unlock("r.chen", passphrase)
    assert refused.value.code in {"wrong_passphrase", "wait"}
    assert "herons" not in repr(refused.value.facts)
    house.close()


def test_an_unknown_login_sounds_like_a_wrong_passphrase(house: TestHouse) -> None:
    house.house.lock(house.desk)
    with pytest.raises(Trouble) as refused:
        house.house.unlock("nobody.here", PASSPHRASE)
    assert refused.value.code == "wrong_passphrase"
    house.close()


def test_a_newer_store_is_refused_and_left_alone(house: TestHouse) -> None:
    with house.house.store.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    house.house.lock(house.desk)
    before = (house.house.office / "caseapp.db").read_bytes()
    with pytest.raises(Trouble) as refused:
        house.house.unlock("r.chen", PASSPHRASE)
    assert refused.value.code == "store_too_new"
    assert (house.house.office / "caseapp.db").read_bytes() == before
    house.close()


@pytest.mark.parametrize("why", ["store_too_new", "operator_retired"])
def test_who_does_not_get_in_leaves_no_keys_and_no_open_store(house: TestHouse, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = house.officer()
    if why == "store_too_new":
        with house.house.store.engine.begin() as connection:
            connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    else:
        with desk.uow() as uow:
            uow.operators.replace(replace(uow.operators.get(desk.operator.id), is_active=False))
            uow.commit()
    house.house.lock(desk)
    locked: list[OpenVault] = []
    lock = OpenVault.lock
    monkeypatch.setattr(OpenVault, "lock", lambda vault: (locked.append(vault), lock(vault))[1])
    with pytest.raises(Trouble) as refused:
        house.house.unlock("r.chen", PASSPHRASE)
    assert refused.value.code == why
    assert [vault.is_locked for vault in locked] == [True]
    assert house.house._store is None
    house.close()


@pytest.mark.parametrize("left", ["nothing", "keys", "store", "rubbish"])
def test_a_house_that_was_half_made_is_begun_again(tmp_path: Path, left: str) -> None:
    folder = tmp_path / "data"
    first = _house(folder)
    person = FirstPerson(login="admin", name="Ada Min", passphrase=PASSPHRASE)
    first.prepare(person, *sample_organisation(first.clock.now_at()))
    half = folder / "office.new"
    if left == "nothing":
        shutil.rmtree(half)
    elif left == "keys":
        (half / "caseapp.db").unlink()
    elif left == "rubbish":
        (half / "caseapp.db").write_bytes(b"x")
    first.close()
    again = _house(folder)
    assert again.is_new()
    desk, _ = again.create(person, *sample_organisation(again.clock.now_at()))
    start_draft(replace(desk), channel=Channel.PHONE)
    again.close()


def test_after_a_lock_no_key_works_and_none_lies_in_its_buffer(house: TestHouse) -> None:
    case_id = house.make_case("delete")
    desk = house.officer()
    request_id = house.request_id(case_id)
    read_checklist(desk, request_id, open_claims=True)
    inner = desk.vault._vault  # type: ignore[attr-defined]
    buffers = [value for name in inner._own.__slots__ if isinstance(value := getattr(inner._own, name), bytearray)]
    assert any(any(buffer) for buffer in buffers)
    sealed = desk.vault.seal(b"words", about="x")
    house.house.lock(desk)
    assert not any(any(buffer) for buffer in buffers), "overwritten in place"
    queries, uow = desk.queries, desk.uow
    for act in (
        lambda: desk.vault.sign(bytes(32)),
        lambda: desk.vault.unseal(sealed, about="x"),
        lambda: desk.vault.seal(b"a", about="b"),
        lambda: queries.case_detail(case_id),
        lambda: uow().__enter__(),
    ):
        with pytest.raises(Trouble) as refused:
            act()
        assert refused.value.code == "vault_locked"
    house.close()


def test_the_record_of_a_day_is_whole_and_notices_an_edit(house: TestHouse) -> None:
    case_id = house.make_case("delete", "opt_out")
    desk = house.officer()
    verdict = house.house.check_history(desk)
    assert (verdict.ok, verdict.checked > 10) == (True, True)
    with desk.uow() as uow:
        entries = list(uow.history.entries(limit=10_000))
    assert any(entry.case_id == case_id for entry in entries)

    def signed(operator_id: str, digest: bytes, signature: bytes) -> bool:
        return any(verify(key, digest, signature) for key in desk.vault.signing_keys(operator_id))

    middle = len(entries) // 2
    forged = [
        [*entries[:middle], *entries[middle + 1 :]],
        [*entries[:middle], replace(entries[middle], action="nothing"), *entries[middle + 1 :]],
        [*entries[:middle], replace(entries[middle], operator_id=desk.operator.id + "x"), *entries[middle + 1 :]],
        [*entries[: middle - 1], entries[middle], entries[middle - 1], *entries[middle + 1 :]],
    ]
    for chain in forged:
        bad = check_chain(chain, signed)
        assert not bad.ok
        assert bad.first_bad_seq in (middle, middle + 1)
    house.close()


def test_a_full_disk_says_so_leaves_nothing_half_and_the_draft_can_be_saved_later(house: TestHouse) -> None:
    desk = house.agent()
    draft_id = start_draft(desk, channel=Channel.PHONE).created_id
    assert draft_id is not None
    save_draft(desk, draft_id, sample_form("delete"))
    with house.house.store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    long_form = replace(sample_form("delete", "correct"), words="typed " * 60_000)
    with desk.uow() as uow:
        before = (uow.history.head(), uow.drafts.get(draft_id), uow.requests.where(case_id=draft_id))
    with pytest.raises(Trouble) as refused:
        save_draft(desk, draft_id, long_form)
    assert refused.value.code == "disk_full"
    with house.house.store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    with desk.uow() as uow:
        assert (uow.history.head(), uow.drafts.get(draft_id), uow.requests.where(case_id=draft_id)) == before
    save_draft(desk, draft_id, long_form)
    assert read_draft(desk, draft_id)[1] == long_form
    house.close()


_ON_A_SMALL_DISK = """
import sys
from dataclasses import replace
from pathlib import Path
from caseapp.domain.channel import Channel
from caseapp.services.drafts import read_draft, save_draft, start_draft
from caseapp.services.trouble import Trouble
from tests.house import TestHouse, sample_form

disk = Path(sys.argv[1])
house = TestHouse(disk / "data")
desk = house.agent()
draft_id = start_draft(desk, channel=Channel.PHONE).created_id
filler = disk / "filler"
with filler.open("wb", buffering=0) as out:
    try:
        while True:
            out.write(b"x" * 4096)
    except OSError:
        pass
form = replace(sample_form("delete"), words="typed " * 30_000)
try:
    for _ in range(200):
        save_draft(desk, draft_id, form)
        form = replace(form, words=form.words + "more")
    print("never full")
except Trouble as trouble:
    print(trouble.code)
filler.unlink()
save_draft(desk, draft_id, form)
print(read_draft(desk, draft_id)[1] == form, house.house.check_history(house.officer()).ok)
house.close()
"""


@pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="only root may mount a small disk; the test before is for the rest"
)
def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], check=False, capture_output=True)
    if mounted.returncode:
        return  # a container without mounts: the test before proves the same with a limit of the library
    try:
        told = subprocess.run(
            [sys.executable, "-c", _ON_A_SMALL_DISK, str(disk)], capture_output=True, text=True, timeout=100, check=False, cwd=Path.cwd()
        )
        assert told.stdout.split("\n")[:2] == ["disk_full", "True True"], told.stderr[-2000:]
    finally:
        subprocess.run(["umount", str(disk)], check=False)
