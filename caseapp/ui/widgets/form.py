"""Forms: rows of label and field, hints, and the way problems are shown.

Nothing turns red before Save. Then all problems come at once: a summary on top, the same sentence at each field.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpacerItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from caseapp.domain.errors import DomainError, Problems
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Size, Space, TypeRole, Weight
from caseapp.ui.widgets.deadline_pill import PillState, paint_shape
from caseapp.ui.widgets.strokes import focus_ring, rounded
from caseapp.ui.widgets.words import Words, hint


class SentenceSource(Protocol):
    """Whoever words errors; `office.messages` does."""

    def word_error(self, error: BaseException) -> str: ...


class FormRow(QWidget):
    """A label with its access key, its field, a hint and the line for a problem.

    Enter in a one-line field goes to the next field and never saves.

    Args:
        label: words with the access key (``&Full name``).
        field: the control, or a composed one with a focus proxy.
        hint_text: right of the field, or under it when the label stands above.
        above: label above the field (side forms) instead of left of it at 112 px (during a call).
        stretch: the field takes all the width.
    """

    def __init__(
        self, label: str, field: QWidget, *, hint_text: str = "", above: bool = False, stretch: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field = field
        self._above = above
        self.label = QLabel(label)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setBuddy(field)
        self._hint: Words | None = None
        self._problem_line: _ProblemLine | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        if above:
            self._grid.addWidget(self.label, 0, 0)
            self._grid.addWidget(self.field, 2, 0, Qt.AlignmentFlag(0) if stretch else self._field_alignment(field))
        else:
            tall = isinstance(field, QPlainTextEdit | QTextEdit) or field.property("tall") is True
            top = Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(self.label, 1, 0, top | Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(self.field, 1, 1)
            # Keeps the place of the hint, so that a field narrower than its room stays at the left.
            self._grid.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.MinimumExpanding), 1, 2)
            self._grid.setColumnStretch(2, 0 if stretch else 1)
            self._grid.setColumnStretch(1, 1 if stretch else 0)
        if not field.accessibleName():
            field.setAccessibleName(label.replace("&", ""))
        field.installEventFilter(self)
        if hint_text:
            self.set_hint(hint_text)
        follow_theme(self, self._dress)

    @property
    def hint(self) -> Words:
        """The words of the hint; made when first wanted, for most rows never have any."""
        if self._hint is None:
            self._hint = hint("")
            self._hint.hide()
            if self._above:
                self._hint.setWordWrap(True)
                self._grid.addWidget(self._hint, 3, 0)
            else:
                self._grid.addWidget(self._hint, 1, 2, Qt.AlignmentFlag.AlignVCenter)
        return self._hint

    def set_label(self, text: str) -> None:
        self.label.setText(text)
        self.field.setAccessibleName(text.replace("&", ""))

    def set_hint(self, text: str) -> None:
        if text or self._hint is not None:
            self.hint.setText(text)
            self.hint.setVisible(bool(text))

    def set_problem(self, sentence: str) -> None:
        """Show a problem at this field, or none."""
        if not sentence and self._problem_line is None:
            return
        if self._problem_line is None:
            self._problem_line = _ProblemLine()
            self._grid.addWidget(self._problem_line, *((1, 0) if self._above else (0, 1, 1, 2)))
        self._problem_line.set_sentence(sentence)
        self._problem_line.setVisible(bool(sentence))
        for box in _boxes(self.field):
            box.setProperty("problem", bool(sentence))
            box.update()
            box.update()
        self.field.setAccessibleDescription(sentence)

    @property
    def problem(self) -> str:
        return self._problem_line.sentence if self._problem_line is not None else ""

    def focus_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QLineEdit)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        ):
            watched.focusNextChild()
            return True
        return super().eventFilter(watched, event)

    @staticmethod
    def _field_alignment(field: QWidget) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag(0) if isinstance(field, QLabel) else Qt.AlignmentFlag.AlignLeft

    def _dress(self) -> None:
        theme = current()
        self.label.setFont(theme.font(TypeRole.BODY, Weight.MEDIUM if self._above else Weight.REGULAR))
        palette = self.label.palette()
        palette.setColor(self.label.foregroundRole(), theme.color("ink_1" if self._above else "ink_2"))
        self.label.setPalette(palette)
        if self._above:
            self._grid.setVerticalSpacing(theme.px(Space.LABEL_ABOVE))
        else:
            self._grid.setColumnMinimumWidth(0, theme.px(Size.LABEL))
            self._grid.setHorizontalSpacing(theme.px(Space.M))
            self._grid.setVerticalSpacing(theme.px(2))
            is_text = isinstance(self.field, QPlainTextEdit | QTextEdit)
            first_line = 8 if is_text else 4 if self.field.property("tall") is True else 0
            self.label.setContentsMargins(0, theme.px(first_line), 0, 0)


class Form(QWidget):
    """Rows one under another, 9 px apart unless more is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        # Not the alignment of the layout: that one never gives a wrapped text more height than its first guess.
        self._column.addStretch(1)
        self._between: float = Space.ROWS
        follow_theme(self, self._dress)

    def set_spacing(self, between: float) -> None:
        """Put the rows this many pixels apart, at 100 %."""
        self._between = between
        self._dress()

    def add(self, row: QWidget) -> QWidget:
        self._column.insertWidget(self._column.count() - 1, row)
        return row

    def remove(self, row: QWidget) -> None:
        """Take a row out and drop it."""
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _dress(self) -> None:
        self._column.setSpacing(current().px(self._between))


class _ProblemLine(QWidget):
    """Triangle and sentence over a field."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self._words = Words("", TypeRole.BODY, Weight.MEDIUM, "overdue", wrap=True)
        column.addWidget(self._words)
        self.sentence = ""
        follow_theme(self, self._dress)

    def set_sentence(self, sentence: str) -> None:
        self.sentence = sentence
        self._words.setText(sentence)

    def _dress(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(current().px(16), 0, 0, current().px(2))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        side = theme.px(10)
        paint_shape(painter, PillState.OVERDUE, QRectF(0, theme.px(4), side, side), theme.color("overdue"))
        painter.end()


class ProblemSummary(QWidget):
    """The box on top of a form that could not be saved. It takes the focus when it appears; Enter on a line goes to its field.

    Signals:
        chosen: index of the problem whose line was chosen.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("problem_summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._column = QVBoxLayout(self)
        self._heading = Words(self.tr("There is a problem"), TypeRole.WORDS, Weight.SEMIBOLD, "overdue")
        self._column.addWidget(self._heading)
        self._lines: list[_ProblemLink] = []
        self.setAccessibleName(self.tr("There is a problem"))
        self.hide()
        follow_theme(self, self._dress)

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(line.text() for line in self._lines)

    def show_problems(self, sentences: tuple[str, ...]) -> None:
        """Show one line a problem, or hide."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for index, sentence in enumerate(sentences):
            line = _ProblemLink(sentence, index)
            line.setObjectName(f"problem_summary_line_{index + 1}")
            line.chosen.connect(self.chosen)
            self._lines.append(line)
            self._column.addWidget(line)
        self.setAccessibleDescription(" ".join(sentences))
        self.setVisible(bool(sentences))
        if sentences:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{self._heading.text()}. {' '.join(sentences)}"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() == Qt.KeyboardModifier.NoModifier and self._lines:
            self.chosen.emit(0)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        box = QRectF(self.rect())
        rounded(painter, box, theme.px(Radius.BANNER), theme.color("overdue_tint"))
        side = theme.px(12)
        paint_shape(painter, PillState.OVERDUE, QRectF(theme.px(12), theme.px(14), side, side), theme.color("overdue"))
        if self.hasFocus():
            focus_ring(painter, box, theme.px(Radius.BANNER))
        painter.end()

    def _dress(self) -> None:
        px = current().px
        self._column.setContentsMargins(px(34), px(11), px(14), px(11))
        self._column.setSpacing(px(3))


class _ProblemLink(Words):
    """One line of the summary; an underlined sentence that goes to its field."""

    chosen = Signal(int)

    def __init__(self, sentence: str, index: int) -> None:
        super().__init__(sentence, TypeRole.BODY, Weight.MEDIUM, wrap=True)
        self._index = index
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(sentence)
        font = self.font()
        font.setUnderline(True)
        self.setFont(font)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._index)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: object) -> None:
        self.chosen.emit(self._index)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            focus_ring(painter, QRectF(self.rect()), current().px(Radius.SMALL))
            painter.end()


class FormProblems(QObject):
    """Puts problems on their fields by field name, and the same sentences into the summary.

    Args:
        rows: field name of the domain's errors -> its row, in the order of the form.
        sentences: words errors (`office.messages`).
    """

    def __init__(self, summary: ProblemSummary, rows: Mapping[str, FormRow], sentences: SentenceSource, owner: QWidget) -> None:
        super().__init__(owner)
        self._summary = summary
        self._rows = dict(rows)
        self._sentences = sentences
        self._shown: list[FormRow | None] = []
        self._at = -1
        summary.chosen.connect(self._go_to)
        for key, step in (("F8", self.go_next), ("Shift+F8", self.go_previous)):
            shortcut = QShortcut(QKeySequence(key), owner, step)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def set_rows(self, rows: Mapping[str, FormRow]) -> None:
        """Put other rows, because the form has other fields now."""
        self.clear()
        self._rows = dict(rows)

    def show(self, error: BaseException) -> None:
        """Show one problem or several. A problem without a field stands in the summary only."""
        self.clear()
        problems = error.problems if isinstance(error, Problems) else (error,)
        sentences = []
        for problem in problems:
            sentence = self._sentences.word_error(problem)
            row = self._rows.get(problem.field or "") if isinstance(problem, DomainError) else None
            if row is not None and not row.problem:
                row.set_problem(sentence)
            sentences.append(sentence)
            self._shown.append(row)
        self._summary.show_problems(tuple(sentences))

    def clear(self) -> None:
        for row in self._rows.values():
            if row.problem:
                row.set_problem("")
        self._shown = []
        self._at = -1
        self._summary.show_problems(())

    def go_next(self) -> None:
        """Go to the next field with a problem."""
        self._step(1)

    def go_previous(self) -> None:
        self._step(-1)

    def _step(self, by: int) -> None:
        places = [index for index, row in enumerate(self._shown) if row is not None]
        if not places:
            return
        later = [i for i in places if i > self._at] if by > 0 else [i for i in reversed(places) if i < self._at or self._at < 0]
        self._go_to(later[0] if later else places[0 if by > 0 else -1])

    def _go_to(self, index: int) -> None:
        row = self._shown[index] if index < len(self._shown) else None
        self._at = index
        if row is not None:
            row.focus_field()


def set_width(field: QWidget, characters: int) -> None:
    """Make a field as wide as its content: about this many characters, at every text size."""

    def dress() -> None:
        theme = current()
        field.setFixedWidth(round(theme.metrics().averageCharWidth() * characters) + theme.px(24))

    follow_theme(field, dress)


def set_lines(field: QPlainTextEdit, lines: int) -> None:
    """Make a text box this many lines high; Tab leaves it."""
    field.setTabChangesFocus(True)
    field.setSizePolicy(field.sizePolicy().horizontalPolicy(), QSizePolicy.Policy.Fixed)

    def dress() -> None:
        theme = current()
        # Two pixels more than the lines take: with less a full box shows a scroll bar for nothing.
        field.setFixedHeight(round(theme.metrics(TypeRole.WORDS).lineSpacing() * lines) + theme.px(18))

    follow_theme(field, dress)


def _boxes(field: QWidget) -> list[QWidget]:
    """Return the boxes whose edge shows a problem: the field, or those inside a composed one."""
    kinds = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox)
    if isinstance(field, kinds):
        return [field]
    return [box for kind in kinds for box in field.findChildren(kind)]
