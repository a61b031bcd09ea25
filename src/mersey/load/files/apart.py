"""The one door to files that could hurt: they are read in a process of their own.

What such a process does to itself (an abort in a library, memory without end, a loop)
ends that process, and is an error in words here. It holds no more memory than the run
may, and works no longer than a file of that size deserves. The system keeps both limits
where it can: Linux does; macOS keeps the time alone, and Windows neither, so that there
only the clock on the wall stops a reader.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import FileUnreadable, MemoryNeeded, MerseyError
from mersey.load.files.handed import ANSWER, contents_of, error_of
from mersey.load.files.reader_limits import limits_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mersey.load.files.format import Contents, Format, Source
    from mersey.load.files.progress import Progress
    from mersey.load.files.reader_limits import ReaderLimits

START: Final = "from mersey.reader_process import main; main()"
WORDS: Final = "words"
"""The file that takes what libraries say when they die. It is searched, never shown."""

WAITED: Final = 5
"""Times the seconds of work: what waits for a disk or for others works little."""

OUT_OF_MEMORY: Final = (b"memory allocation", b"bad_alloc", b"MemoryError", b"capacity")
OUT_OF_TIME: Final = -24  # SIGXCPU
KILLED: Final = -9  # the system's own answer where memory runs out


def read_apart(
    format_: Format, source: Source, *, limits: ReaderLimits | None = None
) -> Contents:
    """What `format_` reads, by a process of its own, with its tables in the engine.

    Raises:
        MemoryNeeded: It needs more memory than the run may hold.
        FileUnreadable: Its reader did not survive it, or did not come to an end.
        MerseyError: Whatever else the format's own `read` raises.
        OSError: The disk is full, or the file cannot be opened.
    """
    allowed = limits or limits_for(source, size=format_.unpacked(source))
    with tempfile.TemporaryDirectory(
        dir=source.session.folder, prefix="apart-"
    ) as name:
        folder = Path(name)
        code = _run(_job(format_, source, folder, allowed), folder, source.progress)
        try:
            said = json.loads((folder / ANSWER).read_text(encoding="ascii"))
        except (OSError, ValueError):
            words = (folder / WORDS).read_bytes()
            raise _died(source, code, words, limits=allowed) from None
        return _taken(said, source, folder, limits=allowed)


def _job(
    format_: Format, source: Source, folder: Path, limits: ReaderLimits
) -> Mapping[str, Any]:
    return {
        "module": format_.read.__module__,
        "function": format_.read.__name__,
        "path": str(source.path.resolve()),
        "name": source.name,
        "encoding": source.sample.encoding,
        "table": source.table,
        "folder": str(folder),
        "memory": limits.memory,
        "seconds": limits.seconds,
    }


def _run(job: Mapping[str, Any], folder: Path, progress: Progress) -> int:
    """The code with which the reading process ended; OUT_OF_TIME if it was stopped."""
    with _started(job, folder) as process:
        stopped = Timer(job["seconds"] * WAITED, process.kill)
        stopped.start()
        try:
            for line in process.stdout or ():
                if line.strip().replace(b".", b"", 1).isdigit():
                    progress("Reading the file", float(line))
            code = process.wait()
        finally:
            in_time = stopped.is_alive()
            stopped.cancel()
    return code if in_time else OUT_OF_TIME


@contextmanager
def _started(job: Mapping[str, Any], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The process, told its job; it does not outlive the block."""
    paths = [str(Path(__file__).parents[3]), *filter(None, sys.path)]
    surroundings = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(paths),
        "ARROW_DEFAULT_MEMORY_POOL": "system",  # others set more aside than they use
        "MALLOC_ARENA_MAX": "2",
    }
    with (folder / WORDS).open("wb") as words:
        process = subprocess.Popen(  # noqa: S603  (this Python, and words of our own)
            [sys.executable, "-P", "-c", START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=words,
            env=surroundings,
            start_new_session=True,  # Ctrl-C reaches us, and we stop it
        )
    try:
        process.stdin.write(json.dumps(job).encode("ascii"))  # type: ignore[union-attr]  # a pipe
        process.stdin.close()  # type: ignore[union-attr]
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()  # type: ignore[union-attr]


def _taken(
    said: Mapping[str, Any], source: Source, folder: Path, *, limits: ReaderLimits
) -> Contents:
    """What the answer holds; or the error that it tells of, raised here."""
    match said:
        case {"contents": contents}:
            return contents_of(contents, source.session, folder)
        case {"error": error}:
            raise error_of(error)
        case {"memory": _}:
            raise _needs_memory(source, limits)
        case {"system": error}:
            raise OSError(error["errno"], error["strerror"])
    raise RuntimeError(said["bug"]["traceback"])


def _died(
    source: Source, code: int, words: bytes, *, limits: ReaderLimits
) -> MerseyError:
    if code == OUT_OF_TIME:
        msg = f"{source.name} was not read within {limits.seconds:,} seconds of work."
        hint = (
            "It may unpack to far more than its size. Save the table in it as CSV, "
            "and give that to mersey."
        )
        return FileUnreadable(msg, next_step=hint)
    if code == KILLED or any(word in words for word in OUT_OF_MEMORY):
        return _needs_memory(source, limits)
    msg = f"{source.name} is damaged in such a way that reading it breaks off."
    hint = "Open it in the program that made it, and save it again or as CSV."
    return FileUnreadable(msg, next_step=hint)


def _needs_memory(source: Source, limits: ReaderLimits) -> MemoryNeeded:
    msg = (
        f"{source.name} needs more memory to be read than the "
        f"{limits.memory / 1e9:.1f} GB that this run has for it."
    )
    hint = (
        "A sheet may be formatted far beyond its table: delete the empty rows and columns"
        " around it, and save it again or as CSV. If it truly holds that much, ⟦memory⟧ "
        "allows more."
    )
    return MemoryNeeded(msg, next_step=hint)
