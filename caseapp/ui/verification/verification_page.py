"""The verification of one request: compare, see papers, decide. Opt-out and limit have none, and the page says why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.domain.errors import DomainError, Problems
from caseapp.domain.operators import Act
from caseapp.domain.verification import ATTEMPTS_MAX, DocumentKind, VerificationOutcome
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
from caseapp.ui.attach_dialog import open_attach_dialog
from caseapp.ui.labels import label, short_type
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.verification.checklist_frame import ChecklistFrame
from caseapp.ui.verification.checklist_words import about_words, missing_parts, missing_words, rule_words, state_words
from caseapp.ui.verification.opened_claims import OpenedClaims
from caseapp.ui.verification.verification_dialogs import failed_attempt, not_verified, other_level
from caseapp.ui.widgets.form import FormProblems


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
        self.frame = ChecklistFrame(self, self._today)
        self.claims = OpenedClaims(office, self.frame, lambda: self._request_id)
        self._problems = FormProblems(
            self.frame.summary,
            {
                "points": self.frame.points_row,
                "declaration": self.frame.papers.declaration_row,
                "authority": self.frame.papers.authority_row,
            },
            office.messages,
            self,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self._connect()

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
        if self.frame.stack.currentWidget() is self.frame.nothing or not self.frame.verified.isVisible():
            self.go_back()
        elif self.frame.primary is self.frame.verified:
            self.decide_verified()
        elif self.frame.primary is self.frame.not_verified:
            self.decide_not_verified()
        else:
            self.save()

    def leave(self) -> bool:
        self._keep_checks()
        self.close_claims()
        return True

    def forget(self) -> None:
        self._clear()
        super().forget()

    def first_focus(self) -> QWidget | None:
        if self.frame.stack.currentWidget() is self.frame.nothing:
            return self.frame.nothing_act()
        if self.frame.points.rows and self.frame.points_part.isVisible():
            return self.frame.points.rows[0].choice
        return self.frame.back

    def panes(self) -> tuple[QWidget, ...]:
        return (self.frame.left, self.frame.right)

    # Acts

    def go_back(self) -> None:
        """Go back to the case."""
        self.office.navigate("cases", case_id=self._case_id, request_id=self._request_id)

    def open_claims(self) -> None:
        """Open, as an officer's act, what the caller said; close it again when it is open."""
        self.claims.toggle(self._request_id)

    def close_claims(self) -> None:
        """Drop the opened values from the screen."""
        self.claims.close()

    def save(self) -> None:
        """Keep what was compared and seen."""
        saving = self._readable_saving()
        if saving is None:
            return
        self._run(saving, lambda _: self.office.messages.notice(self.tr("Saved. Nothing is decided by it.")))

    def decide_verified(self) -> None:
        """Decide that this is the consumer, or say everything that is missing for it."""
        saving = self._readable_saving()
        if saving is None:
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
        if view is None:
            return
        saving = self._readable_saving()
        if saving is None:
            return
        self._run(saving, lambda _: not_verified(self.office, self, view, self._decided))

    def end_attempt(self) -> None:
        """Keep what was compared, then count the attempt as failed."""
        view = self._view
        if view is None:
            return
        if view.verification.attempts >= ATTEMPTS_MAX:
            self._problems.show(DomainError("attempts_used_up", most=ATTEMPTS_MAX))
            return
        saving = self._readable_saving()
        if saving is not None:
            self._run(saving, lambda _: failed_attempt(self.office, self, view, self._read_again))

    def change_level(self) -> None:
        if self._view is not None:
            self._keep_checks()
            other_level(self.office, self, self._view, self._read_again)

    def reopen(self) -> None:
        """Take the verification up again because evidence arrived."""
        request_id = self._request_id
        self._run(lambda desk: reopen_verification(desk, request_id), self._read_again)

    # Inside

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
        self.frame.stack.setCurrentWidget(self.frame.work)
        right = short_type(view.request.type)
        self.frame.title_line.setText(self.tr("Verify: {right}, {number}").format(right=right, number=view.case.number))
        self.frame.about.setText(about_words(view))
        self.frame.rule.setText(rule_words(view))
        attempt = verification.attempts + 1
        present = {one.point: one.outcome for one in view.checks if one.attempt == attempt}
        self.frame.points.show_points(view.checklist.questions, view.claimed_points, present)
        self.frame.papers.show_checklist(view)
        self.frame.points_part.setVisible(works)
        self.frame.right.setVisible(works)
        self.frame.foot.setVisible(works)
        self.frame.level.setText(label(verification.level))
        self.frame.level_button.setVisible(works and view.request.type in LEVEL_MAY_CHANGE)
        self.frame.attempts.setText(
            self.tr("Attempt {count} of {most}").format(count=attempt, most=ATTEMPTS_MAX)
            if verification.attempts < ATTEMPTS_MAX
            else self.tr("All {most} attempts were used. Decide now.").format(most=ATTEMPTS_MAX)
        )
        self.frame.attempt_button.setVisible(verification.attempts < ATTEMPTS_MAX)
        self.frame.open_button.setVisible(
            bool(view.claimed_points) and self.office.desk is not None and self.office.desk.operator.may(Act.READ_SEALED)
        )
        self.frame.reopen_button.setVisible(not is_open and self._may_verify())
        self._show_state(view, works=works)
        self._show_missing()
        if not self.claims.are_open:
            self.close_claims()
        self._take_focus()

    def _show_state(self, view: ChecklistView, *, works: bool) -> None:
        if works:
            self.frame.banner.hide()
            return
        zone = self.office.desk.business_zone if self.office.desk is not None else "UTC"
        words = state_words(view, zone=zone, tells_reason=self._may_verify())
        self.frame.banner.show_text(words.title, words.facts, state=words.state)

    def _show_missing(self) -> None:
        papers = self.frame.papers
        if self._view is not None:
            seen = papers.declaration_day.date() is not None, papers.authority_day.date() is not None
            outcomes = self.frame.points.outcomes()
            parts = missing_parts(self._view, outcomes, declaration_seen=seen[0], authority_seen=seen[1])
            self.frame.missing.setText(missing_words(parts))
            self.frame.set_step(complete=not parts, must_end=self._view.verification.attempts >= ATTEMPTS_MAX)

    def _take_focus(self) -> None:
        """Put the focus where the work begins, once, when the page was asked for and has been read."""
        target = self.first_focus()
        if self._wants_focus and self.isVisible() and target is not None:
            self._wants_focus = False
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _saving(self) -> Callable[[Desk], ChangeSet]:
        """Return the call that keeps what stands on the page.

        Raises:
            DomainError: a day cannot be read.
        """
        request_id, outcomes = self._request_id, self.frame.points.outcomes()
        declaration_on, authority_on = self.frame.papers.declaration_on(), self.frame.papers.authority_on()
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

    def _readable_saving(self) -> Callable[[Desk], ChangeSet] | None:
        """Return `_saving`, or None after telling at its field which day cannot be read."""
        try:
            return self._saving()
        except DomainError as error:
            self._problems.show(error)
            return None

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
        self.frame.foot.hide()
        self.frame.nothing.set_texts(icon="shield", title=title, sentence=sentence, act_text=self.tr("Back to the case"), act_key="Esc")
        self.frame.stack.setCurrentWidget(self.frame.nothing)
        self._take_focus()

    def _clear(self) -> None:
        self._view = None
        self._is_dirty = False
        self.close_claims()
        self.frame.points.clear()
        self.frame.papers.forget()
        self._problems.clear()
        self.frame.title_line.setText("")
        self.frame.about.setText("")
        self.frame.rule.setText("")

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
        self.frame.points.changed.connect(self._changed)
        self.frame.papers.changed.connect(self._changed)
        self.frame.papers.attach_requested.connect(self._attach)
        for key, act in (("Ctrl+S", self.save), ("Esc", self.go_back)):
            shortcut = QShortcut(QKeySequence(key), self, act)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
