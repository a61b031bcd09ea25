"""A panel from rows of unit, period and value, or the reason why it is none.

What a panel must be: every unit at every period once, each with a value; one weight and
one start of the change for each unit. Anything else is refused: an average over what
happens to be there answers another question.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from mersey.errors import EvidenceError
from mersey.evidence.observed import Panel
from mersey.wording import plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def to_panel(
    rows: Sequence[tuple[str, int, float]],
    *,
    first_treated: Mapping[str, int],
    weight: Mapping[str, float] | None = None,
) -> Panel:
    """The panel of rows of unit, period and value; their order does not matter.

    Args:
        rows: One a unit and period.
        first_treated: Unit → the first period with the change; 0: never.
        weight: Unit → its weight, above 0; None: all weigh the same.

    Raises:
        EvidenceError: A pair that is there twice or is missing, a value that is not known,
            or a unit without a start or a weight.
    """
    twice = sum(n > 1 for n in Counter((unit, at) for unit, at, _ in rows).values())
    if twice:
        msg = f"{plural(twice, 'pair')} of unit and period come more than once"
        raise EvidenceError(msg)
    units = tuple(sorted({unit for unit, _, _ in rows}))
    periods = sorted({at for _, at, _ in rows})
    missing = len(units) * len(periods) - len(rows)
    if missing:
        msg = (
            f"the panel is unbalanced: {missing} of {len(units) * len(periods)} pairs of "
            "unit and period are missing; use the periods that all units have"
        )
        raise EvidenceError(msg)
    _check_named(units, first_treated, "a start of the change (0: never)")
    if weight is not None:
        _check_named(units, weight, "a weight")
    value = {(unit, at): one for unit, at, one in rows}
    panel = Panel(
        units=units,
        periods=np.array(periods, dtype=np.int64),
        value=np.array([[value[unit, at] for at in periods] for unit in units]),
        weight=np.array([1.0 if weight is None else weight[unit] for unit in units]),
        first_treated=np.array([first_treated[unit] for unit in units], dtype=np.int64),
    )
    check_panel(panel)
    return panel


def check_panel(panel: Panel) -> None:
    """Nothing, where effects can be taken from the panel.

    Raises:
        EvidenceError: Shapes that do not fit, units or periods that are there twice, a
            value that is not known, or a weight that is not above 0.
    """
    n = len(panel.units)
    if panel.value.shape != (n, len(panel.periods)) or not (
        len(panel.weight) == len(panel.first_treated) == n
    ):
        msg = "a panel needs a row a unit, a column a period, and one weight and start each"
        raise EvidenceError(msg)
    if len(set(panel.units)) < n or (np.diff(panel.periods) <= 0).any():
        msg = "each unit and each period of a panel is there once, periods rising"
        raise EvidenceError(msg)
    unknown = int((~np.isfinite(panel.value)).sum())
    if unknown:
        msg = f"{plural(unknown, 'value')} of the panel are not known; leave that period out"
        raise EvidenceError(msg)
    if not (np.isfinite(panel.weight) & (panel.weight > 0)).all():
        msg = "every unit of a panel needs a weight above nought"
        raise EvidenceError(msg)


def _check_named(units: Sequence[str], given: Mapping[str, object], what: str) -> None:
    without = sum(unit not in given for unit in units)
    if without:
        msg = (
            f"{plural(without, 'unit')} of the panel have no {what.removeprefix('a ')}"
        )
        raise EvidenceError(msg)
