"""Sections of a resource file: every key is asked for by type, every fault is named with file and line, nothing is left over."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from caseapp.domain.regime import LawStatus
from caseapp.domain.request_type import RequestType
from caseapp.rulebook.toml_lines import LineIndex, line_of_syntax_fault
from caseapp.services.trouble import Trouble

_Code = TypeVar("_Code", bound=StrEnum)
RELEASED_NAME = "released.toml"
"""The list of released versions with their digests, in a folder of law."""

_CODE = re.compile(r"[a-z][a-z0-9_]*")


class ResourceFile:
    """One parsed file of law."""

    def __init__(self, name: str, raw: bytes) -> None:
        """Parse the file.

        Raises:
            Trouble: ``resource_faulty`` when it is no UTF-8 text or no TOML.
        """
        self.name = name
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as reason:
            line = raw[: reason.start].count(b"\n") + 1
            raise Trouble("resource_faulty", file=name, line=line, reason="the text is not UTF-8") from reason
        text = text.replace("\r\n", "\n")
        self._text = text
        try:
            self._data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as reason:
            line = line_of_syntax_fault(str(reason), self.lines.last)
            raise Trouble("resource_faulty", file=name, line=line, reason=f"the file is not TOML: {reason}") from reason
        self.top = Section(self, "", 0, {key: value for key, value in self._data.items() if not _is_tables(value)})

    @cached_property
    def lines(self) -> LineIndex:
        """Where keys stand; looked up only when a fault is told, or a list wants the lines."""
        return LineIndex(self._text)

    def sections(self, table: str, *, at_least: int = 1) -> tuple[Section, ...]:
        """Return the ``[[table]]`` sections in the order of the file.

        Raises:
            Trouble: ``resource_faulty`` when there are fewer than `at_least`.
        """
        found = self._data.get(table, [])
        if table in self._data and not _is_tables(found):
            raise self.fault(self.lines.of_key("", 0, table), f"[[{table}]] must be a list of sections")
        if len(found) < at_least:
            raise self.fault(self.lines.last, f"no [[{table}]] section is there")
        return tuple(Section(self, table, position, data) for position, data in enumerate(found))

    @property
    def content(self) -> Mapping[str, Any]:
        """The whole file as written."""
        return self._data

    def every(self, table: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield line and content of each ``[[table]]`` as written, for lists that are made of whatever stands there."""
        found = self._data.get(table, [])
        if _is_tables(found):
            for position, data in enumerate(found):
                yield self.lines.of_table(table, position), data

    def table(self, name: str) -> Iterator[tuple[int, str, Any]]:
        """Yield line, key and value of the single ``[name]`` table, or of the top of the file where `name` is empty."""
        values = self._data if not name else self._data.get(name, {})
        for key, value in values.items():
            if not _is_tables(value) and not isinstance(value, dict):
                yield self.lines.of_key(name, 0, key), key, value

    def tables(self) -> tuple[str, ...]:
        """Return the names of the ``[[tables]]`` that are there, in the order of the file."""
        return tuple(name for name, value in self._data.items() if _is_tables(value))

    def only(self, *tables: str) -> None:
        """Refuse sections that nobody reads."""
        for table, value in self._data.items():
            if _is_tables(value) and table not in tables:
                raise self.fault(self.lines.of_table(table, 0), f"the section [[{table}]] is unknown")

    def fault(self, line: int, reason: str) -> Trouble:
        """Make the trouble that names this file."""
        return Trouble("resource_faulty", file=self.name, line=line, reason=reason)


class Section:
    """One section, read key by key; leaving the ``with`` block refuses keys nobody asked for."""

    def __init__(self, file: ResourceFile, table: str, position: int, data: dict[str, Any]) -> None:
        self._file = file
        self._table = table
        self._position = position
        self._data = data
        self._asked: set[str] = set()

    def __enter__(self) -> Section:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            for key in self._data:
                if key not in self._asked:
                    raise self.fault(key, f"the key '{key}' is unknown here")

    def fault(self, key: str, reason: str) -> Trouble:
        """Make the trouble that names the line of `key`."""
        return self._file.fault(self._file.lines.of_key(self._table, self._position, key), reason)

    def has(self, key: str) -> bool:
        self._asked.add(key)
        return key in self._data

    def text(self, key: str) -> str:
        value = self._value(key, str, "text in quotes")
        if not value.strip():
            raise self.fault(key, f"'{key}' is empty")
        return str(value)

    def code(self, key: str) -> str:
        value = self.text(key)
        if not _CODE.fullmatch(value):
            raise self.fault(key, f"'{key}' must be lower-case letters, digits and _, not '{value}'")
        return value

    def count(self, key: str, *, least: int = 1) -> int:
        value = self._value(key, int, "a whole number")
        if isinstance(value, bool) or value < least:
            raise self.fault(key, f"'{key}' must be a whole number from {least}, not {value}")
        return int(value)

    def yes_or_no(self, key: str) -> bool:
        return bool(self._value(key, bool, "true or false"))

    def day(self, key: str) -> date:
        value = self._value(key, date, "a date such as 2026-01-31")
        if isinstance(value, datetime):
            raise self.fault(key, f"'{key}' must be a date without a time")
        return date(value.year, value.month, value.day)

    def texts(self, key: str) -> tuple[str, ...]:
        values = self._value(key, list, "a list of texts")
        if not values or not all(isinstance(value, str) and value for value in values):
            raise self.fault(key, f"'{key}' must be a list of texts with at least one")
        twice = next((value for value in values if values.count(value) > 1), None)
        if twice is not None:
            raise self.fault(key, f"'{key}' has '{twice}' twice")
        return tuple(values)

    def one_of(self, key: str, codes: type[_Code]) -> _Code:
        return self._code_of(key, self.text(key), codes)

    def several_of(self, key: str, codes: type[_Code]) -> tuple[_Code, ...]:
        return tuple(self._code_of(key, value, codes) for value in self.texts(key))

    def request_types(self) -> frozenset[RequestType]:
        return frozenset(self.several_of("request_types", RequestType))

    def citation(self) -> str:
        """Read the section of law: there must be one, and it must name a number."""
        value = self.text("citation")
        if not any(character.isdigit() for character in value):
            raise self.fault("citation", f"the citation '{value}' names no section")
        return value

    def status(self) -> LawStatus:
        return self.one_of("status", LawStatus)

    def review(self) -> tuple[str | None, date | None]:
        """Read who confirmed the text and when: both or neither."""
        by, on = self.has("reviewed_by"), self.has("reviewed_on")
        if by != on:
            present = "reviewed_by" if by else "reviewed_on"
            raise self.fault(present, "'reviewed_by' and 'reviewed_on' go together")
        return (self.text("reviewed_by"), self.day("reviewed_on")) if by else (None, None)

    def unique(self, key: str, value: object, seen: set[object]) -> None:
        """Refuse a value that an earlier section of the file has already."""
        if value in seen:
            raise self.fault(key, f"'{value}' stands in this file twice")
        seen.add(value)

    def _value(self, key: str, kind: type | tuple[type, ...], wanted: str) -> Any:
        self._asked.add(key)
        if key not in self._data:
            raise self.fault(key, f"the key '{key}' is missing")
        value = self._data[key]
        if not isinstance(value, kind):
            raise self.fault(key, f"'{key}' must be {wanted}")
        return value

    def _code_of(self, key: str, value: str, codes: type[_Code]) -> _Code:
        try:
            return codes(value)
        except ValueError as reason:
            raise self.fault(key, f"'{value}' is not known as '{key}'; known are {', '.join(codes)}") from reason


class Library:
    """The resource files, through the two functions the program gives."""

    def __init__(self, read: Callable[[str], bytes], names: Callable[[str], list[str]]) -> None:
        """`read` takes a path such as ``regimes/us_ca/2026.toml``; `names` a folder, and returns what it holds."""
        self._read = read
        self._names = names

    def raw(self, path: str) -> bytes:
        """Return the bytes of one file.

        Raises:
            Trouble: ``resource_missing``.
        """
        try:
            return self._read(path)
        except (OSError, KeyError) as reason:
            raise Trouble("resource_missing", file=path) from reason

    def file(self, path: str) -> ResourceFile:
        return ResourceFile(path, self.raw(path))

    def files(self, folder: str) -> Iterator[str]:
        """Yield the paths of the TOML files of a folder, sorted; the list of digests is not one of them.

        Raises:
            Trouble: ``resource_missing`` when there is none.
        """
        paths = sorted(path for path in self._paths(folder) if path.endswith(".toml") and not path.endswith(f"/{RELEASED_NAME}"))
        if not paths:
            raise Trouble("resource_missing", file=folder)
        yield from paths

    def folders(self, folder: str) -> tuple[str, ...]:
        """Return the names of the folders in a folder, sorted; names may come as folders or as longer paths."""
        found = {path.removeprefix(f"{folder}/").split("/", 1)[0] for path in self._paths(folder)}
        return tuple(sorted(name for name in found if "." not in name))

    def _paths(self, folder: str) -> list[str]:
        try:
            names = self._names(folder)
        except (OSError, KeyError) as reason:
            raise Trouble("resource_missing", file=folder) from reason
        return [name if name.startswith(f"{folder}/") else f"{folder}/{name}" for name in (name.rstrip("/") for name in names)]


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)
