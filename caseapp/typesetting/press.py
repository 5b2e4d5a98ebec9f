"""The letter press: everything the rest of the program may ask of typesetting."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from reportlab import rl_config

from caseapp.domain.envelopes import DEFAULT_ENVELOPE
from caseapp.domain.errors import DomainError
from caseapp.domain.letters import (
    ComposedLetter,
    LetterCheck,
    LetterFormat,
    LetterKind,
    LetterValue,
    PageImage,
    Paper,
    TemplateFault,
    TemplateInfo,
    TemplateText,
)
from caseapp.services.views import YearCount
from caseapp.typesetting import plain_text, viewing
from caseapp.typesetting.checking import check_words, checked
from caseapp.typesetting.composing import compose
from caseapp.typesetting.drawing import draw
from caseapp.typesetting.fonts import Fonts
from caseapp.typesetting.ground_sentences import GroundSentences
from caseapp.typesetting.mail_press import MailPress
from caseapp.typesetting.metrics_sheet import MetricsWords
from caseapp.typesetting.paper import draw_paper
from caseapp.typesetting.policy_texts import PolicyTexts
from caseapp.typesetting.template import SHARED, Template, read_template
from caseapp.typesetting.template_check import check_template
from caseapp.typesetting.template_edit import texts_of, with_texts

_FOLDER = "letters"
_MOST_EDITED = 128
"""How many templates of the office are kept read."""


class Press(MailPress):
    """Templates in, letters out. Reads its resources once, when it is made.

    May be used from any thread: fonts and pdfium answer one question at a time.
    """

    def __init__(self, read_resource: Callable[[str], bytes], list_resources: Callable[[str], Sequence[str]]) -> None:
        """Load and check every template.

        Args:
            read_resource: returns the bytes of a resource by its name below `resources/`, for example ``letters/en/denial.toml``.
            list_resources: returns the names (in the same form) of all resources below a folder.

        Raises:
            Trouble: ``resource_faulty`` or ``resource_missing``.
        """
        rl_config.trustedSchemes = []
        rl_config.trustedHosts = []
        super().__init__(read_resource, list_resources, Fonts(lambda name: read_resource(f"fonts/{name}.ttf")))
        self._shared = _read_shared(read_resource, list_resources)
        self._templates, self._sources = _load(read_resource, list_resources, self._shared)
        self._edited: dict[bytes, Template] = {}
        self._ground_sentences = GroundSentences(read_resource, list_resources)
        self._policy_texts = PolicyTexts(read_resource, list_resources)
        self._metrics = MetricsWords(read_resource, list_resources)

    def templates(self) -> tuple[TemplateInfo, ...]:
        """Every template, by language and kind."""
        return tuple(template.info for template in self._templates.values())

    def template_source(self, kind: LetterKind, language: str) -> bytes:
        """Return the file of the program's own template.

        Raises:
            DomainError: ``template_missing``.
        """
        self._own(kind, language)
        return self._sources[language, kind]

    def template_texts(self, content: bytes) -> tuple[TemplateText, ...]:
        """Return the texts of a template that may be given other words."""
        return texts_of(content)

    def edited_template(self, content: bytes, texts: Mapping[str, str], *, version: str, order: Sequence[str] = ()) -> bytes:
        """Return a template with other words at the named places, as a version of its own. Checks nothing; see `check_template`."""
        return with_texts(content, texts, version=version, order=order)

    def read_edited(self, language: str, content: bytes) -> TemplateInfo:
        """Return what a template of the office tells about itself.

        Raises:
            Trouble: ``resource_faulty``.
        """
        return self._edited_template(language, content).info

    def compose(
        self,
        kind: LetterKind,
        language: str,
        values: Mapping[str, LetterValue],
        slots: Mapping[str, str],
        *,
        edited: bytes | None = None,
    ) -> ComposedLetter:
        """Return the letter of `kind` with every place filled; see `composing.compose` for what is refused.

        Args:
            edited: the office's own template, in place of the program's.

        Raises:
            DomainError: ``template_missing`` when there is none in this language; the refusals of `composing.compose`.
            Trouble: ``resource_faulty`` for an edited template that cannot be read.
        """
        own = self._own(kind, language)
        template = own if edited is None else self._edited_template(language, edited)
        # A name that the program gives today and an older template does not know is left out, not refused.
        known = {each.name for each in template.info.placeholders}
        given = values if edited is None else {name: value for name, value in values.items() if name in known}
        return compose(template, given, slots)

    def _own(self, kind: LetterKind, language: str) -> Template:
        template = self._templates.get((language, kind))
        if template is None:
            raise DomainError("template_missing", kind=kind.value, language=language)
        return template

    def _edited_template(self, language: str, content: bytes) -> Template:
        template = self._edited.get(content)
        if template is None:
            folder = f"{_FOLDER}/{language}"
            template = read_template(f"{folder}/edited.toml", content, self._shared[folder])
            with self._lock:
                if len(self._edited) >= _MOST_EDITED:
                    self._edited.clear()
                self._edited[content] = template
        return template

    def check_template(self, name: str, content: bytes) -> tuple[TemplateFault, ...]:
        """Return what keeps a template from being approved, each with file and line; nothing where it may be.

        Args:
            name: its file, for example ``letters/es/denial.toml``: the folder says whose parts of every letter it is joined with.

        Raises:
            DomainError: ``template_language_unknown``: there are no letters in the language of that folder.
        """
        shared = self._shared.get(name.rpartition("/")[0])
        if shared is None:
            raise DomainError("template_language_unknown", name=name)
        return check_template(name, content, shared, self.check)

    def render(self, letter: ComposedLetter, format: LetterFormat) -> bytes:
        """Return the PDF, or UTF-8 text for `LetterFormat.TEXT`. The same letter gives the same bytes.

        Raises:
            DomainError: ``glyph_missing``, ``address_too_long``, ``address_too_many_lines``, ``address_missing``,
                ``return_address_too_long``, ``envelope_unknown``.
        """
        if format is LetterFormat.TEXT:
            return plain_text.write(letter)
        with self._lock:
            return draw(letter, format, self._fonts, self._profile(letter))

    def paper(self, paper: Paper) -> bytes:
        """Return a tagged PDF of something that is no letter. The same paper gives the same bytes.

        Raises:
            DomainError: ``glyph_missing``.
        """
        with self._lock:
            return draw_paper(paper, self._fonts, self._profiles[DEFAULT_ENVELOPE])

    def paper_text(self, paper: Paper) -> bytes:
        """Return a paper as UTF-8 text."""
        return plain_text.write_paper(paper)

    def metrics_sheet(
        self, counts: Sequence[YearCount], *, year: int, organisation: str, made_on: date, language: str, practice: bool
    ) -> Paper:
        """Return the sheet of one year's counts (L-40; 11 CCR 7102).

        Raises:
            DomainError: ``template_missing``: nobody has written it in this language.
        """
        return self._metrics.sheet(counts, year=year, organisation=organisation, made_on=made_on, language=language, practice=practice)

    def check(self, letter: ComposedLetter, format: LetterFormat) -> tuple[LetterCheck, ...]:
        """Return what has to hold before the letter can be approved, each with its outcome."""
        return self.checked(letter, format)[0]

    def checked(self, letter: ComposedLetter, format: LetterFormat) -> tuple[tuple[LetterCheck, ...], bytes | None]:
        """Return the checks and the letter as `render` gives it, drawn once; None where a check says why it cannot be drawn.

        Raises:
            DomainError: as `render`.
        """
        with self._lock:
            checks, content = checked(letter, format, self._fonts, self._profile(letter))
        return checks, plain_text.write(letter) if format is LetterFormat.TEXT else content

    def check_words(self, letter: ComposedLetter) -> tuple[LetterCheck, ...]:
        """Return the checks of `check` that need no page drawn: nothing is open, every character has its glyph."""
        with self._lock:
            return check_words(letter, self._fonts)

    def page_count(self, content: bytes) -> int:
        """Return the number of pages of a PDF."""
        with self._lock:
            return viewing.page_count(content)

    def rasterise(self, content: bytes, page: int, dpi: int) -> PageImage:
        """Return a page as pixels; `page` counts from 0.

        Raises:
            DomainError: ``page_missing``.
        """
        with self._lock:
            return viewing.rasterise(content, page, dpi)

    def ground_sentence(self, code: str, language: str) -> str:
        """Return the plain sentence that states a ground in a letter.

        Raises:
            DomainError: ``ground_has_no_sentence``.
        """
        return self._ground_sentences.sentence(code, language)

    def policy_text(self, text: str, language: str) -> str | None:
        """Return a text of the organisation's lists in a language, or None where nobody has written it there."""
        return self._policy_texts.said(text, language)

    def text_of(self, content: bytes) -> str:
        """Return the text of a PDF, pages parted by a form feed."""
        with self._lock:
            return viewing.text_of(content)


def _read_shared(read_resource: Callable[[str], bytes], list_resources: Callable[[str], Sequence[str]]) -> dict[str, dict[str, bytes]]:
    """The files of each language that its templates are joined with, by folder."""
    folders = sorted({name.rpartition("/")[0] for name in list_resources(_FOLDER) if name.endswith(".toml")})
    return {folder: {file: read_resource(f"{folder}/{file}") for file in SHARED} for folder in folders}


def _load(
    read_resource: Callable[[str], bytes], list_resources: Callable[[str], Sequence[str]], shared: Mapping[str, Mapping[str, bytes]]
) -> tuple[dict[tuple[str, LetterKind], Template], dict[tuple[str, LetterKind], bytes]]:
    """The templates, and the files they were read from, by language and kind."""
    templates: dict[tuple[str, LetterKind], Template] = {}
    sources: dict[tuple[str, LetterKind], bytes] = {}
    for name in sorted(name for name in list_resources(_FOLDER) if name.endswith(".toml")):
        folder, _, file = name.rpartition("/")
        if file not in SHARED:
            content = read_resource(name)
            template = read_template(name, content, shared[folder])
            templates[template.info.language, template.info.kind] = template
            sources[template.info.language, template.info.kind] = content
    return templates, sources
