"""``caseapp counsel-list``: everything from memory or not reviewed, with text, effect, citation, file and line; the policy beside the law.

No store is opened; who approved what stands in Admin, in the record of each office.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import asdict
from typing import TextIO

from caseapp.domain.counsel import CounselItem
from caseapp.domain.promises import Promise
from caseapp.services.ports import LawFiles

EXIT_DONE = 0

REASONS = {"from_memory": "from memory", "own_choice": "our own choice", "not_reviewed": "not reviewed"}
BEARINGS = {"keep": "the promise is kept, even where the law asks less", "exceed": "the law asks more, and is followed"}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object")


def run(args: Namespace, files: LawFiles, out: TextIO) -> int:
    """Write the list.

    Raises:
        Trouble: ``resource_faulty``, ``resource_missing``.
    """
    items, promises = files.counsel_items(), files.promises()
    if args.json:
        found = {"items": [_item(item) for item in items], "promises": [_promise(promise) for promise in promises]}
        out.write(f"{json.dumps(found, indent=2, ensure_ascii=False)}\n")
    else:
        out.writelines(f"{line}\n" for line in _lines(items, promises))
    return EXIT_DONE


def _lines(items: tuple[CounselItem, ...], promises: tuple[Promise, ...]) -> Iterator[str]:
    stale = sum(1 for promise in promises if promise.is_stale)
    yield f"{len(items)} texts for counsel; {stale} of {len(promises)} promises of the policy are stale."
    for item in items:
        yield ""
        yield f"{item.file}:{item.line}  {item.subject.replace('_', ' ')} {item.name}: {REASONS[item.reason]}"
        if item.citation:
            yield f"  {item.citation}"
        yield from (f"  {line}" for line in item.text.split("\n") if line)
        if item.effect:
            yield "  " + "; ".join(f"{name} = {value}" for name, value in item.effect)
    for promise in promises:
        yield ""
        mark = "STALE, " if promise.is_stale else ""
        yield f"{promise.file}:{promise.line}  promise {promise.id[1:]}: {mark}{BEARINGS[promise.bearing]}"
        yield f"  The policy: {promise.promise}"
        yield f"  The law: {promise.law} [{promise.citation}]"
        yield f"  The program: {promise.does}"


def _item(item: CounselItem) -> dict[str, object]:
    found = asdict(item)
    found["effect"] = dict(item.effect)
    found["reviewed_on"] = item.reviewed_on.isoformat() if item.reviewed_on else None
    return found


def _promise(promise: Promise) -> dict[str, object]:
    return asdict(promise) | {"policy_updated_on": promise.policy_updated_on.isoformat()}
