"""Checklists of verification and papers of authority, one file for each regime."""

from __future__ import annotations

from caseapp.domain.checklists import AssuranceLevel, AuthorityPaper, AuthorityRule, Checklist, DataPoint
from caseapp.domain.people import RequestorKind
from caseapp.domain.request_type import NEVER_VERIFIED
from caseapp.rulebook.sections import Library, ResourceFile, Section

FOLDER = "checklists"


def load_checklists(library: Library) -> tuple[tuple[Checklist, ...], tuple[AuthorityRule, ...]]:
    """Read all checklists and papers in the order of the files.

    Raises:
        Trouble: ``resource_faulty`` (file, line, reason) or ``resource_missing``.
    """
    checklists: list[Checklist] = []
    authority: list[AuthorityRule] = []
    for path in library.files(FOLDER):
        file = library.file(path)
        file.only("checklist", "authority")
        with file.top as top:
            top.code("id")
            top.text("version")
        checklists.extend(_checklists(file))
        authority.extend(_authority(file))
    return tuple(checklists), tuple(authority)


def _checklists(file: ResourceFile) -> list[Checklist]:
    found: list[Checklist] = []
    ids: set[object] = set()
    for section in file.sections("checklist"):
        with section:
            checklist = _checklist(section)
            section.unique("id", checklist.id, ids)
            for other in found:
                if other.level is checklist.level and other.request_types & checklist.request_types:
                    raise section.fault("level", f"'{checklist.id}' overlaps '{other.id}': same level, same type")
            found.append(checklist)
    return found


def _checklist(section: Section) -> Checklist:
    types = section.request_types()
    level = section.one_of("level", AssuranceLevel)
    points = section.count("points_needed", least=0)
    declaration = section.yes_or_no("declaration_needed")
    questions = section.several_of("questions", DataPoint)
    if types & NEVER_VERIFIED and level is not AssuranceLevel.NONE:
        raise section.fault("level", "opt-out and limit requests are never verified (11 CCR 7060(b))")
    if level is AssuranceLevel.NONE and (points or declaration):
        raise section.fault("points_needed", "the level none asks for no points and no declaration")
    if level is not AssuranceLevel.NONE and not 1 <= points <= len(questions):
        raise section.fault("points_needed", f"{points} points cannot be matched with {len(questions)} questions")
    by, on = section.review()
    return Checklist(
        id=section.code("id"),
        request_types=types,
        level=level,
        points_needed=points,
        declaration_needed=declaration,
        questions=questions,
        citation=section.citation(),
        status=section.status(),
        says=section.text("says"),
        contested_excluded=section.yes_or_no("contested_excluded") if section.has("contested_excluded") else False,
        reviewed_by=by,
        reviewed_on=on,
    )


def _authority(file: ResourceFile) -> list[AuthorityRule]:
    found: list[AuthorityRule] = []
    for section in file.sections("authority"):
        with section:
            by, on = section.review()
            rule = AuthorityRule(
                requestor=section.one_of("requestor", RequestorKind),
                request_types=section.request_types(),
                papers=section.several_of("papers", AuthorityPaper),
                consumer_confirms=section.yes_or_no("consumer_confirms"),
                citation=section.citation(),
                status=section.status(),
                says=section.text("says"),
                reviewed_by=by,
                reviewed_on=on,
            )
            if rule.requestor is RequestorKind.CONSUMER:
                raise section.fault("requestor", "a consumer in person needs no papers of authority")
            if any(other.requestor is rule.requestor and other.request_types & rule.request_types for other in found):
                raise section.fault("request_types", "two sections speak of the same requestor and type")
            if rule.consumer_confirms and rule.request_types & NEVER_VERIFIED:
                raise section.fault("consumer_confirms", "for opt-out and limit the consumer may not be called back")
            found.append(rule)
    return found
