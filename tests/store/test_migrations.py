"""From no tables to the newest, from older to newer, and back to the copy when a step fails."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from caseapp.services.trouble import Trouble
from caseapp.store import migrate
from caseapp.store.engine import Store, encrypted_engine, open_store
from caseapp.store.schema_version import REVISIONS
from caseapp.store.tables import metadata
from tests.store import things
from tests.store.conftest import KEY

SECOND = """
revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

import sqlalchemy as sa
from alembic import op

def upgrade():
    with op.batch_alter_table("cases", recreate="always") as cases:
        cases.add_column(sa.Column("colour", sa.Text(), nullable=True))
    {then}
"""


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """The steps of a later program: the first as it is, and a second to be written."""
    folder = tmp_path / "migrations"
    shutil.copytree(Path(migrate.__file__).parent / "migrations", folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.fixture
def full_store(store_path: Path) -> Iterator[Path]:
    store = Store(store_path, KEY)
    with store.unit_of_work() as uow:
        for number in range(1, 21):
            uow.cases.add(things.a_case(f"c{number}"))
            uow.requests.add(things.a_request(f"r{number}", f"c{number}"))
            uow.parties.add(things.a_party(f"p{number}", f"c{number}"))
        uow.history.append(things.an_entry(), {"name": b"0123456789abcdef"})
        uow.commit()
    store.close()
    return store_path


def write_second(scripts: Path, then: str = "pass") -> None:
    (scripts / "versions" / "0002_second.py").write_text(SECOND.format(then=then), encoding="utf-8")


def schema(store: Store) -> dict[str, str]:
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: " ".join(sql.split()) for name, sql in rows}


def of_search(name: str | None, kind: str) -> bool:
    return kind == "table" and name is not None and name.startswith(("case_words", "case_parts"))


def test_the_newest_form_is_that_of_the_tables(store: Store) -> None:
    with store.engine.connect() as connection:
        options = {"include_object": lambda item, name, kind, *rest: not of_search(name, kind), "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_tables_indexes_and_keys_are_word_for_word_those_of_the_tables(store: Store, tmp_path: Path) -> None:
    made = Store(tmp_path / "made.db", KEY)
    with made.engine.connect() as connection:
        metadata.create_all(connection)
        connection.commit()
    migrated = {name: sql for name, sql in schema(store).items() if not name.startswith(("case_words", "case_parts", "alembic"))}
    wanted = schema(made)
    made.close()
    assert {name for name in migrated if not migrated[name].startswith("CREATE TRIGGER")} == wanted.keys()
    for name, sql in wanted.items():
        # Both write the same constraints, not always in the same order.
        assert sorted(migrated[name].replace(",", " ").split()) == sorted(sql.replace(",", " ").split())


def test_the_search_tables_and_the_triggers_are_there(store: Store) -> None:
    names = schema(store).keys()
    assert {"case_words", "case_parts", "case_index_added", "case_index_changed", "case_index_removed"} <= names
    assert {"case_events_never_change", "case_events_never_go", "case_events_only_follow", "event_salts_never_change"} <= names


def test_the_steps_named_are_those_in_the_folder() -> None:
    known = ScriptDirectory(str(Path(migrate.__file__).parent / "migrations"))
    assert tuple(step.revision for step in known.walk_revisions())[::-1] == REVISIONS
    assert known.get_heads() == [REVISIONS[-1]]


def test_an_empty_store_gets_its_tables_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "bare.db"
    bare = Store(path, KEY)
    with bare.engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE before (x)")
        connection.commit()
    bare.close()
    opened = open_store(path, KEY)
    assert opened.queries.store_state().entries == 0
    opened.close()
    assert [copy.name for copy in (tmp_path / "backups").iterdir()] == ["before-migration-none-0001.db"]


def test_opening_a_current_store_loads_no_machinery_of_migrations(store_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from caseapp.store.engine import open_store;"
        f"open_store(Path({str(store_path)!r}), bytes(range(32))).close(); sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[2], check=False).returncode == 0


def test_a_current_store_is_opened_without_a_copy(full_store: Path, tmp_path: Path) -> None:
    open_store(full_store, KEY).close()
    assert not (tmp_path / "backups").exists()


def test_an_older_store_is_copied_then_brought_up_with_every_row(full_store: Path, scripts: Path, tmp_path: Path) -> None:
    write_second(scripts)
    name = migrate.bring_up_to_date(full_store, KEY, encrypted_engine, tmp_path / "backups", scripts=scripts)
    assert name == "before-migration-0001-0002.db"
    store = Store(full_store, KEY)
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "0002"
        assert "colour" in {column["name"] for column in sa.inspect(connection).get_columns("cases")}
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    with store.unit_of_work() as uow:
        # Rebuilding a table drops it; what hung on it is still there.
        assert (len(uow.cases.where()), len(uow.requests.where()), len(uow.parties.where())) == (20, 20, 20)
    assert [hit.number for hit in store.queries.search("000007")] == ["2026-000007"]
    store.close()
    copy = Store(tmp_path / "backups" / name, KEY)
    with copy.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "0001"
    copy.close()
    assert migrate.bring_up_to_date(full_store, KEY, encrypted_engine, tmp_path / "backups", scripts=scripts) is None


@pytest.mark.parametrize(
    "then",
    [
        pytest.param('raise RuntimeError("half way")', id="a step raises"),
        pytest.param('op.execute("DELETE FROM requests WHERE id = \'r3\'; ")\n    op.execute("SELECT nonsense")', id="a statement fails"),
        pytest.param("op.execute(\"DELETE FROM cases WHERE id = 'c3'\")", id="rows are left hanging"),
    ],
)
def test_a_failed_step_puts_the_copy_back(full_store: Path, scripts: Path, tmp_path: Path, then: str) -> None:
    write_second(scripts, then)
    with pytest.raises(Trouble) as failed:
        migrate.bring_up_to_date(full_store, KEY, encrypted_engine, tmp_path / "backups", scripts=scripts)
    assert (failed.value.code, failed.value.facts) == ("migration_failed", {"copy": "before-migration-0001-0002.db"})
    store = open_store(full_store, KEY)
    assert "colour" not in schema(store)["cases"]
    with store.unit_of_work() as uow:
        assert [case.id for case in uow.cases.where()] == [f"c{number}" for number in range(1, 21)]
        assert len(uow.requests.where()) == 20
    store.close()


def test_a_store_from_a_newer_program_is_refused_and_left_alone(full_store: Path) -> None:
    store = Store(full_store, KEY)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0999'")
        connection.commit()
    store.close()
    before = full_store.read_bytes()
    with pytest.raises(Trouble) as refused:
        open_store(full_store, KEY)
    assert (refused.value.code, refused.value.facts) == ("store_too_new", {"store": "0999", "program": "0001"})
    assert full_store.read_bytes() == before
