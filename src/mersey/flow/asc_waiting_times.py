"""How long do people wait for adult social care, by the department's own method?

`asc.wait.dhsc_v1`: the waiting-time method v1.0 of the Department of Health and Social
Care for Client Level Data (23 February 2026, provisional). Those data leave out everybody
who still waits, so these medians are of people who were served; see the case system's own
log for the others.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["CareEvent", "CareKind", "Wait", "WaitSummary", "summarise_waits", "waits"]

FIRST_REQUEST: Final = date(2023, 4, 1)
"""Requests begun earlier are not in the data."""

YOUNGEST: Final = 25
OLDER_FROM: Final = 65
LEFT_OUT: Final = ("nfa", "no further action", "admitted to hospital")
"""Outcomes of a request after which nothing was to be waited for."""


class CareKind(IntEnum):
    """The kinds of event, in the order they take on one day."""

    REQUEST = 1
    ASSESSMENT = 2
    SERVICE = 3


@dataclass(frozen=True, kw_only=True)
class CareEvent:
    """One row of Client Level Data.

    Attributes:
        person: Whose it is; a pseudonym.
        start: First day. end: Last day; None while a service goes on.
        outcome: Of a request, in the file's words.
        age: In whole years on the first day; None where unknown.
        is_conversation: A request that was answered by the conversation itself.
        is_relevant: A service after which a request is no new one.
    """

    person: str
    kind: CareKind
    start: date
    end: date | None = None
    outcome: str = ""
    age: int | None = None
    is_conversation: bool = False
    is_relevant: bool = True


@dataclass(frozen=True, kw_only=True)
class Wait:
    """One request that counts.

    Attributes:
        to_response_days: Until the first assessment or service, or 0 where the request
            was itself a conversation; None where neither is in the data.
        to_service_days: Until the first service; None where none is in the data.
    """

    requested: date
    age_band: str
    to_response_days: int | None
    to_service_days: int | None


@dataclass(frozen=True, kw_only=True)
class WaitSummary:
    """The medians of one quarter and age band, in days; None where nobody was served.

    Attributes:
        quarter: First day of the calendar quarter in which they asked.
        n: Requests that count. n_response, n_service: Those with an answer.
    """

    quarter: date
    age_band: str
    n: int
    n_response: int
    n_service: int
    response_days: float | None
    service_days: float | None


def waits(events: Iterable[CareEvent]) -> tuple[Wait, ...]:
    """The wait after each request that counts, by person and then by date.

    Left out: requests before 1 April 2023, of people under 25 or of unknown age, with no
    further action or a stay in hospital as outcome, and of people with a relevant service
    in the twelve months before. The answer to a request is dated by its first day; an
    event on the day of the request counts as after it.

    Source: DHSC, Adult social care waiting times, method v1.0 (2026).
    """
    by_person: dict[str, list[CareEvent]] = {}
    for event in events:
        by_person.setdefault(event.person, []).append(event)
    found: list[Wait] = []
    for person in sorted(by_person):
        mine = sorted(by_person[person], key=lambda event: (event.start, event.kind))
        found += [_wait(one, mine) for one in mine if _counts(one, mine)]
    return tuple(found)


def summarise_waits(found: Iterable[Wait]) -> tuple[WaitSummary, ...]:
    """Medians by quarter of the request and age band, in that order."""
    groups: dict[tuple[date, str], list[Wait]] = {}
    for wait in found:
        key = (_quarter(wait.requested), wait.age_band)
        groups.setdefault(key, []).append(wait)
    return tuple(
        _summary(quarter, band, groups[quarter, band])
        for quarter, band in sorted(groups)
    )


def _counts(event: CareEvent, mine: Sequence[CareEvent]) -> bool:
    if event.kind is not CareKind.REQUEST or event.start < FIRST_REQUEST:
        return False
    if event.age is None or event.age < YOUNGEST:
        return False
    if event.outcome.strip().lower() in LEFT_OUT:
        return False
    a_year_before = _a_year_before(event.start)
    return not any(
        other.kind is CareKind.SERVICE
        and other.is_relevant
        and other.start < event.start
        and (other.end is None or other.end >= a_year_before)
        for other in mine
    )


def _wait(request: CareEvent, mine: Sequence[CareEvent]) -> Wait:
    from_here = bisect_left(mine, request.start, key=lambda event: event.start)
    later = mine[from_here:]
    service = _first(later, CareKind.SERVICE)
    assessment = _first(later, CareKind.ASSESSMENT)
    conversation = request.start if request.is_conversation else None
    answers = [day for day in (conversation, assessment, service) if day is not None]
    return Wait(
        requested=request.start,
        age_band="65+" if (request.age or 0) >= OLDER_FROM else "25–64",
        to_response_days=_days(request, min(answers, default=None)),
        to_service_days=_days(request, service),
    )


def _first(later: Iterable[CareEvent], kind: CareKind) -> date | None:
    return next((event.start for event in later if event.kind is kind), None)


def _days(request: CareEvent, day: date | None) -> int | None:
    return None if day is None else (day - request.start).days


def _a_year_before(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def _quarter(day: date) -> date:
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)


def _summary(quarter: date, band: str, group: Sequence[Wait]) -> WaitSummary:
    response = [w.to_response_days for w in group if w.to_response_days is not None]
    service = [w.to_service_days for w in group if w.to_service_days is not None]
    return WaitSummary(
        quarter=quarter,
        age_band=band,
        n=len(group),
        n_response=len(response),
        n_service=len(service),
        response_days=float(median(response)) if response else None,
        service_days=float(median(service)) if service else None,
    )
