"""What the mail room asks of the letter press: envelopes, print files, lists, the calibration page, locked answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from caseapp.domain.envelopes import MEASURED, Envelope, measured_from_id
from caseapp.domain.errors import DomainError
from caseapp.domain.labels import LabelSheet
from caseapp.domain.letters import ComposedLetter
from caseapp.domain.mail_papers import MailList
from caseapp.domain.print_file import PrinterOffset, PrintPiece
from caseapp.typesetting.calibration import calibration_page
from caseapp.typesetting.envelope_face import envelope_face
from caseapp.typesetting.envelope_files import read_envelopes
from caseapp.typesetting.fonts import Fonts
from caseapp.typesetting.geometry import EnvelopeProfile, profile_of
from caseapp.typesetting.label_sheet import label_pages, read_label_sheets
from caseapp.typesetting.mail_papers import FOLDER, cover_list, manifest, read_words
from caseapp.typesetting.return_address import fit_return


class MailPress:
    """The half of the press that is about paper and post. Fonts and pdfium answer one question at a time: `_lock`."""

    def __init__(self, read_resource: Callable[[str], bytes], list_resources: Callable[[str], Sequence[str]], fonts: Fonts) -> None:
        self._fonts = fonts
        self._lock = threading.Lock()
        self._read_resource = read_resource
        self._envelopes = read_envelopes(read_resource, list_resources)
        self._profiles = {id: profile_of(envelope) for id, envelope in self._envelopes.items()}
        self._label_sheets = read_label_sheets(read_resource, list_resources)
        self._mail_words = read_words(read_resource, tuple(name for name in list_resources(FOLDER) if name.endswith(".toml")))

    def envelopes(self) -> tuple[Envelope, ...]:
        """Return every envelope there is a file for; one that was measured is made by `domain.envelopes.measured_envelope`."""
        return tuple(self._envelopes.values())

    def envelope(self, id: str) -> Envelope:
        """Return an envelope, one that was measured by the measures in its id.

        Raises:
            DomainError: ``envelope_unknown``.
        """
        if id.startswith(f"{MEASURED}:"):
            return measured_from_id(id)
        try:
            return self._envelopes[id]
        except KeyError:
            raise DomainError("envelope_unknown", envelope=id) from None

    def _profile(self, letter: ComposedLetter) -> EnvelopeProfile:
        known = self._profiles.get(letter.envelope)
        return known if known is not None else profile_of(self.envelope(letter.envelope))

    def print_file(
        self,
        pieces: Sequence[PrintPiece],
        *,
        title: str,
        duplex: bool,
        offset: PrinterOffset,
        cover: bytes | None = None,
    ) -> bytes:
        """Return one PDF for the printer: the cover, then each frozen letter with its mark. The same pieces give the same bytes.

        Args:
            title: of the file; names a batch, never a person.
            duplex: each piece begins on a new sheet.
            offset: how far the printer is off; every page is moved by as much the other way.
            cover: the cover list, which has no mark.
        """
        # pikepdf takes as long to load as a page to set; a start that prints nothing does not pay for it.
        from caseapp.typesetting.print_file import print_file

        with self._lock:
            return print_file(pieces, self._fonts, title=title, duplex=duplex, offset=offset, cover=cover)

    def join(self, contents: Sequence[bytes]) -> bytes:
        """Return one PDF with the pages of all, in order, their structure kept. The same contents give the same bytes."""
        # As above.
        from caseapp.typesetting.print_file import merge

        with self._lock:
            return merge(contents, self._fonts)

    def cover_list(self, batch: MailList) -> bytes:
        """Return the list that lies on top of a batch, with boxes to tick and totals.

        Raises:
            DomainError: ``glyph_missing``.
        """
        with self._lock:
            return cover_list(batch, self._mail_words.of(batch.language), self._fonts)

    def manifest(self, batch: MailList) -> bytes:
        """Return the mail manifest, with the columns of PS Form 3665.

        Raises:
            DomainError: ``glyph_missing``.
        """
        with self._lock:
            return manifest(batch, self._mail_words.of(batch.language), self._fonts)

    def calibration_page(self, envelope_id: str, offset: PrinterOffset, language: str) -> bytes:
        """Return the page a printer is measured with, moved against `offset` as every page of a batch will be.

        Raises:
            DomainError: ``envelope_unknown``.
        """
        envelope = self.envelope(envelope_id)
        with self._lock:
            return calibration_page(envelope, offset, self._mail_words.of(language)["calibration"], self._fonts, language=language)

    def envelope_face(self, letter: ComposedLetter, envelope_id: str) -> bytes:
        """Return the printed face of an envelope without a window.

        Raises:
            DomainError: ``envelope_unknown``, ``envelope_has_window``; as `Press.render`.
        """
        envelope = self.envelope(envelope_id)
        with self._lock:
            return envelope_face(letter, envelope, self._fonts)

    def label_sheets(self) -> tuple[LabelSheet, ...]:
        """Return every layout of labels there is a file for."""
        return tuple(self._label_sheets.values())

    def address_labels(self, letters: Sequence[ComposedLetter], sheet_id: str, *, first: int, offset: PrinterOffset, title: str) -> bytes:
        """Return sheets of labels with the addresses of letters, in order, from label `first` of the first sheet on.

        Raises:
            DomainError: ``no_such_label``, also for a layout there is no file for; as `label_sheet.label_pages`.
        """
        sheet = self._label_sheets.get(sheet_id)
        if sheet is None:
            raise DomainError("no_such_label", "first", most=0)
        with self._lock:
            return label_pages(
                [letter.addressee for letter in letters], sheet, first, offset, self._profile(letters[0]), self._fonts, title
            )  # fmt: skip

    def require_return(self, texts: Sequence[str], envelope_id: str) -> None:
        """Check that the office's name and address fit the window of the return address, where the envelope has one.

        Raises:
            DomainError: ``envelope_unknown``, ``return_address_too_long``.
        """
        hole = self.envelope(envelope_id).return_window
        if hole is not None:
            with self._lock:
                fit_return(tuple(texts), self._fonts, self.envelope(envelope_id).safe(hole))

    def new_passphrase(self, language: str) -> str:
        """Return a passphrase of words a person can say, made anew each time and kept nowhere."""
        # As above.
        from caseapp.typesetting.encryption import PassphraseWords

        return PassphraseWords(self._read_resource).make(language)

    def locked(self, content: bytes, passphrase: str) -> bytes:
        """Return a PDF that opens with the passphrase only (AES-256); the content given stays as it is.

        Raises:
            DomainError: ``only_pdf_can_be_locked``.
        """
        # As above.
        from caseapp.typesetting.encryption import locked

        return locked(content, passphrase)
