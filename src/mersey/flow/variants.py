"""Which paths do cases take?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.flow.results import Variant

if TYPE_CHECKING:
    from mersey.eventlog import EventLog

MOST_VARIANTS: Final = 20


def top_variants(log: EventLog) -> tuple[tuple[Variant, ...], int]:
    """The 20 most frequent paths, and how many different ones there are."""
    table = log.variants
    listed = table.mutate(n_variants=table.variant_id.max().over())
    rows = listed.order_by("variant_id").limit(MOST_VARIANTS).to_pyarrow().to_pylist()
    shown = tuple(
        Variant(
            path=tuple(row["path"]),
            n_cases=row["n_cases"],
            share=row["n_cases"] / log.facts.n_cases,
        )
        for row in rows
    )
    return shown, rows[0]["n_variants"] if rows else 0
