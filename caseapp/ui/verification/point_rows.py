"""The data points of a checklist, a row each: what it is, what was said once opened, and how it compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from caseapp.domain.checklists import DataPoint
from caseapp.domain.verification import PointOutcome
from caseapp.ui.labels import label
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import TypeRole, Weight
from caseapp.ui.widgets.choices import RadioRow
from caseapp.ui.widgets.strokes import hairline
from caseapp.ui.widgets.words import Words

NOT_COMPARED = "not_compared"
ROOMY_FROM = 700


def point_words(point: str) -> str:
    return label(DataPoint(point)) if point in set(DataPoint) else point


class PointRow(QWidget):
    """One point. Arrows choose how it compared; Enter goes on.

    Signals:
        changed: the outcome was chosen by the person.
    """

    changed = Signal()

    def __init__(self, point: str, *, was_said: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.point = point
        self._was_said = was_said
        self._words = Words(point_words(point), weight=Weight.MEDIUM)
        self.said = Words("", ink="ink_2", wrap=True)
        self.said.setObjectName(f"verify_said_{point}")
        self.choice = RadioRow(
            (
                (NOT_COMPARED, self.tr("Not compared")),
                (PointOutcome.MATCHED, label(PointOutcome.MATCHED)),
                (PointOutcome.NOT_MATCHED, label(PointOutcome.NOT_MATCHED)),
                (PointOutcome.NOT_CHECKED, label(PointOutcome.NOT_CHECKED)),
            ),
            name=f"verify_{point}",
            label=point_words(point),
        )
        for value in (NOT_COMPARED, *PointOutcome):
            button = self.choice.button(value)
            button.setAccessibleName(self.tr("{point}: {outcome}").format(point=point_words(point), outcome=button.text()))
        self.choice.chosen_changed.connect(lambda _value: self.changed.emit())
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(self._words, 0)
        self._row.addWidget(self.said, 1)
        self._row.addWidget(self.choice, 0)
        self.hide_said()
        follow_theme(self, self._dress)

    @property
    def outcome(self) -> PointOutcome | None:
        chosen = self.choice.chosen()
        return chosen if isinstance(chosen, PointOutcome) else None

    def set_outcome(self, outcome: PointOutcome | None) -> None:
        self.choice.set_chosen(outcome or NOT_COMPARED)

    def show_said(self, text: str) -> None:
        """Show what was said, for as long as it is open."""
        self.said.setText(text)
        self.said.set_ink("ink_1")

    def hide_said(self) -> None:
        self.said.setText(self.tr("Said, sealed") if self._was_said else self.tr("Not said"))
        self.said.set_ink("ink_3")

    def _dress(self) -> None:
        px = current().px
        self._row.setContentsMargins(0, px(5), 0, px(6))
        self._row.setSpacing(px(12))
        self._words.setMinimumWidth(px(176))
        self.said.setMinimumWidth(px(90))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_roomy = self.width() >= current().px(ROOMY_FROM)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if is_roomy else QBoxLayout.Direction.TopToBottom)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        hairline(painter, 0, self.height() - 1, self.width(), current().color("line"))
        painter.end()


class PointRows(QWidget):
    """All points of a checklist; those that were said come first.

    Signals:
        changed: some outcome was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[PointRow, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_points(self, points: Sequence[str], said: Sequence[str], outcomes: Mapping[str, PointOutcome]) -> None:
        """Show these points. Rows that are there already keep what was chosen in them and is not saved."""
        ordered = tuple(dict.fromkeys((*(one for one in points if one in said), *(one for one in said), *points)))
        if ordered != tuple(row.point for row in self.rows):
            self.clear()
            made = []
            for point in ordered:
                row = PointRow(point, was_said=point in said)
                row.changed.connect(self.changed)
                self._column.addWidget(row)
                made.append(row)
            self.rows = tuple(made)
        for row in self.rows:
            row.set_outcome(outcomes.get(row.point))

    def outcomes(self) -> dict[str, PointOutcome]:
        """Return the outcome of every point that was compared."""
        return {row.point: row.outcome for row in self.rows if row.outcome is not None}

    def show_said(self, said: Mapping[str, str]) -> None:
        for row in self.rows:
            if row.point in said:
                row.show_said(said[row.point])

    def hide_said(self) -> None:
        for row in self.rows:
            row.hide_said()

    def clear(self) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = ()


class Aside(Words):
    """A quiet paragraph under a head."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text, TypeRole.SMALL, ink="ink_2", wrap=True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
