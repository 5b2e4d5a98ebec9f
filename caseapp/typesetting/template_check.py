"""Whether a template may be approved: read, and printed with its own samples in every format. Each fault names its line.

Used for the templates of the program and for those that an officer edits; nothing here changes anything.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import ComposedLetter, LetterCheck, LetterFormat, LetterSample, TemplateFault
from caseapp.typesetting.composing import compose
from caseapp.typesetting.template import PLACE, Faulty, Template, faults_of, line_of, unchecked

PRINTED = (LetterFormat.LETTER, LetterFormat.LARGE_PRINT)

_DAY = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d"
    r"|\b\d{1,2} de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b"
    r"|\b(?:19|20)\d\d\b(?!\.\d)"
)
"""A day or a year in the words of a template. Section 2015.5 of a code is none."""

Check = Callable[[ComposedLetter, LetterFormat], tuple[LetterCheck, ...]]


def check_template(name: str, content: bytes, shared: Mapping[str, bytes], check: Check) -> tuple[TemplateFault, ...]:
    """Return everything that keeps a template from being approved; nothing where it may be.

    Args:
        name: the file the faults name. shared: the files of its language that every template is joined with.
        check: what is found out about a letter as it would be printed.
    """

    def fault(faulty: Faulty) -> TemplateFault:
        return TemplateFault(file=name, line=line_of(content, faulty), code=faulty.code, about=faulty.about)

    try:
        template = unchecked(content, shared)
    except Faulty as faulty:
        return (fault(faulty),)
    except KeyError as error:
        return (TemplateFault(file=name, line=1, code="template_incomplete", about=str(error).strip("'")),)
    except (TypeError, ValueError) as error:
        return (TemplateFault(file=name, line=line_of(content, error), code="template_unreadable", about=str(error)),)
    faults = [fault(each) for each in (*faults_of(template), *_own_rules(template))]
    if not faults:
        faults = [fault(each) for sample in template.info.samples for each in _printed(template, sample, check)]
    return tuple(dict.fromkeys(faults))


def _own_rules(template: Template) -> Iterator[Faulty]:
    """Yield days that are typed instead of taken from the engine, and places whose words would be dropped."""
    enclosed = [part for enclosure in template.enclosures for part in enclosure.parts]
    parts = (*template.parts, *template.notes, *enclosed)
    texts = [template.title, *(text for part in parts for text in (part.text, *part.cells))]
    for text in texts:
        if found := _DAY.search(text):
            yield Faulty("date_typed", found.group())
    named = {name for text in texts for name in PLACE.findall(text)}
    for slot in template.info.editable_slots:
        if slot.name not in named:
            yield Faulty("slot_not_printed", slot.name, at=f'name = "{slot.name}"')


def _printed(template: Template, sample: LetterSample, check: Check) -> Iterator[Faulty]:
    try:
        letter = compose(template, dict(sample.values), dict(sample.slots))
    except DomainError as refusal:
        yield Faulty("sample_refused", f"{sample.id}, {refusal.field or ''}: {refusal.code}", at=f'name = "{refusal.field}"')
        return
    for format in PRINTED:
        try:
            wrong = [each for each in check(letter, format) if not each.ok]
        except DomainError as refusal:
            yield Faulty("sample_looks_wrong", f"{sample.id}, {format.value}: {refusal.code}", at=f'"{sample.id}"')
            continue
        for each in wrong:
            at = str(each.facts.get("character") or each.facts.get("name") or sample.id)
            yield Faulty("sample_looks_wrong", f"{sample.id}, {format.value}: {each.code}{_told(each.facts.items())}", at=at)


def _told(facts: Iterable[tuple[str, object]]) -> str:
    return "".join(f", {name} {value}" for name, value in facts)
