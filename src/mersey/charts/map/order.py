"""In which order people meet the steps of a process, told from what follows what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.charts.map.shown import main_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.flow.results import MapEdge, ProcessMap

_MOST: Final = 200
"""Rarer steps come last, in order of cases: no drawing shows so many."""


def usual_order(process_map: ProcessMap) -> tuple[str, ...]:
    """All steps: the main path, each other step after the one that most leads to it.

    A step that nothing leads to stands before the one it most leads to; one without
    links stands at the end.
    """
    ranked = sorted(process_map.nodes, key=lambda node: (-node.n_cases, node.activity))
    near = {node.activity for node in ranked[:_MOST]}
    links = sorted(
        (e for e in process_map.edges if e.source in near and e.target in near),
        key=lambda e: (-e.n, e.source, e.target),
    )
    order = list(main_path(ranked[:_MOST], links))
    for node in ranked[:_MOST]:
        if node.activity not in order:
            place = _place(node.activity, order, links)
            order.insert(len(order) if place is None else place, node.activity)
    return (*order, *(node.activity for node in ranked[_MOST:]))


def _place(name: str, order: Sequence[str], links: Sequence[MapEdge]) -> int | None:
    for link in links:
        if link.target == name and link.source in order:
            return order.index(link.source) + 1
    for link in links:
        if link.source == name and link.target in order:
            return order.index(link.target)
    return None
