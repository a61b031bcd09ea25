"""Adds one member of each kind, beside the package, and says who has seen it.

Run in a process of its own: `python -m tests.recipes.adding FOLDER`. Each member is a
copy of the smallest there is, under another name; nothing of the project is edited. It
prints one JSON object.
"""

from __future__ import annotations

import importlib
import io
import json
import shutil
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Final

import pytest
from typer.testing import CliRunner

AGAIN: Final = "_again"
COPIED: Final = {
    "mersey.flow.measures": "throughput",
    "mersey.charts.kinds": "run",
    "mersey.samples.services": "foi",
}
"""Folder of one file each → the smallest member."""

PACK: Final = "blue_badge"

FORMAT: Final = '''"""Lines of values between bars, below a mark of their own."""

from mersey.load.files.format import Contents, Example, Fit, Format, Sample, Source
from mersey.load.files.sheets import Sheet
from mersey.load.files.workbooks import read_sheets

MARK = b"BARS 1\\n"


def sniff(sample: Sample) -> Fit:
    return Fit.YES if sample.head.startswith(MARK) else Fit.NO


def read(source: Source) -> Contents:
    lines = source.path.read_text("utf-8").splitlines()[1:]
    rows = [line.split("|") for line in lines]
    return read_sheets(source, [Sheet(name="lines", rows=rows)])


FORMAT = Format(
    name="bars_again",
    title="Values between bars",
    extensions=(".bars",),
    sniff=sniff,
    read=read,
    example=Example(
        file_name="repairs.bars",
        content=MARK + b"Job|Step|When\\n17|Reported|2024-03-04\\n",
        columns=("Job", "Step", "When"),
        n_rows=1,
    ),
)
'''

FINDING: Final = '''"""About what was added."""

from mersey.findings import FindingKind

ADDED = FindingKind(id="added_again", meaning="It was added.", message="It was added.")
'''

SPECS: Final = ("measures", "charts", "formats", "packs")
LISTS: Final = (
    *(["list", what] for what in ("measures", "charts", "formats", "packs")),
    ["sample", "list"],
)


def main(folder: Path) -> None:
    """Add the members in `folder`, and print who sees them."""
    for package, name in COPIED.items():
        place = Path(str(importlib.import_module(package).__file__)).parent
        text = (place / f"{name}.py").read_text("utf-8")
        _add(
            folder,
            package,
            name,
            text.replace(f'name="{name}"', f'name="{name}{AGAIN}"'),
        )
        if (place / f"{name}.sql").is_file():
            query = folder / package / f"{name}{AGAIN}.sql"
            shutil.copy(place / f"{name}.sql", query)
    _add(folder, "mersey.load.formats", "bars", FORMAT)
    _add(folder, "mersey.findings.about_the_log", "added", FINDING)
    _add_pack(folder / "packs")
    print(json.dumps({"lists": _lists(), "pages": _pages(), "specs": _specs()}))  # noqa: T201


def _add(folder: Path, package: str, name: str, text: str) -> None:
    place = folder / package
    place.mkdir()
    (place / f"{name}{AGAIN}.py").write_text(text, encoding="utf-8")
    importlib.import_module(package).__path__.append(str(place))


def _add_pack(folder: Path) -> None:
    """The packs and a copy of the smallest, its clocks under another name."""
    from mersey import services  # noqa: PLC0415  (changed before anybody reads it)
    from mersey.services import known_packs  # noqa: PLC0415

    shutil.copytree(known_packs.PACKS, folder)
    added = folder / f"{PACK}{AGAIN}"
    shutil.copytree(folder / PACK, added)
    for name in ("service.toml", "expected.json", "README.md"):
        path = added / name
        text = path.read_text("utf-8").replace(f"{PACK}.", f"{PACK}{AGAIN}.")
        path.write_text(text.replace(f'"{PACK}"', f'"{PACK}{AGAIN}"'), "utf-8")
    known_packs.PACKS = services.PACKS = folder  # type: ignore[misc]  (another place)


def _lists() -> str:
    from mersey.cli import app  # noqa: PLC0415

    return "\n".join(CliRunner().invoke(app, words).output for words in LISTS)


def _pages() -> str:
    from docs.pages import charts, findings, formats, measures, packs  # noqa: PLC0415

    return "\n".join(one.page() for one in (charts, findings, formats, measures, packs))


def _specs() -> dict[str, str]:
    """Test of a member → how it went, for the members that were added."""
    seen = _Seen()
    paths = [f"tests/spec/test_{name}.py" for name in SPECS]
    quiet = ("-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--no-header")
    with redirect_stdout(io.StringIO()):
        pytest.main([*paths, "-k", AGAIN, *quiet], plugins=[seen])
    return seen.outcomes


class _Seen:
    def __init__(self) -> None:
        self.outcomes: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.failed:
            self.outcomes[report.nodeid] = report.outcome


if __name__ == "__main__":
    main(Path(sys.argv[1]))
