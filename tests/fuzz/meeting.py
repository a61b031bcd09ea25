"""What reading makes of a broken file; anything but rows or words is told."""

from __future__ import annotations

import contextlib
import shutil
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from mersey.engine import Engine, open_duckdb
from mersey.errors import MerseyError
from mersey.load import FORMATS, RawTable, read_raw
from mersey.load.files.format import HEAD_BYTES, Sample, Source
from mersey.load.files.handed import handover
from mersey.load.reading import choose_format
from tests.fuzz.accidents import broken
from tests.fuzz.corpus import CORPUS

__all__ = ["CEILING", "Broken", "made", "met_by_readers", "met_whole"]

CEILING = 1_500_000_000
LIMIT_S = 30
SOUND = (2, 3)

Broken = tuple[int, str, bytes]
"""The seed of a broken file, its name and its content."""

Faults = dict[int, str]
"""Seed → what went wrong with its file."""


def made(seeds: range) -> Iterator[Broken]:
    """The broken files of those seeds, of all formats in turn."""
    for seed in seeds:
        yield seed, *_made(seed)


def _made(seed: int) -> tuple[str, bytes]:
    rng = Random(f"broken {seed}")
    name, content = CORPUS[seed % len(CORPUS)]
    for _ in range(rng.choice((1, 1, 2))):
        content = broken(content, rng)
    return name, content


def met_by_readers(files: Iterable[Broken]) -> Faults:
    """What goes wrong where each format's own reader meets its file, without an engine."""
    with _folder() as folder:
        session = handover(folder, memory=CEILING)
        return {
            seed: fault
            for seed, *file in files
            if (
                fault := _fault(
                    file, folder, lambda path: _by_reader(path, session), is_apart=True
                )
            )
        }


def met_whole(files: Iterable[Broken]) -> Faults:
    """What goes wrong where the files are read as a command reads them."""
    with _folder() as folder:
        session = open_duckdb(folder, memory=CEILING)
        faults = {
            seed: fault
            for seed, *file in files
            if (
                fault := _fault(
                    file, folder, lambda path: _whole(path, session), is_apart=False
                )
            )
        }
        session.close()
    return faults


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fault(
    file: list[Any], folder: Path, read: Callable[[Path], None], *, is_apart: bool
) -> str:
    name, content = file
    path = folder / name
    path.write_bytes(content)
    try:
        with _in_time():
            read(path)
    except MerseyError as error:
        return "" if error.exit_code in SOUND else f"{name}: exit {error.exit_code}"
    except BaseException as bug:
        if (
            type(bug).__name__ == "PanicException"
        ):  # it would have ended its own process
            return "" if is_apart else f"{name}: panic"
        if isinstance(bug, KeyboardInterrupt):
            raise
        where = traceback.extract_tb(bug.__traceback__)[-1]
        told = f"{Path(where.filename).name}:{where.lineno}"
        return f"{name}: {type(bug).__name__} in {told}: {str(bug)[-200:]}"
    finally:
        path.unlink()
    return ""


@contextlib.contextmanager
def _in_time() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LIMIT_S)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _by_reader(path: Path, session: Any) -> None:
    with path.open("rb") as file:
        sample = Sample(path=path, name=path.name, head=file.read(HEAD_BYTES))
    format_ = choose_format(sample)
    if format_.apart_from is not None:
        source = Source(sample=sample, session=session)
        format_.unpacked(source)
        format_.read(source)


def _whole(path: Path, session: Engine) -> None:
    raw = read_raw(path, session=session)
    _add_up(raw)
    session.to_pyarrow(raw.table)


def _add_up(raw: RawTable) -> None:
    counts = [raw.session.count(table) for table in (raw.table, raw.rejected)]
    if sum(counts) != raw.n_read or raw.format not in FORMATS:
        raise ArithmeticError(counts)
