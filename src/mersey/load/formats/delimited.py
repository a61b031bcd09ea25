"""Delimited text: CSV, TSV and their kin, in any encoding that exports use.

The engine reads the file as it lies wherever it can, which is its own full speed. Where
the bytes are not UTF-8, a quote never closes or line ends are mixed, a mended copy is
read instead. All values stay text; only an empty value is null.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa

from mersey.engine.delimited_reading import LONGEST_LINE, DelimitedText
from mersey.engine.expressions import call, cases, column, stripped, value
from mersey.engine.queries import query, stacked
from mersey.errors import FileUnreadable
from mersey.load.files.encodings import guess_encoding
from mersey.load.files.format import HEAD_BYTES, Contents, Example, Fit, Format
from mersey.load.files.formula_cells import formula_cells
from mersey.load.files.growing import MOST_COLUMNS
from mersey.load.files.headings import name_columns
from mersey.load.files.lines import ENDLESS_LINE
from mersey.load.files.mending import mend
from mersey.load.files.raw import ROW
from mersey.load.files.rejections import no_rejections, rejections
from mersey.load.files.signatures import is_binary, is_markup
from mersey.load.files.suspects import is_suspect
from mersey.load.files.table_tail import without_tail
from mersey.load.files.text import (
    TextEncoding,
    decode_sample,
    encoding_in,
    encoding_of,
    sniff_dialect,
)
from mersey.load.files.text_findings import dialect_findings, mending_findings

if TYPE_CHECKING:
    from pathlib import Path

    from mersey.engine import Engine
    from mersey.engine.delimited_reading import DelimitedRead
    from mersey.engine.tables import StoredTable
    from mersey.load.files.format import Sample, Source
    from mersey.load.files.mending import Mended
    from mersey.load.files.text import Dialect
    from mersey.vocabulary import Finding

MOST_HEAD_BYTES: Final = 1 << 24
"""Headings that do not end within 16 MiB are no headings."""


def sniff(sample: Sample) -> Fit:
    """Text that is no markup may be delimited; nothing marks it as such."""
    encoding = sample.encoding or encoding_of(sample.head)
    is_wide = encoding is not None and not encoding.startswith("utf-8")
    if not is_wide and is_binary(sample.head):
        return Fit.NO
    return Fit.NO if is_markup(decode_sample(sample.head, encoding)) else Fit.MAYBE


def read(source: Source) -> Contents:
    """Every value as text, in the order of the file.

    Raises:
        FileUnreadable: No headings can be found, or far too many.
    """
    encoding = encoding_in(source.sample)
    dialect = _dialect(source, encoding)
    names, findings = name_columns(dialect.headings)
    done = _read_straight(source, dialect, names=names, encoding=encoding)
    if done is None:
        done = _read_mended(source, dialect, names=names, encoding=encoding)
    table = done.table if done.is_numbered else _numbered(source, dialect, done, names)
    table, rejected, tail = without_tail(
        source.session, table, done.rejected, first_line=dialect.skip + 1
    )
    return Contents(
        table=table,
        columns=names,
        rejected=rejected,
        first_line=dialect.skip + 1,
        findings=(
            *dialect_findings(dialect),
            *findings,
            *done.findings,
            *tail,
            *formula_cells(source.session, table, names),
        ),
    )


@dataclass(frozen=True, kw_only=True)
class _Done:
    """The rows that were read, and those that were not.

    Attributes:
        is_numbered: The rows have ROW, and their columns are called as in the file.
    """

    table: StoredTable
    rejected: StoredTable
    findings: tuple[Finding, ...] = ()
    is_numbered: bool = False


def _numbered(
    source: Source, dialect: Dialect, done: _Done, names: tuple[str, ...]
) -> StoredTable:
    """The rows as the engine read them, with ROW and the names of the file."""
    inner = dict(zip(names, _names_in_engine(names), strict=True))
    values: dict[str, Any] = inner
    if dialect.is_spaced:
        values = {
            new: call("nullif", stripped(column(old)), "") for new, old in inner.items()
        }
    row = column("rowid") + value(1)
    numbered = query(
        "SELECT {values} FROM {rows}", values={ROW: row, **values}, rows=done.table
    )
    return source.session.view("raw_numbered", numbered)


def _dialect(source: Source, encoding: TextEncoding) -> Dialect:
    head, is_whole = source.sample.head, source.sample.is_whole
    if not is_whole and not _has_line_end(head, encoding.of_all):
        with source.path.open("rb") as file:
            head = file.read(MOST_HEAD_BYTES)
        is_whole = len(head) < MOST_HEAD_BYTES
    text = decode_sample(head, encoding.of_all)
    ending = PurePath(source.name).suffix.lower()
    dialect = sniff_dialect(
        text, is_whole=is_whole, delimiter="\t" if ending == ".tsv" else None
    )
    _refuse_impossible_headings(source, dialect)
    return dialect


def _refuse_impossible_headings(source: Source, dialect: Dialect) -> None:
    if not dialect.headings:
        msg = f"{source.name} has no line that could hold the headings of a table."
        hint = "Open it and check that its first line names the columns."
        raise FileUnreadable(msg, next_step=hint)
    if len(dialect.headings) > MOST_COLUMNS:
        msg = (
            f"{source.name}, line {dialect.skip}: {len(dialect.headings):,} headings, "
            f"and mersey reads at most {MOST_COLUMNS:,} columns."
        )
        hint = "Export it again with the case, the step and the dates only."
        raise FileUnreadable(msg, next_step=hint)


def _has_line_end(head: bytes, encoding: str) -> bool:
    text = decode_sample(head, encoding)
    return "\n" in text or "\r" in text


def _read_straight(
    source: Source, dialect: Dialect, *, names: tuple[str, ...], encoding: TextEncoding
) -> _Done | None:
    """What the engine reads from the file itself; None where it needs mending first."""
    if encoding.codec not in ("utf-8", "utf-8-sig") or is_suspect(source.path, dialect):
        return None
    if (held := _held(source, dialect, names)) is not None:
        return held
    try:
        done = _engine_read(source, source.path, dialect=dialect, names=names)
    except FileUnreadable:
        return None
    if done.bad_bytes or done.bad_quotes:
        return None
    return _Done(table=done.table, rejected=done.rejected)


def _held(source: Source, dialect: Dialect, names: tuple[str, ...]) -> _Done | None:
    """The rows of a long file that holds nothing doubtful, in memory."""
    if dialect.is_spaced:
        return None
    text = _text_of(dialect, names)
    rows = source.session.read_plain(source.path, text)
    if rows is None:
        return None
    numbers = pa.array(np.arange(1, rows.num_rows + 1))
    rows = rows.rename_columns(list(names)).add_column(0, ROW, numbers)
    return _Done(
        table=source.session.hold("raw_numbered", rows),
        rejected=no_rejections(source.session),
        is_numbered=True,
    )


def _read_mended(
    source: Source, dialect: Dialect, *, names: tuple[str, ...], encoding: TextEncoding
) -> _Done:
    source.progress("Mending the text", None)
    copy = source.session.folder / "mended"
    if encoding.codec == "utf-8" and not encoding.is_stated:
        encoding = _of_late_lines(source.path)
    mended = mend(source.path, copy, dialect=dialect, encoding=encoding)
    done = _engine_read(source, copy, dialect=dialect, names=names, newline="\n")
    copy.unlink()
    return _Done(
        table=done.table,
        rejected=_all_rejected(source, mended, done),
        findings=mending_findings(mended, encoding),
    )


def _of_late_lines(path: Path) -> TextEncoding:
    """The encoding of the lines that are not UTF-8, where none of the first was such."""
    found = bytearray()
    n_open = 0  # bytes of a line that has not ended yet
    with path.open("rb") as file:
        for line in iter(lambda: file.readline(LONGEST_LINE), b""):
            n_open = 0 if line.endswith(b"\n") else n_open + len(line)
            if n_open > ENDLESS_LINE:
                break
            if not line.isascii() and encoding_of(line) is None:
                found += line
            if len(found) > HEAD_BYTES:
                break
    guess = guess_encoding(bytes(found))
    return TextEncoding(codec=None, other=guess.codec, rivals=guess.rivals)


def _engine_read(
    source: Source,
    path: Path,
    *,
    dialect: Dialect,
    names: tuple[str, ...],
    newline: str | None = None,
) -> DelimitedRead:
    text = _text_of(dialect, names, newline=newline)
    done = source.session.read_delimited("raw", path, text)
    headed = _as_headed(source.session, done.rejected, names)
    return replace(done, rejected=headed)


def _text_of(
    dialect: Dialect, names: tuple[str, ...], *, newline: str | None = None
) -> DelimitedText:
    return DelimitedText(
        columns=_names_in_engine(names),
        delimiter=dialect.delimiter,
        quote=dialect.quote,
        escape=dialect.escape,
        newline=newline or dialect.newline,
        skip=dialect.skip,
    )


def _names_in_engine(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, but for `rowid`, which is how the engine itself numbers its rows."""
    return tuple(f"__{name}" if name.casefold() == "rowid" else name for name in names)


def _as_headed(
    session: Engine, rejected: StoredTable, names: tuple[str, ...]
) -> StoredTable:
    """The rejected lines with their columns called as in the file."""
    pairs = zip(_names_in_engine(names), names, strict=True)
    changed = {inner: name for inner, name in pairs if inner != name}
    if not changed:
        return rejected
    named = column("column")
    headed = cases(
        [(named == value(inner), name) for inner, name in changed.items()],
        otherwise=named,
    )
    told = query(
        "SELECT * REPLACE ({told}) FROM {rows}", told={"column": headed}, rows=rejected
    )
    return session.remember("raw_rejected_headed", told)


def _all_rejected(source: Source, mended: Mended, done: DelimitedRead) -> StoredTable:
    if not mended.rejected:
        return done.rejected
    ours = rejections(source.session, mended.rejected, name="raw_rejected")
    both = stacked([done.rejected, ours])
    return source.session.remember("raw_rejected_both", both)


FORMAT = Format(
    name="delimited",
    title="CSV and other delimited text",
    extensions=(".csv", ".tsv", ".txt", ".tab", ".psv", ".dat"),
    sniff=sniff,
    read=read,
    is_text=True,
    example=Example(
        file_name="repairs.csv",
        content=(
            b"Job,Step,When\n"
            b"17,Reported,2024-03-04 09:15\n"
            b'17,"Inspected, again",2024-03-06 10:00\n'
            b"NA,Reported,2024-03-05 11:30\n"
        ),
        columns=("Job", "Step", "When"),
        n_rows=3,
        damaged=(
            b"Job,Step,When\n"
            b"17,Reported,2024-03-04 09:15\n"
            b"17,Inspected\n"
            b'NA,"Reported,2024-03-05 11:30\n'
            b"NA,Closed,2024-03-09 11:30\n"
        ),
        n_rejected=2,
    ),
)
