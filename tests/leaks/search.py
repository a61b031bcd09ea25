"""Every byte that a run left: files, tables, the screen."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

from mersey.eventlog import close_log, open_log
from tests.acceptance.program import Outcome, mersey
from tests.leaks.plants import Planted

__all__ = ["leaks_of"]


def leaks_of(planted: Planted, folder: Path) -> list[str]:
    """Kind of output and place of every planted particular that a run gave away."""
    scratch = folder / "tmp"
    scratch.mkdir()
    runs = [
        mersey("look", planted.path, "--write-map", cwd=folder, TMPDIR=str(scratch)),
        mersey("load", planted.path, "--service", "s", cwd=folder, TMPDIR=str(scratch)),
        mersey("check", planted.path, "--json", cwd=folder, TMPDIR=str(scratch)),
    ]
    assert all(run.is_clean for run in runs), [run.err for run in runs]
    assert any(run.code == 0 for run in runs), [run.err for run in runs]
    return [
        f"{where}: {place}: {part}"
        for where, text in _texts(folder, planted.path, runs)
        for part, place in planted.found_by.items()
        if part.casefold() in text
    ]


def _texts(
    folder: Path, given: Path, runs: Iterable[Outcome]
) -> Iterator[tuple[str, str]]:
    for run in runs:
        yield "screen", (run.out + run.err).casefold()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != given:
            data = path.read_bytes()
            data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
            yield path.name, data.decode("utf-8", "replace").casefold()
            yield path.name, data.decode("latin-1").casefold()
    for manifest in folder.glob("mersey-data/logs/*/*/manifest.json"):
        log = open_log(manifest.parent)
        tables = (log.events, log.cases, log.variants)
        yield "cells", str([t.to_pyarrow().to_pydict() for t in tables]).casefold()
        close_log(log)
