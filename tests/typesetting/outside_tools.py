"""What programs that are not ours find in a PDF: two checkers of PDF/UA, and Poppler's pdffonts, pdfinfo and pdftotext.

Poppler is installed by packaging/test.py; where it is missing the tests fail and say so.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import outloud
import pdfua

from tests.typesetting.told import Told

LINK_MISSING = "LNK-010"
"""Warned of: an address of the web or of e-mail is printed and cannot be clicked. So it is meant: no file holds a link or an action."""
GRID_UNTAGGED = "TBL-014"
"""Warned of: ruled lines with text that no table covers. The checker looks for a table on the page where it begins, and for one table only;
on a list of the mail room the lines go on over pages, and boxes to be filled in by hand stand above them."""
SAME_LINES = "PAG-001"
"""Warned of: the same lines at the head of several pages are content. In a print file each of these pages begins a letter."""

_ELEMENT = re.compile(r"(?P<indent> *)(?P<tag>[A-Za-z0-9]+)( \((block|inline)\))?:?")
_ATTRIBUTE = re.compile(r" +/[A-Z][A-Za-z]* /?\S+")


def faults_of(path: Path, *meant: str) -> list[str]:
    """Return what the two checkers find, warnings too, and each of their rules that could not be run.

    Args:
        meant: rules of outloud whose warnings are answered for above, besides `LINK_MISSING`. An error is never left out.
    """
    report = pdfua.validate(str(path))
    faults = [f"pdfua {each.rule_id}: {each.message}" for each in report.findings]
    faults += [f"pdfua {each.rule_id} did not run: {each.skipped_reason}" for each in report.outcomes if each.skipped_reason]
    result = outloud.check(str(path))
    if result.error:
        faults.append(f"outloud did not read it: {result.error}")
    answered = {LINK_MISSING, *meant}
    kept = [each for each in result.findings if each.severity == "error" or each.rule not in answered]
    faults += [f"outloud {each.rule} ({each.severity}): {each.message}" for each in kept]
    return faults + [f"outloud {run.rule} did not run: {run.reason}" for run in result.runs if run.status == "crashed"]


def run(tool: str, *arguments: str | Path) -> str:
    """Return what a program of Poppler writes. Warnings about the file, which go elsewhere, are faults too."""
    program = shutil.which(tool)
    assert program is not None, f"{tool} is missing; packaging/test.py installs the package poppler-utils"
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b""), f"{tool}: {done.stderr.decode(errors='replace')}"
    return done.stdout.decode("utf-8")


def font_faults(path: Path) -> list[str]:
    """Return the lines of `pdffonts` on fonts that are not embedded, not a subset, or without a map to characters."""
    _, _, *lines = run("pdffonts", path).splitlines()
    assert lines, "pdffonts names no font"
    return [line for line in lines if line.split()[-5:-2] != ["yes", "yes", "yes"]]


def told_by_pdfinfo(path: Path) -> list[Told]:
    """Return the structure tree as `pdfinfo` reads it. What an element says in several pieces is joined as it stands."""
    found: list[Told] = []
    for line in run("pdfinfo", "-struct-text", path).splitlines():
        element, bare = _ELEMENT.fullmatch(line), line.strip()
        if element:
            found.append(Told(len(element["indent"]) // 2, element["tag"]))
        elif len(bare) > 1 and bare[0] == bare[-1] == '"':
            found[-1] = replace(found[-1], text=found[-1].text + bare[1:-1])
        else:
            assert not bare or _ATTRIBUTE.fullmatch(line), f"pdfinfo: {line!r}"
    return found


def pages_of_words(path: Path, *options: str) -> list[list[str]]:
    """Return the words `pdftotext` finds, page by page, parted at white space."""
    return [page.split() for page in run("pdftotext", *options, path, "-").split("\f")[:-1]]


def without_feet(pages: Sequence[Sequence[str]], foot: str, *, band: str = "", heads: Sequence[Sequence[str]] = ()) -> list[str]:
    """Return the words of all pages without what is no content: the foot, on later pages the band, and heads of tables said again.

    Args:
        foot: with {page} and {pages}. It has to stand at the end of each page.
        band: of the practice folder; it is content on the first page.
        heads: of tables; each may stand at the top of a later page, once more than in the letter.
    """
    words: list[str] = []
    for number, page in enumerate(pages, start=1):
        end = foot.replace("{page}", str(number)).replace("{pages}", str(len(pages))).split()
        assert list(page[len(page) - len(end) :]) == end
        left = list(page[: len(page) - len(end)])
        if number > 1:
            assert left[: len(band.split())] == band.split()
            left = left[len(band.split()) :]
            repeated = next((head for head in heads if left[: len(head)] == list(head) and _stands(words, head)), ())
            left = left[len(repeated) :]
        words += left
    return words


def _stands(words: Sequence[str], head: Sequence[str]) -> bool:
    return any(list(words[at : at + len(head)]) == list(head) for at in range(len(words) - len(head) + 1))
