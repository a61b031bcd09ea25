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


def test_list_is_a_table_when_no_json_is_asked():
    result = CliRunner().invoke(app, ["list", "packs"])
    assert "Planning applications" in result.stdout
