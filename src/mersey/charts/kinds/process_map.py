"""How do cases really move, and between which steps do they wait?

The directly-follows map, top to bottom, the main path straight. Layout by an engine of
`charts.map.layout`, drawing our own; on a phone the main path as a list.
"""

from __future__ import annotations

from functools import partial
from heapq import nlargest
from typing import TYPE_CHECKING, Final

from mersey.charts import examples
from mersey.charts.axes import is_narrow
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
from mersey.charts.map.drawing import drawn_as_map
from mersey.charts.map.layout_graphviz import DOT, GRAPHVIZ_PURE
from mersey.charts.map.layout_layers import Layers
from mersey.charts.map.path_list import path_as_list
from mersey.charts.map.placing import AS_USUAL, slowest
from mersey.charts.map.shown import choose
from mersey.charts.svg import drawing, nothing
from mersey.charts.vegalite import amount, kind_of
from mersey.wording import count, days, decimal, percent, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mersey.charts.chart import Table
    from mersey.charts.map.layout import Layout
    from mersey.charts.map.shown import MapTells, MapWish
    from mersey.flow.results import ProcessMap

ENGINES: Final[tuple[Layout, ...]] = (GRAPHVIZ_PURE, DOT, Layers())
"""Asked in this order; the last always answers."""

ARROWS: Final[Mapping[MapTells, str]] = {
    "both": "how often, and the median time between",
    "frequency": "how often",
    "time": "the median time between; wider where more waiting is in all",
}

_MOST_ROWS: Final = 5000
"""The table holds the strongest links only, so that a map of a million cannot hang."""


_MARKS: Final = {
    "mark": "rect",
    "encoding": {
        "x": kind_of("To"),
        "y": kind_of("From"),
        "color": amount("Times", scale={"type": "log"}),
        "tooltip": [kind_of("From"), kind_of("To"), amount("Median days")],
    },
}


def draw(
    process_map: ProcessMap,
    *,
    engines: Sequence[Layout] = ENGINES,
    wish: MapWish = AS_USUAL,
) -> Chart:
    """The map of what follows what; the engine used is in `data-layout` of the SVG."""
    about = _title(process_map, wish.tells), _describe(process_map, wish)
    return Chart(
        kind="process_map",
        title=about[0],
        subtitle=_subtitle(process_map, wish.tells),
        description=about[1],
        draw=partial(_draw, process_map, (tuple(engines), wish), about),
        table=_table(process_map),
        marks=_MARKS,
    )


def _title(whole: ProcessMap, tells: MapTells) -> str:
    if not whole.nodes:
        return "No steps to show"
    slow = () if tells == "frequency" else slowest(whole.edges)
    if not slow or len(whole.edges) <= len(slow):
        n_links = plural(len(whole.edges), "link")
        return f"{plural(len(whole.nodes), 'step')}, {n_links} between them"
    share = percent(sum(edge.waiting_share for edge in slow))
    verb = "carries" if len(slow) == 1 else "carry"
    return (
        f"{len(slow)} of {count(len(whole.edges))} links {verb} {share} of the waiting"
    )


def _subtitle(whole: ProcessMap, tells: MapTells) -> str:
    if not whole.nodes:
        return "Which step follows which."
    said = f"Arrows: {ARROWS[tells]}. "
    if slowest(whole.edges) and tells != "frequency":
        said += "Plum: most waiting in total. "
    if any(node.n_open for node in whole.nodes):
        said += "Orange bars: cases there now."
    return said.strip()


def _describe(whole: ProcessMap, wish: MapWish) -> str:
    if not whole.nodes:
        return "There are no steps, so nothing is drawn."
    shown = choose(
        whole, most_steps=wish.most_steps, links_per_step=wish.links_per_step
    )
    n_steps, n_links = len(whole.nodes), len(whole.edges)
    said = [
        f"A map of {plural(n_steps, 'step')} and {plural(n_links, 'link')}.",
        f"The main path: {', then '.join(shown.path)}.",
    ]
    said += [
        f"From {edge.source} to {edge.target}: {plural(edge.n, 'time')}, typically "
        f"{days(edge.median_days)}, {percent(edge.waiting_share)} of all waiting."
        for edge in slowest(whole.edges)
    ]
    n_out = shown.n_steps_out, shown.n_links_out
    if any(n_out):
        said.append(
            f"At least {plural(n_out[0], 'step')} and {plural(n_out[1], 'link')} "
            "are left out of the drawing."
        )
    if n_links > _MOST_ROWS:
        said.append(f"The table holds the {count(_MOST_ROWS)} most frequent links.")
    return " ".join(said)


def _table(whole: ProcessMap) -> Table:
    columns = (
        ("From", as_is),
        ("To", as_is),
        ("Times", count),
        ("Median days", decimal),
        ("Mean days", decimal),
        ("85 in 100 within, days", decimal),
        ("Share of waiting", percent),
    )
    strongest = nlargest(_MOST_ROWS, whole.edges, key=lambda edge: edge.n)
    return table(
        columns,
        [
            (
                edge.source,
                edge.target,
                edge.n,
                edge.median_days,
                edge.mean_days,
                edge.p85_days,
                edge.waiting_share,
            )
            for edge in strongest
        ],
    )


def _draw(
    whole: ProcessMap,
    how: tuple[Sequence[Layout], MapWish],
    about: tuple[str, str],
    name: tuple[str, int],
) -> str:
    width, (engines, wish) = name[1], how
    if not whole.nodes:
        return nothing("No steps to show", name=name, about=about)
    if is_narrow(width):
        slow = () if wish.tells == "frequency" else slowest(whole.edges)
        parts, height = path_as_list(whole, width=width, slow=slow, wish=wish)
        return drawing(*parts, name=name, height=height, about=about)
    look = drawn_as_map(whole, name=name, engines=engines, wish=wish)
    return drawing(
        *look.parts,
        name=name,
        height=look.height,
        about=about,
        data_layout=look.engine,
    )


CHART: Final = ChartKind(
    name="process_map",
    title="How cases move",
    question="How do cases really move, and between which steps do they wait?",
    how_to_read=(
        "Follow the thick arrows down: the way most cases go. An arrow's label says how "
        "often it was taken and the typical time. Plum arrows carry most of all waiting. "
        "A black dot is where cases start, a ringed one where they end."
    ),
    example=lambda: draw(examples.process_map()),
)
