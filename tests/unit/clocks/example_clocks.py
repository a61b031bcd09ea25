"""Small clocks to count by."""

from __future__ import annotations

from typing import Any

from mersey.clocks import Clock


def make_clock(n: int, unit: str, **more: Any) -> Clock:
    """A clock of `n` of `unit`, with whatever else is said of it."""
    said = {
        "id": "example.clock",
        "title": "An example",
        "authority": "local",
        "duration": {"n": n, "unit": unit},
        "start": {"events": ["received"]},
        "stop": {"events": ["answered"]},
        "calendar": "england_wales",
        "source": {"instrument": "Our charter"},
        **more,
    }
    return Clock.model_validate(said)
