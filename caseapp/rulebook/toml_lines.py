"""Where a key of a TOML text stands, because tomllib keeps no lines and a fault is mended faster when its line is named."""

from __future__ import annotations

import re

_TABLE = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_\-.]+)\s*\]\]?")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\-]+|\"[^\"]*\")\s*(?:\.[^=]*)?=")
_AT_LINE = re.compile(r"\(at line (\d+)")


class LineIndex:
    """Lines of tables and keys of a text whose tables lie one level deep."""

    def __init__(self, text: str) -> None:
        """Read the text once. `text` need not be correct TOML."""
        self._tables: dict[tuple[str, int], int] = {}
        self._keys: dict[tuple[str, int, str], int] = {}
        self.last = text.count("\n") + (0 if text.endswith("\n") or not text else 1) or 1
        table, position = "", 0
        seen: dict[str, int] = {}
        for number, line in enumerate(text.splitlines(), start=1):
            head = _TABLE.match(line)
            if head:
                table = head[2]
                position = seen.get(table, -1) + 1
                seen[table] = position
                self._tables[table, position] = number
                continue
            key = _KEY.match(line)
            if key:
                self._keys.setdefault((table, position, key[1].strip('"')), number)

    def of_table(self, table: str, position: int) -> int:
        """Return the line of the head of a table; 1 for the top of the file."""
        return self._tables.get((table, position), 1)

    def of_key(self, table: str, position: int, key: str) -> int:
        """Return the line of a key, or of its table where the key is missing."""
        return self._keys.get((table, position, key), self.of_table(table, position))


def line_of_syntax_fault(message: str, last: int) -> int:
    """Return the line a message of tomllib speaks of; `last` when it speaks of the end."""
    found = _AT_LINE.search(message)
    return int(found[1]) if found else last
