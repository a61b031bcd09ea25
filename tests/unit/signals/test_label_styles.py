"""The verdict is the same however periods are written and whichever way rows run."""

from __future__ import annotations

import calendar
import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from mersey.cli.flags import as_typed
from mersey.errors import ChoiceNeeded, MerseyError
from mersey.signals import Judging, judge
from mersey.signals.periods.placed import PeriodsStated
from mersey.signals.table import Meant, SeriesRow, series_in
from mersey.vocabulary import Better

if TYPE_CHECKING:
    from collections.abc import Callable

    from mersey.signals import ChartedSeries

Style = "Callable[[date], str]"

WELSH = [
    "Ion",
    "Chwe",
    "Maw",
    "Ebr",
    "Mai",
    "Meh",
    "Gorff",
    "Awst",
    "Medi",
    "Hyd",
    "Tach",
    "Rhag",
]
DUTCH = [
    "jan",
    "feb",
    "mrt",
    "apr",
    "mei",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
]
GERMAN = [
    "Jan",
    "Feb",
    "Mär",
    "Apr",
    "Mai",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Okt",
    "Nov",
    "Dez",
]
FRENCH = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
SPANISH = [
    "ene.",
    "feb.",
    "mar.",
    "abr.",
    "may.",
    "jun.",
    "jul.",
    "ago.",
    "sept.",
    "oct.",
    "nov.",
    "dic.",
]
ENGLISH = calendar.month_abbr


def financial(day: date) -> str:
    first = day.year - (day.month < 4)
    return f"{first}/{(first + 1) % 100:02}"


def last_day(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


MONTHLY: dict[str, Callable[[date], str]] = {
    "2024-12": lambda d: f"{d:%Y-%m}",
    "2024-12-01": lambda d: d.isoformat(),
    "2024/12": lambda d: f"{d:%Y/%m}",
    "2024/12/01": lambda d: f"{d:%Y/%m/%d}",
    "12/2024": lambda d: f"{d:%m/%Y}",
    "1/12/2024": lambda d: f"{d.day}/{d.month}/{d.year}",
    "12/1/2024": lambda d: f"{d.month}/{d.day}/{d.year}",
    "01/12/24": lambda d: f"{d:%d/%m/%y}",
    "01.12.2024": lambda d: f"{d:%d.%m.%Y}",
    "31/12/2024": lambda d: f"{last_day(d):%d/%m/%Y}",
    "Apr-23": lambda d: f"{ENGLISH[d.month]}-{d:%y}",
    "23-Apr": lambda d: f"{d:%y}-{ENGLISH[d.month]}",
    "Apr '23": lambda d: f"{ENGLISH[d.month]} '{d:%y}",
    "Apr23": lambda d: f"{ENGLISH[d.month]}{d:%y}",
    "April 2023": lambda d: f"{calendar.month_name[d.month]} {d.year}",
    "2024 DEC": lambda d: f"{d.year} {ENGLISH[d.month].upper()}",
    "DEC 2024": lambda d: f"{ENGLISH[d.month].upper()} {d.year}",
    "2024M12": lambda d: f"{d:%YM%m}",
    "202412": lambda d: f"{d:%Y%m}",
    "20241201": lambda d: f"{d:%Y%m%d}",
    "offset": lambda d: f"{d.isoformat()}T00:00:00+00:00",
    "Z": lambda d: f"{d.isoformat()}T00:00:00.000Z",
    "clock": lambda d: f"{d:%d/%m/%Y} 00:00",
    "1 December 2024": lambda d: f"{d.day} {calendar.month_name[d.month]} {d.year}",
    "December 1, 2024": lambda d: f"{calendar.month_name[d.month]} {d.day}, {d.year}",
    "as at": lambda d: f"as at {last_day(d):%d/%m/%Y}",
    "month ending": lambda d: f"Month ending {last_day(d):%d %B %Y}",
    "M09 2023/24": lambda d: f"M{(d.month - 4) % 12 + 1:02} {financial(d)}",
    "Dec 2023/24": lambda d: f"{ENGLISH[d.month]} {financial(d)}",
    "provisional": lambda d: f"{ENGLISH[d.month]} {d.year} [p]",
    "Welsh": lambda d: f"{WELSH[d.month - 1]} {d.year}",
    "Dutch": lambda d: f"{DUTCH[d.month - 1]}-{d:%y}",
    "German": lambda d: f"{GERMAN[d.month - 1]} {d.year}",
    "French": lambda d: f"{FRENCH[d.month - 1]} {d.year}",
    "Spanish": lambda d: f"{SPANISH[d.month - 1]} {d.year}",
}

QUARTERLY: dict[str, Callable[[date], str]] = {
    "2023 Q4": lambda d: f"{d.year} Q{(d.month + 2) // 3}",
    "2023Q4": lambda d: f"{d.year}Q{(d.month + 2) // 3}",
    "Q4 2023": lambda d: f"Q{(d.month + 2) // 3} {d.year}",
    "Q4 2023/24": lambda d: f"Q{(d.month - 4) % 12 // 3 + 1} {financial(d)}",
    "2023-24 Q4": lambda d: (
        f"{financial(d).replace('/', '-')} Q{(d.month - 4) % 12 // 3 + 1}"
    ),
    "Q1 Apr-Jun 2023": lambda d: (
        f"Q{(d.month - 4) % 12 // 3 + 1} {ENGLISH[d.month]}-{ENGLISH[d.month + 2]} "
        f"{d.year}"
    ),
    "Apr to Jun 2023": lambda d: (
        f"{ENGLISH[d.month]} to {ENGLISH[d.month + 2]} {d.year}"
    ),
    "4T2023": lambda d: f"{(d.month + 2) // 3}T{d.year}",
    "quarter ending": lambda d: f"Quarter ending {ENGLISH[d.month + 2]} {d.year}",
    "year ending": lambda d: f"Year ending {ENGLISH[d.month + 2]} {d.year}",
}

YEARLY: dict[str, Callable[[date], str]] = {
    "2023": lambda d: str(d.year),
    "2023/24": financial,
    "2023-24": lambda d: financial(d).replace("/", "-"),
    "2023/2024": lambda d: f"{d.year}/{d.year + 1}",
    "FY2023/24": lambda d: f"FY{financial(d)}",
    "FY24": lambda d: f"FY{(d.year + 1) % 100:02}",
    "202324": lambda d: f"{d.year}{(d.year + 1) % 100:02}",
    "2023 (p)": lambda d: f"{d.year} (p)",
}

WEEKLY: dict[str, Callable[[date], str]] = {
    "2024-W05": lambda d: f"{d:%G-W%V}",
    "2024W05": lambda d: f"{d:%GW%V}",
    "Week 5 2024": lambda d: f"Week {int(f'{d:%V}')} {d:%G}",
    "w/e": lambda d: f"w/e {d + timedelta(days=6):%d/%m/%Y}",
    "week ending": lambda d: f"week ending {d + timedelta(days=6):%d/%m/%Y}",
    "w/c": lambda d: f"W/C {d:%d %b %Y}",
    "day": lambda d: f"{d:%d/%m/%Y}",
    "month first": lambda d: f"{d:%m/%d/%Y}",
    "52 and on to 1": lambda d: str(int(f"{d:%V}")),
    "Week 52 and on to 1": lambda d: f"Week {int(f'{d:%V}')}",
}


def months(n: int, step: int, first: date) -> list[date]:
    at = first.year * 12 + first.month - 1
    return [date((at + i * step) // 12, (at + i * step) % 12 + 1, 1) for i in range(n)]


def weeks(n: int) -> list[date]:
    return [date(2023, 10, 2) + timedelta(days=7 * i) for i in range(n)]


KINDS = [
    *((MONTHLY, name, "months") for name in MONTHLY),
    *((QUARTERLY, name, "quarters") for name in QUARTERLY),
    *((YEARLY, name, "years") for name in YEARLY),
    *((WEEKLY, name, "weeks") for name in WEEKLY),
]
DAYS = {
    "months": months(30, 1, date(2022, 9, 1)),
    "quarters": months(26, 3, date(2018, 4, 1)),
    "years": months(18, 12, date(2004, 4, 1)),
    "weeks": weeks(40),
}
PROVES_ITSELF = ("52 and on to 1", "Week 52 and on to 1")


def rising(n: int) -> list[float]:
    """A level that is left for good three quarters of the way."""
    return [100.0 + (i * 7 % 11 - 5) + 25 * (i >= 3 * n // 4) for i in range(n)]


def rows_of(style: Callable[[date], str], days: list[date]) -> list[SeriesRow]:
    pairs = zip(days, rising(len(days)), strict=True)
    return [
        SeriesRow(line=i, period=style(day), value=f"{value:g}")
        for i, (day, value) in enumerate(pairs, start=2)
    ]


def read(rows: list[SeriesRow]) -> ChartedSeries:
    (series,) = series_in(rows, Meant(period="period")).series
    return series


def verdict(series: ChartedSeries) -> tuple[object, ...]:
    chart = judge(series, Judging(better=Better.LOWER))
    causes = tuple(point.special_cause for point in chart.points)
    return chart.variation, chart.points[-1].value, causes


@pytest.mark.parametrize(
    ("styles", "name", "unit"), KINDS, ids=lambda one: str(one)[:24]
)
@pytest.mark.parametrize("order", ["oldest", "newest", "shuffled"])
def test_verdict_is_the_same_whatever_the_label_and_the_order(
    styles: dict[str, Callable[[date], str]], name: str, unit: str, order: str
) -> None:
    rows = rows_of(styles[name], DAYS[unit])
    right = verdict(read(rows_of(date.isoformat, DAYS[unit])))
    if order == "newest":
        rows.reverse()
    if order == "shuffled" and name not in PROVES_ITSELF:
        random.Random(9).shuffle(rows)
    assert verdict(read(rows)) == right
    assert right[0] == "concern"


@pytest.mark.parametrize(
    ("styles", "name", "unit"), KINDS, ids=lambda one: str(one)[:24]
)
@pytest.mark.parametrize("seed", range(3))
def test_gaps_are_counted_whatever_the_label(
    styles: dict[str, Callable[[date], str]], name: str, unit: str, seed: int
) -> None:
    days = DAYS[unit]
    inner = [day for day in days[1:-1] if day.month not in {1, 12}]
    gone = set(random.Random(seed).sample(inner, 3))
    kept = [day for day in days if day not in gone]
    series = read(rows_of(styles[name], kept)[::-1])
    assert len(series.missing_periods) == 3
    assert "gaps" in [note.id for note in series.notes]


@pytest.mark.parametrize("name", PROVES_ITSELF)
def test_weeks_without_a_year_are_refused_when_the_rows_prove_nothing(
    name: str,
) -> None:
    rows = rows_of(WEEKLY[name], weeks(26))
    random.Random(4).shuffle(rows)
    with pytest.raises(MerseyError, match="have no year"):
        read(rows)


@pytest.mark.parametrize("turn", [1, -1])
def test_labels_that_are_not_understood_are_asked_about(turn: int) -> None:
    words = [
        "ash",
        "beech",
        "cedar",
        "elm",
        "fir",
        "hazel",
        "larch",
        "lime",
        "maple",
        "oak",
        "pine",
        "rowan",
        "yew",
    ]
    rows = [
        SeriesRow(line=i, period=word, value=str(i)) for i, word in enumerate(words)
    ][::turn]
    with pytest.raises(ChoiceNeeded) as asked:
        read(rows)
    said = ("oldest-first", "newest-first")
    assert as_typed(asked.value) == tuple(f"--rows {one}" for one in said)
    for one in said:
        meant = Meant(asked=PeriodsStated(rows=one))  # type: ignore[arg-type]  # both are right
        (series,) = series_in(rows, meant).series
        assert series.notes[0].id == "file_order"
        assert (series.values[-1] > series.values[0]) == (
            (turn == 1) == (one == "oldest-first")
        )


def test_days_of_weeks_beside_a_month_are_no_years() -> None:
    """`31-Jul`, `07-Aug`: a spreadsheet's day and month, and not July of 2031."""
    weeks = [date(2023, 7, 31) + timedelta(days=7 * i) for i in range(24)]
    rows = [
        SeriesRow(line=i, period=f"{day:%d}-{ENGLISH[day.month]}", value=str(i))
        for i, day in enumerate(weeks)
    ]
    with pytest.raises(ChoiceNeeded) as asked:
        read(rows)
    assert as_typed(asked.value) == ("--rows oldest-first", "--rows newest-first")


def test_order_of_day_and_month_is_asked_for_when_nothing_tells() -> None:
    days = [f"{month}/1/2023" for month in range(1, 13)]
    rows = [SeriesRow(line=i, period=day, value=str(i)) for i, day in enumerate(days)]
    with pytest.raises(ChoiceNeeded) as asked:
        read(rows)
    assert as_typed(asked.value) == ("--date-order day", "--date-order month")
    for order, last in (("day", date(2023, 1, 12)), ("month", date(2023, 12, 1))):
        meant = Meant(asked=PeriodsStated(date_order=order))  # type: ignore[arg-type]  # both
        (series,) = series_in(rows, meant).series
        assert series.dates is not None
        assert series.dates[-1] == last


def test_periods_of_several_lengths_are_asked_about() -> None:
    labels = [
        *("2022", "2023", "2022 Q1", "2022 Q2", "2022 Q3", "2022 Q4"),
        *(f"2023 {calendar.month_abbr[i].upper()}" for i in range(1, 13)),
    ]
    rows = [
        SeriesRow(line=i, period=label, value=str(i))
        for i, label in enumerate(labels, start=2)
    ]
    with pytest.raises(ChoiceNeeded) as asked:
        read(rows)
    assert as_typed(asked.value) == ("--every year", "--every quarter", "--every month")


def test_totals_are_left_out_and_said() -> None:
    rows = rows_of(MONTHLY["Apr-23"], DAYS["months"])
    total = SeriesRow(line=99, period="Total", value="3000")
    series = read([*rows, total])
    assert len(series.periods) == 30
    assert "no_period" in [note.id for note in series.notes]


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [((1, 2, 4, 5), ("3",)), ((10, 20, 40), ("30",)), ((1, 2, 20_000_000), ())],
)
def test_numbers_missing_from_a_run_are_named_but_not_millions_of_them(
    numbers: tuple[int, ...], missing: tuple[str, ...]
) -> None:
    rows = [
        SeriesRow(line=i, period=str(number), value="5")
        for i, number in enumerate(numbers)
    ]
    assert read(rows).missing_periods == missing
