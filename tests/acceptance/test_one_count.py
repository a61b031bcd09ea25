"""One count for one thing: whoever says a number has it from the one `Answer`.

The parts of an answer agree with each other; every number of the first screen is in it;
and what the deadlines, the JSON and the prompt count is what the clocks count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mersey.answer import Answer, answer, worklist
from mersey.answer.board import board, board_facts
from mersey.answer.stage_names import stage_names
from mersey.clocks import ClockStatus
from mersey.engine import open_duckdb
from mersey.eventlog import prepare, with_pack
from mersey.forecast import RiskList
from mersey.load import ReadOptions, read_log
from mersey.report import look_json, terminal_lines
from mersey.report.board import board_html, board_view
from mersey.report.forecast_words import forecast_lines
from mersey.report.page_view import page_view
from mersey.report.sections import deadlines
from mersey.report.sentences import as_text, lead
from mersey.report.stage_words import worked_stages
from mersey.report.tiles import tiles
from mersey.report.view import PageLimits, PageView, TableView
from mersey.samples import SERVICES
from mersey.wording import in_100, percent, plural
from tests.acceptance.numbers_said import dyed, known_measures, said_numbers

NOW = datetime.fromisoformat("2026-11-22T12:00")
AS_AT = date(2026, 9, 30)
MONDAY = date(2026, 9, 28)
LAST_MONDAY = date(2026, 9, 21)

A_YEAR = "12 months"
"""The period of the official rates, in words."""

PAST = re.compile(r"(\d+) (?:of them|are|is|open \w+ have) (?:past|passed) ")

PROMISED = {
    "housing_repairs": ("housing.local_routine_28d",),
    "it_incidents": (
        *("it.p1_resolve_4h", "it.p2_resolve_8h"),
        *("it.p3_resolve_3wd", "it.p4_resolve_5wd"),
    ),
}
"""Limits turned on, of services that no law sets any."""

QUICK = ("ehcp", "it_incidents")
NAMES = [
    *QUICK,
    *(
        pytest.param(name, marks=pytest.mark.long)
        for name in SERVICES
        if name not in QUICK
    ),
]


@dataclass(frozen=True, kw_only=True)
class Said:
    """An answer, and what is said of it in three places."""

    found: Answer
    page: PageView
    data: dict[str, Any]
    lines: tuple[str, ...]

    def table(self, caption: str) -> TableView | None:
        """The table of the deadlines whose caption begins so."""
        blocks = [
            block
            for section in self.page.sections
            if section.id == "deadlines"
            for block in section.blocks
            if isinstance(block, TableView) and block.caption.startswith(caption)
        ]
        return blocks[0] if blocks else None


@pytest.fixture(scope="module")
def said(
    borough: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Said]:
    @cache
    def told(name: str) -> Said:
        file, folder = borough / SERVICES[name].path, tmp_path_factory.mktemp(name)
        found = _answered(file, folder, PROMISED.get(name, ()))
        return Said(
            found=found,
            page=page_view(found, title=name, limits=PageLimits(rows=10_000)),
            data=look_json(found),
            lines=terminal_lines(found),
        )

    return told


def _answered(path: Path, folder: Path, limits: tuple[str, ...]) -> Answer:
    session = open_duckdb(folder)
    try:
        loaded = read_log(
            path, session=session, options=ReadOptions(), key=bytes(32), now=NOW
        )
        log = prepare(loaded, folder / "store", as_at=AS_AT, now=NOW)
    finally:
        session.close()
    known = with_pack(log, limits=limits)
    return answer(known.log, known.use)


@pytest.mark.parametrize("name", NAMES)
def test_parts_of_an_answer_count_the_same_open_cases(
    said: Callable[[str], Said], name: str
) -> None:
    found = said(name).found
    flow, n_open = found.flow, found.log.facts.n_open
    assert flow.ageing.n_open == n_open
    assert getattr(found.forecast.clearing, "backlog", n_open) == n_open
    past = flow.past.n if flow.past else 0
    assert past >= max((c.n_overdue for c in found.clocks), default=0)
    assert past <= sum(c.n_overdue for c in found.clocks)


@pytest.mark.parametrize("name", NAMES)
def test_list_to_work_through_has_the_cases_that_the_answer_counts(
    said: Callable[[str], Said], name: str
) -> None:
    found = said(name).found
    listed = worklist(found.log, found.service)
    assert len(listed.work) == found.log.facts.n_open
    assert listed.n_past == (found.flow.past.n if found.flow.past else 0)


@pytest.mark.parametrize("name", NAMES)
def test_risks_are_of_the_cases_that_the_clock_counts(
    said: Callable[[str], Said], name: str
) -> None:
    found = said(name).found
    risks, clocks = found.forecast.risks, {one.id: one for one in found.clocks}
    if not isinstance(risks, RiskList) or risks.clock not in clocks:
        return
    ahead = clocks[risks.clock].outlook
    assert risks.n_overdue == ahead.n_overdue
    assert risks.n_open == ahead.n_overdue + ahead.n_soon + ahead.n_later


@pytest.mark.parametrize("name", NAMES)
def test_every_number_that_is_said_is_in_the_answer(
    said: Callable[[str], Said], name: str
) -> None:
    found, dyes = dyed(said(name).found)
    known = {A_YEAR, *dyes, *known_measures(found), *_of_them(found)}
    titles = [one.title for one in found.clocks]
    for sentence in _sentences(found):
        strange = said_numbers(sentence, titles=titles) - known
        assert not strange, f"{sentence!r} says {strange}, which nobody worked out"


@pytest.mark.parametrize("name", NAMES)
def test_first_sentences_have_shares_and_times_of_the_answer_alone(
    said: Callable[[str], Said], name: str
) -> None:
    """Dyed counts change which sentences are said, so those of the log itself count too."""
    found = said(name).found
    text = as_text(lead(found.log, found.flow, found.by_opening, found.splits))
    titles = [one.title for one in found.clocks]
    told = {n for n in said_numbers(text, titles=titles) if not n.isdigit()}
    days = [one.working_days for one in found.clocks if one.working_days is not None]
    counted = {plural(n, "working day") for n in days}
    targets = {in_100(one.target) for one in found.clocks if one.target is not None}
    assert told
    assert told - {A_YEAR, *known_measures(found), *counted, *targets} == set()


@pytest.mark.parametrize("name", NAMES)
def test_first_screen_and_deadlines_take_a_number_from_one_place(
    said: Callable[[str], Said], name: str
) -> None:
    """Whoever tells of open cases past the limit of one clock tells that clock's count."""
    found, dyes = dyed(said(name).found)
    risks = getattr(found.forecast.risks, "n_overdue", 0)
    past = found.flow.past.n if found.flow.past else 0
    offered = found.flow.past_offered.n if found.flow.past_offered else 0
    late = {one.n_overdue for one in found.clocks} | {past, risks, offered}
    for sentence in _sentences(found):
        for n in PAST.findall(sentence.replace(",", "")):
            assert int(n) in late, f"{n} is {dyes.get(n)}"


def _of_them(found: Answer) -> set[str]:
    """What the parts of an answer make of their own counts."""
    risks, shown = found.forecast.risks, set()
    for one in found.clocks:
        shown |= {f"{one.n_ended}", percent(one.late_share or 0)}
    if isinstance(risks, RiskList):
        shown |= {f"{risks.n_in_time}", f"{risks.expected_late:.0f}"}
    stages = stage_names(found.service).merged(worked_stages(found.flow))
    shown |= {f"{one.n_open}" for one in stages}
    shown.add(f"{sum(one.n_open for one in stages)}")
    if found.flow.lead_times:
        shown.add(f"{found.flow.lead_times.period_days} days")
    shown.add(f"{sum(1 for one in found.flow.limits_offered if one.n_past)}")
    return shown


def _sentences(found: Answer) -> tuple[str, ...]:
    """The whole lead, the tiles, what the deadlines and the prompt say of them, the risks."""
    said = lead(found.log, found.flow, found.by_opening, found.splits)
    first = "".join(words.text for words in said)
    shown = (f"{tile.title}: {tile.as_text()}" for tile in tiles(found.log, found.flow))
    told = deadlines.section(found.log, found.flow, limits=PageLimits())
    coming = [
        line
        for line in forecast_lines(found.forecast)
        if "open case" in line and "limit" in line
    ]
    return (first, *shown, *(told.paragraphs if told else ()), *coming)


@pytest.mark.parametrize("name", NAMES)
def test_lead_and_prompt_say_the_same(said: Callable[[str], Said], name: str) -> None:
    told = said(name)
    assert told.lines[0] == "".join(words.text for words in told.page.lead).strip()
    for tile in told.page.tiles:
        assert any(tile.as_text() in line for line in told.lines)


@pytest.mark.parametrize("name", NAMES)
def test_tables_of_deadlines_count_what_the_clocks_count(
    said: Callable[[str], Said], name: str
) -> None:
    told = said(name)
    late, became = told.table("Open, and past the limit"), told.table("What became of")
    n_late = sum(one.n_overdue for one in told.found.clocks)
    assert (len(late.rows) if late else 0) == min(n_late, 12)
    for one, row in zip(told.found.clocks, became.rows if became else (), strict=True):
        cells = dict(zip(became.columns, row, strict=True))
        assert cells["Open, overdue"] == f"{one.n_overdue:,}"
        assert cells["Late"] == f"{one.statuses[ClockStatus.LATE]:,}"


@pytest.mark.parametrize("name", NAMES)
def test_json_counts_what_the_clocks_count(
    said: Callable[[str], Said], name: str
) -> None:
    told = said(name)
    data = {one["clock"]: one for one in told.data.get("clocks", [])}
    assert list(data) == [one.id for one in told.found.clocks]
    leads = [name for name, one in data.items() if one["leads"]]
    assert leads == [told.found.leading.id] if told.found.leading else not leads
    for one in told.found.clocks:
        counts = data[one.id]["outlook_counts"]
        assert counts["overdue"] == one.n_overdue
        overdue = one.statuses[ClockStatus.OPEN_OVERDUE]
        assert overdue == one.n_overdue + counts["silent_and_overdue"]


@pytest.mark.parametrize("name", NAMES)
def test_forecast_at_the_prompt_says_the_counts_of_the_answer(
    said: Callable[[str], Said], name: str
) -> None:
    found = said(name).found
    lines = forecast_lines(found.forecast)
    risks = found.forecast.risks
    if isinstance(risks, RiskList):
        (line,) = [line for line in lines if "open case" in line and "limit" in line]
        assert f"{risks.n_open:,} open case" in line
        assert f" {risks.n_overdue:,} " in line or "none is past it" in line


@pytest.mark.parametrize("name", NAMES)
def test_board_counts_what_the_answer_counts(
    said: Callable[[str], Said], name: str
) -> None:
    found = said(name).found
    told = board_facts(found, now=MONDAY)
    shown = board(told)
    n_open = Counter({one.activity: one.n_open for one in found.flow.stages})
    assert shown.n_open == found.log.facts.n_open
    assert {one.facts.title: one.n for one in shown.columns} == {
        one.title: sum(n_open[step] for step in one.steps) for one in told.columns
    }
    assert told.n_past == (found.flow.past.n if found.flow.past else None)
    assert sum(bool(one.past) for one in told.cases) == (told.n_past or 0)
    assert sum(one.older_than_usual for one in told.cases) == found.flow.ageing.n_older
    assert set(told.changes.open_now.days) <= set(found.flow.wip.values)


@pytest.mark.parametrize("name", NAMES)
def test_board_tells_the_weeks_and_limits_of_the_answer(
    said: Callable[[str], Said], name: str
) -> None:
    found = said(name).found
    told = board_facts(found, now=MONDAY).changes
    for week in (told.came, told.finished):
        series = found.flow.series[week.measure]
        values = {row.start: row.value for row in series.rows}
        chart = next(one.chart for one in found.signals if one.series is series)
        point = next(one for one in chart.points if one.begins == LAST_MONDAY)
        assert week.value == values[LAST_MONDAY]
        assert week.usual == (point.lower, point.upper)
        assert week.is_signal is (point.special_cause is not None)


@pytest.mark.parametrize("name", NAMES)
def test_a_board_has_no_sentence_with_a_hole(
    said: Callable[[str], Said], name: str
) -> None:
    view = board_view(board(board_facts(said(name).found, now=MONDAY)))
    text = re.sub(r"<svg.*?</svg>|<[^>]+>", "\n", board_html(view), flags=re.DOTALL)
    assert not re.search(
        r"\bNone\b(?! (is|has|of|needs|more))|\bnan\b|[ :,]\.|\b1 days", text
    )
    assert all(column.title and column.usual for column in view.columns)
    assert all(card.days for column in view.columns for card in column.cards)
