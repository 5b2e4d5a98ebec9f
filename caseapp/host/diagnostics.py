"""What helps to find out why the program does not run well on a machine: versions and measures, and nothing about persons.

No path, login, host name or setting that a person typed goes in, so that the text may be sent to whoever helps.
"""

from __future__ import annotations

import locale
import os
import platform
import shutil
import stat
import sys
import time
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

if sys.platform != "win32":
    import resource

PARTS = (
    "alembic", "appdirs", "argon2-cffi", "Babel", "cryptography", "phonenumbers", "pypdfium2",
    "PySide6-Essentials", "reportlab", "SQLAlchemy", "sqlcipher3",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fact: a stable code and a value."""

    code: str
    value: str


def findings(data: Path, *, app_version: str) -> tuple[Finding, ...]:
    """Return what is known about the machine and the data folder. Never raises for what cannot be found out; the value is then empty."""
    facts = {
        "app_version": app_version,
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "system": f"{platform.system()} {platform.release()}",
        "machine": platform.machine(),
        "cores": str(os.cpu_count() or ""),
        "encoding": locale.getpreferredencoding(False),
        "zone": "/".join(time.tzname),
        "is_frozen": _yes(bool(getattr(sys, "frozen", False))),
        "data_folder_exists": _yes(data.is_dir()),
        "data_folder_private": _private(data),
        "data_free_mb": _free_mb(data),
        "core_dumps_off": _core_dumps_off(),
        **{f"version_{name}": _version(name) for name in PARTS},
    }
    return tuple(Finding(code=code, value=value) for code, value in facts.items())


def as_text(found: tuple[Finding, ...]) -> str:
    """Return the findings as lines of code and value."""
    return "".join(f"{one.code}: {one.value}\n" for one in found)


def _yes(is_so: bool) -> str:
    return "yes" if is_so else "no"


def _private(data: Path) -> str:
    if os.name == "nt":
        return ""
    try:
        return _yes(not stat.S_IMODE(data.stat().st_mode) & 0o077)
    except OSError:
        return ""


def _free_mb(data: Path) -> str:
    existing = next((folder for folder in (data, *data.parents) if folder.is_dir()), None)
    try:
        return str(shutil.disk_usage(existing).free // 1_000_000) if existing else ""
    except OSError:
        return ""


def _core_dumps_off() -> str:
    if sys.platform == "win32":
        return ""
    return _yes(resource.getrlimit(resource.RLIMIT_CORE)[0] == 0)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
