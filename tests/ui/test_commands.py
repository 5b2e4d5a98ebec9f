"""One registry of commands: one key, one meaning; no key that writes or that menus need."""

from __future__ import annotations

import pytest

from caseapp.domain.operators import Role
from caseapp.ui.commands import Command, CommandRegistry, is_banned_key, normal_key, shown_key


def nothing() -> None:
    """A command that does nothing."""


def command(command_id: str, shortcut: str = "", scope: str = "window", **more: object) -> Command:
    return Command(id=command_id, text=f"&{command_id}", run=nothing, shortcut=shortcut, scope=scope, **more)  # type: ignore[arg-type]


def test_a_key_has_one_meaning_everywhere() -> None:
    registry = CommandRegistry()
    registry.add(command("one", "Ctrl+K"))
    with pytest.raises(ValueError, match=r"Ctrl\+K means one already"):
        registry.add(command("two", "Ctrl+K"))


def test_what_means_something_everywhere_cannot_mean_something_else_on_a_page() -> None:
    registry = CommandRegistry()
    registry.add(command("lock", "Ctrl+L"))
    with pytest.raises(ValueError, match="means lock already"):
        registry.add(command("list", "Ctrl+L", "cases"))


def test_two_pages_may_use_one_key() -> None:
    registry = CommandRegistry()
    registry.add(command("filter cases", "F3", "cases"))
    registry.add(command("filter letters", "F3", "letters"))
    assert registry.holder_of("F3", "letters") == registry.by_id("filter letters")


def test_both_enter_keys_are_one_key() -> None:
    registry = CommandRegistry()
    registry.add(command("one", "Ctrl+Return"))
    with pytest.raises(ValueError, match="means one already"):
        registry.add(command("two", "Ctrl+Enter"))


@pytest.mark.parametrize("key", ["T", "Shift+T", "3", "Alt+F", "Alt+3", "Ctrl+Alt+E", "Alt+Shift+N", "?"])
def test_keys_that_write_or_open_menus_are_refused(key: str) -> None:
    assert is_banned_key(key)
    with pytest.raises(ValueError, match="is a key for writing"):
        CommandRegistry().add(command("x", key))


@pytest.mark.parametrize("key", ["Ctrl+T", "Ctrl+Shift+N", "F3", "Shift+F8", "Ctrl+,", "Ctrl+/", "Ctrl++", "Ctrl+1", "Esc", "Ctrl+Return"])
def test_other_keys_are_taken(key: str) -> None:
    assert not is_banned_key(key)


def test_an_id_is_added_once() -> None:
    registry = CommandRegistry()
    registry.add(command("one"))
    with pytest.raises(ValueError, match="added twice"):
        registry.add(command("one"))


def test_a_command_stands_in_a_menu_that_exists() -> None:
    with pytest.raises(ValueError, match="no such menu"):
        CommandRegistry().add(command("one", menu="tools"))


def test_only_what_the_roles_may_do_is_available() -> None:
    registry = CommandRegistry()
    registry.add(command("decide", roles=frozenset({Role.PRIVACY_OFFICER})))
    registry.add(command("help"))
    registry.add(command("reprint", scope="queue"))
    assert [c.id for c in registry.available([Role.CALL_AGENT])] == ["help"]
    assert [c.id for c in registry.available([Role.PRIVACY_OFFICER], "queue")] == ["decide", "help", "reprint"]


def test_while_locked_only_what_works_locked_is_available() -> None:
    registry = CommandRegistry()
    registry.add(command("help", works_locked=True))
    registry.add(command("decide"))
    assert [c.id for c in registry.available([], locked=True)] == ["help"]


def test_commands_are_found_by_any_of_their_words() -> None:
    registry = CommandRegistry()
    registry.add(Command(id="a", text="&Print queue", run=nothing))
    registry.add(Command(id="b", text="Print this letter", run=nothing))
    assert [c.id for c in registry.found("print", [])] == ["a", "b"]
    assert [c.id for c in registry.found("queue pri", [])] == ["a"]


def test_keys_are_shown_as_people_know_them() -> None:
    assert shown_key("Ctrl+Return") == "Ctrl+Enter"
    assert normal_key("ctrl+shift+n") == "Ctrl+Shift+N"


def test_plain_text_has_no_mark_of_the_access_key() -> None:
    assert Command(id="a", text="Cu&t && paste", run=nothing).plain_text == "Cut & paste"
