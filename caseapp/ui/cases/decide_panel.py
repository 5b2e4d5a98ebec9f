"""Deciding a request: its places, a decision for each category, the service-provider finding, and the letter that follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.domain.errors import DomainError
from caseapp.domain.work import DecisionOutcome, PlaceKind, WorkState
from caseapp.services.changes import ChangeSet
from caseapp.services.decision_sheet import DecisionSheet, read_decision_sheet
from caseapp.services.desk import Desk
from caseapp.services.letters import draft_answer
from caseapp.services.work import add_place, decide_category, decide_service_provider, mark_place, undo_service_provider
from caseapp.ui.cases.decisions_part import DecisionsPart
from caseapp.ui.cases.places_part import PlacesPart
from caseapp.ui.labels import label, short_type
from caseapp.ui.office import Office
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.form import FormProblems, FormRow, ProblemSummary
from caseapp.ui.widgets.key_button import LINK_INSET, ButtonKind, KeyButton, LinkButton
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.strokes import Rule, hairline
from caseapp.ui.widgets.words import Words, page_title

FOOT_STAYS_FROM = 440
FOCUS_MARGIN = 60


class DecidePanel(QWidget):
    """Stands where the case stood, over a foot with the step that follows; Esc goes back.

    Signals:
        left: back to the case.
        letter_drafted: id of the answer's letter.
    """

    left = Signal()
    letter_drafted = Signal(str)

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._sheet: DecisionSheet | None = None
        self.request_id = ""
        self._wants_focus = False
        self.setObjectName("decide_panel")
        self.back = LinkButton(self.tr("Back to the case"), name="decide_back", icon="arrow-left", key="Esc", on_click=self.left.emit)
        self.title = page_title()
        self.title.setObjectName("decide_title")
        self.summary = ProblemSummary()
        self.places = PlacesPart()
        self.decisions = DecisionsPart()
        self.client = ChoiceBox(name="decide_client", label=self.tr("Client"))
        self.hold = KeyButton(self.tr("Held only for this client"), icon="handshake", name="decide_hold", on_click=self._hold)
        self.unhold = KeyButton(self.tr("Take this finding back"), name="decide_unhold", on_click=self._unhold)
        self.held = Words("", wrap=True)
        self.client_row = FormRow(
            self.tr("&Business on whose behalf all of it is held"), FlowRow(self.client, self.hold), above=True, stretch=True
        )
        self.client_row.label.setBuddy(self.client)
        self.follows = Words("", wrap=True)
        self.follows.setObjectName("decide_follows")
        self.write = KeyButton(
            self.tr("Write the answer"), ButtonKind.PRIMARY, icon="envelope-simple-open", key="Ctrl+Return", name="decide_write",
            on_click=self.write_answer,
        )  # fmt: skip
        rows = {
            "ground": self.decisions.ground_row,
            "facts": self.decisions.facts_row,
            "category": self.decisions.outcome_row,
            "name": self.places.name_row,
            "client": self.client_row,
        }
        self._problems = FormProblems(self.summary, rows, office.messages, self)
        self._place_problems = FormProblems(self.summary, {"facts": self.places.facts_row}, office.messages, self)
        self._lay_out()
        self._connect()
        follow_theme(self, self._dress)

    def show_request(self, request_id: str) -> None:
        """Read a request and show what is decided about it."""
        if request_id != self.request_id:
            self._clear_problems()
        self.request_id = request_id
        self._read()

    def take_focus(self) -> None:
        """Take the focus as soon as there is something to put it on."""
        self._wants_focus = True
        if self._sheet is not None and self._sheet.request.id == self.request_id:
            self._wants_focus = False
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_focus(self) -> QWidget:
        places_open = self._sheet is not None and any(one.ended_on is None for one in self._sheet.places)
        return self.places.table if places_open else self.decisions.table

    def keep_in_view(self, part: QWidget) -> None:
        """Scroll until the whole of a part is seen; Qt by itself shows only the line with the cursor."""
        content = self.scroll_area.widget()
        if content is not None and content.isAncestorOf(part):
            box = QRect(part.mapTo(content, QPoint(0, 0)), part.size())
            self.scroll_area.ensureVisible(box.center().x(), box.center().y(), 0, box.height() // 2 + current().px(FOCUS_MARGIN))

    def forget(self) -> None:
        """Drop what is shown."""
        self._sheet = None
        self.request_id = ""
        self.title.setText("")
        self.places.show_places(())
        self.places.reset_inputs()
        self.decisions.forget()
        self.follows.setText("")
        self._clear_problems()

    def write_answer(self) -> None:
        """Draft the letter that follows, or open the one that stands."""
        if self._sheet is None:
            return
        if self._sheet.letter_id is not None:
            self.letter_drafted.emit(self._sheet.letter_id)
            return
        begun = self.decisions.add_begun()
        if begun:
            words = self.tr("“{category}” was typed and not decided. Decide it, or write the answer without it.")
            self._office.messages.notice(words.format(category=begun))
            return
        request_id = self.request_id

        def done(change: ChangeSet) -> None:
            letter_id = change.fact("letter_id")
            if isinstance(letter_id, str):
                self.left.emit()
                self.letter_drafted.emit(letter_id)

        self._do(lambda desk: draft_answer(desk, request_id), done)

    def _read(self) -> None:
        request_id = self.request_id

        def done(sheet: DecisionSheet) -> None:
            if request_id == self.request_id:
                self._show(sheet)

        self._office.run(self, lambda desk: read_decision_sheet(desk, request_id), done, key="sheet")

    def _show(self, sheet: DecisionSheet) -> None:
        is_other = self._sheet is None or self._sheet.request.id != sheet.request.id
        self._sheet = sheet
        if is_other:
            self.places.reset_inputs()
        right = short_type(sheet.request.answer_as or sheet.request.type)
        self.title.setText(self.tr("Decide: {right}, {number}").format(right=right, number=sheet.case.number))
        self.places.show_places(sheet.places)
        self.decisions.show_sheet(sheet)
        self._show_client(sheet)
        self._show_letter(sheet)
        if self._wants_focus and self.isVisible():
            self.take_focus()

    def _show_client(self, sheet: DecisionSheet) -> None:
        self.client.set_options(((None, self.tr("Choose a client")), *((one.id, one.name) for one in sheet.clients)))
        is_held = sheet.request.held_only_as_service_provider
        self.client_row.setVisible(not is_held and bool(sheet.clients))
        self.unhold.setVisible(is_held)
        self.held.setVisible(is_held or not sheet.clients)
        name = next((one.name for one in sheet.clients if one.id == sheet.request.client_id), "")
        self.held.setText(
            self.tr("All of it is held as a service provider for {client}. The letter sends the person there.").format(client=name)
            if is_held
            else self.tr("No client is on file. Admin, Organisation adds one.")
        )

    def _show_letter(self, sheet: DecisionSheet) -> None:
        self.write.setText(self.tr("Write the answer") if sheet.letter_id is None else self.tr("Open the answer"))
        if sheet.letter_id is not None:
            self.follows.setText(self.tr("The answer is being written. Send its letter back to decide anew."))
        elif sheet.missing is not None:
            self.follows.setText(self._office.messages.word_error(sheet.missing))
        elif sheet.letter_kind is not None:
            self.follows.setText(self.tr("Letter that follows: {kind}").format(kind=label(sheet.letter_kind)))

    def _connect(self) -> None:
        self.places.marked.connect(self._mark)
        self.places.added.connect(self._add_place)
        self.decisions.decided.connect(self._decide)
        self.decisions.all_granted.connect(self._grant_all)

    def _mark(self, place_id: str, state: object, facts: str) -> None:
        assert isinstance(state, WorkState)

        def done(_: ChangeSet) -> None:
            self.places.reset_inputs()
            self.places.table.setFocus(Qt.FocusReason.OtherFocusReason)

        self._do(lambda desk: mark_place(desk, place_id, state, facts=facts), done, problems=self._place_problems)

    def _add_place(self, kind: object, name: str) -> None:
        assert isinstance(kind, PlaceKind)
        request_id = self.request_id
        self._do(lambda desk: add_place(desk, request_id, place=kind, name=name), lambda _: self.places.reset_inputs())

    def _decide(self, category: str, outcome: object, ground: str, facts: str) -> None:
        assert isinstance(outcome, DecisionOutcome)
        request_id = self.request_id

        def work(desk: Desk) -> ChangeSet:
            return decide_category(desk, request_id, category=category, outcome=outcome, ground_code=ground, facts=facts)

        self._do(work, lambda _: self.decisions.saved())

    def _grant_all(self, categories: object) -> None:
        assert isinstance(categories, tuple)
        request_id = self.request_id

        def work(desk: Desk) -> ChangeSet | None:
            change: ChangeSet | None = None
            for category in categories:
                change = decide_category(desk, request_id, category=category, outcome=DecisionOutcome.GRANTED)
            return change

        if categories:
            self._do(work, lambda _: self.decisions.saved())

    def _hold(self) -> None:
        chosen, request_id = self.client.chosen(), self.request_id
        self._do(lambda desk: decide_service_provider(desk, request_id, client_id=str(chosen or "")), lambda _: None)

    def _unhold(self) -> None:
        request_id = self.request_id
        self._do(lambda desk: undo_service_provider(desk, request_id), lambda _: None)

    def _do(self, work: Callable[[Desk], Any], done: Callable[[Any], None], problems: FormProblems | None = None) -> None:
        """Do an act, show its problems at their fields, and read again."""

        def succeeded(result: Any) -> None:
            self._clear_problems()
            self._read()
            done(result)

        def failed(error: Exception) -> None:
            if isinstance(error, DomainError):
                self._clear_problems()
                (problems or self._problems).show(error)
            else:
                self._office.messages.show_trouble(error)

        self._office.run(self, work, succeeded, failed)

    def _clear_problems(self) -> None:
        self._problems.clear()
        self._place_problems.clear()

    def _lay_out(self) -> None:
        content = QWidget()
        within = QVBoxLayout(content)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(0)
        self._back_line = QHBoxLayout()
        self._back_line.addWidget(self.back)
        self._back_line.addStretch(1)
        within.addLayout(self._back_line)
        self._column = QVBoxLayout()
        within.addLayout(self._column, 1)
        self._column.addWidget(self.title)
        self._column.addWidget(self.summary)
        self._column.addWidget(self.places)
        self._column.addWidget(Rule())
        self._column.addWidget(self.decisions)
        self._column.addWidget(Rule())
        self._column.addWidget(self.client_row)
        self._column.addWidget(self.held)
        self._column.addWidget(self.unhold, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self.scroll_area = ScrollArea()
        self.scroll_area.setObjectName("decide_scroll")
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setWidget(content)
        self.foot = QWidget()
        self._foot_line = QHBoxLayout(self.foot)
        self._foot_line.addWidget(self.follows, 1)
        self._foot_line.addWidget(self.write)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self.scroll_area, 1)
        self._outer.addWidget(self.foot)

    def _dress(self) -> None:
        px = current().px
        self._column.setContentsMargins(px(24), px(12), px(20), px(16))
        self._column.setSpacing(px(Space.M))
        # The words of a link stand on the left edge of the page, its ring outside of it.
        self._back_line.setContentsMargins(px(24) - px(LINK_INSET), px(Space.M), 0, 0)
        self._arrange()

    def _arrange(self) -> None:
        """The foot stays in view where there is height for it; where the text is large it scrolls with the rest."""
        px = current().px
        stays = self.height() >= px(FOOT_STAYS_FROM)
        margins = (px(24), px(10), px(20), px(10)) if stays else (0, 0, 0, 0)
        self._foot_line.setContentsMargins(*margins)
        self._foot_line.setSpacing(px(Space.M))
        if stays and self._outer.indexOf(self.foot) < 0:
            self._outer.addWidget(self.foot)
        elif not stays and self._column.indexOf(self.foot) < 0:
            self._column.insertWidget(self._column.count() - 1, self.foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current().color("surface"))
        if self._outer.indexOf(self.foot) >= 0:
            hairline(painter, 0, self.foot.y(), self.width(), current().color("line"))
        painter.end()
