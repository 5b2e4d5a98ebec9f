"""A whole office in a temporary folder: real store, real keys at a quick cost, real law and letters, and a clock that tests move."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from caseapp.bootstrap.house import FirstPerson, House
from caseapp.domain.channel import Channel
from caseapp.domain.operators import Role, SecondPersonAct
from caseapp.domain.organisation import Client, Line, Organisation
from caseapp.services.desk import Desk
from caseapp.services.drafts import start_draft
from caseapp.services.intake import complete_intake
from caseapp.services.intake_form import Claim, IntakeForm
from caseapp.services.operators import add_operator
from caseapp.services.policies import set_second_person
from caseapp.vault.cost import QUICK_COST
from tests.fakes.real_parts import real_law, real_press

PACIFIC = ZoneInfo("America/Los_Angeles")
PASSPHRASE = "nine quiet herons wade at dawn"
FIRST_DAY = datetime(2026, 3, 3, 16, 58, tzinfo=PACIFIC)


class MovableClock:
    """A clock that stands until a test moves it. Its monotonic seconds follow."""

    def __init__(self, start: datetime = FIRST_DAY) -> None:
        self._at = start.astimezone(UTC)
        self._seconds = 1000.0

    def now_at(self) -> datetime:
        return self._at

    def monotonic(self) -> float:
        return self._seconds

    def advance(self, **time: float) -> None:
        step = timedelta(**time)
        self._at += step
        self._seconds += step.total_seconds()

    def go_to(self, on: date, hour: int = 9, minute: int = 0) -> None:
        """Move to a wall time in the business zone; never back."""
        target = datetime(on.year, on.month, on.day, hour, minute, tzinfo=PACIFIC).astimezone(UTC)
        assert target >= self._at, "the clock of a story never goes back"
        self._seconds += (target - self._at).total_seconds()
        self._at = target


def sample_organisation(at: datetime) -> tuple[Organisation, tuple[Line, ...], tuple[Client, ...]]:
    organisation = Organisation(
        id="org",
        revision=1,
        name="Example Recovery Services",
        legal_name="Example Recovery Services, LLC",
        business_zone="America/Los_Angeles",
        address_lines=("Privacy Office", "PO Box 3310", "Walnut Creek, CA 94598"),
        phone="866-555-0188",
        email="privacy@recovery.example",
        web_form="recovery.example/california-request",
        policy_url="recovery.example/privacy",
        categories=("Personal identifiers", "Customer records", "Internet activity"),
        sources=("Business clients", "Consumers we talk with", "Service providers", "The Internet"),
        purposes=("To provide services to our business customers", "For regulatory compliance"),
        disclosed_categories=("Personal identifiers", "Customer records"),
        recipients=("Business clients", "Service providers", "Regulators"),
        sells_or_shares=False,
        systems=("Account core", "Letter archive"),
        service_providers=("Redwood Mail", "CreditLine Data"),
        third_parties=(),
        effective_at=at,
        signer_name="Rita Chen",
        signer_title="Privacy Officer",
        profile="test",
    )
    client = Client(
        id="client-lakeside",
        organisation_id="org",
        name="Lakeside Credit Union",
        contact_lines=("Privacy Desk, 400 Lake Street, Oakland, CA 94610", "800-555-0142", "privacy@lakeside.example"),
    )
    line = Line(id="line-866", organisation_id="org", number="866-555-0188", label="consumers")
    return organisation, (line,), (client,)


PEOPLE = {
    "maria.lopez": ("Maria Lopez", (Role.CALL_AGENT,)),
    "r.chen": ("Rita Chen", (Role.PRIVACY_OFFICER,)),
    "s.ito": ("Sam Ito", (Role.PRIVACY_OFFICER,)),
    "d.novak": ("Dana Novak", (Role.MAIL_CLERK,)),
    "u.weiss": ("Uma Weiss", (Role.AUDITOR,)),
}
"""Who works in the test office, besides the administrator "admin"."""


class TestHouse:
    """The office with everybody in it. One person sits at the desk at a time, as at a shared PC."""

    __test__ = False

    def __init__(self, folder: Path, clock: MovableClock | None = None) -> None:
        self.clock = clock or MovableClock()
        self.house = House(folder, clock=self.clock, cost=QUICK_COST)
        self.house.adopt(real_law(), real_press())
        organisation, lines, clients = sample_organisation(self.clock.now_at())
        desk, self.recovery_sheet = self.house.create(
            FirstPerson(login="admin", name="Ada Min", passphrase=PASSPHRASE), organisation, lines, clients
        )
        for login, (name, roles) in PEOPLE.items():
            add_operator(desk, login=login, name=name, roles=roles, passphrase=PASSPHRASE)
        self._desk = desk

    @property
    def desk(self) -> Desk:
        """The desk of whoever is signed in now."""
        return self._desk

    def sign_in(self, login: str) -> Desk:
        """Let another person sit down."""
        if self._desk.operator.login != login:
            self._desk = self.house.unlock(login, PASSPHRASE)
        return self._desk

    def agent(self) -> Desk:
        return self.sign_in("maria.lopez")

    def officer(self) -> Desk:
        return self.sign_in("r.chen")

    def second_officer(self) -> Desk:
        return self.sign_in("s.ito")

    def clerk(self) -> Desk:
        return self.sign_in("d.novak")

    def admin(self) -> Desk:
        return self.sign_in("admin")

    def switch_second_person_off(self) -> None:
        desk = self.admin()
        for act in SecondPersonAct:
            set_second_person(desk, act, is_required=False, reason="one officer")

    def make_case(
        self, *types: str, form: IntakeForm | None = None, channel: Channel = Channel.PHONE, claims: tuple[Claim, ...] = ()
    ) -> str:
        """Take a call to its end and return the id of the case."""
        desk = self.agent()
        draft_id = start_draft(desk, channel=channel).created_id
        assert draft_id is not None
        filled = form or sample_form(*types)
        if types and form is not None:
            filled = replace(form, types=types)
        complete_intake(desk, draft_id, filled, claims or SAMPLE_CLAIMS, call_seconds=372)
        return draft_id

    def request_id(self, case_id: str, position: int = 0) -> str:
        with self._desk.uow() as uow:
            return uow.requests.where(case_id=case_id)[position].id

    def close(self) -> None:
        self.house.close()


SAMPLE_CLAIMS = (Claim(point="full_name", text="Ana Peña"), Claim(point="date_of_last_payment", text="January 2024"))


def sample_form(*types: str) -> IntakeForm:
    """A complete form of a caller for herself."""
    return IntakeForm(
        line_id="line-866",
        caller_number="(415) 555-0134",
        types=types or ("delete",),
        words="Please erase everything about the old account.",
        name="Ana Peña",
        street="1200 Main St",
        unit="Apt 4",
        city="Oakland",
        state="CA",
        postal_code="94601-2218",
        phone="(415) 555-0134",
        email="ana@example.org",
        residency="california",
        confirmed_orally=True,
        read_back=True,
        step=6,
        script_version="1",
        said=(("oral_confirmation", "2026-03-03T16:59:00"),),
    )
