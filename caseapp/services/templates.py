"""The office's own letter templates: written as a new version, approved by a second person, withdrawn, reviewed outside.

Nothing is changed in place: a version and each act on it are added, and the history has an entry for each. What is being written is a
draft of whoever writes it and counts for nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from caseapp.domain.errors import Conflict, DomainError
from caseapp.domain.letters import LetterKind
from caseapp.domain.operators import Act, SecondPersonAct, check_second_person
from caseapp.domain.rewriting import Rewriting, changes_of, rewriting_of
from caseapp.domain.template_versions import (
    ReviewerKind,
    Standing,
    TemplateAct,
    TemplateActRecord,
    TemplateDraft,
    TemplateReview,
    TemplateState,
    TemplateVersion,
)
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.desk import Desk, new_id
from caseapp.services.policies import second_person_wanted
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record
from caseapp.services.template_in_force import approved_words, name_in_force, office_versions, standing_in_force
from caseapp.services.template_trial import trial

_EVENTS = {
    TemplateAct.SUBMITTED: "template_submitted",
    TemplateAct.SENT_BACK: "template_sent_back",
    TemplateAct.APPROVED: "template_approved",
    TemplateAct.WITHDRAWN: "template_withdrawn",
}


def save_template_draft(
    desk: Desk, kind: LetterKind, language: str, *, base_name: str, texts: Mapping[str, str], order: Sequence[str] = ()
) -> ChangeSet:
    """Keep what somebody is writing; one draft for each person and template."""
    desk.require(Act.EDIT_TEMPLATES)
    with desk.uow() as uow:
        kept = tuple(sorted(texts.items()))
        draft = draft_of(uow, desk, kind, language)
        if draft is None:
            uow.template_drafts.add(
                TemplateDraft(
                    id=new_id(),
                    kind=kind,
                    language=language,
                    operator_id=desk.operator.id,
                    base_name=base_name,
                    texts=kept,
                    order=tuple(order),
                    saved_at=desk.now_at(),
                )
            )
        else:
            uow.template_drafts.replace(replace(draft, base_name=base_name, texts=kept, order=tuple(order), saved_at=desk.now_at()))
        uow.commit()
    return changed("template_drafts")


def drop_template_draft(desk: Desk, kind: LetterKind, language: str) -> ChangeSet:
    """Throw away what the person at the desk was writing."""
    desk.require(Act.EDIT_TEMPLATES)
    with desk.uow() as uow:
        draft = draft_of(uow, desk, kind, language)
        if draft is not None:
            uow.template_drafts.remove(draft.id)
        uow.commit()
    return changed("templates")


def draft_of(uow: UnitOfWork, desk: Desk, kind: LetterKind, language: str) -> TemplateDraft | None:
    """Return what the person at the desk is writing, or None."""
    found = uow.template_drafts.where(kind=kind, language=language, operator_id=desk.operator.id)
    return found[-1] if found else None


def submit_template(
    desk: Desk, kind: LetterKind, language: str, *, base_name: str, texts: Mapping[str, str], order: Sequence[str] = ()
) -> ChangeSet:
    """Make a new version of the template in force and send it for approval; the draft is done with.

    Args:
        base_name: the version that was in force when the words were written.
        order: the paragraphs in their order, where it is another one, or some are new or left out; see `domain.rewriting`.

    Raises:
        DomainError: ``template_has_faults`` (count), ``template_unchanged``, ``template_waits_already``, ``template_missing``.
        Conflict: ``template_moved_on``: another version came into force meanwhile.
    """
    desk.require(Act.EDIT_TEMPLATES)
    with desk.uow() as uow:
        versions = office_versions(uow, kind, language)
        if any(each.state is TemplateState.WAITING for each in versions):
            raise DomainError("template_waits_already")
        if name_in_force(uow, desk, kind, language) != base_name:
            raise Conflict("template_moved_on")
        shipped = desk.press.template_source(kind, language)
        now = standing_in_force(uow, kind, language)
        base = approved_words(now) if now is not None else shipped
        standing_texts = desk.press.template_texts(base)
        shipped_info = next(each for each in desk.press.templates() if (each.kind, each.language) == (kind, language))
        name = f"{shipped_info.version}.{len(versions) + 1}"
        tried = trial(desk, kind, language, base, texts, version=name, order=order)
        if not changes_of(standing_texts, Rewriting(texts=texts, order=tuple(order))):
            raise DomainError("template_unchanged")
        if tried.faults:
            raise DomainError("template_has_faults", count=len(tried.faults))
        version = uow.template_versions.add(
            TemplateVersion(
                id=new_id(),
                kind=kind,
                language=language,
                template_id=shipped_info.id,
                name=name,
                content=tried.template.decode("utf-8"),
                sha256=hashlib.sha256(tried.template).hexdigest(),
                base_name=base_name,
                shipped_name=shipped_info.version,
                made_by=desk.operator.id,
                made_at=desk.now_at(),
            )
        )
        draft = draft_of(uow, desk, kind, language)
        if draft is not None:
            uow.template_drafts.remove(draft.id)
        _add(uow, desk, version, TemplateAct.SUBMITTED)
        uow.commit()
    return changed("templates", created_id=version.id)


def approve_template(desk: Desk, version_id: str) -> ChangeSet:
    """Approve a version: every letter drafted from now on is written with it.

    Raises:
        NotAllowed: ``second_person_needed`` when the policy wants another person than the writer.
        DomainError: ``template_not_waiting``, ``template_has_faults`` (count): the checks are made anew.
        Conflict: ``template_moved_on``: another version came into force since it was written.
    """
    desk.require(Act.APPROVE_TEMPLATES)
    with desk.uow() as uow:
        version = _waiting(uow, version_id).version
        wanted = second_person_wanted(uow, SecondPersonAct.APPROVE_TEMPLATE)
        bent = check_second_person(wanted, SecondPersonAct.APPROVE_TEMPLATE, first=version.made_by, second=desk.operator.id)
        if name_in_force(uow, desk, version.kind, version.language) != version.base_name:
            raise Conflict("template_moved_on")
        faults = desk.press.check_template(f"letters/{version.language}/edited.toml", version.content.encode("utf-8"))
        if faults:
            raise DomainError("template_has_faults", count=len(faults))
        _add(uow, desk, version, TemplateAct.APPROVED, one_person=bent)
        uow.commit()
    return changed("templates", "letters")


def return_template(desk: Desk, version_id: str, *, reason: str) -> ChangeSet:
    """Send a version back; its words become the writer's draft again, unless they are writing already.

    Raises:
        DomainError: ``reason_missing`` at ``reason``, ``template_not_waiting``.
    """
    desk.require(Act.APPROVE_TEMPLATES)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        version = _waiting(uow, version_id).version
        kind, language = version.kind, version.language
        if not uow.template_drafts.where(kind=kind, language=language, operator_id=version.made_by):
            now = standing_in_force(uow, kind, language)
            base = approved_words(now) if now is not None else desk.press.template_source(kind, language)
            written = rewriting_of(desk.press.template_texts(base), desk.press.template_texts(version.content.encode("utf-8")))
            uow.template_drafts.add(
                TemplateDraft(
                    id=new_id(),
                    kind=kind,
                    language=language,
                    operator_id=version.made_by,
                    base_name=name_in_force(uow, desk, kind, language),
                    texts=tuple(sorted(written.texts.items())),
                    order=written.order,
                    saved_at=desk.now_at(),
                )
            )
        _add(uow, desk, version, TemplateAct.SENT_BACK, reason=reason.strip())
        uow.commit()
    return changed("templates")


def withdraw_template(desk: Desk, version_id: str, *, reason: str) -> ChangeSet:
    """Take an approved version out of use: the one before is in force again, at last the program's own.

    Raises:
        DomainError: ``reason_missing`` at ``reason``, ``template_not_approved``.
    """
    desk.require(Act.APPROVE_TEMPLATES)
    if not reason.strip():
        raise DomainError("reason_missing", "reason")
    with desk.uow() as uow:
        standing = _standing(uow, version_id)
        if standing.state not in (TemplateState.IN_FORCE, TemplateState.REPLACED):
            raise DomainError("template_not_approved")
        _add(uow, desk, standing.version, TemplateAct.WITHDRAWN, reason=reason.strip())
        uow.commit()
    return changed("templates", "letters")


def record_template_review(
    desk: Desk, kind: LetterKind, language: str, *, fingerprint: str, reviewer_kind: ReviewerKind, reviewed_by: str, reviewed_on: date
) -> ChangeSet:
    """Record that a translator or a lawyer read the words in force; good for these words only.

    Args:
        fingerprint: digest of the words that were read; they must still be the ones in force.

    Raises:
        DomainError: ``reviewer_missing`` at ``reviewed_by``, ``review_in_future`` at ``reviewed_on``, ``template_missing``.
        Conflict: ``template_moved_on``.
    """
    desk.require(Act.EDIT_TEMPLATES)
    if not reviewed_by.strip():
        raise DomainError("reviewer_missing", "reviewed_by")
    if reviewed_on > desk.today():
        raise DomainError("review_in_future", "reviewed_on")
    with desk.uow() as uow:
        now = standing_in_force(uow, kind, language)
        words = approved_words(now) if now is not None else desk.press.template_source(kind, language)
        if desk.press.read_edited(language, words).sha256 != fingerprint:
            raise Conflict("template_moved_on")
        name = name_in_force(uow, desk, kind, language)
        review = uow.template_reviews.add(
            TemplateReview(
                id=new_id(),
                kind=kind,
                language=language,
                name=name,
                fingerprint=fingerprint,
                reviewer_kind=reviewer_kind,
                reviewed_by=reviewed_by.strip(),
                reviewed_on=reviewed_on,
                recorded_by=desk.operator.id,
                recorded_at=desk.now_at(),
            )
        )
        record(
            uow,
            desk,
            "template_reviewed",
            thing="template",
            thing_id=review.id,
            facts={"kind": kind, "language": language, "template": name, "words": fingerprint, "by": reviewer_kind, "on": reviewed_on},
            values={"reviewed_by": review.reviewed_by},
        )
        uow.commit()
    return changed("templates", "letters", created_id=review.id)


def _standing(uow: UnitOfWork, version_id: str) -> Standing:
    version = uow.template_versions.get(version_id)
    return next(each for each in office_versions(uow, version.kind, version.language) if each.version.id == version_id)


def _waiting(uow: UnitOfWork, version_id: str) -> Standing:
    standing = _standing(uow, version_id)
    if standing.state is not TemplateState.WAITING:
        raise DomainError("template_not_waiting")
    return standing


def _add(
    uow: UnitOfWork, desk: Desk, version: TemplateVersion, act: TemplateAct, *, reason: str = "", one_person: bool | None = None
) -> None:
    digest = hashlib.sha256(version.content.encode("utf-8")).hexdigest()
    if digest != version.sha256:
        raise DomainError("template_words_changed")
    uow.template_acts.add(
        TemplateActRecord(
            id=new_id(),
            version_id=version.id,
            act=act,
            sha256=digest,
            done_by=desk.operator.id,
            done_at=desk.now_at(),
            reason=reason,
        )
    )
    facts: dict[str, object] = {"kind": version.kind, "language": version.language, "template": version.name, "sha256": digest}
    if one_person is not None:
        facts["one_person"] = one_person
    record(uow, desk, _EVENTS[act], thing="template", thing_id=version.id, facts=facts, reason=reason)
