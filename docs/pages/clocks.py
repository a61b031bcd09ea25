"""The legal clocks of all packs: how long, from what, by whose authority, and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.pages.markdown import document, table
from mersey.clocks.clock import CountFrom, TimeUnit
from mersey.services import load_packs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.clocks.clock import Clock
    from mersey.services import Service

__all__ = ["page"]


def page() -> str:
    """A section for each pack, a row for each version of each of its clocks."""
    return document(
        "Clocks",
        "Each row is one version of a clock; the day a case started chooses the version. "
        "Only what is *statutory* is law. Guidance, national standards and codes are not, "
        "and are counted by themselves all the same, because they are the same for all who "
        "work under them. Limits of contracts, local targets and usual figures are counted "
        "only once you say so.",
        "*Words* are the counting words of the source, as they stood in a public copy of its "
        "text on the day under *read*: they decide whether the day of the event is day 1. "
        "Where nobody has read them, the limit may be a day out. To see one "
        "limit day by day: `mersey clock explain`.",
        *(part for pack in load_packs().values() for part in _section(pack)),
    )


def _section(pack: Service) -> Iterator[str]:
    if not pack.clocks:
        return
    yield f"## {pack.id}"
    yield table(
        (
            "clock",
            "what",
            "limit",
            "calendar",
            "authority",
            "counted",
            "source",
            "words",
            "read",
        ),
        (_row(clock) for clock in pack.clocks),
    )


def _row(clock: Clock) -> tuple[str, ...]:
    return (
        f"`{clock.id}`",
        f"{clock.title}{_validity(clock)}",
        _limit(clock),
        clock.calendar,
        clock.authority.value.replace("_", " "),
        "by itself" if clock.counts_unasked else f"with `--limit {clock.id}`",
        " ".join(filter(None, (clock.source.instrument, clock.source.provision))),
        f"“{clock.source.words}”" if clock.source.words else "",
        str(clock.source.checked_on or clock.unread),
    )


def _limit(clock: Clock) -> str:
    if clock.duration is None:
        return f"each case's own: `{clock.due_field}`"
    unit = clock.duration.unit.value.replace("_", " ")
    if clock.duration.unit is TimeUnit.HOURS:
        return f"{clock.duration.n} {unit}"
    is_day_1 = clock.count_from is CountFrom.SAME_DAY
    counted = "the day itself is day 1" if is_day_1 else "the day after is day 1"
    return f"{clock.duration.n} {unit}; {counted}"


def _validity(clock: Clock) -> str:
    if clock.valid_from is None and clock.valid_to is None:
        return ""
    begins = f" from {clock.valid_from}" if clock.valid_from else ""
    ends = f" to {clock.valid_to}" if clock.valid_to else ""
    return f" (begun{begins}{ends})"
