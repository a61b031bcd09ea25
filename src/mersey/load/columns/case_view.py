"""What changes from row to row within a case? Judged on some whole cases of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

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
    others = {name: f"c{i}" for i, name in enumerate(raw.columns) if name != case}
    # pyarrow takes a name such as `.order` for a path: plain names stand for all here.
    plain = pa.table(
        {"case": rows[case], ROW: rows[ROW]}
        | {key: rows[name] for name, key in others.items()}
    )
    grouped = plain.group_by("case").aggregate(
        [(ROW, "count"), *((key, "count_distinct") for key in others.values())]
    )
    n = grouped[f"{ROW}_count"]
    repeated = grouped.filter(pc.greater(n, 1))
    return CaseView(
        case=case,
        n_cases=len(grouped),
        mean_rows=len(rows) / max(len(grouped), 1),
        share_repeated=(pc.sum(repeated[f"{ROW}_count"]).as_py() or 0)
        / max(len(rows), 1),
        varies={name: _share_varying(repeated, key) for name, key in others.items()},
        rows=rows,
    )


def is_one_to_one(profiles: Profiles, first: str, second: str) -> bool:
    """Whether two columns name the same things: each value of one has one of the other."""
    sample = pa.table([profiles.sample[first], profiles.sample[second]], ["one", "two"])
    rows = _without_blanks(sample)
    pairs = len(rows.group_by(["one", "two"]).aggregate([]))
    return bool(
        pairs == len(pc.unique(rows["one"])) and pairs == len(pc.unique(rows["two"]))
    )


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


def _share_varying(repeated: pa.Table, key: str) -> float:
    if not len(repeated):
        return 0.0
    several = pc.greater(repeated[f"{key}_count_distinct"], 1)
    return float(pc.mean(several.cast(pa.float64())).as_py())
