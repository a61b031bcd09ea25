"""What one process hands to another: a file's contents, or the error that it met.

Tables go as Arrow streams and everything else as JSON: what the reading process says is
never run, only read.
"""

from __future__ import annotations

import dataclasses
import importlib
import json
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa

from mersey import errors
from mersey.errors import ChoiceNeeded, MerseyError
from mersey.fields import Setting
from mersey.load.files.format import HEAD_BYTES, Contents, Sample, Source
from mersey.vocabulary import Finding, Role, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mersey.engine import Engine

ANSWER: Final = "answer.json"
TELL_EVERY_S: Final = 0.2
PLAIN: Final = ("columns", "case_columns", "identical_rows_repeat", "first_line")


@dataclass(frozen=True, kw_only=True)
class _Table:
    """A table on its way: what it will be called, and the file that it lies in."""

    name: str
    file: str


class _Handover:
    """What a reader sees as its engine: a folder, a ceiling, and a way to hand over."""

    def __init__(self, folder: Path, memory: int) -> None:
        self.folder = folder
        self.memory = memory
        self._n = 0

    def from_batches(
        self, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]
    ) -> _Table:
        """Write the batches down under that name."""
        self._n += 1
        file = f"handed-{self._n}.arrows"
        with (
            pa.OSFile(str(self.folder / file), "wb") as sink,
            pa.ipc.new_stream(sink, schema) as to,
        ):
            for batch in batches:
                to.write_batch(batch)
        return _Table(name=name, file=file)


def answer(job: Mapping[str, Any]) -> None:
    """Read the file that `job` names, and write what came of it into its folder.

    A reader that cannot be imported is a bug, and never a fault of the file.
    """
    folder = Path(job["folder"])
    try:
        module = importlib.import_module(job["module"])
        read = getattr(module, job["function"])
        said = {"contents": _told(read(_source(job, folder)))}
    except MerseyError as error:
        said = {"error": _error_told(error)}
    except MemoryError:
        said = {"memory": {}}
    except OSError as error:
        said = {"system": {"errno": error.errno, "strerror": error.strerror}}
    except Exception:  # noqa: BLE001  (a bug: it is raised again where it is seen)
        said = {"bug": {"traceback": traceback.format_exc()}}
    (folder / ANSWER).write_text(json.dumps(said), encoding="ascii")


def handover(folder: Path, *, memory: int) -> Any:
    """What a reader may take for its engine; its tables stay in files of `folder`."""
    return _Handover(folder, memory)


def contents_of(said: Mapping[str, Any], session: Engine, folder: Path) -> Contents:
    """The contents that were handed over, with their tables in `session`."""

    def taken(table: Mapping[str, str] | None) -> Any:
        if table is None:
            return None
        with pa.memory_map(str(folder / table["file"])) as source:
            reader = pa.ipc.open_stream(source)
            return session.from_batches(table["name"], reader.schema, reader)

    return Contents(
        table=taken(said["table"]),
        rejected=taken(said["rejected"]),
        parts={key: taken(table) for key, table in said["parts"].items()},
        columns=tuple(said["columns"]),
        case_columns=tuple(said["case_columns"]),
        identical_rows_repeat=said["identical_rows_repeat"],
        first_line=said["first_line"],
        roles={Role(role): column for role, column in said["roles"].items()},
        findings=tuple(_finding(each) for each in said["findings"]),
    )


def error_of(said: Mapping[str, Any]) -> MerseyError:
    """The error that was handed over."""
    kind = getattr(errors, said["kind"])
    if kind is ChoiceNeeded:
        return ChoiceNeeded(
            said["problem"],
            options=[Setting(**option) for option in said["options"]],
            gives=said["gives"],
        )
    made: MerseyError = kind(said["problem"], next_step=said["next_step"])
    return made


def _source(job: Mapping[str, Any], folder: Path) -> Source:
    path = Path(job["path"])
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    sample = Sample(path=path, name=job["name"], head=head, encoding=job["encoding"])
    session = handover(folder, memory=job["memory"])
    return Source(sample=sample, session=session, table=job["table"], progress=_Told())


class _Told:
    """Progress as a line on standard output, a few times a second."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, stage: str, done: float | None) -> None:
        now = time.monotonic()
        del stage  # the one that waits has a name for it
        if done is not None and now - self._last > TELL_EVERY_S:
            self._last = now
            sys.stdout.write(f"{done:.4f}\n")
            sys.stdout.flush()


def _told(contents: Contents) -> dict[str, Any]:
    return {
        "table": dataclasses.asdict(contents.table),
        "rejected": contents.rejected and dataclasses.asdict(contents.rejected),
        "parts": {k: dataclasses.asdict(part) for k, part in contents.parts.items()},
        **{name: getattr(contents, name) for name in PLAIN},
        "roles": dict(contents.roles),
        "findings": [dataclasses.asdict(each) for each in contents.findings],
    }


def _finding(said: Mapping[str, Any]) -> Finding:
    return Finding(**{**said, "severity": Severity(said["severity"])})


def _error_told(error: MerseyError) -> dict[str, Any]:
    return {
        "kind": type(error).__name__,
        "problem": error.problem,
        "next_step": error.next_step,
        "options": [dataclasses.asdict(o) for o in getattr(error, "options", ())],
        "gives": getattr(error, "gives", ()),
    }
