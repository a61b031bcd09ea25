"""Read a file that a test wrote, and look at its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from mersey.engine import Engine, open_duckdb
from mersey.load import read_raw
from mersey.load.files.raw import RawTable

Read = Callable[..., RawTable]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Engine]:
    """An engine with a scratch folder of its own."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    engine = open_duckdb(folder)
    yield engine
    engine.close()


@pytest.fixture
def read(tmp_path: Path, session: Engine) -> Read:
    """Read bytes as if they were a file of that name."""

    def read_bytes(content: bytes, name: str = "log.csv", **options: Any) -> RawTable:
        path = tmp_path / name
        path.write_bytes(content)
        return read_raw(path, session=session, **options)

    return read_bytes
