"""The data points of a checklist, a row each: what it is, what was said once opened, and how it compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from caseapp.domain.checklists import DataPoint
from caseapp.domain.verification import PointOutcome
from caseapp.ui.labels import label
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Weight
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.strokes import hairline
from caseapp.ui.widgets.words import Words

translate = QCoreApplication.translate

NOT_COMPARED = "not_compared"


def point_words(point: str) -> str:
    return label(DataPoint(point)) if point in set(DataPoint) else point


class OutcomeChoice(FlowRow):
    """How a point compared: one stop for Tab, arrows choose, Enter goes on. It breaks into lines where text is large.

    Signals:
        chosen_changed: the person chose.
    """

    chosen_changed = Signal()

    def __init__(self, point: str, parent: QWidget | None = None) -> None:
        super().__init__(gap=18, line_gap=0, parent=parent)
        self.setObjectName(f"verify_{point}")
        self.setAccessibleName(point_words(point))
        self._group = QButtonGroup(self)
        self._values: tuple[PointOutcome | None, ...] = (None, PointOutcome.MATCHED, PointOutcome.NOT_MATCHED, PointOutcome.NOT_CHECKED)
        for index, (value, words) in enumerate(zip(self._values, outcome_words(), strict=True)):
            button = QRadioButton(words)
            button.setObjectName(f"verify_{point}_{value or NOT_COMPARED}")
            button.setAccessibleName(self.tr("{point}: {outcome}").format(point=point_words(point), outcome=words))
            button.installEventFilter(self)
            self._group.addButton(button, index)
            self.add(button)
        self._group.idClicked.connect(self._tell)
        self.set_chosen(None)

    def chosen(self) -> PointOutcome | None:
        return self._values[self._group.checkedId()]

    def set_chosen(self, outcome: PointOutcome | None) -> None:
        """Choose without telling."""
        self._group.button(self._values.index(outcome)).setChecked(True)
        self._aim_focus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        ):
            self._group.buttons()[-1].focusNextChild()
            return True
        return super().eventFilter(watched, event)

    def _tell(self, _index: int) -> None:
        self._aim_focus()
        self.chosen_changed.emit()

    def _aim_focus(self) -> None:
        chosen = self._group.checkedButton()
        if chosen is not None:
            self.setFocusProxy(chosen)


def outcome_words() -> tuple[str, str, str, str]:
    """Return the words of the four choices, short enough for one line."""
    return (
        translate("Verification", "Not yet"),
        translate("Verification", "Matches"),
        translate("Verification", "Does not match"),
        translate("Verification", "Cannot check"),
    )


class PointRow(QWidget):
    """One point.

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
        self.choice = OutcomeChoice(point)
        self.choice.chosen_changed.connect(self.changed)
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.addWidget(self._words, 3)
        self._row.addWidget(self.said, 2)
        self._row.addWidget(self.choice, 7)
        self.hide_said()
        follow_theme(self, self._dress)

    @property
    def outcome(self) -> PointOutcome | None:
        return self.choice.chosen()

    def set_outcome(self, outcome: PointOutcome | None) -> None:
        self.choice.set_chosen(outcome)

    def set_roomy(self, roomy: bool) -> None:
        """Stand on one line where there is room for it."""
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.TopToBottom)

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
        self._row.setSpacing(px(6))

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
        self._sheet: QWidget | None = None
        self._is_roomy = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_points(self, points: Sequence[str], said: Sequence[str], outcomes: Mapping[str, PointOutcome]) -> None:
        """Show these points. Rows that are there already keep what was chosen in them and is not saved."""
        ordered = tuple(dict.fromkeys((*(one for one in points if one in said), *points)))
        if ordered != tuple(row.point for row in self.rows):
            self.clear()
            made = []
            # All rows come into the page with one sheet: shown one by one, each would place the whole page anew.
            sheet = QWidget()
            column = QVBoxLayout(sheet)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            for point in ordered:
                row = PointRow(point, was_said=point in said)
                row.changed.connect(self.changed)
                row.set_roomy(self._is_roomy)
                column.addWidget(row)
                made.append(row)
            self._sheet = sheet
            self._column.addWidget(sheet)
            sheet.show()  # at once, so that a row can take the focus
            self.rows = tuple(made)
        for row in self.rows:
            row.set_outcome(outcomes.get(row.point))

    def set_roomy(self, roomy: bool) -> None:
        self._is_roomy = roomy
        for row in self.rows:
            row.set_roomy(roomy)

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
        if self._sheet is not None:
            self._column.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
        self._sheet = None
        self.rows = ()
