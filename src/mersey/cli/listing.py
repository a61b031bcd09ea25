"""`mersey list`: what there is, from the registries."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mersey.cli.options import WorkspaceFolder
from mersey.cli.saying import say, say_lines, width
from mersey.cli.shell import print_json

if TYPE_CHECKING:
    from mersey.clocks.clock import Clock


class _Kind(StrEnum):
    """What can be listed."""

    MEASURES = "measures"
    FORMATS = "formats"
    CHARTS = "charts"
    PACKS = "packs"
    CLOCKS = "clocks"
    DESIGNS = "designs"
    SERVICES = "services"


def listing(
    kind: Annotated[_Kind, typer.Argument(help="What to list.")],
    *,
    workspace: WorkspaceFolder = Path("mersey-data"),
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object and nothing else.")
    ] = False,
) -> None:
    """List measures, formats, charts, packs, clocks, study designs, or services loaded.

    Example: mersey list measures
    """
    members = _services(workspace) if kind is _Kind.SERVICES else _members(kind)
    if as_json:
        print_json({"schema": "mersey.list/1", "kind": kind.value, "members": members})
        return
    longest = max((len(member["name"]) for member in members), default=0)
    say_lines(line for member in members for line in _lines(member, longest))
    if not members and kind is _Kind.SERVICES:
        say(f"No service is loaded in {workspace}: mersey load FILE --service NAME")


def _lines(member: dict[str, Any], longest: int) -> tuple[str, ...]:
    """Name and title side by side; below each other where names take half the width."""
    said = f"; {member['standing']}" if "standing" in member else ""
    if longest > width() // 2:
        return (member["name"], f"    {member['title']}{said}")
    return (f"{member['name']:<{longest}}  {member['title']}{said}",)


def _members(kind: _Kind) -> list[dict[str, Any]]:
    """Name and title of each member, and what else JSON tells of it."""
    if kind is _Kind.MEASURES:
        from mersey.flow import MEASURES

        return [{"name": m.name, "title": m.title} for m in MEASURES.values()]
    if kind is _Kind.FORMATS:
        from mersey.load import FORMATS

        return [{"name": f.name, "title": f.title} for f in FORMATS.values()]
    if kind is _Kind.CHARTS:
        from mersey.charts import KINDS

        return [
            {"name": k.name, "title": f"{k.title}: {k.question}"}
            for k in KINDS.values()
        ]
    if kind is _Kind.DESIGNS:
        return _designs()
    return _packs() if kind is _Kind.PACKS else _clocks()


def _designs() -> list[dict[str, Any]]:
    """The strongest first."""
    from mersey.evidence.registered import DESIGNS

    return [
        {
            "name": design.name,
            "title": f'{design.title}; may say "{design.claim}"',
            "claim": design.claim.value,
            "needs": design.needs.value,
        }
        for design in sorted(DESIGNS.values(), key=lambda design: design.rank)
    ]


def _services(workspace: Path) -> list[dict[str, Any]]:
    """What is loaded in the workspace: `mersey look --service NAME` makes its page."""
    from mersey.eventlog import Workspace

    kept = Workspace(workspace)
    return [
        {"name": name, "title": f"version {version}", "version": version}
        for name, version in ((name, kept.version(name)) for name in kept.services())
    ]


def _packs() -> list[dict[str, Any]]:
    from mersey.services import load_packs

    return [
        {
            "name": pack.id,
            "title": pack.name,
            "version": pack.version,
            "nations": list(pack.nations),
            "clocks": sorted({clock.id for clock in pack.clocks}),
            "checked_on": pack.checked_on.isoformat() if pack.checked_on else None,
        }
        for pack in load_packs().values()
    ]


def _clocks() -> list[dict[str, Any]]:
    from mersey.services import load_packs

    return [
        {
            "name": clock.id,
            "title": f"{clock.title}{_dated(clock)}",
            "pack": pack.id,
            "authority": clock.authority.value,
            "standing": _standing(clock),
            "valid_from": _iso(clock.valid_from),
            "valid_to": _iso(clock.valid_to),
            "provision": clock.source.provision,
            "words": clock.source.words,
            "checked_on": _iso(clock.source.checked_on),
        }
        for pack in load_packs().values()
        for clock in pack.clocks
    ]


def _standing(clock: Clock) -> str:
    """Whose it is, and whether its words were read at their source."""
    from mersey.clocks.clock_lines import AUTHORITY

    read = clock.unread or f"words read on {_iso(clock.source.checked_on)}"
    return f"{AUTHORITY[clock.authority]}; {read}"


def _dated(clock: Clock) -> str:
    """Which cases a version covers, where it says so."""
    begins, ends = clock.valid_from, clock.valid_to
    if begins and ends:
        return f" (begun {begins} to {ends})"
    if begins:
        return f" (begun from {begins})"
    return f" (begun to {ends})" if ends else ""


def _iso(day: Any) -> str | None:
    return None if day is None else str(day.isoformat())
