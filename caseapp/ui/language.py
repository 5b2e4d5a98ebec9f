"""The language of the window: catalogue, names of months, and direction of writing.

What stands on screen already keeps its words; whoever changes the language makes the window anew.
"""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

log = logging.getLogger(__name__)

_TRANSLATOR = "caseapp_translator"
_SPOKEN = "caseapp_language"

LOCALES = {
    "en": (QLocale.Language.English, QLocale.Country.UnitedStates),
    "es": (QLocale.Language.Spanish, QLocale.Country.UnitedStates),
}
"""The languages there are. The country stays: papers go to California, and so do its dates."""

OWN_NAMES = {"en": "English", "es": "Español"}
"""What each language calls itself, so that whoever reads only that one finds it. Never translated."""


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
    app.setProperty(_SPOKEN, code)
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


def start_language(app: QApplication, code: str, catalogue: bytes | None) -> None:
    """Speak the chosen language at the start; English where its translation is missing or damaged, for that keeps nobody from working."""
    if catalogue is not None:
        try:
            use_language(app, code, catalogue)
        except ValueError:
            log.warning("the translation of the screens cannot be read: %s", code)
        else:
            return
    use_language(app, "en")


def spoken(app: QCoreApplication | None) -> str:
    """Return the code of the language in force."""
    return str(app.property(_SPOKEN) or "en") if app is not None else "en"
