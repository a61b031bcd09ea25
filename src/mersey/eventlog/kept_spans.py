"""The sorted spans in a prepared store: written once, read without sorting anything.

They are a table of the store, so that they are written, moved into place and checked with
it. A store of few cases has none, nor has an older one: then they are sorted when they are
asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

from mersey.engine import AskedQuery, query_beside
from mersey.errors import DataError
from mersey.eventlog.sorted_spans import SortedSpans, sort_spans

if TYPE_CHECKING:
    from datetime import date

    from mersey.engine import Engine, NewStore, Store
    from mersey.eventlog.arrays import LogArrays

SPANS: Final = "spans"
COLUMNS: Final = query_beside(__file__, "columns")

SPANS_COLUMNS: Final = {
    "days": "DOUBLE",  # opening to end, or to where watching stopped; rising in each part
    "outcome": "TINYINT",  # place of the way to end; STILL_WATCHED for those without one
}

FEWEST_CASES: Final = 100_000
"""Of fewer cases no spans are kept: to sort them costs no more than a question does."""

STILL_WATCHED: Final = -1
"""The outcome of a case whose end was not seen; these cases stand after all others."""


@dataclass(frozen=True, kw_only=True)
class KeptSpans:
    """What the manifest says of the spans in the store.

    Attributes:
        n: How many there are.
        outcomes: See `SortedSpans`.
    """

    n: int
    outcomes: tuple[str, ...]


def write_spans(
    store: NewStore, session: Engine, arrays: LogArrays, *, migration_day: date | None
) -> KeptSpans | None:
    """Sort the spans and write them as a table of the store; None where they are few."""
    (days,) = arrays.cases("days")
    if days.size < FEWEST_CASES:
        return None
    spans = sort_spans(arrays, migration_day=migration_day)
    watched = np.full(spans.watched_days.size, STILL_WATCHED, dtype=np.int8)
    rows = pa.table(
        {
            "days": np.concatenate([spans.ended_days, spans.watched_days]),
            "outcome": np.concatenate([spans.ended_so, watched]),
        }
    )
    held = session.hold("spans_in_order", rows)
    question = AskedQuery(
        query=COLUMNS, tables={"table": held}, names={"columns": list(SPANS_COLUMNS)}
    )
    store.write(SPANS, question, types=SPANS_COLUMNS, categories={})
    session.forget(held)
    return KeptSpans(n=rows.num_rows, outcomes=spans.outcomes)


def read_spans(store: Store, kept: KeptSpans) -> SortedSpans:
    """The spans that the store holds, one query.

    Raises:
        DataError: They are not those that the manifest tells of, or not in order.
    """
    found = store.ask(
        COLUMNS,
        tables={"table": store.find_table(SPANS)},
        names={"columns": list(SPANS_COLUMNS)},
    )
    days, outcome = (_sealed(found[name]) for name in SPANS_COLUMNS)
    n_ended = int(np.count_nonzero(outcome != STILL_WATCHED))
    spans = SortedSpans(
        ended_days=days[:n_ended],
        ended_so=outcome[:n_ended],
        watched_days=days[n_ended:],
        outcomes=kept.outcomes,
    )
    if days.size != kept.n or not _are_in_order(spans):
        raise DataError(
            "The spans of cases in the prepared log do not fit its manifest.",
            next_step="Load the file again.",
        )
    return spans


def _are_in_order(spans: SortedSpans) -> bool:
    """Whether days rise in both parts, and every end is by a way that has a name."""
    ended_so = spans.ended_so
    are_named = not ended_so.size or (
        ended_so.min() >= 0 and ended_so.max() < len(spans.outcomes)
    )
    return bool(are_named) and all(
        (days[1:] >= days[:-1]).all() for days in (spans.ended_days, spans.watched_days)
    )


def _sealed(column: Any) -> Any:
    array = column.to_numpy(zero_copy_only=False)
    array.setflags(write=False)
    return array
