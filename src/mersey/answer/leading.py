"""Which of several clocks speaks for a service?

One order for page, terminal, JSON and forecast: the deadline that the file itself states,
for somebody asked for it; then what the pack watches; then the clock with most cases. A
clock that covers most of the cases that it should goes before one that does not, and one
under which somebody waits before one under which nobody does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from mersey.flow.clock_results import FILE_DEADLINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.services import ServiceUse


class _Clock(Protocol):
    """A clock with what the choice goes by."""

    @property
    def id(self) -> str: ...

    @property
    def n_started(self) -> int: ...

    @property
    def n_open(self) -> int: ...

    @property
    def speaks(self) -> bool: ...


AnyClock = TypeVar("AnyClock", bound=_Clock)


def leading(clocks: Sequence[AnyClock], use: ServiceUse | None) -> AnyClock | None:
    """The first of the clocks that may speak on the first screen; None without one."""
    may = [one for one in clocks if one.speaks]
    return _first([one for one in may if one.n_open] or may, use)


def main_clock(clocks: Sequence[AnyClock], use: ServiceUse | None) -> AnyClock | None:
    """The leading clock; where none may lead, the first of those that there are."""
    return leading(clocks, use) or _first(clocks, use)


def _first(clocks: Sequence[AnyClock], use: ServiceUse | None) -> AnyClock | None:
    found = {one.id: one for one in clocks}
    watched = [m.measure for m in use.service.measures] if use else []
    for name in (FILE_DEADLINE, *watched):
        if name in found:
            return found[name]
    return max(clocks, key=lambda one: one.n_started, default=None)
