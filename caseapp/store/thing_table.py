"""A table from a thing: one column for each field, by the field's name and type.

Every table begins with `seq`, which keeps the order of adding; things are found by their random `id`. Columns that no field has
(keys that only finding needs) are named by the table that wants them.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import Field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from caseapp.store.column_types import ID_LENGTH, EnumText, JsonTuple, UtcDateTime


def thing_table(
    metadata: sa.MetaData,
    name: str,
    thing: type[Any],
    *more: sa.schema.SchemaItem,
    belongs_to: Mapping[str, str] | None = None,
    unique: tuple[tuple[str, ...], ...] = (("id",),),
    seq: bool = True,
) -> sa.Table:
    """Build the table of one kind of thing.

    Args:
        more: indexes and columns beside the fields.
        belongs_to: field name -> "table.column" of the thing it hangs on. Checked at commit, so the order of adding is free.
        unique: groups of fields that no two rows share.
        seq: False where the thing has a `seq` of its own.
    """
    parents = belongs_to or {}
    hints = typing.get_type_hints(thing)
    columns: list[sa.schema.SchemaItem] = [sa.Column("seq", sa.Integer, primary_key=True)] if seq else []
    columns += [_column(field, hints[field.name], parents.get(field.name)) for field in fields(thing)]
    columns += [sa.UniqueConstraint(*group) for group in unique]
    return sa.Table(name, metadata, *columns, *more)


def _column(field: Field[Any], hint: object, parent: str | None) -> sa.Column[Any]:
    inner, nullable = _without_none(hint)
    keys = [sa.ForeignKey(parent, deferrable=True, initially="DEFERRED")] if parent else []
    return sa.Column(field.name, column_type(field.name, inner), *keys, nullable=nullable, primary_key=field.name == "seq")


def _without_none(hint: object) -> tuple[object, bool]:
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        inner = [part for part in typing.get_args(hint) if part is not types.NoneType]
        if len(inner) != 1:
            raise TypeError(f"no column for {hint}")
        return inner[0], True
    return hint, False


def column_type(name: str, hint: object) -> sa.types.TypeEngine[Any]:
    """Return the column type of a field that is not None."""
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return EnumText(hint)
    if hint is str:
        return sa.String(ID_LENGTH) if name == "id" or name.endswith("_id") else sa.Text()
    if hint is int and (name == "size" or name.endswith("_ns")):
        return sa.BigInteger()
    simple: dict[type, type[sa.types.TypeEngine[Any]]] = {
        datetime: UtcDateTime, date: sa.Date, bool: sa.Boolean, int: sa.Integer, bytes: sa.LargeBinary,
    }  # fmt: skip
    if isinstance(hint, type) and hint in simple:
        return simple[hint]()
    if typing.get_origin(hint) is tuple:
        item = typing.get_args(hint)[0]
        return JsonTuple(tuple if typing.get_origin(item) is tuple else item)
    raise TypeError(f"no column for {name}: {hint}")


def field_names(thing: type[Any]) -> tuple[str, ...]:
    """Return the names of a thing's fields, in their order."""
    return tuple(field.name for field in fields(thing))
