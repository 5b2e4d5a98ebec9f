"""Tells pages what an act changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal


class ChangeBus(QObject):
    """One for the window.

    Signals:
        changed: a `caseapp.services.changes.ChangeSet`, after its transaction is in the store.
    """

    changed = Signal(object)
