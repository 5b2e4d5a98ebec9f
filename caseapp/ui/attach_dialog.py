"""Attaching a paper or a file to a case: which kind it is, and which file. It is sealed to the officers as it comes in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from caseapp.domain.errors import DomainError
from caseapp.domain.verification import DocumentKind
from caseapp.services.changes import ChangeSet
from caseapp.services.desk import Desk
from caseapp.services.documents import MEDIA_TYPES, SIZE_MAX, attach_document
from caseapp.ui.act_dialog import ActDialog, Work
from caseapp.ui.labels import label
from caseapp.ui.office import Office
from caseapp.ui.theme import current
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.form import FormRow
from caseapp.ui.widgets.key_button import KeyButton

translate = QCoreApplication.translate


class FileEdit(QWidget):
    """The path of a file, typed or chosen."""

    def __init__(self, *, name: str, label_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QLineEdit()
        self.box.setObjectName(name)
        self.box.setAccessibleName(label_text)
        self.browse = KeyButton(self.tr("Choose..."), name=f"{name}_choose", on_click=self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current().px(Space.S))
        row.addWidget(self.box, 1)
        row.addWidget(self.browse)
        self.setFocusProxy(self.box)

    def path(self) -> Path | None:
        text = self.box.text().strip()
        return Path(text).expanduser() if text else None

    def _choose(self) -> None:
        patterns = " ".join(f"*{ending}" for ending in MEDIA_TYPES)
        dialog = QFileDialog(self, self.tr("Choose a file"))
        dialog.setObjectName("attach_file_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Papers and files ({patterns})").format(patterns=patterns))
        dialog.fileSelected.connect(self.box.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def read_file(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        DomainError: ``file_not_found``, ``file_not_readable`` or ``file_too_large`` at ``file``.
    """
    try:
        if path.stat().st_size > SIZE_MAX:
            raise DomainError("file_too_large", "file", largest_mb=SIZE_MAX // (1024 * 1024))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DomainError("file_not_found", "file") from error
    except OSError as error:
        raise DomainError("file_not_readable", "file") from error


def open_attach_dialog(
    office: Office,
    parent: QWidget,
    *,
    case_id: str,
    request_id: str | None = None,
    kinds: Sequence[DocumentKind] = tuple(DocumentKind),
    done: Callable[[ChangeSet], None] | None = None,
) -> ActDialog:
    """Ask for a kind and a file, seal the file into the case, and tell what changed."""
    dialog = ActDialog(
        office,
        name="attach",
        title=translate("AttachDialog", "Attach a document"),
        sentence=translate(
            "AttachDialog",
            "The file is sealed to the officers as it comes in. Its original stays where it is; remove it there when nobody needs it.",
        ),
        act_text=translate("AttachDialog", "Attach"),
        parent=parent,
    )
    kind = ChoiceBox(tuple((one, label(one)) for one in kinds), name="attach_kind", label=translate("AttachDialog", "Kind of paper"))
    file = FileEdit(name="attach_file", label_text=translate("AttachDialog", "File"))
    dialog.add("kind", FormRow(translate("AttachDialog", "&Kind of paper"), kind, above=True))
    types = translate("AttachDialog", "PDF, PNG, JPEG, TIFF, text or e-mail, at most 25 MB")
    dialog.add("file", FormRow(translate("AttachDialog", "F&ile"), file, above=True, stretch=True, hint_text=types))

    def collect() -> Work:
        path = file.path()
        if path is None:
            raise DomainError("file_missing", "file")
        chosen = DocumentKind(str(kind.chosen()))

        def work(desk: Desk) -> ChangeSet:
            return attach_document(desk, case_id, kind=chosen, name=path.name, content=read_file(path), request_id=request_id)

        return work

    dialog.open_for(collect, done)
    return dialog
