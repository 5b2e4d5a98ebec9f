"""What is said on a call, as data: which sentences apply to this caller and these rights, and which have to be said."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any

from caseapp.services.intake_form import IntakeForm
from caseapp.services.trouble import Trouble

STEPS = ("caller", "request", "identify", "verify", "reply", "read_back")
"""The six steps, in the order of the step bar."""

NEW_REQUEST = frozenset({"request"})

KNOWN_NAMES = frozenset({"organisation", "number", "answer_by", "opt_out_by", "name"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptLine:
    """One sentence.

    Attributes:
        step: one of `STEPS`.
        required: the call cannot be finished without it.
        confirms: part of the confirmation of receipt given on the call (11 CCR 7021(a)).
        callers: kinds of requestor it is for; empty for everybody.
        rights: said when one of these was asked; empty for always.
        only: said when nothing but these was asked; empty for always.
        purposes: what the contact has to be.
    """

    id: str
    step: str
    text: str
    required: bool = False
    confirms: bool = False
    callers: frozenset[str] = field(default_factory=frozenset)
    rights: frozenset[str] = field(default_factory=frozenset)
    only: frozenset[str] = field(default_factory=frozenset)
    purposes: frozenset[str] = NEW_REQUEST

    def is_for(self, form: IntakeForm) -> bool:
        """Say whether this sentence belongs to this caller and these rights."""
        asked = {str(kind) for kind in form.request_types()}
        if form.purpose not in self.purposes:
            return False
        if self.callers and form.requestor_kind not in self.callers:
            return False
        if self.rights and self.rights.isdisjoint(asked):
            return False
        return not self.only or (bool(asked) and asked <= self.only)

    @property
    def names(self) -> frozenset[str]:
        """What the sentence has to be told before it can be said."""
        return frozenset(name for _, name, _, _ in Formatter().parse(self.text) if name)

    def filled(self, facts: Mapping[str, str]) -> str:
        """Return the sentence with the facts in it; what is not known yet stands as dots."""
        return self.text.format_map({name: facts.get(name) or "…" for name in self.names})

    def can_be_said(self, facts: Mapping[str, str]) -> bool:
        """Say whether everything the sentence names is known."""
        return all(facts.get(name) for name in self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What callers ask, and what is said then."""

    id: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One version of a script; a case keeps the version it was taken with.

    Attributes:
        spoken: it is read to somebody; else it says what to do.
    """

    id: str
    version: str
    language: str
    spoken: bool
    warning: str
    warning_more: str
    lines: tuple[ScriptLine, ...]
    questions: tuple[Question, ...]

    def lines_for(self, form: IntakeForm, step: str | None = None) -> tuple[ScriptLine, ...]:
        """Return the sentences for this caller and these rights, of one step or of all, in the order of the steps."""
        return tuple(line for each in STEPS if step in (None, each) for line in self.lines if line.step == each and line.is_for(form))

    def unsaid(self, form: IntakeForm) -> tuple[str, ...]:
        """Return the ids of the sentences that have to be said and were not; the confirmation of receipt is asked for apart."""
        said = {line_id for line_id, _ in form.said}
        return tuple(line.id for line in self.lines_for(form) if line.required and not line.confirms and line.id not in said)

    def is_confirmed(self, form: IntakeForm) -> bool:
        """Say whether the whole confirmation of receipt was said; False when these rights want none."""
        said = {line_id for line_id, _ in form.said}
        wanted = [line.id for line in self.lines_for(form) if line.confirms]
        return bool(wanted) and said.issuperset(wanted)


def read_script(content: bytes, *, name: str) -> Script:
    """Read a script.

    Args:
        content: a file of ``resources/scripts``.
        name: of the file, for whoever has to mend it.

    Raises:
        Trouble: ``resource_faulty`` with the file and what is wrong in it.
    """
    try:
        raw = tomllib.loads(content.decode())
        lines = tuple(_line(each) for each in raw["line"])
        questions = tuple(Question(id=each["id"], question=each["question"], answer=each["answer"]) for each in raw.get("ask", ()))
        script = Script(
            id=raw["id"], version=raw["version"], language=raw["language"], spoken=raw["spoken"], warning=raw["warning"],
            warning_more=raw["warning_more"], lines=lines, questions=questions,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise Trouble("resource_faulty", file=name, fault=str(error)) from error
    ids = [line.id for line in script.lines]
    faults = [line.id for line in script.lines if line.step not in STEPS or not line.names <= KNOWN_NAMES or ids.count(line.id) > 1]
    if faults:
        raise Trouble("resource_faulty", file=name, fault=", ".join(faults))
    return script


def _line(raw: Mapping[str, Any]) -> ScriptLine:
    values = dict(raw)
    for name in ("callers", "rights", "only"):
        values[name] = frozenset(values.get(name, ()))
    values["purposes"] = frozenset(values.get("purposes", NEW_REQUEST))
    return ScriptLine(**values)
