"""Words for templates: where a text stands, what is wrong with it, what became of its words, which names it may use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from caseapp.domain.letters import LetterValue, ParagraphKind, TemplateInfo, TemplateText
from caseapp.domain.rewriting import ADDED, ChangedText, Fate
from caseapp.domain.template_versions import ReviewerKind
from caseapp.domain.word_difference import Change, Words
from caseapp.services.template_pages import TemplateRow
from caseapp.services.template_trial import PlacedFault
from caseapp.ui import qt_dates
from caseapp.ui.wording import Sentence

translate = QCoreApplication.translate


def language_name(language: str) -> str:
    """Return a language's name."""
    return {"en": translate("Templates", "English"), "es": translate("Templates", "Spanish")}.get(language, language)


def place_name(text: TemplateText) -> str:
    """Return where a text stands and when it is printed: ``Paragraph 3, only with {told_on}``."""
    parts = text.place.split(".")
    if text.place.startswith(ADDED):
        name = translate("Templates", "New paragraph {number}").format(number=text.place.removeprefix(ADDED))
    elif text.place == "title":
        name = translate("Templates", "Title")
    elif text.place.endswith(".title"):
        name = translate("Templates", "Title of enclosure {number}").format(number=text.enclosure)
    else:
        number = next(part for part in reversed(parts[: parts.index("cell")] if "cell" in parts else parts) if part.isdigit())
        pattern = {
            ParagraphKind.HEADING: translate("Templates", "Heading {number}"),
            ParagraphKind.ITEM: translate("Templates", "List entry {number}"),
            ParagraphKind.TABLE_HEAD: translate("Templates", "Table head {number}"),
            ParagraphKind.TABLE_ROW: translate("Templates", "Table row {number}"),
        }.get(text.kind, translate("Templates", "Paragraph {number}"))
        name = pattern.format(number=number)
        if "cell" in parts:
            name = translate("Templates", "{place}, column {number}").format(place=name, number=parts[-1])
        if text.enclosure:
            name = translate("Templates", "{place} of enclosure {number}").format(place=name, number=text.enclosure)
    if text.each:
        name = translate("Templates", "{place}, for each of {names}").format(place=name, names=text.each)
    if text.when:
        name = translate("Templates", "{place}, only with {names}").format(place=name, names=", ".join(text.when))
    if text.unless:
        name = translate("Templates", "{place}, only without {names}").format(place=name, names=", ".join(text.unless))
    return name


def change_name(change: ChangedText) -> str:
    """Return where a change is and what it is: ``Paragraph 3, left out``."""
    name = place_name(change.text)
    pattern = {
        Fate.ADDED: translate("Templates", "{place}, added"),
        Fate.REMOVED: translate("Templates", "{place}, left out"),
        Fate.MOVED: translate("Templates", "{place}, moved"),
    }.get(change.fate)
    return pattern.format(place=name) if pattern is not None else name


def difference_words(words: Sequence[Words]) -> str:
    """Return a text with its changes told in words, so that no colour is needed."""
    told = {
        Change.KEPT: "{words}",
        Change.REMOVED: translate("Templates", "[removed: {words}]"),
        Change.ADDED: translate("Templates", "[added: {words}]"),
    }
    return " ".join(told[each.change].format(words=each.text) for each in words)


def review_words(row: TemplateRow) -> str:
    """Return who reviewed the words in force, or whose review they wait for."""
    if row.wants is ReviewerKind.TRANSLATOR:
        return translate("Templates", "for a translator's review")
    if row.wants is ReviewerKind.LAWYER:
        return translate("Templates", "not reviewed yet")
    if row.reviews:
        last = row.reviews[-1]
        return translate("Templates", "{who}, {date}").format(who=last.reviewed_by, date=qt_dates.year_date(last.reviewed_on))
    return row.info.reviewer or ""


def fault_words(fault: PlacedFault) -> str:
    """Return what is wrong and how to mend it."""
    about = fault.about
    pattern = {
        "placeholder_unknown": translate("Templates", "There is no name {about}. Take one from the list of names."),
        "stray_brace": translate("Templates", "A brace stands alone. Names are written like {{case_number}}; leave out other braces."),
        "date_typed": translate("Templates", "“{about}” is a date. Dates come from the case: use a name for it."),
        "text_empty": translate("Templates", "Nothing is written here. Write something, or put the words back."),
        "text_too_long": translate("Templates", "This is longer than {about} characters. Make it shorter."),
        "placeholder_may_be_empty": translate(
            "Templates", "{about} is not on every letter, and this text is. Use it only where the text says “only with {about}”."
        ),
        "required_sentence_missing": translate("Templates", "The letter has to say: “{about}” Put the sentence back."),
        "slot_not_printed": translate("Templates", "What an officer writes at {about} is printed nowhere now. Put the name back."),
        "sample_refused": translate("Templates", "The letter cannot be made with its samples ({about}). Look at the names in this text."),
    }.get(fault.code)
    if pattern is not None:
        return pattern.format(about=about)
    if fault.code == "sample_looks_wrong":
        return _looks_wrong(about)
    return translate("Templates", "The template cannot be read ({about}). Put the words back.").format(about=about)


def _looks_wrong(about: str) -> str:
    sample, _, rest = about.partition(",")
    code = rest.partition(":")[2].strip().partition(",")[0]
    pattern = {
        "pages": translate("Templates", "With sample {sample} the letter has more sheets than the envelope takes. Make it shorter."),
        "glyphs_present": translate("Templates", "A character of this text cannot be printed. Write it another way."),
        "nothing_else_shows": translate("Templates", "With sample {sample} other words would show in the window. Make the text shorter."),
        "address_fits": translate("Templates", "With sample {sample} the address does not fit the window."),
    }.get(code, translate("Templates", "With sample {sample} the page does not print well. Make the text simpler."))
    return pattern.format(sample=sample)


def names_of(info: TemplateInfo) -> tuple[tuple[str, str], ...]:
    """Return the names a text may use, each with what its sample prints."""
    names = [(each.name, value_words(each.sample)) for each in info.placeholders]
    return tuple(names + [(each.name, each.sample) for each in info.editable_slots])


def value_words(value: LetterValue) -> str:
    """Return a sample in words."""
    if isinstance(value, bool):
        return translate("Templates", "yes") if value else translate("Templates", "no")
    if isinstance(value, date):
        return qt_dates.year_date(value)
    if isinstance(value, tuple):
        return ", ".join(
            value_words(each) if isinstance(each, date) else " ".join(each) if isinstance(each, tuple) else each for each in value
        )
    return str(value)


def _faults(facts: Mapping[str, object]) -> str:
    if facts.get("count") == 1:
        return translate("Templates", "One fault is left. Mend it, then send the template.")
    return translate("Templates", "{count} faults are left. Mend them, then send the template.").format(count=facts.get("count"))


SENTENCES: dict[str, Sentence] = {
    "template_has_faults": _faults,
    "template_unchanged": lambda facts: translate("Templates", "No word is changed. Change something first."),
    "template_waits_already": lambda facts: translate(
        "Templates", "A version of this template waits for approval already. It is approved or sent back first."
    ),
    "template_moved_on": lambda facts: translate(
        "Templates", "Another version came into force meanwhile. Open the template again and look at your words beside it."
    ),
    "template_not_waiting": lambda facts: translate("Templates", "This version waits for approval no more. Open the template again."),
    "template_not_approved": lambda facts: translate("Templates", "This version is not in use. Open the template again."),
    "template_place_unknown": lambda facts: translate(
        "Templates", "The template in force has no such paragraph any more. Throw the draft away and begin again."
    ),
    "template_words_changed": lambda facts: translate(
        "Templates",
        "The stored words of this template are not those that were approved. Tell your administrator; it prints nothing.",
    ),
    "letter_template_withdrawn": lambda facts: translate(
        "Templates", "The template of this draft was withdrawn. Choose “Take the template in force”, then read the letter again."
    ),
}
