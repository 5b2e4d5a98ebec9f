"""Copies that can be trusted, kept by age, put back without overwriting anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from caseapp.services.trouble import Trouble
from caseapp.store.backup import back_up, kept, list_backups, restore, thin_out
from caseapp.store.copying import check_copy, copy_store
from caseapp.store.engine import Store, open_store
from tests.store import things
from tests.store.conftest import KEY

NOW = datetime(2026, 11, 24, 11, 30, tzinfo=UTC)


def fill(store: Store, *numbers: int) -> None:
    with store.unit_of_work() as uow:
        for number in numbers:
            uow.cases.add(things.a_case(f"c{number}"))
            uow.parties.add(things.a_party(f"p{number}", f"c{number}", name="Quetzal Marker"))
        uow.commit()


def numbers(store: Store) -> list[str]:
    with store.unit_of_work() as uow:
        return [case.id for case in uow.cases.where()]


def test_a_backup_is_the_store_under_its_own_key(store: Store, tmp_path: Path) -> None:
    fill(store, 1, 2)
    made = back_up(store, tmp_path / "backups", at=NOW)
    assert made.name == "backup-20261124T113000Z.db"
    assert [file.name for file in made.parent.iterdir()] == [made.name]
    assert made.stat().st_mode & 0o077 == 0
    assert b"Quetzal" not in made.read_bytes()
    assert not made.read_bytes().startswith(b"SQLite format 3")
    copy = open_store(made, KEY)
    assert numbers(copy) == ["c1", "c2"]
    assert [hit.number for hit in copy.queries.search("quetzal")] == ["2026-000002", "2026-000001"]
    copy.close()
    assert store.queries.store_state().last_backup_at == NOW


def test_a_backup_is_made_while_somebody_writes(store: Store, tmp_path: Path) -> None:
    fill(store, 1)
    with store.unit_of_work() as uow:
        uow.cases.add(things.a_case("c2"))
        copy = copy_store(store.path, KEY, tmp_path / "copy.db")
        uow.commit()
    opened = open_store(copy, KEY)
    assert numbers(opened) == ["c1"]
    opened.close()


def test_a_copy_may_have_a_key_of_its_own(store: Store, tmp_path: Path) -> None:
    fill(store, 1)
    other = bytes(reversed(KEY))
    copy = copy_store(store.path, KEY, tmp_path / "copy.db", target_key=other)
    with pytest.raises(Trouble) as refused:
        open_store(copy, KEY)
    assert refused.value.code == "wrong_key"
    open_store(copy, other).close()


@pytest.mark.parametrize("page", range(0, 24, 3))
def test_one_changed_byte_anywhere_is_found(store: Store, tmp_path: Path, page: int) -> None:
    fill(store, 1)
    made = back_up(store, tmp_path / "backups", at=NOW)
    check_copy(made, KEY)
    content = bytearray(made.read_bytes())
    content[page * 4096 + 2000] ^= 0x10
    made.write_bytes(content)
    with pytest.raises(Trouble) as refused:
        check_copy(made, KEY)
    assert refused.value.code == "backup_not_good"


def test_rows_that_are_missing_are_found(store: Store, tmp_path: Path) -> None:
    fill(store, 1)
    copy = copy_store(store.path, KEY, tmp_path / "copy.db")
    with pytest.raises(Trouble) as refused:
        check_copy(copy, KEY, counts={"cases": 2})
    assert refused.value.facts == {"check": "counts"}


def test_a_backup_that_fails_leaves_no_file(store: Store, tmp_path: Path) -> None:
    fill(store, 1)
    store.close()
    content = bytearray(store.path.read_bytes())
    content[20 * 4096 + 1000] ^= 1
    store.path.write_bytes(content)
    with pytest.raises(Trouble):
        copy_store(store.path, KEY, tmp_path / "backups" / "copy.db")
    assert list((tmp_path / "backups").iterdir()) == []


def test_backups_are_listed_newest_first_and_other_files_are_left_alone(tmp_path: Path) -> None:
    for name in ("backup-20261123T010000Z.db", "backup-20261124T010000Z.db", "before-migration-0001-0002.db", "backup-x.db"):
        (tmp_path / name).write_bytes(b"x")
    assert [each.at.day for each in list_backups(tmp_path)] == [24, 23]
    assert list_backups(tmp_path / "none") == ()


def test_the_rule_keeps_all_of_two_days_then_fourteen_days_eight_weeks_three_months() -> None:
    every_half_hour = [NOW - timedelta(minutes=30) * step for step in range(48 * 200)]
    keep = sorted(kept(every_half_hour, now=NOW), reverse=True)
    assert len([at for at in keep if NOW - at <= timedelta(hours=48)]) == 97
    days = {at.date() for at in keep}
    assert {NOW.date() - timedelta(days=back) for back in range(14)} <= days
    older = [at for at in keep if NOW - at > timedelta(days=14)]
    # Five more Sundays complete the eight weeks; the last days of the two months before complete the three.
    assert [at.strftime("%m-%d %H:%M") for at in older] == [
        "11-08 23:30", "11-01 23:30", "10-31 23:30", "10-25 23:30", "10-18 23:30", "10-11 23:30", "09-30 23:30",
    ]  # fmt: skip


def test_a_lonely_old_backup_is_kept() -> None:
    old = NOW - timedelta(days=900)
    assert kept([old], now=NOW) == {old}
    assert kept([], now=NOW) == frozenset()


def test_thinning_deletes_only_what_the_rule_drops(tmp_path: Path) -> None:
    for hour in range(24):
        (tmp_path / f"backup-20261101T{hour:02d}0000Z.db").write_bytes(b"x")
    (tmp_path / "before-migration-0001-0002.db").write_bytes(b"x")
    gone = thin_out(tmp_path, now=NOW)
    assert len(gone) == 23
    assert sorted(path.name for path in tmp_path.glob("*.db")) == ["backup-20261101T230000Z.db", "before-migration-0001-0002.db"]
    assert thin_out(tmp_path, now=NOW) == ()


def test_what_a_killed_backup_left_goes_after_two_days(tmp_path: Path) -> None:
    for day in (20, 24):
        (tmp_path / f"backup-202611{day}T100000Z.db.unfinished").write_bytes(b"x")
    assert thin_out(tmp_path, now=NOW) == ()
    assert [path.name for path in tmp_path.iterdir() if "unfinished" in path.name] == ["backup-20261124T100000Z.db.unfinished"]


def test_restoring_puts_the_old_file_aside_and_the_backup_in_its_place(store: Store, tmp_path: Path) -> None:
    fill(store, 1, 2)
    made = back_up(store, tmp_path / "backups", at=NOW)
    fill(store, 3)
    store.close()
    aside = restore(made, store.path, KEY, at=NOW)
    assert aside.name == "caseapp.db.before-restore-20261124T113000Z"
    restored = open_store(store.path, KEY)
    assert numbers(restored) == ["c1", "c2"]
    restored.close()
    old = open_store(aside, KEY)
    assert numbers(old) == ["c1", "c2", "c3"]
    old.close()


def test_a_log_left_by_a_crash_is_kept_with_its_file(store: Store, tmp_path: Path) -> None:
    fill(store, 1)
    made = back_up(store, tmp_path / "backups", at=NOW)
    fill(store, 2)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for suffix in ("", "-wal", "-shm"):
        (crashed / f"caseapp.db{suffix}").write_bytes((tmp_path / f"caseapp.db{suffix}").read_bytes())
    aside = restore(made, crashed / "caseapp.db", KEY, at=NOW)
    restored, old = open_store(crashed / "caseapp.db", KEY), open_store(aside, KEY)
    assert (numbers(restored), numbers(old)) == (["c1"], ["c1", "c2"])
    restored.close()
    old.close()


def test_the_log_of_a_damaged_store_is_never_replayed_into_the_backup(store: Store, tmp_path: Path) -> None:
    fill(store, 1)
    made = back_up(store, tmp_path / "backups", at=NOW)
    fill(store, 2)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    content = bytearray((tmp_path / "caseapp.db").read_bytes())
    content[1000] ^= 1
    (crashed / "caseapp.db").write_bytes(content)
    (crashed / "caseapp.db-wal").write_bytes((tmp_path / "caseapp.db-wal").read_bytes()[:-2000])
    restore(made, crashed / "caseapp.db", KEY, at=NOW)
    restored = open_store(crashed / "caseapp.db", KEY)
    assert numbers(restored) == ["c1"]
    restored.close()


def test_a_bad_backup_is_refused_before_anything_is_touched(store: Store, tmp_path: Path) -> None:
    fill(store, 1)
    made = back_up(store, tmp_path / "backups", at=NOW)
    store.close()
    made.write_bytes(made.read_bytes()[:-4096])
    before = store.path.read_bytes()
    with pytest.raises(Trouble) as refused:
        restore(made, store.path, KEY, at=NOW)
    assert refused.value.code == "backup_not_good"
    assert store.path.read_bytes() == before
    assert not list(tmp_path.glob("*.before-restore-*"))
