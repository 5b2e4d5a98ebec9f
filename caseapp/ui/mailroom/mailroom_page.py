"""The print queue: what waits at the left, the batch in hand at the right."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

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
)
from caseapp.services.views import BatchEntry
from caseapp.ui import qt_dates
from caseapp.ui.labels import label
from caseapp.ui.mailroom.batch_panel import BatchPanel
from caseapp.ui.mailroom.lists import batch_columns, batch_row, empty_words, key_words, letter_columns, letter_row
from caseapp.ui.mailroom.pieces import piece_columns, piece_rows
from caseapp.ui.mailroom.print_job import PrintJob
from caseapp.ui.mailroom.printing import Printing, SystemPrinting
from caseapp.ui.mailroom.queue_list import QueueList, QueueRow
from caseapp.ui.mailroom.reads import MailRoom, read_mail_room
from caseapp.ui.mailroom.returned_pane import ReturnedPane
from caseapp.ui.mailroom.steps import Step, pieces_inside, problem_pieces
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space
from caseapp.ui.widgets.empty_state import EmptyState
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.table_view import TableView
from caseapp.ui.widgets.tabs import Tab, TextTabs
from caseapp.ui.widgets.words import hint, page_title

AREAS = frozenset({"letters", "batches", "deadlines"})
LISTS_LEAST = 560
QWIDGETSIZE_MAX = 16777215  # Qt's own constant, which PySide does not name
TABS = ("queue", "pieces", "by_hand", "batches", "returned")


class MailRoomPage(Page):
    """Argument of `on_shown`: ``tab``, one of `TABS`."""

    def __init__(self, office: Office, parent: QWidget | None = None, *, printing: Printing | None = None) -> None:
        super().__init__(office, parent)
        self._room: MailRoom | None = None
        self._batch_id = ""
        self._marks: frozenset[int] = frozenset()
        self._go_on = False
        self.title_words = page_title(self.tr("Print queue"))
        self.tabs = TextTabs(self._tabs(), name="mail_tabs", label=self.tr("Print queue"), margin=Space.PAGE_LEFT)
        self.queue = QueueList(name="mail_queue", label=self.tr("Letters to print"))
        self.pieces = TableView(piece_columns(), name="mail_pieces", label=self.tr("Pieces of the batch"))
        self.by_hand = TableView(letter_columns(), name="mail_by_hand", label=self.tr("Letters that go by e-mail or by hand"))
        self.batches = TableView(batch_columns(), name="mail_batches", label=self.tr("Batches"))
        self.returned = ReturnedPane(office)
        self._scrolled = _scroll(self.returned, self.tr("Returned mail"))
        self.nothing = EmptyState(icon="printer", title="", sentence="", name="mail_none")
        self.keys = hint()
        self.keys.setWordWrap(True)
        self.panel = BatchPanel(office)
        self.job = PrintJob(office, self, printing or SystemPrinting())
        self._connect()
        self._lay_out()
        self.set_title(self.tr("Print queue"))

    # The page

    def on_shown(self, **arguments: object) -> None:
        tab = arguments.get("tab")
        self.refresh()
        if isinstance(tab, str) and tab in TABS and tab != self.tabs.current:
            self.tabs.set_current(tab)

    def concerns(self, change: ChangeSet) -> bool:
        return not AREAS.isdisjoint(change.areas)

    def reload(self) -> None:
        batch_id, with_ended = self._batch_id, self.tabs.current == "batches"
        self.office.run(self, lambda desk: read_mail_room(desk, batch_id, with_ended=with_ended), self._show_room, key="mail_room")

    def primary_act(self) -> None:
        if self.job.is_under_way:
            return
        if self.tabs.current == "returned":
            self.returned.record()
        elif self.panel.step is Step.ENDED:
            self.make()
        else:
            self.do_step()

    def forget(self) -> None:
        super().forget()
        self._room = None
        self._marks = frozenset()
        self.queue.set_rows(())
        for table in (self.pieces, self.by_hand, self.batches):
            table.set_rows(())
        self.returned.forget()
        self.panel.forget()
        self.tabs.set_tabs(self._tabs())

    def first_focus(self) -> QWidget | None:
        return self._target()

    def panes(self) -> tuple[QWidget, ...]:
        shown = self._stack.currentWidget()
        return (self.tabs, *([shown] if shown is not None else []), self.panel)

    # Acts

    @property
    def batch(self) -> BatchEntry | None:
        """The batch in hand."""
        return self.panel.batch

    @property
    def marks(self) -> frozenset[int]:
        """Positions marked as having a problem, not recorded yet."""
        return self._marks

    def make(self) -> None:
        """Make a batch of the ticked letters, or of all that can be mailed when none is ticked."""
        chosen = (self.queue.ticked or self.queue.ready)[:BATCH_SIZE_MAX]
        if not chosen:
            self.panel.show_problem(DomainError("nothing_to_print"))
            return

        def made(change: ChangeSet) -> None:
            self.queue.queue_model.ticked.clear()
            self._take_in_hand(change.created_id or "")
            self.tabs.set_current("pieces")
            self.pieces.setFocus(Qt.FocusReason.OtherFocusReason)

        self.office.run(self, lambda desk: make_batch(desk, chosen), made, self._refused)

    def tick_all(self) -> None:
        """Tick every letter of the queue."""
        if self.tabs.current == "queue":
            self.queue.tick_all()

    def do_step(self) -> None:
        """Do the step that is possible now."""
        batch, step = self.batch, self.panel.step
        if batch is None:
            return
        if step in (Step.PRINT, Step.LOOK):
            self.job.ask(batch)
        elif step is Step.CHECK:
            self.check(tuple(sorted(self._marks)))
        elif step is Step.MEND:
            self.job.ask(batch, self._marks, again=True)
        elif step is Step.COUNT:
            self.count()
        elif step is Step.HAND_OVER:
            self.hand_over()

    def all_readable(self) -> None:
        """Say that every page is readable, whatever is marked."""
        if self.batch is not None and self.panel.step in (Step.CHECK, Step.LOOK):
            self.check(())

    def check(self, problems: tuple[int, ...]) -> None:
        """Record what was seen."""
        batch_id = self._batch_in_hand()
        self._go_on = True
        self.panel.hear_no_more()
        self.office.run(self, lambda desk: mark_checked(desk, batch_id, problem_positions=problems), self._recorded, self._refused)

    def count(self) -> None:
        """Record how many pieces lie in the tray."""
        batch_id = self._batch_in_hand()
        try:
            counted = self.panel.counted()
        except DomainError as error:
            self.panel.show_problem(error)
            return
        self._go_on = True
        self.office.run(self, lambda desk: count_batch(desk, batch_id, counted), self._recorded, self._refused)

    def hand_over(self) -> None:
        """Review, then say that the post has the letters."""
        batch = self.batch
        assert batch is not None, "the step is there only with a batch"
        try:
            on = self.panel.on.required("on")
        except DomainError as error:
            self.panel.show_problem(error)
            return
        method = self.panel.chosen_method()
        inside = pieces_inside(batch)
        closest = min((piece.last_day_on for piece in inside if piece.last_day_on is not None), default=None)
        letters = self.tr("1 letter") if len(inside) == 1 else self.tr("{count} letters").format(count=len(inside))
        facts = [
            (self.tr("Counted"), letters),
            (self.tr("Day"), qt_dates.full_date(on)),
            (self.tr("Class"), label(method)),
        ]
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
        self._go_on = True

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
            lambda: self.office.run(self, lambda desk: cancel_batch(desk, batch.batch_id), lambda _: self._take_in_hand(""), self._refused),
            destructive=True,
        )

    def print_again(self) -> None:
        """Print the whole batch once more."""
        if self.batch is not None:
            self.job.ask(self.batch)

    # Inside

    def _handed_over(self, letters: str, on: date) -> None:
        self.office.messages.notice(self.tr("{letters} handed to the post on {day}.").format(letters=letters, day=qt_dates.day_date(on)))
        self._take_in_hand("")
        self.tabs.set_current("queue")
        self.queue.setFocus(Qt.FocusReason.OtherFocusReason)

    def _recorded(self, _: object) -> None:
        self._marks = frozenset()
        self.mark_stale()

    def _refused(self, error: Exception) -> None:
        self._go_on = False
        if isinstance(error, DomainError):
            self.panel.show_problem(error)
        else:
            self.office.messages.show_trouble(error)

    def _batch_in_hand(self) -> str:
        return self.batch.batch_id if self.batch is not None else ""

    def _take_in_hand(self, batch_id: str) -> None:
        self._batch_id = batch_id
        self._marks = frozenset()
        self.mark_stale()

    def _mark(self, position: object) -> None:
        """Mark a piece, or take the mark away."""
        batch = self.batch
        if batch is None or not isinstance(position, int):
            return
        piece = next((one for one in batch.pieces if one.position == position), None)
        markable = batch.state in (BatchState.SENT_TO_PRINTER, BatchState.PRINT_UNKNOWN, BatchState.CHECKED)
        if piece is None or not markable or piece.state not in (PieceState.IN_BATCH, PieceState.PROBLEM):
            self.panel.announce(self.tr("Pieces are marked after printing and before the count is recorded."))
            return
        self._set_marks(self._marks ^ {position})

    def _set_marks(self, marks: object) -> None:
        if isinstance(marks, frozenset) and self.batch is not None:
            self._marks = marks
            self.panel.show_marks(marks)
            self.pieces.set_rows(piece_rows(self.batch, marks))

    def _show_room(self, room: MailRoom) -> None:
        self._room = room
        desk = self.office.desk
        if desk is None:
            return
        self._batch_id = room.shown.batch_id if room.shown is not None else ""
        inside = {piece.position for piece in pieces_inside(room.shown)} if room.shown is not None else set()
        self._marks &= inside
        self.queue.show_letters(room.queue, desk.today())
        self.pieces.set_rows(piece_rows(room.shown, self._marks) if room.shown is not None else ())
        self.by_hand.set_rows([letter_row(entry) for entry in room.by_hand])
        self.batches.set_rows([batch_row(one, desk.business_zone) for one in room.batches])
        self.returned.show_returned(room.returned)
        self.panel.show_batch(room.shown, room.open_batches, self._marks)
        self.tabs.set_tabs(self._tabs())
        self._show_queue_words()
        self._show_tab(self.tabs.current)
        if self._go_on:
            self._go_on = False
            target = self.panel.field_of_step()
            if target is not None:
                target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_queue_words(self) -> None:
        ready, ticked = self.queue.ready, self.queue.ticked
        count = len(ticked or ready)
        room = self._room
        if room is None or not room.queue:
            self.panel.show_queue(self.tr("Nothing waits for the printer."), "")
            return
        rows = [row for row in self.queue.queue_model.rows if isinstance(row, QueueRow)]
        if count > BATCH_SIZE_MAX:
            words = self.tr("Make a batch of the first {most}").format(most=BATCH_SIZE_MAX)
        elif count == 1:
            words = self.tr("Make a batch of 1 letter")
        else:
            words = self.tr("Make a batch of {count} letters").format(count=count)
        self.panel.show_queue(self.queue.letters_and_pages(rows), words if count else "")

    def _show_tab(self, tab: str) -> None:
        widgets: dict[str, QWidget] = {
            "queue": self.queue, "pieces": self.pieces, "by_hand": self.by_hand, "batches": self.batches, "returned": self._scrolled,
        }  # fmt: skip
        is_empty = tab != "returned" and not self._has_rows(tab)
        if is_empty:
            title, sentence = empty_words(tab)
            self.nothing.set_texts(icon="printer", title=title, sentence=sentence)
        self._stack.setCurrentWidget(self.nothing if is_empty else widgets[tab])
        self.keys.setText("" if is_empty else key_words(tab))
        self.panel.set_front(tab != "returned")

    def _change_tab(self, tab: str) -> None:
        self._show_tab(tab)
        if tab == "batches":
            self.mark_stale()

    def _has_rows(self, tab: str) -> bool:
        room = self._room
        if room is None:
            return False
        return bool(
            {"queue": room.queue, "pieces": room.shown is not None, "by_hand": room.by_hand, "batches": room.batches}[tab]
        )  # fmt: skip

    def _target(self) -> QWidget | None:
        widget = self._stack.currentWidget()
        if widget is self.nothing:
            return self.tabs
        return self.returned.search if widget is self._scrolled else widget

    def _tabs(self) -> list[Tab]:
        room = self._room
        pieces = len(pieces_inside(room.shown)) if room is not None and room.shown is not None else 0
        return [
            Tab(id="queue", text=self.tr("To print"), count=len(room.queue) if room is not None else 0),
            Tab(id="pieces", text=self.tr("In the batch"), count=pieces),
            Tab(id="by_hand", text=self.tr("By e-mail or by hand"), count=len(room.by_hand) if room is not None else 0),
            Tab(id="batches", text=self.tr("Batches")),
            Tab(id="returned", text=self.tr("Returned"), count=len(room.returned) if room is not None else 0),
        ]

    def _open_letter(self, key: object) -> None:
        if isinstance(key, str):
            self.office.navigate("letters", letter_id=key)

    def _open_piece(self, position: object) -> None:
        batch = self.batch
        piece = next((one for one in batch.pieces if one.position == position), None) if batch is not None else None
        if piece is not None:
            self.office.navigate("letters", letter_id=piece.letter_id)

    def _open_batch(self, key: object) -> None:
        if isinstance(key, str):
            self._take_in_hand(key)
            self.tabs.set_current("pieces")
            self.pieces.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.tabs.tab_changed.connect(self._change_tab)
        self.queue.ticked_changed.connect(self._show_queue_words)
        self.queue.row_opened.connect(self._open_letter)
        self.by_hand.row_opened.connect(self._open_letter)
        self.batches.row_opened.connect(self._open_batch)
        self.pieces.row_toggled.connect(self._mark)
        self.pieces.row_opened.connect(self._open_piece)
        panel = self.panel
        panel.make_wanted.connect(self.make)
        panel.step_wanted.connect(self.do_step)
        panel.readable_wanted.connect(self.all_readable)
        panel.put_back_wanted.connect(self.put_back)
        panel.print_wanted.connect(self.print_again)
        panel.cancel_wanted.connect(self.give_up)
        panel.stop_wanted.connect(self.job.stop)
        panel.batch_chosen.connect(self._take_in_hand)
        panel.marks_typed.connect(self._set_marks)
        self.job.progressed.connect(panel.show_progress)
        self.job.failed.connect(panel.say)
        self.job.ended.connect(self._print_ended)

    def _print_ended(self) -> None:
        self.panel.show_printing_ended()
        self._marks = frozenset()
        self.mark_stale()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self.nothing.setMinimumHeight(1)  # it gives way before the window has to grow
        for widget in (self.nothing, self.queue, self.pieces, self.by_hand, self.batches, self._scrolled):
            self._stack.addWidget(widget)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title_words)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        column.addWidget(self.keys)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(0)
        self._sides.addWidget(left, 1)
        self._sides.addWidget(self.panel)

        def dress() -> None:
            px = current().px
            self.title_words.setContentsMargins(px(Space.PAGE_LEFT), px(18), px(Space.PAGE_RIGHT), px(10))
            self.keys.setContentsMargins(px(Space.PAGE_LEFT), px(8), px(Space.PAGE_RIGHT), px(10))
            self._arrange()

        follow_theme(self, dress)

    def _arrange(self) -> None:
        """Put the batch beside the lists, or below them where the text is large."""
        px = current().px
        is_wide = self.width() >= px(Size.SIDE_FORM + LISTS_LEAST)
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
        self._sides.setStretch(1, 0 if is_wide else 1)
        for at, column in enumerate(self.pieces.table_model.columns):
            self.pieces.setColumnHidden(at, not is_wide and column.id in ("zip", "pages", "last"))
        self.title_words.setVisible(is_wide)
        self.keys.setVisible(is_wide)
        self.panel.setMinimumWidth(px(Size.SIDE_FORM) if is_wide else 0)
        self.panel.setMaximumWidth(px(Size.SIDE_FORM) if is_wide else QWIDGETSIZE_MAX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _scroll(content: QWidget, words: str) -> ScrollArea:
    """Let a pane scroll where it finds no room."""
    area = ScrollArea()
    area.setObjectName("mail_returned_scroll")
    area.setAccessibleName(words)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area
