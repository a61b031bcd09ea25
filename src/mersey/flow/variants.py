"""Which paths do cases take?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.engine import query_beside
from mersey.flow.results import Variant

if TYPE_CHECKING:
    from mersey.eventlog import EventLog

TOP: Final = query_beside(__file__)

MOST_VARIANTS: Final = 20


def top_variants(log: EventLog) -> tuple[tuple[Variant, ...], int]:
    """The 20 most frequent paths, and how many different ones there are."""
    rows = log.ask(TOP, most=MOST_VARIANTS).to_pylist()
    shown = tuple(
        Variant(
            path=tuple(row["path"]),
            n_cases=row["n_cases"],
            share=row["n_cases"] / log.facts.n_cases,
        )
        for row in rows
    )
    return shown, rows[0]["n_variants"] if rows else 0
