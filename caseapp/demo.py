"""Plays four stories without a screen, through the same services and pages that people use, and leaves what they made.

Left in the folder: each letter as PDF, a picture of each page in light and dark, and ``story.json``.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from caseapp.bootstrap.house import OFFICE, House
from caseapp.bootstrap.stories import PASSPHRASE, Stage, StoryClock, play_stories, put_letters_on_their_way, take_one_more_call
from caseapp.domain.correspondence import Letter
from caseapp.domain.letters import LetterFormat, LetterState
from caseapp.services.dispatch import standing_dispatch
from caseapp.services.letter_pages import preview_letter

Say = Callable[[str], None]
CASES_IN_PICTURES = 260


def play_demo(out: Path, data_dir: Path | None, say: Say) -> int:
    """Play, write letters, pictures and story.json into `out`, and return the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out.mkdir(parents=True, exist_ok=True)
    folder = data_dir or out / "data-practice"
    clock = StoryClock()
    house = House(folder, clock=clock, practice=True, anchors=out)
    stage = Stage(house, clock)
    cases = play_stories(stage, say)
    passphrase_file = out / "passphrase.txt"
    passphrase_file.write_text(PASSPHRASE + "\n", encoding="utf-8")
    letters = write_letters(stage, cases, out)
    story = story_of(stage, cases, letters, out, passphrase_file)
    (out / "story.json").write_text(json.dumps(story, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    say(f"{sum(len(found) for found in letters.values())} letters written to {out / 'letters'}")
    house.lock(stage.cast.officer)
    house.close()
    say(f"{picture_pages(folder, clock, cases[0], out / 'pages', say)} pictures written to {out / 'pages'}")
    say(f"The whole story stands in {out / 'story.json'}")
    return 0


def picture_pages(folder: Path, clock: StoryClock, case_id: str, out: Path, say: Say) -> int:
    """Take the pictures in a copy of the house that is filled with invented cases, and return how many were taken.

    The data of the stories stays as the stories left it.
    """
    from caseapp.bootstrap.pictures import take_pictures
    from caseapp.store.generate import generate_cases

    with tempfile.TemporaryDirectory(prefix="caseapp-pictures-") as place:
        copy = Path(place) / "pictures-practice"
        shutil.copytree(folder / OFFICE, copy / OFFICE)
        house = House(copy, clock=clock, anchors=Path(place))
        desk = house.unlock("r.chen", PASSPHRASE)
        generate_cases(
            house.store.engine, CASES_IN_PICTURES, rulebook=house.rulebook, today=desk.today(), operator_id=desk.operator.id, days_back=60
        )
        take_one_more_call(house.unlock("m.lopez", PASSPHRASE), clock)
        put_letters_on_their_way(desk, house.unlock("s.ito", PASSPHRASE))
        house.back_up()
        taken = take_pictures(house, desk, case_id, out, say)
        house.close()
    return taken


def write_letters(stage: Stage, cases: tuple[str, ...], out: Path) -> dict[str, list[tuple[Letter, str]]]:
    """Write each issued letter as a file named by case number and kind, never by a person."""
    folder = out / "letters"
    folder.mkdir(exist_ok=True)
    written: dict[str, list[tuple[Letter, str]]] = {}
    for case_id in cases:
        detail = stage.cast.officer.queries.case_detail(case_id)
        written[case_id] = []
        for letter in detail.letters:
            content = preview_letter(stage.cast.officer, letter.id).content
            if letter.state is not LetterState.ISSUED or content is None:
                continue
            ending = "txt" if letter.format is LetterFormat.TEXT else "pdf"
            name = f"letters/{detail.case.number}-{letter.kind.replace('_', '-')}.{ending}"
            (out / name).write_bytes(content)
            written[case_id].append((letter, name))
    return written


def story_of(
    stage: Stage, cases: tuple[str, ...], letters: dict[str, list[tuple[Letter, str]]], out: Path, passphrase_file: Path
) -> dict[str, object]:
    """Return the story as data: one entry for each request, files relative to the folder."""
    requests = []
    for case_id in cases:
        detail = stage.cast.officer.queries.case_detail(case_id)
        for request in detail.requests:
            requests.append(
                {
                    "case_number": detail.case.number,
                    "number": request.position,
                    "type": request.type,
                    "received_on": detail.case.received_on.isoformat(),
                    "status": request.status,
                    "disposition": request.disposition,
                    "deadlines": [
                        {
                            "kind": one.kind,
                            "plan_by_on": one.plan_by_on.isoformat(),
                            "last_day_on": one.last_day_on.isoformat(),
                            "mail_by_on": one.mail_by_on.isoformat() if one.mail_by_on else None,
                            "state": one.state,
                        }
                        for one in detail.deadlines
                        if one.request_id == request.id
                    ],
                    "letters": [
                        {
                            "kind": letter.kind,
                            "language": letter.language,
                            "file": name,
                            "sha256": letter.sha256,
                            "dispatched_on": sent.dispatched_on.isoformat() if sent else None,
                        }
                        for letter, name in letters[case_id]
                        if request.id in letter.request_ids
                        for sent in (standing_dispatch(tuple(one for one in detail.dispatches if one.letter_id == letter.id)),)
                    ],
                }
            )
    store = {
        "data_dir": os.path.relpath(stage.house.folder, out),
        "operator": stage.cast.officer.operator.login,
        "passphrase_file": os.path.relpath(passphrase_file, out),
    }
    return {"store": store, "requests": requests}
