"""Exercises the installed program in a folder of its own: resources, keys, store, law, a case, a letter. Exit 0 or 1."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from caseapp.bootstrap.house import House
from caseapp.bootstrap.stories import Stage, StoryClock, play_stories
from caseapp.domain.errors import DomainError
from caseapp.services.trouble import Trouble

FOLDER = "self-test-practice"


def test_self(say: Callable[[str], None]) -> int:
    """Run every step and say how it came out; a step that fails ends the test."""
    with tempfile.TemporaryDirectory(prefix="caseapp-self-test-") as place:
        clock = StoryClock()
        house = House(Path(place) / FOLDER, clock=clock, anchors=Path(place))
        try:
            return _steps(house, clock, say)
        except (Trouble, DomainError, OSError, AssertionError) as error:
            say(f"FAILED: {type(error).__name__} {getattr(error, 'code', '')}".rstrip())
            return 1
        finally:
            house.close()


def _steps(house: House, clock: StoryClock, say: Callable[[str], None]) -> int:
    law = house.rulebook
    say(f"law: {len(law.regimes)} versions, {len(law.grounds)} grounds, {len(law.checklists)} checklists")
    say(f"letters: {len(house.press.templates())} templates")
    stage = Stage(house, clock)
    say("keys and encrypted store: made and unlocked")
    cases = play_stories(stage, lambda _: None)
    say(f"stories: {len(cases)} played, {len(stage.cast.officer.queries.letters(only='issued'))} letters issued")
    verdict = house.check_history(stage.cast.officer)
    assert verdict.ok, verdict.problem_code
    say(f"history: {verdict.checked} entries, every link and signature good")
    backup = house.back_up()
    say(f"backup: {backup.stat().st_size // 1024} KiB, checked")
    house.lock(stage.cast.officer)
    say("All good.")
    return 0
