"""`mersey care-waits` at the prompt."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from mersey.cli import app
from mersey.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = (
    "LA Person Unique Identifier,Client Type,Date of Birth,Event Type,Event Start Date,"
    "Event End Date,Event Outcome,Assessment Type,Service Type"
)
ROWS = (
    "a,Service User,01/05/1950,Request,01/08/2025,01/08/2025,Progress to assessment,,",
    (
        "a,Service User,01/05/1950,Assessment,11/08/2025,20/08/2025,"
        "Progress to support planning or services,Long Term Assessment,"
    ),
    "a,Service User,01/05/1950,Service,01/09/2025,,,,Long Term Support: Community",
    "b,Service User,02/06/1980,Request,03/08/2025,04/08/2025,NFA: Other,,",
    "c,Carer,02/06/1980,Request,03/08/2025,04/08/2025,Progress to assessment,,",
    "d,Service User,02/06/1980,Request,05/08/2025,05/08/2025,Passed on,,",
    "d,Service User,02/06/1980,Review,05/09/2025,05/09/2025,,,",
    "e,Service User,,Request,05/08/2025,05/08/2025,Progress to assessment,,",
)


def run(
    folder: Path, *arguments: str, text: str = "\n".join([HEADINGS, *ROWS])
) -> Result:
    file = folder / "cld.csv"
    file.write_text(text + "\n", encoding="utf-8")
    return CliRunner().invoke(app, ["care-waits", str(file), *arguments])


def test_medians_and_what_was_not_used_are_told(tmp_path: Path) -> None:
    data = json.loads(run(tmp_path, "--json").stdout)
    assert data["medians"] == [
        {
            "what": what,
            "answered_from": "2025-07-01",
            "age_band": "65+",
            "people": 1,
            "median_days": days,
        }
        for what, days in (("first response", 10.0), ("first service", 31.0))
    ]
    assert (data["requests"], data["requests_unanswered"]) == (2, 1)
    assert (data["unknown_outcomes"], data["without_age"]) == (1, 1)
    assert data["rows_unused"] == {"a request of no service user": 1, "a review": 1}


def test_those_who_still_wait_are_told_beside_the_table(tmp_path: Path) -> None:
    said = " ".join(run(tmp_path).output.split())
    assert "2 requests count" in said
    assert "1 has no answer in the file" in said
    assert "first service 2025-07-01 65+ 1 31" in said


def test_columns_that_are_missing_are_named(tmp_path: Path) -> None:
    result = run(tmp_path, text="Event Type,NHS Number\nRequest,1")
    assert isinstance(result.exception, DataError)
    assert "Event Start Date" in str(result.exception)
    assert "LA Person" not in str(result.exception)


@pytest.mark.parametrize("start", ["2025-08-01", "1/8/2025", "2025-08-01 00:00:00"])
def test_dates_are_read_in_both_forms(tmp_path: Path, start: str) -> None:
    rows = [ROWS[0].replace("01/08/2025,01", f"{start},01"), ROWS[1]]
    data = json.loads(run(tmp_path, "--json", text="\n".join([HEADINGS, *rows])).stdout)
    assert data["medians"][0]["median_days"] == 10


def test_a_file_without_dates_is_refused(tmp_path: Path) -> None:
    row = ROWS[0].replace("01/08/2025", "August")
    result = run(tmp_path, text=f"{HEADINGS}\n{row}")
    assert isinstance(result.exception, DataError)
    assert "2025-04-01 or 01/04/2025" in str(result.exception)
