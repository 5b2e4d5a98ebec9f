"""The texts of a template as boxes one under another: written in, moved, left out, put back, and new ones between them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from caseapp.domain.letters import ParagraphKind, TemplateText
from caseapp.domain.rewriting import (
    ADDED,
    PARAGRAPHS,
    Fate,
    Rewriting,
    changes_of,
    new_paragraph,
    paragraph_of,
    paragraphs_of,
    with_the_left_out,
)
from caseapp.ui.templates.marks import mark_names
from caseapp.ui.templates.template_words import difference_words, place_name
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.form import FormRow, set_lines

LETTERS_A_LINE = 60
MOST_LINES = 6
TABLE = frozenset({ParagraphKind.TABLE_HEAD, ParagraphKind.TABLE_ROW})


class ParagraphBoxes(QWidget):
    """A box for each text. What is left out stays to be seen, and can be put back until the version is sent.

    Signals:
        edited: words or paragraphs are other ones now.
        entered: the focus is in another box.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, FormRow] = {}
        self._before: tuple[TemplateText, ...] = ()
        self._texts: dict[str, TemplateText] = {}
        self._written: dict[str, str] = {}
        self._shown: list[str] = []
        self._out: set[str] = set()
        self._names: tuple[str, ...] = ()
        self._at = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)
        follow_theme(self, lambda: self._column.setSpacing(current().px(Space.ROWS)))

    # What stands in it

    def open(self, texts: Sequence[TemplateText], rewriting: Rewriting, names: Sequence[str]) -> None:
        """Show the texts of the version in force, rewritten as far as somebody came."""
        for row in self.rows.values():
            self._drop(row)
        self.rows = {}
        self._before = tuple(texts)
        self._names = tuple(names)
        self._at = ""
        natural = paragraphs_of(texts)
        order = rewriting.order or natural
        self._texts = {text.place: text for text in texts}
        self._texts |= {place: new_paragraph(place, "") for place in order if place.startswith(ADDED)}
        self._shown = with_the_left_out(order, natural) if texts else []
        self._out = set(natural) - set(order)
        for place in self._places():
            self._make_row(place, rewriting.texts.get(place, self._texts[place].text))
        self._lay()
        self._tell_changes()

    @property
    def rewriting(self) -> Rewriting:
        """What is written now, against the version in force."""
        written = {place: self.box(place).toPlainText() for place in self.rows if paragraph_of(place) not in self._out}
        texts = {place: words for place, words in written.items() if words != self._texts[place].text or place.startswith(ADDED)}
        order = tuple(place for place in self._shown if place not in self._out)
        return Rewriting(texts=texts, order=() if order == paragraphs_of(self._before) else order)

    @property
    def is_changed(self) -> bool:
        return bool(changes_of(self._before, self.rewriting))

    def box(self, place: str) -> QPlainTextEdit:
        box = self.rows[place].field
        assert isinstance(box, QPlainTextEdit)
        return box

    def name(self, place: str) -> str:
        """Return where a text stands, as its box says it."""
        return place_name(self._texts[place])

    def first_focus(self) -> QWidget | None:
        return next((self.rows[place].field for place in self._places() if place in self.rows), None)

    # The paragraph with the focus

    @property
    def current_box(self) -> QPlainTextEdit | None:
        """The box that had the focus last."""
        return self.box(self._at) if self._at in self.rows else None

    @property
    def current_row(self) -> FormRow | None:
        """Its row, with what is said above and under the box."""
        return self.rows.get(self._at)

    @property
    def may_move(self) -> bool:
        """Rows of a table stay together, and the title and enclosed pages where they are."""
        return self._unit in self._shown and not self._is_table(self._unit)

    @property
    def is_out(self) -> bool:
        return self._unit in self._out

    def add(self) -> None:
        """Put a new paragraph after the one with the focus; the focus goes into it."""
        number = 1 + max((int(place.removeprefix(ADDED)) for place in self._texts if place.startswith(ADDED)), default=0)
        place = f"{ADDED}{number}"
        at = self._shown.index(self._unit) + 1 if self._unit in self._shown else 0 if self._at == "title" else len(self._shown)
        while 0 < at < len(self._shown) and self._is_table(self._shown[at - 1]) and self._is_table(self._shown[at]):
            at += 1
        self._shown.insert(at, place)
        self._texts[place] = new_paragraph(place, "")
        self._make_row(place, "")
        self._changed(place)

    def shift(self, step: int) -> None:
        """Take the paragraph with the focus one place up (-1) or down (1); a table is passed as a whole."""
        if not self.may_move:
            return
        at = self._shown.index(self._unit)
        to = at + step
        while 0 <= to < len(self._shown) and self._is_table(self._shown[to]):
            after = to + step
            if not (0 <= after < len(self._shown)) or not self._is_table(self._shown[after]):
                break
            to = after
        if 0 <= to < len(self._shown):
            self._shown.insert(to, self._shown.pop(at))
            self._changed(self._at)

    def take_out(self) -> None:
        """Leave the paragraph with the focus out, or put it back. A new one that is empty goes without a trace."""
        unit = self._unit
        if not self.may_move:
            return
        if unit.startswith(ADDED) and not self.box(unit).toPlainText().strip():
            at = self._shown.index(unit)
            self._shown.remove(unit)
            self._drop(self.rows.pop(unit))
            del self._texts[unit]
            near = self._shown[min(at, len(self._shown) - 1)] if self._shown else "title"
            self._changed(next(place for place in self._places() if paragraph_of(place) == near))
            return
        self._out ^= {unit}
        self._changed(self._at)

    # Inside

    @property
    def _unit(self) -> str:
        return paragraph_of(self._at) if self._at.startswith((PARAGRAPHS, ADDED)) else ""

    def _is_table(self, unit: str) -> bool:
        return any(text.kind in TABLE for place, text in self._texts.items() if paragraph_of(place) == unit)

    def _places(self) -> list[str]:
        """Every text in the order it is shown: the title, the paragraphs, the enclosed pages."""
        known = list(self._texts)
        inside = [place for unit in self._shown for place in known if paragraph_of(place) == unit and place != "title"]
        others = [place for place in known if place != "title" and not place.startswith((PARAGRAPHS, ADDED))]
        return [*(["title"] if "title" in self._texts else []), *inside, *others]

    def _make_row(self, place: str, words: str) -> None:
        box = QPlainTextEdit()
        box.setObjectName(f"templates_text_{place.replace('.', '_')}")
        box.setPlainText(words)
        self._written[place] = words
        set_lines(box, min(MOST_LINES, 2 + len(words) // LETTERS_A_LINE))
        box.installEventFilter(self)
        mark_names(box.document(), self._names, box)
        self.rows[place] = FormRow(place_name(self._texts[place]), box, above=True, stretch=True)
        box.textChanged.connect(lambda: self._edited(place))

    def _drop(self, row: FormRow) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _lay(self) -> None:
        """Put the rows into their order, and Tab with them."""
        before: QWidget | None = None
        for at, place in enumerate(self._places()):
            row = self.rows[place]
            if self._column.indexOf(row) != at:
                self._column.removeWidget(row)
                self._column.insertWidget(at, row)
                row.show()
            if before is not None:
                QWidget.setTabOrder(before, row.field)
            before = row.field
        for place in self.rows:
            self.box(place).setReadOnly(paragraph_of(place) in self._out)

    def _changed(self, place: str) -> None:
        self._lay()
        self._tell_changes()
        box = self.box(place)
        box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._at = place
        self.edited.emit()
        self.entered.emit()

    def _edited(self, place: str) -> None:
        # Marking the names tells of a change too, though no word is another one.
        words = self.box(place).toPlainText()
        if words == self._written.get(place):
            return
        self._written[place] = words
        self._tell_changes()
        self.edited.emit()

    def _tell_changes(self) -> None:
        told: dict[str, str] = dict.fromkeys(self.rows, "")
        for change in changes_of(self._before, self.rewriting):
            if change.place not in self.rows:
                continue
            words = difference_words(change.words)
            told[change.place] = {
                Fate.REWORDED: words,
                Fate.ADDED: self.tr("Is new."),
                Fate.REMOVED: self.tr("Is left out of the letter."),
                Fate.MOVED: self.tr("Stands in another place. {words}").format(words=words if _has_changes(change.words) else "").strip(),
            }[change.fate]
        for place in self._out:
            for text in (each for each in self.rows if paragraph_of(each) == place):
                told[text] = self.tr("Is left out of the letter.")
        for place, words in told.items():
            self.rows[place].set_hint(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QPlainTextEdit):
            self._at = next((place for place, row in self.rows.items() if row.field is watched), self._at)
            self.entered.emit()
        return super().eventFilter(watched, event)


def _has_changes(words: Sequence[object]) -> bool:
    return len(words) > 1
