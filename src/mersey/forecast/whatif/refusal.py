"""Why is no what-if given? What was off, by how much, and whose fault it seems to be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.forecast.whatif.comparison_words import told
from mersey.forecast.whatif.results import SAID

if TYPE_CHECKING:
    from mersey.forecast.whatif.results import Check, Validation

IT_CHANGED: Final = (
    "mersey look FILE shows whether and when the service changed. If it has worked as it"
    " does now since some day, learn from there: ⟦learn_from⟧ DATE."
)
IT_DID_NOT: Final = (
    "See that the columns are read as they should be (mersey check FILE), above all when"
    " work began, who did it, and how a case ends. If they are, this service cannot be"
    " simulated from its log."
)


def refusal(found: Validation) -> tuple[str, str]:
    """Why, and what to do next; two empty texts where all checks hold."""
    wrong = [one for one in found.checks if not one.holds]
    if not wrong:
        return "", ""
    days = f"{found.days_held_out:,.0f}"
    off = "; ".join(_off(one) for one in wrong)
    start = f"on the log's last {days} days, which it had not seen, it was off: {off}."
    changed = [one for one in found.checks if one.has_changed]
    if changed:
        moved = "; ".join(_moved(one) for one in changed)
        return (
            (
                f"{start} These days were unlike the {days} days before, by more than an"
                f" unchanged service would differ 19 times in 20: {moved}."
            ),
            IT_CHANGED,
        )
    return (
        f"{start} The days before were not so unlike these: the simulation does not fit.",
        IT_DID_NOT,
    )


def _off(one: Check) -> str:
    name, simulated, true = SAID[one.figure], told(one.simulated), told(one.true)
    return (
        f"{name}, {simulated} simulated for {true} in truth ({one.off:+.0%}; at most"
        f" {one.tolerance:.0%} is let pass)"
    )


def _moved(one: Check) -> str:
    return (
        f"{SAID[one.figure]}, from {told(one.before)} to {told(one.true)}"
        f" ({one.moved:+.0%})"
    )
