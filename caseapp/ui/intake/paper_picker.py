"""Adding a paper to the draft: choose a file, and it is sealed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from caseapp.domain.people import AuthorityBasis
from caseapp.domain.verification import DocumentKind
from caseapp.ui.intake.open_form import OpenForm
from caseapp.ui.intake.session import IntakeSession


class PaperPicker(QObject):
    """See the module. What they rely on is the kind of the paper."""

    def __init__(self, session: IntakeSession, open_form: OpenForm, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._open = open_form
        self._page = page
        session.paper_added.connect(self._added)

    def choose(self) -> None:
        """Open the dialog for a file."""
        dialog = QFileDialog(self._page, self.tr("Add a paper"))
        dialog.setObjectName("intake_paper_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Papers ({patterns})").format(patterns="*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.txt *.eml"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._add)
        dialog.open()

    def _add(self, path: str) -> None:
        basis = AuthorityBasis(self._open.form().authority)
        kind = DocumentKind.OTHER if basis is AuthorityBasis.NOT_SHOWN_YET else DocumentKind(basis.value)
        self._session.add_paper(path, kind)

    def _added(self) -> None:
        self._open.papers += 1
        self._open.show_papers()
