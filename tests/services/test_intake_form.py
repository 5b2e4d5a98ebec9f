"""The form of an intake: kept whole, checked only at the end, one problem a rule."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseapp.domain.channel import Channel
from caseapp.domain.request_type import RequestType
from caseapp.services.intake_form import IntakeForm, form_from_json, form_to_json, holds_secret_number, kept_text, problems_of, receipt_of
from tests.house import FIRST_DAY, sample_form

ZONE = "America/Los_Angeles"
NOW = FIRST_DAY.astimezone(UTC)


def codes(form: IntakeForm, channel: Channel = Channel.PHONE, now_at: datetime = NOW) -> list[tuple[str, str | None]]:
    return [(one.code, one.field) for one in problems_of(form, channel=channel, started_at=NOW, now_at=now_at, zone=ZONE)]


def test_a_complete_form_has_no_problem() -> None:
    assert codes(sample_form("delete")) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"types": ()}, ("no_right_chosen", "types")),
        ({"name": " "}, ("consumer_name_missing", "name")),
        ({"name": "x" * 201}, ("name_too_long", "name")),
        ({"name": "Ana\x07"}, ("name_has_control_characters", "name")),
        ({"letter_name": "x" * 201}, ("name_too_long", "letter_name")),
        ({"requestor_kind": "authorized_agent"}, ("requestor_name_missing", "requestor_name")),
        ({"street": ""}, ("street_missing", "street")),
        ({"city": ""}, ("city_missing", "city")),
        ({"postal_code": ""}, ("postal_code_missing", "postal_code")),
        ({"postal_code": "9460"}, ("postal_code_unreadable", "postal_code")),
        ({"postal_code": "94601-22"}, ("postal_code_unreadable", "postal_code")),
        ({"reply_by": "email", "email": "ana"}, ("email_missing", "email")),
        ({"words": "078-05-1120"}, ("secret_number_typed", "words")),
        ({"period_from": "2026-02-31"}, ("date_unreadable", "period_from")),
        ({"period_from": "2026-02-02", "period_until": "2026-02-01"}, ("period_ends_before_start", "period_until")),
        ({"period_until": "2026-03-04"}, ("period_in_future", "period_until")),
        ({"confirmed_orally": False}, ("confirmation_not_said", "script")),
        ({"unsaid": ("greeting",)}, ("sentence_not_said", "script")),
        ({"unsaid": ("greeting",), "confirmed_orally": False}, ("sentences_not_said", "script")),
    ],
)
def test_each_rule_names_its_field(changes: dict[str, object], problem: tuple[str, str]) -> None:
    assert codes(replace(sample_form("delete"), **changes)) == [problem]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("postal_code", "country"), [("94601", ""), (" 94601-2218 ", ""), ("946012218", ""), ("SW1A 1AA", "United Kingdom")]
)
def test_a_zip_code_has_five_or_nine_digits_and_a_postal_code_abroad_is_free(postal_code: str, country: str) -> None:
    assert codes(replace(sample_form("delete"), postal_code=postal_code, country=country)) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"received_wall": "2026-02-31T10:00"}, ("receipt_unreadable", "received")),
        ({"received_wall": "some day"}, ("receipt_unreadable", "received")),
        ({"received_wall": "2026-03-03T17:01"}, ("receipt_in_future", "received")),
        ({"received_wall": "2026-03-02T12:00"}, ("late_entry_reason_missing", "late_entry_reason")),
    ],
)
def test_what_comes_in_writing_has_a_receipt(changes: dict[str, object], problem: tuple[str, str]) -> None:
    assert codes(replace(sample_form("delete"), **changes), Channel.MAIL) == [problem]  # type: ignore[arg-type]


def test_nothing_typed_means_when_the_entry_was_begun() -> None:
    next_day = NOW + timedelta(days=1)
    form = sample_form("delete")
    assert receipt_of(form, channel=Channel.MAIL, started_at=NOW, now_at=next_day, zone=ZONE).at == NOW
    assert codes(form, Channel.MAIL, next_day) == []


def test_who_calls_can_be_found_by_the_number_that_called() -> None:
    bare = IntakeForm(types=("opt_out",), name="Ana Peña", caller_number="415 555 0134")
    assert codes(bare) == []
    agent = replace(bare, requestor_kind="authorized_agent", requestor_name="Grace Hall")
    assert codes(agent) == [("nothing_to_find_by", "street")]


def test_today_or_with_a_reason_is_no_problem() -> None:
    today = replace(sample_form("delete"), received_wall="2026-03-03T09:00")
    late = replace(sample_form("delete"), received_wall="2026-03-02T09:00", late_entry_reason="weekend")
    assert codes(today, Channel.MAIL) == codes(late, Channel.MAIL) == []


def test_opt_out_and_limit_ask_only_what_finds() -> None:
    bare = IntakeForm(types=("opt_out", "limit"), name="Ana Peña", email="ana@example.org")
    assert not bare.asks_identity
    assert codes(bare) == []
    assert codes(replace(bare, email="")) == [("nothing_to_find_by", "street")]


def test_a_letter_abroad_needs_no_zip() -> None:
    assert codes(replace(sample_form("delete"), postal_code="", country="Ireland")) == []


def test_a_portable_copy_is_specific_pieces_once() -> None:
    assert IntakeForm(portable_copy=True).request_types() == (RequestType.KNOW_SPECIFIC,)
    assert IntakeForm(types=("know_specific", "know_specific"), portable_copy=True).request_types() == (RequestType.KNOW_SPECIFIC,)


def test_a_call_counts_from_its_start_whatever_is_typed() -> None:
    form = replace(sample_form("delete"), received_wall="2026-01-01T10:00")
    later = NOW.replace(hour=23)
    assert receipt_of(form, channel=Channel.PHONE, started_at=NOW, now_at=later, zone=ZONE).at == NOW


@given(
    st.builds(
        IntakeForm,
        name=st.text(max_size=60),
        words=st.text(max_size=200),
        received_wall=st.text(max_size=20),
        types=st.lists(st.sampled_from([str(kind) for kind in RequestType]), max_size=4).map(tuple),
        said=st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9)), max_size=3).map(tuple),
        unsaid=st.lists(st.text(max_size=9), max_size=3).map(tuple),
        step=st.integers(min_value=1, max_value=6),
    )
)
def test_a_form_is_kept_whole_and_never_fails_to_be_checked(form: IntakeForm) -> None:
    assert form_from_json(form_to_json(form)) == form
    problems_of(form, channel=Channel.MAIL, started_at=NOW, now_at=NOW, zone=ZONE)


def test_an_older_draft_gets_the_defaults_and_a_newer_one_loses_what_is_unknown() -> None:
    assert form_from_json('{"name": "Ana", "from_a_later_program": 1}') == IntakeForm(name="Ana")
    assert "said" in {field.name for field in fields(IntakeForm)}


@pytest.mark.parametrize("text", ["078-05-1120", "my number: 078 05 1120.", "4111 1111 1111 1111", "card 5500-0055-5555-5559 please"])
def test_a_secret_number_is_seen(text: str) -> None:
    assert holds_secret_number(text)


@pytest.mark.parametrize(
    "text", ["(415) 555-0134", "account 4111111111111112", "2026-004812", "94601-2218", "paid 1,200.00 on 03-05-2024", ""]
)
def test_other_numbers_are_not(text: str) -> None:
    assert not holds_secret_number(text)


def test_a_name_is_kept_in_one_form() -> None:
    assert kept_text("  Ana Pen\u0303a ") == "Ana Pe\u00f1a"
