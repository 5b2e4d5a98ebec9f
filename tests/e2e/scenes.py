"""What the people of the stories do again and again, key by key."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from caseapp.services.views import CaseDetail, CaseView
from caseapp.ui.cases.cases_page import CasesPage
from caseapp.ui.intake.intake_page import IntakePage
from caseapp.ui.labels import label
from caseapp.ui.letters.letters_page import LettersPage
from caseapp.ui.mailroom.mailroom_page import MailRoomPage
from caseapp.ui.verification.verification_page import VerificationPage
from caseapp.ui.widgets.tabs import TextTabs
from tests.ui.drivers.story_driver import StoryDriver


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Somebody who calls for themselves."""

    name: str
    number: str
    right: str
    words: str
    street: str = "1200 Main St"
    city: str = "Oakland"
    zip: str = "94601"
    claims: tuple[tuple[str, str], ...] = ()


def detail_of(program: StoryDriver, number: str) -> CaseDetail:
    case_id = program.desk.queries.case_id_of(number)
    assert case_id is not None, f"there is no case {number}"
    return program.desk.queries.case_detail(case_id)


# --- the call ---------------------------------------------------------------------------------------------------------


def say_all(program: StoryDriver) -> None:
    """Say every sentence of the step, ticking each."""
    script = program.page(IntakePage).script
    for _ in range(12):
        before = script.now
        program.press("Ctrl+T")
        if script.now is before:
            return


def take_call(program: StoryDriver, caller: Caller) -> str:
    """Take a call from the ringing phone to the saved case, and return the number that is said."""
    program.press("Ctrl+Shift+N")
    assert program.office.call.is_on
    assert program.focused == "intake_caller_number"
    program.type(caller.number)
    program.enter("intake_name", caller.name)
    say_all(program)
    program.press("Ctrl+Return")
    program.tick(f"intake_types_{caller.right}")
    program.enter("intake_words", caller.words)
    assert "Confirm by" in program.page(IntakePage).form_view.card.text or caller.right in ("opt_out", "limit")
    say_all(program)
    program.press("Ctrl+Return")
    program.choose("intake_residency", "california")
    program.enter("intake_street", caller.street)
    program.enter("intake_city", caller.city)
    program.enter("intake_postal_code", caller.zip)
    say_all(program)
    program.press("Ctrl+Return")
    for point, said in caller.claims:
        program.enter(f"intake_claim_{point}", said)
    say_all(program)
    program.press("Alt+6")
    say_all(program)
    program.click("intake_read_back")
    program.press("Ctrl+Return")
    assert program.problems == ()
    number = program.words_of("intake_saved_number")
    program.click("top_bar_end_call")
    assert not program.office.call.is_on
    return number


# --- the officer ------------------------------------------------------------------------------------------------------


def open_case(program: StoryDriver, number: str, view: CaseView = CaseView.OPEN) -> CasesPage:
    """Find a case by its number in one of the saved views."""
    program.press("Ctrl+2")
    choose_view(program, view)
    page = program.page(CasesPage)
    program.press("F3")
    program.press("Ctrl+A")
    program.type(number)
    program.press("Return", 2)
    assert page.facts is not None
    assert page.facts.case.number == number
    return page


def choose_view(program: StoryDriver, view: CaseView) -> None:
    """Choose a saved view in the menu on top of the list."""
    program.reach("cases_view")
    program.press("Return")
    program.choose_in_menu(label(view))


def verify(program: StoryDriver, matches: int) -> None:
    """From the case: compare what was said with the system of record, and decide."""
    program.press("F4")
    page = program.page(VerificationPage)
    program.click("verify_open_claims")
    for row in page.frame.points.rows[:matches]:
        program.choose(f"verify_{row.point}", "matched")
    program.press("Ctrl+Return")


def fail_attempt(program: StoryDriver, why: str) -> None:
    """From the case: compare one point that does not match, and end the attempt."""
    program.press("F4")
    page = program.page(VerificationPage)
    program.choose(f"verify_{page.frame.points.rows[0].point}", "not_matched")
    program.click("verify_end_attempt")
    program.enter("attempt_reason", why)
    program.press("Ctrl+Return")
    assert program.dialog == "", program.problems
    program.press("Esc")


def not_verified(program: StoryDriver, why: str) -> None:
    """From the case: decide that this could not be verified."""
    program.press("F4")
    program.click("verify_not_verified")
    program.enter("not_verified_reason", why)
    program.press("Ctrl+Return")
    assert program.dialog == "", program.problems


def work_places(program: StoryDriver) -> None:
    """From deciding: mark every place as done, from the top of the table."""
    program.reach("decide_places")
    program.press("Ctrl+Home")
    for _ in program.rows("decide_places"):
        program.press("Space")
        program.press("Down")


def refuse(program: StoryDriver, category: str, ground: str, facts: str) -> None:
    """From deciding: refuse one category on a ground with the facts of the case."""
    program.go_to_row("decide_categories", category)
    program.press("Return")
    program.choose("decide_outcome", "refused")
    program.pick("decide_ground", ground)
    program.enter("decide_facts", facts)
    program.press("Ctrl+S")
    assert program.problems == ()


def extend(program: StoryDriver, reason: str, words: str) -> None:
    """From the case: propose the extension and send its notice for approval."""
    program.click("case_extend")
    assert program.dialog == "extend_dialog"
    program.pick("extend_reason", reason)
    program.enter("extend_words", words)
    program.press("Ctrl+Return")
    assert program.dialog == "", program.problems
    program.press("Ctrl+Return")
    assert program.problems == ()
    assert "To approve" in program.words


def choose_tab(program: StoryDriver, tabs: str, words: str) -> None:
    """Bring a tab to the front by the arrows."""
    program.reach(tabs)
    program.press("Home")
    widget = program.find(TextTabs, tabs)
    for _ in range(10):
        if f": {words}" in widget.accessibleName():
            return
        program.press("Right")
    raise AssertionError(f"{tabs} has no {words}: {widget.accessibleName()}")


def approve_all(program: StoryDriver) -> int:
    """Read every letter that waits for a second person, approve it, and return how many there were."""
    program.press("Ctrl+5")
    page = program.page(LettersPage)
    choose_tab(program, "letters_tabs", "To approve")
    count = len(program.rows("letters_table"))
    for _ in range(count):
        program.reach("letters_table")
        program.press("Ctrl+Home")
        program.press("Return")
        assert page.shows_letter
        program.press("Ctrl+Return")
        assert program.problems == ()
        program.press("Esc")
    assert "Nothing to approve" in program.words
    return count


# --- the mail room ----------------------------------------------------------------------------------------------------


def mail_all(program: StoryDriver, file: Path) -> int:
    """Print what waits into a file, look at it, count it, hand it to the post; return how many pieces it were."""
    program.press("Ctrl+6")
    page = program.page(MailRoomPage)
    program.press("Ctrl+A")
    program.press("Ctrl+Return")
    assert page.acts.batch is not None, program.words
    pieces = len(page.acts.batch.pieces)
    program.press("Ctrl+Return")
    assert program.dialog == "print"
    program.pick("print_way", "file")
    program.press("Ctrl+Return")
    program.save_as(file)
    assert file.read_bytes().startswith(b"%PDF-")
    assert "Look at every page" in program.words_of("batch_words")
    program.press("Ctrl+Return")
    assert program.focused == "batch_count"
    program.type(str(pieces))
    program.press("Ctrl+Return")
    program.press("Ctrl+Return")
    assert "cannot be undone" in program.words
    program.press("Ctrl+Return")
    assert page.acts.batch is None
    return pieces
