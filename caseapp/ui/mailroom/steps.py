"""The steps of a batch: which one is possible now, and the line that shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from caseapp.domain.correspondence import BatchState, PieceState
from caseapp.domain.errors import DomainError
from caseapp.services.views import BatchEntry, PieceEntry
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import TypeRole, Weight
from caseapp.ui.widgets.deadline_pill import PillState, paint_shape
from caseapp.ui.widgets.painted_text import paint_text, text_width
from caseapp.ui.widgets.strokes import rounded


class Step(StrEnum):
    """What a batch waits for."""

    PRINT = "print"
    LOOK = "look"
    CHECK = "check"
    MEND = "mend"
    COUNT = "count"
    HAND_OVER = "hand_over"
    ENDED = "ended"


_DONE_BEFORE = {Step.PRINT: 0, Step.LOOK: 0, Step.CHECK: 1, Step.MEND: 1, Step.COUNT: 2, Step.HAND_OVER: 3, Step.ENDED: 4}


def next_step(batch: BatchEntry, marked: Iterable[int] = ()) -> Step:
    """Return the step that is possible now; marks are problems the clerk has not recorded yet."""
    state = batch.state
    if state is BatchState.OPEN:
        return Step.PRINT
    if state is BatchState.PRINT_UNKNOWN:
        return Step.LOOK
    if state is BatchState.SENT_TO_PRINTER:
        return Step.CHECK
    if state is BatchState.CHECKED:
        return Step.MEND if problem_pieces(batch, marked) else Step.COUNT
    return Step.HAND_OVER if state is BatchState.COUNTED else Step.ENDED


def pieces_inside(batch: BatchEntry) -> tuple[PieceEntry, ...]:
    """Return the pieces that were not put back in the queue."""
    return tuple(piece for piece in batch.pieces if piece.state is not PieceState.BACK_IN_QUEUE)


def envelopes_inside(batch: BatchEntry) -> tuple[tuple[PieceEntry, ...], ...]:
    """Return the envelopes of the batch with the pieces in each; those are what is counted and what has a number of the post."""
    found: dict[int, list[PieceEntry]] = {}
    for piece in pieces_inside(batch):
        found.setdefault(piece.packet or -piece.position, []).append(piece)
    return tuple(tuple(pieces) for pieces in found.values())


def problem_pieces(batch: BatchEntry, marked: Iterable[int] = ()) -> tuple[PieceEntry, ...]:
    """Return the pieces with a problem, recorded or marked."""
    marks = set(marked)
    return tuple(piece for piece in pieces_inside(batch) if piece.state is PieceState.PROBLEM or piece.position in marks)


def ranges(numbers: Sequence[int]) -> str:
    """``001 to 012, 014``: numbers of pieces as they stand on them."""
    parts: list[list[int]] = []
    for number in sorted(numbers):
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]:03}" if len(part) == 1 else f"{part[0]:03}-{part[-1]:03}" for part in parts)


def parse_pieces(text: str, batch: BatchEntry) -> frozenset[int]:
    """Read a list like ``3, 17-19``.

    Raises:
        DomainError: ``pieces_not_understood`` or ``piece_number_unknown`` (number) at ``pieces``.
    """
    return numbers_in(text, frozenset(piece.position for piece in pieces_inside(batch)))


def numbers_in(text: str, known: frozenset[int], *, unknown: str = "piece_number_unknown") -> frozenset[int]:
    """Read a list like ``3, 17-19, 40-`` of numbers that are known, the last of them from 40 on; nothing typed is none.

    Raises:
        DomainError: ``pieces_not_understood``, or the code in `unknown` (number), at ``pieces``.
    """
    found: set[int] = set()
    for part in text.replace(";", ",").replace(" ", ",").split(","):
        if not part:
            continue
        first, dash, last = part.partition("-")
        if not first.isdigit() or (last and not last.isdigit()):
            raise DomainError("pieces_not_understood", "pieces")
        end = int(last or first)
        if dash and not last:
            end = max((*known, end))
        for number in range(int(first), end + 1):
            if number not in known:
                raise DomainError(unknown, "pieces", number=number)
            found.add(number)
    return frozenset(found)


class BatchSteps(QWidget):
    """Printed, checked, counted, handed to the post: a tick for what is done, a dot where the batch stands."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = (self.tr("Printed"), self.tr("Checked"), self.tr("Counted"), self.tr("Handed over"))
        self._name()
        follow_theme(self, self.updateGeometry)

    def set_step(self, step: Step) -> None:
        """Show what is done before a step."""
        self._at = _DONE_BEFORE[step]
        self._name()
        self.update()

    @property
    def done(self) -> int:
        """How many steps are done."""
        return self._at

    def sizeHint(self) -> QSize:
        return QSize(current().px(280), current().px(44))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(160), current().px(44))

    def _name(self) -> None:
        if self._at < len(self._words):
            self.setAccessibleName(
                self.tr("{done} of {all} steps done, next: {step}").format(done=self._at, all=len(self._words), step=self._words[self._at])
            )
        else:
            self.setAccessibleName(self.tr("All steps done"))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        px = theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(16)
        last = len(self._words) - 1
        gap = (self.width() - side) / last
        for index, words in enumerate(self._words):
            circle = QRectF(index * gap, px(2), side, side)
            done, here = index < self._at, index == self._at
            if index < last:
                line = QRectF(circle.right() + px(4), circle.center().y() - 1, gap - side - px(8), 2)
                painter.fillRect(line, theme.color("accent" if index + 1 < self._at else "line_strong"))
            if done:
                rounded(painter, circle, side / 2, theme.color("accent"))
                mark = px(9)
                place = QRectF(circle.center().x() - mark / 2, circle.center().y() - mark / 2, mark, mark)
                paint_shape(painter, PillState.CLOSED, place, theme.color("on_accent"))
            else:
                rounded(painter, circle, side / 2, theme.color("surface"), theme.color("accent" if here else "control"), 2 if here else 1.2)
                if here:
                    dot = px(6)
                    place = QRectF(circle.center().x() - dot / 2, circle.center().y() - dot / 2, dot, dot)
                    rounded(painter, place, dot / 2, theme.color("accent"))
            font = theme.font(TypeRole.SMALL, Weight.SEMIBOLD if here else Weight.MEDIUM)
            width = text_width(words, font) + 1
            left = min(max(0.0, circle.center().x() - width / 2), self.width() - width)
            ink = theme.color("ink_1" if here else "ink_2")
            paint_text(painter, QRectF(left, circle.bottom() + px(4), width, px(20)), words, font, ink, may_shorten=False)
        painter.end()
