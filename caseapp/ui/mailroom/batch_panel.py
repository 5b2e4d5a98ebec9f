"""The batch in hand: its steps, one primary for the step that is possible now, and what that step needs."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from caseapp.domain.errors import DomainError
from caseapp.services.views import BatchEntry
from caseapp.ui.mailroom.batch_fields import BatchFields
from caseapp.ui.mailroom.batch_words import act_words, line_words, step_words
from caseapp.ui.mailroom.steps import BatchSteps, Step, next_step, pieces_inside, problem_pieces, ranges
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space, TypeRole
from caseapp.ui.widgets.banner import Banner
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.deadline_pill import PillState
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.strokes import Rule, vertical_hairline
from caseapp.ui.widgets.words import Words, hint, section_head

PRIMARY_KEY = "Ctrl+Return"


class BatchPanel(QWidget):
    """Shows a batch and asks for its next step.

    Signals:
        make_wanted: a batch is to be made of the queue.
        step_wanted: the primary of the step that is shown.
        readable_wanted: every page is readable.
        look_again_wanted: something was found after the count.
        put_back_wanted: the pieces with a problem go back to the queue.
        print_wanted: print the whole batch again.
        cancel_wanted: give the batch up.
        stop_wanted: stop printing.
        batch_chosen: id of another open batch.
        marks_typed: positions of pieces with a problem.
        papers_wanted: the manifest or the mail log.
        faces_wanted: the faces of envelopes without a window.
        take_back_wanted: the job is to be taken back from the printer.
    """

    make_wanted = Signal()
    step_wanted = Signal()
    readable_wanted = Signal()
    look_again_wanted = Signal()
    put_back_wanted = Signal()
    print_wanted = Signal()
    cancel_wanted = Signal()
    stop_wanted = Signal()
    batch_chosen = Signal(str)
    marks_typed = Signal(object)
    papers_wanted = Signal()
    faces_wanted = Signal()
    take_back_wanted = Signal()

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self._batch: BatchEntry | None = None
        self._marks: frozenset[int] = frozenset()
        self._said = ""
        self._is_printing = False
        self._is_front = True
        self._is_narrow = False
        self.title = Words("", TypeRole.HEADING)
        self.line = Words("", ink="ink_2", wrap=True)
        self.choice = ChoiceBox(name="batch_choice", label=self.tr("Open batches"))
        self.steps = BatchSteps(name="batch_steps")
        self.banner = Banner(name="batch_banner", state=PillState.OVERDUE, tall=True)
        self.primary = KeyButton("", ButtonKind.PRIMARY, key=PRIMARY_KEY, name="batch_step", on_click=self.step_wanted.emit)
        self.put_back = KeyButton(self.tr("Put back in the queue"), name="batch_put_back", on_click=self.put_back_wanted.emit)
        self.again = KeyButton(self.tr("Print again..."), icon="printer", name="batch_print_again", on_click=self.print_wanted.emit)
        self.readable = KeyButton(self.tr("All pages are readable"), name="batch_readable", on_click=self.readable_wanted.emit)
        self.look_again = KeyButton(self.tr("Look again"), name="batch_look_again", on_click=self.look_again_wanted.emit)
        self.stop = KeyButton(self.tr("Stop after this page"), name="batch_stop", on_click=self.stop_wanted.emit)
        self.take_back = KeyButton(self.tr("Take back from the printer"), name="batch_take_back", on_click=self.take_back_wanted.emit)
        self._waits = False
        self.papers = KeyButton(self.tr("Mail log..."), icon="file-text", name="batch_papers", on_click=self.papers_wanted.emit)
        self.faces = KeyButton(
            self.tr("Print envelopes..."), icon="envelope-simple", name="batch_faces", on_click=self.faces_wanted.emit
        )  # fmt: skip
        self._has_faces = False
        self.fields = BatchFields(office)
        self.words = hint()
        self.words.setWordWrap(True)
        self.words.setObjectName("batch_words")
        self.cancel = KeyButton(self.tr("Give up the batch..."), ButtonKind.QUIET, name="batch_cancel", on_click=self.cancel_wanted.emit)
        self.next_head = section_head(self.tr("Next to print"))
        self.next_words = Words("", ink="ink_2", wrap=True)
        self.share = QCheckBox("")
        self.share.setObjectName("batch_share")
        self.share.setChecked(True)
        self.share.hide()
        self.make = KeyButton(self.tr("Make a batch"), name="batch_make", icon="printer", on_click=self.make_wanted.emit)
        self.choice.chosen_changed.connect(lambda key: self.batch_chosen.emit(str(key)))
        self.fields.marks_typed.connect(self.marks_typed)
        self._lay_out()

    # What it shows

    @property
    def batch(self) -> BatchEntry | None:
        return self._batch

    @property
    def step(self) -> Step:
        """The step that is possible now."""
        return next_step(self._batch, self._marks) if self._batch is not None else Step.ENDED

    def show_batch(
        self, batch: BatchEntry | None, others: tuple[BatchEntry, ...], marks: frozenset[int], *, has_faces: bool = False
    ) -> None:
        """Show a batch, with the marks the clerk has set and not recorded; `has_faces`: it has envelopes without a window."""
        self._has_faces = has_faces
        is_other = batch is None or self._batch is None or batch.batch_id != self._batch.batch_id
        state_before = self._batch.state if self._batch is not None and not is_other else None
        self._batch, self._marks = batch, marks
        if is_other:
            self._said = ""
        if is_other or (batch is not None and batch.state is not state_before):
            self.banner.setVisible(bool(self._said))
        self.choice.set_options([(one.batch_id, one.number) for one in others])
        if batch is not None:
            self.choice.set_chosen(batch.batch_id)
        self.choice.setVisible(len(others) > 1)
        self._show()

    def show_marks(self, marks: frozenset[int]) -> None:
        """Show other marks."""
        self._marks = marks
        self._show()

    @property
    def shares(self) -> bool:
        """Whether letters to one person go in one envelope."""
        return self.share.isChecked()

    def show_queue(self, words: str, make_words: str, together: int = 0) -> None:
        """Say what waits in the queue, and how many letters may share an envelope with another to the same person."""
        self.share.setText(self.tr("One envelope for letters to one person ({count} letters)").format(count=together))
        self.share.setVisible(together > 0 and bool(make_words))
        self.next_words.setText(words)
        self.make.setText(make_words or self.tr("Make a batch"))
        self.make.setVisible(bool(make_words))
        self._dress_primary()

    def show_progress(self, done: int, total: int) -> None:
        """Say how far printing is."""
        self._is_printing = True
        words = (
            self.tr("Printing page {done} of {total}").format(done=min(done + 1, total), total=total)
            if total
            else self.tr("Sending to the printer...")
        )
        self.words.setText(words)
        self.words.setVisible(True)
        self._show_buttons()
        self.stop.setVisible(total > 0)
        self.acts.setVisible(total > 0)

    def show_waiting(self, waits: bool) -> None:
        """Say whether the queue of the system still has the batch."""
        if waits is not self._waits:
            self._waits = waits
            self._show()

    def show_printing_ended(self) -> None:
        self._is_printing = False
        self._show()

    def show_problem(self, error: DomainError) -> None:
        """Say why the step was refused: at its field, and what to do on top."""
        sentence = self.office.messages.word_error(error)
        is_at_field = self.fields.show_problem(error, sentence)
        if error.code == "count_differs" and self._batch is not None:
            numbers = ranges([piece.position for piece in pieces_inside(self._batch)])
            self.banner.show_text(
                self.tr("Counted {counted}, printed {expected}").format(**error.facts),
                self.tr("The tray should hold {numbers}. Mark the missing pieces with Space; then reprint them or put them back.").format(
                    numbers=numbers
                ),
                state=PillState.OVERDUE,
            )  # fmt: skip
        elif not is_at_field:
            self.banner.show_text(sentence, state=PillState.OVERDUE)

    def say(self, sentence: str) -> None:
        """Say what the printer said; it stays until printing begins anew or the pages were looked at."""
        self._said = sentence
        self.banner.show_text(sentence, state=PillState.OVERDUE)

    def hear_no_more(self) -> None:
        """Forget what the printer said, and what nobody knew: printing begins anew, or the pages were looked at."""
        if self._said or self.step is Step.LOOK:
            self._said = ""
            self.banner.hide()

    def set_front(self, is_front: bool) -> None:
        """Say whether the page's primary act is the one of this panel."""
        self._is_front = is_front
        self._dress_primary()

    def set_narrow(self, narrow: bool) -> None:
        """Say whether it stands below the lists instead of beside them."""
        if narrow is not self._is_narrow:
            self._is_narrow = narrow
            self._order()
            self._show()

    def focus_field(self) -> None:
        """Put the focus into the field in which the step begins, and bring it into view."""
        target = self.fields.first_of(self.step)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, target, lambda: self._scroll.ensureWidgetVisible(target))

    def forget(self) -> None:
        self.show_batch(None, (), frozenset())
        self.show_queue("", "")

    # Inside

    def _show(self) -> None:
        batch, step = self._batch, self.step
        has_batch = batch is not None
        for part in (self.steps, self.line):
            part.setVisible(has_batch)
        # Below the lists, where the text is large, a batch that is not there takes no room from what can be done.
        self.title.setVisible(has_batch or not self._is_narrow)
        self.title.setText(self.tr("Batch {number}").format(number=batch.number) if batch is not None else self.tr("No open batch"))
        if batch is not None:
            self.line.setText(line_words(batch))
            self.steps.set_step(step)
        self.fields.show_batch(batch, self._marks, step)
        words = step_words(batch, step)
        if self._waits and step is Step.CHECK:
            words = self.tr("The printer has the batch and is not done. {words}").format(words=words)
        self.words.setText(words)
        self.words.setVisible(bool(words) and (has_batch or not self._is_narrow))
        if step is Step.LOOK and not self._said and not self._is_printing:
            self.words.hide()
            self._warn_that_nobody_knows()
        self.rule.setVisible(has_batch or not self._is_narrow)
        self._show_buttons()

    def _warn_that_nobody_knows(self) -> None:
        """What was sent may lie in the tray in whole, in part, or not at all; a person looks."""
        title = self.tr("Unknown: look at the printer")
        facts = self.tr(
            "Printing began, and nobody knows how far it came. If every page lies in the tray, say so. If not, mark the pieces that are "
            "missing and print them again, for example 37- for all from 37 on."
        )
        if not self.banner.isVisible() or not self.banner.text.startswith(title):
            self.banner.show_text(title, facts, state=PillState.THREE_DAYS)

    def _show_buttons(self) -> None:
        batch, step = self._batch, self.step
        problems = len(problem_pieces(batch, self._marks)) if batch is not None else 0
        words, icon = act_words(batch, step, problems)
        self.primary.setText(words)
        self.primary.set_icon(icon)
        free = not self._is_printing
        self.primary.setVisible(bool(words) and free)
        self.put_back.setVisible(step is Step.MEND and free)
        self.again.setVisible(step in (Step.CHECK, Step.COUNT) and free)
        self.readable.setVisible(step is Step.LOOK and free)
        self.look_again.setVisible(step is Step.HAND_OVER and free)
        self.cancel.setVisible(step is not Step.ENDED and free)
        self.papers.setVisible(batch is not None and step in (Step.HAND_OVER, Step.ENDED) and free)
        self.faces.setVisible(self._has_faces and step not in (Step.PRINT, Step.ENDED) and free)
        self.take_back.setVisible(self._waits and step is Step.CHECK and free)
        self.stop.setVisible(False)
        self.acts.setVisible(batch is not None and any(not button.isHidden() for button in self._act_buttons))
        self._dress_primary()

    def _dress_primary(self) -> None:
        has_step = self.step is not Step.ENDED
        leads = self._is_front and has_step
        self.primary.set_kind(ButtonKind.PRIMARY if leads else ButtonKind.DEFAULT)
        self.primary.set_key(PRIMARY_KEY if leads else "")
        makes = self._is_front and not has_step
        self.make.set_kind(ButtonKind.PRIMARY if makes else ButtonKind.DEFAULT)
        self.make.set_key(PRIMARY_KEY if makes else "Ctrl+Shift+B")

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        self.rule = Rule()
        self._act_buttons = (
            self.primary, self.readable, self.look_again, self.put_back, self.again, self.stop, self.take_back, self.faces, self.papers,
        )  # fmt: skip
        self.acts = FlowRow(*self._act_buttons)
        self._column = column
        self._order()
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        column.addWidget(self.rule)
        for line in (self.next_head, self.next_words):
            column.addWidget(line)
        column.addWidget(self.share)
        column.addWidget(self.make, 0, Qt.AlignmentFlag.AlignLeft)
        self.banner.hide()
        scroll = self._scroll = ScrollArea()
        scroll.setObjectName("batch_scroll")
        scroll.setAccessibleName(self.tr("Batch"))
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(scroll)

        def dress() -> None:
            px = current().px
            column.setContentsMargins(px(Space.XL), px(14), px(Space.XL), px(Space.L))
            column.setSpacing(px(Space.M))

        follow_theme(content, dress)

    def _order(self) -> None:
        """Below the lists, what can be done stands before what is told: it is not to be scrolled for."""
        told = (self.line, self.choice, self.steps)
        doing = (self.banner, self.acts, self.words, self.fields)
        for at, part in enumerate((self.title, *doing, *told) if self._is_narrow else (self.title, *told, *doing)):
            self._column.removeWidget(part)
            self._column.insertWidget(at, part)

    def announce(self, words: str) -> None:
        """Tell a screen reader what the batch waits for now."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("pane"))
        vertical_hairline(painter, 0, 0, self.height(), theme.color("line_strong"))
        painter.end()
