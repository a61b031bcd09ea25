"""Any file into a plain table: which format it has, and whether it can be read at all."""

from __future__ import annotations

import errno
import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from mersey.engine.queries import query
from mersey.errors import (
    DataError,
    FileUnreadable,
    MerseyError,
    UsageError,
    WorkspaceError,
)
from mersey.findings.about_the_file.text import HEADINGS_HIDDEN
from mersey.load.columns.known_words import heading_words
from mersey.load.files.apart import read_apart
from mersey.load.files.encodings import codec_of
from mersey.load.files.file_paths import check_path
from mersey.load.files.format import HEAD_BYTES, Fit, Sample, Source
from mersey.load.files.long_cells import without_long_cells
from mersey.load.files.progress import silent
from mersey.load.files.raw import RawTable
from mersey.load.files.rejections import no_rejections
from mersey.load.files.signatures import what_it_looks_like
from mersey.load.files.unpacking import is_gzip, unpack
from mersey.load.formats import FORMATS
from mersey.load.personal.gate import shown_file, shown_findings, shown_headings
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mersey.engine import Engine
    from mersey.engine.tables import StoredTable
    from mersey.load.files.format import Contents, Format
    from mersey.load.files.progress import Progress
    from mersey.vocabulary import Finding

CHUNK: Final = 1 << 20


def read_raw(
    path: Path,
    *,
    session: Engine,
    table: str | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> RawTable:
    """The file's rows in `session`, with an account of those that could not be read.

    Args:
        path: The file, in any of `FORMATS`, or one of them in gzip.
        session: The engine that will hold the rows.
        table: The sheet (Excel, ODS), list (JSON) or object type (OCEL) that is meant.
        encoding: How the text is encoded, where a person knows better than the bytes
            tell: `iso8859-14`, `Windows-1250`, or any name that Python knows.
        progress: Told how far reading is.

    Raises:
        FileUnreadable: Missing, a folder, empty, damaged, or in no known format.
        DataError: It has headings but no rows, or none that could be read.
        ChoiceNeeded: It holds several tables and `table` does not say which.
        UnknownName: No encoding has the name that was stated.
        UsageError: An encoding was stated of a file that says its own.
        WorkspaceError: There is no room to read it into.
    """
    codec = codec_of(encoding) if encoding is not None else None
    tell = progress or silent
    try:
        check_path(path)
        return _read(path, session=session, table=table, codec=codec, tell=tell)
    except OSError as error:
        raise _not_read(path, error) from error


def choose_format(sample: Sample) -> Format:
    """The format whose marks the content carries; its ending breaks a tie.

    Raises:
        FileUnreadable: No format fits; says what it looks like and lists the formats.
    """
    ending = PurePath(sample.name).suffix.lower()
    fits = [
        (format_.sniff(sample), ending in format_.extensions, format_)
        for format_ in FORMATS.values()
    ]
    fit, _, best = max(fits, key=lambda found: found[:2])
    if fit is Fit.NO:
        known = ", ".join(format_.title for format_ in FORMATS.values())
        msg = f"{sample.name} {what_it_looks_like(sample)}."
        raise FileUnreadable(msg, next_step=f"mersey reads {known}.")
    return best


def _read(
    path: Path,
    *,
    session: Engine,
    table: str | None,
    codec: str | None,
    tell: Progress,
) -> RawTable:
    with ThreadPoolExecutor(1) as pool:
        content_hash = pool.submit(_hash_of, path)
        sample = replace(_sample(path, session, tell), encoding=codec)
        format_ = choose_format(sample)
        if codec is not None and not format_.is_text:
            raise _encoded_by_itself(sample, format_)
        tell("Reading the file", None)
        source = Source(sample=sample, session=session, table=table, progress=tell)
        contents = without_long_cells(session, _contents(format_, source))
        return _raw_table(
            shown_file(path.name),
            format_,
            contents,
            session=session,
            hash_=content_hash.result(),
        )


def _contents(format_: Format, source: Source) -> Contents:
    least = format_.apart_from
    is_apart = least is not None and source.path.stat().st_size >= least
    contents = read_apart(format_, source) if is_apart else format_.read(source)
    return contents if format_.then is None else format_.then(source, contents)


def _encoded_by_itself(sample: Sample, format_: Format) -> UsageError:
    msg = f"{sample.name} is read as {format_.title}, which says its own encoding."
    return UsageError(msg, next_step="Leave ⟦encoding⟧ out.")


def _not_read(path: Path, error: OSError) -> MerseyError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        msg = "The disk is full: there is no room to read the file into."
        return WorkspaceError(msg, next_step="Free some space and run it again.")
    msg = f"{shown_file(path.name)} could not be read: {error.strerror or 'the system refused'}."
    return FileUnreadable(msg, next_step="Copy it to a folder of your own.")


def _sample(path: Path, session: Engine, tell: Progress) -> Sample:
    name = shown_file(path.name)
    if is_gzip(path):
        tell("Unpacking", 0.0)
        path = unpack(path, session.folder, progress=tell)
        name = name[:-3] if name.lower().endswith(".gz") else name
    with path.open("rb") as file:
        return Sample(path=path, name=name, head=file.read(HEAD_BYTES))


def _hash_of(path: Path) -> str:
    digest = hashlib.blake2b(digest_size=32)
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _raw_table(
    name: str, format_: Format, contents: Contents, *, session: Engine, hash_: str
) -> RawTable:
    rejected = contents.rejected
    if rejected is None:
        rejected = no_rejections(session)
    n_rows, n_rejected = session.count(contents.table), session.count(rejected)
    if n_rows == 0:
        raise _nothing_read(name, n_rejected)
    shown = shown_headings(contents.columns, heading_words())
    told = {name: shown.get(name, name) for name in contents.columns}
    return RawTable(
        name=name,
        format=format_.name,
        session=session,
        table=_named(session, contents.table, shown),
        columns=tuple(told.values()),
        n_read=n_rows + n_rejected,
        rejected=rejected,
        identical_rows_repeat=contents.identical_rows_repeat,
        content_hash=hash_,
        roles={role: told.get(name, name) for role, name in contents.roles.items()},
        first_line=contents.first_line,
        case_columns=tuple(told.get(name, name) for name in contents.case_columns),
        findings=(*shown_findings(contents.findings, shown), *_hidden(shown)),
    )


def _hidden(shown: Mapping[str, str]) -> tuple[Finding, ...]:
    """What is said of headings that are not shown."""
    if not shown:
        return ()
    return (HEADINGS_HIDDEN.found(len(shown)),)


def _named(
    session: Engine, table: StoredTable, shown: Mapping[str, str]
) -> StoredTable:
    """The rows, with their headings as they are shown."""
    if not shown:
        return table
    names = {shown.get(name, name): name for name in table.columns}
    renamed = query("SELECT {names} FROM {rows}", names=names, rows=table)
    return session.view("raw_shown", renamed)


def _nothing_read(name: str, n_rejected: int) -> DataError:
    if n_rejected:
        msg = f"{name} has {plural(n_rejected, 'row')}, and none fits its headings."
        hint = (
            "Check the delimiter and the first lines of the file, or export it again."
        )
        return DataError(msg, next_step=hint)
    msg = f"{name} has headings but no rows."
    return DataError(msg, next_step="Export it again with the cases in it.")
