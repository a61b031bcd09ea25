from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mersey.errors import UnknownName, UsageError
from mersey.services import changes_since, load_packs, new_pack, problems_of, read_pack

TODAY = date(2026, 11, 22)


def test_a_new_pack_has_no_problems_when_it_is_fresh(tmp_path):
    home = new_pack("allotments", tmp_path, today=TODAY)
    assert problems_of(read_pack(home)) == ()
    assert {path.name for path in home.iterdir()} == {
        "README.md", "expected.json", "sample.csv", "service.toml",
    }  # fmt: skip


@pytest.mark.parametrize("base", sorted(load_packs()))
def test_a_new_overlay_has_all_of_its_base_when_it_is_fresh(base, tmp_path):
    pack = read_pack(new_pack("ours", tmp_path, extends=base, today=TODAY))
    assert pack.clocks == load_packs()[base].clocks
    assert pack.extends.startswith(f"{base}@")
    assert problems_of(pack) == ()
    assert changes_since(pack) == ()


def test_nothing_is_written_when_the_folder_is_there(tmp_path):
    new_pack("ours", tmp_path, today=TODAY)
    with pytest.raises(UsageError, match="nothing was written"):
        new_pack("ours", tmp_path, today=TODAY)


def test_a_pack_is_refused_when_its_name_cannot_be_an_id(tmp_path):
    with pytest.raises(UsageError, match='"Our Pack" cannot name a pack'):
        new_pack("Our Pack", tmp_path, today=TODAY)


def test_an_overlay_is_refused_when_its_base_is_unknown(tmp_path):
    with pytest.raises(UnknownName, match="no service pack"):
        new_pack("ours", tmp_path, extends="plannig", today=TODAY)


def test_an_overlay_is_refused_when_the_version_is_unknown(tmp_path):
    home = new_pack("ours", tmp_path, extends="planning", today=TODAY)
    path = home / "service.toml"
    path.write_text(path.read_text().replace("planning@", "planning@19"))
    with pytest.raises(UsageError, match="has no version"):
        read_pack(home)


def test_nothing_is_there_when_writing_a_pack_breaks_off(tmp_path, monkeypatch):
    def no_room(self, *_, **__):
        raise OSError(28, "No space left on device", str(self))

    monkeypatch.setattr(Path, "write_text", no_room)
    with pytest.raises(OSError, match="No space left"):
        new_pack("allotments", tmp_path / "packs", today=TODAY)
    assert list((tmp_path / "packs").iterdir()) == []
