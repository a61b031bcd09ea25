"""Every sentence of a page and of the prompt, on extremes: texts that a person reads.

`make golden` writes them again; read them as a tired manager would before they are
committed. A sentence stands once, with the extremes that give it below.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from mersey.cli.flags import as_flags
from tests.golden.sentences import made_up
from tests.golden.sentences.looks import looks

HERE = Path(__file__).parent
OF_LOGS = ("screen", "reading", "findings", "forecast", "page")
MADE_UP = {
    "deadlines": made_up.deadlines,
    "what_if": made_up.what_ifs,
    "places": made_up.places,
}
KINDS = (*OF_LOGS, *MADE_UP)
MOST_LINES = 420
EXAMPLE = re.compile(r"^ +(Row|Record) \d|^    |^[a-z2-7]{8,26} |^case  ")
"""Cases walked through, and rows of tables: their like is shown by one extreme."""

FAULTS = (
    r"(?<![\d.,])1 (cases|days|hours|weeks|months|rows|columns|steps|times|events|are)\b",
    r"\b(because of|caused|thanks to|due to)\b",
    r"\bNone\b(?! (of|arrived|takes|were))",
    r"\bnan\b",
    r"-0\.0\b|\+0\.0\b",
    r"\d %",
    r"(?<!\d)0 in 100|100 in 100",
)


def told(kind: str) -> dict[str, tuple[str, ...]]:
    """Extreme → its lines of a kind."""
    if kind in MADE_UP:
        return MADE_UP[kind]()
    return {name: getattr(look, kind) for name, look in looks().items()}


def as_text(said: dict[str, tuple[str, ...]]) -> str:
    """Each line once, in order, under it who gives it."""
    givers: dict[str, list[str]] = {}
    for name, lines in said.items():
        for line in lines:
            if line.strip() and not EXAMPLE.search(line):
                givers.setdefault(as_flags(line.strip()), []).append(name)
    return "".join(
        f"{line}\n    [{', '.join(dict.fromkeys(names))}]\n"
        for line, names in sorted(givers.items())
    )


@pytest.mark.parametrize("kind", KINDS)
def test_sentences_are_the_golden_ones(kind: str) -> None:
    path, found = HERE / f"{kind}.txt", as_text(told(kind))
    if os.environ.get("MERSEY_GOLDEN") == "write":
        path.write_text(found, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == found


@pytest.mark.parametrize("kind", KINDS)
def test_no_sentence_has_a_known_fault(kind: str) -> None:
    lines = [line for line in as_text(told(kind)).splitlines() if line[:4] != "    "]
    assert not [line for line in lines for fault in FAULTS if re.search(fault, line)]


@pytest.mark.parametrize("kind", KINDS)
def test_golden_file_can_be_read_by_a_person(kind: str) -> None:
    assert as_text(told(kind)).count("\n") <= MOST_LINES
