"""The envelopes of the sources and the first page for each; one that somebody measured is among them."""

from __future__ import annotations

from caseapp.domain.envelopes import Hole, measured_envelope
from caseapp.typesetting.envelope_files import read_envelopes
from caseapp.typesetting.geometry import profile_of
from tests.typesetting.samples import names_below, read

MEASURED = measured_envelope(width=9.5, height=4.125, hole=Hole(left=0.75, bottom=0.625, width=4.75, height=1.25), fold=3.9)
ENVELOPES = {**read_envelopes(read, names_below), MEASURED.id: MEASURED}
PROFILES = {id: profile_of(envelope) for id, envelope in ENVELOPES.items()}
W10_STRICT = PROFILES["w10_strict"]
