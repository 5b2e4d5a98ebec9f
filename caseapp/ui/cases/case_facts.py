"""Small questions about a case that several parts of its page ask: which deadline leads, how its pill reads, who a person is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from caseapp.domain.case import Request, received_on
from caseapp.domain.correspondence import Letter
from caseapp.domain.deadline import Deadline, Extension, ExtensionState
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.fee import Fee
from caseapp.domain.grounds import Ground
from caseapp.domain.hold import Hold, HoldKind, stands
from caseapp.domain.letters import LetterKind, LetterState
from caseapp.domain.people import Party, PartyPart, masked_name
from caseapp.domain.status import RequestStatus
from caseapp.domain.verification import PointCheck, Verification
from caseapp.domain.work import WORK_ENDED, Decision, WorkItem
from caseapp.services.clocks import UNMET, answer_deadline
from caseapp.services.letter_fit import kinds_that_fit
from caseapp.services.views import CaseDetail
from caseapp.ui import qt_dates
from caseapp.ui.due_words import due_words
from caseapp.ui.widgets.deadline_pill import Pill, pill_for

translate = QCoreApplication.translate

IN_FORCE = frozenset({ExtensionState.IN_FORCE, ExtensionState.IN_FORCE_LENIENT})


class CaseFacts:
    """A case and one of its rights, with the questions the page asks of them.

    Args:
        request_id: the right that is shown; the first one when it is not of this case.
        operator_id: who looks; somebody else's draft shows its number only.
        sees_names: False masks every name (auditor).
        two_approve: another person than its writer approves a letter.
        grounds: the grounds that the history names, by code.
    """

    def __init__(
        self,
        detail: CaseDetail,
        request_id: str,
        *,
        today: date,
        zone: str,
        operator_id: str,
        sees_names: bool,
        two_approve: bool = True,
        grounds: Mapping[str, Ground] = MappingProxyType({}),
    ) -> None:
        self.detail = detail
        self.grounds = grounds
        self.two_approve = two_approve
        self.case = detail.case
        self.today = today
        self.zone = zone
        self.operator_id = operator_id
        self.sees_names = sees_names
        self.requests = tuple(sorted(detail.requests, key=lambda one: one.position))
        self.request: Request | None = next(
            (one for one in self.requests if one.id == request_id), self.requests[0] if self.requests else None
        )

    @property
    def is_foreign_draft(self) -> bool:
        return self.case.is_draft and self.case.created_by != self.operator_id

    @property
    def request_id(self) -> str:
        return self.request.id if self.request is not None else ""

    def party(self, part: PartyPart) -> Party | None:
        return next((one for one in self.detail.parties if one.part is part), None)

    def name_of(self, party: Party | None) -> str:
        if party is None or not party.name:
            return translate("CaseFacts", "No name")
        return party.name if self.sees_names else masked_name(party.name)

    @property
    def name(self) -> str:
        """The consumer's name; of somebody else's draft only that it is one."""
        if self.is_foreign_draft:
            return translate("CaseFacts", "Draft")
        if self.case.destroyed_on is not None:
            return translate("CaseFacts", "Record destroyed")
        return self.name_of(self.party(PartyPart.CONSUMER))

    def operator(self, operator_id: str | None) -> str:
        return dict(self.detail.operator_names).get(operator_id or "", "")

    def deadlines(self) -> tuple[Deadline, ...]:
        return tuple(one for one in self.detail.deadlines if one.request_id == self.request_id)

    def deadline(self, kind: DeadlineKind) -> Deadline | None:
        return next((one for one in self.deadlines() if one.kind is kind), None)

    @property
    def answer(self) -> Deadline | None:
        """The deadline that governs the answer of the right shown."""
        return answer_deadline(self.deadlines())

    @property
    def next_due(self) -> Deadline | None:
        """The unmet deadline that is planned first."""
        owed = [one for one in self.deadlines() if one.state in UNMET and one.kind is DeadlineKind.CONFIRM_RECEIPT]
        answer = self.answer
        if answer is not None and answer.state in UNMET:
            owed.append(answer)
        return min(owed, key=lambda one: (one.plan_by_on, one.last_day_on), default=None)

    def is_confirm_owed(self) -> bool:
        confirm = self.deadline(DeadlineKind.CONFIRM_RECEIPT)
        return confirm is not None and confirm.state in UNMET

    def places(self) -> tuple[WorkItem, ...]:
        return tuple(sorted((one for one in self.detail.work_items if one.request_id == self.request_id), key=lambda one: one.position))

    def open_places(self) -> tuple[WorkItem, ...]:
        return tuple(one for one in self.places() if one.state not in WORK_ENDED)

    def fee(self) -> Fee | None:
        """The fee stated for the right shown."""
        return next((one for one in self.detail.fees if one.request_id == self.request_id), None)

    def hold(self, kind: HoldKind) -> Hold | None:
        """The hold of this kind that stands on the case."""
        return stands(self.detail.holds, kind)

    def decisions(self) -> tuple[Decision, ...]:
        return tuple(one for one in self.detail.decisions if one.request_id == self.request_id)

    def verification(self) -> Verification | None:
        return next((one for one in self.detail.verifications if one.request_id == self.request_id), None)

    def present_checks(self) -> tuple[PointCheck, ...]:
        """The points compared in the present attempt; each attempt begins with an empty list."""
        verification = self.verification()
        if verification is None:
            return ()
        attempt = verification.attempts + 1
        return tuple(one for one in self.detail.checks if one.verification_id == verification.id and one.attempt == attempt)

    def is_reached_otherwise(self) -> bool:
        """Whether contact details or the way of the answer were changed after a letter of the case came back last."""
        telling = {"letter_returned", "contact_details_changed", "reply_changed"}
        last = max((one for one in self.detail.history if one.action in telling), key=lambda one: one.seq, default=None)
        return last is not None and last.action != "letter_returned"

    def extension(self) -> Extension | None:
        """The newest extension that is proposed, in force or lapsed."""
        standing = [one for one in self.detail.extensions if one.request_id == self.request_id and one.state is not ExtensionState.REMOVED]
        return standing[-1] if standing else None

    @property
    def is_extended(self) -> bool:
        extension = self.extension()
        return extension is not None and extension.state in IN_FORCE

    def letters_that_fit(self) -> tuple[LetterKind, ...]:
        """The letters that may be begun by hand about the right shown, in the order they are offered."""
        request, fee = self.request, self.fee()
        if request is None or self.case.is_draft:
            return ()
        deadlines = [one for one in self.detail.deadlines if one.request_id == request.id]
        return kinds_that_fit(self.case, (request,), deadlines, [fee] if fee is not None else [], today=self.today)

    def letters_of(self, kinds: Iterable[LetterKind]) -> tuple[Letter, ...]:
        """Letters of these kinds about the right shown that have not been voided."""
        wanted = frozenset(kinds)
        return tuple(
            one
            for one in self.detail.letters
            if one.kind in wanted and self.request_id in one.request_ids and one.state is not LetterState.VOIDED
        )

    @property
    def is_waiting(self) -> bool:
        """The right waits for somebody else: the consumer's proof, or a place that was asked."""
        request = self.request
        return request is not None and (
            request.status is RequestStatus.VERIFYING or (request.status is RequestStatus.IN_PROGRESS and self._is_asked())
        )

    def _is_asked(self) -> bool:
        open_places = self.open_places()
        return bool(open_places) and all(one.asked_on is not None for one in open_places)

    def day(self, on: date) -> int:
        return (on - self.received_on).days

    @property
    def received_on(self) -> date:
        """Day 0 of the right shown: the receipt of the case, or its own when it was asked later."""
        return received_on(self.case, self.request) if self.request is not None else self.case.received_on

    def pill(self) -> Pill:
        """The one filled pill of the page, with its date."""
        request = self.request
        due = self.next_due
        if request is not None and request.closed_on is not None:
            return pill_for(self.today, plan_by_on=None, last_day_on=None, received_on=self.received_on, closed_on=request.closed_on)
        if due is None:
            answered = request.answered_on if request is not None else None
            plain = pill_for(self.today, plan_by_on=None, last_day_on=None)
            if answered is None:
                return plain
            return Pill(state=plain.state, text=translate("CaseFacts", "Answered {date}").format(date=qt_dates.short_date(answered)))
        plain = pill_for(
            self.today,
            plan_by_on=due.plan_by_on,
            last_day_on=due.last_day_on,
            is_extended=due.kind is DeadlineKind.EXTENDED_ANSWER,
            is_waiting=self.is_waiting,
        )
        return Pill(state=plain.state, text=dated_words(plain, due, self.today))


def dated_words(pill: Pill, due: Deadline, today: date) -> str:
    """Return the words of a pill with the day they speak of."""
    day = due_words(today, plan_by_on=due.plan_by_on, last_day_on=due.last_day_on)
    if due.plan_by_on < today <= due.last_day_on:
        return translate("CaseFacts", "Plan day passed, {day}").format(day=day)
    if due.kind is DeadlineKind.CONFIRM_RECEIPT:
        return translate("CaseFacts", "{words}, confirm receipt, {day}").format(words=pill.text, day=day)
    return translate("CaseFacts", "{words}, {day}").format(words=pill.text, day=day)


def is_met(deadline: Deadline) -> bool:
    return deadline.state in (DeadlineState.MET, DeadlineState.MET_LATE)
