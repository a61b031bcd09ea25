"""The reasons on the page of an experiment: steps, checks, waits, and week after week."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from mersey.charts.kinds import frozen_series, steps_moved, survival_pair
from mersey.evidence.measured import ShareBy
from mersey.evidence.steps import StepRole
from mersey.flow.time_to_event import kaplan_meier
from mersey.report.chart_figures import figure
from mersey.report.evidence_check_words import STANDING_WORDS, assumption_words
from mersey.report.view import ChecksView, CheckView, PageLimits, Section
from mersey.signals.limits import xmr_limits
from mersey.signals.rule_set import DEFAULT_RULE_SET, rule_set
from mersey.vocabulary import Unit
from mersey.wording import count

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mersey.charts import Chart
    from mersey.evidence.looking import Looked
    from mersey.evidence.observed import CaseTimes
    from mersey.evidence.outcome import Outcome
    from mersey.report.view import FigureView

LIMITS: Final = PageLimits(rows=30, csv_bytes=0)

FEWEST_FOR_LIMITS: Final = 12


def drawn_figure(chart: Chart, *, number: int = 1) -> FigureView:
    """A chart of the page, its table short; `number` is which of its kind it is there."""
    return figure(chart, limits=LIMITS, number=number)


def steps_section(looked: Looked, titles: Mapping[str, str]) -> tuple[Section, ...]:
    """Whether the days came out of the step that was changed; none without steps."""
    known = [
        one for one in looked.steps if one.before is not None and one.since is not None
    ]
    if not known:
        return ()
    moved = steps_moved.StepsMoved(
        steps=[
            steps_moved.StepMoved(
                title=_way_words(one.from_step, one.to_step, titles),
                before_days=one.before or 0.0,
                since_days=one.since or 0.0,
                is_meant=one.role is StepRole.MUST_MOVE,
                is_untouched=one.role is StepRole.MUST_NOT_MOVE,
            )
            for one in known
        ],
        about=f"Cases that reached the step: {count(max(s.n_before for s in known))}"
        f" before, {count(max(s.n_since for s in known))} since",
    )
    return (
        Section(
            id="steps",
            title="Did the days come out of the step that was changed?",
            short="Steps",
            blocks=(drawn_figure(steps_moved.draw(moved)),),
        ),
    )


def _way_words(start: str, end: str, titles: Mapping[str, str]) -> str:
    first, last = (
        titles.get(start, start) or "Opening",
        titles.get(end, end) or "the end",
    )
    return f"{first} to {last}"


def reasons_sections(
    looked: Looked,
    outcome: Outcome | None,
    *,
    titles: Mapping[str, str],
    case_word: str,
) -> tuple[Section, ...]:
    """Why to believe it: each check in words, the curves, and week after week.

    Args:
        looked: What the look found.
        outcome: The outcome it serves; its day is where the curves are read.
        titles: Id of a step → its name for people.
        case_word: What a case is called.
    """
    rows = []
    for one in looked.verdict.effect.assumptions:
        start, rest = assumption_words(one, titles=titles)
        rows.append(
            CheckView(
                standing=STANDING_WORDS[one.standing],
                mark=one.standing.value,
                start=start,
                rest=rest,
            )
        )
    believed = Section(
        id="believe",
        title="Should we believe it?",
        short="Reasons",
        blocks=(ChecksView(rows=tuple(rows)),),
    )
    return (believed, *_curves(looked, outcome, case_word), *_series(looked))


def _curves(
    looked: Looked, outcome: Outcome | None, case_word: str
) -> tuple[Section, ...]:
    pair = looked.pair
    if pair is None or looked.verdict.effect.unit is not Unit.DAYS:
        return ()
    if looked.plan.measure.kind != "time_to_end":
        return ()
    shown = survival_pair.SurvivalPair(
        before=_steps_of(pair.before),
        since=_steps_of(pair.since),
        n_before=int(pair.before.days.size),
        n_since=int(pair.since.days.size),
        n_open_before=int((~pair.before.is_ended).sum()),
        n_open_since=int((~pair.since.is_ended).sum()),
        mark_days=_mark(looked, outcome),
        horizon_days=looked.horizon_days,
        case_word=case_word,
    )
    return (
        Section(
            id="waits",
            title="How many still waited",
            short="Waits",
            blocks=(drawn_figure(survival_pair.draw(shown)),),
        ),
    )


def _steps_of(cases: CaseTimes) -> list[tuple[float, float]]:
    fitted = kaplan_meier(cases.days, cases.is_ended)
    pairs = zip(fitted.days.tolist(), fitted.survival.tolist(), strict=True)
    return [(0.0, 1.0), *pairs]


def _mark(looked: Looked, outcome: Outcome | None) -> float:
    """The day at which both curves are read: the outcome's own, or half the horizon."""
    measure = outcome.measure if outcome else None
    if isinstance(measure, ShareBy) and measure.within_days:
        return min(measure.within_days, looked.horizon_days)
    return max(7.0 * round(looked.horizon_days / 14), 1.0)


def _series(looked: Looked) -> tuple[Section, ...]:
    series = looked.medians
    if series is None:
        return ()
    known = np.isfinite(series.value)
    is_before = known & (np.arange(series.value.size) < series.since - series.n_skipped)
    if is_before.sum() < FEWEST_FOR_LIMITS or not known[series.since :].any():
        return ()
    values = series.value[is_before]
    limits = xmr_limits(
        values, np.ones(values.size, dtype=bool), rule_set(DEFAULT_RULE_SET)
    )
    since = series.value[series.since :]
    since = since[np.isfinite(since)]
    shown = frozen_series.FrozenSeries(
        measure="Half of the cases of a week ended within so many days",
        starts=series.start.astype("datetime64[D]").tolist(),
        values=[float(v) if np.isfinite(v) else None for v in series.value],
        change_on=looked.window.since.first,
        change=looked.plan.title,
        centre_before=float(limits.centre[0]),
        lower=float(limits.lower[0]),
        upper=float(limits.upper[0]),
        centre_since=float(since.mean()) if since.size >= FEWEST_FOR_LIMITS else None,
    )
    return (
        Section(
            id="weeks",
            title="Weeks before the change and weeks since",
            short="Weeks",
            blocks=(drawn_figure(frozen_series.draw(shown)),),
        ),
    )
