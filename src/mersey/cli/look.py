"""`mersey look`: a log in, one page out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mersey.cli.options import LogFile, Reading, spread
from mersey.cli.reading import prepared
from mersey.cli.shell import print_json, write_file

if TYPE_CHECKING:
    from mersey.load import ColumnMapping

__all__ = ["look"]


@spread
def look(
    file: LogFile,
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.html", help="Where the page goes. [FILE's name .html]"
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option(help="Title of the page. [FILE's name]")
    ] = None,
    write_map: Annotated[
        bool,
        typer.Option(
            "--write-map", help="Also write the mapping used, as FILE.map.toml."
        ),
    ] = False,
    as_json: Annotated[
        bool,
        typer.Option(
            "--json", help="Print one JSON object; no page unless --out says so."
        ),
    ] = False,
    reading: Reading,
) -> None:
    """Read a log, say how its work flows, and write a page about it.

    No configuration is needed: mersey works out which column is what, says why, and
    asks where two readings are equally likely.

    Example: mersey look applications.csv
    """
    with prepared(file, reading) as (loaded, log):
        from mersey.flow import summarise
        from mersey.report import look_json, page, terminal_lines

        summary = summarise(log)
        if not as_json:
            out = out or Path(f"{_stem(file)}.html")
        if out:
            name = title or _title(file)
            write_file(out, page(log, summary, title=name, synthetic=_is_made_up(file)))
        if write_map:
            _write_map(file, loaded.mapping)
        if as_json:
            print_json(look_json(log, summary))
            return
        for line in terminal_lines(log, summary):
            typer.echo(line)
        typer.echo(f"\nThe page: {out}")


def _write_map(file: Path, mapping: ColumnMapping) -> None:
    from mersey.load import write_map

    path = Path(f"{_stem(file)}.map.toml")
    write_map(mapping, path)
    typer.echo(f"The mapping: {path}", err=True)


def _stem(file: Path) -> str:
    return file.name.split(".")[0] or file.name


def _title(file: Path) -> str:
    return _stem(file).replace("_", " ").replace("-", " ").strip().capitalize()


def _is_made_up(file: Path) -> bool:
    """True for a file of the sample borough, whose folder says that it is made up."""
    return any(
        (folder / "truths.json").is_file() for folder in file.resolve().parents[:2]
    )
