"""The verification of one request: compare, see papers, decide. Opt-out and limit have none, and the page says why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from caseapp.domain.errors import DomainError, Problems
from caseapp.domain.operators import Act
from caseapp.domain.regime import LawStatus
from caseapp.domain.verification import ATTEMPTS_MAX, DocumentKind, PointOutcome, VerificationOutcome
from caseapp.services.changes import ChangeSet
from caseapp.services.desk import Desk
from caseapp.services.verification import (
    LEVEL_MAY_CHANGE,
    ChecklistView,
    decide_verified,
    missing_for_verified,
    read_checklist,
    reopen_verification,
    save_checks,
)
from caseapp.ui import qt_dates
from caseapp.ui.attach_dialog import open_attach_dialog
from caseapp.ui.labels import label, short_type
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Size, Space
from caseapp.ui.verification.papers_part import PapersPart
from caseapp.ui.verification.point_rows import PointRows, point_words
from caseapp.ui.verification.verification_dialogs import failed_attempt, not_verified, other_level
from caseapp.ui.widgets.banner import Banner
from caseapp.ui.widgets.deadline_pill import PillState
from caseapp.ui.widgets.empty_state import EmptyState
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.form import FormProblems, FormRow, ProblemSummary
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton, LinkButton
from caseapp.ui.widgets.scroll_area import ScrollArea
from caseapp.ui.widgets.strokes import hairline
from caseapp.ui.widgets.words import Words, page_title, section_head

TWO_COLUMNS_FROM = 1040


class VerificationPage(Page):
    """Arguments of `on_shown`: ``case_id``, ``request_id``."""

    def __init__(self, office: Office, parent: QWidget | None = None) -> None:
        super().__init__(office, parent)
        self.set_title(self.tr("Verification"))
        self._case_id = ""
        self._request_id = ""
        self._view: ChecklistView | None = None
        self._is_dirty = False
        self._wants_focus = False
        self.claims_are_open = False
        self._make_parts()
        self._make_acts()
        self._problems = FormProblems(
            self.summary,
            {"points": self.points_row, "declaration": self.papers.declaration_row, "authority": self.papers.authority_row},
            office.messages,
            self,
        )
        self._lay_out()
        self._connect()
        follow_theme(self, self._dress)

    # What the window calls

    def on_shown(self, **arguments: object) -> None:
        case_id, request_id = arguments.get("case_id"), arguments.get("request_id")
        if isinstance(case_id, str) and isinstance(request_id, str) and (case_id, request_id) != (self._case_id, self._request_id):
            self._keep_checks()
            self._clear()
            self._case_id, self._request_id = case_id, request_id
        self._wants_focus = True
        self.mark_stale()
        super().on_shown(**arguments)

    def concerns(self, change: ChangeSet) -> bool:
        return self._case_id in change.case_ids and not self._is_dirty

    def reload(self) -> None:
        if not self._request_id:
            self._show_reason(self.tr("No request chosen"), self.tr("Open a case and press F4 to verify who asks."))
            return
        request_id = self._request_id

        def done(view: ChecklistView) -> None:
            if request_id == self._request_id and self.office.desk is not None:
                self._show(view)

        self.office.run(self, lambda desk: read_checklist(desk, request_id), done, self._not_readable, key="checklist")

    def primary_act(self) -> None:
        if self._stack.currentWidget() is self._nothing or not self.verified.isVisible():
            self.go_back()
        else:
            self.decide_verified()

    def leave(self) -> bool:
        self._keep_checks()
        self.close_claims()
        return True

    def forget(self) -> None:
        self._clear()
        super().forget()

    def first_focus(self) -> QWidget | None:
        if self._stack.currentWidget() is self._nothing:
            return self._nothing_act()
        if self.points.rows and self._points_part.isVisible():
            return self.points.rows[0].choice
        return self.back

    def panes(self) -> tuple[QWidget, ...]:
        return (self._left, self._right)

    # Acts

    def go_back(self) -> None:
        """Go back to the case."""
        self.office.navigate("cases", case_id=self._case_id, request_id=self._request_id)

    def open_claims(self) -> None:
        """Open, as an officer's act, what the caller said; close it again when it is open."""
        if self.claims_are_open:
            self.close_claims()
            return
        request_id = self._request_id

        def done(view: ChecklistView) -> None:
            if request_id != self._request_id or self.office.desk is None:
                return
            said = dict(view.claims)
            self.points.show_said(said)
            also = [
                self.tr("{point}: {said}").format(point=point_words(point), said=text)
                for point, text in said.items()
                if point not in view.checklist.questions
            ]
            self.also_said.setText(self.tr("Said too, not on this list. {parts}").format(parts="; ".join(also)) if also else "")
            self.also_said.setVisible(bool(also))
            self.claims_are_open = True
            self.open_button.setText(self.tr("Close what was said"))
            self.open_button.set_icon("eye-slash")
            self.read_aloud.show_text(
                self.tr("Compare with the system of record; do not read aloud"),
                self.tr("The values are not kept on this page. That you opened them is in the history."),
            )

        self.office.run(self, lambda desk: read_checklist(desk, request_id, open_claims=True), done)

    def close_claims(self) -> None:
        """Drop the opened values from the screen."""
        self.claims_are_open = False
        self.points.hide_said()
        self.also_said.setText("")
        self.also_said.hide()
        self.open_button.setText(self.tr("Open what the caller said"))
        self.open_button.set_icon("eye")
        self.read_aloud.setVisible(False)

    def save(self) -> None:
        """Keep what was compared and seen."""
        self._run(self._saving(), lambda _: self.office.messages.notice(self.tr("Saved. Nothing is decided by it.")))

    def decide_verified(self) -> None:
        """Decide that this is the consumer, or say everything that is missing for it."""
        try:
            saving = self._saving()
        except DomainError as error:
            self._problems.show(error)
            return
        request_id = self._request_id

        def work(desk: Desk) -> ChangeSet:
            saving(desk)
            view = read_checklist(desk, request_id)
            missing = missing_for_verified(view.verification, view.checks)
            if missing:
                raise Problems(missing)
            return decide_verified(desk, request_id)

        self._run(work, self._decided)

    def decide_not_verified(self) -> None:
        """Keep what was compared, then ask for the reason."""
        view = self._view
        if view is not None:
            self._run(self._saving(), lambda _: not_verified(self.office, self, view, self._decided))

    def end_attempt(self) -> None:
        """Keep what was compared, then count the attempt as failed."""
        view = self._view
        if view is None:
            return
        if view.verification.attempts >= ATTEMPTS_MAX:
            self._problems.show(DomainError("attempts_used_up", most=ATTEMPTS_MAX))
            return
        self._run(self._saving(), lambda _: failed_attempt(self.office, self, view, self._read_again))

    def change_level(self) -> None:
        if self._view is not None:
            self._keep_checks()
            other_level(self.office, self, self._view, self._read_again)

    def reopen(self) -> None:
        """Take the verification up again because evidence arrived."""
        request_id = self._request_id
        self._run(lambda desk: reopen_verification(desk, request_id), self._read_again)

    # Inside

    def _make_parts(self) -> None:
        self.back = LinkButton(self.tr("Back to the case"), name="verify_back", icon="arrow-left", key="Esc", on_click=self.go_back)
        self.title_line = page_title()
        self.title_line.setObjectName("verify_title")
        self.about = Words("", ink="ink_2", wrap=True)
        self.about.setObjectName("verify_about")
        self.banner = Banner(name="verify_banner", state=PillState.CLOSED)
        self.banner.hide()
        self.summary = ProblemSummary()
        self.rule = Words("", ink="ink_2", wrap=True)
        self.rule.setObjectName("verify_rule")
        self.read_aloud = Banner(name="verify_read_aloud", state=PillState.THREE_DAYS, icon="warning-circle", tall=True)
        self.read_aloud.hide()
        self.also_said = Words("", wrap=True)
        self.also_said.setObjectName("verify_also_said")
        self.also_said.hide()
        self.points = PointRows()
        self.points_row = FormRow(self.tr("How each point compares"), self.points, above=True, stretch=True)
        self.papers = PapersPart(self._today)
        self.level = Words("", wrap=True)
        self.attempts = Words("", wrap=True)
        self.missing = Words("", ink="ink_2", wrap=True)
        self.missing.setObjectName("verify_missing")
        self._nothing = EmptyState(
            icon="shield",
            title="",
            sentence="",
            act_text=self.tr("Back to the case"),
            act_key="Esc",
            on_act=self.go_back,
            name="verify_nothing",
        )

    def _make_acts(self) -> None:
        self.open_button = KeyButton(self.tr("Open what the caller said"), icon="eye", name="verify_open_claims", on_click=self.open_claims)
        self.level_button = KeyButton(self.tr("Change the level..."), icon="shield", name="verify_level", on_click=self.change_level)
        self.attempt_button = KeyButton(self.tr("End this attempt..."), name="verify_end_attempt", on_click=self.end_attempt)
        self.save_button = KeyButton(self.tr("Save"), key="Ctrl+S", name="verify_save", on_click=self.save)
        self.not_verified = KeyButton(
            self.tr("Not verified..."), ButtonKind.DESTRUCTIVE, name="verify_not_verified", on_click=self.decide_not_verified
        )
        self.verified = KeyButton(
            self.tr("Verified"), ButtonKind.PRIMARY, icon="shield-check", key="Ctrl+Return", name="verify_verified",
            on_click=self.decide_verified,
        )  # fmt: skip
        self.reopen_button = KeyButton(
            self.tr("Take the verification up again"), icon="arrow-counter-clockwise", name="verify_reopen", on_click=self.reopen
        )

    def _today(self) -> date:
        desk = self.office.desk
        return desk.today() if desk is not None else date.min

    def _may_verify(self) -> bool:
        return self.office.desk is not None and self.office.desk.operator.may(Act.VERIFY)

    def _show(self, view: ChecklistView) -> None:
        self._view = view
        self._is_dirty = False
        verification = view.verification
        is_open = verification.outcome is VerificationOutcome.OPEN
        works = is_open and self._may_verify()
        self._stack.setCurrentWidget(self._work)
        right = short_type(view.request.type)
        self.title_line.setText(self.tr("Verify: {right}, {number}").format(right=right, number=view.case.number))
        self.about.setText(self._about(view))
        self.rule.setText(self._rule_words(view))
        attempt = verification.attempts + 1
        present = {one.point: one.outcome for one in view.checks if one.attempt == attempt}
        self.points.show_points(view.checklist.questions, view.claimed_points, present)
        self.papers.show_checklist(view)
        self._points_part.setVisible(works)
        self._right.setVisible(works)
        self._foot.setVisible(works)
        self.level.setText(label(verification.level))
        self.level_button.setVisible(works and view.request.type in LEVEL_MAY_CHANGE)
        self.attempts.setText(
            self.tr("Attempt {count} of {most}").format(count=attempt, most=ATTEMPTS_MAX)
            if verification.attempts < ATTEMPTS_MAX
            else self.tr("All {most} attempts were used. Decide now.").format(most=ATTEMPTS_MAX)
        )
        self.attempt_button.setVisible(verification.attempts < ATTEMPTS_MAX)
        self.open_button.setVisible(
            bool(view.claimed_points) and self.office.desk is not None and self.office.desk.operator.may(Act.READ_SEALED)
        )
        self.reopen_button.setVisible(not is_open and self._may_verify())
        self._show_state(view, works=works)
        self._show_missing()
        if not self.claims_are_open:
            self.close_claims()
        self._take_focus()

    def _take_focus(self) -> None:
        """Put the focus where the work begins, once, when the page was asked for and has been read."""
        target = self.first_focus()
        if self._wants_focus and self.isVisible() and target is not None:
            self._wants_focus = False
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _about(self, view: ChecklistView) -> str:
        kind = label(view.case.requestor_kind)
        return self.tr("{level}. Asked by: {who}. The clock does not wait for it.").format(level=label(view.verification.level), who=kind)

    def _rule_words(self, view: ChecklistView) -> str:
        checklist = view.checklist
        words = self.tr("{needed} points have to match. {says} ({citation})")
        if checklist.status is not LawStatus.VERIFIED:
            words = self.tr("{needed} points have to match. {says} ({citation}; {status})")
        return words.format(
            needed=view.verification.points_needed, says=checklist.says, citation=checklist.citation, status=label(checklist.status).lower()
        )

    def _show_state(self, view: ChecklistView, *, works: bool) -> None:
        """Say the state where there is nothing to do here: decided already, or the role sees the state only."""
        verification = view.verification
        if works:
            self.banner.hide()
            return
        zone = self.office.desk.business_zone if self.office.desk is not None else "UTC"
        on = qt_dates.day_date(qt_dates.local(verification.decided_at, zone).date()) if verification.decided_at is not None else ""
        if verification.outcome is VerificationOutcome.VERIFIED:
            facts = self.tr("Decided {date}, {level}.").format(date=on, level=label(verification.level).lower())
            self.banner.show_text(self.tr("Verified"), facts, state=PillState.ON_TRACK)
        elif verification.outcome is VerificationOutcome.NOT_VERIFIED:
            facts = self.tr("Decided {date}. {reason}").format(date=on, reason=verification.reason if self._may_verify() else "").strip()
            self.banner.show_text(self.tr("Not verified"), facts, state=PillState.THREE_DAYS)
        else:
            attempt = verification.attempts + 1
            matched = len({one.point for one in view.checks if one.attempt == attempt and one.outcome is PointOutcome.MATCHED})
            facts = self.tr("{matched} of {needed} points match; {attempts} of {most} attempts failed. A privacy officer verifies.").format(
                matched=matched, needed=verification.points_needed, attempts=verification.attempts, most=ATTEMPTS_MAX
            )
            self.banner.show_text(self.tr("Not verified yet"), facts, state=PillState.WAITING)

    def _show_missing(self) -> None:
        """Say, from what stands on the page now, what is still missing."""
        view = self._view
        if view is None:
            return
        matched = [point for point, outcome in self.points.outcomes().items() if outcome is PointOutcome.MATCHED]
        parts = []
        left = view.verification.points_needed - len(matched)
        if left > 0:
            parts.append(self.tr("1 point") if left == 1 else self.tr("{count} points").format(count=left))
        if view.verification.declaration_needed and self.papers.declaration_day.date() is None:
            parts.append(self.tr("the signed declaration"))
        if view.verification.authority_needed and self.papers.authority_day.date() is None:
            parts.append(self.tr("the authority to act"))
        self.missing.setText(self.tr("Still missing: {parts}").format(parts=", ".join(parts)) if parts else self.tr("Nothing is missing."))

    def _saving(self) -> Callable[[Desk], ChangeSet]:
        """Return the call that keeps what stands on the page.

        Raises:
            DomainError: a day cannot be read.
        """
        request_id, outcomes = self._request_id, self.points.outcomes()
        declaration_on, authority_on = self.papers.declaration_on(), self.papers.authority_on()
        return lambda desk: save_checks(desk, request_id, outcomes, declaration_on=declaration_on, authority_on=authority_on)

    def _keep_checks(self) -> None:
        """Keep what was compared when the page is left."""
        if not self._is_dirty or not self._may_verify():
            return
        self._is_dirty = False
        try:
            saving = self._saving()
        except DomainError:
            return  # a date half typed: the points are kept by the next save
        self.office.run(self, saving)

    def _run(self, work: Callable[[Desk], Any], done: Callable[[Any], object]) -> None:
        def succeeded(result: Any) -> None:
            self._is_dirty = False
            self._problems.clear()
            done(result)

        def failed(error: Exception) -> None:
            if isinstance(error, DomainError):
                self._problems.show(error)
            else:
                self.office.messages.show_trouble(error)

        self.office.run(self, work, succeeded, failed)

    def _decided(self, _: object) -> None:
        self._is_dirty = False
        self.close_claims()
        self.go_back()

    def _read_again(self, _: object) -> None:
        self._is_dirty = False
        self._problems.clear()
        self.mark_stale()

    def _not_readable(self, error: Exception) -> None:
        if isinstance(error, DomainError) and error.code == "never_verified":
            self._show_reason(
                self.tr("No verification for this right"),
                self.tr(
                    "The law does not let us verify who asks to opt out or to limit (11 CCR 7060(b)). Only what finds the record is asked. "
                    "Go back and go on with the request."
                ),
            )
        elif isinstance(error, DomainError):
            self._show_reason(self.tr("Nothing to verify yet"), self.office.messages.word_error(error))
        else:
            self.office.messages.show_trouble(error)

    def _show_reason(self, title: str, sentence: str) -> None:
        self._view = None
        self._foot.hide()
        self._nothing.set_texts(icon="shield", title=title, sentence=sentence, act_text=self.tr("Back to the case"), act_key="Esc")
        self._stack.setCurrentWidget(self._nothing)
        self._take_focus()

    def _nothing_act(self) -> QWidget | None:
        return self._nothing.findChild(QWidget, "verify_nothing_act")

    def _clear(self) -> None:
        self._view = None
        self._is_dirty = False
        self.close_claims()
        self.points.clear()
        self.papers.forget()
        self._problems.clear()
        self.title_line.setText("")
        self.about.setText("")
        self.rule.setText("")

    def _attach(self, kinds: object) -> None:
        assert isinstance(kinds, tuple)
        papers: tuple[DocumentKind, ...] = kinds
        done = self.tr("The paper is attached. Write the day you saw it.")
        self._keep_checks()
        open_attach_dialog(
            self.office,
            self,
            case_id=self._case_id,
            request_id=self._request_id,
            kinds=papers,
            done=lambda _: self.office.messages.notice(done),
        )

    def _changed(self) -> None:
        self._is_dirty = True
        self._show_missing()

    def _connect(self) -> None:
        self.points.changed.connect(self._changed)
        self.papers.changed.connect(self._changed)
        self.papers.attach_requested.connect(self._attach)
        for key, act in (("Ctrl+S", self.save), ("Esc", self.go_back)):
            shortcut = QShortcut(QKeySequence(key), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _lay_out(self) -> None:
        self._points_part = _column(
            self.rule,
            FlowRow(self.open_button),
            self.read_aloud,
            self.points_row,
            self.also_said,
        )
        self._left = _column(self.banner, self.summary, self._points_part, FlowRow(self.reopen_button), stretch=True)
        self._right = _column(
            self.papers,
            section_head(self.tr("Level")),
            self.level,
            FlowRow(self.level_button),
            section_head(self.tr("Attempts")),
            self.attempts,
            FlowRow(self.attempt_button),
            stretch=True,
        )
        work = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, work)
        self._columns.addWidget(self._left, 1)
        self._columns.addWidget(self._right)
        self._stack = QStackedWidget()
        self._stack.addWidget(work)
        self._stack.addWidget(self._nothing)
        self._work = work
        self._foot = QWidget()
        self._foot_line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._foot)
        self._foot_line.addWidget(self.missing, 1)
        self._foot_line.addWidget(FlowRow(self.not_verified, self.save_button, self.verified, at_right=True), 1)
        self._head = QVBoxLayout()
        self._back_line = QHBoxLayout()
        self._back_line.addWidget(self.back)
        self._back_line.addStretch(1)
        self._head.addLayout(self._back_line)
        self._head.addWidget(self.title_line)
        self._head.addWidget(self.about)
        content = QWidget()
        content.setObjectName("scroll_content")
        self._inner = QVBoxLayout(content)
        self._inner.setContentsMargins(0, 0, 0, 0)
        self._inner.setSpacing(0)
        self._inner.addLayout(self._head)
        self._inner.addWidget(self._stack, 1)
        scroll = ScrollArea()
        scroll.setObjectName("verify_scroll")
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(scroll, 1)
        self._outer.addWidget(self._foot)

    def _dress(self) -> None:
        px = current().px
        self._head.setContentsMargins(px(24), px(12), px(20), px(6))
        self._head.setSpacing(px(Space.XS))
        # The words of a link stand on the left edge of the page, its ring outside of it.
        self._back_line.setContentsMargins(-px(6), 0, 0, 0)
        self._columns.setContentsMargins(px(24), px(8), px(20), px(16))
        self._columns.setSpacing(px(Space.XXL))
        for part in (self._left, self._right, self._points_part):
            layout = part.layout()
            if layout is not None:
                layout.setSpacing(px(Space.M))
        self._foot_line.setContentsMargins(px(24), px(10), px(20), px(10))
        self._foot_line.setSpacing(px(Space.M))
        self._arrange()

    def _arrange(self) -> None:
        """Two columns and a fixed foot where there is room; else one under the other, and all of it scrolls."""
        px = current().px
        is_wide = self.width() >= px(TWO_COLUMNS_FROM)
        across = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across)
        self._foot_line.setDirection(across)
        self.points.set_roomy(is_wide)
        self._right.setMinimumWidth(px(Size.FACTS) if is_wide else 0)
        self._right.setMaximumWidth(px(Size.FACTS) if is_wide else 16_777_215)
        home = self._outer if is_wide else self._inner
        if home.indexOf(self._foot) < 0:
            home.addWidget(self._foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._foot.isVisible() and self._outer.indexOf(self._foot) >= 0:
            painter = QPainter(self)
            hairline(painter, 0, self._foot.y(), self.width(), current().color("line"))
            painter.end()


def _column(*parts: QWidget, stretch: bool = False) -> QWidget:
    """Put parts one under the other."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        column.addWidget(part)
    if stretch:
        column.addStretch(1)
    return box
