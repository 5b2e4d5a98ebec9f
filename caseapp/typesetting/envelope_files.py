"""Reads the envelopes of `resources/envelopes`, and checks that a letter can be printed for each."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from typing import Any

from caseapp.domain.envelopes import Envelope, EnvelopeStatus, Hole, require_usable
from caseapp.domain.errors import DomainError
from caseapp.services.trouble import Trouble

FOLDER = "envelopes"


def read_envelopes(read_resource: Callable[[str], bytes], list_resources: Callable[[str], Sequence[str]]) -> dict[str, Envelope]:
    """Return every envelope by its id.

    Raises:
        Trouble: ``resource_faulty`` with `file` and what is wrong in `reason`.
    """
    found: dict[str, Envelope] = {}
    for name in sorted(each for each in list_resources(FOLDER) if each.endswith(".toml")):
        try:
            envelope = require_usable(_envelope(tomllib.loads(read_resource(name).decode("utf-8"))))
        except (KeyError, TypeError, ValueError, DomainError) as error:
            raise Trouble("resource_faulty", file=name, line=1, reason=str(error)) from error
        if found.setdefault(envelope.id, envelope) is not envelope:
            raise Trouble("resource_faulty", file=name, line=1, reason=f"a second envelope {envelope.id}")
    return found


def _envelope(raw: dict[str, Any]) -> Envelope:
    unknown = set(raw) - {
        "id", "version", "status", "source", "width", "height", "folds", "most_sheets", "address_window", "return_window",
    }  # fmt: skip
    if unknown:
        raise ValueError(f"an envelope has no {', '.join(sorted(unknown))}")
    return Envelope(
        id=str(raw["id"]),
        version=str(raw["version"]),
        status=EnvelopeStatus(raw["status"]),
        width=float(raw["width"]),
        height=float(raw["height"]),
        folds=tuple(float(each) for each in raw["folds"]),
        most_sheets=int(raw["most_sheets"]),
        address_window=_hole(raw.get("address_window")),
        return_window=_hole(raw.get("return_window")),
    )


def _hole(raw: dict[str, float] | None) -> Hole | None:
    if raw is None:
        return None
    return Hole(left=float(raw["left"]), bottom=float(raw["bottom"]), width=float(raw["width"]), height=float(raw["height"]))
