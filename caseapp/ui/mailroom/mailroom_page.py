"""The print queue: what waits at the left, the batch in hand at the right."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.stops import LetterStop
from caseapp.services.changes import ChangeSet
from caseapp.services.mailroom import BATCH_SIZE_MAX
from caseapp.ui.mailroom.batch_acts import BatchActs
from caseapp.ui.mailroom.batch_panel import BatchPanel
from caseapp.ui.mailroom.calibration import Calibration
from caseapp.ui.mailroom.electronic import ElectronicAnswer
from caseapp.ui.mailroom.faces import EnvelopeFaces
from caseapp.ui.mailroom.late_dialog import ask_to_let_go
from caseapp.ui.mailroom.lists import batch_columns, batch_row, empty_words, key_words, letter_columns, letter_row
from caseapp.ui.mailroom.papers import MailPapers
from caseapp.ui.mailroom.pieces import piece_columns, piece_rows, tells_envelopes
from caseapp.ui.mailroom.print_job import PrintJob
from caseapp.ui.mailroom.printing import Printing, SystemPrinting
from caseapp.ui.mailroom.queue_list import QueueList, QueueRow
from caseapp.ui.mailroom.reads import MailRoom, read_mail_room
from caseapp.ui.mailroom.returned_pane import ReturnedPane
from caseapp.ui.mailroom.spool_watch import SpooledJob, SpoolWatch
from caseapp.ui.mailroom.steps import Step, pieces_inside
from caseapp.ui.mailroom.stop_pane import StopPane
from caseapp.ui.mailroom.stop_words import MendAt, mend_at
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space
from caseapp.ui.widgets.empty_state import EmptyState
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.table_view import TableView
from caseapp.ui.widgets.tabs import Tab, TextTabs
from caseapp.ui.widgets.words import hint, page_title

AREAS = frozenset({"letters", "batches", "deadlines"})
LISTS_LEAST = 560
QWIDGETSIZE_MAX = 16777215  # Qt's own constant, which PySide does not name
FRONT_ALONE = frozenset({"returned", "by_hand"})
"""Tabs with an act of their own that is the page's primary one."""
TABS = ("queue", "pieces", "by_hand", "batches", "returned")


class MailRoomPage(Page):
    """Argument of `on_shown`: ``tab``, one of `TABS`."""

    def __init__(self, office: Office, parent: QWidget | None = None, *, printing: Printing | None = None) -> None:
        super().__init__(office, parent)
        self._room: MailRoom | None = None
        self._batch_id = ""
        self._is_fresh = True
        self.title_words = page_title(self.tr("Print queue"))
        self.tabs = TextTabs(self._tabs(), name="mail_tabs", label=self.tr("Print queue"), margin=Space.PAGE_LEFT)
        self.queue = QueueList(name="mail_queue", label=self.tr("Letters to print"))
        self.stops = StopPane()
        self.pieces = TableView(piece_columns(), name="mail_pieces", label=self.tr("Pieces of the batch"))
        self.by_hand = TableView(letter_columns(), name="mail_by_hand", label=self.tr("Letters that go by e-mail or by hand"))
        self.batches = TableView(batch_columns(), name="mail_batches", label=self.tr("Batches"))
        self._returned: ReturnedPane | None = None
        self.nothing = EmptyState(icon="printer", title="", sentence="", name="mail_none")
        self.lock_file = KeyButton(
            self.tr("Make a locked file..."), ButtonKind.PRIMARY, icon="lock", key="Ctrl+Return", name="mail_lock_file",
            on_click=self.send_by_email,
        )  # fmt: skip
        self.open_it = KeyButton(
            self.tr("Open, to record it as sent"), key="Enter", name="mail_open_by_hand", on_click=lambda: self._open_by_hand()
        )
        self.by_hand_acts = FlowRow(self.lock_file, self.open_it)
        self.by_hand_acts.hide()
        self.keys = hint()
        self.keys.setWordWrap(True)
        self.panel = BatchPanel(office)
        self.job = PrintJob(office, self, printing or SystemPrinting())
        self.calibration = Calibration(office, self, self.job.printing)
        self.spool = SpoolWatch(office, self, self.job.printing)
        self.papers = MailPapers(office, self, self.job.printing)
        self.faces = EnvelopeFaces(office, self, self.job.printing, self.job.underway)
        self.electronic = ElectronicAnswer(office, self, self.job.printing)
        self.acts = BatchActs(office, self, self.panel, self.job)
        self._connect()
        self._lay_out()
        self.set_title(self.tr("Print queue"))

    @property
    def returned(self) -> ReturnedPane:
        """The mail that came back; made when its tab is wanted first."""
        if self._returned is None:
            self._returned = ReturnedPane(self.office)
            self._stack.addWidget(self._returned)
            if self._room is not None:
                self._returned.show_returned(self._room.returned)
        return self._returned

    # The page

    def on_shown(self, **arguments: object) -> None:
        tab = arguments.get("tab")
        self._is_fresh = self._is_fresh and tab is None
        self.refresh()
        if isinstance(tab, str) and tab in TABS and tab != self.tabs.current:
            self.tabs.set_current(tab)

    def concerns(self, change: ChangeSet) -> bool:
        return not AREAS.isdisjoint(change.areas)

    def reload(self) -> None:
        batch_id, with_ended = self._batch_id, self.tabs.current == "batches"
        self.office.run(self, lambda desk: read_mail_room(desk, batch_id, with_ended=with_ended), self._show_room, key="mail_room")

    def primary_act(self) -> None:
        if self.job.underway.is_on:
            return
        if self.tabs.current == "returned":
            self.returned.record()
        elif self.tabs.current == "by_hand":
            self.send_by_email()
        elif self.panel.step is Step.ENDED:
            self.make()
        else:
            self.acts.do_step()

    def forget(self) -> None:
        super().forget()
        self._room = None
        self._is_fresh = True
        self.acts.forget()
        self.electronic.forget()
        self.spool.forget()
        self.queue.show_letters((), {}, date.min, {})
        self.stops.show_stops(())
        for table in (self.pieces, self.by_hand, self.batches):
            table.set_rows(())
        if self._returned is not None:
            self._returned.forget()
        self.panel.forget()
        self.tabs.set_tabs(self._tabs())

    def first_focus(self) -> QWidget | None:
        return self._target()

    def panes(self) -> tuple[QWidget, ...]:
        shown = self._stack.currentWidget()
        return (self.tabs, *([shown] if shown is not None else []), *([self.panel] if self.panel.isVisibleTo(self) else []))

    # Acts

    def make(self) -> None:
        """Make a batch of the ticked letters, or of all that can be mailed when none is ticked."""
        self.acts.make(self.queue.ticked or self.queue.ready, share=self.panel.shares)

    def tick_all(self) -> None:
        """Tick every letter of the queue."""
        if self.tabs.current == "queue":
            self.queue.tick_all()

    def mend(self) -> None:
        """Go where the stop of the letter under the cursor is mended."""
        self.stops.go_mend()

    def send_by_email(self) -> None:
        """Make a locked file of the letter under the cursor, of the queue or of what goes by hand."""
        tab, room = self.tabs.current, self._room
        if room is None or tab not in ("queue", "by_hand"):
            return
        key = self.queue.current_key if tab == "queue" else self.by_hand.current_key
        entry = next((one for one in (*room.queue, *room.by_hand) if one.letter_id == key), None)
        if entry is not None:
            self.electronic.ask(entry)

    def _open_by_hand(self) -> None:
        self._open_letter(self.by_hand.current_key)

    def ask_papers(self) -> None:
        """Ask for the manifest or the mail log, of the batch in hand or of a day."""
        self.papers.ask(self.panel.batch)

    def print_envelopes(self) -> None:
        """Print the faces of the batch's envelopes that have no window."""
        self.faces.ask(self.panel.batch)

    # Inside

    def _show_stops(self) -> None:
        self.stops.show_stops(self.queue.stops_of_current() if self.tabs.current == "queue" else ())

    def _mend(self, stop: object) -> None:
        if not isinstance(stop, LetterStop):
            return
        match mend_at(stop):
            case MendAt.CASE:
                self.office.navigate("cases", case_id=stop.case_id)
            case MendAt.LETTER:
                self.office.navigate("letters", letter_id=stop.letter_id)
            case MendAt.REASON:
                ask_to_let_go(self.office, self, stop, self.mark_stale)

    def _made(self) -> None:
        self.queue.queue_model.ticked.clear()
        self._go_to_pieces()

    def _left(self) -> None:
        self.tabs.set_current("queue")
        # The queue may be empty now, and what is not shown cannot have the focus.
        self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_pieces(self) -> None:
        self.tabs.set_current("pieces")
        self.pieces.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_in_hand(self, batch_id: str) -> None:
        self._batch_id = batch_id
        self.mark_stale()

    def _show_marks(self) -> None:
        if self.panel.batch is not None:
            self.pieces.set_rows(piece_rows(self.panel.batch, self.acts.marks))

    def _show_room(self, room: MailRoom) -> None:
        self._room = room
        desk = self.office.desk
        if desk is None:
            return
        self._batch_id = room.shown.batch_id if room.shown is not None else ""
        self.acts.keep_marks_of(room.shown)
        self.queue.show_letters(room.queue, room.stops, desk.today(), room.envelopes)
        self._show_stops()
        self.pieces.set_rows(piece_rows(room.shown, self.acts.marks) if room.shown is not None else ())
        self.by_hand.set_rows([letter_row(entry) for entry in room.by_hand])
        self.batches.set_rows([batch_row(one, desk.business_zone) for one in room.batches])
        if self._returned is not None:
            self._returned.show_returned(room.returned)
        self.panel.show_batch(room.shown, room.open_batches, self.acts.marks, has_faces=room.has_faces)
        self.tabs.set_tabs(self._tabs())
        self._show_queue_words()
        self._show_tab(self.tabs.current)
        if self._is_fresh:
            self._is_fresh = False
            if room.shown is not None and not room.queue:
                # A batch that was left open, by a stop or by going away, is what there is to do.
                self._go_to_pieces()
        if self.acts.goes_on:
            self.acts.goes_on = False
            self.panel.focus_field()

    def _show_queue_words(self) -> None:
        ready, ticked = self.queue.ready, self.queue.ticked
        count = len(ticked or ready)
        room = self._room
        if room is None or not room.queue:
            self.panel.show_queue(self.tr("Nothing waits for the printer."), "")
            return
        rows = [row for row in self.queue.queue_model.rows if isinstance(row, QueueRow) and row.may_print]
        if count > BATCH_SIZE_MAX:
            words = self.tr("Make a batch of the first {most}").format(most=BATCH_SIZE_MAX)
        elif count == 1:
            words = self.tr("Make a batch of 1 letter")
        else:
            words = self.tr("Make a batch of {count} letters").format(count=count)
        chosen = set(ticked or ready)
        together = sum(len(both) for group in room.together if len(both := chosen.intersection(group)) > 1)
        self.panel.show_queue(self.queue.by_envelope(rows), words if count else "", together)

    def _show_tab(self, tab: str) -> None:
        widgets: dict[str, QWidget] = {
            "queue": self.queue, "pieces": self.pieces, "by_hand": self.by_hand, "batches": self.batches,
        }  # fmt: skip
        is_empty = tab != "returned" and not self._has_rows(tab)
        if is_empty:
            title, sentence = empty_words(tab)
            self.nothing.set_texts(icon="printer", title=title, sentence=sentence)
        self._stack.setCurrentWidget(self.nothing if is_empty else self.returned if tab == "returned" else widgets[tab])
        self.keys.setText("" if is_empty else key_words(tab))
        self.panel.set_front(tab not in FRONT_ALONE)
        self.by_hand_acts.setVisible(tab == "by_hand" and not is_empty)
        self._show_stops()
        self._arrange()

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
        return self._returned.search if self._returned is not None and widget is self._returned else widget

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
        batch = self.panel.batch
        piece = next((one for one in batch.pieces if one.position == position), None) if batch is not None else None
        if piece is not None:
            self.office.navigate("letters", letter_id=piece.letter_id)

    def _open_batch(self, key: object) -> None:
        if isinstance(key, str):
            self.acts.take(key)
            self._go_to_pieces()

    def _connect(self) -> None:
        self.tabs.tab_changed.connect(self._change_tab)
        self.queue.ticked_changed.connect(self._show_queue_words)
        self.queue.row_shown.connect(lambda _: self._show_stops())
        self.stops.mend_wanted.connect(self._mend)
        self.queue.row_opened.connect(self._open_letter)
        self.by_hand.row_opened.connect(self._open_letter)
        self.batches.row_opened.connect(self._open_batch)
        self.pieces.row_toggled.connect(self.acts.mark)
        self.pieces.row_shown.connect(self.panel.fields.aim)
        self.pieces.row_opened.connect(self._open_piece)
        self.panel.make_wanted.connect(self.make)
        self.panel.papers_wanted.connect(self.ask_papers)
        self.panel.faces_wanted.connect(self.print_envelopes)
        self.faces.ended.connect(self.panel.show_printing_ended)
        self.panel.take_back_wanted.connect(self.spool.take_back)
        self.job.spooled.connect(lambda job, batch_id, printer: self.spool.watch(SpooledJob(job=job, batch_id=batch_id, printer=printer)))
        self.spool.waits.connect(self.panel.show_waiting)
        self.spool.taken_back.connect(self.mark_stale)
        self.spool.failed.connect(self.panel.say)
        self.acts.recorded.connect(self.mark_stale)
        self.acts.taken.connect(self._take_in_hand)
        self.acts.made.connect(self._made)
        self.acts.left.connect(self._left)
        self.acts.marked.connect(self._show_marks)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self.nothing.setMinimumHeight(1)  # it gives way before the window has to grow
        for widget in (self.nothing, self.queue, self.pieces, self.by_hand, self.batches):
            self._stack.addWidget(widget)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.title_words)
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        column.addWidget(self.stops)
        column.addWidget(self.by_hand_acts)
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
            self.by_hand_acts.setContentsMargins(px(Space.PAGE_LEFT), px(Space.S), px(Space.PAGE_RIGHT), px(Space.S))
            self._arrange()

        follow_theme(self, dress)

    def _arrange(self) -> None:
        """Put the batch beside the lists, or below them where the text is large."""
        px = current().px
        is_wide = self.width() >= px(Size.SIDE_FORM + LISTS_LEAST)
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
        self._sides.setStretch(1, 0 if is_wide else 1)
        # Where envelopes are told something else gives way: the names of the people are what pieces are known by.
        no_room = set() if is_wide else {"zip", "pages", "last"}
        hidden = no_room | ({"last" if is_wide else "letter"} if tells_envelopes(self.panel.batch) else {"envelope"})
        for at, column in enumerate(self.pieces.table_model.columns):
            self.pieces.setColumnHidden(at, column.id in hidden)
        for table, least in ((self.by_hand, {"number"}), (self.batches, {"made", "pieces"})):
            for at, column in enumerate(table.table_model.columns):
                table.setColumnHidden(at, not is_wide and column.id in least)
        self.stops.set_narrow(not is_wide)
        self.panel.set_narrow(not is_wide)
        if self._returned is not None:
            self._returned.set_narrow(not is_wide)
        # What came back or goes by hand belongs to no batch in hand; where they would share the height, it has it alone.
        self.panel.setVisible(is_wide or self.tabs.current not in FRONT_ALONE)
        self.title_words.setVisible(is_wide)
        self.keys.setVisible(is_wide)
        self.panel.setMinimumWidth(px(Size.SIDE_FORM) if is_wide else 0)
        self.panel.setMaximumWidth(px(Size.SIDE_FORM) if is_wide else QWIDGETSIZE_MAX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
