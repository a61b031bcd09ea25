"""What makes a run quick changes nothing that it says."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.program import mersey_from_cold
from tests.architecture import tree

SAMPLE = tree.SOURCE / "services/packs/planning/sample.csv"


def test_look_says_the_same_when_a_plain_start_is_asked_for(tmp_path: Path) -> None:
    asked = ("look", SAMPLE, "--keep-ids", "--json", "--out", "page.html")
    quick = mersey_from_cold(*asked, cwd=tmp_path)
    page = (tmp_path / "page.html").read_bytes()
    plain = mersey_from_cold(*asked, cwd=tmp_path, MERSEY_PLAIN_START="1")
    assert quick.code == plain.code == 0
    assert quick.out == plain.out
    assert page == (tmp_path / "page.html").read_bytes()
