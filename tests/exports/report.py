"""How many files are read right: the tables of `docs/reference/reading-accuracy.md`.

`python -m tests.exports.report --corpus ../shared/data --generated 200 [--write]`
`python -m tests.exports.report --files FOLDER LABELS.json` judges another corpus whose
labels have the same form. `--each` prints every file.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.exports.faults import FAULTS, judge_fault
from tests.exports.generate import SHAPES, generate
from tests.exports.judge import Judged, Verdict, judge
from tests.exports.labelled import labelled

__all__ = ["Tally", "judge_generated", "judge_labelled", "main"]

PAGE: Final = Path(__file__).parents[2] / "docs" / "reference" / "reading-accuracy.md"

FIRST_SEED: Final = 0


@dataclass(kw_only=True)
class Tally:
    """Verdicts of one group of files."""

    name: str
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    seconds: float = 0.0
    bad: list[str] = field(default_factory=list)

    def add(self, name: str, judged: Judged) -> None:
        """Count one file."""
        self.verdicts[judged.verdict] += 1
        self.seconds += judged.seconds
        if not judged.verdict.is_good:
            self.bad.append(f"{judged.verdict}: {name}: {judged.why}")

    @property
    def n(self) -> int:
        """How many files."""
        return self.verdicts.total()

    @property
    def good(self) -> float:
        """Share of files about which nobody was told anything false."""
        return sum(n for v, n in self.verdicts.items() if v.is_good) / max(self.n, 1)

    @property
    def silent(self) -> float:
        """Share of files read wrong without a word."""
        return self.verdicts[Verdict.SILENT] / max(self.n, 1)

    def merged(self, other: Tally) -> Tally:
        """Both together, under the name of the first."""
        return Tally(
            name=self.name,
            verdicts=self.verdicts + other.verdicts,
            seconds=self.seconds + other.seconds,
            bad=self.bad + other.bad,
        )


def judge_generated(seeds: range) -> dict[str, Tally]:
    """Shape → verdicts of the generated exports with those seeds."""
    tallies = {shape: Tally(name=shape) for shape in SHAPES}
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            export = generate(seed)
            path = Path(folder) / export.name
            path.write_bytes(export.content)
            tallies[export.truth.shape].add(export.name, judge(path, export.truth))
            path.unlink()
    return tallies


def judge_labelled(labels: Path, folder: Path | None = None) -> Tally:
    """Verdicts of a labelled corpus."""
    tally = Tally(name="real exports")
    for path, truth in labelled(labels, folder).items():
        tally.add(path.name, judge(path, truth))
    return tally


def judge_faults(folder: Path) -> Tally:
    """Verdicts of the faults met in public."""
    tally = Tally(name="faults met in public")
    for fault in FAULTS:
        tally.add(fault.id, judge_fault(folder, fault))
    return tally


def main(arguments: list[str]) -> int:
    """Print the table, and with `--write` the page; returns the exit code."""
    asked = _parser().parse_args(arguments)
    rows = []
    for tally in _tallies(asked):
        sys.stderr.write(f"{tally.name}: {tally.n} judged\n")
        rows.append(tally)
    lines = list(_table(rows))
    sys.stdout.write("\n".join(lines) + "\n")
    seconds = sum(t.seconds for t in rows) / max(sum(t.n for t in rows), 1)
    sys.stdout.write(f"\n{seconds:.2f} seconds a file\n")
    if asked.each:
        sys.stdout.writelines(f"{t.name}: {line}\n" for t in rows for line in t.bad)
    if asked.write:
        seeds = f"{FIRST_SEED} to {FIRST_SEED + asked.generated - 1}"
        today = datetime.now(UTC)  # noqa: TID251  (the day of measuring, printed)
        PAGE.write_text(_page(lines, seeds, f"{today.day} {today:%B %Y}"), "utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, help="folder with faults/ and exports/")
    parser.add_argument("--generated", type=int, default=0, metavar="N")
    parser.add_argument(
        "--files", nargs=2, type=Path, action="append", metavar=("DIR", "LABELS.json")
    )
    parser.add_argument("--each", action="store_true", help="name what was read wrong")
    parser.add_argument("--write", action="store_true", help="write the page again")
    return parser


def _tallies(asked: argparse.Namespace) -> Iterator[Tally]:
    if asked.corpus:
        yield judge_faults(asked.corpus / "faults" / "exports")
        yield judge_labelled(asked.corpus / "exports" / "labels.json")
    for folder, labels in asked.files or ():
        tally = judge_labelled(labels, folder)
        tally.name = f"further real exports ({labels.stem})"
        yield tally
    if asked.generated:
        shapes = judge_generated(range(FIRST_SEED, FIRST_SEED + asked.generated))
        every = Tally(name="generated, all")
        for tally in shapes.values():
            every = every.merged(tally)
        yield every
        for tally in shapes.values():
            tally.name = f"generated: {tally.name}"
            yield Tally(name=tally.name, verdicts=tally.verdicts)


def _table(rows: list[Tally]) -> Iterator[str]:
    yield "| Files | n | " + " | ".join(Verdict) + " | good, % | silently wrong, % |"
    yield "|---|" + "---:|" * (len(Verdict) + 3)
    for row in rows:
        counts = " | ".join(str(row.verdicts[verdict]) for verdict in Verdict)
        shares = f"{100 * row.good:.1f} | {100 * row.silent:.1f}"
        yield f"| {row.name} | {row.n} | {counts} | {shares} |"


def _page(table: list[str], seeds: str, day: str) -> str:
    text = (Path(__file__).parent / "reading_accuracy.md.txt").read_text("utf-8")
    return text.format(day=day, seeds=seeds, table="\n".join(table))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
