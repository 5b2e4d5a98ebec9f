"""Settings survive, refuse nonsense, and never overwrite what they could not read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from caseapp.host.settings import Settings
from caseapp.host.settings_schema import SETTINGS


def test_defaults_hold_until_something_is_set_and_then_survive(tmp_path: Path):
    settings = Settings(tmp_path / "config")
    assert (settings.text("theme"), settings.number("text_size_percent"), settings.number("idle_lock_minutes")) == ("system", 100, 15)
    assert not (tmp_path / "config").exists()
    settings.set("theme", "dark")
    settings.set("text_size_percent", 150)
    settings.set("printer_duplex", False)
    again = Settings(tmp_path / "config")
    assert (again.text("theme"), again.number("text_size_percent"), again.is_on("printer_duplex")) == ("dark", 150, False)
    again.reset("theme")
    assert Settings(tmp_path / "config").text("theme") == "system"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("theme", "pink"),
        ("theme", 1),
        ("text_size_percent", 99),
        ("text_size_percent", 201),
        ("text_size_percent", True),
        ("text_size_percent", 100.0),
        ("text_size_percent", "100"),
        ("idle_lock_minutes", 0),
        ("idle_lock_minutes", 4),
        ("idle_lock_minutes", 61),
        ("language", "de"),
        ("printer_duplex", 1),
        ("last_login", "x" * 201),
        ("theme", None),
    ],
)
def test_a_value_out_of_bounds_is_refused_when_set_and_when_read(tmp_path: Path, key: str, value: object):
    settings = Settings(tmp_path)
    with pytest.raises(ValueError, match="does not take"):
        settings.set(key, value)
    (tmp_path / "settings.json").write_text(json.dumps({"version": 1, "settings": {key: value, "printer": "LETTERS"}}))
    again = Settings(tmp_path)
    assert again.get(key) == SETTINGS[key].default
    assert again.refused == (key,)
    assert again.text("printer") == "LETTERS"


def test_what_is_not_declared_cannot_be_asked_or_set(tmp_path: Path):
    settings = Settings(tmp_path)
    for act in (lambda: settings.get("colour"), lambda: settings.set("colour", "red"), lambda: settings.reset("colour")):
        with pytest.raises(KeyError):
            act()
    with pytest.raises(TypeError):
        settings.number("theme")
    with pytest.raises(TypeError):
        settings.text("printer_duplex")
    with pytest.raises(TypeError):
        settings.is_on("text_size_percent")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"settings": 3}', b"\xff\xfe", b"[" * 100_000, b'{"version": 1}'])
def test_a_broken_file_is_moved_aside_and_told(tmp_path: Path, content: bytes):
    (tmp_path / "settings.json").write_bytes(content)
    settings = Settings(tmp_path)
    assert settings.moved_aside == "settings.broken-1.json"
    assert (tmp_path / "settings.broken-1.json").read_bytes() == content
    settings.set("theme", "dark")
    (tmp_path / "settings.json").write_bytes(b"again")
    assert Settings(tmp_path).moved_aside == "settings.broken-2.json"
    assert (tmp_path / "settings.broken-1.json").read_bytes() == content


def test_settings_of_a_later_version_are_kept(tmp_path: Path):
    (tmp_path / "settings.json").write_text(json.dumps({"version": 9, "settings": {"new_thing": [1, 2], "theme": "light"}}))
    Settings(tmp_path).set("theme", "dark")
    assert json.loads((tmp_path / "settings.json").read_text())["settings"] == {"new_thing": [1, 2], "theme": "dark"}


def test_somebody_else_may_do_the_writing_and_the_last_word_is_kept(tmp_path: Path):
    settings = Settings(tmp_path)
    waiting: list[Callable[[], None]] = []
    settings.write_through(waiting.append)
    settings.set("theme", "dark")
    settings.set("theme", "light")
    assert settings.text("theme") == "light"
    assert not (tmp_path / "settings.json").exists()
    for write in waiting:
        write()
    assert Settings(tmp_path).text("theme") == "light"


def test_every_default_is_one_that_would_be_accepted():
    assert all(setting.accepts(setting.default) for setting in SETTINGS.values())
