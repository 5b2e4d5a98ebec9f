"""The key file on the disk: two copies, each with a sequence number, a checksum and a keyed checksum.

The checksum (SHA-256) finds damage before any passphrase is typed; then the other copy is used. The keyed one (HMAC with a key made
of the database key) finds what somebody changed on purpose, once the slot is open. There is no fallback from the second.
"""

from __future__ import annotations

import base64
import binascii
import errno
import hashlib
import hmac
import json
from pathlib import Path

from caseapp.host.atomic_file import remove_leftovers, write_atomically
from caseapp.services.trouble import Trouble
from caseapp.vault.cost import Cost
from caseapp.vault.sealing import derive
from caseapp.vault.slots import KeyFile, Slot, SlotKind

FORMAT = 1
NAMES = ("keys.json", "keys.json.copy")
SIZE_MAX = 4 * 1024 * 1024


class _Damaged(ValueError):
    """This copy is not as it was written."""


def exists(folder: Path) -> bool:
    """Say whether the folder holds keys, damaged or not."""
    return any((folder / name).exists() for name in NAMES)


def read(folder: Path) -> tuple[KeyFile, str, bool]:
    """Return the newest sound copy, its keyed checksum, and whether both copies are sound and the same.

    Raises:
        Trouble: ``keys_missing``, ``keys_damaged`` (no sound copy), ``keys_too_new`` (written by a later version), ``keys_unreadable`` (the
            system refuses; `errno` in the facts).
    """
    found: list[tuple[KeyFile, str]] = []
    contents: list[bytes] = []
    missing = 0
    for name in NAMES:
        try:
            with (folder / name).open("rb") as file:
                content = file.read(SIZE_MAX + 1)
        except FileNotFoundError:
            missing += 1
            continue
        except OSError as error:
            raise Trouble("keys_unreadable", errno=error.errno) from None
        try:
            found.append(_parse(content))
            contents.append(content)
        except _Damaged:
            continue
    if missing == len(NAMES):
        raise Trouble("keys_missing")
    if not found:
        raise Trouble("keys_damaged")
    newest = max(found, key=lambda copy: copy[0].sequence)
    return (*newest, len(contents) == len(NAMES) and len(set(contents)) == 1)


def write(folder: Path, keys: KeyFile, database_key: bytes) -> None:
    """Write both copies, one after the other, so that one of them is always whole.

    Raises:
        Trouble: ``disk_full``, or ``keys_not_written`` with `errno` in the facts.
    """
    body = _body(keys)
    body["mac"] = keyed_checksum(keys, database_key)
    content = _canonical({**body, "sha256": hashlib.sha256(_canonical(body)).hexdigest()})
    try:
        for name in NAMES:
            remove_leftovers(folder / name)
            write_atomically(folder / name, content)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Trouble("disk_full") from None
        raise Trouble("keys_not_written", errno=error.errno) from None


def keyed_checksum(keys: KeyFile, database_key: bytes) -> str:
    """Return the HMAC-SHA256 of everything in the file, hexadecimal."""
    return hmac.digest(derive(database_key, b"", "slots"), _canonical(_body(keys)), "sha256").hex()


def _canonical(body: dict[str, object]) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def _body(keys: KeyFile) -> dict[str, object]:
    return {
        "format": FORMAT,
        "database_id": keys.database_id,
        "sequence": keys.sequence,
        "officer_public_key": _text(keys.officer_public_key),
        "signing_keys": [[operator_id, _text(key)] for operator_id, key in keys.signing_keys],
        "slots": [_slot_body(slot) for slot in keys.slots],
    }


def _slot_body(slot: Slot) -> dict[str, object]:
    cost = slot.cost
    return {
        "id": slot.id,
        "kind": slot.kind.value,
        "operator_id": slot.operator_id,
        "login": slot.login,
        "display_name": slot.display_name,
        "salt": _text(slot.salt),
        "argon2": [cost.memory_kib, cost.passes, cost.lanes] if cost else None,
        "nonce": _text(slot.nonce),
        "wrapped": _text(slot.wrapped),
        "signing_key": _text(slot.signing_key),
        "sealing_key": _text(slot.sealing_key),
        "officer_key": None if slot.officer_key is None else _text(slot.officer_key),
        "fingerprint": slot.fingerprint,
    }


def _parse(content: bytes) -> tuple[KeyFile, str]:
    """Read one copy; the bytes must be exactly those that would be written, so that no byte can differ unseen."""
    if len(content) > SIZE_MAX:
        raise _Damaged
    try:
        body = json.loads(content)
    except (ValueError, RecursionError):
        raise _Damaged from None
    if not isinstance(body, dict) or _canonical(body) != content:
        raise _Damaged
    checksum = body.pop("sha256", None)
    if checksum != hashlib.sha256(_canonical(body)).hexdigest():
        raise _Damaged
    version = body.get("format")
    if isinstance(version, int) and version > FORMAT:
        raise Trouble("keys_too_new", format=version, known=FORMAT)
    mac = body.pop("mac", None)
    try:
        keys = _key_file(body)
    except (KeyError, TypeError, ValueError, IndexError):
        raise _Damaged from None
    if not isinstance(mac, str) or _body(keys) != body:
        raise _Damaged
    return keys, mac


def _key_file(body: dict[str, object]) -> KeyFile:
    slots, signing_keys = body["slots"], body["signing_keys"]
    if not isinstance(slots, list) or not isinstance(signing_keys, list):
        raise _Damaged
    keys = KeyFile(
        database_id=_string(body["database_id"]),
        sequence=_number(body["sequence"]),
        officer_public_key=_bytes(body["officer_public_key"], 32),
        slots=tuple(_slot(slot) for slot in slots),
        signing_keys=tuple((_string(pair[0]), _bytes(pair[1], 32)) for pair in signing_keys),
    )
    if [slot.kind for slot in keys.slots].count(SlotKind.RECOVERY) != 1:
        raise _Damaged
    return keys


def _slot(body: dict[str, object]) -> Slot:
    kind = SlotKind(_string(body["kind"]))
    is_user = kind is SlotKind.USER
    argon2, officer_key = body["argon2"], body["officer_key"]
    cost = None
    if is_user:
        if not isinstance(argon2, list) or len(argon2) != 3:
            raise _Damaged
        cost = Cost(memory_kib=_number(argon2[0]), passes=_number(argon2[1]), lanes=_number(argon2[2]))
        if not cost.is_bounded:
            raise _Damaged
    return Slot(
        id=_string(body["id"]),
        kind=kind,
        operator_id=_string(body["operator_id"]),
        login=_string(body["login"]),
        display_name=_string(body["display_name"]),
        salt=_bytes(body["salt"], 32),
        cost=cost,
        nonce=_bytes(body["nonce"], 12),
        wrapped=_bytes(body["wrapped"]),
        signing_key=_bytes(body["signing_key"], 32 if is_user else 0),
        sealing_key=_bytes(body["sealing_key"], 32 if is_user else 0),
        officer_key=None if officer_key is None else _bytes(officer_key),
        fingerprint=_string(body["fingerprint"]),
    )


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _bytes(value: object, length: int | None = None) -> bytes:
    try:
        content = base64.b64decode(_string(value), validate=True)
    except binascii.Error:
        raise _Damaged from None
    if length is not None and len(content) != length:
        raise _Damaged
    return content


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise _Damaged
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _Damaged
    return value
