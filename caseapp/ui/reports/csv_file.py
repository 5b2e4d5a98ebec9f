"""Asks where a file goes, and writes it there in the file lane."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDir
from PySide6.QtWidgets import QFileDialog, QWidget

from caseapp.services.trouble import Trouble

translate = QCoreApplication.translate


def ask_where(parent: QWidget, name: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Open the dialog for a place and a name; `chosen` is called when there is one."""
    kinds = translate("Reports", "CSV files, to count on (*.csv);;PDF sheet, to post (*.pdf)")
    dialog = QFileDialog(parent, translate("Reports", "Export the counts"), QDir.homePath(), kinds)
    dialog.setObjectName("reports_file_dialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("csv")
    dialog.filterSelected.connect(lambda chosen_kind: dialog.setDefaultSuffix("pdf" if "*.pdf" in chosen_kind else "csv"))
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        Trouble: ``file_not_written``.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise Trouble("file_not_written") from error
