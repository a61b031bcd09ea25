"""Who is waiting now: the age of open cases against the time that cases take."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from mersey.answer.stage_names import stage_names
from mersey.charts import usual_order
from mersey.charts.kinds import ageing_wip
from mersey.report.case_names import case_name
from mersey.report.chart_figures import figure
from mersey.report.page_tables import table_view
from mersey.report.sentences import usual_said
from mersey.report.stage_words import in_the_packs_words
from mersey.report.view import Section
from mersey.wording import clip, count, day, duration, either, plural

if TYPE_CHECKING:
    from mersey.eventlog.eventlog import EventLog
    from mersey.flow.results import Ageing, FlowSummary
    from mersey.report.view import Block, PageLimits, TableView

OLDEST: Final = 15
NO_BREAK: Final = "\N{NO-BREAK SPACE}"


def section(
    log: EventLog, summary: FlowSummary, *, limits: PageLimits
) -> Section | None:
    """Ageing work in progress, and the oldest open cases; None where none is known."""
    if not summary.knows_open_cases:
        return None
    return Section(
        id="waiting",
        title="Who is waiting now",
        short="Who is waiting",
        paragraphs=(_said(summary), *_lasting_said(summary), *_served_said(summary)),
        blocks=_blocks(log, summary, limits) if summary.ageing.cases else (),
    )


def _said(summary: FlowSummary) -> str:
    ageing = summary.ageing
    if ageing.n_open == 0:
        return "No case is open."
    usual = usual_said(ageing)
    are = either(ageing.n_open, "is", "are")
    now = f"{plural(ageing.n_open, 'case')} {are} open"
    if not usual:
        return f"{now}. What is older than usual is not yet known: too few have ended."
    done = summary.served
    to = f" to “{clip(done.title)}”" if done and done.quantiles else ""
    meaning = f"{usual}: longer than 85 in 100 cases take{to}"
    if ageing.n_older == 0:
        none = either(ageing.n_open, "not", "none of them")
        return f"{now}; {none} for longer than usual, which means {meaning}."
    older = f"{count(ageing.n_older)} of them" if ageing.n_open > 1 else "it is"
    return f"{now}; {older} older than usual, which means {meaning}."


def _lasting_said(summary: FlowSummary) -> tuple[str, ...]:
    """That some last as long as they must, and are never older than usual."""
    n = summary.ageing.n_lasting
    if not n or summary.ageing.usual_days is None:
        return ()
    own = either(n, "a step after which a case lasts", "steps after which cases last")
    must = either(n, "it must", "they must")
    said = (
        f"{plural(n, 'open case')} {either(n, 'stands', 'stand')} at {own} as long as"
    )
    return (
        f"{said} {must}, such as a plan: none of those counts as older than usual.",
    )


def _served_said(summary: FlowSummary) -> tuple[str, ...]:
    """That some only wait for their close, and are never older than usual."""
    done = summary.served
    if done is None or not done.n_open or summary.ageing.usual_days is None:
        return ()
    only = either(done.n_open, "waits for its close", "wait for their close")
    return (
        (
            f"{plural(done.n_open, 'open case')} only {only} after “{clip(done.title)}”: "
            "none of those counts as older than usual."
        ),
    )


def _blocks(
    log: EventLog, summary: FlowSummary, limits: PageLimits
) -> tuple[Block, ...]:
    ageing = _named(summary.ageing, log)
    names = stage_names(summary.service)
    order = names.order(usual_order(summary.process_map))
    by_stage, stages = names.aged(ageing), names.merged(summary.stages)
    drawn = figure(ageing_wip.draw(by_stage, stages, order=order), limits=limits)
    worded = _named(in_the_packs_words(summary).ageing, log)
    return (drawn, _oldest(worded, limits))


def _named(ageing: Ageing, log: EventLog) -> Ageing:
    """The cases under the names they have on the page: short, unless ids are kept."""
    cases = (
        replace(case, pseudonym=case_name(case.pseudonym, log)) for case in ageing.cases
    )
    return replace(ageing, cases=tuple(cases))


def _oldest(ageing: Ageing, limits: PageLimits) -> TableView:
    has_teams = any(case.team for case in ageing.cases[:OLDEST])
    rows = [
        [
            clip(case.pseudonym),
            duration(case.days),
            "yes" if case.older_than_usual else "no",
            clip(case.last_activity),
            duration(case.days_in_stage),
            day(case.opened).replace(" ", NO_BREAK),
            *([clip(case.team or "")] if has_teams else []),
        ]
        for case in ageing.cases
    ]
    columns = [
        "Case",
        "Open for",
        "Older than usual",
        "Last step",
        "Since that step",
        "Opened",
        *(["Team"] if has_teams else []),
    ]
    caption, limit = "Oldest open cases", min(OLDEST, limits.rows)
    return table_view(caption, columns, rows, limit=limit, numbers=(1, 4))
