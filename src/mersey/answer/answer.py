"""What is known of a log, by one recipe: flow, clocks, signals and forecast.

Whoever speaks of a log (page, JSON, prompt, web) takes its numbers from here, so that one
thing has one count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mersey.answer.by_opening import by_opening
from mersey.answer.leading import leading
from mersey.answer.weekly import weekly_charts
from mersey.flow import summarise
from mersey.flow.clocks import judge_clocks, tell_clocks
from mersey.flow.served import served
from mersey.flow.splits import group_columns, splits_of
from mersey.forecast import foretell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mersey.answer.by_opening import ByOpening
    from mersey.answer.weekly import WeeklyChart
    from mersey.eventlog import EventLog
    from mersey.flow.clock_results import ClockResult
    from mersey.flow.clocks import JudgedClock, JudgedClocks
    from mersey.flow.results import FlowSummary
    from mersey.flow.splits import Split
    from mersey.forecast import ForecastAsked, ForecastSummary
    from mersey.services import ServiceUse


@dataclass(frozen=True, kw_only=True)
class Answer:
    """Everything that is said of a log.

    Attributes:
        log: The log, with its facts, its findings and how it was read.
        flow: How the work flows, with the service pack in use.
        signals: Weekly measures against their own variation; empty where the log does not
            know its open cases.
        by_opening: Lead time by the month of opening, and since when it has changed; None
            where too few months are known.
        splits: Cases by team, type, ward or another fact; empty where nothing is split.
        forecast: What comes next; None where it was left out.
    """

    log: EventLog
    flow: FlowSummary
    signals: tuple[WeeklyChart, ...] = ()
    by_opening: ByOpening | None = None
    splits: tuple[Split, ...] = ()
    forecast: ForecastSummary | None = None

    @property
    def service(self) -> ServiceUse | None:
        """The service pack in use; None without one."""
        return self.flow.service

    @property
    def clocks(self) -> tuple[ClockResult, ...]:
        """What each clock says."""
        return self.flow.clocks

    @property
    def leading(self) -> ClockResult | None:
        """The clock that leads; None where none covers most of its cases."""
        return leading(self.clocks, self.service)


def answer(
    log: EventLog,
    use: ServiceUse | None = None,
    *,
    asked: ForecastAsked | None = None,
    by: Sequence[str] = (),
) -> Answer:
    """The answer about a log, as at the log's own as-at date.

    Each case is judged by each clock once; flow, signals and forecast take it from there.

    Args:
        log: The log, read by its pack (`with_pack`).
        use: That pack; None without one.
        asked: What is asked of the future.
        by: Columns to split the cases by; without any, those that the pack names.

    Raises:
        UnknownName: No case attribute is called as `asked` or `by` says.
        UsageError: The date asked for is not after the as-at date, or a column to split
            by was left out as the file was read.
    """
    columns = group_columns(log, use, by)
    log.read_ahead()
    judged = judge_clocks(log, use)
    clocks, foretold = tell_clocks(log, judged), clock_foretold(judged, use)
    splits = splits_of(log, columns, clock=leading(judged.clocks, use))
    del judged  # arrays of every case, for every clock
    flow = summarise(log, use, clocks=clocks)
    return Answer(
        log=log,
        flow=flow,
        signals=weekly_charts(flow),
        by_opening=by_opening(flow),
        splits=splits,
        forecast=foretell(log, foretold, asked=asked, served=flow.served),
    )


def split_answer(log: EventLog, use: ServiceUse | None, *, by: Sequence[str]) -> Answer:
    """The answer as far as splits by those columns need it: without the time to come.

    Raises:
        UnknownName, UsageError: As `answer`.
    """
    columns = group_columns(log, use, by)
    judged = judge_clocks(log, use)
    splits = splits_of(log, columns, clock=leading(judged.clocks, use))
    flow = summarise(log, use, clocks=tell_clocks(log, judged))
    return Answer(log=log, flow=flow, splits=splits)


def forecast_of(
    log: EventLog, use: ServiceUse | None = None, *, asked: ForecastAsked | None = None
) -> ForecastSummary:
    """The forecast of `answer` alone, without working out the rest.

    Raises:
        UnknownName, UsageError: As `answer`.
    """
    clock = clock_foretold(judge_clocks(log, use), use)
    return foretell(log, clock, asked=asked, served=served(log, use))


def clock_foretold(judged: JudgedClocks, use: ServiceUse | None) -> JudgedClock | None:
    """The clock whose limit is foretold: the one that leads, if a case is open under it."""
    clock = leading(judged.clocks, use)
    return clock if clock and clock.n_open else None
