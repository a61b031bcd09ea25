"""What the clocks say of a log, and what people got in touch for. Pure data.

Shares run from 0 to 1. A share that cannot be told is None. Two rates stand side by
side: the official rule, and what all who started met.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from mersey.clocks import ClockStatus
from mersey.clocks.clock import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from mersey.clocks.clock import Authority, LimitKind, RuleSource

FILE_DEADLINE: Final = "file.deadline"
"""Id of the clock that a file states itself, by a column of each case's own dates."""

COVERS_MOST_FROM: Final = 0.6
"""Coverage from which a clock may speak for a service on the first screen.

Of the cases that a clock cannot judge nothing is known: all may be late, or none. So the
share of all that are late lies anywhere in a span as wide as the share not judged. "Most"
is more than half; three in five leave the span at two fifths, narrower than what was seen,
and a log at the border does not change sides with its next few cases.
"""


class Undated(StrEnum):
    """Why a case that a clock should cover could not be judged by it."""

    KIND_NOT_KNOWN = "kind_not_known"
    STOP_WITHOUT_START = "stop_without_start"
    NO_START = "no_start"
    NO_LIMIT = "no_limit"
    CLOSED_WITHOUT_STOP = "closed_without_stop"


@dataclass(frozen=True, kw_only=True)
class AsPublished:
    """The rate by the official rule.

    Attributes:
        period_start, period_end: Local dates between which cases were closed, both in.
        share: In time, of `n`; None where `n` is 0.
        n: Cases that the rule counts. n_in_time: Those in time.
        n_excluded: Closed in the period and left out by the rule.
        note: The rule in a sentence; empty where the pack gives none.
        decimals: Places that the official figure is rounded to, as a percentage.
    """

    period_start: date
    period_end: date
    share: float | None
    n: int
    n_in_time: int
    n_excluded: int
    note: str = ""
    decimals: int = 0


@dataclass(frozen=True, kw_only=True)
class AsExperienced:
    """The rate of all who started: no exclusions, no extensions, open cases counted.

    Attributes:
        share: 1 − S(0), by Kaplan–Meier on the scale of days past the limit; None where
            no case was watched for so long.
        lower, upper: 95 % interval, log–log; None where it has no such end.
        n: Cases that started. n_stopped: Those whose clock stopped.
        n_waiting: Still under way at the as-at date.
    """

    share: float | None
    lower: float | None
    upper: float | None
    n: int
    n_stopped: int
    n_waiting: int


@dataclass(frozen=True, kw_only=True)
class CaseDue:
    """An open case and its limit.

    Attributes:
        due: The last local date in time.
        is_overdue: The limit had passed at the as-at date.
        working_days_left: From the as-at date to the limit; negative once it passed.
        is_projected: The limit lies beyond the calendar's horizon.
    """

    pseudonym: str
    due: date
    is_overdue: bool
    working_days_left: int
    is_projected: bool = False


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """Open cases by their limit.

    Attributes:
        cases: Those overdue first, then those due within the window, by due date; at
            most the first 2,000.
        n_overdue: Open, limit passed. n_soon: Limit within the window.
        n_later: Limit after it. n_silent: Past the limit, and nothing has happened for
            so long that the log calls them silent: not in `cases` nor `n_overdue`.
        working_days: Length of the window. until: Its last local date.
    """

    cases: tuple[CaseDue, ...]
    n_overdue: int
    n_soon: int
    n_later: int
    n_silent: int
    working_days: int
    until: date


@dataclass(frozen=True, kw_only=True)
class PastAny:
    """Open cases by all limits that are counted, each case once. Silent ones are not.

    Attributes:
        n: Past one limit or more. n_soon: Past none, and soon past one.
        n_limits: Limits that some open case is past.
        working_days: What "soon" is. until: Its last local date.
    """

    n: int
    n_soon: int
    n_limits: int
    working_days: int
    until: date


@dataclass(frozen=True, kw_only=True)
class ClockResult:
    """What one clock says of a log.

    Attributes:
        authority: Whose clock it is; only `statutory` may be called statutory.
        limit: How long, in words, such as "20 working days"; empty where each case has
            a limit of its own.
        statuses: Every status → cases; they add up to all cases of the log.
        n_started: Cases that the clock applies to and that have a start.
        n_projected: Limits that lie beyond the calendar's horizon.
        published: Of those closed in the period. experienced: Of all who started in the
            same period. experienced_in_all: Of all who started, ever.
        extensions_share: Of those started, with a longer limit by agreement; None where
            the file cannot tell.
        undatable_share: Of those started and those that cannot be dated.
        undated: Why they cannot be dated → cases; reasons without a case are left out.
        exempt_share: Of those started; None where the file cannot tell.
        outlook: Open cases by their limit; None where open cases are not in the file.
        basis: What was taken for its start and its end where that is not plain, as
            sentences.
        working_days: Working days from start to stop within which half stopped, of all
            who started in the period, open ones counted; None where the limit is in
            another unit, or half is not known.
    """

    id: str
    title: str
    authority: Authority
    source: RuleSource
    limit: str
    statuses: Mapping[ClockStatus, int]
    n_started: int
    n_projected: int
    published: AsPublished
    experienced: AsExperienced
    experienced_in_all: AsExperienced
    extensions_share: float | None
    undatable_share: float | None
    exempt_share: float | None
    outlook: Outlook | None
    target: float | None = None
    target_by: str = ""
    note: str = ""
    basis: tuple[str, ...] = ()
    undated: Mapping[Undated, int] = field(default_factory=dict)
    working_days: float | None = None

    @property
    def n_overdue(self) -> int:
        """Open cases past their limit, so far as the file has open cases."""
        return self.outlook.n_overdue if self.outlook else 0

    @property
    def n_open(self) -> int:
        """Open cases with a limit, past it or not, so far as the file has open cases."""
        ahead = self.outlook
        return ahead.n_overdue + ahead.n_soon + ahead.n_later if ahead else 0

    @property
    def n_late(self) -> int:
        """Cases that ended late."""
        return self.statuses[ClockStatus.LATE]

    @property
    def n_ended(self) -> int:
        """Cases that ended in time or late."""
        return self.statuses[ClockStatus.ON_TIME] + self.n_late

    @property
    def late_share(self) -> float | None:
        """Late, of those that ended; None where none has."""
        return self.n_late / self.n_ended if self.n_ended else None

    @property
    def kind(self) -> LimitKind:
        """Whom it binds, by whose it is."""
        return kind_of(self.authority)

    @property
    def coverage(self) -> float:
        """Share judged of the cases that the clock should cover, 0 to 1."""
        return 1 - (self.undatable_share or 0.0)

    @property
    def covers_most(self) -> bool:
        """Whether it judged most of the cases that it should cover."""
        return self.coverage >= COVERS_MOST_FROM

    @property
    def speaks(self) -> bool:
        """Whether the first screen may speak of it.

        The file's own deadline may, whatever it covers, for somebody asked for it.
        """
        return self.covers_most or self.id == FILE_DEADLINE


@dataclass(frozen=True, kw_only=True)
class ClockGap:
    """A clock of the pack that could not be worked out, and why, in a few words.

    Attributes:
        was_asked: A person turned it on.
        n_undated: Cases that it should cover, where none of them could be dated.
    """

    id: str
    title: str
    why: str
    was_asked: bool = False
    n_undated: int = 0


@dataclass(frozen=True, kw_only=True)
class LimitOffered:
    """A limit of a contract, a local target or a usual figure that nobody turned on.

    Attributes:
        n: Cases that it would judge. n_past: Open ones of them that are past it.
    """

    id: str
    title: str
    kind: LimitKind
    n: int
    n_past: int = 0


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """What the clocks say, in the order of the pack; and those that could not.

    Attributes:
        offered: Limits that this log could answer, and that nobody turned on.
        past: Open cases past any limit of a clock that `speaks`; None without one.
        past_offered: The same of those offered.
    """

    results: tuple[ClockResult, ...] = ()
    gaps: tuple[ClockGap, ...] = ()
    offered: tuple[LimitOffered, ...] = ()
    past: PastAny | None = None
    past_offered: PastAny | None = None


@dataclass(frozen=True, kw_only=True)
class CodeCount:
    """How many contacts have a code.

    Attributes:
        is_value: True for value demand, False for failure demand.
    """

    code: str
    title: str
    is_value: bool
    n: int


@dataclass(frozen=True, kw_only=True)
class DemandMonth:
    """Demand of the cases opened in a month: `n` with a known code."""

    start: date
    n: int
    n_failure: int
    complete: bool


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How far two codings of the same cases agree.

    Attributes:
        kappa: Cohen's κ; None where chance alone would agree always.
        standard_error: Of κ, large sample; None where κ is.
        n: Cases with both codings. observed: Share on which they agree.
    """

    kappa: float | None
    standard_error: float | None
    observed: float
    n: int


@dataclass(frozen=True, kw_only=True)
class Demand:
    """Why people got in touch: cases by the file's codes, or contacts by its steps.

    Attributes:
        column: The file's column of codes; empty where steps that are contacts were
            counted, and what is said of cases below is true of contacts.
        n_value, n_failure: Cases with a code of each kind.
        n_unknown: Cases with a code that neither the pack nor the general list has.
        n_without: Cases without a code.
        failure_share: Of value and failure together; None where there are none.
        codes: Most frequent first.
        months: By the month in which cases opened, in order.
        agreement: With a second coding, where the file has one.
    """

    column: str
    n_value: int
    n_failure: int
    n_unknown: int
    n_without: int
    failure_share: float | None
    codes: tuple[CodeCount, ...]
    months: tuple[DemandMonth, ...]
    agreement: Agreement | None = None
