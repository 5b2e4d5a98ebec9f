"""Envelopes in Admin: the office's is chosen, and one can be measured; by keys, over a whole test office."""

from __future__ import annotations

from caseapp.services.envelopes import read_envelopes
from caseapp.ui.admin.envelopes_panel import EnvelopesPanel
from caseapp.ui.letters.wording import word_letter_errors
from caseapp.ui.messages import RecorderMessages
from tests.ui.admin.conftest import Administration
from tests.ui.drivers.base import assert_all_named

OURS = {
    "width": "9 1/2", "height": "4 1/8", "window_left": "7/8", "window_top": "2.5", "window_width": "4 1/2", "window_height": "1 1/8",
    "fold": "3 7/8",
}  # fmt: skip


def _standard(admin: Administration) -> str:
    return read_envelopes(admin.house.admin()).standard


def test_the_envelopes_stand_there_with_measures_and_where_those_come_from(admin: Administration) -> None:
    admin.driver.open("Envelopes")
    rows = {row[0]: row[1:] for row in admin.driver.rows()}
    assert rows["#10 with one window"] == ("9 1/2 x 4 1/8 in", "From its source", "in use")
    assert rows["#9 with two windows"] == ("8 7/8 x 3 7/8 in", "From memory", "")
    admin.driver.choose("#9 with two windows")
    said = admin.driver.words("admin_envelope_measures")
    assert "Window of the return address: 3 1/2 x 7/8 in; 3/8 in from the left, 3/4 in from the top" in said
    assert_all_named(admin.page)


def test_another_envelope_becomes_the_offices(admin: Administration) -> None:
    admin.driver.open("Envelopes")
    admin.driver.choose("#10 without a window")
    admin.driver.save()
    assert _standard(admin) == "plain_10"
    admin.driver.open("Operators")
    admin.driver.open("Envelopes")
    assert {row[0]: row[3] for row in admin.driver.rows()}["#10 without a window"] == "in use"


def test_one_is_measured_refused_with_words_mended_and_used(admin: Administration) -> None:
    word_letter_errors(admin.office.wording)
    admin.driver.open("Envelopes")
    panel = admin.page.panel
    assert isinstance(panel, EnvelopesPanel)
    panel.begin_new()
    for field, typed in {**OURS, "window_width": "2"}.items():
        admin.driver.write(f"admin_envelope_{field}", typed)
    admin.driver.save()
    assert any("This window is too small" in sentence for sentence in admin.driver.problems)
    admin.driver.write("admin_envelope_window_width", OURS["window_width"])
    admin.driver.write("admin_envelope_fold", "four")
    admin.driver.save()
    assert any("Write inches as on a ruler" in sentence for sentence in admin.driver.problems)
    admin.driver.write("admin_envelope_fold", OURS["fold"])
    admin.driver.save()
    admin.driver.open("Operators")
    admin.driver.open("Envelopes")
    admin.driver.choose("Measured here, 9 1/2 x 4 1/8 in")
    admin.driver.save()
    assert _standard(admin).startswith("measured:9.5,4.125,")


def test_an_upper_window_is_asked_for_with_its_tick_and_checked(admin: Administration) -> None:
    word_letter_errors(admin.office.wording)
    admin.driver.open("Envelopes")
    panel = admin.page.panel
    assert isinstance(panel, EnvelopesPanel)
    panel.begin_new()
    assert not admin.driver.has("admin_envelope_return_top")
    admin.driver.focus("admin_envelope_has_return")
    admin.driver.press("Space")
    upper = {"return_left": "7/8", "return_top": "1/2", "return_width": "3 1/2", "return_height": "1"}
    for field, typed in {**OURS, **upper}.items():
        admin.driver.write(f"admin_envelope_{field}", typed)
    admin.driver.save()
    assert any("shows the upper edge of the sheet" in sentence for sentence in admin.driver.problems)
    admin.driver.write("admin_envelope_return_top", "3/4")
    admin.driver.save()
    admin.driver.open("Operators")
    admin.driver.open("Envelopes")
    admin.driver.choose("Measured here, two windows, 9 1/2 x 4 1/8 in")
    assert "Window of the return address: 3 1/2 x 1 in" in admin.driver.words("admin_envelope_measures")
    assert_all_named(admin.page)


def test_what_was_measured_is_removed_and_the_programs_own_is_not(admin: Administration) -> None:
    admin.driver.open("Envelopes")
    assert not admin.driver.has("admin_envelope_remove")
    panel = admin.page.panel
    assert isinstance(panel, EnvelopesPanel)
    panel.begin_new()
    for field, typed in OURS.items():
        admin.driver.write(f"admin_envelope_{field}", typed)
    admin.driver.save()
    admin.driver.open("Operators")
    admin.driver.open("Envelopes")
    admin.driver.choose("Measured here, 9 1/2 x 4 1/8 in")
    assert isinstance(admin.office.messages, RecorderMessages)
    admin.office.messages.answers.append(True)
    admin.driver.focus("admin_envelope_remove")
    admin.driver.press("Space")
    admin.driver.open("Operators")
    admin.driver.open("Envelopes")
    assert "Measured here, 9 1/2 x 4 1/8 in" not in [row[0] for row in admin.driver.rows()]
