"""From verified to approved: nothing may be answered before it may, and the letter follows from the decisions."""

from __future__ import annotations

import pytest

from caseapp.domain.errors import Conflict, DomainError, NotAllowed
from caseapp.domain.letters import LetterKind, LetterState
from caseapp.domain.operators import SecondPersonAct
from caseapp.domain.status import RequestStatus
from caseapp.domain.verification import PointOutcome
from caseapp.services.letter_approval import approve_letter, return_letter, void_letter
from caseapp.services.letter_pages import preview_letter
from caseapp.services.letters import draft_answer, submit_letter
from caseapp.services.life import touch_case
from caseapp.services.policies import set_second_person
from caseapp.services.verification import decide_not_verified, save_checks
from caseapp.services.work import decide_service_provider
from tests.services.conftest import Story


def _letter(story: Story, letter_id: str):  # type: ignore[no-untyped-def]
    with story.office.store.unit_of_work() as uow:
        return uow.letters.get(letter_id)


@pytest.mark.parametrize(
    ("types", "decide", "kind"),
    [
        ("delete", "grant", LetterKind.DELETE_DONE),
        ("delete", "both", LetterKind.DELETE_REFUSED),
        ("delete", "refuse", LetterKind.DELETE_REFUSED),
        ("know_categories", "grant", LetterKind.KNOW_CATEGORIES),
        ("know_specific", "grant", LetterKind.KNOW_SPECIFIC),
        ("correct", "grant", LetterKind.CORRECT_DONE),
    ],
)
def test_letter_follows_from_decisions(story: Story, types: str, decide: str, kind: LetterKind) -> None:
    request_id = story.take(types)
    story.verify(request_id)
    story.do_work(request_id)
    if decide in ("grant", "both"):
        story.grant(request_id, facts="Changed to the address you gave us.")
    if decide in ("refuse", "both"):
        story.refuse(request_id)
    letter_id = draft_answer(story.desk("officer"), request_id).created_id
    assert _letter(story, letter_id).kind is kind
    preview = preview_letter(story.desk("officer"), letter_id)
    assert preview.problem is None, preview.problem and preview.problem.facts
    assert preview.content is not None
    assert preview.content.startswith(b"%PDF-")


@pytest.mark.parametrize(("types", "kind"), [("opt_out", LetterKind.OPT_OUT_CONFIRMED), ("limit", LetterKind.LIMIT_CONFIRMED)])
def test_opt_out_and_limit_are_answered_without_verification(story: Story, types: str, kind: LetterKind) -> None:
    request_id = story.take(types)
    assert story.request(request_id).status is RequestStatus.IN_PROGRESS
    story.do_work(request_id)
    letter_id = story.approved_answer(request_id)
    assert _letter(story, letter_id).kind is kind
    assert story.request(request_id).status is RequestStatus.READY_TO_SEND


def test_specific_pieces_are_never_answered_before_verification(story: Story) -> None:
    request_id = story.take("know_specific")
    with pytest.raises(DomainError) as refusal:
        draft_answer(story.desk("officer"), request_id)
    assert refusal.value.code == "not_verified_yet"


def test_nothing_is_answered_while_a_system_is_open(story: Story) -> None:
    request_id = story.take("delete")
    story.verify(request_id)
    story.grant(request_id)
    with pytest.raises(DomainError) as refusal:
        draft_answer(story.desk("officer"), request_id)
    assert refusal.value.code == "systems_open"


def test_a_refusal_wants_a_ground_with_facts(story: Story) -> None:
    from caseapp.domain.work import DecisionOutcome
    from caseapp.services.work import decide_category

    request_id = story.take("delete")
    story.verify(request_id)
    for ground, facts, code in (
        ("", "x", "ground_missing"),
        ("delete_legal_obligation", " ", "facts_missing"),
        ("accurate", "facts", "ground_of_another_right"),
    ):
        with pytest.raises(DomainError) as refusal:
            decide_category(
                story.desk("officer"), request_id, category="Payments", outcome=DecisionOutcome.REFUSED, ground_code=ground, facts=facts
            )
        assert refusal.value.code == code


def test_unverified_specific_pieces_become_categories_in_the_same_case(story: Story) -> None:
    request_id = story.take("know_specific")
    save_checks(
        story.desk("officer"), request_id, {"full_name": PointOutcome.MATCHED, "phone": PointOutcome.MATCHED},
        declaration_on=None, authority_on=None,
    )  # fmt: skip
    decide_not_verified(story.desk("officer"), request_id, reason="No declaration came back.")
    story.grant(request_id, "Personal identifiers")
    draft_answer(story.desk("officer"), request_id)
    with story.office.store.unit_of_work() as uow:
        kinds = [letter.kind for letter in uow.letters.where()]
    assert kinds == [LetterKind.UNVERIFIED, LetterKind.KNOW_CATEGORIES]


def test_service_provider_answer_names_the_client_only_after_verification(story: Story) -> None:
    named = {}
    for verified in (False, True):
        request_id = story.take("delete")
        if verified:
            story.verify(request_id)
        decide_service_provider(story.desk("officer"), request_id, client_id="client-lakeside")
        letter_id = draft_answer(story.desk("officer"), request_id).created_id
        content = preview_letter(story.desk("officer"), letter_id).content
        named[verified] = "Lakeside" in story.desk("officer").press.text_of(content)  # type: ignore[attr-defined]
    assert named == {False: False, True: True}


def test_the_writer_may_not_approve(story: Story) -> None:
    request_id = story.take("delete")
    story.verify(request_id)
    story.do_work(request_id)
    story.grant(request_id)
    letter_id = draft_answer(story.desk("officer"), request_id).created_id
    submit_letter(story.desk("officer"), letter_id)
    with pytest.raises(NotAllowed) as refusal:
        approve_letter(story.desk("officer"), letter_id)
    assert refusal.value.code == "second_person_needed"
    approve_letter(story.desk("second"), letter_id)
    assert _letter(story, letter_id).state is LetterState.APPROVED


def test_a_one_officer_office_may_switch_the_second_person_off_and_the_history_says_so(story: Story) -> None:
    set_second_person(story.desk("admin"), SecondPersonAct.APPROVE_LETTER, is_required=False, reason="one officer")
    request_id = story.take("delete")
    story.verify(request_id)
    story.do_work(request_id)
    story.grant(request_id)
    letter_id = draft_answer(story.desk("officer"), request_id).created_id
    submit_letter(story.desk("officer"), letter_id)
    approve_letter(story.desk("officer"), letter_id)
    with story.office.store.unit_of_work() as uow:
        entry = [one for one in uow.history.entries() if one.action == "letter_approved"][-1]
    assert ("one_person", "True") in entry.facts


def test_an_approved_letter_is_its_bytes(story: Story) -> None:
    _, letter_id = story.ready_deletion()
    frozen = _letter(story, letter_id)
    story.office.organisation(name="Another Name")
    assert preview_letter(story.desk("officer"), letter_id).content == frozen.content
    assert frozen.sha256
    assert frozen.composed
    assert frozen.template_sha256


def test_a_case_changed_after_submission_stops_the_approval(story: Story) -> None:
    request_id = story.take("delete")
    story.verify(request_id)
    story.do_work(request_id)
    story.grant(request_id)
    letter_id = draft_answer(story.desk("officer"), request_id).created_id
    submit_letter(story.desk("officer"), letter_id)
    with story.office.store.unit_of_work() as uow:
        touch_case(uow, _letter(story, letter_id).case_id)
        uow.commit()
    with pytest.raises(Conflict) as refusal:
        approve_letter(story.desk("second"), letter_id)
    assert refusal.value.code == "letter_older_than_case"


def test_a_letter_sent_back_takes_the_request_back_to_work(story: Story) -> None:
    request_id = story.take("delete")
    story.verify(request_id)
    story.do_work(request_id)
    story.grant(request_id)
    letter_id = draft_answer(story.desk("officer"), request_id).created_id
    submit_letter(story.desk("officer"), letter_id)
    return_letter(story.desk("second"), letter_id, note="Name the account.")
    assert story.request(request_id).status is RequestStatus.IN_PROGRESS
    assert _letter(story, letter_id).return_note == "Name the account."


def test_a_voided_letter_makes_room_for_another(story: Story) -> None:
    request_id, letter_id = story.ready_deletion()
    void_letter(story.desk("officer"), letter_id, reason="Wrong category.")
    assert story.request(request_id).status is RequestStatus.IN_PROGRESS
    second = story.approved_answer(request_id)
    assert second != letter_id


def test_an_address_too_long_for_the_window_refuses_by_name(story: Story) -> None:
    request_id = story.take("opt_out", street="Very " * 20 + "Long Street")
    story.do_work(request_id)
    letter_id = draft_answer(story.desk("officer"), request_id).created_id
    with pytest.raises(DomainError) as refusal:
        submit_letter(story.desk("officer"), letter_id)
    assert refusal.value.code in {"address_too_long", "letter_check_failed"}


def test_agents_do_not_decide(story: Story) -> None:
    request_id = story.take("delete")
    for act in (
        lambda: draft_answer(story.desk("agent"), request_id),
        lambda: decide_not_verified(story.desk("agent"), request_id, reason="x"),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_name_with_markup_prints_as_it_is(story: Story) -> None:
    request_id = story.take("opt_out", name="A <b>& B</b> O'Neil")
    story.do_work(request_id)
    letter_id = draft_answer(story.desk("officer"), request_id).created_id
    content = preview_letter(story.desk("officer"), letter_id).content
    assert "A <b>& B</b> O'Neil" in story.desk("officer").press.text_of(content).replace("\n", " ").replace("’", "'")  # type: ignore[attr-defined]
