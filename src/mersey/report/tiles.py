"""The four tiles: typical time, slow time, open now, past the deadline or just old.

No tile compares with an earlier period: one month against another is not a signal.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from mersey.charts.recent import recent
from mersey.report.clock_words import case_word
from mersey.report.lead_words import speed_that_differs, telling_clock
from mersey.report.sentences import usual_said
from mersey.report.stage_words import in_the_packs_words
from mersey.vocabulary import Per
from mersey.wording import (
    both,
    clip,
    count,
    duration,
    either,
    in_100,
    is_nearly_half,
    parted,
    percent,
    plural,
    rate,
)

if TYPE_CHECKING:
    from mersey.eventlog.eventlog import EventLog
    from mersey.flow.lead_time_results import LeadTimes, Quantile, Served
    from mersey.flow.results import Ageing, FlowSummary, Rework, Waiting

MOST: Final = 4

NEARLY_ALL: Final = 0.9
"""Share of the cases that a limit covers whose count stands for all of them."""

NAME: Final = 30
"""Characters of a step's name in a tile."""

TITLE: Final = 70
"""Characters of a deadline's title in a tile."""


@dataclass(frozen=True, kw_only=True)
class Tile:
    """One figure of the first screen.

    Attributes:
        name: Short stable name, for style.
        title: What it is. value, unit: The figure. note: What it means here.
        needs_attention: Somebody should look at it: this alone is set in orange.
        definition, cases: Where what it counts is defined, and where the cases behind it
            are listed, on a surface that has such places.
    """

    name: str
    title: str
    value: str
    unit: str
    note: str
    needs_attention: bool = False
    definition: str = ""
    cases: str = ""

    def as_text(self) -> str:
        """The tile on one line."""
        figure = f"{self.value} {self.unit}".strip()
        return f"{figure} ({self.note})" if self.note else figure


def tiles(log: EventLog, summary: FlowSummary) -> tuple[Tile, ...]:
    """The four tiles; where lead times are refused, the first four that can be told."""
    if summary.lead_times is None:
        known = _without_lead_times(log, summary)
        return tuple(tile for tile in known if tile is not None)[:MOST]
    return (*_times(summary, summary.lead_times), *_waiting(log, summary))


def _times(summary: FlowSummary, lead_times: LeadTimes) -> tuple[Tile, Tile]:
    """Half and 85 in 100: at today's speed where the lead speaks of that, else in all."""
    names = ("typical", "Typical time"), ("slow", "85 in 100 finish within")
    typical, slow = (
        _percentile(lead_times.quantiles[place], place, names[place])
        for place in (0, 1)
    )
    if speed_that_differs(summary) is None and summary.served is not None:
        return _until_served(summary.served, typical), _until_served(
            summary.served, slow, place=1
        )
    if speed_that_differs(summary) is None:
        return replace(typical, note=_in_working_days(summary) or typical.note), slow
    now = lead_times.period_quantiles
    return (
        _today(_percentile(now[0], 0, names[0]), typical, lead_times),
        _today(_percentile(now[1], 1, names[1]), slow, lead_times),
    )


def _until_served(done: Served, whole: Tile, place: int = 0) -> Tile:
    """A tile of the time until people were served, with that to the end in its note."""
    tile = _percentile(done.quantiles[place], place, (whole.name, whole.title))
    to_end = f"{whole.value} {whole.unit}".strip()
    note = f"To “{clip(done.title, limit=NAME)}”. To the end: {to_end[:1].lower()}{to_end[1:]}"
    return replace(tile, note=note)


def _in_working_days(summary: FlowSummary) -> str:
    """The typical time in the unit of the limit of nearly every case; else empty."""
    main = telling_clock(summary)
    if main is None or main.working_days is None:
        return ""
    if main.n_started < NEARLY_ALL * sum(main.statuses.values()):
        return ""
    said = plural(main.working_days, "working day")
    return f"{said} by the count of the limit: {clip(main.title, limit=TITLE)}"


def _today(now: Tile, whole: Tile, lead_times: LeadTimes) -> Tile:
    """A tile of today's speed, with the whole log's figure in its note."""
    before = f"{whole.value} {whole.unit}".strip()
    return replace(
        now,
        title=f"{now.title}, today’s speed",
        note=(
            f"The last {lead_times.period_days} days, open cases counted. "
            f"Over the whole log: {before[:1].lower()}{before[1:]}"
        ),
    )


def _waiting(log: EventLog, summary: FlowSummary) -> tuple[Tile, ...]:
    """Who waits; of a file without open cases, what has been done."""
    if summary.knows_open_cases:
        return (_open_now(log, summary), _overdue(summary) or _older(summary))
    worded = in_the_packs_words(summary)
    known = (_closed(log), _largest_wait(worded.waiting), _rework(summary.rework))
    return tuple(tile for tile in known if tile is not None)[:2]


def _without_lead_times(log: EventLog, summary: FlowSummary) -> tuple[Tile | None, ...]:
    return (
        _overdue(summary),
        _open_now(log, summary) if summary.knows_open_cases else None,
        _oldest(summary.ageing),
        _closed(log),
        _finishing(summary),
        _largest_wait(in_the_packs_words(summary).waiting),
        _rework(summary.rework),
    )


def _percentile(quantile: Quantile, place: int, names: tuple[str, str]) -> Tile:
    name, title = names
    if quantile.days is None:
        note = _known_so_far(quantile)
        return Tile(name=name, title=title, value="Not yet known", unit="", note=note)
    value, unit = parted(quantile.days)
    note = _between(quantile) if place else _half(quantile)
    return Tile(name=name, title=title, value=value, unit=unit, note=note)


def _known_so_far(quantile: Quantile) -> str:
    if quantile.more_than is None:
        return "Too few cases have ended"
    return f"More than {duration(quantile.more_than)}"


def _half(quantile: Quantile) -> str:
    between = _between(quantile)
    return f"{_halves(quantile)}. {between}".rstrip(". ")


def _halves(quantile: Quantile) -> str:
    """How many take less and how many more: by no means half where many take as long."""
    if quantile.over is None or quantile.at_least is None:
        return "Half take less, half take more"
    less, more = 1 - quantile.at_least, quantile.over
    if is_nearly_half(less) and is_nearly_half(more):
        return "Half take less, half take more"
    if less == more == 0:
        return "All take as long"
    said = f"{in_100(less)} take{'s' if less == 0 else ''} less, {in_100(more)} more"
    return said[:1].upper() + said[1:]


def _between(quantile: Quantile) -> str:
    if quantile.lower is None or quantile.upper is None:
        return ""
    if duration(quantile.lower) == duration(quantile.upper):
        return ""
    return f"Likely between {both(quantile.lower, quantile.upper)}"


def _open_now(log: EventLog, summary: FlowSummary) -> Tile:
    n_open = log.facts.n_open
    return Tile(
        name="open",
        title="Open now",
        value=count(n_open),
        unit=either(n_open, case_word(summary), f"{case_word(summary)}s"),
        note=_rates(summary),
    )


def _rates(summary: FlowSummary) -> str:
    arriving, finishing = (
        recent(summary.series[name].rows) if name in summary.series else None
        for name in ("arrivals", "throughput")
    )
    if arriving is None or finishing is None:
        return ""
    over = arriving.over(Per.WEEK)
    if arriving.mean == finishing.mean == 0:
        return f"None arrived or finished in {over}"
    came, went = (
        rate(lately.mean) if lately.mean else "none" for lately in (arriving, finishing)
    )
    return f"Arriving {came} a week, finishing {went}, over {over}"


def _older(summary: FlowSummary) -> Tile:
    ageing = summary.ageing
    title = "Older than usual"
    if ageing.usual_days is None:
        note = "What is usual is not yet known"
        nothing = Tile(name="older", title=title, value="Not known", unit="", note=note)
        return _oldest(ageing) or nothing
    return Tile(
        name="older",
        title=title,
        value=count(ageing.n_older),
        unit=either(ageing.n_older, "open case", "open cases"),
        note=usual_said(ageing).capitalize(),
        needs_attention=ageing.n_older > 0,
    )


def _overdue(summary: FlowSummary) -> Tile | None:
    """Open cases past any limit; None without a limit, or where none is."""
    past = summary.past
    if past is None or past.n == 0:
        return None
    n, soon = past.n, past.n_soon
    more = (
        f". {count(soon)} more within {past.working_days} working days" if soon else ""
    )
    return Tile(
        name="overdue",
        title="Past a limit",
        value=count(n),
        unit=either(n, case_word(summary), f"{case_word(summary)}s"),
        note=f"{_which(summary)}{more}",
        needs_attention=True,
    )


def _which(summary: FlowSummary) -> str:
    """The limit that most are past, with their number where there are others."""
    late = sorted(
        (one for one in summary.clocks if one.speaks and one.n_overdue),
        key=lambda one: -one.n_overdue,
    )
    first, title = late[0].n_overdue, clip(late[0].title, limit=TITLE)
    return title if len(late) == 1 else f"{count(first)} of them: {title}"


def _oldest(ageing: Ageing) -> Tile | None:
    if not ageing.cases:
        return None
    value, unit = parted(ageing.cases[0].days)
    note = "What is usual is not yet known"
    title = "Oldest open case"
    return Tile(name="oldest", title=title, value=value, unit=unit, note=note)


def _closed(log: EventLog) -> Tile | None:
    n = log.facts.n_closed
    if n == 0:
        return None
    return Tile(
        name="closed",
        title="Closed",
        value=count(n),
        unit=either(n, "case", "cases"),
        note=_closed_of(log),
    )


def _closed_of(log: EventLog) -> str:
    """Of how many the closed ones are, as far as the file can say."""
    if not log.knows_open_cases:
        return (
            "Every case has"
            if log.is_finished_cohort
            else "Open ones are not in this file"
        )
    return f"Of {plural(log.facts.n_cases, 'case')}"


def _finishing(summary: FlowSummary) -> Tile | None:
    series = summary.series.get("throughput")
    lately = recent(series.rows) if series else None
    if lately is None:
        return None
    over = f"Over {lately.over(Per.WEEK)}"
    value = rate(lately.mean)
    return Tile(name="out", title="Finishing", value=value, unit="a week", note=over)


def _largest_wait(waiting: Waiting) -> Tile | None:
    if not waiting.largest:
        return None
    slow = waiting.largest[0]
    source, target = (
        f"“{clip(name, limit=NAME)}”" for name in (slow.source, slow.target)
    )
    if source == target:
        source, target = f"one {source}", "the next"
    return Tile(
        name="wait",
        title="Largest wait",
        value=percent(slow.waiting_share),
        unit="of waiting",
        note=f"From {source} to {target}",
    )


def _rework(rework: Rework) -> Tile | None:
    if rework.n_cases == 0:
        return None
    value, note = percent(rework.share), "A step came again after others"
    return Tile(name="again", title="Rework", value=value, unit="of cases", note=note)
