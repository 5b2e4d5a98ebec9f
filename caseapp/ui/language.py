"""The language of the window: catalogue, names of months, and direction of writing.

What stands on screen already keeps its words; whoever changes the language makes the window anew.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

_TRANSLATOR = "caseapp_translator"

LOCALES = {
    "en": (QLocale.Language.English, QLocale.Country.UnitedStates),
    "es": (QLocale.Language.Spanish, QLocale.Country.UnitedStates),
}
"""The languages there are. The country stays: papers go to California, and so do its dates."""


def use_language(app: QApplication, code: str, catalogue: bytes | None = None) -> None:
    """Speak a language from now on.

    Args:
        code: among `LOCALES`.
        catalogue: the compiled translation (.qm); None for the language the program is written in.

    Raises:
        KeyError: there is no such language. ValueError: the catalogue cannot be read; the language stays as it was.
    """
    language, country = LOCALES[code]
    translator = None
    if catalogue is not None:
        translator = QTranslator(app)
        if not translator.load(catalogue):
            raise ValueError("not a catalogue")
    before = app.property(_TRANSLATOR)
    if isinstance(before, QTranslator):
        app.removeTranslator(before)
        before.deleteLater()
    app.setProperty(_TRANSLATOR, translator)
    if translator is not None:
        app.installTranslator(translator)
    locale = QLocale(language, country)
    QLocale.setDefault(locale)
    app.setLayoutDirection(locale.textDirection())
