"""What `mersey evidence verdict` prints, as JSON: `mersey.evidence.verdict/1`."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from mersey.report.evidence_plan_words import measure_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.evidence import Effect, Guarded, Interval, Verdict
    from mersey.evidence.fidelity import Followed
    from mersey.evidence.frozen import Frozen
    from mersey.evidence.looking import Looked
    from mersey.evidence.sealed import Sealed
    from mersey.evidence.steps import StepChange

SCHEMA: Final = "mersey.evidence.verdict/1"


def verdict_json(
    looked: Looked, frozen: Frozen, *, log_version: str, titles: Mapping[str, str]
) -> dict[str, Any]:
    """One look: the verdict and everything that it rests on, unrounded.

    Args:
        looked: What the look found.
        frozen: The plan that counts.
        log_version: Of the log.
        titles: Names of steps, as for `measure_words`.
    """
    verdict = looked.verdict
    return {
        **_head(frozen, log_version),
        "verdict": verdict.kind.value,
        "look": {
            "on": verdict.look.on.isoformat(),
            "kind": verdict.look.kind.value,
            "looks_ahead": verdict.look.n_ahead,
            "horizon_days": looked.horizon_days,
            "before": _window(looked, "before"),
            "since": _window(looked, "since"),
        },
        "gain": verdict.gain,
        "interval": _interval(verdict.interval),
        "worth_having": verdict.worth_having,
        "prediction": {
            "low": looked.plan.prediction.low,
            "high": looked.plan.prediction.high,
            "stands": verdict.predicted.value,
        },
        "stops": [stop.value for stop in verdict.stops],
        "failed": [name.value for name in verdict.failed],
        "effect": _effect(verdict.effect),
        "measured": measure_words(looked.plan.measure, titles),
        "fidelity": _fidelity(looked.fidelity[0]) if looked.fidelity else None,
        "steps": [_step(one) for one in looked.steps],
        "guardrails": [_guardrail(one) for one in verdict.guardrails],
        "secondary": _secondary(verdict),
    }


def sealed_json(found: Sealed, frozen: Frozen, *, log_version: str) -> dict[str, Any]:
    """A running experiment before its first look: no comparison is in it."""
    return {
        **_head(frozen, log_version),
        "verdict": "too_early",
        "as_at": found.as_at.isoformat(),
        "first_look": found.first_look.on.isoformat(),
        "weeks_gone": found.weeks_gone,
        "weeks_to_look": found.weeks_to_look,
        "came": found.n_came,
        "came_expected": found.n_expected,
        "ended": found.n_ended,
        "needed_at_look": found.n_at_look,
        "fidelity": _fidelity(found.fidelity) if found.fidelity else None,
        "stop_rule": {
            "text": found.harm.text,
            "value": found.harm.value,
            "limit": found.harm.limit,
            "reached": found.harm.is_reached,
        }
        if found.harm
        else None,
    }


def _head(frozen: Frozen, log_version: str) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "experiment": frozen.plan.id,
        "service": frozen.plan.service,
        "title": frozen.plan.title,
        "plan": {
            "version": frozen.version,
            "sha256": frozen.sha256,
            "frozen_late": frozen.is_late,
            "deviations": [one.as_data() for one in frozen.changed],
        },
        "log_version": log_version,
    }


def _window(looked: Looked, side: str) -> dict[str, str]:
    days = looked.window.before if side == "before" else looked.window.since
    return {"first": days.first.isoformat(), "last": days.last.isoformat()}


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _interval(interval: Interval | None) -> dict[str, float | None] | None:
    """Null ends are unbounded."""
    if interval is None:
        return None
    return {
        "low": _finite(interval.low),
        "high": _finite(interval.high),
        "level": interval.level,
    }


def _effect(effect: Effect) -> dict[str, Any]:
    return {
        "measure": effect.measure,
        "measure_hash": effect.measure_hash,
        "unit": effect.unit.value,
        "better": effect.better.value,
        "design": effect.design,
        "claim": effect.claim.value,
        "before": effect.before,
        "since": effect.since,
        "n_before": effect.n_before,
        "n_since": effect.n_since,
        "estimate": effect.estimate,
        "standard_error": effect.standard_error,
        "interval": _interval(effect.interval),
        "anytime": _interval(effect.anytime),
        "relative": {
            "estimate": effect.relative.estimate,
            "interval": _interval(effect.relative.interval),
        }
        if effect.relative
        else None,
        "p_value": effect.p_value,
        "taken_off": effect.taken_off,
        "horizon_days": effect.horizon_days,
        "assumptions": [
            {
                "name": one.name.value,
                "standing": one.standing.value,
                "figures": dict(one.figures),
            }
            for one in effect.assumptions
        ],
    }


def _fidelity(found: Followed) -> dict[str, Any]:
    return {
        "due": found.n_due,
        "done": found.n_done,
        "share": found.share,
        "aim": found.aim,
        "within_days": found.within_days,
        "begun": found.n_begun,
        "done_so_far": found.n_done_so_far,
        "median_days": found.median_days,
    }


def _step(change: StepChange) -> dict[str, Any]:
    return {
        "from_step": change.from_step,
        "to_step": change.to_step,
        "role": change.role.value,
        "before": change.before,
        "since": change.since,
        "estimate": change.estimate,
        "interval": _interval(change.interval),
        "n_before": change.n_before,
        "n_since": change.n_since,
    }


def _guardrail(one: Guarded) -> dict[str, Any]:
    return {
        "name": one.guard.name,
        "dimension": one.guard.dimension.value,
        "margin": one.guard.margin,
        "standing": one.standing.value,
        "worst": None if one.worst is None else _finite(one.worst),
        "why_not": one.why_not,
        "effect": _effect(one.effect) if one.effect else None,
    }


def _secondary(verdict: Verdict) -> list[dict[str, Any]]:
    return [
        {
            "name": one.name,
            "effect": _effect(one.effect) if one.effect else None,
            "adjusted_p": one.adjusted_p,
            "moved": one.has_moved,
            "why_not": one.why_not,
        }
        for one in verdict.secondary
    ]
