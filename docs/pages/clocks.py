"""The legal clocks of all packs: how long, from what, by whose authority, and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.pages.markdown import document, table
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
        "Only what is *statutory* is law. Limits of contracts, local targets and usual "
        "figures are counted only once you say so. A source that nobody has read again since the "
        "clock was written down is *not yet checked against the source*. To see one day "
        "by day: `mersey clock explain`.",
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
            "checked",
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
        str(clock.source.checked_on or "not yet checked against the source"),
    )


def _limit(clock: Clock) -> str:
    if clock.duration is None:
        return f"each case's own: `{clock.due_field}`"
    unit = clock.duration.unit.value.replace("_", " ")
    counted = clock.count_from.value.replace("_", " ")
    return f"{clock.duration.n} {unit}, from the {counted}"


def _validity(clock: Clock) -> str:
    if clock.valid_from is None and clock.valid_to is None:
        return ""
    begins = f" from {clock.valid_from}" if clock.valid_from else ""
    ends = f" to {clock.valid_to}" if clock.valid_to else ""
    return f" (begun{begins}{ends})"
