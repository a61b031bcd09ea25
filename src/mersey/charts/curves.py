"""How a step function becomes a path that is exact to two px and a few kilobytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.charts.svg import number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.charts.scales import Linear

CurveStep = tuple[float, float]
"""From this x on, the value is this y."""

_FINEST_PX: Final = 2.0


def thinned(steps: Sequence[CurveStep], x: Linear, *, last: float) -> list[CurveStep]:
    """The steps up to x = `last`, at most one for every two px: the latest of each."""
    kept: list[CurveStep] = []
    for at, value in steps:
        if at > last:
            break
        if len(kept) > 1 and x(at) - x(kept[-1][0]) < _FINEST_PX:
            kept[-1] = (kept[-1][0], value)
        else:
            kept.append((at, value))
    return kept


def stairs(steps: Sequence[CurveStep], x: Linear, y: Linear, *, end: float) -> str:
    """Path data of the stairs through the steps, flat until x = `end`."""
    if not steps:
        return ""
    at, value = steps[0]
    parts = [f"M{number(x(at))} {number(y(value))}"]
    parts += [f"H{number(x(at))}V{number(y(value))}" for at, value in steps[1:]]
    return "".join(parts) + f"H{number(x(end))}"


def band(
    upper: Sequence[CurveStep],
    lower: Sequence[CurveStep],
    x: Linear,
    y: Linear,
    end: float,
) -> str:
    """Path data of the area between two stairs."""
    if not upper or not lower:
        return ""
    parts = [stairs(upper, x, y, end=end)]
    parts.append(f"V{number(y(lower[-1][1]))}")
    for (at, _), (_, earlier) in zip(lower[:0:-1], lower[-2::-1], strict=True):
        parts.append(f"H{number(x(at))}V{number(y(earlier))}")
    return "".join(parts) + f"H{number(x(lower[0][0]))}Z"
