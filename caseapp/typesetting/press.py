"""The letter press: everything the rest of the program may ask of typesetting."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import ComposedLetter, LetterKind, LetterValue, TemplateInfo
from caseapp.typesetting.composing import compose
from caseapp.typesetting.template import Template, read_template

_FOLDER = "letters"
_SHARED = ("every_letter.toml", "required_sentences.toml")


class Press:
    """Templates in, letters out. Reads its resources once, when it is made."""

    def __init__(self, read_resource: Callable[[str], bytes], list_resources: Callable[[str], list[str]]) -> None:
        """Load and check every template.

        Args:
            read_resource: returns the bytes of a resource by its name below `resources/`, for example ``letters/en/denial.toml``.
            list_resources: returns the names (in the same form) of all resources below a folder.

        Raises:
            Trouble: ``resource_faulty`` or ``resource_missing``.
        """
        self._templates = _load(read_resource, list_resources)

    def templates(self) -> tuple[TemplateInfo, ...]:
        """Every template, by language and kind."""
        return tuple(template.info for template in self._templates.values())

    def compose(
        self, kind: LetterKind, language: str, values: Mapping[str, LetterValue], slots: Mapping[str, str]
    ) -> ComposedLetter:
        """Return the letter of `kind` with every place filled; see `composing.compose` for what is refused.

        Raises:
            DomainError: ``template_missing`` when there is none in this language; the refusals of `composing.compose`.
        """
        template = self._templates.get((language, kind))
        if template is None:
            raise DomainError("template_missing", kind=kind.value, language=language)
        return compose(template, values, slots)


def _load(
    read_resource: Callable[[str], bytes], list_resources: Callable[[str], list[str]]
) -> dict[tuple[str, LetterKind], Template]:
    names = sorted(name for name in list_resources(_FOLDER) if name.endswith(".toml"))
    templates: dict[tuple[str, LetterKind], Template] = {}
    for name in names:
        folder, _, file = name.rpartition("/")
        if file in _SHARED:
            continue
        every, required = (read_resource(f"{folder}/{shared}") for shared in _SHARED)
        template = read_template(name, read_resource(name), every, required)
        templates[template.info.language, template.info.kind] = template
    return templates
