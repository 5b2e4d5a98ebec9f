"""The one QApplication: names, fonts, theme, the hook for what nobody expected, and Qt's own messages in the log."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable, Iterable, Sequence
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from caseapp.ui.language import start_language
from caseapp.ui.look import Mode
from caseapp.ui.theme import apply_theme, load_fonts

log = logging.getLogger(__name__)
qt_log = logging.getLogger("qt")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def make_application(
    arguments: Sequence[str],
    *,
    name: str,
    title: str,
    version: str,
    fonts: Iterable[bytes],
    mode: Mode = "system",
    text_percent: int = 100,
    language: str = "en",
    catalogue: bytes | None = None,
) -> QApplication:
    """Make the application and put language, fonts and theme in force, before the first widget.

    Args:
        name: short name for the system; title: name shown to people.
        fonts: the bundled font files.
        language, catalogue: see `caseapp.ui.language.start_language`.
    """
    app = QApplication(list(arguments))
    app.setApplicationName(name)
    app.setApplicationDisplayName(title)
    app.setApplicationVersion(version)
    qInstallMessageHandler(_log_qt)
    start_language(app, language, catalogue)
    load_fonts(fonts)
    apply_theme(app, mode, text_percent)
    return app


class ExceptionHook:
    """Takes what nobody expected: saves what was typed, logs it, and shows the one dialog.

    A second exception while the first is shown is only logged, so that dialogs do not pile up.
    """

    def __init__(self, save: Callable[[], None], show: Callable[[BaseException], None]) -> None:
        self._save = save
        self._show = show
        self._is_showing = False

    def install(self) -> None:
        sys.excepthook = self

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        # The places only, not the message: it could hold what a consumer said.
        log.critical("unexpected %s\n%s", kind.__name__, "".join(traceback.format_tb(trace)))
        if self._is_showing:
            return
        self._is_showing = True
        try:
            self._save()
        except Exception as second:  # noqa: BLE001  the hook itself may not fail
            log.critical("could not save after it: %s", type(second).__name__)
        try:
            self._show(error)
        finally:
            self._is_showing = False


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", message)
