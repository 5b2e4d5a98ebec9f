"""What every unit of work promises: run on the encrypted store and on the fake that the tests of services use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from caseapp.domain.deadline import ExtensionState
from caseapp.domain.deadlines import DeadlineKind, DeadlineState, is_missed
from caseapp.domain.errors import Conflict, NotFound
from caseapp.domain.operators import Role
from caseapp.domain.status import RequestStatus
from caseapp.services.ports import UnitOfWork
from tests.fakes.uow import FakeStore
from tests.store import things

Begin = Callable[[], UnitOfWork]


@pytest.fixture(params=["encrypted store", "fake"])
def begin(request: pytest.FixtureRequest) -> Begin:
    """Gives units of work of one store."""
    if request.param == "fake":
        return FakeStore().unit_of_work
    return request.getfixturevalue("store").unit_of_work


def test_what_was_committed_is_there_in_the_next_transaction(begin: Begin) -> None:
    with begin() as uow:
        assert uow.cases.add(things.a_case()) == things.a_case()
        uow.commit()
    with begin() as uow:
        assert uow.cases.get("c1") == things.a_case()
        assert uow.cases.find("c2") is None


def test_what_was_not_committed_never_happened(begin: Begin) -> None:
    with begin() as uow:
        uow.cases.add(things.a_case())
        uow.set_fact("nightly_ran_on", "2026-03-03")
        uow.next_number("case-2026")
        uow.history.append(things.an_entry(), {"name": b"salt"})
    with begin() as uow:
        assert uow.cases.where() == ()
        assert uow.fact("nightly_ran_on") is None
        assert uow.next_number("case-2026") == 1
        assert uow.history.head() == (0, "")


def test_an_exception_takes_everything_back_and_goes_on(begin: Begin) -> None:
    def act() -> None:
        with begin() as uow:
            uow.cases.add(things.a_case())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    with begin() as uow:
        assert uow.cases.find("c1") is None


def test_after_its_commit_a_unit_of_work_is_over(begin: Begin) -> None:
    with begin() as uow:
        uow.commit()
        with pytest.raises(Exception, match=r"closed|^$"):
            uow.cases.where()


def test_a_replaced_thing_has_the_next_version(begin: Begin) -> None:
    with begin() as uow:
        uow.cases.add(things.a_case())
        newer = uow.cases.replace(replace(things.a_case(), words="Delete it all"))
        assert newer.version == 2
        assert uow.cases.get("c1") == newer
        assert uow.cases.replace(newer).version == 3


def test_an_older_version_never_overwrites_a_newer_one(begin: Begin) -> None:
    with begin() as uow:
        seen = uow.cases.add(things.a_case())
        uow.commit()
    with begin() as uow:
        uow.cases.replace(replace(seen, words="first"))
        uow.commit()
    with begin() as uow, pytest.raises(Conflict) as refused:
        uow.cases.replace(replace(seen, words="second"))
    assert (refused.value.code, refused.value.facts) == ("changed_meanwhile", {"kind": "case"})
    with begin() as uow:
        assert uow.cases.get("c1").words == "first"


def test_what_is_not_there_is_named_by_its_kind(begin: Begin) -> None:
    with begin() as uow:
        for act in (
            lambda: uow.mail_batches.get("b9"),
            lambda: uow.mail_batches.remove("b9"),
            lambda: uow.mail_batches.replace(things.a_batch("b9")),
        ):
            with pytest.raises(NotFound) as missing:
                act()
            assert (missing.value.code, missing.value.facts) == ("not_found", {"kind": "mail_batch"})


def test_things_come_back_in_the_order_they_were_added(begin: Begin) -> None:
    with begin() as uow:
        uow.cases.add(things.a_case())
        for id in ("n3", "n1", "n2"):
            uow.notes.add(things.a_note(id))
        assert [note.id for note in uow.notes.where(case_id="c1")] == ["n3", "n1", "n2"]
        assert [note.id for note in uow.notes.where(id="n1")] == ["n1"]
        assert uow.notes.where(case_id="c2") == ()


def test_fields_are_compared_by_their_values_also_none(begin: Begin) -> None:
    with begin() as uow:
        uow.cases.add(things.a_case())
        uow.tasks.add(things.a_task("t1"))
        uow.tasks.add(things.a_task("t2", done_at=things.AT, done_by="o1"))
        uow.tasks.add(things.a_task("t3", for_role=Role.MAIL_CLERK))
        assert [task.id for task in uow.tasks.where(done_at=None)] == ["t1", "t3"]
        assert [task.id for task in uow.tasks.where(done_at=things.AT, for_role=Role.PRIVACY_OFFICER)] == ["t2"]
        assert [task.id for task in uow.tasks.where(due_on=date(2026, 3, 5), for_role=Role.MAIL_CLERK)] == ["t3"]
        with pytest.raises(KeyError):
            uow.tasks.where(colour="red")


def test_a_removed_thing_is_gone(begin: Begin) -> None:
    with begin() as uow:
        uow.drafts.add(things.a_draft())
        uow.drafts.remove("c1")
        assert uow.drafts.find("c1") is None
        uow.drafts.add(things.a_draft(step=4))
        assert uow.drafts.get("c1").step == 4


def test_two_things_never_share_what_is_unique(begin: Begin) -> None:
    with begin() as uow:
        uow.cases.add(things.a_case())
        uow.operators.add(things.an_operator())
        uow.commit()
    for act in (
        lambda uow: uow.cases.add(things.a_case()),
        lambda uow: uow.cases.add(things.a_case("c2", number="2026-000001")),
        lambda uow: uow.operators.add(things.an_operator("o2", login="login-o1")),
    ):
        with begin() as uow, pytest.raises(Conflict) as refused:
            act(uow)
        assert refused.value.code == "already_there"


def test_a_replaced_thing_may_not_take_what_another_has(begin: Begin) -> None:
    with begin() as uow:
        uow.operators.add(things.an_operator("o1"))
        second = uow.operators.add(things.an_operator("o2"))
        uow.commit()
    with begin() as uow:
        with pytest.raises(Conflict) as refused:
            uow.operators.replace(replace(second, login="login-o1"))
        assert (refused.value.code, refused.value.facts) == ("already_there", {"kind": "operator"})
        assert uow.operators.replace(replace(second, name="Other")).version == 2


def test_numbers_of_a_series_have_no_gaps(begin: Begin) -> None:
    with begin() as uow:
        assert [uow.next_number("case-2026") for _ in range(3)] == [1, 2, 3]
        assert uow.next_number("case-2027") == 1
        uow.commit()
    with begin() as uow:
        assert uow.next_number("case-2026") == 4
    with begin() as uow:
        assert uow.next_number("case-2026") == 4


def test_the_organisation_keeps_each_revision_and_its_id_means_the_newest(begin: Begin) -> None:
    with begin() as uow:
        with pytest.raises(NotFound):
            uow.current_organisation()
        for revision in (1, 2, 3):
            uow.organisations.add(things.an_organisation(revision, phone=str(revision)))
        uow.commit()
    with begin() as uow:
        assert uow.current_organisation().revision == 3
        assert uow.organisations.get("org").phone == "3"
        assert [each.phone for each in uow.organisations.where(id="org", revision=2)] == ["2"]
        assert uow.organisations.find("other") is None
        uow.organisations.replace(things.an_organisation(2, phone="two"))
        assert [each.phone for each in uow.organisations.where()] == ["1", "two", "3"]


def test_facts_of_the_store_are_kept_and_changed(begin: Begin) -> None:
    with begin() as uow:
        uow.set_fact("nightly_ran_on", "2026-03-03")
        uow.set_fact("nightly_ran_on", "2026-03-04")
        uow.commit()
    with begin() as uow:
        assert uow.fact("nightly_ran_on") == "2026-03-04"


def test_the_history_is_read_back_as_it_was_written(begin: Begin) -> None:
    first = things.an_entry()
    second = things.an_entry(2, first.hash, case_id=None, facts=(), digests=(), reason_digest="cd" * 32)
    with begin() as uow:
        uow.history.append(first, {"name": b"0123456789abcdef"})
        assert uow.history.head() == (1, first.hash)
        uow.history.append(second, {})
        uow.commit()
    with begin() as uow:
        assert uow.history.entries() == (first, second)
        assert uow.history.entries(case_id="c1") == (first,)
        assert uow.history.entries(after_seq=1) == (second,)
        assert uow.history.entries(limit=1) == (first,)
        assert uow.history.head() == (2, second.hash)


def test_the_same_place_in_the_history_is_never_taken_twice(begin: Begin) -> None:
    with begin() as uow:
        uow.history.append(things.an_entry(), {})
        with pytest.raises(Conflict):
            uow.history.append(things.an_entry(action="note_added"), {})


def test_every_kind_of_thing_comes_back_equal(begin: Begin) -> None:
    with begin() as uow:
        uow.cases.add(things.a_case(oral_confirmation_at=things.AT, period_from=date(2022, 1, 1), consumer_id="k"))
        uow.requests.add(things.a_request(status=RequestStatus.IN_REVIEW, verified_on=date(2026, 3, 9)))
        added = [
            (uow.parties, things.a_party(email="Ana@Example.com", street="12 Straße", phone_e164="+14155550123")),
            (uow.deadlines, things.a_deadline()),
            (uow.extensions, things.an_extension()),
            (uow.work_items, things.a_work_item()),
            (uow.tasks, things.a_task()),
            (uow.notes, things.a_note(text='"quoted"\nsecond line\x00 and a zero')),
            (uow.letters, things.a_letter(content=bytes(range(256)))),
            (uow.letters, things.a_letter("l2", content=None, request_ids=())),
            (uow.dispatches, things.a_dispatch()),
            (uow.mail_batches, things.a_batch()),
            (uow.mail_pieces, things.a_piece()),
            (uow.operators, things.an_operator()),
            (uow.organisations, things.an_organisation(sells_or_shares=True)),
            (uow.drafts, things.a_draft(state='{"name": "Ana"}')),
        ]
        for records, thing in added:
            records.add(thing)
        uow.commit()
    with begin() as uow:
        names = ("parties deadlines extensions work_items tasks notes letters letters dispatches mail_batches mail_pieces operators"
                 " organisations drafts").split()  # fmt: skip
        for name, (_, thing) in zip(names, added, strict=True):
            assert getattr(uow, name).get(thing.id) == thing


def test_kept_laws_are_counted_by_version_and_digest_without_drafts(begin: Begin) -> None:
    with begin() as uow:
        assert uow.kept_laws() == ()
        for number, (version, digest, is_draft) in enumerate(
            [("2026", "ab", False), ("2023", "cd", False), ("2026", "ab", False), ("2026", "ef", False), ("2026", "ab", True)]
        ):
            case = things.a_case()
            uow.cases.add(
                replace(
                    case, id=f"k{number}", number=f"2026-90000{number}", regime_version=version, regime_sha256=digest, is_draft=is_draft
                )
            )
        assert [(one.regime_id, one.version, one.sha256, one.cases) for one in uow.kept_laws()] == [
            ("us_ca", "2023", "cd", 1), ("us_ca", "2026", "ab", 2), ("us_ca", "2026", "ef", 1),
        ]  # fmt: skip


def _deadlines_of_a_night(begin: Begin) -> None:
    """Three requests: one late, one later, one whose retention has long been over."""
    with begin() as uow:
        for number, kind, last_day in (
            (1, DeadlineKind.ANSWER, date(2026, 4, 17)),
            (2, DeadlineKind.ANSWER, date(2026, 4, 20)),
            (3, DeadlineKind.RETENTION, date(2026, 1, 1)),
        ):
            uow.cases.add(things.a_case(f"c{number}"))
            uow.requests.add(things.a_request(f"r{number}", f"c{number}"))
            plan = min(last_day, date(2026, 4, 16))
            uow.deadlines.add(things.a_deadline(f"d{number}", f"c{number}", f"r{number}", kind=kind, plan_by_on=plan, last_day_on=last_day))
        uow.commit()


def test_the_night_finds_what_is_past_and_marks_it_once(begin: Begin) -> None:
    _deadlines_of_a_night(begin)
    today = date(2026, 4, 20)
    with begin() as uow:
        assert uow.nightly.count_open_deadlines() == 3
        assert uow.nightly.mark_missed(today, limit=10) == 1
        uow.commit()
    with begin() as uow:
        assert uow.nightly.count_open_deadlines() == 2
        marked = uow.deadlines.get("d1")
        assert (marked.state, marked.version) == (DeadlineState.MISSED, 2)
        assert uow.nightly.mark_missed(today, limit=10) == 0
        assert uow.deadlines.get("d1") == marked, "marked once"


def test_the_night_takes_a_page_at_a_time_the_oldest_first(begin: Begin) -> None:
    _deadlines_of_a_night(begin)
    today = date(2026, 5, 1)
    with begin() as uow:
        assert uow.nightly.mark_missed(today, limit=1) == 1
        assert [uow.deadlines.get(one).state for one in ("d1", "d2")] == [DeadlineState.MISSED, DeadlineState.OPEN]
        assert uow.nightly.mark_missed(today, limit=9) == 1
        assert uow.nightly.mark_missed(today, limit=9) == 0


@pytest.mark.parametrize("kind", list(DeadlineKind))
def test_the_night_marks_exactly_what_the_law_calls_missed(begin: Begin, kind: DeadlineKind) -> None:
    today = date(2026, 4, 20)
    days = (date(2026, 4, 19), today, date(2026, 4, 21))
    with begin() as uow:
        uow.cases.add(things.a_case("c1"))
        uow.requests.add(things.a_request("r1", "c1"))
        for number, last_day in enumerate(days):
            plan = min(last_day, date(2026, 4, 16))
            uow.deadlines.add(things.a_deadline(f"d{number}", "c1", "r1", kind=kind, plan_by_on=plan, last_day_on=last_day))
        uow.commit()
    with begin() as uow:
        uow.nightly.mark_missed(today, limit=10)
        found = [uow.deadlines.get(f"d{number}").state is DeadlineState.MISSED for number in range(3)]
    assert found == [is_missed(kind, last_day, today=today) for last_day in days]


def test_a_wait_ends_on_its_day_and_retention_does_not(begin: Begin) -> None:
    days = {"d1": date(2027, 3, 3), "d2": date(2027, 3, 4)}
    with begin() as uow:
        uow.cases.add(things.a_case("c1"))
        uow.requests.add(things.a_request("r1", "c1"))
        for id, on in days.items():
            uow.deadlines.add(things.a_deadline(id, "c1", "r1", kind=DeadlineKind.NO_REASK, plan_by_on=on, last_day_on=on))
        kept = date(2026, 1, 1)
        uow.deadlines.add(things.a_deadline("d3", "c1", "r1", kind=DeadlineKind.RETENTION, plan_by_on=kept, last_day_on=kept))
        uow.commit()
    with begin() as uow:
        assert uow.nightly.end_waits(date(2027, 3, 3), limit=10) == 1
        assert [(one.state, one.met_on) for one in map(uow.deadlines.get, ("d1", "d2", "d3"))] == [
            (DeadlineState.MET, date(2027, 3, 3)),
            (DeadlineState.OPEN, None),
            (DeadlineState.OPEN, None),
        ]
        assert uow.nightly.end_waits(date(2027, 3, 3), limit=10) == 0


def _purge_clocks(begin: Begin) -> None:
    """Two closed cases with a value and a paper each, whose days are April 1 and 2."""
    _deadlines_of_a_night(begin)
    with begin() as uow:
        for number in (1, 2):
            case_id, request_id, on = f"c{number}", f"r{number}", date(2026, 4, number)
            uow.requests.replace(replace(uow.requests.get(request_id), status=RequestStatus.CLOSED))
            uow.deadlines.add(
                things.a_deadline(
                    f"p{number}", case_id, request_id, kind=DeadlineKind.VERIFICATION_PURGE, plan_by_on=on, last_day_on=date(2026, 4, 5)
                )
            )
            uow.claimed_values.add(things.a_claimed_value(f"v{number}", case_id, purge_on=on))
            uow.documents.add(things.a_document(f"o{number}", case_id, purge_on=on))
        uow.commit()


def test_the_night_finds_what_to_destroy_by_case_and_after_a_case(begin: Begin) -> None:
    _purge_clocks(begin)
    with begin() as uow:

        def found(today: int, after: str = "", limit: int = 9) -> list[tuple[str, int, int]]:
            cases = uow.nightly.cases_to_purge(date(2026, 4, today), after=after, limit=limit)
            return [(one.case_id, one.values, one.papers) for one in cases]

        assert found(1) == [("c1", 1, 1)]
        assert found(9) == [("c1", 1, 1), ("c2", 1, 1)]
        assert found(9, after="c1") == [("c2", 1, 1)]
        assert found(9, limit=1) == [("c1", 1, 1)]
        uow.requests.replace(replace(uow.requests.get("r1"), status=RequestStatus.VERIFYING))
        uow.holds.add(things.a_hold("h2", "c2"))
        assert found(9) == [], "one is verified still, the other is evidence"


def test_the_night_destroys_what_is_due_and_nothing_else(begin: Begin) -> None:
    _purge_clocks(begin)
    with begin() as uow:
        uow.documents.add(things.a_document("kept"))
        uow.nightly.purge(["c1"], date(2026, 4, 3))
        uow.nightly.purge(["c2"], date(2026, 4, 6))
        uow.commit()
    with begin() as uow:
        assert uow.claimed_values.where() == ()
        assert [one.id for one in uow.documents.where()] == ["kept"]
        clocks = [uow.deadlines.get(id) for id in ("p1", "p2")]
        assert [(one.state, one.met_on, one.version) for one in clocks] == [
            (DeadlineState.MET, date(2026, 4, 3), 2), (DeadlineState.MET_LATE, date(2026, 4, 6), 2),
        ]  # fmt: skip
        assert uow.nightly.cases_to_purge(date(2026, 4, 9), after="", limit=9) == ()


def test_the_night_finds_proposals_whose_notice_is_too_late(begin: Begin) -> None:
    _deadlines_of_a_night(begin)
    with begin() as uow:
        uow.deadlines.add(things.a_deadline("n1", kind=DeadlineKind.EXTENSION_NOTICE, last_day_on=date(2026, 4, 17)))
        proposed = uow.extensions.add(things.an_extension("e1", state=ExtensionState.PROPOSED))
        uow.extensions.add(things.an_extension("e2", "c2", "r2", state=ExtensionState.PROPOSED))
        uow.extensions.add(things.an_extension("e3", state=ExtensionState.REMOVED))
        uow.commit()
    with begin() as uow:
        assert uow.nightly.proposals_past(date(2026, 4, 17), limit=9) == ()
        assert uow.nightly.proposals_past(date(2026, 4, 18), limit=9) == (proposed,)
