"""Every byte that a run left: files and their names, tables, categories, the screen."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, Protocol

import duckdb

from tests.acceptance.program import Outcome, mersey
from tests.leaks.plants import Planted

__all__ = ["ALL_VERBS", "FEW_VERBS", "leaks_of"]

FEW_VERBS: Final = (
    "look FILE --write-map",
    "load FILE --service s",
    "check FILE --json",
)
ALL_VERBS: Final = (
    *FEW_VERBS,
    "look FILE --json --out page.html",
    "check FILE",
    "check FILE --columns",
    "cases FILE --json",
    "cases FILE --out cases.csv",
    "forecast FILE",
    "forecast FILE --json",
    "forecast FILE --csv",
    "whatif FILE --arrivals +10% --pairs 2 --weeks 4",
    "whatif FILE --arrivals +10% --pairs 2 --weeks 4 --json --out whatif.html",
    "whatif FILE --staff Nobody=+1",
    "whatif FILE --stage Nothing=+10%",
    "look FILE --activity Nothing",
    "look FILE --table Nothing",
    "look FILE --end Nothing",
    "measure lead_time --service s",
    "forecast --service s --json",
)
"""What is asked of a file; the last two of what was loaded."""


class Run(Protocol):
    """Runs the program."""

    def __call__(
        self, *arguments: str | Path, cwd: Path, **environment: str
    ) -> Outcome: ...


def leaks_of(
    planted: Planted,
    folder: Path,
    *,
    verbs: Sequence[str] = FEW_VERBS,
    run: Run = mersey,
) -> list[str]:
    """Kind of output and place of every planted particular that runs gave away.

    Raises:
        AssertionError: A run met a traceback.
    """
    scratch = folder / "tmp"
    scratch.mkdir()
    before = {path for path in folder.rglob("*") if path.is_file()}
    runs = []
    for verb in verbs:
        words = [planted.path if word == "FILE" else word for word in verb.split()]
        extra = planted.arguments if "FILE" in verb else ()
        outcome = run(*words, *extra, cwd=folder, TMPDIR=str(scratch))
        assert outcome.is_clean, (verb, outcome.err)
        runs.append((verb, outcome))
    return sorted(
        {
            f"{where}: {place}: {part}"
            for where, text in _texts(folder, before, runs)
            for part, place in planted.found_by.items()
            if part.casefold() in text
        }
    )


def _texts(
    folder: Path, before: set[Path], runs: Iterable[tuple[str, Outcome]]
) -> Iterator[tuple[str, str]]:
    given = {path.name for path in before}
    for verb, run in runs:
        said = run.out + run.err
        for name in given:  # what a person typed may be said back
            said = said.replace(name, "")
        yield verb, said.casefold()
    for path in sorted(folder.rglob("*")):
        yield "name of a file", "" if path in before else path.name.casefold()
        if path.is_file() and path not in before:
            data = path.read_bytes()
            data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
            yield path.name, data.decode("utf-8", "replace").casefold()
            yield path.name, data.decode("latin-1").casefold()
            yield path.name, data.decode("utf-16-le", "replace").casefold()
    for store in folder.glob("mersey-data/logs/*/*/store.duckdb"):
        yield "cells of the store", _cells(store).casefold()


def _cells(store: Path) -> str:
    """Every cell of every table, and every name and category that the store knows."""
    with duckdb.connect(str(store), read_only=True) as held:
        columns = held.sql("select * from duckdb_columns()").fetchall()
        tables = held.sql("select table_name from duckdb_tables()").fetchall()
        cells = [held.table(name).fetchall() for (name,) in tables]
    return str((columns, tables, cells))
