from __future__ import annotations

import json

from typer.testing import CliRunner

from mersey.cli import app


def listed(kind: str) -> list[dict]:
    result = CliRunner().invoke(app, ["list", kind, "--json"])
    assert result.exit_code == 0
    return json.loads(result.stdout)["members"]


def test_list_names_each_pack_with_its_clocks_when_packs_are_asked():
    packs = {member["name"]: member for member in listed("packs")}
    assert "planning.minor_8w" in packs["planning"]["clocks"]
    assert packs["planning"]["version"]


def test_list_names_each_version_of_a_clock_when_clocks_are_asked():
    clocks = listed("clocks")
    names = {member["name"] for member in clocks}
    assert {"foi.request", "send.ehcp.plan_20w", "csc.assessment_45wd"} <= names
    assert {member["authority"] for member in clocks} >= {"statutory", "local"}


def test_list_quotes_the_words_of_a_clock_and_says_whose_it_is():
    clocks = {member["name"]: member for member in listed("clocks")}
    relief = clocks["homelessness.relief_56d"]
    assert relief["provision"] == "section 189B(4)"
    assert "56 days beginning with the day" in relief["words"]
    assert relief["standing"] == "set by law; words read on 2026-11-30"
    assert clocks["csc.assessment_45wd"]["standing"] == (
        "set by statutory guidance, not by a statute; not yet checked against the source"
    )


def test_list_says_at_the_prompt_whose_each_clock_is():
    said = " ".join(CliRunner().invoke(app, ["list", "clocks"]).stdout.split())
    blue_badge = said.partition("blue_badge.")[2].partition("blue_badge.")[0]
    assert (
        "guidance, not by a statute; not yet checked against the source" in blue_badge
    )


def test_list_fits_eighty_columns_when_no_terminal_says_more():
    for kind in ("clocks", "charts", "measures", "packs", "formats"):
        lines = CliRunner().invoke(app, ["list", kind]).stdout.splitlines()
        assert max(map(len, lines)) <= 80


def test_list_names_the_services_of_the_workspace(tmp_path):
    home = tmp_path / "logs" / "planning"
    home.mkdir(parents=True)
    (home / "current").write_text("abc123", encoding="utf-8")
    asked = ["list", "services", "--workspace", str(tmp_path)]
    said = CliRunner().invoke(app, asked)
    assert said.stdout.split() == ["planning", "version", "abc123"]


def test_list_says_how_to_load_when_the_workspace_is_empty(tmp_path):
    asked = ["list", "services", "--workspace", str(tmp_path)]
    assert "mersey load" in CliRunner().invoke(app, asked).stdout


def test_list_is_a_table_when_no_json_is_asked():
    result = CliRunner().invoke(app, ["list", "packs"])
    assert "Planning applications" in result.stdout


def test_list_names_designs_the_strongest_first_when_designs_are_asked():
    designs = listed("designs")
    names = [design["name"] for design in designs]
    assert names.index("interrupted") < names.index("before_after")
    assert names[-1] == "control_chart"
    assert {design["claim"] for design in designs} <= {"because", "since"}
