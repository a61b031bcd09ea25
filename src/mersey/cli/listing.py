"""`mersey list`: what there is, from the registries."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from mersey.cli.shell import print_json

__all__ = ["Kind", "listing"]


class Kind(StrEnum):
    """What can be listed."""

    MEASURES = "measures"
    FORMATS = "formats"
    CHARTS = "charts"


def listing(
    kind: Annotated[Kind, typer.Argument(help="What to list.")],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object and nothing else.")
    ] = False,
) -> None:
    """List the measures, file formats or charts that there are.

    Example: mersey list measures
    """
    members = _members(kind)
    if as_json:
        rows = [{"name": name, "title": title} for name, title in members.items()]
        print_json({"schema": "mersey.list/1", "kind": kind.value, "members": rows})
        return
    width = max(map(len, members), default=0)
    for name, title in members.items():
        typer.echo(f"{name:<{width}}  {title}")


def _members(kind: Kind) -> dict[str, str]:
    if kind is Kind.MEASURES:
        from mersey.flow import MEASURES

        return {m.name: m.title for m in MEASURES.values()}
    if kind is Kind.FORMATS:
        from mersey.load import FORMATS

        return {f.name: f.title for f in FORMATS.values()}
    from mersey.charts import KINDS

    return {k.name: f"{k.title}: {k.question}" for k in KINDS.values()}
