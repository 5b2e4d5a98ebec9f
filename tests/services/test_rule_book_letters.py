"""Every letter of the rule book, section 7, from a case: begun, filled by the case alone, and fit to be approved, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from caseapp.domain.channel import Channel, ReplyBy
from caseapp.domain.deadline import ExtensionReason
from caseapp.domain.errors import DomainError
from caseapp.domain.fee import FeeState
from caseapp.domain.letters import NOTICES, DispatchMethod, LetterFormat, LetterKind
from caseapp.domain.people import AuthorityBasis, RequestorKind
from caseapp.domain.work import DecisionOutcome, PlaceKind, WorkState
from caseapp.services.closing import close_as_duplicate, withdraw_request
from caseapp.services.dispatch import record_dispatch
from caseapp.services.extension import propose_extension
from caseapp.services.fee_route import record_fee_answer, state_fee
from caseapp.services.letter_approval import approve_letter
from caseapp.services.letter_fit import BEGUN_BY_HAND, kinds_that_fit
from caseapp.services.letter_pages import preview_letter
from caseapp.services.letters import draft_answer, draft_letter, save_letter, submit_letter
from caseapp.services.notices import draft_notice
from caseapp.services.parties import change_reply
from caseapp.services.splitting import split_for_client
from caseapp.services.verification import decide_not_verified
from caseapp.services.work import add_place, decide_category, decide_service_provider
from tests.services.conftest import Story

WORDS = {
    "reason": "One company is late.",
    "what_we_need": "A little more.",
    "what_is_missing": "Your name.",
    "what_is_unclear": "What you want.",
    "facts": "The facts.",
    "files": "Account history | 6 pages",
    "shown": "Mailing address | 1200 Main St",
}
"""What an officer writes, where a letter has a place for it."""


def begun(story: Story, request_id: str, kind: LetterKind) -> str:
    request = story.request(request_id)
    return str(draft_letter(story.desk("officer"), request.case_id, kind, request_ids=(request_id,)).created_id)


def worked(story: Story, *types: str, **changes: object) -> str:
    request_id = story.take(*types, **changes)
    story.verify(request_id)
    story.do_work(request_id)
    return request_id


def answered(story: Story, request_id: str) -> str:
    return str(draft_answer(story.desk("officer"), request_id).created_id)


def refused(story: Story, types: str, ground: str) -> str:
    request_id = worked(story, types) if types not in ("opt_out", "limit") else story.take(types)
    if types in ("opt_out", "limit"):
        story.do_work(request_id)
    story.refuse(request_id, ground=ground)
    return answered(story, request_id)


def granted(story: Story, types: str) -> str:
    request_id = worked(story, types)
    story.grant(request_id, facts="Changed to the address you gave us.")
    return answered(story, request_id)


def unverified(story: Story, types: str) -> str:
    request_id = story.take(types)
    decide_not_verified(story.desk("officer"), request_id, reason="Nothing matched.")
    return answered(story, request_id)


def stated_fee(story: Story) -> str:
    request_id = story.take("know_categories")
    story.verify(request_id)
    state_fee(
        story.desk("officer"), request_id, reason="The ninth of its kind.", evidence="Cases 1 to 8.", minutes=90, cents_an_hour=4000,
        postage_cents=73, how=Channel.MAIL,
    )  # fmt: skip
    return request_id


def fee_refused(story: Story) -> str:
    request_id = stated_fee(story)
    record_fee_answer(story.desk("officer"), request_id, FeeState.DECLINED, words="No.")
    return answered(story, request_id)


def for_client(story: Story) -> str:
    request_id = story.take("delete")
    story.verify(request_id)
    decide_service_provider(story.desk("officer"), request_id, client_id="client-lakeside")
    return request_id


def place(story: Story, request_id: str, kind: PlaceKind) -> str:
    with story.office.store.unit_of_work() as uow:
        own = uow.work_items.where(request_id=request_id, place=kind)
    if own:
        return own[0].id
    return str(add_place(story.desk("officer"), request_id, place=kind, name="Bayview Data Services").created_id)


def notice(story: Story, types: str, kind: PlaceKind) -> str:
    request_id = story.take(types)
    if types in ("delete", "correct"):
        story.verify(request_id)
        story.grant(request_id, facts="Changed to March 14, 2025")
    return str(draft_notice(story.desk("officer"), place(story, request_id, kind)).created_id)


def client_notice(story: Story) -> str:
    with story.office.store.unit_of_work() as uow:
        client = uow.clients.get("client-lakeside")
        uow.clients.replace(replace(client, instructions="forward"))
        uow.commit()
    request_id = for_client(story)
    return str(draft_notice(story.desk("officer"), place(story, request_id, PlaceKind.BUSINESS_CLIENT)).created_id)


def withdrawn(story: Story) -> str:
    request_id = story.take("delete")
    withdraw_request(story.desk("officer"), request_id, statement="Leave it.", said_by=RequestorKind.CONSUMER, how=Channel.EMAIL)
    return request_id


class _Numbers:
    """Finds a case by its number."""

    def __init__(self, story: Story) -> None:
        self._story = story

    def case_id_of(self, number: str) -> str | None:
        with self._story.office.store.unit_of_work() as uow:
            return next((case.id for case in uow.cases.where() if case.number == number), None)

    def know_answered_on(self, consumer_id: str, *, except_case_id: str) -> tuple[date, ...]:
        return (date(2025, 6, 10), date(2025, 11, 18))


def joined(story: Story) -> str:
    story.office.queries = _Numbers(story)  # type: ignore[assignment]
    first = story.take("delete")
    story.go_to(story.desk("agent").today() + timedelta(days=3))
    second = story.take("delete")
    with story.office.store.unit_of_work() as uow:
        number = uow.cases.get(story.request(first).case_id).number
    close_as_duplicate(story.desk("officer"), second, survivor_number=number)
    return second


def third(story: Story) -> str:
    story.office.queries = _Numbers(story)  # type: ignore[assignment]
    request_id = worked(story, "know_categories")
    with story.office.store.unit_of_work() as uow:
        case = uow.cases.get(story.request(request_id).case_id)
        uow.cases.replace(replace(case, consumer_id="consumer-ana"))
        uow.commit()
    story.refuse(request_id, ground="twice_in_12_months")
    return answered(story, request_id)


def corrected(story: Story) -> str:
    request_id = worked(story, "correct")
    story.grant(request_id, facts="Changed to the address you gave us.")
    letter_id = story.approved_answer(request_id)
    record_dispatch(story.desk("officer"), letter_id, method=DispatchMethod.FIRST_CLASS_MAIL, on=story.desk("officer").today())
    return request_id


def opted_out(story: Story) -> str:
    request_id = story.take("opt_out")
    story.do_work(request_id)
    letter_id = story.approved_answer(request_id)
    record_dispatch(story.desk("officer"), letter_id, method=DispatchMethod.FIRST_CLASS_MAIL, on=story.desk("officer").today())
    return request_id


def late(story: Story) -> str:
    request_id = story.take("delete")
    story.go_to(story.desk("agent").today() + timedelta(days=50))
    return request_id


def extended(story: Story) -> str:
    request_id = story.take("delete")
    story.verify(request_id)
    done = propose_extension(
        story.desk("officer"),
        request_id,
        reason_code=ExtensionReason.COMPLEX_REVIEW,
        reason_text="One of the companies that work for us is late.",
    )
    return str(dict(done.facts)["letter_id"])


def partly_kept(story: Story) -> str:
    request_id = worked(story, "delete")
    story.grant(request_id)
    story.refuse(request_id)
    return answered(story, request_id)


WAYS: dict[LetterKind, Callable[[Story], str]] = {
    LetterKind.CONFIRM_RECEIPT: lambda s: begun(s, s.take("delete"), LetterKind.CONFIRM_RECEIPT),
    LetterKind.HOW_TO_ASK: lambda s: begun(s, s.take("delete"), LetterKind.HOW_TO_ASK),
    LetterKind.CLARIFY: lambda s: begun(s, s.take("know_categories"), LetterKind.CLARIFY),
    LetterKind.REQUEST_INFORMATION: lambda s: begun(s, s.take("know_specific"), LetterKind.REQUEST_INFORMATION),
    LetterKind.AGENT_PERMISSION: lambda s: begun(s, by(s, RequestorKind.AUTHORIZED_AGENT, "delete"), LetterKind.AGENT_PERMISSION),
    LetterKind.CONFIRM_AGENT: lambda s: begun(s, by(s, RequestorKind.AUTHORIZED_AGENT, "delete"), LetterKind.CONFIRM_AGENT),
    LetterKind.PARENT_FORM: lambda s: begun(s, by(s, RequestorKind.PARENT_OR_GUARDIAN, "delete"), LetterKind.PARENT_FORM),
    LetterKind.EXTENSION_NOTICE: extended,
    LetterKind.KNOW_CATEGORIES: lambda s: granted(s, "know_categories"),
    LetterKind.KNOW_SPECIFIC: lambda s: granted(s, "know_specific"),
    LetterKind.THIRD_REQUEST: third,
    LetterKind.FEE_QUOTE: lambda s: begun(s, stated_fee(s), LetterKind.FEE_QUOTE),
    LetterKind.FEE_REFUSED: fee_refused,
    LetterKind.DELETE_DONE: lambda s: granted(s, "delete"),
    LetterKind.DELETE_REFUSED: partly_kept,
    LetterKind.CORRECT_DONE: lambda s: granted(s, "correct"),
    LetterKind.CORRECT_REFUSED: lambda s: refused(s, "correct", "accurate"),
    LetterKind.CORRECTED_SHOWN: lambda s: begun(s, corrected(s), LetterKind.CORRECTED_SHOWN),
    LetterKind.OPT_OUT_CONFIRMED: lambda s: stopped(s, "opt_out"),
    LetterKind.LIMIT_CONFIRMED: lambda s: stopped(s, "limit"),
    LetterKind.FRAUD_REFUSED: lambda s: refused(s, "opt_out", "fraud"),
    LetterKind.OPT_IN_CONFIRM: lambda s: begun(s, opted_out(s), LetterKind.OPT_IN_CONFIRM),
    LetterKind.NOTHING_FOUND: lambda s: refused(s, "know_categories", "no_data"),
    LetterKind.DENIAL: lambda s: refused(s, "know_categories", "conflict_of_law"),
    LetterKind.UNVERIFIED: lambda s: unverified(s, "delete"),
    LetterKind.SERVICE_PROVIDER: lambda s: answered(s, for_client(s)),
    LetterKind.WITHDRAWAL: lambda s: begun(s, withdrawn(s), LetterKind.WITHDRAWAL),
    LetterKind.DUPLICATE: lambda s: begun(s, joined(s), LetterKind.DUPLICATE),
    LetterKind.HOUSEHOLD: lambda s: begun(s, s.take("delete"), LetterKind.HOUSEHOLD),
    LetterKind.LATE: lambda s: begun(s, late(s), LetterKind.LATE),
    LetterKind.CLIENT_TRANSFER: client_notice,
    LetterKind.NOTICE_DELETE: lambda s: notice(s, "delete", PlaceKind.SERVICE_PROVIDER),
    LetterKind.NOTICE_CORRECT: lambda s: notice(s, "correct", PlaceKind.SERVICE_PROVIDER),
    LetterKind.NOTICE_SOURCE: lambda s: notice(s, "correct", PlaceKind.SOURCE),
    LetterKind.NOTICE_OPT_OUT: lambda s: notice(s, "opt_out", PlaceKind.THIRD_PARTY),
    LetterKind.NOTICE_LIMIT: lambda s: notice(s, "limit", PlaceKind.SERVICE_PROVIDER),
}


def by(story: Story, who: RequestorKind, *types: str) -> str:
    return story.take(
        *types, requestor_kind=who, requestor_name="Clearpath Privacy", requestor_street="500 Mission St", requestor_city="San Francisco",
        requestor_state="CA", requestor_postal_code="94105", authority=AuthorityBasis.NOT_SHOWN_YET,
    )  # fmt: skip


def stopped(story: Story, types: str) -> str:
    request_id = story.take(types)
    story.do_work(request_id)
    return answered(story, request_id)


def letter_of(story: Story, letter_id: str):  # type: ignore[no-untyped-def]
    with story.office.store.unit_of_work() as uow:
        return uow.letters.get(letter_id)


def page(story: Story, letter_id: str) -> str:
    """The letter's text, filled by the case and by what an officer writes into its places."""
    desk = story.desk("officer")
    letter = letter_of(story, letter_id)
    info = next(one for one in desk.press.templates() if one.kind is letter.kind and one.language == letter.language)
    names = {one.name for one in info.editable_slots if one.required} | (LISTED.get(letter.kind, set()))
    save_letter(desk, letter_id, slots=dict(letter.slots) | {name: WORDS[name] for name in names}, format=LetterFormat.TEXT)
    shown = preview_letter(desk, letter_id)
    assert shown.problem is None, (shown.problem, shown.problem and shown.problem.facts)
    assert all(check.ok for check in shown.checks if check.code != "in_its_language"), shown.checks
    assert shown.content is not None
    return shown.content.decode()


LISTED = {LetterKind.KNOW_SPECIFIC: {"files"}, LetterKind.CORRECTED_SHOWN: {"shown"}}


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_is_reached_from_a_case(story: Story, kind: LetterKind) -> None:
    letter_id = WAYS[kind](story)
    assert letter_of(story, letter_id).kind is kind
    said = page(story, letter_id)
    assert "2026-00000" in said
    assert ("To " if kind in NOTICES else "Dear ") in said


@pytest.mark.parametrize("kind", [kind for kind in LetterKind if kind not in NOTICES])
def test_the_consumers_language_holds_for_every_letter(story: Story, kind: LetterKind, monkeypatch: pytest.MonkeyPatch) -> None:
    take = story.take
    monkeypatch.setattr(story, "take", lambda *types, **changes: take(*types, reply_language="es", reply_format="large_print", **changes))
    letter_id = WAYS[kind](story)
    letter = letter_of(story, letter_id)
    assert (letter.language, letter.format) == ("es", LetterFormat.LARGE_PRINT)
    said = page(story, letter_id)
    assert "Estimado/a" in said
    assert "martes, 3 de marzo de 2026" in said or "viernes, 6 de marzo de 2026" in said


def test_a_letter_that_is_only_begun_follows_a_change_of_the_reply(story: Story) -> None:
    request_id = story.take("delete")
    letter_id = begun(story, request_id, LetterKind.CLARIFY)
    case_id = story.request(request_id).case_id
    change_reply(
        story.desk("officer"), case_id, reply_by=ReplyBy.MAIL, format=LetterFormat.LARGE_PRINT, language="es", reason="Asked on the phone."
    )
    letter = letter_of(story, letter_id)
    assert (letter.language, letter.format) == ("es", LetterFormat.LARGE_PRINT)


def test_third_request_tells_both_days_and_the_next_by_the_record(story: Story) -> None:
    said = page(story, third(story))
    assert "- Received on Tuesday, June 10, 2025\n- Received on Tuesday, November 18, 2025" in said
    assert "you can ask again on or after Wednesday, June 10, 2026." in said


def test_the_fee_is_told_with_reason_and_cost_before_the_work(story: Story) -> None:
    said = page(story, begun(story, stated_fee(story), LetterKind.FEE_QUOTE))
    for wanted in ("The ninth of its kind.", "90 minutes, at $40.00 an hour", "Postage: $0.73", "In all: $60.73", "not started the work"):
        assert wanted in said
    assert "Cases 1 to 8" not in said, "what proves it is ours, and is never told"


def test_the_refusal_after_a_fee_says_what_it_was_and_that_it_was_declined(story: Story) -> None:
    said = page(story, fee_refused(story))
    assert "the work would cost $60.73." in said
    assert "You told us that you do not want it at this cost." in said


def test_a_confirmation_told_on_the_phone_is_a_copy(story: Story) -> None:
    said = page(story, begun(story, story.take("delete"), LetterKind.CONFIRM_RECEIPT))
    assert "We told you this on the phone on Tuesday, March 3, 2026. This letter is your copy." in said


CHECKED_LATER, CHECKED_ALREADY, NEVER_CHECKED = (
    "Before we answer, we check that the request is really from you.",
    "We have already checked that the request is really from you.",
    "For this request, we do not need to check who you are.",
)


@pytest.mark.parametrize(
    ("types", "is_verified", "said"),
    [
        (("delete",), False, CHECKED_LATER),
        (("delete",), True, CHECKED_ALREADY),
        (("know_specific",), True, CHECKED_ALREADY),
        (("opt_out",), False, NEVER_CHECKED),
        (("limit",), False, NEVER_CHECKED),
    ],
)
def test_a_confirmation_says_whether_the_person_is_checked(story: Story, types: tuple[str, ...], is_verified: bool, said: str) -> None:
    request_id = story.take(*types)
    if is_verified:
        story.verify(request_id)
    text = page(story, begun(story, request_id, LetterKind.CONFIRM_RECEIPT))
    assert [words for words in (CHECKED_LATER, CHECKED_ALREADY, NEVER_CHECKED) if words in text] == [said]


def test_a_joined_request_names_the_earlier_case_and_its_days(story: Story) -> None:
    said = page(story, begun(story, joined(story), LetterKind.DUPLICATE))
    assert "goes on as case 2026-000001. It counts from Tuesday, March 3, 2026" in said
    assert "no later than Friday, April 17, 2026." in said


def test_a_late_answer_says_the_day_it_was_due(story: Story) -> None:
    said = page(story, begun(story, late(story), LetterKind.LATE))
    assert "You should have had our answer by Friday, April 17, 2026. We are late, and we are sorry." in said


def test_categories_that_cannot_be_verified_come_with_the_notice(story: Story) -> None:
    said = page(story, unverified(story, "know_categories"))
    assert "PRIVACY NOTICE FOR PEOPLE WHO LIVE IN CALIFORNIA" in said
    assert "- Internet activity" in said
    assert "We do not sell or share your personal information." in said


def test_the_notice_goes_with_any_letter_an_officer_chooses(story: Story) -> None:
    letter_id = granted(story, "delete")
    assert "PRIVACY NOTICE" not in page(story, letter_id)
    save_letter(story.desk("officer"), letter_id, slots={"enclose_notice": "yes"}, format=LetterFormat.TEXT)
    content = preview_letter(story.desk("officer"), letter_id).content
    assert content is not None
    assert "PRIVACY NOTICE" in content.decode()


def test_a_letter_to_the_person_says_which_agent_asked(story: Story) -> None:
    said = page(story, begun(story, by(story, RequestorKind.AUTHORIZED_AGENT, "delete"), LetterKind.CONFIRM_RECEIPT))
    assert "Clearpath Privacy made it for you." in said


@pytest.mark.parametrize("types", ["opt_out", "limit"])
def test_nobody_confirms_an_agent_for_a_stop(story: Story, types: str) -> None:
    request_id = by(story, RequestorKind.AUTHORIZED_AGENT, types)
    with pytest.raises(DomainError, match="letter_never_calls_back"):
        begun(story, request_id, LetterKind.CONFIRM_AGENT)
    said = page(story, begun(story, request_id, LetterKind.AGENT_PERMISSION))
    assert "we do not ask Ana Peña to call us" in said


MISFITS = {
    LetterKind.AGENT_PERMISSION: "letter_needs_agent",
    LetterKind.CONFIRM_AGENT: "letter_needs_agent",
    LetterKind.PARENT_FORM: "letter_needs_parent",
    LetterKind.FEE_QUOTE: "no_fee_stated",
    LetterKind.OPT_IN_CONFIRM: "letter_needs_opt_in",
    LetterKind.CORRECTED_SHOWN: "letter_needs_correction",
    LetterKind.LATE: "answer_not_late",
    LetterKind.WITHDRAWAL: "letter_needs_withdrawal",
    LetterKind.DUPLICATE: "letter_needs_join",
}


@pytest.mark.parametrize("kind", BEGUN_BY_HAND)
def test_a_letter_that_makes_no_sense_is_neither_offered_nor_begun(story: Story, kind: LetterKind) -> None:
    request_id = story.take("delete")
    with story.office.store.unit_of_work() as uow:
        request, deadlines = uow.requests.get(request_id), uow.deadlines.where(request_id=request_id)
        case = uow.cases.get(request.case_id)
    offered = kinds_that_fit(case, (request,), deadlines, (), today=story.desk("officer").today())
    assert (kind in offered) is (kind not in MISFITS)
    if kind in MISFITS:
        with pytest.raises(DomainError, match=MISFITS[kind]):
            begun(story, request_id, kind)


def test_a_notice_tells_the_place_and_counts_it_as_asked_when_it_left(story: Story) -> None:
    request_id = story.take("delete")
    story.verify(request_id)
    story.grant(request_id)
    place_id = place(story, request_id, PlaceKind.SERVICE_PROVIDER)
    letter_id = str(draft_notice(story.desk("officer"), place_id).created_id)
    said = page(story, letter_id)
    assert "To Redwood Mail:" in said
    assert "- Ana Peña\n- 1200 Main St, Apt 4, Oakland, CA 94601-2218" in said
    assert "WHAT TO DELETE" not in said
    assert "- Customer records" in said
    with pytest.raises(DomainError, match="notice_drafted_already"):
        draft_notice(story.desk("officer"), place_id)
    submit_letter(story.desk("officer"), letter_id)
    approve_letter(story.desk("second"), letter_id)
    record_dispatch(story.desk("officer"), letter_id, method=DispatchMethod.EMAIL, on=story.desk("officer").today())
    with story.office.store.unit_of_work() as uow:
        told = uow.work_items.get(place_id)
    assert (told.state, told.asked_on) == (WorkState.ASKED, date(2026, 3, 3))


def test_no_notice_before_it_is_granted_and_none_to_our_own_systems(story: Story) -> None:
    request_id = story.take("delete")
    story.verify(request_id)
    with pytest.raises(DomainError, match="notice_needs_decision"):
        draft_notice(story.desk("officer"), place(story, request_id, PlaceKind.SERVICE_PROVIDER))
    story.grant(request_id)
    with pytest.raises(DomainError, match="place_is_not_told"):
        draft_notice(story.desk("officer"), place(story, request_id, PlaceKind.SYSTEM_OF_RECORD))
    with pytest.raises(DomainError, match="notice_comes_from_place"):
        begun(story, request_id, LetterKind.NOTICE_DELETE)


def test_a_part_held_for_a_client_tells_the_client_only_that_part(story: Story) -> None:
    with story.office.store.unit_of_work() as uow:
        client = uow.clients.get("client-lakeside")
        uow.clients.replace(replace(client, instructions="forward"))
        uow.commit()
    whole = story.take("delete")
    story.verify(whole)
    part = str(split_for_client(story.desk("officer"), whole, client_id="client-lakeside", categories=("Customer records",)).created_id)
    said = page(story, str(draft_notice(story.desk("officer"), place(story, part, PlaceKind.BUSINESS_CLIENT)).created_id))
    assert "To Lakeside Credit Union:" in said
    assert "Privacy Desk\n400 Lake Street\nOakland, CA 94610" in said
    assert "- Customer records" in said
    assert "Part of the information we have about you" in page(story, answered(story, part))


def test_nothing_found_wants_the_systems_searched(story: Story) -> None:
    request_id = story.take("know_categories")
    story.verify(request_id)
    decide_category(
        story.desk("officer"), request_id, category="Everything", outcome=DecisionOutcome.REFUSED, ground_code="no_data",
        facts="We looked for name and phone.",
    )  # fmt: skip
    with pytest.raises(DomainError, match="systems_open"):
        answered(story, request_id)
    story.do_work(request_id)
    said = page(story, answered(story, request_id))
    assert "- Account core\n- Letter archive" in said


def test_the_lists_of_the_policy_are_in_the_letters_language(story: Story) -> None:
    request_id = worked(story, "know_categories", reply_language="es")
    story.grant(request_id, "Personal identifiers")
    said = page(story, answered(story, request_id))
    assert "- Identificadores personales" in said
    assert "- Para prestar servicios a nuestros clientes comerciales\n- Para cumplir la normativa" in said


def test_words_that_nobody_wrote_in_the_language_are_named_to_the_officer(story: Story) -> None:
    request_id = worked(story, "delete", reply_language="es")
    story.grant(request_id, "Personal identifiers")
    story.grant(request_id, "Bird pictures")
    shown = preview_letter(story.desk("officer"), answered(story, request_id))
    check = next(one for one in shown.checks if one.code == "in_its_language")
    assert (check.ok, check.facts) == (False, {"text": "Bird pictures", "count": 1})
    assert shown.content is not None


def test_an_english_letter_is_not_checked_for_its_language(story: Story) -> None:
    shown = preview_letter(story.desk("officer"), granted(story, "delete"))
    assert "in_its_language" not in {check.code for check in shown.checks}
