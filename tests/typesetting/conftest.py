"""One press for all tests of this room: it keeps nothing of a letter."""

from __future__ import annotations

import pytest

from caseapp.typesetting.press import Press
from tests.typesetting.samples import make_press


@pytest.fixture(scope="session")
def press() -> Press:
    return make_press()
