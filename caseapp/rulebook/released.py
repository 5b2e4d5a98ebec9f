"""Digests of released files that are one for each body of law: a changed text is a new version, with a new line."""

from __future__ import annotations

from hashlib import sha256

from caseapp.rulebook.sections import RELEASED_NAME, Library


def check_released(library: Library, folder: str) -> None:
    """Hold each file of the folder against the digest it was released with (line ends as LF).

    Raises:
        Trouble: ``resource_faulty``, ``resource_missing``.
    """
    released = library.file(f"{folder}/{RELEASED_NAME}")
    released.only("released")
    digests: dict[tuple[str, str], str] = {}
    seen: set[object] = set()
    for section in released.sections("released"):
        with section:
            key = (section.code("id"), section.text("version"))
            section.unique("version", " ".join(key), seen)
            digests[key] = section.text("sha256")
    for path in library.files(folder):
        top = library.file(path).top
        id, version = top.code("id"), top.text("version")
        digest = digests.get((id, version))
        if digest is None:
            raise top.fault("version", f"version {version} of {id} has no line in {released.name}")
        if digest != sha256(library.raw(path).replace(b"\r\n", b"\n")).hexdigest():
            raise top.fault("version", f"the text differs from the released version {version}; another text is a new version")
