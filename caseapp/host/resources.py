"""The one way to read a resource: fonts, icons, law, letters, scripts, help, translations.

In the sources they lie in `resources` beside the package, in an installed program in `caseapp/_resources`. Names are relative, with
forward slashes: ``letters/en/confirm_receipt.toml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

INSTALLED = "_resources"
IN_SOURCES = "resources"


class ResourceMissing(FileNotFoundError):
    """The program lacks a part of itself.

    Attributes:
        name: which resource.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"resource missing: {self.name}"


@dataclass(frozen=True, slots=True)
class Resources:
    """All resources under one folder; nothing outside it can be named."""

    root: Path

    def path(self, name: str) -> Path:
        """Return the path of a file or folder, for libraries that open files themselves.

        Raises:
            ResourceMissing: there is none.
            ValueError: the name is absolute or leads out of the folder.
        """
        path = self.root.joinpath(*_parts(name))
        if not path.resolve().is_relative_to(self.root.resolve()):
            raise ValueError(f"a resource name stays inside the resources: {name!r}")
        if not path.exists():
            raise ResourceMissing(name)
        return path

    def bytes(self, name: str) -> bytes:
        """Return a file's content. Raises as `path`."""
        path = self.path(name)
        if not path.is_file():
            raise ResourceMissing(name)
        return path.read_bytes()

    def text(self, name: str) -> str:
        """Return a file's content as UTF-8 text with plain line ends. Raises as `path`."""
        return self.bytes(name).decode().replace("\r\n", "\n")

    def names(self, folder: str, *, suffix: str = "") -> tuple[str, ...]:
        """Return the names of the files under a folder at any depth, sorted; hidden files are left out. Raises as `path`."""
        top = self.path(folder)
        found = (path.relative_to(self.root) for path in top.rglob(f"*{suffix}") if path.is_file())
        return tuple(sorted(path.as_posix() for path in found if not any(part.startswith(".") for part in path.parts)))

    def has(self, name: str) -> bool:
        """Say whether there is a file or folder of this name."""
        return self.root.joinpath(*_parts(name)).exists()


def program_resources(package: Path | None = None) -> Resources:
    """Return the resources of this program.

    Args:
        package: the folder of the package `caseapp`; left out, the one this module lies in.

    Raises:
        ResourceMissing: neither place exists.
    """
    package = package or Path(__file__).resolve().parent.parent
    for folder in (package / INSTALLED, package.parent / IN_SOURCES):
        if folder.is_dir():
            return Resources(folder)
    raise ResourceMissing(IN_SOURCES)


def _parts(name: str) -> tuple[str, ...]:
    pure = PurePosixPath(name)
    if not name or pure.is_absolute() or ".." in pure.parts or "\\" in name or ":" in name or "\0" in name:
        raise ValueError(f"a resource name is relative, with forward slashes, and leads nowhere else: {name!r}")
    return pure.parts
