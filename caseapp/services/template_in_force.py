"""Which template a letter is written with: the office's version in force, else the program's; a draft keeps the one it began with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from caseapp.domain.correspondence import Letter
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterKind, TemplateInfo
from caseapp.domain.template_versions import Standing, TemplateAct, TemplateState, standings
from caseapp.services.desk import Desk
from caseapp.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateUse:
    """The template of one letter.

    Attributes:
        name: its version. content: the office's own, None for the program's.
        in_force: the version that new letters get.
        is_withdrawn: nobody sends a letter on it any more.
    """

    name: str
    content: bytes | None
    in_force: str
    is_withdrawn: bool = False

    @property
    def is_older(self) -> bool:
        return self.name != self.in_force


def office_versions(uow: UnitOfWork, kind: LetterKind, language: str) -> tuple[Standing, ...]:
    """Return the office's versions of one template with where they stand, the newest last."""
    versions = uow.template_versions.where(kind=kind, language=language)
    # Acts come in the order they were done, over all versions: which was approved last decides.
    return standings(versions, uow.template_acts.where()) if versions else ()


def standing_in_force(uow: UnitOfWork, kind: LetterKind, language: str) -> Standing | None:
    """Return the office's version that is in force, or None where the program's is."""
    return next((each for each in office_versions(uow, kind, language) if each.state is TemplateState.IN_FORCE), None)


def shipped_template(desk: Desk, kind: LetterKind, language: str) -> TemplateInfo | None:
    """Return the program's own template, or None where it has none in this language."""
    return next((each for each in desk.press.templates() if (each.kind, each.language) == (kind, language)), None)


def name_in_force(uow: UnitOfWork, desk: Desk, kind: LetterKind, language: str) -> str:
    """Return the version that a new letter gets; empty where there is no template in this language."""
    standing = standing_in_force(uow, kind, language)
    if standing is not None:
        return standing.version.name
    shipped = shipped_template(desk, kind, language)
    return shipped.version if shipped is not None else ""


def name_for_a_new_letter(uow: UnitOfWork, desk: Desk, kind: LetterKind, language: str) -> str:
    """Return the version that a letter begins with; nobody begins a letter that could never be printed.

    Raises:
        DomainError: ``template_missing`` (kind, language).
    """
    name = name_in_force(uow, desk, kind, language)
    if not name:
        raise DomainError("template_missing", kind=kind.value, language=language)
    return name


def template_of(uow: UnitOfWork, desk: Desk, letter: Letter) -> TemplateUse:
    """Return the template a letter is written with.

    The program's own older versions are not kept with the program: a draft on one of these takes what is in force.

    Raises:
        DomainError: ``template_words_changed``: the stored words are not those that were approved.
    """
    versions = office_versions(uow, letter.kind, letter.language)
    now = next((each for each in versions if each.state is TemplateState.IN_FORCE), None)
    shipped = shipped_template(desk, letter.kind, letter.language)
    shipped_name = shipped.version if shipped is not None else ""
    in_force = now.version.name if now is not None else shipped_name
    own = next((each for each in versions if each.version.name == letter.template_version), None)
    if own is not None and own.act(TemplateAct.APPROVED) is not None:
        is_withdrawn = own.state is TemplateState.WITHDRAWN
        return TemplateUse(name=own.version.name, content=approved_words(own), in_force=in_force, is_withdrawn=is_withdrawn)
    if now is not None and letter.template_version != shipped_name:
        return TemplateUse(name=in_force, content=approved_words(now), in_force=in_force)
    return TemplateUse(name=shipped_name, content=None, in_force=in_force)


def approved_words(standing: Standing) -> bytes:
    """Return the words of an approved version.

    Raises:
        DomainError: ``template_words_changed``: they are not those of the approval.
    """
    content = standing.version.content.encode("utf-8")
    approval = standing.act(TemplateAct.APPROVED)
    if approval is None or hashlib.sha256(content).hexdigest() != approval.sha256:
        raise DomainError("template_words_changed")
    return content
