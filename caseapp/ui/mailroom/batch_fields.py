"""What is typed for a batch: pieces with a problem, the count in the tray, numbers of the post, the day and the class it left by."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import DispatchMethod
from caseapp.domain.tracking import spaced
from caseapp.services.views import BatchEntry, PieceEntry
from caseapp.ui.labels import label
from caseapp.ui.mailroom.steps import Step, envelopes_inside, parse_pieces, ranges
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.date_edit import DateEdit
from caseapp.ui.widgets.form import FormRow, set_width

METHODS = (DispatchMethod.FIRST_CLASS_MAIL, DispatchMethod.CERTIFIED_MAIL)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class BatchFields(QWidget):
    """The rows of the step that is possible now.

    Signals:
        marks_typed: positions of pieces with a problem.
        number_typed: id of a piece and the number of the post for its envelope, as typed or scanned.
    """

    marks_typed = Signal(object)
    number_typed = Signal(str, str)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._batch: BatchEntry | None = None
        self._marks: frozenset[int] = frozenset()
        self.pieces = QLineEdit()
        self.pieces.setObjectName("batch_pieces")
        self.pieces_row = FormRow(self.tr("&Pieces with a problem"), self.pieces, above=True, stretch=True)
        self.pieces_row.set_hint(self.tr("Numbers like 3, 17-19, or 40- for the rest; or Space on a row"))
        self.count = QLineEdit()
        self.count.setObjectName("batch_count")
        set_width(self.count, 6)
        self.count_row = FormRow(self.tr("Cou&nt in tray"), self.count)
        self.on = DateEdit(self._today, name="batch_on", label=self.tr("Mailed on"))
        set_width(self.on.box, 17)
        self.on_row = FormRow(self.tr("&Mailed on"), self.on)
        self.method = ChoiceBox([(one, label(one)) for one in METHODS], name="batch_method", label=self.tr("Class"))
        self.method_row = FormRow(self.tr("Cla&ss"), self.method)
        self.number = QLineEdit()
        self.number.setObjectName("batch_number")
        set_width(self.number, 30)
        self.number_row = FormRow(self.tr("Certified num&ber"), self.number, above=True)
        self._at: str = ""
        self._proposed: date | None = None
        self.pieces.editingFinished.connect(self._read_pieces)
        for field in (self.pieces, self.count, self.number):
            field.installEventFilter(self)  # after the row's own filter: Enter would go on to giving the batch up
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for row in (self.pieces_row, self.count_row, self.on_row, self.method_row, self.number_row):
            column.addWidget(row)
        follow_theme(self, lambda: column.setSpacing(current().px(Space.M)))

    def show_batch(self, batch: BatchEntry | None, marks: frozenset[int], step: Step) -> None:
        """Show the rows of a step. What is being typed stays, until the batch goes on or another one comes."""
        is_other = batch is None or self._batch is None or batch.batch_id != self._batch.batch_id
        went_on = is_other or (batch is not None and self._batch is not None and batch.state is not self._batch.state)
        self._batch = batch
        if went_on:
            for row in (self.pieces_row, self.count_row, self.on_row, self.number_row):
                row.set_problem("")
        if is_other:
            self.count.clear()
            self.number.clear()
            self._at = ""
        if is_other or (went_on and step is Step.HAND_OVER):
            self._propose_day()
        elif step is Step.HAND_OVER:
            self.turn_day()
        if went_on or marks != self._marks:
            self.pieces.setText(ranges(sorted(marks)))
        self._marks = marks
        self.pieces_row.setVisible(step in (Step.CHECK, Step.LOOK, Step.MEND, Step.COUNT))
        self.count_row.setVisible(step in (Step.COUNT, Step.HAND_OVER))
        self.count.setEnabled(step is Step.COUNT)
        if batch is not None:
            self.count_row.set_hint(self.tr("of {expected}").format(expected=len(envelopes_inside(batch))))
            if step is Step.HAND_OVER and batch.counted is not None:
                self.count.setText(str(batch.counted))
        for row in (self.on_row, self.method_row, self.number_row):
            row.setVisible(step is Step.HAND_OVER)
        self._show_number()
        self.setVisible(step not in (Step.PRINT, Step.ENDED))

    def turn_day(self) -> None:
        """Propose today where midnight passed since a day was proposed, unless another one was typed."""
        if self.on.date() is not None and self.on.date() == self._proposed:
            self._propose_day()

    def _propose_day(self) -> None:
        desk = self._office.desk
        self._proposed = desk.today() if desk is not None else None
        self.on.set_date(self._proposed)

    def show_problem(self, error: DomainError, sentence: str) -> bool:
        """Say at its field why a step was refused; False when it belongs to no field."""
        row = {"counted": self.count_row, "on": self.on_row, "pieces": self.pieces_row, "tracking": self.number_row}.get(error.field or "")
        if row is not None:
            row.set_problem(sentence)
            row.focus_field()
        return row is not None

    def number_kept(self) -> None:
        """Go on to the next envelope: the number of this one is kept."""
        self.number_row.set_problem("")
        self.number.clear()
        self._at = ""

    def aim(self, position: object) -> None:
        """Type the number of the envelope a piece lies in, whether it has one or not."""
        if self._batch is None:
            return
        for envelope in envelopes_inside(self._batch):
            if any(piece.position == position for piece in envelope):
                self._at = envelope[0].piece_id
        self._show_number()

    def counted(self) -> int:
        """Return the count that was typed.

        Raises:
            DomainError: ``count_missing`` at ``counted``.
        """
        text = self.count.text().strip()
        if not text.isdigit():
            raise DomainError("count_missing", "counted")
        return int(text)

    def chosen_method(self) -> DispatchMethod:
        return DispatchMethod(str(self.method.chosen()))  # Qt gives a code back as plain text

    def first_of(self, step: Step) -> QWidget | None:
        """Return the field in which a step begins, if it has one."""
        return {Step.COUNT: self.count, Step.HAND_OVER: self.on}.get(step)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() in _PLAIN
        if is_enter and event.type() == QEvent.Type.KeyPress:
            if watched is self.pieces:
                self._read_pieces()
            elif watched is self.number:
                self._send_number()
            return True
        return super().eventFilter(watched, event)

    def _envelope(self) -> tuple[int, tuple[PieceEntry, ...]] | None:
        """The envelope whose number is typed: the one that was aimed at, else the first without a number."""
        envelopes = envelopes_inside(self._batch) if self._batch is not None else ()
        for at, pieces in enumerate(envelopes, start=1):
            if pieces[0].piece_id == self._at or (not self._at and not pieces[0].tracking):
                return at, pieces
        return None

    def _show_number(self) -> None:
        found = self._envelope()
        self.number.setEnabled(found is not None)
        count = len(envelopes_inside(self._batch)) if self._batch is not None else 0
        if found is None:
            self.number_row.set_hint(self.tr("Every envelope has its number.") if count else "")
            return
        at, pieces = found
        self.number_row.set_hint(
            self.tr("Envelope {at} of {count}: {name}, {zip}. {now}").format(
                at=at, count=count, name=pieces[0].name, zip=pieces[0].postal_code,
                now=self.tr("Has {number}.").format(number=spaced(pieces[0].tracking))
                if pieces[0].tracking
                else self.tr("Scan its label, or leave it empty."),
            )
        )  # fmt: skip

    def _send_number(self) -> None:
        found = self._envelope()
        if found is not None and (self.number.text().strip() or found[1][0].tracking):
            self.number_typed.emit(found[1][0].piece_id, self.number.text())

    def _today(self) -> date:
        desk = self._office.desk
        assert desk is not None, "dates are typed while somebody is signed in"
        return desk.today()

    def _read_pieces(self) -> None:
        if self._batch is None:
            return
        try:
            marks = parse_pieces(self.pieces.text(), self._batch)
        except DomainError as error:
            self.pieces_row.set_problem(self._office.messages.word_error(error))
            return
        self.pieces_row.set_problem("")
        if marks != self._marks:
            self.marks_typed.emit(marks)
