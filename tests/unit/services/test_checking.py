from __future__ import annotations

import pytest

from mersey.services import load_packs, problems_of, read_pack
from tests.unit.services.packs_for_tests import BODY, HEAD, write_pack

LOG = '\n[[changelog]]\nversion = "2026"\non = 2026-11-22\ntext = "First."\n'


def problems(folder, text):
    return problems_of(read_pack(write_pack(folder, text)))


def test_a_pack_has_no_problems_when_all_its_names_mean_something(tmp_path):
    assert problems(tmp_path, HEAD + BODY + LOG) == ()


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ('events = ["let"]', 'events = ["gone"]', 'the pack has no event "gone"'),
        ('stage = "ask"', 'stage = "end"', 'there is no stage "end"'),
        ('aliases = ["Let"]', 'aliases = ["asked_for"]', "is an alias of"),
        ('id = "let"', 'id = "asked"', '"asked" is there 2 times'),
        ('version = "2026"\non', 'version = "2025"\non', "does not name the version"),
    ],
)
def test_a_problem_is_told_when_a_name_means_nothing(tmp_path, was, now, told):
    found = problems(tmp_path, (HEAD + BODY + LOG).replace(was, now))
    assert told in "\n".join(found)


def test_every_problem_is_told_when_a_pack_has_several(tmp_path):
    text = HEAD + BODY.replace('"let"', '"gone"', 1).replace(
        'stage = "ask"', 'stage = "x"'
    )
    assert len(problems(tmp_path, text)) == 4


def test_versions_of_a_clock_are_told_when_they_overlap(tmp_path):
    clock = BODY[BODY.index("[[clocks]]") :]
    later = clock.replace("title", "valid_from = 2026-01-01\ntitle", 1)
    found = problems(tmp_path, HEAD + BODY + later + LOG)
    assert len(found) == 1
    assert "clocks[allotments.let_30d]: two versions cover the same dates" in found[0]


@pytest.mark.parametrize("name", sorted(load_packs()))
def test_a_pack_of_mersey_has_no_problems(name):
    assert problems_of(load_packs()[name]) == ()
