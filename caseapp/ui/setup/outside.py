"""What can be seen of a folder without a passphrase, and what the unlock page says of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from caseapp.ui.setup.doors import Doors, Languages, Login
    from caseapp.ui.setup.unlock_view import Fact

translate = QCoreApplication.translate


class LastTime(NamedTuple):
    """Who unlocked last, before it is known who can."""

    login: str
    display_name: str = ""


class Drafts(NamedTuple):
    """What waits for whoever locked."""

    login: str = ""
    waiting: int = 0


class Outside(NamedTuple):
    """The folder as it is found."""

    is_new: bool
    logins: Sequence[Login] = ()
    last_backup_at: datetime | None = None
    wait_seconds: int = 0
    languages: Languages | None = None


def look_at(doors: Doors) -> Outside:
    """Take the folder and look at it; in a lane, for it reads files.

    Raises:
        Trouble: why nothing can be opened.
    """
    doors.take()
    if doors.is_new():
        return Outside(is_new=True, languages=doors.languages())
    return Outside(
        is_new=False,
        logins=doors.logins(),
        last_backup_at=doors.last_backup_at(),
        wait_seconds=doors.wait_seconds(),
    )


def facts_of(outside: Outside, doors: Doors, drafts: Drafts) -> list[Fact]:
    """Return the few facts that tell nothing about anybody."""
    facts: list[Fact] = []
    if drafts.waiting:
        one, more = translate("LockPage", "1 draft"), translate("LockPage", "{count} drafts")
        words = one if drafts.waiting == 1 else more.format(count=drafts.waiting)
        facts.append(("note-pencil", words, translate("LockPage", "saved, waiting for {name}").format(name=drafts.login)))
    facts.append(("hard-drives", translate("LockPage", "Record on this computer"), translate("LockPage", "encrypted")))
    facts.append(("folder-open", translate("LockPage", "Folder"), _breakable(doors.folder)))
    facts.append(("clock", translate("LockPage", "Last backup"), _backup_words(outside.last_backup_at, doors)))
    return facts


def _backup_words(at: datetime | None, doors: Doors) -> str:
    if at is None:
        return translate("LockPage", "none yet")
    # Late: the first page has no date yet.
    from PySide6.QtCore import QTimeZone

    from caseapp.ui import qt_dates  # late as above

    zone = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    return qt_dates.moment(at, zone, qt_dates.local(doors.now_at(), zone).date())


def _breakable(folder: Path) -> str:
    """Return a path that may be broken into lines after each slash."""
    return str(folder).replace("/", "/\u200b").replace("\\", "\\\u200b")
