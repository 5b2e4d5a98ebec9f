"""What is shown of letter templates: the list, one template with its versions, and what a version changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterKind, TemplateInfo, TemplateText
from caseapp.domain.operators import Act, SecondPersonAct
from caseapp.domain.rewriting import ChangedText, Rewriting, changes_of, rewriting_of
from caseapp.domain.template_versions import (
    ReviewerKind,
    Standing,
    TemplateAct,
    TemplateDraft,
    TemplateReview,
    TemplateState,
    standings,
)
from caseapp.services.desk import Desk
from caseapp.services.policies import second_person_wanted
from caseapp.services.template_in_force import approved_words, office_versions
from caseapp.services.templates import draft_of

SHOULD_REVIEW = {"en": ReviewerKind.LAWYER}
"""Who has to read a language before it counts as reviewed; a translator for every other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow:
    """One template in the list.

    Attributes:
        info: of the version in force.
        reviews: of the words in force, the newest last.
        waiting: the version that waits for approval, or empty.
        is_being_written: the person at the desk has a draft of it.
        program_name: the program's version, where that came after the office's was written; else empty.
    """

    info: TemplateInfo
    is_own: bool
    reviews: tuple[TemplateReview, ...]
    waiting: str
    is_being_written: bool
    program_name: str

    @property
    def state(self) -> TemplateState:
        return TemplateState.IN_FORCE if self.is_own else TemplateState.SHIPPED

    @property
    def wants(self) -> ReviewerKind | None:
        """Whose review is still missing, or None."""
        wanted = SHOULD_REVIEW.get(self.info.language, ReviewerKind.TRANSLATOR)
        reviewed = self.info.reviewer is not None or any(each.reviewer_kind is wanted for each in self.reviews)
        return None if reviewed else wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSheet:
    """One template with all that stands around it.

    Attributes:
        texts: of the version in force.
        versions: the office's, the newest first.
        changes: what each of them changed against the one it was made from, by its id.
        draft: what the person at the desk is writing.
        waiting_words: the version that waits, as a rewriting of the one in force; nothing where none does.
        others: names of colleagues who are writing on it too.
        wants_another: the version that waits was sent by whoever asks, and the policy wants a second person.
    """

    row: TemplateRow
    texts: tuple[TemplateText, ...]
    versions: tuple[Standing, ...]
    changes: Mapping[str, tuple[ChangedText, ...]]
    waiting_words: Rewriting
    draft: TemplateDraft | None
    others: tuple[str, ...]
    names: Mapping[str, str]
    wants_another: bool

    @property
    def waiting(self) -> Standing | None:
        return next((each for each in self.versions if each.state is TemplateState.WAITING), None)

    @property
    def in_force(self) -> Standing | None:
        return next((each for each in self.versions if each.state is TemplateState.IN_FORCE), None)


def template_list(desk: Desk) -> tuple[TemplateRow, ...]:
    """Return every template as it is in force."""
    desk.require(Act.READ_TEMPLATES)
    with desk.uow() as uow:
        versions, acts, reviews = uow.template_versions.where(), uow.template_acts.where(), uow.template_reviews.where()
        drafts = {(each.kind, each.language) for each in uow.template_drafts.where(operator_id=desk.operator.id)}
    own: dict[tuple[LetterKind, str], tuple[Standing, ...]] = {}
    for key in {(each.kind, each.language) for each in versions}:
        own[key] = standings([each for each in versions if (each.kind, each.language) == key], acts)
    rows = []
    for shipped in desk.press.templates():
        key = (shipped.kind, shipped.language)
        rows.append(_row(desk, shipped, own.get(key, ()), reviews, is_being_written=key in drafts))
    return tuple(rows)


def template_sheet(desk: Desk, kind: LetterKind, language: str) -> TemplateSheet:
    """Return one template with its versions.

    Raises:
        DomainError: ``template_missing``, ``template_words_changed``.
    """
    desk.require(Act.READ_TEMPLATES)
    shipped = next((each for each in desk.press.templates() if (each.kind, each.language) == (kind, language)), None)
    if shipped is None:
        raise DomainError("template_missing", kind=kind.value, language=language)
    with desk.uow() as uow:
        versions = office_versions(uow, kind, language)
        reviews = uow.template_reviews.where(kind=kind, language=language)
        draft = draft_of(uow, desk, kind, language)
        others = [each.operator_id for each in uow.template_drafts.where(kind=kind, language=language)]
        names = {each.id: each.name for each in uow.operators.where()}
        wanted = second_person_wanted(uow, SecondPersonAct.APPROVE_TEMPLATE)
    now = next((each for each in versions if each.state is TemplateState.IN_FORCE), None)
    content = approved_words(now) if now is not None else desk.press.template_source(kind, language)
    texts = desk.press.template_texts(content)
    waiting = next((each for each in versions if each.state is TemplateState.WAITING), None)
    return TemplateSheet(
        row=_row(desk, shipped, versions, reviews, is_being_written=draft is not None),
        texts=texts,
        versions=tuple(reversed(versions)),
        changes={each.version.id: _changes(desk, each, versions) for each in versions},
        waiting_words=_rewriting(desk, waiting, texts) if waiting is not None else Rewriting(texts={}),
        draft=draft,
        others=tuple(sorted(names.get(each, "") for each in others if each != desk.operator.id)),
        names=names,
        wants_another=waiting is not None and wanted and waiting.version.made_by == desk.operator.id,
    )


def template_reviewers(desk: Desk, fingerprint: str) -> tuple[TemplateReview, ...]:
    """Return the reviews of these very words."""
    desk.require(Act.SEE_NAMES)
    with desk.uow() as uow:
        return uow.template_reviews.where(fingerprint=fingerprint)


def _row(
    desk: Desk, shipped: TemplateInfo, versions: Sequence[Standing], reviews: Sequence[TemplateReview], *, is_being_written: bool
) -> TemplateRow:
    now = next((each for each in versions if each.state is TemplateState.IN_FORCE), None)
    info = desk.press.read_edited(shipped.language, approved_words(now)) if now is not None else shipped
    waiting = next((each.version.name for each in versions if each.state is TemplateState.WAITING), "")
    return TemplateRow(
        info=info,
        is_own=now is not None,
        reviews=tuple(each for each in reviews if each.fingerprint == info.sha256),
        waiting=waiting,
        is_being_written=is_being_written,
        program_name=shipped.version if now is not None and now.version.shipped_name != shipped.version else "",
    )


def _changes(desk: Desk, standing: Standing, versions: Sequence[Standing]) -> tuple[ChangedText, ...]:
    version = standing.version
    base = next((each.version.content.encode("utf-8") for each in versions if each.version.name == version.base_name), None)
    before = desk.press.template_texts(base or desk.press.template_source(version.kind, version.language))
    after = desk.press.template_texts(version.content.encode("utf-8"))
    return changes_of(before, rewriting_of(before, after))


def _rewriting(desk: Desk, standing: Standing, texts: Sequence[TemplateText]) -> Rewriting:
    return rewriting_of(texts, desk.press.template_texts(standing.version.content.encode("utf-8")))


def reason_of(standing: Standing) -> str:
    """Return why a version was sent back or withdrawn, or nothing."""
    last = standing.acts[-1] if standing.acts else None
    return last.reason if last is not None and last.act in (TemplateAct.SENT_BACK, TemplateAct.WITHDRAWN) else ""
