"""What the process of a job does: draw the map of a log in every detail, and keep it.

Nothing here knows Django: it runs in the process of `child`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from mersey.charts.kinds import process_map
from mersey.charts.map.shown import LINKS_PER_STEP, MOST_STEPS, MapWish
from mersey.eventlog import Workspace, with_pack
from mersey.flow import summarise
from mersey.report.chart_figures import figure
from mersey.report.stage_words import in_the_packs_words
from mersey.report.view import Section
from mersey.web.asked.kept_sections import keep
from mersey.web.kept_answers import LIMITS
from mersey.web.kept_files import forget_others

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mersey.charts.map.shown import MapTells
    from mersey.flow.results import ProcessMap
    from mersey.load import Progress

USUAL: Final = 60
"""The detail of the map of the report, and of a page that nobody asked for more or less."""

DETAILS: Final[Mapping[int, tuple[float, float]]] = {
    20: (0.4, 0.0),
    40: (0.7, 1.0),
    USUAL: (1.0, LINKS_PER_STEP),
    80: (1.0, 2.0),
    100: (1.0, 4.0),
}
"""Detail → share of the steps, and links for each step."""

TELLS: Final[tuple[MapTells, ...]] = ("both", "frequency", "time")


def draw_maps(parameters: Mapping[str, Any], tell: Progress) -> dict[str, Any]:
    """Nothing but the version: the maps are kept beside it, a section each.

    Args:
        parameters: `workspace`, `service`, `version`; `place`, the file of the maps.
        tell: Told how far it is.
    """
    tell("Opening the log", None)
    version, place = str(parameters["version"]), Path(parameters["place"])
    workspace = Workspace(Path(parameters["workspace"]))
    with workspace.reading(str(parameters["service"]), version) as log:
        read = with_pack(log)
        whole = in_the_packs_words(summarise(read.log, read.use)).process_map
    keep(place, data={}, sections=list(_drawn(whole, tell)))
    forget_others(place)
    return {"version": version}


def name_of(detail: int, tells: str) -> str:
    """The id of the section that holds one map."""
    return f"map-{detail}-{tells}"


def _drawn(whole: ProcessMap, tell: Progress) -> Iterator[Section]:
    asked = [(detail, tells) for detail in DETAILS for tells in TELLS]
    for place, (detail, tells) in enumerate(asked):
        tell("Drawing the map", place / len(asked))
        drawn = process_map.draw(whole, wish=wish_of(detail, tells, len(whole.nodes)))
        yield Section(
            id=name_of(detail, tells),
            title=drawn.title,
            short=drawn.title,
            blocks=(figure(drawn, limits=replace(LIMITS, csv_bytes=0)),),
        )


def wish_of(detail: int, tells: MapTells, n_steps: int) -> MapWish:
    """What is shown of a map of so many steps."""
    share, links_per_step = DETAILS[detail]
    return MapWish(
        most_steps=max(2, min(MOST_STEPS, round(share * n_steps))),
        links_per_step=links_per_step,
        tells=tells,
    )
