"""The parts of the form, one under another. The first is there at once; each of the others is made in a turn of its own.

What is typed lives in the form value: a part that is not there yet shows, when it is made, what the form holds, and until then the form
keeps it. So a draft can be opened, saved and read back whatever is made.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.services.intake_form import Claim, IntakeForm
from caseapp.ui.intake.caller_part import REQUEST, CallerPart
from caseapp.ui.intake.contact_part import ContactPart
from caseapp.ui.intake.identify_part import IdentifyPart
from caseapp.ui.intake.part import FormFacts, FormPart, widgets_of
from caseapp.ui.intake.read_back_part import ReadBackPart
from caseapp.ui.intake.reply_part import ReplyPart
from caseapp.ui.intake.request_part import RequestPart
from caseapp.ui.intake.verify_part import VerifyPart
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.form import FormRow, ProblemSummary

CALLER, CONTACT, VERIFY = 0, 1, 4
STEP_PLACES = (CALLER, 2, 3, VERIFY, 5, 6)
"""Where the parts of the steps stand; between the first and the second stands what a contact wants that is no request."""

STEP_COUNT = len(STEP_PLACES)
TURN_MS = 15
"""Between two parts keys and painting have their turn."""


class StepStack(QWidget):
    """See the module. Steps count from 1.

    Attributes:
        turn: runs while something is missing and the form is shown.

    Signals:
        edited, form_changed: as of every part. part_made: something is there that was not.
        attach_wanted: a paper is to be added. claim_left: a value waits to be sealed. number_edited: the number of an existing case.
    """

    edited = Signal()
    form_changed = Signal()
    part_made = Signal()
    attach_wanted = Signal()
    claim_left = Signal()
    number_edited = Signal(str)

    def __init__(self, now: Callable[[], datetime | None]) -> None:
        super().__init__()
        self.setObjectName("scroll_content")
        self._makers: tuple[Callable[[], FormPart], ...] = (
            CallerPart, self._contact, lambda: RequestPart(now), IdentifyPart, self._verify, ReplyPart, ReadBackPart,
        )  # fmt: skip
        self._parts: dict[int, FormPart] = {}
        self._put_in = {CALLER, CONTACT}
        self._form = self._adapted = IntakeForm()
        self._facts = FormFacts()
        self._sealed: tuple[str, ...] = ()
        self.summary = ProblemSummary()
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.summary)
        self.column.addStretch(1)
        self.turn = QTimer(self)
        self.turn.setObjectName("intake_steps_turn")
        self.turn.setSingleShot(True)
        self.turn.setInterval(TURN_MS)
        self.turn.timeout.connect(self._go_on)
        self._part(CALLER)
        follow_theme(self, self._dress)

    # Parts, made when first wanted

    def part(self, step: int) -> FormPart:
        """Return the part of a step, in its place."""
        part = self._part(STEP_PLACES[step - 1])
        self._put(STEP_PLACES[step - 1])
        return part

    def made_part(self, step: int) -> FormPart | None:
        """Return the part of a step if it is there already."""
        return self._parts.get(STEP_PLACES[step - 1])

    @property
    def caller(self) -> CallerPart:
        return cast(CallerPart, self._part(CALLER))

    @property
    def contact(self) -> ContactPart:
        return cast(ContactPart, self._part(CONTACT))

    @property
    def verify(self) -> VerifyPart:
        return cast(VerifyPart, self._part(VERIFY))

    @property
    def has_contact(self) -> bool:
        return CONTACT in self._parts

    def make_next(self) -> bool:
        """Make the next part or row of one, or put one into its place. Returns False when all is there."""
        waiting = [place for place in STEP_PLACES if place in self._parts and place not in self._put_in]
        if waiting and self.isVisible():
            self._put(waiting[0])
            return True
        missing = [place for place in STEP_PLACES if place not in self._parts]
        if missing:
            self._part(missing[0])
            return True
        return any([part.make_next() for part in self._parts.values()])

    def make_all(self) -> None:
        """Make what is missing at once."""
        while self.make_next():
            pass

    def go_on(self) -> None:
        """Make what is missing, a piece a turn, while the form is shown."""
        if not self.turn.isActive():
            self.turn.start()

    def _go_on(self) -> None:
        if self.isVisible() and self.make_next():
            self.turn.start()

    def _part(self, place: int) -> FormPart:
        part = self._parts.get(place)
        if part is None:
            part = self._makers[place]()
            part.tell(self._facts)
            part.fill(self._form)
            part.adapt(self._adapted)
            self._parts[place] = part
            self._parts = dict(sorted(self._parts.items()))
            part.hide()
            self.column.insertWidget(1 + list(self._parts).index(place), part)
            part.edited.connect(self.edited)
            part.form_changed.connect(self.form_changed)
            part.rows_made.connect(lambda: self._lay_way(place))
            if isinstance(part, CallerPart):
                part.attach_wanted.connect(self.attach_wanted)
            self._lay_way(place)
            if self.isVisible() or place in self._put_in:
                self._put(place)
        return part

    def _put(self, place: int) -> None:
        """Show a part for the first time; what was made ahead is laid out in a turn of its own too."""
        self._put_in.add(place)
        part = self._parts[place]
        if part.isHidden() and self._is_shown(place):
            part.show()
            self.part_made.emit()

    def _contact(self) -> ContactPart:
        part = ContactPart()
        part.number_edited.connect(self.number_edited)
        return part

    def _verify(self) -> VerifyPart:
        part = VerifyPart()
        part.show_sealed_points(self._sealed)
        part.claim_left.connect(self.claim_left)
        return part

    def _is_shown(self, place: int) -> bool:
        is_request = self._adapted.purpose == REQUEST
        if place not in self._put_in:
            return False
        return place == CALLER or is_request != (place == CONTACT)

    def _lay_way(self, place: int) -> None:
        """Lead Tab from the part before through this one; Qt would put what came late behind everything else."""
        own = list(self._parts[place].widgets())
        before = [widget for known, part in self._parts.items() if known < place for widget in part.widgets()]
        way = [*(before or widgets_of(self.summary))][-1:] + own
        for first, second in zip(way, own, strict=False):
            QWidget.setTabOrder(first, second)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Make what Tab may come to before it looks for it."""
        focus = self.focusWidget()
        step = self.step_of(focus)
        neighbour = step + (1 if forward else -1)
        if step and 1 <= neighbour <= STEP_COUNT and self.made_part(neighbour) is None:
            self.part(neighbour)
        verify = self._parts.get(VERIFY)
        if verify is not None and 3 <= step <= 5:
            while verify.make_next():
                pass
        return super().focusNextPrevChild(forward)

    # Form

    def rows(self) -> dict[str, FormRow]:
        """Return the rows that are there by the field names of the domain's errors, in the order of the form."""
        return {name: row for part in self._parts.values() for name, row in part.rows.items()}

    def fill(self, form: IntakeForm) -> None:
        """Show a form."""
        self._form = form
        for part in self._parts.values():
            part.fill(form)

    def collect(self, form: IntakeForm) -> IntakeForm:
        """Return the form with everything that is typed."""
        for part in self._parts.values():
            form = part.collect(form)
        return form

    def adapt(self, form: IntakeForm) -> None:
        """Show what this purpose, this caller and these rights need."""
        self._adapted = form
        if form.purpose != REQUEST:
            self._part(CONTACT)
        for place, part in self._parts.items():
            part.setVisible(self._is_shown(place))
            part.adapt(form)

    def adapt_step(self, step: int, form: IntakeForm) -> None:
        """The same for one step, if it is there."""
        part = self.made_part(step)
        if part is not None:
            part.adapt(form)

    @property
    def facts(self) -> FormFacts:
        return self._facts

    def tell(self, facts: FormFacts) -> None:
        """Tell every part what became different around the form."""
        self._facts = facts
        for part in self._parts.values():
            part.tell(self._facts)
        self.go_on()

    # What is sealed

    def claims(self) -> tuple[Claim, ...]:
        """Return what is typed for proof and not sealed yet."""
        return self.verify.claims() if VERIFY in self._parts else ()

    def sealed(self, claims: Sequence[Claim]) -> None:
        """Say of these that they are in the store now."""
        if claims:
            self.verify.sealed(claims)

    def show_sealed_points(self, points: Sequence[str]) -> None:
        """Show which values a draft holds already."""
        self._sealed = tuple(points)
        if VERIFY in self._parts:
            self.verify.show_sealed_points(points)

    def sealed_points(self) -> tuple[str, ...]:
        return self.verify.sealed_points() if VERIFY in self._parts else self._sealed

    # Steps

    def step_of(self, widget: QWidget | None) -> int:
        """Return the step a control belongs to, or 0."""
        for step, place in enumerate(STEP_PLACES, start=1):
            part = self._parts.get(place)
            if widget is not None and part is not None and (part is widget or part.isAncestorOf(widget)):
                return step
        return 0

    def _dress(self) -> None:
        px = current().px
        self.column.setContentsMargins(px(Space.XXL), px(Space.M), px(Space.XL), px(Space.L))
        self.column.setSpacing(px(9))
