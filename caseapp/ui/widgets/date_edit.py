"""A date that is typed freely and said back in full."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as LegalDate

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from caseapp.domain.errors import DomainError
from caseapp.ui import qt_dates
from caseapp.ui.theme import current, follow_theme
from caseapp.ui.tokens import Space
from caseapp.ui.widgets.form import set_width
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton
from caseapp.ui.widgets.words import hint


class DateEdit(QWidget):
    """One field; beside it the date in full, or the two readings to choose from. Nothing turns red while typing.

    Args:
        today: gives the legal date of today in the business zone.

    Signals:
        date_changed: the date, or None while the text is none.
    """

    date_changed = Signal(object)

    def __init__(self, today: Callable[[], LegalDate], *, name: str, label: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._date: LegalDate | None = None
        self.box = QLineEdit()
        self.box.setObjectName(name)
        self.box.setAccessibleName(label or self.tr("Date"))
        set_width(self.box, 20)
        self.echo = hint()
        self._choices = [KeyButton("", ButtonKind.DEFAULT, name=f"{name}_reading_{n}") for n in (1, 2)]
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.box)
        self._row.addWidget(self.echo)
        for choice in self._choices:
            self._row.addWidget(choice)
            choice.setAccessibleName(self.tr("Another reading of the date"))
            choice.hide()
        self._row.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self.box)
        self.box.textEdited.connect(self._read)
        self._choices[0].clicked.connect(self._choose_first)
        self._choices[1].clicked.connect(self._choose_second)
        self._readings: tuple[LegalDate, ...] = ()
        follow_theme(self, self._dress)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.box.setAccessibleName(name)

    def text(self) -> str:
        return self.box.text()

    def date(self) -> LegalDate | None:
        """Return the date, or None when there is none yet."""
        return self._date

    def set_date(self, day: LegalDate | None) -> None:
        """Show a date, in full, without telling `date_changed`."""
        self.box.setText(qt_dates.full_date(day) if day is not None else "")
        self._date = day
        self._show_readings(())
        self.echo.setText(qt_dates.relative(day, self._today()) if day is not None else "")

    def required(self, field: str) -> LegalDate:
        """Return the date for saving.

        Raises:
            DomainError: with `field`: ``date_missing`` when nothing is typed, else what `qt_dates.parse_date` raises.
        """
        if self._date is not None:
            return self._date
        if not self.text().strip():
            raise DomainError("date_missing", field)
        return qt_dates.parse_date(self.text(), self._today(), field)

    def _read(self, text: str) -> None:
        found: LegalDate | None = None
        readings: tuple[LegalDate, ...] = ()
        echo = ""
        if text.strip():
            try:
                found = qt_dates.parse_date(text, self._today())
                echo = qt_dates.echo(found, self._today())
            except DomainError as error:
                offered = error.facts.get("readings")
                if isinstance(offered, tuple):
                    readings = offered
        self.echo.setText(echo)
        self._show_readings(readings)
        if found != self._date:
            self._date = found
            self.date_changed.emit(found)

    def _show_readings(self, readings: tuple[LegalDate, ...]) -> None:
        self._readings = readings
        for index, choice in enumerate(self._choices):
            if index < len(readings):
                choice.setText(qt_dates.full_date(readings[index]))
            choice.setVisible(index < len(readings))
        self.echo.setVisible(not readings)

    def _choose_first(self) -> None:
        self._choose(0)

    def _choose_second(self) -> None:
        self._choose(1)

    def _choose(self, index: int) -> None:
        chosen = self._readings[index]
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.set_date(chosen)
        self.date_changed.emit(chosen)

    def _dress(self) -> None:
        self._row.setSpacing(current().px(Space.M))
