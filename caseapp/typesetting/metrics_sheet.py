"""The sheet of one year's counts (L-40; 11 CCR 7102): words of the language, figures of the record. No person stands on it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import Paper, Paragraph, ParagraphKind
from caseapp.domain.request_type import RequestType
from caseapp.services.trouble import Trouble
from caseapp.services.views import YearCount

_FOLDER = "sentences"
_FILE = "metrics.toml"

ROWS: dict[str, tuple[RequestType, ...]] = {
    "delete": (RequestType.DELETE,),
    "correct": (RequestType.CORRECT,),
    "know": (RequestType.KNOW_CATEGORIES, RequestType.KNOW_SPECIFIC),
    "opt_out": (RequestType.OPT_OUT,),
    "limit": (RequestType.LIMIT,),
}
"""The five counts of the section; both ways to know are one right."""


class MetricsWords:
    """The words of the sheet by language."""

    def __init__(self, read_resource: Callable[[str], bytes], list_resources: Callable[[str], Sequence[str]]) -> None:
        """Read every language.

        Raises:
            Trouble: ``resource_faulty`` with `file` and `reason`.
        """
        self._words: dict[str, dict[str, Any]] = {}
        for name in list_resources(_FOLDER):
            if not name.endswith(f"/{_FILE}"):
                continue
            try:
                words = tomllib.loads(read_resource(name).decode())
                missing = set(ROWS) - set(words["rows"])
            except (KeyError, ValueError) as error:
                raise Trouble("resource_faulty", file=name, line=1, reason=str(error)) from error
            if missing:
                raise Trouble("resource_faulty", file=name, line=1, reason=f"no words for {sorted(missing)[0]}")
            self._words[name.split("/")[-2]] = words

    def sheet(self, counts: Sequence[YearCount], *, year: int, organisation: str, made_on: date, language: str, practice: bool) -> Paper:
        """Return the sheet of a year.

        Raises:
            DomainError: ``template_missing``: nobody has written it in this language.
        """
        words = self._words.get(language)
        if words is None:
            raise DomainError("template_missing", kind="metrics", language=language)
        locale = Locale.parse({"en": "en_US", "es": "es_US"}.get(language, language))
        rows = {code: [one for one in counts if one.type in types] for code, types in ROWS.items()}

        def table(head: Sequence[str], cells: Callable[[list[YearCount]], tuple[str, ...]]) -> list[Paragraph]:
            body = [Paragraph(kind=ParagraphKind.TABLE_ROW, cells=(words["rows"][code], *cells(own))) for code, own in rows.items()]
            return [Paragraph(kind=ParagraphKind.TABLE_HEAD, cells=tuple(head)), *body]

        def number(value: float) -> str:
            return str(format_decimal(value, format="#,##0.#", locale=locale))

        def days(own: list[YearCount]) -> tuple[str, str]:
            average = mean_days(own)
            return (words["none"] if average is None else number(average), number(answered(own)))

        opening = words["opening"].format(organisation=organisation, year=year, made_on=format_date(made_on, "full", locale=locale))
        paragraphs = [
            Paragraph(kind=ParagraphKind.TEXT, text=opening),
            Paragraph(kind=ParagraphKind.HEADING, text=words["counts"]),
            *table(
                words["counts_head"],
                lambda own: tuple(
                    number(sum(getattr(one, name) for one in own)) for name in ("received", "complied_whole", "complied_part", "denied")
                ),
            ),
            Paragraph(kind=ParagraphKind.HEADING, text=words["days"]),
            *table(words["days_head"], days),
            Paragraph(kind=ParagraphKind.TEXT, text=words["days_note"]),
            Paragraph(kind=ParagraphKind.HEADING, text=words["others"]),
            *table(
                words["others_head"],
                lambda own: tuple(number(sum(getattr(one, name) for one in own)) for name in ("withdrawn_or_duplicate", "pending")),
            ),
            Paragraph(kind=ParagraphKind.TEXT, text=words["law"]),
        ]
        return Paper(
            title=words["title"].format(year=year),
            language=language,
            reference=words["reference"].format(year=year),
            page_pattern=words["page"],
            paragraphs=tuple(paragraphs),
            author=organisation,
            practice=practice,
            practice_line=words["practice"] if practice else "",
        )


def answered(own: Sequence[YearCount]) -> int:
    """Return how many were answered with substance: complied with or denied."""
    return sum(one.complied_whole + one.complied_part + one.denied for one in own)


def mean_days(own: Sequence[YearCount]) -> float | None:
    """Return the mean of all answers, each type by how many it answered; the section allows median or mean, and means can be joined."""
    told = [(one.mean_days, answered((one,))) for one in own if one.mean_days is not None]
    total = sum(count for _, count in told)
    return sum(days * count for days, count in told) / total if total else None
