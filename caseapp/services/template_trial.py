"""A template tried with other words before anybody is asked to approve it: its page with the samples, its faults at their places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import ComposedLetter, LetterFormat, LetterKind, ParagraphKind, TemplateFault, TemplateInfo, TemplateText
from caseapp.domain.operators import Act
from caseapp.domain.reading_grade import HIGHEST_GRADE, grade
from caseapp.domain.rewriting import ADDED, new_paragraph, paragraph_of, paragraphs_of
from caseapp.services.desk import Desk
from caseapp.services.template_in_force import approved_words, standing_in_force

LONGEST_TEXT = 2000
FEWEST_WORDS_GRADED = 8
"""A heading or a half sentence says nothing about how a text reads."""
_READ = frozenset({ParagraphKind.TEXT, ParagraphKind.OFFICER_TEXT, ParagraphKind.ITEM, ParagraphKind.QUOTE, ParagraphKind.CHECK_BOX})
_NAME = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedFault:
    """A fault with the text it stands at; `place` is empty where it is about the whole letter."""

    place: str
    code: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of trying.

    Attributes:
        content: the page with the samples, or None where faults keep it from being made.
        faults: what keeps the words from being sent for approval.
        grade: reading grade of the whole letter, English only. hard: places whose own words read harder than they should.
    """

    template: bytes
    content: bytes | None
    faults: tuple[PlacedFault, ...]
    grade: float | None
    hard: tuple[str, ...]


def words_in_force(desk: Desk, kind: LetterKind, language: str) -> bytes:
    """Return the template that new letters get.

    Raises:
        DomainError: ``template_missing``, ``template_words_changed``.
    """
    with desk.uow() as uow:
        standing = standing_in_force(uow, kind, language)
    return approved_words(standing) if standing is not None else desk.press.template_source(kind, language)


def try_texts(
    desk: Desk,
    kind: LetterKind,
    language: str,
    texts: Mapping[str, str],
    *,
    order: Sequence[str] = (),
    format: LetterFormat = LetterFormat.LETTER,
    sample: str = "",
) -> Trial:
    """Return what the template in force would be with these words. Stores nothing; takes a tenth of a second.

    Args:
        texts: by place; places that are left out keep their words.
        order: the paragraphs in their order, where it is another one, or some are new or left out; see `domain.rewriting`.
        sample: the id of the sample whose page is shown; the first when left out.

    Raises:
        DomainError: ``template_missing``, ``template_place_unknown``.
    """
    desk.require(Act.READ_TEMPLATES)
    base = words_in_force(desk, kind, language)
    return trial(desk, kind, language, base, texts, version="0", order=order, format=format, sample=sample)


def trial(
    desk: Desk,
    kind: LetterKind,
    language: str,
    base: bytes,
    texts: Mapping[str, str],
    *,
    version: str,
    order: Sequence[str] = (),
    format: LetterFormat = LetterFormat.LETTER,
    sample: str = "",
) -> Trial:
    """Try a template with other words; see `try_texts`."""
    standing = desk.press.template_texts(base)
    before = _before(standing, texts, order)
    changed = {place: words for place, words in texts.items() if place in before and words != before[place].text}
    changed |= {place: texts.get(place, "") for place in order if place.startswith(ADDED)}
    own = [PlacedFault(place=place, code="text_empty", about="") for place, words in changed.items() if not words.strip()]
    own += [
        PlacedFault(place=place, code="text_too_long", about=str(LONGEST_TEXT))
        for place, words in changed.items()
        if len(words) > LONGEST_TEXT
    ]
    template = desk.press.edited_template(base, changed, version=version, order=order)
    if own:
        return Trial(template=template, content=None, faults=tuple(own), grade=None, hard=())
    after = tuple(_with(before[place], words) for place, words in ({**{p: t.text for p, t in before.items()}, **changed}).items())
    faults = [_placed(each, after) for each in desk.press.check_template(f"letters/{language}/edited.toml", template)]
    if any(each.code in _UNREADABLE for each in faults):
        return Trial(template=template, content=None, faults=tuple(dict.fromkeys(faults)), grade=None, hard=())
    info = desk.press.read_edited(language, template)
    faults += _may_be_empty(info, before, changed)
    letter, content = _page(desk, kind, info, template, format, sample)
    whole = grade(_read_text(letter, info.statutory)) if letter is not None and language == "en" else None
    return Trial(
        template=template,
        content=content,
        faults=tuple(dict.fromkeys(faults)),
        grade=whole,
        hard=tuple(place for place, words in changed.items() if language == "en" and _is_hard(words, info.statutory)),
    )


_UNREADABLE = frozenset(
    {
        "template_unreadable", "template_incomplete", "placeholder_unknown", "name_twice", "stray_brace", "required_sentence_missing",
    }
)  # fmt: skip
"""With one of these a template is not read at all."""


def _before(standing: Sequence[TemplateText], texts: Mapping[str, str], order: Sequence[str]) -> dict[str, TemplateText]:
    """The texts that the rewritten template has, as they are now; a new paragraph is empty."""
    known = {each.place: each for each in standing}
    paragraphs = set(paragraphs_of(standing))
    added = {place for place in order if place.startswith(ADDED)}
    if not known.keys() | added >= texts.keys() or not paragraphs | added >= set(order) or len(set(order)) != len(order):
        raise DomainError("template_place_unknown")
    left_out = paragraphs - set(order) if order else set()
    kept = {place: text for place, text in known.items() if paragraph_of(place) not in left_out}
    return {**kept, **{place: new_paragraph(place, "") for place in added}}


def _with(text: TemplateText, words: str) -> TemplateText:
    return TemplateText(place=text.place, kind=text.kind, text=words, when=text.when, unless=text.unless, each=text.each)


def _page(
    desk: Desk, kind: LetterKind, info: TemplateInfo, template: bytes, format: LetterFormat, sample: str
) -> tuple[ComposedLetter | None, bytes | None]:
    shown = next((each for each in info.samples if each.id == sample), info.samples[0])
    try:
        letter = desk.press.compose(kind, info.language, dict(shown.values), dict(shown.slots), edited=template)
        return letter, desk.press.render(letter, format)
    except DomainError:
        # The check has named it already, as a fault of the samples.
        return None, None


def _placed(fault: TemplateFault, texts: tuple[TemplateText, ...]) -> PlacedFault:
    """Find the text a fault stands at by the words it is about."""
    wanted = {
        "placeholder_unknown": "{" + fault.about + "}",
        "stray_brace": fault.about,
        "date_typed": fault.about,
    }.get(fault.code, "")
    if fault.code == "sample_looks_wrong" and (character := re.search(r"character (\S)", fault.about)):
        wanted = character[1]
    if fault.code == "sample_refused" and (field := re.search(r", ([a-z_]+):", fault.about)):
        wanted = "{" + field[1] + "}"
    place = next((each.place for each in texts if wanted and wanted in each.text), "")
    return PlacedFault(place=place, code=fault.code, about=fault.about)


def _may_be_empty(info: TemplateInfo, before: Mapping[str, TemplateText], changed: Mapping[str, str]) -> list[PlacedFault]:
    """Names put where nothing says that they are given: on some letters they would be empty, and the letter would be refused."""
    optional = {each.name for each in info.placeholders if not each.needed}
    optional |= {each.name for each in info.editable_slots if not each.required}
    found = []
    for place, words in changed.items():
        new = set(_NAME.findall(words)) - set(_NAME.findall(before[place].text)) - set(before[place].when)
        found += [PlacedFault(place=place, code="placeholder_may_be_empty", about=name) for name in sorted(new & optional)]
    return found


def _read_text(letter: ComposedLetter, statutory: tuple[str, ...]) -> str:
    """What is read as sentences; the law's own words count as a short name."""
    enclosed = tuple(part for enclosure in letter.enclosures for part in enclosure.paragraphs)
    text = "\n".join(part.text for part in (*letter.paragraphs, *letter.notes, *enclosed) if part.kind in _READ)
    for words in statutory:
        text = text.replace(words, "the State")
    return text


def _is_hard(words: str, statutory: tuple[str, ...]) -> bool:
    for law in statutory:
        words = words.replace(law, "the State")
    # A name stands for the words that the case brings; they are not the template's.
    words = _NAME.sub("it", words)
    return len(words.split()) >= FEWEST_WORDS_GRADED and grade(words) > HIGHEST_GRADE
