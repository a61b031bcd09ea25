"""What-if of files without open cases: refused, or said first."""

from __future__ import annotations

import pytest

from mersey.errors import DataError
from mersey.forecast.whatif import check_extract
from mersey.vocabulary import Extract
from tests.engines.logs import lacking_in, make_log

ROWS = [
    ("a", "In", "2025-01-01"),
    ("a", "Out", "2025-01-09"),
    ("b", "In", "2025-01-02"),
]


def test_only_files_without_open_cases_are_held_against_an_answer() -> None:
    log = make_log(ROWS)
    assert check_extract(log) == ""
    cohort = lacking_in(log, Extract.COHORT)
    assert check_extract(cohort).startswith("Every case of this file has ended")
    with pytest.raises(DataError, match="closed cases only"):
        check_extract(lacking_in(log, Extract.CLOSED_ONLY))
