"""Between which steps does the time go?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.flow.results import Waiting

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from mersey.flow.results import MapEdge

MOST_EDGES: Final = 10


def waiting(edges: Sequence[MapEdge], *, served: Container[str] = ()) -> Waiting:
    """All days between events, and the ten edges that carry most of them.

    Where people have what they came for with the steps `served`, nobody waits after them.
    """
    carrying = [
        edge for edge in edges if edge.waiting_share > 0 and edge.source not in served
    ]
    ranked = sorted(carrying, key=lambda e: (-e.waiting_share, e.source, e.target))
    return Waiting(
        total_days=sum(edge.mean_days * edge.n for edge in edges),
        largest=tuple(ranked[:MOST_EDGES]),
    )
