"""Step 6: everything once more, to be read aloud, before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from caseapp.domain.channel import Channel
from caseapp.services.intake_form import IntakeForm
from caseapp.ui.intake.part import FormFacts, FormPart
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space, TypeRole
from caseapp.ui.widgets.words import Words


class ReadBackPart(FormPart):
    """See the module."""

    def __init__(self) -> None:
        super().__init__(self.tr("Read back"))
        self._lines = _Lines()
        self.box = QCheckBox()
        self.box.setObjectName("intake_read_back")
        self._column.addWidget(self._lines)
        self._column.addWidget(self.box, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.toggled.connect(lambda _: self.edited.emit())

    def take(self, facts: FormFacts, before: FormFacts | None) -> None:
        by_phone = facts.channel is Channel.PHONE
        text = self.tr("I read this back, and they agreed") if by_phone else self.tr("I compared this with what was sent")
        self.box.setText(text)
        self.box.setAccessibleName(text)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show label and value of each line; a line without a value is left out."""
        self._lines.show_lines([(name, value) for name, value in lines if value])

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        return self._lines.lines

    def fill(self, form: IntakeForm) -> None:
        self.box.blockSignals(True)
        self.box.setChecked(form.read_back)
        self.box.blockSignals(False)

    def collect(self, form: IntakeForm) -> IntakeForm:
        return replace(form, read_back=self.box.isChecked())

    def first_control(self) -> QWidget:
        return self.box


class _Lines(QWidget):
    """Labels left, values right, in the size of words that are read aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[tuple[str, str], ...] = ()
        self._pairs: list[tuple[Words, Words]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        follow_theme(self, self._dress)

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        if tuple(lines) == self.lines:
            return
        self.lines = tuple(lines)
        while len(self._pairs) < len(lines):
            pair = (Words("", ink="ink_2"), Words("", TypeRole.WORDS, wrap=True))
            row = len(self._pairs)
            self._grid.addWidget(pair[0], row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(pair[1], row, 1)
            self._pairs.append(pair)
        for index, (name_words, value_words) in enumerate(self._pairs):
            shown = index < len(lines)
            name_words.setVisible(shown)
            value_words.setVisible(shown)
            name_words.setText(lines[index][0] if shown else "")
            value_words.setText(lines[index][1] if shown else "")

    def _dress(self) -> None:
        px = current().px
        self._grid.setColumnMinimumWidth(0, px(Size.LABEL))
        self._grid.setHorizontalSpacing(px(Space.M))
        self._grid.setVerticalSpacing(px(5))
