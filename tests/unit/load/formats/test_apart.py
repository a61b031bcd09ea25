"""A file is read in a process of its own: what that does to itself is an error here."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mersey.cli.flags import as_typed
from mersey.engine import Engine
from mersey.errors import ChoiceNeeded, FileUnreadable, MemoryNeeded, UnknownName
from mersey.load import FORMATS
from mersey.load.files.apart import read_apart
from mersey.load.files.format import Contents, Example, Fit, Format, Sample, Source
from mersey.load.files.reader_limits import ReaderLimits, limits_for
from mersey.vocabulary import Role, Severity
from tests.unit.load.formats import hurtful

SMALL = ReaderLimits(memory=700_000_000, seconds=2)
Reader = Callable[[Source], Contents]
Apart = Callable[..., Contents]


@pytest.fixture(autouse=True)
def _from_cold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mersey.load.files.apart.subprocess", subprocess)


def _format(read: Reader) -> Format:
    example = Example(file_name="x", content=b"", columns=(), n_rows=0)
    return Format(
        name="made",
        title="made up",
        extensions=(),
        sniff=lambda _: Fit.NO,
        read=read,
        example=example,
    )


@pytest.fixture
def apart(tmp_path: Path, session: Engine) -> Apart:
    """What a reader makes of a small file in a process of its own."""

    def run(read: Reader, limits: ReaderLimits = SMALL) -> Contents:
        path = tmp_path / "made up.xlsx"
        path.write_bytes(b"content")
        sample = Sample(path=path, name=path.name, head=b"content")
        source = Source(sample=sample, session=session)
        return read_apart(_format(read), source, limits=limits)

    return run


def test_contents_come_over_whole_when_they_are_read_apart(
    apart: Apart, session: Engine
) -> None:
    contents = apart(hurtful.reads)
    assert session.to_pyarrow(contents.table)["Job"].to_pylist() == [
        "17",
        None,
        "17",
        None,
    ]
    assert contents.roles == {Role.CASE: "Job"}
    assert contents.columns == contents.case_columns == ("Job",)
    assert (contents.first_line, contents.identical_rows_repeat) == (7, False)
    [finding] = contents.findings
    assert (finding.share, finding.severity) == (0.5, Severity.SERIOUS)


@pytest.mark.parametrize("read", [hurtful.aborts, hurtful.faults, hurtful.leaves])
def test_a_death_is_an_error_in_words_when_a_reader_dies(
    apart: Apart, read: Reader
) -> None:
    with pytest.raises(FileUnreadable, match=r"made up\.xlsx is damaged"):
        apart(read)


@pytest.mark.parametrize("read", [hurtful.swells, hurtful.aborts_for_memory])
def test_memory_is_said_to_be_lacking_when_a_reader_swells(
    apart: Apart, read: Reader
) -> None:
    with pytest.raises(MemoryNeeded, match=r"0\.7 GB"):
        apart(read)


@pytest.mark.parametrize("read", [hurtful.spins, hurtful.sleeps])
def test_a_reader_is_stopped_when_it_does_not_come_to_an_end(
    apart: Apart, read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mersey.load.files.apart.WAITED", 2)
    began = time.monotonic()
    with pytest.raises(FileUnreadable, match="within 1 seconds of work"):
        apart(read, ReaderLimits(memory=700_000_000, seconds=1))
    assert time.monotonic() - began < 20


def test_a_question_comes_over_with_its_options_when_a_reader_asks(
    apart: Apart,
) -> None:
    with pytest.raises(ChoiceNeeded) as asked:
        apart(hurtful.asks)
    assert as_typed(asked.value) == ("--table A", "--table B")
    assert asked.value.gives == ("1 row", "2 rows")
    assert "⟦table⟧ B  # 2 rows" in asked.value.next_step


def test_an_error_comes_over_as_it_is_when_a_name_is_unknown(apart: Apart) -> None:
    with pytest.raises(UnknownName, match='no sheet called "x"'):
        apart(hurtful.knows_no_name)


def test_a_full_disk_stays_one_when_a_reader_meets_it(apart: Apart) -> None:
    with pytest.raises(OSError, match="No space left"):
        apart(hurtful.has_no_room)


def test_a_bug_shows_its_traceback_when_a_reader_has_one(apart: Apart) -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        apart(hurtful.errs)


def test_nothing_is_left_when_a_reader_died(apart: Apart, session: Engine) -> None:
    with pytest.raises(FileUnreadable):
        apart(hurtful.aborts)
    assert [path.name for path in session.folder.glob("apart-*")] == []


def test_limits_grow_with_the_file_when_it_is_large(
    tmp_path: Path, session: Engine
) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"x")
    sample = Sample(path=path, name="x", head=b"x")
    source = Source(sample=sample, session=session)
    assert limits_for(source).seconds == 20
    assert limits_for(source, size=50_000_000).seconds == 70
    assert limits_for(source).memory < session.memory


def test_no_child_outlives_a_run_that_is_stopped(
    apart: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def noted(*args: object, **named: object) -> subprocess.Popen[bytes]:
        started.append(real(*args, **named))  # type: ignore[call-overload]
        return started[-1]

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mersey.load.files.apart.subprocess.Popen", noted)
    monkeypatch.setattr("mersey.load.files.apart.Timer", stop)
    with pytest.raises(KeyboardInterrupt):
        apart(hurtful.sleeps)
    assert started[0].poll() is not None
    with pytest.raises(ProcessLookupError):
        os.kill(started[0].pid, 0)


@pytest.mark.parametrize(
    "name", [name for name, each in FORMATS.items() if each.apart_from is not None]
)
def test_every_reader_starts_in_a_process_of_its_own(
    name: str, tmp_path: Path, session: Engine
) -> None:
    example = FORMATS[name].example
    path = tmp_path / example.file_name
    path.write_bytes(example.content)
    sample = Sample(path=path, name=path.name, head=example.content)
    source = Source(sample=sample, session=session, table=example.table)
    contents = read_apart(FORMATS[name], source)
    assert session.count(contents.table) > 0


def test_a_reader_that_cannot_be_imported_is_a_bug_and_no_damage(
    apart: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hurtful.reads, "__module__", "mersey.load.files.nowhere")
    with pytest.raises(RuntimeError, match="ModuleNotFoundError"):
        apart(hurtful.reads)
