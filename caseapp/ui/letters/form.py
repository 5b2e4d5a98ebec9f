"""The left side of the letter page: who it goes to, its format, and the places a person fills. All else is the template's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from caseapp.domain.letters import NOTICES, LetterFormat, LetterKind
from caseapp.domain.people import PartyPart, RequestorKind
from caseapp.services.letter_values import CHOSEN, choices_of
from caseapp.ui.envelope_words import envelope_name
from caseapp.ui.labels import label, options
from caseapp.ui.letters.sheet import LetterSheet
from caseapp.ui.letters.slot_words import Place, choice_words, places_of
from caseapp.ui.letters.typed_days import typed_day
from caseapp.ui.tokens import Weight
from caseapp.ui.widgets.choices import ChoiceBox
from caseapp.ui.widgets.form import Form, FormRow, set_lines
from caseapp.ui.widgets.words import Words, hint


class LetterForm(Form):
    """The form of a draft.

    Signals:
        edited: something was typed or the format was chosen; the page is composed again.
        to_changed: another party was chosen.
        envelope_changed: another envelope was chosen, as its id; empty for the office's.
    """

    edited = Signal()
    to_changed = Signal(object)
    envelope_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.to = ChoiceBox(name="letter_to", label=self.tr("To"))
        self.to_row = FormRow(self.tr("&To"), self.to, above=True, stretch=True)
        self.to_words = Words("", weight=Weight.MEDIUM, wrap=True)
        self.to_words.setObjectName("letter_to_words")
        self.format = ChoiceBox(options(LetterFormat), name="letter_format", label=self.tr("Format"))
        self.format_row = FormRow(self.tr("For&mat"), self.format, above=True)
        self.envelope = ChoiceBox(name="letter_envelope", label=self.tr("Envelope"))
        self.envelope_row = FormRow(self.tr("Envelo&pe"), self.envelope, above=True, stretch=True)
        self.locked = hint()
        self.locked.setWordWrap(True)
        self.to.chosen_changed.connect(self.to_changed)
        self.format.chosen_changed.connect(self._tell)
        self.format.chosen_changed.connect(lambda _: self._show_envelope_row())
        self.envelope.chosen_changed.connect(self.envelope_changed)
        self._places: tuple[Place, ...] = ()
        self._boxes: dict[str, QPlainTextEdit] = {}
        self._rows: dict[str, FormRow] = {}
        self._choices: dict[str, QCheckBox] = {}
        for part in (self.to_row, self.to_words, self.format_row, self.envelope_row):
            self.add(part)
        self._slots_form = Form()
        self.add(self._slots_form)
        self._choices_form = Form()
        self.add(self._choices_form)
        self.add(self.locked)

    @property
    def rows(self) -> dict[str, FormRow]:
        """Field names of errors -> rows, in the order of the form."""
        return {"to": self.to_row, "addressee_lines": self.to_row, "format": self.format_row, "envelope": self.envelope_row, **self._rows}

    def slots(self) -> dict[str, str]:
        """Return what is typed, by place, and what is chosen."""
        chosen = {name: CHOSEN for name, box in self._choices.items() if box.isChecked()}
        return {name: box.toPlainText() for name, box in self._boxes.items()} | chosen

    def chosen_format(self) -> LetterFormat:
        # Qt gives a code back as plain text.
        return LetterFormat(str(self.format.chosen()))

    def fill(self, sheet: LetterSheet) -> None:
        """Show a draft: its places, and what is written in them."""
        self._set_places(places_of(sheet.letter.kind, sheet.template))
        written = dict(sheet.letter.slots)
        for name, box in self._boxes.items():
            box.blockSignals(True)
            box.setPlainText(written.get(name, ""))
            box.blockSignals(False)
        self._set_choices(choices_of(sheet.letter.kind), written)
        self._count()
        self.format.set_chosen(sheet.letter.format)
        self.show_recipient(sheet)

    def show_recipient(self, sheet: LetterSheet) -> None:
        """Show who the letter goes to and the address that stands in the window."""
        parties: list[tuple[object, str]] = [(PartyPart.CONSUMER, sheet.consumer)]
        requestor = sheet.requestor
        if requestor is not None:
            kind = sheet.case.requestor_kind
            role = label(kind) if kind is not RequestorKind.CONSUMER else label(PartyPart.REQUESTOR)
            parties.append((PartyPart.REQUESTOR, self.tr("{name}, {role}").format(name=requestor.name, role=role.lower())))
        self.to.set_options(parties)
        self.to.set_chosen(sheet.to)
        self.to_row.setVisible(len(parties) > 1)
        standard = next(each for each in (*sheet.envelopes.known, sheet.envelope) if each.id == sheet.envelopes.standard)
        offices = self.tr("{envelope}, as usual here").format(envelope=envelope_name(standard))
        others = [(each.id, envelope_name(each)) for each in sheet.envelopes.known if each.id != standard.id]
        self.envelope.set_options([("", offices), *others])
        self.envelope.set_chosen("" if sheet.letter.envelope in ("", standard.id) else sheet.letter.envelope)
        self._show_envelope_row()
        address = ", ".join(sheet.letter.addressee_lines)
        words = self._to_business(sheet) if sheet.letter.kind in NOTICES else self._to_person(address)
        place = self.tr("Clients") if sheet.letter.kind is LetterKind.CLIENT_TRANSFER else self.tr("Organisation")
        self.to_words.setText(words.format(name=sheet.letter.addressee_name, address=address, email=sheet.business_email, place=place))
        version = sheet.template.version if sheet.template is not None else ""
        self.locked.setText(self.tr("All other words are fixed by template {version}.").format(version=version))

    def _to_person(self, address: str) -> str:
        if address:
            return self.tr("To {name}, {address}")
        return self.tr("To {name}. No address; a letter by mail needs one, so write it in the case.")

    def _to_business(self, sheet: LetterSheet) -> str:
        """Businesses stand in the organisation's list, so the case is not the place to write an address."""
        if sheet.letter.addressee_lines:
            return self.tr("To {name}, {address}")
        if sheet.business_email:
            return self.tr("To {name}. No postal address; send it by e-mail to {email}, or write the address in Admin, {place}.")
        return self.tr("To {name}. No address; write it in Admin, {place}, or send the letter by e-mail or by hand.")

    def forget(self) -> None:
        """Drop what is shown, because the window locks."""
        for box in self._boxes.values():
            box.blockSignals(True)
            box.clear()
            box.blockSignals(False)
        for choice in self._choices.values():
            choice.blockSignals(True)
            choice.setChecked(False)
            choice.blockSignals(False)
        self.to.set_options(())
        self.envelope.set_options(())
        self.to_words.setText("")
        self.locked.setText("")

    def first_field(self) -> QWidget:
        """Return where typing begins."""
        return next(iter(self._boxes.values()), self.format)

    def _set_places(self, places: Sequence[Place]) -> None:
        if tuple(places) == self._places:
            return
        for row in self._rows.values():
            self._slots_form.remove(row)
        self._places = tuple(places)
        self._boxes, self._rows = {}, {}
        for place in places:
            box = QPlainTextEdit()
            box.setObjectName(f"letter_slot_{place.name}")
            set_lines(box, place.lines)
            row = FormRow(place.label, box, hint_text=place.hint, above=True, stretch=True)
            if not place.is_needed:
                box.setPlaceholderText(self.tr("May stay empty"))
            box.textChanged.connect(self._tell)
            self._boxes[place.name] = box
            self._rows[place.name] = row
            self._slots_form.add(row)

    def _set_choices(self, names: Sequence[str], written: Mapping[str, str]) -> None:
        """Show the boxes to tick of this kind of letter, after its places."""
        if tuple(names) != tuple(self._choices):
            for box in self._choices.values():
                self._choices_form.remove(box)
            self._choices = {}
            for name in names:
                box = QCheckBox(choice_words(name))
                box.setObjectName(f"letter_choice_{name}")
                box.setAccessibleName(choice_words(name).replace("&", ""))
                box.toggled.connect(self._tell)
                self._choices[name] = box
                self._choices_form.add(box)
        for name, box in self._choices.items():
            box.blockSignals(True)
            box.setChecked(written.get(name) == CHOSEN)
            box.blockSignals(False)

    def _show_envelope_row(self) -> None:
        # A letter that is only text goes in no envelope of ours.
        self.envelope_row.setVisible(self.chosen_format() is not LetterFormat.TEXT)

    def _tell(self) -> None:
        self._count()
        self.edited.emit()

    def _count(self) -> None:
        for place in self._places:
            text = self._boxes[place.name].toPlainText()
            length = len(text)
            said = self.tr("{length} of {longest} characters").format(length=length, longest=place.longest)
            if day := typed_day(text):
                remark = self.tr("{count}. Dates and days of a letter come from the case: is “{day}” meant to stand here?")
                said = remark.format(count=said, day=day)
            self._rows[place.name].set_hint(said if length else place.hint)


class LetterFacts(Form):
    """What is known of a letter that is no draft any more, as label and value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[QWidget] = []
        self.pairs: tuple[tuple[str, str], ...] = ()

    def set_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Show these facts; empty values are left out."""
        for line in self._lines:
            self.remove(line)
        self.pairs = tuple(pair for pair in pairs if pair[1])
        self._lines = [_FactLine(name, value) for name, value in self.pairs]
        for line in self._lines:
            self.add(line)


class _FactLine(Form):
    def __init__(self, name: str, value: str) -> None:
        super().__init__()
        self.add(hint(name))
        words = Words(value, wrap=True)
        words.setAccessibleName(f"{name}: {value}")
        self.add(words)
        self._column.setSpacing(1)
