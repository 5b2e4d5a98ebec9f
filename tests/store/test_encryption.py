"""What lies on the disk tells nothing, and only the key opens it."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from caseapp.services.trouble import Trouble
from caseapp.store.engine import Store, create_store, open_store
from caseapp.store.sqlcipher_setup import check_library
from tests.store import things
from tests.store.conftest import KEY

NAME, EMAIL, WORDS = "Quetzalcoatl Ibarruri", "quetzal.marker@example.com", "marmalade forecast"


def fill(store: Store) -> None:
    with store.unit_of_work() as uow:
        uow.cases.add(things.a_case(words=WORDS))
        uow.parties.add(things.a_party(name=NAME, email=EMAIL))
        uow.letters.add(things.a_letter(content=NAME.encode() * 50))
        uow.commit()


def test_no_file_of_the_store_holds_a_stored_word(store: Store, tmp_path: Path) -> None:
    fill(store)
    files = sorted(tmp_path.glob("caseapp.db*"))
    assert [file.name for file in files] == ["caseapp.db", "caseapp.db-shm", "caseapp.db-wal"]
    for file in files:
        content = file.read_bytes().lower()
        for word in (*NAME.split(), *EMAIL.split("@"), *WORDS.split(), "2026-000001", "create table", "case_index"):
            for encoding in ("utf-8", "utf-16-le"):
                assert word.lower().encode(encoding) not in content, (file.name, word)


def test_the_file_does_not_say_what_it_is(store: Store, store_path: Path) -> None:
    fill(store)
    store.close()
    assert not store_path.read_bytes().startswith(b"SQLite format 3")
    connection = sqlite3.connect(store_path)
    with pytest.raises(sqlite3.DatabaseError, match="file is not a database"):
        connection.execute("SELECT * FROM sqlite_master")
    connection.close()


def test_another_key_opens_nothing_and_changes_nothing(store_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = store_path.read_bytes()
    with pytest.raises(Trouble) as refused:
        open_store(store_path, bytes(32))
    assert refused.value.code == "wrong_key"
    assert store_path.read_bytes() == before
    assert capfd.readouterr().err == ""


def test_a_key_has_32_bytes(store_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_store(store_path, b"short")


@pytest.mark.parametrize("left", [0, 100, 4096 * 3 + 17])
def test_a_cut_file_is_damaged(store_path: Path, left: int) -> None:
    store_path.write_bytes(store_path.read_bytes()[:left])
    with pytest.raises(Trouble) as refused:
        open_store(store_path, KEY)
    assert refused.value.code == "store_damaged"


def test_a_changed_page_is_noticed_when_it_is_read(store: Store, store_path: Path) -> None:
    fill(store)
    store.close()
    content = bytearray(store_path.read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 + 1000] ^= 1
    store_path.write_bytes(content)
    with pytest.raises(Trouble) as refused:
        open_store(store_path, KEY)
    assert refused.value.code == "store_damaged"


def test_a_store_that_is_not_there_is_not_made_by_opening(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as refused:
        open_store(tmp_path / "none.db", KEY)
    assert (refused.value.code, refused.value.facts) == ("store_missing", {"file": "none.db"})
    assert not (tmp_path / "none.db").exists()


def test_a_store_is_made_once_and_is_private(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    create_store(path, KEY).close()
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(Trouble) as refused:
        create_store(path, KEY)
    assert refused.value.code == "store_exists"


def test_connections_are_durable_and_strict(store: Store) -> None:
    with store.engine.connect() as connection:

        def setting(name: str) -> object:
            return connection.exec_driver_sql(f"PRAGMA {name}").scalar()

        found = {
            name: setting(name) for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema", "temp_store")
        }
    full, memory = 2, 2
    assert found == {
        "journal_mode": "wal", "synchronous": full, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0, "temp_store": memory,
    }  # fmt: skip


def test_a_library_with_the_log_fault_is_refused() -> None:
    with pytest.raises(Trouble) as refused:
        check_library((3, 51, 2))
    assert refused.value.code == "library_too_old"
    check_library((3, 51, 3))
    check_library()


def test_any_thread_may_use_a_store_and_another_may_close_it(store: Store) -> None:
    fill(store)
    found: list[object] = []
    readers = [threading.Thread(target=lambda: found.append(store.queries.case_detail("c1").case.words)) for _ in range(6)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    store.close()
    assert found == [WORDS] * 6
