"""A template written anew: which words stand where, which paragraphs are new, left out, or in another place; and what that changed.

A paragraph is known by its place in the template it comes from (``paragraphs.3``); one that is new is called ``added.1``. The letter's
title and its enclosed pages are given other words and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from caseapp.domain.letters import ParagraphKind, TemplateText
from caseapp.domain.word_difference import Change, Words, difference

PARAGRAPHS, ADDED = "paragraphs.", "added."
ALIKE = 0.4
"""From this share of common words on, two paragraphs are taken for the same one with other words."""


class Fate(StrEnum):
    """What became of a paragraph: `moved` may have other words too."""

    REWORDED = "reworded"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """Other words, by place; and the paragraphs in their order, empty where it is the old one with all of them."""

    texts: Mapping[str, str]
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedText:
    """One text that was changed, word by word. `text` says where it stands: in the template before, or the new one as it is."""

    place: str
    fate: Fate
    text: TemplateText
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """One paragraph: its traits, which a change of words leaves, and its texts (several in a row of a table)."""

    place: str
    texts: tuple[TemplateText, ...]

    @property
    def traits(self) -> tuple[object, ...]:
        first = self.texts[0]
        return first.kind, first.when, first.unless, first.each, len(self.texts)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(each.text for each in self.texts)


def paragraph_of(place: str) -> str:
    """Return the paragraph a text is of: ``paragraphs.3`` for ``paragraphs.3.cell.2``."""
    return ".".join(place.split(".")[:2])


def paragraphs_of(texts: Sequence[TemplateText]) -> tuple[str, ...]:
    """Return the paragraphs of the letter, without its title and enclosed pages, in their order."""
    return tuple(dict.fromkeys(paragraph_of(each.place) for each in texts if each.place.startswith(PARAGRAPHS)))


def new_paragraph(place: str, words: str) -> TemplateText:
    """Return the text of a paragraph that is new: plain words, always printed."""
    return TemplateText(place=place, kind=ParagraphKind.TEXT, text=words)


def rewriting_of(before: Sequence[TemplateText], after: Sequence[TemplateText]) -> Rewriting:
    """Return how `after` comes from `before`: read from the words, for nothing else tells which paragraph was which.

    What `after` has and cannot come from `before` (another template came into force meanwhile) is left out, unless it is plain words.
    """
    old, new = _units(before), _units(after)
    origin = _matched(old, new)
    known = {each.place: each.text for each in before}
    texts = {
        each.place: each.text for each in after
        if not each.place.startswith(PARAGRAPHS) and known.get(each.place, each.text) != each.text
    }  # fmt: skip
    order: list[str] = []
    for at, unit in enumerate(new):
        source = origin.get(at)
        if source is not None:
            order.append(old[source].place)
            texts |= {was.place: now.text for was, now in zip(old[source].texts, unit.texts, strict=True) if was.text != now.text}
        elif unit.traits == (ParagraphKind.TEXT, (), (), "", 1):
            place = f"{ADDED}{1 + sum(each.startswith(ADDED) for each in order)}"
            order.append(place)
            texts[place] = unit.words[0]
    return Rewriting(texts=texts, order=() if tuple(order) == paragraphs_of(before) else tuple(order))


def changes_of(before: Sequence[TemplateText], rewriting: Rewriting) -> tuple[ChangedText, ...]:
    """Return what a rewriting changes, in the order of the letter as it is then; what is left out comes where it stood."""
    known = {each.place: each for each in before}
    natural = paragraphs_of(before)
    order = rewriting.order or natural
    moved = _moved([natural.index(each) for each in order if each in natural])
    found: list[ChangedText] = []

    def tell(place: str, fate: Fate) -> None:
        for text in (each for each in before if each.place == place or paragraph_of(each.place) == place):
            words = rewriting.texts.get(text.place, text.text)
            if fate is not Fate.REWORDED or words != text.text:
                told = difference(text.text, "" if fate is Fate.REMOVED else words)
                found.append(ChangedText(place=text.place, fate=fate, text=text, words=told))

    if "title" in known:
        tell("title", Fate.REWORDED)
    for place in with_the_left_out(order, natural):
        if place.startswith(ADDED):
            words = rewriting.texts.get(place, "")
            new = new_paragraph(place, words)
            found.append(ChangedText(place=place, fate=Fate.ADDED, text=new, words=(Words(change=Change.ADDED, text=words),)))
        elif place not in order:
            tell(place, Fate.REMOVED)
        else:
            tell(place, Fate.MOVED if natural.index(place) in moved else Fate.REWORDED)
    for text in before:
        if text.place != "title" and not text.place.startswith(PARAGRAPHS):
            tell(text.place, Fate.REWORDED)
    return tuple(found)


def with_the_left_out(order: Sequence[str], natural: Sequence[str]) -> list[str]:
    """The order with every paragraph that is left out after the one it stood behind."""
    shown = list(order)
    for at, place in enumerate(natural):
        if place not in shown:
            before = natural[at - 1] if at else ""
            shown.insert(shown.index(before) + 1 if before in shown else 0, place)
    return shown


def _units(texts: Sequence[TemplateText]) -> list[_Unit]:
    return [
        _Unit(place, tuple(each for each in texts if paragraph_of(each.place) == place)) for place in paragraphs_of(texts)
    ]  # fmt: skip


def _matched(old: Sequence[_Unit], new: Sequence[_Unit]) -> dict[int, int]:
    """For each new paragraph the old one it comes from: the same words, else the same place between others, else words alike."""
    origin: dict[int, int] = {}
    left = set(range(len(old)))

    def pair(at: int, source: int) -> None:
        origin[at] = source
        left.discard(source)

    was, now = [(each.traits, each.words) for each in old], [(each.traits, each.words) for each in new]
    blocks = SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    for tag, old_from, old_to, new_from, _ in blocks:
        if tag == "equal":
            for step in range(old_to - old_from):
                pair(new_from + step, old_from + step)
    for at, one in enumerate(now):
        same = next((each for each in sorted(left) if at not in origin and was[each] == one), None)
        if same is not None:
            pair(at, same)
    for tag, old_from, old_to, new_from, new_to in blocks:
        if tag == "replace" and old_to - old_from == new_to - new_from:
            for step in range(old_to - old_from):
                at, source = new_from + step, old_from + step
                if at not in origin and source in left and old[source].traits == new[at].traits:
                    pair(at, source)
    alike = sorted(
        ((_alike(old[source], new[at]), -at, -source) for at in range(len(new)) for source in left if at not in origin), reverse=True
    )
    for share, at, source in ((share, -at, -source) for share, at, source in alike):
        if at not in origin and source in left and old[source].traits == new[at].traits:
            is_plain = new[at].traits == (ParagraphKind.TEXT, (), (), "", 1)
            if share >= ALIKE or not is_plain:
                pair(at, source)
    return origin


def _alike(old: _Unit, new: _Unit) -> float:
    return SequenceMatcher(None, " ".join(old.words).split(), " ".join(new.words).split(), autojunk=False).ratio()


def _moved(order: Sequence[int]) -> set[int]:
    """Which of these numbers are not in the longest run that rises: the fewest that had to be taken to another place."""
    best: list[list[int]] = [[]]
    for number in order:
        longest: list[int] = max([run for run in best if not run or run[-1] < number], key=len)
        best.append([*longest, number])
    standing: list[int] = max(best, key=len)
    return set(order) - set(standing)
