"""Versions of letter templates that the office wrote itself, and what was done with them: both only ever added to.

The program brings one version of each template. An office's version is a whole template of its own, so what was approved stays what
it was when the program brings another one. Where a version stands is read from its acts; nothing is ever changed in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from caseapp.domain.letters import LetterKind


class TemplateAct(StrEnum):
    """What a person did with a version."""

    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class TemplateState(StrEnum):
    """Where a version stands: `replaced` is approved and followed by a newer approved one; `shipped` is the program's own."""

    SHIPPED = "shipped"
    WAITING = "waiting"
    SENT_BACK = "sent_back"
    IN_FORCE = "in_force"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


class ReviewerKind(StrEnum):
    """Whose review of the words was recorded."""

    TRANSLATOR = "translator"
    LAWYER = "lawyer"


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateVersion:
    """One version, written whole. Never changed.

    Attributes:
        name: what letters carry as their template's version, for example ``1.2``: the second of the office on the program's 1.
        content: the template as TOML, as it was sent for approval.
        sha256: of `content`.
        base_name: the version it was made from.
        shipped_name: the program's version at that time.
    """

    id: str
    kind: LetterKind
    language: str
    template_id: str
    name: str
    content: str
    sha256: str
    base_name: str
    shipped_name: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateActRecord:
    """One act. `sha256` is the digest of the words it was done for."""

    id: str
    version_id: str
    act: TemplateAct
    sha256: str
    done_by: str
    done_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateReview:
    """A review of a version's words by somebody outside, good for these words only.

    Attributes:
        fingerprint: digest of everything the template prints, the parts of every letter too (`TemplateInfo.sha256`).
        reviewed_by: translator or lawyer, not who recorded it.
    """

    id: str
    kind: LetterKind
    language: str
    name: str
    fingerprint: str
    reviewer_kind: ReviewerKind
    reviewed_by: str
    reviewed_on: date
    recorded_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateDraft:
    """What somebody is writing: the texts they changed, by their place in the template. Kept until it is sent or thrown away.

    Attributes:
        order: the paragraphs in their order where it is another one, or some are new or left out; see `domain.rewriting`.
    """

    id: str
    kind: LetterKind
    language: str
    operator_id: str
    base_name: str
    texts: tuple[tuple[str, str], ...]
    saved_at: datetime
    order: tuple[str, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A version with where it stands, and its acts in the order they were done."""

    version: TemplateVersion
    state: TemplateState
    acts: tuple[TemplateActRecord, ...]

    def act(self, wanted: TemplateAct) -> TemplateActRecord | None:
        """Return the last act of a kind, or None."""
        return next((each for each in reversed(self.acts) if each.act is wanted), None)


def standings(versions: Sequence[TemplateVersion], acts: Iterable[TemplateActRecord]) -> tuple[Standing, ...]:
    """Return where the versions of one template stand, the newest last.

    In force is the version approved last that nobody withdrew: withdrawing it puts the one before in force again.
    """
    by_version: dict[str, list[TemplateActRecord]] = {each.id: [] for each in versions}
    approved: list[str] = []
    for each in acts:
        if each.version_id not in by_version:
            continue
        by_version[each.version_id].append(each)
        if each.act is TemplateAct.APPROVED:
            approved.append(each.version_id)
        elif each.act is TemplateAct.WITHDRAWN and each.version_id in approved:
            approved.remove(each.version_id)
    in_force = approved[-1] if approved else ""
    return tuple(
        Standing(version=each, state=_state(by_version[each.id], is_in_force=each.id == in_force), acts=tuple(by_version[each.id]))
        for each in versions
    )


def _state(acts: Sequence[TemplateActRecord], *, is_in_force: bool) -> TemplateState:
    last = acts[-1].act if acts else TemplateAct.SUBMITTED
    if last is TemplateAct.APPROVED:
        return TemplateState.IN_FORCE if is_in_force else TemplateState.REPLACED
    return {
        TemplateAct.SUBMITTED: TemplateState.WAITING,
        TemplateAct.SENT_BACK: TemplateState.SENT_BACK,
        TemplateAct.WITHDRAWN: TemplateState.WITHDRAWN,
    }[last]
