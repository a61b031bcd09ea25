"""The search finds what a run gives away: where names are kept on purpose, it sees them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.leaks.places import WHERE
from tests.leaks.planter import Planter
from tests.leaks.running import mersey_here
from tests.leaks.search import leaks_of


def test_names_are_found_everywhere_when_they_are_kept_on_purpose(
    tmp_path: Path,
) -> None:
    made = WHERE["teams of people"](Planter(tmp_path, "name in capitals", seed=1))
    planted = replace(made, arguments=("--keep-ids",))
    verbs = ("look FILE --write-map --json --out page.html", "load FILE --service s")
    found = leaks_of(planted, tmp_path, verbs=verbs, run=mersey_here)
    where = {leak.split(": ")[0] for leak in found}
    assert {"page.html", "cells of the store", "store.duckdb"} <= where
