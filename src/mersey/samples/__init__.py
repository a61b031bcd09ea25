"""A made-up borough with planted truths, for the demonstration and for tests."""

from __future__ import annotations

from mersey.samples.borough import SERVICES, write_borough
from mersey.samples.councils import write_councils
from mersey.samples.sample_service import BOROUGH, SampleService
from mersey.samples.truths import Truth, TruthKind

__all__ = [
    "BOROUGH",
    "SERVICES",
    "SampleService",
    "Truth",
    "TruthKind",
    "write_borough",
    "write_councils",
]
