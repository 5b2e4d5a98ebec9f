"""A press over the resources of the sources, and letters filled with the samples of their templates."""

from __future__ import annotations

from pathlib import Path

from caseapp.domain.letters import ComposedLetter, LetterKind, LetterValue, TemplateInfo
from caseapp.typesetting.press import Press

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
GOLDENS = Path(__file__).resolve().parent / "goldens"


def names_below(folder: str) -> list[str]:
    """Names of all resources below a folder."""
    return sorted(path.relative_to(RESOURCES).as_posix() for path in (RESOURCES / folder).rglob("*") if path.is_file())


def read(name: str) -> bytes:
    """The bytes of a resource."""
    return (RESOURCES / name).read_bytes()


def make_press(replaced: dict[str, bytes] | None = None) -> Press:
    """A press; `replaced` puts other bytes in the place of some resources."""
    other = replaced or {}
    return Press(lambda name: other[name] if name in other else read(name), names_below)


def template(press: Press, kind: LetterKind) -> TemplateInfo:
    """The English template of a kind."""
    return next(info for info in press.templates() if info.kind is kind and info.language == "en")


def values_of(press: Press, kind: LetterKind, **other: LetterValue) -> dict[str, LetterValue]:
    """The samples of a template, some replaced."""
    return {each.name: each.sample for each in template(press, kind).placeholders} | other


def slots_of(press: Press, kind: LetterKind, **other: str) -> dict[str, str]:
    """The samples of a template's slots, some replaced."""
    return {each.name: each.sample for each in template(press, kind).editable_slots} | other


def sample(press: Press, kind: LetterKind, **other: LetterValue) -> ComposedLetter:
    """A letter filled with its samples, some replaced."""
    return press.compose(kind, "en", values_of(press, kind, **other), slots_of(press, kind))


def words(letter: ComposedLetter) -> str:
    """All text of the body, one paragraph a line."""
    return "\n".join(text for part in letter.paragraphs for text in (part.text, *part.cells) if text)
