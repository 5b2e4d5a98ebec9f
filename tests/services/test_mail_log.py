"""The mail log: a line a letter, corrections beside what they put right, and nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import DispatchMethod
from caseapp.exchange.csv_out import csv_bytes
from caseapp.services.desk import Desk
from caseapp.services.dispatch import correct_dispatch, record_dispatch, record_return
from caseapp.services.mail_log import FORM_COLUMNS, NOTE, batch_log, day_log, day_manifest
from caseapp.services.mailroom import (
    batch_manifest,
    count_batch,
    dispatch_batch,
    make_batch,
    mark_checked,
    mark_sent_to_printer,
    set_tracking,
)
from tests.services.conftest import Story

CERTIFIED, OTHER_CERTIFIED = "9400 1112 0108 0805 4830 16", "7112 3456 7891 2345 6787"


def _letter(story: Story, **changes: object) -> str:
    request_id = story.take("opt_out", **changes)
    story.do_work(request_id)
    return story.approved_answer(request_id)


def _clerk(story: Story) -> Desk:
    return replace(story.desk("clerk"), csv=csv_bytes)


def _counted(story: Story, *letter_ids: str) -> str:
    clerk = story.desk("clerk")
    batch_id = make_batch(clerk, letter_ids).created_id
    assert batch_id is not None
    mark_sent_to_printer(clerk, batch_id, printer="x")
    mark_checked(clerk, batch_id)
    count_batch(clerk, batch_id, len(letter_ids))
    return batch_id


def _pieces(story: Story, batch_id: str):  # type: ignore[no-untyped-def]
    with story.office.store.unit_of_work() as uow:
        return sorted(uow.mail_pieces.where(batch_id=batch_id), key=lambda piece: piece.position)


def _rows(content: bytes) -> list[dict[str, str]]:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[-1]["No."] == NOTE
    return rows[:-1]


def _text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def _actions(story: Story, letter_id: str):  # type: ignore[no-untyped-def]
    with story.office.store.unit_of_work() as uow:
        return uow.dispatches.where(letter_id=letter_id)


def test_certified_letters_leave_with_their_numbers_and_the_rest_without(story: Story) -> None:
    batch_id = _counted(story, _letter(story), _letter(story, name="Bo Other", postal_code="94601"))
    clerk = _clerk(story)
    first, second = _pieces(story, batch_id)
    set_tracking(clerk, first.id, CERTIFIED)
    with pytest.raises(DomainError) as refusal:
        set_tracking(clerk, second.id, CERTIFIED)
    assert refusal.value.code == "tracking_used_already"
    with pytest.raises(DomainError) as refusal:
        set_tracking(clerk, second.id, CERTIFIED[:-1] + "7")
    assert refusal.value.code == "tracking_check_differs"
    with pytest.raises(DomainError) as refusal:
        dispatch_batch(clerk, batch_id, on=clerk.today(), method=DispatchMethod.CERTIFIED_MAIL)
    assert (refusal.value.code, refusal.value.facts) == ("tracking_missing", {"positions": (2,)})
    dispatch_batch(clerk, batch_id, on=clerk.today())
    rows = _rows(batch_log(clerk, batch_id))
    assert [row["Method"] for row in rows] == ["certified_mail", "first_class_mail"]
    assert rows[0][FORM_COLUMNS[1]] == "9400111201080805483016"
    assert rows[1][FORM_COLUMNS[1]].endswith("002/002")
    assert [row["State"] for row in rows] == ["mailed", "mailed"]


def test_a_number_of_a_letter_that_was_posted_singly_is_not_taken_again(story: Story) -> None:
    record_dispatch(
        story.desk("officer"), _letter(story), method=DispatchMethod.CERTIFIED_MAIL, on=_clerk(story).today(), proof=CERTIFIED
    )  # fmt: skip
    batch_id = _counted(story, _letter(story, name="Bo Other", postal_code="94601"))
    with pytest.raises(DomainError) as refusal:
        set_tracking(_clerk(story), _pieces(story, batch_id)[0].id, CERTIFIED)
    assert refusal.value.code == "tracking_used_already"


def test_a_wrong_scan_is_scanned_over_and_an_empty_one_takes_it_away(story: Story) -> None:
    batch_id = _counted(story, _letter(story))
    clerk = _clerk(story)
    (piece,) = _pieces(story, batch_id)
    set_tracking(clerk, piece.id, CERTIFIED)
    set_tracking(clerk, piece.id, OTHER_CERTIFIED)
    assert _pieces(story, batch_id)[0].tracking == "71123456789123456787"
    set_tracking(clerk, piece.id, "")
    assert _pieces(story, batch_id)[0].tracking == ""
    with story.office.store.unit_of_work() as uow:
        told = [entry for entry in uow.history.entries() if entry.action.startswith("piece_number")]
    assert [entry.action for entry in told] == ["piece_numbered", "piece_numbered", "piece_number_taken_back"]
    assert all("9400" not in str(entry.facts) for entry in told)


def test_both_dates_of_a_corrected_mailing_stay_in_the_log(story: Story) -> None:
    letter_id = _letter(story)
    story.go_to(story.desk("clerk").today() + timedelta(days=2))
    batch_id = _counted(story, letter_id)
    clerk, today = _clerk(story), story.desk("clerk").today()
    dispatch_batch(clerk, batch_id, on=today)
    before = today - timedelta(days=1)
    correct_dispatch(story.desk("officer"), _actions(story, letter_id)[0].id, on=before, reason="It left a day earlier.")
    rows = _rows(batch_log(clerk, batch_id))
    assert [(row["Mailed on"], row["State"]) for row in rows] == [
        (today.isoformat(), "put right by a later entry"), (before.isoformat(), "mailed"),
    ]  # fmt: skip
    assert rows[1]["Correction reason"] == "It left a day earlier."
    assert [row["State"] for row in _rows(day_log(clerk, before))] == ["put right by a later entry", "mailed"]
    assert [row["State"] for row in _rows(day_log(clerk, today))] == ["put right by a later entry"]
    assert "Ana" in _text(day_manifest(clerk, before)) or "ANA" in _text(day_manifest(clerk, before))
    with pytest.raises(DomainError) as refusal:
        day_manifest(clerk, today)
    assert refusal.value.code == "nothing_left_on_day"


def test_a_day_has_what_left_in_batches_and_singly_but_not_by_e_mail(story: Story) -> None:
    batched, single, mailed = _letter(story), _letter(story, name="Bo Single"), _letter(story, name="Cy Mail")
    clerk = _clerk(story)
    dispatch_batch(clerk, _counted(story, batched), on=clerk.today())
    record_dispatch(clerk, single, method=DispatchMethod.CERTIFIED_MAIL, on=clerk.today(), proof="9400111201080805483016")
    record_dispatch(clerk, mailed, method=DispatchMethod.EMAIL, on=clerk.today())
    rows = _rows(day_log(clerk, clerk.today()))
    assert [row["Piece"] != "" for row in rows] == [True, False]
    assert rows[1][FORM_COLUMNS[1]] == "9400111201080805483016"
    record_return(clerk, single, on=clerk.today(), reason="Not at this address")
    rows = _rows(day_log(clerk, clerk.today()))
    assert (rows[1]["State"], rows[1]["Return reason"]) == ("returned", "Not at this address")


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "@SUM(A1)", "+1-2", "-2+3"])
def test_a_name_is_no_formula(story: Story, name: str) -> None:
    batch_id = _counted(story, _letter(story, name=name))
    content = batch_log(_clerk(story), batch_id)
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        for cell in row:
            assert not cell.startswith(("=", "+", "-", "@", "\t")), cell


def test_the_papers_say_which_form_their_columns_are_of(story: Story) -> None:
    batch_id = _counted(story, _letter(story))
    clerk = _clerk(story)
    assert "those of the form of January 2017" in " ".join(_text(batch_manifest(clerk, batch_id)).split())
    assert NOTE.encode() in batch_log(clerk, batch_id)
    assert "mail_log_taken" in story.actions()


def test_the_post_is_told_envelopes_and_the_log_letters(story: Story) -> None:
    first, second, other = _letter(story), _letter(story), _letter(story, name="Bo Other", postal_code="94601")
    with story.office.store.unit_of_work() as uow:
        for letter_id in (first, second):
            uow.cases.replace(replace(uow.cases.get(uow.letters.get(letter_id).case_id), consumer_id="one"))
        uow.commit()
    clerk = _clerk(story)
    batch_id = make_batch(clerk, [first, second, other]).created_id
    assert batch_id is not None
    mark_sent_to_printer(clerk, batch_id, printer="x")
    mark_checked(clerk, batch_id)
    count_batch(clerk, batch_id, 2)
    shared = next(piece for piece in _pieces(story, batch_id) if piece.letter_id == first)
    set_tracking(clerk, shared.id, CERTIFIED)
    dispatch_batch(clerk, batch_id, on=clerk.today())
    for paper in (batch_manifest(clerk, batch_id), day_manifest(clerk, clerk.today())):
        text = _text(paper)
        assert text.count("9400111201080805483016") == 1
        assert text.count("Bo Other") == 1
    rows = _rows(batch_log(clerk, batch_id))
    assert len(rows) == 3
    assert [row["Method"] for row in rows].count("certified_mail") == 2
