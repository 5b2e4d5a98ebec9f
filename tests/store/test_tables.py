"""Every field of every thing has its column, and every column its field."""

from __future__ import annotations

import re
import types
import typing
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from caseapp.domain.channel import Channel
from caseapp.domain.status import UNANSWERED_STATUSES
from caseapp.services import ports
from caseapp.store import mappings
from caseapp.store.column_types import EnumText, JsonTuple, UtcDateTime
from caseapp.store.engine import Store
from caseapp.store.index_row import STANDING_STATES
from caseapp.store.rows import Mapping
from caseapp.store.tables import STANDING_STATES_SQL, UNANSWERED_SQL, metadata

MAPPINGS: dict[str, Mapping[Any]] = {name: each for name, each in vars(mappings).items() if isinstance(each, Mapping)}

# The store's own columns: the order of adding, and what things are found or counted by.
OF_NO_FIELD = {"seq"}
MORE_COLUMNS = {"parties": {"name_key", "email_key"}, "deadlines": {"request_type"}}
OF_THE_STORE_ALONE = {"event_salts", "number_series", "store_facts", "case_index"}

TYPE_OF: dict[type, type[sa.types.TypeEngine[Any]]] = {
    datetime: UtcDateTime,
    date: sa.Date,
    bool: sa.Boolean,
    int: sa.Integer,
    bytes: sa.LargeBinary,
    str: sa.String,
    tuple: JsonTuple,
}


@pytest.mark.parametrize("name", MAPPINGS)
def test_fields_and_columns_are_the_same(name: str) -> None:
    mapping = MAPPINGS[name]
    of_fields = {field.name for field in fields(mapping.thing)}
    of_columns = set(mapping.table.c.keys())
    assert of_columns - of_fields <= OF_NO_FIELD | MORE_COLUMNS.get(mapping.table.name, set())
    assert of_fields - of_columns == set()


@pytest.mark.parametrize("name", MAPPINGS)
def test_each_column_has_the_type_of_its_field(name: str) -> None:
    mapping = MAPPINGS[name]
    for field, hint in typing.get_type_hints(mapping.thing).items():
        column = mapping.table.c[field]
        parts = typing.get_args(hint) if isinstance(hint, types.UnionType) else (hint,)
        (inner,) = (part for part in parts if part is not types.NoneType)
        kind = typing.get_origin(inner) or inner
        if issubclass(kind, StrEnum):
            assert isinstance(column.type, EnumText)
            assert column.type.members is kind
            assert column.type.impl_instance.length == 40
        else:
            assert isinstance(column.type, TYPE_OF[kind]), field
        assert column.nullable == (types.NoneType in parts), field


def test_each_record_of_the_port_has_a_table_and_each_table_a_record() -> None:
    returned = [typing.get_type_hints(each.fget)["return"] for each in vars(ports.UnitOfWork).values() if isinstance(each, property)]
    asked = {typing.get_args(hint)[0] for hint in returned if typing.get_origin(hint) is ports.Records}
    mapped = {mapping.thing for mapping in MAPPINGS.values()}
    assert {thing.__name__ for thing in mapped - asked} == {"HistoryEntry"}
    assert asked <= mapped
    assert {mapping.table.name for mapping in MAPPINGS.values()} == set(metadata.tables) - OF_THE_STORE_ALONE


def test_the_literal_conditions_name_the_same_codes_as_the_rules() -> None:
    def codes(condition: str) -> set[str]:
        return set(re.findall(r"'(\w+)'", condition))

    assert codes(STANDING_STATES_SQL) == set(STANDING_STATES)
    assert codes(UNANSWERED_SQL) == set(UNANSWERED_STATUSES)


def test_an_instant_without_zone_is_refused_and_any_zone_comes_back_as_utc(store: Store) -> None:
    pacific = timezone(timedelta(hours=-8))
    table = sa.Table("instants", sa.MetaData(), sa.Column("at", UtcDateTime))
    with store.engine.connect() as connection:
        table.create(connection)
        with pytest.raises(sa.exc.StatementError, match="an instant needs a zone"):
            connection.execute(sa.insert(table).values(at=datetime(2026, 3, 3, 12)))  # noqa: DTZ001 - what is refused
        connection.execute(sa.insert(table).values(at=datetime(2026, 3, 3, 12, tzinfo=pacific)))
        assert connection.execute(sa.select(table.c.at)).scalar_one() == datetime(2026, 3, 3, 20, tzinfo=UTC)


def test_a_word_that_is_no_code_is_refused(store: Store) -> None:
    table = sa.Table("channels", sa.MetaData(), sa.Column("channel", EnumText(Channel)))
    with store.engine.connect() as connection:
        table.create(connection)
        with pytest.raises(sa.exc.StatementError, match="is not a valid Channel"):
            connection.execute(sa.insert(table).values(channel="carrier_pigeon"))


def test_the_tables_can_be_made_in_postgresql() -> None:
    for table in metadata.sorted_tables:
        assert str(sa.schema.CreateTable(table).compile(dialect=postgresql.dialect()))
        for index in table.indexes:
            assert " IS 1" not in str(sa.schema.CreateIndex(index).compile(dialect=postgresql.dialect()))
