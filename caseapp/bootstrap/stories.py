"""Four stories and the people who play them: for the demonstration, the self-test, and whoever wants a full practice house.

A deletion by phone; a request for specific pieces that is extended and mailed; an opt-out; a caller who cannot be verified.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from caseapp.bootstrap.house import FirstPerson, House
from caseapp.domain.channel import Channel
from caseapp.domain.deadline import ExtensionReason
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import DispatchMethod, LetterKind, LetterState
from caseapp.domain.operators import Role
from caseapp.domain.verification import PointOutcome
from caseapp.domain.work import DecisionOutcome, WorkState
from caseapp.services.desk import Desk
from caseapp.services.drafts import start_draft
from caseapp.services.extension import propose_extension
from caseapp.services.intake import complete_intake
from caseapp.services.intake_form import Claim, IntakeForm
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letters import draft_answer, draft_letter, save_letter, submit_letter
from caseapp.services.mailroom import batch_content, count_batch, dispatch_batch, make_batch, mark_checked, mark_sent_to_printer
from caseapp.services.operators import add_operator
from caseapp.services.verification import decide_not_verified, decide_verified, end_attempt, read_checklist, save_checks
from caseapp.services.views import CaseView
from caseapp.services.work import decide_category, mark_place

PROFILE = "practice"
PACIFIC = ZoneInfo("America/Los_Angeles")
BEGINNING = datetime(2026, 3, 3, 16, 58, tzinfo=PACIFIC)
PASSPHRASE = "demonstration herons wade at dawn"
Say = Callable[[str], None]


class StoryClock:
    """A clock that a story moves on."""

    def __init__(self, start: datetime = BEGINNING) -> None:
        self._at = start.astimezone(UTC)
        self._seconds = 0.0

    def now_at(self) -> datetime:
        return self._at

    def monotonic(self) -> float:
        return self._seconds

    def go_to(self, on: date, hour: int, minute: int = 0) -> None:
        """Move on to a wall time in the business zone; never back."""
        target = datetime(on.year, on.month, on.day, hour, minute, tzinfo=PACIFIC).astimezone(UTC)
        self._seconds += max(0.0, (target - self._at).total_seconds())
        self._at = max(self._at, target)

    def wait(self, minutes: float) -> None:
        self._at += timedelta(minutes=minutes)
        self._seconds += minutes * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The people of the demonstration, each at a desk of their own."""

    officer: Desk
    agent: Desk
    second: Desk
    clerk: Desk


class Stage:
    """A practice house with its cast, on which the stories are played."""

    def __init__(self, house: House, clock: StoryClock) -> None:
        self.house = house
        self.clock = clock
        organisation, lines, clients = house.profile(PROFILE)
        admin, _ = house.create(FirstPerson(login="r.chen", name="Rita Chen", passphrase=PASSPHRASE), organisation, lines, clients)
        for login, name, roles in (
            ("m.lopez", "Maria Lopez", (Role.CALL_AGENT,)),
            ("s.ito", "Sam Ito", (Role.PRIVACY_OFFICER,)),
            ("d.novak", "Dana Novak", (Role.MAIL_CLERK,)),
        ):
            add_operator(admin, login=login, name=name, roles=roles, passphrase=PASSPHRASE)
        self.line_id = lines[0].id
        self.cast = Cast(
            officer=admin,
            agent=house.unlock("m.lopez", PASSPHRASE),
            second=house.unlock("s.ito", PASSPHRASE),
            clerk=house.unlock("d.novak", PASSPHRASE),
        )

    def call(self, form: IntakeForm, claims: tuple[Claim, ...] = ()) -> str:
        """Take a call to its end and return the id of the case."""
        return take_call(self.cast.agent, self.clock, replace(form, line_id=self.line_id), claims)

    def request_of(self, case_id: str) -> str:
        return self.cast.officer.queries.case_detail(case_id).requests[0].id

    def verify(self, request_id: str, points: int, *, declaration_on: date | None = None) -> None:
        """Compare what was said with the system of record, as an officer, and decide."""
        officer = self.cast.officer
        view = read_checklist(officer, request_id, open_claims=True)
        matched: dict[str, PointOutcome] = {point: PointOutcome.MATCHED for point in view.checklist.questions[:points]}
        save_checks(officer, request_id, matched, declaration_on=declaration_on, authority_on=None)
        decide_verified(officer, request_id)

    def do_all_work(self, case_id: str) -> None:
        for item in self.cast.officer.queries.case_detail(case_id).work_items:
            mark_place(self.cast.officer, item.id, WorkState.DONE)

    def approve(self, letter_id: str) -> None:
        """Submit as the officer, approve as the second one."""
        submit_letter(self.cast.officer, letter_id)
        self.clock.wait(25)
        approve_letter(self.cast.second, letter_id)

    def answer(self, request_id: str, slots: dict[str, str] | None = None) -> None:
        """Draft, submit and approve the letters that follow from the decisions."""
        draft_answer(self.cast.officer, request_id)
        detail = self.cast.officer.queries.case_detail(self.case_of(request_id))
        for letter in detail.letters:
            if letter.state is LetterState.DRAFT and request_id in letter.request_ids:
                if slots:
                    save_letter(self.cast.officer, letter.id, slots={**dict(letter.slots), **slots})
                self.approve(letter.id)

    def case_of(self, request_id: str) -> str:
        with self.cast.officer.uow() as uow:
            return uow.requests.get(request_id).case_id

    def mail_queue(self) -> None:
        """Print, check, count and dispatch everything that waits, as the clerk."""
        clerk = self.cast.clerk
        letters = [entry.letter_id for entry in clerk.queries.letters(only="queue")]
        batch_id = make_batch(clerk, letters).created_id
        assert batch_id is not None
        batch_content(clerk, batch_id)
        mark_sent_to_printer(clerk, batch_id, printer="Front office")
        self.clock.wait(12)
        mark_checked(clerk, batch_id)
        count_batch(clerk, batch_id, len(letters))
        dispatch_batch(clerk, batch_id, on=clerk.today(), method=DispatchMethod.FIRST_CLASS_MAIL)


def take_call(agent: Desk, clock: StoryClock, form: IntakeForm, claims: tuple[Claim, ...] = ()) -> str:
    """Take a call of six minutes to its end, with everything said, and return the id of the case."""
    draft_id = start_draft(agent, channel=Channel.PHONE).created_id
    assert draft_id is not None
    clock.wait(6)
    said_at = clock.now_at().isoformat()
    whole = replace(form, confirmed_orally=True, read_back=True, step=6, said=(("confirm_receipt", said_at),))
    complete_intake(agent, draft_id, whole, claims, call_seconds=360)
    return draft_id


def play_stories(stage: Stage, say: Say) -> tuple[str, ...]:
    """Play the four stories, day by day, and return the ids of their cases."""
    clock = stage.clock
    say("March 3: Ana Peña calls and wants her information deleted.")
    deletion = stage.call(_DELETION, _CLAIMS)
    clock.go_to(date(2026, 3, 4), 9, 20)
    say("March 4: Robert Chukwu calls and asks for everything we hold about him.")
    pieces = stage.call(_PIECES, _CLAIMS)
    clock.go_to(date(2026, 3, 5), 10, 5)
    say("March 5: Grace Lindqvist opts out of sale and sharing.")
    opt_out = stage.call(_OPT_OUT)
    clock.go_to(date(2026, 3, 6), 14, 40)
    say("March 6: a caller asks for the data of Luis Ortega and cannot prove to be him.")
    stranger = stage.call(_STRANGER, _CLAIMS)

    _first_weeks(stage, say, deletion, pieces, opt_out, stranger)
    _last_weeks(stage, say, deletion, pieces)
    return deletion, pieces, opt_out, stranger


def take_one_more_call(agent: Desk, clock: StoryClock) -> None:
    """Take a call of somebody who still has to be verified."""
    take_call(agent, clock, _MORE, _CLAIMS)


def put_letters_on_their_way(writer: Desk, approver: Desk) -> None:
    """Confirm receipt in writing to those who wait for it: some letters in the queue, some waiting for approval."""
    waiting = [
        row.case_id
        for row in writer.queries.case_list(CaseView.CONFIRM_RECEIPT_DUE, today=writer.today(), operator_id=writer.operator.id).rows
        if not row.is_draft
    ]
    for number, case_id in enumerate(waiting[:14]):
        letter_id = draft_letter(writer, case_id, LetterKind.CONFIRM_RECEIPT).created_id
        assert letter_id is not None
        try:
            submit_letter(writer, letter_id)
        except DomainError:
            continue  # an invented address may be one that no window takes; the draft stays
        if number % 3:
            approve_letter(approver, letter_id)


def _first_weeks(stage: Stage, say: Say, deletion: str, pieces: str, opt_out: str, stranger: str) -> None:
    """Confirmation, opt-out, verification, and the answer to the one who could not be verified."""
    clock, officer = stage.clock, stage.cast.officer
    clock.go_to(date(2026, 3, 9), 9)
    draft_confirmation = draft_letter(officer, deletion, LetterKind.CONFIRM_RECEIPT).created_id
    assert draft_confirmation is not None
    stage.approve(draft_confirmation)
    stage.verify(stage.request_of(deletion), 2)
    stage.do_all_work(opt_out)
    stage.answer(stage.request_of(opt_out))
    stage.mail_queue()
    say("March 9: the opt-out is confirmed in writing, with the confirmation of receipt for Ana Peña.")

    clock.go_to(date(2026, 3, 16), 10)
    stage.verify(stage.request_of(pieces), 3, declaration_on=date(2026, 3, 16))
    for _ in range(2):
        end_attempt(officer, stage.request_of(stranger), reason="The answers did not match.")
    decide_not_verified(officer, stage.request_of(stranger), reason="No answer matched after three tries.")
    stage.answer(stage.request_of(stranger))
    stage.mail_queue()
    say("March 16: the caller who could not be verified gets an answer that names nothing.")


def _last_weeks(stage: Stage, say: Say, deletion: str, pieces: str) -> None:
    """The deletion, the extension and the specific pieces."""
    clock, officer = stage.clock, stage.cast.officer
    clock.go_to(date(2026, 3, 24), 11)
    stage.do_all_work(deletion)
    request = stage.request_of(deletion)
    categories = _categories(officer)
    for category in categories[:-1]:
        decide_category(officer, request, category=category, outcome=DecisionOutcome.GRANTED)
    decide_category(
        officer, request, category=categories[-1], outcome=DecisionOutcome.REFUSED, ground_code="delete_legal_obligation",
        facts="We must keep payment records for three years after the last payment.",
    )  # fmt: skip
    stage.answer(request)
    stage.mail_queue()
    say("March 24: Ana Peña's information is deleted, but for what a law tells us to keep; the letter says so.")

    clock.go_to(date(2026, 4, 9), 9, 30)
    proposal = propose_extension(
        officer, stage.request_of(pieces), reason_code=ExtensionReason.WAITING_FOR_PROVIDER,
        reason_text="One of the companies that works for us has not yet sent us what it holds about you.",
    )  # fmt: skip
    stage.approve(str(proposal.fact("letter_id")))
    stage.mail_queue()
    say("April 9: the extension notice for Robert Chukwu is mailed; only now is the answer due in June.")

    clock.go_to(date(2026, 5, 12), 10)
    stage.do_all_work(pieces)
    request = stage.request_of(pieces)
    for category in _categories(officer):
        decide_category(officer, request, category=category, outcome=DecisionOutcome.GRANTED)
    files = "Contact details and how they changed | 2 pages\nAccount history and notes | 6 pages\nLetters and e-mails | 11 pages"
    stage.answer(request, {"files": files, "withheld": "Your Social Security number"})
    stage.mail_queue()
    say("May 12: Robert Chukwu's information is mailed with a list of what is in it.")


def _categories(desk: Desk) -> tuple[str, ...]:
    with desk.uow() as uow:
        return uow.current_organisation().categories


_CLAIMS = (
    Claim(point="full_name", text="as given"),
    Claim(point="postal_address", text="as given"),
    Claim(point="account_reference", text="ends in 4471"),
)
_DELETION = IntakeForm(
    caller_number="(415) 555-0134", types=("delete",), words="Please erase everything about the old account.", name="Ana Peña",
    street="1200 Main St", unit="Apt 4", city="Oakland", state="CA", postal_code="94601-2218", phone="(415) 555-0134",
    email="ana.pena@mail.example", residency="california",
)  # fmt: skip
_PIECES = IntakeForm(
    caller_number="(510) 555-0172", types=("know_specific",), words="I want a copy of everything you have on me.", name="Robert Chukwu",
    street="88 Harbor View Rd", city="Richmond", state="CA", postal_code="94804", phone="(510) 555-0172", residency="california",
)  # fmt: skip
_OPT_OUT = IntakeForm(
    caller_number="(916) 555-0109", types=("opt_out",), words="Do not sell my information.", name="Grace Lindqvist",
    street="7 Elm Court", city="Sacramento", state="CA", postal_code="95814", phone="(916) 555-0109", residency="california",
)  # fmt: skip
_STRANGER = IntakeForm(
    caller_number="(213) 555-0155", types=("know_specific",), words="Tell me what you know about me.", name="Luis Ortega",
    street="450 Vermont Ave", unit="Unit 12", city="Los Angeles", state="CA", postal_code="90004", phone="(213) 555-0155",
    residency="california",
)  # fmt: skip
_MORE = IntakeForm(
    caller_number="(619) 555-0148", types=("know_specific", "delete"), words="Show me what you have, then delete it.",
    name="Hannah Reyes-Moore", street="31 Mission Blvd", city="San Diego", state="CA", postal_code="92109", phone="(619) 555-0148",
    residency="california",
)  # fmt: skip
