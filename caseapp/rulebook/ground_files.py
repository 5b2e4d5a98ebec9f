"""Grounds of refusal, one file for each regime."""

from __future__ import annotations

from caseapp.domain.grounds import Ground
from caseapp.rulebook.sections import Library

FOLDER = "grounds"


def load_grounds(library: Library) -> tuple[Ground, ...]:
    """Read all grounds in the order of the files.

    Raises:
        Trouble: ``resource_faulty`` (file, line, reason) or ``resource_missing``.
    """
    grounds: list[Ground] = []
    codes: set[object] = set()
    for path in library.files(FOLDER):
        file = library.file(path)
        file.only("ground")
        with file.top as top:
            top.code("id")
            top.text("version")
        for section in file.sections("ground"):
            with section:
                code = section.code("code")
                section.unique("code", code, codes)
                by, on = section.review()
                grounds.append(
                    Ground(
                        code=code,
                        request_types=section.request_types(),
                        citation=section.citation(),
                        status=section.status(),
                        needs_facts=section.yes_or_no("needs_facts"),
                        seed_ground=section.count("seed_ground") if section.has("seed_ground") else None,
                        letter_sentence_key=section.code("letter_sentence_key"),
                        must_also=section.texts("must_also") if section.has("must_also") else (),
                        says=section.text("says"),
                        reviewed_by=by,
                        reviewed_on=on,
                    )
                )
    return tuple(grounds)
