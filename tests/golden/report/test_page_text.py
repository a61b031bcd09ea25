"""The page's words, as committed. `make golden` writes them again; read the diff."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from mersey.cli.flags import as_flags
from mersey.report import look_json, page
from tests.golden.report.page_text import words_of
from tests.unit.report import made_up
from tests.unit.report.made_up_answer import answered
from tests.unit.report.made_up_forecast import forecast, risks

HERE = Path(__file__).parent


def compared(name: str, text: str) -> str:
    """The golden text; written first where `make golden` asks for it."""
    path = HERE / name
    if os.environ.get("MERSEY_GOLDEN") == "write":
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def test_page_says_what_it_said() -> None:
    few = risks(cases=risks().cases[:14])
    html = page(
        answered(made_up.log(), made_up.summary(), forecast(risks=few)),
        title="Planning",
        synthetic=True,
    )
    html = as_flags(html)
    assert words_of(html) == compared("planning.txt", words_of(html))


def test_page_says_what_it_said_when_nothing_is_known() -> None:
    html = page(answered(made_up.log(findings=()), made_up.nothing()), title="Planning")
    html = as_flags(html)
    assert words_of(html) == compared("nothing_known.txt", words_of(html))


def test_look_is_what_it_was() -> None:
    few = made_up.ageing(cases=made_up.ageing().cases[:3])
    short = made_up.summary(
        series={}, wip=made_up.DailyWip(dates=(), values=()), ageing=few
    )
    look = look_json(answered(made_up.log(), short))
    text = as_flags(json.dumps(look, indent=1, sort_keys=True, ensure_ascii=False))
    text += "\n"
    assert text == compared("look.json", text)


def test_words_leave_out_drawings_and_keep_order() -> None:
    html = "<main><h1>A</h1><svg><text>no</text></svg><p>b <b>c</b></p></main>"
    assert words_of(html) == "# A\nb c\n"


@pytest.mark.parametrize("name", ["planning.txt", "nothing_known.txt", "look.json"])
def test_golden_file_is_small(name: str) -> None:
    assert (HERE / name).stat().st_size < 32_000
