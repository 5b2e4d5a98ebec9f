"""The papers of a verification: the signed declaration with its required words, and what shows authority to act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caseapp.domain.people import RequestorKind
from caseapp.domain.verification import DocumentKind
from caseapp.services.verification import ChecklistView
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.date_edit import DateEdit
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.key_button import KeyButton
from caseapp.ui.widgets.words import Words, section_head

translate = QCoreApplication.translate

DECLARATION_KINDS = (DocumentKind.DECLARATION,)
AUTHORITY_KINDS = (
    DocumentKind.SIGNED_PERMISSION,
    DocumentKind.POWER_OF_ATTORNEY,
    DocumentKind.PARENTAL_CONSENT_FORM,
    DocumentKind.COURT_PAPER,
)


class PapersPart(QWidget):
    """Shown only as far as the checklist wants papers.

    Signals:
        attach_requested: the kinds of paper that may be attached, as a tuple.
        changed: a day was typed.
    """

    attach_requested = Signal(object)
    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.declaration_day = DateEdit(today, name="verify_declaration_on", label=self.tr("Declaration received on"))
        self.declaration_row = FormRow(self.tr("&Declaration received on"), self.declaration_day, above=True, stretch=True)
        self.declaration_words = Words("", wrap=True)
        self.declaration_words.setObjectName("verify_declaration_words")
        self.declaration_attach = KeyButton(
            self.tr("Attach the declaration..."), icon="paperclip", name="verify_attach_declaration",
            on_click=lambda: self.attach_requested.emit(DECLARATION_KINDS),
        )  # fmt: skip
        self._declaration = self._group(
            self.tr("Signed declaration"), self.declaration_words, self.declaration_row, self.declaration_attach
        )
        self.authority_day = DateEdit(today, name="verify_authority_on", label=self.tr("Authority seen on"))
        self.authority_row = FormRow(self.tr("Authority &seen on"), self.authority_day, above=True, stretch=True)
        self.authority_words = Words("", wrap=True)
        self.authority_words.setObjectName("verify_authority_words")
        self.authority_attach = KeyButton(
            self.tr("Attach the paper..."), icon="paperclip", name="verify_attach_authority",
            on_click=lambda: self.attach_requested.emit(AUTHORITY_KINDS),
        )  # fmt: skip
        self._authority = self._group(self.tr("Authority to act"), self.authority_words, self.authority_row, self.authority_attach)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._declaration)
        self._column.addWidget(self._authority)
        for day in (self.declaration_day, self.authority_day):
            day.date_changed.connect(lambda _day: self.changed.emit())
        follow_theme(self, self._dress)

    def show_checklist(self, view: ChecklistView) -> None:
        """Show what this verification wants, with the days already seen."""
        verification = view.verification
        self._declaration.setVisible(verification.declaration_needed)
        self._authority.setVisible(verification.authority_needed)
        # Empty it would still push down what stands under it.
        self.setVisible(verification.declaration_needed or verification.authority_needed)
        self.declaration_words.setText(
            self.tr(
                "It says: “I declare under penalty of perjury under the laws of the State of California that the foregoing is true and "
                "correct.” It is dated and signed, and says that the signer is the consumer whose data is asked for."
            )
        )
        self.authority_words.setText(authority_words(view.case.requestor_kind))
        self.declaration_day.set_date(verification.declaration_on)
        self.authority_day.set_date(verification.authority_on)

    def declaration_on(self) -> date | None:
        """Return the day, None when nothing is typed.

        Raises:
            DomainError: the text is no date; field ``declaration``.
        """
        return self.declaration_day.required("declaration") if self.declaration_day.text().strip() else None

    def authority_on(self) -> date | None:
        """See `declaration_on`; field ``authority``."""
        return self.authority_day.required("authority") if self.authority_day.text().strip() else None

    def forget(self) -> None:
        self.declaration_day.set_date(None)
        self.authority_day.set_date(None)

    def _group(self, head: str, words: Words, row: FormRow, attach: KeyButton) -> QWidget:
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(section_head(head))
        column.addWidget(words)
        column.addWidget(row)
        column.addWidget(attach)
        return group

    def _dress(self) -> None:
        px = current().px
        self._column.setSpacing(px(Space.XL))
        for group in (self._declaration, self._authority):
            layout = group.layout()
            if layout is not None:
                layout.setSpacing(px(Space.S))


def authority_words(kind: RequestorKind) -> str:
    """Say which papers show that this kind of requestor may act (11 CCR 7063, 7070; Probate Code 4121 to 4130)."""
    if kind is RequestorKind.PARENT_OR_GUARDIAN:
        return translate(
            "Verification",
            "A consent form signed under penalty of perjury, or a court paper, shows that this is the parent or guardian (11 CCR 7070).",
        )
    if kind is RequestorKind.AUTHORIZED_AGENT:
        return translate(
            "Verification",
            "A power of attorney under Probate Code 4121 to 4130 is enough by itself, and is never demanded. With a signed permission "
            "you may also ask the consumer to verify with us, or to confirm the permission (11 CCR 7063).",
        )
    return ""
