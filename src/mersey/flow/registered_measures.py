"""Every measure there is, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.errors import UnknownName
from mersey.flow.declaration import Measure
from mersey.flow.series import measure_series
from mersey.registry import collect

if TYPE_CHECKING:
    from mersey.eventlog import EventLog
    from mersey.flow.results import MeasureSeries
    from mersey.vocabulary import Per

MEASURES: Final = collect("mersey.flow.measures", "MEASURE", Measure)
"""Name → measure, in order of file: one for each file of `measures/`."""


def measure(log: EventLog, name: str, *, per: Per) -> MeasureSeries:
    """The measure of that name over time.

    Raises:
        UnknownName: No measure has that name.
        DataError: The log lacks what the measure needs.
    """
    if name not in MEASURES:
        raise UnknownName.of("measure", name, MEASURES)
    return measure_series(log, MEASURES[name], per)
