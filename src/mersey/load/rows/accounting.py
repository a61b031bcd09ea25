"""What becomes of every row: loaded, rejected with its line and reason, or a duplicate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import ibis
import numpy as np

from mersey.engine.fingerprint import row_fingerprint
from mersey.load.files.raw import ROW
from mersey.load.files.rejected_lines import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mersey.load.columns.profile import Profiles
    from mersey.load.files.raw import RawTable

_SORTED_AT_ONCE: Final = 20_000_000  # fingerprints: 160 MB


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A reason to reject a row.

    Attributes:
        column: Where the fault lies.
        reason: What is wrong, in plain words, without the value.
        found: ibis expression over the file's table: true where the row has it.
    """

    column: str
    reason: str
    found: Any


@dataclass(frozen=True, kw_only=True)
class KeptRows:
    """The rows that are loaded, and an account of the others.

    Attributes:
        table: ibis table: the rows that are loaded.
        rejected: ibis table `line`, `column`, `reason`.
        n_rejected: Rows rejected, those that could not be read included.
        n_duplicate: Rows that repeat an earlier row in every column, and are left out.
        n_repeated: The same, where the format lets identical records stand.
        by_fault: (column, reason) → rows; only of those rejected here.
    """

    table: Any
    rejected: Any
    n_rejected: int
    n_duplicate: int
    n_repeated: int
    by_fault: Mapping[tuple[str, str], int]


def account(raw: RawTable, profiles: Profiles, faults: Sequence[Fault]) -> KeptRows:
    """Sort the rows of the file. The first fault of a row is the one that is told."""
    unread = _count(raw, raw.rejected)
    bad = _bad_rows(raw, faults) if faults else None
    rejected, by_fault = raw.rejected, {}
    if bad is not None:
        by_fault = _by_fault(raw, bad)
        rejected = raw.rejected.union(told(raw, bad, n_unread=unread))
    table = _without(raw.table, [bad])
    repeats = _repeats(raw, profiles, table)
    n_repeats = _count(raw, repeats) if repeats is not None else 0
    drop = raw.identical_rows_repeat and n_repeats > 0
    return KeptRows(
        table=_without(table, [repeats]) if drop else table,
        rejected=rejected,
        n_rejected=unread + sum(by_fault.values()),
        n_duplicate=n_repeats if drop else 0,
        n_repeated=0 if drop else n_repeats,
        by_fault=by_fault,
    )


def _bad_rows(raw: RawTable, faults: Sequence[Fault]) -> Any:
    found = [fault.found.fill_null(ibis.literal(value=False)) for fault in faults]
    column = ibis.cases(
        *((is_bad, fault.column) for is_bad, fault in zip(found, faults, strict=True))
    )
    reason = ibis.cases(
        *((is_bad, fault.reason) for is_bad, fault in zip(found, faults, strict=True))
    )
    judged = raw.table.select(ROW, column=column, reason=reason)
    return raw.session.materialise(
        "load_rejected", judged.filter(judged.reason.notnull())
    )


def _by_fault(raw: RawTable, bad: Any) -> dict[tuple[str, str], int]:
    counted = bad.group_by("column", "reason").aggregate(n=bad.count())
    rows = raw.session.to_pyarrow(counted.order_by("column", "reason")).to_pylist()
    return {(row["column"], row["reason"]): row["n"] for row in rows}


def _repeats(raw: RawTable, profiles: Profiles, table: Any) -> Any | None:
    """Rows identical to an earlier one; None where there can be none.

    A column that numbers the rows proves it at once; else as many different
    fingerprints as rows prove it. Only then are the rows themselves compared.
    """
    if _is_numbered(raw, profiles):
        return None
    columns = [table[name] for name in raw.columns]
    prints = table.select(ROW, print=row_fingerprint(columns))
    if not _any_alike(raw, prints.select("print")):
        return None
    return _compared(raw, table, prints)


def _any_alike(raw: RawTable, prints: Any) -> bool:
    """Whether two rows share a fingerprint: to sort numbers costs half of grouping them.

    A file of more rows than fit in memory is sorted a slice of fingerprints at a time.
    """
    n_slices = 1 + raw.n_read // _SORTED_AT_ONCE
    for part in range(n_slices):
        mine = prints.filter(prints["print"] % n_slices == part)
        found = raw.session.to_pyarrow(mine if n_slices > 1 else prints)["print"]
        numbers = np.sort(found.to_numpy())
        if bool((numbers[1:] == numbers[:-1]).any()):
            return True
    return False


def _compared(raw: RawTable, table: Any, prints: Any) -> Any:
    counted = prints.group_by(again="print").aggregate(n=prints.count())
    suspect = counted.filter(counted["n"] > 1)
    rows = prints.semi_join(suspect, prints["print"] == suspect["again"]).select(ROW)
    alike = table.semi_join(raw.session.materialise("load_suspects", rows), ROW)
    order = ibis.row_number().over(group_by=list(raw.columns), order_by=ROW)
    numbered = alike.mutate(__nth=order)
    return raw.session.materialise(
        "load_repeats", numbered.filter(numbered["__nth"] > 0).select(ROW)
    )


def _is_numbered(raw: RawTable, profiles: Profiles) -> bool:
    for name, profile in profiles.columns.items():
        if not profile.numbers_rows:
            continue
        ahead = raw.table[name].try_cast("int64") - raw.table[ROW]
        facts = raw.session.to_pyarrow(
            raw.table.aggregate(
                low=ahead.min(),
                high=ahead.max(),
                n=ahead.count(),
                rows=raw.table.count(),
            )
        ).to_pylist()[0]
        if facts["low"] == facts["high"] and facts["n"] == facts["rows"]:
            return True
    return False


def _without(table: Any, excluded: Iterable[Any | None]) -> Any:
    for rows in excluded:
        if rows is not None:
            table = table.anti_join(rows, ROW)
    return table


def _count(raw: RawTable, table: Any) -> int:
    return int(raw.session.to_pyarrow(table.count().as_table())[0][0].as_py())
