"""The set-up that run.py and test.py share: nothing half-made is used, and what goes wrong is one sentence with an exit code."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.architecture.source import ROOT


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[dict[str, ModuleType]]:
    """The modules of packaging/, imported as their scripts import them, with the environments in the test's own folder."""
    names = ("environment", "system_packages", "run")
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    monkeypatch.setenv("CASEAPP_ENV_DIR", str(tmp_path / "environments"))
    yield {name: importlib.import_module(name) for name in names}
    for name in names:
        sys.modules.pop(name)


def finished(setup: dict[str, ModuleType], folder: Path) -> Path:
    python = setup["environment"].python_of(folder)
    python.parent.mkdir(parents=True)
    python.touch()
    (folder / setup["environment"].STAMP).touch()
    return folder


def test_an_environment_counts_only_with_its_stamp_and_its_interpreter(setup: dict[str, ModuleType], tmp_path: Path) -> None:
    environment = setup["environment"]
    folder = finished(setup, tmp_path / "made")
    assert environment.is_complete(folder)
    environment.python_of(folder).unlink()
    assert not environment.is_complete(folder)
    environment.python_of(folder).touch()
    (folder / environment.STAMP).unlink()
    assert not environment.is_complete(folder)


def test_a_changed_lock_gets_an_environment_of_its_own(setup: dict[str, ModuleType], tmp_path: Path) -> None:
    environment = setup["environment"]
    lock = tmp_path / "requirements.lock"
    lock.write_text("a==1\n", encoding="utf-8")
    before = environment.environment_path(lock)
    lock.write_text("a==2\n", encoding="utf-8")
    assert environment.environment_path(lock) != before
    assert before.parent == tmp_path / "environments"


def test_the_place_is_made_by_one_start_at_a_time(setup: dict[str, ModuleType], tmp_path: Path) -> None:
    environment = setup["environment"]
    with environment.only_one_at_a_time(tmp_path / "x.lock"):
        other = os.open(tmp_path / "x.lock", os.O_RDWR)
        assert not environment.try_lock(other)
        os.close(other)
    with environment.only_one_at_a_time(tmp_path / "x.lock") as free_again:
        assert free_again >= 0


def test_what_nobody_started_for_a_season_goes(setup: dict[str, ModuleType], tmp_path: Path) -> None:
    environment = setup["environment"]
    kept, recent, old = (finished(setup, tmp_path / name) for name in ("kept", "recent", "old"))
    for folder in (kept, old):
        os.utime(folder / environment.STAMP, (0, 0))
    environment.remove_unused(kept)
    assert [folder.exists() for folder in (kept, recent, old)] == [True, True, False]


@pytest.mark.parametrize(
    ("transcript", "said"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one this release was tested with"),
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("The virtual environment was not created successfully because ensurepip is not available.", "no working venv module"),
        (
            "WARNING: Retrying (Retry(total=4))\nERROR: No matching distribution found for alembic",
            "cannot be fetched",
        ),
        ("ERROR: No matching distribution found for pyside6-essentials==6.11.3", "no ready-made package for Python"),
        ("something new\nits last line\n", "its last line"),
    ],
)
def test_a_failure_is_one_sentence(setup: dict[str, ModuleType], transcript: str, said: str) -> None:
    with pytest.raises(setup["environment"].SetupError, match=said) as caught:
        setup["environment"].explain(transcript, Path("the.log"))
    assert caught.value.exit_code == 4
    assert "the.log" in str(caught.value)


def test_missing_libraries_are_named_in_one_line_where_nothing_may_be_installed(
    setup: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = setup["system_packages"]
    monkeypatch.setattr(packages, "may_install", lambda: False)
    with pytest.raises(setup["environment"].SetupError, match="libgl1 libcups2") as caught:
        packages.provide(["libgl1"], ["libcups2"])
    assert caught.value.exit_code == 3
    packages.provide([], ["libcups2"])


@pytest.mark.parametrize(("given", "passed_on"), [([], ["demo", "--out", "out"]), (["deadlines"], ["deadlines"])])
def test_without_a_screen_the_demonstration_is_played(
    setup: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch, given: list[str], passed_on: list[str]
) -> None:
    started: list[tuple[list[str], dict[str, str]]] = []
    monkeypatch.setattr(setup["system_packages"], "has_screen", lambda: False)
    monkeypatch.setattr(os, "execve", lambda _path, command, settings: started.append((command, settings)))
    monkeypatch.setattr(subprocess, "call", lambda command, env: started.append((command, env)))
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    setup["run"].start(Path("made"), given)
    command, settings = started[0]
    assert command[1:] == ["-P", "-m", "caseapp", *passed_on]
    assert settings["QT_QPA_PLATFORM"] == "offscreen"
    assert settings["PYTHONPATH"] == str(ROOT)


@pytest.mark.parametrize(("arguments", "code"), [(["--help"], 0), (["demo"], 2)])
def test_an_option_that_is_not_known_starts_nothing(arguments: list[str], code: int) -> None:
    done = subprocess.run([sys.executable, str(ROOT / "packaging" / "run.py"), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert "--" in done.stdout + done.stderr
