"""The theme: one text size scales everything, and a change at run time reaches what is shown."""

from __future__ import annotations

import gc
import weakref

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from caseapp.ui.theme import apply_theme, current, follow_theme, keeper
from caseapp.ui.tokens import DARK, LIGHT, TypeRole
from caseapp.ui.widgets.form import set_width
from caseapp.ui.widgets.key_button import KeyButton
from caseapp.ui.widgets.words import Words


def test_text_size_scales_letters_and_sizes(qapp: QApplication) -> None:
    apply_theme(qapp, "light", 200)
    assert current().px(32) == 64
    assert current().font(TypeRole.BODY).pixelSize() == 26


def test_text_size_stays_between_100_and_200(qapp: QApplication) -> None:
    assert apply_theme(qapp, "light", 50).text_percent == 100
    assert apply_theme(qapp, "light", 900).text_percent == 200


def test_a_button_grows_with_the_text(qapp: QApplication) -> None:
    button = KeyButton("Save", name="save")
    small = button.sizeHint()
    apply_theme(qapp, "light", 200)
    assert button.sizeHint().height() == 2 * small.height()
    assert button.sizeHint().width() > 1.9 * small.width() - 4


def test_a_change_of_mode_changes_palette_and_words(qapp: QApplication) -> None:
    words = Words("Received", ink="ink_2")
    apply_theme(qapp, "dark", 100)
    assert qapp.palette().window().color().name().upper() == DARK.surface
    assert words.palette().color(words.foregroundRole()).name().upper() == DARK.ink_2
    apply_theme(qapp, "light", 100)
    assert words.palette().color(words.foregroundRole()).name().upper() == LIGHT.ink_2


def test_who_is_gone_is_told_no_more(qapp: QApplication) -> None:
    calls: list[str] = []
    owner = QWidget()
    follow_theme(owner, lambda: calls.append("owner"))
    assert calls == ["owner"]
    owner.deleteLater()
    qapp.sendPostedEvents(owner, 52)  # QEvent.DeferredDelete
    apply_theme(qapp, "dark", 100)
    assert calls == ["owner"]


def test_following_the_theme_keeps_nobody_alive(qapp: QApplication) -> None:
    made = [KeyButton("Save", name="save"), Words("Saved")]
    field = QLineEdit()
    set_width(field, 20)
    watched = [weakref.ref(widget) for widget in (*made, field)]
    made.clear()
    del field
    gc.collect()
    assert [ref() for ref in watched] == [None, None, None]


def test_there_is_one_keeper(qapp: QApplication) -> None:
    assert keeper() is keeper()
