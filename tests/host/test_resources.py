"""The one way to read a resource, and no way out of their folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseapp.host.resources import ResourceMissing, Resources, program_resources


@pytest.fixture
def resources(tmp_path: Path) -> Resources:
    root = tmp_path / "project" / "resources"
    (root / "letters" / "en").mkdir(parents=True)
    (root / "letters" / "en" / "know.toml").write_bytes("título\r\nzwei\n".encode())
    (root / "letters" / "en" / ".hidden.toml").write_bytes(b"")
    (root / "letters" / "read_me.md").write_bytes(b"")
    (tmp_path / "project" / "secret.txt").write_text("secret")
    return Resources(root)


def test_a_resource_is_read_by_its_name(resources: Resources):
    assert resources.text("letters/en/know.toml") == "título\nzwei\n"
    assert resources.bytes("letters/en/know.toml").startswith(b"t")
    assert resources.path("letters/en").is_dir()
    assert resources.names("letters") == ("letters/en/know.toml", "letters/read_me.md")
    assert resources.names("letters", suffix=".toml") == ("letters/en/know.toml",)
    assert resources.has("letters/en/know.toml")
    assert not resources.has("letters/en/other.toml")


@pytest.mark.parametrize("name", ["letters/en/other.toml", "letters/en", "nothing"])
def test_a_missing_one_is_named(resources: Resources, name: str):
    with pytest.raises(ResourceMissing) as caught:
        resources.bytes(name)
    assert caught.value.name == name
    assert isinstance(caught.value, FileNotFoundError)
    assert str(caught.value) == f"resource missing: {name}"


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "letters/../../secret.txt",
        "/etc/hostname",
        "",
        "letters\\..\\..\\secret.txt",
        "C:/x",
        "letters/en/know.toml\0.png",
        "..",
    ],
)
def test_no_name_leads_out(resources: Resources, name: str):
    with pytest.raises(ValueError, match="resource name"):
        resources.path(name)
    with pytest.raises(ValueError, match="resource name"):
        resources.has(name)


def test_no_link_leads_out(resources: Resources):
    (resources.root / "link").symlink_to(resources.root.parent)
    with pytest.raises(ValueError, match="stays inside"):
        resources.text("link/secret.txt")


def test_an_installed_program_reads_its_own_and_the_sources_read_theirs(tmp_path: Path):
    package = tmp_path / "caseapp"
    package.mkdir()
    with pytest.raises(ResourceMissing):
        program_resources(package)
    (tmp_path / "resources").mkdir()
    assert program_resources(package).root == tmp_path / "resources"
    (package / "_resources").mkdir()
    assert program_resources(package).root == package / "_resources"


def test_this_program_has_its_fonts():
    assert program_resources().names("fonts", suffix=".ttf")
