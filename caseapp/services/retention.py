"""Destroying a record whose time is over (T33): everything personal goes, what is counted and the chain of the history stay.

Nothing does this by itself: the night counts what is due, a person puts it forward, another one destroys it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from caseapp.domain.case import Case, Request
from caseapp.domain.deadline import Deadline
from caseapp.domain.deadlines import DeadlineKind, DeadlineState
from caseapp.domain.errors import DomainError
from caseapp.domain.hold import HoldKind, stands
from caseapp.domain.months import months_after
from caseapp.domain.operators import Act, SecondPersonAct, check_second_person
from caseapp.domain.regime import Regime
from caseapp.domain.status import RequestStatus
from caseapp.domain.transitions import Given, Step
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.clocks import regime_of
from caseapp.services.desk import Desk
from caseapp.services.drafts import REGIME_ID
from caseapp.services.life import may_step
from caseapp.services.policies import second_person_wanted
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.views import RetentionEntry

COUNTS_NO_MORE = frozenset({DeadlineState.SUPERSEDED, DeadlineState.NOT_APPLICABLE})

Watch = Callable[[int, int], bool]
"""Told how many of how many are done; says whether it goes on."""


def retention_due(desk: Desk) -> tuple[RetentionEntry, ...]:
    """Return the closed cases whose record need not be kept any more, the oldest first; held ones too, so that nobody looks for them."""
    desk.require(Act.DESTROY_RECORDS)
    today = desk.today()
    found = desk.queries.retention_due(today=today, months=months_kept(desk.rulebook.regime_for(REGIME_ID, today)))
    return tuple(one if _asked_in_time(desk, one) else replace(one, asked_by="", asked_by_name="", asked_at=None) for one in found)


def months_kept(regime: Regime) -> int:
    """Return how many months a record is kept (11 CCR 7101(a)); every right has the same."""
    return max(rule.count for rule in regime.rules if rule.kind is DeadlineKind.RETENTION)


def put_forward(desk: Desk, case_ids: Iterable[str]) -> ChangeSet:
    """Put records forward to be destroyed by a second person. Nothing is destroyed by this.

    Raises:
        DomainError: ``none_chosen``; ``record_still_kept``, ``record_on_legal_hold``, ``record_destroyed``; none of them is put forward.
    """
    desk.require(Act.DESTROY_RECORDS)
    chosen = _some(case_ids)
    with desk.uow() as uow:
        for case_id in chosen:
            case = uow.cases.get(case_id)
            _refuse_kept(uow, desk, case)
            uow.cases.replace(replace(case, destroy_asked_by=desk.operator.id, destroy_asked_at=desk.now_at()))
            record(uow, desk, "destruction_asked", case_id=case_id, thing="case", thing_id=case_id)
        uow.commit()
    return changed("retention", "cases")


def keep_longer(desk: Desk, case_ids: Iterable[str]) -> ChangeSet:
    """Take back that records were put forward.

    Raises:
        DomainError: ``none_chosen``; ``not_put_forward``.
    """
    desk.require(Act.DESTROY_RECORDS)
    chosen = _some(case_ids)
    with desk.uow() as uow:
        for case_id in chosen:
            case = uow.cases.get(case_id)
            if case.destroy_asked_by is None:
                raise DomainError("not_put_forward")
            uow.cases.replace(replace(case, destroy_asked_by=None, destroy_asked_at=None))
            record(uow, desk, "destruction_taken_back", case_id=case_id, thing="case", thing_id=case_id)
        uow.commit()
    return changed("retention", "cases")


def destroy_record(desk: Desk, case_id: str) -> ChangeSet:
    """Destroy everything personal in the record of one case (T33).

    People, what was said, papers, notes, texts and the bytes of letters go, and the salts of the history with them, so that no digest can
    be held against a name again. Number, kinds, dates and ends stay for the reports of past years (11 CCR 7102), and so does the chain.

    Raises:
        DomainError: ``record_on_legal_hold``, ``record_still_kept``, ``record_destroyed``.
        NotAllowed: ``second_person_needed`` unless another person put it forward, or the policy wants no second one.
    """
    desk.require(Act.DESTROY_RECORDS)
    with desk.uow() as uow:
        case = uow.cases.get(case_id)
        _refuse_kept(uow, desk, case)
        wanted = second_person_wanted(uow, SecondPersonAct.DESTROY)
        first = case.destroy_asked_by if _was_asked_in_time(uow, desk, case) else None
        bent = check_second_person(wanted, SecondPersonAct.DESTROY, first=first or desk.operator.id, second=desk.operator.id)
        _meet_retention(uow, desk, case_id)
        # Before the salts go: this entry is the last one the case has.
        facts = {"asked_by": first or desk.operator.id, "one_person": bent, "letters": len(uow.letters.where(case_id=case_id))}
        record(uow, desk, "record_destroyed", case_id=case_id, thing="case", thing_id=case_id, facts=facts)
        _destroy_people(uow, case)
        _destroy_texts(uow, case_id)
        _destroy_letters(uow, case_id)
        uow.history.destroy_salts(case_id)
        uow.cases.replace(
            replace(
                uow.cases.get(case_id), words="", late_entry_reason="", consumer_id=None, period_from=None, period_until=None,
                assigned_to=None, destroyed_on=desk.today(),
            )
        )  # fmt: skip
        uow.commit()
    return changed("retention", "cases", "letters", case_id=case_id)


def destroy_records(desk: Desk, case_ids: Iterable[str], *, watch: Watch = lambda done, total: True) -> ChangeSet:
    """Destroy several records, each in a transaction of its own. Stopped in between, those before are destroyed and the rest are not.

    Raises:
        DomainError: as `destroy_record`; those before are destroyed.
    """
    chosen = _some(case_ids)
    done = 0
    for case_id in chosen:
        if not watch(done, len(chosen)):
            break
        destroy_record(desk, case_id)
        done += 1
    watch(done, len(chosen))
    return ChangeSet(case_ids=frozenset(chosen[:done]), areas=frozenset({"retention", "cases", "letters"}), facts=(("destroyed", done),))


def _some(case_ids: Iterable[str]) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(case_ids))
    if not chosen:
        raise DomainError("none_chosen")
    return chosen


def _refuse_kept(uow: UnitOfWork, desk: Desk, case: Case) -> None:
    """Refuse what keeps the record: by the table for each right, and alike for a case in which no request was made."""
    if case.destroyed_on is not None:
        raise DomainError("record_destroyed")
    kept_until = _kept_until(uow, desk, case)
    given = Given(retention_over=kept_until is not None and kept_until < desk.today())
    requests = uow.requests.where(case_id=case.id)
    for request in requests:
        may_step(uow, request, Step.T33, given=given)
    if not requests and stands(uow.holds.where(case_id=case.id), HoldKind.LEGAL) is not None:
        raise DomainError("record_on_legal_hold")
    if not given.retention_over:
        raise DomainError("record_still_kept")


def _kept_until(uow: UnitOfWork, desk: Desk, case: Case) -> date | None:
    """Return the last day of keeping: the latest of all rights. None while one of them is not closed."""
    requests: tuple[Request, ...] = uow.requests.where(case_id=case.id)
    if not requests:
        return months_after(case.ended_on, months_kept(regime_of(desk, case))) if case.ended_on is not None else None
    days = [one.last_day_on for one in _retention_clocks(uow, case.id)]
    return max(days) if days and all(one.status is RequestStatus.CLOSED for one in requests) else None


def _retention_clocks(uow: UnitOfWork, case_id: str) -> tuple[Deadline, ...]:
    clocks = uow.deadlines.where(case_id=case_id, kind=DeadlineKind.RETENTION)
    return tuple(one for one in clocks if one.state not in COUNTS_NO_MORE)


def _was_asked_in_time(uow: UnitOfWork, desk: Desk, case: Case) -> bool:
    """Say whether it was put forward once its day had come; what was asked before it was opened again counts no more."""
    kept_until = _kept_until(uow, desk, case)
    if case.destroy_asked_at is None or kept_until is None:
        return False
    return case.destroy_asked_at.astimezone(ZoneInfo(desk.business_zone)).date() > kept_until


def _asked_in_time(desk: Desk, entry: RetentionEntry) -> bool:
    return entry.asked_at is not None and entry.asked_at.astimezone(ZoneInfo(desk.business_zone)).date() > entry.kept_until_on


def _meet_retention(uow: UnitOfWork, desk: Desk, case_id: str) -> None:
    for deadline in _retention_clocks(uow, case_id):
        uow.deadlines.replace(replace(deadline, state=DeadlineState.MET, met_on=desk.today()))


def _destroy_people(uow: UnitOfWork, case: Case) -> None:
    """Destroy who it was about, what was said and shown, and what anybody noted down."""
    for party in uow.parties.where(case_id=case.id):
        uow.parties.remove(party.id)
    for claim in uow.claimed_values.where(case_id=case.id):
        uow.claimed_values.remove(claim.id)
    for document in uow.documents.where(case_id=case.id):
        uow.documents.remove(document.id)
    for note in uow.notes.where(case_id=case.id):
        uow.notes.remove(note.id)
    draft = uow.drafts.find(case.id)
    if draft is not None:
        uow.drafts.remove(draft.id)
    if case.consumer_id is not None and len(uow.cases.where(consumer_id=case.consumer_id)) == 1:
        consumer = uow.consumers.get(case.consumer_id)
        # An opt-out is obeyed for as long as the person has not taken it back.
        if consumer.opted_out_on is None and consumer.limited_on is None:
            uow.consumers.remove(consumer.id)


def _destroy_texts(uow: UnitOfWork, case_id: str) -> None:
    """Empty every text somebody wrote; codes, categories of data and days stay."""
    for request in uow.requests.where(case_id=case_id):
        uow.requests.replace(replace(request, closing_words=""))
    for contact in uow.contacts.where(case_id=case_id):
        uow.contacts.replace(replace(contact, caller_number="", topic=""))
    for task in uow.tasks.where(case_id=case_id):
        uow.tasks.replace(replace(task, note=""))
    for verification in uow.verifications.where(case_id=case_id):
        uow.verifications.replace(replace(verification, reason=""))
    for extension in uow.extensions.where(case_id=case_id):
        uow.extensions.replace(replace(extension, reason_text="", override_reason=""))
    for decision in uow.decisions.where(case_id=case_id):
        uow.decisions.replace(replace(decision, facts=""))
    for place in uow.work_items.where(case_id=case_id):
        uow.work_items.replace(replace(place, facts=""))
    for fee in uow.fees.where(case_id=case_id):
        uow.fees.replace(replace(fee, reason="", evidence="", answer_words=""))
    for hold in uow.holds.where(case_id=case_id):
        uow.holds.replace(replace(hold, note="", lift_reason=""))


def _destroy_letters(uow: UnitOfWork, case_id: str) -> None:
    """Destroy what letters said and to whom they went; kind, days, length and the digest of their bytes stay."""
    for letter in uow.letters.where(case_id=case_id):
        uow.letters.replace(
            replace(
                letter, addressee_name="", addressee_lines=(), slots=(), composed="", content=None, return_note="", void_reason="",
                late_reason="", in_queue=False,
            )
        )  # fmt: skip
    for dispatch in uow.dispatches.where(case_id=case_id):
        uow.dispatches.replace(replace(dispatch, proof="", return_reason="", correction_reason=""))
    for piece in uow.mail_pieces.where(case_id=case_id):
        uow.mail_pieces.replace(replace(piece, tracking=""))
