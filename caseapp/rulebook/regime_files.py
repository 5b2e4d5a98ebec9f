"""Versions of a body of law: one file each, in a folder named after the regime."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from caseapp.domain.deadline_kinds import DeadlineKind
from caseapp.domain.regime import CountsFrom, DayUnit, Limit, LimitKind, LimitUnit, Regime, TimeRule
from caseapp.rulebook.sections import Library, ResourceFile, Section
from caseapp.services.trouble import Trouble

FOLDER = "regimes"
RELEASED = f"{FOLDER}/released.toml"
"""The digests of the released versions. A released file never changes: a change of law is a new version, with a line here."""

UNIT_OF_LIMIT = {
    LimitKind.KNOW_ANSWERS: LimitUnit.ANSWERS,
    LimitKind.KNOW_WINDOW: LimitUnit.MONTHS,
    LimitKind.LOOKBACK: LimitUnit.MONTHS,
    LimitKind.LOOKBACK_FLOOR: LimitUnit.DATE,
    LimitKind.REPEAT_CORRECTION: LimitUnit.MONTHS,
    LimitKind.EXTENSION_OFFER: LimitUnit.CALENDAR_DAYS,
    LimitKind.MAIL_MARGIN: LimitUnit.CALENDAR_DAYS,
    LimitKind.STATEMENT_WORDS: LimitUnit.WORDS,
}

ANCHORS_OF_KIND = {
    DeadlineKind.FEE_ANSWER: CountsFrom.BEFORE_ANSWER_PLAN_DAY,
    DeadlineKind.VERIFICATION_PURGE: CountsFrom.CLOSING,
    DeadlineKind.RETENTION: CountsFrom.CLOSING,
}
"""All other kinds count from receipt: no clock starts later, and none pauses."""

UNITS_OF_KIND = {
    DeadlineKind.CONFIRM_RECEIPT: DayUnit.BUSINESS_DAYS,
    DeadlineKind.OPT_OUT: DayUnit.BUSINESS_DAYS,
    DeadlineKind.LIMIT: DayUnit.BUSINESS_DAYS,
    DeadlineKind.ADMT_OPT_OUT: DayUnit.BUSINESS_DAYS,
    DeadlineKind.NO_REASK: DayUnit.MONTHS,
    DeadlineKind.RETENTION: DayUnit.MONTHS,
}
"""All other kinds are counted in calendar days."""


def load_regimes(library: Library) -> tuple[Regime, ...]:
    """Read every version of every regime, oldest first.

    Raises:
        Trouble: ``resource_faulty`` (file, line, reason) or ``resource_missing``.
    """
    found: list[tuple[Regime, ResourceFile]] = []
    for name in library.folders(FOLDER):
        read = [_load(library, path, name) for path in library.files(f"{FOLDER}/{name}")]
        read.sort(key=lambda pair: pair[0].effective_from)
        for (earlier, _), (later, file) in zip(read, read[1:], strict=False):
            _check_follows(earlier, later, file)
        found.extend(read)
    if not found:
        raise Trouble("resource_missing", file=FOLDER)
    _check_released(library, found)
    return tuple(regime for regime, _ in found)


def _check_released(library: Library, found: list[tuple[Regime, ResourceFile]]) -> None:
    """Hold every version against the digest it was released with, so that no released text changes unnoticed."""
    released = library.file(RELEASED)
    released.only("released")
    digests: dict[tuple[str, str], str] = {}
    seen: set[object] = set()
    versions = {(regime.id, regime.version) for regime, _ in found}
    for section in released.sections("released"):
        with section:
            key = (section.code("regime"), section.text("version"))
            section.unique("version", " ".join(key), seen)
            digests[key] = section.text("sha256")
            if key not in versions:
                raise section.fault("version", f"the released version {key[1]} of {key[0]} is not there")
    for regime, file in found:
        digest = digests.get((regime.id, regime.version))
        if digest is None:
            reason = f"version {regime.version} has no line in {RELEASED}"
            raise file.top.fault("version", reason)
        if digest != regime.sha256:
            reason = f"the text differs from the released version {regime.version}; a change of law is a new version"
            raise file.top.fault("version", reason)


def _load(library: Library, path: str, folder: str) -> tuple[Regime, ResourceFile]:
    regime, file = parse_regime(path, library.raw(path))
    if regime.id != folder:
        raise file.top.fault("id", f"the id '{regime.id}' differs from the folder '{folder}'")
    if not path.endswith(f"/{regime.version}.toml"):
        raise file.top.fault("version", f"the version '{regime.version}' differs from the name of the file")
    return regime, file


def parse_regime(name: str, raw: bytes) -> tuple[Regime, ResourceFile]:
    """Read and check one version by itself: types, citations, unknown and missing keys, overlapping rules.

    Args:
        name: what faults call the file.

    Raises:
        Trouble: ``resource_faulty`` (file, line, reason).
    """
    file = ResourceFile(name, raw)
    file.only("rule", "limit")
    with file.top as top:
        regime_id, version, zone = top.code("id"), top.text("version"), top.text("business_zone")
        effective_from = top.day("effective_from")
        effective_to = top.day("effective_to") if top.has("effective_to") else None
        top.text("says")
        if effective_to is not None and effective_to < effective_from:
            raise top.fault("effective_to", "'effective_to' lies before 'effective_from'")
        _check_zone(top, zone)
    regime = Regime(
        id=regime_id,
        version=version,
        sha256=sha256(raw.replace(b"\r\n", b"\n")).hexdigest(),
        effective_from=effective_from,
        effective_to=effective_to,
        business_zone=zone,
        rules=_rules(file),
        limits=_limits(file),
    )
    return regime, file


def _check_zone(top: Section, zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError) as reason:
        raise top.fault("business_zone", f"the time zone '{zone}' is unknown") from reason


def _rules(file: ResourceFile) -> tuple[TimeRule, ...]:
    rules: list[TimeRule] = []
    ids: set[object] = set()
    for section in file.sections("rule"):
        with section:
            rule = _rule(section)
            section.unique("id", rule.id, ids)
            for other in rules:
                shared = other.request_types & rule.request_types
                if other.kind is rule.kind and shared:
                    raise section.fault(
                        "request_types", f"'{rule.id}' overlaps '{other.id}': both set {rule.kind} for {', '.join(sorted(shared))}"
                    )
            rules.append(rule)
    _check_extensions(file, rules)
    return tuple(rules)


def _rule(section: Section) -> TimeRule:
    kind = section.one_of("kind", DeadlineKind)
    unit = section.one_of("unit", DayUnit)
    anchor = section.one_of("counts_from", CountsFrom)
    wanted_unit = UNITS_OF_KIND.get(kind, DayUnit.CALENDAR_DAYS)
    if unit is not wanted_unit:
        raise section.fault("unit", f"{kind} is counted in {wanted_unit}, not in {unit}")
    wanted_anchor = ANCHORS_OF_KIND.get(kind, CountsFrom.RECEIPT)
    if anchor is not wanted_anchor:
        raise section.fault("counts_from", f"{kind} counts from {wanted_anchor}, not from {anchor}")
    by, on = section.review()
    return TimeRule(
        id=section.code("id"),
        kind=kind,
        request_types=section.request_types(),
        count=section.count("count"),
        unit=unit,
        counts_from=anchor,
        citation=section.citation(),
        status=section.status(),
        says=section.text("says"),
        reviewed_by=by,
        reviewed_on=on,
    )


def _check_extensions(file: ResourceFile, rules: list[TimeRule]) -> None:
    """An answer that may be extended needs its notice and a longer period, and the fee clock an answer to count back from."""
    for position, rule in enumerate(rules):
        answers = [other for other in rules if other.kind is DeadlineKind.ANSWER and other.request_types >= rule.request_types]
        line = file.lines.of_table("rule", position)
        if rule.kind in (DeadlineKind.EXTENSION_NOTICE, DeadlineKind.EXTENDED_ANSWER, DeadlineKind.FEE_ANSWER) and not answers:
            raise file.fault(line, f"'{rule.id}' stands for types that have no single answer rule")
        if rule.kind is DeadlineKind.EXTENDED_ANSWER and rule.count <= answers[0].count:
            line = file.lines.of_key("rule", position, "count")
            raise file.fault(line, f"'{rule.id}' must be longer than '{answers[0].id}'")


def _limits(file: ResourceFile) -> tuple[Limit, ...]:
    limits: list[Limit] = []
    kinds: set[object] = set()
    for section in file.sections("limit"):
        with section:
            limit = _limit(section)
            section.unique("kind", limit.kind, kinds)
            limits.append(limit)
    missing = [kind for kind in LimitKind if kind not in kinds]
    if missing:
        raise file.fault(file.lines.last, f"no [[limit]] of kind {', '.join(missing)} is there")
    return tuple(limits)


def _limit(section: Section) -> Limit:
    kind = section.one_of("kind", LimitKind)
    unit = section.one_of("unit", LimitUnit)
    if unit is not UNIT_OF_LIMIT[kind]:
        raise section.fault("unit", f"{kind} is measured in {UNIT_OF_LIMIT[kind]}, not in {unit}")
    by, on = section.review()
    return Limit(
        kind=kind,
        unit=unit,
        count=None if unit is LimitUnit.DATE else section.count("count"),
        on=section.day("on") if unit is LimitUnit.DATE else None,
        request_types=section.request_types(),
        citation=section.citation(),
        status=section.status(),
        says=section.text("says"),
        reviewed_by=by,
        reviewed_on=on,
    )


def _check_follows(earlier: Regime, later: Regime, file: ResourceFile) -> None:
    line = file.lines.of_key("", 0, "effective_from")
    if earlier.effective_to is None or earlier.effective_to >= later.effective_from:
        raise file.fault(line, f"version {later.version} overlaps version {earlier.version}")
    if earlier.effective_to + timedelta(days=1) != later.effective_from:
        raise file.fault(line, f"there is a gap between version {earlier.version} and version {later.version}")
    if earlier.business_zone != later.business_zone:
        raise file.fault(file.lines.of_key("", 0, "business_zone"), "the versions of a regime must share one business zone")
