"""The palette by keys: what finds a case, commands, roles, and where the focus goes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from caseapp.domain.channel import Channel
from caseapp.domain.operators import Role
from caseapp.services.drafts import save_draft, start_draft
from caseapp.ui.commands import Command
from caseapp.ui.search import section
from caseapp.ui.search.command_match import fit, folded, matching_commands
from caseapp.ui.search.palette import SearchPalette
from tests.house import TestHouse, sample_form
from tests.ui.drivers.base import assert_all_named
from tests.ui.drivers.places import window_at
from tests.ui.drivers.search_driver import SearchDriver

OPENING_MS = 100


@contextmanager
def palette(house: TestHouse, login: str = "r.chen") -> Iterator[SearchDriver]:
    with window_at(house, login, (section,)) as shown:
        yield SearchDriver(shown)


@pytest.fixture
def cases(house: TestHouse, qapp: QApplication) -> dict[str, str]:
    other = replace(
        sample_form("correct"), name="Zoë O'Brien-Núñez", phone="(510) 555-0199", email="zoe@mail.example", street="77 Elm Court",
        city="Fresno", postal_code="93701",
    )  # fmt: skip
    return {"Ana": house.make_case("delete"), "Zoë": house.make_case(form=other)}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("000002", "2026-000002, Correct"),
        ("2", "2026-000002, Correct"),
        ("2026-000002", "2026-000002, Correct"),
        ("zoe", "2026-000002, Correct"),
        ("NUNEZ zoe", "2026-000002, Correct"),
        ("brien nun", "2026-000002, Correct"),
        ("510.555.0199", "2026-000002, Correct, by phone"),
        ("+1 510 555 0199", "2026-000002, Correct, by phone"),
        ("5550199", "2026-000002, Correct, by phone"),
        ("zoe@mail", "2026-000002, Correct, by e-mail"),
        ("elm cou", "2026-000002, Correct, by address"),
        ("93701", "2026-000002, Correct, by address"),
    ],
)
def test_a_case_is_found_however_it_is_remembered(house: TestHouse, cases: dict[str, str], typed: str, found: str) -> None:
    with palette(house) as page:
        assert page.search(typed)[0] == f"Zoë O'Brien-Núñez, {found}, 44 d left"
        assert page.heads()[0] == "Cases"
        page.press("Return")
        assert page.shown.entered[-1] == ("cases", {"case_id": cases["Zoë"]})
        assert not page.is_open()


def test_the_choice_moves_by_arrows_and_stays_while_the_same_is_found(house: TestHouse, cases: dict[str, str]) -> None:
    with palette(house) as page:
        names = [row.split(",")[0] for row in page.search("2026")]
        assert sorted(names) == ["Ana Peña", "Zoë O'Brien-Núñez"]
        page.press("Down")
        assert page.choice.startswith(names[1])
        page.press("Down")
        assert page.choice.startswith(names[1])
        page.press("Up")
        assert page.choice.startswith(names[0])
        page.press("Return")
        first = cases["Ana"] if names[0] == "Ana Peña" else cases["Zoë"]
        assert page.shown.entered[-1] == ("cases", {"case_id": first})


def test_commands_are_found_by_words_and_done(house: TestHouse, cases: dict[str, str]) -> None:
    done: list[str] = []
    with palette(house) as page:
        page.shown.office.commands.add(
            Command(id="test.print", text="Open the print &queue", run=lambda: done.append("print"), shortcut="Ctrl+Shift+P")
        )
        page.shown.office.commands.add(
            Command(
                id="test.secret",
                text="Print the secret list",
                run=lambda: done.append("secret"),
                roles=frozenset({Role.ADMINISTRATOR}),
            )
        )
        page.shown.office.commands.add(Command(id="test.far", text="Print a far page", run=lambda: done.append("far"), scope="letters"))
        found = page.search("que pri")
        assert found == ["Print queue, Ctrl+6", "Open the print queue, Ctrl+Shift+P"]
        page.press("Down")
        page.press("Return")
        assert done == ["print"]
        assert page.search("secret") == []
        assert page.search("far page") == []
        page.press("Esc")
        assert page.search("caldr") == ["Calendar, Ctrl+4"]
        page.press("Return")
        assert page.shown.entered[-1] == ("calendar", {})


def test_before_anything_is_typed_the_sections_are_offered(house: TestHouse, cases: dict[str, str]) -> None:
    with palette(house, "d.novak") as page:
        page.press("Ctrl+K")
        assert page.found() == ["Home, Ctrl+1", "Cases, Ctrl+2", "Calendar, Ctrl+4", "Print queue, Ctrl+6"]


def test_escape_gives_the_focus_back_and_enter_never_reaches_the_page(house: TestHouse, cases: dict[str, str]) -> None:
    with palette(house) as page:
        page.press("Ctrl+2")
        assert page.focused == "cases_field"
        page.type("half a wo")
        assert page.search("zzz") == []
        assert page.nothing() == "Nothing is found for “zzz”."
        page.press("Return")
        assert page.is_open()
        page.press("Esc")
        assert not page.is_open()
        assert page.focused == "cases_field"
        page.type("rd")
        assert page.text_of("cases_field") == "half a word"


def test_an_auditor_sees_masked_names(house: TestHouse, cases: dict[str, str]) -> None:
    with palette(house, "u.weiss") as page:
        assert page.search("000001") == ["A•• P•••, 2026-000001, Delete, 44 d left"]


def test_somebody_elses_draft_is_found_without_its_name(house: TestHouse, cases: dict[str, str]) -> None:
    desk = house.agent()
    draft_id = start_draft(desk, channel=Channel.PHONE).created_id
    assert draft_id is not None
    save_draft(desk, draft_id, replace(sample_form("delete"), name="Irene Walsh"))
    with palette(house) as page:
        assert page.search("000003")[0].startswith("Draft, 2026-000003, Delete")
        page.press("Esc")
        page.shown.sit_down("maria.lopez")
        assert page.search("000003")[0].startswith("Irene Walsh, 2026-000003, Delete")


def test_an_administrator_without_cases_finds_commands_only(house: TestHouse, cases: dict[str, str]) -> None:
    with palette(house) as page:
        desk = page.shown.office.desk
        assert desk is not None
        page.shown.window.lock()
        page.shown.office.desk = replace(desk, operator=replace(desk.operator, id="other", roles=(Role.ADMINISTRATOR,)))
        assert page.search("pena") == []
        assert page.search("admin") == ["Admin, Ctrl+9"]


def test_locked_the_palette_is_gone_and_empty(house: TestHouse, cases: dict[str, str]) -> None:
    with palette(house) as page:
        assert page.search("pena")
        page.press("Ctrl+L")
        assert not page.is_open()
        assert page.found() == []
        assert page.text_of("search_field") == ""


def test_the_palette_opens_at_once(house: TestHouse, cases: dict[str, str]) -> None:
    with palette(house) as page:
        taken = []
        for _ in range(5):
            begun = time.perf_counter()
            page.press("Ctrl+K")
            taken.append((time.perf_counter() - begun) * 1000)
            assert page.is_open()
            page.press("Esc")
        assert statistics.median(taken) < OPENING_MS


def test_every_control_of_the_palette_has_a_name(house: TestHouse, cases: dict[str, str]) -> None:
    with palette(house) as page:
        page.press("Ctrl+K")
        assert_all_named(page.find(SearchPalette, "search_palette"))


def test_beginnings_fit_better_than_parts_and_letters_in_order_last() -> None:
    assert fit(["pri"], ["print", "queue"]) > fit(["rin"], ["print", "queue"]) > fit(["pnt"], ["print", "queue"]) > 0
    assert fit(["pri", "zzz"], ["print", "queue"]) == 0
    assert fit(["qp"], ["print", "queue"]) == 0
    assert folded("Español") == "espanol"
    one, two = (Command(id=id, text=text, run=lambda: None) for id, text in (("a.a", "Print the long list"), ("a.b", "Print")))
    assert matching_commands("print", (one, two), limit=1) == (two,)
    assert matching_commands("", (one, two), limit=5) == ()
