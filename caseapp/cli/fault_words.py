"""Sentences for what may go wrong on the command line: what happened, what was saved, what to do. English, for administrators."""

from __future__ import annotations

from caseapp.domain.errors import DomainError
from caseapp.services.trouble import Trouble

EXIT_DONE = 0
EXIT_FAILED = 1
EXIT_BAD_INPUT = 2

_FACTS = ("seconds", "store", "program", "file", "line", "reason")

_TROUBLES = {
    "wrong_passphrase": "This name and passphrase do not open the data. Nothing was changed. Check the file you named.",
    "wait": "Too many wrong passphrases. Wait {seconds} seconds, then try again.",
    "second_copy": "Another copy of the program has this data open. Close it, then run the command again.",
    "store_missing": "There is no data in this folder. Name the folder with --data-dir, or set it up in the window first.",
    "keys_missing": "There is no data in this folder. Name the folder with --data-dir, or set it up in the window first.",
    "keys_damaged": "The key file is damaged and so is its copy. Put a backup of keys.json back; the data itself was not touched.",
    "store_too_new": "This data was written by a newer program (schema {store}, this one knows {program}). Use the newer program.",
    "store_damaged": "The data file is damaged. Nothing was changed. Restore a backup beside it.",
    "wrong_key": "The data file does not belong to this key file, or it is damaged. Nothing was changed.",
    "store_busy": "The data is in use right now. Nothing was changed. Run the command again.",
    "disk_full": "The disk is full. The last act was not saved; everything before it was. Free some space and run it again.",
    "resource_missing": "The program lacks a part of itself: {file}. Install it again.",
    "resource_faulty": "A resource cannot be used: {file}, line {line}: {reason}.",
    "house_exists": "This folder holds data already. Name another one.",
    "operator_retired": "This operator was retired and cannot sign in.",
}


def sentence(error: Exception) -> tuple[str, int]:
    """Return the sentence and the exit code for an error a person can act on."""
    if isinstance(error, Trouble):
        pattern = _TROUBLES.get(error.code, "The command could not run: {code}. Nothing was changed.")
        known: dict[str, object] = dict.fromkeys(_FACTS, "")
        return pattern.format_map({**known, "code": error.code, **error.facts}), EXIT_FAILED
    if isinstance(error, DomainError):
        field = f" ({error.field})" if error.field else ""
        return f"A rule does not let this through: {error.code}{field}. Nothing was changed.", EXIT_BAD_INPUT
    if isinstance(error, OSError):
        return f"A file could not be read or written: {error.strerror or 'unknown reason'}.", EXIT_FAILED
    raise error
