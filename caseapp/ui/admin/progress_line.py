"""How far a long act is, with a button that stops it before it counts."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.flow_row import FlowRow
from caseapp.ui.widgets.key_button import KeyButton
from caseapp.ui.widgets.words import Words

EVERY_MS = 100


@dataclass(slots=True)
class Progress:
    """Written by the data lane and read by the window; `stop` is the only thing the window writes."""

    done: int = 0
    total: int = 0
    stop: bool = False

    def watch(self, done: int, total: int) -> bool:
        """Take how far it is; say whether it goes on."""
        self.done, self.total = done, total
        return not self.stop


class ProgressLine(QWidget):
    """A bar, words and Stop. Hidden while nothing is under way.

    Args:
        stop_text: words of the button; left out where stopping leaves everything as it was.
    """

    def __init__(self, name: str, *, stop_text: str = "") -> None:
        super().__init__()
        self._progress = Progress()
        self.bar = QProgressBar()
        self.bar.setObjectName(f"{name}_progress")
        self.bar.setAccessibleName(self.tr("How far it is"))
        self.bar.setTextVisible(False)
        self.words = Words("", ink="ink_2")
        self.stop_button = KeyButton(stop_text or self.tr("Stop, nothing counts"), name=f"{name}_stop", on_click=self.stop)
        row = QVBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(FlowRow(self.bar, self.words, self.stop_button, gap=Space.M))
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.tell)
        self.hide()
        follow_theme(self, self._dress)

    def begin(self) -> Progress:
        """Show the line for a new act."""
        self._progress = Progress()
        self.tell()
        self.show()
        self._timer.start()
        return self._progress

    def end(self) -> None:
        self._timer.stop()
        self.hide()

    def stop(self) -> None:
        self._progress.stop = True
        self.words.setText(self.tr("Stopping..."))

    def tell(self) -> None:
        """Show how far it is; asked for by a timer."""
        progress = self._progress
        self.bar.setRange(0, max(1, progress.total))
        self.bar.setValue(min(progress.done, progress.total))
        if not progress.stop:
            self.words.setText(self.tr("{done} of {total}").format(done=f"{progress.done:,}", total=f"{progress.total:,}"))

    def _dress(self) -> None:
        self.bar.setFixedWidth(current().px(180))
