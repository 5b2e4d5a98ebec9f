"""The form of one request: title, reserved place for a repeat, steps, the parts on one long page, the dates, the footer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import cast

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from caseapp.services.intake_form import IntakeForm
from caseapp.ui.intake.caller_part import REQUEST, CallerPart
from caseapp.ui.intake.contact_part import ContactPart
from caseapp.ui.intake.deadline_card import DeadlineCard
from caseapp.ui.intake.identify_part import IdentifyPart
from caseapp.ui.intake.read_back_part import ReadBackPart
from caseapp.ui.intake.reply_part import ReplyPart
from caseapp.ui.intake.request_part import RequestPart
from caseapp.ui.intake.step_stack import StepStack
from caseapp.ui.intake.verify_part import VerifyPart
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space
from caseapp.ui.why_target import WhyTarget
from caseapp.ui.widgets.banner import Banner
from caseapp.ui.widgets.choices import LARGE_TEXT_PERCENT
from caseapp.ui.widgets.deadline_pill import PillState
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton, LinkButton
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.step_bar import StepBar
from caseapp.ui.widgets.strokes import Rule
from caseapp.ui.widgets.words import Words, page_title


class FormView(QWidget):
    """See the module. Steps count from 1.

    Signals:
        step_chosen: somebody goes to a step by the bar.
    """

    step_chosen = Signal(int)

    def __init__(self, now: Callable[[], datetime | None]) -> None:
        super().__init__()
        self.steps = StepStack(now)
        self.title = page_title()
        self.subtitle = Words("", ink="ink_2", wrap=True)
        self.put_aside = LinkButton(self.tr("My drafts"), name="intake_put_aside", key="Ctrl+W")
        self.banner = Banner(name="intake_repeat_banner", icon="users")
        self.look = LinkButton(self.tr("Look"), name="intake_repeat_look", key="F7")
        self.hide_banner = LinkButton(self.tr("Hide"), name="intake_repeat_hide", key="Esc")
        self.notice = Words("", ink="ink_2", wrap=True)
        self.bar = StepBar(
            (self.tr("Caller"), self.tr("Request"), self.tr("Identify"), self.tr("Verify"), self.tr("Reply"), self.tr("Read back")),
            name="intake_steps",
            label=self.tr("Steps"),
            free=True,
        )
        self.summary = self.steps.summary
        self.area = ScrollArea()
        self.card = DeadlineCard()
        self.saved = Words("", ink="ink_2")
        self.saved.setObjectName("intake_saved_at")
        self.save = KeyButton(self.tr("Save draft"), key="Ctrl+S", name="intake_save_draft")
        self.next = KeyButton("", ButtonKind.PRIMARY, key="Ctrl+Return", name="intake_next")
        self._build()
        self.steps.part_made.connect(self._keep_step_in_view)
        self.bar.step_chosen.connect(lambda index: self.step_chosen.emit(index + 1))

    def _build(self) -> None:
        self.banner.add_act(self.look)
        self.banner.add_act(self.hide_banner)
        self._column = QVBoxLayout(self)
        self._head = QHBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.subtitle, 1)
        self._place = QWidget()
        place = QVBoxLayout(self._place)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.banner)
        place.addWidget(self.notice)
        self.banner.hide()
        self.area.setObjectName("intake_form_scroll")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.steps)
        self.area.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self._keep_focus_in_view())
        self._foot_rule = Rule()
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._told = FlowRow(self.saved, self.put_aside)
        self._foot_acts = QHBoxLayout()
        self._foot_acts.addStretch(1)
        self._foot_acts.addWidget(self.save)
        self._foot_acts.addWidget(self.next)
        self._foot.addWidget(self._told, 1, Qt.AlignmentFlag.AlignVCenter)
        self._foot.addLayout(self._foot_acts)
        self._top = QVBoxLayout()
        self._top.addLayout(self._head)
        self._top.addWidget(self._place)
        self._top.addWidget(self.bar)
        self._card_place = QVBoxLayout()
        self._card_place.addWidget(self.card)
        self._column.addLayout(self._top)
        self._column.addWidget(Rule())
        self._column.addWidget(self.area, 1)
        self._column.addLayout(self._card_place)
        self._column.addWidget(self._foot_rule)
        self._column.addLayout(self._foot)
        follow_theme(self, self._dress)

    # Form

    @property
    def caller(self) -> CallerPart:
        return self.steps.caller

    @property
    def contact(self) -> ContactPart:
        return self.steps.contact

    @property
    def request(self) -> RequestPart:
        return cast(RequestPart, self.steps.part(2))

    @property
    def identify(self) -> IdentifyPart:
        return cast(IdentifyPart, self.steps.part(3))

    @property
    def verify(self) -> VerifyPart:
        return self.steps.verify

    @property
    def reply(self) -> ReplyPart:
        return cast(ReplyPart, self.steps.part(5))

    @property
    def read_back(self) -> ReadBackPart:
        return cast(ReadBackPart, self.steps.part(6))

    def why_target(self) -> WhyTarget | None:
        """Return the dates of what is being typed, to be asked why."""
        return self.card.why_target()

    def rows(self) -> dict[str, FormRow]:
        """Return the rows by the field names of the domain's errors, in the order of the form; all of them are made."""
        self.steps.make_all()
        return self.steps.rows()

    def fill(self, form: IntakeForm) -> None:
        """Show a form."""
        self.steps.fill(form)
        self.adapt(form)

    def adapt(self, form: IntakeForm) -> None:
        """Show what this purpose, this caller and these rights need."""
        is_request = form.purpose == REQUEST
        self.bar.setVisible(is_request)
        self.card.setVisible(is_request)
        self.steps.adapt(form)

    # Steps

    def show_step(self, step: int) -> None:
        """Mark a step, and bring its part into view as far as it fits; once more when new rows have their places."""
        self.bar.set_step(step - 1)
        self.steps.part(step)
        self._bring_into_view(step)
        QTimer.singleShot(0, self, lambda: self._bring_into_view(step))

    def _bring_into_view(self, step: int) -> None:
        part = self.steps.part(step)
        self.steps.column.activate()
        top = part.mapTo(self.steps, QPoint(0, 0)).y() if step > 1 else 0
        bottom = top + part.height()
        bar = self.area.verticalScrollBar()
        room = self.area.viewport().height()
        if bottom > bar.value() + room:
            bar.setValue(min(top, bottom - room))
        if top < bar.value():
            bar.setValue(top)
        self._keep_focus_in_view()

    def _keep_step_in_view(self) -> None:
        """Stay where somebody works while parts come in above."""
        step = self.steps.step_of(QApplication.focusWidget())
        if step > 1:
            QTimer.singleShot(0, self, lambda: self._bring_into_view(step))

    def _keep_focus_in_view(self) -> None:
        """Show the field somebody types in: a part may be higher than its room, and what stands around it comes and goes."""
        focus = QApplication.focusWidget()
        if focus is not None and self.steps.isAncestorOf(focus):
            self.area.ensureWidgetVisible(focus, 0, current().px(Space.S))

    def next_words(self, step: int, purpose: str) -> str:
        """Return the words of the primary act."""
        if purpose != REQUEST:
            return self.tr("Log this contact")
        return {
            1: self.tr("Next: request"),
            2: self.tr("Next: identify"),
            3: self.tr("Next: verify"),
            4: self.tr("Next: reply"),
            5: self.tr("Next: read back"),
        }.get(step) or self.tr("Save case")

    # The reserved place

    def show_repeat(self, title: str, facts: str) -> None:
        """Show a possible repeat in its place; nothing moves. Large text has room for the title only: F7 tells the rest."""
        self.notice.hide()
        large = current().text_percent >= LARGE_TEXT_PERCENT
        self.banner.show_text(title, "" if large else facts, state=PillState.TEN_DAYS)
        self._keep_place()

    def show_notice(self, text: str) -> None:
        """Show a quiet line in the place of the banner."""
        self.notice.setText(text)
        if self.banner.isHidden():
            self.notice.show()

    def tell_saved(self, text: str, *, problem: bool = False) -> None:
        """Tell beside the buttons how the saving went."""
        self.saved.setText(text)
        self.saved.set_ink("overdue" if problem else "ink_2")
        self.saved.setVisible(bool(text))

    def drop_repeat(self) -> None:
        self.banner.hide()
        self.notice.show()
        self._keep_place()

    def _keep_place(self) -> None:
        """Reserve the place of the banner; large text has no room to keep empty."""
        large = current().text_percent >= LARGE_TEXT_PERCENT
        self._place.setMinimumHeight(0 if large else current().px(40))
        self._place.setVisible(not large or not self.banner.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self._told.sizeHint().width() + self.save.sizeHint().width() + self.next.sizeHint().width() + current().px(80)
        fits = self.width() >= room
        self._foot.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)

    def _dress(self) -> None:
        px = current().px
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._top.setContentsMargins(px(Space.XXL), px(Space.M), px(Space.XL), px(Space.XS))
        self._top.setSpacing(px(Space.S))
        self._head.setSpacing(px(14))
        self._keep_place()
        self.area.setMinimumHeight(px(48))
        large = current().text_percent >= LARGE_TEXT_PERCENT
        self.put_aside.setVisible(not large)  # the menu has it still
        self.save.set_key("" if large else "Ctrl+S")
        self.next.set_key("" if large else "Ctrl+Return")
        self._card_place.setContentsMargins(px(Space.XXL), px(Space.S), px(Space.XL), px(Space.S if large else Space.M))
        upper = px(Space.XS if large else Space.M)
        self._foot.setContentsMargins(px(Space.XXL), upper, px(Space.XL), upper)
        self._foot_acts.setSpacing(px(Space.S))
        self._foot.setSpacing(px(Space.S))
        self.area.verticalScrollBar().setSingleStep(px(Size.CONTROL))
