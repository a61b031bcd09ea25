"""What a wait does to one case's clock, by the clock's own rule: pause it, or begin anew.

An unclear request that is made clear starts again; a fees notice only pauses it. A pack
names both, and the first is meant where nobody says which. A clock that knows no wait
runs on whatever is waited for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from rapidfuzz import process

from mersey.clocks.clock import Wait
from mersey.clocks.pauses import paused_span
from mersey.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mersey.clocks.clock import Clock, Pause
    from mersey.clocks.due import PausedDays


@dataclass(frozen=True, kw_only=True)
class WaitUsed:
    """One wait of a case, and the rule that was used for it.

    Attributes:
        begin, finish: Its two dates, or local moments.
        restarts: The clock starts again at `finish`; else it pauses from one to the other.
        was_named: A person said of what kind it is; else the clock's first was taken.
    """

    wait: Wait
    begin: date
    finish: date
    restarts: bool
    was_named: bool


@dataclass(frozen=True, kw_only=True)
class Waited:
    """What the waits of a case come to.

    Attributes:
        start: When the clock started, or last started again.
        pauses: Spans that do not count, of waits that began after that.
    """

    start: date
    pauses: tuple[PausedDays, ...]


def waits_of(clock: Clock) -> tuple[Wait, ...]:
    """What a case may wait for by this clock, the usual one first.

    Where a pack names none, what ends a pause comes first, then what starts it again.
    """
    if clock.waits:
        return clock.waits
    ends = dict.fromkeys((*(p.finish for p in clock.pauses), *clock.start.later))
    return tuple(
        Wait(kind=_plain(event), title=_plain(event).replace("_", " "), event=event)
        for event in ends
    )


def _named(clock: Clock, kind: str) -> Wait:
    """The wait of that kind; of an empty kind, the clock's first.

    Raises:
        UsageError: The clock knows no wait, or none of that kind.
    """
    waits = waits_of(clock)
    if not waits:
        msg = f"{clock.id} knows no pause: by its rule the time runs on without a stop."
        raise UsageError(msg, next_step="Leave ⟦pause⟧ out.")
    found = next((wait for wait in waits if kind in ("", wait.kind)), None)
    if found is None:
        known = [wait.kind for wait in waits]
        near = process.extractOne(kind, known, score_cutoff=50)
        raise UnknownName.of(
            f"kind of pause of {clock.id}", kind, known, nearest=near[0] if near else ""
        )
    return found


def wait_used(clock: Clock, begin: date, finish: date, *, kind: str = "") -> WaitUsed:
    """One wait by the clock's own rule.

    Args:
        clock: The clock.
        begin: When the wait began.
        finish: When it ended.
        kind: What was waited for; empty for the clock's first.

    Raises:
        UsageError: It ends before it begins; or the clock knows no such wait.
    """
    wait = _named(clock, kind)
    paused_span(_day(begin), _day(finish), rule=None)
    return WaitUsed(
        wait=wait,
        begin=begin,
        finish=finish,
        restarts=wait.event in clock.start.later,
        was_named=bool(kind),
    )


def work_out_waits(clock: Clock, start: date, waits: Iterable[WaitUsed]) -> Waited:
    """The start that counts, and the spans after it that do not.

    Raises:
        UsageError: A wait ends before the clock starts.
    """
    used = sorted(waits, key=lambda one: _day(one.begin))
    for one in used:
        if _day(one.finish) < _day(start):
            msg = f"A pause ends on {_day(one.finish)}, before the start on {_day(start)}."
            raise UsageError(msg, next_step="Give a pause after the start.")
    begun = max((one.finish for one in used if one.restarts), key=_day, default=start)
    spans = [
        paused_span(_day(one.begin), _day(one.finish), rule=_rule(clock, one.wait))
        for one in used
        if not one.restarts and _day(one.finish) >= _day(begun)
    ]
    return Waited(start=begun, pauses=tuple(span for span in spans if span))


def _rule(clock: Clock, wait: Wait) -> Pause | None:
    return next((p for p in clock.pauses if p.finish == wait.event), None)


def _plain(event: str) -> str:
    return event.replace("-", "_").lower()


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
