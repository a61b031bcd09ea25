"""What the program makes of a file: figures, a question, a refusal, or a failure.

The program's own path is run in this process, with the options that a person would type.
"""

from __future__ import annotations

import dataclasses
import shutil
import signal
import statistics
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typer

from mersey.cli import app
from mersey.cli.flags import as_said, as_typed
from mersey.cli.log_reading import read_and_prepare
from mersey.cli.options import Reading
from mersey.engine import QueryFile
from mersey.errors import ChoiceNeeded, DataError, UsageError
from mersey.eventlog import EventLog, close_log, with_pack
from mersey.flow import summarise
from mersey.flow.lead_times import lead_times

__all__ = ["Asked", "Failed", "Outcome", "Read", "Refused", "outcome_of"]

LIMIT_S = 120

COMMONEST = QueryFile("SELECT path FROM {variants} ORDER BY variant_id LIMIT 1")
ACTIVITIES = QueryFile("SELECT DISTINCT activity FROM {events}")
CLOSED_DAYS = QueryFile(
    "SELECT days FROM {cases} WHERE closed IS NOT NULL AND days IS NOT NULL"
)

TYPED_WRONG: type[Exception] = typer.BadParameter.__bases__[0]
"""What the command line raises for an option that it does not know."""


@dataclass(frozen=True, kw_only=True)
class Read:
    """The figures that were given.

    Attributes:
        closed: Cases that are over, also those of which a finding says that it is not
            known since when. open: The others, the silent among them.
        timed: Closed cases that were given a duration.
        spare_rows: Rows that were rejected, or set aside as duplicates.
        findings: Id → its severity, and how many it touches.
    """

    cases: int
    closed: int
    open: int
    timed: int
    events: int
    spare_rows: int
    rows_add_up: bool
    is_date_only: bool
    median_days: float | None
    p50_days: float | None
    p85_days: float | None
    activities: tuple[str, ...]
    commonest_path: tuple[str, ...]
    milestones: tuple[str, ...]
    case_column: str | None
    findings: dict[str, tuple[str, int]]
    clocks: tuple[str, ...]
    end_rule: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question, and the options that answer it."""

    text: str
    options: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Refused:
    """The file cannot be used, and why."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Failed:
    """No answer. A bug is a traceback; misuse an error of use that nobody made."""

    text: str
    kind: Literal["bug", "misuse", "late"]


Outcome = Read | Asked | Refused | Failed


class _TooLong(BaseException):
    """No answer in time; no `except Exception` on the way may swallow it."""


def outcome_of(
    path: Path,
    options: Sequence[str] = (),
    *,
    limit_s: float = LIMIT_S,
    whole: bool = False,
) -> tuple[Outcome, float]:
    """What `mersey look PATH OPTIONS` would come to, and the seconds it took.

    With `whole` everything that a page needs is worked out, the clocks included.
    """
    began = time.perf_counter()
    try:
        with _limited(limit_s):
            outcome: Outcome = _read(path, options, whole=whole)
    except ChoiceNeeded as asked:
        outcome = Asked(text=asked.problem, options=as_typed(asked))
    except DataError as refused:
        outcome = Refused(text=as_said(refused))
    except (UsageError, TYPED_WRONG) as misused:
        outcome = Failed(text=str(misused), kind="misuse")
    except _TooLong:
        outcome = Failed(text=f"no answer in {limit_s} s", kind="late")
    except Exception as bug:  # noqa: BLE001  (whatever it is, it is the verdict)
        if time.perf_counter() - began >= limit_s:  # a query that the alarm broke off
            late = Failed(text=f"no answer in {limit_s} s", kind="late")
            return late, time.perf_counter() - began
        where = traceback.extract_tb(bug.__traceback__)[-1]
        text = f"{type(bug).__name__} in {Path(where.filename).name}:{where.lineno}"
        outcome = Failed(text=text, kind="bug")
    return outcome, time.perf_counter() - began


@cache
def _command(name: str) -> Any:
    return typer.main.get_command(app).commands[name]  # type: ignore[attr-defined]


def _read(path: Path, options: Sequence[str], *, whole: bool) -> Read:
    given = (
        _command("look").make_context("look", [str(path), *options, "--json"]).params
    )
    fields = {f.name: given[f.name] for f in dataclasses.fields(Reading)}
    folder = Path(tempfile.mkdtemp(prefix="exports-"))
    try:
        reading = Reading(**fields)
        _, log = read_and_prepare(
            path, folder, reading=reading, key=None, pack=given.get("service")
        )
        try:
            return _figures(log, whole=whole)
        finally:
            close_log(log)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _figures(log: EventLog, *, whole: bool) -> Read:
    known = with_pack(log)
    log, use = known.log, known.use
    summary = summarise(log, use) if whole else None
    lead = lead_times(log)
    known = {q.p: q.days for q in lead.quantiles} if lead else {}
    paths = log.ask(COMMONEST).to_pylist()
    facts, loading = log.facts, log.loading
    parts = loading.n_loaded + loading.n_rejected + loading.n_duplicate
    days = _closed_days(log)
    found = {f.id: (str(f.severity), f.count) for f in log.findings}
    undated = found.get("closed_without_date", ("", 0))[1]
    return Read(
        cases=facts.n_cases,
        closed=facts.n_closed + undated,
        open=facts.n_open + facts.n_silent - undated,
        timed=len(days),
        events=facts.n_events,
        spare_rows=loading.n_rejected + loading.n_duplicate,
        rows_add_up=loading.n_read == parts,
        is_date_only=facts.date_only,
        median_days=statistics.median(days) if days else None,
        p50_days=known.get(0.5),
        p85_days=known.get(0.85),
        activities=tuple(log.ask(ACTIVITIES)["activity"].to_pylist()),
        commonest_path=tuple(paths[0]["path"]) if paths else (),
        milestones=loading.mapping.milestones,
        case_column=loading.mapping.case,
        findings=found,
        clocks=tuple(c.id for c in summary.clocks) if summary else (),
        end_rule=log.end_rule.text,
    )


def _closed_days(log: EventLog) -> list[float]:
    """Of what is closed and has a duration, whether or not the page may show it."""
    found: list[float] = log.ask(CLOSED_DAYS)["days"].to_pylist()
    return found


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Stop what runs longer; the alarm of POSIX, and so only in the main thread."""

    def stop(*_: object) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
