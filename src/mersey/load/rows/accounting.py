"""What becomes of every row: loaded, rejected with its line and reason, or a duplicate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.engine.expressions import cases, column, surely, tried, value
from mersey.engine.fingerprint import row_fingerprint
from mersey.engine.queries import query, stacked
from mersey.load.files.raw import ROW
from mersey.load.files.rejected_lines import told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mersey.engine.expressions import Expression
    from mersey.engine.queries import Query
    from mersey.engine.tables import StoredTable
    from mersey.load.columns.profile import Profiles
    from mersey.load.files.raw import RawTable

_SORTED_AT_ONCE: Final = 20_000_000  # fingerprints: 160 MB


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A reason to reject a row.

    Attributes:
        column: Where the fault lies.
        reason: What is wrong, in plain words, without the value.
        found: Expression over the file's table: true where the row has it.
    """

    column: str
    reason: str
    found: Expression


@dataclass(frozen=True, kw_only=True)
class KeptRows:
    """The rows that are loaded, and an account of the others.

    Attributes:
        table: The rows that are loaded.
        rejected: `line`, `column`, `reason`.
        n_rejected: Rows rejected, those that could not be read included.
        n_duplicate: Rows that repeat an earlier row in every column, and are left out.
        n_repeated: The same, where the format lets identical records stand.
        by_fault: (column, reason) → rows; only of those rejected here.
    """

    table: StoredTable | Query
    rejected: StoredTable
    n_rejected: int
    n_duplicate: int
    n_repeated: int
    by_fault: Mapping[tuple[str, str], int]


def account(raw: RawTable, profiles: Profiles, faults: Sequence[Fault]) -> KeptRows:
    """Sort the rows of the file. The first fault of a row is the one that is told."""
    session = raw.session
    unread = session.count(raw.rejected)
    kept: StoredTable | Query = raw.table
    rejected, by_fault = raw.rejected, {}
    if faults:
        bad = _bad_rows(raw, faults)
        kept, by_fault = _without(kept, bad), _by_fault(raw, bad)
        all_ = stacked([raw.rejected, told(raw, bad, n_unread=unread)])
        rejected = session.remember("load_all_rejected", all_)
    repeats = _repeats(raw, profiles, kept)
    n_repeats = session.count(repeats) if repeats is not None else 0
    drop = raw.identical_rows_repeat and n_repeats > 0
    return KeptRows(
        table=_without(kept, repeats) if drop and repeats else kept,
        rejected=rejected,
        n_rejected=unread + sum(by_fault.values()),
        n_duplicate=n_repeats if drop else 0,
        n_repeated=0 if drop else n_repeats,
        by_fault=by_fault,
    )


def _bad_rows(raw: RawTable, faults: Sequence[Fault]) -> StoredTable:
    """ROW, `column` and `reason` of each row with a fault: its first."""
    found = [(surely(fault.found), place) for place, fault in enumerate(faults)]
    which = column("which")
    bad = query(
        """
        SELECT {row}, {column} AS "column", {reason} AS reason
        FROM (SELECT {row}, {which} AS which FROM {rows})
        WHERE which IS NOT NULL
        """,
        row=ROW,
        column=cases([(which == value(n), f.column) for n, f in enumerate(faults)]),
        reason=cases([(which == value(n), f.reason) for n, f in enumerate(faults)]),
        which=cases(found),
        rows=raw.table,
    )
    return raw.session.materialise("load_rejected", bad)


def _by_fault(raw: RawTable, bad: StoredTable) -> dict[tuple[str, str], int]:
    counted = query(
        """
        SELECT "column", reason, count(*) AS n FROM {bad}
        GROUP BY "column", reason ORDER BY "column", reason
        """,
        bad=bad,
    )
    rows = raw.session.to_pyarrow(counted).to_pylist()
    return {(row["column"], row["reason"]): row["n"] for row in rows}


def _repeats(
    raw: RawTable, profiles: Profiles, kept: StoredTable | Query
) -> StoredTable | None:
    """Rows identical to an earlier one; None where there can be none.

    A column that numbers the rows proves it at once; else as many different
    fingerprints as rows prove it. Only then are the rows themselves compared.
    """
    if _is_numbered(raw, profiles):
        return None
    prints = query(
        "SELECT {row}, {print} AS print FROM {rows}",
        row=ROW,
        print=row_fingerprint([column(name) for name in raw.columns]),
        rows=kept,
    )
    if not _any_alike(raw, prints):
        return None
    return _compared(raw, kept, prints)


def _any_alike(raw: RawTable, prints: Query) -> bool:
    """Whether two rows share a fingerprint: to sort numbers costs half of grouping them.

    A file of more rows than fit in memory is sorted a slice of fingerprints at a time.
    """
    n_slices = 1 + raw.n_read // _SORTED_AT_ONCE
    for part in range(n_slices):
        mine = query(
            "SELECT print FROM {prints} WHERE print % {n_slices} = {part}",
            prints=prints,
            n_slices=value(n_slices),
            part=value(part),
        )
        numbers = np.sort(raw.session.to_pyarrow(mine)["print"].to_numpy())
        if bool((numbers[1:] == numbers[:-1]).any()):
            return True
    return False


def _compared(raw: RawTable, kept: StoredTable | Query, prints: Query) -> StoredTable:
    suspects = query(
        """
        SELECT {row} FROM {prints}
        WHERE print IN (SELECT print FROM {prints} GROUP BY print HAVING count(*) > 1)
        """,
        row=ROW,
        prints=prints,
    )
    repeats = query(
        """
        SELECT {row} FROM {rows} SEMI JOIN {suspects} USING ({row})
        QUALIFY row_number() OVER (PARTITION BY {columns} ORDER BY {row}) > 1
        """,
        row=ROW,
        rows=kept,
        suspects=raw.session.materialise("load_suspects", suspects),
        columns=raw.columns,
    )
    return raw.session.materialise("load_repeats", repeats)


def _is_numbered(raw: RawTable, profiles: Profiles) -> bool:
    for name, profile in profiles.columns.items():
        if not profile.numbers_rows:
            continue
        asked = query(
            """
            SELECT min(ahead) AS low, max(ahead) AS high, count(ahead) AS n,
                count(*) AS rows
            FROM (SELECT {ahead} AS ahead FROM {rows})
            """,
            ahead=tried(column(name), "BIGINT") - column(ROW),
            rows=raw.table,
        )
        facts = raw.session.to_pyarrow(asked).to_pylist()[0]
        if facts["low"] == facts["high"] and facts["n"] == facts["rows"]:
            return True
    return False


def _without(rows: StoredTable | Query, gone: StoredTable) -> Query:
    return query(
        "FROM {rows} ANTI JOIN {gone} USING ({row})", rows=rows, gone=gone, row=ROW
    )
