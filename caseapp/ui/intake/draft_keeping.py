"""Saving the draft and finishing it: what is told beside the buttons, and the problems when something is missing."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject

from caseapp.domain.errors import DomainError, Problems
from caseapp.services.changes import ChangeSet
from caseapp.ui import qt_dates
from caseapp.ui.intake.form_view import FormView
from caseapp.ui.intake.frame import IntakeFrame
from caseapp.ui.intake.open_form import OpenForm
from caseapp.ui.intake.script_panel import ScriptPanel
from caseapp.ui.intake.session import IntakeSession
from caseapp.ui.intake.step_stack import STEP_COUNT
from caseapp.ui.office import Office
from caseapp.ui.page import Page
from caseapp.ui.widgets.form import FormProblems

LAST_LINE = "last_line"


class DraftKeeping(QObject):
    """See the module."""

    def __init__(
        self,
        office: Office,
        session: IntakeSession,
        open_form: OpenForm,
        view: FormView,
        frame: IntakeFrame,
        script: ScriptPanel,
        page: Page,
    ) -> None:
        super().__init__(page)
        self._office = office
        self._session = session
        self._open = open_form
        self._view = view
        self._frame = frame
        self._script = script
        self._told_trouble = ""
        self._problem_fields: tuple[str, ...] = ()
        self._problems = FormProblems(view.summary, view.steps.rows(), office.messages, page)
        view.summary.chosen.connect(self._go_to_problem)
        session.saved.connect(self._saved)
        session.not_saved.connect(self.not_saved)
        session.refused.connect(self.refused)

    # Saved or not

    def _saved(self, change: object, claims: object) -> None:
        assert isinstance(change, ChangeSet)
        assert isinstance(claims, tuple)
        self._told_trouble = ""
        self._view.steps.sealed(claims)
        if self._office.desk is not None:
            self.tell_saved(self._office.desk.now_at())
        self._open.show_standing()
        form = self._open.form()
        self._open.show_all(form)
        if self._open.step == STEP_COUNT:
            self._open.show_read_back(form)

    def tell_saved(self, at: datetime) -> None:
        """Tell the time of the last saving."""
        desk = self._office.desk
        if desk is not None:
            time = qt_dates.time_of(at, desk.business_zone, seconds=True)
            self._view.tell_saved(self.tr("Draft saved {time}").format(time=time))

    def not_saved(self, error: object) -> None:
        """Say it beside the buttons each time, in a dialog once."""
        assert isinstance(error, Exception)
        self._view.tell_saved(self.tr("Not saved. What you typed is still here: save it again with Ctrl+S."), problem=True)
        code = str(getattr(error, "code", type(error).__name__))
        if code != self._told_trouble:
            self._told_trouble = code
            self._office.messages.show_trouble(error)

    # Finished or not

    def complete(self) -> None:
        """Turn the draft into a case."""
        self._problems.clear()
        form = self._open.form()
        self._open.show_read_back(form)
        self._office.settings.set(LAST_LINE, form.line_id or str(self._office.settings.get(LAST_LINE) or ""))
        self._session.complete(form, self._open.claims())

    def clear_problems(self) -> None:
        self._problems.clear()

    def refused(self, error: object) -> None:
        """Show all problems at once, in the form's order; a day that cannot be read is told exactly."""
        assert isinstance(error, DomainError)
        problems = error.problems if isinstance(error, Problems) else (error,)
        exact = self._view.request.received.problem()
        if exact is not None:
            problems = tuple(exact if one.field == "received" else one for one in problems)
        rows = self._view.rows()
        order = list(rows)
        problems = tuple(sorted(problems, key=lambda one: order.index(one.field) if one.field in order else len(order)))
        self._problem_fields = tuple(one.field or "" for one in problems)
        self._problems.set_rows(rows)
        self._problems.show(Problems(problems))
        self._view.area.verticalScrollBar().setValue(0)
        self._view.area.horizontalScrollBar().setValue(0)

    def _go_to_problem(self, index: int) -> None:
        if index < len(self._problem_fields) and self._problem_fields[index] == "script":
            self._frame.show_script()
            self._script.focus_tick()
