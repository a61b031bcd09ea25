"""`mersey whatif`: what would one more officer, or half the rework, do?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from mersey.cli.log_reading import prepared
from mersey.cli.options import LogFile, Reading, spread
from mersey.cli.saying import say, say_lines, width
from mersey.cli.shell import print_json, write_file
from mersey.cli.titles import title_of

if TYPE_CHECKING:
    from mersey.forecast.whatif import Changes, Comparison, WhatIfModel

A_CHANGE: Final = re.compile(r".+=\s*[+\-−]\s*\d+")


def _names(what: str, metavar: str) -> Any:
    return typer.Option(metavar=metavar, help=f"{what}; may be repeated.")


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What is to be different."""

    arrivals: Annotated[
        str | None, typer.Option(metavar="±N%", help="More or fewer cases coming in.")
    ] = None
    staff: Annotated[
        list[str] | None, _names("People more or fewer in a team", "TEAM=±N")
    ] = None
    hours: Annotated[
        list[str] | None, _names("A team's day longer or shorter", "TEAM=±N")
    ] = None
    stage: Annotated[
        list[str] | None,
        _names("More or less time in a stage of the page", "STAGE=±N%"),
    ] = None
    rework: Annotated[
        str | None, typer.Option(metavar="-N%", help="Repeated steps spared.")
    ] = None
    triage: Annotated[
        str, typer.Option(help="fifo, shortest, oldest, or priority with --first.")
    ] = "fifo"
    first: Annotated[
        list[str] | None, _names("Step that goes before all others", "STEP")
    ] = None
    wip_limit: Annotated[
        int, typer.Option(metavar="N", help="Most cases in progress. [no limit]")
    ] = 0
    surge: Annotated[
        str | None,
        typer.Option(metavar="±N%:WEEKS", help="More cases, for the first weeks."),
    ] = None
    backlog: Annotated[
        int, typer.Option(metavar="N", help="So many more cases on the first day.")
    ] = 0

    def changes(self, team: str | None) -> Changes:
        """The same, as the library takes them; `team` is one more of `staff`."""
        from mersey.forecast.whatif.asked import ChangesSaid

        return ChangesSaid(
            arrivals=self.arrivals or "",
            staff=(*(self.staff or ()), *([team] if team else ())),
            hours=tuple(self.hours or ()),
            stage=tuple(self.stage or ()),
            rework=self.rework or "",
            triage=self.triage,
            first=tuple(self.first or ()),
            wip_limit=self.wip_limit,
            surge=self.surge or "",
            backlog=self.backlog,
        ).changes()


@dataclass(frozen=True, kw_only=True)
class Runs:
    """How much is simulated."""

    weeks: Annotated[
        float, typer.Option(min=1, help="Length of the simulated period.")
    ] = 26
    pairs: Annotated[
        int, typer.Option(min=2, max=1000, help="Periods, each simulated twice.")
    ] = 20
    seed: Annotated[
        int, typer.Option(min=0, help="The same seed, the same answer.")
    ] = 1
    learn_from: Annotated[
        datetime | None,
        typer.Option(
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="Leave out cases that came before this day.",
        ),
    ] = None


@spread
def whatif(
    file: LogFile,
    *,
    asked: _Asked,
    runs: Runs,
    reading: Reading,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.html", help="Also write a page.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object and nothing else.")
    ] = False,
) -> None:
    """Say what a change would do, by simulating the service that the log shows.

    Refuses where the simulation is too far off on a part of the log it had not seen.

    Example: mersey whatif requests.csv --arrivals +10%
    """
    from mersey.report.what_if_json import answer_json

    team, columns = _team_or_column(reading)
    changes = asked.changes(team)
    answer, model = _answered(file, changes, runs, columns)
    if out:
        write_file(out, _page(answer, title=title_of(file)))
    if as_json:
        print_json(answer_json(answer, model))
        return
    _tell(answer)
    if out:
        say(f"The page: {out}")


def _page(answer: Comparison, *, title: str) -> str:
    from mersey.report.what_if_page import what_if_page

    return what_if_page(answer, title=title)


def _team_or_column(reading: Reading) -> tuple[str | None, Reading]:
    """`--team Planning=+1` is a change; `--team Team` names the column, as elsewhere."""
    if reading.team and A_CHANGE.fullmatch(reading.team):
        return reading.team, replace(reading, team=None)
    return None, reading


def _answered(
    file: Path, changes: Changes, runs: Runs, reading: Reading
) -> tuple[Comparison, WhatIfModel]:
    from mersey.answer.what_if import WhatIfRuns, asked_of, what_if_answer

    with prepared(file, reading) as (_, log):
        asked = asked_of(log, changes)
    since = runs.learn_from.date() if runs.learn_from else None
    return what_if_answer(
        asked,
        WhatIfRuns(
            weeks=runs.weeks, pairs=runs.pairs, seed=runs.seed, learn_from=since
        ),
    )


def _tell(answer: Comparison) -> None:
    from mersey.charts.kinds.what_if import draw
    from mersey.charts.what_if_answers import answer_in_words
    from mersey.report.plain import table_lines
    from mersey.report.what_if_words import ONLY_PAST, validation_in_words

    say_lines(answer_in_words(answer).splitlines())
    say("")
    say_lines(table_lines(draw(answer).table, width=width()))
    say("")
    say_lines((validation_in_words(answer.validation), ONLY_PAST))
