"""What dates and steps of a sample say of an interpretation: order, and where paths begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mersey.engine.expressions import column
from mersey.engine.queries import query
from mersey.load.dates.date_reading import as_written
from mersey.load.files.raw import ROW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mersey.load.dates.moments import DateColumn
    from mersey.load.dates.style import DateStyle
    from mersey.load.files.raw import RawTable

SAMPLED: Final = "load_sampled"
_NOTHING: Final = -1
_TWO_SIGMA: Final = 2.0


class Dated(Protocol):
    """A file whose dates were understood, with what was parsed of its samples so far."""

    @property
    def raw(self) -> RawTable:
        """The file as it was read."""
        ...

    @property
    def dates(self) -> Mapping[str, DateColumn]:
        """Column → how its dates are written."""
        ...

    @property
    def moments(self) -> dict[int, tuple[Any, dict[tuple[str, str], Any]]]:
        """Identity of rows → the rows, and column and format → their moments."""
        ...


def moments_of(
    clues: Dated,
    rows: pa.Table,
    names: Sequence[str],
    *,
    style: DateStyle | None = None,
) -> dict[str, Any]:
    """Date column → seconds since 1970 of each row (float64), NaN where it has none.

    Each is read as its column was found to be written, or all in `style`.
    """
    wanted = [name for name in names if name in clues.dates]
    styles = {name: style or clues.dates[name].style for name in wanted}
    # The rows are remembered too, so that no other table takes over their identity.
    _, memory = clues.moments.setdefault(id(rows), (rows, {}))
    unknown = [n for n in wanted if (n, styles[n].format) not in memory]
    if unknown:
        found = _parsed(clues, rows, {name: styles[name] for name in unknown})
        memory |= {(name, styles[name].format): found[name] for name in unknown}
    return {name: memory[name, styles[name].format] for name in wanted}


def _parsed(
    clues: Dated, rows: pa.Table, styles: Mapping[str, DateStyle]
) -> dict[str, np.ndarray]:
    if not len(rows):
        return {name: np.full(0, np.nan) for name in styles}
    plain = {f"c{position}": name for position, name in enumerate(styles)}
    wanted = pa.table(
        [rows[ROW], *(rows[name] for name in styles)], names=["row", *plain]
    )
    session = clues.raw.session
    asked = query(
        "SELECT {moments} FROM {rows} ORDER BY {row}",
        moments={
            alias: as_written(column(alias), styles[name])
            for alias, name in plain.items()
        },
        rows=session.from_batches(SAMPLED, wanted.schema, wanted.to_batches()),
        row="row",
    )
    found = session.to_pyarrow(asked)
    order = np.argsort(np.asarray(rows[ROW].combine_chunks()), kind="stable")
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    return {name: _seconds(found[alias])[back] for alias, name in plain.items()}


def codes_of(cells: pa.ChunkedArray) -> np.ndarray:
    """A number for each different value of a column; -1 where it is blank."""
    encoded = pc.dictionary_encode(cells.combine_chunks())
    return np.asarray(pc.fill_null(encoded.indices.cast(pa.int64()), _NOTHING))


def share_in_order(first: np.ndarray, second: np.ndarray) -> float | None:
    """Share of rows with both moments whose second is not before the first."""
    both = ~(np.isnan(first) | np.isnan(second))
    return float(np.mean(second[both] >= first[both])) if both.any() else None


def path_gain(cases: np.ndarray, steps: np.ndarray, times: np.ndarray) -> float | None:
    """How much more alike cases begin, or end, than any step of the log is alike.

    0 where the steps of a case come in any order, as they do where a column of another
    thing is taken for the case; up to 1. Two standard errors are taken off. None where
    fewer than two cases have two steps.
    """
    known = (cases != _NOTHING) & (steps != _NOTHING)
    order = np.lexsort((np.arange(len(cases)), np.nan_to_num(times, nan=np.inf), cases))
    order = order[known[order]]
    ordered, done = cases[order], steps[order]
    if len(ordered) < 2:
        return None
    begins = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    sizes = np.diff(np.append(begins, len(ordered)))
    several = sizes > 1
    if several.sum() < 2:
        return None
    ends = (begins + sizes - 1)[several]
    inside = np.repeat(several, sizes)
    usual = np.bincount(done[inside]) / inside.sum()
    return max(_gain(done[begins[several]], usual), _gain(done[ends], usual))


def _gain(met: np.ndarray, usual: np.ndarray) -> float:
    share = np.bincount(met, minlength=len(usual)) / len(met)
    best = int(np.argmax(share - usual))
    doubt = np.sqrt(max(usual[best] * (1 - usual[best]), 1e-9) / len(met))
    return float(share[best] - usual[best] - _TWO_SIGMA * doubt)


def _seconds(moments: pa.ChunkedArray) -> np.ndarray:
    whole = moments.cast(pa.timestamp("us")).cast(pa.int64()).combine_chunks()
    seconds = np.asarray(pc.fill_null(whole, 0)) / 1e6
    return np.where(np.asarray(whole.is_valid()), seconds, np.nan)
