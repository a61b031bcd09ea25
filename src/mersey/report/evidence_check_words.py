"""What a verdict rests on, each check in words: a few in bold, and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.evidence import AssumptionName, Standing
from mersey.wording import days, decimal, in_100, joined, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mersey.evidence import Assumption

    Said = tuple[str, str]

STANDING_WORDS: Final[Mapping[Standing, str]] = {
    Standing.HELD: "Held",
    Standing.DOUBTFUL: "Mind this",
    Standing.FAILED: "Failed",
    Standing.UNKNOWN: "Cannot be told",
}


@dataclass(frozen=True, kw_only=True)
class _Told:
    """A check, with the names of steps as people say them."""

    standing: Standing
    figures: Mapping[str, float | int | str | None]
    titles: Mapping[str, str]

    def number(self, name: str) -> float | None:
        """A figure, where it is one."""
        value = self.figures.get(name)
        return float(value) if isinstance(value, int | float) else None

    @property
    def way(self) -> str:
        """From which step to which."""
        names = [str(self.figures.get(name) or "") for name in ("from_step", "to_step")]
        start, end = (self.titles.get(name, name) for name in names)
        return f"{start or 'opening'} to {end or 'the end'}"

    @property
    def moved(self) -> str:
        """By how much, with its interval."""
        estimate, low, high = map(self.number, ("estimate", "low", "high"))
        if estimate is None or low is None or high is None:
            return "by an amount that too few cases tell"
        way = "shorter" if estimate < 0 else "longer"
        if low * high <= 0:
            return f"{days(abs(estimate))} {way}, which may be chance"
        ends = sorted((abs(low), abs(high)))
        return f"{days(abs(estimate))} {way} ({decimal(ends[0])} to {decimal(ends[1])})"


def assumption_words(assumption: Assumption, *, titles: Mapping[str, str]) -> Said:
    """What a check found.

    Args:
        assumption: With its standing and figures.
        titles: Id of a step → its name for people.
    """
    told = _Told(
        standing=assumption.standing, figures=assumption.figures, titles=titles
    )
    return _SAY[assumption.name](told)


def _fidelity(told: _Told) -> Said:
    n_due, n_done = told.figures.get("n_due"), told.figures.get("n_done")
    within = told.number("within_days") or 0.0
    if told.standing is Standing.UNKNOWN:
        return "Whether we did what we said cannot be told yet:", "no case is due."
    said = f"within {days(within)} for {n_done} of {n_due} cases."
    before = told.number("share_before")
    if before is not None:
        said = f"{said[:-1]}; before, {in_100(before)}."
    start = {
        Standing.HELD: "We did what we said:",
        Standing.DOUBTFUL: "We did what we said less often than we aimed:",
    }.get(told.standing, "We did not do what we said:")
    return start, said


def _moved(told: _Told) -> Said:
    way = told.way
    moved = told.moved
    if told.standing is Standing.UNKNOWN:
        return "The step we changed cannot be judged:", f"too few cases ({way})."
    if told.standing is Standing.HELD:
        return f"The step we changed moved by {moved}:", f"{way}, as the plan said."
    return "The step we changed did not move:", f"{way}, {moved}."


def _untouched(told: _Told) -> Said:
    way, moved = told.way, told.moved
    if told.standing is Standing.UNKNOWN:
        return "A step it should not touch cannot be judged:", f"too few cases ({way})."
    if told.standing is Standing.HELD:
        return "A step it should not touch stayed as it was:", f"{way}, {moved}."
    taken = told.number("taken_off")
    off = " It is taken off the difference." if taken else ""
    rest = f"{way}, {moved}.{off} Something else may have helped or harmed."
    return "A step it should not touch moved too:", rest


def _season(told: _Told) -> Said:
    choice = told.figures.get("choice")
    if told.standing is Standing.HELD:
        how = (
            "a whole year on both sides."
            if choice == "whole_years"
            else "taken out by a yearly wave."
        )
        return "Season:", how
    if told.standing is Standing.FAILED:
        return "The season may have made the difference:", "the time before has one."
    return "Season:", "less than a whole year on one side, so it cannot be ruled out."


def _memory(told: _Told) -> Said:
    lags = [told.number(name) for name in ("lag_before", "lag_since")]
    known = [f"{lag:.2f}" for lag in lags if lag is not None]
    said = f"({joined(known)}). " if known else ""
    allowed, low, high = (
        told.number(name) for name in ("allowed", "allowed_low", "allowed_high")
    )
    rest = ""
    if allowed is not None and low is not None and high is not None:
        ends = sorted((abs(low), abs(high)))
        rest = (
            f"Allowing for it by weekly medians: {days(abs(allowed))}"
            f" ({decimal(ends[0])} to {decimal(ends[1])})."
        )
    if told.standing is Standing.HELD:
        figures = f"{said}{rest}".strip() or "that can be seen."
        return "Weeks have little memory of each other", figures
    widened = told.number("widened")
    more = f"The interval is {widened:.1f} times as wide for it. " if widened else ""
    return "Neighbouring weeks resemble each other", f"{said}{more}{rest}".strip()


def _rebound(told: _Told) -> Said:
    if told.standing is Standing.HELD:
        return (
            "Not the rebound after a bad patch:",
            "the time before ends before the problem was picked.",
        )
    if told.standing is Standing.FAILED:
        return (
            "It may be the rebound after a bad patch:",
            "the patch that made us act is part of the time before.",
        )
    return (
        "A rebound after a bad patch cannot be ruled out:",
        "the plan does not say when the problem was picked.",
    )


def _mix(told: _Told) -> Said:
    if told.standing is Standing.HELD:
        return "The same sorts of cases came in", "as before."
    held = told.number("estimate_same_mix")
    kept = (
        f"With the mix held still the difference is {decimal(abs(held))}."
        if held
        else ""
    )
    if told.standing is Standing.FAILED:
        return "Other cases came in, and that makes most of the difference.", kept
    return "Other sorts of cases came in than before.", kept


def _horizon(told: _Told) -> Said:
    n_watched, n_open = told.figures.get("n_watched"), told.figures.get("n_open")
    followed = days(told.number("horizon_days") or 0.0)
    rest = f"{n_watched} cases since were followed for {followed}; {n_open} are open."
    if told.standing is Standing.HELD:
        return "Open cases count:", rest
    return "Few cases were followed to the end:", rest


def _something(told: _Told) -> Said:
    n = int(told.number("n_notes") or 0)
    return (
        "Something else happened:",
        f"{plural(n, 'note')} in the trail; the first says “{told.figures.get('first')}”.",
    )


def _plain(held: str, not_held: str) -> Callable[..., Said]:
    """A check that is told by its standing, with its figures behind it."""

    def say(told: _Told) -> Said:
        parts = [
            f"{name.replace('_', ' ')} {value:.3g}"
            for name, value in told.figures.items()
            if isinstance(value, int | float)
        ]
        start = held if told.standing is Standing.HELD else not_held
        return start, f"{joined(parts)}." if parts else ""

    return say


_SAY: Final[Mapping[AssumptionName, Callable[..., Said]]] = {
    AssumptionName.FIDELITY: _fidelity,
    AssumptionName.MOVED_STEP: _moved,
    AssumptionName.UNTOUCHED_STEPS: _untouched,
    AssumptionName.SEASON: _season,
    AssumptionName.AUTOCORRELATION: _memory,
    AssumptionName.REGRESSION_TO_THE_MEAN: _rebound,
    AssumptionName.CASE_MIX: _mix,
    AssumptionName.HORIZON: _horizon,
    AssumptionName.SOMETHING_ELSE: _something,
    AssumptionName.PRE_TRENDS: _plain(
        "Before the change all went the same way:",
        "Before the change they drifted apart:",
    ),
    AssumptionName.SPLIT: _plain(
        "The lot fell as it was drawn:", "The lot did not fall as it was drawn:"
    ),
    AssumptionName.FEW_POINTS: _plain(
        "Enough periods:", "Few periods, so the interval is approximate:"
    ),
    AssumptionName.DISPERSION: _plain(
        "Counts scatter as expected:", "Counts scatter more than expected, allowed for:"
    ),
    AssumptionName.SIGNAL: _plain(
        "The signal that was named beforehand has come:",
        "The signal that was named beforehand has not come:",
    ),
    AssumptionName.FEW_UNITS: _plain(
        "Enough units:", "So few units that chance alone cannot be ruled out:"
    ),
}
