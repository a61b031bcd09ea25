"""Five made-up councils that tried the borough's change, with a planted truth.

Each file has the form that `mersey evidence verdict --json` prints, as far as pooling
reads it, so that results can be pooled before five councils have them. A sixth registered and has not reported.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from mersey.errors import UsageError, WorkspaceError
from mersey.scratch import write_whole

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Planted:
    """The truth behind the files, in days since minus before.

    Attributes:
        mean: Of the effect over all councils. tau: Its standard deviation between them.
    """

    mean: float
    tau: float


PLANTED: Final = Planted(mean=-11.0, tau=3.0)

SIZES: Final = {
    "Ainsdale": (490, 486),
    "Birkdale": (210, 200),
    "Crosby": (330, 325),
    "Formby": (124, 116),
    "Maghull": (93, 87),
}
UNREPORTED: Final = "Waterloo"
SCATTER_DAYS: Final = 17.0
"""Standard deviation of one case's days, cut at the horizon."""

MEASURE_HASH: Final = "d6df9605814a10663726db544393a21f527afe0718600e039ef3e886c689db6e"
"""Of the measure of the borough's plan `early-officer`: a test holds them together."""

NOTE: Final = """\
Five made-up councils that tried one change, and a sixth that has not reported.

Planted: {mean:g} days to the end since minus before on average over all councils, which
differ with a standard deviation of {tau:g} days. Nothing here is real.

Try: mersey evidence pool .
"""


def write_councils(folder: Path, *, seed: int = 2026) -> tuple[Path, ...]:
    """The files written: a verdict for each council, and what was planted.

    Raises:
        UsageError: The seed is negative.
        WorkspaceError: The folder cannot be written.
    """
    if seed < 0:
        msg = f"The seed is {seed}, and a seed cannot be negative."
        raise UsageError(msg, next_step="Name a whole number from 0 up.")
    draw = np.random.default_rng(seed)
    files = {f"{name.lower()}.json": _verdict(name, draw) for name in SIZES}
    files[f"{UNREPORTED.lower()}.json"] = _too_early()
    contents = {name: _text(data) for name, data in files.items()}
    contents["README.txt"] = NOTE.format(mean=PLANTED.mean, tau=PLANTED.tau)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in contents.items():
            write_whole(folder / name, text.encode())
    except OSError as error:
        msg = f"The samples cannot be written to {folder}: {error.strerror}."
        raise WorkspaceError(msg, next_step="Name another folder.") from error
    return tuple(folder / name for name in contents)


def _verdict(name: str, draw: np.random.Generator) -> dict[str, Any]:
    n_before, n_since = SIZES[name]
    error = SCATTER_DAYS * (1 / n_before + 1 / n_since) ** 0.5
    effect = draw.normal(PLANTED.mean, PLANTED.tau)
    estimate = round(float(draw.normal(effect, error)), 3)
    return {
        **_head(name, "improved"),
        "measured": "Days from opening to a decision or withdrawal",
        "effect": {
            "measure": "time_to_end",
            "measure_hash": MEASURE_HASH,
            "unit": "days",
            "better": "lower",
            "design": "before_after",
            "claim": "since",
            "n_before": n_before,
            "n_since": n_since,
            "horizon_days": 112,
            "estimate": estimate,
            "standard_error": round(error, 3),
        },
    }


def _too_early() -> dict[str, Any]:
    return {**_head(UNREPORTED, "too_early"), "effect": None}


def _head(name: str, kind: str) -> dict[str, Any]:
    return {
        "schema": "mersey.evidence.verdict/1",
        "council": name,
        "experiment": "early-officer",
        "service": "planning",
        "title": "Name the officer before comments close",
        "verdict": kind,
    }


def _text(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=2, sort_keys=True) + "\n"
