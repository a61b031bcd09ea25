"""Made-up verdicts for the gallery: a planning team that names its officer sooner."""

from __future__ import annotations

from datetime import date

from mersey.evidence import (
    Assumption,
    AssumptionName,
    Claim,
    Effect,
    Guard,
    Guarded,
    Interval,
    LookTaken,
    LookTime,
    Standing,
    Verdict,
    guarded,
    judge_change,
)
from mersey.evidence.event_study import AtAge
from mersey.evidence.pooling import Pooled, Replication, pool
from mersey.vocabulary import Better, Dimension, Unit


def example_verdict() -> Verdict:
    """15.3 days sooner where 10 to 14 were predicted and 5 were needed."""
    effect = Effect(
        measure="time_to_end",
        measure_hash="9f2c" * 16,
        unit=Unit.DAYS,
        better=Better.LOWER,
        design="before_after",
        claim=Claim.SINCE,
        before=70.4,
        since=55.1,
        n_before=490,
        n_since=486,
        estimate=-15.3,
        interval=Interval(low=-17.4, high=-13.2),
        anytime=Interval(low=-20.6, high=-8.7),
        horizon_days=112.0,
        assumptions=(Assumption(name=AssumptionName.FIDELITY, standing=Standing.HELD),),
    )
    return judge_change(
        effect,
        look=LookTaken(on=date(2026, 9, 28), kind=LookTime.LAST),
        worth_having=5.0,
        prediction=(10.0, 14.0),
        guardrails=example_guardrails(),
    )


def example_guardrails() -> tuple[Guarded, ...]:
    """Three that were held, one of them just."""
    told = (
        ("Refused, of those decided", Dimension.SAFER, 0.05),
        ("Withdrawn, of those finished", Dimension.BETTER, 0.04),
    )
    found = ((-0.042, 0.034, 0.128), (-0.004, 0.038, 0.029))
    shares = tuple(
        guarded(
            Guard(name=name, dimension=dimension, margin=margin),
            _guarding(Unit.SHARE, low, high=high, before=before),
        )
        for (name, dimension, margin), (low, high, before) in zip(
            told, found, strict=True
        )
    )
    work = Guard(
        name="Days with an officer",
        dimension=Dimension.BETTER,
        margin=3.0,
    )
    return (*shares, guarded(work, _guarding(Unit.DAYS, -0.9, high=0.8, before=13.7)))


def _guarding(unit: Unit, low: float, *, high: float, before: float) -> Effect:
    return Effect(
        measure="incidence" if unit is Unit.SHARE else "step_days",
        measure_hash="41be" * 16,
        unit=unit,
        better=Better.LOWER,
        design="before_after",
        claim=Claim.SINCE,
        before=before,
        since=before + (low + high) / 2,
        n_before=490,
        n_since=486,
        estimate=(low + high) / 2,
        interval=Interval(low=low, high=high, level=0.90),
    )


def example_pool() -> Pooled:
    """Five councils that tried what the first had tried; a sixth has not reported."""
    found = {
        "Ainsdale": (-15.3, 1.1, 976),
        "Birkdale": (-9.8, 2.0, 410),
        "Crosby": (-12.1, 1.6, 655),
        "Formby": (-6.4, 2.4, 240),
        "Maghull": (-11.0, 3.0, 180),
    }
    return pool(
        [
            Replication(
                site=site,
                estimate=estimate,
                standard_error=error,
                n=n,
                measure="time_to_end",
                measure_hash="9f2c" * 16,
                unit=Unit.DAYS,
                better=Better.LOWER,
                horizon_days=112.0,
            )
            for site, (estimate, error, n) in found.items()
        ],
        unreported=("Waterloo",),
    )


def example_event_study() -> tuple[AtAge, ...]:
    """Teams that started in turn: about nothing before, five to six days sooner since."""
    found = {
        -5: (0.6, 2.1),
        -4: (-0.4, 1.9),
        -3: (0.9, 2.0),
        -2: (-0.7, 1.8),
        0: (-1.9, 2.0),
        1: (-3.8, 2.1),
        2: (-5.6, 2.2),
        3: (-5.1, 2.6),
    }
    return tuple(
        AtAge(
            age=age,
            estimate=estimate,
            interval=Interval(low=estimate - half, high=estimate + half),
            n_units=6 if age < 3 else 4,
        )
        for age, (estimate, half) in found.items()
    )
