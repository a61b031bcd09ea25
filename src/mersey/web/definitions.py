"""Which definition each number of a service's pages has, and where it is.

One table for tiles and one for sections; the pages of measures read both the other way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from mersey.flow import MEASURES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mersey.report.tiles import Tile
    from mersey.report.view import Section

OF_TILES: Final[Mapping[str, str]] = {
    "typical": "lead_time",
    "slow": "lead_time",
    "open": "wip",
    "older": "work_item_age",
    "oldest": "work_item_age",
    "closed": "throughput",
    "out": "throughput",
    "wait": "waiting_time",
    "again": "rework",
}
"""Name of a tile → the measure that it is; cases past a limit are defined by its clock."""

OF_SECTIONS: Final[Mapping[str, tuple[str, ...]]] = {
    "time": ("lead_time", "cycle_time"),
    "groups": ("lead_time",),
    "waiting": ("work_item_age", "wip"),
    "in-and-out": ("arrivals", "throughput", "wip"),
    "signals": ("lead_time", "arrivals", "throughput"),
    "ahead": ("arrivals", "throughput"),
    "map": ("waiting_time",),
    "paths": ("rework",),
    "handovers": ("handovers",),
}
"""Id of a section, up to its number → the measures that stand in it."""

PAST_A_LIMIT: Final = "overdue"

BEHIND_TILES: Final[Mapping[str, str]] = {
    "open": "",
    "older": "?needs=older",
    PAST_A_LIMIT: "?needs=past",
}
"""Name of a tile that counts open cases → what the list of cases is asked for."""

PAGES: Final[Mapping[str, tuple[str, str]]] = {
    "time": ("service-flow", "Flow"),
    "groups": ("service-split", "Split"),
    "waiting": ("service-cases", "Cases"),
    "in-and-out": ("service-flow", "Flow"),
    "signals": ("service-flow", "Flow"),
    "ahead": ("service-next", "What comes next"),
    "map": ("service-map", "Map"),
    "paths": ("service-map", "Map"),
    "handovers": ("service-map", "Map"),
}
"""Id of a section → route and name of its page."""

OVERVIEW: Final = ("service", "Overview")


NONE: Final = "0"
"""As a tile says that there is none."""


@dataclass(frozen=True, kw_only=True)
class NumbersDefinition:
    """A link to a definition."""

    title: str
    address: str


def tile_linked(tile: Tile, slug: str, *, to_cases: bool) -> Tile:
    """The tile with where its number is defined, and where the cases behind it are.

    Args:
        tile: Of a service.
        slug: Of that service.
        to_cases: Whether the reader may see its cases.
    """
    if to_cases and tile.name in BEHIND_TILES and tile.value != NONE:
        address = reverse("service-cases", kwargs={"service": slug})
        tile = replace(tile, cases=f"{address}{BEHIND_TILES[tile.name]}#every-case")
    if tile.name == PAST_A_LIMIT:
        return replace(
            tile, definition=reverse("service-deadlines", kwargs={"service": slug})
        )
    measure = OF_TILES.get(tile.name)
    return replace(tile, definition=_address(measure)) if measure else tile


def definitions_of(
    sections: Sequence[Section],
) -> dict[str, tuple[NumbersDefinition, ...]]:
    """Id of a section → the definitions of its numbers."""
    return {
        one.id: tuple(
            NumbersDefinition(title=MEASURES[name].title, address=_address(name))
            for name in OF_SECTIONS.get(_plain(one.id), ())
        )
        for one in sections
    }


def pages_with(measure: str) -> tuple[tuple[str, str], ...]:
    """Route and name of each page of a service on which the measure stands."""
    on_tiles = (OVERVIEW,) if measure in OF_TILES.values() else ()
    below = (PAGES[one] for one, named in OF_SECTIONS.items() if measure in named)
    return tuple(dict.fromkeys((*on_tiles, *below)))


def _address(measure: str) -> str:
    return str(reverse("measure", kwargs={"measure": measure}))


def _plain(section: str) -> str:
    """The id without the number of its column: of "groups-2", "groups"."""
    name, _, number = section.rpartition("-")
    return name if number.isdigit() else section
