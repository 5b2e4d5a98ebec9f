"""``caseapp letters verify``: every frozen letter hashed anew. Exit 1 where one is not what was approved."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from typing import TextIO

from caseapp.cli.store_access import add_store_arguments
from caseapp.services.desk import Desk
from caseapp.services.letter_proof import Difference, LetterDifference, verify_letters

EXIT_SOUND = 0
EXIT_DIFFERS = 1

_WORDS = {
    Difference.BYTES_MISSING: "its stored page is gone",
    Difference.OTHER_THAN_STORED: "its stored page has another SHA-256 than the one kept with it",
    Difference.OTHER_THAN_HISTORY: "its stored page has another SHA-256 than the signed history says",
    Difference.NOT_IN_HISTORY: "the signed history does not know it",
}


def add_arguments(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="letters_act", metavar="ACT", required=True)
    verify = acts.add_parser("verify", help="hash every frozen letter anew; exit 1 where one differs")
    add_store_arguments(verify)
    verify.add_argument("--json", action="store_true", help="one JSON object instead of sentences")


def run(args: Namespace, desk: Desk, out: TextIO) -> int:
    """Verify and name every letter that differs: by case, kind and id, never by a person."""
    proof = verify_letters(desk)
    if args.json:
        differs = [
            {"case": one.number, "kind": one.kind, "letter": one.letter_id, "difference": one.difference} for one in proof.differences
        ]  # fmt: skip
        out.write(f"{json.dumps({'checked': proof.checked, 'differs': differs})}\n")
    else:
        letters = "1 frozen letter" if proof.checked == 1 else f"{proof.checked} frozen letters"
        end = "every one is what was approved." if not proof.differences else "not every one is what was approved:"
        out.write(f"{letters} hashed; {end}\n")
        out.writelines(f"{_sentence(one)}\n" for one in proof.differences)
    return EXIT_DIFFERS if proof.differences else EXIT_SOUND


def _sentence(one: LetterDifference) -> str:
    return f"Case {one.number}, letter {one.kind} ({one.letter_id}): {_WORDS[one.difference]}."
