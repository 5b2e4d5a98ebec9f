"""The stop list: one letter a stop, by name; nothing that is stopped becomes a piece of a batch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from caseapp.domain.correspondence import Letter
from caseapp.domain.deadline import Deadline
from caseapp.domain.deadlines import DeadlineKind
from caseapp.domain.errors import Conflict, DomainError, NotAllowed
from caseapp.domain.letters import LetterCheck, LetterFormat, LetterKind, composed_from_json, composed_to_json
from caseapp.domain.people import PartyPart, RequestorKind
from caseapp.domain.stops import StopCode, StopWeight
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letters import draft_answer, draft_letter, submit_letter
from caseapp.services.mailroom import make_batch
from caseapp.services.stop_list import allow_late, read_stops
from tests.services.conftest import Story


def _opt_out(story: Story, **changes: object) -> str:
    request_id = story.take("opt_out", **changes)
    story.do_work(request_id)
    return story.approved_answer(request_id)


def _letter(story: Story, letter_id: str) -> Letter:
    with story.office.store.unit_of_work() as uow:
        return uow.letters.get(letter_id)


def _put(story: Story, letter_id: str, **changes: object) -> None:
    """Change what is kept of a letter, past the services."""
    with story.office.store.unit_of_work() as uow:
        uow.letters.replace(replace(uow.letters.get(letter_id), **changes))  # type: ignore[arg-type]
        uow.commit()


def _without_address(story: Story) -> str:
    letter_id = _opt_out(story)
    _put(story, letter_id, addressee_lines=("Oakland, CA 94607",))
    return letter_id


def _zip_of_another_state(story: Story) -> str:
    return _opt_out(story, postal_code="10001")


def _open_place(story: Story) -> str:
    letter_id = _opt_out(story)
    composed = composed_from_json(_letter(story, letter_id).composed)
    first = replace(composed.paragraphs[0], text="Dear {consumer_name}")
    _put(story, letter_id, composed=composed_to_json(replace(composed, paragraphs=(first, *composed.paragraphs[1:]))))
    return letter_id


def _sign_without_glyph(story: Story) -> str:
    letter_id = _opt_out(story)
    composed = composed_from_json(_letter(story, letter_id).composed)
    _put(story, letter_id, composed=composed_to_json(replace(composed, salutation="Dear 山田")))
    return letter_id


def _older_than_case(story: Story) -> str:
    letter_id = _opt_out(story)
    with story.office.store.unit_of_work() as uow:
        case = uow.cases.get(uow.letters.get(letter_id).case_id)
        uow.cases.replace(replace(case, letters_version=case.letters_version + 1))
        uow.commit()
    return letter_id


def _agent_without_papers(story: Story) -> str:
    request_id = story.take(
        "delete", requestor_kind=RequestorKind.AUTHORIZED_AGENT, requestor_name="Paul Agent", requestor_street="9 Side St",
        requestor_city="Oakland", requestor_state="CA", requestor_postal_code="94607",
    )  # fmt: skip
    officer = story.desk("officer")
    with story.office.store.unit_of_work() as uow:
        for one in uow.verifications.where(request_id=request_id):
            uow.verifications.replace(replace(one, authority_on=officer.today()))
        uow.commit()
    with story.office.store.unit_of_work() as uow:
        case_id = uow.requests.get(request_id).case_id
    letter_id = _receipt_to_agent(story, case_id)
    with story.office.store.unit_of_work() as uow:
        for one in uow.verifications.where(request_id=request_id):
            uow.verifications.replace(replace(one, authority_on=None))
        uow.commit()
    return letter_id


def _receipt_to_agent(story: Story, case_id: str) -> str:
    letter_id = draft_letter(story.desk("officer"), case_id, LetterKind.CONFIRM_RECEIPT, to=PartyPart.REQUESTOR).created_id
    assert letter_id is not None
    submit_letter(story.desk("officer"), letter_id)
    approve_letter(story.desk("second"), letter_id)
    return letter_id


def _changed_bytes(story: Story) -> str:
    letter_id = _opt_out(story)
    content = _letter(story, letter_id).content
    assert content is not None
    _put(story, letter_id, content=content[:-1] + b"x")
    return letter_id


def _thick(story: Story) -> str:
    letter_id = _opt_out(story)
    _put(story, letter_id, pages=9)
    return letter_id


def _far_too_thick(story: Story) -> str:
    letter_id = _opt_out(story)
    _put(story, letter_id, pages=121)
    return letter_id


def _answer_clock(story: Story, letter_id: str) -> Deadline:
    with story.office.store.unit_of_work() as uow:
        request_id = uow.letters.get(letter_id).request_ids[0]
        return next(one for one in uow.deadlines.where(request_id=request_id) if one.kind is DeadlineKind.ANSWER)


def _after_mail_by(story: Story) -> str:
    _, letter_id = story.ready_deletion()
    clock = _answer_clock(story, letter_id)
    assert clock.mail_by_on is not None
    assert clock.mail_by_on < clock.last_day_on
    story.go_to(clock.mail_by_on + timedelta(days=1))
    return letter_id


def _after_last_day(story: Story) -> str:
    _, letter_id = story.ready_deletion()
    story.go_to(_answer_clock(story, letter_id).last_day_on + timedelta(days=1))
    return letter_id


def _sound(story: Story) -> str:
    return _opt_out(story)


def _abroad(story: Story) -> str:
    return _opt_out(story, postal_code="", state="", city="London", country="United Kingdom", unit="Flat 2")


STOPS, WARNS, FLATS = StopWeight.STOPS, StopWeight.WARNS, StopWeight.TO_FLATS
TABLE: dict[str, tuple[Callable[[Story], str], StopCode | None, StopWeight, set[str]]] = {
    "sound": (_sound, None, WARNS, set()),
    "abroad": (_abroad, None, WARNS, set()),
    "no address": (_without_address, StopCode.NO_ADDRESS, STOPS, set()),
    "zip of another state": (_zip_of_another_state, StopCode.ZIP_NOT_IN_STATE, STOPS, {"state", "zip"}),
    "a place is open": (_open_place, StopCode.PLACE_OPEN, STOPS, {"name"}),
    "a sign has no glyph": (_sign_without_glyph, StopCode.GLYPH_MISSING, STOPS, {"character", "codepoint", "name"}),
    "older than its case": (_older_than_case, StopCode.OLDER_THAN_CASE, STOPS, set()),
    "an agent without papers": (_agent_without_papers, StopCode.NO_AUTHORITY, STOPS, set()),
    "other bytes": (_changed_bytes, StopCode.BYTES_CHANGED, STOPS, set()),
    "thick": (_thick, StopCode.TOO_MANY_SHEETS, FLATS, {"sheets", "most"}),
    "far too thick": (_far_too_thick, StopCode.TOO_MANY_SHEETS, STOPS, {"sheets", "most"}),
    "after mail by": (_after_mail_by, StopCode.AFTER_MAIL_BY, WARNS, {"mail_by_on", "last_day_on"}),
    "after the last day": (_after_last_day, StopCode.AFTER_LAST_DAY, STOPS, {"last_day_on"}),
}


@pytest.mark.parametrize("name", list(TABLE))
def test_each_stop_by_its_name(story: Story, name: str) -> None:
    make, code, weight, facts = TABLE[name]
    letter_id = make(story)
    clerk = story.desk("clerk")
    stops = [stop for stop in read_stops(clerk) if stop.letter_id == letter_id]
    assert [stop.code for stop in stops] == ([] if code is None else [code])
    if code is not None:
        assert stops[0].weight is weight
        assert set(stops[0].facts) == facts
    if weight is STOPS:
        with pytest.raises((DomainError, Conflict)) as refusal:
            make_batch(clerk, [letter_id])
        assert refusal.value.code in ("letters_stopped", "letter_older_than_change")
        assert _letter(story, letter_id).in_queue
    else:
        assert make_batch(clerk, [letter_id]).created_id


def test_the_table_has_every_stop() -> None:
    assert {code for _, code, _, _ in TABLE.values() if code is not None} == set(StopCode)


def test_an_officer_lets_a_late_letter_go_for_a_reason(story: Story) -> None:
    letter_id = _after_last_day(story)
    officer, clerk = story.desk("officer"), story.desk("clerk")
    with pytest.raises(NotAllowed):
        allow_late(clerk, letter_id, reason="it must go")
    with pytest.raises(DomainError) as refusal:
        allow_late(officer, letter_id, reason=" ")
    assert refusal.value.code == "reason_missing"
    allow_late(officer, letter_id, reason="The printer was broken; the answer is owed all the same.")
    (stop,) = read_stops(clerk)
    assert (stop.code, stop.weight) == (StopCode.AFTER_LAST_DAY, WARNS)
    assert make_batch(clerk, [letter_id]).created_id
    assert "letter_allowed_late" in story.actions()


def test_a_letter_in_time_needs_no_reason(story: Story) -> None:
    letter_id = _sound(story)
    with pytest.raises(DomainError) as refusal:
        allow_late(story.desk("officer"), letter_id, reason="x")
    assert refusal.value.code == "letter_not_late"


def test_the_other_letters_of_a_batch_are_not_made_pieces_either(story: Story) -> None:
    good, bad = _sound(story), _zip_of_another_state(story)
    with pytest.raises(DomainError) as refusal:
        make_batch(story.desk("clerk"), [good, bad])
    assert refusal.value.facts["count"] == 1
    assert _letter(story, good).in_queue


def test_plain_text_is_no_letter_of_the_queue(story: Story) -> None:
    request_id = story.take("opt_out", reply_format=LetterFormat.TEXT)
    story.do_work(request_id)
    draft = draft_answer(story.desk("officer"), request_id).created_id
    assert draft is not None
    submit_letter(story.desk("officer"), draft)
    approve_letter(story.desk("second"), draft)
    assert read_stops(story.desk("clerk")) == ()
    assert date(2026, 3, 3) == story.desk("clerk").today()


@pytest.mark.parametrize(("sheets", "approved"), [(5, True), (60, True), (61, False)])
def test_a_letter_too_thick_for_its_window_envelope_is_approved_for_a_flat(
    story: Story, monkeypatch: pytest.MonkeyPatch, sheets: int, approved: bool
) -> None:
    request_id = story.take("opt_out")
    story.do_work(request_id)
    letter_id = draft_answer(story.desk("officer"), request_id).created_id
    assert letter_id is not None
    press = story.desk("officer").press
    checked = press.checked
    thick = LetterCheck(code="pages", ok=False, facts={"count": 2 * sheets, "sheets": sheets, "most": 4})

    def thicker(*asked: Any) -> tuple[tuple[LetterCheck, ...], bytes | None]:
        checks, content = checked(*asked)
        return (*(one for one in checks if one.code != "pages"), thick), content

    monkeypatch.setattr(press, "checked", thicker)
    if approved:
        submit_letter(story.desk("officer"), letter_id)
        approve_letter(story.desk("second"), letter_id)
        assert _letter(story, letter_id).in_queue
    else:
        with pytest.raises(DomainError) as refusal:
            submit_letter(story.desk("officer"), letter_id)
        assert refusal.value.facts["check"] == "pages"
