"""A small button beside a date that asks why it is what it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from caseapp.ui.office import Office
from caseapp.ui.why_target import WHY_KEY, WhyTarget
from caseapp.ui.widgets.key_button import ButtonKind, KeyButton, LinkButton

translate = QCoreApplication.translate


Target = Callable[[], WhyTarget | None]


def why_button(office: Office, target: Target, *, name: str, within: QWidget | None = None) -> KeyButton:
    """Return the button; it does nothing while there is no date.

    Args:
        within: a dialog, where the key of the window does not reach and is bound anew.
    """
    button = KeyButton(_words(), ButtonKind.QUIET, icon="question", key=WHY_KEY, name=name, on_click=lambda: _ask(office, button, target))
    if within is not None:
        QShortcut(QKeySequence(WHY_KEY), within, lambda: _ask(office, button, target))
    return button


def why_link(office: Office, target: Target, *, name: str) -> LinkButton:
    """Return the same as a link, for a line of small words."""
    link = LinkButton(_words(), name=name, on_click=lambda: _ask(office, link, target))
    return link


def _words() -> str:
    return translate("WhyButton", "Why this date?")


def _ask(office: Office, beside: QWidget, target: Target) -> None:
    # Late: the dialog brings the whole explanation with it, and most days nobody asks.
    from caseapp.ui.why_dialog import ask_why

    asked = target()
    if asked is not None:
        ask_why(office, beside.window(), asked)
