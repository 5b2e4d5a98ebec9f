"""When a letter, an e-mail, a form or a visitor reached us: typed freely, said back in full. Nothing typed means now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from caseapp.domain.errors import DomainError
from caseapp.ui import qt_dates
from caseapp.ui.intake.part import text_field
from caseapp.ui.intake.received_text import is_future, parse_received
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.words import hint


class ReceivedEdit(QWidget):
    """See the module.

    Args:
        now: wall time of now in the business zone, or None while locked.

    Signals:
        edited: somebody typed.
    """

    edited = Signal()

    def __init__(self, now: Callable[[], datetime | None]) -> None:
        super().__init__()
        self._now = now
        self.box = text_field("intake_received", self.tr("Received"), 30, placeholder=self.tr("now"))
        self.echo = hint()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.box, 1000)
        self._row.addWidget(self.echo)
        self._row.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.box)
        self.box.textEdited.connect(self._read)
        self.box.returnPressed.connect(self.box.focusNextChild)
        follow_theme(self, self._dress)

    def wall(self) -> str:
        """Return what a form keeps: ISO wall time when the text can be read, else the text itself, so that nothing typed is lost."""
        text = self.box.text().strip()
        now = self._now()
        if not text or now is None:
            return text
        try:
            return parse_received(text, now).isoformat(timespec="minutes")
        except DomainError:
            return text

    def problem(self) -> DomainError | None:
        """Return what is wrong with the text, exactly, or None."""
        text = self.box.text().strip()
        now = self._now()
        if not text or now is None:
            return None
        try:
            parse_received(text, now)
        except DomainError as error:
            return error
        return None

    def show_wall(self, kept: str) -> None:
        """Show what a form keeps."""
        if kept == self.wall():
            self._read(self.box.text(), tell=False)
            return
        try:
            wall = datetime.fromisoformat(kept) if kept else None
        except ValueError:
            wall = None
        text = kept
        if wall is not None:
            text = self.tr("{date}, {time}").format(date=qt_dates.full_date(wall.date()), time=wall.strftime("%H:%M"))
        self.box.setText(text)
        self._read(text, tell=False)

    def _read(self, text: str, *, tell: bool = True) -> None:
        now = self._now()
        self.echo.setText(self._echo(text, now) if text.strip() and now is not None else "")
        if tell:
            self.edited.emit()

    def _echo(self, text: str, now: datetime) -> str:
        try:
            wall = parse_received(text, now)
        except DomainError as error:
            readings = error.facts.get("readings")
            if isinstance(readings, tuple) and len(readings) == 2:
                return self.tr("{first} or {second}? Write the month as a word.").format(
                    first=qt_dates.year_date(readings[0]), second=qt_dates.year_date(readings[1])
                )
            return ""
        if is_future(wall, now):
            return self.tr("{date}: this is still to come").format(date=qt_dates.long_date(wall.date()))
        return self.tr("{date}, {time}, {when}").format(
            date=qt_dates.long_date(wall.date()),
            time=qt_dates.time_of(wall.replace(tzinfo=now.tzinfo), str(now.tzinfo)),
            when=qt_dates.relative(wall.date(), now.date()),
        )

    def _dress(self) -> None:
        self._row.setSpacing(current().px(Space.M))
