"""The site behind gunicorn: several processes, one PostgreSQL, and a worker beside them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from mersey.web.config import DEMO_SECRET
from tests.web import postgresql

PATIENCE_S = 120


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def _gunicorn(
    workspace: Path, port: int, **environment: str
) -> Iterator[subprocess.Popen[str]]:
    told = [sys.executable, "-m", "gunicorn", "mersey.web.wsgi:application"]
    options = ["--workers", "2", "--threads", "4", "--no-control-socket"]
    with subprocess.Popen(
        [*told, *options, "--bind", f"127.0.0.1:{port}"],
        env={**os.environ, "MERSEY_WORKSPACE": str(workspace), **environment},
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        try:
            yield run
        finally:
            run.terminate()
            run.communicate(timeout=60)


def _page(address: str) -> str:
    """The page, once the server is there."""
    give_up = time.monotonic() + PATIENCE_S
    while True:
        try:
            with urlopen(address, timeout=30) as shown:  # noqa: S310
                return str(shown.read().decode())
        except HTTPError:
            raise
        except (URLError, ConnectionError):
            assert time.monotonic() < give_up
            time.sleep(0.2)


def _processes_of(run: subprocess.Popen[str]) -> list[int]:
    shown = Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text("ascii")
    return [int(one) for one in shown.split()]


@pytest.mark.parametrize("secret", [DEMO_SECRET, "short"])
def test_secret_that_others_know_is_refused(tmp_path: Path, secret: str) -> None:
    said = {"MERSEY_SECRET_KEY": secret}
    with _gunicorn(tmp_path / "data", _free_port(), **said) as run:
        _, shown = run.communicate(timeout=PATIENCE_S)
    assert run.returncode != 0
    assert "MERSEY_SECRET_KEY is a secret that others know" in shown
    assert "32 characters or more" in shown


@pytest.mark.long
def test_site_is_served_on_postgresql_and_outlives_its_processes(
    tmp_path: Path,
) -> None:
    port = _free_port()
    with (
        postgresql.running() as address,
        _gunicorn(tmp_path / "data", port, DATABASE_URL=address) as run,
    ):
        assert _page(f"http://127.0.0.1:{port}/health") == "ok\n"
        assert "Sign in" in _page(f"http://127.0.0.1:{port}/")
        for pid in _processes_of(run):
            os.kill(pid, signal.SIGKILL)
        assert "Sign in" in _page(f"http://127.0.0.1:{port}/")
        assert _worker_finds_jobs(tmp_path / "data", address)
    assert not (tmp_path / "data/app.sqlite3").exists()


def _worker_finds_jobs(workspace: Path, address: str) -> bool:
    """Whether `mersey worker` takes the look into the watched folders."""
    told = [sys.executable, "-m", "mersey", "worker", "--workspace", str(workspace)]
    with subprocess.Popen(told, env={**os.environ, "DATABASE_URL": address}) as run:
        try:
            return _is_watched(address)
        finally:
            run.send_signal(signal.SIGINT)
            run.wait(timeout=60)


def _is_watched(address: str) -> bool:
    import psycopg

    give_up = time.monotonic() + PATIENCE_S
    with psycopg.connect(address, autocommit=True) as database:
        while time.monotonic() < give_up:
            (n,) = database.execute(
                "SELECT count(*) FROM web_job WHERE kind = 'watch' AND state = 'done'"
            ).fetchone() or (0,)
            if n:
                return True
            time.sleep(0.2)
    return False
