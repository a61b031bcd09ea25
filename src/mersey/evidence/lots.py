"""The lot that decides who gets a change: drawn by mersey, written down, drawn again.

Nobody chooses, and anybody can check: the seed, the ratio and the list of days or teams
give the same lot for ever. A case is drawn by itself from its reference, when it comes.

Source: Fisher (1935); permuted blocks as in Matts & Lachin (1988).
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from mersey.errors import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_BLOCK: Final = 10
"""Days in a block: the ratio is kept nearly every fortnight, and nobody can foretell."""

FEWEST: Final = {"days": 20, "teams": 4}
"""Fewer say nothing of how days or teams differ by themselves."""


class Drawn(StrEnum):
    """What the lot is drawn for."""

    CASES = "cases"
    DAYS = "days"  # all cases that open on one day go together
    TEAMS = "teams"


@dataclass(frozen=True, kw_only=True)
class Lot:
    """A lot as it was drawn.

    Attributes:
        seed: Gives the same lot again. ratio: Share that gets the change.
        units: Days or teams in the order in which they were drawn; none for cases.
        chosen: Those of them that get the change, in the same order.
    """

    drawn: Drawn
    seed: int
    ratio: float
    units: tuple[str, ...] = ()
    chosen: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """What the trail keeps of it."""
        return {
            "drawn": self.drawn.value,
            "seed": self.seed,
            "ratio": self.ratio,
            "units": list(self.units),
            "chosen": list(self.chosen),
        }


@dataclass(frozen=True, kw_only=True)
class ByLot:
    """How a log tells those with a change from those without.

    Attributes:
        column: Of the teams; or, where cases were drawn, the one that says who went
            without.
        without: Its words for that, where cases were drawn.
    """

    lot: Lot
    column: str = ""
    without: tuple[str, ...] = ()


def draw_lot(
    drawn: Drawn, units: Sequence[str] = (), *, seed: int, ratio: float = 0.5
) -> Lot:
    """The lot: the same whenever it is drawn again from the same seed.

    Teams are drawn at once; days in blocks of at most ten, so that the ratio holds all
    along. For cases there is nothing to list: `gets_change` draws each.

    Args:
        drawn: What it is drawn for.
        units: Days in order, or teams; their order is sorted away for teams.
        seed: From a die, or the clock; whoever draws says it.
        ratio: Share that gets the change.

    Raises:
        EvidenceError: A ratio outside 0 to 1, too few days or teams, one of them twice,
            or a ratio that gives the change to none or all.
    """
    if not 0 < ratio < 1:
        raise EvidenceError(
            f"A lot with a ratio of {ratio:g} is none.",
            next_step="Say the share that gets the change: above 0, below 1.",
        )
    if drawn is Drawn.CASES:
        return Lot(drawn=drawn, seed=seed, ratio=ratio)
    listed = tuple(sorted(units) if drawn is Drawn.TEAMS else units)
    _check(drawn, listed)
    size = len(listed) if drawn is Drawn.TEAMS else _block(ratio)
    draw = random.Random(f"{seed}")  # noqa: S311  (a lot to be drawn again, no secret)
    chosen = [
        unit
        for start in range(0, len(listed), size)
        for unit in _chosen(listed[start : start + size], ratio, draw)
    ]
    if not 0 < len(chosen) < len(listed):
        raise EvidenceError(
            f"{ratio:g} of {len(listed)} {drawn.value} is none, or all of them.",
            next_step="Choose a ratio nearer to a half, or more of them.",
        )
    return Lot(drawn=drawn, seed=seed, ratio=ratio, units=listed, chosen=tuple(chosen))


def gets_change(lot: Lot, unit: str) -> bool:
    """Whether this case (by its reference), day (as 2026-03-31) or team gets the change.

    Raises:
        EvidenceError: The day or team was not in the lot.
    """
    if lot.drawn is Drawn.CASES:
        digest = sha256(f"{lot.seed}\n{unit.strip()}".encode()).digest()
        return int.from_bytes(digest[:8]) < lot.ratio * 2**64
    if unit not in lot.units:
        raise EvidenceError(
            f"That one was not in the lot of {len(lot.units)} {lot.drawn.value}.",
            next_step="Draw a new lot with it, as a change of the plan.",
        )
    return unit in lot.chosen


def from_data(data: Mapping[str, Any]) -> Lot:
    """The lot that a trail keeps, drawn again to see that it is the one.

    Raises:
        EvidenceError: It is not what its seed gives.
    """
    kept = Lot(
        drawn=Drawn(data["drawn"]),
        seed=int(data["seed"]),
        ratio=float(data["ratio"]),
        units=tuple(data["units"]),
        chosen=tuple(data["chosen"]),
    )
    again = draw_lot(kept.drawn, kept.units, seed=kept.seed, ratio=kept.ratio)
    if again != kept:
        raise EvidenceError(
            "The lot in the trail is not the one that its seed gives.",
            next_step="Take the trail back from where it is kept (git).",
        )
    return kept


def _block(ratio: float) -> int:
    """The shortest block, of at most ten, that holds the ratio nearly, and twice that."""
    shortest = Fraction(ratio).limit_denominator(LONGEST_BLOCK).denominator
    return shortest * max(LONGEST_BLOCK // shortest, 1)


def _chosen(block: Sequence[str], ratio: float, draw: random.Random) -> tuple[str, ...]:
    """So many of the block as the ratio says; a broken share is a lot of its own."""
    share = len(block) * ratio
    n = int(share) + (draw.random() < share - int(share) - 1e-9)
    places = set(draw.sample(range(len(block)), n))
    return tuple(unit for at, unit in enumerate(block) if at in places)


def _check(drawn: Drawn, listed: Sequence[str]) -> None:
    if len(set(listed)) < len(listed):
        raise EvidenceError(
            f"One of the {drawn.value} is there twice.", next_step="Name each once."
        )
    if len(listed) < FEWEST[drawn]:
        raise EvidenceError(
            f"A lot of {len(listed)} {drawn.value} is too small: {FEWEST[drawn]} are "
            "the fewest from which anything can be learned.",
            next_step="Draw it for cases, or for more of them.",
        )
