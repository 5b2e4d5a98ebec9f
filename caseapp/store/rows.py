"""Things to rows and back, by field name."""

from __future__ import annotations

from collections.abc import Iterable
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

    def row(self, thing: T) -> dict[str, Any]:
        """Return the values of a thing by column."""
        return dict(zip(self.names, self._values(thing), strict=True))

    def things(self, rows: Iterable[Any]) -> tuple[T, ...]:
        """Return the things of rows that hold `columns`."""
        return tuple(self.thing(**dict(zip(self.names, row, strict=True))) for row in rows)

    def select(self) -> sa.Select[Any]:
        """Return a statement for the fields of every thing, in the order of adding."""
        return sa.select(*self.columns).order_by(self.table.c.seq)
