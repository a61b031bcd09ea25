"""Shared options become options of each command, and go into one object."""

from __future__ import annotations

from typing import Annotated

import pytest
import typer
from typer.testing import CliRunner

from mersey.cli.options import Reading, Shown, spread
from mersey.errors import UsageError


def _app(seen: list[object]) -> typer.Typer:
    app = typer.Typer(rich_markup_mode=None)

    @app.command()
    @spread
    def run(name: Annotated[str, typer.Argument()], *, reading: Reading) -> None:
        seen.extend((name, reading))

    return app


def test_spread_fills_the_object_when_options_are_given() -> None:
    seen: list[object] = []
    result = CliRunner().invoke(
        _app(seen), ["x.csv", "--case", "Ref", "--end", "A", "--end", "B", "--keep-ids"]
    )
    assert result.exit_code == 0, result.output
    assert seen[0] == "x.csv"
    assert seen[1] == Reading(case="Ref", end=["A", "B"], keep_ids=True)


def test_spread_gives_defaults_when_nothing_is_given() -> None:
    seen: list[object] = []
    CliRunner().invoke(_app(seen), ["x.csv"])
    assert seen[1] == Reading()


def test_as_at_date_is_the_day_when_one_is_given() -> None:
    seen: list[object] = []
    CliRunner().invoke(_app(seen), ["x.csv", "--as-at", "2023-12-31"])
    reading = seen[1]
    assert isinstance(reading, Reading)
    assert str(reading.as_at_date) == "2023-12-31"


def test_keep_asks_for_a_reason_when_there_is_none() -> None:
    with pytest.raises(UsageError, match="0 reasons"):
        Reading(keep=["Notes"]).read_options()


def test_keep_takes_a_reason_for_each_column_or_one_for_all() -> None:
    both = Reading(keep=["Notes", "Ward"], because=["we count", "we map"])
    assert both.read_options().keep == {"Notes": "we count", "Ward": "we map"}
    one = Reading(keep=["Notes", "Ward"], because=["the board asked"])
    assert set(one.read_options().keep.values()) == {"the board asked"}


def test_shown_refuses_when_json_and_csv_are_both_asked_for() -> None:
    with pytest.raises(UsageError, match="--json and --csv"):
        Shown(as_json=True, as_csv=True)
