"""A contact that is no new request: about an existing case, or a question. Says number, stage and date, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.services.contacts import SayableState
from caseapp.services.intake_form import IntakeForm
from caseapp.ui import qt_dates
from caseapp.ui.intake.caller_part import ABOUT_CASE, QUESTION
from caseapp.ui.intake.part import Beside, FormPart, put_text, text_field
from caseapp.ui.labels import label
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Space, TypeRole, Weight
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.strokes import rounded
from caseapp.ui.widgets.words import Words


class ContactPart(FormPart):
    """See the module.

    Signals:
        number_edited: the case number as typed.
    """

    number_edited = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.number = text_field("intake_about_number", self.tr("Case number"), 16)
        self.topic = text_field(
            "intake_topic", self.tr("What the question is about"), 52, placeholder=self.tr("the topic, nothing personal")
        )
        self._number_row = self.add_row("number", FormRow(self.tr("Case nu&mber"), Beside(self.number), stretch=True))
        self._topic_row = self.add_row("topic", FormRow(self.tr("Quest&ion"), Beside(self.topic), stretch=True))
        self.state = StateCard()
        self._column.addWidget(self.state)
        self.watch(self.number, self.topic)
        self.number.textEdited.connect(self.number_edited)

    def show_state(self, state: SayableState | None) -> None:
        """Show what may be said about a case to anybody."""
        self.state.show_state(state)

    def fill(self, form: IntakeForm) -> None:
        put_text([(self.number, form.about_number), (self.topic, form.topic)])

    def collect(self, form: IntakeForm) -> IntakeForm:
        return replace(form, about_number=self.number.text(), topic=self.topic.text())

    def adapt(self, form: IntakeForm) -> None:
        self._number_row.setVisible(form.purpose == ABOUT_CASE)
        self._topic_row.setVisible(form.purpose == QUESTION)
        self.state.setVisible(form.purpose == ABOUT_CASE and bool(self.state.text))

    def first_control(self) -> QWidget:
        return self.number if not self._number_row.isHidden() else self.topic


class StateCard(QWidget):
    """The one sentence that may be said about a case before anybody is verified."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("intake_sayable")
        self._head = Words(self.tr("Say this, and nothing else"), TypeRole.SMALL, Weight.SEMIBOLD, "accent")
        self._words = Words("", TypeRole.SPOKEN, Weight.MEDIUM, wrap=True)
        column = QVBoxLayout(self)
        column.addWidget(self._head)
        column.addWidget(self._words)
        self.hide()
        follow_theme(self, self._dress)

    @property
    def text(self) -> str:
        return self._words.text()

    def show_state(self, state: SayableState | None) -> None:
        text = self.sentence(state) if state is not None else ""
        self._words.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def sentence(self, state: SayableState) -> str:
        """Return number, stage and date as one sentence."""
        stages = ", ".join(dict.fromkeys(label(stage).lower() for stage in state.stages))
        if state.next_on is None:
            return self.tr("Case {number}: {stage}.").format(number=state.number, stage=stages)
        return self.tr("Case {number}: {stage}. You hear from us by {date}.").format(
            number=state.number, stage=stages, date=qt_dates.weekday_date(state.next_on)
        )

    def _dress(self) -> None:
        px = current().px
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(px(Space.L), px(Space.M), px(Space.L), px(Space.L))
            layout.setSpacing(px(Space.S))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), current().px(Radius.CARD), current().color("sunken"), current().color("line"))
        painter.end()
