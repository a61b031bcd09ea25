"""How far to believe a what-if, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.forecast.whatif.comparison_words import told
from mersey.forecast.whatif.results import SAID
from mersey.wording import plural

if TYPE_CHECKING:
    from mersey.forecast.whatif.results import Validation

ONLY_PAST: Final = (
    "The intervals hold the chance in the simulation and in a log of this length. All else "
    "is taken to stay as the log shows it."
)


def validation_in_words(validation: Validation) -> str:
    """How far off the simulation was on days that it had not seen."""
    parts = [
        f"{SAID[one.figure]} {one.off:+.0%} ({told(one.simulated)} for"
        f" {told(one.true)})"
        for one in validation.checks
    ]
    return (
        f"Checked on the log's last {plural(validation.days_held_out, 'day')}, not seen"
        f" before ({plural(validation.n_held_out, 'case')}): off by {'; '.join(parts)}."
    )
