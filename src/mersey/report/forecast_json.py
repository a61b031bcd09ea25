"""What is foretold, as JSON: schema `mersey.forecast/1`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from mersey.forecast import Refusal
from mersey.report.plain_data import as_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.forecast import ForecastSummary

SCHEMA: Final = "mersey.forecast/1"

PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "arrivals": ("history", "measure", "by"),
    "throughput": ("history", "measure", "by"),
    "clearing": (),
    "demand": ("history",),
    "risks": (),
}
"""Parts of a forecast → what is left out of each, being elsewhere."""


def forecast_json(found: ForecastSummary) -> dict[str, Any]:
    """The whole as plain data: unrounded, ISO dates, null where nothing is known.

    A part that was refused is `{"refused": why}`.
    """
    return as_plain({"schema": SCHEMA, **forecast_data(found)})


def forecast_data(found: ForecastSummary) -> dict[str, Any]:
    """The parts, without a schema: the key `forecast` of `mersey.look/1`."""
    parts = {
        name: _part(getattr(found, name), hidden) for name, hidden in PARTS.items()
    }
    return as_plain({"as_at": found.as_at, "by": found.by, "seed": found.seed, **parts})


def _part(part: Any, hidden: tuple[str, ...]) -> dict[str, Any]:
    if isinstance(part, Refusal):
        return {"refused": part.why}
    return {name: item for name, item in asdict(part).items() if name not in hidden}
