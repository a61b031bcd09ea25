"""What a file format is: how to recognise its content, and how to read it.

To add a format, add one file to `formats/` that declares `FORMAT`. Content decides which
format a file has; its ending only breaks a tie.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final

from mersey.load.files.progress import silent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from mersey.engine import Engine
    from mersey.load.files.progress import Progress
    from mersey.vocabulary import Finding, Role

HEAD_BYTES: Final = 1 << 18
"""How much of a file is looked at to recognise it."""

APART_FROM: Final = 4 << 20
"""Bytes from which a text is read in a process of its own. Reading a smaller one holds at
most a hundred times as much, which fits; starting a process for it costs a fifth of a
second."""


class Fit(IntEnum):
    """How well a file's content fits a format."""

    NO = 0
    MAYBE = 1  # as any text fits delimited text
    YES = 2  # it carries the format's own marks


@dataclass(frozen=True, kw_only=True)
class Sample:
    """What a format sees of a file to recognise it.

    Attributes:
        path: The file, unpacked where it came in gzip.
        name: The name it came under, without `.gz`.
        head: Its first `HEAD_BYTES` bytes, or all of it.
        encoding: The codec that a person stated; None where it is to be found out.
    """

    path: Path
    name: str
    head: bytes
    encoding: str | None = None

    @property
    def is_whole(self) -> bool:
        """True where `head` is the whole file."""
        return len(self.head) < HEAD_BYTES


@dataclass(frozen=True, kw_only=True)
class Source:
    """A file to read, and where its rows go.

    Attributes:
        sample: The file.
        session: The engine that will hold its rows.
        table: The sheet or object type that was asked for.
        progress: Told how far reading is.
    """

    sample: Sample
    session: Engine
    table: str | None = None
    progress: Progress = silent

    @property
    def path(self) -> Path:
        """The file, unpacked where it came in gzip."""
        return self.sample.path

    @property
    def name(self) -> str:
        """The name for messages."""
        return self.sample.name


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a format read; `RawTable` explains the fields they share.

    `rejected` is None where no row can be rejected. `parts` are further tables, of which
    the format's `then` makes the one table.
    """

    table: Any
    columns: tuple[str, ...]
    rejected: Any = None
    identical_rows_repeat: bool = True
    roles: Mapping[Role, str] = field(default_factory=dict)
    first_line: int | None = None
    case_columns: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    parts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Example:
    """A tiny file in a format, and what must be read from it.

    Attributes:
        file_name: What such a file is called.
        content: Its bytes.
        columns: The headings that must come out.
        n_rows: How many rows must come out.
        damaged: The same with something wrong in it; None where any damage makes the
            whole file unreadable.
        n_rejected: Rows of `damaged` that must be rejected, each with its line.
        table: The sheet or object type to ask for.
    """

    file_name: str
    content: bytes
    columns: tuple[str, ...]
    n_rows: int
    damaged: bytes | None = None
    n_rejected: int = 0
    table: str | None = None


def _as_it_lies(_source: Source) -> None:
    """Of most formats: a file holds what it holds."""


@dataclass(frozen=True, kw_only=True)
class Format:
    """A file format.

    Attributes:
        name: Stable name, such as `xes`.
        title: What people call it.
        extensions: Endings of its files, with the dot, lower case, without `.gz`.
        sniff: How well a file's content fits.
        read: Reads it. Raises FileUnreadable where it is damaged, ChoiceNeeded where a
            person must say which of its tables is meant.
        example: A tiny file in this format.
        is_text: True where the encoding of its text can be stated; False where the
            format itself says in which one it is.
        apart_from: Bytes from which a file is read in a process of its own, with limits
            of memory and time: 0 for every one, as where a library could abort; None
            for none, as where the engine reads it. Such a `read` asks nothing of the
            engine but its folder and `from_batches`.
        then: Makes one table of the parts that were read, in the engine.
        unpacked: How many bytes a file holds once it is unpacked; None for its size.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    sniff: Callable[[Sample], Fit]
    read: Callable[[Source], Contents]
    example: Example
    is_text: bool = False
    apart_from: int | None = None
    then: Callable[[Source, Contents], Contents] | None = None
    unpacked: Callable[[Source], int | None] = _as_it_lies
