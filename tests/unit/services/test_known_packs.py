from __future__ import annotations

import pytest

from mersey.errors import PackError, UnknownName
from mersey.services import find_pack, read_pack
from mersey.services.overlay import laid_over
from tests.unit.services.packs_for_tests import BODY, HEAD, write_pack


def test_find_pack_reads_a_folder_when_its_path_is_the_name(tmp_path):
    pack = find_pack(str(write_pack(tmp_path / "allotments")))
    assert pack.id == "allotments"
    assert [clock.id for clock in pack.clocks] == ["allotments.let_30d"]


def test_find_pack_looks_in_the_folder_first_when_one_is_named(tmp_path):
    write_pack(tmp_path / "own")
    assert find_pack("own", folder=tmp_path).id == "allotments"
    assert find_pack("allotments", folder=tmp_path / "own").id == "allotments"


def test_find_pack_says_what_is_known_when_the_name_is_not(tmp_path):
    with pytest.raises(UnknownName, match='no service pack called "alotments"'):
        find_pack("alotments", folder=tmp_path)


def test_read_pack_tells_every_mistake_when_there_are_several(tmp_path):
    text = HEAD.replace('family = "place"', "lgsl = 5") + BODY.replace(
        "n = 30", "n = 0"
    )
    with pytest.raises(PackError) as told:
        read_pack(write_pack(tmp_path, text))
    assert "3 mistakes" in told.value.problem
    assert "family: field required" in told.value.problem
    assert 'lgsl: no such key; did you mean "lgsl_id"?' in told.value.problem
    assert "clocks[allotments.let_30d].duration.n: input should be greater" in str(
        told.value
    )


def test_read_pack_says_so_when_the_file_is_no_toml(tmp_path):
    with pytest.raises(PackError, match="is not a TOML file"):
        read_pack(write_pack(tmp_path, "id = "))


def test_read_pack_says_how_to_make_one_when_the_folder_is_empty(tmp_path):
    with pytest.raises(PackError) as told:
        read_pack(tmp_path)
    assert "mersey pack new" in told.value.next_step


def test_read_pack_names_the_packs_when_the_base_is_unknown(tmp_path):
    with pytest.raises(PackError, match='no pack "plots"'):
        read_pack(write_pack(tmp_path, 'extends = "plots@2026"\n' + HEAD))


def test_laid_over_puts_the_overlay_entry_in_place_when_ids_are_equal():
    base = {"events": [{"id": "a", "n": 1}, {"id": "b", "n": 1}], "words": ["x"]}
    over = {"events": [{"id": "b", "n": 2}, {"id": "c", "n": 2}], "words": ["y", "x"]}
    merged = laid_over(base, over)
    assert merged["events"] == [
        {"id": "a", "n": 1},
        {"id": "b", "n": 2},
        {"id": "c", "n": 2},
    ]
    assert merged["words"] == ["x", "y"]


def test_laid_over_replaces_every_version_when_a_clock_has_several():
    base = {"clocks": [{"id": "c", "n": 1}, {"id": "c", "n": 2}, {"id": "d"}]}
    merged = laid_over(base, {"clocks": [{"id": "c", "n": 9}]})
    assert merged["clocks"] == [{"id": "c", "n": 9}, {"id": "d"}]


def test_laid_over_keeps_no_changelog_of_the_base_when_it_has_none():
    base = {"changelog": [{"version": "1"}], "version": "1"}
    assert laid_over(base, {"version": "7"}) == {"version": "7"}
