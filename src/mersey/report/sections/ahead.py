"""What comes next: how many by when, whether the backlog clears, which cases are at risk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mersey.charts.kinds import breach_risk, forecast_fan
from mersey.forecast.how_many import FEWEST_WEEKS
from mersey.forecast.results import CountForecast, Refusal, RiskList
from mersey.report.case_names import with_names
from mersey.report.chart_figures import figure
from mersey.report.forecast_words import past_and_coming, rate
from mersey.report.stage_words import in_stages
from mersey.report.view import Section
from mersey.wording import count, day, percent, plural

if TYPE_CHECKING:
    from datetime import date

    from mersey.eventlog.eventlog import EventLog
    from mersey.forecast import ForecastSummary
    from mersey.forecast.results import ClearingForecast, PaceChange
    from mersey.report.view import Block, FigureView, PageLimits
    from mersey.services import ServiceUse

AS_THINGS_ARE: Final = (
    "A forecast says what comes if things stay as they are. It is a range because more "
    "cannot be known, and it is not a target."
)


def section(
    log: EventLog,
    forecast: ForecastSummary | None,
    use: ServiceUse | None = None,
    *,
    limits: PageLimits,
) -> Section | None:
    """Ranges for the weeks to come; None where none was made or open cases are missing."""
    if forecast is None or not log.knows_open_cases:
        return None
    said = (
        *_backlog(forecast.clearing),
        *_arriving(forecast.arrivals),
    )
    if said or isinstance(forecast.risks, RiskList):
        said = (*said, *_risks(forecast.risks))
    return Section(
        id="ahead",
        title="What comes next",
        short="What comes next",
        paragraphs=(*said, AS_THINGS_ARE) if said else _nothing(forecast),
        blocks=_blocks(in_stages(with_names(forecast, log), use), limits),
    )


def _nothing(forecast: ForecastSummary) -> tuple[str, ...]:
    parts = (forecast.throughput, forecast.risks)
    why = dict.fromkeys(part.why for part in parts if isinstance(part, Refusal))
    return (f"Nothing is foretold. {' '.join(why)}",)


def _backlog(part: ClearingForecast | Refusal) -> tuple[str, ...]:
    if isinstance(part, Refusal):
        return ()
    if part.p50 is None or part.backlog == 0:
        return (part.verdict,)
    later = f", and in 85 of 100 by {day(part.p85)}" if part.p85 else ""
    return (
        (
            f"If nothing changes, the backlog of {plural(part.backlog, 'case')} is gone by "
            f"{day(part.p50)} in half of all futures{later}."
        ),
    )


def _arriving(part: CountForecast | Refusal) -> tuple[str, ...]:
    if isinstance(part, Refusal):
        late = part.n_weeks >= FEWEST_WEEKS
        return (f"What will arrive is not foretold. {part.why}",) if late else ()
    low, high = count(part.total.low80), count(part.total.high80)
    cases = plural(part.total.high80, "case")
    between = cases if low == high else f"{low} to {cases}"
    held = part.backtest.covered80
    past = f"; in the past {percent(held)} of such ranges held" if held else ""
    return (
        (
            f"By {day(part.by)}, {between} will arrive, 8 times in 10{past}."
            f"{_since(part.change)}"
        ),
    )


def _since(change: PaceChange | None) -> str:
    """Since when the past is like now, where it was not always."""
    if change is None:
        return ""
    weeks = plural(change.n_weeks, "week")
    return (
        f" This goes on from the {weeks} since about {day(change.since)}, with"
        f" {rate(change.since_per_week)} a week; before, it was"
        f" {rate(change.before_per_week)}."
    )


def _risks(part: RiskList | Refusal) -> tuple[str, ...]:
    """The sum with what it rests on, or why none is given: never the one without the other."""
    if isinstance(part, Refusal):
        return (f"Which open cases will pass their limit is not foretold. {part.why}",)
    if part.n_open == 0:
        return ()
    return (f"{past_and_coming(part)} {part.basis} {_borne_out(part)}",)


def _borne_out(part: RiskList) -> str:
    """Whether earlier risks came closer to what happened than a plain rule."""
    if part.check is None:
        return "How far to rely on this cannot be told yet: no such limit has passed."
    when = (
        f"At {plural(part.check.n_moments, 'earlier moment')} such risks came closer to"
    )
    if part.is_by_age:
        return (
            "Risks go by age alone: the steps that cases had taken did not tell better "
            f"who passes it. {when} what happened than one chance for all."
        )
    return f"{when} what happened than going by age alone."


def _blocks(forecast: ForecastSummary, limits: PageLimits) -> tuple[Block, ...]:
    finished, risks = forecast.throughput, forecast.risks
    blocks: list[Block] = []
    if isinstance(finished, CountForecast):
        blocks.append(_fan(finished, forecast.as_at, limits))
    if isinstance(risks, RiskList) and _is_worth_a_list(risks):
        blocks.append(figure(breach_risk.draw(risks), limits=limits))
    return tuple(blocks)


def _is_worth_a_list(risks: RiskList) -> bool:
    return risks.check is not None and any(not case.is_overdue for case in risks.cases)


def _fan(finished: CountForecast, as_at: date, limits: PageLimits) -> FigureView:
    return figure(forecast_fan.draw(finished, as_at=as_at), limits=limits)
