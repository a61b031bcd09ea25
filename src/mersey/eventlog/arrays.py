"""The log as arrays: each column of its cases and its events, asked of the engine once.

What is worked out case by case or step by step outside the engine takes its columns from
here, and those asked for together cost one query. What an engine can group and count, it
still does: ten million events are not fetched for a handful of sums.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.clocks.zone_changes import to_local
from mersey.engine import query_beside
from mersey.vocabulary import ATTRIBUTE_PREFIX, CaseState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from mersey.engine import Store, StoredTable

COLUMNS: Final = query_beside(__file__, "columns")
COLUMNS_OF_CASES: Final = query_beside(__file__, "columns_of_cases")
OPEN_CASES: Final = query_beside(__file__, "open_cases")
OPEN_CASES_WITH_TEAMS: Final = query_beside(__file__, "open_cases_with_teams")
PSEUDONYMS: Final = query_beside(__file__, "pseudonyms")

STATES: Final = (CaseState.OPEN, CaseState.CLOSED, CaseState.SILENT)
OPEN, CLOSED, SILENT = range(3)
"""How the state of a case is told: its place in `STATES`."""

OF_CASES: Final = (
    "case_id",
    "state",
    "opened",
    "closed",
    "last_time",
    "opened_date",
    "closed_date",
    "last_date",
    "days",
    "n_events",
)
"""Columns of cases that a whole answer asks for."""


@dataclass(frozen=True, kw_only=True)
class CodedColumn:
    """A column of texts: `values[codes]`, and code −1 for null."""

    codes: Any
    values: tuple[str, ...]

    def are(self, wanted: Collection[str]) -> Any:
        """Which elements are one of these texts; null is none."""
        is_wanted = np.array([*(value in wanted for value in self.values), False])
        return is_wanted[self.codes]


@dataclass(frozen=True, kw_only=True)
class OpenCases:
    """Who the open cases are and where they stand, in order of case_id.

    Attributes:
        case_id: An array. pseudonym, last_activity: Arrow columns.
        team: Whose the last event was; nulls where the log knows no teams.
    """

    case_id: Any
    pseudonym: Any
    last_activity: Any
    team: Any


class LogArrays:
    """The cases and the events of a log, column by column; what is fetched stays.

    Arrays are read-only. Times are naive UTC in microseconds and dates those on the wall,
    not a time where null; numbers are not a number where null; texts are `CodedColumn`, and the
    state of a case is its place in `STATES`.
    """

    def __init__(
        self,
        store: Store,
        *,
        cases: StoredTable,
        events: StoredTable,
        zone: str | None,
        has_teams: bool,
    ) -> None:
        """The columns of two tables.

        Args:
            store: What holds them.
            cases: See `CASES_COLUMNS`.
            events: See `EVENTS_COLUMNS`.
            zone: Where the log's wall is; None for a log of dates alone.
            has_teams: Whether the team of an event is known.
        """
        self._store = store
        self._tables = {"cases": cases, "events": events}
        self._zone, self._has_teams = zone, has_teams
        self._cases = _Columns(store, cases, by=("case_id",))
        self._events = _Columns(store, events, by=("case_id", "seq"))

    def cases(self, *names: str) -> tuple[Any, ...]:
        """Columns of the cases table, one element a case, in order of case_id."""
        return self._cases.read(names)

    def events(self, *names: str) -> tuple[Any, ...]:
        """Columns of the events table, one element an event, by case_id and seq."""
        return self._events.read(names)

    def local(self, times: Any) -> Any:
        """Times of the log as its wall showed them; dates, and midnights, stay."""
        is_date = np.datetime_data(times.dtype)[0] == "D"
        return times if is_date or self._zone is None else to_local(times, self._zone)

    def read_ahead(self, *more: str) -> None:
        """Fetch what a whole answer asks for of the cases, and `more`, in one query."""
        self.cases(*OF_CASES, *more)

    @cached_property
    def open_cases(self) -> OpenCases:
        """The open cases: one query."""
        query = OPEN_CASES_WITH_TEAMS if self._has_teams else OPEN_CASES
        found = _in_order(self._store.ask(query, tables=self._tables), ("case_id",))
        columns = {name: found[name] for name in ("pseudonym", "last_activity", "team")}
        return OpenCases(case_id=_array(found["case_id"]), **columns)

    def names(self, case_ids: Iterable[int]) -> dict[int, str]:
        """case_id → pseudonym, of these cases: no further query if all of them are open."""
        wanted = np.unique(np.fromiter(case_ids, np.int64))
        known = self.open_cases
        is_open = np.isin(known.case_id, wanted)
        names = known.pseudonym.filter(is_open).to_pylist()
        found = dict(zip(known.case_id[is_open].tolist(), names, strict=True))
        lacking = sorted(set(wanted.tolist()) - found.keys())
        if lacking:
            rows = self._store.ask(PSEUDONYMS, tables=self._tables, case_ids=lacking)
            pairs = (rows[name].to_pylist() for name in ("case_id", "pseudonym"))
            found |= dict(zip(*pairs, strict=True))
        return found


def coded(column: Any) -> CodedColumn:
    """An Arrow column of texts, or of their dictionary, as codes."""
    chunk = column.combine_chunks()
    if not str(chunk.type).startswith("dictionary"):
        chunk = chunk.dictionary_encode()
    values = tuple(chunk.dictionary.to_pylist())
    width = "int16" if len(values) < np.iinfo(np.int16).max else "int32"
    codes = chunk.indices.cast(width).fill_null(-1).to_numpy(zero_copy_only=False)
    return CodedColumn(codes=_sealed(codes), values=values)


class _Columns:
    """Columns of one table in order of its keys, each fetched once."""

    def __init__(
        self, store: Store, table: StoredTable, *, by: tuple[str, ...]
    ) -> None:
        self._store, self._table, self._by = store, table, by
        self._held: dict[str, Any] = {}

    def read(self, names: Collection[str]) -> tuple[Any, ...]:
        lacking = [name for name in dict.fromkeys(names) if name not in self._held]
        if lacking:
            self._held |= self._fetched(lacking)
        return tuple(self._held[name] for name in names)

    def _fetched(self, names: Collection[str]) -> Mapping[str, Any]:
        asked = list(dict.fromkeys((*self._by, *names)))
        attributes = [name for name in asked if name.startswith(ATTRIBUTE_PREFIX)]
        plain = [name for name in asked if name not in {"state", *attributes}]
        answer = self._store.ask_coded(
            COLUMNS_OF_CASES if len(plain) < len(asked) else COLUMNS,
            tables={"table": self._table},
            names={"columns": plain, "attributes": attributes},
        )
        found = _in_order(answer, self._by)
        return {name: _array(found[name]) for name in names}


def _in_order(table: Any, by: tuple[str, ...]) -> Any:
    """Its rows by the keys: an order that the engine keeps, but does not promise."""
    keys = [_array(table[name]) for name in by]
    steps = [np.diff(key) for key in keys]
    rises = steps[-1] > 0
    for step in steps[-2::-1]:
        rises = (step > 0) | ((step == 0) & rises)
    return table if rises.all() else table.take(np.lexsort(keys[::-1]))


def _array(column: Any) -> Any:
    """The column as one read-only array, or `CodedColumn` for a column of texts."""
    kind = str(column.type)
    if kind.startswith("dictionary") or kind in {"string", "large_string"}:
        return coded(column)
    array = column.to_numpy(zero_copy_only=False)
    if kind.startswith("date"):
        array = array.astype("datetime64[D]")
    elif kind.startswith("timestamp"):
        array = array.astype("datetime64[us]")
    return _sealed(array)


def _sealed(array: Any) -> Any:
    array.setflags(write=False)
    return array
