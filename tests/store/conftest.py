"""Encrypted stores in the test's own folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caseapp.store.engine import Store, create_store

KEY = bytes(range(32))


@pytest.fixture(scope="session")
def empty_store_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A store with no rows, made once: making its tables takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "caseapp.db"
    create_store(path, KEY).close()
    return path.read_bytes()


@pytest.fixture
def store_path(tmp_path: Path, empty_store_bytes: bytes) -> Path:
    path = tmp_path / "caseapp.db"
    path.write_bytes(empty_store_bytes)
    return path


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    opened = Store(store_path, KEY)
    yield opened
    opened.close()
