"""All things of one kind, read and written within one transaction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace as with_changes
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
import sqlalchemy.exc

from caseapp.domain.errors import Conflict, NotFound
from caseapp.domain.organisation import Organisation
from caseapp.store.rows import Mapping

T = TypeVar("T")


class SqlRecords(Generic[T]):
    """The one repository of every kind.

    Args:
        touched: is told the id of each case whose line in the index may have to change.
        more_columns: values of columns that no field has.
    """

    _same_by: tuple[str, ...] = ("id",)

    def __init__(
        self,
        connection: sa.Connection,
        mapping: Mapping[T],
        touched: Callable[[str], None],
        more_columns: Callable[[T], dict[str, object]] = lambda thing: {},
    ) -> None:
        self._connection = connection
        self._mapping = mapping
        self._table = mapping.table
        self._touched = touched
        self._more_columns = more_columns
        self._case_field = "case_id" if "case_id" in mapping.names else "id" if mapping.table.name == "cases" else ""
        self._is_versioned = "version" in mapping.names

    def get(self, id: str) -> T:
        """Return the thing.

        Raises:
            NotFound: ``not_found`` (kind=).
        """
        thing = self.find(id)
        if thing is None:
            raise self._not_found()
        return thing

    def find(self, id: str) -> T | None:
        found = self.where(id=id)
        return found[-1] if found else None

    def add(self, thing: T) -> T:
        """Add a thing.

        Raises:
            Conflict: ``already_there`` (kind=) when another has its id, number, login or whatever else is unique.
        """
        with self._nothing_shared(thing):
            self._connection.execute(sa.insert(self._table), self._row(thing))
        self._touch(thing)
        return thing

    def replace(self, thing: T) -> T:
        """Store a newer value of a thing and return it with its new version.

        Raises:
            Conflict: ``changed_meanwhile`` (kind=).
            NotFound: ``not_found`` (kind=).
        """
        newer: T = with_changes(thing, version=thing.version + 1) if self._is_versioned else thing  # type: ignore[type-var, attr-defined]
        names = (*self._same_by, "version") if self._is_versioned else self._same_by
        same = {f"same_{name}": getattr(thing, name) for name in names}
        with self._nothing_shared(newer, but=self._same(newer)):
            replaced = self._connection.execute(self._mapping.update(names), self._row(newer) | same).rowcount
        if replaced == 0:
            if self.find(thing.id) is None:  # type: ignore[attr-defined]
                raise self._not_found()
            raise Conflict("changed_meanwhile", kind=self._kind())
        self._touch(newer)
        return newer

    def remove(self, id: str) -> None:
        """Delete the row.

        Raises:
            NotFound: ``not_found`` (kind=).
        """
        thing = self.get(id)
        self._connection.execute(sa.delete(self._table).where(self._table.c.id == id))
        self._touch(thing)

    def where(self, **equals: object) -> tuple[T, ...]:
        given = {name: value for name, value in equals.items() if value is not None}
        return self._mapping.things(self._connection.execute(self._mapping.select_equal(equals), given))

    @contextmanager
    def _nothing_shared(self, thing: T, *, but: tuple[sa.ColumnElement[bool], ...] = ()) -> Iterator[None]:
        """Tell a doubled value from the other constraints, which are bugs of ours: the driver's code does not.

        Args:
            but: what makes a row the thing itself, which shares everything with itself.
        """
        others = sa.not_(sa.and_(*but)) if but else sa.true()
        try:
            yield
        except sa.exc.IntegrityError as error:
            for group in [each.columns for each in self._table.constraints if isinstance(each, sa.UniqueConstraint)]:
                same = [self._table.c[column.name] == getattr(thing, column.name) for column in group]
                if self._connection.execute(sa.select(self._table.c.seq).where(*same, others)).first():
                    raise Conflict("already_there", kind=self._kind()) from error
            raise

    def _same(self, thing: T) -> tuple[sa.ColumnElement[bool], ...]:
        return tuple(self._table.c[name] == getattr(thing, name) for name in self._same_by)

    def _row(self, thing: T) -> dict[str, Any]:
        return self._mapping.row(thing) | self._more_columns(thing)

    def _touch(self, thing: T) -> None:
        case_id = getattr(thing, self._case_field) if self._case_field else None
        if case_id:
            self._touched(case_id)

    def _kind(self) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "_", self._mapping.thing.__name__).lower()

    def _not_found(self) -> NotFound:
        return NotFound("not_found", kind=self._kind())


class OrganisationRecords(SqlRecords[Organisation]):
    """Organisations: each revision is a row, and the id alone means the newest."""

    _same_by = ("id", "revision")

    def find(self, id: str) -> Organisation | None:
        return max(self.where(id=id), key=lambda each: each.revision, default=None)
