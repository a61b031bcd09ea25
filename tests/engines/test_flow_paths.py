"""Paths are told apart, whatever numbers the engine gives to activities."""

from __future__ import annotations

from collections import Counter
from itertools import product

from tests.engines.asked import rows_of
from tests.engines.logs import make_log

STEPS = ("a", "b", "c", "d")


def test_variants_tell_every_path_apart_when_all_short_ones_occur() -> None:
    paths = [path for n in (1, 2, 3, 4) for path in product(STEPS, repeat=n)]
    rows = [
        (case, step, f"2024-01-01T09:0{place}")
        for case, path in enumerate(paths)
        for place, step in enumerate(path)
    ]
    log = make_log(rows, end=("d",), as_at="2024-01-31")
    found = rows_of(log, "variants", by="variant_id")
    assert {tuple(row["path"]): row["n_cases"] for row in found} == Counter(paths)
