"""What a batch says: of what it consists, what it waits for, and the words of its next act."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication

from caseapp.domain.correspondence import BatchState
from caseapp.services.views import BatchEntry
from caseapp.ui import qt_dates
from caseapp.ui.envelope_words import envelope_name_of
from caseapp.ui.mailroom.steps import Step, envelopes_inside, pieces_inside

translate = QCoreApplication.translate


def letters_words(count: int) -> str:
    """Return ``1 letter`` or ``8 letters``."""
    return translate("BatchWords", "1 letter") if count == 1 else translate("BatchWords", "{count} letters").format(count=count)


def line_words(batch: BatchEntry) -> str:
    """Return how many pieces and pages, where they were sent, and which envelopes they want."""
    inside = pieces_inside(batch)
    pages = sum(piece.pages for piece in inside)
    pieces = translate("BatchWords", "1 piece") if len(inside) == 1 else translate("BatchWords", "{count} pieces").format(count=len(inside))
    envelopes = len(envelopes_inside(batch))
    if envelopes != len(inside):
        pieces = translate("BatchWords", "{pieces} in {count} envelopes").format(pieces=pieces, count=envelopes)
    sheets = translate("BatchWords", "1 page") if pages == 1 else translate("BatchWords", "{count} pages").format(count=pages)
    line = translate("BatchWords", "{pieces}, {pages}").format(pieces=pieces, pages=sheets)
    if batch.printer and batch.state is not BatchState.OPEN:
        line = translate("BatchWords", "{pieces}, {pages}. Printed on: {printer}").format(
            pieces=pieces, pages=sheets, printer=batch.printer
        )
    wanted = envelopes_words(batch)
    return f"{line}\n{wanted}" if wanted else line


def envelopes_words(batch: BatchEntry) -> str:
    """Return which envelopes the clerk takes from the shelf, ``#10 with one window: 7``, a line a kind."""
    kinds = Counter(pieces[0].envelope for pieces in envelopes_inside(batch))
    return "\n".join(
        translate("BatchWords", "{envelope}: {count}").format(envelope=envelope_name_of(kind), count=count)
        for kind, count in kinds.most_common()
    )


def act_words(batch: BatchEntry | None, step: Step, problems: int) -> tuple[str, str]:
    """Return words and icon of the act that is possible now; empty when there is none."""
    pieces = len(pieces_inside(batch)) if batch is not None else 0
    if step is Step.PRINT:
        one = translate("BatchWords", "Print 1 piece...")
        return (one if pieces == 1 else translate("BatchWords", "Print {count} pieces...").format(count=pieces)), "printer"
    if step is Step.LOOK and not problems:
        return translate("BatchWords", "Print all again..."), "printer"
    if step is Step.CHECK:
        if problems:
            one = translate("BatchWords", "Record 1 problem")
            return (one if problems == 1 else translate("BatchWords", "Record {count} problems").format(count=problems)), "list-checks"
        return translate("BatchWords", "All pages are readable"), "list-checks"
    if step in (Step.MEND, Step.LOOK):
        one = translate("BatchWords", "Reprint 1 piece...")
        return (one if problems == 1 else translate("BatchWords", "Reprint {count} pieces...").format(count=problems)), "printer"
    if step is Step.COUNT:
        return translate("BatchWords", "Record the count"), "check"
    return (translate("BatchWords", "Handed to the post..."), "paper-plane-tilt") if step is Step.HAND_OVER else ("", "")


def step_words(batch: BatchEntry | None, step: Step) -> str:
    """Return what there is to do or to know at a step."""
    return {
        Step.PRINT: translate(
            "BatchWords", "Nothing is printed yet. Sent to the printer does not mean printed, and printed does not mean mailed."
        ),
        Step.LOOK: translate(
            "BatchWords",
            "Unknown: look at the printer. If every page lies there, all is well. Mark what is missing to print only that again.",
        ),
        Step.CHECK: translate("BatchWords", "Look at every page. Mark pieces that are smudged, torn or missing."),
        Step.MEND: translate("BatchWords", "Reprint the pieces with a problem, or put them back in the queue for the next batch."),
        Step.COUNT: translate("BatchWords", "Count the sealed envelopes in the tray. The number decides whether the batch may go."),
        Step.HAND_OVER: translate("BatchWords", "Mailing stops the clock of every case in this batch. It cannot be undone."),
        Step.ENDED: _ended_words(batch),
    }[step]


def _ended_words(batch: BatchEntry | None) -> str:
    if batch is None:
        return translate(
            "BatchWords", "Make a batch of the letters in the queue. It is printed, checked, counted, and then handed to the post."
        )
    if batch.state is BatchState.CANCELLED:
        return translate("BatchWords", "This batch was given up. Its letters went back to the queue.")
    day = qt_dates.full_date(batch.dispatched_on) if batch.dispatched_on is not None else ""
    return translate("BatchWords", "Handed to the post on {day}.").format(day=day)
