"""Folders: private, side by side for office and practice."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from caseapp.host import paths


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_office_and_practice_lie_side_by_side_and_neither_is_made_by_asking(own_home: Path):
    office, practice = paths.data_folder(), paths.data_folder(practice=True)
    assert own_home in office.parents
    assert practice.parent == office.parent
    assert practice.name == "caseapp-practice"
    assert paths.is_practice(practice)
    assert not paths.is_practice(office)
    assert not office.exists()


def test_a_folder_given_by_hand_is_taken_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert paths.data_folder(Path("here")) == tmp_path / "here"
    assert paths.data_folder(tmp_path / "here", practice=True) == tmp_path / "here-practice"
    assert paths.data_folder(tmp_path / "here-practice", practice=True) == tmp_path / "here-practice"
    assert paths.data_folder(Path("~/office")) == Path.home() / "office"


def test_settings_lie_outside_the_data_and_the_log_inside(own_home: Path):
    assert paths.data_folder() not in (paths.settings_folder(), *paths.settings_folder().parents)
    assert paths.log_folder(paths.data_folder()).parent == paths.data_folder()


def test_new_folders_are_private_and_existing_ones_keep_their_rights(tmp_path: Path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    made = paths.make_private_folder(shared / "a" / "b")
    if os.name != "nt":
        assert (mode(made), mode(made.parent), mode(shared)) == (0o700, 0o700, 0o755)
    assert paths.make_private_folder(shared) == shared
    if os.name != "nt":
        assert mode(shared) == 0o755


def test_new_files_are_private_after_the_umask_is_set(tmp_path: Path):
    before = os.umask(0o022)
    try:
        paths.keep_new_files_private()
        (tmp_path / "file").write_text("x")
        (tmp_path / "folder").mkdir()
        if os.name != "nt":
            assert (mode(tmp_path / "file"), mode(tmp_path / "folder")) == (0o600, 0o700)
    finally:
        os.umask(before)
