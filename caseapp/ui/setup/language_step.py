"""First page of the first run: the language of the screens, and the usual one of letters."""

from __future__ import annotations

from caseapp.ui.labels import language
from caseapp.ui.language import OWN_NAMES
from caseapp.ui.office import Office
from caseapp.ui.setup.doors import Languages
from caseapp.ui.setup.step import Step
from caseapp.ui.widgets.choices import RadioRow
from caseapp.ui.widgets.form import FormRow


class LanguageStep(Step):
    """Asks in which languages people here read and write."""

    def __init__(self, office: Office, languages: Languages, chosen: str) -> None:
        super().__init__(
            office,
            self.tr("Set up this program"),
            self.tr(
                "A few short pages, then you take the first request. Everything stays on this computer, encrypted; the program uses no "
                "network."
            ),
        )
        self.screens = RadioRow(
            tuple((code, OWN_NAMES.get(code, code)) for code in languages.screens),
            name="setup_language",
            label=self.tr("Language of the screens"),
            vertical=True,
        )
        if chosen in languages.screens:
            self.screens.set_chosen(chosen)
        self.letters = RadioRow(
            tuple((code, language(code)) for code in languages.letters),
            name="setup_letters",
            label=self.tr("Usual language of letters"),
            vertical=True,
        )
        if "en" in languages.letters:
            self.letters.set_chosen("en")
        about_screens, about_letters = self._about_screens(languages), self._about_letters(languages)
        self.rows = (
            FormRow(self.tr("Language of the &screens"), self.screens, hint_text=about_screens, above=True),
            FormRow(self.tr("Usual language of &letters"), self.letters, hint_text=about_letters, above=True),
        )
        self.add_rows({"language": self.rows[0], "letters": self.rows[1]})

    def first_field(self) -> RadioRow:
        return self.screens

    def _about_screens(self, languages: Languages) -> str:
        if len(languages.screens) == 1:
            return self.tr("This version has its screens in English only; other languages come with a later one.")
        return self.tr("These pages follow at once, the rest of the window at the next start. Each person can change it in My account.")

    def _about_letters(self, languages: Languages) -> str:
        usual = self.tr("An answer is in this language unless the consumer asks for another one. It can be changed in Admin, Organisation.")
        if "es" not in languages.letters:
            return usual
        return self.tr("{usual} The Spanish letters are complete, and wait for a translator to review them.").format(usual=usual)
