"""The edges of a run: the clock, the screen, scratch space and safe files.

Nothing else in mersey reads the clock or writes where a person told it to.
"""

from __future__ import annotations

import json
import sys
import tempfile
import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from mersey import scratch
from mersey.cli.flags import as_flags
from mersey.cli.saying import escaped
from mersey.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mersey.load import Progress

QUIET_S = 1.0
"""A bar is shown only on what takes longer than this."""


def now() -> datetime:
    """The time, with its zone."""
    return datetime.now(UTC)


def print_json(data: Mapping[str, Any]) -> None:
    """Print one JSON object, keys sorted, numbers unrounded."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, allow_nan=False)
    typer.echo(escaped(as_flags(text)))


def cannot_write(error: OSError) -> WorkspaceError:
    """What to tell a person whose disk cannot be written."""
    where = f" at {error.filename}" if error.filename else ""
    return WorkspaceError(
        f"The disk could not be written{where}: {error.strerror}.",
        next_step="Free some room, or choose another place with --out, --workspace or "
        "the environment variable TMPDIR. What was there before is unchanged.",
    )


def write_file(path: Path, content: str | bytes) -> None:
    """Write a whole file or none, fields as flags: a stopped run leaves the old one.

    Raises:
        WorkspaceError: There is no room, no such folder, or no permission.
    """
    try:
        whole = content
        if isinstance(whole, str):
            whole = as_flags(whole).encode("utf-8")
        scratch.write_whole(path, whole)
    except OSError as error:
        raise cannot_write(error) from error


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A private folder that is gone afterwards, whatever happens."""
    with scratch.scratch_folder(Path(tempfile.gettempdir())) as folder:
        yield folder


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Progress on the terminal, from the second second on; silent when it is not one."""
    bar = _Bar()
    try:
        yield bar
    finally:
        bar.close()


class _Bar:
    """A rich progress bar that appears late, on standard error, and moves by itself.

    It appears after its time even where the stage under way says nothing, and counts the
    seconds: a person sees that the program works, also through one long query.
    """

    def __init__(self) -> None:
        self._shown: Any = None
        self._task: Any = None
        self._stage: tuple[str, float | None] = ("Reading", None)
        self._lock = threading.Lock()
        self._is_wanted = sys.stderr.isatty()
        self._timer = threading.Timer(QUIET_S, self._show)
        self._timer.daemon = True
        if self._is_wanted:
            self._timer.start()

    def __call__(self, stage: str, done: float | None) -> None:
        if not self._is_wanted:
            return
        with self._lock:
            self._stage = stage, done
            if self._shown is not None:
                self._move()

    def close(self) -> None:
        """Take the bar away."""
        self._timer.cancel()
        with self._lock:
            self._is_wanted = False
            if self._shown is not None:
                self._shown.stop()

    def _show(self) -> None:
        from rich import progress  # 0.1 s, and seldom needed
        from rich.console import Console

        with self._lock:
            if not self._is_wanted:
                return
            self._shown = progress.Progress(
                progress.SpinnerColumn(),
                progress.TextColumn("{task.description}"),
                progress.BarColumn(),
                progress.TaskProgressColumn(),
                progress.TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._shown.add_task("", total=None)
            self._move()
            self._shown.start()

    def _move(self) -> None:
        stage, done = self._stage
        total = None if done is None else 1.0
        self._shown.update(
            self._task, description=stage, completed=done or 0.0, total=total
        )
