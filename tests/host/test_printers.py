"""Printing, against commands that behave like those of CUPS and write down what they were given."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from caseapp.host import printers
from caseapp.host.printers import PrinterFailed, PrintQueue, print_pdf, queues

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 400

LPSTAT = """#!/bin/sh
[ "$LC_ALL" = C ] || exit 9
case "$1" in
  -e) printf 'LETTERS\\nOffice-2\\n-o raw\\n' ;;
  -d) echo 'system default destination: LETTERS' ;;
esac
"""
LP = """#!/bin/sh
printf '%s\\n' "$@" > "$FAKE_CUPS/arguments"
cat > "$FAKE_CUPS/content"
echo 'request id is LETTERS-12 (1 file(s))'
"""


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    install(folder, "lpstat", LPSTAT)
    install(folder, "lp", LP)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("FAKE_CUPS", str(folder))
    return folder


def install(folder: Path, name: str, script: str) -> None:
    (folder / name).write_text(script)
    (folder / name).chmod(0o755)


def test_the_queues_and_the_default_are_listed(cups: Path):
    assert queues() == (PrintQueue(name="LETTERS", is_default=True), PrintQueue(name="Office-2", is_default=False))


def test_without_a_default_there_is_none(cups: Path):
    install(cups, "lpstat", LPSTAT.replace("system default destination: LETTERS", "no system default destination"))
    assert [queue.is_default for queue in queues()] == [False, False]


def test_a_letter_goes_to_the_queue_as_it_is_and_leaves_no_file(cups: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    assert print_pdf(PDF, "LETTERS", title="batch-20261124a") == "LETTERS-12"
    assert (cups / "content").read_bytes() == PDF
    assert (cups / "arguments").read_text().split("\n")[:-1] == ["-d", "LETTERS", "-n", "1", "-t", "batch-20261124a", "-"]
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(("duplex", "sides"), [(True, "sides=two-sided-long-edge"), (False, "sides=one-sided")])
def test_copies_and_sides_are_asked_for(cups: Path, duplex: bool, sides: str):
    print_pdf(PDF, "LETTERS", copies=3, duplex=duplex, title="-x; rm 'a'")
    assert (cups / "arguments").read_text().split("\n")[:-1] == ["-d", "LETTERS", "-n", "3", "-t", "-x_ rm _a_", "-o", sides, "-"]


def test_envelopes_are_asked_for_by_their_size(cups: Path):
    print_pdf(PDF, "LETTERS", media="na_number-10_4.125x9.5in")
    assert (cups / "arguments").read_text().split("\n")[-4:-1] == ["-o", "media=na_number-10_4.125x9.5in", "-"]
    for hostile in ("a4 raw", "-x", "A4\n", "../x"):
        with pytest.raises(ValueError, match="size of paper"):
            print_pdf(PDF, "LETTERS", media=hostile)


@pytest.mark.parametrize("queue", ["OTHER", "", "-o raw", "-o", "LETTERS\n", "../LETTERS", "LETTERS Office-2"])
def test_only_queues_that_exist_are_printed_to(cups: Path, queue: str):
    with pytest.raises(PrinterFailed) as caught:
        print_pdf(PDF, queue)
    assert caught.value.reason == "unknown_queue"
    assert not (cups / "content").exists()


def test_a_refusal_is_told_with_its_code_and_without_its_words(cups: Path):
    install(cups, "lp", "#!/bin/sh\ncat > /dev/null\necho '/home/maria: no' >&2\nexit 4\n")
    with pytest.raises(PrinterFailed) as caught:
        print_pdf(PDF, "LETTERS")
    assert (caught.value.reason, caught.value.exit_code) == ("refused", 4)
    assert "maria" not in repr(caught.value)


def test_a_spooler_that_closes_the_pipe_early_is_a_refusal(cups: Path):
    install(cups, "lp", "#!/bin/sh\nexit 1\n")
    with pytest.raises(PrinterFailed, match="refused"):
        print_pdf(PDF, "LETTERS")


def test_a_spooler_that_hangs_is_given_up(cups: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(printers, "PRINT_SECONDS_MAX", 0.2)
    install(cups, "lp", "#!/bin/sh\nexec sleep 30\n")
    with pytest.raises(PrinterFailed, match="no_answer"):
        print_pdf(PDF, "LETTERS")


def test_without_a_printing_system_there_are_no_queues(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert queues() == ()
    with pytest.raises(PrinterFailed, match="no_printing_system"):
        print_pdf(PDF, "LETTERS")


def test_a_scheduler_that_is_down_gives_no_queues(cups: Path):
    install(cups, "lpstat", "#!/bin/sh\nexit 1\n")
    assert queues() == ()


@pytest.mark.parametrize(("content", "copies"), [(b"hello", 1), (b"", 1), (PDF, 0), (PDF, 100)])
def test_only_pdfs_in_reasonable_numbers_are_printed(cups: Path, content: bytes, copies: int):
    with pytest.raises(ValueError, match=r"PDF|copies"):
        print_pdf(content, "LETTERS", copies=copies)
