"""Whatever people do in whatever order, the record stays sound: random acts over a whole office, and the same truths after each."""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from caseapp.domain.case import received_at, received_on
from caseapp.domain.channel import Channel, ReplyBy, Residency
from caseapp.domain.checklists import AssuranceLevel
from caseapp.domain.correspondence import PieceState
from caseapp.domain.deadline import ExtensionReason, ExtensionState
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.errors import DomainError
from caseapp.domain.fee import FEE_SETTLED, FeeState
from caseapp.domain.history import check_chain
from caseapp.domain.hold import FraudSignal, HoldKind, LegalHoldCause, keeps
from caseapp.domain.letters import DispatchMethod, LetterFormat, LetterKind, LetterState
from caseapp.domain.people import PartyPart, RequestorKind
from caseapp.domain.receipt import receipt_from_instant
from caseapp.domain.request_type import NEVER_VERIFIED, RequestType
from caseapp.domain.status import OPEN_STATUSES, UNANSWERED_STATUSES, WITHOUT_ANSWER, Disposition, ReopenCause, RequestStatus
from caseapp.domain.verification import DocumentKind, PointOutcome
from caseapp.domain.work import DecisionOutcome, PlaceKind, WorkState
from caseapp.services import (
    added_rights,
    closing,
    dispatch,
    extension,
    fee_route,
    fraud_hold,
    legal_hold,
    letter_approval,
    letter_pages,
    letters,
    mailroom,
    nightly,
    notes,
    parties,
    splitting,
    verification,
    work,
)
from caseapp.services.answers import ANSWERS, is_companion
from caseapp.services.clocks import ANSWER_KINDS
from caseapp.services.documents import attach_document
from caseapp.services.drafts import save_draft, start_draft
from caseapp.services.intake import complete_intake, decide_law
from caseapp.services.intake_form import Claim
from caseapp.services.life import GIVES_NOTHING
from caseapp.services.receipts import move_receipt
from tests.house import sample_form
from tests.services.conftest import Story

RIGHTS = ("know_categories", "know_specific", "delete", "correct", "opt_out", "limit")
ACTS_IN_A_WALK = 140
FAULTS = frozenset({"history_fact_not_code", "move_not_in_table", "changed_meanwhile", "not_found", "already_there"})
"""A refusal is a right answer; these are faults of ours."""


@contextmanager
def _refusals_allowed() -> Iterator[None]:
    try:
        yield
    except DomainError as refusal:
        if refusal.code in FAULTS:
            raise AssertionError(f"{refusal.code} {refusal.facts}") from refusal


class _Numbers:
    """Finds cases by number in the rows of the fake store."""

    def __init__(self, story: Story) -> None:
        self.story = story

    def case_id_of(self, number: str) -> str | None:
        return next((case.id for case in self.story.office.store.kept["cases"] if case.number == number), None)


class Walk:
    """One office, one pair of dice."""

    def __init__(self, story: Story, seed: int) -> None:
        self.story = story
        self.dice = random.Random(seed)
        self.done: Counter[str] = Counter()
        self.versions: dict[str, int] = {}
        story.office.queries = _Numbers(story)

    # -- what there is

    def rows(self, table: str, /, **equals: object) -> list[Any]:
        return [row for row in self.story.office.store.kept[table] if all(getattr(row, name) == value for name, value in equals.items())]

    def any(self, table: str, /, **equals: object) -> Any:
        found = self.rows(table, **equals)
        if not found:
            raise DomainError("nothing_there")
        # The newest are in the middle of something more often than the oldest.
        return self.dice.choice(found[-6:] if self.dice.random() < 0.7 else found)

    @property
    def officer(self) -> Any:
        return self.story.desk(self.dice.choice(("officer", "officer", "second")))

    @property
    def clerk(self) -> Any:
        return self.story.desk("clerk")

    # -- acts

    def take(self) -> None:
        dice = self.dice
        desk = self.story.desk("agent")
        channel = dice.choice(list(Channel))
        draft_id = start_draft(desk, channel=channel).created_id
        assert draft_id is not None
        form = replace(
            sample_form(*dice.sample(RIGHTS, dice.randint(1, 3))),
            residency=dice.choice(list(Residency)),
            requestor_kind=dice.choice(("consumer", "consumer", "authorized_agent", "parent_or_guardian")),
            requestor_name="Ana Peña",
            requestor_street="9 Agent Row",
            requestor_city="Fresno",
            requestor_postal_code="93701",
            city=dice.choice(("Oakland", "São Paulo", "東京", "Winston-Salem, NC")),
            reply_by=dice.choice(list(ReplyBy)),
            reply_format=dice.choice(("letter", "letter", "large_print", "text")),
        )
        save_draft(desk, draft_id, replace(form, types=tuple(dice.sample(RIGHTS, 2))), [Claim(point="birth_year", text="1971")])
        if dice.random() < 0.9:
            complete_intake(desk, draft_id, form)

    def verify(self) -> None:
        request_id = self.any("requests").id
        view = verification.read_checklist(self.officer, request_id)
        outcomes = (PointOutcome.MATCHED, PointOutcome.MATCHED, PointOutcome.MATCHED, PointOutcome.NOT_MATCHED)
        points: dict[str, PointOutcome] = {point: self.dice.choice(outcomes) for point in self.dice.sample(view.checklist.questions, 5)}
        today = self.officer.today()
        seen_on = self.dice.choice((today, today, today, None))
        verification.save_checks(self.officer, request_id, points, declaration_on=today, authority_on=seen_on)
        verification.decide_verified(self.officer, request_id)

    def not_verified(self) -> None:
        verification.decide_not_verified(self.officer, self.any("requests", status=RequestStatus.VERIFYING).id, reason="no match")

    def other_verification(self) -> None:
        request_id = self.any("requests").id
        self.dice.choice(
            (
                lambda: verification.end_attempt(self.officer, request_id, reason="São Paulo"),
                lambda: verification.reopen_verification(self.officer, request_id),
                lambda: verification.set_level(self.officer, request_id, self.dice.choice(list(AssuranceLevel)), reason="é"),
            )
        )()

    def work(self) -> None:
        request = self.any("requests")
        for item in self.rows("work_items", request_id=request.id):
            if self.dice.random() < 0.9:
                state = WorkState.DONE if self.dice.random() < 0.8 else self.dice.choice(list(WorkState))
                work.mark_place(self.officer, item.id, state, facts="Two offices, one in Orléans.")

    def decide(self) -> None:
        request = self.any("requests", status=RequestStatus.IN_PROGRESS)
        for category in self.dice.sample(("Personal identifiers", "Customer records", "Zahlungen & Übriges"), 2):
            refused = self.dice.random() < 0.4
            ground = self.dice.choice(self.officer.rulebook.grounds_for(request.type)).code if refused else ""
            work.decide_category(
                self.officer, request.id, category=category, ground_code=ground, facts="We must keep it for three years.",
                outcome=DecisionOutcome.REFUSED if refused else DecisionOutcome.GRANTED,
            )  # fmt: skip

    def other_work(self) -> None:
        request = self.any("requests")
        self.dice.choice(
            (
                lambda: work.decide_service_provider(self.officer, request.id, client_id="client-lakeside"),
                lambda: work.undo_service_provider(self.officer, request.id),
                lambda: work.add_place(self.officer, request.id, place=PlaceKind.SYSTEM_OF_RECORD, name="Çukurova archive"),
                lambda: attach_document(self.officer, request.case_id, kind=DocumentKind.OTHER, name="ä b.pdf", content=b"%PDF-1"),
                lambda: notes.write_note(self.clerk, request.case_id, "Æ"),
                lambda: notes.assign_case(self.officer, request.case_id, self.officer.operator.id),
                lambda: notes.finish_task(self.officer, self.any("tasks").id, note="ü"),
                lambda: decide_law(self.officer, request.case_id, california_applies=self.dice.random() < 0.5, reason="Lives in Zürich."),
                lambda: decide_law(self.officer, request.case_id, california_applies=self.dice.random() < 0.5, reason="Lives in Zürich."),
                lambda: parties.change_reply(
                    self.officer, request.case_id, reply_by=ReplyBy.MAIL, format=LetterFormat.LETTER, language="en", reason="asked"
                ),
                lambda: parties.change_contact_details(
                    self.officer,
                    request.case_id,
                    PartyPart.CONSUMER,
                    reason="moved",
                    seen_version=self.any("parties", case_id=request.case_id, part=PartyPart.CONSUMER).version,
                    details=parties.ContactDetails(name="Ana Peña", street="1 Rue d'Été", city="Oakland", state="CA", postal_code="94601"),
                ),
            )  # fmt: skip
        )()

    def draft(self) -> None:
        if self.dice.random() < 0.7:
            letters.draft_answer(self.officer, self.any("requests", status=RequestStatus.IN_PROGRESS).id)
            return
        request = self.any("requests")
        chosen = (request.id,) if self.dice.random() < 0.6 else ()
        letters.draft_letter(self.officer, request.case_id, self.dice.choice(list(LetterKind)), request_ids=chosen)

    def submit(self) -> None:
        letter = self.any("letters", state=LetterState.DRAFT)
        slots = {"facts": "You told us so.", "files": "All | 3 pages", "reason": "Many systems to search."}
        with _refusals_allowed():
            letters.save_letter(self.officer, letter.id, slots={**dict(letter.slots), **slots})
            letters.submit_letter(self.officer, letter.id)
        if self.rows("letters", id=letter.id)[0].state is LetterState.DRAFT:
            letters.save_letter(self.officer, letter.id, slots=dict(letter.slots))
            letters.submit_letter(self.officer, letter.id)

    def approve(self) -> None:
        letter = self.any("letters", state=LetterState.SUBMITTED)
        if self.dice.random() < 0.1:
            letter_approval.return_letter(self.officer, letter.id, note="Say which account.")
        else:
            second = "second" if letter.prepared_by == self.story.office.people["officer"].id else "officer"
            letter_approval.approve_letter(self.story.desk(second), letter.id, queue=self.dice.random() < 0.8)

    def push(self) -> None:
        """Bring one request as far as its answer, in the order of the book; stop anywhere."""
        request = self.any("requests")
        stages: tuple[Callable[[], object], ...] = (
            lambda: self.story.verify(request.id),
            lambda: self.story.do_work(request.id),
            lambda: self.story.grant(request.id, "Personal identifiers", facts="Changed to what you gave us."),
            lambda: letters.draft_answer(self.officer, request.id),
            self.submit,
            self.approve,
            self.submit,
            self.approve,
            self.batch,
            self.run_batch,
        )
        for stage in stages:
            with _refusals_allowed():
                stage()
            if self.dice.random() < 0.08:
                return

    def other_letter(self) -> None:
        letter = self.any("letters")
        self.dice.choice(
            (
                lambda: letter_approval.void_letter(self.officer, letter.id, reason="wrong"),
                lambda: letter_approval.set_queued(self.officer, letter.id, queued=self.dice.random() < 0.5),
                lambda: letter_pages.preview_letter(self.officer, letter.id),
            )
        )()

    def send(self) -> None:
        letter = self.any("letters", state=self.dice.choice((LetterState.APPROVED, LetterState.APPROVED, LetterState.ISSUED)))
        on = self.clerk.today() - timedelta(days=self.dice.choice((0, 0, 0, 1, 3)))
        method = self.dice.choice([one for one in DispatchMethod if one is not DispatchMethod.CERTIFIED_MAIL])
        dispatch.record_dispatch(self.clerk, letter.id, method=method, on=on, proof="RR 12 é")

    def batch(self) -> None:
        waiting = [letter.id for letter in self.rows("letters") if letter.in_queue]
        mailroom.make_batch(self.clerk, waiting[:5])

    def run_batch(self) -> None:
        batch = self.any("mail_batches")
        if self.dice.random() < 0.2:
            mailroom.cancel_batch(self.clerk, batch.id)
            return
        mailroom.mark_sent_to_printer(self.clerk, batch.id, printer="Büro 2")
        mailroom.mark_checked(self.clerk, batch.id)
        if self.dice.random() < 0.2:
            mailroom.return_piece_to_queue(self.clerk, self.any("mail_pieces", batch_id=batch.id).id)
        mailroom.count_batch(self.clerk, batch.id, len(self.rows("mail_pieces", batch_id=batch.id, state=PieceState.IN_BATCH)))
        if self.dice.random() < 0.8:
            mailroom.dispatch_batch(self.clerk, batch.id, on=self.clerk.today())

    def come_back(self) -> None:
        dispatched = self.any("dispatches")
        if self.dice.random() < 0.5:
            dispatch.record_return(self.clerk, dispatched.letter_id, on=self.clerk.today(), reason="Déménagé")
        else:
            on = dispatched.dispatched_on + timedelta(days=self.dice.choice((-3, -1, 1, 6)))
            dispatch.correct_dispatch(self.officer, dispatched.id, on=on, reason="stamp")

    def extend(self) -> None:
        if self.dice.random() < 0.2:
            extension.remove_extension(self.officer, self.any("extensions").id, reason="not needed")
            return
        extension.propose_extension(
            self.officer, self.any("requests").id, reason_code=self.dice.choice(list(ExtensionReason)), override_reason="An outage.",
            reason_text="Two of our systems in Québec are being moved.",
        )  # fmt: skip

    def end(self) -> None:
        request = self.any("requests")
        number = self.any("cases").number
        self.dice.choice(
            (
                lambda: closing.withdraw_request(
                    self.officer, request.id, statement="Laissez tomber.", said_by=RequestorKind.CONSUMER, how=Channel.PHONE
                ),
                lambda: closing.close_as_duplicate(self.officer, request.id, survivor_number=number),
                lambda: closing.reopen_request(
                    self.officer, request.id, reason="A second account.", because=self.dice.choice(list(ReopenCause))
                ),
            )
        )()

    def add_right(self) -> None:
        case = self.any("cases")
        desk = self.story.desk(self.dice.choice(("agent", "officer")))
        if self.dice.random() < 0.3:
            added_rights.amend_request(desk, case.id, statement="Só desde janeiro.", period_from=self.dice.choice((None, case.received_on)))
            return
        at = self.story.clock.now_at() - timedelta(days=self.dice.choice((0, 0, 1, 9)))
        asked = receipt_from_instant(at, business_zone="America/Los_Angeles") if self.dice.random() < 0.8 else None
        added_rights.add_right(desk, case.id, RequestType(self.dice.choice(RIGHTS)), statement="Et ça aussi.", asked=asked)

    def split(self) -> None:
        request = self.any("requests", status=RequestStatus.IN_PROGRESS)
        splitting.split_for_client(self.officer, request.id, client_id="client-lakeside", categories=("Zahlungen & Übriges",))

    def fee(self) -> None:
        request = self.any("requests", status=RequestStatus.IN_PROGRESS)
        self.dice.choice(
            (
                lambda: fee_route.state_fee(
                    self.officer, request.id, reason="The ninth.", evidence="Cases 1 to 8.", minutes=90, cents_an_hour=4000,
                    postage_cents=73, how=Channel.MAIL,
                ),
                lambda: fee_route.record_fee_answer(self.officer, request.id, self.dice.choice(list(FeeState)), words="Ja, é claro."),
                lambda: fee_route.waive_fee(self.officer, request.id, reason="Prüfung"),
            )
        )()  # fmt: skip

    def hold(self) -> None:
        request = self.any("requests")
        kept = self.dice.choice(((), ("Personal identifiers",), ("Customer records", "Zahlungen & Übriges")))
        self.dice.choice(
            (
                lambda: fraud_hold.place_fraud_hold(
                    self.story.desk("agent"), request.case_id, self.dice.choice(list(FraudSignal)), note="Stimme passt nicht."
                ),
                lambda: fraud_hold.lift_fraud_hold(self.officer, request.case_id, reason="Geklärt."),
                lambda: fraud_hold.lift_fraud_hold(self.officer, request.case_id, reason="Geklärt."),
                lambda: fraud_hold.uphold_fraud(self.officer, request.id, facts="Nine in one hour, one voice."),
                lambda: legal_hold.place_legal_hold(
                    self.officer, request.case_id, self.dice.choice(list(LegalHoldCause)), note="Nº 26-1234", categories=kept
                ),
                lambda: legal_hold.lift_legal_hold(self.officer, request.case_id, reason="Beendet."),
            )
        )()

    def move(self) -> None:
        case = self.any("cases")
        at = case.received_at + timedelta(days=self.dice.choice((-4, -1, 1)))
        receipt = receipt_from_instant(min(at, self.story.clock.now_at()), business_zone="America/Los_Angeles")
        move_receipt(self.story.desk("officer"), case.id, receipt, reason="postmark", asked_by=self.story.office.people["second"].id)

    def wait(self) -> None:
        self.story.clock.advance(days=self.dice.choice((1, 2, 5, 11)), hours=self.dice.choice((0, 7)))
        if self.dice.random() < 0.7:
            nightly.run_nightly(self.officer)

    def step(self) -> None:
        acts: tuple[tuple[Callable[[], None], int], ...] = (
            (self.take, 3), (self.verify, 8), (self.not_verified, 2), (self.other_verification, 2), (self.work, 8), (self.decide, 8),
            (self.other_work, 5), (self.draft, 9), (self.submit, 10), (self.approve, 10), (self.other_letter, 2), (self.send, 4),
            (self.batch, 3), (self.run_batch, 5), (self.come_back, 3), (self.extend, 4), (self.end, 2), (self.move, 2), (self.wait, 4),
            (self.push, 12), (self.add_right, 3), (self.split, 2), (self.fee, 4), (self.hold, 4),
        )  # fmt: skip
        act = self.dice.choices([act for act, _ in acts], [weight for _, weight in acts])[0]
        with _refusals_allowed():
            act()
            self.done[act.__name__] += 1

    # -- truths

    def check(self) -> None:
        self._cases_and_requests()
        for request in self.rows("requests"):
            if not self.rows("cases", id=request.case_id)[0].is_draft:
                self._request(request)
        self._letters()

    def _cases_and_requests(self) -> None:
        for case in self.rows("cases"):
            assert case.version >= self.versions.get(case.id, 0), "a case never gets older"
            self.versions[case.id] = case.version

    def _request(self, request: Any) -> None:
        own = self.rows("deadlines", request_id=request.id)
        assert own, "every request has a clock"
        answers = [one for one in own if one.kind in ANSWER_KINDS]
        case = self.rows("cases", id=request.case_id)[0]
        self._clocks_from_receipt(case, request, own)
        self._holds_and_fee(request, own)
        if request.status is RequestStatus.CLOSED:
            assert request.disposition is not None
            if request.disposition is Disposition.WITHDRAWN:
                assert request.closing_words, "withdrawn by silence"
            if request.disposition is Disposition.DUPLICATE:
                twin = self.rows("requests", id=request.joined_to_id)[0]
                assert received_at(self.rows("cases", id=twin.case_id)[0], twin) <= received_at(case, request), "the later one survives"
            assert request.closed_on is not None
            assert not [one for one in answers if one.state in (DeadlineState.OPEN, DeadlineState.MISSED)], "closed, and a clock runs"
            assert [one for one in own if one.kind is DeadlineKind.RETENTION and one.state is DeadlineState.OPEN]
        if request.status in UNANSWERED_STATUSES and request.answered_on is None:
            running = [one for one in answers if one.state in (DeadlineState.OPEN, DeadlineState.MISSED)]
            assert len(running) == 1, "one clock of the answer runs until an answer left"
        if request.status in (RequestStatus.ANSWERED, RequestStatus.CLOSED) and request.disposition not in WITHOUT_ANSWER:
            assert request.answered_on is not None
            assert self._left(request, answer=True), "answered, and no answer left"
        if request.type in NEVER_VERIFIED:
            assert not self.rows("verifications", request_id=request.id)
            assert not self.rows("extensions", request_id=request.id)
        extended = [one for one in own if one.kind is DeadlineKind.EXTENDED_ANSWER]
        in_force = [
            one for one in self.rows("extensions", request_id=request.id)
            if one.state in (ExtensionState.IN_FORCE, ExtensionState.IN_FORCE_LENIENT)
        ]  # fmt: skip
        assert len(extended) == len(in_force) <= 1, "one extension, with its clock"
        for one in in_force:
            assert self.rows("dispatches", letter_id=one.letter_id), "in force without a dispatch"
            assert one.in_force_on <= received_on(case, request) + timedelta(days=45)
            assert extended[0].last_day_on == received_on(case, request) + timedelta(days=90)
        for one in own:
            if one.kind in ANSWER_KINDS and one.state in (DeadlineState.MET, DeadlineState.MET_LATE):
                assert self._left(request, answer=True), "met without a dispatch"
            if one.kind is DeadlineKind.CONFIRM_RECEIPT and one.state in (DeadlineState.MET, DeadlineState.MET_LATE):
                assert case.oral_confirmation_at or self._left(request, answer=False), "confirmed without a letter or a word"
        standing = [
            letter for letter in self.rows("letters")
            if request.id in letter.request_ids and letter.kind in ANSWERS and not is_companion(request, letter.kind)
            and letter.state in (LetterState.SUBMITTED, LetterState.APPROVED, LetterState.ISSUED)
            and not self.rows("dispatches", letter_id=letter.id)
        ]  # fmt: skip
        assert len(standing) <= 1, "two answers stand"
        if request.status in (RequestStatus.IN_REVIEW, RequestStatus.READY_TO_SEND):
            assert len(standing) == 1, "waits for a letter that is not there"
        if request.status not in OPEN_STATUSES:
            assert not standing, "closed, and its answer waits to leave"

    def _clocks_from_receipt(self, case: Any, request: Any, own: list[Any]) -> None:
        """I1: whatever was done, the first period ends 45 days after receipt, and its clock was set once."""
        for kind in (DeadlineKind.ANSWER, DeadlineKind.EXTENSION_NOTICE):
            ends = [one.last_day_on for one in own if one.kind is kind]
            assert ends in ([], [received_on(case, request) + timedelta(days=45)]), kind
        for kind in (DeadlineKind.OPT_OUT, DeadlineKind.LIMIT, DeadlineKind.FEE_ANSWER, DeadlineKind.CONFIRM_RECEIPT):
            assert len([one for one in own if one.kind is kind]) <= 1, kind

    def _holds_and_fee(self, request: Any, own: list[Any]) -> None:
        holds = [one for one in self.rows("holds", case_id=request.case_id) if one.lifted_at is None]
        assert len({one.kind for one in holds}) == len(holds), "two holds of one kind"
        granted = [one.category for one in self.rows("decisions", request_id=request.id) if one.outcome is DecisionOutcome.GRANTED]
        waits = [
            letter for letter in self.rows("letters")
            if request.id in letter.request_ids and letter.kind in ANSWERS - GIVES_NOTHING
            and letter.state in (LetterState.SUBMITTED, LetterState.APPROVED) and not self.rows("dispatches", letter_id=letter.id)
        ]  # fmt: skip
        gives = waits and (granted or (request.type in NEVER_VERIFIED and not self.rows("decisions", request_id=request.id)))
        assert not (gives and any(one.kind is HoldKind.FRAUD for one in holds)), "on fraud hold, and an answer that gives waits to leave"
        if request.type is RequestType.DELETE and gives:
            kept = [category for one in holds if one.kind is HoldKind.LEGAL for category in granted if keeps(one, category)]
            assert not kept, "on legal hold, and a letter that says it is erased waits to leave"
        fees = self.rows("fees", request_id=request.id)
        assert len(fees) <= 1
        assert bool(fees) == any(one.kind is DeadlineKind.FEE_ANSWER for one in own)
        if fees and gives:
            assert fees[0].state in FEE_SETTLED, "an answer that gives waits to leave, and the fee is not settled"

    def _left(self, request: Any, *, answer: bool) -> bool:
        kinds = ANSWERS if answer else ANSWERS | {LetterKind.CONFIRM_RECEIPT}
        # A part was confirmed with the request it was split from.
        ids = {request.id} if answer else {request.id, request.split_from_id}
        return any(
            not ids.isdisjoint(letter.request_ids) and letter.kind in kinds and self.rows("dispatches", letter_id=letter.id)
            for letter in self.rows("letters")
        )

    def _letters(self) -> None:
        for letter in self.rows("letters"):
            frozen = letter.state in (LetterState.APPROVED, LetterState.ISSUED)
            if letter.content is not None:
                assert hashlib.sha256(letter.content).hexdigest() == letter.sha256
            assert not frozen or letter.content is not None
            assert not letter.in_queue or frozen, "what is not approved waits in the queue"
            held = (PieceState.IN_BATCH, PieceState.PROBLEM)
            pieces = [one for one in self.rows("mail_pieces", letter_id=letter.id) if one.state in held]
            assert len(pieces) <= 1
            firsts = [one for one in self.rows("dispatches", letter_id=letter.id) if one.corrects_id is None]
            assert len(firsts) <= 1
            assert not (firsts and (letter.in_queue or pieces)), "left, and waits to leave"
            assert not firsts or letter.state is LetterState.ISSUED
            if firsts and letter.kind is LetterKind.KNOW_SPECIFIC:
                for request_id in letter.request_ids:
                    assert self.rows("verifications", request_id=request_id), "specific pieces without verification"
            if firsts and letter.kind in ANSWERS - GIVES_NOTHING:
                parts = [one for one in letter.request_ids if self.rows("requests", id=one)[0].split_from_id is not None]
                assert not parts, "the part of a client answered as if the data were ours"


@pytest.mark.parametrize("seed", range(14))
def test_a_walk_leaves_the_record_sound(story: Story, seed: int) -> None:
    walk = Walk(story, seed)
    walk.take()
    for _ in range(ACTS_IN_A_WALK):
        walk.step()
        walk.check()
    with story.office.store.unit_of_work() as uow:
        entries = uow.history.entries(limit=100_000)
    verdict = check_chain(
        entries, lambda operator_id, digest, signature: hashlib.sha256(operator_id.encode() + digest).digest() == signature
    )
    assert verdict.ok
    assert sum(walk.done.values()) > ACTS_IN_A_WALK / 5, walk.done
