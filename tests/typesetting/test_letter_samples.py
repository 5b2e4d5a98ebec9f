"""``letter-samples``: every template on paper, by command."""

from __future__ import annotations

import io
from argparse import ArgumentParser
from pathlib import Path

import pytest

from caseapp.cli import letter_samples
from caseapp.typesetting.press import Press


def run(press: Press, *arguments: str) -> tuple[int, str]:
    parser = ArgumentParser()
    letter_samples.add_arguments(parser)
    out = io.StringIO()
    return letter_samples.run(parser.parse_args(arguments), press, out), out.getvalue()


@pytest.mark.parametrize(
    ("format", "ending", "start"), [("letter", ".pdf", b"%PDF-1.7"), ("large", "_large.pdf", b"%PDF-1.7"), ("text", ".txt", b"Example")]
)
def test_every_template_is_written(press: Press, tmp_path: Path, format: str, ending: str, start: bytes) -> None:
    folder = tmp_path / "new" / "letters"
    code, told = run(press, "--out", str(folder), "--format", format)
    assert code == 0
    ids = [sample.id for info in press.templates() if info.language == "en" for sample in info.samples]
    assert len(ids) == len(set(ids))
    letters = [path for path in folder.iterdir() if path.stem != "L-40"]
    assert {path.name for path in letters} == {f"{id}{ending}" for id in ids}
    assert all(path.read_bytes().startswith(start) for path in letters)
    posted = [] if format == "large" else [folder / f"L-40{ending}"]
    assert [path for path in folder.iterdir() if path.stem == "L-40"] == posted
    assert len(told.splitlines()) == len(ids) + len(posted)


RULE_BOOK = (
    "01 02 03 04 05 06 07 07b 08 09 10 11 12 13 14 14b 15 15b 15c 16 17 17b 18 19 20 20b 20c 21 21b 22 23 24 24b 25 26 26b 26c 27 28 29 "
    "30 31 32 37 38"
)
"""The letters of section 7 that California has today. L-06a is a page of L-06; L-33 to L-36 come with their law."""


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_letter_of_the_rule_book_is_among_the_samples(press: Press, language: str) -> None:
    ids = {sample.id for info in press.templates() if info.language == language for sample in info.samples}
    assert {f"L-{number}" for number in RULE_BOOK.split()} <= ids


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "No folder was given; add --out"),
        (("--out", "x", "--format", "fax"), "There is no format 'fax'; use letter, large or text."),
        (("--out", "x", "--language", "tlh"), "There are no templates in 'tlh'; use en, es."),
    ],
)
def test_what_does_not_go_is_said_in_a_sentence(
    press: Press, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    code, told = run(press, *arguments)
    assert code == 2
    assert told == ""
    assert said in capsys.readouterr().err


def test_a_folder_that_cannot_be_made(press: Press, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    code, _ = run(press, "--out", str(tmp_path / "file" / "letters"))
    assert code == 1
    assert "choose another folder" in capsys.readouterr().err
