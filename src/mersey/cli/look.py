"""`mersey look`: a log in, one page out."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mersey.cli.log_reading import kept_log, prepared
from mersey.cli.options import (
    LimitNames,
    Reading,
    SplitColumns,
    WorkspaceFolder,
    spread,
)
from mersey.cli.saying import say, say_lines
from mersey.cli.shell import cannot_write, print_json, write_file
from mersey.cli.titles import is_made_up, stem_of, title_of
from mersey.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mersey.eventlog import EventLog, WithPack
    from mersey.load import ColumnMapping, LoadedLog
    from mersey.services import ServiceUse


@dataclass(frozen=True, kw_only=True)
class _Written:
    """What is written, and where to."""

    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.html", help="Where the page goes. [FILE's name .html]"
        ),
    ] = None
    title: Annotated[
        str | None,
        typer.Option(help="Title of the page. [the service, or FILE's name]"),
    ] = None
    brief: Annotated[
        bool,
        typer.Option(
            "--brief",
            help="The short form, two sheets to send: the charts that matter.",
        ),
    ] = False
    write_map: Annotated[
        bool,
        typer.Option(
            "--write-map", help="Also write the mapping used, as FILE.map.toml."
        ),
    ] = False
    as_json: Annotated[
        bool,
        typer.Option(
            "--json", help="Print one JSON object; no page unless --out says so."
        ),
    ] = False


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What is counted besides what the pack counts by itself."""

    limit: LimitNames = None
    by: SplitColumns = None


@spread
def look(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="[FILE]",
            help="The log: CSV, Excel, ODS, JSON, Parquet, XES or OCEL; or use --service.",
        ),
    ] = None,
    *,
    service: Annotated[
        str | None,
        typer.Option(
            metavar="PACK|NAME",
            help="Service pack, or the folder of your own; `mersey list packs`. [the one"
            " that fits] Without FILE: a service in the workspace.",
        ),
    ] = None,
    workspace: WorkspaceFolder = Path("mersey-data"),
    counted: Counted,
    written: _Written,
    reading: Reading,
) -> None:
    """Read a log, say how its work flows, and write a page about it.

    No configuration is needed: mersey works out which column is what, says why, and
    asks where two readings are equally likely. It looks for the service pack that fits,
    whose legal clocks it then counts; limits that no law sets count where you say so.
    A log that was loaded needs no FILE: mersey look --service planning

    Example: mersey look applications.csv --service planning
    """
    place = _Place(file=file, service=service, workspace=workspace)
    with _asked(place, reading, limits=counted.limit or ()) as (loaded, prepared_log):
        from mersey.eventlog import with_pack

        read = with_pack(prepared_log, limits=() if file else counted.limit or ())
        out = written.out
        if not written.as_json:
            out = out or Path(f"{stem_of(file) if file else service}.html")
        _tell(read, counted.by or (), place=place, written=replace(written, out=out))
        if written.write_map and file and loaded:
            _write_map(file, loaded.mapping, read.use)
        if not written.as_json:
            say_lines(("", read.why, "", f"The page: {out}"))


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where a log is: in a file, or in the workspace under its service's name."""

    file: Path | None
    service: str | None
    workspace: Path


@contextmanager
def _asked(
    place: _Place, reading: Reading, *, limits: Sequence[str]
) -> Iterator[tuple[LoadedLog | None, EventLog]]:
    """The log in the file, with the key of its service where the workspace has one.

    Raises:
        UsageError: Neither a file nor a service was named.
    """
    from mersey.eventlog import Workspace

    if place.file is not None:
        kept = Workspace(place.workspace)
        key = kept.key_if_any(place.service) if place.service else None
        with prepared(
            place.file, reading, pack=place.service, limits=limits, key=key
        ) as read:
            yield read
        return
    if place.service is None:
        msg = (
            "This command needs a log: a FILE, or --service with one in the workspace."
        )
        raise UsageError(
            msg,
            next_step="For example: mersey look log.csv. `mersey list services` says"
            " what the workspace holds.",
        )
    with kept_log(place.service, place.workspace) as log:
        yield None, log


def _tell(
    read: WithPack, by: Sequence[str], *, place: _Place, written: _Written
) -> None:
    """Write the page, and print its first screen or the JSON."""
    from mersey.answer import answer
    from mersey.report import look_json, page, terminal_lines

    use = read.use
    found = answer(read.log, use, by=by)
    if written.out:
        file = place.file
        plain = title_of(file) if file else str(place.service)
        made = page(
            found,
            title=written.title or (use.service.name if use else plain),
            synthetic=file is not None and is_made_up(file),
            is_brief=written.brief,
        )
        write_file(written.out, made)
    if written.as_json:
        print_json(look_json(found))
        return
    say_lines(terminal_lines(found))


def _write_map(file: Path, mapping: ColumnMapping, use: ServiceUse | None) -> None:
    from mersey.load import write_map

    path = Path(f"{stem_of(file)}.map.toml")
    if use and not mapping.service:
        mapping = replace(mapping, service=use.service.id)
    try:
        write_map(mapping, path, use=use)
    except OSError as error:
        raise cannot_write(error) from error
    say(f"The mapping: {path}", err=True)
