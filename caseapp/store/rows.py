"""Things to rows and back, by field name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from caseapp.store.thing_table import field_names

T = TypeVar("T")


class Mapping(Generic[T]):
    """How one kind of thing stands in its table.

    Attributes:
        columns: the columns of the thing's fields, in field order; a statement that selects them can be read by `things`.
    """

    def __init__(self, table: sa.Table, thing: type[T]) -> None:
        self.table = table
        self.thing = thing
        self.names = field_names(thing)
        self.columns = tuple(table.c[name] for name in self.names)
        self._values = attrgetter(*self.names)
        # To make a statement takes longer than to run it; the same few are asked for all day.
        self._made: dict[tuple[str, ...], Any] = {}

    def row(self, thing: T) -> dict[str, Any]:
        """Return the values of a thing by column."""
        return dict(zip(self.names, self._values(thing), strict=True))

    def things(self, rows: Iterable[Any]) -> tuple[T, ...]:
        """Return the things of rows that hold `columns`."""
        return tuple(self.thing(**dict(zip(self.names, row, strict=True))) for row in rows)

    def select(self) -> sa.Select[Any]:
        """Return a statement for the fields of every thing, in the order of adding."""
        made = self._made.get(())
        if made is None:
            made = self._made[()] = sa.select(*self.columns).order_by(self.table.c.seq)
        selected: sa.Select[Any] = made
        return selected

    def select_equal(self, equals: dict[str, object]) -> sa.Select[Any]:
        """Return a statement for the things whose columns have these values, to be run with `equals`; None asks for none."""
        asked = ("equal", *(name if value is not None else f"no {name}" for name, value in equals.items()))
        made = self._made.get(asked)
        if made is None:
            columns = self.table.c
            conditions = [
                columns[name].is_(None) if value is None else columns[name] == sa.bindparam(name) for name, value in equals.items()
            ]
            made = self._made[asked] = self.select().where(*conditions)
        selected: sa.Select[Any] = made
        return selected

    def select_among(self, name: str) -> sa.Select[Any]:
        """Return a statement for the things whose column has one of some values, to be run with ``{"among": values}``."""
        asked = ("among", name)
        made = self._made.get(asked)
        if made is None:
            made = self._made[asked] = self.select().where(self.table.c[name].in_(sa.bindparam("among", expanding=True)))
        selected: sa.Select[Any] = made
        return selected

    def update(self, same: Sequence[str]) -> sa.Update:
        """Return a statement that gives one row new values, to be run with them and with ``same_NAME`` for each column of `same`."""
        asked = ("update", *same)
        made = self._made.get(asked)
        if made is None:
            conditions = [self.table.c[name] == sa.bindparam(f"same_{name}") for name in same]
            made = self._made[asked] = sa.update(self.table).where(*conditions)
        update: sa.Update = made
        return update
