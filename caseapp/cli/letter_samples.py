"""``caseapp letter-samples``: every letter of the rule book from its template's own samples, to be read on paper.

No store is opened; what is printed is invented.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import date
from pathlib import Path
from typing import TextIO

from caseapp.domain.errors import DomainError
from caseapp.domain.letters import LetterFormat, LetterSample, TemplateInfo
from caseapp.domain.request_type import RequestType
from caseapp.services.ports import LetterPress
from caseapp.services.views import YearCount

EXIT_DONE = 0
EXIT_FAILED = 1
EXIT_BAD_INPUT = 2

METRICS = "L-40"

SAMPLE_COUNTS = tuple(
    YearCount(
        type=type, received=received, complied_whole=whole, complied_part=part, denied=denied, withdrawn_or_duplicate=others,
        pending=received - whole - part - denied - others, median_days=mean, mean_days=mean,
    )
    for type, received, whole, part, denied, others, mean in (
        (RequestType.KNOW_CATEGORIES, 212, 140, 31, 33, 6, 24.5),
        (RequestType.KNOW_SPECIFIC, 178, 96, 44, 29, 7, 31.2),
        (RequestType.DELETE, 1204, 611, 402, 158, 21, 27.8),
        (RequestType.CORRECT, 63, 38, 9, 13, 2, 22.0),
        (RequestType.OPT_OUT, 340, 338, 0, 2, 0, 3.1),
        (RequestType.LIMIT, 18, 18, 0, 0, 0, 4.0),
    )
)  # fmt: skip
"""Invented."""

_FORMATS = {"letter": LetterFormat.LETTER, "large": LetterFormat.LARGE_PRINT, "text": LetterFormat.TEXT}


def add_arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command. Values are checked in `run`, so that every fault is one sentence."""
    parser.add_argument("--out", metavar="DIR", help="folder for the letters; it is made where it is missing")
    parser.add_argument("--language", default="en", metavar="LANGUAGE", help="language of the templates: en or es")
    parser.add_argument("--format", default="letter", metavar="FORMAT", help="letter, large (large print), or text")


def run(args: Namespace, press: LetterPress, out: TextIO) -> int:
    """Write one file for each sample and name it on `out`; one sentence to stderr where something does not go.

    Files are named by the letter's number: ``L-12.pdf``, ``L-12_large.pdf``, ``L-12.txt``.
    """
    if not args.out:
        return _fault("No folder was given; add --out, for example --out letters.", EXIT_BAD_INPUT)
    format = _FORMATS.get(args.format)
    if format is None:
        return _fault(f"There is no format '{args.format}'; use letter, large or text.", EXIT_BAD_INPUT)
    chosen = [info for info in press.templates() if info.language == args.language]
    if not chosen:
        languages = ", ".join(sorted({info.language for info in press.templates()}))
        return _fault(f"There are no templates in '{args.language}'; use {languages}.", EXIT_BAD_INPUT)
    folder = Path(args.out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for info, sample in sorted(((one, sample) for one in chosen for sample in one.samples), key=lambda pair: pair[1].id):
            path = folder / _file_name(sample, format)
            path.write_bytes(_printed(press, info, sample, format))
            out.write(f"{path}\n")
        if format is not LetterFormat.LARGE_PRINT:
            path = folder / f"{METRICS}{'.txt' if format is LetterFormat.TEXT else '.pdf'}"
            path.write_bytes(_metrics(press, args.language, format))
            out.write(f"{path}\n")
    except OSError as error:
        return _fault(f"The letters cannot be written to {folder} ({error.strerror}); choose another folder.", EXIT_FAILED)
    except DomainError as error:
        return _fault(f"A template does not print with its own samples ({error.code}); see its file in letters.", EXIT_FAILED)
    return EXIT_DONE


def _printed(press: LetterPress, info: TemplateInfo, sample: LetterSample, format: LetterFormat) -> bytes:
    return press.render(press.compose(info.kind, info.language, dict(sample.values), dict(sample.slots)), format)


def _metrics(press: LetterPress, language: str, format: LetterFormat) -> bytes:
    """The sheet of a year's counts with invented figures; it is posted, so it has no large print of its own."""
    paper = press.metrics_sheet(
        SAMPLE_COUNTS, year=2025, organisation="Example Recovery Services", made_on=date(2026, 4, 8), language=language, practice=False
    )
    return press.paper_text(paper) if format is LetterFormat.TEXT else press.paper(paper)


def _file_name(sample: LetterSample, format: LetterFormat) -> str:
    if format is LetterFormat.TEXT:
        return f"{sample.id}.txt"
    return f"{sample.id}_large.pdf" if format is LetterFormat.LARGE_PRINT else f"{sample.id}.pdf"


def _fault(sentence: str, code: int) -> int:
    sys.stderr.write(f"{sentence}\n")
    return code
