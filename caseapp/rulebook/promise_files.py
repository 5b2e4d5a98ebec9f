"""Promises of privacy policies, one file for each organisation."""

from __future__ import annotations

from caseapp.domain.promises import Bearing, Promise
from caseapp.rulebook.sections import Library

FOLDER = "promises"


def load_promises(library: Library) -> tuple[Promise, ...]:
    """Read all promises in the order of the files.

    Raises:
        Trouble: ``resource_faulty`` (file, line, reason) or ``resource_missing``.
    """
    promises: list[Promise] = []
    for path in library.files(FOLDER):
        file = library.file(path)
        file.only("promise")
        with file.top as top:
            top.code("id")
            top.text("version")
            updated_on = top.day("policy_updated_on")
        ids: set[object] = set()
        for position, section in enumerate(file.sections("promise")):
            with section:
                id = section.code("id")
                section.unique("id", id, ids)
                promises.append(
                    Promise(
                        id=id,
                        bearing=section.one_of("bearing", Bearing),
                        promise=section.text("promise"),
                        law=section.text("law"),
                        citation=section.citation(),
                        status=section.status(),
                        does=section.text("does"),
                        is_stale=section.yes_or_no("stale"),
                        policy_updated_on=updated_on,
                        file=path,
                        line=file.lines.of_table("promise", position),
                    )
                )
    return tuple(promises)
