"""The policy's lists in Spanish: every text of the organisations that come with the program has its words."""

from __future__ import annotations

import tomllib

import pytest

from caseapp.services.trouble import Trouble
from caseapp.typesetting.press import Press
from tests.typesetting.samples import RESOURCES, make_press

LISTS = ("categories", "sources", "purposes", "disclosed_categories", "recipients", "systems")
FILE = "sentences/es/policy.toml"


@pytest.mark.parametrize("path", sorted((RESOURCES / "organisations").glob("*.toml")), ids=lambda path: path.stem)
def test_every_text_of_a_profile_has_spanish_words(press: Press, path) -> None:  # type: ignore[no-untyped-def]
    profile = tomllib.loads(path.read_text(encoding="utf-8"))
    alone = [profile[name] for name in ("service_provider_role", "signer_title") if name in profile]
    for text in (*(text for name in LISTS for text in profile[name]), *alone):
        said = press.policy_text(text, "es")
        assert said
        assert said != text
        assert press.policy_text(text, "en") == text


def test_what_nobody_wrote_has_no_words(press: Press) -> None:
    assert press.policy_text("Bird pictures", "es") is None


def test_a_faulty_file_is_named() -> None:
    with pytest.raises(Trouble, match="resource_faulty") as refusal:
        make_press({FILE: b"[[text]]\nof = 'x'"})
    assert refusal.value.facts["file"] == FILE
