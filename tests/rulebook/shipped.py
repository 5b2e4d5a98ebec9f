"""The shipped resources, read once, and copies of them that a test may spoil."""

from __future__ import annotations

import tomllib
from functools import cache
from hashlib import sha256
from pathlib import Path

from caseapp.domain.rulebook import Rulebook
from caseapp.rulebook.checklist_files import load_checklists
from caseapp.rulebook.ground_files import load_grounds
from caseapp.rulebook.holiday_files import load_holidays
from caseapp.rulebook.loader import load_rulebook
from caseapp.rulebook.regime_files import load_regimes
from caseapp.rulebook.released import check_released
from caseapp.rulebook.sections import Library

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FOLDERS = ("regimes", "holidays", "grounds", "checklists")


def read(path: str) -> bytes:
    return (RESOURCES / path).read_bytes()


def names(folder: str) -> list[str]:
    return [entry.name for entry in (RESOURCES / folder).iterdir()]


@cache
def shipped_rulebook() -> Rulebook:
    """The law as the program reads it."""
    return load_rulebook(read, names)


@cache
def shipped_files() -> dict[str, bytes]:
    """Every file of law by its path."""
    return {
        path.relative_to(RESOURCES).as_posix(): path.read_bytes()
        for folder in FOLDERS
        for path in sorted((RESOURCES / folder).rglob("*.toml"))
    }


def load_files(files: dict[str, bytes]) -> Rulebook:
    """Load from these files instead of the shipped ones."""

    def entries(folder: str) -> list[str]:
        return sorted({path.removeprefix(f"{folder}/").split("/")[0] for path in files if path.startswith(f"{folder}/")})

    return load_rulebook(files.__getitem__, entries)


def released_again(files: dict[str, bytes]) -> dict[str, bytes]:
    """Write the digests of these versions anew, as whoever releases one does."""
    text = ""
    for path in sorted(path for path in files if path.startswith("regimes/us_ca/")):
        version = path.split("/")[-1].removesuffix(".toml")
        digest = sha256(files[path].replace(b"\r\n", b"\n")).hexdigest()
        text += f'[[released]]\nregime = "us_ca"\nversion = "{version}"\nsha256 = "{digest}"\n'
    again = {"regimes/released.toml": text.encode()}
    for folder in ("grounds", "checklists"):
        raw = files[f"{folder}/us_ca.toml"]
        version = tomllib.loads(raw.decode())["version"]
        digest = sha256(raw.replace(b"\r\n", b"\n")).hexdigest()
        again[f"{folder}/released.toml"] = f'[[released]]\nid = "us_ca"\nversion = "{version}"\nsha256 = "{digest}"\n'.encode()
    return files | again


def load_part(path: str, files: dict[str, bytes]) -> None:
    """Load only the kind of files that `path` belongs to: as strict as loading all, and quick enough to spoil each line in turn."""

    def entries(folder: str) -> list[str]:
        return sorted(name for name in files if name.startswith(f"{folder}/"))

    library = Library(files.__getitem__, entries)
    kind = path.split("/")[0]
    {"regimes": load_regimes, "holidays": load_holidays, "grounds": load_grounds, "checklists": load_checklists}[kind](library)
    if path in ("grounds/released.toml", "checklists/released.toml"):
        check_released(library, kind)
