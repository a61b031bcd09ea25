"""What changes from row to row within a case? Judged on some whole cases of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mersey.engine.expressions import among, column, value
from mersey.engine.queries import query
from mersey.load.files.raw import ROW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.load.columns.profile import Profiles
    from mersey.load.files.raw import RawTable

_CASES: Final = 200
_MOST_ROWS: Final = 20_000


@dataclass(frozen=True, kw_only=True)
class CaseView:
    """A sample of whole cases, if `case` names them.

    Attributes:
        case: The column taken to name the case.
        n_cases: Cases looked at.
        mean_rows: Rows per case.
        share_repeated: Rows that share their case with another row, 0 to 1.
        varies: Column → share of the cases with several rows in which it changes;
            blanks do not count as a change.
        rows: The rows of those cases, blanks as nulls, as Arrow.
    """

    case: str
    n_cases: int
    mean_rows: float
    share_repeated: float
    varies: Mapping[str, float] = field(default_factory=dict)
    rows: Any = field(default=None, repr=False)


def view_by_case(raw: RawTable, profiles: Profiles, case: str) -> CaseView:
    """The view of some two hundred cases; of all of them where the sample is the file."""
    rows = profiles.sample if profiles.is_whole else _rows_of_cases(raw, profiles, case)
    rows = _without_blanks(rows)
    rows = rows.filter(pc.is_valid(rows[case]))
    cases = _codes(rows[case])
    n_rows = np.bincount(cases)
    is_repeated = n_rows > 1
    others = [name for name in raw.columns if name != case]
    return CaseView(
        case=case,
        n_cases=len(n_rows),
        mean_rows=len(rows) / max(len(n_rows), 1),
        share_repeated=int(n_rows[is_repeated].sum()) / max(len(rows), 1),
        varies={
            name: _share_varying(cases, rows[name], is_repeated=is_repeated)
            for name in others
        },
        rows=rows,
    )


def is_one_to_one(profiles: Profiles, first: str, second: str) -> bool:
    """Whether two columns name the same things: each value of one has one of the other."""
    sample = pa.table([profiles.sample[first], profiles.sample[second]], ["one", "two"])
    rows = _without_blanks(sample)
    one, two = (_codes(rows[name]) for name in ("one", "two"))
    both = len(np.unique(one * (two.max(initial=0) + 1) + two))
    return both == len(np.unique(one)) and both == len(np.unique(two))


def _rows_of_cases(raw: RawTable, profiles: Profiles, case: str) -> pa.Table:
    values = pc.unique(profiles.sample[case].drop_null()).to_pylist()
    chosen = [value for value in values if value != ""][:_CASES]
    rows = query(
        "FROM {rows} WHERE {is_chosen} ORDER BY {row} LIMIT {most}",
        rows=raw.table,
        is_chosen=among(column(case), chosen),
        row=ROW,
        most=value(_MOST_ROWS),
    )
    return raw.session.to_pyarrow(rows)


def _without_blanks(rows: pa.Table) -> pa.Table:
    columns: list[Any] = []
    for name in rows.column_names:
        cells = rows[name]
        if pa.types.is_string(cells.type) or pa.types.is_large_string(cells.type):
            is_blank = pc.equal(pc.utf8_trim_whitespace(cells), "")
            cells = pc.if_else(is_blank, pa.scalar(None, cells.type), cells)
        columns.append(cells)
    return pa.table(columns, names=rows.column_names)


def _share_varying(
    cases: np.ndarray, cells: pa.ChunkedArray, *, is_repeated: np.ndarray
) -> float:
    """The share of the cases with several rows in which more than one value stands."""
    if not is_repeated.any():
        return 0.0
    is_told = np.asarray(pc.is_valid(cells))
    values = _codes(cells)[is_told]
    n_values = values.max(initial=0) + 1
    pairs = np.unique(cases[is_told] * n_values + values)
    n_different = np.bincount(pairs // n_values, minlength=len(is_repeated))
    return float(np.mean(n_different[is_repeated] > 1))


def _codes(cells: pa.ChunkedArray) -> np.ndarray:
    """A number from 0 for each different value of a column, null among them.

    By numpy from here on: grouping of pyarrow's own imports all that it has for files,
    which takes a twentieth of a look.
    """
    if pa.types.is_dictionary(cells.type):  # which may hold values that are not met
        cells = cells.cast(cells.type.value_type)
    found = pc.dictionary_encode(cells.combine_chunks(), null_encoding="encode")
    return np.asarray(found.indices).astype(np.int64)
