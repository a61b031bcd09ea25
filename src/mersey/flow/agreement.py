"""Do two people who code the same contacts agree, beyond what chance would give?

Source: Cohen (1960); large-sample standard error: Fleiss, Cohen & Everitt (1969).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from mersey.flow.clock_results import Agreement

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping


def kappa_of_counts(
    counts: Mapping[tuple[Hashable | None, Hashable | None], int],
) -> Agreement | None:
    """How far two codings agree: κ = (observed − expected) / (1 − expected).

    `counts` says how often each pair of codes occurs. Only cases that both have coded
    are counted (None is no code); None where there is no such case. κ is None where
    both use one and the same code throughout: chance alone would agree always.
    """
    pairs = {pair: n for pair, n in counts.items() if None not in pair and n > 0}
    n = sum(pairs.values())
    if not n:
        return None
    codes = {code: i for i, code in enumerate({c: 0 for pair in pairs for c in pair})}
    shares = np.zeros((len(codes), len(codes)))
    for (one, other), times in pairs.items():
        shares[codes[one], codes[other]] = times / n
    observed = float(np.trace(shares))
    expected = float(shares.sum(axis=1) @ shares.sum(axis=0))
    if len(codes) == 1:
        return Agreement(kappa=None, standard_error=None, observed=observed, n=n)
    kappa = (observed - expected) / (1 - expected)
    error = _standard_error(shares, kappa, n=n)
    return Agreement(kappa=kappa, standard_error=error, observed=observed, n=n)


def _standard_error(shares: Any, kappa: float, *, n: int) -> float:
    """Of κ where it need not be 0: Fleiss, Cohen & Everitt (1969), eq. 13."""
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    expected = float(rows @ columns)
    both = rows[None, :] + columns[:, None]  # p_j. + p_.i for the cell i, j
    diagonal = np.diag(shares)
    on = float((diagonal * (1 - np.diag(both) * (1 - kappa)) ** 2).sum())
    off = float(((shares - np.diag(diagonal)) * both**2).sum()) * (1 - kappa) ** 2
    chance = (kappa - expected * (1 - kappa)) ** 2
    return float(np.sqrt(max(on + off - chance, 0.0) / n)) / (1 - expected)
