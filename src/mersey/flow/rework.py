"""How much is done again?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mersey.flow.results import Rework, ReworkedActivity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.flow.counts import ActivityCount, StandingCases


def rework(
    counts: Sequence[ActivityCount], standings: Sequence[StandingCases]
) -> Rework:
    """Cases, of all, in which an activity was done again; the most repeated first."""
    n_cases = sum(standing.n for standing in standings)
    n_rework = sum(standing.n_rework for standing in standings)
    repeated = sorted(
        (count for count in counts if count.n_repeats),
        key=lambda count: (-count.n_repeats, count.activity),
    )
    return Rework(
        n_cases=n_rework,
        share=n_rework / n_cases if n_cases else 0.0,
        activities=tuple(
            ReworkedActivity(
                activity=count.activity,
                n_cases=count.n_repeat_cases,
                n_repeats=count.n_repeats,
            )
            for count in repeated
        ),
    )
