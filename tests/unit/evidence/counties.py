"""Teenage employment in 500 counties, some of which raised the minimum wage."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from mersey.evidence.panels import to_panel

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.evidence.observed import Panel


def counties(shared_data: Path) -> Panel:
    """Log employment by county and year, 2003 to 2007 (Callaway & Sant'Anna, 2021)."""
    with (shared_data / "spc" / "did_mpdta.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return to_panel(
        [(row["countyreal"], int(row["year"]), float(row["lemp"])) for row in rows],
        first_treated={
            row["countyreal"]: int(float(row["first.treat"])) for row in rows
        },
    )
