"""`mersey evidence lot`: who gets the change, drawn by chance and written in the trail."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mersey.cli.evidence_opened import AsJson, By, PlanFile, check_is_frozen, opened
from mersey.cli.options import spread
from mersey.cli.saying import say, say_lines
from mersey.cli.shell import cannot_write, now, print_json
from mersey.errors import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.cli.evidence_opened import Opened
    from mersey.evidence.lots import Lot

SEEDS = 2**32


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What the lot is drawn for, and how."""

    drawn: Annotated[
        str, typer.Option("--for", metavar="KIND", help="cases, days or teams.")
    ] = "cases"
    teams: Annotated[
        list[str] | None,
        typer.Option("--team", metavar="NAME", help="A team in the lot; repeat it."),
    ] = None
    first: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], help="First day in the lot."),
    ] = None
    last: Annotated[
        datetime | None,
        typer.Option("--to", formats=["%Y-%m-%d"], help="Last day in the lot."),
    ] = None
    ratio: Annotated[
        float | None,
        typer.Option(help="Share that gets the change. [the plan's, or 0.5]"),
    ] = None
    seed: Annotated[
        int | None, typer.Option(help="From a die, if you like. [drawn]")
    ] = None


@spread
def lot(
    file: PlanFile,
    references: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REFERENCE …]",
            help="Cases, days or teams to be told; none: draw the lot.",
        ),
    ] = None,
    *,
    by: By = "",
    asked: _Asked,
    as_json: AsJson = False,
) -> None:
    """Draw who gets the change, once; or tell it for a case, a day or a team.

    The seed, the ratio and who was chosen go into the trail, and anybody can draw the
    same lot again. A case is told from its reference alone, when it comes.

    Example: mersey evidence lot borough/experiments/early-officer.toml
    --for teams --team North --team South --team East --team West --by "Amina R"
    """
    from mersey.evidence.kept import add, trail_path
    from mersey.evidence.trail import EntryKind

    found = opened(file)
    if references:
        _tell(_kept_lot(found, file), references, as_json=as_json)
        return
    _check_may_draw(found, file, by)
    drawn = _drawn(asked, found)
    try:
        add(file, EntryKind.LOT, at=now(), by=by, data=drawn.as_data())
    except OSError as error:
        raise cannot_write(error) from error
    if as_json:
        print_json({"schema": "mersey.evidence.lot/1", **drawn.as_data()})
        return
    say(f"Drawn for {drawn.drawn.value}, seed {drawn.seed}, ratio {drawn.ratio:g}.")
    say_lines(f"With the change: {unit}" for unit in drawn.chosen)
    if not drawn.units:
        say(f"Each is told when it comes: mersey evidence lot {file} REFERENCE")
    say(f"Written in {trail_path(file)}. Keep it in git.")


def _tell(kept: Lot, references: Sequence[str], *, as_json: bool) -> None:
    from mersey.evidence.lots import gets_change

    told = {one: gets_change(kept, one) for one in references}
    if as_json:
        print_json({"schema": "mersey.evidence.lot/1", "gets_change": told})
        return
    say_lines(
        f"{one}: {'with' if is_with else 'without'} the change"
        for one, is_with in told.items()
    )


def _kept_lot(found: Opened, file: Path) -> Lot:
    from mersey.evidence.lots import from_data
    from mersey.evidence.trail import EntryKind

    entries = found.kept.trail.of(EntryKind.LOT)
    if not entries:
        raise EvidenceError(
            f"No lot has been drawn for {file}.",
            next_step=f'Draw it: mersey evidence lot {file} --by "NAME"',
        )
    return from_data(entries[0].data)


def _check_may_draw(found: Opened, file: Path, by: str) -> None:
    from mersey.evidence.trail import EntryKind

    check_is_frozen(found, file)
    if found.kept.trail.of(EntryKind.LOT):
        raise EvidenceError(
            "The lot of this experiment has been drawn, and is drawn once.",
            next_step=f"See who has the change: mersey evidence lot {file} REFERENCE",
        )
    if not by.strip():
        raise EvidenceError(
            "Nobody is named who draws.", next_step='Say who: --by "A name and a team"'
        )


def _drawn(asked: _Asked, found: Opened) -> Lot:
    from mersey.evidence.lots import Drawn, draw_lot

    if asked.drawn not in set(Drawn):
        msg = f'A lot is not drawn for "{asked.drawn}".'
        raise EvidenceError(msg, next_step="Say cases, days or teams.")
    drawn = Drawn(asked.drawn)
    units: tuple[str, ...] = ()
    if drawn is Drawn.TEAMS:
        units = tuple(asked.teams or ())
    elif drawn is Drawn.DAYS:
        units = _days(asked)
    design = getattr(found.plan, "design", None)
    ratio = asked.ratio or getattr(design, "ratio", None) or 0.5
    seed = secrets.randbelow(SEEDS) if asked.seed is None else asked.seed
    return draw_lot(drawn, units, seed=seed, ratio=ratio)


def _days(asked: _Asked) -> tuple[str, ...]:
    if asked.first is None or asked.last is None:
        raise EvidenceError(
            "A lot of days needs the first and the last of them.",
            next_step="Say --from 2026-01-05 --to 2026-06-30.",
        )
    n = (asked.last - asked.first).days + 1
    days = (asked.first + timedelta(days=at) for at in range(n))
    return tuple(day.date().isoformat() for day in days)
