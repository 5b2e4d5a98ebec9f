"""The translations of the screens that lie among the resources: ``translations/caseapp_es.qm``."""

from __future__ import annotations

import re

from caseapp.host.resources import Resources
from caseapp.host.settings_schema import SETTINGS

FOLDER = "translations"
WRITTEN_IN = "en"
_NAME = re.compile(r"/caseapp_([a-z]{2})\.qm\Z")


def screen_languages(resources: Resources) -> tuple[str, ...]:
    """Return the codes of the languages the screens can speak: the one they are written in, then those with a catalogue."""
    if not resources.has(FOLDER):
        return (WRITTEN_IN,)
    found = {name[1] for file in resources.names(FOLDER, suffix=".qm") if (name := _NAME.search(file)) is not None}
    known = SETTINGS["language"].choices
    return (WRITTEN_IN, *(code for code in sorted(found) if code in known and code != WRITTEN_IN))


def catalogue_of(resources: Resources, code: str) -> bytes | None:
    """Return the compiled translation into a language; None for the language the screens are written in, and where there is none."""
    name = f"{FOLDER}/caseapp_{code}.qm"
    return resources.bytes(name) if code != WRITTEN_IN and resources.has(name) else None
