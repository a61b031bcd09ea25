"""Numbers about flow: a prepared log in, results out; no files, no clock."""

from __future__ import annotations

from mersey.flow.declaration import Measure
from mersey.flow.example_cases import example_cases
from mersey.flow.pack_figures import differences, pack_figures
from mersey.flow.registered_measures import MEASURES, measure
from mersey.flow.series import measure_series
from mersey.flow.summary import summarise

__all__ = [
    "MEASURES",
    "Measure",
    "differences",
    "example_cases",
    "measure",
    "measure_series",
    "pack_figures",
    "summarise",
]
