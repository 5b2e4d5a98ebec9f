"""The lock files: every package pinned with hashes, from wherever the person's pip is told to look."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, at, listed

RUN_LOCK = ROOT / "packaging" / "requirements.lock"
TEST_LOCK = ROOT / "packaging" / "requirements-test.lock"
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9-]*)==(?P<version>[0-9][^ ;\\]*)(?P<marker> ;[^\\]*)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")


@pytest.mark.parametrize("lock", [RUN_LOCK, TEST_LOCK], ids=lambda lock: lock.name)
def test_every_package_is_pinned_with_hashes(lock: Path) -> None:
    breaches = []
    lines = lock.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        following = lines[number] if number < len(lines) else ""
        if line.startswith("#") or HASH.match(line):
            continue
        if not PIN.match(line):
            breaches.append(at(lock, number, f"is neither name==version nor a hash: {line}"))
        elif not HASH.match(following):
            breaches.append(at(lock, number, "has no hash"))
    assert not breaches, listed("a lock file holds pins and their hashes; no address, no option", breaches)


def test_the_test_lock_holds_the_run_lock() -> None:
    run, test = pins(RUN_LOCK), pins(TEST_LOCK)
    differing = [f"{name}: run {version}, test {test.get(name)}" for name, version in run.items() if test.get(name) != version]
    assert not differing, listed("the tests run against what is delivered; refresh both locks", differing)


def test_every_declared_package_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    run, test = pins(RUN_LOCK), pins(TEST_LOCK)
    missing = [name for name in map(bare_name, project["dependencies"]) if name not in run]
    missing += [name for name in map(bare_name, project["optional-dependencies"]["test"]) if name not in test]
    assert not missing, listed("declared in pyproject.toml and absent from the lock; see packaging/README.md", missing)


def pins(lock: Path) -> dict[str, str]:
    found = (PIN.match(line) for line in lock.read_text(encoding="utf-8").splitlines())
    return {pin["name"]: pin["version"] for pin in found if pin}


def bare_name(requirement: str) -> str:
    return re.split(r"[<>=!~ ;\[]", requirement, maxsplit=1)[0].lower().replace("_", "-")
