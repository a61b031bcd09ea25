"""Every example command in the documentation runs, on the made-up borough."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from pydantic import BaseModel
from typer.testing import CliRunner

from mersey.cli import app
from mersey.evidence.experiment import (
    Baseline,
    DesignChoice,
    Experiment,
    Fidelity,
    Guardrail,
    Look,
    Prediction,
    Secondary,
    Steps,
    StopRule,
)
from mersey.evidence.measured import (
    Count,
    GapDays,
    Incidence,
    ShareBy,
    StepDays,
    TimeToEnd,
)
from mersey.evidence.outcome import ChangeIdea, Driver, Outcome
from mersey.evidence.plan_checks import remarks
from mersey.evidence.written import read_text
from mersey.load import read_map

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
PARTS = (
    *(Prediction, DesignChoice, Baseline, Fidelity, Steps, Guardrail, Look, StopRule),
    *(Secondary, Driver, ChangeIdea),
    *(TimeToEnd, ShareBy, Incidence, StepDays, GapDays, Count),
)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^ *```console\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def _commands(page: Path) -> list[str]:
    """The `$ mersey …` lines of a page's console blocks, without the program's name."""
    lines = (
        line.strip().removeprefix("$ ").removeprefix(".venv/bin/")
        for block in BLOCK.findall(page.read_text("utf-8"))
        for line in block.splitlines()
        if line.strip().startswith("$ ")
    )
    return [
        line.removeprefix("mersey ") for line in lines if line.startswith("mersey ")
    ]


WITH_COMMANDS = [page for page in PAGES if _commands(page)]


@pytest.fixture
def desk(borough: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the documentation talks about."""
    applications = borough / "planning" / "applications.csv"
    for name in ("applications.csv", "their-file.csv"):
        shutil.copy(applications, tmp_path / name)
    shutil.copytree(borough, tmp_path / "borough")
    _write_series(tmp_path)
    _write_client_level_data(tmp_path)
    _write_without_headings(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MERSEY_WORKSPACE", raising=False)
    return tmp_path


def _write_without_headings(folder: Path) -> None:
    """An export whose first row is a record: a number, a reference, two dates."""
    rows = [
        f"{n},PL/{n:05},2026-{1 + n % 3:02}-{1 + n % 28:02},2026-{5 + n % 3:02}-10"
        for n in range(1, 41)
    ]
    (folder / "export.csv").write_text("\n".join(rows) + "\n", "utf-8")


def _write_client_level_data(folder: Path) -> None:
    """A request for support and the assessment that answered it."""
    headings = (
        "NHS Number,Client Type,Date of Birth,Event Type,Event Start Date,Event End Date,"
        "Event Outcome,Assessment Type,Service Type"
    )
    person = "1,Service User,01/05/1950"
    asked = f"{person},Request,01/08/2025,01/08/2025,Progress to assessment,,"
    answered = f"{person},Assessment,11/08/2025,20/08/2025,,Long Term Assessment,"
    rows = "\n".join((headings, asked, answered))
    (folder / "cld_2025_26.csv").write_text(rows, "utf-8")


def _write_series(folder: Path) -> None:
    """Two monthly series: breaches that rise in the third year, decisions in time."""
    months = [f"{2016 + (i + 3) // 12}-{(i + 3) % 12 + 1:02}-01" for i in range(36)]
    breaches = [1700 + 90 * (i * 7 % 11) + 6000 * (i > 26) for i in range(36)]
    rows = [f"{month},{n}" for month, n in zip(months, breaches, strict=True)]
    (folder / "breaches.csv").write_text("\n".join(["month,breaches", *rows]), "utf-8")
    rows = [f"{month},{70 + i * 7 % 11},90" for i, month in enumerate(months)]
    (folder / "in_time.csv").write_text(
        "\n".join(["month,in_time,decided", *rows]), "utf-8"
    )
    rows = [f"Ward {i},{20 + i * 7 % 11},{90 + i}" for i in range(24)]
    (folder / "wards.csv").write_text("\n".join(["ward,late,decided", *rows]), "utf-8")


@pytest.mark.parametrize(
    "page", WITH_COMMANDS, ids=lambda p: p.relative_to(ROOT).as_posix()
)
@pytest.mark.usefixtures("desk")
def test_example_commands_run_when_typed(page: Path) -> None:
    runner = CliRunner()
    results = {line: runner.invoke(app, shlex.split(line)) for line in _commands(page)}
    failed = {
        line: f"{result.exit_code}: {result.exception}"
        for line, result in results.items()
        if result.exit_code
    }
    assert failed == {}


@pytest.mark.usefixtures("desk")
def test_python_of_the_page_on_debugging_runs_after_its_commands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = ROOT / "docs" / "how-to" / "debug.md"
    runner = CliRunner()
    runner.invoke(app, shlex.split("load applications.csv --service planning"))
    code = "".join(PYTHON.findall(page.read_text("utf-8")))
    exec(compile(code, page.name, "exec"), {})  # noqa: S102  (our own page)
    said = capsys.readouterr().out
    assert "LogFacts(" in said
    assert "SELECT" in said


def test_the_documentation_shows_every_command() -> None:
    shown = {line.split()[0] for page in WITH_COMMANDS for line in _commands(page)}
    expected = {"look", "check", "load", "measure", "list", "sample", "clock", "pack"}
    expected |= {"signals", "forecast", "whatif", "cases", "care-waits", "export"}
    expected |= {"evidence"}
    assert shown == expected


def test_the_map_in_the_documentation_is_a_map(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "reference" / "map-toml.md").read_text("utf-8")
    path = tmp_path / "example.map.toml"
    path.write_text(page.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    mapping = read_map(path)
    assert mapping.case == "Reference"
    assert mapping.attributes == ("Ward", "Type of work")


def test_the_experiment_in_the_documentation_is_a_plan() -> None:
    page = (ROOT / "docs" / "reference" / "experiment-toml.md").read_text("utf-8")
    text = page.split("```toml\n")[1].split("```")[0]
    found, problems = read_text(text, file="early-officer.toml")
    assert problems == ()
    assert isinstance(found, Experiment)
    assert [one for one in remarks(found) if one.is_refused] == []


@pytest.mark.parametrize("model", [Experiment, Outcome, *PARTS])
def test_every_key_of_an_experiment_is_in_the_documentation(
    model: type[BaseModel],
) -> None:
    page = (ROOT / "docs" / "reference" / "experiment-toml.md").read_text("utf-8")
    keys = {field.alias or name for name, field in model.model_fields.items()}
    assert {
        key
        for key in keys
        if f"`{key}`" not in page.replace("[", "`").replace("]", "`")
    } == set()
