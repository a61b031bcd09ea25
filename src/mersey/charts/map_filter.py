"""Which steps and links of a process map are shown, and which of them are the main path.

Every step shown keeps its strongest way in and out, so none stands alone; beyond that
the strongest links of all. What is left out is counted, never silently dropped.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mersey.flow.results import MapEdge, MapNode, ProcessMap

__all__ = ["LINKS_PER_STEP", "MOST_STEPS", "Shown", "choose", "main_path"]

MOST_STEPS: Final = 25
"""More steps than this no one can read; the layout stays under half a second."""

LINKS_PER_STEP: Final = 1.4
_LEAST_SHARE: Final = 0.005
"""Beyond the strongest in and out, a link needs this share of the strongest link."""


@dataclass(frozen=True, kw_only=True)
class Shown:
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
) -> Shown:
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
    kept = _strongest(links, budget=round(len(nodes) * links_per_step))
    repeats = {e.source: e.n for e in among if e.source == e.target}
    return Shown(
        nodes=tuple(nodes),
        edges=tuple(kept),
        repeats=repeats,
        path=main_path(nodes, links),
        n_steps_out=len(whole.nodes) - len(nodes),
        n_links_out=len(whole.edges) - len(kept) - len(repeats),
    )


def main_path(nodes: Sequence[MapNode], links: Iterable[MapEdge]) -> tuple[str, ...]:
    """From the most frequent start along the strongest link to a step not yet visited.

    It ends where more cases end than go on, or where no way goes on.
    """
    if not nodes:
        return ()
    onward: dict[str, list[MapEdge]] = {}
    for link in links:  # strongest first
        onward.setdefault(link.source, []).append(link)
    by_name = {node.activity: node for node in nodes}
    here = max(nodes, key=lambda node: (node.n_starts, node.n_cases)).activity
    path = [here]
    while True:
        ways = [k for k in onward.get(here, ()) if k.target not in path]
        if not ways or ways[0].n < by_name[here].n_ends:
            return tuple(path)
        here = ways[0].target
        path.append(here)


def _strongest(links: Sequence[MapEdge], *, budget: int) -> list[MapEdge]:
    """Links, strongest first: each step's best in and out, then the best of all."""
    seen_out: set[str] = set()
    seen_in: set[str] = set()
    least = links[0].n * _LEAST_SHARE if links else 0
    first: list[MapEdge] = []
    others: list[MapEdge] = []
    for link in links:
        is_best = link.source not in seen_out or link.target not in seen_in
        seen_out.add(link.source)
        seen_in.add(link.target)
        (first if is_best else others).append(link)
    more = [k for k in others if k.n >= least][: max(0, budget - len(first))]
    return sorted([*first, *more], key=lambda k: (-k.n, k.source, k.target))
