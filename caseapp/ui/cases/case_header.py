"""The head of a case: who, verified or not, number, rights, channel and receipt, owner; the one filled pill; the acts with their keys."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caseapp.domain.case import Request
from caseapp.domain.checklists import AssuranceLevel
from caseapp.domain.operators import Act, Operator
from caseapp.domain.request_type import NEVER_VERIFIED
from caseapp.domain.status import OPEN_STATUSES, RequestStatus
from caseapp.domain.verification import VerificationOutcome
from caseapp.ui import qt_dates
from caseapp.ui.cases.badge import Badge, NameLine
from caseapp.ui.cases.case_facts import CaseFacts
from caseapp.ui.cases.next_step import CaseAct, NextStep, act_icon, act_words
from caseapp.ui.labels import label, short_type
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, TypeRole, Weight
from caseapp.ui.widgets.deadline_pill import DeadlinePill
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.key_button import ButtonKind, IconButton, KeyButton
from caseapp.ui.widgets.segmented import Segmented
from caseapp.ui.widgets.words import Words

translate = QCoreApplication.translate


class CaseHeader(QWidget):
    """Three rows; a fourth when the case has more than one right.

    Signals:
        act_requested: a `CaseAct`, or one of the words ``letter``, ``note``, ``extend``, ``more``.
        right_chosen: id of the request to show.
    """

    act_requested = Signal(str)
    right_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = NameLine(name="case_name")
        self.badge = Badge(name="case_verification")
        self.pill = DeadlinePill(height=Size.PILL_HEADER)
        self.pill.setObjectName("case_pill")
        self.number = Words("", weight=Weight.MEDIUM)
        self.number.setObjectName("case_number")
        _make_readable(self.number)
        self.rights, self.received, self.owner, self.state = (Words("", ink="ink_2") for _ in range(4))
        self.primary = KeyButton("", ButtonKind.PRIMARY, key="Ctrl+Return", name="case_primary")
        self._act = CaseAct.NONE
        self._is_compact = False
        self._has_icons = True
        self._icons: list[tuple[KeyButton, str]] = []
        self.primary.clicked.connect(lambda: self.act_requested.emit(self._act.value))
        self.verify = self._button(self.tr("Verify"), "shield-check", "F4", "case_verify", CaseAct.VERIFY.value)
        self.decide = self._button(self.tr("Decide..."), "scales", "", "case_decide", CaseAct.DECIDE.value)
        self.letter = self._button(self.tr("Write letter"), "envelope-simple-open", "", "case_write_letter", "letter")
        self.note = self._button(self.tr("Note"), "note", "F12", "case_note_start", "note")
        self.extend = self._button(self.tr("Extend..."), "clock-clockwise", "", "case_extend", "extend")
        self.why_not_extended = Words("", TypeRole.SMALL, ink="ink_2", wrap=True)
        self.why_not_extended.setObjectName("case_why_not_extended")
        _make_readable(self.why_not_extended)
        self.why_not_extended.setAccessibleName(self.tr("Extension"))
        self.why_not_extended.hide()
        self.more = IconButton("dots-three", self.tr("More acts"), name="case_more", on_click=lambda: self.act_requested.emit("more"))
        self.switch = Segmented((("", ""),), name="case_right", label=self.tr("Right shown"))
        self.switch.chosen.connect(self.right_chosen)
        self.switch.hide()
        self._column = QVBoxLayout(self)
        self._lay_out()
        follow_theme(self, self._dress)

    def show_case(self, facts: CaseFacts, step: NextStep | None, operator: Operator, why_not_extended: str = "") -> None:
        """Show a case and the right chosen in it.

        Args:
            why_not_extended: what keeps the right from being extended; empty when it may be.
        """
        self._who(facts)
        self._acts(facts, step, operator)
        self._say_extension(why_not_extended)
        self._fit_acts()
        parts = tuple((one.id, short_type(one.type)) for one in facts.requests)
        self.switch.setVisible(len(parts) > 1)
        if parts:
            self.switch.set_parts(parts, facts.request_id)

    def set_compact(self, compact: bool) -> None:
        """Take less height where large text leaves little of the page.

        Keys stand in the menus too, icons beside words are left out, and the state of verification joins the facts.
        """
        if compact == self._is_compact:
            return
        self._is_compact = compact
        (self._meta if compact else self._who_row).add(self.badge)
        for button, key in ((self.primary, "Ctrl+Return"), (self.verify, "F4"), (self.note, "F12")):
            button.set_key("" if compact else key)
        self._fit_acts()
        self._dress()

    def _fit_acts(self) -> None:
        """Leave the icons of the other acts out where the row would take a second line for them."""
        shown = [button for button, _ in self._icons if not button.isHidden()]
        if not self.primary.isHidden():
            shown.append(self.primary)
        px = current().px
        needed = sum(button.sizeHint().width() + px(8) for button in shown)
        if not self._has_icons:
            needed += (px(Size.ICON) + px(8)) * sum(1 for button in shown if button is not self.primary)
        has_icons = not self._is_compact and needed - px(8) <= self._acts_row.width()
        if has_icons != self._has_icons:
            self._has_icons = has_icons
            for button, icon in self._icons:
                button.set_icon(icon if has_icons else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_acts()

    @property
    def current_act(self) -> CaseAct:
        return self._act

    def _say_extension(self, why_not: str) -> None:
        """Say beside the act why it cannot be done, before anybody tries it; Tab stops at the reason instead of at the act."""
        is_offered = not self.extend.isHidden()
        self.extend.setEnabled(not why_not)
        self.extend.setAccessibleDescription(why_not)
        self.why_not_extended.setText(why_not)
        self.why_not_extended.setAccessibleName(why_not or self.tr("Extension"))
        self.why_not_extended.setVisible(bool(why_not) and is_offered)

    def _who(self, facts: CaseFacts) -> None:
        case = facts.case
        self.name.setText(facts.name)
        self.badge.say(*verification_words(facts))
        self.pill.set_pill(facts.pill())
        self.number.setText(case.number)
        self.number.setAccessibleName(self.tr("Case number {number}").format(number=case.number))
        none = self.tr("Closed, no request was made") if case.ended_on is not None else self.tr("No right yet")
        rights = [short_type(one.type) for one in facts.requests] or [none]
        self.rights.setText(", ".join(rights))
        self.received.setText(
            self.tr("{channel}, {received}").format(
                channel=label(case.channel), received=qt_dates.short_instant(case.received_at, facts.zone)
            )
        )
        owner = facts.operator(case.assigned_to)
        self.owner.setText(self.tr("Assigned to {person}").format(person=owner) if owner else self.tr("Not assigned"))
        self.state.setText(self._state_words(facts))
        self.state.setVisible(bool(self.state.text()))

    def _state_words(self, facts: CaseFacts) -> str:
        request = facts.request
        if facts.case.is_draft:
            return self.tr("Draft")
        if request is None:
            return ""
        if request.status is RequestStatus.CLOSED and request.disposition is not None:
            return self.tr("Closed: {how}").format(how=label(request.disposition))
        return label(request.status)

    def _acts(self, facts: CaseFacts, step: NextStep | None, operator: Operator) -> None:
        request = facts.request
        self._act = step.act if step is not None else CaseAct.NONE
        self.primary.setVisible(self._act is not CaseAct.NONE)
        self.primary.setText(act_words(self._act))
        self.primary.set_icon(act_icon(self._act))
        is_live = request is not None and request.status in OPEN_STATUSES and not facts.case.is_draft
        is_officer = operator.may(Act.DECIDE)
        is_verified_ever = request is not None and request.type not in NEVER_VERIFIED
        self.verify.setVisible(is_live and is_verified_ever and self._act is not CaseAct.VERIFY)
        self.verify.setText(self.tr("Verify") if operator.may(Act.VERIFY) else self.tr("Verification"))
        self.decide.setVisible(is_live and is_officer and self._act not in (CaseAct.DECIDE, CaseAct.VERIFY) and _is_decidable(request))
        self.letter.setVisible(operator.may(Act.DRAFT_LETTERS) and (is_live or (is_officer and bool(facts.letters_that_fit()))))
        self.note.setVisible(operator.may(Act.WRITE_NOTES))
        self.extend.setVisible(is_live and operator.may(Act.EXTEND))
        self.more.setVisible(is_officer or operator.may(Act.ATTACH_DOCUMENTS))

    def _button(self, words: str, icon: str, key: str, name: str, act: str) -> KeyButton:
        button = KeyButton(words, icon=icon, key=key, name=name, on_click=lambda: self.act_requested.emit(act))
        self._icons.append((button, icon))
        return button

    def _lay_out(self) -> None:
        self._who_row = FlowRow(self.name, self.badge, gap=14, line_gap=4)
        top = QHBoxLayout()
        top.addWidget(self._who_row, 1)
        top.addWidget(self.pill, 0, Qt.AlignmentFlag.AlignTop)
        self._meta = FlowRow(self.number, self.rights, self.received, self.owner, self.state, gap=18, line_gap=2)
        actions = self._acts_row = FlowRow(
            self.primary, self.verify, self.decide, self.letter, self.note, self.extend, self.why_not_extended, gap=8
        )
        middle = self._acts_line = QHBoxLayout()
        middle.addWidget(actions, 1)
        middle.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(top)
        self._column.addWidget(self._meta)
        self._column.addLayout(middle)
        self._column.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        self.setTabOrder(self.extend, self.why_not_extended)
        self.setTabOrder(self.why_not_extended, self.more)

    def _dress(self) -> None:
        px = current().px
        self._column.setContentsMargins(px(24), px(4 if self._is_compact else 17), px(20), 0)
        self._column.setSpacing(px(6))
        self._acts_line.setContentsMargins(0, px(4 if self._is_compact else 8), 0, px(4))


def _make_readable(words: Words) -> None:
    """Let Tab stop at words, so that a screen reader says them and Ctrl+C copies them."""
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
    words.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def verification_words(facts: CaseFacts) -> tuple[str, str, str]:
    """Return icon, words and ink of the state of verification."""
    request = facts.request
    if request is None or facts.case.is_draft:
        return "", "", "ink_2"
    if request.type in NEVER_VERIFIED:
        return "shield", translate("CaseHeader", "No verification for this right"), "ink_2"
    if request.verified_on is not None:
        return "shield-check", translate("CaseHeader", "Verified, {level}").format(level=_level(request)), "on_track"
    if request.unverifiable_on is not None:
        return "shield", translate("CaseHeader", "Not verified"), "three_days"
    verification = facts.verification()
    if verification is not None and verification.outcome is VerificationOutcome.OPEN:
        return "shield", translate("CaseHeader", "Not verified yet, {level}").format(level=_level(request)), "ink_2"
    return "shield", translate("CaseHeader", "Not verified yet"), "ink_2"


def _level(request: Request) -> str:
    return {
        AssuranceLevel.REASONABLE: translate("CaseHeader", "level 1"),
        AssuranceLevel.REASONABLY_HIGH: translate("CaseHeader", "level 2"),
    }.get(request.level, "")


def _is_decidable(request: Request | None) -> bool:
    """Decisions are taken while the work goes on; places are marked until the request closes."""
    return request is not None and request.status not in (RequestStatus.RECEIVED, RequestStatus.VERIFYING)
