"""What the clerk does with the batch in hand, a step at a time: make, print, check, count, hand over; put back, give up."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from caseapp.domain.correspondence import BatchState, PieceState
from caseapp.domain.errors import DomainError
from caseapp.services.changes import ChangeSet
from caseapp.services.desk import Desk
from caseapp.services.mailroom import (
    BATCH_SIZE_MAX,
    cancel_batch,
    count_batch,
    dispatch_batch,
    make_batch,
    mark_checked,
    return_piece_to_queue,
    set_tracking,
)
from caseapp.services.views import BatchEntry
from caseapp.ui import qt_dates
from caseapp.ui.labels import label
from caseapp.ui.mailroom.batch_panel import BatchPanel
from caseapp.ui.mailroom.batch_words import letters_words
from caseapp.ui.mailroom.print_job import PrintJob
from caseapp.ui.mailroom.steps import Step, envelopes_inside, pieces_inside, problem_pieces
from caseapp.ui.office import Office


class BatchActs(QObject):
    """Runs the acts and keeps the marks of pieces that are not recorded yet.

    Attributes:
        goes_on: the step was done from the keyboard, so the focus goes to the field of the next one once it is read.

    Signals:
        recorded: the batch went on; read again.
        taken: id of the batch that is in hand from now on; empty for whichever is open.
        made: a batch was made and is in hand.
        left: the batch is with the post.
        marked: other pieces are marked.
    """

    recorded = Signal()
    taken = Signal(str)
    made = Signal()
    left = Signal()
    marked = Signal()

    def __init__(self, office: Office, page: QWidget, panel: BatchPanel, job: PrintJob) -> None:
        super().__init__(page)
        self.office = office
        self._page = page
        self._panel = panel
        self._job = job
        self._marks: frozenset[int] = frozenset()
        self.goes_on = False
        panel.step_wanted.connect(self.do_step)
        panel.readable_wanted.connect(self.all_readable)
        panel.look_again_wanted.connect(self.look_again)
        panel.put_back_wanted.connect(self.put_back)
        panel.print_wanted.connect(self.print_again)
        panel.cancel_wanted.connect(self.give_up)
        panel.stop_wanted.connect(job.underway.stop)
        panel.batch_chosen.connect(self.take)
        panel.marks_typed.connect(self.set_marks)
        panel.fields.number_typed.connect(self.keep_number)
        job.began.connect(panel.hear_no_more)
        job.underway.progressed.connect(panel.show_progress)
        job.failed.connect(panel.say)
        job.ended.connect(self._print_ended)

    @property
    def batch(self) -> BatchEntry | None:
        """The batch in hand."""
        return self._panel.batch

    # Marks

    @property
    def marks(self) -> frozenset[int]:
        """Positions marked as having a problem, not recorded yet."""
        return self._marks

    def mark(self, position: object) -> None:
        """Mark a piece, or take the mark away."""
        batch = self.batch
        if batch is None or not isinstance(position, int):
            return
        piece = next((one for one in batch.pieces if one.position == position), None)
        markable = batch.state in (BatchState.SENT_TO_PRINTER, BatchState.PRINT_UNKNOWN, BatchState.CHECKED)
        if piece is None or not markable or piece.state not in (PieceState.IN_BATCH, PieceState.PROBLEM):
            self._panel.announce(self.tr("Pieces are marked after printing and before the count is recorded."))
            return
        self.set_marks(self._marks ^ {position})

    def set_marks(self, marks: object) -> None:
        """Mark these pieces and no others."""
        if isinstance(marks, frozenset) and self.batch is not None:
            self._marks = marks
            self._panel.show_marks(marks)
            self.marked.emit()

    def keep_marks_of(self, batch: BatchEntry | None) -> None:
        """Drop the marks of pieces that are not in the batch any more."""
        self._marks &= {piece.position for piece in pieces_inside(batch)} if batch is not None else set()

    def forget(self) -> None:
        self._marks = frozenset()
        self.goes_on = False

    # Acts

    def take(self, batch_id: str) -> None:
        """Take another batch in hand."""
        self._marks = frozenset()
        self.taken.emit(batch_id)

    def make(self, chosen: tuple[str, ...], *, share: bool) -> None:
        """Make a batch of these letters, of as many as one takes."""
        letters = chosen[:BATCH_SIZE_MAX]
        if not letters:
            self._panel.show_problem(DomainError("nothing_to_print"))
            return

        def made(change: ChangeSet) -> None:
            self.take(change.created_id or "")
            self.made.emit()

        self.office.run(self, lambda desk: make_batch(desk, letters, share_envelopes=share), made, self._refused)

    def do_step(self) -> None:
        """Do the step that is possible now."""
        batch, step = self.batch, self._panel.step
        if batch is None:
            return
        if step is Step.LOOK and problem_pieces(batch, self._marks):
            self._job.ask(batch, self._marks, again=True)
        elif step in (Step.PRINT, Step.LOOK):
            self._job.ask(batch)
        elif step is Step.CHECK:
            self.check(tuple(sorted(self._marks)))
        elif step is Step.MEND:
            self._job.ask(batch, self._marks, again=True)
        elif step is Step.COUNT:
            self.count()
        elif step is Step.HAND_OVER:
            self.hand_over()

    def all_readable(self) -> None:
        """Say that every page is readable, whatever is marked."""
        if self.batch is not None and self._panel.step in (Step.CHECK, Step.LOOK):
            self.check(())

    def look_again(self) -> None:
        """Go back behind the count: something was found in the tray after it."""
        if self.batch is not None and self._panel.step is Step.HAND_OVER:
            self.check(())

    def check(self, problems: tuple[int, ...]) -> None:
        """Record what was seen."""
        batch_id = self._batch_in_hand()
        self.goes_on = True
        self._panel.hear_no_more()
        self.office.run(self, lambda desk: mark_checked(desk, batch_id, problem_positions=problems), self._recorded, self._refused)

    def count(self) -> None:
        """Record how many pieces lie in the tray."""
        batch_id = self._batch_in_hand()
        try:
            counted = self._panel.fields.counted()
        except DomainError as error:
            self._panel.show_problem(error)
            return
        self.goes_on = True
        self.office.run(self, lambda desk: count_batch(desk, batch_id, counted), self._recorded, self._refused)

    def keep_number(self, piece_id: str, number: str) -> None:
        """Keep the number of the post for an envelope, and wait for the next."""

        def kept(_: object) -> None:
            self._panel.fields.number_kept()
            self._recorded(None)

        self.office.run(self, lambda desk: set_tracking(desk, piece_id, number), kept, self._refused)

    def hand_over(self) -> None:
        """Review, then say that the post has the letters."""
        batch = self.batch
        assert batch is not None, "the step is there only with a batch"
        self._panel.fields.turn_day()
        try:
            on = self._panel.fields.on.required("on")
        except DomainError as error:
            self._panel.show_problem(error)
            return
        method = self._panel.fields.chosen_method()
        inside = pieces_inside(batch)
        closest = min((piece.last_day_on for piece in inside if piece.last_day_on is not None), default=None)
        letters = letters_words(len(inside))
        certified = sum(1 for piece in inside if piece.tracking)
        envelopes = len(envelopes_inside(batch))
        counted = (
            letters if envelopes == len(inside) else self.tr("{letters} in {count} envelopes").format(letters=letters, count=envelopes)
        )
        facts = [
            (self.tr("Counted"), counted),
            (self.tr("Day"), qt_dates.full_date(on)),
            (self.tr("Class"), label(method)),
        ]
        if certified:
            facts.append((self.tr("With a certified number"), letters_words(certified)))
        if closest is not None:
            facts.append((self.tr("Closest last day"), qt_dates.full_date(closest)))

        def act() -> None:
            self.office.run(
                self,
                lambda desk: dispatch_batch(desk, batch.batch_id, on=on, method=method),
                lambda _: self._handed_over(letters, on),
                self._refused,
            )

        self.office.messages.ask(
            self.tr("Batch {number} handed to the post").format(number=batch.number),
            self.tr("The deadlines of these letters count as met on this day. It cannot be undone; an officer can correct the date."),
            facts,
            self.tr("Handed to the post"),
            act,
        )

    def put_back(self) -> None:
        """Put the pieces with a problem back in the queue, for the next batch."""
        batch = self.batch
        if batch is None:
            return
        pieces = problem_pieces(batch, self._marks)
        self.goes_on = True

        def act(desk: Desk) -> ChangeSet:
            change = ChangeSet()
            for piece in pieces:
                change = return_piece_to_queue(desk, piece.piece_id)
            return change

        self.office.run(self, act, self._recorded, self._refused)

    def give_up(self) -> None:
        """Review, then give the batch up: every letter waits in the queue again."""
        batch = self.batch
        if batch is None:
            return
        self.office.messages.ask(
            self.tr("Give up batch {number}").format(number=batch.number),
            self.tr("Every letter goes back to the queue. Destroy what was printed, or it may be mailed twice."),
            [(self.tr("Letters"), str(len(pieces_inside(batch))))],
            self.tr("Give up the batch"),
            lambda: self.office.run(self, lambda desk: cancel_batch(desk, batch.batch_id), lambda _: self.take(""), self._refused),
            destructive=True,
        )

    def print_again(self) -> None:
        """Print the whole batch once more; after the count only what was found wrong is printed again."""
        if self.batch is None:
            return
        if self._panel.step is Step.HAND_OVER:
            self._panel.announce(self.tr('The batch is counted. Choose "Look again" before you print more of it.'))
        else:
            self._job.ask(self.batch)

    # Inside

    def _handed_over(self, letters: str, on: date) -> None:
        self.office.messages.notice(self.tr("{letters} handed to the post on {day}.").format(letters=letters, day=qt_dates.day_date(on)))
        self.take("")
        self.left.emit()

    def _recorded(self, _: object) -> None:
        self._marks = frozenset()
        self.recorded.emit()

    def _print_ended(self) -> None:
        self._panel.show_printing_ended()
        self._recorded(None)

    def _refused(self, error: Exception) -> None:
        self.goes_on = False
        if isinstance(error, DomainError):
            self._panel.show_problem(error)
        else:
            self.office.messages.show_trouble(error)

    def _batch_in_hand(self) -> str:
        return self.batch.batch_id if self.batch is not None else ""
