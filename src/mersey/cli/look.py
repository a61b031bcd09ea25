"""`mersey look`: a log in, one page out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mersey.cli.options import LimitNames, LogFile, PackName, Reading, spread
from mersey.cli.reading import prepared
from mersey.cli.saying import say
from mersey.cli.shell import cannot_write, print_json, write_file
from mersey.cli.titles import stem_of, title_of

if TYPE_CHECKING:
    from mersey.load import ColumnMapping
    from mersey.services import ServiceUse

__all__ = ["look"]


@dataclass(frozen=True, kw_only=True)
class Written:
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


@spread
def look(
    file: LogFile,
    *,
    service: PackName = None,
    limit: LimitNames = None,
    written: Written,
    reading: Reading,
) -> None:
    """Read a log, say how its work flows, and write a page about it.

    No configuration is needed: mersey works out which column is what, says why, and
    asks where two readings are equally likely. It looks for the service pack that fits,
    whose legal clocks it then counts; limits that no law sets count where you say so.

    Example: mersey look applications.csv --service planning
    """
    asked = prepared(file, reading, pack=service, limits=limit or ())
    with asked as (loaded, prepared_log):
        from mersey.answer import answer
        from mersey.eventlog import with_pack
        from mersey.report import look_json, page, terminal_lines

        read = with_pack(prepared_log)
        use = read.use
        found = answer(read.log, use)
        out = written.out
        if not written.as_json:
            out = out or Path(f"{stem_of(file)}.html")
        if out:
            name = written.title or (use.service.name if use else title_of(file))
            made = page(
                found,
                title=name,
                synthetic=_is_made_up(file),
            )
            write_file(out, made)
        if written.write_map:
            _write_map(file, loaded.mapping, use)
        if written.as_json:
            print_json(look_json(found))
            return
        for line in terminal_lines(found):
            say(line)
        say(f"\n{read.why}")
        say(f"\nThe page: {out}")


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


def _is_made_up(file: Path) -> bool:
    """True for a file of the sample borough, whose folder says that it is made up."""
    return any(
        (folder / "truths.json").is_file() for folder in file.resolve().parents[:2]
    )
