"""Mail, e-mail, web form and visits: the same page, each with its own day of receipt."""

from __future__ import annotations

from datetime import date

from caseapp.domain.channel import Channel
from caseapp.services.views import CaseDetail
from tests.ui.drivers.intake_driver import IntakeDriver


def begin_mail(intake: IntakeDriver) -> None:
    """Begin a request that came by mail: Ctrl+N stands on "Mail" already."""
    intake.press("Ctrl+N")
    intake.press("Ctrl+Return")


def fill_in(intake: IntakeDriver) -> None:
    intake.type_into("intake_name", "Ana Peña")
    intake.choose("intake_types_delete")
    intake.type_into("intake_street", "1200 Main St")
    intake.type_into("intake_city", "Oakland")
    intake.type_into("intake_postal_code", "94601")


def save(intake: IntakeDriver) -> None:
    intake.press("Alt+6")
    intake.press("Ctrl+Return")


def saved_case(intake: IntakeDriver) -> CaseDetail:
    case_id = intake.house.desk.queries.case_id_of(intake.text_of("intake_saved_number"))
    assert case_id is not None
    return intake.house.desk.queries.case_detail(case_id)


def test_a_letter_that_came_yesterday_counts_from_yesterday(intake: IntakeDriver) -> None:
    begin_mail(intake)
    fill_in(intake)
    intake.type_into("intake_received", "yesterday 2:05 pm")
    assert intake.page.form_view.request.received.echo.text() == "Monday, March 2, 2026, 2:05 PM, yesterday"
    intake.type_into("intake_late_entry_reason", "mail room closed at noon")
    save(intake)
    detail = saved_case(intake)
    assert detail.case.channel is Channel.MAIL
    assert detail.case.received_on == date(2026, 3, 2)
    assert detail.case.late_entry_reason == "mail room closed at noon"
    assert detail.case.oral_confirmation_at is None
    assert "Plan the answer by Wed Apr 15, 2026." in intake.page.saved_view.texts


def test_the_preview_follows_the_day_typed(intake: IntakeDriver) -> None:
    begin_mail(intake)
    intake.choose("intake_types_delete")
    before = intake.page.form_view.card.text
    intake.type_into("intake_received", "2/20/2026")
    assert before == "Confirm by Fri Mar 13     Answer by Thu Apr 16"
    assert intake.page.form_view.card.text == "Confirm by Wed Mar 4     Answer by Fri Apr 3"


def test_a_day_before_today_wants_a_reason(intake: IntakeDriver) -> None:
    begin_mail(intake)
    assert not intake.has("intake_late_entry_reason")
    fill_in(intake)
    intake.type_into("intake_received", "yesterday")
    assert intake.has("intake_late_entry_reason")
    save(intake)
    assert intake.page.form_view.summary.sentences == ("It reached us before today. Say in a few words why it is entered only now.",)


def test_31_february_is_told_exactly(intake: IntakeDriver) -> None:
    begin_mail(intake)
    fill_in(intake)
    intake.type_into("intake_received", "February 31")
    save(intake)
    sentence = "This day does not exist. Look at the calendar and write it again."
    assert intake.page.form_view.summary.sentences == (sentence,)
    assert intake.page.form_view.rows()["received"].problem == sentence
    assert intake.text_of("intake_received") == "February 31"


def test_a_receipt_to_come_is_refused(intake: IntakeDriver) -> None:
    begin_mail(intake)
    fill_in(intake)
    intake.type_into("intake_received", "tomorrow 9 am")
    assert "still to come" in intake.page.form_view.request.received.echo.text()
    save(intake)
    assert intake.page.form_view.summary.sentences == (
        "The day it reached us is still to come. Write when it came, or leave the field empty for now.",
    )


def test_nothing_typed_means_now(intake: IntakeDriver) -> None:
    begin_mail(intake)
    fill_in(intake)
    save(intake)
    assert saved_case(intake).case.received_on == date(2026, 3, 3)


def test_what_cannot_be_read_yet_is_kept_in_the_draft(intake: IntakeDriver) -> None:
    begin_mail(intake)
    intake.type_into("intake_received", "Feb 31 or so")
    intake.press("Ctrl+W")
    intake.press("Return")
    assert intake.text_of("intake_received") == "Feb 31 or so"


def test_a_day_that_could_be_read_comes_back_the_same(intake: IntakeDriver) -> None:
    begin_mail(intake)
    intake.type_into("intake_received", "3/2/26 14:05")
    intake.press("Ctrl+W")
    intake.press("Ctrl+Shift+N")
    intake.press("Ctrl+W")
    intake.press("Return")
    assert intake.page.form().received_wall == "2026-03-02T14:05"
    assert intake.text_of("intake_received") == "Mon Mar 2, 2026, 14:05"


def test_no_telephone_is_asked_and_nothing_has_to_be_said(intake: IntakeDriver) -> None:
    begin_mail(intake)
    assert not intake.has("intake_line")
    assert not intake.has("intake_caller_number")
    assert not intake.office.call.is_on
    assert intake.page.script.script is not None
    assert intake.page.script.script.id == "other_channels"


def test_the_arrow_keys_choose_how_it_came(intake: IntakeDriver) -> None:
    intake.press("Ctrl+N")
    assert intake.focused == "intake_channel_mail"
    intake.press("Down", 2)
    intake.press("Ctrl+Return")
    intake.type_into("intake_name", "Ana Peña")
    assert intake.page.title == "New request by web form"
