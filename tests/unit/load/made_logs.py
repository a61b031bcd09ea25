"""Small files, and logs loaded from them, for the tests of loading."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mersey.engine import open_duckdb
from mersey.engine.queries import query
from mersey.load import LoadedLog, ReadOptions, read_log

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KEY = b"k" * 32


@contextmanager
def loaded(content: str | Path, **options: Any) -> Iterator[LoadedLog]:
    """The log of a file, or of a CSV with this content."""
    folder = Path(tempfile.mkdtemp())
    session = open_duckdb(folder)
    try:
        path = content if isinstance(content, Path) else folder / "log.csv"
        if isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        yield read_log(path, session=session, options=ReadOptions(**options), key=KEY)
    finally:
        session.close()
        shutil.rmtree(folder)


def events(log: LoadedLog) -> list[dict[str, Any]]:
    """The events, by case, time and event_id."""
    rows = query("FROM {it} ORDER BY case_id, event_time, event_id", it=log.events)
    return list(log.session.to_pyarrow(rows).to_pylist())


def cases(log: LoadedLog) -> list[dict[str, Any]]:
    """The cases, by case_id."""
    rows = query("FROM {it} ORDER BY case_id", it=log.cases)
    return list(log.session.to_pyarrow(rows).to_pylist())


def rejected(log: LoadedLog) -> list[dict[str, Any]]:
    """The rejected rows, by line."""
    rows = query("FROM {it} ORDER BY line", it=log.rejected)
    return list(log.session.to_pyarrow(rows).to_pylist())


def finding_ids(log: LoadedLog) -> set[str]:
    """The ids of the findings."""
    return {finding.id for finding in log.findings}


def times_of(values: Sequence[str], **options: Any) -> list[str]:
    """The UTC times of a log whose time column holds these values, as ISO text."""
    rows = "".join(
        f'{n},step {n % 3},"{v}"\n{n},end,"{v}"\n' for n, v in enumerate(values)
    )
    with loaded("case id,activity,timestamp\n" + rows, **options) as log:
        found = [event for event in events(log) if event["activity"] == "end"]
        return [event["event_time"].isoformat(" ") for event in found]
