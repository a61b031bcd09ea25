"""Small sound files of every format, to be broken."""

from __future__ import annotations

import gzip
import json

from mersey.load import FORMATS
from tests.unit.load.formats.workbooks import Dated, Merged, ods, xls, xlsx

__all__ = ["CORPUS"]

HEADINGS = ("Reference", "Step", "Date", "Team", "Amount")
STEPS = ("Received", "Validated", "Decided")


def _rows() -> list[list[str]]:
    return [
        [
            f"R{case}",
            step,
            f"2024-0{1 + n}-{1 + case:02d}",
            f"Team {case % 3}",
            f"{case}.5",
        ]
        for case in range(12)
        for n, step in enumerate(STEPS)
    ]


def _csv(delimiter: str = ",", newline: str = "\n") -> bytes:
    lines = [delimiter.join(row) for row in (list(HEADINGS), *_rows())]
    return newline.join([*lines, ""]).encode()


def _book() -> bytes:
    dated = [
        [*row[:2], Dated(45000 + i, 2), row[3], i] for i, row in enumerate(_rows())
    ]
    merged = [
        ["Applications"],
        [],
        [*HEADINGS],
        [Merged("R1", rows=2), *dated[0][1:]],
        [None, *dated[1][1:]],
        *dated[2:],
        ["Total", None, None, None, 40],
    ]
    return xlsx({"2023": merged, "2024": [[*HEADINGS], *dated], "Notes": [["a", "b"]]})


def _changelog() -> bytes:
    issues = [
        {
            "key": f"J-{n}",
            "fields": {"status": {"name": "Done"}, "created": f"2024-01-{1 + n:02d}"},
            "changelog": {
                "histories": [
                    {
                        "created": f"2024-02-{1 + n:02d}T10:00:00.000+0000",
                        "items": [
                            {
                                "field": "status",
                                "fromString": "To do",
                                "toString": "Done",
                            }
                        ],
                    }
                ]
            },
        }
        for n in range(9)
    ]
    return json.dumps({"issues": issues, "total": 9}).encode()


def _jsonl() -> bytes:
    records = [dict(zip(HEADINGS, row, strict=True)) for row in _rows()]
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


MADE: tuple[tuple[str, bytes], ...] = (
    ("log.csv", _csv()),
    ("log.tsv", _csv("\t", "\r\n")),
    ("log.csv.gz", gzip.compress(_csv(";"), mtime=0)),
    ("log.xlsx", _book()),
    ("log.ods", ods("Log", [HEADINGS, *_rows()])),
    ("log.xls", xls([HEADINGS, *_rows()])),
    ("log.jsonl", _jsonl()),
    (
        "log.json",
        json.dumps([json.loads(each) for each in _jsonl().splitlines()]).encode(),
    ),
    ("issues.json", _changelog()),
)
CORPUS: tuple[tuple[str, bytes], ...] = (
    *((each.example.file_name, each.example.content) for each in FORMATS.values()),
    *MADE,
)
