"""`mersey sample`: made-up data with planted truths."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from mersey.cli.saying import say
from mersey.cli.shell import cannot_write

sample = typer.Typer(
    help="Made-up data with planted truths.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@sample.command()
def borough(
    *,
    out: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where the files go.")
    ] = Path("borough"),
    seed: Annotated[
        int, typer.Option(help="The same seed gives the same bytes.")
    ] = 2026,
    as_at: Annotated[
        datetime,
        typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="Day of the extract."),
    ] = datetime(2026, 9, 30),  # noqa: DTZ001  (a date; typer has no type for one)
) -> None:
    """Write a made-up borough: the files that its services' systems export.

    Example: mersey sample borough --out borough
    """
    from mersey.evidence.made_up import freeze_made_up
    from mersey.samples import write_borough

    written = write_borough(out, seed=seed, as_at=as_at.date())
    try:
        frozen = freeze_made_up(written)
    except OSError as error:
        raise cannot_write(error) from error
    for path in (*written, *frozen):
        say(str(path))


@sample.command()
def councils(
    *,
    out: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where the files go.")
    ] = Path("councils"),
    seed: Annotated[
        int, typer.Option(help="The same seed gives the same bytes.")
    ] = 2026,
) -> None:
    """Write the verdicts of five made-up councils that tried one change, to pool.

    Example: mersey sample councils --out councils
    """
    from mersey.samples import write_councils

    for path in write_councils(out, seed=seed):
        say(str(path))


@sample.command(name="list")
def list_samples() -> None:
    """List the services of the made-up borough.

    Example: mersey sample list
    """
    from mersey.samples import SERVICES

    for service in SERVICES.values():
        say(f"{service.name:<24} {service.title}: {service.shows}")
