"""Sentences about the numbers of the post, the same in the mail room and on the page of a letter."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from caseapp.ui.wording import ErrorWording, Sentence

translate = QCoreApplication.translate


def word_post_errors(wording: ErrorWording) -> None:
    """Register the sentences, once."""
    wording.register({code: sentence for code, sentence in _SENTENCES.items() if not wording.knows(code)})


_SENTENCES: dict[str, Sentence] = {
    "tracking_not_a_number": lambda facts: translate(
        "PostErrors", "The post's numbers have 20 or 22 digits; this has {digits}. Scan the label again, or type all of it."
    ).format(digits=facts.get("digits")),
    "tracking_check_differs": lambda facts: translate(
        "PostErrors", "The last digit does not go with the others. Scan the label again, or compare it digit by digit."
    ),
    "tracking_used_already": lambda facts: translate("PostErrors", "Another letter has this number. Scan the label of this envelope."),
    "tracking_missing": lambda facts: translate(
        "PostErrors", "Certified mail needs a number for each envelope. Scan the labels, or choose first-class mail."
    ),
}
