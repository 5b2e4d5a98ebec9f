"""Short ways to a case in the middle of its life."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from caseapp.domain.channel import Channel
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.letters import LetterState
from caseapp.domain.people import PartyPart
from caseapp.domain.verification import PointOutcome
from caseapp.domain.work import DecisionOutcome, WorkState
from caseapp.services.drafts import start_draft
from caseapp.services.intake import complete_intake
from caseapp.services.intake_form import IntakeForm
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letters import draft_answer, submit_letter
from caseapp.services.verification import decide_verified, read_checklist, save_checks
from caseapp.services.work import decide_category, mark_place
from tests.fakes.desk import FakeOffice
from tests.house import sample_form


class Story:
    """One office and the acts that tests of later acts begin with."""

    def __init__(self) -> None:
        self.office = FakeOffice()
        self.desk = self.office.desk
        self.clock = self.office.clock

    def go_to(self, on: date) -> None:
        self.clock.go_to(on)

    def take(self, *types: str, **changes: object) -> str:
        """Take a call on the present day; return the id of the first request."""
        desk = self.desk("agent")
        draft_id = start_draft(desk, channel=Channel.PHONE).created_id
        assert draft_id is not None
        form: IntakeForm = replace(sample_form(*types), **changes)  # type: ignore[arg-type]
        complete_intake(desk, draft_id, form, call_seconds=60)
        with self.office.store.unit_of_work() as uow:
            return uow.requests.where(case_id=draft_id)[0].id

    def verify(self, request_id: str) -> None:
        officer = self.desk("officer")
        view = read_checklist(officer, request_id)
        points = {point: PointOutcome.MATCHED for point in view.checklist.questions[: view.checklist.points_needed]}
        seen_on = officer.today() if view.checklist.declaration_needed else None
        save_checks(officer, request_id, points, declaration_on=seen_on, authority_on=None)
        decide_verified(officer, request_id)

    def do_work(self, request_id: str) -> None:
        with self.office.store.unit_of_work() as uow:
            items = uow.work_items.where(request_id=request_id)
        for item in items:
            mark_place(self.desk("officer"), item.id, WorkState.DONE)

    def grant(self, request_id: str, category: str = "Customer records", facts: str = "") -> None:
        decide_category(self.desk("officer"), request_id, category=category, outcome=DecisionOutcome.GRANTED, facts=facts)

    def refuse(self, request_id: str, category: str = "Payment history", ground: str = "delete_legal_obligation") -> None:
        decide_category(
            self.desk("officer"), request_id, category=category, outcome=DecisionOutcome.REFUSED, ground_code=ground,
            facts="We must keep payment records for three years.",
        )  # fmt: skip

    def party_version(self, case_id: str) -> int:
        """Return the version of the consumer's record that a screen would show now."""
        with self.office.store.unit_of_work() as uow:
            return uow.parties.where(case_id=case_id, part=PartyPart.CONSUMER)[0].version

    def approved_answer(self, request_id: str) -> str:
        letter_id = draft_answer(self.desk("officer"), request_id).created_id
        assert letter_id is not None
        submit_letter(self.desk("officer"), letter_id)
        approve_letter(self.desk("second"), letter_id)
        return letter_id

    def ready_deletion(self) -> tuple[str, str]:
        """Return request and approved letter of a deletion that is granted."""
        request_id = self.take("delete")
        self.verify(request_id)
        self.do_work(request_id)
        self.grant(request_id)
        return request_id, self.approved_answer(request_id)

    def request(self, request_id: str):  # type: ignore[no-untyped-def]
        with self.office.store.unit_of_work() as uow:
            return uow.requests.get(request_id)

    def state(self, request_id: str, kind: DeadlineKind) -> DeadlineState:
        with self.office.store.unit_of_work() as uow:
            return [one for one in uow.deadlines.where(request_id=request_id) if one.kind is kind][-1].state

    def letter_states(self, request_id: str) -> list[LetterState]:
        with self.office.store.unit_of_work() as uow:
            return [letter.state for letter in uow.letters.where() if request_id in letter.request_ids]

    def actions(self) -> list[str]:
        with self.office.store.unit_of_work() as uow:
            return [entry.action for entry in uow.history.entries()]


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def refused() -> Callable[[Exception], str]:
    """Return the code of a refusal."""
    return lambda error: getattr(error, "code", type(error).__name__)
