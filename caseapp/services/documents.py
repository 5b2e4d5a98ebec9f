"""Papers and files of a case: sealed to the officers when they come in, opened only with an officer's key."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from caseapp.domain.deadlines import verification_purge_by
from caseapp.domain.errors import DomainError
from caseapp.domain.operators import Act
from caseapp.domain.request_type import NEVER_VERIFIED
from caseapp.domain.status import RequestStatus
from caseapp.domain.verification import ONLY_TO_VERIFY, Document, DocumentKind
from caseapp.services.changes import ChangeSet, changed
from caseapp.services.clocks import regime_of
from caseapp.services.desk import Desk, new_id
from caseapp.services.ports import UnitOfWork
from caseapp.services.record import record

SIZE_MAX = 25 * 1024 * 1024
NAME_LENGTH_MAX = 120

MEDIA_TYPES: dict[str, tuple[str, bytes]] = {
    ".pdf": ("application/pdf", b"%PDF-"),
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    ".tif": ("image/tiff", b""),
    ".tiff": ("image/tiff", b""),
    ".txt": ("text/plain", b""),
    ".eml": ("message/rfc822", b""),
}
"""What may come in, and how such a file begins where that is fixed."""


def attach_document(desk: Desk, case_id: str, *, kind: DocumentKind, name: str, content: bytes, request_id: str | None = None) -> ChangeSet:
    """Attach a file: checked for type and size, sealed to the officers, its name kept for officers.

    Raises:
        DomainError: ``file_empty``, ``file_too_large``, ``file_type_unknown`` or ``file_is_not_what_it_says`` at ``file``.
    """
    desk.require(Act.ATTACH_DOCUMENTS)
    media_type = _check(name, content)
    document_id = new_id()
    with desk.uow() as uow:
        uow.cases.get(case_id)
        document = uow.documents.add(
            Document(
                id=document_id,
                case_id=case_id,
                kind=kind,
                name=display_name(name),
                media_type=media_type,
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                sealed=desk.vault.seal(content, about=document_id),
                added_at=desk.now_at(),
                added_by=desk.operator.id,
                request_id=request_id,
            )
        )
        purge_late_paper(uow, desk, document)
        record(
            uow,
            desk,
            "document_attached",
            case_id=case_id,
            thing="document",
            thing_id=document_id,
            facts={"kind": kind, "size": document.size, "sha256": document.sha256},
        )
        uow.commit()
    return changed("cases", case_id=case_id, created_id=document_id)


def purge_late_paper(uow: UnitOfWork, desk: Desk, document: Document) -> None:
    """Give a paper that came when nothing is left to process the day on which it is destroyed: as if its right were closed today."""
    requests = [one for one in uow.requests.where(case_id=document.case_id) if one.type not in NEVER_VERIFIED]
    if document.kind not in ONLY_TO_VERIFY or not requests or any(one.status is not RequestStatus.CLOSED for one in requests):
        return
    case, last = uow.cases.get(document.case_id), requests[-1]
    due = verification_purge_by(regime_of(desk, case, last), desk.rulebook.lists, last.type, desk.today())
    if due is not None:
        uow.documents.replace(replace(document, purge_on=due.plan_by_on))


def open_document(desk: Desk, document_id: str) -> tuple[Document, bytes]:
    """Open a sealed document for an officer; the history says who looked.

    Raises:
        NotAllowed: the operator's key does not open sealed things.
    """
    desk.require(Act.READ_SEALED)
    with desk.uow() as uow:
        document = uow.documents.get(document_id)
        content = desk.vault.unseal(document.sealed, about=document.id)
        record(uow, desk, "document_opened", case_id=document.case_id, thing="document", thing_id=document_id)
        uow.commit()
    return document, content


def display_name(name: str) -> str:
    """Return a file name that can be shown: no folders, no control or direction characters, at most 120 characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(character for character in last if character.isprintable())
    return kept.strip(" .")[-NAME_LENGTH_MAX:] or "file"


def _check(name: str, content: bytes) -> str:
    if not content:
        raise DomainError("file_empty", "file")
    if len(content) > SIZE_MAX:
        raise DomainError("file_too_large", "file", largest_mb=SIZE_MAX // (1024 * 1024))
    ending = "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending not in MEDIA_TYPES:
        raise DomainError("file_type_unknown", "file")
    media_type, beginning = MEDIA_TYPES[ending]
    if not content.startswith(beginning):
        raise DomainError("file_is_not_what_it_says", "file")
    return media_type
