"""Marks in the words of a template: names in braces, and in a told difference what was removed and what was added."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.widgets.reading_view import ReadingView

translate = QCoreApplication.translate

_NAME = re.compile(r"\{([a-z_]+|[1-9])\}")
_STRAY = re.compile(r"[{}]")


class TemplateMarks(QSyntaxHighlighter):
    """Shows ``{names}`` apart from the words around them; a brace or a name that is none stands out. The text stays what it is.

    Args:
        names: what may stand in braces; None where every name is taken for one.
        told: whether `[removed: ...]` and `[added: ...]` are marked too.
    """

    def __init__(self, document: QTextDocument, names: Iterable[str] | None = None, *, told: bool = False) -> None:
        super().__init__(document)
        self._names = frozenset(names) if names is not None else None
        self._told = _told_patterns() if told else ()

    def highlightBlock(self, text: str) -> None:
        for pattern, look in self._told:
            for found in pattern.finditer(text):
                self.setFormat(found.start(), len(found.group()), _told_look(look))
        at: set[int] = set()
        for found in _NAME.finditer(text):
            at.update(range(found.start(), found.end()))
            is_known = self._names is None or found[1] in self._names or found[1] == "item" or found[1].isdigit()
            self._mark(found.start(), len(found.group()), "accent" if is_known else "overdue", heavy=True)
        for found in _STRAY.finditer(text):
            if found.start() not in at:
                self._mark(found.start(), 1, "overdue", heavy=True)

    def _mark(self, start: int, length: int, ink: str, *, heavy: bool) -> None:
        look = self.format(start)
        look.setForeground(current().color(ink))
        if heavy:
            look.setFontWeight(QFont.Weight.DemiBold)
        self.setFormat(start, length, look)


class TemplateReading(ReadingView):
    """Something to read with the names in braces and the changes marked."""

    def _write(self) -> None:
        super()._write()
        TemplateMarks(self.document(), told=True)


def mark_names(document: QTextDocument, names: Iterable[str], owner: QObject) -> TemplateMarks:
    """Mark the names of a box that is written in, in the colours of the theme as it changes."""
    marks = TemplateMarks(document, names)
    follow_theme(owner, marks.rehighlight)
    return marks


def _told_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(re.escape(words).replace(re.escape("{words}"), r"[^\]]*")), look)
        for words, look in (
            (translate("Templates", "[removed: {words}]"), "removed"),
            (translate("Templates", "[added: {words}]"), "added"),
        )
    )


def _told_look(look: str) -> QTextCharFormat:
    made = QTextCharFormat()
    if look == "removed":
        made.setForeground(current().color("ink_3"))
        made.setFontStrikeOut(True)
    else:
        made.setForeground(current().color("on_track"))
        made.setBackground(current().color("on_track_tint"))
        made.setFontWeight(QFont.Weight.DemiBold)
    return made
