"""The log tells what happened and nothing about whom."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseapp.host.logging_setup import start_log, stop_log
from caseapp.host.redaction import one_line, redacted

log = logging.getLogger("caseapp.services.intake")


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    level = root.level
    handler = start_log(tmp_path / "data")
    yield tmp_path / "data" / "logs" / "caseapp.log"
    stop_log(handler)
    root.setLevel(level)


PERSONAL = [
    ("wrote to maria.lopez+ccpa@example.org today", "maria.lopez+ccpa@example.org"),
    ("mail <Maria.Lopez@mail.example.co.uk>", "Lopez"),
    ("called (555) 123-4567 back", "4567"),
    ("called +1 555 123 4567 back", "4567"),
    ("called 555.123.4567", "4567"),
    ("called +44 20 7946 0958", "0958"),
    ("called 5551234567", "5551234567"),
    ("called 555-1234", "1234"),
    ("ssn 123-45-6789", "6789"),
    ("card 4111 1111 1111 1111", "1111"),
    ("account 12345678901", "12345678901"),
    ("lives at 1428 Elm Street, Springwood", "Elm"),
    ("lives at 12 N. San Pedro Blvd", "Pedro"),
    ("lives at 500B Martin Luther King Jr Way", "Luther"),
    ("calle Ocho 1425", "Ocho"),
    ("PO Box 4411", "4411"),
    ("Sacramento, CA 95814-1234", "95814"),
]


@pytest.mark.parametrize(("text", "secret"), PERSONAL)
def test_what_looks_personal_is_taken_out(text: str, secret: str):
    assert secret not in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "case 1f3c2b4a5d6e7f8091a2b3c4d5e6f708 opened",
        "answer is due on 2026-04-16",
        "read 1,204 rows in 0.35 s",
        "version 6.11.3 of PySide6",
        "store format 12, known 11",
        "batch-20261124a sent",
        "took 123456 ms",
        "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ],
)
def test_what_is_needed_stays(text: str):
    assert redacted(text) == text


def test_a_line_of_the_log_tells_when_how_bad_and_where(log_file: Path):
    log.info("case %s opened", "1f3c2b4a")
    at, level, name, message = log_file.read_text().rstrip("\n").split(" ", 3)
    assert at.endswith("+00:00")
    assert (level, name, message) == ("INFO", "caseapp.services.intake", "case 1f3c2b4a opened")


@pytest.mark.expects_warnings
def test_a_whole_session_leaves_no_canary_in_the_log(log_file: Path):
    for text, _ in PERSONAL:
        log.warning("%s", text)
        try:
            int(text)
        except ValueError:
            log.exception("failed: %s", text)
    written = log_file.read_text()
    assert written.count("\n") == 2 * len(PERSONAL)
    for _, secret in PERSONAL:
        assert secret not in written.replace("test_logging.py", "")


def test_nothing_forges_a_line(log_file: Path):
    payload = "x\r\n2026-03-03T17:00:00.000+00:00 INFO caseapp.store all is well\u2028\x85\x0b\x0c\x1b[2J\0"
    log.info("name %s", payload)
    logging.getLogger("a\nb").info("again")
    lines = log_file.read_text().splitlines()
    assert len(lines) == 2
    assert "\x1b" not in lines[0]
    assert one_line("a\nb") == "a\\nb"


def test_the_files_are_private_and_turn_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("caseapp.host.logging_setup.SIZE_MAX_BYTES", 300)
    level = logging.getLogger().level
    handler = start_log(tmp_path)
    for _ in range(40):
        log.info("something happened to case %s", "1f3c2b4a")
    stop_log(handler)
    logging.getLogger().setLevel(level)
    files = sorted(path for path in (tmp_path / "logs").iterdir())
    assert [path.name for path in files] == ["caseapp.log", *(f"caseapp.log.{number}" for number in (1, 2, 3, 4))]
    if os.name != "nt":
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
