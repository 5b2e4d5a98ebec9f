"""A draft is checked like a released version, shows what it would do, and moves no case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caseapp.domain.deadlines import DeadlineKind, due_dates_at_receipt
from caseapp.domain.errors import DomainError
from caseapp.domain.request_type import RequestType
from caseapp.domain.rulebook import Rulebook
from caseapp.rulebook.draft_files import load_draft_regime
from caseapp.services.trouble import Trouble
from tests.rulebook.shipped import read, shipped_rulebook

BOOK = shipped_rulebook()
DRAFT = (
    read("regimes/us_ca/2027.toml")
    .decode()
    .replace('version = "2027"', 'version = "2028-draft"')
    .replace("effective_from = 2027-01-01", "effective_from = 2028-01-01")
    .replace('id = "answer"\nkind = "answer"', 'id = "answer"  # shorter\nkind = "answer"')
    .replace("count = 45", "count = 30", 1)
)


def draft(tmp_path: Path, text: str = DRAFT) -> Path:
    path = tmp_path / "draft of counsel.toml"
    path.write_text(text, encoding="utf-8")
    return path


def last_day(received: str, book: Rulebook = BOOK) -> date:
    received_on = date.fromisoformat(received)
    regime = book.regime_for("us_ca", received_on)
    dues = due_dates_at_receipt(regime, BOOK.lists, RequestType.DELETE, received_on)
    return next(due.last_day_on for due in dues if due.kind is DeadlineKind.ANSWER)


def test_a_draft_shows_what_it_would_do_from_its_first_day_and_nothing_before(tmp_path: Path) -> None:
    with_draft = BOOK.with_draft(load_draft_regime(draft(tmp_path), BOOK))
    assert last_day("2027-12-31", with_draft) == last_day("2027-12-31") == date(2028, 2, 14)
    assert (last_day("2028-01-01", with_draft), last_day("2028-01-01")) == (date(2028, 1, 31), date(2028, 2, 15))


def test_a_case_still_finds_the_version_and_hash_it_keeps(tmp_path: Path) -> None:
    with_draft = BOOK.with_draft(load_draft_regime(draft(tmp_path), BOOK))
    for regime in BOOK.regimes:
        assert with_draft.regime_version("us_ca", regime.version) is regime
    assert BOOK.regimes == shipped_rulebook().regimes  # what is in force was not touched


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('version = "2028-draft"', 'version = "2027"', 5, "version 2027 is released already; a draft has a version of its own"),
        ('id = "us_ca"', 'id = "us_nv"', 4, "no regime 'us_nv' is known; known are us_ca"),
        ('business_zone = "America/Los_Angeles"', 'business_zone = "UTC"', 7, "the versions of a regime must share one business zone"),
        (
            "effective_from = 2028-01-01",
            "effective_from = 2020-01-01",
            6,
            "the draft begins before the first released version, 2023-01-01",
        ),
        ("count = 10", 'count = "ten"', 14, "'count' must be a whole number"),
        ('citation = "11 CCR 7021(a)"', "", 10, "the key 'citation' is missing"),
        ("effective_from = 2028-01-01", "effective_form = 2028-01-01", 1, "the key 'effective_from' is missing"),
    ],
)
def test_a_faulty_draft_is_named_with_file_and_line(tmp_path: Path, old: str, new: str, line: int, reason: str) -> None:
    with pytest.raises(Trouble) as caught:
        load_draft_regime(draft(tmp_path, DRAFT.replace(old, new, 1)), BOOK)
    assert caught.value.code == "resource_faulty"
    assert caught.value.facts == {"file": "draft of counsel.toml", "line": line, "reason": reason}


def test_a_draft_that_is_not_there_and_one_that_was_put_in_twice(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        load_draft_regime(tmp_path / "none.toml", BOOK)
    assert (caught.value.code, caught.value.facts) == ("resource_missing", {"file": "none.toml"})
    loaded = load_draft_regime(draft(tmp_path), BOOK)
    with pytest.raises(ValueError, match="released already"):
        BOOK.with_draft(loaded).with_draft(loaded)


def test_one_off_days_of_what_if_lie_inside_the_tables() -> None:
    more = BOOK.with_extra_days([date(2027, 1, 8)])
    assert more.lists.extra == {date(2027, 1, 8)}
    assert BOOK.lists.extra == frozenset()
    with pytest.raises(DomainError) as caught:
        BOOK.with_extra_days([date(2099, 1, 1)])
    assert caught.value.code == "calendar_ends"
