"""`mersey signals`: is a measure changing, or is it noise? On any table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer

from mersey.cli.options import Memory, memory_bytes, spread
from mersey.cli.saying import say, say_lines, width
from mersey.cli.series_file import NamedColumns, read_series_file
from mersey.cli.shell import print_json, write_file
from mersey.cli.titles import title_of
from mersey.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mersey.cli.series_file import SeriesFile
    from mersey.signals import Judging
    from mersey.signals.table import Meant
    from mersey.signals.target import Target

_Kind = Literal["xmr", "run", "p", "pp", "u", "up", "c", "g", "t", "ip", "funnel"]
FUNNEL: Final = "funnel"


def _column(what: str) -> Any:
    return typer.Option(metavar="COLUMN", help=f"Column that holds {what}.")


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which columns of the table hold what."""

    value: Annotated[
        str | None, _column("the measure, or the count above the line")
    ] = None
    period: Annotated[str | None, _column("the period, one a row")] = None
    denominator: Annotated[str | None, _column("what each count is out of")] = None
    by: Annotated[
        str | None, _column("what tells several series, or places, apart")
    ] = None

    year: Annotated[
        str | None, _column("the year, where it stands apart from the period")
    ] = None
    table: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Sheet of a workbook. [the one that fits]"),
    ] = None
    memory: Memory = None

    def named(self) -> NamedColumns:
        """The same, as the reading of the file takes them."""
        return NamedColumns(
            period=self.period,
            value=self.value,
            denominator=self.denominator,
            by=self.by,
            year=self.year,
        )

    def said(self) -> str:
        """What is charted, in the table's own words."""
        value = self.value or "Value"
        return f"{value} / {self.denominator}" if self.denominator else value


@dataclass(frozen=True, kw_only=True)
class _Written:
    """How periods and figures are written, where the file does not prove it."""

    date_order: Annotated[
        Literal["day", "month", "year"] | None,
        typer.Option(help="What comes first in 01/02/24. [what the file proves]"),
    ] = None
    rows: Annotated[
        Literal["oldest-first", "newest-first"] | None,
        typer.Option(help="How rows run, where periods are no dates or numbers."),
    ] = None
    every: Annotated[
        Literal["year", "half", "quarter", "month", "week", "day"] | None,
        typer.Option(help="The period to chart, where the column mixes several."),
    ] = None
    value_is: Annotated[
        Literal["count", "percent", "share"] | None,
        typer.Option(help="What the values are. [what signs and headings say]"),
    ] = None
    decimal: Annotated[
        Literal["dot", "comma"] | None,
        typer.Option(help="The decimal mark. [what the file proves]"),
    ] = None

    def meant(self, headings: Mapping[str, str]) -> Meant:
        """The same, as the library takes them."""
        from mersey.signals.periods.period import PeriodUnit
        from mersey.signals.periods.placed import PeriodsStated
        from mersey.signals.table import Meant

        return Meant(
            period=headings.get("period", "period"),
            value=headings.get("value", ""),
            asked=PeriodsStated(
                date_order=self.date_order,
                rows=self.rows,
                every=PeriodUnit(self.every) if self.every else None,
            ),
            value_is=self.value_is,
            decimal=self.decimal,
        )


@dataclass(frozen=True, kw_only=True)
class Rules:
    """How the series is judged."""

    chart: Annotated[
        _Kind | None,
        typer.Option(help="Which chart; funnel compares places. [from the numbers]"),
    ] = None
    rule_set: Annotated[
        str,
        typer.Option(metavar="ID", help="mdc-r-0.2.2, mdc-excel, nelson or vanguard."),
    ] = "mdc-r-0.2.2"
    better: Annotated[
        Literal["lower", "higher"] | None, typer.Option(help="Which way is better.")
    ] = None
    target: Annotated[
        str | None,
        typer.Option(metavar="X", help="What the measure should meet, such as 90%."),
    ] = None
    fix_after: Annotated[
        int | None,
        typer.Option(metavar="N", help="Points that set the limits, 12 or more. [all]"),
    ] = None
    rebase: Annotated[
        list[str] | None,
        typer.Option(
            metavar="DATE[=REASON]", help="Decided: new limits from then on; repeat."
        ),
    ] = None

    def aim(self) -> Target | None:
        """The target.

        Raises:
            UsageError: It is no number, or which way is better was not said.
        """
        from mersey.signals.target import read_target

        if self.target is None:
            return None
        if self.better is None:
            msg = "A target is met from one side, and which one was not said."
            raise UsageError(msg, next_step="Add --better lower or --better higher.")
        return read_target(self.target)

    def judging(self) -> Judging:
        """The same without the target, as the library takes them."""
        from mersey.signals import ControlChartKind, Judging, Rebase
        from mersey.signals import rule_set as named
        from mersey.vocabulary import Better

        pairs = [said.partition("=") for said in self.rebase or []]
        return Judging(
            chart=ControlChartKind(self.chart) if self.chart else None,
            rules=named(self.rule_set),
            better=Better(self.better) if self.better else Better.NEITHER,
            fix_after=self.fix_after,
            rebases=tuple(
                Rebase(period=period.strip(), reason=reason.strip())
                for period, _, reason in pairs
            ),
        )


@spread
def signals(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="SERIES", help="A table: CSV, Excel, ODS, JSON, Parquet."
        ),
    ],
    *,
    columns: Columns,
    written: _Written,
    rules: Rules,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.html", help="Also write a page.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object and nothing else.")
    ] = False,
) -> None:
    """Say whether a series is changing, by the limits of its own variation.

    With --chart funnel, say whether places differ by more than chance and their size
    explain.

    Example: mersey signals breaches.csv --period month --value breaches --better lower
    """
    aim = rules.aim()
    is_places = rules.chart == FUNNEL
    read = read_series_file(
        file,
        columns.named(),
        table=columns.table,
        is_places=is_places,
        memory=memory_bytes(columns.memory),
    )
    if is_places:
        told = _places(read, columns, written, title=title_of(file))
    else:
        told = _series(read, columns, written, rules=rules, aim=aim, file=file)
    if out:
        write_file(out, told.page())
    if as_json:
        print_json(told.data())
        return
    say_lines(told.lines())
    if out:
        say(f"The page: {out}")


@dataclass(frozen=True, kw_only=True)
class _Told:
    """The answer in its three forms, each made when it is asked for."""

    data: Callable[[], dict[str, Any]]
    lines: Callable[[], Iterable[str]]
    page: Callable[[], str]


def _series(
    read: SeriesFile,
    columns: Columns,
    written: _Written,
    *,
    rules: Rules,
    aim: Target | None,
    file: Path,
) -> _Told:
    from mersey.report.signal_json import signals_json
    from mersey.report.signal_words import plain_lines
    from mersey.report.signals_page import signals_page
    from mersey.signals import judge
    from mersey.signals.table import series_in
    from mersey.signals.target import target_for

    how = rules.judging()
    found = series_in(read.rows, written.meant(read.headings))
    charts = [
        judge(
            replace(series, notes=(*read.notes, *series.notes)),
            replace(how, target=target_for(series, aim)),
        )
        for series in found.series
    ]
    title = title_of(file)
    return _Told(
        data=partial(signals_json, charts),
        lines=partial(plain_lines, charts, width=width()),
        page=partial(signals_page, charts, measure=columns.said(), title=title),
    )


def _places(
    read: SeriesFile, columns: Columns, written: _Written, *, title: str
) -> _Told:
    from mersey.report.places_words import places_json, places_lines
    from mersey.report.signals_page import places_page
    from mersey.signals.places import places_in

    made, _ = places_in(
        read.rows,
        written.meant(read.headings),
        denominator=read.headings.get("denominator", ""),
    )
    funnel = replace(made, notes=(*read.notes, *made.notes))
    return _Told(
        data=partial(places_json, funnel),
        lines=partial(places_lines, funnel, measure=columns.said(), width=width()),
        page=partial(places_page, funnel, measure=columns.said(), title=title),
    )
