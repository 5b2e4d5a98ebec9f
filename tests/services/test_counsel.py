"""For counsel: what has to be read, who approved which words, and what of the policy is stale."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from caseapp.domain.counsel import CounselItem
from caseapp.domain.errors import DomainError, NotAllowed
from caseapp.services.counsel import counsel_list, record_review, withdraw_review
from caseapp.services.desk import Desk
from tests.house import TestHouse

ON = date(2026, 3, 2)


class ChangedFiles:
    """The same files, with the words of one item changed."""

    def __init__(self, desk: Desk, key: str) -> None:
        self._files = desk.law_files
        self._key = key

    def counsel_items(self) -> tuple[CounselItem, ...]:
        return tuple(replace(one, fingerprint="f" * 64) if one.key == self._key else one for one in self._files.counsel_items())

    def promises(self) -> tuple[object, ...]:
        return self._files.promises()


def test_everything_open_is_listed_with_text_effect_file_and_line(house: TestHouse) -> None:
    found = counsel_list(house.officer())
    assert found.open_count == len(found.entries) > 50
    repeat = next(one.item for one in found.entries if one.item.key == "regimes/us_ca/2026.toml#limit.repeat_correction")
    assert repeat.citation == "11 CCR 7023(g)"
    assert dict(repeat.effect)["count"] == "6"
    assert repeat.line > 1


def test_the_policy_stands_beside_the_law(house: TestHouse) -> None:
    promises = counsel_list(house.officer()).promises
    assert [one.id for one in promises] == [f"p{number}" for number in range(1, 20)]
    twelve_months = promises[11]
    assert twelve_months.is_stale
    assert "1 January 2022" in twelve_months.law
    assert {one.id for one in promises if one.is_stale} == {"p2", "p4", "p5", "p9", "p11", "p12", "p17"}


def test_an_approval_stands_until_the_words_change(house: TestHouse) -> None:
    desk = house.admin()
    item = counsel_list(desk).entries[0].item
    record_review(desk, item.key, item.fingerprint, reviewed_by="J. Ortiz, counsel", reviewed_on=ON, note="Read against Westlaw")
    entry = counsel_list(desk).entries[0]
    assert entry.review is not None
    assert (entry.review.reviewed_by, entry.review.reviewed_on, entry.review.note) == ("J. Ortiz, counsel", ON, "Read against Westlaw")
    later = replace(desk, law_files=ChangedFiles(desk, item.key))  # type: ignore[arg-type]
    changed = counsel_list(later).entries[0]
    assert (changed.review, changed.was_reviewed) == (None, True)
    with pytest.raises(DomainError, match="counsel_item_changed"):
        record_review(later, item.key, item.fingerprint, reviewed_by="J. Ortiz", reviewed_on=ON)


def test_the_record_keeps_who_said_it_and_second_thoughts(house: TestHouse) -> None:
    desk = house.admin()
    item = counsel_list(desk).entries[0].item
    record_review(desk, item.key, item.fingerprint, reviewed_by="J. Ortiz", reviewed_on=ON)
    withdraw_review(desk, item.key, item.fingerprint, reason="The section was renumbered")
    assert counsel_list(desk).entries[0].review is None
    with desk.uow() as uow:
        assert [one.is_withdrawn for one in uow.counsel_reviews.where()] == [False, True]
        actions = [one for one in uow.history.entries() if one.thing == "counsel_item"]
    assert [one.action for one in actions] == ["counsel_reviewed", "counsel_review_withdrawn"]
    assert dict(actions[0].facts)["item"] == item.key
    assert "Ortiz" not in repr(actions)
    with pytest.raises(DomainError, match="review_not_there"):
        withdraw_review(desk, item.key, item.fingerprint, reason="again")


@pytest.mark.parametrize(
    ("by", "on", "field"), [(" ", ON, "reviewed_by"), ("J. Ortiz", date(2026, 3, 3) + timedelta(days=1), "reviewed_on")]
)
def test_who_and_when_are_wanted(house: TestHouse, by: str, on: date, field: str) -> None:
    desk = house.admin()
    item = counsel_list(desk).entries[0].item
    with pytest.raises(DomainError) as refused:
        record_review(desk, item.key, item.fingerprint, reviewed_by=by, reviewed_on=on)
    assert refused.value.field == field


def test_an_officer_reads_and_does_not_record(house: TestHouse) -> None:
    desk = house.officer()
    item = counsel_list(desk).entries[0].item
    with pytest.raises(NotAllowed):
        record_review(desk, item.key, item.fingerprint, reviewed_by="J. Ortiz", reviewed_on=ON)


def test_entries_cannot_be_changed_in_the_store(house: TestHouse) -> None:
    desk = house.admin()
    item = counsel_list(desk).entries[0].item
    record_review(desk, item.key, item.fingerprint, reviewed_by="J. Ortiz", reviewed_on=ON)
    with desk.uow() as uow, pytest.raises(Exception, match="only ever added to"):
        uow.counsel_reviews.replace(replace(uow.counsel_reviews.where()[0], reviewed_by="Somebody"))
