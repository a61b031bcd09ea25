"""Every study design there is, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.evidence.design import Design
from mersey.registry import collect

if TYPE_CHECKING:
    from mersey.evidence.design import Question, Reason

DESIGNS: Final = collect("mersey.evidence.designs", "DESIGN", Design)
"""Name → design: one for each file of `designs/`."""


def standings(question: Question) -> tuple[tuple[Design, tuple[Reason, ...]], ...]:
    """Every design, the strongest first, with the reasons against it; none: feasible."""
    by_rank = sorted(DESIGNS.values(), key=lambda design: design.rank)
    return tuple((design, design.feasible(question)) for design in by_rank)


def recommended(question: Question) -> Design | None:
    """The strongest design that is feasible; None where none is."""
    return next(
        (design for design, reasons in standings(question) if not reasons), None
    )
