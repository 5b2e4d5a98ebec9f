"""Words for the places of a letter that a person fills, and for the places the case fills."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from caseapp.domain.letters import LetterKind, TemplateInfo
from caseapp.services.letter_values import LINE_SLOTS

translate = QCoreApplication.translate

LINES_LONGEST = 4000
LINES_IN_A_LIST = 4
LINES_IN_A_TEXT = 4
LINES_IN_A_SPARE_TEXT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place a person fills.

    Attributes:
        label: words with the access key.
        hint: what to write; `is_needed` is False for a place that may stay empty.
        longest: characters that fit; lines: height of the box.
    """

    name: str
    label: str
    hint: str
    longest: int
    lines: int
    is_needed: bool


def places_of(kind: LetterKind, template: TemplateInfo | None) -> tuple[Place, ...]:
    """Return the places of a letter in the order of its form: what is listed first, then what is written."""
    lists = tuple(
        Place(name=name, label=_label(name), hint=_hint(name), longest=LINES_LONGEST, lines=LINES_IN_A_LIST, is_needed=False)
        for name in LINE_SLOTS.get(kind, ())
    )
    slots = template.editable_slots if template is not None else ()
    written = tuple(
        Place(
            name=slot.name,
            label=_label(slot.label_key),
            hint=_hint(slot.label_key),
            longest=slot.longest,
            lines=LINES_IN_A_TEXT if slot.required else LINES_IN_A_SPARE_TEXT,
            is_needed=slot.required,
        )
        for slot in slots
    )
    return lists + written if lists and kind is LetterKind.KNOW_SPECIFIC else written + lists


def choice_words(name: str) -> str:
    """Return the words of a box to tick, with the access key."""
    return {
        "enclose_notice": translate("LetterSlots", "Enclose our pri&vacy notice"),
        "health_information": translate("LetterSlots", "Health information: as&k for a statement of up to 250 words"),
        "from_13_to_15": translate("LetterSlots", "The person is 13 to 15 years old and chooses alone"),
    }[name]


def place_name(name: str) -> str:
    """Return what a place is called in a sentence, whoever fills it."""
    labels = _labels()
    if name in labels:
        return labels[name].replace("&", "")
    return {
        "addressee_lines": translate("LetterSlots", "Address"),
        "addressee_name": translate("LetterSlots", "Name on the letter"),
        "signer_name": translate("LetterSlots", "Who signs"),
        "signer_title": translate("LetterSlots", "Title of who signs"),
        "organisation_name": translate("LetterSlots", "Name of the organisation"),
        "organisation_lines": translate("LetterSlots", "Return address"),
        "organisation_phone": translate("LetterSlots", "Telephone of the organisation"),
        "organisation_email": translate("LetterSlots", "E-mail of the organisation"),
        "policy_url": translate("LetterSlots", "Address of the privacy policy"),
        "grounds": translate("LetterSlots", "Grounds of the refusal"),
        "kept": translate("LetterSlots", "What is kept"),
        "deleted": translate("LetterSlots", "What was deleted"),
        "changes": translate("LetterSlots", "What was corrected"),
        "refused": translate("LetterSlots", "What was refused"),
        "categories": translate("LetterSlots", "Categories"),
        "sources": translate("LetterSlots", "Sources"),
        "purposes": translate("LetterSlots", "Purposes"),
        "recipients": translate("LetterSlots", "Recipients"),
        "client_name": translate("LetterSlots", "Name of the client"),
        "processed_on": translate("LetterSlots", "Day the stop took effect"),
        "earlier_on": translate("LetterSlots", "Earlier answered requests; link the consumer's cases first"),
        "next_request_on": translate("LetterSlots", "Day of the next possible request; link the consumer's cases first"),
        "fee_reason": translate("LetterSlots", "Reason of the fee; state the fee in the case first"),
        "reasons": translate("LetterSlots", "Facts of the refusal"),
        "survivor_number": translate("LetterSlots", "Number of the earlier case"),
        "person_lines": translate("LetterSlots", "Name of the consumer"),
    }.get(name, name.replace("_", " "))


def _label(key: str) -> str:
    return _labels().get(key, key.replace("_", " ").capitalize())


def _labels() -> dict[str, str]:
    # F, E, G, C, L, R and H are the menus'; T, M, W, D and B are other parts of the letter page.
    return {
        "reason": translate("LetterSlots", "Wh&y more time is needed"),
        "still_to_do": translate("LetterSlots", "What is st&ill to do"),
        "needed_from_you": translate("LetterSlots", "What we &need from the consumer"),
        "note": translate("LetterSlots", "&Your words in the letter"),
        "facts": translate("LetterSlots", "F&acts of the refusal"),
        "how_to_cure": translate("LetterSlots", "What the consumer can d&o now"),
        "part_withheld": translate("LetterSlots", "What is withheld in &part, and why"),
        "older_not_given": translate("LetterSlots", "&Older data that is not given, and why"),
        "what_we_need": translate("LetterSlots", "What we &need"),
        "files": translate("LetterSlots", "F&iles in this letter"),
        "withheld": translate("LetterSlots", "Ki&nds of data withheld"),
        "not_searched": translate("LetterSlots", "Place&s that were not searched"),
        "points": translate("LetterSlots", "&Points we ask about"),
        "what_is_missing": translate("LetterSlots", "What is m&issing"),
        "what_is_unclear": translate("LetterSlots", "What is &unclear"),
        "reason_late": translate("LetterSlots", "Why the answer i&s late"),
        "source_name": translate("LetterSlots", "Source &of the wrong data"),
        "deleted_instead": translate("LetterSlots", "Deleted &instead of changed"),
        "documents": translate("LetterSlots", "Pa&pers we looked at"),
        "shown": translate("LetterSlots", "What the records s&ay now"),
    }


def _hint(key: str) -> str:
    return {
        "reason": translate("LetterSlots", "A sentence or two that the consumer understands"),
        "facts": translate("LetterSlots", "What the refusal rests on, without naming what is withheld"),
        "files": translate("LetterSlots", "One a line, its size after a bar: Account history | 6 pages"),
        "withheld": translate("LetterSlots", "One kind a line. Name the kind, never the data"),
        "not_searched": translate("LetterSlots", "One place a line"),
        "points": translate("LetterSlots", "One point a line"),
        "what_is_missing": translate("LetterSlots", "What keeps us from working on it, and nothing about the check of identity"),
        "what_is_unclear": translate("LetterSlots", "What may be meant, in the consumer's own words where there are any"),
        "reason_late": translate("LetterSlots", "What went wrong, and what was done about it"),
        "source_name": translate("LetterSlots", "Who gave us the wrong data; it is named to the consumer"),
        "deleted_instead": translate("LetterSlots", "One kind a line; only where that does the consumer no harm"),
        "documents": translate("LetterSlots", "One paper a line"),
        "shown": translate("LetterSlots", "One a line, its value after a bar: Mailing address | 1200 Main St"),
        "what_we_need": translate("LetterSlots", "What is missing, and what may be sent instead"),
    }.get(key, "")
