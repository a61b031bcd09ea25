from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from mersey.cli import app
from mersey.errors import PackError


def run(*arguments: object):
    return CliRunner().invoke(app, ["pack", *map(str, arguments)])


@pytest.mark.parametrize("options", [(), ("--extends", "planning")])
def test_a_new_pack_passes_its_check_when_it_is_fresh(options, tmp_path):
    made = run("new", "ours", "--folder", tmp_path, *options)
    checked = run("check", tmp_path / "ours")
    assert made.exit_code == 0
    assert checked.exit_code == 0
    assert "Nothing is wrong." in checked.stdout


def test_a_check_tells_everything_when_several_things_are_wrong(tmp_path):
    run("new", "ours", "--folder", tmp_path)
    toml, figures = tmp_path / "ours/service.toml", tmp_path / "ours/expected.json"
    toml.write_text(
        toml.read_text().replace('{ events = ["done"] }', '{ events = ["x"] }')
    )
    figures.write_text(json.dumps({"as_at": "2026-04-20", "cases": 4}))
    told = run("check", tmp_path / "ours").exception
    assert isinstance(told, PackError)
    assert 'clocks[ours.done_20wd].stop.events: the pack has no event "x"' in str(told)
    assert "expected.json: cases: 4 expected, mersey finds 3" in str(told)


def test_a_check_says_what_is_missing_when_the_sample_is_gone(tmp_path):
    run("new", "ours", "--folder", tmp_path)
    (tmp_path / "ours" / "sample.csv").unlink()
    assert "sample.csv: it is missing" in str(run("check", tmp_path / "ours").exception)
