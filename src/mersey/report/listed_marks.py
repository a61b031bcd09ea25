"""The marks of a service on a list: does it change, and does it meet its target?

Variation is what the rules of the control charts say of the last point; assurance holds
the interval of the share in time against the target of the limit that leads. Nobody is
compared with the month before, and no service with another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mersey.flow import MEASURES
from mersey.signals import PointType
from mersey.wording import percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SHOWN: Final = ("lead_time", "arrivals", "throughput")
"""Measures whose variation is told, in that order."""

VARIATIONS: Final = {
    PointType.IMPROVEMENT: "better than its usual variation",
    PointType.CONCERN: "worse than its usual variation",
    PointType.NEUTRAL_HIGH: "higher than its usual variation",
    PointType.NEUTRAL_LOW: "lower than its usual variation",
    PointType.COMMON: "varies as usual",
    PointType.NOT_JUDGED: "too little is known to judge",
}

MET, MISSED, UNSURE = "met", "missed", "unsure"

ASSURED: Final = {
    MET: "the target is met, by more than chance",
    MISSED: "the target is missed, by more than chance",
    UNSURE: "whether the target is met cannot be told from chance",
}


@dataclass(frozen=True, kw_only=True)
class ListedMark:
    """One mark, with its words beside it.

    Attributes:
        kind: "variation" or "assurance". of: Measure or clock.
        state: A `PointType`, or met, missed or unsure. title, words: What it says.
    """

    kind: str
    of: str
    state: str
    title: str
    words: str


def marks_of(look: Mapping[str, Any]) -> tuple[ListedMark, ...]:
    """The marks of a service, by the JSON of its look; none where nothing is judged."""
    return (*_variations(look), *_assurance(look))


def _variations(look: Mapping[str, Any]) -> Iterator[ListedMark]:
    judged = {one["measure"]: one for one in look.get("signals", [])}
    for name in SHOWN:
        if name in judged:
            state = PointType(judged[name]["variation"])
            yield ListedMark(
                kind="variation",
                of=name,
                state=state.value,
                title=MEASURES[name].title,
                words=VARIATIONS[state],
            )


def _assurance(look: Mapping[str, Any]) -> Iterator[ListedMark]:
    """Of the clock that leads, where it has a target and its share an interval."""
    for clock in look.get("clocks", []):
        met, target = clock.get("as_experienced"), clock.get("target")
        if not clock.get("leads") or not met or target is None:
            continue
        if met.get("lower") is None or met.get("upper") is None:
            continue
        state = MET if met["lower"] >= target else MISSED
        state = UNSURE if met["lower"] < target <= met["upper"] else state
        yield ListedMark(
            kind="assurance",
            of=clock["clock"],
            state=state,
            title=clock["title"],
            words=f"{percent(met['share'])} in time in the last 12 months, target "
            f"{percent(target)}: {ASSURED[state]}",
        )
        return
