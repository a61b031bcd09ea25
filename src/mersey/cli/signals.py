"""`mersey signals`: is a measure changing, or is it noise? On any table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import typer

from mersey.cli.options import spread
from mersey.cli.shell import print_json, progress_bar, scratch_folder, write_file
from mersey.cli.titles import title_of
from mersey.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mersey.load import RawTable
    from mersey.signals import Judging
    from mersey.signals.table import SeriesRow

__all__ = ["signals"]

Kind = Literal["xmr", "run", "p", "pp", "u", "up", "c", "g", "t", "ip", "funnel"]
FUNNEL: Final = "funnel"


def _column(what: str) -> Any:
    return typer.Option(metavar="COLUMN", help=f"Column that holds {what}.")


@dataclass(frozen=True, kw_only=True)
class Columns:
    """Which columns of the table hold what."""

    value: Annotated[str, _column("the measure, or the count above the line")]
    period: Annotated[str | None, _column("the period, one a row")] = None
    denominator: Annotated[str | None, _column("what each count is out of")] = None
    by: Annotated[
        str | None, _column("what tells several series, or places, apart")
    ] = None

    def in_table(self, names: Sequence[str]) -> dict[str, str]:
        """Each named column as the table writes it."""
        from mersey.load.columns.heading_words import find_column

        said = {
            "period": self.period,
            "value": self.value,
            "denominator": self.denominator,
            "by": self.by,
        }
        return {
            field: find_column(name, names)
            for field, name in said.items()
            if name is not None
        }

    def said(self) -> str:
        """What is charted, in the table's own words."""
        return f"{self.value} / {self.denominator}" if self.denominator else self.value


@dataclass(frozen=True, kw_only=True)
class Rules:
    """How the series is judged."""

    chart: Annotated[
        Kind | None,
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
        float | None, typer.Option(metavar="X", help="What the measure should meet.")
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

    def judging(self) -> Judging:
        """The same, as the library takes them."""
        from mersey.signals import ChartKind, Judging, Rebase
        from mersey.signals import rule_set as named
        from mersey.vocabulary import Better

        pairs = [said.partition("=") for said in self.rebase or []]
        return Judging(
            chart=ChartKind(self.chart) if self.chart else None,
            rules=named(self.rule_set),
            better=Better(self.better) if self.better else Better.NEITHER,
            target=self.target,
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
    rows = _table(file, columns)
    if rules.chart == FUNNEL:
        told = _places(rows, columns, title=title_of(file))
    else:
        told = _series(rows, columns, rules, title=title_of(file))
    if out:
        write_file(out, told.page())
    if as_json:
        print_json(told.data())
        return
    for note in told.notes:
        typer.echo(note, err=True)
    for line in told.lines():
        typer.echo(line)
    if out:
        typer.echo(f"The page: {out}")


@dataclass(frozen=True, kw_only=True)
class Told:
    """The answer in its three forms, each made when it is asked for."""

    data: Callable[[], dict[str, Any]]
    lines: Callable[[], Iterable[str]]
    page: Callable[[], str]
    notes: tuple[str, ...]


def _series(
    rows: list[SeriesRow], columns: Columns, rules: Rules, *, title: str
) -> Told:
    from mersey.report.signal_json import signals_json
    from mersey.report.signal_words import plain_lines
    from mersey.report.signals_page import signals_page
    from mersey.signals import judge
    from mersey.signals.table import series_in

    if columns.period is None:
        msg = "A series needs its periods."
        raise UsageError(
            msg, next_step="Name the column that holds them with --period."
        )
    how = rules.judging()
    found = series_in(rows)
    charts = [judge(series, how) for series in found.series]
    order = "The periods are no dates: the file's own order stands."
    return Told(
        data=partial(signals_json, charts),
        lines=partial(plain_lines, charts),
        page=partial(signals_page, charts, measure=columns.said(), title=title),
        notes=(*_left_out(found.n_left_out), *([order] if found.is_file_order else [])),
    )


def _places(rows: list[SeriesRow], columns: Columns, *, title: str) -> Told:
    from mersey.report.places_words import places_json, places_lines
    from mersey.report.signals_page import places_page
    from mersey.signals.places import places_in

    funnel, n_left_out = places_in(rows)
    return Told(
        data=partial(places_json, funnel),
        lines=partial(places_lines, funnel, measure=columns.said()),
        page=partial(places_page, funnel, measure=columns.said(), title=title),
        notes=_left_out(n_left_out),
    )


def _left_out(n: int) -> tuple[str, ...]:
    if n == 0:
        return ()
    return (f"Rows without a value were left out: {n}.",)


def _table(file: Path, columns: Columns) -> list[SeriesRow]:
    from mersey.engine import open_duckdb
    from mersey.load import read_raw

    with scratch_folder() as folder, progress_bar() as progress:
        session = open_duckdb(folder)
        try:
            return _rows(read_raw(file, session=session, progress=progress), columns)
        finally:
            session.close()


def _rows(raw: RawTable, columns: Columns) -> list[SeriesRow]:
    """The rows of the named columns, as text, with the line each stands on."""
    from mersey.load.files.raw import ROW
    from mersey.signals.table import SeriesRow

    used = columns.in_table(raw.columns)
    table = raw.table.select(ROW, *dict.fromkeys(used.values())).order_by(ROW)
    rows = table.to_pyarrow().to_pylist()
    before = (raw.first_line or 1) - 1
    return [
        SeriesRow(
            line=row[ROW] + before,
            **{field: _as_text(row[name]) for field, name in used.items()},
        )
        for row in rows
    ]


def _as_text(cell: Any) -> str:
    """A cell as a person would write it; a date-time at midnight is its date."""
    if cell is None:
        return ""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell)
