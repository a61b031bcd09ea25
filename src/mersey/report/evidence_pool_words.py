"""What several councils' results say together, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.charts.kinds.forest import forest_table, to_a_tenth
from mersey.report.plain import table_lines
from mersey.vocabulary import Better, Unit
from mersey.wording import humanise, joined, percent, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.evidence.effect import Interval
    from mersey.evidence.pooling import Common, Pooled

UNITS: Final = {Unit.DAYS: "days", Unit.SHARE: "in 100"}


def pool_lines(pooled: Pooled, *, width: int) -> Iterator[str]:
    """The table of the forest plot, and what may be said of it."""
    n = len(pooled.replications)
    yield f"{_measured(pooled)}: {plural(n, 'council')} of {pooled.n_registered} that registered"
    yield ""
    yield from table_lines(forest_table(pooled), width=width)
    yield ""
    yield f"Improvement in {_unit(pooled)}: above 0 is better, below 0 is worse."
    if pooled.unreported:
        yield (
            f"Not reported yet: {joined(list(pooled.unreported))}. Had they found nothing, "
            "the result would be smaller."
        )
    if pooled.common is None:
        yield (
            f"{plural(n, 'council')}: not enough to pool. At three they are put together."
        )
        return
    yield from _together(pooled, pooled.common)


def _measured(pooled: Pooled) -> str:
    """The measure in words, as the first council that has them says it."""
    said = next((one.measured for one in pooled.replications if one.measured), "")
    said = said or humanise(pooled.replications[0].measure)
    return said[:1].upper() + said[1:]


def _together(pooled: Pooled, common: Common) -> Iterator[str]:
    unit = _unit(pooled)
    yield (
        f"All together: {_gain(pooled, common.estimate)} {unit} better"
        f" ({_ends(pooled, common.interval)})."
    )
    yield f"What the next council may expect: {_ends(pooled, common.prediction)} {unit}."
    yield (
        f"Councils differ by about {_size(pooled, common.tau)} {unit} either way (tau; "
        f"{_size(pooled, common.tau_interval.low)} to "
        f"{_size(pooled, common.tau_interval.high)}): {percent(common.i2)} of the "
        "scatter is more than chance (I²)."
    )
    few = len(pooled.replications)
    if pooled.standing == "caution":
        yield (
            f"With caution: from {few} councils it is hardly known how far councils differ."
        )
    if common.is_modified:
        yield (
            "The results agree better than chance would have them (q below 1); the "
            "interval is kept as wide as without (modified Hartung–Knapp)."
        )


def _unit(pooled: Pooled) -> str:
    return UNITS.get(pooled.replications[0].unit, pooled.replications[0].unit.value)


def _sign(pooled: Pooled) -> float:
    return 1.0 if pooled.replications[0].better is Better.HIGHER else -1.0


def _scale(pooled: Pooled) -> float:
    return 100.0 if pooled.replications[0].unit is Unit.SHARE else 1.0


def _gain(pooled: Pooled, value: float) -> str:
    return to_a_tenth(_sign(pooled) * _scale(pooled) * value)


def _size(pooled: Pooled, value: float) -> str:
    return to_a_tenth(_scale(pooled) * value)


def _ends(pooled: Pooled, interval: Interval) -> str:
    ends = sorted(
        _sign(pooled) * _scale(pooled) * one for one in (interval.low, interval.high)
    )
    return f"{to_a_tenth(ends[0])} to {to_a_tenth(ends[1])}"
