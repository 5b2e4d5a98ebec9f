"""Envelopes and inches in words, the same wherever an envelope is shown or chosen."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import QCoreApplication

from caseapp.domain.envelopes import MEASURED, Envelope, measured_from_id

translate = QCoreApplication.translate

_SIXTEENTHS = 16


def envelope_name(envelope: Envelope) -> str:
    """Return what the mail room calls an envelope."""
    if envelope.id.partition(":")[0] == MEASURED:
        size = size_words(envelope.width, envelope.height)
        if envelope.return_window is not None:
            return translate("Envelopes", "Measured here, two windows, {size}").format(size=size)
        return translate("Envelopes", "Measured here, {size}").format(size=size)
    return _names().get(envelope.id, envelope.id)


def envelope_name_of(envelope_id: str) -> str:
    """Return what the mail room calls the envelope of this id; a measured one has its size in it."""
    if envelope_id.partition(":")[0] == MEASURED:
        return envelope_name(measured_from_id(envelope_id))
    return _names().get(envelope_id, envelope_id)


def envelope_in_short(envelope_id: str) -> str:
    """Return the same in a word or two, for a narrow column."""
    return {
        "w10_strict": translate("Envelopes", "window"),
        "w9_double": translate("Envelopes", "#9"),
        "plain_10": translate("Envelopes", "plain"),
        "flat_9x12": translate("Envelopes", "9x12"),
    }.get(envelope_id.partition(":")[0], translate("Envelopes", "own"))


def _names() -> dict[str, str]:
    return {
        "w10_strict": translate("Envelopes", "#10 with one window"),
        "w9_double": translate("Envelopes", "#9 with two windows"),
        "plain_10": translate("Envelopes", "#10 without a window"),
        "flat_9x12": translate("Envelopes", "9x12, not folded"),
    }


def size_words(width: float, height: float) -> str:
    """Return ``9 1/2 x 4 1/8 in``."""
    return translate("Envelopes", "{width} x {height} in").format(width=inches_words(width), height=inches_words(height))


def inches_words(inches: float) -> str:
    """Return inches as on a ruler: ``3 7/8``; with decimals where no sixteenth is meant."""
    sixteenths = round(inches * _SIXTEENTHS)
    if abs(sixteenths / _SIXTEENTHS - inches) > 0.001:
        return f"{inches:.2f}"
    whole, part = divmod(sixteenths, _SIXTEENTHS)
    if not part:
        return str(whole)
    return f"{whole} {Fraction(part, _SIXTEENTHS)}" if whole else str(Fraction(part, _SIXTEENTHS))
