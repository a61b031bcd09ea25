"""What `mersey evidence pool` prints as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mersey.report.plain_data import as_plain

if TYPE_CHECKING:
    from mersey.evidence.effect import Interval
    from mersey.evidence.pooling import Common, Pooled, Replication

SCHEMA: Final = "mersey.evidence.pool/1"


def pool_json(pooled: Pooled) -> dict[str, Any]:
    """The results and what they have in common, unrounded; effects are since − before.

    Ends that nothing bounds are null.
    """
    first = pooled.replications[0]
    weights = pooled.common.weights if pooled.common else ()
    return as_plain(
        {
            "schema": SCHEMA,
            "measure": first.measure,
            "measured": next(
                (r.measured for r in pooled.replications if r.measured), ""
            ),
            "measure_hash": first.measure_hash,
            "unit": first.unit,
            "better": first.better,
            "horizon_days": first.horizon_days,
            "standing": pooled.standing,
            "n_registered": pooled.n_registered,
            "unreported": pooled.unreported,
            "councils": [
                _council(one, weights[at] if weights else None)
                for at, one in enumerate(pooled.replications)
            ],
            "pooled": _common(pooled.common) if pooled.common else None,
        }
    )


def _council(one: Replication, weight: float | None) -> dict[str, Any]:
    return {
        "council": one.site,
        "estimate": one.estimate,
        "standard_error": one.standard_error,
        "interval": _interval(one.interval()),
        "n": one.n,
        "design": one.design,
        "verdict": one.verdict,
        "weight": weight,
    }


def _common(common: Common) -> dict[str, Any]:
    return {
        "method": "reml_hartung_knapp",
        "is_modified": common.is_modified,
        "q": common.q,
        "estimate": common.estimate,
        "standard_error": common.standard_error,
        "interval": _interval(common.interval),
        "hartung_knapp_interval": _interval(common.hartung_knapp),
        "prediction_interval": _interval(common.prediction),
        "tau": common.tau,
        "tau_interval": _interval(common.tau_interval),
        "i2": common.i2,
    }


def _interval(interval: Interval) -> dict[str, float]:
    return {"low": interval.low, "high": interval.high, "level": interval.level}
