"""`mersey evidence plan`: an experiment's plan, shown and checked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mersey.cli.saying import say_lines
from mersey.cli.shell import print_json

__all__ = ["plan"]


def plan(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The plan: a TOML file.")
    ],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object and nothing else.")
    ] = False,
) -> None:
    """Show the plan of an experiment.

    Example: mersey evidence plan experiments/name-the-officer-earlier.toml
    """
    from mersey.evidence.folder import read_experiment

    found = read_experiment(file)
    data = found.model_dump(mode="json", by_alias=True)
    if as_json:
        print_json({"plan": data} | {"schema": "mersey.evidence.plan/1"})
        return
    say_lines(f"{name}: {value}" for name, value in data.items())
