"""Drafts of a version of the law: checked like a released one, looked at in "what if", never in force."""

from __future__ import annotations

from pathlib import Path

from caseapp.domain.regime import Regime
from caseapp.domain.rulebook import Rulebook
from caseapp.rulebook.regime_files import parse_regime
from caseapp.services.trouble import Trouble


def load_draft_regime(path: Path, rulebook: Rulebook) -> Regime:
    """Read one draft from a file anywhere on the machine; `Rulebook.with_draft` then shows what it would do.

    The draft speaks of a regime that is known, has a version of its own, the same business zone, and begins no earlier than the
    first released version.

    Raises:
        Trouble: ``resource_faulty`` with `file` (the name without its folder), `line` and `reason`; ``resource_missing``.
    """
    try:
        raw = path.read_bytes()
    except OSError as reason:
        raise Trouble("resource_missing", file=path.name) from reason
    draft, file = parse_regime(path.name, raw)
    released = [regime for regime in rulebook.regimes if regime.id == draft.id]
    if not released:
        known = ", ".join(dict.fromkeys(regime.id for regime in rulebook.regimes))
        raise file.top.fault("id", f"no regime '{draft.id}' is known; known are {known}")
    if any(regime.version == draft.version for regime in released):
        raise file.top.fault("version", f"version {draft.version} is released already; a draft has a version of its own")
    if draft.business_zone != released[0].business_zone:
        raise file.top.fault("business_zone", "the versions of a regime must share one business zone")
    first_on = min(regime.effective_from for regime in released)
    if draft.effective_from < first_on:
        raise file.top.fault("effective_from", f"the draft begins before the first released version, {first_on}")
    return draft
