"""The expected tables of ../shared/data/spc, and how a tool's words are ours."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

PTD_CAUSES = {
    "Common Cause": None,
    "Above UCL": "above_upper",
    "Below LCL": "below_lower",
    "7 Point Trend (Increasing)": "trend_up",
    "7 Point Trend (Decreasing)": "trend_down",
    "2 in 3 Above CL": "two_of_three_high",
    "2 in 3 Below CL": "two_of_three_low",
    "7 Points Above CL": "shift_high",
    "7 Points Below CL": "shift_low",
}

PTD_TYPES = {
    "common_cause": "common",
    "special_cause_improvement": "improvement",
    "special_cause_concern": "concern",
    "special_cause_neutral_high": "neutral_high",
    "special_cause_neutral_low": "neutral_low",
}


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a table, each by its headings."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def numbers(rows: list[dict[str, str]], column: str) -> np.ndarray:
    """A column as floats; NA and blank are NaN."""
    return np.array(
        [
            float(row[column]) if row[column] not in ("NA", "") else np.nan
            for row in rows
        ]
    )
