"""A paper that is no letter: title, paragraphs and tables from the top of the page on, tagged like a letter."""

from __future__ import annotations

from dataclasses import asdict
from json import dumps

from caseapp.domain.letters import Addressee, ComposedLetter, Enclosure, Letterhead, LetterKind, Paper
from caseapp.typesetting.drawing import Drawing
from caseapp.typesetting.fonts import Fonts
from caseapp.typesetting.geometry import POINT, EnvelopeProfile
from caseapp.typesetting.paging import Placed
from caseapp.typesetting.sheet import letter_sheets


def draw_paper(paper: Paper, fonts: Fonts, profile: EnvelopeProfile) -> bytes:
    """Return the PDF of the paper; the same paper gives the same bytes on every machine.

    Raises:
        DomainError: ``glyph_missing``.
    """
    letter = _as_letter(paper)
    for text in letter.all_text():
        fonts.require(text)
    drawing = _PaperDrawing(letter, letter_sheets(), fonts, profile)
    drawing.draw()
    return drawing.canvas.finish(dumps(asdict(paper), ensure_ascii=False, sort_keys=True).encode())


class _PaperDrawing(Drawing):
    """A letter without letterhead, address and folds: it is never mailed in a window envelope."""

    def _sections(self) -> list[list[list[Placed]]]:
        top = (self._profile.later_body_top + (0.25 if self._letter.practice else 0.0)) * POINT
        return [self._set(lambda maker: maker.enclosure(self._letter.enclosures[0]), top, top)]

    def _letterhead(self) -> None:
        """There is none."""

    def _address(self) -> None:
        """There is none."""

    def _fold_ticks(self) -> None:
        """There are none."""


def _as_letter(paper: Paper) -> ComposedLetter:
    return ComposedLetter(
        kind=LetterKind.CONFIRM_RECEIPT,  # read by nothing that is drawn here
        language=paper.language,
        template_id="paper",
        template_version="",
        template_sha256="",
        document_title=paper.title,
        title=paper.title,
        addressee=Addressee(name="", lines=()),
        letterhead=Letterhead(name=paper.author, address_lines=(), contact_lines=()),
        date_line="",
        salutation="",
        paragraphs=(),
        closing=(),
        notes=(),
        reference=paper.reference,
        page_pattern=paper.page_pattern,
        footer_lines=(paper.author,) if paper.author else (),
        enclosures=(Enclosure(title=paper.title, paragraphs=paper.paragraphs),),
        practice=paper.practice,
        practice_line=paper.practice_line,
    )
