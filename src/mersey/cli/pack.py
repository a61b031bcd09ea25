"""`mersey pack`: a council's own service pack, begun and checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mersey.cli.log_reading import read_and_prepare
from mersey.cli.options import Reading
from mersey.cli.saying import say
from mersey.cli.shell import now, scratch_folder
from mersey.errors import PackError
from mersey.wording import plural

if TYPE_CHECKING:
    from datetime import datetime

    from mersey.services import Service

pack = typer.Typer(
    help="Begin a service pack of your own, and check it.", no_args_is_help=True
)

PackFolder = Annotated[
    Path, typer.Argument(metavar="DIR", help="The folder that holds service.toml.")
]


@pack.command()
def new(
    name: Annotated[str, typer.Argument(help="Its id: lower-case letters and _.")],
    *,
    folder: Annotated[
        Path, typer.Option(metavar="DIR", help="Where your packs are kept.")
    ],
    extends: Annotated[
        str, typer.Option(metavar="PACK", help="A pack of mersey's to lie over.")
    ] = "",
) -> None:
    """Write a commented pack to change: service.toml, a sample and its figures.

    Example: mersey pack new allotments --folder our-packs
    """
    from mersey.services import new_pack

    home = new_pack(name, folder, extends=extends, today=now().date())
    say(f"The pack: {home}")
    say(f"Change it, then: mersey pack check {home}")


@pack.command()
def check(folder: PackFolder) -> None:
    """Say everything that is wrong with a pack, its sample and its figures included.

    Example: mersey pack check our-packs/allotments
    """
    from mersey.services import changes_since, problems_of, read_pack

    service = read_pack(folder)
    problems = [*problems_of(service), *_of_sample(folder)]
    if problems:
        lines = "\n".join(f"  {problem}" for problem in problems)
        many = plural(len(problems), "thing is", "things are")
        msg = f"{many} wrong with {folder}:\n{lines}"
        raise PackError(msg, next_step="Correct them, and check again.")
    say(_summary(service))
    later = changes_since(service)
    if later:
        say(f"Since {service.extends} the pack under it has changed:")
    for change in later:
        say(f"  {change.version}, {change.on}: {change.text}")


def _summary(service: Service) -> str:
    parts = {
        "event": service.events,
        "field": service.fields,
        "clock": service.clocks,
    }
    said = ", ".join(plural(len(found), name) for name, found in parts.items())
    return (
        f"{service.name} ({service.id}, {service.version}): {said}. Nothing is wrong."
    )


def _of_sample(folder: Path) -> tuple[str, ...]:
    """What is wrong with the sample, or with the figures that it should give."""
    sample, expected = folder / "sample.csv", folder / "expected.json"
    missing = [path.name for path in (sample, expected) if not path.is_file()]
    if missing:
        return tuple(f"{name}: it is missing" for name in missing)
    try:
        figures = json.loads(expected.read_text(encoding="utf-8"))
    except ValueError as error:
        return (f"expected.json: it is not JSON: {error}",)
    return _compared(sample, figures, pack=str(folder))


def _compared(sample: Path, expected: dict[str, Any], *, pack: str) -> tuple[str, ...]:
    from mersey.errors import MerseyError
    from mersey.eventlog import with_pack
    from mersey.flow import differences, pack_figures, summarise
    from mersey.services import read_pack

    every = [clock.id for clock in read_pack(Path(pack)).clocks]
    reading = Reading(as_at=_as_at(expected))
    with scratch_folder() as scratch:
        try:
            log = read_and_prepare(
                sample, scratch, reading=reading, key=None, pack=pack
            )[1]
        except MerseyError as error:
            return (f"sample.csv: {error.problem}",)
        known = with_pack(log, limits=every)
        found = pack_figures(known.log, summarise(known.log, known.use))
        return tuple(f"expected.json: {one}" for one in differences(expected, found))


def _as_at(expected: dict[str, Any]) -> datetime | None:
    from datetime import datetime

    said = expected.get("as_at")
    return datetime.fromisoformat(said) if said else None
