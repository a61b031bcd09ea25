"""Which steps and links of a process map are shown, and which of them are the main path.

Every step shown keeps its strongest way in and out, so none stands alone; beyond that
the strongest links of all. What is left out is counted, never silently dropped.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.flow.results import MapEdge, MapNode, ProcessMap

MOST_STEPS: Final = 25
"""More steps than this no one can read; the layout stays under half a second."""

LINKS_PER_STEP: Final = 1.4
MapTells = Literal["both", "frequency", "time"]
"""What a link of a map says and how wide it is: how often it was taken, how long, or both."""

_LEAST_SHARE: Final = 0.005
"""Beyond the strongest in and out, a link needs this share of the strongest link."""


@dataclass(frozen=True, kw_only=True)
class MapWish:
    """How much of a map is wished for, and what its links tell.

    Attributes:
        most_steps: Steps, those of most cases. links_per_step: Links for each step, beyond
            the strongest way in and out of each.
        tells: Its links: how often they were taken, how long it took, or both.
    """

    most_steps: int = MOST_STEPS
    links_per_step: float = LINKS_PER_STEP
    tells: MapTells = "both"


@dataclass(frozen=True, kw_only=True)
class ShownMap:
    """The part of a map that is drawn.

    Attributes:
        nodes: Steps, most events first.
        edges: Links between them, strongest first; none from a step to itself.
        repeats: Step → times that it directly followed itself.
        path: The main path, from the start on.
        n_steps_out: Steps left out.
        n_links_out: Links left out, those of left-out steps included.
    """

    nodes: tuple[MapNode, ...]
    edges: tuple[MapEdge, ...]
    repeats: dict[str, int]
    path: tuple[str, ...]
    n_steps_out: int
    n_links_out: int


def choose(
    whole: ProcessMap,
    *,
    most_steps: int = MOST_STEPS,
    links_per_step: float = LINKS_PER_STEP,
) -> ShownMap:
    """The strongest `most_steps` steps of a map and the links that tell their story."""
    nodes = heapq.nsmallest(
        most_steps, whole.nodes, key=lambda node: (-node.n_cases, node.activity)
    )
    names = {node.activity for node in nodes}
    among = [e for e in whole.edges if e.source in names and e.target in names]
    links = sorted(
        (e for e in among if e.source != e.target),
        key=lambda e: (-e.n, e.source, e.target),
    )
    path = main_path(nodes, links)
    kept = _strongest(links, path, budget=round(len(nodes) * links_per_step))
    repeats = {e.source: e.n for e in among if e.source == e.target}
    return ShownMap(
        nodes=tuple(nodes),
        edges=tuple(kept),
        repeats=repeats,
        path=path,
        n_steps_out=len(whole.nodes) - len(nodes),
        n_links_out=len(whole.edges) - len(kept) - len(repeats),
    )


def main_path(nodes: Sequence[MapNode], links: Sequence[MapEdge]) -> tuple[str, ...]:
    """The way that most cases go, from the most frequent start to the most frequent end.

    The cheapest way where a link costs 1/n²: rather two frequent links than a rare one.
    Where no case ends, the strongest link onward, to steps not yet visited.
    """
    if not nodes:
        return ()
    start = max(nodes, key=lambda node: (node.n_starts, node.n_cases))
    end = max(nodes, key=lambda node: (node.n_ends, node.n_cases))
    if end.n_ends and end.activity != start.activity:
        found = _cheapest(start.activity, end.activity, links)
        if found:
            return found
    return _onward(start.activity, links)


def _cheapest(start: str, end: str, links: Sequence[MapEdge]) -> tuple[str, ...]:
    """Dijkstra (1959); empty where no way leads there."""
    onward: dict[str, list[MapEdge]] = {}
    for link in links:
        onward.setdefault(link.source, []).append(link)
    waiting: list[tuple[float, tuple[str, ...]]] = [(0.0, (start,))]
    done: set[str] = set()
    while waiting:
        cost, path = heapq.heappop(waiting)
        if path[-1] == end:
            return path
        if path[-1] in done:
            continue
        done.add(path[-1])
        for link in onward.get(path[-1], ()):
            if link.target not in done and link.n > 0:
                heapq.heappush(waiting, (cost + link.n**-2, (*path, link.target)))
    return ()


def _onward(here: str, links: Sequence[MapEdge]) -> tuple[str, ...]:
    path = [here]
    while True:
        ways = (k for k in links if k.source == path[-1] and k.target not in path)
        strongest = next(ways, None)
        if strongest is None:
            return tuple(path)
        path.append(strongest.target)


def _strongest(
    links: Sequence[MapEdge], path: Sequence[str], *, budget: int
) -> list[MapEdge]:
    """Links, strongest first: the path's, each step's best in and out, the best of all."""
    along = set(pairwise(path))
    seen_out = set(path[:-1])
    seen_in = set(path[1:])
    least = links[0].n * _LEAST_SHARE if links else 0
    first: list[MapEdge] = []
    others: list[MapEdge] = []
    for link in links:
        is_new = link.source not in seen_out or link.target not in seen_in
        seen_out.add(link.source)
        seen_in.add(link.target)
        is_kept = is_new or (link.source, link.target) in along
        (first if is_kept else others).append(link)
    more = [k for k in others if k.n >= least][: max(0, budget - len(first))]
    return sorted([*first, *more], key=lambda k: (-k.n, k.source, k.target))
