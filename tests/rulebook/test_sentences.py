"""Every ground that may stand in a letter has its sentence."""

from __future__ import annotations

import tomllib

from tests.rulebook.shipped import RESOURCES, shipped_rulebook


def test_every_ground_has_its_sentence_and_no_sentence_is_left_over() -> None:
    sentences = tomllib.loads((RESOURCES / "sentences" / "en" / "grounds.toml").read_text(encoding="utf-8"))
    keys = {key for key in sentences["sentences"] if key.startswith("ground_")}
    assert keys == {ground.letter_sentence_key for ground in shipped_rulebook().grounds}
