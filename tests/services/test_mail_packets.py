"""One envelope for one person: letters are put together where that is certain, and never where two people could be meant."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pypdfium2
import pytest

from caseapp.domain.correspondence import PieceState
from caseapp.services.mail_packets import envelope_faces, shared_envelopes
from caseapp.services.mailroom import (
    batch_content,
    count_batch,
    dispatch_batch,
    make_batch,
    mark_checked,
    mark_sent_to_printer,
    return_piece_to_queue,
)
from tests.services.conftest import Story


def _letter(story: Story, **changes: object) -> str:
    request_id = story.take("opt_out", **changes)
    story.do_work(request_id)
    return story.approved_answer(request_id)


def _same_person(story: Story, *letter_ids: str, consumer: str = "consumer-1") -> None:
    with story.office.store.unit_of_work() as uow:
        for letter_id in letter_ids:
            case = uow.cases.get(uow.letters.get(letter_id).case_id)
            uow.cases.replace(replace(case, consumer_id=consumer))
        uow.commit()


def _pieces(story: Story, batch_id: str | None):  # type: ignore[no-untyped-def]
    with story.office.store.unit_of_work() as uow:
        return sorted(uow.mail_pieces.where(batch_id=batch_id), key=lambda piece: piece.position)


def test_letters_to_one_person_go_in_one_envelope(story: Story) -> None:
    first, second, other = _letter(story), _letter(story), _letter(story, name="Bo Other", postal_code="94601")
    _same_person(story, first, second)
    clerk = story.desk("clerk")
    assert [set(one) for one in shared_envelopes(clerk)] == [{first, second}]
    pieces = _pieces(story, make_batch(clerk, [first, other, second]).created_id)
    by_letter = {piece.letter_id: piece.packet for piece in pieces}
    assert by_letter[first] == by_letter[second] != by_letter[other]
    assert [piece.packet for piece in pieces] == sorted(piece.packet for piece in pieces)


def test_nobody_has_to_share(story: Story) -> None:
    first, second = _letter(story), _letter(story)
    _same_person(story, first, second)
    pieces = _pieces(story, make_batch(story.desk("clerk"), [first, second], share_envelopes=False).created_id)
    assert [piece.packet for piece in pieces] == [1, 2]


def test_envelopes_are_counted_not_letters(story: Story) -> None:
    first, second, other = _letter(story), _letter(story), _letter(story, name="Bo Other")
    _same_person(story, first, second)
    clerk = story.desk("clerk")
    batch_id = make_batch(clerk, [first, second, other]).created_id
    assert batch_id is not None
    mark_sent_to_printer(clerk, batch_id, printer="x")
    mark_checked(clerk, batch_id)
    count_batch(clerk, batch_id, 2)
    shared = [piece for piece in _pieces(story, batch_id) if piece.letter_id in (first, second)]
    return_piece_to_queue(clerk, shared[0].id)
    count_batch(clerk, batch_id, 2)
    dispatch_batch(clerk, batch_id, on=clerk.today())
    states = [piece.state for piece in _pieces(story, batch_id)]
    assert sorted(states) == sorted([PieceState.BACK_IN_QUEUE, PieceState.DISPATCHED, PieceState.DISPATCHED])


TWINS = {
    "another person of the same name and address": {},
    "another name": {"name": "Ana M. Reyes-Other"},
    "another flat": {"unit": "Apt 9"},
    "another street": {"street": "77 Other St"},
    "another ZIP": {"postal_code": "94601"},
}


@pytest.mark.parametrize("twin", list(TWINS))
@pytest.mark.parametrize("linked", [False, True])
def test_two_people_never_share_an_envelope(story: Story, twin: str, linked: bool) -> None:
    """Tried with everything else alike: the same house, the same name, a record that links them to one another or to others."""
    first, second = _letter(story), _letter(story, **TWINS[twin])
    if linked and twin != "another person of the same name and address":
        _same_person(story, first, second)  # one person with two addresses or names: still two envelopes
    elif linked:
        _same_person(story, first, consumer="consumer-1")
        _same_person(story, second, consumer="consumer-2")
    assert shared_envelopes(story.desk("clerk")) == ()
    pieces = _pieces(story, make_batch(story.desk("clerk"), [first, second]).created_id)
    assert len({piece.packet for piece in pieces}) == 2


def test_in_every_order_an_envelope_holds_one_person(story: Story) -> None:
    letters = [_letter(story) for _ in range(4)]
    _same_person(story, letters[0], letters[2], consumer="one")
    _same_person(story, letters[1], letters[3], consumer="two")
    people = {letters[0]: "one", letters[2]: "one", letters[1]: "two", letters[3]: "two"}
    clerk = story.desk("clerk")
    before = (dict(story.office.store.kept), story.office.store.history, dict(story.office.store.series))
    for order in itertools.permutations(letters):
        pieces = _pieces(story, make_batch(clerk, order).created_id)
        for _, group in itertools.groupby(pieces, key=lambda piece: piece.packet):
            assert len({people[piece.letter_id] for piece in group}) == 1
        assert len({piece.packet for piece in pieces}) == 2
        story.office.store.kept, story.office.store.history, story.office.store.series = before
        before = (dict(before[0]), before[1], dict(before[2]))


def test_an_envelope_takes_no_more_sheets_than_it_may(story: Story) -> None:
    first, second, third = _letter(story), _letter(story), _letter(story)
    _same_person(story, first, second, third)
    with story.office.store.unit_of_work() as uow:
        for letter_id, pages in ((first, 4), (second, 4), (third, 9)):
            uow.letters.replace(replace(uow.letters.get(letter_id), pages=pages))
        uow.commit()
    pieces = _pieces(story, make_batch(story.desk("clerk"), [first, second, third]).created_id)
    by_letter = {piece.letter_id: piece for piece in pieces}
    assert by_letter[first].packet == by_letter[second].packet != by_letter[third].packet
    assert (by_letter[first].envelope, by_letter[third].envelope) == ("w10_strict", "flat_9x12")


def test_abroad_comes_last_in_the_tray(story: Story) -> None:
    letters = [
        _letter(story, postal_code="", state="", city="London", country="United Kingdom", unit="Flat 2"),
        _letter(story, postal_code="94601"), _letter(story, postal_code="90210"),
    ]  # fmt: skip
    pieces = _pieces(story, make_batch(story.desk("clerk"), letters).created_id)
    assert [piece.letter_id for piece in pieces] == [letters[2], letters[1], letters[0]]


def test_a_page_that_was_changed_in_the_store_is_not_printed(story: Story) -> None:
    letter_id = _letter(story)
    clerk = story.desk("clerk")
    batch_id = make_batch(clerk, [letter_id]).created_id
    assert batch_id is not None
    with story.office.store.unit_of_work() as uow:
        letter = uow.letters.get(letter_id)
        assert letter.content is not None
        uow.letters.replace(replace(letter, content=letter.content[:-1] + b"x"))
        uow.commit()
    with pytest.raises(Exception, match="letter_bytes_changed"):
        batch_content(clerk, batch_id)


def test_flats_get_a_printed_face_each(story: Story) -> None:
    thin, thick, other = _letter(story), _letter(story, name="Bo Flat"), _letter(story, name="Cy Flat", postal_code="94601")
    with story.office.store.unit_of_work() as uow:
        for letter_id in (thick, other):
            uow.letters.replace(replace(uow.letters.get(letter_id), pages=9))
        uow.commit()
    clerk = story.desk("clerk")
    batch_id = make_batch(clerk, [thin, thick, other]).created_id
    assert batch_id is not None
    faces = pypdfium2.PdfDocument(envelope_faces(clerk, batch_id))
    assert [tuple(round(side / 72, 1) for side in page.get_size()) for page in faces] == [(9.0, 12.0), (9.0, 12.0)]
    texts = [page.get_textpage().get_text_range() for page in faces]
    assert sorted(name for name in ("BO FLAT", "CY FLAT") for text in texts if name in text) == ["BO FLAT", "CY FLAT"]
    other_batch = make_batch(clerk, [_letter(story)]).created_id
    assert other_batch is not None
    with pytest.raises(Exception, match="no_face_to_print"):
        envelope_faces(clerk, other_batch)


def test_the_cover_list_says_what_goes_together(story: Story) -> None:
    first, second, thick = _letter(story), _letter(story), _letter(story, name="Bo Flat", postal_code="94607")
    _same_person(story, first, second)
    with story.office.store.unit_of_work() as uow:
        uow.letters.replace(replace(uow.letters.get(thick), pages=9))
        uow.commit()
    clerk = story.desk("clerk")
    batch_id = make_batch(clerk, [first, second, thick]).created_id
    assert batch_id is not None
    cover = pypdfium2.PdfDocument(batch_content(clerk, batch_id, with_cover=True))[0].get_textpage().get_text_range()
    assert "3 pieces in 2 envelopes" in cover
    assert cover.count("in envelope 1") == 2
    assert cover.count("9x12 envelope") == 1


def test_the_cover_list_names_the_envelope_that_is_not_the_usual_one(story: Story) -> None:
    usual, plain = [_letter(story, name=f"Bo Usual {number}") for number in (1, 2)], _letter(story, name="Bo Plain")
    with story.office.store.unit_of_work() as uow:
        letter = uow.letters.get(plain)
        uow.letters.replace(replace(letter, composed=letter.composed.replace("w10_strict", "plain_10")))
        uow.commit()
    clerk = story.desk("clerk")
    batch_id = make_batch(clerk, [*usual, plain]).created_id
    assert batch_id is not None
    cover = pypdfium2.PdfDocument(batch_content(clerk, batch_id, with_cover=True))[0].get_textpage().get_text_range()
    assert cover.count("plain envelope") == 1
    assert cover.count("window envelope") == 0
