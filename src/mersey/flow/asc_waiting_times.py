"""How long do people wait for adult social care, by the department's own method?

`asc.wait.dhsc_v1`: version 1.0 (23 February 2026, provisional) of the method of the
Department of Health and Social Care for Client Level Data, as its published code has it.
Those data leave out everybody who still waits, so the medians are of people who were
answered; see the case system's own log for the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from statistics import median
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FIRST_REQUEST: Final = date(2023, 4, 1)
"""Requests begun earlier are not in the data."""

RELEASE_2: Final = date(2025, 7, 1)
"""From here on a conversation is an assessment of its own, and no request answers itself."""

YOUNGEST: Final = 25
ADULT: Final = 18
OLDER_FROM: Final = 65

LEFT_OUT: Final = ("nfa", "no further action", "admitted to hospital")
"""How outcomes of a request begin after which nothing was to be waited for."""

PROGRESS: Final = ("progress to", "continuation of support")
"""How outcomes begin by which a request goes on."""

TO_A_SERVICE: Final = (
    "progress to reablement",
    "progress to support planning",
    "continuation of support",
)
"""How outcomes begin by which an assessment leads to a service."""

What = Literal["first response", "first service"]


class CareKind(IntEnum):
    """The kinds of event, in the order they take on one day."""

    REQUEST = 1
    ASSESSMENT = 2
    SERVICE = 3


@dataclass(frozen=True, kw_only=True)
class CareEvent:
    """One event that the method looks at.

    Attributes:
        person: Whose it is; never shown.
        start: First day. end: Last day; None while a service goes on.
        outcome: In the file's words; empty where there is none.
        age: In whole years on the first day; None where unknown.
        age_at_end: In whole years on the last day: by it the age band is told.
        is_conversation: A request that was answered by the conversation itself.
    """

    person: str
    kind: CareKind
    start: date
    end: date | None = None
    outcome: str = ""
    age: int | None = None
    age_at_end: int | None = None
    is_conversation: bool = False

    def came_to(self, outcomes: Sequence[str]) -> bool:
        """Whether its outcome begins as one of these."""
        return " ".join(self.outcome.casefold().split()).startswith(tuple(outcomes))


@dataclass(frozen=True, kw_only=True)
class CareWait:
    """One request that counts, and what answered it; None where the data hold nothing."""

    request: CareEvent
    response: CareEvent | None
    service: CareEvent | None

    def days_to(self, what: What) -> int | None:
        """Days from the request to its first response, or to its first service."""
        answer = self.answer(what)
        return None if answer is None else (answer.start - self.request.start).days

    def answer(self, what: What) -> CareEvent | None:
        """What ended the wait."""
        return self.response if what == "first response" else self.service


@dataclass(frozen=True, kw_only=True)
class WaitSummary:
    """The median wait of those answered in one quarter, of one age band.

    Attributes:
        quarter: First day of the calendar quarter in which the answer came.
        age_band: Of the person when the answer ended: 25–64 or 65+.
        n: Waits that ended then.
    """

    what: What
    quarter: date
    age_band: str
    n: int
    median_days: float


def waits(events: Iterable[CareEvent]) -> tuple[CareWait, ...]:
    """The wait after each request that counts, by person and then by date.

    Left out: requests before 1 April 2023, of people under 25 or of unknown age, without
    an outcome, with no further action or a stay in hospital as outcome, of people with
    a service in the twelve months before, and those made while the answer to the
    person's request before was still to come. An event on the day of the request counts
    as after it.

    Source: DHSC, Adult social care waiting times, method v1.0 (2026), published code.
    """
    by_person: dict[str, list[CareEvent]] = {}
    for event in dict.fromkeys(events):
        by_person.setdefault(event.person, []).append(event)
    return tuple(
        wait
        for person in sorted(by_person)
        for wait in _waits_of(
            sorted(by_person[person], key=lambda one: (one.start, one.kind))
        )
    )


def summarise_waits(found: Iterable[CareWait]) -> tuple[WaitSummary, ...]:
    """Medians by what was waited for, quarter of the answer and age band, in that order."""
    groups: dict[tuple[What, date, str], list[int]] = {}
    whats: tuple[What, ...] = ("first response", "first service")
    for wait in found:
        for what in whats:
            answer, days = wait.answer(what), wait.days_to(what)
            band = _band(answer) if answer else None
            if answer and band and days is not None:
                key = (what, _quarter(answer.start), band)
                groups.setdefault(key, []).append(days)
    return tuple(
        WaitSummary(
            what=what,
            quarter=quarter,
            age_band=band,
            n=len(days),
            median_days=float(median(days)),
        )
        for (what, quarter, band), days in sorted(groups.items())
    )


def _waits_of(mine: Sequence[CareEvent]) -> list[CareWait]:
    """The waits of one person, whose events are in order."""
    services = [one for one in mine if one.kind is CareKind.SERVICE]
    shown = [
        one
        for one in mine
        if _is_old_enough(one)
        and (one.kind is not CareKind.REQUEST or _counts(one, services))
    ]
    found = []
    busy_until = -1
    for at, event in enumerate(shown):
        if event.kind is CareKind.REQUEST:
            response, service = _answers(at, shown)
            if busy_until <= at:
                found.append(_wait(event, shown, response, service))
            busy_until = max(response, service)
    return found


def _counts(request: CareEvent, services: Iterable[CareEvent]) -> bool:
    if request.start < FIRST_REQUEST or not request.outcome.strip():
        return False
    if request.came_to(LEFT_OUT):
        return False
    a_year_before = _a_year_before(request.start)
    return not any(
        one.start < request.start and (one.end is None or one.end >= a_year_before)
        for one in services
    )


def _is_old_enough(event: CareEvent) -> bool:
    return event.age is not None and event.age >= YOUNGEST


def _answers(at: int, shown: Sequence[CareEvent]) -> tuple[int, int]:
    """Places of the first response and of the first service; −1 where there is none."""
    request = shown[at]
    assessment = _next(CareKind.ASSESSMENT, at, shown)
    service = _next(CareKind.SERVICE, at, shown)
    if _answers_itself(request, shown[assessment] if assessment >= 0 else None):
        return at, service
    if assessment < 0 or 0 <= service < assessment:
        return service, service
    leads_on = shown[assessment].came_to(TO_A_SERVICE)
    return assessment, service if leads_on else -1


def _answers_itself(request: CareEvent, assessment: CareEvent | None) -> bool:
    is_first = assessment is None or request.start < assessment.start
    of_release_1 = request.start < RELEASE_2 and request.is_conversation
    return of_release_1 and is_first and request.came_to(PROGRESS)


def _next(kind: CareKind, at: int, shown: Sequence[CareEvent]) -> int:
    later = range(at + 1, len(shown))
    return next((place for place in later if shown[place].kind is kind), -1)


def _wait(
    request: CareEvent, shown: Sequence[CareEvent], response: int, service: int
) -> CareWait:
    return CareWait(
        request=request,
        response=shown[response] if response >= 0 else None,
        service=shown[service] if service >= 0 else None,
    )


def _band(event: CareEvent) -> str | None:
    """The band of the person's age when the event ended; None under 18 or unknown."""
    if event.age_at_end is None or event.age_at_end < ADULT:
        return None
    return "65+" if event.age_at_end >= OLDER_FROM else "25–64"


def _a_year_before(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def _quarter(day: date) -> date:
    return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
