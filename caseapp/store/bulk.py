"""Many rows at once: the statement and the conversions of a table are worked out once, not for every row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa


class BulkInsert:
    """Inserts rows of one table through the driver itself. Every column has to be given."""

    def __init__(self, connection: sa.Connection, table: sa.Table) -> None:
        self._connection = connection
        compiled = sa.insert(table).compile(dialect=connection.dialect)
        names: Sequence[str] = compiled.positiontup or ()
        self._sql = str(compiled)
        self._columns = [(name, _conversion(table.c[name].type, connection)) for name in names]

    def insert(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert the rows in their order."""
        values = [tuple(convert(row[name]) if convert else row[name] for name, convert in self._columns) for row in rows]
        if values:
            self._connection.exec_driver_sql(self._sql, values)


def _conversion(type_: sa.types.TypeEngine[Any], connection: sa.Connection) -> Callable[[Any], Any] | None:
    return type_.dialect_impl(connection.dialect).bind_processor(connection.dialect)
