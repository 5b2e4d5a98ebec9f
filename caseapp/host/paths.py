"""Where things lie on this machine. appdirs stands behind this module and nowhere else.

The real office and the practice office have folders of their own, side by side, so that sample cases never enter the real record.
"""

from __future__ import annotations

import os
from pathlib import Path

import appdirs

NAME = "caseapp"
PRACTICE_SUFFIX = "-practice"
PRIVATE_FOLDER_MODE = 0o700
OTHERS_SEE_NOTHING = 0o077


def data_folder(override: Path | None = None, *, practice: bool = False) -> Path:
    """Return the folder of the office: `override` (``--data-dir``) as it is, or the usual place of this machine. Creates nothing."""
    folder = override.expanduser().absolute() if override is not None else Path(appdirs.user_data_dir(NAME, appauthor=False))
    return practice_folder(folder) if practice else folder


def practice_folder(office: Path) -> Path:
    """Return the practice folder beside an office's folder."""
    return office if is_practice(office) else office.with_name(office.name + PRACTICE_SUFFIX)


def is_practice(folder: Path) -> bool:
    """Say whether a data folder is one for practice; its name is what makes it so, and it cannot be changed by a setting."""
    return folder.name.endswith(PRACTICE_SUFFIX)


def settings_folder() -> Path:
    """Return where this person's settings lie, and the last heads of the history: outside the data folder on purpose."""
    return Path(appdirs.user_config_dir(NAME, appauthor=False))


def log_folder(data: Path) -> Path:
    """Return the folder of the log; it stays with the data, so that removing the data removes it too."""
    return data / "logs"


def make_private_folder(folder: Path) -> Path:
    """Create the folder and what is missing above it, readable by its owner only, and return it.

    A folder that is there already keeps its rights: it may be one that others use too, and the files put into it are private by themselves.
    On Windows the profile's own access rules do this.

    Raises:
        OSError: it cannot be created.
    """
    missing = [part for part in (folder, *folder.parents) if not part.exists()]
    for part in reversed(missing):
        part.mkdir(mode=PRIVATE_FOLDER_MODE, exist_ok=True)
    return folder


def keep_new_files_private() -> None:
    """Make every file that this process creates readable by its owner only (umask 077); Windows has no umask that means anything."""
    if os.name != "nt":
        os.umask(OTHERS_SEE_NOTHING)
