"""How long a page takes while fifty requests come every second, whoever waits for whom.

    python -m bench.web_load --workspace out/demo
    python -m bench.web_load --workspace out/demo --readers 200 --load 1e6 --seconds 90
    python -m bench.web_load --workspace out/demo --gunicorn --database postgresql

Serves a copy of a demo's workspace that `mersey serve --demo` has filled, and asks for
its pages at times that were fixed before: a late answer holds up no later question, and
each answer's time counts from when it was due. Every reader has a session of their own.
With `--load` a log of so many events is uploaded first, and read by a worker meanwhile.
Ends with 1 where an answer was no page, or, without a load, 95 in 100 took longer than
the budget. The processor's time a request tells what waits do not: the server's own.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from bench.web_site import WebVisitor, free_port, served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

BUDGET_MS = 50.0

PAGES = (
    "/services/planning/",
    "/services/planning/board/",
    "/services/planning/flow/",
    "/services/planning/cases/",
    "/services/",
    "/",
)
FILES = "/services/it-incidents/data/files/"

CAST = ("amina", "dana", "sunita", "amina")

NOT_YET = 503
PATIENCE_S = 400
"""How long a job may take that works an answer out anew, for the code that is here."""

WARM_S = 5.0
"""Seconds of the same requests that are not counted: each session's first sights."""

AT_ONCE = 48
"""Requests that may be under way: at the budget, a twentieth of this would do."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request that was made: `ms` from when it was due until all of it was there."""

    page: str
    ms: float
    status: int
    n_bytes: int


def main() -> int:
    """Print the table; 0 where the budget is kept."""
    said = _arguments()
    with tempfile.TemporaryDirectory(prefix="mersey-web-load-") as folder:
        workspace = Path(folder) / "workspace"
        _copy(said.workspace, workspace)
        with _site(workspace, said) as (port, server):
            readers = [_signed_in(port, n) for n in range(said.readers)]
            with _worker(workspace, port, said):
                _warm(readers, said.pages)
            with _loading(Path(folder), workspace, port, said) as stands:
                asked_at(said.rate, WARM_S, readers, said.pages)
                before = cpu_s(server.pid)
                found = asked_at(said.rate, said.seconds, readers, said.pages)
                spent = cpu_s(server.pid) - before
                print(f"load: {stands()}") if said.load else None
            for one in readers:
                one.leave()
    print(f"{spent / len(found) * 1000:.1f} ms of a processor a request")
    return _told(found, said)


def cpu_s(pid: int) -> float:
    """Seconds of processor that a process and those it started have used (Linux)."""
    told = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    own = (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(cpu_s(int(one)) for one in below)


def asked_at(
    rate: float, seconds: float, readers: Sequence[WebVisitor], pages: Sequence[str]
) -> list[Asked]:
    """What became of `rate` requests a second, one reader and page after the other."""
    found: list[Asked] = []
    numbers = count()
    start = time.perf_counter() + 0.2
    locks = [threading.Lock() for _ in readers]

    def ask() -> None:
        while (n := next(numbers)) < rate * seconds:
            due = start + n / rate
            time.sleep(max(0.0, due - time.perf_counter()))
            place = n % len(readers)
            with locks[place]:
                found.append(_ask(readers[place], pages[n % len(pages)], due))

    threads = [threading.Thread(target=ask) for _ in range(AT_ONCE)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return found


def _ask(reader: WebVisitor, page: str, due: float) -> Asked:
    try:
        told = reader.get(page)
        status, n_bytes = told.status, len(told.body)
    except (OSError, http.client.HTTPException):
        status, n_bytes = 0, 0
        reader.leave()
    ms = (time.perf_counter() - due) * 1000
    return Asked(page=page, ms=ms, status=status, n_bytes=n_bytes)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _arguments() -> argparse.Namespace:
    told = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    told.add_argument("--workspace", type=Path, required=True)
    told.add_argument("--rate", type=float, default=50)
    told.add_argument("--seconds", type=float, default=30)
    told.add_argument("--readers", type=int, default=20)
    told.add_argument("--pages", nargs="+", default=list(PAGES))
    told.add_argument("--load", type=float, default=0, help="events of a log")
    told.add_argument("--gunicorn", action="store_true")
    told.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    return told.parse_args()


def _copy(workspace: Path, place: Path) -> None:
    """The workspace, with its database as of one moment."""
    left = shutil.ignore_patterns("app.sqlite3*", ".lock", ".starting")
    shutil.copytree(workspace, place, ignore=left)
    with (
        contextlib.closing(sqlite3.connect(workspace / "app.sqlite3")) as own,
        contextlib.closing(sqlite3.connect(place / "app.sqlite3")) as copy,
    ):
        own.backup(copy)


@contextlib.contextmanager
def _site(
    workspace: Path, said: argparse.Namespace
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    port = free_port()
    with contextlib.ExitStack() as stack:
        surroundings: dict[str, str] = {}
        if said.database == "postgresql":
            from tests.web import postgresql  # noqa: PLC0415  (only where asked)

            surroundings["DATABASE_URL"] = stack.enter_context(postgresql.running())
        program = ["tests.web.bare_site", "serve", str(workspace), str(port)]
        if said.gunicorn:
            program = ["gunicorn", "--workers", "2", "--threads", "4"]
            program += ["--no-control-socket", "--bind", f"127.0.0.1:{port}"]
            program += [f"tests.web.bare_site:application({str(workspace)!r})"]
        words = workspace.with_name("server.txt")
        server = stack.enter_context(
            served(program, port=port, environment=surroundings, words=words)
        )
        said.surroundings = surroundings
        yield port, server


@contextlib.contextmanager
def _worker(workspace: Path, port: int, said: argparse.Namespace) -> Iterator[None]:
    """Somebody who does jobs, while pages are made ready and no longer."""
    program = ("tests.web.bare_site", "work", str(workspace), "20")
    with served(program, port=port, environment=said.surroundings):
        yield


@contextlib.contextmanager
def _loading(
    folder: Path, workspace: Path, port: int, said: argparse.Namespace
) -> Iterator[Callable[[], str]]:
    """A large file that was uploaded, and a worker who reads it; tells how far it is."""
    if not said.load:
        yield lambda: ""
        return
    file = folder / "log.csv"
    told = [sys.executable, "-m", "bench.make_log", str(said.load), str(file)]
    subprocess.run(told, check=True)
    analyst = WebVisitor(port, timeout_s=600)
    analyst.sign_in("dana")
    with _worker(workspace, port, said):
        brought = analyst.bring(f"{FILES}add", "log.csv", file.read_bytes())
        at = brought.headers["location"].removesuffix("/") + ".json"

        def stands() -> str:
            return analyst.get(at, accept_encoding="identity").body.decode()[:600]

        yield stands
    analyst.leave()


def _signed_in(port: int, number: int) -> WebVisitor:
    reader = WebVisitor(port)
    reader.sign_in(CAST[number % len(CAST)])
    return reader


def _warm(readers: Sequence[WebVisitor], pages: Sequence[str]) -> None:
    """Each page once for each of the cast, and until it is there."""
    for reader in readers[: len(CAST)]:
        for page in pages:
            give_up = time.monotonic() + PATIENCE_S
            while reader.get(page).status == NOT_YET:
                if time.monotonic() > give_up:
                    sys.exit(f"{page} is not worked out: is the workspace filled?")
                time.sleep(1)
            for _ in range(3):
                reader.get(page)


def _told(found: Sequence[Asked], said: argparse.Namespace) -> int:
    server = "gunicorn" if said.gunicorn else "waitress"
    print(
        f"{server}, {said.database}, {said.readers} readers, {said.rate:g} requests a"
        f" second for {said.seconds:g} s, {os.cpu_count()} processors"
    )
    print(
        f"{'page':40} {'n':>6} {'p50':>7} {'p95':>7} {'p99':>7} {'wrong':>6} {'KB':>6}"
    )
    for page in (*said.pages, ""):
        _row(page or "all", [one for one in found if page in ("", one.page)])
    n_wrong = sum(one.status != 200 for one in found)
    p95 = percentile([one.ms for one in found], 0.95)
    return int(n_wrong > 0 or (p95 > BUDGET_MS and not said.load))


def _row(name: str, found: Sequence[Asked]) -> None:
    ms = [one.ms for one in found]
    shares = "".join(f" {percentile(ms, share):7.1f}" for share in (0.5, 0.95, 0.99))
    n_wrong = sum(one.status != 200 for one in found)
    kb = sum(one.n_bytes for one in found) / len(found) / 1000
    print(f"{name:40} {len(found):6}{shares} {n_wrong:6} {kb:6.1f}")


if __name__ == "__main__":
    sys.exit(main())
