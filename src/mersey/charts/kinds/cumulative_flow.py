"""How much work is in progress, and is it growing?

Everything that has arrived, everything that has finished, and the band between them:
the work in progress. Where the lines part, the queue grows.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from mersey.charts import examples
from mersey.charts.axes import Frame, dates_below, is_narrow, room_at_left, rows
from mersey.charts.chart import Chart, ChartKind
from mersey.charts.chart_tables import as_is, table
from mersey.charts.labels import spread, width_of
from mersey.charts.palette import DARK_BLUE, FAINT, ORANGE, SECONDARY
from mersey.charts.scales import Linear, Time, nice_ticks
from mersey.charts.svg import Markup, drawing, group, line, nothing, path, steps, text
from mersey.charts.vegalite import two_lines
from mersey.wording import count, day_short, plain, plural

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from mersey.charts.chart import Table
    from mersey.flow.results import DailyWip, MeasureSeries

_SHORTEN: Final = 10_000_000
"""Totals from here on are written in millions: there is no room for more digits."""


@dataclass(frozen=True, kw_only=True)
class _Totals:
    """Running totals at the end of each period.

    Attributes:
        n_before: Cases already open when the first period began; part of `arrived`.
        n_open: Open at the end, as counted case by case; None where not given.
    """

    ends: tuple[date, ...]
    arrived: tuple[int, ...]
    finished: tuple[int, ...]
    first: date
    per: str
    n_before: int
    n_open: int | None

    @property
    def n_between(self) -> int:
        """Height of the band at the end."""
        return self.arrived[-1] - self.finished[-1]

    @property
    def n_silent(self) -> int:
        """Of the band at the end: cases without an end that went silent."""
        return 0 if self.n_open is None else max(0, self.n_between - self.n_open)


def draw(
    arrivals: MeasureSeries,
    throughput: MeasureSeries,
    wip: DailyWip | None = None,
) -> Chart:
    """Running totals of arrivals and finishes; `wip` says what was open at the start."""
    totals = _add_up(arrivals, throughput, wip)
    about = _title(totals), _describe(totals)
    return Chart(
        kind="cumulative_flow",
        title=about[0],
        subtitle=_subtitle(totals),
        description=about[1],
        draw=partial(_draw, totals, about),
        table=_table(totals),
        marks=two_lines("Up to", ("Arrived in all", "Finished in all"), title="Cases"),
    )


def _add_up(
    arrivals: MeasureSeries, throughput: MeasureSeries, wip: DailyWip | None
) -> _Totals | None:
    if not arrivals.rows:
        return None
    went = {row.start: row.value or 0 for row in throughput.rows}
    came = [round(row.value or 0) for row in arrivals.rows]
    gone = [round(went.get(row.start, 0)) for row in arrivals.rows]
    first = arrivals.rows[0]
    known = wip.dates[-1] if wip and wip.dates else arrivals.rows[-1].end
    then = _open_on(wip, first.end)
    n_before = max(0, then - came[0] + gone[0]) if then is not None else 0
    return _Totals(
        ends=tuple(min(row.end, known) for row in arrivals.rows),
        arrived=tuple(n_before + total for total in accumulate(came)),
        finished=tuple(accumulate(gone)),
        first=first.start,
        per=arrivals.per.value,
        n_before=n_before,
        n_open=wip.values[-1] if wip and wip.values else None,
    )


def _open_on(wip: DailyWip | None, when: date) -> int | None:
    if wip is None or not wip.dates:
        return None
    place = bisect_right(wip.dates, when) - 1
    return wip.values[place] if place >= 0 else None


def _n_open(totals: _Totals) -> int:
    return totals.n_between if totals.n_open is None else totals.n_open


def _title(totals: _Totals | None) -> str:
    if totals is None:
        return "Nothing has arrived yet"
    of_all = f"of {count(totals.arrived[-1])} that arrived"
    if _n_open(totals) == 0:
        return f"No case is open{_silent(totals)}, {of_all}"
    said = f"{plural(_n_open(totals), 'case is', 'cases are')} open"
    return f"{said}{_silent(totals)}, {of_all}"


def _silent(totals: _Totals) -> str:
    return f", {count(totals.n_silent)} silent" if totals.n_silent else ""


def _subtitle(totals: _Totals | None) -> str:
    if totals is None:
        return "Cases arrived and finished, added up."
    return (
        f"Cases arrived and finished, added up by {totals.per}, "
        f"{day_short(totals.first)} to {day_short(totals.ends[-1])}."
    )


def _describe(totals: _Totals | None) -> str:
    if totals is None:
        return "There are no periods, so nothing is drawn."
    middle = len(totals.ends) // 2
    then = totals.arrived[middle] - totals.finished[middle]
    lines = (
        f"Two rising lines. By {day_short(totals.ends[-1])}, {plural(totals.arrived[-1], 'case')} "
        f"had arrived and {count(totals.finished[-1])} had finished; "
        f"{plural(_n_open(totals), 'is', 'are')} open. The band between the lines was "
        f"{plural(then, 'case')} deep on {day_short(totals.ends[middle])}."
    )
    said = [lines]
    if totals.n_before:
        said.append(f"{plural(totals.n_before, 'case')} had arrived before it begins.")
    if totals.n_silent:
        n_silent = plural(totals.n_silent, "case")
        said.append(
            f"The band also holds {n_silent} with no end seen that went silent."
        )
    return " ".join(said)


def _table(totals: _Totals | None) -> Table:
    columns = (
        ("Up to", as_is),
        ("Arrived in all", count),
        ("Finished in all", count),
        ("Between the lines", count),
    )
    if totals is None:
        return table(columns, ())
    return table(
        columns,
        [
            (end.isoformat(), came, went, came - went)
            for end, came, went in zip(
                totals.ends, totals.arrived, totals.finished, strict=True
            )
        ],
    )


def _draw(totals: _Totals | None, about: tuple[str, str], name: tuple[str, int]) -> str:
    width = name[1]
    if totals is None:
        return nothing("No periods to add up", name=name, about=about)
    ticks = nice_ticks(max(totals.arrived), at_most=6, whole=True)
    frame = _frame(width, ticks)
    y = Linear(low=0, high=ticks[-1], start=frame.bottom, stop=frame.top)
    x = Time(
        first=totals.first, last=totals.ends[-1], start=frame.left, stop=frame.right
    )
    return drawing(
        rows(frame, y, ticks=ticks),
        dates_below(frame, x),
        _lines(totals, x, y),
        _ends(totals, frame, y),
        name=name,
        height=frame.bottom + 30,
        about=about,
    )


def _frame(width: int, ticks: Sequence[float]) -> Frame:
    left = room_at_left(ticks, least=36)
    if is_narrow(width):
        return Frame(left=left, top=12, right=width - 92, bottom=262)
    return Frame(left=left, top=12, right=width - 130, bottom=322)


def _lines(totals: _Totals, x: Time, y: Linear) -> Markup:
    start = x(totals.first)
    came = [(start, y(totals.n_before))]
    went = [(start, y(0))]
    came += [(x(end), y(n)) for end, n in zip(totals.ends, totals.arrived, strict=True)]
    went += [
        (x(end), y(n)) for end, n in zip(totals.ends, totals.finished, strict=True)
    ]
    between = steps([*came, *reversed(went)]) + "Z"
    return Markup(
        path(between, fill=FAINT)
        + path(steps(came), fill="none", stroke=DARK_BLUE, stroke_width=2.5)
        + path(
            steps(went),
            fill="none",
            stroke=ORANGE,
            stroke_width=2.5,
            stroke_dasharray="6 2",
        )
    )


def _ends(totals: _Totals, frame: Frame, y: Linear) -> Markup:
    """Three labels at the right edge, with a bracket over the band."""
    high, low = y(totals.arrived[-1]), y(totals.finished[-1])
    band = _band_said(totals, room=88 if is_narrow(frame.right) else 118)
    said = (
        (high, totals.arrived[-1], ("Arrived",)),
        ((high + low) / 2, totals.n_between, band),
        (low, totals.finished[-1], ("Finished",)),
    )
    gap = 24 + 16 * len(band)
    places = spread(
        [at for at, _, _ in said], gap=gap, low=frame.top + 4, high=frame.bottom - 20
    )
    bracket = path(
        f"M{frame.right + 4:.1f} {high:.1f}h4V{low:.1f}h-4",
        fill="none",
        stroke=SECONDARY,
    )
    labels = [
        _end(frame, at, place, n=n, lines=lines)
        for (at, n, lines), place in zip(said, places, strict=True)
    ]
    return Markup(bracket + group(*labels))


def _band_said(totals: _Totals, *, room: float) -> tuple[str, ...]:
    """What the band holds at the end: in one line, or in two where there is no room."""
    if not totals.n_silent:
        return ("Open now",)
    n_open, n_silent = count(_n_open(totals)), count(totals.n_silent)
    parts = f"{n_open} open,", f"{n_silent} silent"
    whole = " ".join(parts)
    return (whole,) if width_of(whole, size=13) <= room else parts


def _end(
    frame: Frame, at: float, place: float, *, n: int, lines: Sequence[str]
) -> Markup:
    x = frame.right + 18
    total = count(n) if n < _SHORTEN else plain(n)
    return Markup(
        line(frame.right + 8, at, x2=x - 3, y2=place, stroke=SECONDARY)
        + text(total, x=x, y=place + 3, font_size=16, font_weight="bold")
        + "".join(
            text(said, x=x, y=place + 19 + 16 * i, fill=SECONDARY)
            for i, said in enumerate(lines)
        )
    )


CHART: Final = ChartKind(
    name="cumulative_flow",
    title="Cumulative flow",
    question="How much work is in progress, and is it growing?",
    how_to_read=(
        "The upper line adds up what arrived, the lower one what finished. The band "
        "between them is the work in progress: where it widens, the queue grows."
    ),
    example=lambda: draw(examples.arrivals(), examples.throughput(), examples.wip()),
)
