"""`mersey evidence pool`: what several councils' experiments say together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mersey.cli.evidence_opened import AsJson
from mersey.cli.saying import say, say_lines, width
from mersey.cli.shell import print_json, write_file


def pool(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Verdicts of councils, as JSON.")
    ],
    *,
    as_json: AsJson = False,
    as_csv: Annotated[
        bool, typer.Option("--csv", help="Print the table as CSV, unrounded.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE.svg", help="Write the forest plot as a picture."),
    ] = None,
) -> None:
    """Pool councils' results: the mean, and what the next council may expect.

    The folder holds what `mersey evidence verdict --json` printed, a file for each
    council. Two results are listed and not pooled; three and four are pooled with a
    caution; results of different measures are refused.

    Example: mersey sample councils --out councils

    then: mersey evidence pool councils
    """
    from mersey.charts.kinds.forest import draw
    from mersey.evidence.pool_folder import read_pool_folder
    from mersey.evidence.pooling import pool as pool_results
    from mersey.report.evidence_pool_json import pool_json
    from mersey.report.evidence_pool_words import pool_lines

    found = read_pool_folder(folder)
    pooled = pool_results(found.replications, unreported=found.unreported)
    if out is not None:
        write_file(out, draw(pooled).svg())
    if as_json:
        print_json(pool_json(pooled))
    elif as_csv:
        say(draw(pooled).csv(), nl=False)
    else:
        say_lines(pool_lines(pooled, width=width()))
        if out is not None:
            say(f"Written: {out}")
