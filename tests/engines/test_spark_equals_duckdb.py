"""What DuckDB answers is what Spark answers: every measure and every query of an answer.

On a real Spark, so in minutes; that all of it compiles for Spark is an ordinary test.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from mersey.answer import answer
from mersey.answer.board import board_facts
from mersey.answer.worklist import worklist
from mersey.engine import open_duckdb
from mersey.eventlog import EventLog, prepare, with_pack
from mersey.evidence.log_cases import read_log_cases
from mersey.flow import MEASURES, Measure, measure
from mersey.flow.splits import group_columns, splits_of
from mersey.forecast.whatif.worklog import to_work_log
from mersey.load import ReadOptions, read_log
from mersey.services.known_packs import PACKS
from mersey.vocabulary import Per
from tests.engines.alike import differences
from tests.engines.logs import make_log
from tests.engines.random_logs import ACTIVITIES, FIRST, TEAMS
from tests.engines.spark_engine import connect, on_spark
from tests.spec.test_measures import example_log

pytestmark = [pytest.mark.long, pytest.mark.filterwarnings("ignore")]

NOW = datetime(2027, 1, 1, tzinfo=UTC)

SAMPLES = ("planning", "it_service", "housing_repairs")
"""A row a case with dates alone; events with times and teams; statuses and deadlines."""

members = pytest.mark.parametrize("member", MEASURES.values(), ids=MEASURES.keys())


@pytest.fixture(scope="module", autouse=True)
def _spark() -> None:
    connect()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    return lambda: tmp_path_factory.mktemp("log")


@cache
def made_up() -> EventLog:
    """Ties, midnights, a change of the clocks, silent cases, people, starts of work."""
    drawn = random.Random(31)
    rows: list[tuple] = []
    for case in range(60):
        hour = drawn.randrange(24 * 60)
        for _ in range(drawn.randint(1, 7)):
            hour += drawn.choice((0, 0, 1, 3, 12, 24, 24 * 7, 24 * 20))
            time = FIRST + timedelta(hours=hour)
            start = drawn.choice((None, time - timedelta(hours=12)))
            team, person = drawn.choice(TEAMS), drawn.choice(("ann", "bob"))
            rows.append(
                (f"c{case}", drawn.choice(ACTIVITIES), time, team, person, start)
            )
    return make_log(rows, end=("closed",))


def sample(pack: str, folder: Path) -> EventLog:
    session = open_duckdb(folder)
    try:
        path = PACKS / pack / "sample.csv"
        options = ReadOptions()
        loaded = read_log(path, session=session, options=options, now=NOW)
        return prepare(loaded, folder / "store", now=NOW)
    finally:
        session.close()


@members
def test_worked_example_gives_its_numbers_on_spark(
    member: Measure, folder: Callable[[], Path]
) -> None:
    log = on_spark(example_log(member.name), folder())
    series = measure(log, member.name, per=member.example.per)
    found = [(r.start.isoformat(), r.value, r.n, r.complete) for r in series.rows]
    assert found == [pytest.approx(row) for row in member.example.expected]


@members
@pytest.mark.parametrize("per", [Per.WEEK, Per.MONTH])
def test_measure_gives_the_same_on_both(
    member: Measure, per: Per, folder: Callable[[], Path]
) -> None:
    log = made_up()
    ours = measure(log, member.name, per=per)
    theirs = measure(on_spark(log, folder()), member.name, per=per)
    assert list(differences(ours, theirs)) == []


def test_answer_without_a_pack_is_the_same_on_both(
    folder: Callable[[], Path],
) -> None:
    log = made_up()
    ours, theirs = answer(log), answer(on_spark(log, folder()))
    assert list(differences(ours.flow, theirs.flow)) == []
    assert list(differences(ours.forecast, theirs.forecast)) == []


@pytest.mark.parametrize("pack", SAMPLES)
def test_answer_with_a_pack_is_the_same_on_both(
    pack: str, folder: Callable[[], Path]
) -> None:
    known = with_pack(sample(pack, folder()))
    ours = answer(known.log, known.use)
    theirs = answer(on_spark(known.log, folder()), known.use)
    for part in ("flow", "signals", "by_opening", "forecast"):
        mine, other = getattr(ours, part), getattr(theirs, part)
        assert list(differences(mine, other, part)) == []
    assert ours.clocks


def test_what_a_what_if_learns_from_is_the_same_on_both(
    folder: Callable[[], Path],
) -> None:
    log = made_up()
    ours, theirs = to_work_log(log), to_work_log(on_spark(log, folder()))
    assert list(differences(ours, theirs)) == []


def test_list_of_open_cases_is_the_same_on_both(folder: Callable[[], Path]) -> None:
    known = with_pack(sample("planning", folder()))
    ours = worklist(known.log, known.use)
    theirs = worklist(on_spark(known.log, folder()), known.use)
    assert list(differences(ours, theirs)) == []
    assert ours.work


@pytest.mark.parametrize(
    ("pack", "by"), [("planning", "Application Type"), ("it_service", "team")]
)
def test_groups_side_by_side_are_the_same_on_both(
    pack: str, by: str, folder: Callable[[], Path]
) -> None:
    known = with_pack(sample(pack, folder()))
    columns = group_columns(known.log, known.use, [by])
    ours = splits_of(known.log, columns)
    theirs = splits_of(on_spark(known.log, folder()), columns)
    assert list(differences(ours, theirs)) == []
    assert any(split.groups for split in ours)


def test_cases_of_an_experiment_are_the_same_on_both(
    folder: Callable[[], Path],
) -> None:
    log = made_up()
    ours = read_log_cases(log, steps=["assessed"])
    theirs = read_log_cases(on_spark(log, folder()), steps=["assessed"])
    assert list(differences(ours, theirs)) == []
    assert ours.n


def test_facts_of_a_board_are_the_same_on_both(folder: Callable[[], Path]) -> None:
    known = with_pack(sample("planning", folder()))
    found = answer(known.log, known.use)
    log = on_spark(known.log, folder())
    day = log.facts.as_at_date
    ours = board_facts(found, now=day)
    theirs = board_facts(answer(log, known.use), now=day)
    assert list(differences(ours, theirs)) == []
