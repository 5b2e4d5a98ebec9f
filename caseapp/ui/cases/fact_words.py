"""Words for the facts of a history entry: what is kept as a code, a day or a digest is shown as a person says it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from caseapp.domain.case import ContactKind, TaskCode
from caseapp.domain.channel import Channel, ReplyBy
from caseapp.domain.checklists import AssuranceLevel, DataPoint
from caseapp.domain.deadline import ExtensionReason
from caseapp.domain.extension import ExtensionEffect, ExtensionWarning
from caseapp.domain.fee import FeeState
from caseapp.domain.grounds import Ground
from caseapp.domain.history import HistoryEntry
from caseapp.domain.hold import FraudSignal, LegalHoldCause
from caseapp.domain.letters import DispatchMethod, LetterFormat, LetterKind
from caseapp.domain.one_off_days import OneOffAct
from caseapp.domain.people import RequestorKind
from caseapp.domain.request_type import RequestType
from caseapp.domain.status import Disposition, ReopenCause
from caseapp.domain.verification import DocumentKind, PointOutcome
from caseapp.domain.work import DecisionOutcome, PlaceKind, WorkState
from caseapp.ui.cases.fee_words import dollars
from caseapp.ui.cases.ground_words import short_ground
from caseapp.ui.labels import label, language
from caseapp.ui.qt_dates import year_date

translate = QCoreApplication.translate

_KINDS: dict[str, tuple[type[StrEnum], ...]] = {
    "kind": (LetterKind, DocumentKind, ContactKind, RequestType),
    "type": (RequestType,),
    "answer_as": (RequestType,),
    "channel": (Channel,),
    "reply_by": (ReplyBy,),
    "format": (LetterFormat,),
    "method": (DispatchMethod,),
    "disposition": (Disposition,),
    "level": (AssuranceLevel,),
    "outcome": (DecisionOutcome,),
    "state": (WorkState, FeeState),
    "said_by": (RequestorKind,),
    "how": (Channel,),
    "signal": (FraudSignal,),
    "cause": (LegalHoldCause,),
    "place": (PlaceKind,),
    "code": (TaskCode,),
    "reason": (ExtensionReason,),
    "reading": (ExtensionEffect,),
    "because": (OneOffAct, ReopenCause),
    "warning": (ExtensionWarning,),
}
_DIGESTS = frozenset({"sha256", "template"})
_DIGEST_SHOWN = 12
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_MOVED = re.compile(r"(\d{4}-\d{2}-\d{2})>(\d{4}-\d{2}-\d{2})\Z")


def facts_in_words(entry: HistoryEntry, names: Mapping[str, str], grounds: Mapping[str, Ground]) -> str:
    """Return the recorded facts of an entry, each with its name; a digest is cut, for nobody reads sixty-four signs.

    Args:
        names: names of operators by id; an entry keeps the id.
        grounds: grounds by code; an entry keeps the code.
    """
    pattern = translate("FactWords", "{name}: {value}")
    # A ground is long: it stands last, or a narrow table would cut off what follows it.
    shown = (
        pattern.format(
            name=_name(name),
            value=short_ground(grounds[value]).rstrip(".") if name == "ground" and value in grounds else _value(name, value, names),
        )
        for name, value in sorted(entry.facts, key=lambda fact: fact[0] == "ground")
        if value
    )
    return "; ".join(shown)


def _name(name: str) -> str:
    words = {
        "sha256": translate("FactWords", "Digest"),
        "template": translate("FactWords", "Template digest"),
        "one_person": translate("FactWords", "One person alone"),
        "queued": translate("FactWords", "In the print queue"),
        "on": translate("FactWords", "On"),
        "ground": translate("FactWords", "Ground"),
        "answer_as": translate("FactWords", "Answered as"),
        "reply_by": translate("FactWords", "Reply by"),
        "said": translate("FactWords", "Said"),
        "said_by": translate("FactWords", "Said by"),
        "how": translate("FactWords", "How"),
        "cents": translate("FactWords", "Amount"),
        "answer_by": translate("FactWords", "To be answered by"),
    }
    if name in words:
        return words[name]
    if name.startswith("point_"):
        return _word_of((DataPoint,), name.removeprefix("point_"))
    return name.replace("_", " ").capitalize()


def _value(name: str, value: str, names: Mapping[str, str]) -> str:
    if value in names:
        return names[value]
    if name in _DIGESTS:
        return value[:_DIGEST_SHOWN]
    if name == "cents" and value.isdigit():
        return dollars(int(value))
    if name == "language":
        return language(value)
    if value in ("True", "False"):
        return translate("FactWords", "yes") if value == "True" else translate("FactWords", "no")
    moved = _MOVED.match(value)
    if moved is not None:
        old, new = (year_date(date.fromisoformat(part)) for part in moved.groups())
        return translate("FactWords", "{old} to {new}").format(old=old, new=new)
    if _DAY.match(value):
        return year_date(date.fromisoformat(value))
    if name.startswith("point_"):
        return _word_of((PointOutcome,), value)
    return _word_of(_KINDS.get(name, ()), value)


def _word_of(kinds: tuple[type[StrEnum], ...], value: str) -> str:
    for kind in kinds:
        if value in kind._value2member_map_:
            return label(kind(value))
    return value.replace("_", " ")
