"""Limits that no law sets, at the prompt: named, turned on, and said where in vain."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from mersey.cli import app
from mersey.cli.flags import as_said
from mersey.errors import MerseyError, UnknownName, UsageError

if TYPE_CHECKING:
    from pathlib import Path

FIRST = datetime.fromisoformat("2026-01-05T09:00")
N = 40


@pytest.fixture
def tickets(tmp_path: Path) -> Path:
    """Forty tickets, a day apart, resolved after one to six days; the last are open."""
    return write(tmp_path / "tickets.csv", heading="Priority", value="P3")


@pytest.fixture
def many_tickets(tmp_path: Path) -> Path:
    """Two hundred such tickets: enough for a risk that may be told."""
    return write(tmp_path / "many.csv", heading="Priority", value="P3", n=200)


def write(path: Path, *, heading: str, value: str, n: int = N) -> Path:
    rows = [f"Ticket number,Ticket created,Resolved at,{heading},Service desk team"]
    for i in range(n):
        logged = FIRST + timedelta(days=i)
        done = (
            "" if i > n - 5 else f"{logged + timedelta(days=1 + i % 6):%Y-%m-%d %H:%M}"
        )
        kind = value if i % 2 else "Medium"
        rows.append(f"T{i},{logged:%Y-%m-%d %H:%M},{done},{kind},Desk {i % 3}")
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def look(file: Path, *arguments: str) -> dict[str, Any]:
    result = run("look", str(file), "--service", "it_service", "--json", *arguments)
    assert result.exit_code == 0, result.output
    data: dict[str, Any] = json.loads(result.stdout)
    return data


def test_no_limit_of_a_contract_is_counted_unasked(tickets: Path) -> None:
    found = look(tickets)
    assert "clocks" not in found
    offered = {one["clock"]: one["cases"] for one in found["limits_offered"]}
    assert offered == {"it.p3_resolve_3wd": N}


def test_option_that_is_named_counts_the_limit_when_typed(tickets: Path) -> None:
    (offered,) = look(tickets)["limits_offered"]
    found = look(tickets, *offered["option"].split())
    (clock,) = found["clocks"]
    assert (clock["clock"], clock["kind"]) == (offered["clock"], "contract")
    assert clock["leads"]
    assert clock["statuses"]["late"] > 0
    assert "limits_offered" not in found


def test_prompt_and_page_name_the_same_option(tickets: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    said = run("look", str(tickets), "--service", "it_service", "--out", str(page))
    named = (
        "This pack also knows 1 contract limit, off until somebody says that you "
        "promised it; to count it: --limit it.p3_resolve_3wd"
    )
    assert named in " ".join(said.stdout.split())
    assert named in page.read_text(encoding="utf-8")
    assert "eadline" not in said.stdout


def test_limit_asked_for_in_vain_says_why(tickets: Path, tmp_path: Path) -> None:
    page = str(tmp_path / "page.html")
    asked = ("--service", "it_service", "--limit", "it.p3_respond_4h", "--out", page)
    said = run("look", str(tickets), *asked)
    assert "Not counted: Priority 3 answered within 4 hours (contract)" in said.stdout
    assert "does not record “First response”" in said.stdout


def test_limit_in_a_map_counts_each_time(tickets: Path, tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text(
        'shape = "wide"\nservice = "it_service"\nlimits = ["it.p3_resolve_3wd"]\n'
        '[columns]\ncase = "Ticket number"\nattributes = ["Priority"]\n'
        'milestones = ["Ticket created", "Resolved at"]\n'
        '[events]\n"Ticket created" = "logged"\n',
        encoding="utf-8",
    )
    found = look(tickets, "--map", str(path))
    assert [clock["clock"] for clock in found["clocks"]] == ["it.p3_resolve_3wd"]
    assert found["loading"]["mapping"]["limits"] == ["it.p3_resolve_3wd"]


def test_column_only_like_a_field_is_read_once_confirmed(tmp_path: Path) -> None:
    file = write(tmp_path / "t.csv", heading="Seriousness", value="Moderate")
    asked = ("--limit", "it.p3_resolve_3wd")
    found = look(file, *asked)
    assert "clocks" not in found
    (near,) = found["service"]["fields_suggested"]
    assert (near["column"], near["field"]) == ("Seriousness", "priority")
    path = tmp_path / "map.toml"
    path.write_text(
        'shape = "wide"\nservice = "it_service"\n'
        '[columns]\ncase = "Ticket number"\nattributes = ["Seriousness"]\n'
        'milestones = ["Ticket created", "Resolved at"]\n'
        '[events]\n"Ticket created" = "logged"\n'
        '[fields]\n"Seriousness" = "priority"\n',
        encoding="utf-8",
    )
    (clock,) = look(file, "--map", str(path), *asked)["clocks"]
    assert clock["coverage"] == 1.0


def refused(*arguments: str) -> MerseyError:
    error = run(*arguments).exception
    assert isinstance(error, MerseyError)
    return error


def test_limit_is_refused_when_the_pack_has_no_such_clock(tickets: Path) -> None:
    asked = ("--service", "it_service", "--limit", "it.p3_resolve_3d")
    error = refused("look", str(tickets), *asked)
    assert isinstance(error, UnknownName)
    assert 'Did you mean "it.p3_resolve_3wd"?' in str(error)


def test_limit_names_its_pack_when_none_is_in_use(tmp_path: Path) -> None:
    file = tmp_path / "plain.csv"
    rows = [f"K{i},2026-01-{1 + i:02},2026-02-{1 + i:02}" for i in range(20)]
    file.write_text("\n".join(["key,began,finished", *rows]), encoding="utf-8")
    error = refused("look", str(file), "--limit", "it.p3_resolve_3wd")
    assert isinstance(error, UsageError)
    assert "--service it_service" in as_said(error)


def test_forecast_takes_days_or_a_clock(many_tickets: Path, tmp_path: Path) -> None:
    shop = str(tmp_path / "shop")
    kept = ("--service", "desk", "--workspace", shop)
    run("load", str(many_tickets), *kept, "--pack", "it_service")
    clock = json.loads(
        run("forecast", *kept, "--limit", "it.p3_resolve_3wd", "--json").stdout
    )
    days = json.loads(run("forecast", *kept, "--limit", "3", "--json").stdout)
    assert clock["risks"]["clock"] == "it.p3_resolve_3wd"
    assert days["risks"]["clock"] is None
    assert isinstance(
        refused("forecast", *kept, "--limit", "1", "--limit", "2"), UsageError
    )


def test_limit_is_kept_with_a_log_that_is_loaded(
    many_tickets: Path, tmp_path: Path
) -> None:
    shop = str(tmp_path / "shop")
    kept = ("--service", "desk", "--workspace", shop)
    pack = ("--pack", "it_service")
    assert isinstance(
        refused("load", str(many_tickets), *kept, *pack, "--limit", "it.p3_resolve"),
        UnknownName,
    )
    run("load", str(many_tickets), *kept, *pack, "--limit", "it.p3_resolve_3wd")
    found = json.loads(run("forecast", *kept, "--json").stdout)
    assert found["risks"]["clock"] == "it.p3_resolve_3wd"
