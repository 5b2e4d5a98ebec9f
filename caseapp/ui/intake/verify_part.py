"""Step 4: what the caller says to prove who they are. Sealed to the officers at the next save, and never shown again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from caseapp.domain.checklists import DataPoint
from caseapp.services.intake_form import Claim, IntakeForm
from caseapp.ui.icons import draw_icon
from caseapp.ui.intake.part import FormFacts, FormPart, text_field
from caseapp.ui.labels import label
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space, Weight
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.key_button import LinkButton
from caseapp.ui.widgets.words import Words

LABEL_WIDTH = 176

BEST_FIRST = (
    DataPoint.DATE_OF_LAST_PAYMENT, DataPoint.AMOUNT_OF_LAST_PAYMENT, DataPoint.ORIGINAL_CREDITOR, DataPoint.FORMER_ADDRESS,
    DataPoint.BIRTH_YEAR, DataPoint.DATE_OF_LAST_CONTACT,
)  # fmt: skip
ORDER = (*BEST_FIRST, *(point for point in DataPoint if point not in BEST_FIRST))
"""The order on the page and of Tab, the same for all rights: a question keeps its place while rights are ticked."""


class ClaimField(QWidget):
    """One value: typed once, then only "sealed". Typing again replaces what was sealed.

    Signals:
        edited: somebody typed.
        left: the field holds a value that is not sealed yet, and the focus went elsewhere.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, point: DataPoint) -> None:
        super().__init__()
        self.point = point
        self.box = text_field(f"intake_claim_{point}", label(point), 36, length_max=400)
        self._lock = _Lock()
        self._sealed = Words(self.tr("sealed"), weight=Weight.MEDIUM, ink="ink_2")
        self.again = LinkButton(self.tr("Type again"), name=f"intake_claim_{point}_again", on_click=self._type_again)
        self.again.setAccessibleName(self.tr("{point}: sealed. Type again").format(point=label(point)))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.box, 1000)
        for part in (self._lock, self._sealed, self.again):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self.box.textEdited.connect(lambda _: self.edited.emit())
        self.box.returnPressed.connect(self.box.focusNextChild)
        self.box.installEventFilter(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # as `Beside`
        self.show_sealed(False)
        follow_theme(self, self._dress)

    @property
    def is_sealed(self) -> bool:
        return not self.again.isHidden()

    def text(self) -> str:
        return self.box.text()

    def show_sealed(self, sealed: bool) -> None:
        """Empty the field, with its way back, and say that the value is sealed; or offer an empty field."""
        self.box.setText("")
        self.box.setVisible(not sealed)
        for part in (self._lock, self._sealed, self.again):
            part.setVisible(sealed)
        self.setFocusProxy(self.again if sealed else self.box)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.text().strip():
            self.left.emit()
        return super().eventFilter(watched, event)

    def _type_again(self) -> None:
        self.show_sealed(False)
        self.box.setFocus()

    def _dress(self) -> None:
        self._row.setSpacing(current().px(Space.S))


class _Lock(QWidget):
    def __init__(self) -> None:
        super().__init__()
        follow_theme(self, self.updateGeometry)

    def sizeHint(self) -> QSize:
        side = current().px(Size.ICON)
        return QSize(side, current().px(Size.CONTROL))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        side = current().px(Size.ICON)
        draw_icon(painter, "lock", QRectF(0, (self.height() - side) / 2, side, side), current().color("ink_2"))
        painter.end()


class VerifyPart(FormPart):
    """See the module. The row of a question is made when the question is first asked.

    Signals:
        claim_left: a value waits to be sealed and the focus went elsewhere.
    """

    claim_left = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Verify"))
        self._note = Words("", ink="ink_2", wrap=True)
        self._column.addWidget(self._note)
        self.fields: dict[str, ClaimField] = {}
        self._claim_rows: dict[DataPoint, FormRow] = {}
        self._sealed: frozenset[str] = frozenset()
        self._points: tuple[DataPoint, ...] = ()
        follow_theme(self, self._dress_labels)

    def take(self, facts: FormFacts, before: FormFacts | None) -> None:
        """Show the questions of these rights, the better ones first; a value that was sealed stays visible as sealed."""
        self._points = tuple(point for point in ORDER if point in facts.points)
        for point, row in self._claim_rows.items():
            row.setVisible(point in self._points)

    def make_next(self) -> bool:
        missing = [point for point in self._points if point not in self._claim_rows]
        if missing:
            self._make(missing[0])
        return len(missing) > 1

    def _make(self, point: DataPoint) -> None:
        field = ClaimField(point)
        field.edited.connect(self.edited)
        field.left.connect(self.claim_left)
        field.show_sealed(point in self._sealed)
        self.fields[point] = field
        row = FormRow(label(point), field, stretch=True)
        row.label.setMinimumWidth(current().px(LABEL_WIDTH))
        field.setAccessibleName(label(point))
        place = ORDER.index(point)
        after = [known for known in ORDER[:place] if known in self._claim_rows]
        before = self._claim_rows[after[-1]] if after else self._note
        self._column.insertWidget(self._column.indexOf(before) + 1, row)
        row.show()
        self._claim_rows[point] = row
        self.rows_made.emit()

    def adapt(self, form: IntakeForm) -> None:
        if not form.request_types():
            self._note.setText(self.tr("Tick what they ask for first. The questions depend on it."))
        elif not form.asks_identity:
            self._note.setText(self.tr("Nobody has to prove who they are for this request. There is nothing to ask here."))
        else:
            self._note.setText(
                self.tr("Ask, and type what you hear. It is sealed for the officers and not shown again. Two or three are enough.")
            )

    def claims(self) -> tuple[Claim, ...]:
        """Return what is typed and not sealed yet."""
        fields = [self.fields[point] for point in self._points if point in self.fields]
        return tuple(Claim(point=field.point, text=field.text()) for field in fields if field.text().strip())

    def sealed(self, claims: Sequence[Claim]) -> None:
        """Empty the fields whose values are in the store now; one that somebody still types in keeps its text until it is left."""
        for claim in claims:
            field = self.fields[claim.point]
            if field.text() == claim.text and not field.box.hasFocus():
                field.show_sealed(True)

    def show_sealed_points(self, points: Sequence[str]) -> None:
        """Show which values a draft holds already."""
        self._sealed = frozenset(points)
        for point, field in self.fields.items():
            field.show_sealed(point in points)

    def sealed_points(self) -> tuple[str, ...]:
        return tuple(point for point in ORDER if self._is_sealed(point))

    def _is_sealed(self, point: DataPoint) -> bool:
        field = self.fields.get(point)
        return field.is_sealed if field is not None else point in self._sealed

    def _dress_labels(self) -> None:
        """The names of the values are longer than the labels of the other steps."""
        for row in self._claim_rows.values():
            row.label.setMinimumWidth(current().px(LABEL_WIDTH))

    def first_control(self) -> QWidget:
        if not self._points:
            return self
        if self._points[0] not in self._claim_rows:
            self._make(self._points[0])
        return self.fields[self._points[0]]
