"""The drawings of the worked examples, byte for byte; `make golden` writes them again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from mersey.charts import KINDS, NARROW, WIDE

FOLDER = Path(__file__).with_name("charts")
CASES = [(name, width) for name in KINDS for width in (WIDE, NARROW)]


def _one_element_a_line(svg: str) -> str:
    return svg.replace("><", ">\n<") + "\n"


@pytest.mark.parametrize(("name", "width"), CASES)
def test_drawing_is_the_golden_one(name, width):
    drawn = _one_element_a_line(KINDS[name].example().svg(width))
    path = FOLDER / f"{name}-{width}.svg"
    if os.environ.get("MERSEY_GOLDEN") == "write":
        path.write_text(drawn, encoding="utf-8", newline="\n")
    assert path.read_text(encoding="utf-8") == drawn
