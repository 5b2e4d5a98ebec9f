"""Rows and words of the lists beside the queue: letters that go by hand, batches, and what is said when a list is empty."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.domain.correspondence import BatchState
from caseapp.services.views import BatchEntry, LetterEntry
from caseapp.ui import qt_dates
from caseapp.ui.labels import label
from caseapp.ui.mailroom.steps import pieces_inside
from caseapp.ui.widgets.table_view import Cell, Column, TableRow

translate = QCoreApplication.translate


def empty_words(tab: str) -> tuple[str, str]:
    """Return title and sentence of an empty list."""
    return {
        "queue": (
            translate("MailRoomLists", "Nothing to print"),
            translate("MailRoomLists", "Approved letters wait here for the printer."),
        ),
        "pieces": (
            translate("MailRoomLists", "No batch in hand"),
            translate("MailRoomLists", "Make a batch of the letters in the queue, then its pieces stand here."),
        ),
        "by_hand": (
            translate("MailRoomLists", "Nothing to send by hand"),
            translate("MailRoomLists", "Approved letters that were asked for by e-mail or as plain text wait here."),
        ),
        "batches": (
            translate("MailRoomLists", "No batches yet"),
            translate("MailRoomLists", "Every batch that was made stands here with the day it was mailed."),
        ),
    }[tab]


def key_words(tab: str) -> str:
    """Return what the keys do in a list."""
    return {
        "queue": translate("MailRoomLists", "Space ticks a letter, Ctrl+A all. Enter opens a letter."),
        "pieces": translate(
            "MailRoomLists", "Space marks a piece with a problem. Ctrl+Shift+A: all pages are readable. Enter opens the letter."
        ),
        "by_hand": translate(
            "MailRoomLists", "Making the file sends nothing. When the e-mail has left, or somebody took the letter, record it as sent."
        ),
        "batches": translate("MailRoomLists", "Enter takes a batch in hand."),
        "returned": "",
    }[tab]


def letter_columns() -> tuple[Column, ...]:
    """Columns of letters that go by e-mail or by hand."""
    return (
        Column(id="name", title=translate("MailRoomLists", "Consumer"), heavy=True),
        Column(id="kind", title=translate("MailRoomLists", "Letter"), width=150),
        Column(id="number", title=translate("MailRoomLists", "Case"), width=120, may_shorten=False),
        Column(id="mail_by", title=translate("MailRoomLists", "Send by"), width=120, may_shorten=False),
    )


def letter_row(entry: LetterEntry) -> TableRow:
    """One letter that goes by e-mail or by hand."""
    day = entry.plan_by_on
    words = qt_dates.day_date(day) if day is not None else ""
    return TableRow(key=entry.letter_id, cells=(entry.name, label(entry.kind), entry.number, words))


def batch_columns() -> tuple[Column, ...]:
    """Columns of the list of batches."""
    return (
        Column(id="number", title=translate("MailRoomLists", "Batch"), width=150, heavy=True, may_shorten=False),
        Column(id="made", title=translate("MailRoomLists", "Made")),
        Column(id="pieces", title=translate("MailRoomLists", "Pieces"), width=80, is_number=True),
        Column(id="state", title=translate("MailRoomLists", "Where it stands"), width=260, may_shorten=False),
    )


def batch_row(one: BatchEntry, zone: str) -> TableRow:
    """One batch; its instants are shown in `zone`."""
    is_sent = one.state is BatchState.DISPATCHED and one.dispatched_on is not None
    state = (
        Cell(text=translate("MailRoomLists", "Mailed {day}").format(day=qt_dates.day_date(one.dispatched_on)), is_done=True)
        if is_sent and one.dispatched_on is not None
        else Cell(text=label(one.state))
    )
    made = qt_dates.short_instant(one.created_at, zone)
    return TableRow(key=one.batch_id, cells=(one.number, made, str(len(pieces_inside(one))), state))
