"""What the clock is, or would be if it were saved now: on the screen all the time, so that dates are known before saving."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caseapp.domain.channel import Channel
from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.deadlines import DueDate
from caseapp.ui import qt_dates
from caseapp.ui.intake.page_words import without_proof_words
from caseapp.ui.intake.preview import Preview
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Radius, Space, TypeRole, Weight
from caseapp.ui.why_target import WhyTarget
from caseapp.ui.widgets.choices import LARGE_TEXT_PERCENT
from caseapp.ui.widgets.day_ruler import DayRuler, RulerData
from caseapp.ui.widgets.deadline_pill import PillState
from caseapp.ui.widgets.strokes import rounded
from caseapp.ui.widgets.words import Words

NEAR = ((3, PillState.THREE_DAYS), (10, PillState.TEN_DAYS))


class DeadlineCard(QWidget):
    """Dates in words, and the day ruler under them; with large text words only, for the ruler would take the room of the fields."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("intake_deadlines")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._head = Words(self.tr("If saved now"), TypeRole.SMALL, Weight.SEMIBOLD, "ink_2")
        # It wraps where text is larger: on one line it would make the window wider than the screen.
        self._note = Words("", TypeRole.SMALL, ink="ink_2", wrap=True)
        self._dates = Words("", TypeRole.BODY, Weight.SEMIBOLD, "on_track", wrap=True)
        self._dates.setObjectName("intake_dates")
        self.ruler = DayRuler(name="intake_day_ruler")
        self._top = QHBoxLayout()
        self._top.addWidget(self._head)
        self._top.addWidget(self._note, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._top)
        self._column.addWidget(self._dates)
        self._column.addWidget(self.ruler)
        self._has_ruler = False
        self._is_running = False
        self._words_needed = True
        self._full = ""
        self._beside_ruler = ""
        self._preview: Preview | None = None
        self._channel = Channel.PHONE
        self._act: QWidget | None = None
        follow_theme(self, self._dress)

    @property
    def text(self) -> str:
        """The dates in words, also those that only the ruler shows."""
        return self._full

    def add_act(self, button: QWidget) -> None:
        """Put a button at the end of the first line."""
        self._act = button
        self._keep_room_of_act()
        self._top.addWidget(button)
        self._arrange()

    def _keep_room_of_act(self) -> None:
        """Keep the room of the act: with each right ticked it comes or goes, and the whole form would be laid out for it.

        With large text it never comes, and its room would be an empty line.
        """
        if self._act is not None:
            policy = self._act.sizePolicy()
            policy.setRetainSizeWhenHidden(current().text_percent < LARGE_TEXT_PERCENT)
            self._act.setSizePolicy(policy)

    def tell_running(self, running: bool) -> None:
        """Say whether there is a case already, whose clock runs, or what would be if it were saved now."""
        if running != self._is_running:
            self._is_running = running
            self._tell_start()

    def _tell_start(self) -> None:
        by_phone = self._channel is Channel.PHONE
        if self._is_running:
            self._head.setText(self.tr("The clock is running"))
            began = (
                self.tr("It started when the phone rang. Checking who is calling does not stop it.")
                if by_phone
                else self.tr("It started when the request reached us. Checking who asks does not stop it.")
            )
        else:
            self._head.setText(self.tr("If saved now"))
            began = (
                self.tr("The clock started when the phone rang. Checking who is calling does not stop it.")
                if by_phone
                else self.tr("The clock started when it reached us. Checking who asks does not stop it.")
            )
        self._note.setText(began)
        self.setAccessibleName(self.tr("{head}: {dates}").format(head=self._head.text(), dates=self._full))

    def why_target(self) -> WhyTarget | None:
        """Return the dates of what is being typed, to be asked why."""
        preview = self._preview
        if preview is None or not preview.dues:
            return None
        types = tuple(dict.fromkeys(request_type for request_type, _ in preview.dues))
        leading = min((due for _, due in preview.dues), key=lambda due: due.plan_by_on)
        return WhyTarget(receipt=preview.receipt, channel=self._channel, types=types, kind=leading.kind)

    def show_preview(self, preview: Preview | None, channel: Channel, today: date) -> None:
        """Show the dates, or what has to be done before there are any."""
        self._preview, self._channel = preview, channel
        if preview is None or not preview.dues:
            self._full = self._beside_ruler = (
                self.tr("The dates stand here once the day it reached us can be read.")
                if preview is None
                else self.tr("The dates stand here once a right is ticked.")
            )
            self._dates.set_ink("ink_3")
            self._has_ruler = False
            self._words_needed = True
        else:
            self._show_dates(preview, today)
        self._tell_start()
        self._arrange()

    def clear(self) -> None:
        self._preview = None
        self._full = self._beside_ruler = ""
        self.ruler.clear()
        self._has_ruler = False
        self._arrange()

    def _show_dates(self, preview: Preview, today: date) -> None:
        answer = preview.answer
        confirm = preview.first(DeadlineKind.CONFIRM_RECEIPT)
        without_proof = preview.without_proof
        parts = []
        if confirm is not None:
            parts.append(self.tr("Confirm by {date}").format(date=qt_dates.day_date(confirm.plan_by_on)))
        if answer is not None:
            parts.append(self.tr("Answer by {date}").format(date=qt_dates.day_date(answer.plan_by_on)))
        if without_proof is not None:
            words = self.tr("{right} by {date}")
            parts.append(words.format(right=without_proof_words(preview), date=qt_dates.day_date(without_proof.plan_by_on)))
        self._full = "     ".join(parts)
        leading = answer or without_proof
        assert leading is not None
        first = min((due.plan_by_on for due in (confirm, answer, without_proof) if due is not None), default=today)
        state = _state(leading, today) if first >= today else PillState.OVERDUE
        self._dates.set_ink(_INK[state])  # type: ignore[arg-type]
        received = preview.receipt.on
        self.ruler.set_ruler(
            RulerData(
                received_on=received,
                today=today,
                plan_by_on=leading.plan_by_on,
                last_day_on=leading.last_day_on,
                extended_last_on=preview.extended_last_on,
                confirm_by_on=confirm.plan_by_on if confirm is not None else None,
                state=state,
            )
        )
        self._has_ruler = received <= today <= leading.last_day_on + timedelta(days=365)
        # The ruler names both days only while day 0 is today; else they stand in words above it.
        named_by_ruler = received == today and answer is not None
        self._beside_ruler = (parts[-1] if without_proof is not None else "") if named_by_ruler else self._full
        self._words_needed = bool(self._beside_ruler)

    def _arrange(self) -> None:
        large = current().text_percent >= LARGE_TEXT_PERCENT
        shows_ruler = self._has_ruler and not large
        self._dates.setText(self._beside_ruler if shows_ruler else self._full)
        shown: dict[QWidget, bool] = {
            self._head: not large,
            self._note: not large,
            self.ruler: shows_ruler,
            self._dates: self._words_needed or large or not self._has_ruler,
        }
        if self._act is not None:
            shown[self._act] = not large and self.why_target() is not None
        # What goes away goes first: each widget that comes lays the whole form out at once.
        for widget, is_shown in sorted(shown.items(), key=lambda one: one[1]):
            widget.setVisible(is_shown)

    def _dress(self) -> None:
        px = current().px
        large = current().text_percent >= LARGE_TEXT_PERCENT
        self._column.setContentsMargins(px(18), px(6 if large else 10), px(18), px(6))
        self._column.setSpacing(px(Space.XS))
        self._top.setSpacing(px(Space.XXL))
        self._keep_room_of_act()
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rounded(painter, QRectF(self.rect()), current().px(Radius.CARD), current().color("sunken"), current().color("line"))
        painter.end()


_INK = {
    PillState.ON_TRACK: "on_track",
    PillState.TEN_DAYS: "ten_days",
    PillState.THREE_DAYS: "three_days",
    PillState.OVERDUE: "overdue",
}


def _state(due: DueDate, today: date) -> PillState:
    left = (due.plan_by_on - today).days
    if left < 0:
        return PillState.OVERDUE
    return next((state for days, state in NEAR if left <= days), PillState.ON_TRACK)
