"""Answers that leave as files: locked with AES-256 and a passphrase of words that can be said on the telephone.

The frozen letter is not touched; this makes another file from it, with fresh salts each time, so its bytes differ each time. The
passphrase is kept nowhere: it is told to the person on another way than the file.
"""

from __future__ import annotations

import io
import secrets
from collections.abc import Callable

import pikepdf

from caseapp.domain.errors import DomainError

FOLDER = "passphrases"
WORDS = 6
"""Six of at least 1,700 words are 64 bits; the file's own key stretching is weak, so the words have to carry it."""


def locked(content: bytes, passphrase: str) -> bytes:
    """Return the PDF so that it opens with the passphrase only. Printing, copying and reading aloud stay allowed.

    Raises:
        DomainError: ``only_pdf_can_be_locked``.
    """
    if not content.startswith(b"%PDF-"):
        raise DomainError("only_pdf_can_be_locked")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        buffer = io.BytesIO()
        # The owner's password is thrown away: nobody is to lift a restriction that there is none of.
        keys = pikepdf.Encryption(owner=secrets.token_urlsafe(32), user=passphrase, R=6, aes=True, metadata=True)
        pdf.save(buffer, encryption=keys)
        return buffer.getvalue()


class PassphraseWords:
    """The words passphrases are made of, by language; English where a language has none."""

    def __init__(self, read_resource: Callable[[str], bytes]) -> None:
        self._read = read_resource
        self._lists: dict[str, tuple[str, ...]] = {}

    def make(self, language: str) -> str:
        """Return a new passphrase: words in small letters, with hyphens between them."""
        words = self._words(language if language in ("en", "es") else "en")
        return "-".join(secrets.choice(words) for _ in range(WORDS))

    def _words(self, language: str) -> tuple[str, ...]:
        if language not in self._lists:
            self._lists[language] = tuple(self._read(f"{FOLDER}/{language}.txt").decode("ascii").split())
        return self._lists[language]
